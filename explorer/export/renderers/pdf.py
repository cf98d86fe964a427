"""Pages in; a PDF out: vectors, text as text in embedded fonts, links that can be followed."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any
from zlib import crc32

from reportlab.lib.colors import Color, HexColor
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from explorer.draw.palette import Theme, colour
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
    Run,
    Sign,
    Stroke,
    clean,
)
from explorer.draw.shapes import shape_path
from explorer.draw.text_metrics import text_width
from explorer.export.renderers.fonts import face
from explorer.export.renderers.svg import STROKE_DASHES
from explorer.export.renderers.tips import TIPS, tip_shape

_POINTS = 0.5  # a px in points
_FACES = ((False, False), (True, False), (False, True), (True, True))


def pdf_of(pages: Sequence[Page], theme: Theme) -> bytes:
    """The pages in their order; no time of writing is in the file."""
    written = BytesIO()
    first = pages[0]
    fonts = _fonts("".join(_words_of_pages(pages)))
    canvas = Canvas(
        written,
        pagesize=(first.width * _POINTS, first.height * _POINTS),
        initialFontName=fonts[False, False],
        invariant=1,
        pageCompression=1,
    )
    canvas.setTitle(clean(first.title))
    canvas.setSubject(clean(first.description))
    canvas.setCreator("Policy Landscape Explorer")
    canvas.setAuthor("Policy Landscape Explorer")
    pen = _PdfPen(canvas, theme, fonts)
    for page in pages:
        pen.page(page)
    canvas.save()
    return written.getvalue()


def _words_of_pages(pages: Sequence[Page]) -> list[str]:
    found: list[str] = []
    for page in pages:
        for item in (page.heading, *page.items):
            for part in item.parts if isinstance(item, DrawnGroup) else (item,):
                found += [run.text for line in _lines_of(part) for run in line]
    return found


def _lines_of(item: DrawnThing) -> Sequence[Line]:
    if isinstance(item, DrawnText):
        return item.lines
    if isinstance(item, DrawnProse):
        return [line for p in item.paragraphs for line in (*p.lines, *(((p.mark,),) if p.mark else ()))]
    return item.inside if isinstance(item, DrawnBox) else ()


def _fonts(text: str) -> dict[tuple[bool, bool], str]:
    """The names of the faces that a text is set in, by bold and italic."""
    names: dict[tuple[bool, bool], str] = {}
    for bold, italic in _FACES:
        file = face(bold, italic, text)
        names[bold, italic] = f"Arimo{'-Bold' if bold else ''}{'-Italic' if italic else ''}-{crc32(file):08x}"
        if names[bold, italic] not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(_Face(names[bold, italic], BytesIO(file)))
    return names


class _Face(TTFont):  # type: ignore[misc]
    """A face that keeps a character it has no glyph for as text: drawn as a box, read and searched as itself."""

    def splitString(self, text: str, doc: Any, encoding: str = "utf-8") -> Any:
        glyphs, codes = self.face.charToGlyph, set(map(ord, text))
        for code in codes - glyphs.keys():
            glyphs[code] = 0
        split = super().splitString(text, doc, encoding)
        state = self.state[doc]
        for code in (code for code in codes if code > 0xFFFF):  # which a PDF names by two halves
            adjacency = int.from_bytes(chr(code).encode("utf-16-be"))
            glyphs[adjacency] = glyphs[code]
            state.subsets[state.assignments[code] >> 8][state.assignments[code] & 0xFF] = adjacency
        return split


class _PdfPen:
    """Draws on one canvas, in px from the top left corner."""

    def __init__(self, canvas: Canvas, theme: Theme, fonts: dict[tuple[bool, bool], str]) -> None:
        self.canvas, self.theme, self.fonts, self.height = canvas, theme, fonts, 0.0

    def page(self, page: Page) -> None:
        self.height = page.height
        self.canvas.setPageSize((page.width * _POINTS, page.height * _POINTS))
        self.canvas.bookmarkPage(str(self.canvas.getPageNumber()))
        self.canvas.addOutlineEntry(clean(page.title), str(self.canvas.getPageNumber()))
        self.canvas.scale(_POINTS, _POINTS)
        self.canvas.setFillColor(self.hue("page"))
        self.canvas.rect(0, 0, page.width, page.height, stroke=0, fill=1)
        self.draw(page.heading)
        for item in page.items:
            self.draw(item)
        self.canvas.showPage()

    def hue(self, token: str, opacity: float = 1.0) -> Any:
        plain = HexColor(colour(token, self.theme))
        return Color(plain.red, plain.green, plain.blue, opacity) if opacity < 1 else plain

    def draw(self, item: DrawnThing) -> None:
        if isinstance(item, DrawnGroup):
            for part in item.parts:
                self.draw(part)
        elif isinstance(item, DrawnText):
            self.text(item)
        elif isinstance(item, DrawnProse):
            self.prose(item)
        elif isinstance(item, DrawnBox):
            self.box(item)
        elif isinstance(item, Sign):
            self.sign(item)
        elif isinstance(item, Stroke):
            self.stroke(item)
        else:
            self.connector(item)

    def text(self, item: DrawnText) -> None:
        if item.ground:
            left, top, right, bottom = item.bounds
            self.canvas.setFillColor(self.hue(item.ground))
            self.canvas.rect(left - 3, self.height - bottom, right - left + 6, bottom - top, stroke=0, fill=1)
        for place, line in enumerate(item.lines):
            wide = sum(run.width for run in line)
            shift = {"start": 0.0, "middle": 0.5, "end": 1.0}[item.anchor] * wide
            if not item.turned:
                self.line(line, item.x - shift, self.height - item.y - place * item.leading)
                continue
            self.canvas.saveState()
            self.canvas.translate(item.x + place * item.leading, self.height - item.y)
            self.canvas.rotate(90)
            self.line(line, -shift, 0)
            self.canvas.restoreState()

    def line(self, line: Line, x: float, y: float) -> None:
        text = self.canvas.beginText(x, y)
        for run in line:
            text.setFont(self.fonts[run.bold, run.italic], run.size)
            text.setFillColor(self.hue(run.token))
            text.textOut(clean(run.text))
            if run.link:
                self.link(run, x, y)
            x += text_width(run.text, run.size, run.bold)
        self.canvas.drawText(text)

    def link(self, run: Run, x: float, y: float) -> None:
        area = (x, y - 0.2 * run.size, x + run.width, y + 0.9 * run.size)
        self.canvas.linkURL(clean(run.link), area, relative=1, thickness=0)

    def prose(self, item: DrawnProse) -> None:
        for paragraph, baseline in item.placed():
            if paragraph.mark:
                self.line((paragraph.mark,), item.x, self.height - baseline)
            for place, line in enumerate(paragraph.lines):
                self.line(line, item.x + paragraph.indent, self.height - baseline - place * LEADING * item.size)

    def box(self, item: DrawnBox) -> None:
        self.look(item.stroke, item.stroke_width, item.dash)
        if item.fill:
            self.canvas.setFillColor(self.hue(item.fill, item.opacity))
        place = (item.x, self.height - item.y - item.height, item.width, item.height)
        self.canvas.roundRect(*place, item.radius, stroke=int(bool(item.stroke)), fill=int(bool(item.fill)))
        if item.inside:
            self.text(item.words)

    def sign(self, item: Sign) -> None:
        self.look(item.stroke, item.stroke_width, item.dash)
        self.canvas.setLineCap(1 if item.symbol == "cross" else 0)
        if item.fill:
            self.canvas.setFillColor(self.hue(item.fill))
        if item.symbol == "circle":
            self.canvas.circle(item.x, self.height - item.y, item.radius, stroke=1, fill=int(bool(item.fill)))
        else:
            self.path(
                [
                    [(item.x + x, item.y + y) for x, y in points]
                    for points in polygons(shape_path(item.symbol, item.radius))
                ],
                item.symbol != "cross",
                bool(item.fill),
            )
        self.canvas.setLineCap(0)

    def stroke(self, item: Stroke) -> None:
        self.look(item.token, item.width, item.dash)
        if item.fill:
            self.canvas.setFillColor(self.hue(item.fill))
        self.path([list(line) for line in item.lines], False, bool(item.fill))

    def connector(self, item: Connector) -> None:
        self.look(item.token, item.width, item.dash, item.opacity)
        path = self.canvas.beginPath()
        path.moveTo(item.chain[0][0], self.height - item.chain[0][1])
        for (x0, y0), (x1, y1), (x2, y2) in item.curves:  # PDF knows cubic curves only
            near = (x0 + 2 * x1) / 3, self.height - (y0 + 2 * y1) / 3
            far = (x2 + 2 * x1) / 3, self.height - (y2 + 2 * y1) / 3
            path.curveTo(*near, *far, x2, self.height - y2)
        self.canvas.drawPath(path, stroke=1, fill=0)
        if item.tip:
            points, closed = tip_shape(item)
            filled = TIPS[item.tip][1]
            self.look(item.token, min(3.0, item.width + 0.4), "")
            self.canvas.setFillColor(self.hue(item.token if filled else "page"))
            self.path([points], closed, closed)

    def look(self, token: str, width: float, dash: Dash, opacity: float = 1.0) -> None:
        if token:
            self.canvas.setStrokeColor(self.hue(token, opacity))
        self.canvas.setLineWidth(width)
        self.canvas.setLineJoin(1)
        self.canvas.setLineCap(1 if dash == "dotted" else 0)
        self.canvas.setDash(list(STROKE_DASHES[dash]) if dash else [])

    def path(self, lines: Sequence[Sequence[tuple[float, float]]], closed: bool, filled: bool) -> None:
        path = self.canvas.beginPath()
        for line in lines:
            for place, (x, y) in enumerate(line):
                (path.lineTo if place else path.moveTo)(x, self.height - y)
            if closed:
                path.close()
        self.canvas.drawPath(path, stroke=1, fill=int(filled))


def polygons(path: str) -> list[list[tuple[float, float]]]:
    """The points of a path of straight lines, one list for each part.

    >>> polygons("M0 -1L1 0Z")
    [[(0.0, -1.0), (1.0, 0.0)]]
    """
    parts = [part.strip("Z").split("L") for part in path.split("M") if part]
    return [[(float(x), float(y)) for x, y in (point.split() for point in part)] for part in parts]
