"""Pages in; the plain lists that `page.typ` draws them from out. What is said of a thing drawn comes along as its alt.

Every shape begins with its kind; a run of words has where it leads ("#…" = to a place in the file) and what place
it is; a stroke is [colour, width, dashes, cap] or None. Whatever no font can set stands as `fonts.UNSET`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import Any

from explorer.draw.direction import set_apart
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
from explorer.export.renderers.fonts import settable
from explorer.export.renderers.svg import stroke_dashes
from explorer.export.renderers.tips import TIPS, tip_shape

Drawn = list[Any]

_NUMBERS = re.compile(r" ?\[[0-9,–]+\]")
_NUMBER = re.compile(r"([0-9]+)")


def sheet_data(pages: Sequence[Page], theme: Theme, listed: Collection[int] = ()) -> Drawn:
    """One sheet of paper with pages one below the other; `listed` are the numbers of sources that can be led to."""
    pen, top, parts = _DataPen(theme, listed), 0.0, []
    for page in pages:
        pen.lists = page.kind == "sources"
        items = [pen.text(page.heading, "title"), *(pen.drawn(item) for item in page.items)]
        parts.append(["sheet", top, items])
        top += page.height
    return [max(page.width for page in pages), top, pen.hue("page"), parts]


def listed_in(pages: Sequence[Page]) -> frozenset[int]:
    """The numbers of the sources that pages list in full."""
    prose = [item for page in pages if page.kind == "sources" for item in page.items if isinstance(item, DrawnProse)]
    return frozenset(int(part.mark.text) for one in prose for part in one.paragraphs if part.mark)


def words_of(pages: Sequence[Page]) -> Iterator[str]:
    """Every text that is set on pages, and what is said of what is drawn."""
    for page in pages:
        for item in (page.heading, *page.items):
            for part in (item, *item.parts) if isinstance(item, DrawnGroup) else (item,):
                yield from (run.text for line in _lines_of(part) for run in line)


def _lines_of(item: DrawnThing) -> Sequence[Line]:
    if isinstance(item, DrawnText):
        return item.lines
    if isinstance(item, DrawnProse):
        return [line for p in item.paragraphs for line in (*p.lines, *(((p.mark,),) if p.mark else ()))]
    return item.inside if isinstance(item, DrawnBox) else ()


class _DataPen:
    def __init__(self, theme: Theme, listed: Collection[int]) -> None:
        self.theme, self.listed = theme, listed
        self.lists = False  # whether the page is one that lists sources

    def hue(self, token: str, opacity: float = 1.0) -> str | None:
        """A colour with how opaque it is, such as "#1B1E23ff"; None for no token."""
        return f"{colour(token, self.theme)}{round(255 * opacity):02x}" if token else None

    def drawn(self, item: DrawnThing) -> Drawn:
        if isinstance(item, DrawnGroup):
            return ["group", settable(clean(item.alt)), [self.drawn(part) for part in item.parts]]
        if isinstance(item, DrawnText):
            return self.text(item)
        if isinstance(item, DrawnProse):
            return self.prose(item)
        if isinstance(item, Stroke):
            lines = [list(map(list, line)) for line in item.lines]
            return ["path", lines, False, self.hue(item.fill), self.stroke(item.token, item.width, item.dash)]
        shape = self.box(item) if isinstance(item, DrawnBox) else self.sign(item) if isinstance(item, Sign) else None
        return ["group", settable(clean(item.alt)), shape or self.connector(item)]  # type: ignore[arg-type]

    def stroke(
        self, token: str, width: float, dash: Dash = "", opacity: float = 1.0, cap: str = "butt"
    ) -> Drawn | None:
        if not token:
            return None
        cap = "round" if dash == "dotted" else cap
        return [self.hue(token, opacity), width, stroke_dashes(dash, width), cap]

    def text(self, item: DrawnText, kind: str = "text") -> Drawn:
        lines = [self.line(line) for line in item.lines]
        words: Drawn = [kind, item.x, item.y, item.anchor, item.leading, lines, item.turned]
        if not item.ground:
            return words
        left, top, right, bottom = item.bounds
        ground = ["rect", left - 3, top, right - left + 6, bottom - top, 0, self.hue(item.ground), None]
        return ["group", "", [ground, words]]

    def line(self, line: Line) -> list[Drawn]:
        return [self.run(part) for run in line for part in self.leading(run)]

    def leading(self, run: Run) -> list[Run]:
        """Numbers in brackets one by one, each leading to its source in the list."""
        if run.link or not self.listed or not _cites(run):
            return [run]
        inside, closing, more = run.text.partition("]")
        parts = [replace(run, text=part) for part in _NUMBER.split(inside) if part]
        led = [
            replace(p, link=f"#source-{int(p.text)}") if _NUMBER.fullmatch(p.text) and int(p.text) in self.listed else p
            for p in parts
        ]
        return [*led, replace(run, text=closing + more)]

    def run(self, run: Run, place: str = "") -> Drawn:
        words = set_apart(settable(clean(run.text)))
        return [words, run.size, self.hue(run.token), run.bold, run.italic, clean(run.link), place]

    def prose(self, item: DrawnProse) -> Drawn:
        parts: Drawn = []
        for paragraph, baseline in item.placed():
            leading = LEADING * item.size
            if paragraph.mark:
                place = f"source-{paragraph.mark.text}" if self.lists and self.listed else ""
                mark = self.run(paragraph.mark, place)
                parts.append(["text", item.x, baseline, "start", leading, [[mark]], False])
            lines = [self.line(line) for line in paragraph.lines]
            parts.append(["text", item.x + paragraph.indent, baseline, "start", leading, lines, False])
        return ["group", "", parts]

    def box(self, item: DrawnBox) -> Drawn:
        stroke = self.stroke(item.stroke, item.stroke_width, item.dash, item.opacity)
        place = [item.x, item.y, item.width, item.height, min(item.radius, item.height / 2, item.width / 2)]
        box = ["rect", *place, self.hue(item.fill, item.opacity), stroke]
        return [box, self.text(item.words)] if item.inside else [box]

    def sign(self, item: Sign) -> Drawn:
        cross = item.symbol == "cross"
        stroke = self.stroke(item.stroke, item.stroke_width, item.dash, cap="round" if cross else "butt")
        if item.symbol == "circle":
            return [["circle", item.x, item.y, item.radius, self.hue(item.fill), stroke]]
        path = shape_path(item.symbol, item.radius)
        points = [[[item.x + x, item.y + y] for x, y in part] for part in polygons(path)]
        return [["path", points, not cross, self.hue(item.fill), stroke]]

    def connector(self, item: Connector) -> Drawn:
        bends = [[list(bend), list(end)] for _, bend, end in item.curves]
        stroke = self.stroke(item.token, item.width, item.dash, item.opacity)
        parts: Drawn = [["curve", list(item.chain[0]), bends, stroke]]
        if item.tip:
            points, closed = tip_shape(item)
            fill = self.hue(item.token if TIPS[item.tip][1] else "page") if closed else None
            path = [list(map(list, points))]
            parts.append(["path", path, closed, fill, self.stroke(item.token, min(3.0, item.width + 0.4))])
        return parts


def _cites(run: Run) -> bool:
    """Whether a run is the numbers of sources, in the colour of links or, on a filled box, after a space; a name or a
    title that begins with a number in brackets is neither."""
    own = run.token == "link" or (run.token == "on-lane" and run.text.startswith(" "))
    return own and _NUMBERS.match(run.text) is not None


def polygons(path: str) -> list[list[tuple[float, float]]]:
    """The points of a path of straight lines, one list for each part.

    >>> polygons("M0 -1L1 0Z")
    [[(0.0, -1.0), (1.0, 0.0)]]
    """
    parts = [part.strip("Z").split("L") for part in path.split("M") if part]
    return [[(float(x), float(y)) for x, y in (point.split() for point in part)] for part in parts]
