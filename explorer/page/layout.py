"""What stands where on the page, as components: title, controls, pictures, details, chronicle, sources.

The page is sent as HTML that is whole before any script runs. Dash takes over one part of it, the details
(`living`): what it answers for the record selected.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dash import dcc, html

from explorer.model import NOT_HAPPENED, Landscape
from explorer.page import about, controls, ids
from explorer.page.legend import network_legend, timeline_legend
from explorer.page.markup import Markup
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


def living() -> html.Div:
    """The part that Dash draws: details of the record that is asked for. It carries no data."""
    return html.Div([dcc.Store(id=ids.ASKED), html.Div(id=ids.DETAILS_BODY)])


def page(landscape: Landscape, selection: Selection, parts: Mapping[str, Any]) -> html.Div:
    """The whole page; `parts` are what depends on the view: pictures, words, details, chronicle."""
    return html.Div(
        [
            html.Div(
                [
                    html.A("Skip to the timeline", href=f"#{ids.TIMELINE}"),
                    html.A("Skip to the network", href=f"#{ids.NETWORK}"),
                    html.A("Skip to the details", href=f"#{ids.DETAILS}"),
                    html.A("Skip to the chronicle", href=f"#{ids.CHRONICLE}"),
                ],
                className="skip",
            ),
            _masthead(landscape, parts["export-dialog"]),
            html.Main(
                [
                    controls.as_of_line(
                        landscape, selection, html.Div(parts["shown"], id=ids.SHOWN, className="shown")
                    ),
                    controls.filters(landscape, selection, _asides()),
                    notes(()),
                    html.Div(parts["empty"], id=ids.EMPTY, className="empty"),
                    _timeline(landscape, selection, parts),
                    html.Div([_network(landscape, selection, parts), _details(parts)], className="below"),
                    _actors(),
                    _chronicle(parts),
                    _sources(parts),
                    parts["downloads"],
                ]
            ),
            html.Footer(
                html.P(
                    [
                        f"Data: {landscape.licence.rstrip('.')}. The page asks nothing of any other host. ",
                        html.A("About the data", href=about.LINK),
                    ]
                )
            ),
            html.Div(id=ids.LIVE, role="status", className="spoken", **{"aria-live": "polite"}),
            _server_line(),
        ],
        className="page",
    )


def _server_line() -> html.Div:
    """The line that says when the server does not answer or has other data; empty while all is well."""
    acts = (("again", "Try again"), ("reload", "Reload"), ("dismiss", "Dismiss"))
    buttons = [html.Button(word, type="button", hidden=True, **{"data-act": act}) for act, word in acts]
    return html.Div([html.Span(className="server-said"), *buttons], id=ids.SERVER_LINE, role="status")


def _masthead(landscape: Landscape, export_dialog: Any) -> html.Header:
    search = html.Div(
        [
            html.Label("Search", htmlFor=ids.SEARCH_FIELD, className="spoken"),
            html.Div(
                [
                    *controls.combobox(ids.SEARCH_FIELD, ids.SEARCH_LIST, "Search"),
                    html.Kbd("/", **{"aria-hidden": "true"}),
                ],
                className="search-box",
            ),
        ],
        className="search",
        role="search",
    )
    tools = html.Div(
        [
            search,
            html.Button("Share", id=ids.SHARE_BUTTON, type="button", title="Copy the link to this view"),
            html.Div([_opener(), export_dialog], className="export"),
            html.Button("Theme", id=ids.THEME_BUTTON, type="button", title="Switch between light and dark"),
            _help(),
        ],
        className="tools",
    )
    return html.Header(
        [html.Div([html.H1(landscape.title), html.P(landscape.summary, className="deck")]), tools], className="mast"
    )


def _opener() -> html.Button:
    return html.Button("Export", id=ids.EXPORT_BUTTON, type="button", **{"aria-haspopup": "dialog"})


def _help() -> html.Details:
    rows = [part for key, what in KEYS for part in (html.Dt(html.Kbd(key)), html.Dd(what))]
    return html.Details(
        [html.Summary("Help"), html.Div([html.P(READING_HELP), html.Dl(rows)], className="menu")], className="help"
    )


def _asides() -> html.Div:
    return html.Div(
        [
            html.A("clear selection", href="?", className="clear-selection", **{"data-id": ""}),
            html.A("About the data", href=about.LINK),
        ],
        className="asides",
    )


def _timeline(landscape: Landscape, selection: Selection, parts: Mapping[str, Any]) -> html.Section:
    return html.Section(
        [
            html.Header(
                [
                    html.H2("What happened, and when", id="timeline-title"),
                    html.P(parts["timeline-words"], id=ids.TIMELINE_SUMMARY),
                    controls.segments("axis", "Time axis", controls.AXES, selection.axis, spoken=True),
                    controls.segments("rows", "Rows by", controls.ROWS, selection.rows),
                    zoom("timeline"),
                ]
            ),
            html.Div(parts["timeline"], id=ids.TIMELINE_GRAPH),
            html.Div(parts["density"], id=ids.DENSITY),
            Markup(timeline_legend(landscape)),
        ],
        id=ids.TIMELINE,
        className="t-region",
        tabIndex="-1",
        **{"aria-labelledby": "timeline-title"},
    )


def zoom(picture: str) -> html.Div:
    buttons = [
        html.Button(
            sign, type="button", className="zoom", **{"data-picture": picture, "data-zoom": way, "aria-label": name}
        )
        for sign, way, name in (
            ("+", "in", f"Zoom in on the {picture}"),
            ("−", "out", f"Zoom out of the {picture}"),
            ("Fit", "fit", f"Fit the whole {picture}"),
        )
    ]
    return html.Div(buttons, className="zooms", role="group", **{"aria-label": f"Zoom of the {picture}"})


def _network(landscape: Landscape, selection: Selection, parts: Mapping[str, Any]) -> html.Section:
    tidy = html.Button("Tidy", type="button", className="plain tidy", **{"aria-pressed": str(selection.tidy).lower()})
    return html.Section(
        [
            html.Header(
                [
                    html.H2("Who did what", id="network-title"),
                    html.P(parts["network-words"], id=ids.NETWORK_SUMMARY),
                    controls.segments("nodes", "Nodes", controls.NODES, selection.nodes, spoken=True),
                    controls.segments("steps", "Steps from it", controls.STEPS, str(selection.steps)),
                    tidy,
                    zoom("network"),
                ]
            ),
            html.Div(parts["network-wide"], className="wide-only picture", **{"data-width": "920"}),
            html.Div(parts["network-narrow"], className="narrow-only picture", **{"data-width": "358"}),
            html.P(parts["drawn"], className="drawn quiet"),
            Markup(network_legend(landscape)),
        ],
        id=ids.NETWORK,
        className="n-region",
        tabIndex="-1",
        **{"aria-labelledby": "network-title"},
    )


def _details(parts: Mapping[str, Any]) -> html.Section:
    ask = html.Div(
        [
            html.Label(
                "How is what is selected connected to another record?", htmlFor=ids.ASK_FIELD, className="spoken"
            ),
            html.Div(
                controls.combobox(ids.ASK_FIELD, ids.ASK_LIST, "How is it connected to …"), className="search-box"
            ),
        ],
        className="ask",
    )
    return html.Section(
        [
            html.Div(parts["details"], id=ids.DETAILS_FIRST, className="told"),
            html.Div(id="react-entry-point", hidden=True, className="told"),
            html.Div(
                [html.P(), html.Button("Try again", type="button", className="plain", hidden=True)],
                id=ids.DETAILS_WAIT,
                hidden=True,
            ),
            ask,
        ],
        id=ids.DETAILS,
        className="d-region",
        tabIndex="-1",
        **{"aria-label": "Details"},
    )


def _actors() -> html.Section:
    """A chart and a table of the actors; both come when it is opened, and Plotly with them."""
    what = "Who is at the centre, and of what kind: every actor by its ties, its years and where it stands."
    return html.Section(
        html.Details(
            [
                html.Summary([html.H2("Actors compared", id="actors-title"), html.Span(what)]),
                html.Div(
                    html.P("Chart and table are fetched by a script.", className="quiet"), className="actors-body"
                ),
            ],
            id=ids.ACTORS,
        ),
        className="a-region",
        **{"aria-labelledby": "actors-title"},
    )


def _chronicle(parts: Mapping[str, Any]) -> html.Section:
    return html.Section(
        [
            html.Header(html.H2("Chronicle", id="chronicle-title")),
            html.Div(parts["chronicle"], id=ids.CHRONICLE_BODY),
        ],
        id=ids.CHRONICLE,
        className="c-region",
        tabIndex="-1",
        **{"aria-labelledby": "chronicle-title"},
    )


def _sources(parts: Mapping[str, Any]) -> html.Section:
    return html.Section(
        [html.H2("Sources", id="sources-title"), html.Div(parts["sources"])],
        id=ids.SOURCES,
        className="s-region",
        **{"aria-labelledby": "sources-title"},
    )


def start(landscape: Landscape, prose: Prose) -> list[html.Div | None]:
    """The details column while nothing is selected: the landscape in a few sentences and where to begin."""
    key_events = [event for event in landscape.events if event.weight == 1][:MAX_LISTED]
    key_actors = sorted(
        (a for a in landscape.actors if a.weight == 1), key=lambda a: -len(landscape.relations_of[a.id])
    )
    planned = [event for event in landscape.events if event.status in NOT_HAPPENED][:MAX_LISTED]
    names = [record_link(actor.name, actor.id) for actor in key_actors[:MAX_LISTED]]
    return [
        html.Div(
            [
                html.H3("Start anywhere", className="record-title", tabIndex="-1"),
                html.P(
                    "Select a name or an event. Both pictures light up what it touches, and this column tells it in "
                    "sentences with sources.",
                    className="role",
                ),
            ]
        ),
        html.Div([html.H4("Key events"), prose.event_list(key_events)]) if key_events else None,
        html.Div([html.H4("Main actors"), html.P(_joined(names))]) if names else None,
        html.Div([html.H4("Planned, pending or possible: not happened"), prose.event_list(planned)])
        if planned
        else None,
        html.Div(
            [
                html.H4("How far to trust it"),
                html.P(
                    f"Every row names its source; {len(prose.sources)} are cited. Where sources differ, every version "
                    "is kept and the preferred one is explained. A dotted line is someone’s claim, a dashed one a plan."
                ),
            ]
        ),
    ]


def notes(lines: Sequence[str]) -> html.Div:
    """Lines on the page about what of its address was not understood."""
    return html.Div([html.P(line) for line in lines], id=ids.NOTES, className="notes", role="status")


MAX_LISTED = 24
"""So many records a list of the opening words names at most."""


def _joined(parts: list[html.A]) -> list[object]:
    return [piece for index, part in enumerate(parts) for piece in ([", ", part] if index else [part])]
