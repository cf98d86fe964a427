"""A landscape, what is shown of it, and a stretch of time in; a timeline's scene out, however many events there are.

Where they are few, each is a mark; where they are more, bands count them by period, and only the key ones are drawn, of
many the weightiest. An event is looked at by itself only where it is drawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from explorer.landscape import Landscape, once
from explorer.order import in_order
from explorer.prose.claims import contradicted
from explorer.query.columns import Window, event_columns
from explorer.query.visible import View
from explorer.timeline.marks import Mark, MarkMaker
from explorer.timeline.period_counts import period_counts
from explorer.timeline.rows import Band, Grouping, band_of, rest_words
from explorer.timeline.scene import TimelineScene, as_of_mark, asked_of, named_bands
from explorer.timeline.sizes import SCREEN, Sizes, heated
from explorer.timeline.time_columns import DrawnAxis, axis_over

MAX_MARKS = 400
"""Of more events than this no picture is drawn mark by mark."""

MAX_KEY_MARKS = 40
"""So many key events are drawn among counts at most."""

Stretch = tuple[date, date]
"""First and last day, both included."""


@dataclass(frozen=True, eq=False)
class Aggregate:
    """What a selection shows, ready to be drawn for any stretch of time on one and the same axis."""

    view: View
    drawn: DrawnAxis
    bands: tuple[Band, ...]

    def scene(self, stretch: Stretch | None = None, width: float = 1360, size: Sizes = SCREEN) -> TimelineScene:
        """The scene of what touches a stretch of time, or of all; bands and axis are the same for every stretch."""
        view, (axis, _), chosen = self.view, self.drawn, self.view.selection
        first, last = (day.toordinal() for day in stretch) if stretch else view.time_span
        heat, near = None, view.events_between(first, last, MAX_MARKS)
        if near is None:
            heat = period_counts(view, axis, first, last)
            near = view.events_between(first, last, MAX_KEY_MARKS, "key")
            near = view.first_between(first, last, MAX_KEY_MARKS) if near is None else near
        size = heated(size)
        named, gutter = named_bands(self.bands, size)
        as_of = as_of_mark(view.day, axis, (chosen.since, chosen.until))
        others = view.bands.others
        rest = rest_words(len(others), chosen.rows, others)
        events = view.shown().events
        marks = tuple(self._marks(near))
        asked, rows = asked_of(axis, (chosen.since, chosen.until)), chosen.rows
        return TimelineScene(named, marks, axis, as_of, width, size, gutter, rows, rest, heat, True, events, asked)

    @property
    def size(self) -> int:
        """Bytes it takes, about."""
        return self.view.size + 200 * (len(self.bands) + len(self.drawn[1]))

    def _marks(self, near: list[tuple[str, str]]) -> list[Mark]:
        held: dict[str, tuple[str, ...]] = {}
        for id, band in near:
            held[id] = (*held.get(id, ()), band)
        whole, chosen = self.view.landscape, self.view.selection
        place = event_columns(whole).place
        events = in_order(whole, (self.view.event(place[id]) for id in held))
        window: Window = (chosen.since, chosen.until)
        maker = MarkMaker(whole, _disputed_ids(whole), self.view.day)
        return maker.marks(events, Grouping(self.bands, held), self.drawn, window, chosen.rows)


def is_crowded(view: View) -> bool:
    """Whether events are too many to be drawn one by one, or the landscape does not have all of them."""
    many = view.shown().events
    return many > MAX_MARKS or many > int(view.events.sum())


def aggregate_of(view: View) -> Aggregate:
    """A crowd has at least one event."""
    chosen = view.selection
    axis = axis_over(view.landscape, chosen.axis, (chosen.since, chosen.until))
    return Aggregate(view, axis, tuple(band_of(view.landscape, chosen.rows, id) for id in view.bands.ids))


@once
def _disputed_ids(landscape: Landscape) -> frozenset[str]:
    return contradicted(landscape)
