"""The words of `build` in; a store written, or one sentence on why not."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import Any

import duckdb

from explorer.data.saved import open_landscape
from explorer.store.build import build_store
from explorer.store.folder_build import MOST_EVENTS, build_from_folder, is_large_folder
from explorer.store.opened import SUFFIX

_MOST = f"events that are taken from a folder, ten times as many of other tables; {MOST_EVENTS:,} where it is not said"

STOPPED = 130
"""Exit code where somebody stopped it, as shells count it."""

NOT_WRITTEN = 2
"""Exit code where the store cannot be written."""


def add_build(commands: Any, usual: Path) -> None:
    """Adds `build` to the words that the command line knows; `usual` is the landscape where none is named."""
    words = commands.add_parser("build", help="write a store, which opens at once, beside the tables it is made of")
    words.add_argument("data", type=Path, nargs="?", default=usual, metavar="DIR", help="the landscape's folder")
    words.add_argument(
        "--out", type=_store_path, required=True, metavar="FILE", help=f"a file whose name ends in {SUFFIX}"
    )
    words.add_argument("--most-events", type=_count, default=MOST_EVENTS, metavar="N", help=_MOST)
    words.set_defaults(run=_build)


def _build(chosen: argparse.Namespace) -> int:
    folder = chosen.data if chosen.data.is_dir() else None
    by_column = folder is not None and is_large_folder(folder)
    landscape = None if by_column else open_landscape(chosen.data)
    try:
        if chosen.out.is_dir():
            raise OSError(None, "it is a folder")
        if landscape is not None:
            build_store(landscape, chosen.out, folder, _progress)
            rows = {"events": len(landscape.events), "relations": len(landscape.relations)}
        else:
            rows = build_from_folder(chosen.data, chosen.out, chosen.most_events, _progress)
    except KeyboardInterrupt:
        print(f"Stopped: {chosen.out} is as it was.", file=sys.stderr)
        return STOPPED
    except (OSError, duckdb.Error) as error:
        print(f"{chosen.out} cannot be written ({_why(error)}).", file=sys.stderr)
        return NOT_WRITTEN
    size = chosen.out.stat().st_size / 1e6
    print(f"{chosen.out} is written: {rows['events']:,} events, {rows['relations']:,} relations, {size:.0f} MB.")
    return 0


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


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text) <= 100_000_000):
        raise argparse.ArgumentTypeError(f"“{text}” is not a number of events: write one such as 5000000")
    return int(text)


def _store_path(text: str) -> Path:
    if not text.lower().endswith(SUFFIX):
        raise argparse.ArgumentTypeError(f"“{text}” is not the name of a store: end it in {SUFFIX}")
    return Path(text)
