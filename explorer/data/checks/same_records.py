"""Landscapes of one place in; which of their records are one and the same, out.

Two records are the same where they carry the same foreign id: the key by which an import knew them in a register that
many share (a column of import.csv), or an alias that is such an id ("wikidata:Q22686", "ocd-person/…"). And where the
curators gave both the same id, kind, name and role: a role says which of several it is ("Mayor of Riverton"), so a
record without one is never taken for another.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from explorer.data.tables.characters import unguarded
from explorer.data.tables.csv_files import read_text
from explorer.landscape import Landscape
from explorer.model import Actor, Event, Instrument

IMPORTED = "import.csv"
"""The file of a folder that says by which key an import knew each row."""

_REGISTERS = re.compile(
    r"(?:ocd-[a-z]+/|us-congress/|legiscan/|federal-register/|courtlistener/(?:docket|entry|court)/"
    r"|(?:wikidata|isni|viaf|orcid|lei|openstates|bioguide|opencorporates):)\S+"
)
"""How ids begin that are the same wherever they are used; a city's own numbers are none of these."""

_ITEM = re.compile(r"(?:https?://(?:www\.)?wikidata\.org/(?:wiki|entity)/)(Q[0-9]+)")


def same_records(
    landscapes: Mapping[str, Landscape], folders: Mapping[str, Path]
) -> dict[str, dict[str, list[tuple[str, str]]]]:
    """By name of a landscape and id of a record there: where else it is, as name and id, in the order of the names. One
    that stands in a database has no folder."""
    found: dict[str, list[tuple[str, str]]] = {}
    for name, landscape in landscapes.items():
        for mark, id in _marks(landscape, folders.get(name)):
            found.setdefault(mark, []).append((name, id))
    same: dict[str, dict[str, list[tuple[str, str]]]] = {name: {} for name in landscapes}
    for places in found.values():
        for name, id in places:
            others = same[name].setdefault(id, [])
            others += [place for place in places if place[0] != name and place not in others]
    order = list(landscapes)
    return {
        name: {id: sorted(others, key=lambda one: order.index(one[0])) for id, others in of.items() if others}
        for name, of in same.items()
    }


def _marks(landscape: Landscape, folder: Path | None) -> Iterator[tuple[str, str]]:
    """What tells a record from all others, with its id here; a record may have several."""
    known = landscape.selectable
    for id, key in _imported(folder) if folder else ():
        if id in known and _REGISTERS.fullmatch(key):
            yield _plain(key), id
    for id, record in known.items():
        for alias in record.aliases:
            if _REGISTERS.fullmatch(alias) or _ITEM.fullmatch(alias):
                yield _plain(alias), id
        if described := _described(record):
            yield described, id


def _plain(key: str) -> str:
    """One form of an id that is written in several."""
    item = _ITEM.fullmatch(key)
    return f"wikidata:{item.group(1)}".lower() if item else key.replace("us-congress/member/", "bioguide:").lower()


def _described(record: Actor | Event | Instrument) -> str:
    """What the curators say of a record that says which one it is; empty where they do not say enough."""
    said: tuple[str, ...]
    if isinstance(record, Actor):
        said = (record.kind, record.name, record.role)
    elif isinstance(record, Event):
        said = (record.kind, record.title, record.date.text)
    else:
        said = (record.kind, record.title, record.number)
    return "\x1f".join((record.id, *said)) if all(said) else ""


def _imported(folder: Path) -> Iterator[tuple[str, str]]:
    """Id and key of each row that an import wrote, in actors, events and instruments."""
    text, _ = read_text(folder / IMPORTED) if (folder / IMPORTED).is_file() else (None, [])
    for row in csv.DictReader(io.StringIO(text or "")):
        yield row.get("id") or "", unguarded(row.get("key") or "")
