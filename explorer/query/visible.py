"""What a selection shows of a landscape: one View, worked out once a request and handed on to whoever draws or tells.

What is shown follows from the rules in `masks.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from itertools import compress
from typing import Any, TypeVar

import numpy as np

from explorer.edtf import short_words
from explorer.model import Claim, Event, Instrument, Landscape, Provision, Relation, Row, Status, once
from explorer.query.columns import (
    LAYERS,
    STATUSES,
    Ints,
    Truths,
    columns,
    layer_bits,
)
from explorer.query.masks import as_of_day, count_events, masks
from explorer.query.paths import Paths, adjacency, shortest_paths
from explorer.query.selection import FILTERS, Selection, filters_of, is_filtered, without


@dataclass(frozen=True, eq=False)
class View:
    """What a selection shows of a landscape: which rows of its tables, and each event's status as of the day chosen.

    Masks are in the order of the landscape's tables. What is dearer is worked out when it is first asked for.
    """

    landscape: Landscape  # the whole
    selection: Selection
    events: Truths
    actors: Truths
    relations: Truths
    status: Ints  # place in STATUSES, for every event
    _parts: dict[str, Landscape] = field(default_factory=dict, init=False, repr=False)  # see `choosing`

    @cached_property
    def is_filtered(self) -> bool:
        """Whether some filter is on, so that something may be left out."""
        return is_filtered(self.selection)

    @property
    def day(self) -> date:
        """The day as of which everything is shown."""
        return self.selection.as_of or self.landscape.as_of

    @property
    def part(self) -> Landscape:
        """What is shown, as a landscape of its own; the same landscape where no filter is on. See `part_of`."""
        if "" not in self._parts:
            self._parts[""] = part_of(self, self.landscape)
        return self._parts[""]

    @cached_property
    def neighbours(self) -> Callable[[str], tuple[str, ...] | None]:
        """For a record, the ids of those that light up with it; None for what is not shown. See `_neighbours`."""
        return _neighbours(self)

    @property
    def highlighted(self) -> tuple[str, frozenset[str]]:
        """What is picked among what is shown, and the ids of it and all that lights up with it; both may be empty."""
        focus = self.selection.focus
        near = self.neighbours(focus)
        return (focus, frozenset({focus, *near})) if near is not None else ("", frozenset())

    @cached_property
    def paths(self) -> Paths | None:
        """The connection that the selection asks for; None where it asks for none, or an end of it is not shown."""
        one, other = self.selection.focus, self.selection.to
        if not other or not {one, other} <= self.landscape.records.keys():
            return None
        if any(self.neighbours(end) is None for end in (one, other)):
            return None
        return shortest_paths(self.landscape, one, other, self.selection.in_order, self.along)

    @property
    def along(self) -> Truths | None:
        """The relations that a connection may go along; None for all."""
        return self.relations if self.is_filtered else None

    def status_of(self, row: int) -> Status:
        """The status of an event, by its row, as of the day chosen."""
        return STATUSES[int(self.status[row])]

    def event(self, row: int) -> Event:
        """An event, by its row, with its status as of the day chosen."""
        event, status = self.landscape.events[row], self.status_of(row)
        return event if event.status == status else replace(event, status=status)

    def choosing(self, **choices: Any) -> View:
        """The view of another selection that leaves out the same: another focus, axis, grouping or network."""
        selection = replace(self.selection, **choices)
        if filters_of(selection) != filters_of(self.selection):
            raise ValueError("another selection leaves out something else: ask `visible` for it")
        other = replace(self, selection=selection)
        object.__setattr__(other, "_parts", self._parts)  # the same part serves both, whoever asks for it first
        return other


def visible(landscape: Landscape, selection: Selection) -> View:
    """What a selection shows; asked once a request."""
    return View(landscape, selection, *masks(landscape, selection))


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
    relations = _on(of.relations, view.relations, None if whole else _index(view.landscape).relation_rows)
    instruments = _instruments(of, events, selection, day)
    ids = {row.id for rows in (events, actors, relations, instruments) for row in rows}
    provisions = tuple(rule for rule in of.provisions if rule.instrument in ids and is_told(rule, of, selection, day))
    ids |= {rule.id for rule in provisions}
    claims = tuple(claim for claim in of.claims if claim.about in ids and is_told(claim, of, selection, day))
    speakers = _speakers(relations, claims) - ids
    return replace(
        of,
        as_of=view.day,
        events=events,
        actors=actors,
        relations=relations,
        instruments=instruments,
        provisions=provisions,
        claims=claims,
        voices=tuple(a for a in (*of.actors, *of.voices) if a.id in speakers),
    )


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


def _speakers(relations: Iterable[Relation], claims: Iterable[Claim]) -> set[str]:
    """Ids of whoever says so."""
    said = [*(relation.attributed_to for relation in relations), *(claim.attributed_to for claim in claims)]
    return {who for speakers in said for who in speakers}


def _instruments(
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
            last = max(own, key=lambda event: (event.date.earliest or event.date.latest or selection.as_of, event.id))
            word = f"{last.short_title or last.title}, {short_words(last.date)}"
            instrument = replace(instrument, status=f"last step told by then: {word}")
        kept.append(instrument)
    return tuple(kept)


def _stands_alone(instrument: Instrument, landscape: Landscape, selection: Selection, day: int) -> bool:
    """Whether an instrument of which no step is recorded passes the filters by itself."""
    on = selection.lanes is None or instrument.lane in selection.lanes
    return on and is_told(instrument, landscape, selection, day)


def is_told(row: Row, landscape: Landscape, selection: Selection, day: int) -> bool:
    """Whether a layer that is on tells a row, and by the as-of day where that is asked."""
    if selection.layers is not None:
        on = sum(1 << LAYERS.index(layer) for layer in selection.layers)
        if not layer_bits(landscape, row.sources) & on:
            return False
    if selection.clock == "happened":
        return True
    first = landscape.first_known(row)
    return first is not None and first.toordinal() <= day


def with_events(landscape: Landscape, ids: Collection[str]) -> Landscape:
    """The landscape with no other events than these, and with the relations among what is left."""
    gone = {event.id for event in landscape.events if event.id not in ids}
    return replace(
        landscape,
        events=tuple(event for event in landscape.events if event.id not in gone),
        relations=tuple(r for r in landscape.relations if r.subject not in gone and r.object not in gone),
    )


# --- a landscape of one record -------------------------------------------------------------------------------------


def around(landscape: Landscape, id: str) -> Landscape:
    """The small landscape of one record and what is told of it, for work in proportion to its ties.

    Its relations with both ends, its instrument with all steps and rules, the claims about any of these or made by it,
    what those claims are about, and the sources of it all. Raises KeyError for an unknown id.
    """
    if id not in landscape.selectable:
        raise KeyError(id)
    index = _index(landscape)
    thread = instrument_path_of(landscape, id)
    steps = {event.id for event in landscape.steps_of.get(thread, ())}
    relations = {relation.id: relation for relation in landscape.relations_of.get(id, ())}
    about = {id, thread, *steps, *relations, *(rule.id for rule in index.rules_of.get(thread, ()))}
    about |= {claim.about for claim in index.claims_by.get(id, ())}
    claims = [claim for of in sorted(about) for claim in index.claims_of.get(of, ())]
    told = [index.relations[claim.about] for claim in claims if claim.about in index.relations]
    relations |= {relation.id: relation for relation in told}
    ends = {id, *steps, *about, *(end for r in relations.values() for end in (r.subject, r.object))}
    threads = {thread, *(index.rules[of].instrument for of in about if of in index.rules), *about}
    speakers = _speakers(relations.values(), claims) - ends
    place = columns(landscape)
    tables: dict[str, Any] = {
        "events": _rows(landscape.events, place.events.place, ends),
        "actors": _rows(landscape.actors, place.actors.place, ends),
        "relations": tuple(relations.values()),
        "instruments": _rows(landscape.instruments, index.instruments, threads),
        "provisions": tuple(rule for of in sorted(threads) for rule in index.rules_of.get(of, ())),
        "claims": tuple(sorted(claims, key=lambda claim: index.order[claim.id])),
        "voices": (
            *_rows(landscape.actors, place.actors.place, speakers),
            *(voice for voice in landscape.voices if voice.id in speakers),
        ),
    }
    cited = {citation.source for rows in tables.values() for row in rows for citation in row.sources}
    return replace(landscape, **tables, sources=_rows(landscape.sources, index.sources, cited | speakers))


@dataclass(frozen=True)
class _Index:
    relations: dict[str, Relation]
    relation_rows: dict[str, int]
    rules: dict[str, Provision]
    rules_of: dict[str, list[Provision]]  # by instrument
    claims_of: dict[str, list[Claim]]  # by what they are about
    claims_by: dict[str, list[Claim]]  # by who makes them
    order: dict[str, int]  # of claims in their file
    instruments: dict[str, int]  # in their file
    sources: dict[str, int]


@once
def _index(landscape: Landscape) -> _Index:
    relations, rules = {r.id: r for r in landscape.relations}, {p.id: p for p in landscape.provisions}
    rows = {relation.id: row for row, relation in enumerate(landscape.relations)}
    instruments = {instrument.id: place for place, instrument in enumerate(landscape.instruments)}
    sources = {source.id: place for place, source in enumerate(landscape.sources)}
    found = _Index(relations, rows, rules, {}, {}, {}, {}, instruments, sources)
    for rule in landscape.provisions:
        found.rules_of.setdefault(rule.instrument, []).append(rule)
    for place, claim in enumerate(landscape.claims):
        found.order[claim.id] = place
        found.claims_of.setdefault(claim.about, []).append(claim)
        for who in claim.attributed_to:
            found.claims_by.setdefault(who, []).append(claim)
    return found


def _rows(rows: Sequence[T], place: dict[str, int], ids: set[str]) -> tuple[T, ...]:
    """The rows with these ids, in the order of their table."""
    return tuple(rows[at] for at in sorted(place[id] for id in ids if id in place))


# --- what lights up with what --------------------------------------------------------------------------------------


def _neighbours(view: View) -> Callable[[str], tuple[str, ...] | None]:
    """For a record of the whole landscape, the ids of the actors and events that light up with it among what is shown.

    The same as `tied_to` of the view's part, without making that part; None for what is not shown.
    """
    landscape, ties = view.landscape, adjacency(view.landscape)
    on = np.concatenate([view.actors, view.events])

    def of(id: str) -> tuple[str, ...] | None:
        steps = [ties.place[event.id] for event in landscape.steps_of.get(instrument_path_of(landscape, id), ())]
        if id in landscape.steps_of:
            shown_steps = [node for node in steps if on[node]]
            return tuple(sorted(ties.ids[node] for node in shown_steps)) if shown_steps or not steps else None
        node = ties.place.get(id)
        if node is None or not on[node]:
            return None
        at = ties.at(np.array([node], dtype=np.int32))
        near = {*ties.other[at][view.relations[ties.relation[at]]].tolist(), *(step for step in steps if on[step])}
        return tuple(sorted(ties.ids[other] for other in near - {node}))

    return of


def instrument_path_of(landscape: Landscape, id: str) -> str:
    """The instrument that a record is, or is a step of; empty for none."""
    record = landscape.selectable.get(id)
    return record.instrument if isinstance(record, Event) else id if isinstance(record, Instrument) else ""


# --- what changes when, and what hides what ------------------------------------------------------------------------

MAX_STEPS = 240
"""So many stops an as-of slider has at most; a longer list is thinned evenly, its ends kept."""


@once
def days_of_change(landscape: Landscape) -> tuple[date, ...]:
    """The days up to the landscape's own on which some event begins, ends or is first told of; ascending."""
    events = columns(landscape).events
    days = np.unique(np.concatenate([events.earliest, events.latest, events.told.known]))
    days = days[(days > 0) & (days <= landscape.as_of.toordinal())]
    if len(days) > MAX_STEPS:
        days = days[np.linspace(0, len(days) - 1, MAX_STEPS).round().astype(int)]
    found = [date.fromordinal(int(day)) for day in days]
    return tuple(found if found and found[-1] == landscape.as_of else [*found, landscape.as_of])


def hidden_by(view: View) -> dict[str, int]:
    """For each filter that is on, by its part of the address, how many more events would be shown without it."""
    now, selection = int(view.events.sum()), view.selection
    others = {part: without(selection, part) for part in dict.fromkeys(FILTERS.values())}
    return {part: count_events(view.landscape, other) - now for part, other in others.items() if other != selection}
