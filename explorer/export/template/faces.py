"""A template's typefaces in; how wide words are in them out: measured where somebody can, and else on the safe side.

Pages are laid out in the widths of Arial (`draw/text_metrics`). A wider face is set in boxes that are larger by
`Face.share` than Arial would need, in the type size that was meant: so nothing that fits in Arial runs out of its box.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from io import BytesIO
from typing import Any, Literal

from fontTools.ttLib import TTFont, TTLibError

from explorer.cache import Cache
from explorer.draw.text_metrics import text_width
from explorer.export.template.package import Package, parsed
from explorer.export.template.times import BOLD, REGULAR

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

How = Literal["measured", "estimated"]

SAMPLE = (
    "Council of the City of Albuquerque votes for an order on immigration",
    "Mayor Tim Keller signed 21 July 2025 · planned, 30 September 2026",
    "Governor Michelle Lujan Grisham and the State Legislature",
    "U.S. Immigration and Customs Enforcement opposed the bill [1,12]",
    "House Judiciary Committee, public hearing: who did what, and when",
)
"""What the names on a page are like; the widest of these says how much wider a face is than Arial."""

SAFE = 1.08
"""An estimated face is taken to be so much wider than it probably is."""
MAX_SHARE = 1.6
MAX_FONT = 8_000_000
"""Bytes of an embedded font that is read."""

_TIMES = ("times new roman", "times", "liberation serif", "tinos")
_COURIERS = ("courier new", "courier", "liberation mono", "cousine")
_COURIER_WIDTH = 0.6
"""Of every letter, in type sizes."""
_ARIALS = ("arial", "helvetica", "liberation sans", "arimo", "helvetica neue")
_WIDE = re.compile(
    r"verdana|dejavu|vera sans|wide|extended|expanded"
    r"|montserrat|poppins|century gothic|rockwell|bookman|mono|consol|courier"
    r"|typewriter|black|heavy|impact|copperplate|georgia|lucida|raleway|syncopate|unbounded|bungee|orbitron",
)
_NARROW = re.compile(r"narrow|condensed|compressed|calibri|carlito|garamond|gill sans|barlow|oswald|minion|corbel")
_CLASSES = {"narrow": 0.98, "usual": 1.1, "wide": 1.2}
"""How wide a face of each class is beside Arial, about: Calibri .9, Open Sans 1.06, Verdana 1.2."""
_PANOSE_CLASSES = {5: "wide", 6: "narrow", 7: "wide", 8: "narrow", 9: "wide"}


@dataclass(frozen=True)
class Face:
    """A typeface as far as it is known."""

    family: str
    how: How
    width: Callable[[str, float, bool], float] = field(repr=False, compare=False)  # of a text, size in px, bold or not

    @property
    def share(self) -> float:
        """How much larger than Arial's the boxes of its words must be; never smaller, for the height of its lines."""
        said = [(text, bold) for text in SAMPLE for bold in (False, True)]
        widest = max(self.width(text, 10, bold) / text_width(text, 10, bold) for text, bold in said)
        return round(min(MAX_SHARE, max(1.0, widest)), 3)

    @property
    def words(self) -> str:
        """What is to be said where it was not measured; empty where it was."""
        if self.how == "measured":
            return ""
        return (
            f"The typeface {self.family} could not be measured here, so its words have been given more room than they "
            "may need — look through the slides, or embed the font in the template."
        )


def faces_of(package: Package, theme: Any) -> tuple[Face, Face]:
    """The faces of a theme's headings and of its words."""
    major, minor = (theme.find(f".//{{{A}}}{name}Font/{{{A}}}latin") for name in ("major", "minor"))
    return _face(package, major), _face(package, minor)


def _face(package: Package, latin: Any) -> Face:
    family = (latin.get("typeface", "") if latin is not None else "").strip()[:80] or "Arial"
    lower = family.lower()
    if lower in _ARIALS:
        return Face(family, "measured", text_width)
    fonts = _embedded(package, lower)
    if fonts:
        return Face(family, "measured", _measured_by(*fonts))
    if lower in _TIMES:
        return Face(family, "measured", _measured_by(_by_letter(REGULAR), _by_letter(BOLD)))
    if lower in _COURIERS:
        return Face(family, "measured", lambda text, size, bold: len(text) * _COURIER_WIDTH * size)
    return Face(family, "estimated", _estimated(_width_class(lower, latin)))


def _width_class(family: str, latin: Any) -> str:
    """What its PANOSE number says of its proportions, or else its name."""
    panose = latin.get("panose", "") if latin is not None else ""
    if re.fullmatch("02[0-9A-Fa-f]{18}", panose) and int(panose[6:8], 16) in _PANOSE_CLASSES:
        return _PANOSE_CLASSES[int(panose[6:8], 16)]
    return "wide" if _WIDE.search(family) else "narrow" if _NARROW.search(family) else "usual"


def _estimated(kind: str) -> Callable[[str, float, bool], float]:
    share = _CLASSES[kind] * SAFE
    least = {"narrow": 0.24, "usual": 0.28, "wide": 0.34}[kind]  # of a letter, in type sizes: its i is wider, too

    def width(text: str, size: float, bold: bool) -> float:
        narrowest = {letter: least * size if letter.isalnum() else 0.0 for letter in text}
        return sum(max(text_width(letter, size, bold) * share, narrowest[letter]) for letter in text)

    return width


def _by_letter(widths: Mapping[int, str]) -> dict[int, float]:
    """In type sizes."""
    return {ord(letter): width / 1000 for width, letters in widths.items() for letter in letters}


# --- embedded fonts ------------------------------------------------------------------------------------------------


def _embedded(package: Package, family: str) -> tuple[dict[int, float], dict[int, float]] | None:
    """Widths by character, regular and bold, of a font that the file brings along; None where it cannot be read."""
    try:
        root = parsed(package.parts["ppt/presentation.xml"])
        rels = parsed(package.parts["ppt/_rels/presentation.xml.rels"])
    except (KeyError, ValueError):
        return None
    targets = {rel.get("Id"): rel.get("Target", "") for rel in rels}
    for font in root.iter(f"{{{P}}}embeddedFont"):
        named = font.find(f"{{{P}}}font")
        if named is None or named.get("typeface", "").lower() != family:
            continue
        found = []
        for style in ("regular", "bold"):
            place = font.find(f"{{{P}}}{style}")
            target = targets.get(place.get(f"{{{R}}}id"), "") if place is not None else ""
            part = target.removeprefix("/") if target.startswith("/") else f"ppt/{target}"
            found.append(_widths(package.parts.get(part, b"")))
        regular, bold = found
        if regular:
            return regular, bold or {letter: wide * 1.08 for letter, wide in regular.items()}
    return None


FONT_MEMORY = 16_000_000
"""Bytes of the widths of letters that are kept, of fonts that files brought along."""

_fonts = Cache(FONT_MEMORY)


def _widths(data: bytes) -> dict[int, float]:
    """Advances in type sizes by character; empty where the font cannot be read."""
    return _fonts.get(sha256(data).digest(), lambda: _read_widths(data), lambda widths: 100 * len(widths))


def _read_widths(data: bytes) -> dict[int, float]:
    font = _unwrapped(data)
    if not font or len(font) > MAX_FONT:
        return {}
    try:
        with TTFont(BytesIO(font), lazy=True) as read:
            em, metrics = read["head"].unitsPerEm, read["hmtx"].metrics
            return {letter: metrics[name][0] / em for letter, name in read.getBestCmap().items() if name in metrics}
    except (TTLibError, struct.error, KeyError, ValueError, TypeError, AssertionError, AttributeError, ArithmeticError):
        return {}


def _unwrapped(data: bytes) -> bytes:
    """The font in an embedded one (an Embedded OpenType file, or as it is); empty where it is compressed."""
    if data[:4] in (b"\0\1\0\0", b"OTTO", b"true"):
        return data
    if len(data) < 82 or data[34:36] != b"LP":
        return b""
    _, size, _, flags = struct.unpack("<IIII", data[:16])
    if flags & 0x4 or not 0 < size <= len(data):
        return b""
    font = data[-size:]
    return bytes(byte ^ 0x50 for byte in font) if flags & 0x10000000 else font


def _measured_by(regular: dict[int, float], heavy: dict[int, float]) -> Callable[[str, float, bool], float]:
    def width(text: str, size: float, bold: bool) -> float:
        known = heavy if bold else regular
        return sum(known.get(ord(letter), text_width(letter, 1, bold)) * size for letter in text)

    return width
