"""The address of a database in; an engine that puts questions there, out: PostgreSQL, ClickHouse, Trino, Spark.

ibis makes the connections, `portable.py` says the questions in each engine's words. Both are extras. Nothing is asked
of another host than the address names, and nothing is written but by `copying.py`.
"""

from __future__ import annotations

import importlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from explorer.cache import Abandoned
from explorer.store.engines.address import Database
from explorer.store.engines.engine import ORDER, NotAnswered, NotReached
from explorer.store.engines.portable import Dialect, literal, parts, plain_text
from explorer.store.engines.reader import broken_off

PATIENCE = 10
"""Seconds until a server has to have answered at all."""

BREAKING = 5
"""Seconds until a server has to have taken it that a question is to be broken off."""

MODULES: dict[Dialect, tuple[str, str]] = {
    "postgres": ("postgres", "psycopg"),
    "clickhouse": ("clickhouse", "clickhouse_connect"),
    "trino": ("trino", "trino"),
    "spark": ("pyspark", "pyspark"),
}
"""By dialect: what ibis calls it, and the module that it needs besides."""

T = TypeVar("T")

_LARGE = 100_000_000

CLICKHOUSE_SETTINGS = {
    "prefer_column_name_to_alias": 1,  # as SQL has it: what is selected under a name does not change what is asked
    "join_use_nulls": 1,
    "union_default_mode": "DISTINCT",
    "max_query_size": _LARGE,  # lists of records that are asked about stand in a question
    "max_ast_elements": _LARGE,
    "max_expanded_ast_elements": _LARGE,
}
"""What makes ClickHouse understand a question as the others do."""


class NotInstalled(NotAnswered):
    """An engine that needs an extra."""


def connected(database: Database, *, making: bool = False) -> PostgresEngine | LiteralEngine:
    """`making`: whether tables are to be made there. Raises NotAnswered, of which NotReached and NotInstalled."""
    backend = _backend(database)
    if database.dialect == "postgres":
        return PostgresEngine(lambda: _postgres(backend, database, making), database.without_secrets)
    with plainly(database.without_secrets, NotReached):
        connection = _MADE[database.dialect](backend, database, making)
    return LiteralEngine(database.dialect, connection, _READ[database.dialect], database.without_secrets)


def _backend(database: Database) -> Any:
    """ibis's own of the kind. Raises NotInstalled."""
    name, driver = MODULES[database.dialect]
    try:
        importlib.import_module(driver)
        importlib.import_module("sqlglot")
        return getattr(importlib.import_module("ibis"), name)
    except (ImportError, AttributeError):
        raise NotInstalled(f".venv/bin/pip install '.[{database.dialect}]' in the explorer's folder") from None


@contextmanager
def plainly(told: Callable[[str], str], kind: type[NotAnswered] = NotAnswered) -> Iterator[None]:
    """Whatever a driver raises in the block becomes one line, without the password."""
    try:
        yield
    except NotAnswered:
        raise
    except Exception as error:  # every driver has its own
        text = " ".join(told(str(error)).split())
        raise kind(text[:300] or type(error).__name__) from None


def columns_of(rows: Sequence[tuple[Any, ...]], many: int) -> list[NDArray[Any]]:
    """Rows as columns: whole numbers, truths, or whatever it is; of none numbers."""
    if not rows:
        return [np.array([], dtype=np.int64) for _ in range(many)]
    return [_array(column) for column in zip(*rows, strict=True)]


def _array(column: Sequence[Any]) -> NDArray[Any]:
    kinds = {*map(type, column)}
    if kinds == {bool}:
        return np.array(column, dtype=bool)
    if kinds == {int}:
        return np.array(column, dtype=np.int64)
    found = np.empty(len(column), dtype=object)
    found[:] = column
    return found


# --- PostgreSQL ----------------------------------------------------------------------------------------------------


def _postgres(backend: Any, database: Database, making: bool) -> Any:
    name, *schema = database.path
    connection = backend.connect(
        host=database.host or None,
        port=database.port or 5432,
        user=database.user or None,
        password=database.password or None,
        database=name,
        **(_POSTGRES_SETTINGS | database.options),
    )
    driver = connection.con
    driver.prepare_threshold = None  # a pool between may not keep what was prepared
    path = driver.execute("SELECT quote_ident(%s)", [schema[0] if schema else "public"]).fetchone()[0]
    if not making:
        driver.execute("SET default_transaction_read_only = on")
    elif driver.execute("SELECT to_regnamespace(%s) IS NULL", [path]).fetchone()[0]:
        driver.execute(f"CREATE SCHEMA IF NOT EXISTS {path}")  # to ask for it takes a right, whether it is there or not
    driver.execute(f"SET search_path = {path}")
    driver.execute("SET jit = off")  # which takes longer than the question
    return connection


_POSTGRES_SETTINGS = {"connect_timeout": PATIENCE, "tcp_user_timeout": 1000 * PATIENCE, "keepalives_idle": 30}
"""So that a server that went away without a word is noticed."""


@dataclass(eq=False)
class _Breaking:
    """Has the server break off what it works out on a connection."""

    connection: Any
    begun: bool = False

    def __call__(self) -> None:
        self.begun = True
        self.connection.con.cancel_safe(timeout=BREAKING)


@dataclass(eq=False)
class PostgresEngine:
    """As many connections as are asked at once; each is used again."""

    connect: Callable[[], Any]
    told: Callable[[str], str]
    idle: list[Any] = field(default_factory=list, repr=False)
    process: int = field(default_factory=os.getpid, repr=False)

    def rows(self, sql: str, given: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        return self._asked(sql, given)[0]

    def arrays(self, sql: str, given: Sequence[Any] = ()) -> list[NDArray[Any]]:
        return columns_of(*self._asked(sql, given))

    def walk(self, table: str, *columns: str) -> list[NDArray[Any]]:
        """PostgreSQL packs the numbers of all rows into one value: read row by row they take ten times as long."""
        named = ", ".join(f"{column} AS c{place}" for place, column in enumerate(columns))
        [rows], _ = parts(f"SELECT {named}, {ORDER[table]} AS place FROM {table}", (), "postgres")

        def packed(connection: Any) -> list[NDArray[Any]]:
            kinds = [column.type_code for column in connection.con.execute(f"{rows} LIMIT 0").description[:-1]]
            row = " || ".join(f"{_PACKED[kind][0]}(c{place})" for place, kind in enumerate(kinds))
            sql = f"SELECT count(*), string_agg({row}, ''::bytea ORDER BY place) FROM ({rows}) AS found"
            many, told = connection.con.cursor(binary=True).execute(sql).fetchone()
            return unpacked(told or b"", many, [_PACKED[kind][1] for kind in kinds])

        return self.answered(packed)

    def columns(self, among: Iterable[str]) -> dict[str, set[str]]:
        def found(connection: Any) -> dict[str, set[str]]:
            schema = connection.con.execute("SELECT current_schema()").fetchone()[0]
            there = {*connection.list_tables(database=schema)} if schema else set()
            return {name: {*connection.get_schema(name, database=schema)} for name in there.intersection(among)}

        return self.answered(found)

    def _asked(self, sql: str, given: Sequence[Any]) -> tuple[list[tuple[Any, ...]], int]:
        texts, values = parts(sql, given, "postgres")
        text = "%s".join(part.replace("%", "%%") for part in texts)

        def asked(connection: Any) -> tuple[list[tuple[Any, ...]], int]:
            cursor = connection.con.execute(text, list(map(_taken_by_postgres, values)))
            return cursor.fetchall(), len(cursor.description)

        return self.answered(asked)

    def answered(self, ask: Callable[[Any], T]) -> T:
        """What one connection answers; where it was used before and has been lost meanwhile, another. Raises Abandoned
        where whoever asked has left: the server is told to break off. A process asks by no connection of another's."""
        if self.process != os.getpid():
            self.idle, self.process = [], os.getpid()
        while True:
            was_idle = bool(self.idle)
            try:
                connection = self.idle.pop()
            except IndexError:
                was_idle = False
                with plainly(self.told, NotReached):
                    connection = self.connect()
            breaking = _Breaking(connection)
            try:
                with broken_off(breaking), plainly(self.told):
                    found = ask(connection)
            except Abandoned:
                self.idle.append(connection)
                raise
            except NotAnswered as error:
                is_lost = connection.con.closed
                connection.con.close()
                if breaking.begun:
                    raise Abandoned from None
                if was_idle and is_lost:
                    continue
                raise (NotReached(str(error)) if is_lost else error) from None
            if breaking.begun:  # too late: the next question would be broken off
                connection.con.close()
            else:
                self.idle.append(connection)
            return found


def _taken_by_postgres(value: Any) -> Any:
    if isinstance(value, list):
        return list(map(_taken_by_postgres, value))
    return plain_text(value) if isinstance(value, str) else value


def unpacked(told: bytes, many: int, kinds: Sequence[str]) -> list[NDArray[Any]]:
    """The columns of rows that are packed one behind the other. Raises NotAnswered where a cell was empty."""
    row = np.dtype([(f"c{place}", kind) for place, kind in enumerate(kinds)])
    if len(told) != many * row.itemsize:
        raise NotAnswered("a cell is empty that holds a number")
    rows = np.frombuffer(told, row)
    return [rows[name].astype(row[name].newbyteorder("=")) for name in row.names or ()]


_PACKED = {16: ("boolsend", "?"), 20: ("int8send", ">i8"), 21: ("int2send", ">i2"), 23: ("int4send", ">i4")}
"""By PostgreSQL's number of a type: what packs a value, and how it lies there."""


# --- the others ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class LiteralEngine:
    """An engine to which everything given is told in the text of the question."""

    dialect: Dialect
    connection: Any
    read: Callable[[Any, str], list[NDArray[Any]]]
    told: Callable[[str], str] = str

    def rows(self, sql: str, given: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        return list(zip(*(column.tolist() for column in self.arrays(sql, given)), strict=True))

    def arrays(self, sql: str, given: Sequence[Any] = ()) -> list[NDArray[Any]]:
        texts, values = parts(sql, given, self.dialect)
        filled = [literal(value, self.dialect) for value in values]
        text = "".join(part for both in zip(texts, [*filled, ""], strict=True) for part in both)
        with broken_off(lambda: None), plainly(self.told):  # one that has begun goes on to its end
            return self.read(self.connection, text)

    def walk(self, table: str, *columns: str) -> list[NDArray[Any]]:
        return self.arrays(f"SELECT {', '.join(columns)} FROM {table} ORDER BY {ORDER[table]}")

    def columns(self, among: Iterable[str]) -> dict[str, set[str]]:
        with plainly(self.told):
            there = {*self.connection.list_tables()}.intersection(among)
            return {name: {*self.connection.get_schema(name)} for name in there}


def from_arrow(table: Any) -> list[NDArray[Any]]:
    """The columns of a table of Arrow's: numbers and truths where no cell is empty, else whatever it is."""
    return [
        column.to_numpy()
        if str(column.type).startswith(_NUMBERS) and not column.null_count
        else np.array(column.to_pylist(), dtype=object)
        for column in table.columns
    ]


_NUMBERS = ("int", "uint", "bool", "float", "double", "halffloat")


def _from_cursor(connection: Any, sql: str) -> list[NDArray[Any]]:
    cursor = connection.raw_sql(sql)
    return columns_of(cursor.fetchall(), len(cursor.description))


_READ: dict[Dialect, Callable[[Any, str], list[NDArray[Any]]]] = {
    "clickhouse": lambda connection, sql: from_arrow(connection.con.query_arrow(sql, use_strings=True)),
    "spark": lambda connection, sql: from_arrow(connection.raw_sql(sql).toArrow()),
    "trino": _from_cursor,
}


def _clickhouse(backend: Any, database: Database, making: bool) -> Any:
    settings = {"settings": CLICKHOUSE_SETTINGS, "connect_timeout": PATIENCE, "autogenerate_session_id": False}
    return backend.connect(
        host=database.host or "localhost",
        port=database.port,
        user=database.user or "default",
        password=database.password,
        database=database.path[0],
        **(settings | database.options),
    )


def _trino(backend: Any, database: Database, making: bool) -> Any:
    catalog, *schema = database.path
    return backend.connect(
        user=database.user or "explorer",
        auth=database.password or None,
        host=database.host or "localhost",
        port=database.port or 8080,
        database=catalog,
        schema=schema[0] if schema else None,
        **database.options,
    )


def _spark(backend: Any, database: Database, making: bool) -> Any:
    """A cluster; without a host, Spark on this machine."""
    session = importlib.import_module("pyspark.sql").SparkSession.builder
    session = session.master(f"spark://{database.host}:{database.port or 7077}" if database.host else "local[*]")
    for key, value in {**_SPARK_SETTINGS, **database.options}.items():
        session = session.config(key, value)
    connection = backend.connect(session.getOrCreate().newSession())  # which remembers what database is used
    name = f"`{database.path[0].replace('`', '``')}`"
    if making:
        connection.raw_sql(f"CREATE DATABASE IF NOT EXISTS {name}")
    connection.raw_sql(f"USE {name}")
    return connection


_SPARK_SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.filesourceTableRelationCacheSize": 0,  # else it looks for the files of tables that were built anew
}
_MADE: dict[Dialect, Callable[[Any, Database, bool], Any]] = {
    "clickhouse": _clickhouse,
    "trino": _trino,
    "spark": _spark,
}
