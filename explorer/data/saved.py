"""A folder, or a file that `export` wrote, in; the checked Landscape it holds out.

Zips of tables and workbooks are read in `saved_tables.py`. `export/data/json_file.py` writes and describes the JSON.
Here it is taken for what it may be: text from anywhere. So it is read as strictly as a folder's tables, by the same
readers, and every problem is told at once. "Row 3" of a table is its third item.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, get_args, get_origin

from explorer.data.json_depth import deeper_than
from explorer.data.load import MAX_EVENT_ROWS, MAX_TABLE_ROWS, OPTIONAL, TABLES, landscape_of, load_landscape
from explorer.data.packed import NotPacked, unpacked
from explorer.data.saved_tables import landscape_from_tables, told_of_file
from explorer.data.settings import SETTINGS
from explorer.data.tables.characters import heaped_fault, unseen_fault
from explorer.data.tables.csv_files import CELL_CHARACTERS, Table, read_text
from explorer.errors import BrokenLandscape, Problem, Problems
from explorer.landscape import Landscape
from explorer.records import fields_of

FORMAT = "policy-landscape-explorer/1"
"""What the key "format" says; another number means that the rest may mean something else."""

ELEMENT = "landscape-json"
"""Id of the script element of a one-file page that holds the JSON, packed or as it is."""

SAVED_KEYS = ("format", "shown", "landscape", *TABLES)
MAX_PARTS = 3_000_000
"""So many objects and lists a file may hold: each takes some sixty bytes of memory, for two in the file."""

SAVED_SUFFIXES = (".json", ".html", ".htm", ".zip", ".xlsx")
"""How the names of files end that are opened without being imported."""

_MAX_DEPTH = 8
_EXPORT_AGAIN = "export it again as JSON"


def open_landscape(path: Path) -> Landscape:
    """The landscape in a folder, or in a .json, .html, .zip or .xlsx file. Raises BrokenLandscape."""
    suffix = path.suffix.lower()
    if suffix not in SAVED_SUFFIXES or path.is_dir():
        return load_landscape(path)
    if suffix in (".zip", ".xlsx"):
        return landscape_from_tables(path)
    text, problems = read_text(path)
    if text is None:
        raise BrokenLandscape(problems)
    return landscape_from_json(text, path.name) if suffix == ".json" else landscape_from_html(text, path.name)


def landscape_from_html(text: str, file: str = "page") -> Landscape:
    """The landscape inside a one-file page. Raises BrokenLandscape; `file` is what its problems name."""
    found = list(islice(_scripts(text), 2))
    if len(found) != 1:
        what = f"holds {'no landscape' if not found else 'more than one landscape'}"
        raise BrokenLandscape([Problem(file, None, None, what, "open a page that the explorer exported as HTML")])
    if found[0].lstrip()[:1] in ("{", ""):
        return landscape_from_json(found[0], file)
    try:
        return landscape_from_json(unpacked(found[0]), file)
    except NotPacked as error:
        fault = Problem(file, None, None, f"holds a landscape that {error}", "export it again as HTML")
        raise BrokenLandscape([fault]) from None


def landscape_from_json(text: str, file: str = "JSON") -> Landscape:
    """The landscape in the text of a JSON file. Raises BrokenLandscape; `file` is what its problems name."""
    written = {key: [] for key in OPTIONAL} | _parsed(text, file)  # files of before there were tours have none
    problems = _shape_problems(written, file)
    if problems:
        raise BrokenLandscape(problems)
    landscape = dict(written["landscape"])
    id = landscape.pop("id")
    tables: dict[str, Table] = {}
    for name in TABLES:
        tables[name], faults = _table_of_rows(name, written[name])
        problems += faults
    try:
        return landscape_of(id, landscape, tables, problems)
    except BrokenLandscape as broken:
        raise BrokenLandscape(told_of_file(broken, file)) from None


# --- JSON text -----------------------------------------------------------------------------------------------------


def _parsed(text: str, file: str) -> dict[str, Any]:
    """What the text says, if it is an object without the things that JSON readers disagree about."""

    def refuse(what: str, mend: str = _EXPORT_AGAIN, row: int | None = None) -> BrokenLandscape:
        return BrokenLandscape([Problem(file, row, None, what, mend)])

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            seen: set[str] = set()
            for key, _ in pairs:
                if key in seen:
                    raise refuse(f'gives "{key[:60]}" twice in one place', "keep one of them")
                seen.add(key)
        return found

    def no_number(word: str) -> None:
        raise refuse(f"says {word}, which is not a number", "write a text or a whole number")

    if text.count("{") + text.count("[") > MAX_PARTS:
        raise refuse(f"holds more than {MAX_PARTS:,} lists and objects", "export a smaller part")
    if deeper_than(text, _MAX_DEPTH):
        raise refuse(f"is nested deeper than {_MAX_DEPTH} levels")
    try:
        written = json.loads(text, object_pairs_hook=once, parse_constant=no_number)
    except json.JSONDecodeError as error:
        raise refuse(f"is not JSON: {error.msg}", row=error.lineno) from None
    except ValueError:  # a number with thousands of digits
        raise refuse("holds a number that is too long") from None
    if not isinstance(written, dict):
        raise refuse("is not an object of tables")
    return written


# --- a page --------------------------------------------------------------------------------------------------------

# What a "<" begins: a comment, something else that ends with the next ">", or an element.
_BEGINS = re.compile(r"<(?:(!--)|([!?]|/(?![a-zA-Z]))|(/?[a-zA-Z][^\s/>]*+))")
_NEXT_MARK = re.compile("[=>]")
_VALUE = re.compile(r"""\s*+(?:"([^"]*+)"|'([^']*+)'|(?!["'])([^\s>]*+))""")
_NAME = re.compile(r"[^\s/]*\Z")
_LONGEST_NAME = 40
_ENDS = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in ("script", "style", "textarea", "title")}
"""How the elements end in which no other begins."""


def _scripts(text: str) -> Iterator[str]:
    """What stands in each script element with our id, as a browser reads the page.

    Whatever the page holds, every character is looked at a few times at most: what is not closed goes on to the end.
    """
    at = 0
    while found := _BEGINS.search(text, at):
        comment, _, name = found.groups()
        if name is None:
            end = text.find("-->" if comment else ">", found.end() - (2 if comment else 0))
            at = end + 1
        else:
            end, id = _tag_end(text, found.end())
            at = end
            element = name[:_LONGEST_NAME].lower()
            if end >= 0 and element in _ENDS:
                closed = _ENDS[element].search(text, end)
                if element == "script" and id == ELEMENT:
                    yield text[end : closed.start() if closed else len(text)]
                at = closed.start() if closed else -1
        if end < 0 or at < 0:
            return


def _tag_end(text: str, at: int) -> tuple[int, str]:
    """Where the tag ends whose name ends at a place, and the id it gives; -1 where it is not closed."""
    id = ""
    while mark := _NEXT_MARK.search(text, at):
        if mark.group() == ">":
            return mark.end(), id
        value = _VALUE.match(text, mark.end())
        if value is None:
            break
        name = _NAME.search(text[max(at, mark.start() - _LONGEST_NAME) : mark.start()].rstrip())
        if name and name.group().lower() == "id":
            id = id or next((part for part in value.groups() if part is not None), "")
        at = value.end()
    return -1, ""


# --- shape ---------------------------------------------------------------------------------------------------------


def _shape_problems(written: Mapping[str, Any], file: str) -> Problems:
    """Whether it is ours at all, and whether everything in it is an object, list or text where it should be."""
    if written.get("format") != FORMAT:
        said = written.get("format")
        what = f'is {json.dumps(said)[:60]}, not "{FORMAT}"' if said is not None else "is missing"
        return Problems([Problem(file, None, "format", what, "open a JSON file that the explorer exported")])
    mend = f"use {', '.join(SAVED_KEYS)}"
    problems = Problems(
        Problem(file, None, key[:60], "is not a part of a landscape", mend) for key in written.keys() - set(SAVED_KEYS)
    )
    landscape = written.get("landscape")
    if not isinstance(landscape, dict):
        problems += [Problem(file, None, "landscape", "is missing or not an object", _EXPORT_AGAIN)]
    elif not isinstance(landscape.get("id"), str) or not re.fullmatch(r"[^/\\]{1,200}", landscape["id"]):
        mend = f"write a name in up to 200 characters, without slashes, besides {', '.join(SETTINGS)}"
        problems += [Problem(file, None, "landscape: id", "is missing or not the name of a folder", mend)]
    for name in TABLES:
        most = MAX_EVENT_ROWS if name == "events" else MAX_TABLE_ROWS
        rows = written.get(name)
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            problems += [Problem(file, None, name, "is missing or not a list of objects", "write [] if it is empty")]
        elif len(rows) > most:
            what = f"has {len(rows):,} rows, more than the {most:,} that are read"
            problems += [Problem(file, None, name, what, "export a smaller part")]
    return problems


def _table_of_rows(name: str, rows: Sequence[Mapping[str, Any]]) -> tuple[Table, Problems]:
    """The table as text, as it would be read from a file. What is missing in a row is an empty cell."""
    fields = fields_of(TABLES[name])
    cells: dict[str, list[str]] = {column: [] for column in fields}
    problems, file = Problems(), f"{name}.csv"
    what, mend = "is not a column of this table", f"use {', '.join(fields)}"
    for number, row in enumerate(rows, 1):
        problems += (Problem(file, number, key[:60], what, mend) for key in row.keys() - fields.keys())
        for column, annotation in fields.items():
            text, faults = _cell(row.get(column, ""), annotation)
            cells[column].append(text)
            problems += [Problem(file, number, column, *fault) for fault in faults]
    return Table(cells, list(range(1, len(rows) + 1))), problems


def _cell(value: object, annotation: Any) -> tuple[str, list[tuple[str, str]]]:
    """The text of a cell, and what is wrong with it and how to mend it."""
    if get_origin(annotation) is tuple and value != "":
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            return "", [(f"is {json.dumps(value)[:60]}, not a list of texts", 'write ["…", "…"], or [] if it is empty')]
        if any(";" in item or not item.strip() for item in value):
            return "", [('holds an item that is empty or has a ";" in it', "write each item as a text of its own")]
        text = "; ".join(value)
    elif isinstance(value, int) and not isinstance(value, bool) and _is_whole(annotation):
        text = str(value)
    elif isinstance(value, str):
        text = value
    else:
        return "", [(f"is {json.dumps(value)[:60]}, not a text", "write a text in double quotes")]
    if "\n" in text:
        return text, [("holds a line break", "write a space instead")]
    if len(text) > CELL_CHARACTERS:
        what = f"has {len(text):,} characters, more than the {CELL_CHARACTERS:,} of a cell"
        return text, [(what, "say it shorter")]
    if fault := unseen_fault(text) or heaped_fault(text):
        return text, [fault]
    return unicodedata.normalize("NFC", text).strip(), []


def _is_whole(annotation: Any) -> bool:
    """Whether a column holds whole numbers: any, or one of a few."""
    arguments = get_args(annotation)
    return int in arguments or isinstance((arguments or ("",))[0], int)
