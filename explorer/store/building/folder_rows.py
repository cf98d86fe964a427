"""A landscape's folder of any size in; its tables out, some thousand rows at a time, as text with their row numbers.

CSV is read as `csv_files.py` reads it, Parquet (a file a table, every column text) as if it were written as CSV: so
whatever is wrong with the form of a row is told in the same sentence.
"""

from __future__ import annotations

import csv
import io
import stat
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import duckdb
import numpy as np

from explorer.data.load import LATER, OPTIONAL, TABLES
from explorer.data.tables.characters import HEAPED, heap
from explorer.data.tables.csv_files import Table, read_table_text, read_text, unreadable_table
from explorer.errors import Problem, Problems
from explorer.records import fields_of
from explorer.store.engines.engine import quoted

PIECE = 8_000_000
"""Bytes of CSV, and the rest of their last line, that are read at once."""

ROWS = 20_000
"""Rows of Parquet that are read at once."""

Block = tuple[Table, Problems]


def file_of(folder: Path, name: str) -> Path:
    """The file of a table: as CSV, or where there is none as Parquet."""
    plain = folder / f"{name}.csv"
    packed = folder / f"{name}.parquet"
    return packed if packed.is_file() and not plain.exists() else plain


def blocks(folder: Path, name: str) -> Iterator[tuple[Block, float]]:
    """The rows of a table, and the share of its file that is behind after each block of them. The first block says
    whether it can be read at all; a table that may be absent and is has no block."""
    file, columns = file_of(folder, name), tuple(fields_of(TABLES[name]))
    if name in OPTIONAL and not file.exists() and not file.is_symlink():
        return
    try:
        if not stat.S_ISREG(file.lstat().st_mode):
            raise FileNotFoundError
    except OSError:
        yield (unreadable_table(columns), Problems(read_text(file)[1])), 1.0
        return
    pieces = _of_parquet(file) if file.suffix == ".parquet" else _of_csv(file)
    header, before = "", 0
    for piece, share in pieces:
        if isinstance(piece, Problem):
            row = piece.row + before if piece.row is not None else None
            yield (unreadable_table(columns), Problems([replace(piece, row=row)])), 1.0
            return
        text = header + piece
        table, problems = read_table_text(f"{name}.csv", text, columns, text.count("\n") + 1, LATER.get(name, ()))
        yield _further_down(table, problems, before), share
        if not table.readable:
            return
        before += text.rstrip("\n").count("\n")
        header = header or f"{text.partition(chr(10))[0]}\n"


def _further_down(table: Table, problems: Problems, rows: int) -> Block:
    """The same, so many rows further down in their file."""
    moved = Problems(replace(one, row=one.row + rows) if one.row and one.row > 1 else one for one in problems.kept)
    moved.more += problems.more
    return replace(table, numbers=[number + rows for number in table.numbers]) if rows else table, moved


def _of_csv(file: Path) -> Iterator[tuple[str | Problem, float]]:
    """The text of a file, some lines at a time, or what makes it none."""
    size, first = max(1, file.stat().st_size), True
    with file.open("rb") as read:
        while data := read.read(PIECE):
            data += read.readline()
            if first and (data[:2] in (b"\xff\xfe", b"\xfe\xff") or data[:2].count(0) == 1):
                yield Problem(file.name, None, None, "is in UTF-16", 'save it again as "CSV UTF-8"'), 1.0
                return
            try:
                text = data.decode("utf-8-sig" if first else "utf-8")
            except UnicodeDecodeError as error:
                what = f"byte 0x{data[error.start]:02X} is not UTF-8; the file seems to be in Latin-1 or Windows-1252"
                row = data.count(b"\n", 0, error.start) + (1 if first else 2)
                yield Problem(file.name, row, None, what, 'save it again as "CSV UTF-8"'), 1.0
                return
            if end := heap(text):
                yield Problem(file.name, text.count("\n", 0, end) + (1 if first else 2), None, *HEAPED), 1.0
                return
            first = False
            plain = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
            yield plain.removesuffix("\n"), read.tell() / size
    if first:
        yield "", 1.0


def _of_parquet(file: Path) -> Iterator[tuple[str | Problem, float]]:
    """The rows of a file as lines of CSV, or what makes it none."""
    rows = f"read_parquet({quoted(file)})"
    try:
        with duckdb.connect(":memory:") as connection:
            counted = connection.execute(f"SELECT count(*) FROM {rows}").fetchall()
            many = max(1, counted[0][0])
            found = connection.execute(f"SELECT CAST(COLUMNS(*) AS VARCHAR) FROM {rows}")
            names = [name for name, *_ in found.description or ()]
            written = io.StringIO(newline="")
            writer = csv.writer(written, lineterminator="\n")
            writer.writerow(names)
            behind = 0
            while some := found.fetchmany(ROWS):
                writer.writerows(some)
                behind += len(some)
                yield unicodedata.normalize("NFC", written.getvalue()).removesuffix("\n"), behind / many
                written.seek(0)
                written.truncate()
            if not behind:
                yield ",".join(names), 1.0
    except duckdb.Error as error:
        what = f"cannot be read as Parquet ({str(error).partition(chr(10))[0][:120]})"
        yield Problem(file.name, None, None, what, "write it again, or write a CSV file"), 1.0


def hashes(texts: list[str]) -> np.ndarray:
    """Of every text a number that texts which look alike share; for this process only."""
    from explorer.data.tables.parsers import gapless_looks

    return np.fromiter(map(hash, gapless_looks(texts)), np.int64, len(texts))
