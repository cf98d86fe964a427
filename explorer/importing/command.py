"""The words of `new` and `import` in; a folder written, and what is said about it."""

from __future__ import annotations

import argparse
import re
import shutil
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, get_args

from explorer.data.validation import TOML
from explorer.data.written_dates import Order
from explorer.errors import Unreadable
from explorer.importing.formats import READERS
from explorer.importing.formats.joined import joined
from explorer.importing.formats.mapping import formats_told
from explorer.importing.grids import FILE_BYTES
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
from explorer.importing.loose import Loose
from explorer.importing.making import Before, Options
from explorer.importing.new import write_new
from explorer.importing.own import ONLY_ROWS, files_as_they_stand, own_landscape, settled_as_it_stands
from explorer.importing.settle import Question, Settled, settle
from explorer.importing.sheets import read_sheets
from explorer.landscape import Landscape

MOST_TOLD = 14
"""So many sentences of a kind are printed; all of them are in the note."""

READ_BESIDES = (".json", ".jsonl", ".ndjson", ".xml", ".ics", ".graphml", ".gexf", ".yaml", ".yml", ".bib", ".ris")
"""Ends of names of files that are read besides tables."""

_NOT_READ = {
    ".xls": "save it as .xlsx",
    ".ods": "save it as .xlsx",
    ".numbers": "export it as .xlsx",
    ".pdf": "save the table in it as .xlsx or CSV",
    ".docx": "save the table in it as .xlsx or CSV",
    ".doc": "save the table in it as .xlsx or CSV",
    ".gz": "unpack it first",
    ".7z": "unpack it first",
    ".rar": "unpack it first",
    ".tar": "unpack it first",
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".gif", ".webp", ".heic"), "type the table off into .xlsx or CSV"),
    **dict.fromkeys((".db", ".sqlite", ".mdb", ".accdb", ".parquet"), "export the table as CSV"),
    ".pptx": "save the table in it as .xlsx or CSV",
    ".rtf": "save the table in it as .xlsx or CSV",
}
_NAMED = {
    "events": ("event", "events"),
    "actors": ("actor", "actors"),
    "relations": ("tie", "ties"),
    "sources": ("source", "sources"),
    "instruments": ("instrument", "instruments"),
    "provisions": ("rule", "rules"),
    "claims": ("disputed value", "disputed values"),
    "verbs": ("verb of its own", "verbs of its own"),
}


def add_commands(commands: Any) -> None:
    """Adds `new` and `import` to the words that the command line knows."""
    new_words = commands.add_parser("new", help="write a small landscape to begin with, as tables and as a workbook")
    new_words.add_argument("folder", type=Path, metavar="DIR", help="a folder that is not there yet")
    new_words.set_defaults(run=_new)
    formats = commands.add_parser("formats", help="say which files of other tools are read, and what becomes what")
    formats.set_defaults(run=_formats)
    words = commands.add_parser("import", help="make a landscape of a workbook, CSV or a file of another tool")
    words.add_argument(
        "files", type=Path, nargs="+", metavar="FILE", help=".xlsx, .csv or a format that `formats` lists"
    )
    words.add_argument("--to", type=Path, required=True, metavar="DIR", help="a new folder, or one imported before")
    words.add_argument(
        "--dates", choices=get_args(Order), help="3/4/2024: us March 4, eu 3 April, iso neither is written"
    )
    words.add_argument("--lane", default="", metavar="WORD", help="the level of rows that name none")
    words.add_argument("--title", default="", metavar="TEXT", help="what the landscape is called")
    words.add_argument("--dry-run", action="store_true", help="only say what would be made")
    words.add_argument("--update", action="store_true", help="write what differs into a folder imported before")
    words.set_defaults(run=_import)


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
    except Question as question:
        print(question, file=sys.stderr)
        return 2
    return 0


def imported(
    files: Sequence[Path], folder: Path, options: Options, *, dry_run: bool = False, update: bool = False
) -> list[str]:
    """Makes or updates a landscape's folder; what is to be said of it. Raises ExplorerError, with nothing written."""
    kept = folder_kept(folder)
    names = _names(files)
    own, why_not = _own(files)
    if own is not None:
        settled = settled_as_it_stands(own, names[0])
        if kept is None:
            note = {NOTE: note_text(settled, options.today, names)}
            return _write_new(settled, folder, files_as_they_stand(own, settled) | note, dry_run)
        settled.not_kept.append(ONLY_ROWS)
        options = replace(options, today=own.as_of)
    else:
        read = _loose(files)
        if kept and kept.by_hand and not _is_bibliography(read):
            raise NotWritten(
                f"{folder} was not written by an import: it takes sources alone, from Zotero and the like — choose a "
                "new folder. Nothing was written."
            )
        settled = _settled(read, options, kept.before(names) if kept else None)
    if why_not:
        settled.guessed.insert(0, f"{names[0]} does not open as it stands ({why_not}): it was read as any workbook.")
    if kept is None:
        texts = new_files(settled, options.today, names) | {NOTE: note_text(settled, options.today, names)}
        return _write_new(settled, folder, texts, dry_run)
    return _write_changes(kept, settled, folder, options, names, write=update and not dry_run)


def read_files(files: Sequence[Path], options: Options, before: Before | None = None) -> Settled:
    """The tables of a landscape that files of others make. Raises ExplorerError where they hold no record."""
    return _settled(_loose(files), options, before)


def _loose(files: Sequence[Path]) -> list[tuple[str, Loose]]:
    """The rows of files by the files' names, those joined that tell one thing together."""
    taken = joined([(name, _bytes(file)) for name, file in zip(_names(files), files, strict=True)])
    return [(name, loose_of(data, name)) for name, data in taken]


def _settled(read: Sequence[tuple[str, Loose]], options: Options, before: Before | None) -> Settled:
    settled = settle(read, options, before)
    if not settled.holds_records and not _is_bibliography(read):
        raise NotWritten(_no_record(settled))
    return settled


def _own(files: Sequence[Path]) -> tuple[Landscape | None, str]:
    """The landscape in the one file of ours among files, and why a workbook of ours is not read as it stands."""
    found = [(file, *own_landscape(file)) for file in files]
    if len(files) == 1:
        return found[0][1:]
    for file, own, _ in found:
        if own is not None:
            raise NotWritten(f"{file.name} holds a landscape of its own — import it by itself. Nothing was written.")
    return None, ""


def _is_bibliography(read: Sequence[tuple[str, Loose]]) -> bool:
    """Whether the files hold references and nothing else."""
    rows = [(table, row) for _, loose in read for table, of in loose.tables.items() for row in of]
    return bool(rows) and all(table == "sources" and "merge" in row for table, row in rows)


def _no_record(settled: Settled) -> str:
    """Why there is nothing to show."""
    read = f" (only {counts(settled)})" if counts(settled) else ""
    head = f"No event and no actor was found{read}; nothing was written. An event needs a title and a date."
    return "\n".join([head, *_told(settled.not_kept)])


def _names(files: Sequence[Path]) -> list[str]:
    """What the files are called in the note: their names, each once."""
    names = [file.name for file in files]
    if len(set(names)) < len(names):
        raise NotWritten("Two of the files have one name — import them one after the other. Nothing was written.")
    return names


def _bytes(file: Path) -> bytes:
    """What a file holds. Raises Unreadable."""
    try:
        if not file.is_file():
            what = "is a folder or a device, not a file" if file.exists() else "is not there"
            raise Unreadable(f"{file} {what} — name a workbook or a CSV file.")
        _refuse_kind(file.name)
        if file.stat().st_size > FILE_BYTES:
            raise Unreadable(f"{file.name} is larger than the {FILE_BYTES // 1_000_000} MB that are read — split it.")
        return file.read_bytes()
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "its name"
        raise Unreadable(f"{file} cannot be read ({why}) — look at its permissions.") from None


def loose_of(data: bytes, name: str) -> Loose:
    """The rows of a file's bytes, by whichever reader knows it. Raises ExplorerError."""
    _refuse_kind(name)
    _refuse_no_data(data, name)
    for read in READERS:
        try:
            loose = read(data, name)
        except RecursionError:
            raise Unreadable(f"{name} is nested too deeply to be read.") from None
        if loose is not None:
            return loose
    if (suffix := Path(name).suffix.lower()) in READ_BESIDES:
        raise Unreadable(f"{name} is in no format of {suffix} that is read — save it as .xlsx or CSV.")
    return read_sheets(data, name)


def _refuse_no_data(data: bytes, name: str) -> None:
    """Raises Unreadable for what a server answers instead of data, or for nothing at all."""
    begins = data[:4_000].removeprefix(b"\xef\xbb\xbf").lstrip()
    if not begins.strip(b"\x00\xff\xfe") and not data.strip(b"\x00\xff\xfe\xef\xbb\xbf\r\n\t "):
        raise Unreadable(f"{name} is empty — save it again with rows in it.")
    if re.match(rb"<!doctype html|<html|<head|<body", begins, re.IGNORECASE):
        raise Unreadable(
            f"{name} is a web page, perhaps one that asks to sign in or tells an error — download the data again, or "
            "save the table in it as .xlsx or CSV."
        )
    said = re.match(rb'\{\s*"(?:error|errors|message|detail|status)"\s*:\s*"([^"]{1,200})"', begins)
    if said and len(data) < 2_000 and data.count(b"{") == 1 and data.count(b"[") == 0:
        words = said[1].decode("utf-8", "replace")
        raise Unreadable(f"{name} is no data, only an answer that says “{words}” — ask the service for it again.")
    if len(data) < 100 and data.strip() in (b"{}", b"[]", b"null", b"true", b"false"):
        raise Unreadable(f"{name} holds nothing but {data.strip().decode()} — export or download it again.")


def _refuse_kind(name: str) -> None:
    suffix = Path(name).suffix.lower()
    if suffix in _NOT_READ:
        raise Unreadable(f"{name} cannot be read as {suffix} — {_NOT_READ[suffix]}.")


# --- writing -------------------------------------------------------------------------------------------------------


def _write_new(settled: Settled, folder: Path, texts: Mapping[str, str], dry_run: bool) -> list[str]:
    place, landscape = checked(texts, settled, _beside(folder, dry_run))
    lines = _said(settled, landscape)
    if dry_run:
        shutil.rmtree(place, ignore_errors=True)
        return [*lines, f"Nothing was written; without --dry-run {folder} would be."]
    put_new(place, folder)
    return [*lines, f"Written: {folder} — see it with: python -m explorer serve {folder}"]


def _beside(folder: Path, dry_run: bool) -> Path:
    """Where the folder is made before it is put in its place."""
    if dry_run:
        return Path(tempfile.gettempdir())
    try:
        folder.absolute().parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise NotWritten(f"{folder} cannot be written ({error.strerror}) — choose another place.") from None
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
        lines += ["", "What was guessed:", *_told(settled.guessed)]
    if settled.not_kept:
        lines += ["", f"What was not kept (all of it is in {NOTE}):", *_told(settled.not_kept)]
    return [*lines, ""]


def counts(settled: Settled) -> str:
    """How many rows there are of each table, in words."""
    return counted_rows({table: len(rows) for table, rows in settled.rows.items()})


def counted_rows(numbers: Mapping[str, int]) -> str:
    """Numbers of rows by table in words.

    >>> counted_rows({"actors": 1, "events": 2_000})
    '2,000 events, 1 actor'
    """
    said = []
    for table, (one, many) in _NAMED.items():
        if number := numbers.get(table, 0):
            said.append(f"{number:,} {one if number == 1 else many}")
    return ", ".join(said)


def _told(sentences: Sequence[str]) -> list[str]:
    rest = len(sentences) - MOST_TOLD
    return [f"  - {line}" for line in sentences[:MOST_TOLD]] + ([f"  … and {rest} more"] if rest > 0 else [])


def _differs(found: Difference) -> list[str]:
    lines = []
    if found:
        lines += [f"{len(found.added)} rows are new, {len(found.changed)} differ:"]
        lines += _told([*found.changed, *found.added])
    if found.by_hand:
        lines += [f"{len(found.by_hand)} rows were changed by hand since, and stay as they are:", *_told(found.by_hand)]
    if found.gone:
        lines += [
            f"{len(found.gone)} rows are no longer in the file; they stay until you delete them:",
            *_told(found.gone),
        ]
    return lines


def note_text(settled: Settled, today: date, names: Sequence[str]) -> str:
    """All that was taken, guessed and not kept."""
    parts = [f"Imported from {', '.join(names)} on {today}: {counts(settled)}.", ""]
    parts += ["What was guessed:", *(f"- {line}" for line in settled.guessed or ["nothing"]), ""]
    parts += ["What was not kept:", *(f"- {line}" for line in settled.not_kept or ["nothing"]), ""]
    return "\n".join(parts)
