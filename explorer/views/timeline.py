"""A landscape in; the timeline's scene out: lanes, marks, axis and as-of line as plain data that any pen can draw.

Positions across are axis units (0 to 1000 of the plot's width), so that one scene serves every width. Where labels go
depends on the width and is worked out by `timeline_labels`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from explorer.dates import When, short_words, sort_key, words
from explorer.model import NOT_HAPPENED, Event, Landscape, Status, Weight
from explorer.views.details import contradicted
from explorer.views.lettering import text_width
from explorer.views.palette import Symbol, lane_look, symbol_of
from explorer.views.timeline_axis import Axis, AxisKind, Cut, Segment, Span, axis_of
from explorer.views.timeline_sizes import SCREEN, Sizes

ROOM: dict[Weight, float] = {1: 4, 2: 1, 3: 0.5}
"""How much room an event's weight asks for on the axis: the names of key events need it first."""

Form = Literal["point", "whisker", "bar", "fade"]


@dataclass(frozen=True)
class LaneBand:
    id: str
    label: str
    look: str  # "1" to "4" or "more"; see the palette


@dataclass(frozen=True)
class Mark:
    """One event as it is drawn."""

    id: str
    lane: str
    kind: str
    status: Status
    symbol: Symbol
    weight: Weight
    form: Form
    open: Literal["", "start", "end"]  # which end of a fade is open
    x: float  # the symbol, or where a bar is known to stand
    x0: float  # what is drawn of it, or of the doubt about it
    x1: float
    segment: int
    hollow: bool  # it has not happened
    disputed: bool  # some value given for it is contradicted or unsettled
    label: str
    short: str
    when: str  # "28 Apr ≠"; with words for what has not happened
    name: str  # as it is spoken
    date_words: str  # in full, with the year


@dataclass(frozen=True)
class AsOf:
    x: float  # the end of that day
    label: str


@dataclass(frozen=True)
class TimelineScene:
    lanes: tuple[LaneBand, ...]  # from top to bottom
    marks: tuple[Mark, ...]  # by start
    axis: Axis
    as_of: AsOf
    width: float  # px of the whole picture
    sizes: Sizes
    gutter: float  # px for lane names at the left

    @property
    def segments(self) -> tuple[Segment, ...]:
        return self.axis.segments

    @property
    def cuts(self) -> tuple[Cut, ...]:
        return self.axis.cuts

    @property
    def plot_width(self) -> float:
        return self.width - self.gutter - self.sizes.margin

    def summary(self) -> str:
        """The picture's name for those who do not see it."""
        cut = ", empty stretches cut" if self.cuts else ""
        return f"Timeline: {count(len(self.marks), 'event')} in {count(len(self.lanes), 'lane')}{cut}"


def count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"


def timeline_scene(
    landscape: Landscape, width: float = 1360, size: Sizes = SCREEN, axis: AxisKind = "folded"
) -> TimelineScene:
    """The scene for a picture `width` px wide. The as-of line stands at `landscape.as_of`, never at today."""
    events = sorted(landscape.events, key=lambda event: sort_key(event.date, event.id))
    spans = [Span(landscape.as_of, landscape.as_of, room=0), *(_span(e.date, ROOM[e.weight]) for e in events)]
    drawn = axis_of(spans, axis)
    lanes = tuple(LaneBand(lane.id, lane.label, lane_look(landscape.lanes, lane.id)) for lane in landscape.lanes)
    labels = {lane.id: lane.label for lane in lanes}
    disputed = contradicted(landscape)
    marks = tuple(_mark(event, drawn, labels[event.lane], event.id in disputed) for event in events)
    as_of = AsOf(drawn.at(landscape.as_of, 1.0), f"as of {_day_words(landscape.as_of)}")
    widest = max((text_width(lane.label, size.lane, bold=True) for lane in lanes), default=0.0)
    beside_key = size.key[0] * 2.75
    gutter = min(max(size.gutter, widest + beside_key + size.gap), size.gutter * 1.6) if size.gutter else 0.0
    return TimelineScene(lanes, marks, drawn, as_of, width, size, round(gutter, 1))


def _span(when: When, room: float = 1) -> Span:
    """What a date occupies for folding. An open end occupies what is known of it: it fades there."""
    first = when.earliest or when.latest
    last = (when.latest or when.earliest) if when.earliest else when.latest
    if first is None or last is None:
        raise ValueError(f'"{when.text}" names no day at all')
    return Span(first, last, room)


def _mark(event: Event, axis: Axis, lane: str, disputed: bool) -> Mark:
    when = event.date
    span = _span(when)
    segment = axis.segment_of(span.first)
    x0, x1 = axis.at(span.first), axis.at(span.last, 1.0)
    form = _form(when)
    hollow = event.status in NOT_HAPPENED
    x = {"point": (x0 + x1) / 2, "whisker": (x0 + x1) / 2, "bar": x0}.get(form, x1 if when.earliest is None else x0)
    months = axis.segments[segment].last - axis.segments[segment].first
    said = _when_text(event, with_year=months > 36)
    title = event.title
    return Mark(
        id=event.id,
        lane=event.lane,
        kind=event.kind,
        status=event.status,
        symbol=symbol_of(event.kind),
        weight=event.weight,
        form=form,
        open="" if form != "fade" else "start" if when.earliest is None else "end",
        x=round(x, 3),
        x0=round(x0, 3),
        x1=round(x1, 3),
        segment=segment,
        hollow=hollow,
        disputed=disputed,
        label=title,
        short=event.short_title or title,
        when=f"{said} ≠" if disputed else said,
        name=", ".join([title, words(when), lane, event.status, *(["sources disagree"] if disputed else [])]),
        date_words=words(when),
    )


def _form(when: When) -> Form:
    if when.earliest is None or when.latest is None:
        return "fade"
    if when.precision == "interval":
        return "bar"
    return "point" if when.earliest == when.latest else "whisker"


def _when_text(event: Event, with_year: bool) -> str:
    """The date as the label says it: "28 Apr", "since 30 May", "planned for August", "scheduled 16 Mar".

    Months are written out where the whole is short; what has not happened begins with the word for it.
    """
    when = event.date
    said = short_words(when, with_year=with_year)
    if not with_year and when.earliest and when.precision in ("month", "season", "interval"):
        full = words(when).replace(f" {when.earliest.year}", "")
        said = full if len(full) <= 10 and not full[0].isdigit() else said
    if event.status not in NOT_HAPPENED:
        return said
    if event.status == "pending":
        return f"pending, {said}"
    if when.precision == "day":
        return f"{event.status} {said}"
    if said.startswith(("by ", "since ", "until ", "about ", "between ")):
        return f"{event.status} {said}"
    return f"{event.status} {'in' if event.status == 'possible' else 'for'} {said}"


def _day_words(day: date) -> str:
    return short_words(When(day.isoformat(), day, day, "day"))
