"""A view in; a zip of its tables out, which loads again once it is unpacked.

The zip holds one folder: landscape.toml, the tables in the loader's own columns, datapackage.json and README.txt. A
cell that a spreadsheet would run as a formula has a "'" before it, which the loader takes off (see
`characters.guarded`). CSV files begin with a byte-order mark, by which spreadsheets know UTF-8.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile

from explorer.data.checks.audit import landscape_citation
from explorer.data.checks.validation import TOML
from explorer.data.load import OPTIONAL, TABLES
from explorer.data.saved_tables import folder_name
from explorer.data.tables.characters import guarded
from explorer.export.data.datapackage import FILE, datapackage_text
from explorer.export.excerpt import Excerpt, excerpt
from explorer.export.options import Options
from explorer.landscape import Landscape
from explorer.query.visible import View
from explorer.records import fields_of
from explorer.store.cells import cell_text

README = "README.txt"
_STAMP = (1980, 1, 1, 0, 0, 0)
"""The time of every file in the zip: the earliest it can name, so that the same selection gives the same bytes."""


def tables_zip(view: View, options: Options) -> bytes:
    """The zip."""
    shown = excerpt(view, options)
    part = shown.landscape
    files = {README: readme(shown), TOML: settings_toml(part), FILE: datapackage_text(part)}
    files |= {
        f"{name}.csv": f"\ufeff{table_csv(part, name)}"
        for name in TABLES
        if name not in OPTIONAL or getattr(part, name)
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for file, text in files.items():
            archive.writestr(member(part, file), text.encode())
    return packed.getvalue()


def member(landscape: Landscape, file: str) -> zipfile.ZipInfo:
    """A file of the zip, the same on every machine."""
    found = zipfile.ZipInfo(f"{folder_name(landscape.id)}/{file}", _STAMP)
    found.compress_type = zipfile.ZIP_DEFLATED
    found.external_attr = 0o644 << 16
    found.create_system = 3
    return found


def table_csv(landscape: Landscape, name: str) -> str:
    """One table, header first; line ends as RFC 4180 has them."""
    columns = list(fields_of(TABLES[name]))
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    writer.writerow([guarded(column) for column in columns])
    for row in getattr(landscape, name):
        writer.writerow([guarded(cell_text(getattr(row, column))) for column in columns])
    return written.getvalue()


def settings_toml(landscape: Landscape) -> str:
    """landscape.toml. A TOML text is written as JSON writes it."""

    def text(value: str) -> str:
        return json.dumps(value, ensure_ascii=False)

    lines = [f"{key} = {text(getattr(landscape, key))}" for key in ("title", "summary")]
    lines += [f"as_of = {landscape.as_of.isoformat()}"]
    lines += [f"checked = {landscape.checked.isoformat()}"] if landscape.checked else []
    lines += [f"{key} = {text(getattr(landscape, key))}" for key in ("licence", "default_view", "lane_word")]
    if landscape.notes:
        lines += ["notes = [", *(f"  {text(note)}," for note in landscape.notes), "]"]
    for told in landscape.lead:
        lines += ["", "[[lead]]", f"text = {text(told.text)}", f"sources = {text(cell_text(told.sources))}"]
    for lane in landscape.lanes:
        lines += ["", "[[lanes]]", f"id = {text(lane.id)}", f"label = {text(lane.label)}"]
    for key in ("layers", "kinds"):
        for row in getattr(landscape, key):
            lines += ["", f"[[{key}]]", *(f"{name} = {text(getattr(row, name))}" for name in fields_of(type(row)))]
    return "\n".join([*lines, ""])


def readme(shown: Excerpt) -> str:
    """What the zip holds, as of when, from where; how to cite it; its sources, numbered."""
    part = shown.landscape
    notes = shown.notes((*part.rows, *part.voices))
    lines = [
        *head_of_readme(shown),
        *ABOUT_CSV,
        *(["voices.csv: who is not shown, but says something that is."] if part.voices else []),
        "",
        "Sources",
        *(f"{line} [{source.id}]" for source, line in zip(notes.sources, notes.lines(), strict=True)),
    ]
    return "\n".join([*lines, ""])


def head_of_readme(shown: Excerpt) -> list[str]:
    """What the zip holds, as of when, from where, and how to cite it."""
    part = shown.landscape
    return [*shown.head(), f"Cite as: {landscape_citation(part)}", "", part.summary, ""]


ABOUT_CSV = (
    "Each .csv file is a table in UTF-8; datapackage.json says what its columns mean. A cell that begins with an",
    "apostrophe before =, +, - or @ is plain text: the apostrophe keeps spreadsheets from running it, and",
    "“python -m explorer serve FOLDER”, which opens this folder, takes it off.",
    "The column “sources” names rows of sources.csv, each with the place in it: source-id@place.",
)
