"""What is wrong with a folder's tables and has one answer, mended in the files; the rest is left to a person."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from explorer.data.checks.consistency import may_be_one
from explorer.data.tables.characters import guarded
from explorer.errors import Problem
from explorer.written_file import write_file

FORMER_STANDING = "also reported"
"""A standing of claims in older landscapes: it stood for the same in other words, and for other values as well."""


@dataclass(frozen=True)
class Mended:
    """A cell that was changed."""

    file: str
    row: int
    column: str
    before: str
    after: str

    def __str__(self) -> str:
        return f'{self.file} row {self.row}, column "{self.column}": "{self.before}" is now "{self.after}"'


def mend(folder: Path, problems: Iterable[Problem]) -> list[Mended]:
    """Changes every cell with one right answer, file by file; each file is written whole or not at all."""
    of_file: dict[str, list[Problem]] = {}
    for problem in problems:
        if problem.row and problem.column and problem.file.endswith(".csv"):
            of_file.setdefault(problem.file, []).append(problem)
    return [done for file, found in of_file.items() for done in _mend_file(folder / file, found)]


def _mend_file(path: Path, problems: Iterable[Problem]) -> list[Mended]:
    data = path.read_bytes()
    text = data.decode("utf-8-sig")
    ends = next((end for end in ("\r\n", "\n", "\r") if end in text), "\n")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    header = [name.strip() for name in next(csv.reader([lines[0]]))]
    rows = {number: next(csv.reader([line]), []) for number, line in enumerate(lines[1:], 2)}
    done: dict[tuple[int, str], Mended] = {}
    for problem in problems:
        number, column = problem.row or 0, problem.column or ""
        row = rows.get(number, [])
        if column not in header or len(row) != len(header):
            continue
        cells = dict(zip(header, row, strict=True))
        answer = problem.answer or _standing(cells, column, header, rows)
        if answer and cells[column] != answer and (number, column) not in done:
            row[header.index(column)] = guarded(answer)
            lines[number - 1] = _line(row)
            done[number, column] = Mended(path.name, number, column, cells[column], answer)
    if done:
        mark = "\ufeff" if data.startswith(b"\xef\xbb\xbf") else ""
        write_file(path, (mark + ends.join(lines)).encode())
    return list(done.values())


def _line(cells: Iterable[str]) -> str:
    """A row as it stands in the file; its other cells as they came."""
    written = io.StringIO()
    csv.writer(written, lineterminator="").writerow(cells)
    return written.getvalue()


def _standing(cells: Mapping[str, str], column: str, header: list[str], rows: Mapping[int, list[str]]) -> str:
    """Of a claim with the former standing: whether its value is the preferred one in other words, or another."""
    if column != "standing" or cells["standing"].strip() != FORMER_STANDING:
        return ""
    for row in rows.values():
        other = dict(zip(header, row, strict=False))
        same = all(other.get(name) == cells[name] for name in ("about", "property"))
        if same and other.get("standing") == "preferred":
            return "agrees" if may_be_one(other["value"], cells["value"]) else "differs"
    return "unsettled"
