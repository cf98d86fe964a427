"""Drawn things in; the XML of a slide's native shapes out: autoshapes, groups, text boxes, glued connectors.

Shapes carry no style reference, so no theme's shadow falls on them. Names are for the selection pane, alternative
texts for whoever does not see; what says nothing is marked as decoration.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from lxml import etree

from explorer.draw.primitives import (
    Bounds,
    Connector,
    Dash,
    DrawnBox,
    DrawnGroup,
    DrawnProse,
    DrawnText,
    DrawnThing,
    End,
    Line,
    Paragraph,
    Point,
    Run,
    Sign,
    Site,
    Stroke,
    clean,
)
from explorer.export.renderers.pptx_colours import Inks
from explorer.model import Shape

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DECORATIVE = "http://schemas.microsoft.com/office/drawing/2017/decorative"
_DECORATIVE_URI = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"

EMU = 6350
"""English metric units in a px of 144 to the inch."""

Element = Any  # lxml ships no types

_PRESET_DASHES: dict[Dash, str] = {"dotted": "sysDot", "dashed": "dash", "hollow": "sysDash", "inferred": "lgDashDot"}
_TIPS: dict[End, str] = {
    "act": "triangle",
    "for": "oval",
    "against": "stealth",
    "lineage": "arrow",
    "service": "arrow",
    "inferred": "diamond",
}
_SHAPES: dict[Shape, str] = {
    "circle": "ellipse",
    "diamond": "diamond",
    "square": "rect",
    "triangle": "triangle",
    "hexagon": "hexagon",
}
_SIDES: dict[Site, int] = {"top": 0, "left": 1, "bottom": 2, "right": 3}
_SITES: dict[Shape, dict[Site, int]] = {  # where a shape's own list of connection sites differs from its sides
    "circle": {"top": 0, "left": 2, "bottom": 4, "right": 6},
    "triangle": {"top": 0, "left": 1, "bottom": 3, "right": 5},
    "hexagon": {"top": 4, "left": 3, "bottom": 2, "right": 0},
}


@dataclass
class Shapes:
    """Writes one slide's shapes. `link` gives the relationship of an address, for text that can be followed."""

    inks: Inks
    tree: Element
    link: Callable[[str], str]
    numbers: count[int] = field(default_factory=lambda: count(100))
    glue: dict[str, tuple[int, dict[Site, int]]] = field(default_factory=dict)  # by id: shape and its sites

    def draw(self, items: Sequence[DrawnThing]) -> None:
        for item in items:
            for part in item.parts if isinstance(item, DrawnGroup) else (item,):
                if isinstance(part, DrawnBox | Sign) and part.id:
                    sites = _SITES.get(part.symbol, _SIDES) if isinstance(part, Sign) else _SIDES
                    self.glue[part.id] = next(self.numbers), sites
        for item in items:
            self._draw(self.tree, item)

    def _draw(self, parent: Element, item: DrawnThing) -> None:
        if isinstance(item, DrawnGroup):
            self._group(parent, item)
        elif isinstance(item, DrawnText):
            self._text(parent, item)
        elif isinstance(item, DrawnProse):
            self._prose(parent, item)
        elif isinstance(item, DrawnBox):
            self._box(parent, item)
        elif isinstance(item, Sign):
            self._sign(parent, item)
        elif isinstance(item, Stroke):
            self._stroke(parent, item)
        else:
            self._connector(parent, item)

    # --- shapes ----------------------------------------------------------------------------------------------------

    def _named(self, parent: Element, tag: str, name: str, alt: str, decoration: bool, id: str = "") -> Element:
        """The part of a shape that names it."""
        number = self.glue[id][0] if id in self.glue else next(self.numbers)
        head = _sub(parent, P, f"nv{tag}Pr")
        named = _sub(head, P, "cNvPr", id=str(number), name=clean(name)[:250] or "Shape")
        if alt:
            named.set("descr", clean(alt))
        if decoration:
            extension = _sub(_sub(named, A, "extLst"), A, "ext", uri=_DECORATIVE_URI)
            etree.SubElement(extension, f"{{{_DECORATIVE}}}decorative", {"val": "1"}, nsmap={"adec": _DECORATIVE})
        _sub(head, P, f"cNv{tag}Pr")
        _sub(head, P, "nvPr")
        return head

    def _group(self, parent: Element, item: DrawnGroup) -> None:
        group = _sub(parent, P, "grpSp")
        silent = not item.alt and not any(
            isinstance(part, DrawnText) or (isinstance(part, DrawnBox | Sign) and part.alt) for part in item.parts
        )
        self._named(group, "GrpSp", item.name, item.alt, silent)
        frame = _sub(_sub(group, P, "grpSpPr"), A, "xfrm")
        _place_frame(frame, item.bounds)
        x, y, w, h = _emu(item.bounds)
        _sub(frame, A, "chOff", x=str(x), y=str(y))
        _sub(frame, A, "chExt", cx=str(w), cy=str(h))
        for part in item.parts:
            self._draw(group, part)

    def _box(self, parent: Element, item: DrawnBox) -> None:
        shape = _sub(parent, P, "sp")
        self._named(shape, "Sp", item.name or "Box", item.alt, not item.alt and not item.inside, item.id)
        look = _sub(shape, P, "spPr")
        _place_frame(_sub(look, A, "xfrm"), item.bounds)
        if item.radius:
            share = min(50000, round(100000 * item.radius / min(item.width, item.height)))
            _preset(look, "roundRect", adj=share)
        else:
            _preset(look, "rect")
        self._fill(look, item.fill, item.opacity)
        self._line(look, item.stroke, item.stroke_width, item.dash)
        if item.inside:
            self._words(shape, item.inside, "ctr", "ctr")

    def _sign(self, parent: Element, item: Sign) -> None:
        shape = _sub(parent, P, "sp")
        self._named(shape, "Sp", item.name or "Mark", item.alt, not item.alt, item.id)
        look = _sub(shape, P, "spPr")
        bounds = sign_bounds(item)
        _place_frame(_sub(look, A, "xfrm"), bounds)
        if item.symbol == "cross":
            x0, y0, x1, y1 = bounds
            sides = [((x0 + x1) / 2, y0), (x0, (y0 + y1) / 2), ((x0 + x1) / 2, y1), (x1, (y0 + y1) / 2)]
            _freeform(look, (((x0, y0), (x1, y1)), ((x1, y0), (x0, y1))), bounds, False, sides)
        elif item.symbol == "hexagon":
            _preset(look, "hexagon", adj=28868, vf=115470)
        else:
            _preset(look, _SHAPES[item.symbol])
        self._fill(look, item.fill)
        self._line(look, item.stroke, item.stroke_width, item.dash, cap="rnd" if item.symbol == "cross" else "flat")

    def _stroke(self, parent: Element, item: Stroke) -> None:
        shape = _sub(parent, P, "sp")
        self._named(shape, "Sp", item.name or "Line", "", True)
        look = _sub(shape, P, "spPr")
        frame = _sub(look, A, "xfrm")
        if len(item.lines) == 1 and len(item.lines[0]) == 2:
            _flip(frame, item.lines[0][0], item.lines[0][1])
            _place_frame(frame, item.bounds)
            _preset(look, "line")
        else:
            _place_frame(frame, item.bounds)
            _freeform(look, item.lines, item.bounds, bool(item.fill))
        self._fill(look, item.fill)
        self._line(look, item.token, item.width, item.dash)

    def _connector(self, parent: Element, item: Connector) -> None:
        shape = _sub(parent, P, "cxnSp")
        head = self._named(shape, "CxnSp", item.name, item.alt, not item.alt)
        glued = head.find(f"{{{P}}}cNvCxnSpPr")
        for tag, id, site in (("stCxn", item.start, item.start_site), ("endCxn", item.end, item.end_site)):
            number, sites = self.glue[id]
            _sub(glued, A, tag, id=str(number), idx=str(sites[site]))
        look = _sub(shape, P, "spPr")
        frame = _sub(look, A, "xfrm")
        _flip(frame, *item.points)
        _place_frame(frame, item.bounds)
        _preset(look, "straightConnector1")
        self._line(look, item.token, item.width, item.dash, item.opacity, tip=item.tip)

    # --- text ------------------------------------------------------------------------------------------------------

    def _text(self, parent: Element, item: DrawnText) -> None:
        shape = _sub(parent, P, "sp")
        head = self._named(shape, "Sp", item.name or "Text", "", False)
        head.find(f"{{{P}}}cNvSpPr").set("txBox", "1")
        look = _sub(shape, P, "spPr")
        _place_frame(_sub(look, A, "xfrm"), item.bounds)
        _preset(look, "rect")
        self._fill(look, item.ground)
        self._line(look, "", 0, "")
        align = {"start": "l", "middle": "ctr", "end": "r"}[item.anchor]
        self._words(shape, item.lines, align, "t", turned=item.turned, linked=item.name == "Link")

    def _words(
        self, shape: Element, lines: Sequence[Line], align: str, anchor: str, turned: bool = False, linked: bool = False
    ) -> None:
        body = _text_body(shape, "none", anchor, turned)
        paragraph = _sub(body, A, "p")
        _sub(paragraph, A, "pPr", algn=align)
        for place, line in enumerate(lines):
            if place:
                self._look(_sub(paragraph, A, "br"), "rPr", line[0])
            for run in line:
                self._run(paragraph, run, linked)

    def _prose(self, parent: Element, item: DrawnProse) -> None:
        shape = _sub(parent, P, "sp")
        head = self._named(shape, "Sp", item.name or "Sentences", "", False)
        head.find(f"{{{P}}}cNvSpPr").set("txBox", "1")
        look = _sub(shape, P, "spPr")
        left, top, right, bottom = item.bounds
        _place_frame(_sub(look, A, "xfrm"), (left, top, right + 4, bottom))
        _preset(look, "rect")
        _sub(look, A, "noFill")
        body = _text_body(shape, "square", "t")
        for place, paragraph in enumerate(item.paragraphs):
            self._paragraph(body, paragraph, first=not place)

    def _paragraph(self, body: Element, item: Paragraph, first: bool) -> None:
        paragraph = _sub(body, A, "p")
        indent = round(item.indent * EMU)
        look = _sub(paragraph, A, "pPr", **({"marL": str(indent), "indent": str(-indent)} if indent else {}))
        if item.before and not first:
            _sub(_sub(look, A, "spcBef"), A, "spcPts", val=str(round(item.before * 50)))
        mark = item.mark
        if mark and not mark.text.isdigit():
            self._solid(_sub(look, A, "buClr"), mark.token)
            _sub(look, A, "buFont", typeface="Arial")
            _sub(look, A, "buChar", char=mark.text)
        else:
            _sub(look, A, "buNone")
        if mark and mark.text.isdigit():
            self._run(paragraph, mark, linked=True)
            self._run(paragraph, Run("\t", mark.size, mark.token), linked=False)
        for place, line in enumerate(item.lines):
            if place:
                last = item.lines[place - 1][-1]
                self._run(paragraph, Run(" ", last.size, last.token), linked=False)
            for run in line:
                self._run(paragraph, run, linked=False)

    def _run(self, paragraph: Element, run: Run, linked: bool) -> None:
        said = _sub(paragraph, A, "r")
        look = self._look(said, "rPr", run)
        if linked and run.link:
            _sub(look, A, "hlinkClick").set(f"{{{R}}}id", self.link(run.link))
        _sub(said, A, "t").text = clean(run.text)

    def _look(self, parent: Element, tag: str, run: Run) -> Element:
        look = _sub(parent, A, tag, lang="en-US", sz=str(round(run.size * 50)))
        if run.bold:
            look.set("b", "1")
        if run.italic:
            look.set("i", "1")
        self._solid(look, run.token)
        return look

    # --- paint -----------------------------------------------------------------------------------------------------

    def _solid(self, parent: Element, token: str, opacity: float = 1.0) -> None:
        solid = parent if parent.tag == f"{{{A}}}buClr" else _sub(parent, A, "solidFill")
        ink = self.inks.of(token)
        tone = _sub(solid, A, "schemeClr" if ink.scheme else "srgbClr", val=ink.scheme or ink.hex)
        if ink.modulated:
            _sub(tone, A, "lumMod", val=str(ink.modulated))
        if ink.offset:
            _sub(tone, A, "lumOff", val=str(ink.offset))
        if opacity < 1:
            _sub(tone, A, "alpha", val=str(round(opacity * 100000)))

    def _fill(self, look: Element, token: str, opacity: float = 1.0) -> None:
        if token:
            self._solid(look, token, opacity)
        else:
            _sub(look, A, "noFill")

    def _line(
        self,
        look: Element,
        token: str,
        width: float,
        dash: Dash,
        opacity: float = 1.0,
        tip: End = "",
        cap: str = "flat",
    ) -> None:
        if not token:
            _sub(_sub(look, A, "ln"), A, "noFill")
            return
        line = _sub(look, A, "ln", w=str(round(width * EMU)), cap="rnd" if dash == "dotted" else cap)
        self._solid(line, token, opacity)
        if dash:
            _sub(line, A, "prstDash", val=_PRESET_DASHES[dash])
        _sub(line, A, "round")
        if tip:
            _sub(line, A, "tailEnd", type=_TIPS[tip], w="med", len="med")


# --- pieces of XML -------------------------------------------------------------------------------------------------


def _sub(parent: Element, space: str, tag: str, **attributes: str) -> Element:
    return etree.SubElement(parent, f"{{{space}}}{tag}", attributes)


def _emu(bounds: Bounds) -> tuple[int, int, int, int]:
    left, top, right, bottom = bounds
    x, y = round(left * EMU), round(top * EMU)
    return x, y, max(0, round(right * EMU) - x), max(0, round(bottom * EMU) - y)


def _place_frame(frame: Element, bounds: Bounds) -> None:
    x, y, w, h = _emu(bounds)
    _sub(frame, A, "off", x=str(x), y=str(y))
    _sub(frame, A, "ext", cx=str(w), cy=str(h))


def _flip(frame: Element, start: Point, end: Point) -> None:
    if end[0] < start[0]:
        frame.set("flipH", "1")
    if end[1] < start[1]:
        frame.set("flipV", "1")


def _preset(look: Element, name: str, **adjust: int) -> None:
    shape = _sub(look, A, "prstGeom", prst=name)
    values = _sub(shape, A, "avLst")
    for key, value in adjust.items():
        _sub(values, A, "gd", name=key, fmla=f"val {value}")


def _freeform(
    look: Element, lines: Sequence[Sequence[Point]], bounds: Bounds, filled: bool, sites: Sequence[Point] = ()
) -> None:
    """A freeform of straight lines, with connection sites of its own."""
    x, y, w, h = _emu(bounds)
    shape = _sub(look, A, "custGeom")
    for tag in ("avLst", "gdLst", "ahLst"):
        _sub(shape, A, tag)
    glued = _sub(shape, A, "cxnLst")
    for place, site in enumerate(sites):
        ang = ("16200000", "10800000", "5400000", "0")[place % 4]
        _path_point(_sub(glued, A, "cxn", ang=ang), "pos", site, x, y)
    _sub(shape, A, "rect", l="0", t="0", r="r", b="b")
    path = _sub(_sub(shape, A, "pathLst"), A, "path", w=str(max(1, w)), h=str(max(1, h)))
    if not filled:
        path.set("fill", "none")
    for line in lines:
        for place, point in enumerate(line):
            _path_point(_sub(path, A, "lnTo" if place else "moveTo"), "pt", point, x, y)


def _path_point(parent: Element, tag: str, point: Point, x: int, y: int) -> None:
    _sub(parent, A, tag, x=str(round(point[0] * EMU) - x), y=str(round(point[1] * EMU) - y))


def _text_body(shape: Element, wrap: str, anchor: str, turned: bool = False) -> Element:
    body = _sub(shape, P, "txBody")
    insets = {"lIns": "0", "tIns": "0", "rIns": "0", "bIns": "0"}
    look = _sub(body, A, "bodyPr", **({"vert": "vert270"} if turned else {}), wrap=wrap, anchor=anchor, **insets)
    _sub(look, A, "noAutofit")
    _sub(body, A, "lstStyle")
    return body


def sign_bounds(item: Sign) -> Bounds:
    """Exactly what a symbol covers, so that PowerPoint's own shape has the size of ours."""
    x, y, r = item.x, item.y, item.radius
    if item.symbol == "triangle":
        return x - 1.15 * r, y - 1.2 * r, x + 1.15 * r, y + 0.85 * r
    if item.symbol == "hexagon":
        return x - 1.1 * r, y - 0.9526 * r, x + 1.1 * r, y + 0.9526 * r
    d = {"diamond": 1.22, "square": 0.92, "cross": 0.85}.get(item.symbol, 1.0) * r
    return x - d, y - d, x + d, y + d
