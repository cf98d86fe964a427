"""Ends of ties and their colours; and the plain elements that a pane of the network is written with."""

from __future__ import annotations

from explorer.draw.markup import Markup, svg_tag
from explorer.draw.palette import colour

ENDS: dict[str, tuple[str, bool]] = {  # edge end: path around the tip at (0, 0) pointing right, filled
    "act": ("M-8 -4L0 0L-8 4Z", True),
    "for": ("M-7 0A3.5 3.5 0 1 1 0 0A3.5 3.5 0 1 1 -7 0Z", True),
    "against": ("M0 -5.5L0 5.5", False),
    "lineage": ("M-7 -4.5L0 0L-7 4.5", False),
    "service": ("M-8 -4L0 0L-8 4Z", False),
    "inferred": ("M-9 0L-4.5 -3.5L0 0L-4.5 3.5Z", False),
}


def end_token(end: str) -> str:
    """The colour token of an edge's end."""
    return {"for": "stance", "against": "stance", "inferred": "context"}.get(end, end)


def drawn_end(end: str, place: str, token: str) -> Markup:
    """The sign at a tie's end for markup that the page's styles draw: its tip is where `place` moves it."""
    path, filled = ENDS[end]
    kind = "filled" if filled else "closed" if path.endswith("Z") else "open"
    sign = svg_tag("path", {"d": path, "class": kind})
    return svg_tag("g", {"class": f"end {token}".strip(), "transform": place}, sign)


def svg_markers(prefix: str) -> Markup:
    markers = []
    for end, (path, filled) in ENDS.items():
        stroke = colour(end_token(end), "light")
        hollow = colour("page", "light") if path.endswith("Z") else "none"
        look = {
            "d": path,
            "class": "filled" if filled else "closed" if path.endswith("Z") else "open",
            "fill": stroke if filled else hollow,
            "stroke": stroke,
            "stroke-width": "1" if filled else "2" if end == "against" else "1.5",
        }
        size = {"viewBox": "-10 -6 12 12", "markerWidth": 12, "markerHeight": 12, "refX": 0, "refY": 0}
        names = {"id": f"{prefix}-{end}", "class": f"end {end_token(end)}"}
        turned = {"orient": "auto", "markerUnits": "userSpaceOnUse"}
        markers.append(svg_tag("marker", {**names, **size, **turned}, svg_tag("path", look)))
    return svg_tag("defs", {}, markers)


def svg_text(
    text: str,
    x: float,
    y: float,
    size: float,
    fill: str,
    css: str,
    *,
    bold: bool = False,
    italic: bool = False,
    anchor: str = "middle",
    halo: str = "",
) -> Markup:
    attributes = {
        "x": f"{x:.1f}",
        "y": f"{y:.1f}",
        "font-size": f"{size:g}",
        "fill": fill,
        "class": css,
        "text-anchor": anchor,
    }
    if bold:
        attributes["font-weight"] = "700"
    if italic:
        attributes["font-style"] = "italic"
    if halo:
        attributes |= {"paint-order": "stroke", "stroke": halo, "stroke-width": "4", "stroke-linejoin": "round"}
    return svg_tag("text", attributes, text)


def svg_line(x1: float, y1: float, x2: float, y2: float) -> Markup:
    ends = {"x1": f"{x1:.1f}", "y1": f"{y1:.1f}", "x2": f"{x2:.1f}", "y2": f"{y2:.1f}"}
    return svg_tag("line", {**ends, "stroke": colour("rule", "light"), "stroke-width": "1", "class": "lane-line"})
