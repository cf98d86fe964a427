"""The tables of a landscape in a person's hands: text by table, row and column; what is wrong with it; what changed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from explorer.data.load import TABLES, landscape_of
from explorer.data.settings import toml_of
from explorer.data.tables.csv_files import CELL_CHARACTERS, table_of
from explorer.errors import BadInput, BrokenLandscape, Problem, Problems
from explorer.importing.kept import called
from explorer.importing.settling.names import Ids
from explorer.importing.sheets.grids import clean
from explorer.landscape import Landscape
from explorer.records import fields_of

SHOWN = (
    *("events", "actors", "relations", "claims", "instruments", "provisions", "sources", "passages", "verbs", "tours"),
    "gaps",
)
"""The tables that a person edits, those first that are looked at most; `voices` stands in exported parts alone."""

MAX_ROWS_ADDED = 1_000
"""So many rows may be added by hand."""

Cells = Mapping[str, str]
Rows = Mapping[int, Cells]
"""Cells by the row number that a spreadsheet shows: the header is row 1. A row keeps its number when others go."""


@dataclass(frozen=True)
class Draft:
    """All that a landscape's folder says, as text; nothing in it is ever changed, a change makes another."""

    name: str  # of the folder; what is not saved yet has one made from its title
    settings: str  # the text of landscape.toml
    tables: Mapping[str, Rows]
    unread: frozenset[str] = frozenset()  # tables whose files could not be read whole: who names their rows is not told

    def rows(self, table: str) -> Rows:
        """The rows of a table. Raises BadInput where there is no such table."""
        if table not in SHOWN:
            raise BadInput("There is no such table.")
        return self.tables.get(table, {})

    def with_cell(self, table: str, row: int, column: str, text: str) -> Draft:
        """The draft with another text in one cell: in one line, without what nobody sees. Raises BadInput."""
        rows = self.rows(table)
        if row not in rows or column not in columns_of(table):
            raise BadInput(f"{table} has no such cell — read the page again.")
        said = unicodedata.normalize("NFC", " ".join(clean(text)[0].split()))
        return self._with(table, {**rows, row: {**rows[row], column: said}})

    def with_row(self, table: str) -> tuple[Draft, int]:
        """The draft with one more row, which has an id of its own and nothing else; its number. Raises BadInput."""
        rows = self.rows(table)
        number = max(rows, default=1) + 1
        columns = columns_of(table)
        cells = dict.fromkeys(columns, "")
        if "id" in columns:
            noun = table.removesuffix("s")
            taken = (row.get("id", "") for of in self.tables.values() for row in of.values())
            cells["id"] = Ids(taken).new(f"new-{noun}", noun)
        if "weight" in columns:
            cells["weight"] = "2"
        return self._with(table, {**rows, number: cells}), number

    def without(self, table: str, numbers: Iterable[int]) -> Draft:
        """The draft without some rows of a table. Raises BadInput."""
        gone = set(numbers)
        return self._with(table, {number: row for number, row in self.rows(table).items() if number not in gone})

    def with_settings(self, text: str) -> Draft:
        """The draft with another text of landscape.toml."""
        return replace(self, settings=text.replace("\r\n", "\n").replace("\r", "\n"))

    def _with(self, table: str, rows: Rows) -> Draft:
        return replace(self, tables={**self.tables, table: rows})


def columns_of(table: str) -> tuple[str, ...]:
    """The columns of a table in their order."""
    return tuple(fields_of(TABLES[table]))


@dataclass(frozen=True)
class Looked:
    """A draft looked over: the landscape that it is, or all that is wrong with it."""

    landscape: Landscape | None
    problems: tuple[Problem, ...] = ()
    more: int = 0  # problems beyond those that are kept


def look_over(draft: Draft) -> Looked:
    """What the loader says of a draft. A problem's row is the number of a row here."""
    written, found = toml_of(draft.settings)
    problems = Problems(found)
    problems += _faults(draft)
    tables = {
        table: replace(table_of(columns_of(table), draft.tables.get(table, {})), readable=table not in draft.unread)
        for table in TABLES
    }
    try:
        return Looked(landscape_of(draft.name, written, tables, problems))
    except BrokenLandscape as broken:
        return Looked(None, broken.problems, sum(broken.more.values()))


def _faults(draft: Draft) -> Iterable[Problem]:
    """Cells that are longer than a cell may be."""
    for table, rows in draft.tables.items():
        for number, row in rows.items():
            for column, text in row.items():
                if len(text) > CELL_CHARACTERS:
                    what = f"has {len(text):,} characters, more than the {CELL_CHARACTERS:,} of a cell"
                    yield Problem(f"{table}.csv", number, column, what, "say it shorter")


# --- what differs --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Changes:
    """How many rows of a table are new, changed and gone, and the first of them in words."""

    table: str
    added: int
    changed: int
    gone: int
    lines: tuple[str, ...]


LINES = 40
"""So many lines of a table's changes are told."""


def changes(before: Draft, now: Draft) -> list[Changes]:
    """What a draft changes, table by table; a row is the same row where it has the same id, or else the same number."""
    found = []
    for table in SHOWN:
        old, new = _by_id(before.rows(table)), _by_id(now.rows(table))
        if old == new:
            continue
        added = [key for key in new if key not in old]
        gone = [key for key in old if key not in new]
        changed = [key for key in new if key in old and old[key] != new[key]]
        lines = [f"new: {called(new[key])}" for key in added]
        lines += [f"changed: {called(new[key])} — {_what(old[key], new[key])}" for key in changed]
        lines += [f"gone: {called(old[key])}" for key in gone]
        if added or gone or changed:
            found.append(Changes(table, len(added), len(changed), len(gone), tuple(lines[:LINES])))
    return found


def _by_id(rows: Rows) -> dict[str, Cells]:
    return {
        row.get("id") or f"row {number}": {column: text for column, text in row.items() if text}
        for number, row in rows.items()
    }


def _what(old: Cells, new: Cells) -> str:
    columns = [column for column in {**old, **new} if old.get(column, "") != new.get(column, "")]
    return ", ".join(f"{column} “{old.get(column, '')[:40]}” → “{new.get(column, '')[:40]}”" for column in columns)
