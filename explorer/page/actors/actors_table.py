"""The actors compared as a table: markup that the page sorts."""

from __future__ import annotations

from explorer.draw.markup import Markup, html_of, tag
from explorer.page.actors.actors_chart import MAX_ACTORS_DRAWN, share_words
from explorer.page.sentences import record_link
from explorer.prose.comparison import MAX_VERBS, MEANINGS, ActorRow

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


def table_html(rows: tuple[ActorRow, ...], every: int) -> Markup:
    """The table of some actors out of `every`, and what its numbers mean."""
    if not rows:
        return tag("p", {"class": "quiet"}, "No actor is shown.")
    table = tag(
        "table",
        {},
        tag("caption", {"class": "count"}, _caption(len(rows), every)),
        tag("thead", {}, tag("tr", {}, map(_head, COLUMNS))),
        tag("tbody", {}, map(_actor_cells, rows)),
    )
    named = {"role": "region", "tabindex": "0", "aria-label": "Actors compared, as a table"}
    meanings = [(tag("dt", {}, COLUMNS[name]), tag("dd", {}, text)) for name, text in MEANINGS.items()]
    explained = tag("h3", {}, "What the numbers mean"), tag("dl", {}, meanings)
    return html_of([tag("div", {"class": "actors-table"} | named, table), tag("div", {"class": "meanings"}, explained)])


def _caption(told: int, every: int) -> str:
    which = f"{told} actors" if told == every else f"{told} of {every} actors, those with most ties"
    drawn = f"; the chart shows the first {MAX_ACTORS_DRAWN}" if told > MAX_ACTORS_DRAWN else ""
    return f"{which}{drawn}" if told != 1 else "1 actor"


def _head(name: str) -> Markup:
    kind, sorted_by = "number" if name in _NUMBERS else "", "descending" if name == "ties" else None
    button = tag("button", {"type": "button"}, COLUMNS[name])
    return tag("th", {"scope": "col", "class": kind, "aria-sort": sorted_by}, button)


def _actor_cells(row: ActorRow) -> Markup:
    """A row; what its cells are sorted by is in `data-by` where it is not their text."""
    verbs = [f"{word} ×{count}" for word, count in row.verbs[:MAX_VERBS]]
    more = len(row.verbs) - MAX_VERBS
    first, last = row.years or (0, 0)
    years = "" if not row.years else str(first) if first == last else f"{first}–{last}"
    return tag(
        "tr",
        {},
        tag("th", {"scope": "row"}, record_link(row.name, row.id)),
        tag("td", {}, tag("span", {"class": f"level look-{row.look}"}, tag("i", {"class": "lane-key"}), row.lane)),
        _number(row.ties, f"{row.ties}"),
        _number(row.events, f"{row.events}"),
        tag("td", {"class": "verbs"}, ", ".join([*verbs, *([f"{more} more"] if more > 0 else [])])),
        _number(first, years),
        _number(f"{row.between or 0:.6f}", share_words(row)),
    )


def _number(by: int | str, said: str) -> Markup:
    return tag("td", {"class": "number", "data-by": by}, said)
