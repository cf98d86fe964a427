"""A store's file and the address of a database in; the same tables there. Whole or not at all: until all is written,
readers find what stood there before (PostgreSQL), or are told that it is not finished (ClickHouse, Spark).

Tables of anybody else's are never written over.
"""

from __future__ import annotations

import importlib
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from explorer.errors import ExplorerError
from explorer.store.building.build import Progress
from explorer.store.engines.address import Database
from explorer.store.engines.databases import LiteralEngine, PostgresEngine, connected, plainly
from explorer.store.engines.engine import NAME, FileEngine, NotAnswered
from explorer.store.engines.portable import Dialect
from explorer.store.schema import ASKED, FORMAT

OURS = FORMAT.partition("/")[0]
UNFINISHED = f"{OURS}/unfinished"
"""The format that `about` tells while tables are written one by one."""

NEW = "__new"
"""How a table is called while it is being written."""

KEYS = {
    "about": ("key",),
    "nodes": ("node", "id", "instrument"),
    "relations": ("row", "subject", "object"),
    "told": ("place",),
    "told_at": ("rowid",),
    "halves": ("node", "relation"),
    "claimed": ("node",),
    "numbered": ("source", "number"),
    "words": ("place", "word"),
    "word_rows": ("word",),
    "names": ("name",),
    "instruments": ("row", "id"),
    "provisions": ("row", "instrument"),
    "claims": ("row", "about"),
    "sources": ("row", "id"),
    "passages": ("row", "source"),
}
"""By what rows are looked up; of every other table by `row`. The first is what a table is ordered by where it is."""

_TYPES: dict[Dialect, dict[str, str]] = {
    "postgres": {
        "INTEGER": "integer",
        "BOOLEAN": "boolean",
        "VARCHAR": 'text COLLATE "C"',
        "SMALLINT": "smallint",
        "TINYINT": "smallint",
    },
    "clickhouse": {
        "INTEGER": "Int32",
        "BOOLEAN": "Bool",
        "VARCHAR": "String",
        "SMALLINT": "Int16",
        "TINYINT": "Int8",
    },
}

AT_ONCE = 100_000
"""Rows that are written at a time."""

Columns = list[tuple[str, str]]
"""Names, and types as DuckDB calls them."""


class NotCopied(ExplorerError):
    """A database that the tables are not written to; its text says why and what to do."""


class LeftUnfinished(KeyboardInterrupt):
    """Somebody stopped it when some tables were written and others not."""


def copy_store(path: Path, database: Database, progress: Progress) -> None:
    """Raises NotCopied, LeftUnfinished."""
    write = _WAYS.get(database.dialect)
    if write is None:
        raise NotCopied(
            f"{database}: tables are not written through Trino — write them to the database behind it, and serve that "
            "through Trino."
        )
    file = FileEngine.of(path)
    try:
        engine = connected(database, making=True)
        there = engine.columns([*ASKED])
        if there and not _is_ours(engine, there):
            raise NotCopied(
                f"{database} has a table called {min(there)} that is none of a store, and is left as it is — name a "
                "schema or database that is empty."
            )
        write(engine, file, progress)
    except NotAnswered as error:
        raise NotCopied(f"{database} cannot be written ({error}).") from None
    finally:
        file.connection.close()


def _is_ours(engine: PostgresEngine | LiteralEngine, there: dict[str, set[str]]) -> bool:
    """Whether `about` tells of a store; but in PostgreSQL it is empty for the moment in which what it tells changes."""
    if there.get("about") != {*ASKED["about"]}:
        return False
    told = dict(engine.rows("SELECT key, value FROM about"))
    is_changing = not told and isinstance(engine, LiteralEngine)
    return is_changing or str(told.get("format")).startswith(OURS)


def columns_of(file: FileEngine, table: str) -> Columns:
    """The columns of a table that a database has."""
    sql = f"SELECT column_name, data_type FROM duckdb_columns() WHERE database_name = '{NAME}' AND table_name = ?"
    return [
        *([("rowid", "INTEGER")] if table == "told_at" else []),
        *file.rows(f"{sql} ORDER BY column_index", [table]),
    ]


def table_made(table: str, columns: Columns, dialect: Dialect, name: str = "") -> str:
    """The words that make a table."""
    kinds = _TYPES[dialect]
    told = ", ".join(
        f'"{column}" {kinds[kind]}{" NOT NULL" if dialect == "postgres" else ""}' for column, kind in columns
    )
    order = f" ENGINE = MergeTree ORDER BY {_keys(table)[0]}" if dialect == "clickhouse" else ""
    return f'CREATE TABLE "{name or table}" ({told}){order}'


def _keys(table: str) -> tuple[str, ...]:
    return KEYS.get(table, ("row",))


def _tables(progress: Progress) -> Iterator[str]:
    """All tables, what is said of the whole last."""
    every = [*sorted(ASKED.keys() - {"about"}), "about"]
    for done, table in enumerate(every):
        progress(table, done, len(every))
        yield table
    progress("done", len(every), len(every))


def _selected(file: FileEngine, table: str) -> str:
    columns = ", ".join(f'"{column}"' if column != "rowid" else column for column, _ in columns_of(file, table))
    return f"SELECT {columns} FROM {NAME}.{table}"


def _batches(file: FileEngine, table: str) -> Any:
    """A table's rows as Arrow has them, so many at a time."""
    return file.connection.cursor().sql(_selected(file, table)).to_arrow_reader(AT_ONCE)


def _csv(rows: Any) -> bytes:
    """Rows as PostgreSQL reads them: what is empty is a text, as nothing is unknown."""
    csv = importlib.import_module("pyarrow.csv")
    told = io.BytesIO()
    csv.write_csv(rows, told, csv.WriteOptions(include_header=False, quoting_style="all_valid"))
    return told.getvalue()


def _into_postgres(engine: Any, file: FileEngine, progress: Progress) -> None:
    """In one transaction: new tables beside those that are there, whose names they take at the end."""

    def written(connection: Any) -> None:
        driver = connection.con
        with driver.transaction():
            for table in _tables(progress):
                driver.execute(table_made(table, columns_of(file, table), "postgres", f"{table}{NEW}"))
                with driver.cursor().copy(f'COPY "{table}{NEW}" FROM STDIN (FORMAT CSV)') as copy:
                    for rows in _batches(file, table):
                        copy.write(_csv(rows))
                for key in _keys(table):
                    driver.execute(f'CREATE INDEX ON "{table}{NEW}" ("{key}")')
                driver.execute(f'ANALYZE "{table}{NEW}"')
            for table in ASKED:
                driver.execute(f'DROP TABLE IF EXISTS "{table}"')
                driver.execute(f'ALTER TABLE "{table}{NEW}" RENAME TO "{table}"')

    assert isinstance(engine, PostgresEngine)
    engine.answered(written)


@contextmanager
def _one_by_one(engine: LiteralEngine) -> Iterator[None]:
    """Inside, tables are written one after the other. Raises LeftUnfinished, NotAnswered."""
    try:
        with plainly(engine.told):
            yield
    except KeyboardInterrupt:
        raise LeftUnfinished from None


def _into_clickhouse(engine: Any, file: FileEngine, progress: Progress) -> None:
    assert isinstance(engine, LiteralEngine)
    client = engine.connection.con
    about = table_made("about", columns_of(file, "about"), "clickhouse")
    with _one_by_one(engine):
        client.command(about.replace("CREATE TABLE", "CREATE TABLE IF NOT EXISTS", 1))
        client.command("TRUNCATE TABLE about")
        client.command(f"INSERT INTO about VALUES ('format', '{UNFINISHED}')")
        for table in _tables(progress):
            if table == "about":
                client.command("TRUNCATE TABLE about")
            else:
                client.command(f'DROP TABLE IF EXISTS "{table}"')
                client.command(table_made(table, columns_of(file, table), "clickhouse"))
            for rows in _batches(file, table):
                client.insert_arrow(table, rows)


def _into_spark(engine: Any, file: FileEngine, progress: Progress) -> None:
    assert isinstance(engine, LiteralEngine)
    ask = engine.connection.raw_sql
    with _one_by_one(engine):
        session = ask("CREATE TABLE IF NOT EXISTS about (key STRING, value STRING) USING parquet").sparkSession
        ask(f"INSERT OVERWRITE about VALUES ('format', '{UNFINISHED}')")
        for table in _tables(progress):
            rows = session.createDataFrame(_batches(file, table).read_all())
            if table == "about":
                rows.select("key", "value").write.insertInto("about", overwrite=True)
            else:
                rows.write.mode("overwrite").saveAsTable(table)


_WAYS: dict[Dialect, Callable[[Any, FileEngine, Progress], None]] = {
    "postgres": _into_postgres,
    "clickhouse": _into_clickhouse,
    "spark": _into_spark,
}
