"""A draft in; a new folder, a changed one, a zip or a workbook out. A folder is written whole, or stays as it was."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from threading import Lock

from explorer.data.checks.validation import TOML
from explorer.data.load import OPTIONAL, TABLES
from explorer.data.tables.characters import guarded
from explorer.editing.draft import SHOWN, Draft, columns_of, look_over
from explorer.editing.opening import Opened, fingerprints
from explorer.errors import ExplorerError
from explorer.export.data.datapackage import FILE as PACKAGE
from explorer.export.data.datapackage import datapackage_text
from explorer.importing.kept import checked, gone_on_error, put_changes, put_new, table_text
from explorer.importing.settling.names import MAX_ID, slug
from explorer.importing.settling.settle import Settled
from explorer.wording import how_many
from explorer.written_file import writing

_STAMP = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can name: the same draft gives the same bytes
_NO_NAMES = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")  # of devices, to Windows
_CANNOT_HOLD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_one_at_a_time = Lock()


class NotSaved(ExplorerError):
    """Why a draft was not saved, in a sentence or two."""


def texts_of(draft: Draft) -> dict[str, str]:
    """The files of a draft, by name: what the loader reads."""
    tables = {
        f"{table}.csv": table_text(columns_of(table), draft.rows(table).values())
        for table in SHOWN
        if table not in OPTIONAL or draft.rows(table)
    }
    return {TOML: draft.settings, **tables}


def save_new(draft: Draft, opened: Opened, shelf: Path, name: str) -> Path:
    """Writes a draft as a new folder of that name on the shelf. Raises NotSaved or NotWritten, with nothing written."""
    _refuse_unready(draft, opened)
    folder = shelf / _folder_name(name)
    with _one_at_a_time:
        if folder.exists() or folder.is_symlink():
            raise NotSaved(
                f"There is a folder “{folder.name}” already; nothing in it was touched — choose another name."
            )
        with writing(shelf, NotSaved, mend=""):
            shelf.mkdir(parents=True, exist_ok=True)
        put_new(_checked({**texts_of(draft), **opened.beside}, shelf), folder)
    return folder


def save_into(draft: Draft, opened: Opened) -> Path:
    """Writes what a draft changes into the folder it was opened from. Raises NotSaved, or NotWritten, where that has
    changed since, or anything is wrong; then it is as it was."""
    folder, base = opened.folder, opened.base
    if folder is None or base is None:
        raise NotSaved("This is not a landscape of the server yet — save it as a new one.")
    _refuse_unready(draft, opened)
    with _one_at_a_time:
        now = fingerprints(folder)
        if changed := sorted(name for name in {**now, **opened.seen} if now.get(name) != opened.seen.get(name)):
            raise NotSaved(
                f"Somebody has changed {', '.join(changed)} since it was read here; nothing was overwritten — read it "
                "again, or save this as a new landscape."
            )
        files = [folder / f"{table}.csv" for table in TABLES if (folder / f"{table}.csv").is_file()]
        texts = {file.name: file.read_bytes().decode("utf-8") for file in files}
        anew = {problem.file for problem in opened.eased}
        before = texts_of(base)
        for file, text in texts_of(draft).items():
            if text != before.get(file) or file not in texts or file in anew:
                texts[file] = text
        for table in OPTIONAL & set(SHOWN):  # one whose last row was deleted keeps its header
            if base.rows(table) and not draft.rows(table):
                texts[f"{table}.csv"] = table_text(columns_of(table), ())
        place = _checked({**texts, **opened.beside}, folder.absolute().parent, (folder / PACKAGE).is_file())
        put_changes(place, folder, sorted(file.name for file in place.iterdir()))
    return folder


def _refuse_unready(draft: Draft, opened: Opened) -> None:
    if opened.question:
        raise NotSaved("Say first how the dates are meant: month first or day first.")
    if opened.stuck:
        raise NotSaved(f"A file could not be read whole, and saving would lose rows: {opened.stuck[0]}")
    looked = look_over(draft)
    if looked.problems:
        many = len(looked.problems) + looked.more
        raise NotSaved(f"{how_many(many, 'problem')} left; nothing was saved. The first: {looked.problems[0]}")


def _checked(texts: Mapping[str, str], within: Path, described: bool = False) -> Path:
    """The files in a folder that loads, beside where they are to stand; with their description, where there was one."""
    place, landscape = checked(texts, Settled("", {}, {}, [], []), within)
    if described:
        with writing(within, NotSaved, mend=""), gone_on_error(place):
            (place / PACKAGE).write_text(datapackage_text(landscape), encoding="utf-8", newline="")
    return place


def _folder_name(name: str) -> str:
    """A folder's name as it is written: plain words joined by hyphens, whatever the reader's system. Raises NotSaved.

    >>> _folder_name("night-buses")
    'night-buses'
    """
    name = " ".join(name.split())
    if not re.fullmatch(rf"(?=.{{1,{MAX_ID}}}$)[a-z0-9]+(?:-[a-z0-9]+)*", name) or _NO_NAMES.fullmatch(name):
        meant = slug(name)
        hint = f", such as “{meant}”" if meant and not _NO_NAMES.fullmatch(meant) else ""
        raise NotSaved(f"A folder's name is lower-case letters and numbers, words joined by hyphens{hint}.")
    return name


# --- to take along -------------------------------------------------------------------------------------------------


def zip_of(draft: Draft) -> bytes:
    """The files of a draft in one folder of a zip; the same draft gives the same bytes."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in texts_of(draft).items():
            facts = zipfile.ZipInfo(f"{draft.name}/{name}", _STAMP)
            facts.compress_type, facts.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            packed.writestr(facts, text.encode("utf-8", "replace"))
    return written.getvalue()


def workbook_of(draft: Draft) -> bytes:
    """The tables of a draft as a workbook, a sheet a table, every cell a text; the same draft gives the same bytes."""
    from datetime import datetime

    import xlsxwriter

    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True}) as book:
        book.set_properties({"created": datetime(1980, 1, 1)})
        bold, plain = book.add_format({"bold": True}), book.add_format({"num_format": "@"})
        for table in SHOWN:
            if table in OPTIONAL and not draft.rows(table):
                continue
            sheet = book.add_worksheet(table)
            sheet.freeze_panes(1, 0)
            for place, column in enumerate(columns_of(table)):
                sheet.set_column(place, place, 24, plain)
                sheet.write_string(0, place, column, bold)
                for line, row in enumerate(draft.rows(table).values(), 1):
                    sheet.write_string(line, place, guarded(_CANNOT_HOLD.sub("", row.get(column, ""))), plain)
    return written.getvalue()
