"""A small landscape to begin with: a folder of tables that loads, and the same as a workbook with notes and lists."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from explorer.data.checks.validation import TOML
from explorer.data.load import REFERS_TO, TABLES
from explorer.data.verbs import shared_verbs
from explorer.edtf import When
from explorer.errors import ExplorerError
from explorer.export.data.datapackage import meaning
from explorer.importing.kept import checked, put_new, table_text
from explorer.importing.settling.settle import Settled
from explorer.records import fields_of, may_be_empty
from explorer.wording import either
from explorer.written_file import writing

WORKBOOK = "landscape.xlsx"

_TOML = """\
# A landscape: what happened when, who did what, who says so. Change what you like; `python -m explorer check DIR` says
# what is wrong. The rows in the tables are examples: replace them by yours.

title = "My landscape"
summary = "One or two sentences: what it is about."
as_of = {today}  # the day that the data reach
licence = "not said"  # who may use it, and how

# The lanes of the timeline, from top to bottom. A row names one by its id.

[[lanes]]
id = "state"
label = "State"

[[lanes]]
id = "city"
label = "City"
"""

EXAMPLE: Mapping[str, Mapping[str, str]] = {
    "sources": {
        "id": "herald-2025",
        "title": "Mayor signs night bus order",
        "publisher": "Riverton Herald",
        "published": "2025-07-22",
        "url": "https://herald.example/night-buses",
        "kind": "news",
        "group": "articles",
        "reading": "full text",
    },
    "actors": {
        "id": "ana-reyes",
        "name": "Ana Reyes",
        "kind": "person",
        "role": "Mayor of Riverton",
        "lane": "city",
        "weight": "1",
        "summary": "Mayor since 2021.",
        "sources": "herald-2025",
    },
    "events": {
        "id": "night-order-signed",
        "title": "Night bus order signed",
        "short_title": "Night bus order",
        "date": "2025-07-21",
        "lane": "city",
        "kind": "order",
        "status": "occurred",
        "weight": "1",
        "instrument": "night-order",
        "summary": "The mayor orders buses to run all night.",
        "sources": "herald-2025",
    },
    "instruments": {
        "id": "night-order",
        "title": "Night Bus Order",
        "number": "EO 2025-3",
        "kind": "order",
        "lane": "city",
        "status": "in force",
        "summary": "Lets buses run all night.",
        "sources": "herald-2025",
    },
    "provisions": {
        "id": "stop-anywhere",
        "instrument": "night-order",
        "number": "§ 2",
        "text": "Drivers stop wherever riders ask.",
        "condition": "unless the road is unsafe",
        "date": "2025-08",
        "sources": "herald-2025",
    },
    "relations": {
        "id": "ana-reyes-signed-night-order",
        "subject": "ana-reyes",
        "verb": "signed",
        "object": "night-order-signed",
        "basis": "reported",
        "sources": "herald-2025",
    },
    "claims": {
        "id": "claim-night-order-date",
        "about": "night-order-signed",
        "property": "date",
        "value": "2025-07-20",
        "standing": "unsettled",
        "note": "Another report gives the day before.",
        "sources": "herald-2025",
    },
}

_ROWS_WITH_LISTS = 1_000
_READ_ME = (
    "Each sheet is a table, each row a record; row 2 is an example: write over it.",
    "A point with the mouse on a header says what belongs below it. Columns whose header is not bold may stay empty.",
    "An event needs a title and a date, an actor a name, a tie its two ends and a verb. All else has a default.",
    "Dates are text: 2025, 2025-03, 2025-07-21, 2025-08?, 2025-05/2025-07, 2022/.. — most others are read too.",
    "When you are done: python -m explorer import landscape.xlsx --to my-landscape",
)
_NEEDED = {"events": {"title", "date"}, "actors": {"name"}, "relations": {"subject", "verb", "object"}}


class NotMade(ExplorerError):
    """Why no new landscape was written."""


def write_new(folder: Path, today: date) -> list[str]:
    """Writes a small landscape, and the same as a workbook in the folder; what is to be said. Raises ExplorerError."""
    if folder.exists() or folder.is_symlink():
        raise NotMade(f"{folder} is there already, and nothing in it was touched — choose another name.")
    with writing(folder, NotMade):
        folder.absolute().parent.mkdir(parents=True, exist_ok=True)
    texts = {TOML: _TOML.format(today=today)}
    texts |= {f"{table}.csv": table_text(tuple(fields_of(TABLES[table])), [row]) for table, row in EXAMPLE.items()}
    place, _ = checked(texts, Settled("", {}, {}, [], []), folder.absolute().parent)
    (place / WORKBOOK).write_bytes(workbook())
    put_new(place, folder)
    return [
        f"Written: {folder} — {len(EXAMPLE)} tables with an example row each, {TOML}, and the same as {WORKBOOK}.",
        f"See it:             python -m explorer serve {folder}",
        f"From the workbook:  python -m explorer import {folder / WORKBOOK} --to my-landscape",
        f"Live, as you type:  python -m explorer serve {folder / WORKBOOK}",
    ]


# --- the workbook --------------------------------------------------------------------------------------------------


def workbook() -> bytes:
    """The example as a workbook: a sheet a table, notes on the headers, lists to choose from, everything as text."""
    import openpyxl  # here: nothing else of the command needs it
    from openpyxl.worksheet.datavalidation import DataValidation

    book = openpyxl.Workbook()
    book.remove(book.active)
    for line, text in enumerate(_READ_ME, 1):
        sheet = book["Read me"] if line > 1 else book.create_sheet("Read me")
        sheet.cell(line, 1, text)
    book["Read me"].column_dimensions["A"].width = 110
    verbs = book.create_sheet("Lists")
    for line, verb in enumerate(shared_verbs()["id"], 1):
        verbs.cell(line, 1, verb)
    verbs.sheet_state = "hidden"
    for table in ("events", "actors", "relations", "sources", "instruments", "provisions", "claims"):
        sheet = book.create_sheet(table.capitalize())
        columns = [column for column in fields_of(TABLES[table]) if column != "id"]
        for place, column in enumerate(columns, 1):
            _column(sheet, table, place, column)
            if words := _choices(table, column):
                listed = "=Lists!$A$1:$A$" + str(len(shared_verbs())) if column == "verb" else f'"{",".join(words)}"'
                rule = DataValidation(type="list", formula1=listed, allow_blank=True, showErrorMessage=column != "verb")
                letter = sheet.cell(1, place).column_letter
                rule.add(f"{letter}2:{letter}{_ROWS_WITH_LISTS}")
                sheet.add_data_validation(rule)
        sheet.freeze_panes = "A2"
    book.active = book.sheetnames.index("Events")
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _column(sheet: Any, table: str, place: int, column: str) -> None:
    """A header with its note, the example below it, and the column as text."""
    from openpyxl.comments import Comment
    from openpyxl.styles import Font

    header = sheet.cell(1, place, column)
    needed = column in _NEEDED.get(table, fields_of(TABLES[table]).keys() - may_be_empty(TABLES[table]))
    header.font = Font(bold=needed)
    header.comment = Comment(note(table, column), "Explorer", width=320, height=120)
    letter = header.column_letter
    sheet.column_dimensions[letter].width = 40 if column in ("title", "summary", "text", "note", "url") else 18
    sheet.column_dimensions[letter].number_format = "@"
    cell = sheet.cell(2, place, _by_name(EXAMPLE[table].get(column, "")))
    cell.number_format = "@"


def note(table: str, column: str) -> str:
    """What belongs below a header, in a few sentences.

    >>> note("provisions", "instrument")
    'Names a row of instruments.'
    >>> note("provisions", "date").split(". ")[1]
    'A date as text: 2025, 2025-03, 2025-07-21, 2025-08?, 2022/..'
    """
    annotation, targets = fields_of(TABLES[table])[column], REFERS_TO.get((table, column), ())
    said = [meaning(table, column)]
    if "lanes" in targets:
        said.append("A lane of landscape.toml, or any word that you have for levels.")
    elif targets and column not in ("verb", "outcome"):
        said.append(f"Names a row of {either(targets)}.")
    if annotation is When or When in get_args(annotation):
        said.append("A date as text: 2025, 2025-03, 2025-07-21, 2025-08?, 2022/..")
    if get_origin(annotation) is tuple:
        said.append("Several are separated by “;”.")
    if column in _NEEDED.get(table, ()):
        said.append("Needed.")
    return " ".join(part for part in said if part)


def _by_name(text: str) -> str:
    """In the workbook rows name each other as people do."""
    for rows in EXAMPLE.values():
        if rows["id"] == text:
            return rows.get("name") or rows.get("title") or text
    return text


def _choices(table: str, column: str) -> list[str]:
    """The words that a column may hold; those of verbs are proposed only."""
    annotation = fields_of(TABLES[table])[column]
    if column == "verb":
        return [str(id) for id in shared_verbs()["id"]]
    if get_origin(annotation) is Literal:
        return [str(word) for word in get_args(annotation) if word != ""]
    return ["state", "city"] if column == "lane" else []
