"""What stands where on the page: title, controls, pictures, details, chronicle, sources; the same in a served page and
in one that was saved as a file. The page is HTML that is whole before any script runs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from explorer.draw.markup import Markup, Node, tag
from explorer.model import Landscape
from explorer.page import controls, ids
from explorer.page.document import masthead, theme_button
from explorer.page.legend import network_legend, timeline_legend
from explorer.page.pictures import NARROW, WIDE

READING_HELP = (
    "Colour says level of government, shape says what kind of thing, line pattern says how sure, "
    "grey says not part of what you picked."
)
KEY_HELP = (
    ("Tab", "moves from control to control, and into a picture"),
    ("← → ↑ ↓", "inside a picture, move from record to record"),
    ("Enter", "selects the record; its ties light up in both pictures and stand in the details"),
    ("Escape", "clears the selection"),
    ("/", "goes to the search field"),
    ("?", "opens and closes this list"),
    ("[ ]", "as of the change before, the change after"),
    ("+ − 0", "inside a picture, zoom in, zoom out, fit"),
)


@dataclass(frozen=True)
class Parts:
    """What a page is filled with. What is None needs a server, and is not there where the page is a file."""

    answer: Mapping[str, Any]  # what is shown, in words; see `Views`
    tools: Node  # of the masthead, before theme and help
    as_of: Markup
    chosen: Markup  # what else is chosen, as controls or in words
    timeline: Markup
    networks: tuple[Node, Node]  # for a desk and for a phone
    details: Node
    chronicle: Node
    sources: Node
    footer: Node
    timeline_choices: Node = None
    density: Markup | None = None
    network_choices: Node = None
    after_details: Node = None
    actors: Markup | None = None
    downloads: Markup | None = None
    server_line: Markup | None = None


_SKIPPED_TO = (ids.TIMELINE, ids.NETWORK, ids.DETAILS, ids.CHRONICLE)


def page(landscape: Landscape, parts: Parts) -> Markup:
    """The whole page."""
    return tag(
        "div",
        {"class": "page"},
        tag("div", {"class": "skip"}, [tag("a", {"href": f"#{id}"}, f"Skip to the {id}") for id in _SKIPPED_TO]),
        masthead(landscape.title, landscape.summary, (parts.tools, theme_button(), _help())),
        tag(
            "main",
            {},
            parts.as_of,
            parts.chosen,
            notes(()),
            tag("div", {"id": ids.EMPTY, "class": "empty"}, parts.answer["empty"]),
            _timeline_region(landscape, parts),
            tag("div", {"class": "below"}, _network_region(landscape, parts), _details_region(parts)),
            parts.actors,
            region(ids.CHRONICLE, "c-region", "Chronicle", (), tag("div", {"id": ids.CHRONICLE_BODY}, parts.chronicle)),
            _sources_region(parts),
            parts.downloads,
        ),
        tag("footer", {}, parts.footer),
        tag("div", {"id": ids.LIVE, "class": "spoken", "role": "status", "aria-live": "polite"}),
        parts.server_line,
    )


def search(placeholder: str) -> Markup:
    """The field that finds records."""
    return tag(
        "div",
        {"class": "search", "role": "search"},
        tag("label", {"class": "spoken", "for": ids.SEARCH_FIELD}, placeholder),
        tag(
            "div",
            {"class": "search-box"},
            *controls.combobox(ids.SEARCH_FIELD, ids.SEARCH_LIST, placeholder),
            tag("kbd", {"aria-hidden": "true"}, "/"),
        ),
    )


def _help() -> Markup:
    rows = [part for key, what in KEY_HELP for part in (tag("dt", {}, tag("kbd", {}, key)), tag("dd", {}, what))]
    return tag(
        "details",
        {"class": "help"},
        tag("summary", {}, "Help"),
        tag("div", {"class": "menu"}, tag("p", {}, READING_HELP), tag("dl", {}, rows)),
    )


def region(id: str, look: str, title: str, head: Node, *body: Node) -> Markup:
    """A part of the page that can be skipped to; `head` stands beside its heading."""
    attributes = {"id": id, "class": look, "tabindex": "-1", "aria-labelledby": f"{id}-title"}
    return tag("section", attributes, tag("header", {}, tag("h2", {"id": f"{id}-title"}, title), head), *body)


def zoom(picture: str) -> Markup:
    buttons = [
        tag(
            "button",
            {"class": "zoom", "type": "button", "aria-label": name, "data-picture": picture, "data-zoom": way},
            sign,
        )
        for sign, way, name in (
            ("+", "in", f"Zoom in on the {picture}"),
            ("−", "out", f"Zoom out of the {picture}"),
            ("Fit", "fit", f"Fit the whole {picture}"),
        )
    ]
    return tag("div", {"class": "zooms", "role": "group", "aria-label": f"Zoom of the {picture}"}, buttons)


def _timeline_region(landscape: Landscape, parts: Parts) -> Markup:
    words = tag("p", {"id": ids.TIMELINE_SUMMARY}, parts.answer["timelineWords"])
    return region(
        ids.TIMELINE,
        "t-region",
        "What happened, and when",
        (words, parts.timeline_choices, zoom("timeline")),
        tag("div", {"id": ids.TIMELINE_GRAPH}, parts.timeline),
        tag("div", {"id": ids.DENSITY}, parts.density) if parts.density else None,
        timeline_legend(landscape),
    )


def _network_region(landscape: Landscape, parts: Parts) -> Markup:
    wide, narrow = parts.networks
    return region(
        ids.NETWORK,
        "n-region",
        "Who did what",
        (
            tag("p", {"id": ids.NETWORK_SUMMARY}, parts.answer["networkWords"]),
            parts.network_choices,
            zoom("network"),
        ),
        tag("div", {"class": "wide-only picture", "data-width": WIDE}, wide),
        tag("div", {"class": "narrow-only picture", "data-width": NARROW}, narrow),
        tag("p", {"class": "drawn quiet"}, parts.answer["drawn"]),
        network_legend(landscape),
    )


def _details_region(parts: Parts) -> Markup:
    return tag(
        "section",
        {"id": ids.DETAILS, "class": "d-region", "tabindex": "-1", "aria-label": "Details"},
        tag("div", {"id": ids.DETAILS_FIRST, "class": "told"}, parts.details),
        parts.after_details,
    )


def _sources_region(parts: Parts) -> Markup:
    return tag(
        "section",
        {"id": ids.SOURCES, "class": "s-region", "aria-labelledby": "sources-title"},
        tag("h2", {"id": "sources-title"}, "Sources"),
        tag("div", {}, parts.sources),
    )


def notes(lines: Sequence[str]) -> Markup:
    """Lines on the page about what of its address was not understood."""
    return tag("div", {"id": ids.NOTES, "class": "notes", "role": "status"}, [tag("p", {}, line) for line in lines])
