"""The states of a file in; its page out, as it stands on the last day before any script runs.

The same regions as the served page has, in the same looks. What was chosen stands in words where the served page has
controls that need a server.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from explorer.draw.markup import Markup, html_of, tag
from explorer.edtf import parse_when, words
from explorer.export.excerpt import Excerpt
from explorer.export.saved_page.days import Days
from explorer.export.slides.picture import timeline_box
from explorer.model import Landscape
from explorer.network.svg_of_selection import network_svg_of
from explorer.page import controls, ids, layout
from explorer.page.chronicle_list import chronicle_html
from explorer.page.legend import network_legend, timeline_legend
from explorer.page.pictures import AXIS_WORDS, NARROW, WIDE

NAMES = "names"
"""Id of the list of names that the search field offers."""


def file_page(days: Days, told: Excerpt, cite: str) -> Markup:
    """The whole page; `told` is what the file says of itself, `cite` how to cite it."""
    kept, view = days.kept, days.answer(days.final)
    return tag(
        "div",
        {"class": "page"},
        tag("div", {"class": "skip"}, [tag("a", {"href": f"#{id}"}, f"Skip to the {name}") for name, id in _REGIONS]),
        _masthead(kept, told),
        tag(
            "main",
            {},
            _as_of_line(days, Markup(view["shown"])),
            _chosen(told),
            tag("div", {"id": ids.NOTES, "class": "notes", "role": "status"}),
            tag("div", {"id": ids.EMPTY, "class": "empty"}, Markup(view["empty"])),
            _timeline(days),
            tag("div", {"class": "below"}, _networks(days, view), _details(days)),
            _section(
                ids.CHRONICLE,
                "c-region",
                [tag("h2", {"id": "chronicle-title"}, "Chronicle")],
                [tag("div", {"id": ids.CHRONICLE_BODY}, Markup(_inside(chronicle_html(days.final, days.prose))))],
            ),
            tag(
                "section",
                {"id": ids.SOURCES, "class": "s-region", "aria-labelledby": "sources-title"},
                tag("h2", {"id": "sources-title"}, "Sources"),
                tag("div", {}, days.prose.source_list()),
            ),
        ),
        _footer(kept, told, cite),
        tag("div", {"id": ids.LIVE, "class": "spoken", "role": "status", "aria-live": "polite"}),
    )


_REGIONS = (
    ("timeline", ids.TIMELINE),
    ("network", ids.NETWORK),
    ("details", ids.DETAILS),
    ("chronicle", ids.CHRONICLE),
)


def _masthead(kept: Landscape, told: Excerpt) -> Markup:
    field = {"id": ids.SEARCH_FIELD, "type": "text", "list": NAMES, "placeholder": "Find a name", "autocomplete": "off"}
    search = tag(
        "div",
        {"class": "search", "role": "search"},
        tag("label", {"class": "spoken", "for": ids.SEARCH_FIELD}, "Find a name"),
        tag("div", {"class": "search-box"}, tag("input", field), tag("kbd", {"aria-hidden": "true"}, "/")),
        tag("datalist", {"id": NAMES}),  # its module fills it
    )
    rows = [part for key, what in layout.KEYS for part in (tag("dt", {}, tag("kbd", {}, key)), tag("dd", {}, what))]
    help_ = tag("div", {"class": "menu"}, tag("p", {}, layout.READING_HELP), tag("dl", {}, rows))
    tools = tag(
        "div",
        {"class": "tools"},
        search,
        tag("a", {"href": told.link, "rel": "noopener noreferrer"}, "Open the live page") if told.link else None,
        tag("button", {"id": ids.THEME_BUTTON, "title": "Switch between light and dark", "type": "button"}, "Theme"),
        tag("details", {"class": "help"}, tag("summary", {}, "Help"), help_),
    )
    return tag(
        "header",
        {"class": "mast"},
        tag("div", {}, tag("h1", {}, kept.title), tag("p", {"class": "deck"}, kept.summary)),
        tools,
    )


def _as_of_line(days: Days, shown_words: Markup) -> Markup:
    last, said = len(days.days) - 1, words(parse_when(days.last.isoformat()))
    slider = {"type": "range", "id": ids.ASOF_SLIDER, "min": "0", "max": str(last), "step": "1", "value": str(last)}
    day = {"type": "date", "id": ids.ASOF_DATE, "value": days.last.isoformat(), "max": days.last.isoformat()}
    clocks = [choice for choice in controls.CLOCKS if choice[0] in days.clocks()]
    return tag(
        "div",
        {"class": "filter-bar asof", "role": "group", "aria-label": "As of"},
        tag("label", {"for": ids.ASOF_SLIDER}, "As of"),
        _step("‹", "Back to the change before", "-1"),
        tag("input", slider | {"aria-valuetext": said}),
        _step("›", "On to the next change", "1"),
        tag("b", {"id": ids.ASOF_WORDS}, said),
        tag("label", {"class": "spoken", "for": ids.ASOF_DATE}, "Day"),
        tag("input", day),
        controls.segments("clock", "Which clock", clocks, days.selection.clock, spoken=True)
        if len(clocks) > 1
        else None,
        tag("div", {"id": ids.SHOWN, "class": "shown"}, shown_words),
    )


def _step(sign: str, name: str, by: str) -> Markup:
    return tag(
        "button", {"class": "asof-step", "title": name, "type": "button", "aria-label": name, "data-step": by}, sign
    )


def _chosen(told: Excerpt) -> Markup:
    clear = tag("a", {"class": "clear-selection", "href": "#", "data-id": ""}, "clear selection")
    return tag(
        "div",
        {"class": "filter-bar choosers"},
        tag("span", {}, f"Saved in this file: {told.selected} {told.as_of}"),
        tag("div", {"class": "asides"}, clear),
    )


def _timeline(days: Days) -> Markup:
    drawn = Markup(timeline_box(days.pictures, days.final))
    head = [
        tag("h2", {"id": "timeline-title"}, "What happened, and when"),
        tag("p", {"id": ids.TIMELINE_SUMMARY}, AXIS_WORDS[days.selection.axis]),
        layout.zoom("timeline"),
    ]
    return _section(
        ids.TIMELINE,
        "t-region",
        head,
        [tag("div", {"id": ids.TIMELINE_GRAPH}, drawn), timeline_legend(days.kept)],
    )


def _networks(days: Days, view: dict[str, Any]) -> Markup:
    drawn = [_network(days, width, name) for width, name in ((WIDE, "wide-only"), (NARROW, "narrow-only"))]
    lines = [
        tag("p", {"class": f"drawn quiet {name}", "data-width": str(width)}, view["network"][str(width)]["drawn"])
        for width, name in ((WIDE, "wide-only"), (NARROW, "narrow-only"))
    ]
    head = [
        tag("h2", {"id": "network-title"}, "Who did what"),
        tag("p", {"id": ids.NETWORK_SUMMARY}, NETWORK_WORDS),
        layout.zoom("network"),
    ]
    return _section(ids.NETWORK, "n-region", head, [*drawn, *lines, network_legend(days.kept)])


NETWORK_WORDS = "The same lanes as above; events run from left to right in time."


def _network(days: Days, width: int, name: str) -> Markup:
    return tag("div", {"class": f"{name} picture", "data-width": str(width)}, Markup(network_svg_of(days.final, width)))


def _details(days: Days) -> Markup:
    told = html_of(days.teller.of(days.final))
    return tag(
        "section",
        {"id": ids.DETAILS, "class": "d-region", "tabindex": "-1", "aria-label": "Details"},
        tag("div", {"id": ids.DETAILS_FIRST, "class": "told"}, Markup(_inside(told))),
    )


def _section(id: str, name: str, head: list[Any], body: Iterable[Any]) -> Markup:
    labelled = {"aria-labelledby": f"{id}-title"}
    return tag("section", {"id": id, "class": name, "tabindex": "-1", **labelled}, tag("header", {}, head), *body)


def _footer(kept: Landscape, told: Excerpt, cite: str) -> Markup:
    link = tag("a", {"href": told.link, "rel": "noopener noreferrer"}, told.link) if told.link else None
    return tag(
        "footer",
        {},
        tag("p", {}, "How to cite: ", cite.removesuffix(told.link), link),
        tag(
            "p",
            {},
            f"Data: {kept.licence.rstrip('.')}. This file asks nothing of any host. It holds its data: the Policy "
            "Landscape Explorer opens them again by python -m explorer serve --data and the file’s name.",
        ),
    )


def _inside(markup: str) -> str:
    """Markup whose links of records stay inside the file; what its scripts say of a source's number is left to them."""
    return re.sub(r'(<a href="#source-\d+")[^>]*>', r"\1>", markup.replace('href="?', 'href="#?'))
