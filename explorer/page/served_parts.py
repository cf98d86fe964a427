"""What only a page with a server has: filters, choices of the pictures, links to share, files to take, the question how
two records are connected, actors compared, and the line that says when the server does not answer.

Dash takes over one part, the details: what it answers for the record selected.
"""

from __future__ import annotations

from typing import Any

from explorer.draw.markup import Markup, Node, tag
from explorer.landscape import Landscape
from explorer.page import controls, ids
from explorer.page.footing import ALONE, PROBLEMS_LINK, Footing, footing_line, how_read_words, to_start
from explorer.page.layout import search
from explorer.page.plain import about
from explorer.page.plain.problems import READ_ID
from explorer.page.status_words import parts_on
from explorer.query.changes import days_of_change
from explorer.query.selection import FILTERS, Selection
from explorer.query.visible import View

DATA_LINK = "data/"
"""The data page, seen from the page."""


def served_parts(view: View, shown: Node, export_dialog: Node, footing: Footing = ALONE) -> dict[str, Any]:
    """These parts of a page; see `Parts`."""
    landscape, selection = view.landscape, view.selection
    ways = [tag("a", {"href": footing.data}, "Your data")] if footing.data else []
    if footing.read:
        ways.insert(0, tag("a", {"href": f"{PROBLEMS_LINK}#{READ_ID}"}, how_read_words(footing.read)))
    ways.append(tag("a", {"href": about.LINK}, "About the data"))
    licence = f"Data: {landscape.licence.rstrip('.')}. The page asks nothing of any other host. "
    return {
        "tools": _tools(landscape, selection, export_dialog),
        "as_of": controls.as_of_controls(
            landscape,
            days_of_change(landscape),
            selection.as_of or landscape.as_of,
            selection.clock,
            controls.CLOCK_CHOICES,
        ),
        "chosen": tag(
            "section",
            {
                "class": "chips",
                "aria-label": "What is shown",
                "data-on": "yes" if parts_on(selection) else "no",
                "data-parts": " ".join(dict.fromkeys(FILTERS.values())),
            },
            tag("div", {"id": ids.SHOWN, "class": "shown"}, shown),
        ),
        "timeline_choices": (
            controls.menu("axis", "Axis", controls.AXIS_CHOICES, selection.axis),
            controls.menu("rows", "Rows", controls.ROW_CHOICES, selection.rows),
        ),
        "network_choices": (
            controls.menu("nodes", "Show", controls.NODE_CHOICES, selection.nodes),
            controls.menu("steps", "Steps", controls.STEP_CHOICES, str(selection.steps)),
            tag(
                "button", {"class": "plain tidy", "type": "button", "aria-pressed": str(selection.tidy).lower()}, "Tidy"
            ),
        ),
        "after_details": _after_details(),
        "actors": _actors(),
        "footer": tag("p", {}, licence, ways[0], *((" · ", way) for way in ways[1:])),
        "about": tag("span", {"class": "to-about"}, ways),
        "server_line": _server_line(),
        "files_line": footing_line(footing),
        "start": to_start(footing),
    }


def _tools(landscape: Landscape, selection: Selection, export_dialog: Node) -> Node:
    opener = tag("button", {"id": ids.EXPORT_BUTTON, "type": "button", "aria-haspopup": "dialog"}, "Export")
    return (
        search("Search"),
        controls.filters(landscape, selection, len(set(parts_on(selection)))),
        tag("button", {"id": ids.SHARE_BUTTON, "title": "Copy the link to this view", "type": "button"}, "Share"),
        tag("div", {"class": "export"}, opener, export_dialog),
    )


def _after_details() -> Node:
    """The place where Dash draws, the line that stands for what is on its way, and the fields that ask on."""
    return (
        tag("div", {"id": "react-entry-point", "class": "told", "hidden": True}),
        tag(
            "div",
            {"id": ids.DETAILS_WAIT, "hidden": True},
            tag("p", {}),
            tag("button", {"class": "plain", "hidden": True, "type": "button"}, "Try again"),
        ),
        tag("div", {"class": "ask"}, _ask_field(), _compare_field()),
    )


def _ask_field() -> Node:
    """Its module puts both fields into the head of the record that is told."""
    asked = "How is what is selected connected to another record?"
    return controls.combobox(ids.ASK_FIELD, ids.ASK_LIST, "How connected to …", asked)


def _compare_field() -> Markup:
    asked = "Compare the selected actor with another"
    field = controls.combobox(ids.COMPARE_FIELD, ids.COMPARE_LIST, "Compare with …", asked)
    return tag("div", {"class": "compare-ask"}, *field)


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


def _server_line() -> Markup:
    """The line that says when the server does not answer or has other data; empty while all is well."""
    acts = (("again", "Try again"), ("reload", "Show the new data"), ("dismiss", "Dismiss"))
    buttons = [tag("button", {"hidden": True, "type": "button", "data-act": act}, word) for act, word in acts]
    return tag("div", {"id": ids.SERVER_LINE, "role": "status"}, tag("span", {"class": "server-said"}), *buttons)
