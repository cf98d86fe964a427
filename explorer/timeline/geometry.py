"""Rules of drawing a timeline that every pen follows: torn paper, words in a cut, fading bars, a label's lines."""

from __future__ import annotations

from itertools import pairwise

from explorer.draw.text_metrics import text_width
from explorer.timeline.axis import Cut
from explorer.timeline.label_input import joined, pieces
from explorer.timeline.labels import LabelPlacement
from explorer.timeline.marks import Mark

ZIGZAG = (3, 7)  # px: how far out, how far down
FADE_OPACITY = (1.0, 0.75, 0.55, 0.38, 0.22, 0.1)
"""Of the solid half of a bar with an open end, and of its five steps."""


def cut_words(cut: Cut, titled: bool, size: float, room: float) -> str:
    """What stands sideways in a cut: as much as its height takes, or nothing."""
    choices = cut.choices[:2] if titled else cut.choices[2:]
    return next((words for words in choices if text_width(words, size) + 8 <= room), "")


def fade_steps(length: float) -> list[tuple[float, float]]:
    """Where the solid half and the five steps begin and end, in whole px; a negative length fades to the left.

    >>> fade_steps(50)
    [(0, 25), (25, 30), (30, 35), (35, 40), (40, 45), (45, 50)]
    """
    edges = [0, *(round(length * (0.5 + step / 10)) for step in range(6))]
    return list(pairwise(edges))


def label_lines(mark: Mark, spot: LabelPlacement) -> list[str]:
    """The text that was chosen for a label, in its lines."""
    words = pieces(mark.label if spot.text == "full" else mark.short)
    return [joined(words, start, end) for start, end in spot.lines]
