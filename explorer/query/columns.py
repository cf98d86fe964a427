"""A Landscape in; numpy columns of everything it can be filtered by out, worked out once.

A filter over a hundred thousand events is then a few comparisons of whole columns. Days are ordinals, as in
`date.toordinal`; an open beginning is 0, an open or unknown end is NEVER.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from explorer.edtf import When
from explorer.landscape import Landscape, keep, once
from explorer.model import NOT_HAPPENED, Basis, Citation, Row, Status, VerbGroup
from explorer.query.wider import wider_of

NEVER = 4_000_000
"""Later than any day that a date can name."""

STATUSES: tuple[Status, ...] = get_args(Status)
GROUPS: tuple[VerbGroup, ...] = get_args(VerbGroup)
BASES: tuple[Basis, ...] = get_args(Basis)

Ints = NDArray[np.int32]
Truths = NDArray[np.bool_]


@dataclass(frozen=True)
class SourceMasks:
    """What every table has: who tells it, and since when."""

    layers: Ints  # bits, one a layer of sources that the row cites
    known: Ints  # the day by which a source had certainly told it; NEVER where no cited source is dated
    possibly: Ints  # the day from which a source may have told it; earlier where only its month or year is known


@dataclass(frozen=True)
class EventColumns:
    told: SourceMasks
    lane: Ints  # place in the landscape's lanes
    kind: Ints  # place in `kinds`
    kinds: tuple[str, ...]  # in order of their names
    weight: Ints
    status: Ints  # place in STATUSES
    earliest: Ints  # days, both included
    latest: Ints
    lasting: Truths  # its date is an interval: it lasted from the one day to the other
    place: dict[str, int]  # id: row


@dataclass(frozen=True)
class ActorColumns:
    told: SourceMasks
    lane: Ints
    weight: Ints
    place: dict[str, int]


@dataclass(frozen=True)
class RelationColumns:
    told: SourceMasks
    subject: Ints  # nodes: actors in their order, then events in theirs
    object: Ints
    group: Ints  # place in GROUPS
    basis: Ints  # place in BASES
    dated: Truths  # it has a date of its own
    timeless: Truths  # it has neither a date of its own nor an event
    earliest: Ints  # its own date, else that of its later event, else the day by which a source had told it
    latest: Ints  # its own date; NEVER where it has none


@dataclass(frozen=True)
class Columns:
    events: EventColumns
    actors: ActorColumns
    relations: RelationColumns


@once
def columns(landscape: Landscape) -> Columns:
    """The columns of a landscape, row by row in the order of its tables."""
    lanes = _lane_places(landscape)
    actors = ActorColumns(
        _source_masks(landscape, landscape.actors),
        _ints(lanes[actor.lane] for actor in landscape.actors),
        _ints(actor.weight for actor in landscape.actors),
        {actor.id: place for place, actor in enumerate(landscape.actors)},
    )
    events = event_columns(landscape)
    return Columns(events, actors, _relation_columns(landscape, actors, events))


def _lane_places(landscape: Landscape) -> dict[str, int]:
    return {lane.id: place for place, lane in enumerate(landscape.lanes)}


@once
def event_columns(landscape: Landscape) -> EventColumns:
    """The columns of events alone: for whoever asks nothing of their relations."""
    lanes = _lane_places(landscape)
    wider = wider_of(landscape)
    kinds = wider.kinds if wider else tuple(sorted({event.kind for event in landscape.events}))
    kind_place = {kind: place for place, kind in enumerate(kinds)}
    status_place = {status: place for place, status in enumerate(STATUSES)}
    dates = [event.date for event in landscape.events]
    return EventColumns(
        told=_source_masks(landscape, landscape.events),
        lane=_ints(lanes[event.lane] for event in landscape.events),
        kind=_ints(kind_place[event.kind] for event in landscape.events),
        kinds=kinds,
        weight=_ints(event.weight for event in landscape.events),
        status=_ints(status_place[event.status] for event in landscape.events),
        earliest=_ints(map(first_day, dates)),
        latest=_ints(map(last_day, dates)),
        lasting=np.array([when.precision == "interval" for when in dates], dtype=bool),
        place={event.id: place for place, event in enumerate(landscape.events)},
    )


def keep_events_of(part: Landscape, whole: Landscape, rows: NDArray[np.intp], status: Ints) -> None:
    """Has the columns of a part that holds these events of the whole, given by their rows, in that order, with statuses
    of their own."""
    known = event_columns(whole)
    present, kind = np.unique(known.kind[rows], return_inverse=True)  # kinds are in order of their names
    masks = SourceMasks(known.told.layers[rows], known.told.known[rows], known.told.possibly[rows])
    held = EventColumns(
        told=masks,
        lane=known.lane[rows],
        kind=kind.astype(np.int32),
        kinds=tuple(known.kinds[place] for place in present.tolist()),
        weight=known.weight[rows],
        status=status,
        earliest=known.earliest[rows],
        latest=known.latest[rows],
        lasting=known.lasting[rows],
        place={event.id: place for place, event in enumerate(part.events)},
    )
    keep(event_columns, part, held)


def _relation_columns(landscape: Landscape, actors: ActorColumns, events: EventColumns) -> RelationColumns:
    verbs = {verb.id: GROUPS.index(verb.group) for verb in landscape.verbs}
    bases = {basis: place for place, basis in enumerate(BASES)}
    nodes = actors.place | {id: len(actors.place) + place for id, place in events.place.items()}
    relations = landscape.relations
    subject, object = _ints(nodes[r.subject] for r in relations), _ints(nodes[r.object] for r in relations)
    begins = np.concatenate([np.zeros(len(actors.place), dtype=np.int32), events.earliest])
    dated = np.array([relation.date is not None for relation in relations], dtype=bool)
    own = _ints(first_day(r.date) if r.date else 0 for r in relations)
    told = _source_masks(landscape, relations)
    actors_only = (subject < len(actors.place)) & (object < len(actors.place))
    begun = np.where(actors_only, told.known, np.maximum(begins[subject], begins[object]))
    return RelationColumns(
        told=told,
        subject=subject,
        object=object,
        group=_ints(verbs[r.verb] for r in relations),
        basis=_ints(bases[r.basis] for r in relations),
        dated=dated,
        timeless=actors_only & ~dated,
        earliest=np.where(dated, own, begun),
        latest=_ints(last_day(r.date) if r.date else NEVER for r in relations),
    )


def first_day(when: When) -> int:
    """The ordinal of the earliest day; 0 for an open beginning."""
    return when.earliest.toordinal() if when.earliest else 0


def last_day(when: When) -> int:
    """The ordinal of the latest day; NEVER for an open end."""
    return when.latest.toordinal() if when.latest else NEVER


def layer_bits(landscape: Landscape, citations: Iterable[Citation]) -> int:
    """The layers of the sources cited, a bit each in the landscape's order."""
    layer_of = _layer_of(landscape)
    bits = 0
    for citation in citations:
        bits |= layer_of[citation.source]
    return bits


@once
def _layer_of(landscape: Landscape) -> dict[str, int]:
    bit = {layer: 1 << place for place, layer in enumerate(layers(landscape))}
    return {source.id: bit[source.group] for source in landscape.sources}


@once
def layers(landscape: Landscape) -> tuple[str, ...]:
    """The ids of the landscape's layers of sources, in order; those that sources name where none is written."""
    if wider := wider_of(landscape):
        return wider.layers
    return tuple(dict.fromkeys([*(layer.id for layer in landscape.layers), *(s.group for s in landscape.sources)]))


def layers_on(landscape: Landscape, chosen: Collection[str]) -> int:
    """The bits of some layers."""
    return sum(1 << place for place, layer in enumerate(layers(landscape)) if layer in chosen)


def _source_masks(landscape: Landscape, rows: Sequence[Row]) -> SourceMasks:
    known = {id: day.toordinal() for id, day in landscape.known_by.items()}
    possibly = {id: day.toordinal() for id, day in landscape.known_from.items()}
    return SourceMasks(
        _ints(layer_bits(landscape, row.sources) for row in rows),
        _ints(min((known.get(c.source, NEVER) for c in row.sources), default=NEVER) for row in rows),
        _ints(min((possibly.get(c.source, NEVER) for c in row.sources), default=NEVER) for row in rows),
    )


def _ints(values: Iterable[int]) -> Ints:
    return np.fromiter(values, dtype=np.int32)


# --- where events stand in time ------------------------------------------------------------------------------------

Window = tuple[date | None, date | None]
"""First and last day, both included; None is open."""


@dataclass(frozen=True)
class Times:
    first: Ints  # days that an event occupies, both included; an open end occupies what is known of it
    last: Ints
    stands: Ints  # the day at which its sign stands: the middle of a doubt, the beginning of what lasted


@once
def times(landscape: Landscape) -> Times:
    events = event_columns(landscape)
    begun, ended = events.earliest > 0, events.latest < NEVER
    first = np.where(begun, events.earliest, events.latest)
    last = np.where(ended, events.latest, events.earliest)
    middle = first + (last - first) // 2
    stands = np.where(begun & ended, np.where(events.lasting, first, middle), np.where(begun, first, last))
    return Times(first, last, stands)


def within(landscape: Landscape, window: Window) -> tuple[Times, Truths]:
    """The times of a landscape's events as far as they lie in a window, and which of them touch it. What has an open
    end reaches into every window on that side of what is known of it, and occupies the edge that it comes over."""
    known, events = times(landscape), event_columns(landscape)
    since, until = (day.toordinal() if day else open_ for day, open_ in zip(window, (0, NEVER), strict=True))
    first, last, stands = (np.clip(days, since, until) for days in (known.first, known.last, known.stands))
    return Times(first, last, stands), (events.latest >= since) & (events.earliest <= until)


NOT_HAPPENED_STATUSES: Ints = np.array(
    [place for place, status in enumerate(STATUSES) if status in NOT_HAPPENED], dtype=np.int32
)
"""The places of those statuses in which nothing has taken place."""
