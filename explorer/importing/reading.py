"""Files of others in; their rows as they stand there, or settled as the tables of a landscape."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from explorer.errors import Unreadable
from explorer.importing.asking import NothingFound
from explorer.importing.formats import READERS
from explorer.importing.formats.bounded import let_go
from explorer.importing.formats.joined import joined
from explorer.importing.loose import Loose
from explorer.importing.settling.making import Before, Options
from explorer.importing.settling.settle import Settled, settle
from explorer.importing.sheets.grids import FILE_BYTES
from explorer.importing.sheets.sheet_tables import read_sheets
from explorer.importing.told import counts, first_told

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


class NotReadNow(Unreadable):
    """A file that the system does not hand out: another program may be writing it."""


def rows_of_files(files: Sequence[Path]) -> list[tuple[str, Loose]]:
    """The rows of files by the files' names, those joined that tell one thing together."""
    taken = joined([(name, bytes_of(file)) for name, file in zip(files_named(files), files, strict=True)])
    return [(name, loose_of(data, name)) for name, data in taken]


def settled_rows(read: Sequence[tuple[str, Loose]], options: Options, before: Before | None = None) -> Settled:
    """The tables of a landscape that rows of files make. Raises NothingFound where they hold no record; Question."""
    settled = settle(read, options, before)
    if not settled.holds_records and not is_bibliography(read):
        raise NothingFound(_no_record(settled))
    return settled


def is_bibliography(read: Sequence[tuple[str, Loose]]) -> bool:
    """Whether the files hold references and nothing else."""
    rows = [(table, row) for _, loose in read for table, of in loose.tables.items() for row in of]
    return bool(rows) and all(table == "sources" and "merge" in row for table, row in rows)


def _no_record(settled: Settled) -> str:
    """Why there is nothing to show."""
    read = f" (only {counts(settled)})" if counts(settled) else ""
    head = f"No event and no actor was found{read}. An event needs a title and a date."
    return "\n".join([head, *first_told(settled.not_kept)])


def files_named(files: Sequence[Path]) -> list[str]:
    """What the files are called in the note: their names, each once."""
    names = [file.name for file in files]
    if len(set(names)) < len(names):
        raise Unreadable("Two of the files have one name — import them one after the other.")
    return names


def bytes_of(file: Path) -> bytes:
    """What a file holds. Raises Unreadable."""
    try:
        if not file.is_file():
            what = "is a folder or a device, not a file" if file.exists() else "is not there"
            raise Unreadable(f"{file.name} {what} — name a workbook or a CSV file.")
        _refuse_kind(file.name)
        if file.stat().st_size > FILE_BYTES:
            raise Unreadable(f"{file.name} is larger than the {FILE_BYTES // 1_000_000} MB that are read — split it.")
        return file.read_bytes()
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "its name"
        raise NotReadNow(f"{file.name} cannot be read ({why}) — look at its permissions.") from None


def loose_of(data: bytes, name: str) -> Loose:
    """The rows of a file's bytes, by whichever reader knows it. Raises ExplorerError."""
    _refuse_kind(name)
    _refuse_no_data(data, name)
    try:
        for read in READERS:
            loose = read(data, name)
            if loose is not None:
                return loose
    except RecursionError:
        raise Unreadable(f"{name} is nested too deeply to be read.") from None
    finally:
        let_go()
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
