"""The states of a file in; its page out, as components, as it stands on the last day before any script runs.

The same regions as the served page has, in the same looks. What was chosen stands in words where the served page has
controls that need a server.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from dash import html

from explorer.edtf import parse_when, words
from explorer.export.excerpt import Excerpt
from explorer.export.saved_page.days import Days
from explorer.export.slides.picture import timeline_box
from explorer.model import Landscape
from explorer.network.svg_of_selection import network_svg_of
from explorer.page import controls, ids, layout
from explorer.page.chronicle_list import chronicle_html
from explorer.page.legend import network_legend, timeline_legend
from explorer.page.markup import Markup, Plain, html_of
from explorer.page.pictures import NARROW, WIDE


def file_page(days: Days, told: Excerpt, cite: str) -> html.Div:
    """The whole page; `told` is what the file says of itself, `cite` how to cite it."""
    kept, view = days.kept, days.views.painted(days.final)
    return html.Div(
        [
            html.Div(
                [html.A(f"Skip to the {name}", href=f"#{id}") for name, id in _REGIONS],
                className="skip",
            ),
            _masthead(kept, told),
            html.Main(
                [
                    _as_of_line(days, Markup(view["shown"])),
                    _chosen(told),
                    html.Div(id=ids.NOTES, className="notes", role="status"),
                    html.Div(Markup(view["empty"]), id=ids.EMPTY, className="empty"),
                    _timeline(days, view),
                    html.Div([_networks(days, view), _details(days)], className="below"),
                    _section(
                        ids.CHRONICLE,
                        "c-region",
                        [html.H2("Chronicle", id="chronicle-title")],
                        [
                            html.Div(
                                Markup(_inside(chronicle_html(days.final, days.prose))),
                                id=ids.CHRONICLE_BODY,
                            )
                        ],
                    ),
                    html.Section(
                        [html.H2("Sources", id="sources-title"), html.Div(days.prose.source_list())],
                        id=ids.SOURCES,
                        className="s-region",
                        **{"aria-labelledby": "sources-title"},
                    ),
                ]
            ),
            _footer(kept, told, cite),
            html.Div(id=ids.LIVE, role="status", className="spoken", **{"aria-live": "polite"}),
        ],
        className="page",
    )


_REGIONS = (
    ("timeline", ids.TIMELINE),
    ("network", ids.NETWORK),
    ("details", ids.DETAILS),
    ("chronicle", ids.CHRONICLE),
)


def _masthead(kept: Landscape, told: Excerpt) -> html.Header:
    search = html.Div(
        [
            html.Label("Find a name", htmlFor=ids.SEARCH_FIELD, className="spoken"),
            html.Div(
                [
                    *controls.combobox(ids.SEARCH_FIELD, ids.SEARCH_LIST, "Find a name"),
                    html.Kbd("/", **{"aria-hidden": "true"}),
                ],
                className="search-box",
            ),
        ],
        className="search",
        role="search",
    )
    rows = [part for key, what in layout.KEYS for part in (html.Dt(html.Kbd(key)), html.Dd(what))]
    help_ = html.Div([html.P(layout.READING_HELP), html.Dl(rows)], className="menu")
    tools = html.Div(
        [
            search,
            html.A("Open the live page", href=told.link, rel="noopener noreferrer") if told.link else None,
            html.Button("Theme", id=ids.THEME_BUTTON, type="button", title="Switch between light and dark"),
            html.Details([html.Summary("Help"), help_], className="help"),
        ],
        className="tools",
    )
    return html.Header(
        [html.Div([html.H1(kept.title), html.P(kept.summary, className="deck")]), tools], className="mast"
    )


def _as_of_line(days: Days, shown_words: Markup) -> html.Div:
    last, said = len(days.days) - 1, words(parse_when(days.last.isoformat()))
    slider = {"type": "range", "id": ids.ASOF_SLIDER, "min": "0", "max": str(last), "step": "1", "value": str(last)}
    day = {"type": "date", "id": ids.ASOF_DATE, "value": days.last.isoformat(), "max": days.last.isoformat()}
    clocks = [choice for choice in controls.CLOCKS if choice[0] in days.clocks()]
    return html.Div(
        [
            html.Label("As of", htmlFor=ids.ASOF_SLIDER),
            _step("‹", "Back to the change before", "-1"),
            Plain("input", slider | {"aria-valuetext": said}),
            _step("›", "On to the next change", "1"),
            html.B(said, id=ids.ASOF_WORDS),
            html.Label("Day", htmlFor=ids.ASOF_DATE, className="spoken"),
            Plain("input", day),
            controls.segments("clock", "Which clock", clocks, days.selection.clock, spoken=True)
            if len(clocks) > 1
            else None,
            html.Div(shown_words, id=ids.SHOWN, className="shown"),
        ],
        className="filter-bar asof",
        role="group",
        **{"aria-label": "As of"},
    )


def _step(sign: str, name: str, by: str) -> html.Button:
    return html.Button(sign, type="button", className="asof-step", title=name, **{"aria-label": name, "data-step": by})


def _chosen(told: Excerpt) -> html.Div:
    clear = html.A("clear selection", href="#", className="clear-selection", **{"data-id": ""})
    return html.Div(
        [html.Span(f"Saved in this file: {told.selected} {told.as_of}"), html.Div(clear, className="asides")],
        className="filter-bar choosers",
    )


def _timeline(days: Days, view: dict[str, Any]) -> html.Section:
    drawn = Markup(timeline_box(days.views.pictures, days.final))
    head = [
        html.H2("What happened, and when", id="timeline-title"),
        html.P(view["timelineWords"], id=ids.TIMELINE_SUMMARY),
        layout.zoom("timeline"),
    ]
    return _section(
        ids.TIMELINE, "t-region", head, [html.Div(drawn, id=ids.TIMELINE_GRAPH), Markup(timeline_legend(days.kept))]
    )


def _networks(days: Days, view: dict[str, Any]) -> html.Section:
    drawn = [_network(days, width, name) for width, name in ((WIDE, "wide-only"), (NARROW, "narrow-only"))]
    head = [
        html.H2("Who did what", id="network-title"),
        html.P(view["networkWords"], id=ids.NETWORK_SUMMARY),
        layout.zoom("network"),
    ]
    return _section(
        ids.NETWORK,
        "n-region",
        head,
        [*drawn, html.P(view["drawn"], className="drawn quiet"), Markup(network_legend(days.kept))],
    )


def _network(days: Days, width: int, name: str) -> html.Div:
    return html.Div(
        Markup(network_svg_of(days.final, width)), className=f"{name} picture", **{"data-width": str(width)}
    )


def _details(days: Days) -> html.Section:
    told = html_of(days.teller.of(days.final))
    return html.Section(
        html.Div(Markup(_inside(told)), id=ids.DETAILS_FIRST, className="told"),
        id=ids.DETAILS,
        className="d-region",
        tabIndex="-1",
        **{"aria-label": "Details"},
    )


def _section(id: str, name: str, head: list[Any], body: Iterable[Any]) -> html.Section:
    labelled = {"aria-labelledby": f"{id}-title"}
    return html.Section([html.Header(head), *body], id=id, className=name, tabIndex="-1", **labelled)


def _footer(kept: Landscape, told: Excerpt, cite: str) -> html.Footer:
    link = html.A(told.link, href=told.link, rel="noopener noreferrer") if told.link else None
    return html.Footer(
        [
            html.P(["How to cite: ", cite.removesuffix(told.link), link]),
            html.P(
                f"Data: {kept.licence.rstrip('.')}. This file asks nothing of any host. It holds its data: the Policy "
                "Landscape Explorer opens them again by python -m explorer serve --data and the file’s name."
            ),
        ]
    )


def _inside(markup: str) -> str:
    """Markup whose links of records stay inside the file; what its scripts say of a source's number is left to them."""
    return re.sub(r'(<a href="#source-\d+")[^>]*>', r"\1>", markup.replace('href="?', 'href="#?'))
