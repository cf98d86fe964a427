"""The rows of a sheet in; those of its table out, and what stands above and below it: sums, legends, footnotes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from explorer.importing.loose import Loose
from explorer.importing.sheets.words import LEVEL_OF, NEEDS, plain

MOST_CELLS = 2
"""A row of more filled cells is no remark, but a row of the table in which something is missing."""

ENOUGH, MOSTLY = 3, 0.7
"""So many cells, and such a part of them, say what a column holds whose header says nothing."""

Row = tuple[int, Sequence[str]]
"""The number of a row, and its cells."""

_REMARK = re.compile(
    r"[*†‡]|(?:total|sub-?total|sum|summe|suma|count|average|legend|legende|leyenda|key|notes?|nota|sources?|quellen?"
    r"|fuentes?|last updated|updated|stand|compiled|prepared)\b",
    re.IGNORECASE,
)
_SHOWN = 60
_MOST_TOLD = 6


def row_of(cells: Sequence[str], columns: Mapping[int, str]) -> dict[str, str]:
    """The cells of a row under our columns; several of one column are parted by semicolons."""
    row: dict[str, str] = {}
    for index, column in columns.items():
        text = cells[index] if index < len(cells) else ""
        if text:
            row[column] = f"{row[column]}; {text}" if column in row else text
    return row


def rows_of_table(rows: Sequence[Row], columns: Mapping[int, str], table: str) -> tuple[list[Row], list[Row]]:
    """The rows of a table, and those that are remarks beside it: short ones in which what the table needs is missing,
    in columns that are not read, or below the last whole row and behind a gap or with a word that says so."""
    whole = [all(set(row_of(cells, columns)) & {*group} for group in NEEDS[table]) for _, cells in rows]
    last = max((place for place, is_whole in enumerate(whole) if is_whole), default=-1)
    held: list[Row] = []
    beside: list[Row] = []
    behind_gap = False
    for place, (number, cells) in enumerate(rows):
        filled = [cell for cell in cells if cell]
        behind_gap = behind_gap or (place > last >= 0 and number > rows[place - 1][0] + 1)
        is_marked = bool(_REMARK.match(filled[0])) if filled else False
        is_below = place > last and (behind_gap or is_marked)
        is_remark = not row_of(cells, columns) or (not whole[place] and is_below) or (is_marked and behind_gap)
        (beside if is_remark and len(filled) <= MOST_CELLS else held).append((number, cells))
    return held, beside


def tell_remarks(rows: Sequence[Row], named: str, loose: Loose) -> None:
    """Says which rows of a sheet are none of its table."""
    told = [f"row {number}: “{' · '.join(cell for cell in cells if cell)[:_SHOWN]}”" for number, cells in rows]
    rest = f" and {len(told) - _MOST_TOLD} more" if len(told) > _MOST_TOLD else ""
    if told:
        loose.not_kept.append(f"{named}, above or below the table: {', '.join(told[:_MOST_TOLD])}{rest}.")


def by_what_they_hold(
    columns: Mapping[int, str], table: str, header: Sequence[str], rows: Sequence[Row]
) -> dict[int, str]:
    """The columns of a sheet, with those whose header says nothing and whose cells are levels of government or
    addresses; where events have no titles, actions are these, or measures that tell what happened."""
    found = dict(columns)
    usual = (("lane", _is_level), ("sources", _is_address))
    for column, holds in usual if table in ("events", "actors", "instruments") else usual[1:]:
        if column in found.values() or table in ("claims", "provisions", "sources"):
            continue
        for index in (index for index in range(len(header)) if index not in found):
            cells = [cells[index] for _, cells in rows if index < len(cells) and cells[index]]
            if len(cells) >= ENOUGH and sum(map(holds, cells)) >= MOSTLY * len(cells):
                found[index] = column
                break
    if table == "events" and "title" not in found.values():
        actions = [index for index, column in found.items() if column == "verb" and plain(header[index]) == "action"]
        measures = [index for index, column in found.items() if column == "instrument" and _is_prose(rows, index)]
        found |= dict.fromkeys(actions or measures, "title")
    return found


def _is_prose(rows: Sequence[Row], index: int) -> bool:
    """Whether the cells of a column tell what happened, and are no numbers of bills."""
    cells = [cells[index] for _, cells in rows if index < len(cells) and cells[index]]
    return sum(1 for cell in cells if not re.search("[0-9]", cell) and " " in cell) > len(cells) / 2


def _is_level(cell: str) -> bool:
    return plain(cell).split(" ")[0] in LEVEL_OF


def _is_address(cell: str) -> bool:
    return "http://" in cell or "https://" in cell
