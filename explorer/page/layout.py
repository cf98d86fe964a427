"""What stands where on the page: title, controls, pictures, details, chronicle, sources.

The page is sent as HTML that is whole before any script runs. Dash takes over one part of it, the details: what it
answers for the record selected.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from explorer.draw.markup import Markup, Node, tag
from explorer.model import NOT_HAPPENED, Landscape
from explorer.page import about, controls, ids
from explorer.page.document import masthead, theme_button
from explorer.page.legend import network_legend, timeline_legend
from explorer.page.sentences import Prose, record_link
from explorer.query.selection import Selection

READING_HELP = (
    "Colour says level of government, shape says what kind of thing, line pattern says how sure, "
    "grey says not part of what you picked."
)
KEYS = (
    ("Tab", "moves from control to control, and into a picture"),
    ("← → ↑ ↓", "inside a picture, move from record to record"),
    ("Enter", "selects the record; its ties light up in both pictures and stand in the details"),
    ("Escape", "clears the selection"),
    ("/", "goes to the search field"),
    ("?", "opens and closes this list"),
    ("[ ]", "as of the change before, the change after"),
    ("+ − 0", "inside a picture, zoom in, zoom out, fit"),
)


_SKIPPED_TO = (ids.TIMELINE, ids.NETWORK, ids.DETAILS, ids.CHRONICLE)


def page(landscape: Landscape, selection: Selection, parts: Mapping[str, Any]) -> Markup:
    """The whole page; `parts` are what depends on the view: pictures, words, details, chronicle."""
    return tag(
        "div",
        {"class": "page"},
        tag(
            "div",
            {"class": "skip"},
            [tag("a", {"href": f"#{id}"}, f"Skip to the {id}") for id in _SKIPPED_TO],
        ),
        _masthead(landscape, parts["export-dialog"]),
        tag(
            "main",
            {},
            controls.as_of_line(landscape, selection, tag("div", {"id": ids.SHOWN, "class": "shown"}, parts["shown"])),
            controls.filters(landscape, selection, _asides()),
            notes(()),
            tag("div", {"id": ids.EMPTY, "class": "empty"}, parts["empty"]),
            _timeline(landscape, selection, parts),
            tag("div", {"class": "below"}, _network(landscape, selection, parts), _details(parts)),
            _actors(),
            _chronicle(parts),
            _sources(parts),
            parts["downloads"],
        ),
        tag(
            "footer",
            {},
            tag(
                "p",
                {},
                f"Data: {landscape.licence.rstrip('.')}. The page asks nothing of any other host. ",
                tag("a", {"href": about.LINK}, "About the data"),
            ),
        ),
        tag("div", {"id": ids.LIVE, "class": "spoken", "role": "status", "aria-live": "polite"}),
        _server_line(),
    )


def _server_line() -> Markup:
    """The line that says when the server does not answer or has other data; empty while all is well."""
    acts = (("again", "Try again"), ("reload", "Reload"), ("dismiss", "Dismiss"))
    buttons = [tag("button", {"hidden": True, "type": "button", "data-act": act}, word) for act, word in acts]
    return tag("div", {"id": ids.SERVER_LINE, "role": "status"}, tag("span", {"class": "server-said"}), *buttons)


def _masthead(landscape: Landscape, export_dialog: Any) -> Markup:
    search = tag(
        "div",
        {"class": "search", "role": "search"},
        tag("label", {"class": "spoken", "for": ids.SEARCH_FIELD}, "Search"),
        tag(
            "div",
            {"class": "search-box"},
            *controls.combobox(ids.SEARCH_FIELD, ids.SEARCH_LIST, "Search"),
            tag("kbd", {"aria-hidden": "true"}, "/"),
        ),
    )
    opener = tag("button", {"id": ids.EXPORT_BUTTON, "type": "button", "aria-haspopup": "dialog"}, "Export")
    tools = (
        search,
        tag("button", {"id": ids.SHARE_BUTTON, "title": "Copy the link to this view", "type": "button"}, "Share"),
        tag("div", {"class": "export"}, opener, export_dialog),
        theme_button(),
        _help(),
    )
    return masthead(landscape.title, landscape.summary, tools)


def _help() -> Markup:
    rows = [part for key, what in KEYS for part in (tag("dt", {}, tag("kbd", {}, key)), tag("dd", {}, what))]
    return tag(
        "details",
        {"class": "help"},
        tag("summary", {}, "Help"),
        tag("div", {"class": "menu"}, tag("p", {}, READING_HELP), tag("dl", {}, rows)),
    )


def _asides() -> Markup:
    return tag(
        "div",
        {"class": "asides"},
        tag("a", {"class": "clear-selection", "href": "?", "data-id": ""}, "clear selection"),
        tag("a", {"href": about.LINK}, "About the data"),
    )


def _timeline(landscape: Landscape, selection: Selection, parts: Mapping[str, Any]) -> Markup:
    return _region(
        ids.TIMELINE,
        "t-region",
        "What happened, and when",
        (
            tag("p", {"id": ids.TIMELINE_SUMMARY}, parts["timeline-words"]),
            controls.segments("axis", "Time axis", controls.AXES, selection.axis, spoken=True),
            controls.segments("rows", "Rows by", controls.ROWS, selection.rows),
            zoom("timeline"),
        ),
        tag("div", {"id": ids.TIMELINE_GRAPH}, parts["timeline"]),
        tag("div", {"id": ids.DENSITY}, parts["density"]),
        timeline_legend(landscape),
    )


def _region(id: str, look: str, title: str, head: Node, *body: Node) -> Markup:
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


def _network(landscape: Landscape, selection: Selection, parts: Mapping[str, Any]) -> Markup:
    tidy = tag("button", {"class": "plain tidy", "type": "button", "aria-pressed": str(selection.tidy).lower()}, "Tidy")
    return _region(
        ids.NETWORK,
        "n-region",
        "Who did what",
        (
            tag("p", {"id": ids.NETWORK_SUMMARY}, parts["network-words"]),
            controls.segments("nodes", "Nodes", controls.NODES, selection.nodes, spoken=True),
            controls.segments("steps", "Steps from it", controls.STEPS, str(selection.steps)),
            tidy,
            zoom("network"),
        ),
        tag("div", {"class": "wide-only picture", "data-width": "920"}, parts["network-wide"]),
        tag("div", {"class": "narrow-only picture", "data-width": "358"}, parts["network-narrow"]),
        tag("p", {"class": "drawn quiet"}, parts["drawn"]),
        network_legend(landscape),
    )


def _details(parts: Mapping[str, Any]) -> Markup:
    ask = tag(
        "div",
        {"class": "ask"},
        tag("label", {"class": "spoken", "for": ids.ASK_FIELD}, "How is what is selected connected to another record?"),
        tag("div", {"class": "search-box"}, controls.combobox(ids.ASK_FIELD, ids.ASK_LIST, "How is it connected to …")),
    )
    return tag(
        "section",
        {"id": ids.DETAILS, "class": "d-region", "tabindex": "-1", "aria-label": "Details"},
        tag("div", {"id": ids.DETAILS_FIRST, "class": "told"}, parts["details"]),
        tag("div", {"id": "react-entry-point", "class": "told", "hidden": True}),
        tag(
            "div",
            {"id": ids.DETAILS_WAIT, "hidden": True},
            tag("p", {}),
            tag("button", {"class": "plain", "hidden": True, "type": "button"}, "Try again"),
        ),
        ask,
    )


def _actors() -> Markup:
    """A chart and a table of the actors; both come when it is opened, and Plotly with them."""
    what = "Who is at the centre, and of what kind: every actor by its ties, its years and where it stands."
    return tag(
        "section",
        {"class": "a-region", "aria-labelledby": "actors-title"},
        tag(
            "details",
            {"id": ids.ACTORS},
            tag("summary", {}, tag("h2", {"id": "actors-title"}, "Actors compared"), tag("span", {}, what)),
            tag(
                "div",
                {"class": "actors-body"},
                tag("p", {"class": "quiet"}, "Chart and table are fetched by a script."),
            ),
        ),
    )


def _chronicle(parts: Mapping[str, Any]) -> Markup:
    body = tag("div", {"id": ids.CHRONICLE_BODY}, parts["chronicle"])
    return _region(ids.CHRONICLE, "c-region", "Chronicle", (), body)


def _sources(parts: Mapping[str, Any]) -> Markup:
    return tag(
        "section",
        {"id": ids.SOURCES, "class": "s-region", "aria-labelledby": "sources-title"},
        tag("h2", {"id": "sources-title"}, "Sources"),
        tag("div", {}, parts["sources"]),
    )


def start(landscape: Landscape, prose: Prose) -> list[Markup]:
    """The details column while nothing is selected: the landscape in a few sentences and where to begin."""
    key_events = [event for event in landscape.events if event.weight == 1][:MAX_LISTED]
    key_actors = sorted(
        (a for a in landscape.actors if a.weight == 1), key=lambda a: -len(landscape.relations_of[a.id])
    )
    planned = [event for event in landscape.events if event.status in NOT_HAPPENED][:MAX_LISTED]
    names = [record_link(actor.name, actor.id) for actor in key_actors[:MAX_LISTED]]
    joined = [(", " if place else "", name) for place, name in enumerate(names)]
    trust = (
        f"Every row names its source; {len(prose.sources)} are cited. Where sources differ, every version "
        "is kept and the preferred one is explained. A dotted line is someone’s claim, a dashed one a plan."
    )
    parts = (
        ("Key events", key_events, prose.event_list(key_events)),
        ("Main actors", names, tag("p", {}, joined)),
        ("Planned, pending or possible: not happened", planned, prose.event_list(planned)),
        ("How far to trust it", trust, tag("p", {}, trust)),
    )
    return [
        tag(
            "div",
            {},
            tag("h3", {"class": "record-title", "tabindex": "-1"}, "Start anywhere"),
            tag(
                "p",
                {"class": "role"},
                "Select a name or an event. Both pictures light up what it touches, and this column tells it in "
                "sentences with sources.",
            ),
        ),
        *(tag("div", {}, tag("h4", {}, heading), listed) for heading, some, listed in parts if some),
    ]


def notes(lines: Sequence[str]) -> Markup:
    """Lines on the page about what of its address was not understood."""
    return tag("div", {"id": ids.NOTES, "class": "notes", "role": "status"}, [tag("p", {}, line) for line in lines])


MAX_LISTED = 24
"""So many records a list of the opening words names at most."""
