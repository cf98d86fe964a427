"""A file in; its text or its rows out, with a Problem for every fault of form: encoding, columns, quotes, characters.

Knows nothing of what the columns mean. Rows are counted as a spreadsheet shows them: the header is row 1.
"""

from __future__ import annotations

import csv
import stat
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import compress
from pathlib import Path
from typing import Any

from explorer.data.tables.characters import HEAPED, heap, seen
from explorer.data.tables.csv_lines import filled_lines, has_line_beyond, numbered_lines, read_lines
from explorer.data.tables.parsers import nearest_word
from explorer.errors import Problem, Problems

FILE_BYTES = 50_000_000
"""So large may any one file of a landscape be; a larger one is not even read."""

CELL_CHARACTERS = 4_000

FILE_LINES = 1_000_000
"""So many lines, empty ones included, may a table have."""

MAX_COLUMNS = 100
"""So many columns may a table have for each of them to be told apart; no table has a fifth of it."""


@dataclass(frozen=True)
class Table:
    """What could be read of a table.

    `cells` holds text only, row by row in one column for each asked for, and `numbers` the numbers of the rows.
    `lost_ids` are the ids of rows too broken to read, so that nothing that names them is reported as well.
    """

    cells: Mapping[str, list[str]]
    numbers: list[int]
    lost_ids: frozenset[str] = frozenset()
    readable: bool = True  # False: the ids in it are not known, so nothing can be said about who names them

    def rows(self, *of: str) -> Iterator[tuple[int, dict[str, str]]]:
        """Row number and texts by column: of these columns, or of all where none is named."""
        columns = of or tuple(self.cells)
        texts = zip(*map(self.cells.__getitem__, columns), strict=True)
        for number, row in zip(self.numbers, texts, strict=True):
            yield number, dict(zip(columns, row, strict=True))

    def only(self, kept: Iterable[bool]) -> Table:
        """Those of its rows that are kept, each of which is asked for in turn."""
        kept = list(kept)
        cells = {column: list(compress(texts, kept)) for column, texts in self.cells.items()}
        return replace(self, cells=cells, numbers=list(compress(self.numbers, kept)))

    def followed_by(self, cells: Mapping[str, Iterable[str]], numbers: Iterable[int]) -> Table:
        """Its rows, then others, of which all its columns are there."""
        joined = {column: [*texts, *cells[column]] for column, texts in self.cells.items()}
        return replace(self, cells=joined, numbers=[*self.numbers, *numbers])


@dataclass(frozen=True)
class Sheet:
    """A table with its cells read: by column their values, row by row; None where a cell could not be read."""

    name: str
    table: Table
    values: Mapping[str, Iterable[Any]]  # of the columns whose values are not the texts themselves

    @property
    def file(self) -> str:
        return f"{self.name}.csv"

    def texts(self, column: str) -> list[str]:
        """The cells of a column."""
        return self.table.cells[column]

    def column(self, column: str) -> Iterable[Any]:
        """The values of a column."""
        return self.values[column] if column in self.values else self.texts(column)

    @property
    def numbers(self) -> list[int]:
        """The numbers of the rows."""
        return self.table.numbers

    def rows(self, *of: str) -> Iterator[tuple[int, dict[str, str]]]:
        """Its rows, as `Table.rows` tells them."""
        return self.table.rows(*of)

    def problem(self, row: int, column: str | None, what: str, mend: str) -> Problem:
        return Problem(self.file, row, column, what, mend)


def no_rows(columns: Sequence[str]) -> Table:
    """The table of a file that may be absent and is."""
    return table_of(columns, {})


def table_of(columns: Sequence[str], rows: Mapping[int, Mapping[str, str]]) -> Table:
    """The table of rows of text by row number, however they were kept; a cell that a row lacks is empty.

    >>> table_of(["id", "name"], {2: {"id": "ana"}}).cells
    {'id': ['ana'], 'name': ['']}
    """
    return Table({column: [row.get(column, "") for row in rows.values()] for column in columns}, list(rows))


def read_table(
    path: Path, columns: Sequence[str], most_rows: int, may_lack: Collection[str] = ()
) -> tuple[Table, Problems]:
    """The rows of a CSV file with exactly these columns, in any order, and all that is wrong with its form.

    A column that the file `may_lack` and has not is there with empty cells.
    """
    text, faults = read_text(path)
    if text is None:
        return unreadable_table(columns), Problems(faults)
    return read_table_text(path.name, text.replace("\r\n", "\n").replace("\r", "\n"), columns, most_rows, may_lack)


def unreadable_table(columns: Sequence[str]) -> Table:
    """The table of a file of which nothing can be said."""
    return replace(no_rows(columns), readable=False)


def read_table_text(
    file: str, text: str, columns: Sequence[str], most_rows: int, may_lack: Collection[str] = ()
) -> tuple[Table, Problems]:
    """The same of the text of a file, with its lines ended by a line feed each."""
    if problems := Problems(_size_problems(file, text, columns)):
        return unreadable_table(columns), problems
    first, _, _ = text.partition("\n")
    header = [name.strip() for name in next(csv.reader([seen(first)]), [])]
    problems += _header_problems(file, first, header, columns, may_lack)
    problems += _row_problems(file, text, most_rows) if not problems else ()
    if problems:
        return unreadable_table(columns), problems
    read = read_lines(file, text, header)
    problems += read.problems
    cells = {column: read.cells[column] if column in read.cells else [""] * len(read.rows) for column in columns}
    if has_line_beyond(text, CELL_CHARACTERS):
        problems += _length_problems(file, read.rows, cells)
    return Table(cells, read.rows, frozenset(read.lost_ids)), problems


def _size_problems(file: str, text: str, columns: Sequence[str]) -> Iterator[Problem]:
    """What makes the lines of a table none, too many or too long: one thing at most."""
    longest = 2 * CELL_CHARACTERS * len(columns)  # every cell full, every character of it a doubled quote
    if not text or text.isspace():
        yield Problem(file, None, None, "is empty", f"begin with the line {','.join(columns)}")
    elif (count := text.count("\n")) > FILE_LINES:
        what = f"has {count:,} lines, more than the {FILE_LINES:,} that are read"
        yield Problem(
            file, None, None, what, "delete empty lines, or make a store of the folder: python -m explorer build"
        )
    elif has_line_beyond(text, longest):
        number, line = next((number, line) for number, line in numbered_lines(text) if len(line) > longest)
        what = f"has {len(line):,} characters, more than the {longest:,} of a row"
        yield Problem(file, number, None, what, "say it shorter, or close an open double quote")


def _row_problems(file: str, text: str, most_rows: int) -> Iterator[Problem]:
    """What makes the rows below the header too many."""
    if text.rstrip("\n").count("\n") <= most_rows:
        return
    count = filled_lines(text[text.find("\n") :])
    if count > most_rows:
        what = f"has {count:,} rows, more than the {most_rows:,} that are read"
        yield Problem(file, None, None, what, "make a store of the folder: python -m explorer build")


def read_text(path: Path) -> tuple[str | None, list[Problem]]:
    """The text of a plain UTF-8 file in normal form C, or None and the reason; a byte-order mark is taken off."""

    def refuse(what: str, mend: str, row: int | None = None) -> tuple[None, list[Problem]]:
        return None, [Problem(path.name, row, None, what, mend)]

    try:
        facts = path.lstat()
        if not stat.S_ISREG(facts.st_mode):
            return refuse("is not a plain file but a link, folder or device", "put the file itself into the folder")
        if facts.st_size > FILE_BYTES:
            return refuse(
                f"is {facts.st_size / 1e6:.1f} MB, more than the {FILE_BYTES // 1_000_000} MB that are read",
                "make a store of the folder: python -m explorer build",
            )
        data = path.read_bytes()
    except FileNotFoundError:
        near = nearest_word(path.name, [other.name for other in path.parent.iterdir()], 0.75)
        return refuse("is missing", f'rename "{near}" to "{path.name}"' if near else "add it to the folder")
    except OSError as error:
        return refuse(f"cannot be read ({error.strerror})", "look at its permissions")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or data[:2].count(0) == 1:
        return refuse("is in UTF-16", 'save it again as "CSV UTF-8"')
    try:
        text = data.decode("utf-8-sig")
        if end := heap(text):
            return refuse(*HEAPED, text.count("\n", 0, end) + 1)
        return unicodedata.normalize("NFC", text), []
    except UnicodeDecodeError as error:
        row = data.count(b"\n", 0, error.start) + 1
        what = f"byte 0x{data[error.start]:02X} is not UTF-8; the file seems to be in Latin-1 or Windows-1252"
        return refuse(what, 'save it again as "CSV UTF-8"', row)


def _header_problems(
    file: str, line: str, header: Sequence[str], columns: Sequence[str], may_lack: Collection[str]
) -> Iterator[Problem]:
    for mark, name in ((";", "semicolons"), ("\t", "tabs")):
        if line.count(mark) > line.count(","):
            mend = "save it as CSV separated by commas"
            yield Problem(file, 1, None, f"the columns are separated by {name}", mend)
            return
    if len(header) > MAX_COLUMNS:
        mend = f"this table has {', '.join(columns)}"
        yield Problem(file, 1, None, f"there are {len(header):,} columns", mend)
        return
    counts = Counter(header)
    missing = [column for column in columns if column not in counts]
    for column, count in counts.items():
        if count > 1:
            yield Problem(file, 1, column, f"is there {count} times", "keep one of them")
        elif column not in columns:
            near = nearest_word(column, missing, 0.75)
            if near:
                missing.remove(near)
                yield Problem(file, 1, column, "is not a column of this table", f'did you mean "{near}"?')
            elif column:
                yield Problem(file, 1, column, "is not a column of this table", f"use {', '.join(columns)}")
            else:
                yield Problem(file, 1, None, "a column has no name", "delete the column or name it")
    for column in missing:
        if column in may_lack:
            continue
        yield Problem(file, 1, column, "is missing", f"add the column; this table has {', '.join(columns)}")


def _length_problems(file: str, rows: Sequence[int], cells: Mapping[str, Sequence[str]]) -> Iterator[Problem]:
    for column, texts in cells.items():
        for number, text in zip(rows, texts, strict=True):
            if len(text) > CELL_CHARACTERS:
                what = f"has {len(text):,} characters, more than the {CELL_CHARACTERS:,} of a cell"
                yield Problem(file, number, column, what, "say it shorter")
