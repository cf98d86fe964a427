"""A folder or file with problems in; the part of its landscape that is sound out, and what was left out for it.

A row with a problem is left out, then whatever names it: again and again until what is left loads. A row that cites
several sources stays as long as one of them does. What only a person can decide is never guessed here.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from itertools import compress
from pathlib import Path

from explorer.data.checks.validation import TOML
from explorer.data.load import TABLES, Written, landscape_of, read_folder
from explorer.data.saved import open_landscape
from explorer.data.tables.csv_files import Table, no_rows
from explorer.errors import BrokenLandscape, Problem
from explorer.landscape import Landscape
from explorer.records import fields_of

NEEDED = ("title", "summary", "as_of", "licence", "lanes")
"""Settings without which there is no landscape; any other is left out where it is wrong."""

_TOGETHER = {"claims": ("about", "property")}
"""Columns of a table whose rows mean something only side by side: where one goes, all that share them go."""


@dataclass(frozen=True)
class Opened:
    """A landscape, whole or as far as it is sound."""

    landscape: Landscape
    broken: BrokenLandscape | None = None  # what is wrong in its files; None where it is whole
    left_out: Mapping[str, int] = field(default_factory=dict)  # rows by file
    unread: tuple[str, ...] = ()  # files of which nothing could be read

    @property
    def rows_left_out(self) -> int:
        return sum(self.left_out.values())


def open_sound(path: Path) -> Opened:
    """The landscape in a folder or file, without the rows that have problems and what depends on them.

    Raises BrokenLandscape, with all problems of the files, where nothing that can be shown is left: no event and no
    actor, a setting that a landscape needs, or a file that is no landscape's.
    """
    try:
        return Opened(open_landscape(path))
    except BrokenLandscape as broken:
        if not path.is_dir():
            raise
        return _without_faults(path, broken)


def _without_faults(folder: Path, broken: BrokenLandscape) -> Opened:
    read = read_folder(folder)
    if read.settings is None:
        raise broken
    settings, tables = dict(read.settings), {name: _as_far_as_read(name, read.tables[name]) for name in TABLES}
    before = {name: len(read.tables[name].numbers) + _lost(broken, name, read.tables[name]) for name in TABLES}
    tables, _ = _without_rows(tables, broken.problems)
    _without_settings(settings, broken.problems)
    landscape = None
    while landscape is None:
        try:
            landscape = landscape_of(folder.resolve().name, settings, tables)
        except BrokenLandscape as still:
            tables, has_shrunk = _without_rows(tables, still.problems)
            if not (_without_settings(settings, still.problems) or has_shrunk):
                raise broken from None  # what is left cannot be told from what is wrong
    if not landscape.events and not landscape.actors:
        raise broken
    after = {name: len(tables[name].numbers) for name in TABLES}
    gone = {f"{name}.csv": before[name] - after[name] for name in TABLES if before[name] > after[name]}
    unread = tuple(f"{name}.csv" for name in TABLES if not read.tables[name].readable)
    return Opened(landscape, broken, gone, unread)


def _as_far_as_read(name: str, table: Table) -> Table:
    """A table whose lost rows are known to nobody; one that cannot be read at all has no rows."""
    if not table.readable:
        return no_rows(tuple(fields_of(TABLES[name])))
    return replace(table, lost_ids=frozenset())


def _lost(broken: BrokenLandscape, name: str, table: Table) -> int:
    """How many rows of a table are so broken that they were not even read."""
    rows = {problem.row for problem in broken.problems if problem.file == f"{name}.csv"} - {None, 1}
    return len(rows - set(table.numbers)) if table.readable else 0


def _without_rows(tables: Mapping[str, Table], problems: Collection[Problem]) -> tuple[dict[str, Table], bool]:
    """The tables without the rows that problems name, and what goes with them; whether any went."""
    left: dict[str, Table] = {}
    gone_sources: set[str] = set()
    changed = False
    for name, table in tables.items():
        rows = {problem.row for problem in problems if problem.file == f"{name}.csv"}
        bad = [number in rows for number in table.numbers]
        if any(bad) and (together := _TOGETHER.get(name)):
            groups = list(zip(*map(table.cells.__getitem__, together), strict=True))
            of_bad = set(compress(groups, bad))
            bad = [group in of_bad for group in groups]
        if any(bad):
            changed = True
            gone_sources |= set(compress(table.cells["id"], bad)) if name == "sources" else set()
            table = table.only(not one for one in bad)
        left[name] = table
    if gone_sources:
        left = {name: _without_sources(table, gone_sources) for name, table in left.items()}
    return left, changed


def _without_sources(table: Table, gone: Collection[str]) -> Table:
    """A table that cites those sources no more; a row that rested on nothing else is found by the next look."""
    if "sources" not in table.cells:
        return table

    def still(cited: str) -> str:
        parts = [part for part in cited.split(";") if part.partition("@")[0].strip() not in gone]
        return ";".join(parts)

    return replace(table, cells={**table.cells, "sources": list(map(still, table.cells["sources"]))})


def _without_settings(settings: Written, problems: Collection[Problem]) -> bool:
    """Takes out of the settings what problems name and no landscape needs; whether anything went."""
    places = {p.column.partition(":")[0].partition(",")[0] for p in problems if p.file == TOML and p.column}
    wrong = [key for key in places - {*NEEDED} if key in settings]
    for key in wrong:
        del settings[key]
    return bool(wrong)
