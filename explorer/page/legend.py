"""What the signs in the two pictures of a landscape mean: markup of small drawn keys with a word each."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from explorer.draw.palette import DASHES, HOLLOW_DASH
from explorer.draw.shapes import ActorLook, Shape, actor_keys, event_keys, shape_path
from explorer.model import Landscape
from explorer.network.svg import ENDS, end_token

_NETWORK_ENDS = (
    ("act", "reported", "did"),
    ("for", "reported", "for"),
    ("against", "reported", "against"),
    ("", "reported", "belongs to"),
    ("lineage", "reported", "continues"),
    ("service", "reported", "serves"),
    ("act", "claimed", "dotted: claimed"),
    ("act", "planned", "dashed: planned"),
    ("inferred", "inferred", "our reading"),
)


def timeline_legend(landscape: Landscape) -> str:
    """A `div` of keys for marks, as markup; of the kinds of events only those that the landscape holds."""
    keys = ET.Element("div", {"class": "keys"})
    _key(keys, "on a known day", [_mark("circle", 7)], 14)
    _key(keys, "some time in that month or year", [*_whisker(26), _mark("circle", 13)], 26)
    _key(keys, "lasted", [_bar(1, 24, 1)], 26)
    _key(keys, "still going on", [_bar(1, 10, 1), _bar(11, 5, 0.6), _bar(16, 5, 0.35), _bar(21, 4, 0.15)], 26)
    hollow = _mark("square", 7)
    hollow.set("class", "mark hollow")
    hollow.set("stroke-dasharray", HOLLOW_DASH)
    _key(keys, "planned, pending or possible: not happened", [hollow], 14)
    for look in event_keys(event.kind for event in landscape.events):
        _key(keys, look.word, [_mark(look.shape, 7)], 14)
    _key(keys, "sources disagree", [], 0, sign="≠")
    return ET.tostring(keys, encoding="unicode")


def network_legend(landscape: Landscape) -> str:
    """A `div` of keys for actors of the kinds that the landscape holds, and for edges, as markup."""
    keys = ET.Element("div", {"class": "keys"})
    for look in actor_keys(actor.kind for actor in landscape.actors):
        _key(keys, look.word, _pill(look), 26)
    for end, basis, word in _NETWORK_ENDS:
        token = end_token(end) if end else "affiliation"
        line = ET.Element("path", {"d": "M1 7H33", "class": f"key-edge {token} {basis}", "fill": "none"})
        if DASHES[basis]:  # type: ignore[index]
            line.set("stroke-dasharray", DASHES[basis])  # type: ignore[index]
        drawn = [line]
        if end:
            path, filled = ENDS[end]
            kind = "filled" if filled else "closed" if path.endswith("Z") else "open"
            group = ET.Element("g", {"class": f"end {token}", "transform": "translate(34 7)"})
            ET.SubElement(group, "path", {"d": path, "class": kind})
            drawn.append(group)
        _key(keys, word, drawn, 36)
    return ET.tostring(keys, encoding="unicode")


def _key(parent: ET.Element, word: str, drawn: list[ET.Element], width: int, sign: str = "") -> None:
    key = ET.SubElement(parent, "span", {"class": "key-item"})
    if drawn:
        svg = ET.SubElement(
            key,
            "svg",
            {
                "width": str(width),
                "height": "14",
                "viewBox": f"0 0 {width} 14",
                "aria-hidden": "true",
                "class": "look-3",
            },
        )
        svg.extend(drawn)
    if sign:
        ET.SubElement(key, "b").text = sign
    ET.SubElement(key, "span").text = word


def _mark(symbol: Shape, x: float) -> ET.Element:
    attributes = {"d": shape_path(symbol, 5), "transform": f"translate({x:g} 7)", "class": f"mark {symbol}"}
    return ET.Element("path", attributes)


def _pill(look: ActorLook) -> list[ET.Element]:
    place = {"x": "1", "y": "3", "width": "22", "height": "10", "rx": f"{min(5, look.corner / 2):g}", "class": "pill"}
    behind = place | {"x": "3", "y": "1"}
    return [ET.Element("rect", one) for one in ([behind, place] if look.many else [place])]


def _whisker(width: int) -> list[ET.Element]:
    return [ET.Element("path", {"d": f"M1 3V11M1 7H{width - 1}M{width - 1} 3V11", "class": "whisker"})]


def _bar(x: float, width: float, opacity: float) -> ET.Element:
    place = {"x": f"{x:g}", "y": "3.5", "width": f"{width:g}", "height": "7", "opacity": f"{opacity:g}"}
    return ET.Element("rect", {**place, "class": "bar"})
