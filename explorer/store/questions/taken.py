"""A store and what is selected in it; all that is shown, as one file a table, out. Nothing is held: DuckDB writes the
tables by row groups, in memory that does not grow with them.

What a file holds is what pages count, by the rules of `query/visible.py` and `export/excerpt.py`, which a test holds
equal. Rows stand in the order of their tables, relations those among the weightiest first, as the store has them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import Any, Literal

import duckdb
import pandas as pd

from explorer.data.load import OPTIONAL, TABLES
from explorer.errors import ExplorerError
from explorer.landscape import Landscape
from explorer.query.selection import Selection
from explorer.records import fields_of
from explorer.store.cells import cells_of
from explorer.store.engines.engine import quoted
from explorer.store.opened import Store
from explorer.store.questions.taken_rows import Shown

Form = Literal["csv", "parquet"]
Progress = Callable[[float], None]
"""Told which share is done, from 0 to 1; what it raises ends the work."""

MEMORY = "256MB"
"""That writing the tables works in at most; what is more goes to disk meanwhile."""

ROW_GROUP = 20_480
"""Rows of a row group of Parquet, which is held until it is full: so few that they may be long."""

LOOK = 0.2
"""Seconds between two looks at how far a table is."""

_IN_ORDER = "SET threads = 1; SET disabled_optimizers = 'join_order,build_side_probe_side'"
"""Rows come as the first table of a statement has them, so that none need be sorted: with more than one thread its
pieces come as they are done, and a join may otherwise walk through its other table."""

_HOW = {
    "csv": "FORMAT csv, HEADER true, QUOTE '\"', ESCAPE '\"', NULLSTR ''",
    "parquet": f"FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROW_GROUP}",
}


class NotTaken(ExplorerError):
    """The tables of a store cannot be written; the text says why, and what to do."""


CHANGED = "The data have changed meanwhile — open them again, and take it once more."
TOO_LARGE = "What is shown takes more memory than there is for one file — set a filter, and take it in parts."


@dataclass(frozen=True)
class Taken:
    """What was written."""

    landscape: Landscape  # its settings alone
    rows: dict[str, int]  # of every table that there is a file of


def write_tables(
    store: Store, selection: Selection, folder: Path, form: Form, progress: Progress, omit: Collection[str] = ()
) -> Taken:
    """Writes every table of what is shown as a file of `folder`, which is there, without the records of `omit`.

    Raises NotTaken, OSError, and whatever `progress` raises.
    """
    assert isinstance(store.path, Path), "a store in a database is not written whole"
    part = Shown(store, selection, tuple(omit))
    of, behind, rows = part.shares, 0.0, {}
    with _told(), _opened(store, folder) as connection:
        for statement, given in part.prepared(connection):
            progress(0.0)
            connection.execute(statement, given)
        for name in TABLES:

            def told(share: float, begun: float = behind, weight: float = of[name]) -> None:
                progress(begun + share * weight)

            file = folder / f"{name}.{form}"
            source = f"SELECT {_cells(name, form)} FROM ({part.table(name)})"
            many = _run(connection, f"COPY ({source}) TO {quoted(file)} ({_HOW[form]})", told)
            if many or name not in OPTIONAL:
                rows[name] = many
            else:
                file.unlink()
            behind += of[name]
    return Taken(part.landscape, rows)


def write_held_tables(landscape: Landscape, folder: Path, form: Form) -> dict[str, int]:
    """The same of a landscape that is held; how many rows each table has."""
    rows = {}
    with _bare(folder) as connection:
        for name in TABLES:
            records = getattr(landscape, name)
            if not records and name in OPTIONAL:
                continue
            cells = {column: pd.Series(cells_of(records, column), dtype=str) for column in fields_of(TABLES[name])}
            connection.register("held", pd.DataFrame(cells))
            listed = ", ".join(f'CAST("{column}" AS VARCHAR) AS "{column}"' for column in cells)
            source = f"SELECT {_cells(name, form)} FROM (SELECT {listed} FROM held)"
            connection.execute(f"COPY ({source}) TO {quoted(folder / f'{name}.{form}')} ({_HOW[form]})")
            connection.unregister("held")
            rows[name] = len(records)
    return rows


# --- the connection ------------------------------------------------------------------------------------------------


@contextmanager
def _bare(folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that reads and writes nothing but what is in a folder."""
    config: Any = {"memory_limit": MEMORY, "autoinstall_known_extensions": False, "autoload_known_extensions": False}
    with duckdb.connect(":memory:", config=config | {"temp_directory": str(folder / "spill")}) as connection:
        connection.execute("SET enable_progress_bar = true; SET enable_progress_bar_print = false")
        connection.execute(f"SET allowed_directories = [{quoted(folder)}]")
        connection.execute(_IN_ORDER)
        connection.execute(_CLEAN)
        connection.execute(_GUARDED)
        yield connection


_SAME = (
    "SELECT value FROM about WHERE key = 'hash'",
    "SELECT count(*), bit_xor(hash(node || ' ' || id)) FROM nodes",
    "SELECT count(*), bit_xor(hash(row || ' ' || id)) FROM told",
)
"""What is asked of the open store and of the file: what is shown is known by the numbers of rows."""


@contextmanager
def _opened(store: Store, folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A store, besides: a file from elsewhere may hold views, which read nothing but it and what is being written.

    Raises NotTaken where another store stands at its path by now.
    """
    assert isinstance(store.path, Path)
    with _bare(folder) as connection:
        try:
            connection.execute(f"ATTACH {quoted(store.path)} AS store (READ_ONLY)")
            connection.execute("USE store")
            found = [connection.execute(sql).fetchall() for sql in _SAME]
        except (duckdb.IOException, duckdb.CatalogException) as error:
            raise NotTaken(CHANGED) from error
        if found != [store.rows(sql) for sql in _SAME]:
            raise NotTaken(CHANGED)
        connection.execute("SET enable_external_access = false")
        yield connection


@contextmanager
def _told() -> Iterator[None]:
    """Inside, what DuckDB raises is said in words. Raises NotTaken, OSError."""
    try:
        yield
    except duckdb.OutOfMemoryException as error:
        raise NotTaken(TOO_LARGE) from error
    except duckdb.Error as error:
        raise OSError(None, str(error).partition("\n")[0]) from error


def _run(connection: duckdb.DuckDBPyConnection, sql: str, progress: Progress) -> int:
    """Runs a statement that writes rows, and tells how far it is; interrupts it where nobody wants it any more."""
    found: list[Any] = []

    def work() -> None:
        try:
            found.append(connection.execute(sql).fetchall()[0][0])
        except Exception as error:
            found.append(error)

    thread = Thread(target=work, daemon=True)
    thread.start()
    try:
        while thread.is_alive():
            thread.join(LOOK)
            progress(min(max(connection.query_progress(), 0.0), 100.0) / 100 if thread.is_alive() else 1.0)
    except BaseException:
        while thread.is_alive():
            connection.interrupt()
            thread.join(LOOK)
        raise
    (many,) = found
    if isinstance(many, Exception):
        raise many
    return int(many)


# --- cells ---------------------------------------------------------------------------------------------------------

_CONTROLS = r"[\x{00}-\x{08}\x{0b}\x{0c}\x{0e}-\x{1f}\x{7f}-\x{9f}\x{fffe}\x{ffff}]"
_CLEAN = f"""
    CREATE TEMP MACRO clean(cell) AS CASE WHEN regexp_matches(cell, '{_CONTROLS}|\\r') THEN regexp_replace(
        replace(replace(cell, chr(13) || chr(10), chr(10)), chr(13), chr(10)), '{_CONTROLS}', '{chr(0xFFFD)}', 'g')
    ELSE cell END"""
"""What no file can hold is replaced, as `excerpt.cleaned_text` says."""

_GAP = r"[\s\x{0b}\x{1c}-\x{1f}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]"
_GUARDED = rf"""
    CREATE TEMP MACRO guarded(cell) AS CASE
        WHEN regexp_matches(cell, '^''*(?:{_GAP}*[=+\-@＝＋－＠]|[\t\r])')
            AND NOT regexp_matches(cell, '^-[0-9]+(?:[.,][0-9]+)*$') THEN '''' || cell
        ELSE nullif(cell, '') END"""
"""A cell as CSV has it: see `characters.guarded`; an empty one is nothing."""


def _cells(name: str, form: Form) -> str:
    """The columns of a table as files have them."""
    made = "guarded(clean({0})) AS {0}" if form == "csv" else "clean({0}) AS {0}"
    return ", ".join(made.format(f'"{column}"') for column in fields_of(TABLES[name]))
