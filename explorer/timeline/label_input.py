"""A timeline scene in; the sheet that its labels are placed on out: where marks are inked, how wide words are."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from explorer.cache import remembered
from explorer.draw.text_metrics import broken, text_width
from explorer.query.selection import RowsChoice
from explorer.timeline.axis import UNITS
from explorer.timeline.labels import LabelInput, LabelRequest, LaneRequests, Words
from explorer.timeline.marks import Mark
from explorer.timeline.rows import Band
from explorer.timeline.scene import TimelineScene

CLEAR = 2.0  # px between a label and a cut
REPEATED = 3  # added to the rank of a label that stands in a band above, too
MAX_LABEL_ROWS: dict[RowsChoice, int] = {
    "instrument": 5,
    "actor": 4,
}  # at most so many sub-rows with labels where bands are many

LONG_EMS, PIECE_EMS = 13.0, 5.0
"""A word wider than so many type sizes may be broken inside, into pieces of about so many."""

_HYPHEN = re.compile(r"(?<=\w\w\w\w-)(?=\w\w\w\w)")


def label_input(
    scene: TimelineScene,
    extra: Mapping[str, float] | None = None,
    selected: str = "",
    rank: Callable[[Mark], int] | None = None,
) -> LabelInput:
    """A scene at its own width; `extra` is what follows a label besides its date (citations), in px by event. Labels
    of a `rank` of their own, instead of one by weight, keep their dates."""
    sizes = scene.sizes
    held: dict[str, list[LabelRequest]] = {band.id: [] for band in scene.lanes}
    rooms, known = [_room(scene, place) for place in range(len(scene.segments))], extra or {}
    for mark in scene.marks:
        rank_of = rank(mark) if rank else _by_weight(mark, selected)
        keeps_date = rank is not None or mark.hollow
        held[mark.band].append(_tag(scene, mark, rooms[mark.segment], rank_of, keeps_date, known.get(mark.id, 0.0)))
    as_of = scene.as_of.x * scene.plot_width / 1000
    return LabelInput(
        lanes=tuple(LaneRequests(band.id, tuple(held[band.id]), _floor(scene, band)) for band in scene.lanes),
        as_of=as_of if scene.as_of.inside else None,
        row=sizes.row,
        line=sizes.line,
        head=sizes.head,
        tail=sizes.tail,
        gap=sizes.gap,
        near=sizes.near,
        least=sizes.least,
        rows=MAX_LABEL_ROWS.get(scene.rows, sizes.rows),
        widest=sizes.widest,
        most=most_labels(scene),
        short_first=sizes.short_first,
    )


def _floor(scene: TimelineScene, band: Band) -> float:
    """How high a band is at least: room for its name, and for what is counted below it."""
    sizes = scene.sizes
    head = sizes.head - sizes.heat
    return head + sizes.row / 2 + sizes.line * (len(band.lines) + 0.5) + 3 if scene.gutter else 0.0


def most_labels(scene: TimelineScene) -> int:
    """So many labels at most: about forty can be taken in at a glance, more where many rows keep them apart."""
    return max(40, 5 * len(scene.lanes))


def extent(scene: TimelineScene, mark: Mark) -> tuple[float, float]:
    """From where to where a whisker or a bar is drawn, in px of the plot; only signs where distance is not time."""
    px = scene.plot_width / 1000
    if scene.axis.kind == "even":
        half = 1.25 * scene.sizes.radii[mark.weight - 1] + scene.sizes.cap
        return mark.x * px - half, mark.x * px + half
    return mark.x0 * px, max(mark.x1, mark.x0) * px


def ink(scene: TimelineScene, mark: Mark) -> tuple[float, float]:
    """From where to where a mark is drawn, in px of the plot."""
    px = scene.plot_width / 1000
    radius = 1.25 * scene.sizes.radii[mark.weight - 1]
    if mark.form == "fade":
        start, end = fade_ends(scene, mark)
        return min(start, end), max(start, end)
    if mark.form == "point":
        return mark.x * px - radius, mark.x * px + radius
    start, end = extent(scene, mark)
    return (start, end) if mark.form == "bar" else (min(start, mark.x * px - radius), max(end, mark.x * px + radius))


def fade_ends(scene: TimelineScene, mark: Mark) -> tuple[float, float]:
    """Where a bar with an open end is sure, and where it has faded, in px; it crosses no cut."""
    px = scene.plot_width / 1000
    start, end = scene.axis.reach(mark.segment)
    if mark.open == "end":
        return mark.x0 * px, min(mark.x0 * px + scene.sizes.fade, end * px)
    return mark.x1 * px, max(mark.x1 * px - scene.sizes.fade, start * px)


@remembered(4_096)  # the same names are set again and again while room is sought for them
def pieces(text: str) -> tuple[tuple[bool, str], ...]:
    """Where a text may be broken: at its spaces, after the hyphens of long words, and inside words of any length.

    >>> pieces("immigrant-friendly R-18-7")
    ((False, 'immigrant-'), (False, 'friendly'), (True, 'R-18-7'))
    >>> pieces("市" * 14)
    ((False, '市市市市市'), (False, '市市市市市'), (False, '市市市市'))
    """
    found: list[tuple[bool, str]] = []
    for word in text.split():
        parts = [piece for part in _HYPHEN.split(word) for piece in _short_enough(part)]
        found += [(bool(found), parts[0]), *((False, part) for part in parts[1:])]
    return tuple(found)


def _short_enough(word: str) -> list[str]:
    return broken(word, PIECE_EMS, 1, bold=True) if text_width(word, 1, bold=True) > LONG_EMS else [word]


def joined(words: Sequence[tuple[bool, str]], start: int, end: int) -> str:
    """One line of a broken text."""
    return "".join((" " if spaced and place else "") + word for place, (spaced, word) in enumerate(words[start:end]))


@remembered(4_096)  # the same names are set again and again while room is sought for them
def _widths(text: str, size: float) -> Words:
    return tuple(
        (text_width(" ", size, bold=True) if spaced else 0.0, text_width(word, size, bold=True))
        for spaced, word in pieces(text)
    )


def _room(scene: TimelineScene, segment: int) -> tuple[float, float]:
    """From where to where a label may stand whose mark is in a segment, in px of the plot."""
    px = scene.plot_width / 1000
    start, end = scene.axis.reach(segment)
    return start * px + (CLEAR if start else 0), end * px - (CLEAR if end < UNITS else 0)


def _tag(
    scene: TimelineScene, mark: Mark, room: tuple[float, float], rank: int, keeps_date: bool, after: float
) -> LabelRequest:
    """Widths are those of bold type, so that a label that turns bold when it is lit stays clear of its neighbours."""
    sizes = scene.sizes
    left, right = ink(scene, mark)
    return LabelRequest(
        id=mark.key,
        left=left,
        right=right,
        segment=room,
        rank=rank,
        full=_widths(mark.label, sizes.label),
        short=() if mark.short == mark.label else _widths(mark.short, sizes.label),
        when=text_width(mark.when, sizes.when) + sizes.when_gap if mark.when else 0.0,
        after=after,
        keeps_date=keeps_date,
        counted=not mark.repeated,
    )


def _by_weight(mark: Mark, selected: str) -> int:
    return -1 if mark.id == selected else mark.weight + (REPEATED if mark.repeated else 0)
