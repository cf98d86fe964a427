"""Where events stand in time and an axis in; counts by period out, one row of cells for each band of the timeline.

What a crowded timeline shows instead of marks. A cell lies inside one segment of the axis; a period that a cut runs
through has a cell at either side. The finest periods are taken of which not too many lie in the time that is shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil, sqrt
from typing import Literal

from explorer.edtf import parse_when, words
from explorer.query.questions import Questions
from explorer.timeline.axis import MONTHS, TimeAxis, month_start
from explorer.wording import day_words

Unit = Literal["day", "week", "month", "quarter", "year", "decade", "century"]

LENGTHS: dict[Unit, float] = {
    "day": 1,
    "week": 7,
    "month": 30.4,
    "quarter": 91.3,
    "year": 365.2,
    "decade": 3652,
    "century": 36524,
}
"""About how many days each takes; the finest first."""

MONTHS_OF: dict[Unit, int] = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}

MAX_PERIOD_COLUMNS = 60
COUNT_LEVELS = 5
"""How many strengths of colour there are."""


@dataclass(frozen=True)
class CountedPeriod:
    """One column of cells; both days included."""

    first: int
    last: int
    x0: float
    x1: float
    words: str


@dataclass(frozen=True)
class CountsByPeriod:
    unit: Unit
    periods: tuple[CountedPeriod, ...]
    counts: tuple[tuple[int, ...], ...]  # by band, then by period

    @property
    def most(self) -> int:
        return max((count for row in self.counts for count in row), default=0)

    def level(self, count: int) -> int:
        """The strength of colour of a count, from 1: the root of its share of the largest, in steps."""
        return max(1, ceil(COUNT_LEVELS * sqrt(count / self.most)))


def period_counts(asked: Questions, axis: TimeAxis, first: int, last: int) -> CountsByPeriod:
    """Counts of what stands from one day to another, both included, each in its band."""
    length = last - first + 1
    fitting: list[Unit] = [unit for unit, days in LENGTHS.items() if length / days <= MAX_PERIOD_COLUMNS]
    unit: Unit = fitting[0] if fitting else "century"
    edges = _period_edges(axis, unit, first, last)
    by_period = list(zip(*asked.counts(edges), strict=True))
    kept = [place for place, counts in enumerate(by_period) if any(counts)]
    periods = tuple(_period(axis, unit, edges[place], edges[place + 1]) for place in kept)
    return CountsByPeriod(unit, periods, tuple(zip(*(by_period[place] for place in kept), strict=True)))


def _period_edges(axis: TimeAxis, unit: Unit, first: int, last: int) -> list[int]:
    """The days on which periods begin, the day after the last one added; segments of the axis part them, too."""
    found = set(_begins(unit, first, last))
    for segment in axis.segments if axis.kind != "even" else ():
        found |= {day for day in (month_start(segment.first), month_start(segment.last + 1)) if first < day <= last}
    return sorted(found)


def _begins(unit: Unit, first: int, last: int) -> Iterator[int]:
    """Where whole periods begin that cover the days, and where the one after them does."""
    if unit in MONTHS_OF:
        step = MONTHS_OF[unit]
        start, end = date.fromordinal(first), date.fromordinal(last)
        low = (start.year * 12 + start.month - 1) // step
        high = (end.year * 12 + end.month - 1) // step
        yield from (month_start(max(12, month * step)) for month in range(low, high + 2))
        return
    days = 7 if unit == "week" else 1
    low = first - (first - 1) % days  # day 1 is a Monday
    yield from range(low, last + days + 1, days)


def _period(axis: TimeAxis, unit: Unit, start: int, end: int) -> CountedPeriod:
    first, last = date.fromordinal(start), date.fromordinal(end - 1)
    x0 = axis.at(first)
    place = axis.segment_of(first)
    x1 = axis.at(last, 1.0) if axis.kind == "even" else min(axis.at(last, 1.0), axis.segments[place].x1)
    return CountedPeriod(start, end - 1, round(x0, 5), round(x1, 5), _period_words(unit, first, last))


def _period_words(unit: Unit, first: date, last: date) -> str:
    """A period in words: "2015", "March 2015", "2 to 8 March 2015"."""
    after = last + timedelta(days=1) if last < date.max else last
    if first.day == 1 and after.day == 1:
        months = (after.year - first.year) * 12 + after.month - first.month
        if months == 1:
            return words(parse_when(first.isoformat()[:7]))
        if first.month == 1 and months == 12:
            return str(first.year)
        if first.month == 1 and months % 12 == 0:
            return f"{first.year}–{last.year}"
        same = first.year == last.year
        start = f"{MONTHS[first.month - 1]} {first.year}" if not same else MONTHS[first.month - 1]
        return f"{start} to {MONTHS[last.month - 1]} {last.year}"
    if first == last:
        return day_words(first)
    return f"{first.day} {MONTHS[first.month - 1]} to {last.day} {MONTHS[last.month - 1]} {last.year}"
