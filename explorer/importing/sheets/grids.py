"""A spreadsheet or CSV file in; its sheets as rows of text out, or one sentence that says why not.

Cells keep the row that a spreadsheet shows. A cell that holds a date is its day as ISO text.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
import warnings
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from explorer.data.tables.characters import heaped_fault
from explorer.data.tables.workbook import unpacked_bytes
from explorer.errors import Unreadable

FILE_BYTES = 50_000_000
"""So large may a file be that is imported."""

WHOLE_BYTES = 20_000_000
"""A workbook up to this size is read with its merged cells and links; a larger one row by row, without them."""

MAX_ROWS, MAX_COLUMNS, MAX_SHEETS = 100_000, 200, 60
MAX_CELL = 4_000
"""Letters that a cell may have, as in the tables of a landscape."""

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BINARY = (
    *(b"%PDF", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"MZ\x90\x00"),
    *(b"PAR1", b"SQLite format", b"\x00\x01\x00\x00", b"\x7fELF"),
)
ERRORS = ("#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!")

_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\uffff]")
_LONE = re.compile("[\ud800-\udfff\U000e0000-\U000e007f\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u3164\uffa0]")


@dataclass
class Grid:
    """The filled rows of one sheet, each with the number that a spreadsheet shows."""

    name: str
    rows: list[tuple[int, list[str]]]
    told: list[str] = field(default_factory=list)  # sentences: what was not read as it stood
    guessed: list[str] = field(default_factory=list)  # sentences: how it was read


def read_grids(data: bytes, name: str) -> list[Grid]:
    """The sheets of a workbook, or the one of a CSV file. Raises Unreadable."""
    if len(data) > FILE_BYTES:
        raise Unreadable(
            f"{name} is {len(data) / 1e6:.0f} MB; at most {FILE_BYTES // 1_000_000} MB are read — split it."
        )
    if not data.strip(b"\x00\r\n\t ,;"):
        raise Unreadable(f"{name} is empty — save it again with rows in it.")
    if data.startswith(OLE):
        raise Unreadable(
            f"{name} is protected by a password or an old .xls workbook — take the password off, or save it as .xlsx."
        )
    if data.startswith(b"PK"):
        return _workbook(data, name)
    text, guess = _decoded(data, name)
    grid = _text_grid(text, name)
    grid.guessed += [guess] if guess else []
    return [grid]


# --- workbooks -----------------------------------------------------------------------------------------------------


def _workbook(data: bytes, name: str) -> list[Grid]:
    unpacked = unpacked_bytes(data, name)
    import openpyxl  # here: most runs of the explorer read no workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what openpyxl leaves out does not concern cells
            whole = unpacked <= WHOLE_BYTES
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=not whole, data_only=True, keep_links=False)
            if len(book.worksheets) > MAX_SHEETS:
                raise Unreadable(f"{name} has {len(book.worksheets)} sheets; at most {MAX_SHEETS} are read — split it.")
            formulas = _formulas(data) if whole else frozenset()
            shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
            return [_sheet(sheet, whole, formulas, name) for sheet in shown]
    except Unreadable:
        raise
    except Exception as error:  # openpyxl raises whatever its parsers meet: KeyError, ValueError, BadZipFile, …
        raise Unreadable(
            f"{name} is damaged or no workbook ({type(error).__name__}) — open it in a spreadsheet, save it as .xlsx."
        ) from None


def _formulas(data: bytes) -> frozenset[tuple[str, int, int]]:
    """The cells that hold a formula, so that one without a kept value can be told."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        parts = [part for part in packed.namelist() if part.startswith("xl/worksheets/")]
        if not any(b"<f" in packed.read(part) for part in parts):
            return frozenset()
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(data), keep_links=False)
    return frozenset(
        (sheet.title, cell.row, cell.column)
        for sheet in book.worksheets
        for cell in sheet._cells.values()
        if cell.data_type == "f"
    )


def _sheet(sheet: Any, whole: bool, formulas: frozenset[tuple[str, int, int]], file: str) -> Grid:
    grid = Grid(sheet.title, [])
    unsaid: list[str] = []
    rows: dict[int, dict[int, str]] = {}
    shortened = 0
    for row, column, value, link, place in _cells(sheet, whole):
        if column > MAX_COLUMNS:
            continue
        if len(rows) >= MAX_ROWS and row not in rows:
            raise Unreadable(f"{file} has more than {MAX_ROWS:,} rows in the sheet “{sheet.title}” — split it.")
        text, cut = _cell_text(value, link)
        shortened += cut
        if not text and (sheet.title, row, column) in formulas:
            unsaid.append(place)
        if text in ERRORS:
            text = ""
        if text:
            rows.setdefault(row, {})[column] = text
    if whole:
        _fill_merged(sheet, rows)
    width = max((max(cells) for cells in rows.values()), default=0)
    grid.rows = [(row, [rows[row].get(column, "") for column in range(1, width + 1)]) for row in sorted(rows)]
    if unsaid:
        hold = "formulas hold" if len(unsaid) > 1 else "formula holds"
        grid.told.append(
            f"Sheet “{sheet.title}”: {len(unsaid)} {hold} no value ({', '.join(unsaid[:3])}): open the file in a "
            "spreadsheet, save it, and import again."
        )
    if shortened:
        grid.told.append(
            f"Sheet “{sheet.title}”: {shortened} cells are longer than {MAX_CELL:,} letters and were cut there."
        )
    return grid


def _cells(sheet: Any, whole: bool) -> Iterator[tuple[int, int, object, str, str]]:
    """Row, column, value, link and place of each cell; a sheet that claims a million empty rows is no matter."""
    if whole:
        for cell in list(sheet._cells.values()):
            link = cell.hyperlink.target if getattr(cell, "hyperlink", None) and cell.hyperlink.target else ""
            yield cell.row, cell.column, cell.value, link, cell.coordinate
        return
    sheet.reset_dimensions()
    for row in sheet.iter_rows(max_col=MAX_COLUMNS):
        for cell in row:
            if cell.value is not None:
                yield cell.row, cell.column, cell.value, "", cell.coordinate


def _fill_merged(sheet: Any, rows: dict[int, dict[int, str]]) -> None:
    """A cell merged over rows stands for each of them; one merged over columns for the first alone."""
    for area in list(sheet.merged_cells.ranges)[:10_000]:
        text = rows.get(area.min_row, {}).get(area.min_col, "")
        for row in range(area.min_row + 1, min(area.max_row, area.min_row + 5_000) + 1):
            if text and row in rows:
                rows[row].setdefault(area.min_col, text)


def _cell_text(value: object, link: str) -> tuple[str, bool]:
    """What a cell shows as text, and whether it was cut."""
    if value is None:
        return "", False
    if isinstance(value, datetime):
        text = value.date().isoformat()
    elif isinstance(value, date):
        text = value.isoformat()
    elif isinstance(value, (time, timedelta)):
        text = str(value)
    elif isinstance(value, bool):
        text = "yes" if value else "no"
    elif isinstance(value, float) and value.is_integer():
        text = str(int(value))
    else:
        text = str(value)
    text, cut = clean(text)
    if link.startswith(("http://", "https://")) and link not in text:
        text = f"{text} {link}"
    return text, cut


def clean(text: str) -> tuple[str, bool]:
    """A cell without what nobody sees, lines kept; whether it was longer than a cell may be.

    >>> clean(" Tim\\u200b Keller \\n\\n Ana ")
    ('Tim Keller\\nAna', False)
    """
    cut = len(text) > MAX_CELL
    text = _LONE.sub("", _CONTROLS.sub("", text[:MAX_CELL].replace("_x000D_", "").replace("\r", "\n")))
    if heaped_fault(text):
        text = "".join(letter for letter in text if not unicodedata.combining(letter))
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line), cut


# --- text ----------------------------------------------------------------------------------------------------------


def _decoded(data: bytes, name: str) -> tuple[str, str]:
    """The text of a CSV file in whichever encoding spreadsheets write, with a sentence where it was guessed."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _as(data, "utf-16", name), ""
    if data.startswith(_BINARY):
        raise Unreadable(f"{name} is no spreadsheet — save the table as .xlsx or CSV.")
    if data[:200].count(0) > len(data[:200]) // 3:
        text = _as(data, "utf-16-le" if data[1:2] == b"\x00" else "utf-16-be", name)
        if sum(mark < "\x7f" and (mark.isprintable() or mark.isspace()) for mark in text[:400]) < len(text[:400]) / 2:
            raise Unreadable(f"{name} is no text — save the table as .xlsx or CSV.")
        return text, ""
    if data.lstrip()[:200].lower().startswith((b"<!doctype", b"<html", b"<?xml")):
        raise Unreadable(f"{name} is a web page or XML, not a table — save the table as .xlsx or CSV.")
    guess = ""
    try:
        text = data.decode("utf-8-sig")
        if (mended := _without_mojibake(text)) != text:
            text = mended
            guess = f"{name}: letters that an earlier program garbled (“Ã©” for “é”) were put right."
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
        guess = f"{name} is not in UTF-8 and was read as Windows-1252; where letters are wrong, save it as CSV UTF-8."
    strange = sum(text.count(chr(code)) for code in (*range(9), *range(14, 32)))
    if strange > max(20, len(text) // 50):
        raise Unreadable(f"{name} is no text — save the table as .xlsx or CSV.")
    return text, guess


def _without_mojibake(text: str) -> str:
    """The text as it was before UTF-8 was taken for Windows-1252; where not all of it was, as it is.

    >>> _without_mojibake("CafÃ© â€” ok"), _without_mojibake("Ã la carte, é")
    ('Café — ok', 'Ã la carte, é')
    """
    if not re.search("Ã[\x80-\xff€‚-™Œ-ž]|â€", text):
        return text
    try:
        return b"".join(_byte_of(mark) if mark > "\x7f" else mark.encode() for mark in text).decode()
    except (UnicodeEncodeError, UnicodeDecodeError):
        return text


def _byte_of(mark: str) -> bytes:
    try:
        return mark.encode("cp1252")
    except UnicodeEncodeError:
        return mark.encode("latin-1")


def _as(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise Unreadable(
            f"{name} is cut off in the middle of a letter (UTF-16) — save it again as CSV UTF-8."
        ) from None


def _text_grid(text: str, name: str) -> Grid:
    text = text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")
    first = text.split("\n", 1)[0]
    marked = first.lower().startswith("sep=") and len(first) == 5
    mark = first[4] if marked else _delimiter(text)
    csv.field_size_limit(FILE_BYTES)
    grid = Grid(re.sub(r"\.\w+$", "", name), [])
    cut, wide = 0, False
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    before = 0
    try:
        for cells in reader:
            row, before = before + 1, reader.line_num
            read = [clean(cell) for cell in cells[:MAX_COLUMNS]]
            wide = wide or any(map(str.strip, cells[MAX_COLUMNS:]))
            cut += sum(one for _, one in read)
            texts = ["" if cell in ERRORS else cell for cell, _ in read]
            if any(texts) and not (marked and row == 1):
                grid.rows.append((row, texts))
            if len(grid.rows) > MAX_ROWS:
                raise Unreadable(f"{name} has more than {MAX_ROWS:,} rows — split it.")
    except csv.Error as error:
        raise Unreadable(f"{name} line {reader.line_num} is not CSV ({error}) — save it again as CSV UTF-8.") from None
    if text.count('"') % 2:
        where = f" in or after row {grid.rows[-1][0]}" if grid.rows else ""
        grid.told.append(
            f"{name}: a double quote is opened and not closed{where}; rows may have run together — look for it."
        )
    if wide:
        grid.told.append(
            f"{name}: columns beyond the first {MAX_COLUMNS} were not read — leave out what is not needed."
        )
    if cut:
        grid.told.append(f"{name}: {cut} cells are longer than {MAX_CELL:,} letters and were cut there.")
    return grid


def _delimiter(text: str) -> str:
    """Comma, semicolon or tab, whichever parts the first lines most alike."""
    lines = [line for line in re.sub(r'"[^"]*"', "", text[:20_000]).split("\n")[:30] if line.strip()]
    scored: Callable[[str], tuple[int, int]] = lambda mark: _alike([line.count(mark) for line in lines])  # noqa: E731
    return max(",;\t|", key=scored)


def _alike(counts: Sequence[int]) -> tuple[int, int]:
    filled = [count for count in counts if count]
    if not filled:
        return 0, 0
    usual = max(set(filled), key=filled.count)
    return filled.count(usual), usual
