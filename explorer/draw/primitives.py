"""What a page of a deck or a picture is made of: a few drawn things as plain data, the same for every pen.

Lengths are px of a page with 144 px to the inch, so that 2 px are a point. Colours are names of palette tokens, so
that a pen may turn them into hex values or into a deck's own theme colours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from explorer.draw.text_metrics import text_width
from explorer.model import Shape

PX = 144
"""px in an inch."""
LEADING = 1.15
"""From one line to the next, in type sizes: what Arial and its metric twins ask for themselves."""
ASCENT = 0.905
"""From a line's top to its baseline, in type sizes."""

SLACK = 1.3
"""Room left free below a column of prose, in type sizes: a program that sets it itself may need a line more."""

CURVE_STEPS = 12
"""So many straight pieces stand for a curve where its bounds are asked for."""

Anchor = Literal["start", "middle", "end"]
Dash = Literal["", "dotted", "dashed", "hollow", "inferred"]
Site = Literal["top", "left", "bottom", "right"]
End = Literal["", "act", "for", "against", "lineage", "service", "inferred"]
Point = tuple[float, float]
Bounds = tuple[float, float, float, float]  # left, top, right, bottom

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """The text without what XML, PDF and PowerPoint cannot hold: control characters and halves of characters.

    >>> clean("a\\x00b\\x1b[31mc")
    'ab[31mc'
    """
    return _NOT_IN_XML.sub("", text)


@dataclass(frozen=True)
class Run:
    """Words in one look."""

    text: str
    size: float
    token: str = "ink"
    bold: bool = False
    italic: bool = False
    link: str = ""  # http(s) address; empty = none

    @property
    def width(self) -> float:
        return text_width(self.text, self.size, self.bold)


Line = tuple[Run, ...]


@dataclass(frozen=True)
class DrawnText:
    """Set lines, each as wide as its words."""

    x: float  # of the anchor
    y: float  # baseline of the first line
    lines: tuple[Line, ...]
    anchor: Anchor = "start"
    ground: str = ""  # token of the paper behind the words; empty = none
    turned: bool = False  # reads upwards; (x, y) is still where its first line's baseline is anchored
    name: str = ""

    @property
    def size(self) -> float:
        return max((run.size for line in self.lines for run in line), default=0.0)

    @property
    def leading(self) -> float:
        return self.size * LEADING

    @property
    def width(self) -> float:
        return max((sum(run.width for run in line) for line in self.lines), default=0.0)

    @property
    def height(self) -> float:
        return self.leading * len(self.lines)

    @property
    def bounds(self) -> Bounds:
        """From the top of the first line to the bottom of the last."""
        shift = {"start": 0.0, "middle": 0.5, "end": 1.0}[self.anchor] * self.width
        if self.turned:
            left, low = self.x - ASCENT * self.size, self.y + shift
            return left, low - self.width, left + self.height, low
        left, top = self.x - shift, self.y - ASCENT * self.size
        return left, top, left + self.width, top + self.height

    @property
    def text(self) -> str:
        return "\n".join("".join(run.text for run in line) for line in self.lines)


@dataclass(frozen=True)
class Paragraph:
    """Running words in the lines they are set in; `mark` hangs at the left (a number, a bullet)."""

    lines: tuple[Line, ...]
    mark: Run | None = None
    indent: float = 0.0  # px of all lines
    before: float = 0.0  # px above it, but at the top of a column


@dataclass(frozen=True)
class DrawnProse:
    """A column of paragraphs, all in one type size. A pen that can wrap may wrap it itself."""

    x: float
    y: float  # top
    width: float
    size: float
    paragraphs: tuple[Paragraph, ...]
    name: str = ""

    @property
    def height(self) -> float:
        return prose_height(self.paragraphs, self.size)

    @property
    def bounds(self) -> Bounds:
        return self.x, self.y, self.x + self.width, self.y + self.height

    def placed(self) -> Iterator[tuple[Paragraph, float]]:
        """Each paragraph and the baseline of its first line."""
        top = self.y
        for place, paragraph in enumerate(self.paragraphs):
            top += paragraph.before if place else 0.0
            yield paragraph, top + ASCENT * self.size
            top += LEADING * self.size * len(paragraph.lines)


@dataclass(frozen=True)
class DrawnBox:
    """A rectangle, round or not; words inside stand in its middle."""

    x: float
    y: float
    width: float
    height: float
    fill: str = ""
    stroke: str = ""
    stroke_width: float = 1.0
    dash: Dash = ""
    radius: float = 0.0
    opacity: float = 1.0
    inside: tuple[Line, ...] = ()
    id: str = ""
    name: str = ""
    alt: str = ""  # what it stands for, spoken; empty = decoration

    @property
    def bounds(self) -> Bounds:
        return self.x, self.y, self.x + self.width, self.y + self.height

    @property
    def words(self) -> DrawnText:
        size = max(run.size for line in self.inside for run in line)
        top = self.y + (self.height - len(self.inside) * size * LEADING) / 2
        return DrawnText(self.x + self.width / 2, top + ASCENT * size, self.inside, "middle")


@dataclass(frozen=True)
class Sign:
    """An event's symbol."""

    symbol: Shape
    x: float  # of its middle
    y: float
    radius: float
    fill: str  # token; empty for a cross
    stroke: str
    stroke_width: float
    dash: Dash = ""
    id: str = ""
    name: str = ""
    alt: str = ""

    @property
    def bounds(self) -> Bounds:
        r = 1.25 * self.radius
        return self.x - r, self.y - r, self.x + r, self.y + r


@dataclass(frozen=True)
class Stroke:
    """Lines from point to point, without area."""

    lines: tuple[tuple[Point, ...], ...]
    token: str
    width: float = 1.0
    dash: Dash = ""
    fill: str = ""
    name: str = ""

    @property
    def bounds(self) -> Bounds:
        xs = [x for line in self.lines for x, _ in line]
        ys = [y for line in self.lines for _, y in line]
        return min(xs), min(ys), max(xs), max(ys)


@dataclass(frozen=True)
class Connector:
    """A line of curves from one thing to another, fixed to a side of each."""

    start: str  # id of a Box or Sign
    start_site: Site
    end: str
    end_site: Site
    chain: tuple[Point, ...]  # its start, then a control point and an end for each quadratic curve
    token: str
    width: float
    dash: Dash
    tip: End
    opacity: float = 1.0
    name: str = ""
    alt: str = ""

    @property
    def bounds(self) -> Bounds:
        xs, ys = zip(*self.line, strict=True)
        return min(xs), min(ys), max(xs), max(ys)

    @property
    def curves(self) -> Iterator[tuple[Point, Point, Point]]:
        """Start, control point and end of each curve."""
        yield from zip(self.chain[:-2:2], self.chain[1:-1:2], self.chain[2::2], strict=True)

    @property
    def line(self) -> list[Point]:
        """Points along it, close to each other."""
        found = [self.chain[0]]
        for (x0, y0), (x1, y1), (x2, y2) in self.curves:
            for step in range(1, CURVE_STEPS + 1):
                t = step / CURVE_STEPS
                a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t**2
                found.append((a * x0 + b * x1 + c * x2, a * y0 + b * y1 + c * y2))
        return found


@dataclass(frozen=True)
class DrawnGroup:
    """Things that belong together and are moved together."""

    id: str
    name: str
    alt: str
    parts: tuple[DrawnText | DrawnBox | Sign | Stroke, ...]

    @property
    def bounds(self) -> Bounds:
        return bounds_around(part.bounds for part in self.parts)


DrawnThing = DrawnText | DrawnProse | DrawnBox | Sign | Stroke | Connector | DrawnGroup


@dataclass(frozen=True)
class PageAxis:
    """Where on a page's timeline days stand, and its bands."""

    days: tuple[tuple[int, float], ...]  # ordinals of days and their x in px, both rising; empty = it has no scale
    bands: tuple[tuple[str, float, float], ...]  # id, top and bottom of each band

    def x_of(self, day: float) -> float | None:
        """Where a day stands; None where it is not on the axis."""
        return _along(self.days, day)

    def day_of(self, x: float) -> float | None:
        """The day, with its fraction, that stands there."""
        return _along(tuple((place, float(day)) for day, place in self.days), x)


def _along(knots: Sequence[tuple[float, float]], value: float) -> float | None:
    """The value between two knots that belongs to one between theirs; None beside them, and in a cut."""
    for (a, u), (b, v) in zip(knots[::2], knots[1::2], strict=True):
        if a <= value <= b:
            return u + (v - u) * (value - a) / (b - a) if b > a else u
    return None


@dataclass(frozen=True)
class Page:
    """One slide or page: what is drawn, from the first that is read to the last, and what is said with it."""

    width: float
    height: float
    title: str
    heading: DrawnText  # the title as it is set
    items: tuple[DrawnThing, ...]
    notes: str  # points for the speaker, then full citations
    kind: str  # "title", "timeline", "network", "details", "sources"
    description: str = ""  # what is shown, in a sentence
    record: str = ""  # all of what is shown, in sentences with full citations; empty = the notes say it all
    unlisted: int = 0  # sources whose numbers stand on it, and that it has no room to name
    about: str = ""  # the id of the record, or the step of a tour, that it tells of; empty = of no one
    axis: PageAxis | None = None  # of a timeline

    @property
    def told(self) -> str:
        """All of it in words, for a file that is looked at and not spoken to."""
        return self.record or self.notes


def bounds_around(bounds: Iterator[Bounds]) -> Bounds:
    """The smallest bounds around all of these."""
    lefts, tops, rights, bottoms = zip(*bounds, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def line_of(text: str, size: float, token: str = "ink", bold: bool = False) -> Line:
    return (Run(text, size, token, bold),)


def prose_height(paragraphs: Sequence[Paragraph], size: float) -> float:
    """How high a column of paragraphs is, in px."""
    lines = sum(len(paragraph.lines) for paragraph in paragraphs)
    return lines * LEADING * size + sum(paragraph.before for paragraph in paragraphs[1:])
