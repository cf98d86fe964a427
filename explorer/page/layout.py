"""What stands where on the page: title, controls, pictures, details, chronicle, sources; the same in a served page and
in one that was saved as a file. The page is HTML that is whole before any script runs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from explorer.draw.markup import Markup, Node, svg_tag, tag
from explorer.landscape import Landscape
from explorer.page import controls, ids
from explorer.page.document import theme_button
from explorer.page.legend import network_legend, timeline_legend
from explorer.page.pictures import NARROW, PANES_WIDE

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
    ("t n r", "to the timeline, the network, the record; r again leads back"),
    ("Page Up, Page Down", "in the network, along the ties of what is picked"),
    ("m", "gives a picture the whole height, and back"),
    ("F6", "from part to part: search, timeline, border, network, record"),
)


@dataclass(frozen=True)
class Parts:
    """What a page is filled with. What is None needs a server, and is not there where the page is a file."""

    answer: Mapping[str, Any]  # what is shown, in words; see `Views`
    tools: Node  # of the header, before theme and help
    as_of: Markup
    chosen: Markup  # a line below the header: what of the landscape is shown
    timeline: Markup
    networks: Sequence[tuple[str, int, Node]]  # with the class that says where it shows, and its width in px
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
    about: Node = None  # the way to what is said about the data
    start: Markup | None = None  # the way to the other landscapes that are served
    files_line: Node = None  # what is to be said of the files behind the page


_SKIPPED_TO = (ids.TIMELINE, ids.NETWORK, ids.DETAILS, ids.CHRONICLE)
TABS = ((ids.TIMELINE, "Timeline"), (ids.NETWORK, "Network"), (ids.DETAILS, "Record"), (ids.CHRONICLE, "List"))
"""What of the page a narrow window shows, one at a time."""


def page(landscape: Landscape, parts: Parts) -> Markup:
    """The whole page: one screen with both pictures and the panel, and below it what is read."""
    return tag(
        "div",
        {"class": "page"},
        tag("div", {"class": "skip"}, [tag("a", {"href": f"#{id}"}, f"Skip to the {id}") for id in _SKIPPED_TO]),
        tag(
            "header",
            {"class": "bar"},
            parts.start,
            tag("h1", {"title": landscape.title}, landscape.title),
            parts.as_of,
            tag("div", {"class": "tools"}, parts.tools, _help()),
        ),
        parts.chosen,
        tag("div", {"id": ids.FILES_LINE, "class": "files-line", "role": "status"}, parts.files_line),
        tag(
            "main",
            {},
            _one_screen(landscape, parts),
            parts.actors,
            _chronicle(parts.chronicle),
            _sources_region(parts),
            parts.downloads,
        ),
        tag("footer", {}, parts.footer),
        _tabs(),
        tag("div", {"id": ids.LIVE, "class": "spoken", "role": "status", "aria-live": "polite"}),
        parts.server_line,
        _working_line(),
    )


def _chronicle(told: Node) -> Markup:
    """The events by year, in an element for the list, beside which the page's module puts the table."""
    listed = tag("div", {"id": ids.CHRONICLE_BODY}, tag("div", {"class": "as-list"}, told))
    return region(ids.CHRONICLE, "c-region", "Chronicle", (), listed)


def _one_screen(landscape: Landscape, parts: Parts) -> Markup:
    """What a desk's window shows at once, however much is to be said above it."""
    pictures = (_timeline_region(landscape, parts), _splitter(), _network_region(landscape, parts))
    workspace = (tag("div", {"class": "pictures"}, *pictures), _details_region(landscape, parts))
    empty = tag("div", {"id": ids.EMPTY, "class": "empty"}, parts.answer["empty"])
    return tag(
        "div", {"class": "one-screen"}, notes(()), empty, tag("div", {"class": "workspace"}, *workspace), _peek(parts)
    )


def _working_line() -> Markup:
    """The line that says that what is shown is still being worked out, and gives it up; empty where it is there."""
    inside = (
        tag("span", {"hidden": True}, "What is to be shown is being worked out …"),
        tag("progress", {"hidden": True, "aria-label": "It is being worked out"}),
        tag("button", {"hidden": True, "type": "button"}, "Stop"),
    )
    return tag("div", {"id": ids.WORKING_LINE, "role": "status"}, *inside)


def _splitter() -> Markup:
    """The border between the pictures; its module moves it."""
    name = "Height of the timeline, in hundredths of both pictures"
    range_ = {"aria-valuemin": 0, "aria-valuemax": 100, "aria-valuenow": 42, "aria-orientation": "horizontal"}
    return tag("div", {"id": ids.SPLITTER, "role": "separator", "tabindex": "0", "aria-label": name, **range_})


def _peek(parts: Parts) -> Markup:
    """The lowest line of the screen: what is read below it."""
    ways = [(ids.CHRONICLE, "Chronicle"), *([(ids.ACTORS, "Actors compared")] if parts.actors else [])]
    links = [tag("a", {"href": f"#{id}"}, word) for id, word in (*ways, (ids.SOURCES, "Sources"))]
    return tag("nav", {"class": "peek", "aria-label": "Below"}, links, parts.about)


def _tabs() -> Markup:
    """The parts of a narrow window."""
    tabs = [
        tag("button", {"type": "button", "data-tab": id, "aria-pressed": str(id == ids.TIMELINE).lower()}, word)
        for id, word in TABS
    ]
    return tag("nav", {"class": "tabs", "aria-label": "Parts of the page"}, tabs)


def way_to_whole(landscape: Landscape) -> Markup:
    """The line below the page in a frame of another site."""
    whole = {"href": "./", "target": "_blank", "rel": "noopener"}
    said = f"{landscape.title}. Data: {landscape.licence.rstrip('.')}."
    return tag("p", {"class": "embed-line"}, tag("a", whole, "Open the whole page"), tag("span", {}, said))


NETWORKS = (*((f"wide-only size-{size}", width) for size, width in enumerate(PANES_WIDE, 1)), ("narrow-only", NARROW))
"""The networks of a page: where each shows, and its width in px."""


def search(placeholder: str) -> Markup:
    """The field that finds records."""
    slash = tag("kbd", {"aria-hidden": "true"}, "/")
    field = controls.combobox(ids.SEARCH_FIELD, ids.SEARCH_LIST, placeholder, placeholder, slash)
    return tag("div", {"class": "search", "role": "search"}, *field)


def _help() -> Markup:
    box = tag("input", {"type": "checkbox", "id": ids.SINGLE_KEYS, "checked": True})
    single_keys = tag("label", {"class": "single-keys"}, box, " Keys of a single letter or sign lead through the page")
    rows = [part for key, what in KEY_HELP for part in (tag("dt", {}, tag("kbd", {}, key)), tag("dd", {}, what))]
    return tag(
        "details",
        {"class": "help"},
        tag("summary", {}, "Help"),
        tag("div", {"class": "menu"}, theme_button(), tag("p", {}, READING_HELP), tag("dl", {}, rows), single_keys),
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


def _maximize(picture: str) -> Markup:
    name = f"Give the {picture} the whole height"
    sign = svg_tag(
        "svg",
        {"viewBox": "0 0 14 14", "width": 14, "height": 14, "aria-hidden": "true"},
        svg_tag("path", {"d": "M8.5 1.5H12.5V5.5M12.5 1.5L8.5 5.5M5.5 12.5H1.5V8.5M1.5 12.5L5.5 8.5", "class": "sign"}),
    )
    attributes = {
        "type": "button",
        "aria-pressed": "false",
        "aria-label": name,
        "title": name,
        "data-maximize": picture,
    }
    return tag("button", {"class": "maximize", **attributes}, sign)


def _pane(id: str, look: str, title: str, words: Node, choices: Node, *body: Node) -> Markup:
    """A picture with its head: title, a line counted from what is drawn, and its controls."""
    caption = tag("div", {"id": f"{id}-summary", "class": "caption"}, words)
    tools = tag("div", {"class": "pane-tools"}, choices, zoom(id), _maximize(id))
    return region(id, f"pane {look}", title, (caption, tools), *body)


def _key(picture: str, legend: Markup, more: Node = None) -> Markup:
    """What the signs of a picture mean, behind a word."""
    summary = tag("summary", {"aria-label": f"Key to the {picture}"}, "Key")
    return tag("details", {"class": "chooser key"}, summary, tag("div", {"class": "menu"}, legend, more))


def _timeline_region(landscape: Landscape, parts: Parts) -> Markup:
    return _pane(
        ids.TIMELINE,
        "t-region",
        "What happened, and when",
        parts.answer["timelineWords"],
        (parts.timeline_choices, _key("timeline", timeline_legend(landscape))),
        tag("div", {"id": ids.TIMELINE_GRAPH}, parts.timeline),
        tag("div", {"id": ids.DENSITY}, parts.density) if parts.density else None,
    )


def _network_region(landscape: Landscape, parts: Parts) -> Markup:
    drawn = tag("p", {"class": "drawn quiet"}, parts.answer["drawn"])
    return _pane(
        ids.NETWORK,
        "n-region",
        "Who did what",
        parts.answer["networkWords"],
        (parts.network_choices, _key("network", network_legend(landscape), drawn)),
        [
            tag("div", {"class": f"picture {look}", "data-width": width}, picture)
            for look, width, picture in parts.networks
        ],
    )


def _details_region(landscape: Landscape, parts: Parts) -> Markup:
    return tag(
        "section",
        {"id": ids.DETAILS, "class": "d-region", "tabindex": "-1", "aria-label": "Details"},
        tag("button", {"class": "grabber", "type": "button", "aria-label": "Raise or lower the record"}),
        tag("p", {"class": "deck"}, landscape.summary) if landscape.summary else None,
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
