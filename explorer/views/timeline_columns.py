"""A Landscape in; where its events stand in time out, as numpy columns, whatever their number.

Row by row in the order of the events. Days are ordinals, as in `date.toordinal`; months are counted from year 0:
`year * 12 + month - 1`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from explorer.facets import NEVER, Ints, facets
from explorer.model import Landscape, once


@dataclass(frozen=True)
class Times:
    first: Ints  # days that an event occupies, both included; an open end occupies what is known of it
    last: Ints
    stands: Ints  # the day at which its sign stands: the middle of a doubt, the beginning of what lasted


@once
def times(landscape: Landscape) -> Times:
    events = facets(landscape).events
    begun, ended = events.earliest > 0, events.latest < NEVER
    first = np.where(begun, events.earliest, events.latest)
    last = np.where(ended, events.latest, events.earliest)
    middle = first + (last - first) // 2
    stands = np.where(begun & ended, np.where(events.lasting, first, middle), np.where(begun, first, last))
    return Times(first, last, stands)


def months_of(days: Ints) -> Ints:
    """The month of each day."""
    since = (days - date(1970, 1, 1).toordinal()).astype("datetime64[D]").astype("datetime64[M]")
    months: Ints = (since.astype(np.int64) + 1970 * 12).astype(np.int32)
    return months


def month_start(month: int) -> int:
    """The ordinal of a month's first day; the month after December 9999 begins where dates end."""
    return date.max.toordinal() + 1 if month >= 120000 else date(month // 12, month % 12 + 1, 1).toordinal()
