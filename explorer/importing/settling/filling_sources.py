"""Loose rows of sources in; rows of sources out, of which those that are one text at one address are one row."""

from __future__ import annotations

from collections.abc import Iterable

from explorer.data.tables.parsers import link, looks
from explorer.export.data.bibliography import HEAD, headed_note
from explorer.importing.loose import LooseRow
from explorer.importing.settling.cited import same_place, source_row
from explorer.importing.settling.making import Made, Making
from explorer.model import Source
from explorer.records import fields_of

_SOURCE_COLUMNS = frozenset({*fields_of(Source)} - {"url", "title"})
_GAPS = ("published", "retrieved", "url", "line", "reading")


def fill_sources(making: Making, rows: Iterable[LooseRow]) -> None:
    """The file's own list of sources; a reference to a source that is there already fills its gaps."""
    places = _places(making)
    for row in rows:
        url = row.get("url", "")
        try:
            url = link(url) if url else ""
        except ValueError as error:
            making.tell(row["where"], f"the address is not kept: {error}.")
            url = ""
        title = row.get("title", "") or url
        if not title:
            making.leave(row["where"], "a source without a title or an address.")
            continue
        said = {column: text for column, text in row.items() if column in _SOURCE_COLUMNS}
        cells = source_row(said | {"title": row.get("title", "")} | ({"url": url} if url else {}))
        for column in ("published", "retrieved"):
            read = making.date(row.get(column, ""), row["where"])
            cells[column] = read.edtf if read else ""
        if cells.get("reading") not in ("full text", "excerpt", "not read"):
            cells["reading"] = ""
        named = {place for place in (same_place(url), same_place("", row.get("doi", ""))) if place}
        same = next((places[place] for place in sorted(named) if place in places), "") if "merge" in row else ""
        if same and _fills(making, same, cells):
            making.index.add("sources", same, row.get("key", ""), url, cells["title"])
            continue
        made = making.put(
            "sources", row.get("key") or url or title, f"{cells['publisher']} {cells['title']}", cells, row["where"]
        )
        places |= {place: made.cells["id"] for place in named if place not in places}
        making.index.add("sources", made.cells["id"], made.cells["id"], row.get("key", ""), url, cells["title"])


def _places(making: Making) -> dict[str, str]:
    """The sources that are there, by what `same_place` says of their addresses and DOIs."""
    found: dict[str, str] = {}
    earlier = {id: row for (table, id), row in making.before.rows.items() if table == "sources"}
    earlier = {id: row for id, row in earlier.items() if id not in making.before.again}
    for id, row in (earlier | {id: made.cells for id, made in making.rows["sources"].items()}).items():
        for place in (same_place(row.get("url", "")), same_place("", headed_note(row.get("note", ""))[1])):
            if place:
                found.setdefault(place, id)
    return found


def _fills(making: Making, id: str, cells: dict[str, str]) -> bool:
    """Fills the gaps of a source by a second reference to it; False where both are other texts at one address."""
    made = making.rows["sources"].get(id)
    there = dict(made.cells) if made else dict(making.before.rows.get(("sources", id), {}))
    alike = looks(there.get("title", "")) == looks(cells["title"])
    if made and made.file == making.file and not alike:
        return False
    filled = there | {column: cells[column] for column in _GAPS if cells.get(column) and not there.get(column)}
    note = cells.get("note", "")
    if note and not headed_note(there.get("note", ""))[0] and (head := HEAD.match(note)):
        filled["note"] = f"{head.group()}{there.get('note', '')}".strip()
    making.guess("reference to a source that is there: it stays, its gaps are filled", there.get("title", ""))
    if made:
        made.cells.update(filled)
    else:
        making.rows["sources"][id] = Made("sources", filled, id, "", making.file, filled=True)
    return True
