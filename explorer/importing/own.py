"""A file that `export` wrote in; the landscape in it out, as it stands: nothing is guessed and nothing named anew."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from explorer.data.checks.validation import TOML
from explorer.data.load import OPTIONAL, TABLES
from explorer.data.saved import ELEMENT, FORMAT, SAVED_SUFFIXES, open_landscape
from explorer.data.saved_tables import is_our_workbook
from explorer.errors import BrokenLandscape
from explorer.export.data.csv_zip import settings_toml, table_csv
from explorer.importing.kept import KEYS, keys_text
from explorer.importing.settling.making import Made
from explorer.importing.settling.settle import Settled
from explorer.landscape import Landscape
from explorer.records import fields_of
from explorer.store.cells import cell_text

ONLY_ROWS = "Of the file's settings and passages none are taken into a folder that is there; only its rows are."
_MARK = FORMAT.partition("/")[0].encode()


def is_own(path: Path, data: bytes) -> bool:
    """Whether a file is one that `export` wrote to be opened again, whatever became of it since."""
    suffix = path.suffix.lower()
    if suffix == ".xlsx":
        return is_our_workbook(data)
    if suffix in (".html", ".htm"):
        return f'id="{ELEMENT}"'.encode() in data
    return suffix == ".zip" or (suffix == ".json" and b'"' + _MARK in data)


def own_landscape(path: Path) -> tuple[Landscape | None, str]:
    """The landscape in a file of ours; None for any other file, and for a workbook of ours that was changed so that it
    does not open as it stands, with why not: such a one is read as any other workbook. Raises BrokenLandscape."""
    if path.suffix.lower() not in SAVED_SUFFIXES or not path.is_file():
        return None, ""
    if not is_own(path, path.read_bytes()):
        return None, ""
    try:
        return open_landscape(path), ""
    except BrokenLandscape as broken:
        if path.suffix.lower() != ".xlsx":
            raise
        return None, str(broken.problems[0])


def own_landscape_of(data: bytes, name: str) -> Landscape | None:
    """The same of a file's bytes. Raises BrokenLandscape."""
    if Path(name).suffix.lower() not in SAVED_SUFFIXES or not is_own(Path(name), data):
        return None
    with TemporaryDirectory() as folder:
        file = Path(folder) / name
        file.write_bytes(data)
        return own_landscape(file)[0]


def cells_as_they_stand(landscape: Landscape, table: str) -> list[dict[str, str]]:
    """The rows of a table as texts, by column."""
    columns = fields_of(TABLES[table])
    return [{column: cell_text(getattr(row, column)) for column in columns} for row in getattr(landscape, table)]


def settled_as_it_stands(landscape: Landscape, file: str) -> Settled:
    """The rows of its tables, each under its own id."""
    rows: dict[str, list[Made]] = {}
    for table, record in TABLES.items():
        cells = cells_as_they_stand(landscape, table) if "id" in fields_of(record) else []
        rows[table] = [Made(table, of, of["id"], f"{table} row {number}", file) for number, of in enumerate(cells, 1)]
    lanes = {lane.id: lane.label for lane in landscape.lanes}
    return Settled(landscape.title, rows, lanes, [], [])


def files_as_they_stand(landscape: Landscape, settled: Settled) -> dict[str, str]:
    """The texts of all files of a new folder, by name."""
    texts = {TOML: settings_toml(landscape), KEYS: keys_text(settled)}
    return texts | {
        f"{table}.csv": table_csv(landscape, table)
        for table in TABLES
        if table not in OPTIONAL or getattr(landscape, table)
    }
