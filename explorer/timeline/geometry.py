"""What both pens of a timeline go by: torn paper, words in a cut, fading bars, a label's lines.

Paper's takes it from here. The page's is told numbers and words in the payload (`pen`, and a cut's `choices`); where a
bar fades it works out by the same rule, to which both are held by tests/timeline/axis_examples.json. What goes on
outside the window enters or leaves at its edge: bars fade there, whiskers end in dots (picture/extents.js).
"""

from __future__ import annotations

from itertools import accumulate, pairwise
from math import floor

from explorer.draw.text_metrics import text_width
from explorer.timeline.axis import Cut
from explorer.timeline.label_input import joined, pieces
from explorer.timeline.labels import LabelPlacement
from explorer.timeline.marks import Beyond, Mark

ZIGZAG = (3, 7)  # px: how far out, how far down
FADE = ((0.0, 1.0), (0.5, 0.75), (0.6, 0.55), (0.7, 0.38), (0.8, 0.22), (0.9, 0.1))
"""A bar with an open end in steps: from which share of its length on it is how opaque."""


def cut_words(cut: Cut, titled: bool, size: float, room: float) -> str:
    """What stands sideways in a cut: as much as its height takes, or nothing."""
    choices = cut.choices[:2] if titled else cut.choices[2:]
    return next((words for words in choices if text_width(words, size) + 8 <= room), "")


def fade_steps(length: float) -> list[tuple[int, int, float]]:
    """Where the steps of a fading bar begin and end, in whole px, and how opaque each is; a negative length fades to
    the left.

    >>> [(start, end) for start, end, _ in fade_steps(50)]
    [(0, 25), (25, 30), (30, 35), (35, 40), (40, 45), (45, 50)]
    """
    edges = [floor(length * share + 0.5) for share in (*(share for share, _ in FADE), 1.0)]
    return [(start, end, opacity) for (start, end), (_, opacity) in zip(pairwise(edges), FADE, strict=True)]


def label_lines(mark: Mark, spot: LabelPlacement) -> list[str]:
    """The text that was chosen for a label, in its lines."""
    words = pieces(mark.label if spot.text == "full" else mark.short)
    return [joined(words, start, end) for start, end in spot.lines]


# --- what takes time in, in pieces ------------------------------------------------------------------------------

Piece = tuple[float, float, float]
"""From where, to where, how opaque."""

_LEAVES = 1.5
"""How far from the edge a bar begins to fade that goes on, in heights of the bar."""

_STRENGTHS = tuple(opacity for _, opacity in FADE)
_ENTERED = (0, 0.1, 0.2, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 1)
_DOTS = (0.6, 0.8, 0.6, 0.4)
"""Space and ink, in turn, at the end of a whisker that goes on, in halves of a cap's height."""


def fade_pieces(length: float, entered: bool) -> list[Piece]:
    """Of an open end, from its sure one; a negative length fades to the left. What came over the edge of the window is
    not sure there."""
    if not entered:
        return [*fade_steps(length)]
    strengths = (*reversed(_STRENGTHS[2:5]), *_STRENGTHS)
    edges = pairwise([round(length * share) for share in _ENTERED])
    return [(a, b, strong) for (a, b), strong in zip(edges, strengths, strict=True)]


def bar_pieces(x0: float, x1: float, high: float, beyond: Beyond) -> list[Piece]:
    """Of a bar that goes on, from left to right.

    >>> bar_pieces(0, 100, 10, "end")[:2]
    [(0, 85.0, 1.0), (85.0, 88.0, 0.75)]
    """
    step = min(_LEAVES * high, (x1 - x0) / 2) / 5
    a, b = x0 if beyond == "end" else x0 + 5 * step, x1 if beyond == "start" else x1 - 5 * step
    fading = _STRENGTHS[1:]
    before = [(a - (i + 1) * step, a - i * step, strong) for i, strong in enumerate(fading)] if a > x0 else []
    after = [(b + i * step, b + (i + 1) * step, strong) for i, strong in enumerate(fading)] if b < x1 else []
    return [*reversed(before), (a, b, 1.0), *after]


def whisker_lines(x0: float, x1: float, cap: float, beyond: Beyond) -> list[tuple[float, float]]:
    """The pieces of a whisker's line; it has its cap where it does not go on."""
    dots = sum(_DOTS) * cap if x1 - x0 > 8 * cap else 0.0
    before, after = dots * (beyond in ("start", "both")), dots * (beyond in ("end", "both"))
    lines = [(x0 + before, x1 - after)]
    steps = list(pairwise(accumulate((part * cap for part in _DOTS), initial=0.0)))[1::2]
    lines += [(x0 + before - b, x0 + before - a) for a, b in steps if before]
    return lines + [(x1 - after + a, x1 - after + b) for a, b in steps if after]
