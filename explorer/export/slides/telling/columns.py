"""Sentences with their sources, and the room on a page, in; the pages that they take, set in columns, out.

Type is as large as lets all stand on one page, within bounds; what has no room goes on on the next page, below its
heading again. Each page names the sources of its own sentences at its foot.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from explorer.draw.primitives import LEADING, SLACK, DrawnProse, Line, Paragraph, Run, prose_height
from explorer.draw.set_lines import set_in_lines
from explorer.export.slides.foot import Below, Foot, foot
from explorer.export.slides.footnotes import Numbers
from explorer.export.slides.frame import Frame
from explorer.export.slides.placed import PageMaker
from explorer.model import Citation

COLUMN_GAP = 44.0  # px between two columns

EVEN = 0.13
"""How exactly pages are filled alike."""

GROWN = (1.5, 1.25, 1.0)
"""How much larger than usual type is tried, the largest first, where all is to stand on one page."""


@dataclass(frozen=True)
class Told:
    """A sentence or a heading, before it is set; its runs have sizes of 1."""

    runs: tuple[Run, ...]
    cited: tuple[Sequence[Citation], ...] = ()  # what its numbers name
    mark: str = ""  # that hangs at the left; empty = none
    heading: str = ""  # the heading it stands below, or is
    is_heading: bool = False
    _set: dict[tuple[float, float], Paragraph] = field(default_factory=dict, init=False, compare=False, repr=False)

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)

    def set(self, width: float, size: float) -> Paragraph:
        """Its lines; how they break is found out once, however often a page is tried."""
        if (width, size) not in self._set:
            self._set[width, size] = self._in_lines(width, size)
        return self._set[width, size]

    def _in_lines(self, width: float, size: float) -> Paragraph:
        runs = tuple(replace(run, size=size) for run in self.runs)
        indent = 1.1 * size if self.mark else 0.0
        mark = Run(self.mark, size, "muted") if self.mark else None
        return Paragraph(set_in_lines(runs, width - indent), mark, indent, (0.55 if self.is_heading else 0.25) * size)


@dataclass(frozen=True)
class ColumnPage:
    """What stands on one page."""

    prose: tuple[DrawnProse, ...]
    told: tuple[Told, ...]  # no headings
    foot: Foot


@dataclass(frozen=True)
class ColumnRoom:
    """A page between the words above and its foot, whose sources depend on what stands on it."""

    frame: Frame
    top: float
    size: float  # of type, in px
    numbers: Numbers
    below: Callable[[Sequence[Told]], Below]  # the foot of a page with such sentences
    filled: float = 1.0  # how much of what is free down to the foot is used

    @property
    def columns(self) -> int:
        return 2 if self.frame.inside > 50 * self.size else 1

    @property
    def width(self) -> float:
        return (self.frame.inside - (self.columns - 1) * COLUMN_GAP) / self.columns


def below_told(desk: PageMaker, link: tuple[str, str], told: Sequence[Told], remark: str = "") -> Below:
    """What stands below some sentences: the sources that they name, and where the page leads."""
    rows = [row for one in told for row in one.cited]
    named, others = desk.sources(rows, desk.named), desk.sources(rows)
    return Below(named=named, others=others, remark=remark, elsewhere=desk.elsewhere, link=link)


def column_pages(every: Sequence[Told], room: ColumnRoom) -> list[ColumnPage]:
    """All of it, on one page in type as large as may be, or on as many as it takes; at least one page."""
    for grown in GROWN:
        found = _pages(every, replace(room, size=room.size * grown), 1 if grown > 1 else None)
        if found:
            return _evenly(every, room, found) if len(found) > 1 else found
    return []


def _evenly(every: Sequence[Told], room: ColumnRoom, found: list[ColumnPage]) -> list[ColumnPage]:
    """As many pages as were found, each about as full, so that the last is no crumb."""
    least, most = 0.5, 1.0
    while most - least > EVEN:
        middle = (least + most) / 2
        tried = _pages(every, replace(room, filled=middle), len(found))
        if tried:
            most, found = middle, tried
        else:
            least = middle
    return found


def _pages(every: Sequence[Told], room: ColumnRoom, most: int | None) -> list[ColumnPage]:
    """None of it where it needs more pages than `most`."""
    found: list[ColumnPage] = []
    rest = list(every)
    while rest or not found:
        page = _page(rest, room, last=most is not None and len(found) + 1 >= most)
        if page is None:
            return []
        found.append(page[0])
        rest = page[1]
    return found


def _page(rest: list[Told], room: ColumnRoom, *, last: bool) -> tuple[ColumnPage, list[Told]] | None:
    """The next page, and what is left for others; None where something is left, and it is to be the last."""
    bottom, most = room.frame.lowest, len(rest)
    while True:
        filled = _filled(rest, room, room.top + room.filled * (bottom - room.top), most)
        if last and filled.left:
            return None
        below = foot(room.frame, room.below(filled.here), room.numbers)
        if below.unlisted and len(filled.here) > 1:
            most = len(filled.here) - 1
        elif below.top - 6 < bottom:
            bottom = below.top - 6
        else:
            break
    bottom = room.top + room.filled * (bottom - room.top)
    while bottom - room.top > 3 * room.size:  # columns of about the same height
        lower = _filled(rest, room, bottom - room.size, most)
        if (lower.here, lower.left) != (filled.here, filled.left):
            break
        filled, bottom = lower, bottom - room.size
    return ColumnPage(filled.prose, filled.here, below), list(filled.left)


@dataclass(frozen=True)
class _Filled:
    prose: tuple[DrawnProse, ...]
    here: tuple[Told, ...]  # sentences, no headings
    left: tuple[Told, ...]


def _filled(told: Sequence[Told], room: ColumnRoom, bottom: float, most: int) -> _Filled:
    """Columns down to `bottom` of at most so many sentences; one that is higher than a page is parted."""
    waiting = list(told)
    prose: list[DrawnProse] = []
    here: list[Told] = []
    high = bottom - SLACK * room.size - room.top
    if waiting and waiting[0].heading and not waiting[0].is_heading:
        waiting.insert(0, _again(waiting[0]))
    for column in range(room.columns):
        kept: list[tuple[Told, Paragraph]] = []
        while waiting and len(here) < most:
            one, paragraph = waiting[0], waiting[0].set(room.width, room.size)
            free = high - prose_height([*(p for _, p in kept), replace(paragraph, lines=())], room.size)
            if len(paragraph.lines) * LEADING * room.size > free:
                if here:
                    break
                waiting[:1] = _parted(one, room, max(1, int(free / (LEADING * room.size))))
                one, paragraph = waiting[0], waiting[0].set(room.width, room.size)
            kept.append((waiting.pop(0), paragraph))
            here += [] if one.is_heading else [one]
        while len(kept) > 1 and kept[-1][0].is_heading and waiting:
            waiting.insert(0, kept.pop()[0])
        if kept:
            at = room.frame.left + column * (room.width + COLUMN_GAP)
            lines = tuple(paragraph for _, paragraph in kept)
            prose.append(DrawnProse(at, room.top, room.width, room.size, lines, name=f"Sentences {column + 1}"))
    return _Filled(tuple(prose), tuple(here), tuple(waiting))


def _parted(one: Told, room: ColumnRoom, lines: int) -> list[Told]:
    """A sentence in two: so many lines of it, and the rest."""
    held = one.set(room.width, room.size).lines
    if len(held) <= lines:
        return [one]

    def runs(some: Sequence[Line]) -> tuple[Run, ...]:
        joined = [run for line in some for run in (*line, Run(" ", 1))]
        return tuple(replace(run, size=1) for run in joined[:-1])

    def part(some: Sequence[Line], mark: str) -> Told:
        said = replace(one, runs=runs(some), mark=mark)
        return replace(said, cited=tuple(row for row in one.cited if room.numbers.of(row) in said.text))

    return [part(held[:lines], one.mark), part(held[lines:], "")]


def _again(one: Told) -> Told:
    """The heading of what goes on on this page."""
    return Told((Run(f"{one.heading}, continued", 1, bold=True),), heading=one.heading, is_heading=True)
