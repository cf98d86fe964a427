"""CSL-JSON, as Zotero and other reference managers export it: see `reference_rows.py` for what becomes what.

MAPPING
- id → key; issued, accessed: date-parts of one, two or three parts, which may be texts; a second date is the end of an
  interval; season; circa → about; raw and literal as people write dates
- a list of items, an object of lists (`items`) or an object of items by type
"""

from __future__ import annotations

from typing import Any

from explorer.edtf import parse_when, parses
from explorer.export.data.bibliography import CUSTOM, KINDS, csl_date
from explorer.importing.formats.bounded import bad, json_of
from explorer.importing.formats.references.reference_rows import MOST, Reference, add_reference, kind_said
from explorer.importing.formats.taking import Part, Taking
from explorer.importing.loose import Loose

_MORE = {
    **dict.fromkeys(("article-magazine", "post-weblog", "broadcast"), "news"),
    **dict.fromkeys(("bill", "regulation", "treaty", "standard"), "law text"),
    **dict.fromkeys(("post", "webpage"), "web page"),
    **dict.fromkeys(("paper-conference", "manuscript"), "paper"),
    **dict.fromkeys(("entry", "entry-encyclopedia", "entry-dictionary"), "article"),
}
_OTHER = (
    "classic collection event figure graphic interview map motion_picture musical_score pamphlet patent performance "
    "periodical personal_communication review review-book software song speech"
)
_BY_TYPE = {**{kind.csl: word for word, kind in KINDS.items() if word != "press release"}, **_MORE}
TYPES = frozenset([*_BY_TYPE, *_OTHER.split()])
"""The types of CSL 1.0.2."""

_BEYOND = ("language", "shortTitle", "title-short", "citation-key", "citation-label", "source")


def read(data: bytes, name: str) -> Loose | None:
    """The references of a CSL-JSON file as rows of sources; None for another file."""
    items = _items(json_of(data, name))
    if not items or not all(isinstance(item, dict) and str(item.get("type")) in TYPES for item in items[:50]):
        return None
    if not any({"title", "issued", "URL", "DOI"} & item.keys() for item in items[:50]):
        return None
    if len(items) > MOST:
        raise bad(name, f"holds more than {MOST:,} references", "export a part of it")
    taking = Taking(name)
    for number, item in enumerate(taking.items(items, "items"), 1):
        add_reference(taking, _reference(item), f"reference {number}")
    return taking.done()


def _items(value: Any) -> list[Any]:
    if isinstance(value, dict):
        value = value["items"] if isinstance(value.get("items"), list) else list(value.values())
    return value if isinstance(value, list) else []


def _reference(item: Part) -> Reference:
    item.know(*_BEYOND)
    type = item.text("type")
    kind = kind_said(item.text("genre"), _BY_TYPE.get(type, type.replace("_", " ").replace("-", " ")))
    custom = item.part("custom").part(CUSTOM)
    own = {column: custom.text(column) for column in ("group", "line", "reading")}
    who = ("authority", "publisher", "container-title") if kind in ("law text", "court") else ()
    who = who or ("container-title", "publisher", "authority")
    url = item.text("URL")
    return Reference(
        key=item.text("id"),
        kind=kind,
        title=item.plain("title"),
        publisher=next((text for text in (item.plain(key) for key in who) if text), ""),
        published=_date(item.part("issued"), custom.text("published")),
        retrieved=_date(item.part("accessed"), custom.text("retrieved")),
        url=url,
        doi=item.text("DOI"),
        authors=[name for name in (_name(part) for part in item.items("author")) if name],
        note=item.text("note"),
        own={column: text for column, text in own.items() if text},
    )


def _name(part: Part) -> str:
    particle = part.text("non-dropping-particle", "dropping-particle")
    family = " ".join(word for word in (particle, part.text("family")) if word)
    given, literal = part.text("given"), part.text("literal")
    part.know("suffix", "comma-suffix", "static-ordering", "parse-names")
    return literal or (f"{family}, {given}" if given and family else family or given)


def _date(part: Part, exact: str) -> str:
    """A date; the exact one that this program wrote beside it where both are the same."""
    if exact and parses(exact):
        said = csl_date(parse_when(exact))
        if said["date-parts"] == _parts(part):
            part.know(*part.value)
            return exact
    points = [_point(point) for point in _parts(part)]
    part.know("date-parts")
    season, about = part.text("season"), part.flag("circa")
    words = part.text("raw", "literal", "edtf")
    if not points:
        return words
    if len(points) == 1 and season and len(points[0]) == 4:
        number = season.removeprefix("2") if len(season) == 2 else season
        return f"{points[0]}-2{number}" if number in ("1", "2", "3", "4") else f"{season} {points[0]}"
    first, *rest = points
    return f"{first}/{rest[-1] or '..'}" if rest and rest[-1] != first else first + ("~" if about else "")


def _parts(part: Part) -> list[list[int]]:
    """The points of a date as numbers; what is unknown in them is left out."""
    value = part.value.get("date-parts")
    points = []
    for point in value[:2] if isinstance(value, list) else []:
        texts = [str(one).strip() for one in (point if isinstance(point, list) else [point])[:3]]
        numbers = [int(text) for text in texts if text.lstrip("-").isascii() and text.lstrip("-").isdigit()]
        while numbers and not numbers[-1]:
            numbers.pop()
        points.append(numbers)
    return [point for point in points if point] if len(points) < 2 or points[0] else []


def _point(numbers: list[int]) -> str:
    year, *rest = numbers
    return "-".join([f"{year:04}", *(f"{number:02}" for number in rest)])
