"""A draft's table in; the columns and rows of a grid out, every cell that has a problem marked with its sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, get_args, get_origin

from explorer.data.load import OPTIONAL, REFERS_TO, TABLES
from explorer.data.settings import toml_of
from explorer.data.verbs import shared_verbs
from explorer.editing.draft import Draft, columns_of
from explorer.editing.opening import Opened
from explorer.errors import Problem
from explorer.importing.new import note
from explorer.records import fields_of, may_be_empty

ROWS_SHOWN = 2_000
"""So many rows of a table the grid shows at once; the rest is a page further on."""

MOST_CHOICES = 400
"""So many words a cell offers to choose from; where there are more, the word is typed."""

_LONG = {"summary", "text", "note", "quote", "condition", "reason", "what", "value"}
_WIDE = {"title", "name", "sources", "url", "id", "label"}
WRONG = "wrong"
"""Of a row in the grid: what is wrong with it, a sentence by column; "" for the row as such."""


def grid_columns(table: str, draft: Draft, opened: Opened) -> list[dict[str, Any]]:
    """How the grid shows the columns of a table, with words to choose from where there are some."""
    lanes = _lanes(draft)
    columns: list[dict[str, Any]] = [
        {
            "field": "row",
            "headerName": "Row",
            "pinned": "left",
            "width": 76,
            "editable": False,
            "cellClass": "row-number",
            "filter": False,
            "cellClassRules": {"wrong": "params.data.wrong['']"},
        }
    ]
    for column in sorted(columns_of(table), key=lambda name: name == "id"):  # which people need last
        columns.append(_column(table, column, draft, lanes))
    if opened.where.get(table):
        columns.append({"field": "from", "headerName": "From", "editable": False, "width": 200, "cellClass": "quiet"})
    return columns


def _column(table: str, column: str, draft: Draft, lanes: Sequence[str]) -> dict[str, Any]:
    record = TABLES[table]
    needed = column not in may_be_empty(record)
    names_others = {*REFERS_TO.get((table, column), ())} - {"lanes", "verbs"}
    shown: dict[str, Any] = {
        "field": column,
        "headerName": column.replace("_", " ") + (" *" if needed else ""),
        "headerTooltip": note(table, column) or column,
        "tooltipValueGetter": {"function": f"params.data.wrong['{column}'] || params.value"},
        "cellClassRules": {"wrong": f"params.data.wrong['{column}']"},
        "width": 300 if column in _LONG else 220 if column in _WIDE or names_others else 130,
    }
    words = _choices(table, column, draft, lanes)
    if words:
        empty = [] if needed else [""]
        shown |= {"cellEditor": "agSelectCellEditor", "cellEditorParams": {"values": [*empty, *words]}}
    elif column in _LONG:
        shown |= {
            "cellEditor": "agLargeTextCellEditor",
            "cellEditorPopup": True,
            "cellEditorParams": {"maxLength": 4_000, "rows": 7, "cols": 60},
        }
    return shown


def _choices(table: str, column: str, draft: Draft, lanes: Sequence[str]) -> list[str]:
    """The words that a cell may hold, where they are few enough to choose from."""
    annotation = fields_of(TABLES[table])[column]
    if get_origin(annotation) is Literal:
        return [str(word) for word in get_args(annotation) if word != ""]
    if get_origin(annotation) is tuple:
        return []  # several in one cell
    found: list[str] = []
    for target in REFERS_TO.get((table, column), ()):
        if target == "lanes":
            found += lanes
        elif target == "verbs":
            own = [row.get("id", "") for row in draft.rows("verbs").values()]
            found += sorted({*own, *(str(id) for id in shared_verbs()["id"])} - {""})
        elif target not in OPTIONAL or draft.tables.get(target):
            found += sorted(row.get("id", "") for row in draft.rows(target).values() if row.get("id"))
    return found if len(found) <= MOST_CHOICES else []


def _lanes(draft: Draft) -> list[str]:
    written, _ = toml_of(draft.settings)
    lanes = (written or {}).get("lanes")
    rows = lanes if isinstance(lanes, list) else []
    return [str(lane["id"]) for lane in rows if isinstance(lane, Mapping) and isinstance(lane.get("id"), str)]


def grid_rows(
    table: str, draft: Draft, opened: Opened, first: int, problems: Sequence[Problem]
) -> list[dict[str, Any]]:
    """The rows of a table from the one at a place, at most ROWS_SHOWN of them, as the grid takes them."""
    wrong: dict[int, dict[str, str]] = {}
    for problem in problems:
        if problem.file == f"{table}.csv" and problem.row is not None:
            sentence = problem.what + (f" — {problem.mend}" if problem.mend else "")
            wrong.setdefault(problem.row, {}).setdefault(problem.column or "", sentence)
    where = opened.where.get(table, {})
    rows = list(draft.rows(table).items())[first : first + ROWS_SHOWN]
    return [{**row, "row": number, "from": where.get(number, ""), WRONG: wrong.get(number, {})} for number, row in rows]
