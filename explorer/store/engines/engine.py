"""Where a store's tables stand, and how a question is put there: a file of DuckDB's here, databases in `databases.py`.

A question is written once, in DuckDB's SQL, with `?` for each value that is given with it; `x IN (SELECT unnest(?))`
asks whether a column holds one of a list. `portable.py` says it in the words of other engines.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, TypeVar

import duckdb
import numpy as np
from numpy.typing import NDArray

from explorer.cache import Abandoned
from explorer.store.engines.reader import broken_off

T = TypeVar("T")

MEMORY = "160MB"
"""That answers work in at most, in each process; what is read stands there, too, as long as there is room."""

NAME = "store"
"""What the file is called in a statement."""

_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "memory_limit": MEMORY,
    "temp_directory": str(Path(tempfile.gettempdir()) / "policy-landscape-store"),  # beside the file nobody may write
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}


def quoted(text: object) -> str:
    """A text, or a path, as SQL writes it."""
    return "'" + str(text).replace("'", "''") + "'"


class NotAnswered(Exception):
    """An engine cannot answer; the text says why, without a password."""


class NotReached(NotAnswered):
    """Nobody is there to answer."""


class Engine(Protocol):
    """Asked from any thread. Every method raises NotAnswered, and Abandoned where whoever asked has left."""

    def rows(self, sql: str, given: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """The rows that a question finds."""

    def arrays(self, sql: str, given: Sequence[Any] = ()) -> list[NDArray[Any]]:
        """The same, column by column."""

    def walk(self, table: str, *columns: str) -> list[NDArray[Any]]:
        """Of every row of a table some numbers or truths, in the order of the rows."""

    def columns(self, among: Iterable[str]) -> dict[str, set[str]]:
        """Those of some tables that are there, by name, and their columns."""


ORDER = {"nodes": "node", "relations": "row"}
"""By what the tables that are walked through are ordered; a file of DuckDB's is, and need not be told."""


@dataclass(frozen=True, eq=False)
class FileEngine:
    """A file of DuckDB's, open to read."""

    connection: duckdb.DuckDBPyConnection

    @classmethod
    def of(cls, path: Path) -> FileEngine:
        """Raises NotAnswered where the file is none."""
        try:
            # Not by its path: under that DuckDB gives whoever comes later the file that stood there first.
            connection = duckdb.connect(":memory:", config=_CONFIG)
            connection.execute(f"ATTACH {quoted(path)} AS {NAME} (READ_ONLY)")
            connection.execute(f"USE {NAME}")
            # A file from elsewhere may hold views: they read nothing but the file.
            connection.execute("SET enable_external_access = false")
        except duckdb.Error as error:
            raise NotAnswered(_first_line(error)) from None
        return cls(connection)

    def rows(self, sql: str, given: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        return self._asked(sql, given, duckdb.DuckDBPyConnection.fetchall)

    def arrays(self, sql: str, given: Sequence[Any] = ()) -> list[NDArray[Any]]:
        found = self._asked(sql, given, duckdb.DuckDBPyConnection.fetchnumpy)
        return [np.ma.getdata(column) for column in found.values()]

    def walk(self, table: str, *columns: str) -> list[NDArray[Any]]:
        return self.arrays(f"SELECT {', '.join(columns)} FROM {table}")

    def columns(self, among: Iterable[str]) -> dict[str, set[str]]:
        sql = f"SELECT table_name, list(column_name) FROM duckdb_columns() WHERE database_name = '{NAME}' GROUP BY 1"
        return {table: {*columns, "rowid"} for table, columns in self.rows(sql) if table in {*among}}

    def _asked(self, sql: str, given: Sequence[Any], read: Callable[[duckdb.DuckDBPyConnection], T]) -> T:
        """The answer, which is worked out as it is read."""
        try:
            cursor = self.connection.cursor()
            cursor.execute(f"USE {NAME}")
            with broken_off(cursor.interrupt):
                return read(cursor.execute(sql, given))
        except duckdb.InterruptException:
            raise Abandoned from None
        except duckdb.Error as error:
            raise NotAnswered(_first_line(error)) from None


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]
