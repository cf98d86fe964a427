"""The actors compared as a table: markup that the page sorts."""

from __future__ import annotations

from html import escape

from explorer.page.actors_chart import MAX_DRAWN, share_words
from explorer.prose.comparison import MAX_VERBS, MEANINGS, ActorRow
from explorer.query.selection import Selection, to_query

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
    drawn = f"; the chart shows the first {MAX_DRAWN}" if told > MAX_DRAWN else ""
    return f"{which}{drawn}" if told != 1 else "1 actor"


def _kind(name: str) -> str:
    return "number" if name in _NUMBERS else ""


def _sorted(name: str) -> str:
    return ' aria-sort="descending"' if name == "ties" else ""


def _row(row: ActorRow) -> str:
    """A row; what its cells are sorted by is in `data-by` where it is not their text."""
    link = f'<a class="record" href="?{escape(to_query(Selection(focus=row.id)))}" data-id="{escape(row.id)}">'
    verbs = ", ".join(f"{escape(word)} ×{count}" for word, count in row.verbs[:MAX_VERBS])
    more = len(row.verbs) - MAX_VERBS
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
