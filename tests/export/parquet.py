"""A table of Parquet as rows."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import duckdb


def parquet_rows(data: bytes) -> list[tuple[Any, ...]]:
    """The names of its columns, then its rows."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "table.parquet"
        file.write_bytes(data)
        with duckdb.connect() as connection:
            found = connection.execute("SELECT * FROM read_parquet(?)", [str(file)])
            return [tuple(column[0] for column in found.description or ()), *found.fetchall()]
