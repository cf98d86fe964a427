"""A landscape's folder of any size in; its store out, without a record being made: its tables are checked and written
some thousand rows at a time, in memory that grows by a few bytes a row.

The store is that of `build_store`, which a test holds equal, but for the content's hash: here that of the files.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd

from explorer.data.checks.validation import TOML
from explorer.data.dates.date_cells import date_cell
from explorer.data.load import MAX_EVENT_ROWS, MAX_TABLE_ROWS, TABLES
from explorer.data.settings import read_toml
from explorer.data.tables.csv_files import FILE_BYTES, Sheet, Table
from explorer.data.verbs import with_shared_verbs
from explorer.edtf import begun_by
from explorer.errors import BrokenLandscape, Problem, Problems
from explorer.landscape import Landscape
from explorer.order import CAME_AFTER, order_of_rows
from explorer.query.columns import first_day, last_day
from explorer.records import fields_of
from explorer.store.building.build import (
    DATED,
    Progress,
    derive,
    fingerprints,
    new_store,
    settings_of_landscape,
    with_frame,
    write_about,
)
from explorer.store.building.folder_checks import LARGE, Folder, check
from explorer.store.building.folder_plain import append_plain
from explorer.store.building.folder_rows import blocks, file_of
from explorer.store.schema import derivation

MOST_EVENTS = 2_000_000
"""Events of a folder that a store is built from, where nothing else is set; of relations ten times as many."""

_STEPS = 100
"""Steps that reading, checking and ordering are told in, before what is derived."""


def is_large_folder(folder: Path) -> bool:
    """Whether a folder holds more than is read into memory, or Parquet, which never is."""
    for name in TABLES:
        file = file_of(folder, name)
        if file.suffix == ".parquet":
            return True
        most = MAX_EVENT_ROWS if name == "events" else MAX_TABLE_ROWS
        if file.is_file() and (file.stat().st_size > FILE_BYTES or _lines(file) > most + 1):
            return True
    return False


def _lines(file: Path) -> int:
    with file.open("rb") as read:
        return sum(piece.count(b"\n") for piece in iter(lambda: read.read(1_000_000), b""))


def build_from_folder(folder: Path, path: Path, most: int, progress: Progress) -> dict[str, int]:
    """Writes the store; how many rows each table has. Raises BrokenLandscape with every problem, each with a remedy,
    OSError, duckdb.Error."""
    steps = _STEPS + len(list(derivation())) + 1
    with new_store(path) as connection:
        written, faults = read_toml(folder / TOML)
        problems = Problems(faults)
        found = Folder(connection, folder.resolve().name, written)
        problems += _read(found, folder, most, lambda words, share: progress(words, int(40 * share), steps))
        normal = _Normal(connection)
        settings, wrong = check(found, normal.take, lambda words, share: progress(words, 40 + int(50 * share), steps))
        problems += wrong
        if problems:
            raise BrokenLandscape(_in_files(folder, problems))
        progress("order", 90, steps)
        _write_places(connection)
        rows = {name: _write_table(connection, name) for name in TABLES}
        kinds = connection.execute("SELECT DISTINCT kind FROM events").fetchall()
        told = settings_of_landscape(_shell(settings)) | {"kind_ids": sorted(kind for (kind,) in kinds)}
        files = fingerprints(folder)
        write_about(connection, told, hashlib.sha256(repr(sorted(files.items())).encode()).hexdigest()[:12], folder)
        derive(connection, progress, _STEPS, steps)
        progress("done", steps, steps)
    return rows


# --- reading -------------------------------------------------------------------------------------------------------


def _read(found: Folder, folder: Path, most: int, tell: Any) -> Problems:
    """Writes every table as text; what is wrong with the form of the files."""
    problems = Problems()
    for place, name in enumerate(TABLES):
        columns = tuple(fields_of(TABLES[name]))
        listed = ", ".join(f'"{column}" VARCHAR' for column in columns)
        found.connection.execute(f"CREATE TEMP TABLE text_{name} (row INTEGER, file_row INTEGER, {listed})")
        bound = dict.fromkeys(LARGE, 10 * most) | {"events": most}
        rows, lost = 0, set[str]()
        limit = bound.get(name, MAX_TABLE_ROWS)
        if (file := file_of(folder, name)).suffix == ".parquet":
            tell(name, place / len(TABLES))
            rows = append_plain(found.connection, file, name) or 0
            problems += [_too_many(name, limit)] if rows > limit else ()
        for (table, wrong), share in blocks(folder, name) if not rows else ():
            tell(name, (place + share) / len(TABLES))
            problems += wrong
            lost |= table.lost_ids
            if not table.readable:
                found.unreadable.add(name)
                break
            rows = _append(found.connection, name, table, rows)
            if rows > limit:
                problems += [_too_many(name, limit)]
                break
        found.lost[name] = frozenset(lost)
    _add_shared_verbs(found)
    return problems


def _in_files(folder: Path, problems: Problems) -> Problems:
    """The same of the files that there are: tables may be Parquet."""
    names = {f"{name}.csv": file_of(folder, name).name for name in TABLES}
    found = Problems(replace(one, file=names.get(one.file, one.file)) for one in problems.kept)
    found.more.update({names.get(file, file): many for file, many in problems.more.items()})
    return found


def _too_many(name: str, most: int) -> Problem:
    what = f"has more rows than the {most:,} that are read"
    mend = "split the landscape into several folders"
    if name in LARGE:
        mend = "build it with --most-events N, N events and ten times as many of any other table"
    return Problem(f"{name}.csv", None, None, what, mend)


def _append(connection: duckdb.DuckDBPyConnection, name: str, table: Table, rows: int) -> int:
    frame = pd.DataFrame({column: pd.Series(texts, dtype=str) for column, texts in table.cells.items()})
    frame.insert(0, "file_row", np.array(table.numbers, dtype=np.int32))
    frame.insert(0, "row", np.arange(rows, rows + len(frame), dtype=np.int32))
    if len(frame):
        with_frame(connection, frame, f"INSERT INTO text_{name} SELECT * FROM frame")
    return rows + len(frame)


def _add_shared_verbs(found: Folder) -> None:
    """Puts the shared verbs that relations use behind the landscape's own."""
    own = replace(found.table("verbs"), readable="verbs" not in found.unreadable)
    used = [verb for (verb,) in found.rows("SELECT DISTINCT verb FROM text_relations ORDER BY 1")]
    every = with_shared_verbs(own, Table({"verb": used}, list(range(len(used)))))
    many = len(own.numbers)
    _append(found.connection, "verbs", every.only(place >= many for place in range(len(every.numbers))), many)


# --- cells ---------------------------------------------------------------------------------------------------------


class _Normal:
    """Dates as they were read, and lists as a store writes them."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection
        connection.execute(
            "CREATE TEMP TABLE days (written VARCHAR, text VARCHAR, earliest INTEGER, latest INTEGER, lasting BOOLEAN, "
            "begun INTEGER)"
        )
        for name in ("lists", "cited_lists"):
            connection.execute(f"CREATE TEMP TABLE {name} (written VARCHAR, text VARCHAR)")
        self._dates: set[str] = set()
        self._lists: dict[str, set[str]] = {"lists": set(), "cited_lists": set()}

    def take(self, sheet: Sheet) -> None:
        if column := DATED.get(sheet.name):
            self._days(zip(sheet.texts(column), sheet.column(column), strict=True))
        for column in _lists_of(sheet.name):
            texts = set(sheet.texts(column))
            self._joined(_list_table(column), (text for text in texts if ";" in text or " " in text))

    def _days(self, found: Iterable[tuple[str, Any]]) -> None:
        new = {text: when for text, when in found if text and when and text not in self._dates}
        self._dates.update(new)
        rows = [
            (text, when.text, first_day(when), last_day(when), when.precision == "interval", begun_by(when).toordinal())
            for text, when in new.items()
        ]
        if rows:
            with_frame(self.connection, pd.DataFrame(rows), "INSERT INTO days SELECT * FROM frame")

    def _joined(self, name: str, texts: Iterable[str]) -> None:
        known = self._lists[name]
        join = cited if name == "cited_lists" else joined
        new = {text: said for text in texts if text not in known and (said := join(text)) != text}
        known.update(new)
        if new:
            frame = pd.DataFrame({"written": [*new], "text": [*new.values()]})
            with_frame(self.connection, frame, f"INSERT INTO {name} SELECT * FROM frame")


def joined(text: str) -> str:
    """A list in a cell as a store writes it: each once, without spaces around.

    >>> joined("Ana; A. Reyes;Ana;")
    'Ana;A. Reyes'
    """
    return ";".join(dict.fromkeys(part.strip() for part in text.split(";") if part.strip()))


def cited(text: str) -> str:
    """The same of citations.

    >>> cited("herald @ L1; minutes;herald@L1;")
    'herald@L1;minutes'
    """
    parts = (part.partition("@") for part in text.split(";") if part.strip())
    return ";".join(dict.fromkeys(f"{one.strip()}{at}{place.strip()}" for one, at, place in parts))


def _list_table(column: str) -> str:
    return "cited_lists" if column == "sources" else "lists"


def _lists_of(name: str) -> list[str]:
    return [column for column, kind in fields_of(TABLES[name]).items() if str(kind).startswith("tuple[")]


# --- writing -------------------------------------------------------------------------------------------------------


def _write_places(connection: duckdb.DuckDBPyConnection) -> None:
    """The place of every event in order; see `order.py`."""
    asked = "SELECT e.date, coalesce(e.instrument, ''), e.step FROM text_events e ORDER BY e.row"
    found = connection.execute(asked).fetchnumpy()
    dates, instruments, steps = (np.ma.getdata(column).tolist() for column in found.values())
    known = {text: date_cell(text) for text in set(dates)}
    ties = connection.execute(
        f"""SELECT o.row, s.row FROM text_relations r JOIN text_events s ON s.id = r.subject
        JOIN text_events o ON o.id = r.object WHERE r.verb = '{CAME_AFTER}'"""
    ).fetchall()
    when: Any = {row: known[text] for row, text in enumerate(dates)}
    placed: Any = order_of_rows(
        when, [(thread, int(step) if step else None) for thread, step in zip(instruments, steps, strict=True)], ties
    )
    frame = pd.DataFrame({"row": np.arange(len(dates), dtype=np.int32)})
    frame["place"] = np.fromiter((placed[row] for row in range(len(dates))), dtype=np.int32, count=len(dates))
    with_frame(connection, frame, "CREATE TEMP TABLE placed AS SELECT row, place FROM frame")


def _write_table(connection: duckdb.DuckDBPyConnection, name: str) -> int:
    """Writes a table as a store has it, from its rows as text, which go."""
    cells, joins, more = [], [], ""
    for place, column in enumerate(fields_of(TABLES[name])):
        cell = f't."{column}"'
        if column in _lists_of(name):
            joins.append(f"LEFT JOIN {_list_table(column)} l{place} ON l{place}.written = {cell}")
            cell = f"coalesce(l{place}.text, {cell})"
        if DATED.get(name) == column:
            joins.append(f"LEFT JOIN days d ON d.written = {cell}")
            more += ", CAST(coalesce(d.earliest, 0) AS INTEGER) AS earliest"
            more += ", CAST(coalesce(d.latest, 0) AS INTEGER) AS latest"
            cell = f"coalesce(d.text, {cell})"
        if name == "relations" and column in ("subject", "object"):
            joins.append(f"JOIN ends {column} ON {column}.id = {cell}")
            cell = f"{column}.node"
        cells.append(f'{cell} AS "{column}"')
    if name == "events":
        more += ", d.lasting, p.place"
        joins.append("JOIN placed p ON p.row = t.row")
    if name == "relations":
        connection.execute(
            "CREATE TEMP TABLE ends AS SELECT id, row AS node FROM actors UNION ALL "
            "SELECT id, CAST((SELECT count(*) FROM actors) + row AS INTEGER) FROM events"
        )
    kept = "CREATE TEMP TABLE raw_relations" if name == "relations" else f"CREATE TABLE {name}"
    sql = f"{kept} AS SELECT t.row, {', '.join(cells)}{more} FROM text_{name} t {' '.join(joins)} ORDER BY t.row"
    many = int(connection.execute(sql).fetchall()[0][0])
    connection.execute(f"DROP TABLE text_{name}")
    return many


def _shell(settings: dict[str, Any]) -> Landscape:
    """The settings as a landscape without a row."""
    none: dict[str, Any] = dict.fromkeys(TABLES, ())
    return Landscape(**none | settings)
