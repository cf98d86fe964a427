"""A Landscape in; where its events stand in time out, as numpy columns, whatever their number.

Row by row in the order of the events. Days are ordinals, as in `date.toordinal`; months are counted from year 0:
`year * 12 + month - 1`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

import numpy as np
from numpy.typing import NDArray

from explorer.cache import cache_of
from explorer.landscape import Landscape
from explorer.query.columns import Ints, Window, event_columns, within
from explorer.query.wider import wider_of
from explorer.timeline.axis import AxisKind, Span, TimeAxis, axis_of, even_axis, month_of, size_of_axis

ROOM = np.array([0, 4, 1, 0.5])
"""How much room an event asks for on the axis, by its weight: the names of key events need it first."""

LATEST_MONTH = 200_000
"""Later than any month."""


def months_of(days: Ints) -> Ints:
    """The month of each day."""
    since = (days - date(1970, 1, 1).toordinal()).astype("datetime64[D]").astype("datetime64[M]")
    months: Ints = (since.astype(np.int64) + 1970 * 12).astype(np.int32)
    return months


# --- the axis ------------------------------------------------------------------------------------------------------

DrawnAxis = tuple[TimeAxis, Mapping[str, float]]
"""An axis; evenly spaced, also where each event stands, by id."""


def axis_over(
    landscape: Landscape, kind: AxisKind, window: Window, *, alike: bool = False, only: Collection[str] | None = None
) -> DrawnAxis:
    """The axis on which every event of a landscape that touches the window has its place, and the as-of day; where all
    events are `alike`, each asks for as much room as a key one. With `only`, for some of its events."""

    def drawn() -> DrawnAxis:
        return _even(landscape, window, only) if kind == "even" else (_timed(landscape, kind, window, alike, only), {})

    if only is not None:  # it is tried once
        return drawn()
    return cache_of(landscape).get(("axis", kind, window, alike), drawn, _size_of_axis)


def _size_of_axis(drawn: DrawnAxis) -> int:
    """Bytes that an axis takes, about."""
    axis, places = drawn
    return 200 * len(places) + size_of_axis(axis)


def _timed(landscape: Landscape, kind: AxisKind, window: Window, alike: bool, only: Collection[str] | None) -> TimeAxis:
    """Events that begin and end in the same months are one span: what folds is months."""
    wider = wider_of(landscape) if only is None else None
    first_days, last_days, weights, many = wider.spans(window) if wider else _spans(landscape, window, only)
    weights = np.ones_like(weights) if alike else weights
    first_months, last_months = months_of(np.stack([first_days, last_days])).astype(np.int64)
    pairs, place = np.unique(first_months * LATEST_MONTH + last_months, return_inverse=True)
    rooms = np.bincount(place, weights=ROOM[weights] * many, minlength=len(pairs)).tolist()
    counts = np.bincount(place, weights=many, minlength=len(pairs)).astype(int).tolist()
    spans = [
        Span(_first_day_of(first), _first_day_of(last), room, count)
        for pair, room, count in zip(pairs.tolist(), rooms, counts, strict=True)
        for first, last in [divmod(pair, LATEST_MONTH)]
    ]
    months = [None if day is None else month_of(day) for day in window]
    return axis_of([*spans, *_bounds(landscape, window)], kind, (months[0], months[1]))


def _spans(landscape: Landscape, window: Window, only: Collection[str] | None) -> tuple[Ints, Ints, Ints, Ints]:
    """See `Wider.spans`."""
    rows, first, last = touching(landscape, window, only)
    return first, last, event_columns(landscape).weight[rows], np.ones(len(first), dtype=np.int32)


def touching(landscape: Landscape, window: Window, only: Collection[str] | None) -> tuple[NDArray[np.intp], Ints, Ints]:
    """Of a landscape's events that touch a window, or of some, by row: the row, and first and last day of what of it
    lies in the window."""
    known, touches = within(landscape, window)
    if only is None:
        rows = np.flatnonzero(touches)
    else:
        place = event_columns(landscape).place
        rows = np.array(sorted([place[id] for id in only]), dtype=np.intp)
        rows = rows[touches[rows]]
    return rows, known.first[rows], known.last[rows]


def _bounds(landscape: Landscape, window: Window) -> list[Span]:
    """Days that the axis holds besides its events: the as-of day and the ends of the window. They ask for no room."""
    since, until = window
    days = [day for day in (landscape.as_of, since, until) if day is not None]
    return [
        Span(day, day, room=0) for day in days if (since is None or since <= day) and (until is None or day <= until)
    ]


def _first_day_of(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)


def _even(landscape: Landscape, window: Window, only: Collection[str] | None) -> DrawnAxis:
    rows, first_days, last_days = touching(landscape, window, only)
    events = event_columns(landscape)
    ids = np.array([landscape.events[row].id for row in rows.tolist()], dtype=str)
    order = np.lexsort((ids, events.latest[rows], events.earliest[rows]))
    spans = [
        Span(date.fromordinal(first), date.fromordinal(last))
        for first, last in zip(first_days[order].tolist(), last_days[order].tolist(), strict=True)
    ]
    axis = even_axis(spans)
    return axis, {
        landscape.events[row].id: x for row, x in zip(rows[order].tolist(), axis.segments[0].edges, strict=False)
    }
