"""Tables or views of an existing database, with the columns of a folder's files, in; such a folder, for a while, out.

`landscape` has one row and one column, `toml`: the text of a landscape.toml. `events`, `actors`, `sources` … have the
columns of the files of those names, as texts, dates or numbers; what is absent is empty. All is checked as a folder is.
"""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from explorer.data.checks.validation import TOML
from explorer.data.load import TABLES
from explorer.errors import BrokenLandscape, Problem
from explorer.records import fields_of
from explorer.store.engines.address import Database
from explorer.store.engines.databases import connected
from explorer.store.engines.engine import Engine, NotAnswered
from explorer.store.opened import unanswered

NAMED = "landscape"
"""The table that says what a folder's landscape.toml says."""


@contextmanager
def folder_of(database: Database) -> Iterator[Path]:
    """A folder with what stands there, gone after the block. Raises BrokenLandscape where a table lacks, its rows
    cannot be put in order, or nobody answers."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / database.path[-1].replace("/", "_")
        folder.mkdir()
        _write_all(database, folder)
        yield folder


def _write_all(database: Database, folder: Path) -> None:
    try:
        engine = connected(database)
        there = engine.columns([NAMED, *TABLES])
        if "toml" not in there.get(NAMED, ()):
            what = f"has no table called {NAMED} with a column called toml"
            mend = f"make a view with one row, whose toml is the text of a {TOML}"
            raise BrokenLandscape([Problem(str(database), None, None, what, mend)])
        said = engine.rows(f"SELECT toml FROM {NAMED}")
        (folder / TOML).write_text("".join(str(text) for (text,) in said), encoding="utf-8")
        for name in TABLES:
            _write(engine, folder, name, there.get(name, set()), database)
    except NotAnswered as error:
        raise unanswered(database, error) from None


def _write(engine: Engine, folder: Path, name: str, there: set[str], database: Database) -> None:
    """Writes a table as its file, with those of its columns that are there; its rows in the order of `row` where there
    is one, else of what stands in them."""
    columns, order = list(fields_of(TABLES[name])), ["row"] if "row" in there else []
    asked = ", ".join(f't."{column}"' if column in there else "''" for column in (*order, *columns))
    rows: list[tuple[Any, ...]] = engine.rows(f"SELECT {asked} FROM {name} t") if there else []
    texts = [tuple("" if cell is None else str(cell) for cell in row[len(order) :]) for row in rows]
    if order and any(row[0] is None for row in rows):
        mend = "number every row, or leave the column out of the view"
        raise BrokenLandscape([Problem(str(database), None, "row", f"a cell is empty in {name}", mend)])
    if order:
        texts = [text for _, text in sorted(zip((row[0] for row in rows), texts, strict=True))]
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([columns, *(texts if order else sorted(texts))])
