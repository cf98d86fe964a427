"""A landscape in; the page's regions out, as Dash components. What never changes is `kept`: markup sent once."""

from __future__ import annotations

from collections.abc import Sequence

from dash import dcc, html

from explorer.dates import parse_when, words
from explorer.model import NOT_HAPPENED, Landscape
from explorer.web import about, ids
from explorer.web.prose import Prose, record_link

READING_HELP = (
    "Colour says level of government, shape says what kind of thing, line pattern says how sure, "
    "grey says not part of what you picked."
)
KEYS = (
    ("Tab", "moves from picture to picture"),
    ("← → ↑ ↓", "inside a picture, move from record to record"),
    ("Enter", "selects the record; its ties light up in both pictures and stand in the details"),
    ("Escape", "clears the selection"),
    ("/", "goes to the search field"),
    ("+ − 0", "inside a picture, zoom in, zoom out, fit"),
)


def page(landscape: Landscape) -> html.Div:
    """The whole page; regions marked `data-kept` are filled from markup of that name."""
    return html.Div(
        [
            dcc.Location(id=ids.ADDRESS, refresh=False),
            html.Div(
                [
                    html.A("Skip to the timeline", href=f"#{ids.TIMELINE}"),
                    html.A("Skip to the chronicle", href=f"#{ids.CHRONICLE}"),
                ],
                className="skip",
            ),
            _masthead(landscape),
            html.Main(
                [
                    _status_line(landscape),
                    html.Div(id=ids.NOTES, className="notes", role="status"),
                    _timeline(),
                    html.Div([_network(), _details()], className="below"),
                    _chronicle(landscape),
                    _sources(),
                ]
            ),
            html.Footer(
                html.P(
                    [
                        f"Data: {landscape.licence.rstrip('.')}. The page asks nothing of any other host. ",
                        html.A("About the data", href=about.PATH),
                    ]
                )
            ),
            html.Div(id=ids.LIVE, role="status", className="spoken", **{"aria-live": "polite"}),
        ],
        className="page",
    )


def _masthead(landscape: Landscape) -> html.Header:
    search = html.Div(
        [
            html.Label("Search", htmlFor=ids.SEARCH_FIELD, className="spoken"),
            html.Div(data_kept("search"), className="search-box"),
        ],
        className="search",
        role="search",
    )
    tools = html.Div(
        [
            search,
            html.Button("Share", id=ids.SHARE_BUTTON, type="button", title="Copy the link to this view"),
            _export_menu(),
            html.Button("Theme", id=ids.THEME_BUTTON, type="button", title="Switch between light and dark"),
            _help(),
        ],
        className="tools",
    )
    return html.Header(
        [html.Div([html.H1(landscape.title), html.P(landscape.summary, className="deck")]), tools], className="mast"
    )


def data_kept(name: str) -> html.Div:
    """An empty box that is filled once with the markup of that name and never drawn by React."""
    return html.Div(**{"data-kept": name})


def _export_menu() -> html.Details:
    items = []
    for view, words_ in (("timeline", "Timeline"), ("network", "Network")):
        for form, what in (("png", "PNG, 3840 × 2160"), ("svg", "SVG, editable vector")):
            items.append(
                html.Li(
                    html.A(
                        [html.B(f"{words_} "), what],
                        href=f"/picture/{view}.svg",
                        download=f"{view}.{form}",
                        className="take",
                        **{"data-view": view, "data-form": form},
                    )
                )
            )
    return html.Details(
        [
            html.Summary("Export"),
            html.Div(
                [
                    html.P("A 16:9 picture of what is selected, with title, as-of date and numbered sources."),
                    html.Ul(items),
                    html.P("", className="progress", role="status"),
                ],
                className="menu",
            ),
        ],
        className="export",
    )


def _help() -> html.Details:
    rows = [part for key, what in KEYS for part in (html.Dt(html.Kbd(key)), html.Dd(what))]
    return html.Details(
        [html.Summary("Help"), html.Div([html.P(READING_HELP), html.Dl(rows)], className="menu")], className="help"
    )


def _status_line(landscape: Landscape) -> html.Div:
    as_of = words(parse_when(landscape.as_of.isoformat()))
    counts = (
        (len(landscape.events), " events"),
        (len(landscape.actors), " actors"),
        (len(landscape.relations), " relations"),
    )
    return html.Div(
        [
            html.Span(["Data as of ", html.B(as_of)]),
            html.Span(_joined([html.Span([html.B(f"{count}"), word]) for count, word in counts])),
            html.A("About the data", href=about.PATH),
            html.Span(
                html.A("clear selection", href="?", id=ids.CLEAR_LINK, **{"data-id": ""}),
                className="shown",
            ),
        ],
        className="filters",
    )


def _timeline() -> html.Section:
    axes = html.Div(
        [
            html.Button(
                "Gaps folded", type="button", className="axis", **{"data-axis": "folded", "aria-pressed": "true"}
            ),
            html.Button("True time", type="button", className="axis", **{"data-axis": "true", "aria-pressed": "false"}),
        ],
        className="seg",
        role="group",
        **{"aria-label": "Axis of the timeline"},
    )
    return html.Section(
        [
            html.Header(
                [
                    html.H2("What happened, and when", id="timeline-title"),
                    html.P(id=ids.TIMELINE_SUMMARY),
                    axes,
                    _zoom("timeline"),
                ]
            ),
            html.Div(id=ids.TIMELINE_GRAPH, **{"data-kept": "timeline"}),
            data_kept("timeline-legend"),
        ],
        id=ids.TIMELINE,
        className="t-region",
        tabIndex="-1",
        **{"aria-labelledby": "timeline-title"},
    )


def _zoom(picture: str) -> html.Div:
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


def _network() -> html.Section:
    return html.Section(
        [
            html.Header(
                [html.H2("Who did what", id="network-title"), html.P(id=ids.NETWORK_SUMMARY), _zoom("network")]
            ),
            html.Div(data_kept("network-wide"), className="wide-only picture"),
            html.Div(data_kept("network-narrow"), className="narrow-only picture"),
            data_kept("network-legend"),
        ],
        id=ids.NETWORK,
        className="n-region",
        **{"aria-labelledby": "network-title"},
    )


def _details() -> html.Section:
    ask = html.Div(
        [
            html.Label(
                "How is what is selected connected to another record?", htmlFor=ids.ASK_FIELD, className="spoken"
            ),
            html.Div(data_kept("ask"), className="search-box"),
        ],
        className="ask",
    )
    return html.Section(
        [html.Div(id=ids.DETAILS_BODY), ask], id=ids.DETAILS, className="d-region", **{"aria-label": "Details"}
    )


def _chronicle(landscape: Landscape) -> html.Section:
    return html.Section(
        [
            html.Header(
                [
                    html.H2("Chronicle", id="chronicle-title"),
                    html.P(f"The same {len(landscape.events)} events as text."),
                ]
            ),
            data_kept("chronicle"),
        ],
        id=ids.CHRONICLE,
        className="c-region",
        tabIndex="-1",
        **{"aria-labelledby": "chronicle-title"},
    )


def _sources() -> html.Section:
    return html.Section(
        [html.H2("Sources for what is shown", id="sources-title"), data_kept("sources")],
        id=ids.SOURCES,
        className="s-region",
        **{"aria-labelledby": "sources-title"},
    )


def start(landscape: Landscape, prose: Prose) -> list[html.Div]:
    """The details column while nothing is selected: the landscape in a few sentences and where to begin."""
    key_events = [event for event in landscape.events if event.weight == 1]
    key_actors = sorted((a for a in landscape.actors if a.weight == 1), key=lambda a: -_ties(landscape, a.id))
    planned = [event for event in landscape.events if event.status in NOT_HAPPENED]
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
        html.Div([html.H4("Key events"), prose.event_list(key_events)]),
        html.Div([html.H4("Main actors"), html.P(_joined([record_link(a.name, a.id) for a in key_actors]))]),
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


def _ties(landscape: Landscape, id: str) -> int:
    return sum(id in (relation.subject, relation.object) for relation in landscape.relations)


def _joined(parts: Sequence[object]) -> list[object]:
    return [piece for index, part in enumerate(parts) for piece in ([", ", part] if index else [part])]
