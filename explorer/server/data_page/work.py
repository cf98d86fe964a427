"""What a person does on the data page, one act at a time: the act and the desk in, what the page then shows out."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, cast, get_args

from explorer.data.checks.audit import audit
from explorer.data.checks.findings import Finding
from explorer.data.dates.written_dates import Order
from explorer.draw.markup import Markup
from explorer.editing.desk import Desk, Desks, NoDesk
from explorer.editing.draft import MAX_ROWS_ADDED, SHOWN, Draft
from explorer.editing.saving import save_into, save_new, workbook_of, zip_of
from explorer.errors import BadInput, ExplorerError
from explorer.export.data.csv_zip import tables_zip
from explorer.export.data.workbook_file import workbook_xlsx
from explorer.export.options import Options
from explorer.query.selection import Selection
from explorer.query.visible import visible
from explorer.server.data_page.columns import ROWS_SHOWN, grid_columns, grid_rows
from explorer.server.data_page.parts import SETTINGS, opened_words, told_changes, told_problems, told_read, told_tabs
from explorer.server.data_page.site import DataSite
from explorer.wording import how_many

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_TEXT = 1_000_000
"""Letters of the longest text that an act carries: landscape.toml."""


@dataclass(frozen=True)
class Shown:
    """What of a draft is in the window: a table, the place of the first row of it, and the cell to go to."""

    table: str = "events"
    first: int = 0
    row: int = 0
    column: str = ""


@dataclass(frozen=True)
class Done:
    """What an act led to: a sentence, what is shown, a file to take, a page to open."""

    said: str = ""
    shown: Shown = field(default_factory=Shown)
    file: tuple[str, bytes, str] | None = None  # name, bytes, type
    link: str = ""
    is_wrong: bool = False
    findings: tuple[Finding, ...] | None = None  # what is to be looked at again, where that was asked


@dataclass(frozen=True)
class Page:
    """All that the page shows of a draft."""

    stand: dict[str, Any]
    read: Markup | None = None
    tabs: Markup | None = None
    problems: Markup | None = None
    changes: Markup | None = None
    columns: list[dict[str, Any]] = field(default_factory=list)
    rows: list[dict[str, Any]] = field(default_factory=list)
    file: dict[str, Any] | None = None


class Work:
    """The acts of a page; every one holds its desk for as long as it lasts."""

    def __init__(self, site: DataSite, desks: Desks) -> None:
        self.site, self.desks = site, desks
        self._acts: dict[str, Callable[[Desk, Asked], Done]] = {
            "show": _show,
            "opened": _opened,
            "table": _show,
            "go": _go,
            "cell": _cell,
            "cells": _cells,
            "mend": _mend,
            "look": _look,
            "add": _add,
            "delete": _delete,
            "undo": _undo,
            "redo": _redo,
            "settings": _settings,
            "dates": self._answer,
            "target": self._answer,
            "again": _again,
            "save": self._save,
            "take": _take,
        }

    def do(self, sent: object) -> Page:
        """Does what was sent by the page, and shows how things stand then. Raises BadInput for what no page sends."""
        asked = Asked.of(sent)
        if asked.do == "close":
            self.desks.drop(asked.draft)
            return Page({"draft": "", "said": ""})
        if asked.do == "served":
            desk = Desk(shelf_folder=_of_name(self.site.served, asked.text("name", 200)))
            try:
                desk.open_served()
            except (ExplorerError, OSError) as error:
                return Page({"draft": "", "said": _words(error), "wrong": True})
            word = self.desks.add(desk)
        elif asked.draft:
            try:
                word, desk = asked.draft, self.desks.get(asked.draft)
            except NoDesk as gone:
                return Page({"draft": "", "said": str(gone), "wrong": asked.do != "show"})
        else:
            return Page({"draft": "", "said": ""})
        act = self._acts.get("opened" if asked.do == "served" else asked.do)
        if act is None:
            raise BadInput("There is no such act.")
        with desk.lock:
            try:
                done = act(desk, asked)
            except (ExplorerError, OSError) as error:
                done = Done(_words(error), asked.shown(), is_wrong=True)
            return _page(word, desk, done)

    def _answer(self, desk: Desk, asked: Asked) -> Done:
        now = desk.now.answers
        value = asked.text("value", 200)
        if asked.do == "dates":
            if value not in (*get_args(Order), ""):
                raise BadInput("Dates are us, eu or iso.")
            order = cast(Order | None, value or None)
            answers, did = replace(now, dates=order), "the answer how dates are meant"
        else:
            answers, did = replace(now, update=value == "update"), "what the files are"
        was_changed = desk.now.draft is not desk.now.opened.draft
        desk.answer(answers, self.site.today(), did)
        lost = " What was changed in the tables before is undone with it; Undo brings it back." if was_changed else ""
        return Done(f"Read anew.{lost}", asked.shown())

    def _save(self, desk: Desk, asked: Asked) -> Done:
        opened, draft = desk.now.opened, desk.now.draft
        if asked.text("value", 10) == "into":
            folder = save_into(draft, opened)
        else:
            folder = save_new(draft, opened, self.site.shelf, asked.text("name", 200))
        said = f"Saved: {folder}."
        try:
            link = self.site.saved(folder)
        except ExplorerError as error:
            link, said = "", f"{said} Its page cannot be shown yet: {_words(error)}"
        desk.saved(folder)
        return Done(said, asked.shown(), link=link)


# --- what is asked -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Asked:
    """An act as it was sent: its name, the word of the desk, and what belongs to it. What it says is still unread."""

    do: str
    draft: str
    said: Mapping[str, object]

    @staticmethod
    def of(sent: object) -> Asked:
        """Raises BadInput for what is no act."""
        if sent is None:
            return Asked("show", "", {})
        if not isinstance(sent, dict):
            raise BadInput("An act is an object.")
        do, draft = sent.get("do"), sent.get("draft", "")
        if not isinstance(do, str) or not isinstance(draft, str) or len(do) > 20 or len(draft) > 100:
            raise BadInput("An act names what is done, and to which draft.")
        return Asked(do, draft, sent)

    def text(self, name: str, most: int) -> str:
        value = self.said.get(name, "")
        if not isinstance(value, str) or len(value) > most:
            raise BadInput(f"“{name}” is a text of at most {most:,} letters.")
        return value

    def number(self, name: str) -> int:
        value = self.said.get(name, 0)
        if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 10:
            value = int(value)
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 10**9:
            raise BadInput(f"“{name}” is a whole number.")
        return value

    def numbers(self, name: str) -> list[int]:
        value = self.said.get(name, [])
        if not isinstance(value, list) or not all(type(one) is int and 0 <= one < 10**9 for one in value):
            raise BadInput(f"“{name}” is a list of whole numbers.")
        return value

    def table(self) -> str:
        table = self.text("table", 40)
        if table not in (*SHOWN, SETTINGS, ""):
            raise BadInput("There is no such table.")
        return table or "events"

    def shown(self) -> Shown:
        return Shown(self.table(), self.number("first"))


# --- the acts ------------------------------------------------------------------------------------------------------


def _show(desk: Desk, asked: Asked) -> Done:
    return Done("", asked.shown())


def _opened(desk: Desk, asked: Asked) -> Done:
    return Done(opened_words(desk), Shown())


def _go(desk: Desk, asked: Asked) -> Done:
    """To a cell, on whichever page of its table it stands."""
    table, row = asked.table(), asked.number("row")
    numbers = list(desk.now.draft.tables.get(table, {}))
    place = numbers.index(row) if row in numbers else 0
    return Done("", Shown(table, place // ROWS_SHOWN * ROWS_SHOWN, row, asked.text("column", 60)))


def _cell(desk: Desk, asked: Asked) -> Done:
    table, row, column = asked.table(), asked.number("row"), asked.text("column", 60)
    text = asked.text("value", 100_000)
    desk.change(lambda draft: draft.with_cell(table, row, column, text), f"{column} in row {row} of {table}")
    return Done("", asked.shown())


def _cells(desk: Desk, asked: Asked) -> Done:
    """Cells as the grid tells them: of one change by hand one, of several at once all in one step."""
    table = asked.table()
    told = asked.said.get("cells")
    if not isinstance(told, list) or not all(isinstance(one, dict) for one in told) or len(told) > ROWS_SHOWN:
        raise BadInput("Changed cells are a list of row, column and value.")
    cells = [Asked("cell", asked.draft, {**one, "table": table}) for one in told]

    def changed(draft: Draft) -> Draft:
        for one in cells:
            draft = draft.with_cell(table, one.number("row"), one.text("column", 60), one.text("value", 100_000))
        return draft

    named = f"{len(cells)} cells of {table}"
    if len(cells) == 1:
        named = f"{cells[0].text('column', 60)} in row {cells[0].number('row')} of {table}"
    desk.change(changed, named)
    return Done("", asked.shown())


def _look(desk: Desk, asked: Asked) -> Done:
    """What a curator should look at again in a landscape that loads."""
    landscape = desk.looked().landscape
    found = audit(landscape).findings if landscape else ()
    many = f"{how_many(len(found), 'thing')} to look at again."
    return Done(many, asked.shown(), findings=tuple(found))


def _mend(desk: Desk, asked: Asked) -> Done:
    """Every cell that has one right answer."""
    found = [one for one in desk.looked().problems if one.answer and one.row and one.column]

    def mended(draft: Draft) -> Draft:
        for one in found:
            draft = draft.with_cell(one.file.removesuffix(".csv"), one.row or 0, one.column or "", one.answer)
        return draft

    desk.change(mended, f"{len(found)} cells that had one answer")
    return Done(f"{len(found)} cells mended.", asked.shown())


def _add(desk: Desk, asked: Asked) -> Done:
    table = asked.table()
    before = len(desk.now.opened.draft.rows(table))
    if len(desk.now.draft.rows(table)) >= before + MAX_ROWS_ADDED:
        raise BadInput(
            f"{MAX_ROWS_ADDED:,} rows were added by hand — write more of them in a spreadsheet and open that."
        )
    draft, number = desk.now.draft.with_row(table)
    desk.change(lambda _: draft, f"the new row {number} of {table}")
    place = len(draft.rows(table)) - 1
    first = next(
        (column for column in ("title", "name", "subject", "about") if column in draft.rows(table)[number]), ""
    )
    shown = Shown(table, place // ROWS_SHOWN * ROWS_SHOWN, number, first)
    return Done(f"Row {number} is new; what it still needs stands under “To mend”.", shown)


def _delete(desk: Desk, asked: Asked) -> Done:
    table, gone = asked.table(), asked.numbers("rows")
    there = [row for row in gone if row in desk.now.draft.rows(table)]
    if not there:
        raise BadInput("Tick the rows first that are to go.")
    many = how_many(len(there), "row")
    desk.change(lambda draft: draft.without(table, there), f"{many} deleted from {table}")
    return Done(f"{many} deleted from {table}; Undo brings {'it' if len(there) == 1 else 'them'} back.", asked.shown())


def _undo(desk: Desk, asked: Asked) -> Done:
    return Done(f"Undone: {desk.undo()}.", asked.shown())


def _redo(desk: Desk, asked: Asked) -> Done:
    return Done(f"Done again: {desk.redo()}.", asked.shown())


def _settings(desk: Desk, asked: Asked) -> Done:
    text = asked.text("value", LONGEST_TEXT)
    desk.change(lambda draft: draft.with_settings(text), "the settings")
    return Done("The settings are taken.", Shown(SETTINGS))


def _again(desk: Desk, asked: Asked) -> Done:
    """The folder as it is now; what was changed here is gone."""
    desk.open_served()
    return Done("Read again as it is now.", asked.shown())


def _take(desk: Desk, asked: Asked) -> Done:
    """The draft as a file, finished or not."""
    draft, landscape = desk.now.draft, desk.looked().landscape
    whole = visible(landscape, Selection()) if landscape else None  # finished, it is as any file that is exported
    if asked.text("value", 10) == "xlsx":
        data = workbook_xlsx(whole, Options()) if whole else workbook_of(draft)
        return Done("", asked.shown(), (f"{draft.name}.xlsx", data, XLSX))
    data = tables_zip(whole, Options()) if whole else zip_of(draft)
    return Done("", asked.shown(), (f"{draft.name}.zip", data, "application/zip"))


def _of_name(folders: tuple[Path, ...], name: str) -> Path | None:
    """The folder of that name; the first where there is none, or none is named."""
    return next((folder for folder in folders if folder.name == name), folders[0] if folders else None)


def _words(error: Exception) -> str:
    said = f"{getattr(error, 'strerror', '') or error}" if isinstance(error, OSError) else str(error)
    return " ".join(said.replace("\n  ", " · ").split())


# --- how things stand ----------------------------------------------------------------------------------------------


def _page(word: str, desk: Desk, done: Done) -> Page:
    state, looked, shown = desk.now, desk.looked(), done.shown
    table = shown.table
    is_settings = table == SETTINGS
    folder = state.opened.folder
    stand = {
        "draft": word,
        "said": done.said,
        "wrong": done.is_wrong,
        "link": done.link,
        "table": table,
        "first": shown.first,
        "row": shown.row,
        "column": shown.column,
        "undo": state.did if desk.back else "",
        "redo": desk.forth[-1].did if desk.forth else "",
        "into": folder.name if folder else "",
        "name": "" if folder else state.draft.name,
        "settings": state.draft.settings if is_settings else "",
        "ready": _ready(desk),
        "rows": min(ROWS_SHOWN, len(state.draft.tables.get(table, {}))),
    }
    problems = looked.problems
    return Page(
        stand,
        told_read(desk),
        told_tabs(desk, table, shown.first, problems),
        told_problems(desk, table, done.findings),
        told_changes(desk),
        [] if is_settings else grid_columns(table, state.draft, state.opened),
        [] if is_settings else grid_rows(table, state.draft, state.opened, shown.first, problems),
        _download(done.file) if done.file else None,
    )


def _ready(desk: Desk) -> str:
    """What is to be done before the draft can be saved."""
    looked, opened = desk.looked(), desk.now.opened
    if opened.question:
        return "First say how the dates are meant."
    many = len(looked.problems) + looked.more + len(opened.stuck)
    return f"{how_many(many, 'problem')} to mend first." if many else "Nothing stands in the way."


def _download(file: tuple[str, bytes, str]) -> dict[str, Any]:
    """A file as Dash hands it to the browser."""
    name, data, kind = file
    return {"filename": name, "content": base64.b64encode(data).decode(), "type": kind, "base64": True}
