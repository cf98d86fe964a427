"""An address in; its actors compared out: a table as markup, and a chart for each theme as data for Plotly.

Fetched when the reader opens the comparison; only then is Plotly, which Dash brings along, asked for.
"""

from __future__ import annotations

import json
from dataclasses import replace
from html import escape
from typing import Any, get_args

import plotly.io

from explorer.kept import Store
from explorer.model import Landscape
from explorer.part import select
from explorer.selection import Selection, from_query, to_query
from explorer.views.actors_figure import MOST_DRAWN, actors_figure, figure_words, share_words
from explorer.views.actors_table import MEANINGS, MOST_VERBS, ActorRow, actors_table
from explorer.views.palette import Theme
from explorer.views.timeline_figure import GRAPH_CONFIG
from explorer.web.door import Door
from explorer.web.served import SUITES, Ready, fingerprinted, json_ready, keep_ready

COLUMNS = {  # name of the column: its title
    "actor": "Actor",
    "lane": "Level",
    "ties": "Ties",
    "events": "Events",
    "verbs": "Does most often",
    "years": "Years",
    "between": "Stands between",
}
_NUMBERS = ("ties", "events", "years", "between")
_PLOTLY = "package_data/plotly.min.js"


def serve_actors(door: Door, landscape: Landscape, store: Store) -> None:
    """Answers GET /actors?<address>."""

    def actors(address: str) -> Ready:
        selection = filters_of(from_query(address, landscape)[0])
        return keep_ready(store, ("actors", selection), lambda: json_ready(compared(landscape, selection)))

    door.serve("/actors", actors)


def filters_of(selection: Selection) -> Selection:
    """What of a selection decides which actors and ties there are."""
    return replace(
        selection, focus="", to="", in_order=False, axis="folded", rows="lane", nodes="all", steps=0, tidy=False
    )


def compared(landscape: Landscape, selection: Selection) -> dict[str, Any]:
    """All that the page's module needs: the table, the chart in each theme and what it is called, Plotly's address."""
    part = select(landscape, selection)
    rows = actors_table(part)
    return {
        "table": table_html(rows, len(part.actors)),
        "figures": {theme: _plain(rows, theme) for theme in get_args(Theme)} if rows else {},
        "name": figure_words(rows),
        "config": GRAPH_CONFIG,
        "plotly": plotly_address(),
    }


def _plain(rows: tuple[ActorRow, ...], theme: Theme) -> Any:
    return json.loads(plotly.io.to_json(actors_figure(rows, theme), engine="json"))


def plotly_address() -> str:
    """Where Dash serves its own plotly.js, seen from the page."""
    return f"{SUITES.removeprefix('/')}plotly/{fingerprinted('plotly', _PLOTLY)}"


# --- the table ------------------------------------------------------------------------------------------------------


def table_html(rows: tuple[ActorRow, ...], every: int) -> str:
    """Markup of the table of some actors out of `every`, and of what its numbers mean."""
    if not rows:
        return '<p class="quiet">No actor is shown.</p>'
    heads = "".join(
        f'<th scope="col" class="{_kind(name)}"{_sorted(name)}><button type="button">{title}</button></th>'
        for name, title in COLUMNS.items()
    )
    meanings = "".join(f"<dt>{COLUMNS[name]}</dt><dd>{escape(text)}</dd>" for name, text in MEANINGS.items())
    return (
        f'<div class="actors-table" role="region" tabindex="0" aria-label="Actors compared, as a table"><table>'
        f'<caption class="count">{_caption(len(rows), every)}</caption><thead><tr>{heads}</tr></thead>'
        f"<tbody>{''.join(map(_row, rows))}</tbody></table></div>"
        f'<div class="meanings"><h3>What the numbers mean</h3><dl>{meanings}</dl></div>'
    )


def _caption(told: int, every: int) -> str:
    which = f"{told} actors" if told == every else f"{told} of {every} actors, those with most ties"
    drawn = f"; the chart shows the first {MOST_DRAWN}" if told > MOST_DRAWN else ""
    return f"{which}{drawn}" if told != 1 else "1 actor"


def _kind(name: str) -> str:
    return "number" if name in _NUMBERS else ""


def _sorted(name: str) -> str:
    return ' aria-sort="descending"' if name == "ties" else ""


def _row(row: ActorRow) -> str:
    """A row; what its cells are sorted by is in `data-by` where it is not their text."""
    link = f'<a class="record" href="?{escape(to_query(Selection(focus=row.id)))}" data-id="{escape(row.id)}">'
    verbs = ", ".join(f"{escape(word)} ×{count}" for word, count in row.verbs[:MOST_VERBS])
    more = len(row.verbs) - MOST_VERBS
    first, last = row.years or (0, 0)
    years = "" if not row.years else str(first) if first == last else f"{first}–{last}"
    return (
        f'<tr><th scope="row">{link}{escape(row.name)}</a></th>'
        f'<td><span class="level look-{row.look}"><i class="lane-key"></i>{escape(row.lane)}</span></td>'
        f'<td class="number" data-by="{row.ties}">{row.ties}</td>'
        f'<td class="number" data-by="{row.events}">{row.events}</td>'
        f'<td class="verbs">{verbs}{f", {more} more" if more > 0 else ""}</td>'
        f'<td class="number" data-by="{first}">{years}</td>'
        f'<td class="number" data-by="{row.between or 0:.6f}">{share_words(row)}</td></tr>'
    )
