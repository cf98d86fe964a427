"""The bytes of a file of data in; its first lines out, for who is about to take it."""

from __future__ import annotations

import csv
import io
import zipfile

from explorer.data.load import TABLES
from explorer.data.tables.csv_files import MAX_COLUMNS
from explorer.data.tables.workbook import sheets_of

_PEEKED_LINES, _PEEKED_LETTERS = 14, 160


def preview(data: bytes) -> str:
    """The first lines of a file of data; of a zip its files with their rows and the first lines of the events, of a
    workbook its sheets."""
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return _first_lines(data, _PEEKED_LINES)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        if "xl/workbook.xml" in names:
            return _sheets_listed(data)
        wide = max(map(len, names))
        held = [
            f"{name:{wide}}  {_count_rows(archive.read(name)) if name.endswith('.csv') else ''}".rstrip()
            for name in names
        ]
        events = next((name for name in names if name.endswith("events.csv")), "")
        first = ["", f"{events}:", _first_lines(archive.read(events), 4)] if events else []
    return "\n".join([*held, *first])


def _sheets_listed(data: bytes) -> str:
    """The sheets of a workbook, the tables among them with their rows."""
    sheets = sheets_of(data, "", MAX_COLUMNS)
    wide = max(map(len, sheets))
    tables = {name.capitalize() for name in TABLES}
    return "\n".join(
        f"{name:{wide}}  {_rows_words(len(rows) - 1) if name in tables else ''}".rstrip()
        for name, rows in sheets.items()
    )


def _count_rows(table: bytes) -> str:
    """How many rows a table has below its header."""
    return _rows_words(sum(1 for _ in csv.reader(io.StringIO(table.decode("utf-8-sig"), newline=""))) - 1)


def _rows_words(count: int) -> str:
    return f"{count:>6,} row{'' if count == 1 else 's'}".replace(",", " ")


def _first_lines(data: bytes, most: int) -> str:
    lines = data[: 4 * _PEEKED_LETTERS * (most + 1)].decode("utf-8", "ignore").splitlines()
    cut = [line[:_PEEKED_LETTERS] + "…" * (len(line) > _PEEKED_LETTERS) for line in lines[:most]]
    return "\n".join([*cut, *(["…"] if len(lines) > most else [])])
