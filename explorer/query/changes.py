"""A Landscape in; on which days how much of it changes, out: the stops and the ticks of the as-of slider."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np

from explorer.landscape import Landscape, once
from explorer.query.columns import Ints, columns
from explorer.query.wider import wider_of

MAX_SLIDER_STOPS = 240
"""So many stops an as-of slider has at most; a longer list is thinned evenly, its ends kept."""


def changes_up_to(landscape: Landscape, days: Sequence[date]) -> tuple[int, ...]:
    """For each of some ascending days how many events begin, end or are first told of, since the one before."""
    when, many = _days_told(landscape)
    upto = np.searchsorted(when, [day.toordinal() for day in days], side="right")
    return tuple(np.diff(np.concatenate([[0], np.cumsum(many)])[upto], prepend=0).tolist())


@once
def days_of_change(landscape: Landscape) -> tuple[date, ...]:
    """The days up to the landscape's own on which some event begins, ends or is first told of; ascending."""
    days, _ = _days_told(landscape)
    days = days[days <= landscape.as_of.toordinal()]
    if len(days) > MAX_SLIDER_STOPS:
        days = days[np.linspace(0, len(days) - 1, MAX_SLIDER_STOPS).round().astype(int)]
    found = [date.fromordinal(int(day)) for day in days]
    return tuple(found if found and found[-1] == landscape.as_of else [*found, landscape.as_of])


@once
def _days_told(landscape: Landscape) -> tuple[Ints, Ints]:
    """The days on which some event begins, ends or is first told of, ascending, and how often."""
    wider = wider_of(landscape)
    if wider:
        return wider.days_told()
    events = columns(landscape).events
    when = np.concatenate([events.earliest, events.latest, events.told.known])
    days, many = np.unique(when[when > 0], return_counts=True)
    return days, many.astype(np.int32)
