"""Points and bounds in px of a page in; the XML of places, presets, freeforms and curves of a slide's shapes out."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from lxml import etree

from explorer.draw.primitives import LEADING, Bounds, Connector, Point, Sign

A = "http://schemas.openxmlformats.org/drawingml/2006/main"

EMU = 6350
"""English metric units in a px of 144 to the inch."""

BENT = 3.0
"""px that a line must leave the straight one to be drawn as a curve."""

Element = Any  # lxml ships no types


def sub(parent: Element, space: str, tag: str, **attributes: str) -> Element:
    return etree.SubElement(parent, f"{{{space}}}{tag}", attributes)


def emu(bounds: Bounds) -> tuple[int, int, int, int]:
    left, top, right, bottom = bounds
    x, y = round(left * EMU), round(top * EMU)
    return x, y, max(0, round(right * EMU) - x), max(0, round(bottom * EMU) - y)


def place_frame(frame: Element, bounds: Bounds) -> None:
    x, y, w, h = emu(bounds)
    sub(frame, A, "off", x=str(x), y=str(y))
    sub(frame, A, "ext", cx=str(w), cy=str(h))


def flip(frame: Element, start: Point, end: Point) -> None:
    if end[0] < start[0]:
        frame.set("flipH", "1")
    if end[1] < start[1]:
        frame.set("flipV", "1")


def preset(look: Element, name: str, **adjust: int) -> None:
    shape = sub(look, A, "prstGeom", prst=name)
    values = sub(shape, A, "avLst")
    for key, value in adjust.items():
        sub(values, A, "gd", name=key, fmla=f"val {value}")


def exact_leading(look: Element, size: float) -> None:
    """A paragraph's lines as far from each other as the page has them: what programs take for a single line differs."""
    sub(sub(look, A, "lnSpc"), A, "spcPts", val=str(round(LEADING * size * 50)))


def freeform(look: Element, lines: Sequence[Sequence[Point]], bounds: Bounds, filled: bool) -> None:
    """A freeform of straight lines."""
    path = _path_in(look, bounds)
    if not filled:
        path.set("fill", "none")
    for line in lines:
        for place, point in enumerate(line):
            _path_point(sub(path, A, "lnTo" if place else "moveTo"), point, bounds)


def is_straight(item: Connector) -> bool:
    """Whether a line is so little bent that the straight one is the same to the eye."""
    (x0, y0), (x1, y1) = item.chain[0], item.chain[-1]
    length = max(1.0, math.hypot(x1 - x0, y1 - y0))
    return all(abs((x - x0) * (y1 - y0) - (y - y0) * (x1 - x0)) / length < BENT for x, y in item.line)


def curved(look: Element, item: Connector) -> None:
    """A line as its own curves, which PowerPoint keeps fixed to what it ties."""
    bounds = item.bounds
    path = _path_in(look, bounds)
    path.set("fill", "none")
    _path_point(sub(path, A, "moveTo"), item.chain[0], bounds)
    for _, control, end in item.curves:
        curve = sub(path, A, "quadBezTo")
        _path_point(curve, control, bounds)
        _path_point(curve, end, bounds)


def _path_in(look: Element, bounds: Bounds) -> Element:
    """A new path of a shape's own, as large as what it is drawn in."""
    _, _, w, h = emu(bounds)
    shape = sub(look, A, "custGeom")
    for tag in ("avLst", "gdLst", "ahLst", "cxnLst"):
        sub(shape, A, tag)
    sub(shape, A, "rect", l="0", t="0", r="r", b="b")
    return sub(sub(shape, A, "pathLst"), A, "path", w=str(max(1, w)), h=str(max(1, h)))


def _path_point(parent: Element, point: Point, bounds: Bounds) -> None:
    x, y, _, _ = emu(bounds)
    sub(parent, A, "pt", x=str(round(point[0] * EMU) - x), y=str(round(point[1] * EMU) - y))


def sign_bounds(item: Sign) -> Bounds:
    """Exactly what a symbol covers, so that PowerPoint's own shape has the size of ours."""
    x, y, r = item.x, item.y, item.radius
    if item.symbol == "triangle":
        return x - 1.15 * r, y - 1.2 * r, x + 1.15 * r, y + 0.85 * r
    if item.symbol == "hexagon":
        return x - 1.1 * r, y - 0.9526 * r, x + 1.1 * r, y + 0.9526 * r
    d = {"diamond": 1.22, "square": 0.92, "cross": 0.85}.get(item.symbol, 1.0) * r
    return x - d, y - d, x + d, y + d
