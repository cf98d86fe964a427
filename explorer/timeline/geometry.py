"""What both pens of a timeline go by: torn paper, words in a cut, fading bars, a label's lines.

Paper's takes it from here. The page's is told numbers and words in the payload (`pen`, and a cut's `choices`); where a
bar fades it works out by the same rule, to which both are held by tests/timeline/axis_examples.json.
"""

from __future__ import annotations

from itertools import pairwise
from math import floor

from explorer.draw.text_metrics import text_width
from explorer.timeline.axis import Cut
from explorer.timeline.label_input import joined, pieces
from explorer.timeline.labels import LabelPlacement
from explorer.timeline.marks import Mark

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
