"""From where to where a bar, a fade or a whisker is drawn, and where it goes on; in pieces for any pen.

What goes on outside the window enters or leaves at its edge: bars fade there, whiskers end in dots. The same rules as
in assets/timeline/picture/extents.js.
"""

from __future__ import annotations

from itertools import accumulate, pairwise

from explorer.timeline.geometry import FADE, fade_steps
from explorer.timeline.marks import Beyond

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
