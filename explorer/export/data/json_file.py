"""A view in; JSON with every record of it out, which `python -m explorer` loads again.

    {
      "format": "policy-landscape-explorer/1",
      "shown": {"title": "…", "note": "", "query": "lanes=city", "selected": "…", "as_of": "As of …", "link": "https://…"},
      "landscape": {"id": "riverton", "title": "…", "as_of": "2025-07-25", "lanes": [{"id": "city", "label": "…"}], …},
      "sources": [{"id": "herald", "title": "…", "published": "2025-07", "url": "https://…", …}],
      "actors": […], "events": […], "instruments": […], "provisions": […], "relations": […],
      "claims": […], "verbs": […], "gaps": […], "tours": […], "voices": […]
    }

- `landscape` has the settings of landscape.toml and an id, each table the columns of its CSV file; `model.py` and
  `datapackage.json` say what they mean. `shown` is for people and is not read back.
- A value is a text; a date is EDTF as in the tables; a weight is a number; several values are a list of texts. What is
  not known is "" or [].
- A citation is "source-id@locator", or "source-id" for the whole publication; every source cited is in `sources`.
- `voices` are actors who are not in the part shown, but are named as saying something that is.
- The characters < > & are written as \\u escapes, so that the text may stand in a script element as it is.

Another version of the format has another number behind the "/".
"""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from explorer.data.load import TABLES
from explorer.data.saved import FORMAT
from explorer.data.settings import SETTINGS
from explorer.export.excerpt import Excerpt, excerpt
from explorer.export.options import Options
from explorer.query.visible import View
from explorer.records import Record, fields_of
from explorer.store.cells import cell_text

_MARKUP = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def records_json(view: View, options: Options) -> bytes:
    """The file, a line each record."""
    shown = records(excerpt(view, options))
    parts = [f"{_json_text(key)}: {_json_lines(value)}" for key, value in shown.items()]
    return ("{\n" + ",\n".join(parts) + "\n}\n").encode()


def records_text(view: View, options: Options) -> str:
    """The same without line ends, for the script element of a one-file page; see `saved.ELEMENT` for its id."""
    return _json_text(records(excerpt(view, options)), (",", ":"))


def records(shown: Excerpt) -> dict[str, Any]:
    """The same as plain data."""
    part = shown.landscape
    return {
        "format": FORMAT,
        "shown": {name: getattr(shown, name) for name in ("title", "note", "query", "selected", "as_of", "link")},
        "landscape": {"id": part.id} | {name: _plain_value(getattr(part, name)) for name in SETTINGS},
        **{name: [_record(row) for row in getattr(part, name)] for name in TABLES},
    }


def cell(value: object) -> str | int | list[str]:
    """A value of a record as text, number or texts: as the loader reads it."""
    if isinstance(value, tuple):
        return [cell_text(item) for item in value]
    return value if isinstance(value, int) else cell_text(value)


def _record(row: Record) -> dict[str, str | int | list[str]]:
    return {column: cell(getattr(row, column)) for column in fields_of(type(row))}


def _plain_value(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain_value(item) for item in value]
    return _record(value) if isinstance(value, Record) else value


def _json_lines(value: object) -> str:
    if isinstance(value, list) and value:
        return "[\n" + ",\n".join(f"  {_json_text(row)}" for row in value) + "\n]"
    return _json_text(value)


def _json_text(value: object, separators: tuple[str, str] = (", ", ": ")) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=separators).translate(_MARKUP)
