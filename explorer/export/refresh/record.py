"""What a deck knows of its own making: which data, what was selected, how each shape was; kept inside the file."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, cast, get_args

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI

from explorer.draw.primitives import PageAxis
from explorer.export.options import BadExport, Options, Picture
from explorer.export.refresh.traits import Traits
from explorer.export.template.package import Package, parsed, refused

FORMAT = "policy-landscape-explorer-deck/1"
_SPACE = "urn:policy-landscape-explorer:deck"
_NOT_KEPT = ("template", "scale")
"""Options that a deck does not tell: its own masters are the template, and it has no pixels."""


@dataclass(frozen=True)
class SlideRecord:
    """One of our slides as it was exported."""

    key: str  # "timeline 1", "details tim-keller 1"
    shapes: Mapping[str, Traits]
    notes: str  # a digest of what the speaker reads
    axis: PageAxis | None = None

    @property
    def unit(self) -> str:
        """What it is one of several slides of: "timeline", "network", "sources", "details tim-keller"."""
        return self.key.rpartition(" ")[0]

    @property
    def about(self) -> str:
        """The id of the record that it tells of; empty where it tells of no one record."""
        return self.unit.partition(" ")[2]


@dataclass(frozen=True)
class DeckRecord:
    landscape: str  # its id
    content: str  # its content hash
    picture: Picture
    query: str  # what is selected, as an address says it
    options: Mapping[str, Any]
    themed: bool  # whether it was made with somebody's template
    slides: tuple[SlideRecord, ...] = field(default=())


def options_said(options: Options) -> dict[str, Any]:
    return {one.name: getattr(options, one.name) for one in fields(options) if one.name not in _NOT_KEPT}


def options_of(record: DeckRecord) -> Options:
    """The options of a deck; one that there is no longer, or not yet, is left out."""
    known = {one.name for one in fields(Options)} - {*_NOT_KEPT}
    named = {name: tuple(value) if isinstance(value, list) else value for name, value in record.options.items()}
    chosen: dict[str, Any] = {name: value for name, value in named.items() if name in known}
    return Options(**chosen)


def record_text(record: DeckRecord) -> bytes:
    said = {
        "format": FORMAT,
        "landscape": record.landscape,
        "content": record.content,
        "picture": record.picture,
        "query": record.query,
        "options": record.options,
        "themed": record.themed,
        "slides": [_slide_said(slide) for slide in record.slides],
    }
    root = etree.Element(f"{{{_SPACE}}}deck", nsmap={None: _SPACE})
    root.text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _slide_said(slide: SlideRecord) -> dict[str, Any]:
    shapes = {key: traits.row() for key, traits in slide.shapes.items()}
    axis = {"days": slide.axis.days, "bands": slide.axis.bands} if slide.axis else None
    return {"key": slide.key, "shapes": shapes, "notes": slide.notes, "axis": axis}


def put_record(presentation: Any, record: DeckRecord) -> None:
    """Writes it into the file, in place of the one that it has."""
    text = record_text(record)
    for rel in presentation.part.rels.values():
        if rel.reltype == RT.CUSTOM_XML and _SPACE.encode() in rel.target_part.blob[:400]:
            rel.target_part._blob = text
            return
    taken = {part.partname for part in presentation.part.package.iter_parts()}
    number = next(n for n in range(1, 1000) if f"/customXml/item{n}.xml" not in taken)
    part = Part(PackURI(f"/customXml/item{number}.xml"), "application/xml", presentation.part.package, text)
    presentation.part.relate_to(part, RT.CUSTOM_XML)


def record_in(package: Package) -> DeckRecord:
    """The record of a deck. Raises BadExport where it has none that can be read."""
    texts = [root.text or "" for root in _own_parts(package)]
    if len(texts) != 1:
        what = "is not a deck that this program exported" if not texts else "holds the records of two decks"
        raise refused(package.name, what, "export one anew, and refresh that")
    try:
        return _read(json.loads(texts[0]))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise refused(package.name, "has a record of its making that cannot be read", "export it anew") from None


def _own_parts(package: Package) -> Iterator[Any]:
    for name, data in package.parts.items():
        if name.startswith("customXml/") and _SPACE.encode() in data[:400]:
            try:
                yield parsed(data)
            except etree.LxmlError:
                continue


def _read(said: Any) -> DeckRecord:
    if said["format"] != FORMAT or said["picture"] not in get_args(Picture):
        raise ValueError
    texts = [said[name] for name in ("landscape", "content", "query")]
    if not all(isinstance(text, str) for text in texts) or not isinstance(said["options"], dict):
        raise ValueError
    slides = tuple(_slide_read(slide) for slide in said["slides"])
    id, content, query = texts
    picture = cast(Picture, said["picture"])
    return DeckRecord(id, content, picture, query, said["options"], bool(said["themed"]), slides)


def _slide_read(said: Any) -> SlideRecord:
    shapes = {key: _traits_read(row) for key, row in said["shapes"].items()}
    axis = None
    if said["axis"]:
        days = tuple((_number(day), float(x)) for day, x in said["axis"]["days"])
        axis = PageAxis(days, tuple((str(id), float(top), float(low)) for id, top, low in said["axis"]["bands"]))
    return SlideRecord(str(said["key"]), shapes, str(said["notes"]), axis)


def _traits_read(row: Any) -> Traits:
    left, top, width, height, *digests = row
    turn, look, words, alt, name = map(str, digests)
    return Traits(_number(left), _number(top), _number(width), _number(height), turn, look, words, alt, name)


def _number(value: Any) -> int:
    if not isinstance(value, int) or abs(value) > 10_000_000:
        raise ValueError
    return value


def checked_of(record: DeckRecord, id: str, name: str) -> None:
    """Raises BadExport where a deck is of another landscape."""
    if record.landscape != id:
        raise BadExport(
            f"{name} shows the landscape “{record.landscape[:60]}”, and these data are “{id[:60]}” — "
            "name the folder that it was exported from (--data)."
        )
