"""A file in; its text or its rows out, with a Problem for every fault of form: encoding, columns, quotes, characters.

Knows nothing of what the columns mean. Rows are counted as a spreadsheet shows them: the header is row 1.
"""

from __future__ import annotations

import csv
import difflib
import io
import re
import stat
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from explorer.errors import Problem, Problems

FILE_BYTES = 50_000_000
"""So large may any one file of a landscape be; a larger one is not even read."""

CELL_CHARACTERS = 4_000

FILE_LINES = 1_000_000
"""So many lines, empty ones included, may a table have."""

MAX_COLUMNS = 100
"""So many columns may a table have for each of them to be told apart; no table has a fifth of it."""

MAX_HEAPED = 30
"""So many accents in a row are what Unicode's Stream-Safe Text Format allows: to bring more of them into their order
(normal form C) takes time that grows with the square of their number."""

# Characters that nobody sees but a computer minds: controls, zero-width and filler characters, direction overrides,
# line separators, lone surrogates, tags; and U+FFFD, which a lost letter leaves behind.
_UNSEEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ud800-\udfff\ufeff\uffa0\ufff0-\uffff\U000e0000-\U000e007f]"
)
# A line of well-formed CSV: cells without quotes, or wholly in quotes with the inner ones doubled.
_CELL = r'(?:"(?:[^"]|"")*+"|[^",]*+)'
_SOUND_LINE = re.compile(f"{_CELL}(?:,{_CELL})*+")

# What a spreadsheet runs as a formula, in usual and in full-width form; and the same behind the mark that stops it.
_FORMULA = re.compile(r"'*(?:\s*[=+\-@＝＋－＠]|[\t\r])")
_GUARDED = re.compile(r"'+(?:\s*[=+\-@＝＋－＠]|[\t\r])")
_FOREIGN = re.compile(f"[^\x00-\u02ff]{{{MAX_HEAPED + 1},}}")
_NEGATIVE = re.compile(r"-[0-9]+(?:[.,][0-9]+)*")


@dataclass(frozen=True)
class Table:
    """What could be read of a table.

    `cells` holds text only, one column for each asked for, indexed by row number. `lost_ids` are the ids of rows too
    broken to read, so that nothing that names them is reported as well.
    """

    cells: pd.DataFrame
    lost_ids: frozenset[str]
    readable: bool  # False: the ids in it are not known, so nothing can be said about who names them


@dataclass(frozen=True)
class Sheet:
    """A table with its cells read: per column, the value of each text that could be read."""

    name: str
    table: Table
    values: Mapping[str, Mapping[str, Any]]

    @property
    def file(self) -> str:
        return f"{self.name}.csv"

    def rows(self, *of: str) -> Iterator[tuple[int, dict[str, str]]]:
        """Row number and texts by column: of these columns, or of all where none is named."""
        frame = self.table.cells
        columns = of or tuple(str(column) for column in frame)
        texts = zip(*(frame[column].tolist() for column in columns), strict=True)
        for number, row in zip(frame.index.tolist(), texts, strict=True):
            yield number, dict(zip(columns, row, strict=True))

    def problem(self, row: int, column: str | None, what: str, mend: str) -> Problem:
        return Problem(self.file, row, column, what, mend)


def no_rows(columns: Sequence[str]) -> Table:
    """The table of a file that may be absent and is."""
    return table_of(columns, {})


def table_of(columns: Sequence[str], rows: Mapping[int, Mapping[str, str]]) -> Table:
    """The table of rows of text by row number, however they were kept; a cell that a row lacks is empty."""
    cells = {column: [row.get(column, "") for row in rows.values()] for column in columns}
    return Table(pd.DataFrame(cells, index=list(rows), columns=list(columns), dtype=str), frozenset(), readable=True)


def read_table(
    path: Path, columns: Sequence[str], most_rows: int, may_lack: Collection[str] = ()
) -> tuple[Table, Problems]:
    """The rows of a CSV file with exactly these columns, in any order, and all that is wrong with its form.

    A column that the file `may_lack` and has not is there with empty cells.
    """
    unreadable = Table(pd.DataFrame(columns=list(columns), dtype=str), frozenset(), readable=False)
    text, faults = read_text(path)
    if text is None:
        return unreadable, Problems(faults)
    lines, problems = _lines_of(path.name, text, columns)
    if problems:
        return unreadable, problems
    header = [name.strip() for name in next(csv.reader([_UNSEEN.sub("", lines[0])]), [])]
    problems += _header_problems(path.name, lines[0], header, columns, may_lack)
    if problems:
        return unreadable, problems
    filled = [(number, line) for number, line in enumerate(lines[1:], 2) if line.strip(", \t")]
    if len(filled) > most_rows:
        what = f"has {len(filled):,} rows, more than the {most_rows:,} that are read"
        problems += [Problem(path.name, None, None, what, "split the landscape into several folders")]
        return unreadable, problems
    sound: dict[int, str] = {}
    lost: set[str] = set()
    for number, line in filled:
        problems += _line_problems(path.name, number, line, header)
        clean = _UNSEEN.sub("", line)
        if _SOUND_LINE.fullmatch(clean) and len(next(csv.reader([clean]))) == len(header):
            sound[number] = clean
        else:
            if "id" in header:
                lost.add((clean.split(",") + [""] * len(header))[header.index("id")].strip(' "'))
    cells = _read_cells(sound, header).reindex(columns=list(columns), fill_value="")
    if len(text) > CELL_CHARACTERS:
        problems += _length_problems(path.name, cells)
    return Table(cells, frozenset(lost), readable=True), problems


def _lines_of(file: str, text: str, columns: Sequence[str]) -> tuple[list[str], Problems]:
    """The lines of a table, or what makes them too many or too long."""
    if not text.strip():
        return [], Problems([Problem(file, None, None, "is empty", f"begin with the line {','.join(columns)}")])
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    count = text.count("\n")
    if count > FILE_LINES:
        what = f"has {count:,} lines, more than the {FILE_LINES:,} that are read"
        return [], Problems([Problem(file, None, None, what, "delete empty lines, or split the landscape")])
    lines = text.split("\n")
    longest = 2 * CELL_CHARACTERS * len(columns)  # every cell full, every character of it a doubled quote
    for number, line in enumerate(lines, 1):
        if len(line) > longest:
            what = f"has {len(line):,} characters, more than the {longest:,} of a row"
            mend = "say it shorter, or close an open double quote"
            return [], Problems([Problem(file, number, None, what, mend)])
    return lines, Problems()


def guarded(text: str) -> str:
    """A cell as it is written: "'" before what a spreadsheet would run as a formula. Negative numbers stay.

    >>> [guarded(text) for text in ("=cmd()", "＝cmd()", "-5.2", "-5+cmd()", "'=x", "2-1")]
    ["'=cmd()", "'＝cmd()", '-5.2', "'-5+cmd()", "''=x", '2-1']
    """
    return f"'{text}" if _FORMULA.match(text) and not _NEGATIVE.fullmatch(text) else text


def unguarded(text: str) -> str:
    """The cell that was guarded: `unguarded(guarded(text)) == text` for every text.

    >>> [unguarded(text) for text in ("'=cmd()", "''=x", "'tis", "plain")]
    ['=cmd()', "'=x", "'tis", 'plain']
    """
    return text[1:] if _GUARDED.match(text) else text


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
                "split the landscape into several folders",
            )
        data = path.read_bytes()
    except FileNotFoundError:
        near = _nearest_word(path.name, [other.name for other in path.parent.iterdir()])
        return refuse("is missing", f'rename "{near}" to "{path.name}"' if near else "add it to the folder")
    except OSError as error:
        return refuse(f"cannot be read ({error.strerror})", "look at its permissions")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or data[:2].count(0) == 1:
        return refuse("is in UTF-16", 'save it again as "CSV UTF-8"')
    try:
        text = data.decode("utf-8-sig")
        if heap := _heap(text):
            return refuse(*_HEAPED, text.count("\n", 0, heap) + 1)
        return unicodedata.normalize("NFC", text), []
    except UnicodeDecodeError as error:
        row = data.count(b"\n", 0, error.start) + 1
        what = f"byte 0x{data[error.start]:02X} is not UTF-8; the file seems to be in Latin-1 or Windows-1252"
        return refuse(what, 'save it again as "CSV UTF-8"', row)


def unseen_fault(text: str) -> tuple[str, str] | None:
    """What is wrong and how to mend it, where the text holds a character nobody sees.

    >>> unseen_fault("tim\u200bkeller")
    ('holds the unseen character U+200B (zero width space) after "tim"', 'delete it, or type the words again')
    """
    found = _UNSEEN.search(text)
    if found is None:
        return None
    character = found.group()
    before = text[max(0, found.start() - 12) : found.start()]
    named = "tab" if character == "\t" else unicodedata.name(character, "control character").lower()
    where = f'after "{before}"' if before else "at the start"
    if character == "\ufffd":
        return f"holds U+FFFD {where}, where a letter was lost between encodings", "type the letter again"
    return f"holds the unseen character U+{ord(character):04X} ({named}) {where}", "delete it, or type the words again"


_HEAPED = (f"holds more than {MAX_HEAPED} accents in a row", "leave those that a letter needs")


def heaped_fault(text: str) -> tuple[str, str] | None:
    """What is wrong and how to mend it, where accents are heaped up; to be asked before a text is normalized.

    >>> heaped_fault("e" + "\u0301" * 31)
    ('holds more than 30 accents in a row', 'leave those that a letter needs')
    """
    return _HEAPED if _heap(text) else None


def _heap(text: str) -> int:
    """Where the first heap of accents ends; 0 where there is none."""
    for found in _FOREIGN.finditer(text):
        run = 0
        for at, character in enumerate(found.group(), found.start()):
            run = run + 1 if unicodedata.combining(character) else 0
            if run > MAX_HEAPED:
                return at
    return 0


def _nearest_word(word: str, valid: Sequence[str]) -> str | None:
    """The one of the valid words that was most likely meant."""
    lowered = {candidate.lower(): candidate for candidate in valid}
    matches = difflib.get_close_matches(word.lower(), lowered, n=1, cutoff=0.75)
    return lowered[matches[0]] if matches else None


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
            near = _nearest_word(column, missing)
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
    for place, cell in enumerate(cells if _UNSEEN.search(line) else ()):
        if fault := unseen_fault(cell):
            yield Problem(file, number, header[place] if place < len(header) else None, *fault)


def _length_problems(file: str, cells: pd.DataFrame) -> Iterator[Problem]:
    for column in cells:
        lengths = cells[column].str.len()
        for number, length in lengths[lengths > CELL_CHARACTERS].items():
            what = f"has {length:,} characters, more than the {CELL_CHARACTERS:,} of a cell"
            yield Problem(file, int(str(number)), str(column), what, "say it shorter")


def _read_cells(lines: dict[int, str], header: Sequence[str]) -> pd.DataFrame:
    """Text only, spaces around it taken off: pandas must not turn "Null", "007" or "1e5" into something else."""
    if not lines:
        return pd.DataFrame(columns=list(header), dtype=str)
    cells = pd.read_csv(
        io.StringIO("\n".join(lines.values())),
        header=None,
        names=list(header),
        index_col=False,
        dtype=str,
        keep_default_na=False,
        na_filter=False,
        skip_blank_lines=False,
    )
    bare = {column: [unguarded(text.strip()) for text in cells[column].tolist()] for column in header}
    return pd.DataFrame(
        bare, index=list(lines), dtype=str
    )  # raises where pandas saw another number of rows than we did
