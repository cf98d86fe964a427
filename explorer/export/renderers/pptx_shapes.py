"""Drawn things in; the XML of a slide's native shapes out: autoshapes, groups, text boxes, glued connectors.

Shapes carry no style reference, so no theme's shadow falls on them. Names are for the selection pane, alternative
texts for whoever does not see; what says nothing is marked as decoration.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import count
from math import ceil

from lxml import etree

from explorer.draw.direction import set_apart
from explorer.draw.primitives import (
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
    Run,
    Sign,
    Site,
    Stroke,
    bounds_around,
    clean,
)
from explorer.export.renderers.pptx_colours import Inks
from explorer.export.renderers.pptx_geometry import (
    EMU,
    A,
    Element,
    curved,
    emu,
    exact_leading,
    flip,
    freeform,
    is_straight,
    place_frame,
    preset,
    sign_bounds,
    sub,
)
from explorer.export.renderers.pptx_identity import identify, identity
from explorer.export.template.faces import Face
from explorer.model import Shape

P = "http://schemas.openxmlformats.org/presentationml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DECORATIVE = "http://schemas.microsoft.com/office/drawing/2017/decorative"
_DECORATIVE_URI = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"

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


@dataclass
class Shapes:
    """Writes one slide's shapes. `link` gives the relationship of an address, for text that can be followed."""

    inks: Inks
    tree: Element
    link: Callable[[str], str]
    slide: str = ""  # which of the deck's slides it is
    face: Face | None = None  # a typeface that is not the one in which pages are laid out
    written: dict[str, Element] = field(default_factory=dict)  # by what tells it from others on the slide: a shape
    owner: str = ""  # whose shapes are being written
    numbers: count[int] = field(default_factory=lambda: count(100))
    glue: dict[str, int] = field(default_factory=dict)  # by id: the number of a shape that lines may be fixed to

    def draw(self, items: Sequence[DrawnThing]) -> None:
        for item in items:
            for part in item.parts if isinstance(item, DrawnGroup) else (item,):
                if isinstance(part, DrawnBox | Sign) and part.id:
                    self.glue[part.id] = next(self.numbers)
        for item in items:
            self.owner = f"{item.start}>{item.end}" if isinstance(item, Connector) else getattr(item, "id", "")
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
        number = self.glue[id] if id in self.glue else next(self.numbers)
        head = sub(parent, P, f"nv{tag}Pr")
        named = sub(head, P, "cNvPr", id=str(number), name=clean(name)[:250] or "Shape")
        if alt:
            named.set("descr", clean(alt))
        if decoration:
            extension = sub(sub(named, A, "extLst"), A, "ext", uri=_DECORATIVE_URI)
            etree.SubElement(extension, f"{{{_DECORATIVE}}}decorative", {"val": "1"}, nsmap={"adec": _DECORATIVE})
        identify(named, identity(self.slide, self._key(parent, name)))
        sub(head, P, f"cNv{tag}Pr")
        sub(head, P, "nvPr")
        return head

    def _key(self, shape: Element, name: str) -> str:
        """Tells a shape from all others on its slide, whatever the words of the data are: "ana-reyes/Actor"."""
        role = name.partition(":")[0].rstrip("0123456789 ") or "Shape"
        key = f"{self.owner}/{role}"
        number = next(n for n in count(1) if (key if n == 1 else f"{key} {n}") not in self.written)
        key = key if number == 1 else f"{key} {number}"
        self.written[key] = shape
        return key

    def _group(self, parent: Element, item: DrawnGroup) -> None:
        group = sub(parent, P, "grpSp")
        silent = not item.alt and not any(
            isinstance(part, DrawnText) or (isinstance(part, DrawnBox | Sign) and part.alt) for part in item.parts
        )
        self._named(group, "GrpSp", item.name, item.alt, silent)
        frame = sub(sub(group, P, "grpSpPr"), A, "xfrm")
        place_frame(frame, item.bounds)
        x, y, w, h = emu(item.bounds)
        sub(frame, A, "chOff", x=str(x), y=str(y))
        sub(frame, A, "chExt", cx=str(w), cy=str(h))
        for part in item.parts:
            self._draw(group, part)

    def _box(self, parent: Element, item: DrawnBox) -> None:
        shape = sub(parent, P, "sp")
        self._named(shape, "Sp", item.name or "Box", item.alt, not item.alt and not item.inside, item.id)
        look = sub(shape, P, "spPr")
        place_frame(sub(look, A, "xfrm"), item.bounds)
        if item.radius:
            share = min(50000, round(100000 * item.radius / min(item.width, item.height)))
            preset(look, "roundRect", adj=share)
        else:
            preset(look, "rect")
        self._fill(look, item.fill, item.opacity)
        self._line(look, item.stroke, item.stroke_width, item.dash)
        if item.inside:
            self._words(shape, item.inside, "ctr", "ctr")

    def _sign(self, parent: Element, item: Sign) -> None:
        shape = sub(parent, P, "sp")
        self._named(shape, "Sp", item.name or "Mark", item.alt, not item.alt, item.id)
        look = sub(shape, P, "spPr")
        bounds = sign_bounds(item)
        place_frame(sub(look, A, "xfrm"), bounds)
        if item.symbol == "cross":
            x0, y0, x1, y1 = bounds
            freeform(look, (((x0, y0), (x1, y1)), ((x1, y0), (x0, y1))), bounds, False)
        elif item.symbol == "hexagon":
            preset(look, "hexagon", adj=28868, vf=115470)
        else:
            preset(look, _SHAPES[item.symbol])
        self._fill(look, item.fill)
        self._line(look, item.stroke, item.stroke_width, item.dash, cap="rnd" if item.symbol == "cross" else "flat")

    def _stroke(self, parent: Element, item: Stroke) -> None:
        shape = sub(parent, P, "sp")
        self._named(shape, "Sp", item.name or "Line", "", True)
        look = sub(shape, P, "spPr")
        frame = sub(look, A, "xfrm")
        if len(item.lines) == 1 and len(item.lines[0]) == 2:
            flip(frame, item.lines[0][0], item.lines[0][1])
            place_frame(frame, item.bounds)
            preset(look, "line")
        else:
            place_frame(frame, item.bounds)
            freeform(look, item.lines, item.bounds, bool(item.fill))
        self._fill(look, item.fill)
        self._line(look, item.token, item.width, item.dash)

    def _connector(self, parent: Element, item: Connector) -> None:
        shape = sub(parent, P, "cxnSp")
        head = self._named(shape, "CxnSp", item.name, item.alt, not item.alt)
        glued = head.find(f"{{{P}}}cNvCxnSpPr")
        for tag, id, site in (("stCxn", item.start, item.start_site), ("endCxn", item.end, item.end_site)):
            sub(glued, A, tag, id=str(self.glue[id]), idx=str(_SIDES[site]))
        look = sub(shape, P, "spPr")
        frame = sub(look, A, "xfrm")
        if is_straight(item):
            flip(frame, item.chain[0], item.chain[-1])
            place_frame(frame, bounds_around((x, y, x, y) for x, y in (item.chain[0], item.chain[-1])))
            preset(look, "straightConnector1")
        else:
            place_frame(frame, item.bounds)
            curved(look, item)
        sub(look, A, "noFill")
        self._line(look, item.token, item.width, item.dash, item.opacity, tip=item.tip)

    # --- text ------------------------------------------------------------------------------------------------------

    def _text(self, parent: Element, item: DrawnText) -> None:
        shape = sub(parent, P, "sp")
        head = self._named(shape, "Sp", item.name or "Text", "", False)
        head.find(f"{{{P}}}cNvSpPr").set("txBox", "1")
        look = sub(shape, P, "spPr")
        place_frame(sub(look, A, "xfrm"), item.bounds)
        preset(look, "rect")
        self._fill(look, item.ground)
        self._line(look, "", 0, "")
        align = {"start": "l", "middle": "ctr", "end": "r"}[item.anchor]
        self._words(shape, item.lines, align, "t", turned=item.turned, linked=item.name == "Link")

    def _words(
        self, shape: Element, lines: Sequence[Line], align: str, anchor: str, turned: bool = False, linked: bool = False
    ) -> None:
        body = _text_body(shape, "none", anchor, turned)
        paragraph = sub(body, A, "p")
        exact_leading(sub(paragraph, A, "pPr", algn=align), max(run.size for line in lines for run in line))
        for place, line in enumerate(lines):
            closer = self._closer([line])
            if place:
                self._look(sub(paragraph, A, "br"), "rPr", line[0])
            for run in line:
                self._run(paragraph, run, linked, closer)

    def _prose(self, parent: Element, item: DrawnProse) -> None:
        shape = sub(parent, P, "sp")
        head = self._named(shape, "Sp", item.name or "Sentences", "", False)
        head.find(f"{{{P}}}cNvSpPr").set("txBox", "1")
        look = sub(shape, P, "spPr")
        left, top, right, bottom = item.bounds
        place_frame(sub(look, A, "xfrm"), (left, top, right + 4, bottom))
        preset(look, "rect")
        sub(look, A, "noFill")
        body = _text_body(shape, "square", "t")
        for place, paragraph in enumerate(item.paragraphs):
            self._paragraph(body, paragraph, first=not place)

    def _paragraph(self, body: Element, item: Paragraph, first: bool) -> None:
        paragraph = sub(body, A, "p")
        indent = round(item.indent * EMU)
        look = sub(paragraph, A, "pPr", **({"marL": str(indent), "indent": str(-indent)} if indent else {}))
        exact_leading(look, max(run.size for line in item.lines for run in line))
        sub(sub(look, A, "spcBef"), A, "spcPts", val=str(0 if first else round(item.before * 50)))
        mark = item.mark
        if mark and not mark.text.isdigit():
            self._solid(sub(look, A, "buClr"), mark.token)
            sub(look, A, "buFont", typeface="Arial")
            sub(look, A, "buChar", char=mark.text)
        else:
            sub(look, A, "buNone")
        if mark and mark.text.isdigit():
            self._run(paragraph, mark, linked=True)
            self._run(paragraph, Run("\t", mark.size, mark.token), linked=False)
        closer = self._closer(item.lines)
        for place, line in enumerate(item.lines):
            if place:
                last = item.lines[place - 1][-1]
                self._run(paragraph, Run(" ", last.size, last.token), linked=False)
            for run in line:
                self._run(paragraph, run, False, closer)

    def _closer(self, lines: Sequence[Line]) -> float:
        """px by which letters must stand closer for each line to fit the room that Arial would need."""
        if self.face is None:
            return 0.0
        closer = 0.0
        for line in lines:
            wide = sum(self.face.width(run.text, run.size / self.face.share, run.bold) for run in line)
            letters = sum(len(run.text) for run in line)
            closer = max(closer, (wide - sum(run.width for run in line)) / max(1, letters))
        return closer

    def _run(self, paragraph: Element, run: Run, linked: bool, closer: float = 0.0) -> None:
        said = sub(paragraph, A, "r")
        look = self._look(said, "rPr", run)
        if closer:
            look.set("spc", str(-ceil(closer * 50)))
        if linked and run.link:
            sub(look, A, "hlinkClick").set(f"{{{R}}}id", self.link(run.link))
        sub(said, A, "t").text = set_apart(clean(run.text))

    def _look(self, parent: Element, tag: str, run: Run) -> Element:
        size = run.size / (self.face.share if self.face else 1.0)
        look = sub(parent, A, tag, lang="en-US", sz=str(round(size * 50)))
        if run.bold:
            look.set("b", "1")
        if run.italic:
            look.set("i", "1")
        self._solid(look, run.token)
        return look

    # --- paint -----------------------------------------------------------------------------------------------------

    def _solid(self, parent: Element, token: str, opacity: float = 1.0) -> None:
        solid = parent if parent.tag == f"{{{A}}}buClr" else sub(parent, A, "solidFill")
        ink = self.inks.of(token)
        tone = sub(solid, A, "schemeClr" if ink.scheme else "srgbClr", val=ink.scheme or ink.hex)
        if ink.modulated:
            sub(tone, A, "lumMod", val=str(ink.modulated))
        if ink.offset:
            sub(tone, A, "lumOff", val=str(ink.offset))
        if opacity < 1:
            sub(tone, A, "alpha", val=str(round(opacity * 100000)))

    def _fill(self, look: Element, token: str, opacity: float = 1.0) -> None:
        if token:
            self._solid(look, token, opacity)
        else:
            sub(look, A, "noFill")

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
            sub(sub(look, A, "ln"), A, "noFill")
            return
        line = sub(look, A, "ln", w=str(round(width * EMU)), cap="rnd" if dash == "dotted" else cap)
        self._solid(line, token, opacity)
        if dash:
            sub(line, A, "prstDash", val=_PRESET_DASHES[dash])
        sub(line, A, "round")
        if tip:
            sub(line, A, "tailEnd", type=_TIPS[tip], w="med", len="med")


def _text_body(shape: Element, wrap: str, anchor: str, turned: bool = False) -> Element:
    body = sub(shape, P, "txBody")
    insets = {"lIns": "0", "tIns": "0", "rIns": "0", "bIns": "0"}
    look = sub(body, A, "bodyPr", **({"vert": "vert270"} if turned else {}), wrap=wrap, anchor=anchor, **insets)
    sub(look, A, "noAutofit")
    sub(body, A, "lstStyle")
    return body
