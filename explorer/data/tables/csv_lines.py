"""Lines of CSV in; their cells by column out, with a Problem for every line that is none of a table.

A line holds a row: no cell has a line break. A megabyte of lines is read at once where all of them are sound; where
one is not, they are looked at one by one.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import repeat

import numpy as np
import pandas as pd

from explorer.data.tables.characters import all_seen, seen, unguarded, unseen_fault
from explorer.errors import Problem, Problems

BLOCK = 1_000_000
"""So many characters, and the rest of their last line, are read at once."""

SMALL = 200_000
"""A block of fewer characters is read by csv, which begins at once; a larger one by pandas, which is faster from there
on and keeps one of equal cells of a column."""

SAMPLE = 1_000
"""By so many cells of some thousand it is told whether equal ones among them are worth looking for."""

# A line of well-formed CSV: cells without quotes, or wholly in quotes with the inner ones doubled.
_CELL = r'(?:"(?:[^"]|"")*+"|[^",]*+)'
_SOUND_LINE = re.compile(f"{_CELL}(?:,{_CELL})*+")

# The same of many lines, in a fraction of the time: quotes open where a cell begins and close where it ends.
_SOUND_LINES = re.compile(r'[^"]*+(?:(?<![^,\n])"[^"\n]*+(?:""[^"\n]*+)*+"(?![^,\n])[^"]*+)*+')


@dataclass
class ReadLines:
    """What could be read of lines, and what was wrong with the others."""

    rows: list[int] = field(default_factory=list)  # the numbers of the rows that could be read
    cells: dict[str, list[str]] = field(default_factory=dict)  # their cells by column; spaces around them taken off
    lost_ids: set[str] = field(default_factory=set)
    problems: Problems = field(default_factory=Problems)


def read_lines(file: str, text: str, header: Sequence[str]) -> ReadLines:
    """The rows below the first line of a text, whose cells are in the columns that `header` names."""
    read = ReadLines()
    read.cells = {column: [] for column in header}
    known = {column: _Known() for column in header}
    for first, block in _blocks(text, text.find("\n") + 1 or len(text)):
        numbers: Sequence[int] = range(first, first + 1 + block.count("\n"))
        if not _are_sound(block, len(numbers), len(header), filled=False):
            numbers, block = _filled(numbers, block)
            if not _are_sound(block, len(numbers), len(header), filled=True):
                numbered = zip(numbers, block.split("\n") if numbers else (), strict=True)
                rows = [
                    (number, row) for number, line in numbered if (row := _looked_at(file, number, line, header, read))
                ]
                numbers, block = [number for number, _ in rows], "\n".join([row for _, row in rows])
        read.rows += numbers
        for column, cells in _cells_of(block, len(numbers), header).items():
            read.cells[column] += _shared(cells, known[column], guards="'" in block)
    return read


def numbered_lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines of a text by their numbers, from 1."""
    for first, block in _blocks(text, 0):
        yield from enumerate(block.split("\n"), first)


def filled_lines(text: str) -> int:
    """How many lines of a text hold anything but commas and spaces."""
    return sum(sum(map(bool, map(str.strip, block.split("\n"), repeat(_BLANK)))) for _, block in _blocks(text, 0))


def has_line_beyond(text: str, most: int) -> bool:
    """Whether some line of a text has more characters than that: looked for from one such stretch to the next."""
    start = 0
    while len(text) - start > most:
        end = text.rfind("\n", start, start + most + 1)
        if end < 0:
            return True
        start = end + 1
    return False


_BLANK = ", \t"


def _blocks(text: str, start: int) -> Iterator[tuple[int, str]]:
    """A text from some place on, some lines at a time, with the number of the first."""
    number = 2 if start else 1
    while start <= len(text):
        end = text.find("\n", start + BLOCK)
        end = end if end >= 0 else len(text)
        yield number, text[start:end]
        number += text.count("\n", start, end) + 1
        start = end + 1


def _filled(numbers: Sequence[int], block: str) -> tuple[Sequence[int], str]:
    """Those lines of a block, with their numbers, that hold anything but commas and spaces."""
    lines = block.split("\n")
    if all(map(str.strip, lines, repeat(_BLANK))):
        return numbers, block
    filled = [(number, line) for number, line in zip(numbers, lines, strict=True) if line.strip(_BLANK)]
    return [number for number, _ in filled], "\n".join([line for _, line in filled])


def _are_sound(block: str, count: int, width: int, *, filled: bool) -> bool:
    """Whether all of so many lines are those of a table with so many columns; where it is not known that they are
    `filled`, whether they are that, too: no line of those begins as an empty one does."""
    if not count or not all_seen(block) or ('"' in block and not _SOUND_LINES.fullmatch(block)):
        return False
    read = np.frombuffer(block.encode(), np.uint8)
    ends = np.append(np.flatnonzero(read == ord("\n")), len(read))
    starts = np.append(0, ends[:-1] + 1)
    if not filled and ((starts == ends).any() or np.isin(read[starts], list(_BLANK.encode())).any()):
        return False
    commas = read == ord(",")
    if '"' in block:
        commas &= ~np.bitwise_xor.accumulate(read == ord('"'))
    places = np.flatnonzero(commas)
    if len(places) != count * (width - 1):
        return False
    of_line = places.reshape(count, width - 1)
    return bool((of_line[:, :1] >= starts[:, None]).all() and (of_line[:, -1:] < ends[:, None]).all())


def _looked_at(file: str, number: int, line: str, header: Sequence[str], read: ReadLines) -> str:
    """A line without what nobody sees, empty where it cannot be read; what is wrong with it goes to the problems."""
    read.problems += _line_problems(file, number, line, header)
    clean = seen(line)
    if _SOUND_LINE.fullmatch(clean) and len(next(csv.reader([clean]), [])) == len(header):
        return clean
    if "id" in header:
        read.lost_ids.add((clean.split(",") + [""] * len(header))[header.index("id")].strip(' "'))
    return ""


def _cells_of(block: str, count: int, header: Sequence[str]) -> Mapping[str, Sequence[str]]:
    """The cells of so many sound lines. Text only: pandas must not turn "Null", "007" or "1e5" into something else."""
    if not count:
        return {}
    if len(block) < SMALL:
        return dict(zip(header, zip(*csv.reader(block.split("\n")), strict=True), strict=True))
    frame = pd.read_csv(
        io.BytesIO(block.encode()),
        header=None,
        names=list(header),
        index_col=False,
        dtype=object,
        keep_default_na=False,
        na_filter=False,
        skip_blank_lines=False,
        low_memory=False,
    )
    assert len(frame) == count, "pandas saw another number of rows than we did"
    return {column: frame[column].to_numpy().tolist() for column in header}


class _Known(dict[str, str]):
    """Cells as they are written; as they are read. Of equal ones one is in memory."""

    def __missing__(self, written: str) -> str:
        read = written.strip()
        self[written] = read = unguarded(read) if read[:1] == "'" else read
        return read


def _shared(cells: Sequence[str], known: _Known, *, guards: bool) -> list[str]:
    """The cells of a column, spaces and guards, if there are any, taken off. Of equal texts one is kept in memory, but
    where most differ, as with ids."""
    some = cells[:SAMPLE]
    if 2 * len(set(some)) <= len(some):
        return list(map(known.__getitem__, cells))
    texts = list(map(str.strip, cells))
    return [unguarded(text) if text[:1] == "'" else text for text in texts] if guards else texts


def _line_problems(file: str, number: int, line: str, header: Sequence[str]) -> Iterator[Problem]:
    if not _SOUND_LINE.fullmatch(line):
        if line.count('"') % 2:
            mend = "close it on the same row; a cell holds no line break"
            yield Problem(file, number, None, "a double quote is opened and not closed", mend)
        else:
            mend = "put the whole cell in double quotes and write each inner one twice"
            yield Problem(file, number, None, "a double quote stands inside a cell", mend)
        if fault := unseen_fault(line):
            yield Problem(file, number, None, *fault)
        return
    cells = next(csv.reader([line]))
    if len(cells) != len(header):
        many = len(cells) > len(header)
        mend = "put a cell that holds a comma in double quotes" if many else "write a comma for each empty cell"
        yield Problem(file, number, None, f"has {len(cells)} cells where the header has {len(header)}", mend)
    for place, cell in enumerate(() if all_seen(line) else cells):
        if fault := unseen_fault(cell):
            yield Problem(file, number, header[place] if place < len(header) else None, *fault)
