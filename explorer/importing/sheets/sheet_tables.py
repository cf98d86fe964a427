"""The sheets of a workbook or a CSV file in; `Loose` out: which table each sheet is, which column each cell."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from explorer.errors import Unreadable
from explorer.importing.loose import Loose
from explorer.importing.sheets.grids import Grid, read_grids
from explorer.importing.sheets.remarks import by_what_they_hold, row_of, rows_of_table, tell_remarks
from explorer.importing.sheets.words import HEADERS, NEEDS, NOT_DATA, SHEETS, SPONSORS, plain

HEADER_ROWS = 25
"""So far down is the header looked for, below a title and remarks."""

_LEFT_OUT = 8
"""So many columns that no table holds are named in a sentence."""

Headed = tuple[str, dict[int, str]]
"""A table and, by place, our column for each of the sheet's."""


def read_sheets(data: bytes, name: str) -> Loose:
    """The rows of a workbook or CSV file. Raises Unreadable where nothing in it is a table of ours."""
    loose = Loose()
    grids = read_grids(data, name)
    single = len(grids) == 1
    for grid in grids:
        loose.not_kept += grid.told
        loose.guessed += grid.guessed
        if grid.rows and not (plain(grid.name) in NOT_DATA and not single):
            _take(grid, loose, "" if single and not data.startswith(b"PK") else f"sheet “{grid.name}”")
    if not any(loose.tables.values()):
        told = " ".join(loose.not_kept[:3])
        raise Unreadable(
            f"{name}: no sheet has headers that are known — an event needs a title and a date, an actor a name, a tie "
            f"two ends and a verb; `new DIR` writes a pattern.{' ' + told if told else ''}"
        )
    return loose


def _take(grid: Grid, loose: Loose, place: str) -> None:
    """Adds the rows of one sheet; a CSV file's place has no name."""
    named = f"S{place[1:]}" if place else "The table"
    found = _header(grid)
    if found is None:
        loose.not_kept.append(f"{named}: no header was found that says what it holds ({_few(grid)}).")
        return
    at, (table, columns) = found
    if place:
        loose.sheets[grid.name] = table
    title = _title_above(grid.rows[:at])
    loose.title = loose.title or title
    header = grid.rows[at][1]
    columns = by_what_they_hold(columns, table, header, grid.rows[at + 1 :])
    _tell_columns(header, table, columns, named, loose)
    how = "sponsored" if any(plain(header[i]) in SPONSORS for i, column in columns.items() if column == "who") else ""
    if how:
        loose.guessed.append(f"{named}: those in the column of sponsors “sponsored” what their row tells.")
    rows, beside = rows_of_table(grid.rows[at + 1 :], columns, table)
    above = [row for row in grid.rows[:at] if " ".join(filter(None, row[1])).replace("\n", " ") != title]
    tell_remarks([*above, *beside], named, loose)
    for number, cells in rows:
        row = row_of(cells, columns)
        if not row:
            loose.not_kept.append(f"{named}, row {number}: nothing stands in the columns that are read.")
        if cells == header or not row:
            continue
        if how and table == "events":
            row["how"] = how
        _add(table, row, f"{place} row {number}".strip(), loose)


def _add(table: str, row: dict[str, str], where: str, loose: Loose) -> None:
    """One row as rows of our tables: conflicts written side by side are two claims."""
    if table == "claims" and "value2" in row:
        second = {**row, "value": row["value2"], "sources": row.get("sources2", "")}
        second.pop("key", None)
        for claim in (row, second):
            loose.add(table, where=where, **{k: v for k, v in claim.items() if k not in ("value2", "sources2")})
        return
    row.pop("sources2", None)
    if "month" in row or "day" in row:
        row["date"] = _joined_date(row.get("date", ""), row.pop("month", ""), row.pop("day", ""))
    if "first" in row or "last" in row:
        row.setdefault("name", " ".join(part for part in (row.pop("first", ""), row.pop("last", "")) if part))
    loose.add(table, where=where, **row)


def _joined_date(year: str, month: str, day: str) -> str:
    """A date that stands in three columns.

    >>> [_joined_date("2024", month, day) for month, day in (("3", "5"), ("March", ""), ("", ""), ("?", ""))]
    ['2024-3-5', 'March 2024', '2024', '2024?']
    """
    if month and not re.search(r"\w", month):  # "?"
        return f"{year}?"
    if not month.isdigit():
        return " ".join(part for part in (month, f"{day}," if day and month else "", year) if part)
    return "-".join(part for part in (year, month, day) if part)


# --- headers -------------------------------------------------------------------------------------------------------


def _header(grid: Grid) -> tuple[int, Headed] | None:
    """The place of the header among the filled rows, and what it says; the row that knows most columns."""
    best: tuple[float, int, Headed] | None = None
    for at, (_, cells) in enumerate(grid.rows[:HEADER_ROWS]):
        headed = headed_as(cells, grid.name)
        if headed is None:
            continue
        filled = sum(1 for cell in cells if cell)
        likely = len(headed[1]) * 3 >= filled or len(headed[1]) >= 4 or _table_named(grid.name)
        score = len(headed[1]) - 0.01 * at if likely else 0
        if score > 0 and (best is None or score > best[0]):
            best = score, at, headed
    return (best[1], best[2]) if best else None


def headed_as(cells: Sequence[str], sheet: str) -> Headed | None:
    """The table that a header begins: that of the sheet's name where its columns are there, else the one it fits best.

    >>> headed_as(["When", "What happened", "Who", "Link"], "Sheet1")
    ('events', {0: 'date', 1: 'title', 2: 'who', 3: 'sources'})
    >>> headed_as(["From", "Relationship", "To"], "Sheet2")
    ('relations', {0: 'subject', 1: 'verb', 2: 'object'})
    """
    words = [plain(cell) if len(cell) <= 60 else "" for cell in cells]
    if not any(words):
        return None
    named = _table_named(sheet)
    if named and (columns := _columns(words, named)):
        return named, columns
    fits = [
        (len(columns), -place, table, columns)
        for place, table in enumerate(_TRIED)
        if (columns := _columns(words, table))
    ]
    fits = [fit for fit in fits if _is_likely(fit[2], fit[3])]
    if not fits:
        return None
    _, _, table, columns = max(fits, key=lambda fit: fit[:2])
    return table, columns


_TRIED = ("events", "relations", "claims", "provisions", "instruments", "actors", "sources")


def _is_likely(table: str, columns: dict[int, str]) -> bool:
    """Whether a sheet without a telling name is that table: more is asked than where the name says it."""
    had = set(columns.values())
    if table == "relations":
        return "verb" in had
    if table == "claims":
        return "property" in had or "value2" in had
    if table == "actors":
        return len(had) >= 2 and bool(had & {"kind", "role", "aliases", "lane", "summary"})
    if table == "sources":
        return "url" in had and len(had) >= 2
    if table == "instruments":
        return bool(had & {"number", "status"}) and "date" not in had
    return len(had) >= 2


def _table_named(sheet: str) -> str:
    """The table that a sheet's name says, or nothing.

    >>> _table_named("Key Players"), _table_named("2. Timeline"), _table_named("Who did what"), _table_named("Sheet1")
    ('actors', 'events', 'relations', '')
    """
    bare = unicodedata.normalize("NFKD", sheet.casefold())  # without accents
    words = re.findall(r"[a-z]+", "".join(letter for letter in bare if not unicodedata.combining(letter)))
    if "-".join(words).endswith(("who-did-what", "who-does-what")):
        return "relations"
    return next((SHEETS[word] for word in reversed(words) if word in SHEETS), "")


_SEVERAL = ("sources", "who", "aliases", "summary", "note")
"""Columns of ours that several of a sheet may fill."""


def _columns(words: Sequence[str], table: str) -> dict[int, str]:
    """Our column for each place of a header; nothing where one is missing without which there is no row. Of several
    that say the same, the one in the plainest word is taken."""
    known = {word: column for column, said in HEADERS[table].items() for word in said.split("|")}
    ranks = {word: rank for said in HEADERS[table].values() for rank, word in enumerate(said.split("|"))}
    if table == "events" and {"year", "month"} <= set(words):
        known |= {"day": "day"}  # a date in three columns
    graph = table == "relations" and "source" in words and {"target", "to"} & set(words)
    best: dict[str, tuple[int, int]] = {}
    columns: dict[int, str] = {}
    for place, word in enumerate(words):
        column = known.get(word) or known.get(word.removesuffix("s")) or _with_more(word, known)
        if graph and word == "source" and words.index("source") == place:
            column = "subject"
        if not column:
            continue
        columns[place] = column
        rank = ranks.get(word, ranks.get(word.removesuffix("s"), 99)), place
        if column in best and column not in _SEVERAL:
            loser = max(best[column], rank)[1]
            second = "summary" if (table, column) == ("events", "title") else ""
            columns[loser] = second
        best[column] = min(best.get(column, rank), rank)
    columns = {place: column for place, column in columns.items() if column}
    had = set(columns.values())
    return columns if all(had & set(group) for group in NEEDS[table]) else {}


def _with_more(word: str, known: dict[str, str]) -> str:
    """The column of a header that says a known word and more: "source (url)", "date of vote", "who / actor"."""
    for part in re.split(r"\s*[/,|&]\s*|\s+(?:and|or)\s+", word):
        if part in known:
            return known[part]
    first, _, rest = word.partition(" ")
    if rest.startswith(("of ", "in ")) and first in known:
        return known[first]
    last = word.rpartition(" ")[2]
    return known[last] if last in ("date", "source", "url", "link", "sources", "links") and last in known else ""


def _tell_columns(header: Sequence[str], table: str, columns: dict[int, str], named: str, loose: Loose) -> None:
    """Says how the headers were read, and which columns no table holds."""
    other = [
        f"{' '.join(header[at].split())} is {column.replace('2', ' (the second)')}"
        for at, column in columns.items()
        if _differs(header[at], column)
    ]
    if other or plain(header[0]) not in HEADERS[table]:
        loose.guessed.append(f"{named} was read as {table}{': ' if other else ''}{', '.join(other)}.")
    rest = [" ".join(cell.split())[:40] for at, cell in enumerate(header) if cell and at not in columns]
    if rest:
        more = f" and {len(rest) - _LEFT_OUT} more" if len(rest) > _LEFT_OUT else ""
        names = ", ".join(f"“{name}”" for name in rest[:_LEFT_OUT])
        loose.not_kept.append(f"{named}: the columns {names}{more}.")


def _differs(header: str, column: str) -> bool:
    """Whether a header says a column in another word."""
    return plain(header) not in (column.replace("_", " "), column.removesuffix("s"))


def _title_above(rows: Sequence[tuple[int, list[str]]]) -> str:
    """The title above a header: the first row with one text in it that is no address."""
    for _, cells in rows:
        filled = [cell for cell in cells if cell]
        if len(filled) == 1 and 4 <= len(filled[0]) <= 150 and "http" not in filled[0]:
            return filled[0].replace("\n", " ")
    return ""


def _few(grid: Grid) -> str:
    first = next((cells for _, cells in grid.rows if sum(1 for cell in cells if cell) > 1), grid.rows[0][1])
    return "its first row says " + ", ".join(f"“{cell[:30]}”" for cell in first if cell)[:200]
