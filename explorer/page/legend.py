"""What the signs in the two pictures mean: markup of small drawn keys with a word each. No input but the palette."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from explorer.draw.palette import DASHES, HOLLOW_DASH, Shape
from explorer.draw.shapes import shape_path
from explorer.network.svg import ENDS, end_token

_TIMELINE_SYMBOLS: tuple[tuple[Shape, str], ...] = (
    ("diamond", "order"),
    ("square", "resolution or law"),
    ("triangle", "step of a bill"),
    ("cross", "bill ends"),
    ("hexagon", "court"),
)
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


def timeline_legend() -> str:
    """A `div` of keys for marks, as markup."""
    keys = ET.Element("div", {"class": "keys"})
    _key(keys, "on a known day", [_mark("circle", 7)], 14)
    _key(keys, "some time in that month or year", [*_whisker(26), _mark("circle", 13)], 26)
    _key(keys, "lasted", [_bar(1, 24, 1)], 26)
    _key(keys, "still going on", [_bar(1, 10, 1), _bar(11, 5, 0.6), _bar(16, 5, 0.35), _bar(21, 4, 0.15)], 26)
    hollow = _mark("square", 7)
    hollow.set("class", "mark hollow")
    hollow.set("stroke-dasharray", HOLLOW_DASH)
    _key(keys, "planned, pending or possible: not happened", [hollow], 14)
    for symbol, word in _TIMELINE_SYMBOLS:
        _key(keys, word, [_mark(symbol, 7)], 14)
    _key(keys, "sources disagree", [], 0, sign="≠")
    return ET.tostring(keys, encoding="unicode")


def network_legend() -> str:
    """A `div` of keys for edges, as markup."""
    keys = ET.Element("div", {"class": "keys"})
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


def _whisker(width: int) -> list[ET.Element]:
    return [ET.Element("path", {"d": f"M1 3V11M1 7H{width - 1}M{width - 1} 3V11", "class": "whisker"})]


def _bar(x: float, width: float, opacity: float) -> ET.Element:
    place = {"x": f"{x:g}", "y": "3.5", "width": f"{width:g}", "height": "7", "opacity": f"{opacity:g}"}
    return ET.Element("rect", {**place, "class": "bar"})
