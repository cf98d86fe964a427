"""What a selection shows of a landscape: one View, worked out once a request and handed on to whoever draws or tells.

What is shown follows from the rules in `masks.py`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, reduce
from itertools import compress
from typing import Any, NamedTuple, TypeVar

import numpy as np

from explorer.cache import knowing
from explorer.edtf import short_words
from explorer.landscape import Landscape, once
from explorer.model import NOT_HAPPENED, Actor, Event, Instrument, Status
from explorer.order import places, relation_rows
from explorer.query.around import speakers
from explorer.query.columns import (
    STATUSES,
    Ints,
    Times,
    Truths,
    columns,
    event_columns,
    keep_events_of,
    times,
    within,
)
from explorer.query.graph import instrument_path_of
from explorer.query.grouping import Grouped, counts_by_band, events_in_bands
from explorer.query.masks import WEIGHTS, Masks, as_of_day, count_choices, count_events, held_back, is_told, masks
from explorer.query.paths import MAX_COUNTED, Paths, adjacency, shortest_paths
from explorer.query.questions import Bands, Questions
from explorer.query.ranking import rank_places, weightiest
from explorer.query.selection import NO_FILTERS, Level, Nodes, Selection, filters_of, is_filtered, without
from explorer.query.wider import wider_of


class Counts(NamedTuple):
    events: int
    actors: int
    relations: int


@dataclass(frozen=True, eq=False)
class View(Questions):
    """What a selection shows of a landscape: which rows of its tables, and each event's status as of the day chosen.

    It answers Questions. Masks are in the order of the landscape's tables. What is dearer is worked out when it is
    first asked for.
    """

    landscape: Landscape  # the whole
    selection: Selection
    events: Truths
    actors: Truths
    relations: Truths
    status: Ints  # place in STATUSES, for every event
    by_hand: tuple[str, ...] = ()  # actors and events that the reader left out one by one; see `leaving_out`
    not_understood: tuple[str, ...] = ()  # of the address that asked for it, a sentence for each piece

    @cached_property
    def is_filtered(self) -> bool:
        """Whether some filter is on, or something left out by hand, so that less than all may be shown."""
        return bool(self.by_hand) or is_filtered(self.selection)

    @property
    def day(self) -> date:
        """The day as of which everything is shown."""
        return self.selection.as_of or self.landscape.as_of

    @cached_property
    def alike(self) -> View | None:
        """The view that this one was chosen from, which leaves out the same; see `choosing`."""
        return None

    @cached_property
    def part(self) -> Landscape:
        """What is shown, as a landscape of its own; the same landscape where no filter is on. See `part_of`."""
        return self.alike.part if self.alike else part_of(self, self.landscape)

    @property
    def highlighted(self) -> tuple[str, frozenset[str]]:
        """What is picked among what is shown, and the ids of it and all that lights up with it, also of whom it is
        compared with; both may be empty."""
        focus, other = self.selection.focus, self.selection.vs
        near, more = self.neighbours(focus), self.neighbours(other) if other else None
        if near is None:
            return "", frozenset()
        return focus, frozenset({focus, *near} | ({other, *more} if more is not None else set()))

    @cached_property
    def paths(self) -> Paths | None:
        """The connection that the selection asks for; None where it asks for none, or an end of it is not shown."""
        one, other = self.selection.focus, self.selection.to
        if not other or not {one, other} <= self.landscape.records.keys():
            return None
        if any(self.neighbours(end) is None for end in (one, other)):
            return None
        return self.shortest_paths(one, other, self.selection.in_order)

    def status_of(self, row: int) -> Status:
        """The status of an event, by its row, as of the day chosen."""
        return STATUSES[int(self.status[row])]

    def event(self, row: int) -> Event:
        """An event, by its row, with its status as of the day chosen."""
        event, status = self.landscape.events[row], self.status_of(row)
        return event if event.status == status else replace(event, status=status)

    def record(self, id: str) -> Actor | Event:
        """An actor, or an event with its status as of the day chosen. Raises KeyError for any other id."""
        record = self.landscape.records[id]
        return record if isinstance(record, Actor) else self.event(event_columns(self.landscape).place[id])

    def choosing(self, **choices: Any) -> View:
        """The view of another selection that leaves out the same: another focus, axis, grouping or network."""
        selection = replace(self.selection, **choices)
        if not choices.keys() <= NO_FILTERS and filters_of(selection) != filters_of(self.selection):
            raise ValueError("another selection leaves out something else: ask `visible` for it")
        other = replace(self, selection=selection)  # the same part serves both, whoever asks for it first
        return knowing(other, alike=self.alike or self, is_filtered=self.is_filtered)

    # --- how much it is

    @property
    def scope(self) -> str:
        """A sentence on what names, pictures and sentences are made from, where that is not all that is counted."""
        return ""

    def shown(self) -> Counts:
        """How much is shown."""
        return Counts(*(int(mask.sum()) for mask in (self.events, self.actors, self.relations)))

    @property
    def every(self) -> Counts:
        """Of how much."""
        return Counts(len(self.events), len(self.actors), len(self.relations))

    def held_back(self) -> tuple[int, int]:
        """What the as-of day leaves out for want of a date; see `masks.held_back`."""
        return held_back(self.landscape, self.selection)

    def ties_of(self, id: str) -> int:
        """How many relations are shown of a record."""
        rows = relation_rows(self.landscape)
        return sum(bool(self.relations[rows[one.id]]) for one in self.landscape.relations_of.get(id, ()))

    def holds_ties_of(self, id: str) -> bool:
        """Whether the landscape has every relation of a record."""
        return True

    def first_between(self, first: int, last: int, most: int) -> list[tuple[str, str]]:
        """The weightiest key events that touch the days, of equals the most tied, each with its band."""
        known, days = self._grouped, self._times
        near = (days.last[known.row] >= first) & (days.first[known.row] <= last)
        near &= event_columns(self.landscape).weight[known.row] <= WEIGHTS["key"]
        places = zip((known.row[near] + len(self.actors)).tolist(), known.band[near].tolist(), strict=True)
        place = rank_places(self.landscape)
        events, actors, bands = self.landscape.events, len(self.actors), known.bands.ids
        chosen = sorted(places, key=lambda at: (place[at[0]], at[1]))[:most]
        return [(events[node - actors].id, bands[band]) for node, band in chosen]

    def drawn_between(self, first: int, last: int, most: int, most_key: int) -> tuple[str, ...]:
        """What a timeline draws between two days that the landscape may not have; see `Wider`."""
        return ()

    # --- the answers to Questions, from columns

    @cached_property
    def _grouped(self) -> Grouped:
        return events_in_bands(self.landscape, self.selection, self.events, self.relations)

    @cached_property
    def _times(self) -> Times:
        """Of the whole landscape's events, as far as they lie in the window."""
        return within(self.landscape, (self.selection.since, self.selection.until))[0]

    @cached_property
    def nodes(self) -> Truths:
        """Of every actor, then of every event, whether it is shown."""
        return np.concatenate([self.actors, self.events])

    @property
    def size(self) -> int:
        """Bytes that it takes once all is asked, about."""
        columns = (self.nodes, self.nodes, self.relations, self.status, *vars(self._times).values())
        return sum(column.nbytes for column in (*columns, self._grouped.row, self._grouped.band))

    @property
    def bands(self) -> Bands:
        return self._grouped.bands

    @property
    def time_span(self) -> tuple[int, int]:
        stands = self._times.stands[self._grouped.row]
        return int(stands.min()), int(stands.max())

    def counts(self, edges: Sequence[int]) -> tuple[tuple[int, ...], ...]:
        known = self._grouped
        return counts_by_band(self._times.stands[known.row], known.band, len(known.bands.ids), edges)

    def counts_by_lane(self, edges: Sequence[int]) -> tuple[tuple[int, ...], ...]:
        lane, lanes = event_columns(self.landscape).lane[self.events], len(self.landscape.lanes)
        return counts_by_band(times(self.landscape).stands[self.events], lane, lanes, edges)

    def events_between(self, first: int, last: int, most: int, level: Level = "all") -> list[tuple[str, str]] | None:
        known, days = self._grouped, self._times
        near = (days.last[known.row] >= first) & (days.first[known.row] <= last)
        near &= event_columns(self.landscape).weight[known.row] <= WEIGHTS[level]
        if int(near.sum()) > most:
            return None
        events, bands = self.landscape.events, known.bands.ids
        places = zip(known.row[near].tolist(), known.band[near].tolist(), strict=True)
        return [(events[row].id, bands[band]) for row, band in places]

    def neighbours(self, id: str) -> tuple[str, ...] | None:
        landscape, ties, on = self.landscape, adjacency(self.landscape), self.nodes
        steps = [ties.place[event.id] for event in landscape.steps_of.get(instrument_path_of(landscape, id), ())]
        if id in landscape.steps_of:
            shown_steps = [node for node in steps if on[node]]
            return tuple(sorted(ties.ids[node] for node in shown_steps)) if shown_steps or not steps else None
        node = ties.place.get(id)
        if node is None or not on[node]:
            return None
        own = slice(ties.start[node], ties.start[node + 1])
        near = {*ties.other[own][self.relations[ties.relation[own]]].tolist(), *(step for step in steps if on[step])}
        return tuple(sorted(ties.ids[other] for other in near - {node}))

    def relations_among(self, ids: Iterable[str]) -> tuple[str, ...]:
        inside, known = np.zeros(len(self.nodes), dtype=bool), columns(self.landscape).relations
        inside[adjacency(self.landscape).places(ids)] = True
        rows = np.flatnonzero(inside[known.subject] & inside[known.object] & self.relations)
        return tuple(self.landscape.relations[row].id for row in rows.tolist())

    def shortest_paths(self, one: str, other: str, in_order: bool = False, most: int = MAX_COUNTED) -> Paths:
        along = self.relations if self.is_filtered else None
        return shortest_paths(self.landscape, one, other, in_order, along, most)

    def weightiest(self, most: int, nodes: Nodes = "all", among: Iterable[str] | None = None) -> tuple[str, ...]:
        ties, mask = adjacency(self.landscape), self.nodes.copy()
        if among is not None:
            mask[:] = False
            mask[ties.places(among)] = True
        if nodes == "actors":
            mask[len(self.actors) :] = False
        return tuple(ties.ids[node] for node in weightiest(self.landscape, mask, most).tolist())

    def hidden_by(self, *filters: str) -> int:
        other = reduce(without, filters, self.selection)
        return count_events(self.landscape, other) - int(self.events.sum())

    def choices(self, name: str) -> dict[str, int]:
        everything: Selection = replace(self.selection, **{name: None})  # type: ignore[arg-type]
        own = Masks(self.events, self.actors, self.relations, self.status)
        shown = own if everything == self.selection else masks(self.landscape, everything)
        return count_choices(self.landscape, name, shown)

    def statuses(self) -> dict[Status, int]:
        counts = np.bincount(self.status[self.events], minlength=len(STATUSES))
        return dict(zip(STATUSES, counts.tolist(), strict=True))


def visible(landscape: Landscape, selection: Selection) -> View:
    """What a selection shows; asked once a request."""
    return _seen(landscape, selection)


def _seen(landscape: Landscape, selection: Selection) -> View:
    wider = wider_of(landscape)
    if wider is None:
        return View(landscape, selection, *masks(landscape, selection))
    found: View = wider.view(landscape, selection)
    return found


def leaving_out(view: View, ids: Collection[str]) -> View:
    """The view without some actors and events, and without what ties them; those that it does not show are no loss."""
    if not ids:
        return view
    known, ties = columns(view.landscape), adjacency(view.landscape)
    gone = np.zeros(len(view.nodes), dtype=bool)
    gone[ties.places([id for id in ids if id in view.landscape.records])] = True
    lost = sorted(ties.ids[node] for node in np.flatnonzero(gone & view.nodes).tolist())
    if not lost:
        return view
    return replace(
        view,
        actors=view.actors & ~gone[: len(view.actors)],
        events=view.events & ~gone[len(view.actors) :],
        relations=view.relations & ~(gone[known.relations.subject] | gone[known.relations.object]),
        by_hand=tuple(lost),
    )


@once
def whole(landscape: Landscape) -> View:
    """All of a landscape, or of a part of one, for what is asked of it whatever is selected."""
    return _seen(landscape, Selection())


# --- a landscape of what is shown ----------------------------------------------------------------------------------

T = TypeVar("T")


def part_of(view: View, of: Landscape) -> Landscape:
    """What a view shows of its landscape, or of a part of it (`around`), as a landscape; the same without any filter.

    Events have their status as of the day chosen, which is the part's `as_of`. Claims, rules and instruments go with
    what they are about; claimants who are not shown themselves are its `voices`.
    """
    if not view.is_filtered:
        return of
    known, selection = columns(view.landscape), view.selection
    day = as_of_day(view.landscape, selection)
    whole = of is view.landscape
    events = tuple(
        view.event(row) for row in _shown_rows(of.events, view.events, None if whole else known.events.place)
    )
    actors = _on(of.actors, view.actors, None if whole else known.actors.place)
    relations = _on(of.relations, view.relations, None if whole else relation_rows(view.landscape))
    instruments = _instruments_shown(of, events, selection, day)
    ids = {row.id for rows in (events, actors, relations, instruments) for row in rows}
    provisions = tuple(rule for rule in of.provisions if rule.instrument in ids and is_told(rule, of, selection, day))
    ids |= {rule.id for rule in provisions}
    claims = tuple(claim for claim in of.claims if claim.about in ids and is_told(claim, of, selection, day))
    said_by = speakers(relations, claims) - ids
    part = replace(
        of,
        as_of=view.day,
        events=events,
        actors=actors,
        relations=relations,
        instruments=instruments,
        provisions=provisions,
        claims=claims,
        voices=tuple(a for a in (*of.actors, *of.voices) if a.id in said_by),
    )
    if whole and wider_of(of) is None:
        rows = np.flatnonzero(view.events)
        keep_events_of(part, of, rows, view.status[rows])
    return part


def _shown_rows(rows: Sequence[Any], mask: Truths, place: Mapping[str, int] | None) -> list[int]:
    """The rows of the whole landscape's table that are shown among some; `place` gives those of a part's records."""
    if place is None:
        found: list[int] = np.flatnonzero(mask).tolist()
        return found
    return [place[row.id] for row in rows if mask[place[row.id]]]


def _on(rows: Sequence[T], mask: Truths, place: Mapping[str, int] | None) -> tuple[T, ...]:
    """Those of a table's rows that are shown."""
    if place is None:
        return tuple(compress(rows, mask.tolist()))
    return tuple(row for row in rows if mask[place[row.id]])  # type: ignore[attr-defined]


def _instruments_shown(
    landscape: Landscape, events: Sequence[Event], selection: Selection, day: int
) -> tuple[Instrument, ...]:
    """Those with a step that is shown, or without any step at all. As of an earlier day, each with its last step then
    for a status, as the curators' own word tells how it ended."""
    steps: dict[str, list[Event]] = {}
    for event in events:
        steps.setdefault(event.instrument, []).append(event)
    kept = []
    for instrument in landscape.instruments:
        own = steps.get(instrument.id, [])
        if not own and (landscape.steps_of[instrument.id] or not _stands_alone(instrument, landscape, selection, day)):
            continue
        if selection.as_of and own:
            place = places(landscape)
            happened = [event for event in own if event.status not in NOT_HAPPENED]
            last = max(happened or own, key=lambda event: place[event.id])
            word = f"{last.short_title or last.title}, {'' if happened else last.status + ' '}{short_words(last.date)}"
            instrument = replace(instrument, status=f"last step told by then: {word}")
        kept.append(instrument)
    return tuple(kept)


def _stands_alone(instrument: Instrument, landscape: Landscape, selection: Selection, day: int) -> bool:
    """Whether an instrument of which no step is recorded passes the filters by itself."""
    on = selection.lanes is None or instrument.lane in selection.lanes
    return on and is_told(instrument, landscape, selection, day)
