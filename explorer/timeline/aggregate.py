"""A landscape, what is shown of it, and a stretch of time in; a timeline's scene out, however many events there are.

Where they are few, each is a mark; where they are more, bands count them by period, and only the key ones are drawn
as long as those are few. Works on columns: an event is looked at by itself only where it is drawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from explorer.draw.palette import lane_look
from explorer.draw.shapes import shape_of
from explorer.edtf import sort_key
from explorer.model import Landscape, once
from explorer.prose.record import contradicted
from explorer.query.columns import Truths, columns, event_columns
from explorer.query.visible import View
from explorer.timeline.period_counts import period_counts
from explorer.timeline.rows import MAX_BANDS, NO_COLOUR, Band, Grouping, capital, rest_words
from explorer.timeline.scene import Mark, TimelineScene, as_of_line, marks_of, named_bands
from explorer.timeline.sizes import SCREEN, Sizes, heated
from explorer.timeline.time_columns import Drawn, Times, axis_over, within

MAX_MARKS = 400
"""Of more events than this no picture is drawn mark by mark."""

MAX_KEY_MARKS = 40
"""So many key events are drawn among counts at most."""

Stretch = tuple[date, date]
"""First and last day, both included."""


@dataclass(frozen=True)
class Rows:
    """The bands of a grouping, and for every place of an event in one of them its row in the table and its band."""

    bands: tuple[Band, ...]
    row: NDArray[np.int64]
    band: NDArray[np.int64]
    rest: str = ""


@dataclass(frozen=True, eq=False)
class Aggregate:
    """What a selection shows, ready to be drawn for any stretch of time on one and the same axis."""

    view: View
    drawn: Drawn
    times: Times
    rows: Rows

    def scene(self, stretch: Stretch | None = None, width: float = 1360, size: Sizes = SCREEN) -> TimelineScene:
        """The scene of what touches a stretch of time, or of all; bands and axis are the same for every stretch."""
        rows, times, (axis, _) = self.rows, self.times, self.drawn
        first, last = (day.toordinal() for day in stretch) if stretch else self._whole()
        near = (times.last[rows.row] >= first) & (times.first[rows.row] <= last)
        heat = None
        if int(near.sum()) > MAX_MARKS:
            heat = period_counts(times.stands[rows.row], rows.band, len(rows.bands), axis, first, last)
            near &= event_columns(self.view.landscape).weight[rows.row] == 1
            near = near if int(near.sum()) <= MAX_KEY_MARKS else np.zeros(len(near), dtype=bool)
        size = heated(size)
        named, gutter = named_bands(rows.bands, size)
        window = (self.view.selection.since, self.view.selection.until)
        as_of = as_of_line(self.view.day, axis, window)
        marks = tuple(self._marks(near))
        kind, events = self.view.selection.rows, len(np.unique(rows.row))
        return TimelineScene(named, marks, axis, as_of, width, size, gutter, kind, rows.rest, heat, True, events)

    @property
    def size(self) -> int:
        """Bytes it takes, about."""
        columns = [
            *(self.view.events, self.view.actors, self.view.relations, self.view.status),
            *vars(self.times).values(),
            self.rows.row,
            self.rows.band,
        ]
        return int(sum(column.nbytes for column in columns)) + 200 * (len(self.rows.bands) + len(self.drawn[1]))

    def _whole(self) -> tuple[int, int]:
        stands = self.times.stands[self.rows.row]
        return int(stands.min()), int(stands.max())

    def _marks(self, near: Truths) -> list[Mark]:
        rows = self.rows
        held: dict[int, list[str]] = {}
        for row, band in zip(rows.row[near].tolist(), rows.band[near].tolist(), strict=True):
            held.setdefault(row, []).append(rows.bands[band].id)
        events = sorted(map(self.view.event, held), key=lambda event: sort_key(event.date, event.id))
        place = event_columns(self.view.landscape).place
        grouping = Grouping(rows.bands, {event.id: tuple(held[place[event.id]]) for event in events})
        window = (self.view.selection.since, self.view.selection.until)
        axis, places = self.drawn
        whole = self.view.landscape
        return marks_of(events, grouping, axis, places, whole, _disputed(whole), window, self.view.selection.rows)


def is_crowded(view: View) -> bool:
    return int(view.events.sum()) > MAX_MARKS


def aggregate_of(view: View) -> Aggregate:
    """A crowd has at least one event."""
    whole, window = view.landscape, (view.selection.since, view.selection.until)
    return Aggregate(view, axis_over(whole, view.selection.axis, window), within(whole, window)[0], _rows(view))


@once
def _disputed(landscape: Landscape) -> frozenset[str]:
    return contradicted(landscape)


# --- bands ---------------------------------------------------------------------------------------------------------


def _rows(view: View) -> Rows:
    whole, grouping = view.landscape, view.selection.rows
    row = np.flatnonzero(view.events)
    if grouping == "kind":
        return _by_kind(whole, row)
    if grouping == "instrument":
        return _by_instrument(whole, row)
    if grouping == "actor":
        return _by_actor(view)
    bands = tuple(Band(lane.id, lane.label, lane_look(whole.lanes, lane.id)) for lane in whole.lanes)
    return Rows(bands, row, event_columns(whole).lane[row].astype(np.int64))


def _by_kind(whole: Landscape, row: NDArray[np.int64]) -> Rows:
    known = event_columns(whole)
    counts = np.bincount(known.kind[row], minlength=len(known.kinds))
    ranked = sorted(np.flatnonzero(counts).tolist(), key=lambda kind: (-counts[kind], known.kinds[kind]))
    shown, rest = ranked[: MAX_BANDS["kind"]], ranked[MAX_BANDS["kind"] :]
    names = [known.kinds[kind] for kind in shown]
    bands = [Band(kind, capital(kind), NO_COLOUR, symbol=shape_of(kind)) for kind in names]
    bands += [Band("-", "Other kinds", NO_COLOUR, symbol="circle")] if rest else []
    place = _places(len(known.kinds), shown, len(shown))
    return Rows(tuple(bands), row, place[known.kind[row]], rest_words(len(rest), "kind", counts[rest].tolist()))


def _by_instrument(whole: Landscape, row: NDArray[np.int64]) -> Rows:
    """Those with the most steps, in the order in which they begin; the others stand together."""
    column, known = _instruments(whole)[row], whole.instruments
    counts = np.bincount(column, minlength=len(known) + 1)
    begins = np.full(len(known) + 1, np.iinfo(np.int32).max)
    np.minimum.at(begins, column, event_columns(whole).earliest[row])
    threads = np.flatnonzero(counts[:-1])
    ranked = threads[np.lexsort((begins[threads], -counts[threads]))].tolist()
    shown = sorted(ranked[: MAX_BANDS["instrument"]], key=lambda place: int(begins[place]))
    rest = ranked[len(shown) :]
    bands = [Band(known[i].id, known[i].title, lane_look(whole.lanes, known[i].lane)) for i in shown]
    bands += [Band("-", "Other instruments", NO_COLOUR)] if rest else []
    bands += [Band("--", "No instrument", NO_COLOUR)] if counts[-1] else []
    place = _places(len(known) + 1, shown, len(shown))
    place[-1] = len(bands) - 1
    return Rows(tuple(bands), row, place[column], rest_words(len(rest), "instrument", counts[rest].tolist()))


@once
def _instruments(landscape: Landscape) -> NDArray[np.int64]:
    """The place of each event's instrument in their table; the one after the last where it is a step of none."""
    place = {instrument.id: place for place, instrument in enumerate(landscape.instruments)}
    return np.fromiter((place.get(event.instrument, len(place)) for event in landscape.events), dtype=np.int64)


def _by_actor(view: View) -> Rows:
    """The selected actor first, then those with the most events; the events of none of them stand together."""
    whole, focus = view.landscape, view.selection.focus
    actors, ties = whole.actors, _ties(whole)
    on = np.zeros(len(ties.actor), dtype=bool)
    on[ties.place[view.relations & (ties.place >= 0)]] = True
    actor, event = ties.actor[on], ties.event[on]
    counts = np.bincount(actor, minlength=len(actors))
    weight = columns(whole).actors.weight
    tied = np.flatnonzero(counts)
    most = MAX_BANDS["actor"]
    enough = np.partition(counts[tied], -most)[-most] if len(tied) > most else 1  # only those can be among the first
    likely = {*tied[counts[tied] >= enough].tolist(), *(tied[[actors[i].id == focus for i in tied]] if focus else ())}
    ranked = sorted(likely, key=lambda i: (actors[i].id != focus, -counts[i], weight[i], actors[i].id))
    shown = ranked[:most]
    rest = np.setdiff1d(tied, shown)
    bands = [Band(actors[i].id, actors[i].name, lane_look(whole.lanes, actors[i].lane)) for i in shown]
    place = _places(len(actors), shown, -1)[actor]
    rows, band = event[place >= 0], place[place >= 0]
    alone = view.events.copy()
    alone[rows] = False
    others = np.flatnonzero(alone)
    bands += [Band("-", "None of these", NO_COLOUR)] if len(others) else []
    every = np.concatenate([rows, others]), np.concatenate([band, np.full(len(others), len(shown))])
    return Rows(tuple(bands), *every, rest_words(len(rest), "actor", counts[rest].tolist()))


@dataclass(frozen=True, eq=False)
class Ties:
    """Every two of an actor and an event that some relation ties, once; and for each relation which two, or -1."""

    actor: NDArray[np.int64]
    event: NDArray[np.int64]
    place: NDArray[np.int64]


@once
def _ties(landscape: Landscape) -> Ties:
    relations, actors, many = columns(landscape).relations, len(landscape.actors), max(1, len(landscape.events))
    one = np.minimum(relations.subject, relations.object).astype(np.int64)
    other = np.maximum(relations.subject, relations.object).astype(np.int64) - actors
    both = (one < actors) & (other >= 0)
    pairs, inverse = np.unique(one[both] * many + other[both], return_inverse=True)
    place = np.full(len(one), -1, dtype=np.int64)
    place[both] = inverse
    return Ties(*np.divmod(pairs, many), place)


def _places(many: int, shown: list[int], other: int) -> NDArray[np.int64]:
    """The band of each of so many things: its place among those shown, or another."""
    place = np.full(many, other, dtype=np.int64)
    place[shown] = np.arange(len(shown))
    return place
