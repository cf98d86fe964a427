"""The words of `build` in; a store written, or one sentence on why not."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

import duckdb

from explorer.data.saved import open_landscape
from explorer.landscape import Landscape
from explorer.store.address import BadAddress, Database, Place, place_of
from explorer.store.build import build_store
from explorer.store.copying import NotCopied, copy_store
from explorer.store.opened import SUFFIX, is_store, open_store
from explorer.store.written import written_in

NOT_WRITTEN = 2
"""Exit code where the store cannot be written."""


def add_build(commands: Any, usual: Path) -> None:
    """Adds `build` to the words that the command line knows; `usual` is the landscape where none is named."""
    words = commands.add_parser("build", help="write a store, which opens at once, beside the tables it is made of")
    words.add_argument(
        "data",
        type=read_place,
        nargs="?",
        default=usual,
        metavar="DIR",
        help="the landscape's folder, a store, or the address of a database with tables as a folder has them",
    )
    words.add_argument(
        "--out",
        type=_store_place,
        required=True,
        metavar="FILE",
        help=f"a file whose name ends in {SUFFIX}, or the address of a database: postgres://, clickhouse://, spark://",
    )
    words.set_defaults(run=_build)


def _build(chosen: argparse.Namespace) -> int:
    if isinstance(chosen.out, Database):
        return _build_in(chosen.out, chosen.data)
    landscape = _landscape(chosen.data)
    folder = chosen.data if chosen.data.is_dir() else None
    try:
        if chosen.out.is_dir():
            raise OSError(None, "it is a folder")
        build_store(landscape, chosen.out, folder, _progress)
    except (OSError, duckdb.Error) as error:
        print(f"{chosen.out} cannot be written ({_why(error)}).", file=sys.stderr)
        return NOT_WRITTEN
    size = chosen.out.stat().st_size / 1e6
    print(
        f"{chosen.out} is written: {len(landscape.events):,} events, {len(landscape.relations):,} relations, "
        f"{size:.0f} MB."
    )
    return 0


def _build_in(database: Database, data: Place) -> int:
    """Copies the tables of a store to a database; of a folder one that is built for the while."""
    try:
        with tempfile.TemporaryDirectory() as made:
            file = data if isinstance(data, Path) and is_store(data) else Path(made) / f"store{SUFFIX}"
            if file != data:
                folder = data if isinstance(data, Path) and data.is_dir() else None
                build_store(_landscape(data), file, folder, _progress)
            counts = open_store(file).counts
            copy_store(file, database, _progress)
    except (OSError, duckdb.Error, NotCopied) as error:
        print(error if isinstance(error, NotCopied) else f"No store can be built ({_why(error)}).", file=sys.stderr)
        return NOT_WRITTEN
    print(f"{database} is written: {counts['events']:,} events, {counts['relations']:,} relations.")
    return 0


def _landscape(data: Place) -> Landscape:
    return written_in(data) if isinstance(data, Database) else open_landscape(data)


def _why(error: Exception) -> str:
    if isinstance(error, OSError) and error.errno:
        return os.strerror(error.errno)
    return (isinstance(error, OSError) and error.strerror) or str(error).partition("\n")[0]


def _progress(words: str, done: int, of: int) -> None:
    """Tells how far building is: on a terminal in one line that changes."""
    if sys.stderr.isatty():
        print(f"\r{100 * done // of:3} % {words:<20}", end="\n" if done == of else "", file=sys.stderr, flush=True)
    elif done == of or not done:
        print(f"{100 * done // of} %", file=sys.stderr, flush=True)


def read_place(text: str) -> Place:
    """A path or a database, as a word of the command line. Raises ArgumentTypeError."""
    try:
        return place_of(text)
    except BadAddress as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _store_place(text: str) -> Place:
    place = read_place(text)
    if isinstance(place, Path) and not text.lower().endswith(SUFFIX):
        raise argparse.ArgumentTypeError(f"“{text}” is not the name of a store: end it in {SUFFIX}")
    return place
