"""The page of a file, as it stands on the last day before any script runs: the page itself, filled with what a file
has. What was chosen stands in words where the served page has controls that need a server.
"""

from __future__ import annotations

import re

from explorer.draw.markup import Markup, Node, html_of, tag
from explorer.export.excerpt import Excerpt
from explorer.export.saved_page.days import SavedDays
from explorer.export.slides.picture import timeline_box
from explorer.network.svg.svg_of_selection import network_svg_of
from explorer.page import controls, ids, layout
from explorer.page.chronicle_list import chronicle_html
from explorer.page.pictures import DESK, NARROW, WIDE

FILE_TIMELINES = {"every-size": DESK}
FILE_NETWORKS = (("wide-only every-size", WIDE), ("narrow-only", NARROW))
"""The networks of a file: where each shows, and its width in px. One of a desk serves every window."""


def file_page(days: SavedDays, told: Excerpt, cite: str) -> Markup:
    """The whole page; `told` is what the file says of itself, `cite` how to cite it."""
    answer, view = days.views.painted(days.final), days.final
    clocks = [choice for choice in controls.CLOCK_CHOICES if choice[0] in days.clocks()]
    live = tag("a", {"href": told.link, "rel": "noopener noreferrer"}, "Open the live page") if told.link else None
    return layout.page(
        days.kept,
        layout.Parts(
            answer=answer,
            tools=(layout.search("Find a name"), live),
            as_of=controls.as_of_controls(days.kept, days.days, days.last, view.selection.clock, clocks),
            chosen=_chosen(told, answer["shown"]),
            timeline=timeline_box(days.views.pictures, view, FILE_TIMELINES),
            networks=[(look, width, network_svg_of(view, width)) for look, width in FILE_NETWORKS],
            details=_inside(days.panel.of(view)),
            chronicle=_inside(chronicle_html(view, days.prose)),
            sources=days.prose.source_list(),
            footer=_footer(days, told, cite),
        ),
    )


def _chosen(told: Excerpt, shown: Node) -> Markup:
    return tag(
        "section",
        {"class": "chips saved", "aria-label": "What is shown"},
        [tag("b", {}, told.title)] if told.title != told.landscape.title else None,
        tag("span", {}, " ".join(filter(None, [told.note, f"Saved in this file: {told.selected} {told.as_of}"]))),
        tag("div", {"id": ids.SHOWN, "class": "shown"}, shown),
    )


LEFT_OUT = "filters, other groupings and axes, connections, {}, tours, actors compared, search in texts, export"


def _left_out(days: SavedDays) -> str:
    """What the live page has and this file does not."""
    clocks = "" if len(days.clocks()) > 1 else " Of both clocks it has the one that was chosen."
    every = len(days.changing)
    fewer = f" Of {every:,} days on which something changes it has {len(days.days):,}.".replace(",", "\u202f")
    left = LEFT_OUT.format("other comparisons" if days.selection.vs else "comparisons")
    said = f"This file leaves out {left}. The network and its ties are those of its last day, lit day by day."
    return said + clocks + (fewer if len(days.days) < every else "") + " "


def _footer(days: SavedDays, told: Excerpt, cite: str) -> Markup:
    kept = days.kept
    live = (
        tag("a", {"href": told.link, "rel": "noopener noreferrer"}, "The live page has it all.") if told.link else None
    )
    link = tag("a", {"href": told.link, "rel": "noopener noreferrer"}, told.link) if told.link else None
    return tag(
        "footer",
        {},
        tag("p", {}, "How to cite: ", cite.removesuffix(told.link), link),
        tag("p", {}, _left_out(days), live),
        tag(
            "p",
            {},
            f"Data: {kept.licence.rstrip('.')}. This file asks nothing of any host. It holds its data: the Policy "
            "Landscape Explorer opens them again by python -m explorer serve and the file’s name.",
        ),
    )


def _inside(node: Node) -> Markup:
    """Markup whose links of records stay inside the file; what its scripts say of a source's number is left to them."""
    markup = html_of(node).replace('href="?', 'href="#?')
    return Markup(re.sub(r'(<a href="#source-\d+")[^>]*>', r"\1>", markup))
