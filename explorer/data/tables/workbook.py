"""The bytes of a workbook in; its sheets as rows of text out, each with the number that a spreadsheet shows.

For workbooks that `export` wrote (`saved_tables.py`): what a cell holds is taken as it is. Whether bytes are a workbook
that can be opened safely is asked here by whoever reads one.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterable
from datetime import date, datetime

from explorer.errors import Unreadable

UNPACKED_BYTES = 200_000_000
"""So large may the parts of a workbook be together once they are unpacked."""

Rows = list[tuple[int, list[str]]]
"""The filled rows of a sheet, each with its number."""


def unpacked_bytes(data: bytes, name: str) -> int:
    """How large the parts of a workbook are; refuses what is none, what unpacks to too much, what holds entities."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
            sizes = sum(part.file_size for part in parts)
            if len(parts) > 5_000 or sizes > UNPACKED_BYTES:
                raise Unreadable(
                    f"{name} unpacks to {sizes / 1e6:,.0f} MB; at most {UNPACKED_BYTES // 1_000_000} MB are read — "
                    "delete sheets and pictures that are not needed."
                )
            if "xl/workbook.xml" not in packed.namelist():
                what = "a Word or OpenDocument file" if _is_document(packed) else "a zip file"
                raise Unreadable(f"{name} is {what}, not a workbook — save the sheet as .xlsx or CSV.")
            if any(part.flag_bits & 1 for part in parts):
                raise Unreadable(f"{name} is protected by a password — take it off and save it again.")
            _refuse_entities(packed, parts, name)
            return sizes
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, EOFError):
        raise Unreadable(f"{name} is cut off or damaged — download or save it again.") from None


def _is_document(packed: zipfile.ZipFile) -> bool:
    return any(part.startswith(("word/", "ppt/", "content.xml")) for part in packed.namelist())


def _refuse_entities(packed: zipfile.ZipFile, parts: Iterable[zipfile.ZipInfo], name: str) -> None:
    """No part of a workbook that a spreadsheet wrote declares entities, by which a few bytes become gigabytes."""
    for part in parts:
        if part.filename.endswith((".xml", ".rels")):
            with packed.open(part) as opened:
                head = opened.read(1_000_000).replace(b"\x00", b"")
            if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
                raise Unreadable(f"{name} declares XML entities, which no spreadsheet writes — save it again as .xlsx.")


def sheets_of(data: bytes, name: str, most_columns: int) -> dict[str, Rows]:
    """The rows of every sheet, by its name; a cell that holds a date is its day as ISO text. Raises Unreadable."""
    unpacked_bytes(data, name)
    import openpyxl  # here: most runs of the explorer read no workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what openpyxl leaves out does not concern cells
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            return {sheet.title: _rows_of(sheet, most_columns) for sheet in book.worksheets}
    except Exception as error:  # openpyxl raises whatever its parsers meet: KeyError, ValueError, BadZipFile, …
        what = f"is damaged or no workbook ({type(error).__name__})"
        raise Unreadable(f"{name} {what} — open it in a spreadsheet, save it as .xlsx.") from None


def _rows_of(sheet: object, most_columns: int) -> Rows:
    sheet.reset_dimensions()  # type: ignore[attr-defined]  # a sheet that claims a million empty rows is no matter
    rows: Rows = []
    for number, cells in enumerate(sheet.iter_rows(max_col=most_columns, values_only=True), 1):  # type: ignore[attr-defined]
        texts = [_text(cell) for cell in cells]
        if any(texts):
            rows.append((number, texts))
    return rows


def _text(value: object) -> str:
    """What a cell holds, as the tables of a landscape write it."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return re.sub(r"\s*[\r\n]+\s*", " ", str(value)).strip()
