"""A landscape in; datapackage.json out: its tables described for programs, as a Frictionless Data Package (version 2).

Everything about columns comes from the records of `model.py` and the rules of `data/load.py`, so that it cannot say
anything else than what is loaded. The same landscape gives the same text.
"""

from __future__ import annotations

import ast
import inspect
import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import Any, Literal, get_args, get_origin

from explorer.data.load import OPTIONAL, REFERS_TO, TABLES
from explorer.edtf import When
from explorer.landscape import Landscape
from explorer.model import Citation
from explorer.records import fields_of, may_be_empty
from explorer.wording import either

FILE = "datapackage.json"
ID = "[a-z0-9]+(-[a-z0-9]+)*"
_LIST_SEPARATOR = ";"

_SAID_BY_NAME = {  # what the name of a column says nearly by itself, and so is not said in the model
    "id": "Lower-case words joined by hyphens, unique in the whole landscape.",
    "title": "What it is called.",
    "name": "What it is called.",
    "publisher": "Who published it.",
    "short_title": "What it is called where there is little room.",
    "kind": "What kind of thing it is.",
    "status": "Where it stands.",
    "summary": "What it is, in the curators’ own neutral words.",
    "sources": "Where the row rests: citations, each source-id@place, or source-id for the whole publication.",
    "text": "The rule.",
    "group": "What kind of tie it is.",
    "basis": "How it is known.",
    "property": "What the value is of.",
    "value": "The value, as text.",
    "note": "A remark.",
}


CSV = {"format": "csv", "mediatype": "text/csv", "encoding": "utf-8"}
PARQUET = {"format": "parquet", "mediatype": "application/vnd.apache.parquet"}


def datapackage_text(landscape: Landscape) -> str:
    """The text of datapackage.json, with a line end at its end."""
    return text_of(datapackage(landscape))


def text_of(described: Mapping[str, Any]) -> str:
    """A descriptor as it stands in a file."""
    return json.dumps(described, ensure_ascii=False, indent=2) + "\n"


def datapackage(
    landscape: Landscape, tables: Sequence[str] | None = None, form: Mapping[str, str] = CSV
) -> dict[str, Any]:
    """The descriptor of a landscape's folder. `tables` are those that have rows, where the landscape holds none."""
    held = [name for name in TABLES if getattr(landscape, name)] if tables is None else tables
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": _slug(landscape.id),
        "title": landscape.title,
        "description": landscape.summary,
        "version": landscape.as_of.isoformat(),
        "licenses": [_licence(landscape.licence)],
        "resources": [_resource(name, landscape, held, form) for name in held],
    }


def _licence(words: str) -> dict[str, str]:
    """What stands before the first comma is the licence's name, the whole its title.

    >>> _licence("MIT, like the rest")
    {'name': 'MIT', 'title': 'MIT, like the rest'}
    """
    return {"name": re.sub(r"[^A-Za-z0-9._]+", "-", re.split("[,;]", words)[0]).strip("-") or "other", "title": words}


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9._]+", "-", text.lower()).strip("-") or "landscape"


def _resource(name: str, landscape: Landscape, held: Sequence[str], form: Mapping[str, str]) -> dict[str, Any]:
    record = TABLES[name]
    foreign = [
        {"fields": [column], "reference": {"resource": targets[0], "fields": ["id"]}}
        for (table, column), targets in REFERS_TO.items()
        if table == name
        and len(targets) == 1
        and targets[0] in TABLES
        and not _is_list(name, column)
        and (name, column) not in _OPEN
    ]
    schema: dict[str, Any] = {
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "fields": [_field(name, column, landscape, held) for column in fields_of(record)],
        "primaryKey": ["id"] if "id" in fields_of(record) else ["source", "locator"],
    }
    return {
        "name": name,
        "type": "table",
        "path": f"{name}.{form['format']}",
        "description": (record.__doc__ or "").strip(),
        **form,
        "schema": schema | ({"foreignKeys": foreign} if foreign else {}),
    }


_OPEN = {("events", "outcome"), ("relations", "verb")}
"""Columns that may also say what is in no table of the folder: that nothing was found, a verb that all share."""


def _is_list(name: str, column: str) -> bool:
    return get_origin(fields_of(TABLES[name])[column]) is tuple


def _field(name: str, column: str, landscape: Landscape, held: Sequence[str]) -> dict[str, Any]:
    """A column: its type, what it means and what it may hold."""
    annotation, referred = fields_of(TABLES[name])[column], REFERS_TO.get((name, column), ())
    targets = tuple(target for target in referred if target not in OPTIONAL or target in held)
    constraints: dict[str, Any] = {} if column in may_be_empty(TABLES[name]) else {"required": True}
    described: dict[str, Any] = {"name": column, "type": "string"}
    remarks = [meaning(name, column)]
    if annotation is When or When in get_args(annotation):
        remarks.append("A date in EDTF (ISO 8601-2), no more precise than its source.")
    elif get_origin(annotation) is tuple:
        described |= {"type": "list", "delimiter": _LIST_SEPARATOR, "itemType": "string"}
        remarks.append(f"Several are separated by “{_LIST_SEPARATOR}”.")
    elif get_origin(annotation) is Literal:
        words = [word for word in get_args(annotation) if word != ""]
        constraints["enum"] = words
        if isinstance(words[0], int):
            described["type"] = "integer"
    elif int in get_args(annotation):
        described["type"] = "integer"
    if Citation in get_args(annotation):
        targets = ("sources",)
    if "lanes" in targets:
        constraints["enum"] = [lane.id for lane in landscape.lanes]
        remarks.append("A lane of landscape.toml.")
    elif targets:
        remarks.append(f"Names a row of {either([f'{target}.csv' for target in targets])}.")
    if column == "id":
        constraints |= {"unique": True, "pattern": ID}
    if column == "url":
        described["format"] = "uri"
    described["description"] = " ".join(remark for remark in remarks if remark)
    return described | ({"constraints": constraints} if constraints else {})


def meaning(name: str, column: str) -> str:
    """What a column of a table means, in a sentence; empty where its name says all.

    >>> meaning("gaps", "what")
    'What was looked for.'
    """
    return _meanings(name).get(column) or _SAID_BY_NAME.get(column, "")


@cache
def _meanings(name: str) -> Mapping[str, str]:
    """What the docstrings below the fields of a table's record say, by column; they stand in the source alone."""
    (told,) = ast.parse(inspect.getsource(TABLES[name])).body
    assert isinstance(told, ast.ClassDef)
    return {
        field.target.id: inspect.cleandoc(below.value.value)
        for field, below in pairwise(told.body)
        if isinstance(field, ast.AnnAssign)
        and isinstance(field.target, ast.Name)
        and isinstance(below, ast.Expr)
        and isinstance(below.value, ast.Constant)
        and isinstance(below.value.value, str)
    }
