"""Events and an axis in; their marks out as they stand on a day: sign, words, and where on the axis they are drawn."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any, Literal

from explorer.cache import remembered
from explorer.draw.palette import lane_look
from explorer.draw.shapes import shape_of
from explorer.draw.text_metrics import shortened
from explorer.edtf import When, short_words, words
from explorer.landscape import Landscape
from explorer.model import NOT_HAPPENED, Event, Shape, Status, Weight
from explorer.outlook import outlook
from explorer.query.columns import Window
from explorer.query.selection import RowsChoice
from explorer.timeline.axis import Segment, TimeAxis
from explorer.timeline.rows import Band, Grouping
from explorer.timeline.time_columns import DrawnAxis

BY_MONTH = 8.0
"""Axis units of a month; where it is narrower, dates are told with their year."""
_DAY = re.compile(r"\d\d? ?[^\d ]")
"""What begins with the day of a month: "28 Apr or later", "5–9 Mar"."""
SHORT_EMS = 30.0
"""How wide a short title is at most, in type sizes: what two lines of a label hold on a phone."""

Form = Literal["point", "whisker", "bar", "fade"]
Open = Literal["", "start", "end"]
"""Which end of a fade is open."""

Beyond = Literal["", "start", "end", "both"]


@dataclass(frozen=True)
class Mark:
    """One event as it is drawn in one band."""

    id: str
    key: str  # no two marks have the same; an event in several bands is "event@band"
    band: str
    lane: str
    look: str  # of its lane: "1" to "4" or "more"
    kind: str
    stands: str  # how it stands, in words
    symbol: Shape
    weight: Weight
    form: Form
    open: Open
    beyond: Beyond  # at which ends of what is drawn it goes on outside the window
    x: float  # the symbol, or where a bar is known to stand
    x0: float  # what is drawn of it, or of the doubt about it
    x1: float
    segment: int
    hollow: bool  # it has not happened
    disputed: bool  # some value given for it is contradicted or unsettled
    repeated: bool  # it is drawn in a band above, too: there its name has a better claim to room
    label: str
    short: str
    when: str  # "28 Apr ≠"; with words for what has not happened
    name: str  # as it is spoken
    date_words: str  # in full, with the year


@dataclass(frozen=True)
class MarkMaker:
    """Marks of events as they stand on a day. What is said of an event is the same wherever it is drawn, so it is
    worked out once: a page is tried with thousands of marks.

    `whole` is what says how lanes and kinds look, `disputed` the ids of what its sources contradict each other about.
    """

    whole: Landscape
    disputed: Collection[str]
    day: date
    _unplaced: dict[tuple[str, bool], Mark] = field(default_factory=dict, init=False, repr=False)
    _placed: dict[tuple[TimeAxis, Window], dict[str, Mark]] = field(default_factory=dict, init=False, repr=False)

    def marks(
        self, events: Sequence[Event], grouping: Grouping, drawn: DrawnAxis, window: Window, rows: RowsChoice
    ) -> list[Mark]:
        """The marks of events, in their order, one in each of an event's bands; no two events have the same id."""
        axis, places = drawn
        bands = {band.id: band for band in grouping.bands}
        with_year = [_says_year(segment) for segment in axis.segments]
        known = self._placed.setdefault((axis, window), {}) if axis.kind != "even" else {}
        marks: list[Mark] = []
        for event in events:
            mark = known.get(event.id)
            if mark is None:
                where = _place(event.date, axis, window) if axis.kind != "even" else _even_place(places[event.id])
                said = self._said(event, with_year[where["segment"]] or _is_of_other_year(event.date, axis))
                mark = known[event.id] = _other(said, where)
            for turn, band in enumerate(grouping.holds[event.id]):
                marks.append(_in_band(mark, bands[band], turn, rows))
        return marks

    def _said(self, event: Event, with_year: bool) -> Mark:
        """The mark before it has its place, its date told with the year or without."""
        key = event.id, with_year
        if key not in self._unplaced:
            self._unplaced[key] = self._made(event, with_year)
        return self._unplaced[key]

    def _made(self, event: Event, with_year: bool) -> Mark:
        when, title, disputed = event.date, event.title, event.id in self.disputed
        lane = next(lane.label for lane in self.whole.lanes if lane.id == event.lane)
        stands = outlook(self.whole, event, self.day).words
        said, full = _when_text(when, event.status, with_year), words(when)
        form, open_at = form_of(when)
        return Mark(
            id=event.id,
            key=event.id,
            band=event.lane,
            lane=event.lane,
            look=lane_look(self.whole.lanes, event.lane),
            kind=event.kind,
            stands=stands,
            symbol=shape_of(self.whole, event.kind),
            weight=event.weight,
            form=form,
            open=open_at,
            beyond="",
            x=0.0,
            x0=0.0,
            x1=0.0,
            segment=0,
            hollow=event.status in NOT_HAPPENED,
            disputed=disputed,
            repeated=False,
            label=title,
            short=_short(event.short_title or title),
            when=f"{said} ≠" if disputed else said,
            name=", ".join([title, full, lane, stands, *(["sources disagree"] if disputed else [])]),
            date_words=full,
        )


def is_within(when: When, window: Window) -> bool:
    """Whether any of what a date may stand for lies in the window; an open end reaches as far as time does."""
    since, until = window
    begun = until is None or when.earliest is None or when.earliest <= until
    return begun and (since is None or when.latest is None or when.latest >= since)


def _months_of(window: Window) -> Window:
    """The months of a window, whole, as the axis draws them."""
    since, until = window
    end = until and until.replace(day=monthrange(until.year, until.month)[1])
    return since and since.replace(day=1), end


def _clipped(when: When, window: Window) -> tuple[date, date]:
    """As much of what a date occupies as lies in the window; what is known of it lies outside, the edge next to it."""
    (first, last), (since, until) = _days(when), window
    kept = (max(day, since) if since else day for day in (first, last))
    first, last = (min(day, until) if until else day for day in kept)
    return first, last


def _beyond(when: When, window: Window) -> Beyond:
    """At which ends something goes on outside the window, beyond the open end that it may have."""
    since, until = window
    before = bool(since and when.earliest and when.earliest < since)
    after = bool(until and when.latest and when.latest > until)
    return "both" if before and after else "start" if before else "end" if after else ""


def _days(when: When) -> tuple[date, date]:
    """What a date occupies for folding. An open end occupies what is known of it: it fades there."""
    first = when.earliest or when.latest
    last = (when.latest or when.earliest) if when.earliest else when.latest
    if first is None or last is None:
        raise ValueError(f'"{when.text}" names no day at all')
    return first, last


def _says_year(segment: Segment) -> bool:
    return segment.months > 37 or segment.pitch < BY_MONTH or not segment.timed


def _is_of_other_year(when: When, axis: TimeAxis) -> bool:
    """Whether some day that a date tells of is before or after all that the axis draws."""
    first, last = axis.segments[0].first // 12, axis.segments[-1].last // 12
    return not all(first <= day.year <= last for day in (when.earliest, when.latest) if day)


def _place(when: When, axis: TimeAxis, window: Window) -> dict[str, Any]:
    window = _months_of(window)
    first, last = _clipped(when, window)
    (x0, x1, segment), (form, open_at) = axis.span(first, last), form_of(when)
    middle = form in ("point", "whisker")
    x = (x0 + x1) / 2 if middle else x1 if open_at == "start" else x0
    place = {"x": round(x, 3), "x0": round(x0, 3), "x1": round(x1, 3)}
    return place | {"segment": segment, "beyond": _beyond(when, window)}


def _even_place(x: float) -> dict[str, Any]:
    return {"x": x, "x0": x, "x1": x, "segment": 0}


def _other(mark: Mark, changed: Mapping[str, Any]) -> Mark:
    """Like `replace`, which takes eight times as long: it reads and writes every field by its name."""
    other = object.__new__(Mark)
    other.__dict__.update(mark.__dict__)
    other.__dict__.update(changed)
    return other


def _in_band(mark: Mark, band: Band, turn: int, rows: RowsChoice) -> Mark:
    """The mark of an event in a band; in one of several it says whose row it stands in."""
    if rows != "actor":
        return mark if mark.band == band.id else _other(mark, {"band": band.id})
    name = f"{mark.name}, row of {band.label}" if band.id != "-" else mark.name
    return _other(mark, {"key": f"{mark.id}@{band.id}", "band": band.id, "name": name, "repeated": turn > 0})


def form_of(when: When) -> tuple[Form, Open]:
    """How a date is drawn."""
    if when.earliest is None or when.latest is None:
        return "fade", "start" if when.earliest is None else "end"
    if when.precision == "interval":
        return "bar", ""
    return "point" if when.earliest == when.latest else "whisker", ""


@remembered(4_096)
def _short(title: str) -> str:
    return shortened(title, SHORT_EMS, 1, bold=True)


@lru_cache(8_192)
def _when_text(when: When, status: Status, with_year: bool) -> str:
    """The date as the label says it: "28 Apr", "since 30 May", "planned for August", "possible 28 Apr or later".

    Months are written out where the whole is short; what has not happened begins with the word for it.
    """
    said = short_words(when, with_year=with_year)
    if not with_year and when.earliest and when.precision in ("month", "season", "interval"):
        full = words(when).replace(f" {when.earliest.year}", "")
        said = full if len(full) <= 10 and not full[0].isdigit() and full != "since" else said
    if status not in NOT_HAPPENED:
        return said
    if status == "pending":
        return f"pending, {said}"
    if said.startswith("since "):
        return f"{status} from {said.removeprefix('since ')} on"  # it is not the plan that is as old
    if _DAY.match(said) or said.startswith(("by ", "until ", "about ", "between ")):
        return f"{status} {said}"
    return f"{status} {'in' if status == 'possible' else 'for'} {said}"
