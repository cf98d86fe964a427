"""A page in; SVG text out. Text stays text, nothing outside is referred to, every thing drawn bears its name."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from explorer.draw.palette import FONT, Theme, colour
from explorer.draw.primitives import (
    LEADING,
    Box,
    Connector,
    Dash,
    Drawn,
    Group,
    Line,
    Page,
    Prose,
    Sign,
    Stroke,
    Text,
    clean,
)
from explorer.draw.shapes import shape_path
from explorer.export.renderers.tips import TIPS, tip_shape

DASHES: dict[Dash, tuple[float, ...]] = {  # in stroke widths of 1.6 px
    "dotted": (0.1, 5),
    "dashed": (10, 7),
    "hollow": (5, 4),
    "inferred": (16, 5, 2, 5),
}


def svg_of(page: Page, theme: Theme | None, metadata: str = "", font: str = FONT) -> str:
    """SVG text of a page; `metadata` is what the picture has no room for, such as all of its sources.

    Without a theme its colours are those of the page that it is put into.
    """
    svg = ET.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {_n(page.width)} {_n(page.height)}",
            "width": _n(page.width),
            "height": _n(page.height),
            "font-family": font,
            "role": "img",
        },
    )
    if theme is None:  # the page has ids of its own
        svg.set("aria-label", clean(page.description))
    else:
        svg.set("aria-labelledby", "title description")
        ET.SubElement(svg, "title", {"id": "title"}).text = clean(page.title)
        ET.SubElement(svg, "desc", {"id": "description"}).text = clean(page.description)
    if metadata:
        ET.SubElement(svg, "metadata").text = clean(metadata)
    paper = {"width": _n(page.width), "height": _n(page.height), "fill": colour("page", theme)}
    ET.SubElement(svg, "rect", paper)
    _draw(svg, page.heading, theme)
    for item in page.items:
        _draw(svg, item, theme)
    return ET.tostring(svg, encoding="unicode")


def _draw(parent: ET.Element, item: Drawn, theme: Theme | None) -> None:
    if isinstance(item, Group):
        group = ET.SubElement(parent, "g", {"class": "group", "data-id": clean(item.id), "data-name": clean(item.name)})
        _spoken(group, item.alt)
        for part in item.parts:
            _draw(group, part, theme)
    elif isinstance(item, Text):
        _text(parent, item, theme)
    elif isinstance(item, Prose):
        _prose(parent, item, theme)
    elif isinstance(item, Box):
        _box(parent, item, theme)
    elif isinstance(item, Sign):
        _sign(parent, item, theme)
    elif isinstance(item, Stroke):
        path = "".join("M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in line) for line in item.lines)
        fill = colour(item.fill, theme) if item.fill else "none"
        look = {"d": path, "fill": fill, **_stroke(item.token, item.width, item.dash, theme)}
        ET.SubElement(parent, "path", look)
    else:
        _connector(parent, item, theme)


def _text(parent: ET.Element, item: Text, theme: Theme | None) -> None:
    if item.ground:
        left, top, right, bottom = item.bounds
        ground = {"x": _n(left - 3), "y": _n(top), "width": _n(right - left + 6), "height": _n(bottom - top)}
        ET.SubElement(parent, "rect", {**ground, "fill": colour(item.ground, theme), "class": "ground"})
    for place, line in enumerate(item.lines):
        if item.turned:
            where = {"transform": f"translate({_n(item.x + place * item.leading)} {_n(item.y)}) rotate(-90)"}
        else:
            where = {"x": _n(item.x), "y": _n(item.y + place * item.leading)}
        _line(parent, line, where | ({} if item.anchor == "start" else {"text-anchor": item.anchor}), theme)


def _line(parent: ET.Element, line: Line, where: dict[str, str], theme: Theme | None) -> None:
    first = line[0]
    look = {**where, "font-size": _n(first.size), "fill": colour(first.token, theme)}
    look |= {"font-weight": "700"} if first.bold else {}
    look |= {"font-style": "italic"} if first.italic else {}
    text = ET.SubElement(parent, "text", look | {"xml:space": "preserve"})
    text.text = clean(first.text)
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
        ET.SubElement(text, "tspan", differs).text = clean(run.text)


def _prose(parent: ET.Element, item: Prose, theme: Theme | None) -> None:
    group = ET.SubElement(parent, "g", {"class": "prose", "data-name": clean(item.name)})
    for paragraph, baseline in item.placed():
        if paragraph.mark:
            _line(group, (paragraph.mark,), {"x": _n(item.x), "y": _n(baseline)}, theme)
        for place, line in enumerate(paragraph.lines):
            at = {"x": _n(item.x + paragraph.indent), "y": _n(baseline + place * LEADING * item.size)}
            _line(group, line, at, theme)


def _box(parent: ET.Element, item: Box, theme: Theme | None) -> None:
    look = {"x": _n(item.x), "y": _n(item.y), "width": _n(item.width), "height": _n(item.height)}
    look |= {"rx": _n(item.radius)} if item.radius else {}
    look["fill"] = colour(item.fill, theme) if item.fill else "none"
    look |= {"opacity": _n(item.opacity, 2)} if item.opacity < 1 else {}
    if item.stroke:
        look |= _stroke(item.stroke, item.stroke_width, item.dash, theme)
    if item.id or item.inside:
        parent = ET.SubElement(parent, "g", {"data-id": clean(item.id), "data-name": clean(item.name)})
        _spoken(parent, item.alt)
    ET.SubElement(parent, "rect", look)
    if item.inside:
        _text(parent, item.words, theme)


def _sign(parent: ET.Element, item: Sign, theme: Theme | None) -> None:
    look = {"d": shape_path(item.symbol, item.radius), "transform": f"translate({_n(item.x)} {_n(item.y)})"}
    look["fill"] = colour(item.fill, theme) if item.fill else "none"
    look |= {"stroke-linejoin": "round", "stroke-linecap": "round" if item.symbol == "cross" else "butt"}
    ET.SubElement(parent, "path", look | _stroke(item.stroke, item.stroke_width, item.dash, theme))


def _connector(parent: ET.Element, item: Connector, theme: Theme | None) -> None:
    group = ET.SubElement(
        parent,
        "g",
        {"class": "connector", "data-start": clean(item.start), "data-end": clean(item.end)}
        | ({"opacity": _n(item.opacity, 2)} if item.opacity < 1 else {}),
    )
    _spoken(group, item.alt)
    (x0, y0), (x1, y1) = item.points
    ends = {"x1": _n(x0), "y1": _n(y0), "x2": _n(x1), "y2": _n(y1)}
    ET.SubElement(group, "line", ends | _stroke(item.token, item.width, item.dash, theme))
    if item.tip:
        points, closed = tip_shape(item)
        path = "M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in points) + ("Z" if closed else "")
        filled = TIPS[item.tip][1]
        fill = colour(item.token if filled else "page", theme) if closed else "none"
        width = {"stroke": colour(item.token, theme), "stroke-width": _n(min(3.0, item.width + 0.4))}
        ET.SubElement(group, "path", {"d": path, "fill": fill, "stroke-linejoin": "round", **width})


def _stroke(token: str, width: float, dash: Dash, theme: Theme | None) -> dict[str, str]:
    look = {"stroke": colour(token, theme), "stroke-width": _n(width, 2)}
    if dash:
        scale = min(1.0, width / 2.2) if dash == "hollow" else 1.0  # a small sign is still seen to be dashed
        look["stroke-dasharray"] = " ".join(_n(length * scale) for length in DASHES[dash])
    return look | ({"stroke-linecap": "round"} if dash == "dotted" else {})


def _spoken(parent: ET.Element, alt: str) -> None:
    if alt:
        ET.SubElement(parent, "title").text = clean(alt)


def _n(number: float, digits: int = 1) -> str:
    said = f"{number:.{digits}f}".rstrip("0").rstrip(".")
    return "0" if said == "-0" else said
