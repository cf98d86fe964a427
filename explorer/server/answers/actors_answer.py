"""An address in; its actors compared out: a table as markup, and a chart for each theme as data for Plotly.

Fetched when the reader opens the comparison; only then is Plotly, which Dash brings along, asked for.
"""

from __future__ import annotations

import json
from typing import Any, get_args

import plotly.io

from explorer.cache import Cache
from explorer.draw.markup import Markup, html_of, tag
from explorer.draw.palette import Theme
from explorer.page.actors.actors_chart import GRAPH_CONFIG, actors_figure, figure_words
from explorer.page.actors.actors_table import table_html
from explorer.prose.comparison import ActorRow, actors_table
from explorer.query.selection import filters_of
from explorer.query.visible import View, visible
from explorer.server.doors.cached_response import SUITES, CachedResponse, cached, fingerprinted, json_response
from explorer.server.doors.door import Door
from explorer.server.rooms import Rooms

_PLOTLY = "package_data/plotly.min.js"


def serve_actors(door: Door, rooms: Rooms, cache: Cache) -> None:
    """Answers GET /actors?<address>."""

    def actors(address: str) -> CachedResponse:
        room, selection, _ = rooms.read(address)
        filters = filters_of(selection)
        key = ("actors", filters, *rooms.mark(room, selection))
        return cached(cache, key, lambda: json_response(compared(visible(room.landscape, filters))))

    door.serve("/actors", actors)


def compared(view: View) -> dict[str, Any]:
    """All that the page's module needs: the table, the chart in each theme and what it is called, Plotly's address."""
    rows = actors_table(view.part)
    return {
        "table": html_of([table_html(rows, len(view.part.actors)), _among(view)]),
        "figures": {theme: _plain_figure(rows, theme) for theme in get_args(Theme)} if rows else {},
        "name": figure_words(rows),
        "config": GRAPH_CONFIG,
        "plotly": plotly_address(),
    }


def _among(view: View) -> Markup:
    """Where the numbers are not those of all, among what they count."""
    said = f"{view.scope.rstrip('.')}, but here only the ties among them." if view.scope else ""
    return tag("p", {"class": "quiet"}, said) if said else Markup()


def _plain_figure(rows: tuple[ActorRow, ...], theme: Theme) -> Any:
    return json.loads(plotly.io.to_json(actors_figure(rows, theme), engine="json"))


def plotly_address() -> str:
    """Where Dash serves its own plotly.js, seen from the page."""
    return f"{SUITES.removeprefix('/')}plotly/{fingerprinted('plotly', _PLOTLY)}"
