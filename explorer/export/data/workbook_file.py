"""A view in; a workbook (.xlsx) of its tables out, a sheet a table, which opens again (`data/saved_tables.py`).

Sheets have the loader's own columns: frozen headers with a note on each, lists to choose from where a cell holds one of
a few words or names a row of another sheet. A date that is known to the day is a date of the spreadsheet's; all others
are text as written (EDTF). No text is ever a formula, whatever it begins with. The sheet “About” says what is shown,
how to cite it, and the sources, numbered; it is not read back.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any, Literal, get_args, get_origin

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from explorer.data.checks.audit import landscape_citation
from explorer.data.load import OPTIONAL, REFERS_TO, TABLES
from explorer.data.saved_tables import LISTS, MADE_BY, ONE_EACH, SETTINGS_SHEET
from explorer.edtf import FORMS, When
from explorer.export.data.datapackage import meaning
from explorer.export.data.json_file import cell
from explorer.export.excerpt import Excerpt, excerpt
from explorer.export.options import Options
from explorer.landscape import Landscape
from explorer.query.visible import View
from explorer.records import Record, fields_of, may_be_empty
from explorer.wording import either

FIRST_DAY = date(1900, 3, 1)
"""Before it spreadsheets count their days in different ways; an earlier day is text."""

SPARE_ROWS = 1_000
"""So many rows below the last one have their lists to choose from, too."""

_WIDE = ("title", "name", "summary", "text", "note", "quote", "url", "value", "what", "reason")


def workbook_xlsx(view: View, options: Options) -> bytes:
    """The workbook. Its stamp is the landscape's as-of day, so that the same selection gives the same bytes."""
    shown = excerpt(view, options)
    part = shown.landscape
    written = io.BytesIO()
    book = xlsxwriter.Workbook(written, {"in_memory": True})
    book.set_properties({"title": part.title, "created": datetime.combine(part.as_of, time())})
    sheets = _Sheets(book, part)
    sheets.settings()
    for name in LISTS:
        sheets.rows(name, LISTS[name], [_listed(row) for row in getattr(part, name)])
    for name, record in TABLES.items():
        if name not in OPTIONAL or getattr(part, name):
            sheets.table(name, record)
    sheets.about(shown)
    book.close()
    return written.getvalue()


def _listed(row: Record) -> list[object]:
    return [_joined(cell(getattr(row, column))) for column in fields_of(type(row))]


def _joined(value: str | int | list[str]) -> str | int:
    return "; ".join(value) if isinstance(value, list) else value


class _Sheets:
    """The sheets of one workbook as they are written."""

    def __init__(self, book: xlsxwriter.Workbook, part: Landscape) -> None:
        self.book, self.part = book, part
        plain = {"valign": "top", "num_format": "@"}
        self.text = book.add_format({**plain, "text_wrap": True})
        self.guarded = book.add_format({**plain, "text_wrap": True, "quote_prefix": True})
        self.day = book.add_format({"valign": "top", "num_format": "yyyy-mm-dd", "align": "left"})
        self.number = book.add_format({"valign": "top", "align": "left"})
        self.head = {needed: book.add_format({"bold": needed, "bottom": 1}) for needed in (True, False)}

    def settings(self) -> None:
        """The first sheet: what landscape.toml says, but for its lists."""
        sheet = self.book.add_worksheet(SETTINGS_SHEET)
        sheet.set_column(0, 0, 16)
        sheet.set_column(1, 1, 110)
        rows: list[tuple[str, object]] = [MADE_BY]
        rows += [(name, getattr(self.part, name)) for name in ONE_EACH]
        rows += [("notes", note) for note in self.part.notes]
        for at, (name, value) in enumerate(rows):
            sheet.write_string(at, 0, name, self.head[True])
            self._cell(sheet, at, 1, value if value is not None else "")

    def rows(self, name: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> Worksheet:
        """A sheet of plain rows below a header."""
        sheet = self.book.add_worksheet(name.capitalize())
        sheet.freeze_panes(1, 0)
        for at, column in enumerate(columns):
            sheet.set_column(at, at, 44 if column in _WIDE else 18)
            sheet.write_string(0, at, column, self.head[True])
        for down, row in enumerate(rows, 1):
            for at, value in enumerate(row):
                self._cell(sheet, down, at, value)
        return sheet

    def table(self, name: str, record: type[Record]) -> None:
        """The sheet of a table of records."""
        columns = fields_of(record)
        records = getattr(self.part, name)
        values = [[self._value(getattr(row, column)) for column in columns] for row in records]
        sheet = self.rows(name, tuple(columns), values)
        sheet.autofilter(0, 0, len(values), len(columns) - 1)
        optional = may_be_empty(record)
        for at, (column, annotation) in enumerate(columns.items()):
            sheet.write_string(0, at, column, self.head[column not in optional])
            sheet.write_comment(0, at, column_note(name, column, annotation), {"x_scale": 2, "author": "Explorer"})
            if choices := self._choices(name, column, annotation):
                rule: dict[str, Any] = {"validate": "list", "source": choices, "ignore_blank": True}
                sheet.data_validation(1, at, len(values) + SPARE_ROWS, at, rule)

    def about(self, shown: Excerpt) -> None:
        """The last sheet: what the file shows."""
        part = shown.landscape
        notes = shown.notes((*part.rows, *part.voices))
        lines = [*shown.head(), f"Cite as: {landscape_citation(part)}", "", part.summary, "", "Sources", *notes.lines()]
        sheet = self.book.add_worksheet("About")
        sheet.set_column(0, 0, 130)
        for at, line in enumerate(lines):
            self._cell(sheet, at, 0, line)

    def _value(self, value: object) -> object:
        """What a cell holds of a field: a day as a date, all else as the tables of a folder have it."""
        if isinstance(value, When) and value.precision == "day" and not (value.uncertain or value.approximate):
            return value.earliest
        return _joined(cell(value))

    def _cell(self, sheet: Worksheet, row: int, column: int, value: object) -> None:
        if isinstance(value, date) and value >= FIRST_DAY:
            sheet.write_datetime(row, column, datetime.combine(value, time()), self.day)
        elif isinstance(value, int):
            sheet.write_number(row, column, value, self.number)
        elif text := str(value):
            sheet.write_string(row, column, text, self._format_of(text))

    def _format_of(self, text: str) -> Format:
        """Of a text that would be a formula where somebody types it the one that keeps it a text, edited or not."""
        return self.guarded if text.lstrip()[:1] in ("=", "+", "-", "@", "'") else self.text

    def _choices(self, table: str, column: str, annotation: Any) -> list[str | int] | str:
        """The words that a column may hold, or where the rows stand that it names; nothing where anything may stand."""
        if get_origin(annotation) is Literal:
            words = [word for word in get_args(annotation) if word != ""]
            return words if sum(len(str(word)) + 1 for word in words) < 255 else []
        targets = [target for target in REFERS_TO.get((table, column), ()) if target != "verbs"]
        if len(targets) != 1 or get_origin(annotation) is tuple or column == "outcome":
            return []
        last = 1 + len(getattr(self.part, targets[0])) + SPARE_ROWS
        return f"={targets[0].capitalize()}!$A$2:$A${last}"


def column_note(table: str, column: str, annotation: Any) -> str:
    """What belongs below a header, in a few sentences."""
    targets: Mapping[str, str] = {"lanes": "Lanes"}
    named = [targets.get(target, target.capitalize()) for target in REFERS_TO.get((table, column), ())]
    said = [meaning(table, column)]
    said += [f"Names a row of {either(named)} by its id."] if named and column != "verb" else []
    said += ["A verb of Verbs, or one that all landscapes share."] if column == "verb" else []
    said += [f"A date: {FORMS}"] if annotation is When or When in get_args(annotation) else []
    said += ["Several are separated by “;”."] if get_origin(annotation) is tuple else []
    return " ".join(part for part in said if part) or f"The {column.replace('_', ' ')}."
