"""A landscape in; the timeline's scene out: bands, marks, axis and as-of line as plain data that any pen can draw.

Positions across are axis units (0 to 1000 of the plot's width), so that one scene serves every width. Where labels go
depends on the width and is worked out by `labels.place_labels`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Literal

from explorer.draw.palette import lane_look
from explorer.draw.shapes import shape_of
from explorer.draw.text_metrics import shortened, text_width
from explorer.edtf import When, short_words, words
from explorer.landscape import Landscape
from explorer.model import NOT_HAPPENED, Event, Shape, Status, Weight
from explorer.order import in_order
from explorer.outlook import outlook
from explorer.prose.claims import contradicted
from explorer.query.columns import Window
from explorer.query.selection import RowsChoice
from explorer.timeline.axis import AxisKind, Cut, Segment, Span, TimeAxis
from explorer.timeline.band_names import names_in_lines
from explorer.timeline.period_counts import CountsByPeriod
from explorer.timeline.rows import Band, Grouping, grouped
from explorer.timeline.sizes import PHONE, SCREEN, Sizes
from explorer.timeline.time_columns import axis_over

BY_MONTH = 8.0
"""Axis units of a month; where it is narrower, dates are told with their year."""
SHORT_EMS = 30.0
"""How wide a short title is at most, in type sizes: what two lines of a label hold on a phone."""
WIDEST_GUTTER = 1.6  # times its usual width

Form = Literal["point", "whisker", "bar", "fade"]


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
    open: Literal["", "start", "end"]  # which end of a fade is open
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
class AsOf:
    x: float  # the end of that day
    label: str
    inside: bool  # whether the day is in the window that is drawn


@dataclass(frozen=True)
class TimelineScene:
    lanes: tuple[Band, ...]  # the bands of the grouping, from top to bottom
    marks: tuple[Mark, ...]  # by start
    axis: TimeAxis
    as_of: AsOf
    width: float  # px of the whole picture
    sizes: Sizes
    gutter: float  # px for the names of bands at the left
    rows: RowsChoice = "lane"
    rest: str = ""  # a sentence about what has no band of its own
    heat: CountsByPeriod | None = None  # counts by period, where events are too many to draw
    is_crowded: bool = False  # whether another stretch of it is counted, so that all have room for counts
    events: int | None = None  # how many it stands for; None = as many as it draws

    @property
    def segments(self) -> tuple[Segment, ...]:
        return self.axis.segments

    @property
    def cuts(self) -> tuple[Cut, ...]:
        return self.axis.cuts

    @property
    def plot_width(self) -> float:
        return self.width - self.gutter - self.sizes.margin

    @property
    def note(self) -> str:
        """What the head of the picture says about an axis whose distances are not time."""
        return "" if self.axis.kind != "even" else EVEN_NOTE

    def summary(self) -> str:
        """The picture's name for those who do not see it."""
        events = len({mark.id for mark in self.marks}) if self.events is None else self.events
        how = f", counted by {self.heat.unit}" if self.heat else ""
        how += ", empty stretches cut" if self.cuts else ", evenly spaced, not to scale" if self.note else ""
        return f"Timeline: {count(events, 'event')} in {count(len(self.lanes), _THING[self.rows])}{how}"


EVEN_NOTE = "events equally apart: distance is not time"
_THING: dict[RowsChoice, str] = {"lane": "lane", "kind": "row", "instrument": "row", "actor": "row"}
_PHONE_NAME = 185.0  # px that the name of a band may take where it stands above its rows


def count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"


def timeline_scene(
    landscape: Landscape,
    width: float = 1360,
    size: Sizes = SCREEN,
    axis: AxisKind = "folded",
    rows: RowsChoice = "lane",
    *,
    whole: Landscape | None = None,
    window: Window = (None, None),
    focus: str = "",
    named: Landscape | None = None,
    alike: bool = False,
    only: Collection[str] | None = None,
) -> TimelineScene:
    """The scene for a picture `width` px wide. The as-of line stands at `landscape.as_of`, never at today.

    The axis is made for every event of `whole` that touches the window, so that it stays when the reader filters.
    By actor, the band of `focus` comes first. Bands are called as `named` says, where that is another than `whole`.
    Where events are `alike`, none has more room on the axis than another for its weight. With `only`, the scene of some
    of the events.
    """
    every = whole or landscape
    drawn, places = axis_over(every, axis, window, alike=alike, only=only)
    asked = landscape.events if only is None else [event for event in landscape.events if event.id in only]
    touching = (event for event in asked if _clipped(_folding_span(event.date), window))
    events = in_order(every, touching)
    known = named or every
    grouping = grouped(landscape, events, rows, focus, known, only)
    marks = marks_of(events, grouping, drawn, places, known, contradicted(landscape), window, rows, landscape.as_of)
    as_of = as_of_mark(landscape.as_of, drawn, window)
    bands, gutter = named_bands(grouping.bands, size)
    return TimelineScene(bands, tuple(marks), drawn, as_of, width, size, gutter, rows, grouping.rest)


def marks_of(
    events: Sequence[Event],
    grouping: Grouping,
    axis: TimeAxis,
    places: Mapping[str, float],
    whole: Landscape,
    disputed: Collection[str],
    window: Window,
    rows: RowsChoice,
    day: date,
) -> list[Mark]:
    """The marks of events as they stand on a day, in their order, one in each of an event's bands."""
    bands = {band.id: band for band in grouping.bands}
    labels = {lane.id: lane.label for lane in whole.lanes}
    looks = {lane.id: lane_look(whole.lanes, lane.id) for lane in whole.lanes}
    marks: list[Mark] = []
    for event in events:
        place = _mark_place(event, axis, window) if axis.kind != "even" else _even_place(event, places[event.id])
        symbol = shape_of(whole, event.kind)
        said_of = labels[event.lane], outlook(whole, event, day).words
        mark = _scene_mark(event, place, looks[event.lane], symbol, said_of, event.id in disputed, axis)
        for turn, band in enumerate(grouping.holds[event.id]):
            marks.append(_in_band(mark, bands[band], turn, rows))
    return marks


def as_of_mark(day: date, axis: TimeAxis, window: Window) -> AsOf:
    since, until = window
    inside = (since is None or since <= day) and (until is None or day <= until)
    return AsOf(round(axis.at(day, 1.0), 3), f"as of {_day_and_month(day)}", inside)


@lru_cache(256)  # a page of a file is tried with the same bands again and again
def named_bands(bands: Sequence[Band], size: Sizes) -> tuple[tuple[Band, ...], float]:
    """Bands with their names in lines, and how wide in px the column for them is; on a phone in one line each."""
    beside_key = size.key[0] * 2.75
    column = size.gutter * WIDEST_GUTTER - beside_key - size.gap
    in_column = names_in_lines(bands, column, size.lane, 3) if size.gutter else [(band.written,) for band in bands]
    above = names_in_lines(bands, _PHONE_NAME, PHONE.lane, 1)
    named = tuple(
        replace(band, lines=lines, short=short) for band, lines, (short,) in zip(bands, in_column, above, strict=True)
    )
    widest = max((text_width(line, size.lane, bold=True) for band in named for line in band.lines), default=0.0)
    gutter = min(max(size.gutter, widest + beside_key + size.gap), size.gutter * WIDEST_GUTTER) if size.gutter else 0.0
    return named, round(gutter, 1)


def _clipped(span: Span, window: Window) -> Span | None:
    """As much of a span as lies in the window; None where it does not touch it."""
    since, until = window
    first, last = max(span.first, since or span.first), min(span.last, until or span.last)
    return Span(first, last) if first <= last else None


def _folding_span(when: When) -> Span:
    """What a date occupies for folding. An open end occupies what is known of it: it fades there."""
    first = when.earliest or when.latest
    last = (when.latest or when.earliest) if when.earliest else when.latest
    if first is None or last is None:
        raise ValueError(f'"{when.text}" names no day at all')
    return Span(first, last)


@dataclass(frozen=True)
class _Place:
    """Where on the axis an event stands."""

    form: Form
    x: float
    x0: float
    x1: float
    segment: int


def _mark_place(event: Event, axis: TimeAxis, window: Window) -> _Place:
    when = event.date
    span = _clipped(_folding_span(when), window) or _folding_span(when)
    x0, x1 = axis.at(span.first), axis.at(span.last, 1.0)
    form = _form(when)
    x = {"point": (x0 + x1) / 2, "whisker": (x0 + x1) / 2, "bar": x0}.get(form, x1 if when.earliest is None else x0)
    return _Place(form, round(x, 3), round(x0, 3), round(x1, 3), axis.segment_of(span.first))


def _even_place(event: Event, x: float) -> _Place:
    return _Place(_form(event.date), x, x, x, 0)


def _scene_mark(
    event: Event, place: _Place, look: str, symbol: Shape, said_of: tuple[str, str], disputed: bool, axis: TimeAxis
) -> Mark:
    lane, stands = said_of
    when = event.date
    segment = axis.segments[place.segment]
    hollow = event.status in NOT_HAPPENED
    with_year = segment.months > 37 or segment.pitch < BY_MONTH or not segment.timed
    said, full = _when_text(when, event.status, with_year), words(when)
    title = event.title
    return Mark(
        id=event.id,
        key=event.id,
        band=event.lane,
        lane=event.lane,
        look=look,
        kind=event.kind,
        stands=stands,
        symbol=symbol,
        weight=event.weight,
        form=place.form,
        open="" if place.form != "fade" else "start" if when.earliest is None else "end",
        x=place.x,
        x0=place.x0,
        x1=place.x1,
        segment=place.segment,
        hollow=hollow,
        disputed=disputed,
        repeated=False,
        label=title,
        short=_short(event.short_title or title),
        when=f"{said} ≠" if disputed else said,
        name=", ".join([title, full, lane, stands, *(["sources disagree"] if disputed else [])]),
        date_words=full,
    )


def _in_band(mark: Mark, band: Band, turn: int, rows: RowsChoice) -> Mark:
    """The mark of an event in a band; in one of several it says whose row it stands in."""
    if rows != "actor":
        return mark if mark.band == band.id else replace(mark, band=band.id)
    name = f"{mark.name}, row of {band.label}" if band.id != "-" else mark.name
    return replace(mark, key=f"{mark.id}@{band.id}", band=band.id, name=name, repeated=turn > 0)


def _form(when: When) -> Form:
    if when.earliest is None or when.latest is None:
        return "fade"
    if when.precision == "interval":
        return "bar"
    return "point" if when.earliest == when.latest else "whisker"


@lru_cache(4_096)
def _short(title: str) -> str:
    return shortened(title, SHORT_EMS, 1, bold=True)


@lru_cache(8_192)
def _when_text(when: When, status: Status, with_year: bool) -> str:
    """The date as the label says it: "28 Apr", "since 30 May", "planned for August", "scheduled 16 Mar".

    Months are written out where the whole is short; what has not happened begins with the word for it.
    """
    said = short_words(when, with_year=with_year)
    if not with_year and when.earliest and when.precision in ("month", "season", "interval"):
        full = words(when).replace(f" {when.earliest.year}", "")
        said = full if len(full) <= 10 and not full[0].isdigit() else said
    if status not in NOT_HAPPENED:
        return said
    if status == "pending":
        return f"pending, {said}"
    if when.precision == "day":
        return f"{status} {said}"
    if said.startswith(("by ", "since ", "until ", "about ", "between ")):
        return f"{status} {said}"
    return f"{status} {'in' if status == 'possible' else 'for'} {said}"


def _day_and_month(day: date) -> str:
    return short_words(When(day.isoformat(), day, day, "day"))
