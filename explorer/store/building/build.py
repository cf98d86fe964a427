"""A Landscape in; its store out, whole or not at all: the file stands under its name only once everything is in it."""

from __future__ import annotations

import hashlib
import json
import secrets
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd

from explorer.data.checks.audit import content_hash
from explorer.data.checks.validation import TOML
from explorer.data.load import TABLES
from explorer.landscape import Landscape
from explorer.order import places
from explorer.query.columns import first_day, last_day, layers
from explorer.records import Record, fields_of
from explorer.store.cells import cell_text, cells_of
from explorer.store.engines.engine import quoted
from explorer.store.schema import FORMAT, derivation
from explorer.store.words import write_words

Progress = Callable[[str, int, int], None]
"""Told what is being done, how many steps are behind and how many there are."""

MEMORY = "1GB"
"""That building takes at most, besides the landscape; what is more goes to disk meanwhile."""

DATED = {"sources": "published", "events": "date", "relations": "date"}
"""Tables of which dates are compared, with the column that holds them."""


def build_store(landscape: Landscape, path: Path, folder: Path | None, progress: Progress) -> None:
    """Writes the store of a landscape; `folder` is where it was loaded from. Raises OSError, duckdb.Error."""
    with new_store(path) as connection:
        tables = [(name, rows) for name in TABLES if (rows := table_frame(landscape, name)) is not None]
        steps = len(tables) + len(list(derivation())) + 1
        for done, (name, frame) in enumerate(tables):
            progress(name, done, steps)
            put(connection, "raw_relations" if name == "relations" else name, frame)
        write_about(connection, settings_of_landscape(landscape), content_hash(landscape), folder)
        derive(connection, progress, len(tables), steps)
        progress("done", steps, steps)


@contextmanager
def new_store(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A file that is being written; it takes its name when the block ends well, and is gone when it does not."""
    _clear_leftovers(path)
    unfinished = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    spilled = unfinished.with_suffix(".spill")
    try:
        with duckdb.connect(str(unfinished)) as connection:
            connection.execute(f"SET memory_limit = '{MEMORY}'")
            connection.execute(f"SET temp_directory = {quoted(spilled)}")
            connection.execute("SET preserve_insertion_order = true")
            connection.execute("SET enable_progress_bar = false")  # which writes over what is said of it here
            yield connection
            connection.execute("CHECKPOINT")
        unfinished.replace(path)
    finally:
        for left in (unfinished, unfinished.with_name(f"{unfinished.name}.wal")):
            left.unlink(missing_ok=True)
        shutil.rmtree(spilled, ignore_errors=True)


def _clear_leftovers(path: Path) -> None:
    """Removes what a build of the same file left that was killed; one that still runs holds its file locked."""
    for left in path.parent.glob(f".{path.name}.*.part"):
        try:
            duckdb.connect(str(left)).close()
        except duckdb.IOException as error:
            if "lock" in str(error).lower():
                continue
        except duckdb.Error:
            pass
        with suppress(OSError):
            left.unlink()
            left.with_name(f"{left.name}.wal").unlink(missing_ok=True)
            shutil.rmtree(left.with_suffix(".spill"), ignore_errors=True)


def derive(connection: duckdb.DuckDBPyConnection, progress: Progress, done: int = 0, of: int = 0) -> None:
    """Works out every other table from those that are written."""
    for place, (words, sql) in enumerate(derivation()):
        progress(words, done + place, of)
        connection.execute(sql)
    progress("words", of - 1, of)
    write_words(connection)


# --- tables --------------------------------------------------------------------------------------------------------


def table_frame(landscape: Landscape, name: str) -> pd.DataFrame:
    """A table as a store has it: its rows' numbers, its cells, and what is worked out of them here."""
    rows: Sequence[Record] = getattr(landscape, name)
    frame = pd.DataFrame({"row": np.arange(len(rows), dtype=np.int32)})
    for column in fields_of(TABLES[name]):
        frame[column] = pd.Series(cells_of(rows, column), dtype=str)
    if name in DATED:
        dates = [getattr(row, DATED[name]) for row in rows]
        frame["earliest"] = np.fromiter((first_day(when) if when else 0 for when in dates), dtype=np.int32)
        frame["latest"] = np.fromiter((last_day(when) if when else 0 for when in dates), dtype=np.int32)
    if name == "events":
        order = places(landscape)
        frame["lasting"] = np.array([event.date.precision == "interval" for event in landscape.events], dtype=bool)
        frame["place"] = np.fromiter((order[event.id] for event in landscape.events), dtype=np.int32)
    if name == "relations":
        node = {id: place for place, id in enumerate(landscape.records)}
        for end in ("subject", "object"):
            frame[end] = np.fromiter((node[getattr(row, end)] for row in landscape.relations), dtype=np.int32)
    return frame


def put(connection: duckdb.DuckDBPyConnection, name: str, frame: pd.DataFrame) -> None:
    """Writes a table; relations as they are written stand only until the rest is worked out."""
    kept = "TEMP TABLE" if name == "raw_relations" else "TABLE"
    columns = ", ".join(f'CAST("{column}" AS {_type(frame[column])}) AS "{column}"' for column in frame)
    with_frame(connection, frame, f"CREATE {kept} {name} AS SELECT {columns} FROM frame")


def with_frame(connection: duckdb.DuckDBPyConnection, frame: pd.DataFrame, sql: str) -> None:
    """Executes a statement that reads some rows, which it calls `frame`."""
    connection.register("frame", frame)
    connection.execute(sql)
    connection.unregister("frame")


def _type(column: pd.Series[Any]) -> str:
    return {"i": "INTEGER", "b": "BOOLEAN"}.get(column.dtype.kind, "VARCHAR")


# --- what is said of the whole --------------------------------------------------------------------------------------


def settings_of_landscape(landscape: Landscape) -> dict[str, Any]:
    """What landscape.toml says, as JSON has it; and the places of what filters choose among."""
    told: dict[str, Any] = {
        name: getattr(landscape, name)
        for name in ("id", "title", "summary", "licence", "default_view", "notes", "lane_word")
    }
    told |= {name: day.isoformat() if (day := getattr(landscape, name)) else "" for name in ("as_of", "checked")}
    told["lead"] = [[sentence.text, cell_text(sentence.sources)] for sentence in landscape.lead]
    for name in ("lanes", "layers", "kinds"):
        told[name] = [[getattr(row, field) for field in fields_of(type(row))] for row in getattr(landscape, name)]
    told["layer_ids"] = layers(landscape)
    told["kind_ids"] = sorted({event.kind for event in landscape.events})
    return told


def write_about(
    connection: duckdb.DuckDBPyConnection, settings: Mapping[str, Any], hash: str, folder: Path | None
) -> None:
    """Writes what is said of the whole; before `derive`, which compares by the places of lanes, kinds and layers."""
    told = {
        "format": FORMAT,
        "hash": hash,
        "settings": json.dumps(settings, ensure_ascii=False),
        "folder": str(folder.resolve()) if folder else "",
        "files": json.dumps(fingerprints(folder) if folder else {}),
    }
    put(connection, "about", pd.DataFrame({"key": list(told), "value": list(told.values())}, dtype=str))
    lead = pd.DataFrame({"row": np.arange(len(settings["lead"]), dtype=np.int32)})
    put(connection, "lead", lead.assign(sources=pd.Series([cited for _, cited in settings["lead"]], dtype=str)))
    ids = {"lanes": [lane[0] for lane in settings["lanes"]], "kinds": settings["kind_ids"]}
    for name, known in (ids | {"layers": settings["layer_ids"]}).items():
        frame = pd.DataFrame({"place": np.arange(len(known), dtype=np.int32)})
        put(connection, name, frame.assign(id=pd.Series(list(known), dtype=str)))


# --- the files that a store was built from -------------------------------------------------------------------------

Fingerprint = list[Any]
"""Size in bytes, time of the last change in ns, SHA-256."""


def fingerprints(folder: Path, known: Mapping[str, Fingerprint] | None = None) -> dict[str, Fingerprint]:
    """What tells one state of a landscape's files from another, by their names.

    A file of the same size and time of change as `known` says is taken to be the same, and not read.
    """
    found = {}
    for name in (TOML, *(f"{table}.{form}" for table in TABLES for form in ("csv", "parquet"))):
        file = folder / name
        with suppress(OSError):
            facts = file.stat()
            before = (known or {}).get(name)
            if before and before[:2] == [facts.st_size, facts.st_mtime_ns]:
                found[name] = list(before)
                continue
            with file.open("rb") as opened:
                found[name] = [facts.st_size, facts.st_mtime_ns, hashlib.file_digest(opened, "sha256").hexdigest()]
    return found
