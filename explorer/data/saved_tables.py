"""A zip of tables or a workbook that `export` wrote in; the checked Landscape it holds out.

Both may be text from anywhere, as a person may have changed them: their tables are read by the readers of a folder's.
A workbook's sheets are the tables, by their names; its first sheet, “Landscape”, holds the settings, and further ones
(“Lanes”, “Layers”, “Kinds”, “Lead”) those that are lists. “Row 3” of a table is the row that a spreadsheet shows.
"""

from __future__ import annotations

import csv
import io
import re
import tempfile
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath

from explorer.data.checks.validation import TOML
from explorer.data.load import TABLES, load_landscape, load_tables
from explorer.data.tables.characters import guarded
from explorer.data.tables.csv_files import FILE_BYTES, MAX_COLUMNS
from explorer.data.tables.workbook import UNPACKED_BYTES, Rows, sheets_of
from explorer.errors import BrokenLandscape, Problem, Problems, Unreadable
from explorer.landscape import Landscape

SETTINGS_SHEET = "Landscape"
MADE_BY = ("format", "policy-landscape-explorer/1")
"""The first row of that sheet, by which a workbook is known as one of ours."""

_OUR_SHEET = re.compile(rf"""name\s*=\s*["']{SETTINGS_SHEET}["']""".encode())
"""By it most workbooks of others are told without reading their cells."""

LISTS = {"lanes": ("id", "label"), "layers": ("id", "label"), "kinds": ("id", "shape", "label")}
LISTS["lead"] = ("text", "sources")
"""The settings that have a sheet of their own, with its columns."""

ONE_EACH = ("id", "title", "summary", "as_of", "checked", "licence", "default_view", "lane_word")
"""The settings that are a row each of the first sheet; “notes” is a row for each paragraph."""


def landscape_from_tables(path: Path) -> Landscape:
    """The landscape in a zip of tables or in a workbook. Raises BrokenLandscape."""
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= FILE_BYTES else b""
    except (OSError, ValueError) as error:
        what = f"cannot be read ({getattr(error, 'strerror', None) or 'its name'})"
        raise _broken(path.name, what, "look at its name and permissions") from None
    if not data:
        what = f"is {size / 1e6:.1f} MB, more than the {FILE_BYTES // 1_000_000} MB that are read"
        raise _broken(path.name, what if size else "is empty", "export a smaller part" if size else "export it again")
    if path.suffix.lower() == ".zip":
        return landscape_from_zip(data, path.name)
    return landscape_from_workbook(data, path.name)


def _broken(file: str, what: str, mend: str) -> BrokenLandscape:
    return BrokenLandscape([Problem(file, None, None, what, mend)])


# --- a zip ---------------------------------------------------------------------------------------------------------


def landscape_from_zip(data: bytes, file: str = "zip") -> Landscape:
    """The landscape whose tables a zip holds, in one folder or in none. Raises BrokenLandscape."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, tempfile.TemporaryDirectory() as place:
            name, members = _members(archive, file)
            folder = Path(place) / name
            folder.mkdir()
            for target, member in members.items():
                (folder / target).write_bytes(archive.read(member))
            return load_landscape(folder)
    except BrokenLandscape as broken:
        raise BrokenLandscape(_told_of_file(broken, file, str)) from None
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, EOFError, RuntimeError):
        raise _broken(file, "is damaged or no zip", "download or export it again") from None


def _members(archive: zipfile.ZipFile, file: str) -> tuple[str, dict[str, zipfile.ZipInfo]]:
    """The name of the folder in the zip, and the files in it that are a landscape's, by their names. None is ever
    written where its own path says."""
    parts = {PurePosixPath(part.filename): part for part in archive.infolist() if not part.is_dir()}
    homes = [path.parent for path in parts if path.name == TOML]
    if len(homes) != 1:
        what = f"holds {'no' if not homes else 'more than one'} {TOML}"
        raise _broken(file, what, "open a zip of tables that the explorer exported")
    wanted = {TOML, *(f"{table}.csv" for table in TABLES)}
    found = {path.name: part for path, part in parts.items() if path.parent == homes[0] and path.name in wanted}
    if any(part.file_size > FILE_BYTES for part in found.values()) or _sum(found) > UNPACKED_BYTES:
        raise _broken(file, f"unpacks to {_sum(found) / 1e6:,.0f} MB", "export a smaller part")
    return folder_name(homes[0].name or PurePosixPath(file).stem), found


def folder_name(text: str) -> str:
    """A text as the name of a folder: words, with nothing that a path could mean.

    >>> folder_name("../etc/passwd"), folder_name("riverton")
    ('etc-passwd', 'riverton')
    """
    return re.sub(r"[^\w ()-]+", "-", text).strip(" -") or "landscape"


def _sum(parts: Mapping[str, zipfile.ZipInfo]) -> int:
    return sum(part.file_size for part in parts.values())


# --- a workbook ----------------------------------------------------------------------------------------------------


def is_our_workbook(data: bytes) -> bool:
    """Whether bytes are a workbook that `export` wrote, whatever became of it since."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed, packed.open("xl/workbook.xml") as file:
            is_likely = _OUR_SHEET.search(file.read(1_000_000))  # no more is unpacked, whatever it says it holds
        return bool(is_likely) and _is_ours(sheets_of(data, "", MAX_COLUMNS))
    except (Unreadable, zipfile.BadZipFile, zlib.error, KeyError, OSError, ValueError, EOFError, RuntimeError):
        return False  # damaged, no workbook, or protected by a password


def _is_ours(sheets: Mapping[str, Rows]) -> bool:
    first = sheets.get(SETTINGS_SHEET, [])
    return bool(first) and tuple(first[0][1][:2]) == MADE_BY


def landscape_from_workbook(data: bytes, file: str = "workbook") -> Landscape:
    """The landscape whose tables are the sheets of a workbook. Raises BrokenLandscape."""
    try:
        sheets = sheets_of(data, file, MAX_COLUMNS)
    except Unreadable as error:
        what, _, mend = str(error).removeprefix(f"{file} ").rpartition(" — ")
        raise _broken(file, what or str(error), mend.rstrip(".")) from None
    if not _is_ours(sheets):
        what = "is a workbook that the explorer did not export"
        raise _broken(file, what, f"make a landscape of it: python -m explorer import {file} --to DIR")
    written = _settings(sheets)
    id = str(written.pop("id", "")) or "landscape"
    with tempfile.TemporaryDirectory() as place:
        for table in TABLES:
            if rows := sheets.get(table.capitalize()):
                (Path(place) / f"{table}.csv").write_text(_csv_text(rows), encoding="utf-8", newline="")
        try:
            return replace(load_tables(Path(place), written), id=id)
        except BrokenLandscape as broken:
            raise BrokenLandscape(told_of_file(broken, file)) from None


def _settings(sheets: Mapping[str, Rows]) -> dict[str, object]:
    """What landscape.toml would say."""
    found: dict[str, object] = {}
    notes = []
    for _, cells in sheets[SETTINGS_SHEET][1:]:
        key, value = (*cells, "", "")[:2]
        if key == "notes":
            notes.append(value)
        elif key:
            found[key] = value
    found["notes"] = notes
    for name, columns in LISTS.items():
        rows = [cells for _, cells in sheets.get(name.capitalize(), [])[1:]]
        if rows or name == "lanes":
            found[name] = [dict(zip(columns, (*cells, "", "", "")[: len(columns)], strict=True)) for cells in rows]
    return found


def _csv_text(rows: Rows) -> str:
    """A sheet as CSV, every row in the line of its number; cells right of the header count as long as they say
    something."""
    header = rows[0][1]
    width = max(place for place, cell in enumerate(header, 1) if cell)
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    at = 0
    for number, cells in rows:
        for _ in range(number - at - 1):
            writer.writerow([])
        filled = max(place for place, cell in enumerate(cells, 1) if cell)
        full = [*cells, *[""] * width][: max(width, filled)]
        writer.writerow([guarded(cell) for cell in full])
        at = number
    return text.getvalue()


# --- problems ------------------------------------------------------------------------------------------------------


_FILES = re.compile(rf"\b(?:({'|'.join(TABLES)})\.csv|({re.escape(TOML)}))")


def told_of_file(broken: BrokenLandscape, file: str) -> Problems:
    """The problems in words that fit a file of tables instead of a folder of files.

    >>> broken = BrokenLandscape([Problem("events.csv", 3, "lane", "x", "add it to landscape.toml")])
    >>> str(*told_of_file(broken, "a.json"))
    'a.json, events row 3, column "lane": x — add it to landscape'
    """
    return _told_of_file(broken, file, lambda text: _FILES.sub(lambda match: match.group(1) or "landscape", text))


def _told_of_file(broken: BrokenLandscape, file: str, said: Callable[[str], str]) -> Problems:
    """The problems of files in a file, each named with it, as they are `said` of it."""
    found = Problems(
        problem
        if problem.file == file
        else replace(problem, file=f"{file}, {said(problem.file)}", what=said(problem.what), mend=said(problem.mend))
        for problem in broken.problems
    )
    found.more += Counter({name if name == file else f"{file}, {said(name)}": n for name, n in broken.more.items()})
    return found
