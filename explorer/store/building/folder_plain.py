"""A table of Parquet in; its rows as text in a database out, where the form of all of them is sound beyond doubt.

A database sees in seconds that ten million rows hold nothing that `csv_files.py` would mend or refuse. Where it sees
anything that may be, nothing is written, and the rows are read one after the other.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from explorer.data.load import LATER, TABLES
from explorer.data.tables.characters import MAX_HEAPED, UNSEEN
from explorer.data.tables.csv_files import CELL_CHARACTERS
from explorer.records import fields_of
from explorer.store.engines.engine import quoted

# Between cells stands U+0001, which none holds. Lone surrogates are none of a database's.
_UNSEEN = UNSEEN.pattern.replace("\x00-\x09\x0b-\x1f", "\x02-\x1f").replace("\ud800-\udfff", "")
_EDGE = r"[ '\x{a0}\x{1680}\x{2000}-\x{200a}\x{202f}\x{205f}\x{3000}]"
_DOUBTFUL = rf"{_UNSEEN}|(?:^|\x01){_EDGE}|{_EDGE}(?:\x01|$)|\p{{M}}{{{MAX_HEAPED + 1}}}".replace("'", "''")

_PLAIN = f"""id <> '' AND NOT contains(together, chr(1)) AND length(together) <= {CELL_CHARACTERS}
    AND NOT regexp_matches(line, '{_DOUBTFUL}') AND (strlen(line) = length(line) OR nfc_normalize(line) = line)"""


def append_plain(connection: duckdb.DuckDBPyConnection, file: Path, name: str) -> int | None:
    """Writes the rows of a file into `text_…`, which is empty; how many there are. None, and nothing written, where it
    cannot be told that they are sound."""
    read = f"read_parquet({quoted(file)}, file_row_number = true)"
    try:
        described = connection.execute(f"SELECT * FROM {read} LIMIT 0").description or ()
        named = {column for column, *_ in described} - {"file_row_number"}
        columns = list(fields_of(TABLES[name]))
        if len(described) != len(named) + 1 or "id" not in named or named - {*columns}:
            return None
        if {*columns} - named - {*LATER.get(name, ())}:
            return None
        cells = [f"""coalesce(CAST("{column}" AS VARCHAR), '')""" if column in named else "''" for column in columns]
        texts = ", ".join(f'{cell} AS "{column}"' for cell, column in zip(cells, columns, strict=True))
        listed = ", ".join(f'"{column}"' for column in columns)
        lines = f"SELECT id, concat({listed}) AS together, concat_ws(chr(1), {listed}) AS line"
        lines += f" FROM (SELECT {texts} FROM {read})"
        many, plain = connection.execute(f"SELECT count(*), count(*) FILTER ({_PLAIN}) FROM ({lines})").fetchall()[0]
        if not many or plain < many:
            return None
        numbers = "CAST(file_row_number AS INTEGER), CAST(file_row_number + 2 AS INTEGER)"
        connection.execute(f"INSERT INTO text_{name} SELECT {numbers}, {texts} FROM {read} ORDER BY file_row_number")
    except duckdb.Error:
        return None
    return int(many)
