"""A layout in; the colours that its slides stand on out, and what its theme's colours come out as."""

from __future__ import annotations

import colorsys
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from explorer.export.template.faces import A, P
from explorer.export.template.package import parsed

Rgb = tuple[float, float, float]
"""Each from 0 to 1."""

_NAMED = {"black": "000000", "white": "FFFFFF", "red": "FF0000", "blue": "0000FF", "gray": "808080", "green": "008000"}
_USUAL_MAP = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}
_FIRST_OF_GROUNDS = 1001
"""Such a number of a background names the first of a theme's fills for backgrounds."""


def rgb_of(hex: str) -> Rgb:
    """
    >>> rgb_of("#FF0000")
    (1.0, 0.0, 0.0)
    """
    digits = hex.lstrip("#")
    return (int(digits[:2], 16) / 255, int(digits[2:4], 16) / 255, int(digits[4:6], 16) / 255)


def hex_of(rgb: Rgb) -> str:
    return "".join(f"{round(255 * min(1.0, max(0.0, part))):02X}" for part in rgb)


def luminance(rgb: Rgb) -> float:
    """Relative luminance, as WCAG 2 has it."""
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in rgb]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: Rgb, other: Rgb) -> float:
    """The contrast ratio of WCAG 2, from 1 to 21.

    >>> round(contrast((0, 0, 0), (1, 1, 1)), 1)
    21.0
    """
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def mixed(one: Rgb, other: Rgb, share: float) -> Rgb:
    """The one with so much of the other."""
    a, b = one, other
    return (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share)


def lighter(rgb: Rgb, modulated: float, offset: float) -> Rgb:
    """With its lightness multiplied, and something added: `lumMod` and `lumOff` of a slide's colours, as shares."""
    hue, light, saturation = colorsys.rgb_to_hls(*rgb)
    return colorsys.hls_to_rgb(hue, min(1.0, max(0.0, light * modulated + offset)), saturation)


@dataclass(frozen=True)
class Scheme:
    """A theme's colours, by the names that slides use: "bg1", "tx1", "accent1"."""

    colours: Mapping[str, Rgb]

    def of(self, element: Any, instead: Rgb | None = None) -> Rgb | None:
        """What a colour of DrawingML comes out as; None where it has a change that is not known.

        `instead` is what stands for the colour of a theme's fill ("phClr").
        """
        name, value = etree.QName(element).localname, element.get("val", "")
        found: Rgb | None
        if name == "schemeClr":
            found = instead if value == "phClr" else self.colours.get(value)
        elif name == "sysClr":
            found = _read(element.get("lastClr", "FFFFFF" if value == "window" else "000000"))
        else:
            found = _read(_NAMED.get(value, "") if name == "prstClr" else value if name == "srgbClr" else "")
        for change in element:
            if found is None:
                break
            found = _changed(found, etree.QName(change).localname, change.get("val", ""))
        return found


def _read(hex: str) -> Rgb | None:
    try:
        return rgb_of(hex) if len(hex) == 6 else None
    except ValueError:
        return None


def _changed(rgb: Rgb, how: str, value: str) -> Rgb | None:
    if not value.isdigit() or len(value) > 7:
        return None
    share = int(value) / 100_000
    if how == "tint":
        return mixed((1.0, 1.0, 1.0), rgb, min(1.0, share))
    if how == "shade":
        return mixed((0.0, 0.0, 0.0), rgb, min(1.0, share))
    if how == "satMod":
        hue, light, saturation = colorsys.rgb_to_hls(*rgb)
        return colorsys.hls_to_rgb(hue, light, min(1.0, saturation * share))
    if how in ("lumMod", "lumOff"):
        return lighter(rgb, share, 0.0) if how == "lumMod" else lighter(rgb, 1.0, share)
    return rgb if how == "alpha" and share >= 1 else None


@dataclass(frozen=True)
class Ground:
    """What the slides of a layout stand on."""

    colours: tuple[Rgb, ...]  # all that it has; of a gradient its stops
    known: bool  # False: there is, or may be, something else, such as a picture
    scheme: Scheme = field(repr=False)


def theme_of(master: Any) -> Any:
    """The root of a master's theme."""
    return parsed(master.part.part_related_by(RT.THEME).blob)


def ground_of(layout: Any) -> Ground:
    """The ground of a layout's slides, which is its own or its master's."""
    master = layout.slide_master
    theme = theme_of(master)
    scheme = _scheme(theme, _colour_map(layout, master))
    for place in (layout, master):
        background = place._element.find(f"{{{P}}}cSld/{{{P}}}bg")
        if background is not None and len(background):
            colours = _colours_of(background[0], theme, scheme)
            return Ground(colours or (scheme.colours["bg1"],), bool(colours), scheme)
    return Ground((scheme.colours["bg1"],), True, scheme)


def own_map(layout: Any) -> Any:
    """The element with which a layout maps the theme's colours otherwise than its master; None where it does not."""
    return layout._element.find(f"{{{P}}}clrMapOvr/{{{A}}}overrideClrMapping")


def _colour_map(layout: Any, master: Any) -> dict[str, str]:
    own = own_map(layout)
    chosen = own if own is not None else master._element.find(f"{{{P}}}clrMap")
    return _USUAL_MAP | (dict(chosen.attrib) if chosen is not None else {})


def _scheme(theme: Any, named: Mapping[str, str]) -> Scheme:
    raw: dict[str, Rgb] = {"lt1": (1.0, 1.0, 1.0), "dk1": (0.0, 0.0, 0.0)}
    nothing = Scheme({})
    for child in theme.iterfind(f".//{{{A}}}clrScheme/*"):
        found = nothing.of(child[0]) if len(child) else None
        if found:
            raw[etree.QName(child).localname] = found
    return Scheme(raw | {name: raw[other] for name, other in named.items() if other in raw})


def _colours_of(background: Any, theme: Any, scheme: Scheme) -> tuple[Rgb, ...]:
    """All colours of a background; none where it may have others."""
    name = etree.QName(background).localname
    if name == "bgPr":
        return _fill_colours(background[0], scheme, None) if len(background) else ()
    fills = theme.find(f".//{{{A}}}bgFillStyleLst")
    number = background.get("idx", "0")
    place = int(number) - _FIRST_OF_GROUNDS if number.isdigit() and len(number) < 6 else -1
    if fills is None or not 0 <= place < len(fills) or not len(background):
        return ()
    return _fill_colours(fills[place], scheme, scheme.of(background[0]))


def _fill_colours(fill: Any, scheme: Scheme, instead: Rgb | None) -> tuple[Rgb, ...]:
    name = etree.QName(fill).localname
    if name == "solidFill":
        elements = [fill[0]] if len(fill) else []
    elif name == "gradFill":
        elements = [stop[0] for stop in fill.iter(f"{{{A}}}gs") if len(stop)]
    elif name == "pattFill":
        elements = [child[0] for child in fill if len(child)]
    else:
        return ()
    found = [scheme.of(element, instead) for element in elements]
    return () if None in found else tuple(dict.fromkeys(colour for colour in found if colour))
