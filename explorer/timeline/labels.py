"""Marks and the widths of their words in; rows, sides and lines of labels out. Numbers only, no drawing.

For paper, whose height follows from the labels; for the page's pane see assets/timeline/places/budget.js.

By lane and by start: right of the mark in the first free sub-row; left if the right would cross the as-of line or the
edge; in a narrow segment below the mark, in lines; then the short title, then below, then two lines; else no label, and
it is counted. If not all find a place in that order, the lane is filled again by rank: selected, key, the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple

from explorer.cache import remembered

LabelSide = Literal["right", "left", "below", ""]
LabelText = Literal["full", "short", ""]
Date = Literal["inline", "beside", "under", ""]  # after the last line, right of the mark, a line of its own
Lines = tuple[tuple[int, int], ...]  # of the text's words: from, up to (not included)
Words = tuple[tuple[float, float], ...]  # the space before a word inside a line, and its width


@dataclass(frozen=True)
class LabelRequest:
    """A mark that would like a label. Positions and widths are px from the plot's left edge."""

    id: str
    left: float  # the mark's ink
    right: float
    segment: tuple[float, float]  # what its label may not leave
    rank: int  # the lower, the sooner
    full: Words  # empty = not to be used
    short: Words
    when: float  # width of the date with the space before it; 0 = none
    after: float = 0.0  # width of what ends the last line besides (footnote numbers)
    keeps_date: bool = False  # whether a label must not stand without its date
    counted: bool = True  # whether it is missed when it has no label


@dataclass(frozen=True)
class LaneRequests:
    id: str
    tags: tuple[LabelRequest, ...]  # by start
    floor: float = 0.0  # px that the lane is high at least


@dataclass(frozen=True)
class LabelInput:
    """What labels are placed on."""

    lanes: tuple[LaneRequests, ...]
    as_of: float | None  # px of the line
    row: float
    line: float
    head: float
    tail: float
    gap: float
    near: float
    least: int  # sub-rows of an empty lane
    rows: int  # at most so many sub-rows with labels
    widest: float
    most: int = 40  # labels in all
    short_first: bool = False
    across: float = 0.0  # px of the plot, where a label may run over cuts that has no room beside them; 0 = never


class LabelPlacement(NamedTuple):
    """Where a mark and its label stand. `side` is empty for a mark without a label."""

    id: str
    row: int
    side: LabelSide = ""
    text: LabelText = ""
    lines: Lines = ()
    date: Date = ""
    x: float = 0.0  # left edge of the label
    width: float = 0.0
    y: float = 0.0  # of the row's middle, from the plot's top


class LanePlacements(NamedTuple):
    id: str
    top: float
    height: float
    more: int  # marks that are missed because they have no label
    spots: tuple[LabelPlacement, ...]


@dataclass(frozen=True)
class Placement:
    height: float
    lanes: tuple[LanePlacements, ...]


class _Box(NamedTuple):
    x0: float
    x1: float
    y0: float  # from the middle of the lane's first row
    y1: float
    bare: bool = False  # a mark without a label

    def lower(self, down: float) -> _Box:
        return _Box(self.x0, self.x1, self.y0 + down, self.y1 + down, self.bare)


_Offer = tuple[LabelPlacement, list[_Box]]
_Offers = Iterator[_Offer]
_Text = tuple[LabelText, Words, float]  # and how wide it is in one line with what ends it


@dataclass
class _Lane:
    boxes: list[_Box] = field(default_factory=list)
    spots: list[LabelPlacement] = field(default_factory=list)


BARE_GAP = 4.0
"""Between a mark without a label and whatever stands beside it."""
INSET = 2.0
"""A label keeps this far from the as-of line; a mark closer than this to both ends of its segment fills it."""
BELOW_LINES = 3


def place_labels(sheet: LabelInput) -> Placement:
    """Lanes from top to bottom, each as high as its rows need."""
    wanted = _wanted(sheet)
    return stacked(sheet, [_filled(sheet, lane, wanted) for lane in sheet.lanes])


Lanes = dict[LabelInput, dict[LaneRequests, LanePlacements]]
"""What lanes were filled with, by what they stand on, without lanes itself, and the lane."""


def place_all(sheet: LabelInput, room: float, known: Lanes) -> Placement | None:
    """The same, where no label is missed and the lanes that hold something are at most so many px high; else None, as
    soon as that is known. Most lanes are `known` from a sheet with some other marks."""
    wanted, high, lanes = _wanted(sheet), 0.0, list[LanePlacements]()
    here = known.setdefault(replace(sheet, lanes=()), {})
    for lane in sheet.lanes:
        filled = here.get(lane)
        if filled is None:
            filled = _filled(sheet, lane, wanted)
            if all(tag.id in wanted for tag in lane.tags):
                here[lane] = filled
        high += filled.height if lane.tags else 0.0
        if filled.more or high > room:
            return None
        lanes.append(filled)
    return stacked(sheet, lanes)


def _wanted(sheet: LabelInput) -> set[str]:
    """The ids of the marks that are labelled where there is room."""
    tags = [tag for lane in sheet.lanes for tag in lane.tags]
    ranked = sorted(tags, key=lambda tag: tag.rank) if len(tags) > sheet.most else tags
    return {tag.id for tag in ranked[: sheet.most]}


def _filled(sheet: LabelInput, lane: LaneRequests, wanted: set[str]) -> LanePlacements:
    """A lane at the top, as high as its rows need."""
    filled = _fill(sheet, lane.tags, wanted)
    if any(not spot.side and spot.id in wanted for spot in filled.spots):
        filled = _fill(sheet, sorted(lane.tags, key=lambda tag: (tag.id not in wanted, tag.rank)), wanted)
    rows = max([sheet.least, *[spot.row + 1 for spot in filled.spots]])
    below = max([box.y1 for box in filled.boxes], default=0.0)
    inside = max(sheet.head + rows * sheet.row, sheet.head + sheet.row / 2 + below)
    height = max(inside + sheet.tail, lane.floor)
    found = {spot.id: spot for spot in filled.spots}
    spots = tuple([found[tag.id] for tag in lane.tags])
    more = sum([tag.counted and not spot.side for tag, spot in zip(lane.tags, spots, strict=True)])
    return LanePlacements(lane.id, 0.0, height, more, spots)


def stacked(sheet: LabelInput, lanes: Sequence[LanePlacements]) -> Placement:
    """Lanes one below the other, in whose rows everything has its place."""
    placed: list[LanePlacements] = []
    top = 0.0
    for lane in lanes:
        first = top + sheet.head
        spots = tuple(
            [
                LabelPlacement(id, row, side, text, lines, date, x, width, first + sheet.row * (row + 0.5))
                for id, row, side, text, lines, date, x, width, _ in lane.spots
            ]
        )
        placed.append(lane._replace(top=top, spots=spots))
        top += lane.height
    return Placement(top, tuple(placed))


def _fill(sheet: LabelInput, tags: Sequence[LabelRequest], wanted: set[str]) -> _Lane:
    lane = _Lane()
    for tag in tags:
        found = _labelled(sheet, lane, tag) if tag.id in wanted else None
        spot, boxes = found or _bare(sheet, lane, tag)
        lane.spots.append(spot)
        lane.boxes.extend(boxes)
    return lane


def _labelled(sheet: LabelInput, lane: _Lane, tag: LabelRequest) -> tuple[LabelPlacement, list[_Box]] | None:
    for spot, boxes in _candidates(sheet, tag):
        near = [
            (y0, y1, other_y0, other_y1)
            for x0, x1, y0, y1, _ in boxes
            for other_x0, other_x1, other_y0, other_y1, bare in lane.boxes
            for gap in (BARE_GAP if bare else sheet.gap,)
            if x0 < other_x1 + gap and other_x0 < x1 + gap
        ]
        for row in range(sheet.rows):
            down = row * sheet.row
            for y0, y1, other_y0, other_y1 in near:
                if y0 + down < other_y1 and other_y0 < y1 + down:
                    break
            else:
                return (spot._replace(row=row), [box.lower(down) for box in boxes]) if row else (spot, boxes)
    return None


def _bare(sheet: LabelInput, lane: _Lane, tag: LabelRequest) -> tuple[LabelPlacement, list[_Box]]:
    """A row for a mark without a label: a free one, or the one with the fewest other bare marks in the way."""
    best: tuple[int, int, _Box] | None = None
    row = 0
    while best is None or row < sheet.rows:
        middle = row * sheet.row
        box = _Box(tag.left, tag.right, middle - sheet.line / 2, middle + sheet.line / 2, bare=True)
        met = [other for other in lane.boxes if _meet(box, other, BARE_GAP)]
        if all(other.bare for other in met) and (best is None or len(met) < best[0]):
            best = (len(met), row, box)
            if not met:
                break
        row += 1
    return LabelPlacement(tag.id, best[1]), [best[2]]


def _meet(one: _Box, other: _Box, gap: float) -> bool:
    return one.y0 < other.y1 and other.y0 < one.y1 and _beside(one, other, gap)


def _beside(one: _Box, other: _Box, gap: float) -> bool:
    """Whether two boxes would meet in one row."""
    gap = BARE_GAP if other.bare else gap
    return one.x0 < other.x1 + gap and other.x0 < one.x1 + gap


def _candidates(sheet: LabelInput, tag: LabelRequest) -> _Offers:
    """Ways to label a mark, the best first; boxes lie around its row's middle."""
    last = tag.when + tag.after
    order: list[tuple[LabelText, Words]] = [("full", tag.full), ("short", tag.short)]
    texts: list[_Text] = []
    fallen: list[_Offer] = []
    narrow = tag.segment[1] - tag.segment[0] < sheet.widest / 2
    for text, words in reversed(order) if sheet.short_first else order:
        if not words:
            continue
        lines: Lines = ((0, len(words)),)
        width = _line_width(words, lines[0]) + last
        texts.append((text, words, width))
        beside = _offers_beside(sheet, tag, tag.segment, (text, lines, width))
        if (
            sheet.short_first
            and tag.when
            and not tag.keeps_date
            and not any(_clear_of_as_of(sheet, spot) for spot, _ in beside)
        ):
            alone = text, lines, _block_width(words, lines, tag.after)
            undated = _offers_beside(sheet, tag, tag.segment, alone)
            yield from ((spot._replace(date=""), boxes) for spot, boxes in undated if _clear_of_as_of(sheet, spot))
        yield from beside
        if not beside and (narrow or width <= sheet.widest):
            below = _offers_below(sheet, tag, tag.segment, text, words)
            if narrow:
                yield from below
            else:
                fallen += below
    yield from fallen
    yield from _in_two_lines(sheet, tag, tag.segment, texts)
    if sheet.across:
        yield from _offers_across(sheet, tag, (0.0, sheet.across), texts)


def _in_two_lines(
    sheet: LabelInput, tag: LabelRequest, segment: tuple[float, float], texts: Sequence[_Text]
) -> _Offers:
    last = tag.when + tag.after
    for text, words, _ in texts:
        if len(words) > 1:
            lines = _two_lines(words, last)
            yield from _offers_beside(sheet, tag, segment, (text, lines, _block_width(words, lines, last)))


def _offers_across(sheet: LabelInput, tag: LabelRequest, plot: tuple[float, float], texts: Sequence[_Text]) -> _Offers:
    """Over cuts, as far as the plot is wide: beside the mark, else below it in as many lines as it takes."""
    for text, words, width in texts:
        yield from _offers_beside(sheet, tag, plot, (text, ((0, len(words)),), width))
    yield from _in_two_lines(sheet, tag, plot, texts)
    for text, words, _ in texts:
        yield from _offers_below(sheet, tag, plot, text, words, len(words))


def _clear_of_as_of(sheet: LabelInput, spot: LabelPlacement) -> bool:
    """Whether the as-of line does not run through a label."""
    return sheet.as_of is None or not spot.x < sheet.as_of < spot.x + spot.width


def _offers_beside(
    sheet: LabelInput, tag: LabelRequest, segment: tuple[float, float], block: tuple[LabelText, Lines, float]
) -> list[_Offer]:
    text, lines, width = block
    if width > sheet.widest:
        return []
    start, end = segment
    right, left = tag.right + sheet.near, tag.left - sheet.near - width
    fits_right, fits_left = right + width <= end, left >= start
    crosses = sheet.as_of is not None and tag.right <= sheet.as_of and right + width > sheet.as_of - INSET
    high = sheet.line * len(lines) / 2
    if fits_right and not (crosses and fits_left):
        box = _Box(tag.left, right + width, -high, high)
        return [(LabelPlacement(tag.id, 0, "right", text, lines, "inline", right, width), [box])]
    if fits_left:
        box = _Box(left, tag.right, -high, high)
        return [(LabelPlacement(tag.id, 0, "left", text, lines, "inline", left, width), [box])]
    return []


def _offers_below(
    sheet: LabelInput,
    tag: LabelRequest,
    segment: tuple[float, float],
    text: LabelText,
    words: Words,
    most: int = BELOW_LINES,
) -> _Offers:
    """In lines under the mark, inside its segment; the date beside the mark if there is room, else as a last word."""
    start, end = segment
    half = sheet.line / 2
    date: Date = "inline"
    mark = _Box(tag.left, tag.right, -half, half)
    if not tag.when or (tag.left <= start + INSET and tag.right >= end - INSET):
        date = ""  # the head of the segment says it
    elif tag.right + tag.when <= end:
        date = "beside"
        mark = mark._replace(x1=tag.right + tag.when)
    room = min(end - start, sheet.widest)
    last = tag.after + (tag.when if date == "inline" else 0.0)
    lines = _wrapped(words, room, last)
    if lines is None and date == "inline" and tag.when <= room:
        date, last = "under", tag.after
        lines = _wrapped(words, room, last)
    count = len(lines or ()) + (date == "under")
    if lines is None or count > most:
        return
    width = max(_block_width(words, lines, last), tag.when if date == "under" else 0.0)
    if sheet.as_of is not None and tag.right <= sheet.as_of and sheet.as_of - INSET - width >= start:
        end = min(end, sheet.as_of - INSET)
    x = min(max(tag.left, start), end - width)
    block = _Box(x, x + width, half + 1, half + 1 + sheet.line * count)
    yield LabelPlacement(tag.id, 0, "below", text, lines, date, x, width), [mark, block]


def _block_width(words: Words, lines: Lines, last: float) -> float:
    widths = [_line_width(words, line) for line in lines]
    widths[-1] += last
    return max(widths)


def _line_width(words: Words, line: tuple[int, int]) -> float:
    start, end = line
    return sum([space + width for space, width in words[start:end]]) - words[start][0]


@remembered(4_096)
def _wrapped(words: Words, width: float, last: float) -> Lines | None:
    """Lines no wider than `width`, the last with room for the date; None if a word is too long."""
    lines: list[tuple[int, int]] = []
    for place in range(len(words)):
        longer = (lines[-1][0], place + 1) if lines else (0, 1)
        room = width - (last if place == len(words) - 1 else 0.0)
        if lines and _line_width(words, longer) <= room:
            lines[-1] = longer
        elif words[place][1] <= room:
            lines.append((place, place + 1))
        else:
            return None
    return tuple(lines)


@remembered(4_096)  # the same names are broken again and again while room is sought for them
def _two_lines(words: Words, last: float) -> Lines:
    """The break that makes the wider line narrowest; the date ends the second."""
    breaks = range(1, len(words))

    def wider(place: int) -> float:
        first = _line_width(words, (0, place))
        return max(first, _line_width(words, (place, len(words))) + last)

    best = min(breaks, key=wider)
    return ((0, best), (best, len(words)))
