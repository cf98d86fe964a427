"""The words of `build` in; a store written, or one sentence on why not."""

from __future__ import annotations

import argparse
import os
import socket
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import duckdb

from explorer.data.saved import open_landscape
from explorer.errors import ExplorerError
from explorer.landscape import Landscape
from explorer.store.building.build import build_store
from explorer.store.building.copying import LeftUnfinished, NotCopied, copy_store
from explorer.store.building.folder_build import MOST_EVENTS, build_from_folder, is_large_folder
from explorer.store.building.written import folder_of
from explorer.store.engines.address import Database, Place, place_of
from explorer.store.opened import SUFFIX, is_store, open_store

T = TypeVar("T")

_MOST = f"events that are taken from a folder, ten times as many of other tables; {MOST_EVENTS:,} where it is not said"

STOPPED = 130
"""Exit code where somebody stopped it, as shells count it."""

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
    words.add_argument("--most-events", type=_count, default=MOST_EVENTS, metavar="N", help=_MOST)
    words.set_defaults(run=_build)


def _build(chosen: argparse.Namespace) -> int:
    to_file = isinstance(chosen.out, Path)
    try:
        rows = _build_file(chosen) if to_file else _build_in(chosen.out, chosen)
    except KeyboardInterrupt as stopped:
        state = "not whole until it is built again" if isinstance(stopped, LeftUnfinished) else "as it was"
        print(f"Stopped: {chosen.out} is {state}.", file=sys.stderr)
        return STOPPED
    except (OSError, duckdb.Error) as error:
        print(f"{chosen.out} cannot be written ({why(error)}).", file=sys.stderr)
        return NOT_WRITTEN
    except NotCopied as error:
        print(error, file=sys.stderr)
        return NOT_WRITTEN
    size = f", {chosen.out.stat().st_size / 1e6:.0f} MB" if to_file else ""
    print(f"{chosen.out} is written: {rows['events']:,} events, {rows['relations']:,} relations{size}.")
    return 0


def _build_file(chosen: argparse.Namespace) -> Mapping[str, int]:
    if chosen.out.is_dir():
        raise OSError(None, "it is a folder")
    return _written(chosen.data, chosen.out, chosen.most_events)


def _build_in(database: Database, chosen: argparse.Namespace) -> Mapping[str, int]:
    """Copies the tables of a store to a database; of a folder one that is built for the while."""
    with tempfile.TemporaryDirectory() as made:
        file = chosen.data
        if not (isinstance(file, Path) and is_store(file)):
            file = Path(made) / f"store{SUFFIX}"
            _written(chosen.data, file, chosen.most_events)
        rows = open_store(file).counts
        copy_store(file, database, _progress)
    return rows


def _written(data: Place, file: Path, most_events: int) -> Mapping[str, int]:
    """Builds a store as a file, of a large folder by columns. How many rows it has."""
    if isinstance(data, Database):
        with folder_of(data) as folder:
            return _written_of_folder(folder, file, most_events, beside=None)
    if data.is_dir():
        return _written_of_folder(data, file, most_events, beside=data)
    return _written_of_landscape(open_landscape(data), file, None)


def _written_of_folder(folder: Path, file: Path, most_events: int, *, beside: Path | None) -> Mapping[str, int]:
    """`beside`: the folder whose changes make the store stale."""
    if is_large_folder(folder):
        return build_from_folder(folder, file, most_events, _progress)
    return _written_of_landscape(open_landscape(folder), file, beside)


def _written_of_landscape(landscape: Landscape, file: Path, beside: Path | None) -> Mapping[str, int]:
    build_store(landscape, file, beside, _progress)
    return {"events": len(landscape.events), "relations": len(landscape.relations)}


def why(error: Exception) -> str:
    """What the system says, in words; its numbers for names of hosts are not those of its other errors."""
    if isinstance(error, OSError) and error.errno and not isinstance(error, socket.gaierror):
        return os.strerror(error.errno)
    return (isinstance(error, OSError) and error.strerror) or str(error).partition("\n")[0]


def _progress(words: str, done: int, of: int) -> None:
    """Tells how far building is: on a terminal in one line that changes."""
    if sys.stderr.isatty():
        print(f"\r{100 * done // of:3} % {words:<20}", end="\n" if done == of else "", file=sys.stderr, flush=True)
    elif done == of or not done:
        print(f"{100 * done // of} %", file=sys.stderr, flush=True)


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text) <= 100_000_000):
        raise argparse.ArgumentTypeError(f"“{text}” is not a number of events: write one such as 5000000")
    return int(text)


def word_read(read: Callable[[str], T]) -> Callable[[str], T]:
    """Reads a word of the command line; what is wrong with it is told as of all its words: ArgumentTypeError."""

    def value(text: str) -> T:
        try:
            return read(text)
        except (ExplorerError, ValueError) as error:
            raise argparse.ArgumentTypeError(str(error)) from None

    return value


read_place = word_read(place_of)
"""A path or a database."""


def read_path(text: str) -> Path:
    """A file or folder, as a word of the command line, where no database will do. Raises ArgumentTypeError."""
    if "://" in text or not isinstance(place := read_place(text), Path):
        raise argparse.ArgumentTypeError("the address of a database will not do here: name a file or folder")
    return place


def _store_place(text: str) -> Place:
    place = read_place(text)
    if isinstance(place, Path) and not text.lower().endswith(SUFFIX):
        raise argparse.ArgumentTypeError(f"“{text}” is not the name of a store: end it in {SUFFIX}")
    return place
