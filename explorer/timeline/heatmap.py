"""A timeline's counts by period in; the cells that show them out, as SVG markup: the more, the stronger in colour.

The browser (assets/timeline/heatmap.js) makes the same elements from the payload; a test holds the two equal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from math import ceil, sqrt

from explorer.timeline.elements import Looks, rect, tag, text
from explorer.timeline.labels import Placement
from explorer.timeline.period_counts import LEVELS
from explorer.timeline.scene import TimelineScene
from explorer.timeline.sizes import CELL, Sizes

CELL_GAP = 1.0  # px between two cells
DIGIT = 0.56  # how wide a digit is, in type sizes


def cells(scene: TimelineScene, placement: Placement, x: Callable[[float], float]) -> Iterator[str]:
    """One a period and band in which something stands; a number where there is room; `x` turns axis units to px."""
    heat, sizes = scene.heat, scene.sizes
    if heat is None:
        return
    stop = "0"  # one tab stop: the first
    for place, (band, lane) in enumerate(zip(scene.lanes, placement.lanes, strict=True)):
        top = sizes.header + lane.top + cell_top(sizes)
        for period, count in zip(heat.periods, heat.counts[place], strict=True):
            if not count:
                continue
            left, wide = x(period.x0), x(period.x1) - x(period.x0)
            gap = CELL_GAP if wide > 4 else 0
            number = spaced(count)
            middle, base = left + (wide - gap) / 2, top + CELL / 2 + sizes.when * 0.36
            fits = len(number) * DIGIT * sizes.when + 4 <= wide
            own: Looks = {
                "class": f"tl-cell look-{band.look} heat-{level(count, heat.most)}",
                "data-key": f"{place}:{date.fromordinal(period.first).isoformat()}",
                "role": "button",
                "tabindex": stop,
                "aria-label": f"{band.label}, {period.words}: {number} event{'' if count == 1 else 's'}",
            }
            stop = "-1"
            box = rect("", left, top, max(wide - gap, 1), CELL)
            yield tag("g", own, box, text("tl-count", middle, base, number) if fits else "")


def cell_top(sizes: Sizes) -> float:
    """Where cells begin below the top of their band: level with its name, or under it."""
    head = sizes.head - sizes.heat
    return head + (sizes.row - CELL) / 2 if sizes.gutter else head


def level(count: int, most: int) -> int:
    """The strength of colour of a count: the root of its share of the largest, in steps."""
    return max(1, ceil(LEVELS * sqrt(count / most)))


def spaced(number: int) -> str:
    """Thousands apart by a narrow space.

    >>> spaced(12345).encode("ascii", "backslashreplace")
    b'12\\u202f345'
    """
    return f"{number:,}".replace(",", "\u202f")
