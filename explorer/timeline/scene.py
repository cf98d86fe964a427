"""A landscape in; the timeline's scene out: bands, marks, axis and as-of line as plain data that any pen can draw.

Positions across are axis units (0 to 1000 of the plot's width), so that one scene serves every width. Where labels go
depends on the width and is worked out by `labels.place_labels`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache
from typing import NamedTuple

from explorer.cache import SHORT, remembered
from explorer.draw.text_metrics import text_width
from explorer.edtf import When, parse_when, short_words, words
from explorer.landscape import Landscape
from explorer.order import in_order
from explorer.prose.claims import contradicted
from explorer.query.columns import Window
from explorer.query.selection import RowsChoice
from explorer.timeline.axis import UNITS, AxisKind, Cut, Segment, TimeAxis
from explorer.timeline.band_names import names_in_lines
from explorer.timeline.marks import Mark, MarkMaker, is_within
from explorer.timeline.period_counts import CountsByPeriod
from explorer.timeline.rows import Band, grouped, letters_of_bands
from explorer.timeline.sizes import PHONE, SCREEN, Sizes
from explorer.timeline.time_columns import axis_over
from explorer.wording import how_many

WIDEST_GUTTER = 1.6  # times its usual width


class Asked(NamedTuple):
    """What of an axis, which is drawn by whole months, lies in the window."""

    x0: float
    x1: float
    rest: str  # "outside 21 July 2025"


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
    asked: Asked | None = None  # what of the axis lies in the window, where that is not all of it

    @property
    def segments(self) -> tuple[Segment, ...]:
        return self.axis.segments

    @property
    def cuts(self) -> tuple[Cut, ...]:
        return self.axis.cuts

    @cached_property
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
        return f"Timeline: {how_many(events, 'event')} in {how_many(len(self.lanes), _THING[self.rows])}{how}"


EVEN_NOTE = "events equally apart: distance is not time"
_THING: dict[RowsChoice, str] = {"lane": "lane", "kind": "row", "instrument": "row", "actor": "row"}
_PHONE_NAME = 185.0  # px that the name of a band may take where it stands above its rows


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
    maker: MarkMaker | None = None,
) -> TimelineScene:
    """The scene for a picture `width` px wide. The as-of line stands at `landscape.as_of`, never at today.

    The axis is made for every event of `whole` that touches the window, so that it stays when the reader filters.
    By actor, the band of `focus` comes first. Bands are called as `named` says, where that is another than `whole`.
    Where events are `alike`, none has more room on the axis than another for its weight. With `only`, the scene of some
    of the events. `maker` has made marks for scenes of other of these events.
    """
    every = whole or landscape
    drawn = axis_over(every, axis, window, alike=alike, only=only)
    asked = landscape.events if only is None else [event for event in landscape.events if event.id in only]
    events = in_order(every, (event for event in asked if is_within(event.date, window)))
    known = named or every
    grouping = grouped(landscape, events, rows, focus, known, only)
    maker = maker or mark_maker(landscape, known)
    marks = maker.marks(events, grouping, drawn, window, rows)
    as_of = as_of_mark(landscape.as_of, drawn[0], window)
    bands, gutter = named_bands(grouping.bands, size)
    chosen = asked_of(drawn[0], window)
    return TimelineScene(bands, tuple(marks), drawn[0], as_of, width, size, gutter, rows, grouping.rest, asked=chosen)


def mark_maker(landscape: Landscape, named: Landscape) -> MarkMaker:
    """Makes the marks of a landscape's events, whose lanes and kinds are called as another says."""
    return MarkMaker(named, contradicted(landscape), landscape.as_of)


def asked_of(axis: TimeAxis, window: Window) -> Asked | None:
    """What of an axis lies in the window; None where that is all of it, or distance is not time."""
    since, until = window if axis.kind != "even" else (None, None)
    x0 = round(axis.at(since), 3) if since else 0.0
    x1 = round(axis.at(until, 1.0), 3) if until else UNITS
    first, last = since if x0 > 0 else None, until if x1 < UNITS else None
    if first and last:
        days = first.isoformat() if first == last else f"{first}/{last}"
        return Asked(x0, x1, f"outside {words(parse_when(days))}")
    day = first or last
    said = f"{'before' if first else 'after'} {words(parse_when(day.isoformat()))}" if day else ""
    return Asked(x0, x1, said) if day else None


def as_of_mark(day: date, axis: TimeAxis, window: Window) -> AsOf:
    since, until = window
    inside = (since is None or since <= day) and (until is None or day <= until)
    return AsOf(round(axis.at(day, 1.0), 3), f"as of {_day_and_month(day)}", inside)


@remembered(256, letters_of_bands, 10 * SHORT)  # a page of a file is tried with the same bands again and again
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


@lru_cache(64)
def _day_and_month(day: date) -> str:
    return short_words(When(day.isoformat(), day, day, "day"))
