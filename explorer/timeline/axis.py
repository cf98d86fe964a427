"""Spans of time in; an axis of 0 to 1000 units out: segments, the cuts between them, and where a day stands.

Folded: only stretches of twelve or more empty months are cut. What is left has at most three scales: the few years
in which most events begin are drawn by months, the year beside them by quarters, all the rest by years, on less than a
quarter of the width; every scale shows its ticks. Even: events stand equally
apart in the order of their dates, so that distance says nothing about time; years are named where they begin.
Months are counted from year 0: `year * 12 + month - 1`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from typing import Literal

from explorer.cache import Cache

AxisKind = Literal["folded", "true", "even"]
Scale = Literal["year", "quarter", "month"]
"""What is told apart on a part of a folded axis."""

UNITS = 1000.0
EMPTY_MONTHS = 12
"""A stretch with fewer empty months than this is never cut."""
CUT_UNITS = 19.1  # 17 px of the 888 px that the plot has on a 1440 px page
MAX_CUT_UNITS = 150.0  # all cuts together
CROWD = 0.7  # of all events are drawn month by month
FEW = 7  # fewer events are no crowd
DENSER = 3.0  # times as many events a month as elsewhere, at least, or all has one scale
PAST_UNITS = 235.0  # all that is drawn by years, with its cuts
YEAR_UNITS = 45.0  # a year among years, at most
QUARTERS_UNITS = 85.0  # a year by quarters
LATEST = 120_000  # later than any month

MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()  # noqa: SIM905 - reads better


MonthStretch = tuple[int, int, float]
"""First month, last month, and how much room the events in it ask for."""


@dataclass(frozen=True)
class Span:
    """What one event, or several at once, occupy, for folding: from one day to another, both included."""

    first: date
    last: date
    room: float = 1.0  # how much room they ask for; the as-of line asks for none
    count: int = 1


@dataclass(frozen=True)
class Segment:
    """A stretch of whole months that is drawn to one scale."""

    first: int
    last: int  # included
    x0: float
    x1: float
    edges: tuple[float, ...]  # where its months begin, and the end of the last; evenly spaced, where its events stand
    joined: bool = False  # whether the next follows without a cut, at another scale
    timed: bool = True  # whether distance says time

    @property
    def months(self) -> int:
        return self.last - self.first + 1

    @property
    def pitch(self) -> float:
        """Axis units from one edge to the next, about; of a single event all there are."""
        return (self.x1 - self.x0) / (self.months if self.timed else max(1, len(self.edges)))

    @property
    def one_year(self) -> bool:
        return self.timed and self.first % 12 == 0 and self.last == self.first + 11


@dataclass(frozen=True)
class Cut:
    """What was left out between two segments."""

    x0: float
    x1: float
    title: str  # "15 yrs"
    words: str  # "2001–2015"

    @property
    def choices(self) -> tuple[str, ...]:
        """What may stand sideways in the gap, the best first; the last where the head has no room for the title."""
        return f"{self.words}: no events here", self.words, f"{self.title} cut"


@dataclass(frozen=True)
class YearMark:
    x: float
    text: str


@dataclass(frozen=True)
class TimeAxis:
    kind: AxisKind
    segments: tuple[Segment, ...]
    cuts: tuple[Cut, ...]
    years: tuple[YearMark, ...] = ()  # evenly spaced: where they begin
    firsts: tuple[date, ...] = ()  # evenly spaced: the first days of the events, in order

    def at(self, day: date, fraction: float = 0.0) -> float:
        """Where a day begins; with a fraction, where so much of it is over. Evenly spaced: between events."""
        if self.kind == "even":
            begun = bisect_right(self.firsts, day) if fraction else bisect_left(self.firsts, day)
            return UNITS * begun / max(1, len(self.firsts))
        return self._at(self.segment_of(day), day.toordinal() + fraction)

    def span(self, first: date, last: date) -> tuple[float, float, int]:
        """Where a day begins, where another is over, and the place of the segment that the first stands in; of an axis
        on which distance says time."""
        place = self.segment_of(first)
        end = place if last == first else self.segment_of(last)
        return self._at(place, first.toordinal()), self._at(end, last.toordinal() + 1.0), place

    def _at(self, place: int, day: float) -> float:
        segment, (start, end) = self.segments[place], self._days[place]
        return segment.x0 + (segment.x1 - segment.x0) * min(1.0, max(0.0, (day - start) / (end - start)))

    @cached_property
    def _days(self) -> list[tuple[int, int]]:
        """Of each segment the first day, and the one after its last."""
        return [(month_start(segment.first), month_start(segment.last + 1)) for segment in self.segments]

    @cached_property
    def _begins(self) -> list[int]:
        return [first for first, _ in self._days]

    def segment_of(self, day: date) -> int:
        """The place of the segment a day stands in, or the last one before it."""
        return max(0, bisect_right(self._begins, day.toordinal()) - 1)

    def reach(self, place: int) -> tuple[float, float]:
        """From cut to cut around a segment: what a label may not leave."""
        first = last = place
        while first > 0 and self.segments[first - 1].joined:
            first -= 1
        while self.segments[last].joined:
            last += 1
        return self.segments[first].x0, self.segments[last].x1


def month_of(day: date) -> int:
    return day.year * 12 + day.month - 1


def axis_of(
    spans: Sequence[Span], kind: AxisKind = "folded", within: tuple[int | None, int | None] = (None, None)
) -> TimeAxis:
    """The axis on which every span has its place. At least one span is needed. `within`: the months of a window, beyond
    which nothing is drawn."""
    stretches = _stretches(spans, kind, within)
    crowd = _crowd(spans, stretches) if kind == "folded" else None
    months = tuple((first, last) for first, last, _ in stretches)
    return _axes.get((kind, months, crowd), lambda: _drawn(kind, months, crowd), size_of_axis)


AXIS_MEMORY = 4_000_000
"""Bytes of axes that are kept: of the events that a page of a file is tried with, most change nothing."""

_axes = Cache(AXIS_MEMORY)


def size_of_axis(axis: TimeAxis) -> int:
    """Bytes that an axis takes, about."""
    return sum(300 + 32 * len(segment.edges) for segment in axis.segments)


def _drawn(kind: AxisKind, stretches: Sequence[tuple[int, int]], crowd: tuple[int, int] | None) -> TimeAxis:
    parts = [_scales(first, last, crowd) for first, last in stretches]
    cut = round(min(CUT_UNITS, MAX_CUT_UNITS / max(1, len(parts) - 1)), 3)
    units = _units_of_months(parts, cut * (len(parts) - 1))
    segments: list[Segment] = []
    cuts: list[Cut] = []
    x = 0.0
    for stretch in parts:
        if segments:
            before, after = segments[-1].last + 1, stretch[0][0]
            cuts.append(Cut(x, round(x + cut, 3), _years_words(after - before), stretch_words(before, after - 1)))
            x = cuts[-1].x1
        for first, last, scale in stretch:
            end = round(x + (last - first + 1) * units[scale], 3)
            if stretch is parts[-1] and last == stretch[-1][1]:
                end = UNITS
            joined = last != stretch[-1][1]
            segments.append(Segment(first, last, x, end, _month_edges(first, last, x, end - x), joined))
            x = end
    return TimeAxis(kind, tuple(segments), tuple(cuts))


# --- three scales --------------------------------------------------------------------------------------------------


def _crowd(spans: Sequence[Span], stretches: Sequence[MonthStretch]) -> tuple[int, int] | None:
    """First and last month of the fewest whole years in which most events begin; None where it is as full elsewhere."""
    begun: Counter[int] = Counter()
    for span in spans:
        if span.room > 0:
            begun[span.first.year] += span.count
    years, enough = sorted(begun), CROWD * begun.total()
    if begun.total() < FEW:
        return None
    runs: list[tuple[int, int, int]] = []  # years, events the other way round, the first year
    start, inside = 0, 0
    for year in years:
        inside += begun[year]
        while inside - begun[years[start]] >= enough:
            inside -= begun[years[start]]
            start += 1
        if inside >= enough:
            runs.append((year - years[start] + 1, -inside, years[start]))
    if not runs:
        return None
    length, fewest, year = min(runs)
    first, last = year * 12, (year + length) * 12 - 1
    drawn = sum(end - begin + 1 for begin, end, _ in stretches)
    crowded = sum(max(0, min(end, last) - max(begin, first) + 1) for begin, end, _ in stretches)
    inside, rest = (
        -fewest * (drawn - crowded),
        (begun.total() + fewest) * crowded,
    )  # events a month, times what both share
    return (first, last) if crowded < drawn and inside >= DENSER * rest else None


def _scales(first: int, last: int, crowd: tuple[int, int] | None) -> list[tuple[int, int, Scale]]:
    """A stretch in parts of one scale each: the crowd by months, the year before it and after it by quarters, the
    rest by years."""
    if crowd is None:
        return [(first, last, "month")]
    begin, end = crowd
    bounds: tuple[tuple[int, int, Scale], ...] = (
        (0, begin - 13, "year"),
        (begin - 12, begin - 1, "quarter"),
        (begin, end, "month"),
        (end + 1, end + 12, "quarter"),
        (end + 13, LATEST, "year"),
    )
    lone = last < begin or first > end  # nothing of the crowd is in it
    parts = [(max(first, a), min(last, b), scale) for a, b, scale in bounds if max(first, a) <= min(last, b)]
    return [(first, last, "year")] if lone else parts


def _units_of_months(parts: Sequence[Sequence[tuple[int, int, Scale]]], cuts: float) -> dict[Scale, float]:
    """How wide a month is on each scale. Far years and few cuts take less than a quarter of all."""
    months: Counter[Scale] = Counter()
    for stretch in parts:
        for first, last, scale in stretch:
            months[scale] += last - first + 1
    free = UNITS - cuts
    even = free / months.total()
    year = min(YEAR_UNITS / 12, max(60.0, PAST_UNITS - cuts) / max(1, months["year"]), even)
    free -= year * months["year"]
    quarter = min(QUARTERS_UNITS / 12, free / max(1, months["quarter"] + months["month"]))
    return {"year": year, "quarter": quarter, "month": (free - quarter * months["quarter"]) / max(1, months["month"])}


def stretch_words(first: int, last: int) -> str:
    """Months in words, whole years by their number.

    >>> stretch_words(2001 * 12, 2015 * 12 + 11), stretch_words(2019 * 12, 2025 * 12)
    ('2001–2015', '2019–Jan 2025')
    """
    start = str(first // 12) if first % 12 == 0 else month_words(first)
    end = str(last // 12) if last % 12 == 11 else month_words(last)
    return start if start == end else f"{start}–{end}"


def month_words(month: int) -> str:
    return f"{MONTHS[month % 12]} {month // 12}"


def even_axis(spans: Sequence[Span]) -> TimeAxis:
    """The axis on which event number n of so many, in the order given, stands in the n-th of as many equal places."""
    many = max(1, len(spans))
    places = tuple(round(UNITS * (place + 0.5) / many, 3) for place in range(many))
    months = [month for span in spans for month in (month_of(span.first), month_of(span.last))] or [0]
    years: list[YearMark] = []
    for place, span in enumerate(spans):
        if not years or years[-1].text != str(span.first.year):
            years.append(YearMark(round(UNITS * place / many, 3), str(span.first.year)))
    segment = Segment(min(months), max(months), 0.0, UNITS, places, timed=False)
    return TimeAxis("even", (segment,), (), tuple(years), tuple(span.first for span in spans))


def _stretches(
    spans: Sequence[Span], kind: AxisKind, within: tuple[int | None, int | None] = (None, None)
) -> list[MonthStretch]:
    """Every stretch that is drawn."""
    found: list[MonthStretch] = []
    for span in sorted(spans, key=lambda span: (span.first, span.last)):
        first, last, count = month_of(span.first), month_of(span.last), span.room
        if found and (kind == "true" or first - found[-1][1] - 1 < EMPTY_MONTHS):
            start, end, so_far = found[-1]
            found[-1] = (start, max(end, last), so_far + count)
        else:
            found.append((first, last, count))
    return _whole_years(found, within)


def _whole_years(stretches: list[MonthStretch], within: tuple[int | None, int | None]) -> list[MonthStretch]:
    """A stretch inside one year takes the whole year, as long as the cuts beside it keep their twelve months, and as
    far as the window goes."""
    since, until = within
    grown: list[MonthStretch] = []
    for place, (first, last, count) in enumerate(stretches):
        start, end = first, last
        if first // 12 == last // 12:
            year = first // 12 * 12
            after = stretches[place + 1][0] if place + 1 < len(stretches) else None
            if not grown or year - grown[-1][1] - 1 >= EMPTY_MONTHS:
                start = year if since is None else max(year, since)
            if after is None or after - (year + 11) - 1 >= EMPTY_MONTHS:
                end = year + 11 if until is None else min(year + 11, until)
        grown.append((start, end, count))
    return grown


def _month_edges(first: int, last: int, x0: float, width: float) -> tuple[float, ...]:
    start, end = month_start(first), month_start(last + 1)
    return tuple(x0 + width * (month_start(month) - start) / (end - start) for month in range(first, last + 2))


@cache
def month_start(month: int) -> int:
    """The ordinal of a month's first day; the month after December 9999 begins where dates end."""
    return date.max.toordinal() + 1 if month >= 120000 else date(month // 12, month % 12 + 1, 1).toordinal()


def _years_words(months: int) -> str:
    years = months // 12
    return f"{years} yr" if years == 1 else f"{years} yrs"
