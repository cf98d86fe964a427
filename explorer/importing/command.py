"""The words of `new` and `import` in; a folder written, and what is said about it."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, get_args

from explorer.data.checks.validation import TOML
from explorer.data.dates.written_dates import Order
from explorer.errors import ExplorerError
from explorer.importing.asking import Question
from explorer.importing.formats.mapping import formats_told
from explorer.importing.kept import (
    NOTE,
    Difference,
    Kept,
    NotWritten,
    changed_files,
    checked,
    difference,
    folder_kept,
    new_files,
    put_changes,
    put_new,
)
from explorer.importing.new import write_new
from explorer.importing.own import ONLY_ROWS, files_as_they_stand, own_landscape, settled_as_it_stands
from explorer.importing.reading import files_named, is_bibliography, rows_of_files, settled_rows
from explorer.importing.settling.making import Options
from explorer.importing.settling.settle import Settled
from explorer.importing.told import counts, first_told, note_text
from explorer.landscape import Landscape
from explorer.store.command import read_path
from explorer.written_file import writing


def add_commands(commands: Any) -> None:
    """Adds `new` and `import` to the words that the command line knows."""
    new_words = commands.add_parser("new", help="write a small landscape to begin with, as tables and as a workbook")
    new_words.add_argument("folder", type=read_path, metavar="DIR", help="a folder that is not there yet")
    new_words.set_defaults(run=_new)
    formats = commands.add_parser("formats", help="say which files of other tools are read, and what becomes what")
    formats.set_defaults(run=_formats)
    words = commands.add_parser("import", help="make a landscape of a workbook, CSV or a file of another tool")
    words.add_argument(
        "files", type=read_path, nargs="+", metavar="FILE", help=".xlsx, .csv or a format that `formats` lists"
    )
    words.add_argument(
        "--to", type=read_path, required=True, metavar="DIR", help="a new folder, or one imported before"
    )
    add_reading(words)
    words.add_argument("--dry-run", action="store_true", help="only say what would be made")
    words.add_argument("--update", action="store_true", help="write what differs into a folder imported before")
    words.set_defaults(run=_import)


def add_reading(words: Any) -> None:
    """Adds the options that say how a file of others is read."""
    words.add_argument(
        "--dates", choices=get_args(Order), help="3/4/2024: us March 4, eu 3 April, iso neither is written"
    )
    words.add_argument("--lane", default="", metavar="WORD", help="the level of rows that name none")
    words.add_argument("--title", default="", metavar="TEXT", help="what the landscape is called")


def _new(chosen: argparse.Namespace) -> int:
    for line in write_new(chosen.folder, date.today()):
        print(line)
    return 0


def _formats(_: argparse.Namespace) -> int:
    for line in formats_told():
        print(line)
    return 0


def _import(chosen: argparse.Namespace) -> int:
    options = Options(date.today(), chosen.dates, " ".join(chosen.lane.split()), " ".join(chosen.title.split()))
    try:
        for line in imported(chosen.files, chosen.to, options, dry_run=chosen.dry_run, update=chosen.update):
            print(line)
    except NotWritten:
        raise
    except ExplorerError as error:
        said = f"{error}{chr(10) if chr(10) in str(error) else ' '}Nothing was written."
        if not isinstance(error, Question):
            raise NotWritten(said) from None
        print(said, file=sys.stderr)
        return 2
    return 0


def imported(
    files: Sequence[Path], folder: Path, options: Options, *, dry_run: bool = False, update: bool = False
) -> list[str]:
    """Makes or updates a landscape's folder; what is to be said of it. Raises ExplorerError, with nothing written."""
    kept = folder_kept(folder)
    names = files_named(files)
    own, why_not = _own(files)
    if own is not None:
        settled = settled_as_it_stands(own, names[0])
        if kept is None:
            note = {NOTE: note_text(settled, options.today, names)}
            return _write_new(settled, folder, files_as_they_stand(own, settled) | note, dry_run)
        settled.not_kept.append(ONLY_ROWS)
        options = replace(options, today=own.as_of)
    else:
        read = rows_of_files(files)
        if kept and kept.by_hand and not is_bibliography(read):
            raise NotWritten(
                f"{folder} was not written by an import: it takes sources alone, from Zotero and the like — choose a "
                "new folder. Nothing was written."
            )
        settled = settled_rows(read, options, kept.before(names) if kept else None)
    if why_not:
        settled.guessed.insert(0, f"{names[0]} does not open as it stands ({why_not}): it was read as any workbook.")
    if kept is None:
        texts = new_files(settled, options.today, names) | {NOTE: note_text(settled, options.today, names)}
        return _write_new(settled, folder, texts, dry_run)
    return _write_changes(kept, settled, folder, options, names, write=update and not dry_run)


def _own(files: Sequence[Path]) -> tuple[Landscape | None, str]:
    """The landscape in the one file of ours among files, and why a workbook of ours is not read as it stands."""
    found = [(file, *own_landscape(file)) for file in files]
    if len(files) == 1:
        return found[0][1:]
    for file, own, _ in found:
        if own is not None:
            raise NotWritten(f"{file.name} holds a landscape of its own — import it by itself. Nothing was written.")
    return None, ""


# --- writing -------------------------------------------------------------------------------------------------------


def _write_new(settled: Settled, folder: Path, texts: Mapping[str, str], dry_run: bool) -> list[str]:
    place, landscape = checked(texts, settled, _beside(folder, dry_run))
    lines = _said(settled, landscape)
    if dry_run:
        shutil.rmtree(place, ignore_errors=True)
        return [*lines, f"Nothing was written; without --dry-run {folder} would be."]
    put_new(place, folder)
    return [
        *lines,
        f"Written: {folder} — see it with: python -m explorer serve {folder}",
        "Its network is laid out when it is first looked at, which takes some seconds; all else is there at once.",
    ]


def _beside(folder: Path, dry_run: bool) -> Path:
    """Where the folder is made before it is put in its place."""
    if dry_run:
        return Path(tempfile.gettempdir())
    with writing(folder, NotWritten):
        folder.absolute().parent.mkdir(parents=True, exist_ok=True)
    return folder.absolute().parent


def _write_changes(
    kept: Kept, settled: Settled, folder: Path, options: Options, names: Sequence[str], *, write: bool
) -> list[str]:
    found = difference(kept, settled, names)
    lines = _differs(found)
    if not found:
        return [*lines, f"Nothing has changed; {folder} is as it was."]
    texts = changed_files(found, folder, options.today)
    texts[NOTE] = note_text(settled, options.today, names)
    place, _ = checked(texts | _others(folder, texts), settled, _beside(folder, dry_run=not write))
    if not write:
        shutil.rmtree(place, ignore_errors=True)
        return [*lines, "Nothing was written; say --update to write this."]
    put_changes(place, folder, sorted(texts))
    return [*lines, f"Updated: {folder}"]


def _others(folder: Path, texts: Iterable[str]) -> dict[str, str]:
    """The tables of a folder that an import does not write, without which it would not load."""
    have = set(texts)
    return {
        file.name: file.read_text(encoding="utf-8-sig")
        for file in [*sorted(folder.glob("*.csv")), folder / TOML]
        if file.name not in have and file.is_file()
    }


# --- saying --------------------------------------------------------------------------------------------------------


def _said(settled: Settled, landscape: Landscape) -> list[str]:
    lines = [f"“{landscape.title}”: {counts(settled)}."]
    if not settled.rows["events"]:
        lines.append("No event is among them: the timeline stays empty until one is added, with a title and a date.")
    if settled.guessed:
        lines += ["", "What was guessed:", *first_told(settled.guessed)]
    if settled.not_kept:
        lines += ["", f"What was not kept (all of it is in {NOTE}):", *first_told(settled.not_kept)]
    return [*lines, ""]


def _differs(found: Difference) -> list[str]:
    lines = []
    if found:
        lines += [f"{len(found.added)} rows are new, {len(found.changed)} differ:"]
        lines += first_told([*found.changed, *found.added])
    if found.by_hand:
        lines += [
            f"{len(found.by_hand)} rows were changed by hand since, and stay as they are:",
            *first_told(found.by_hand),
        ]
    if found.gone:
        lines += [
            f"{len(found.gone)} rows are no longer in the file; they stay until you delete them:",
            *first_told(found.gone),
        ]
    return lines
