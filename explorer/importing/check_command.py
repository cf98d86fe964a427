"""The words of `check` in; what is wrong with a landscape, or what it rests on, out: of several in a folder each."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from explorer.data.checks.audit import audit
from explorer.data.checks.report import mended_words, report
from explorer.data.landscape_folders import landscape_paths
from explorer.data.sound import Opened
from explorer.errors import ExplorerError
from explorer.importing.file_read import is_of_others
from explorer.landscape import Landscape
from explorer.store.engines.address import Database, Place

SOUND, BROKEN, NOT_POSSIBLE = 0, 1, 2

Open = Callable[[Place], Landscape]
Read = Callable[[Path], Opened]


def add_check(commands: Any, add_folder: Callable[[argparse.ArgumentParser], None], opened: Open, read: Read) -> None:
    """Adds `check` to the words that the command line knows. `read` opens a file of others as far as it is sound."""
    words = commands.add_parser("check", help="say what is wrong with a landscape, or what it rests on")
    add_folder(words)
    words.add_argument("--fix", action="store_true", help="mend first, in the files, what has one answer")
    words.set_defaults(run=lambda chosen: _run(chosen, opened, read))


def _run(chosen: argparse.Namespace, opened: Open, read: Read) -> int:
    place: Place = chosen.data
    within = landscape_paths(place) if isinstance(place, Path) else {}
    if len(within) < 2:
        return _check(next(iter(within.values()), place), chosen.fix, opened, read)
    print(f"{place} holds {len(within)} landscapes: {', '.join(within)}.", flush=True)
    codes = []
    for name, folder in within.items():
        print(f"\n--- {name} ---\n", flush=True)
        try:
            codes.append(_check(folder, chosen.fix, opened, read))
        except ExplorerError as error:
            print(error, file=sys.stderr, flush=True)
            codes.append(BROKEN)
    return max(codes)


def _check(place: Place, fix: bool, opened: Open, read: Read) -> int:
    """Says it of one landscape. Raises ExplorerError where it cannot be loaded."""
    if fix and (isinstance(place, Database) or place.is_file()):
        print(f"--fix mends the tables of a folder — mend {place.name} where it is written.", file=sys.stderr)
        return NOT_POSSIBLE
    if isinstance(place, Path) and is_of_others(place):
        if (found := read(place)).broken:
            raise found.broken
    elif fix and isinstance(place, Path):
        try:
            print("\n".join(mended_words(place)))
        except OSError as error:
            print(f"{place} cannot be mended ({error.strerror or error}).", file=sys.stderr)
            return NOT_POSSIBLE
    landscape = opened(place)
    print("\n".join(report(landscape, audit(landscape))), flush=True)
    return SOUND
