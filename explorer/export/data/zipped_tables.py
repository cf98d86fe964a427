"""A view in; a zip of its tables out, written to disk table by table, as CSV or as Parquet: of a store too large to be
held all that is shown, in memory that does not grow with it.

It holds what the zip of `csv_zip.py` holds, but that README.txt leaves the list of sources to their table.
"""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import BinaryIO

from explorer.data.checks.validation import TOML
from explorer.data.load import OPTIONAL, TABLES
from explorer.export.data.csv_zip import ABOUT_CSV, README, head_of_readme, member, settings_toml
from explorer.export.data.datapackage import CSV, FILE, PARQUET, datapackage, text_of
from explorer.export.excerpt import Excerpt, cleaned, excerpt, excerpt_of, selected_words
from explorer.export.options import BadExport, Options
from explorer.query.visible import View
from explorer.query.wider import wider_of
from explorer.store.questions.taken import Form, NotTaken, Taken, write_held_tables

Tell = Callable[[float], None]
"""Told which share is done, from 0 to 1; what it raises ends the work."""

WRITTEN = {"csv": 0.55, "parquet": 0.95}
"""Which share of the work is behind once the tables are written, and have yet to be packed."""

PIECE = 1_000_000
"""Bytes that are packed at a time."""

_BOM = "\ufeff".encode()

ABOUT_PARQUET = (
    "Each .parquet file is a table; datapackage.json says what its columns mean. Every cell is a text.",
    "“python -m explorer build FOLDER --out FILE” makes a store of this folder.",
    "The column “sources” names rows of sources.parquet, each with the place in it: source-id@place.",
)


def write_zip(view: View, options: Options, form: Form, file: BinaryIO, tell: Tell) -> None:
    """Writes the zip of what a view of a store shows; meanwhile its tables stand where the system keeps what is
    temporary. Raises BadExport, OSError, and whatever `tell` raises.
    """
    whole = wider_of(view.landscape)
    assert whole is not None, "only of a store"
    share = WRITTEN[form]
    with tempfile.TemporaryDirectory(prefix="policy-landscape-") as name:
        folder = Path(name)
        try:
            taken: Taken = whole.write_tables(
                view.selection, folder, form, lambda done: tell(share * done), options.omit
            )
        except NotTaken as error:
            raise BadExport(str(error)) from error
        said = selected_words(view, scoped=False)
        shown = excerpt_of(view, options, cleaned(taken.landscape), said, said)
        _pack(file, shown, taken.rows, form, folder, lambda done: tell(share + (1 - share) * done))


def parquet_zip(view: View, options: Options) -> bytes:
    """The zip of what a view shows of a landscape that is held, as Parquet."""
    shown = excerpt(view, options)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows = write_held_tables(shown.landscape, folder, "parquet")
        packed = io.BytesIO()
        _pack(packed, shown, rows, "parquet", folder, lambda done: None)
        return packed.getvalue()


def _pack(packed: BinaryIO, shown: Excerpt, rows: Mapping[str, int], form: Form, folder: Path, tell: Tell) -> None:
    """Puts the tables in a folder into the zip, each of which goes as soon as it is packed."""
    part, about = shown.landscape, ABOUT_CSV if form == "csv" else ABOUT_PARQUET
    held = [name for name in TABLES if rows.get(name)]
    described = text_of(datapackage(part, held, CSV if form == "csv" else PARQUET))
    texts = {README: "\n".join([*head_of_readme(shown), *about, ""]), TOML: settings_toml(part), FILE: described}
    files = {name: folder / f"{name}.{form}" for name in TABLES if name in rows or name not in OPTIONAL}
    size, behind = sum(file.stat().st_size for file in files.values()), 0
    with zipfile.ZipFile(packed, "w") as archive:
        for file, text in texts.items():
            archive.writestr(member(part, file), text.encode())
        for name, table in files.items():
            behind = _put(archive, member(part, f"{name}.{form}"), table, form, (behind, size), tell)


def _put(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, table: Path, form: Form, of: tuple[int, int], tell: Tell
) -> int:
    """Packs a table and removes it; how many bytes are behind. Parquet is packed already."""
    behind, size = of
    entry.compress_type = zipfile.ZIP_DEFLATED if form == "csv" else zipfile.ZIP_STORED
    entry.file_size = table.stat().st_size
    with table.open("rb") as read, archive.open(entry, "w", force_zip64=entry.file_size > 2**30) as packed:
        packed.write(_BOM if form == "csv" else b"")
        while piece := read.read(PIECE):
            packed.write(piece)
            behind += len(piece)
            tell(min(1.0, behind / max(1, size)))
    table.unlink()
    return behind
