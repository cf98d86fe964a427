"""An axis at some width in; the years and months that are named over it out.

The page names them by the same rule at whatever zoom (assets/timeline/places/frame.js): both are held to the examples
of tests/timeline/axis_examples.json.
"""

from __future__ import annotations

from collections.abc import Sequence

from explorer.timeline.axis import UNITS, Segment, TimeAxis, YearMark

YEAR_EMS = 2.3
"""How wide a year's four bold digits are with the space after them, in type sizes."""
YEAR_INK, DIGIT = 2.1, 0.57
"""How wide they are themselves, and one of them."""


def month_step(segment: Segment, px: float, size: float) -> int:
    """Every how many months of a segment are named, at `px` per unit and a type size: 1, 3, or 0 for none."""
    if not segment.timed:
        return 0
    wide = (segment.x1 - segment.x0) * px / segment.months
    if wide >= 2.1 * size:
        return 1
    return 3 if wide >= 0.85 * size and not segment.one_year else 0


def years_shown(axis: TimeAxis, px: float, size: float, margin: float = 0.0) -> list[list[YearMark]]:
    """The years named over each segment, none on top of another: the wider segment's come first."""
    if axis.kind == "even":
        return [_years_apart(axis.years, px, size, margin)]
    named = [_years_of(segment, px, size, margin) for segment in axis.segments]
    by_width = sorted(range(len(named)), key=lambda place: axis.segments[place].x0 - axis.segments[place].x1)
    taken: list[float] = []
    for place in by_width:
        kept = [y for y in named[place] if all(abs(y.x - other) * px >= YEAR_EMS * size + 4 for other in taken)]
        taken += [year.x for year in kept]
        named[place] = kept
    return named


def _years_apart(years: Sequence[YearMark], px: float, size: float, margin: float) -> list[YearMark]:
    """Of the years of evenly spaced events, those that have room after the one named before."""
    kept: list[YearMark] = []
    for year in years:
        clear = not kept or (year.x - kept[-1].x) * px >= YEAR_EMS * size + 4
        if clear and _is_whole(year.x, YEAR_INK * size, px, margin):
            kept.append(year)
    return kept


def _is_whole(x: float, wide: float, px: float, margin: float) -> bool:
    """Whether words so many px wide end before the picture does, `margin` px beyond the axis."""
    return x * px + wide <= UNITS * px + margin


def _years_of(segment: Segment, px: float, size: float, margin: float) -> list[YearMark]:
    """The years that a segment asks to name: all of them as one, or where it begins, and as many Januaries as fit.

    The last needs room before the next segment's name or the picture's edge.
    """
    if several := _range_of(segment, px, size, margin):
        return [several]
    room = YEAR_EMS * size + 8
    wide = (segment.x1 - segment.x0) * px / segment.months
    every = next((years for years in (1, 2, 5, 10, 20, 50) if years * 12 * wide >= room), 100)
    end = segment.x1 * px - room if segment.joined else UNITS * px + margin - YEAR_INK * size
    named = [
        YearMark(segment.edges[place], str(month // 12))
        for place, month in enumerate(range(segment.first, segment.last + 1))
        if month % 12 == 0 and month // 12 % every == 0 and segment.edges[place] * px <= end
    ]
    if not named or (named[0].x - segment.x0) * px >= room:
        named.insert(0, YearMark(segment.x0, str(segment.first // 12)))
    return [year for year in named if _is_whole(year.x, YEAR_INK * size, px, margin)]


def _range_of(segment: Segment, px: float, size: float, margin: float) -> YearMark | None:
    """Several years that stand too close to be named one by one, as "2016–18", where that has room."""
    first, last = segment.first // 12, segment.last // 12
    room, wide = YEAR_EMS * size + 8, (segment.x1 - segment.x0) * px
    if first == last or wide >= 3 * room or wide / segment.months * 12 >= room:
        return None
    words = f"{first}–{last % 100:02}" if first // 100 == last // 100 else f"{first}–{last}"
    takes = len(words) * DIGIT * size + 6
    return YearMark(segment.x0, words) if takes <= wide and _is_whole(segment.x0, takes, px, margin) else None
