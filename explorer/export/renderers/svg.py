"""A page in; SVG text out. Text stays text, nothing outside is referred to, every thing drawn bears its name."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from explorer.draw.markup import Markup, Node, svg_tag
from explorer.draw.palette import FONT, Theme, colour
from explorer.draw.primitives import (
    LEADING,
    Connector,
    Dash,
    DrawnBox,
    DrawnGroup,
    DrawnProse,
    DrawnText,
    DrawnThing,
    Line,
    Page,
    Sign,
    Stroke,
    clean,
)
from explorer.draw.shapes import shape_path
from explorer.export.renderers.tips import TIPS, tip_shape

STROKE_DASHES: dict[Dash, tuple[float, ...]] = {  # in stroke widths of 1.6 px
    "dotted": (0.1, 5),
    "dashed": (10, 7),
    "hollow": (5, 4),
    "inferred": (16, 5, 2, 5),
}


def svg_of(page: Page, theme: Theme | None, metadata: str = "", below: Sequence[Page] = ()) -> Markup:
    """A page; `metadata` is what the picture has no room for, such as all of its sources.

    Pages on which it goes on stand `below` it. Without a theme its colours are those of the page that it is put into.
    """
    high = page.height + sum(other.height for other in below)
    size = {"width": _n(page.width), "height": _n(high)}
    attributes = {
        "xmlns": "http://www.w3.org/2000/svg",
        "viewBox": f"0 0 {size['width']} {size['height']}",
        **size,
        "font-family": FONT,
        "role": "img",
    }
    said: list[Markup] = []
    if theme is None:  # the page has ids of its own
        attributes["aria-label"] = clean(page.description)
    else:
        attributes["aria-labelledby"] = "title description"
        said.append(svg_tag("title", {"id": "title"}, clean(page.title)))
        said.append(svg_tag("desc", {"id": "description"}, clean(page.description)))
    if metadata:
        said.append(svg_tag("metadata", {}, clean(metadata)))
    paper = svg_tag("rect", size | {"fill": colour("page", theme)})
    drawn: list[Node] = [_drawn(item, theme) for item in (page.heading, *page.items)]
    top = page.height
    for other in below:
        moved = {"transform": f"translate(0 {_n(top)})"}
        drawn.append(svg_tag("g", moved, [_drawn(item, theme) for item in (other.heading, *other.items)]))
        top += other.height
    return svg_tag("svg", attributes, said, paper, drawn)


def _drawn(item: DrawnThing, theme: Theme | None) -> Node:
    if isinstance(item, DrawnGroup):
        names = {"class": "group", "data-id": clean(item.id), "data-name": clean(item.name)}
        return svg_tag("g", names, _spoken(item.alt), [_drawn(part, theme) for part in item.parts])
    if isinstance(item, DrawnText):
        return _text_element(item, theme)
    if isinstance(item, DrawnProse):
        return _prose(item, theme)
    if isinstance(item, DrawnBox):
        return _box(item, theme)
    if isinstance(item, Sign):
        return _sign(item, theme)
    if isinstance(item, Stroke):
        path = "".join("M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in line) for line in item.lines)
        fill = colour(item.fill, theme) if item.fill else "none"
        return svg_tag(
            "path", {"d": path, "fill": fill, **_stroke_attributes(item.token, item.width, item.dash, theme)}
        )
    return _connector(item, theme)


def _text_element(item: DrawnText, theme: Theme | None) -> list[Markup]:
    drawn = []
    if item.ground:
        left, top, right, bottom = item.bounds
        ground = {"x": _n(left - 3), "y": _n(top), "width": _n(right - left + 6), "height": _n(bottom - top)}
        drawn.append(svg_tag("rect", {**ground, "fill": colour(item.ground, theme), "class": "ground"}))
    for place, line in enumerate(item.lines):
        if item.turned:
            where = {"transform": f"translate({_n(item.x + place * item.leading)} {_n(item.y)}) rotate(-90)"}
        else:
            where = {"x": _n(item.x), "y": _n(item.y + place * item.leading)}
        drawn.append(
            _line_element(line, where | ({} if item.anchor == "start" else {"text-anchor": item.anchor}), theme)
        )
    return drawn


def _line_element(line: Line, where: dict[str, str], theme: Theme | None) -> Markup:
    first = line[0]
    look = {**where, "font-size": _n(first.size), "fill": colour(first.token, theme)}
    look |= {"font-weight": "700"} if first.bold else {}
    look |= {"font-style": "italic"} if first.italic else {}
    spans = []
    for run in line[1:]:
        differs = {}
        if run.size != first.size:
            differs["font-size"] = _n(run.size)
        if run.token != first.token:
            differs["fill"] = colour(run.token, theme)
        if run.bold != first.bold:
            differs["font-weight"] = "700" if run.bold else "400"
        if run.italic != first.italic:
            differs["font-style"] = "italic" if run.italic else "normal"
        spans.append(svg_tag("tspan", differs, clean(run.text)))
    return svg_tag("text", look | {"xml:space": "preserve"}, clean(first.text), spans)


def _prose(item: DrawnProse, theme: Theme | None) -> Markup:
    lines = []
    for paragraph, baseline in item.placed():
        if paragraph.mark:
            lines.append(_line_element((paragraph.mark,), {"x": _n(item.x), "y": _n(baseline)}, theme))
        for place, line in enumerate(paragraph.lines):
            at = {"x": _n(item.x + paragraph.indent), "y": _n(baseline + place * LEADING * item.size)}
            lines.append(_line_element(line, at, theme))
    return svg_tag("g", {"class": "prose", "data-name": clean(item.name)}, lines)


def _box(item: DrawnBox, theme: Theme | None) -> Markup:
    look = {"x": _n(item.x), "y": _n(item.y), "width": _n(item.width), "height": _n(item.height)}
    look |= {"rx": _n(item.radius)} if item.radius else {}
    look["fill"] = colour(item.fill, theme) if item.fill else "none"
    look |= {"opacity": _n(item.opacity, 2)} if item.opacity < 1 else {}
    if item.stroke:
        look |= _stroke_attributes(item.stroke, item.stroke_width, item.dash, theme)
    box = svg_tag("rect", look)
    if not (item.id or item.inside):
        return box
    names = {"data-id": clean(item.id), "data-name": clean(item.name)}
    return svg_tag("g", names, _spoken(item.alt), box, _text_element(item.words, theme) if item.inside else None)


def _sign(item: Sign, theme: Theme | None) -> Markup:
    look = {"d": shape_path(item.symbol, item.radius), "transform": f"translate({_n(item.x)} {_n(item.y)})"}
    look["fill"] = colour(item.fill, theme) if item.fill else "none"
    look |= {"stroke-linejoin": "round", "stroke-linecap": "round" if item.symbol == "cross" else "butt"}
    return svg_tag("path", look | _stroke_attributes(item.stroke, item.stroke_width, item.dash, theme))


def _connector(item: Connector, theme: Theme | None) -> Markup:
    names = {"class": "connector", "data-start": clean(item.start), "data-end": clean(item.end)}
    names |= {"opacity": _n(item.opacity, 2)} if item.opacity < 1 else {}
    (x, y), curves = item.chain[0], item.curves
    path = f"M{_n(x)} {_n(y)}" + "".join(f"Q{_n(a)} {_n(b)} {_n(u)} {_n(v)}" for _, (a, b), (u, v) in curves)
    look = {"d": path, "fill": "none"} | _stroke_attributes(item.token, item.width, item.dash, theme)
    line = svg_tag("path", look)
    return svg_tag("g", names, _spoken(item.alt), line, _tip(item, theme) if item.tip else None)


def _tip(item: Connector, theme: Theme | None) -> Markup:
    points, closed = tip_shape(item)
    path = "M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in points) + ("Z" if closed else "")
    fill = colour(item.token if TIPS[item.tip][1] else "page", theme) if closed else "none"
    width = {"stroke": colour(item.token, theme), "stroke-width": _n(min(3.0, item.width + 0.4))}
    return svg_tag("path", {"d": path, "fill": fill, "stroke-linejoin": "round", **width})


def _stroke_attributes(token: str, width: float, dash: Dash, theme: Theme | None) -> dict[str, str]:
    look = {"stroke": colour(token, theme), "stroke-width": _n(width, 2)}
    if dash:
        look["stroke-dasharray"] = " ".join(_n(length) for length in stroke_dashes(dash, width))
    return look | ({"stroke-linecap": "round"} if dash == "dotted" else {})


def stroke_dashes(dash: Dash, width: float) -> list[float]:
    """Lengths of dashes and gaps in px; a small sign is still seen to be dashed."""
    scale = min(1.0, width / 2.2) if dash == "hollow" else 1.0
    return [length * scale for length in STROKE_DASHES[dash]] if dash else []


def _spoken(alt: str) -> Markup | None:
    return svg_tag("title", {}, clean(alt)) if alt else None


@lru_cache(16_384)  # sizes, rows and columns come again and again
def _n(number: float, digits: int = 1) -> str:
    said = f"{number:.{digits}f}".rstrip("0").rstrip(".")
    return "0" if said == "-0" else said
