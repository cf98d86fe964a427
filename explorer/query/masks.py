"""Which rows of a landscape's tables a selection shows, by comparing whole columns.

The rules of what is shown:

- An event is shown when its lane, kind, weight, status on the as-of day and some layer of its sources are, its dates
  touch the window by a day, and it is not still unknown on the as-of day. A relation is shown when both its ends are,
  and its verb group, basis, layer and date.
- An actor is shown when its lane, weight and layer are, and some relation of it is shown, or none exists at all.
- As of a day D, *as it happened*: what was over by D has its own status; what lasted through D is ongoing; what is only
  known to have happened some time around D is possible; what came later is not there, whoever wrote of it before: that
  it was planned is a row of its own, which keeps its status and is there once a source had told of it. A tie between
  actors that has no date is there once a source had told of it. *As it was known* by D asks of everything besides that
  some source had told it by D.
- A claim is a saying, so its day is that on which it had certainly been said, whichever clock is asked: the day of the
  publications it is attributed to, else of all that it cites; of what the curators found the landscape's own day. One
  without a day is never there, like a tie that nothing attests; but *as it happened* the value that is preferred comes
  with the first other one, which would be told without what stands against it.
- A rule is there *as it happened* with its instrument, from the day that it has of its own, or once a source had told
  of it before. An instrument of which no step is recorded has no day, and is there once a source had told of it.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

import numpy as np

from explorer.landscape import Landscape, once
from explorer.model import CURATORS, Claim, Instrument, Provision
from explorer.query.around import index_of
from explorer.query.columns import (
    BASES,
    NEVER,
    NOT_HAPPENED_STATUSES,
    STATUSES,
    Columns,
    EventColumns,
    Ints,
    SourceMasks,
    Truths,
    columns,
    event_columns,
    first_day,
    layer_bits,
    layers_on,
)
from explorer.query.selection import Clock, Selection
from explorer.query.sets import SETS, ChoiceSet, chosen_sets, known_of

WEIGHTS = {"key": 1, "supporting": 2, "all": 3}

_POSSIBLE, _ONGOING = STATUSES.index("possible"), STATUSES.index("ongoing")
_PLANNED = BASES.index("planned")


class Masks(NamedTuple):
    """Which rows of the tables are shown, in their order, and each event's status as of the day chosen."""

    events: Truths
    actors: Truths
    relations: Truths
    status: Ints  # place in STATUSES, for every event


def masks(landscape: Landscape, selection: Selection) -> Masks:
    """A few comparisons of whole columns, whatever the size."""
    known = columns(landscape)
    status, events = _shown_events(landscape, selection)
    actors = _actor_mask(known, landscape, selection)
    ends = np.concatenate([actors, events])
    day = as_of_day(landscape, selection)
    relations = _relation_mask(landscape, day, selection) & ends[known.relations.subject] & ends[known.relations.object]
    count = len(landscape.actors)
    tied = np.zeros(len(ends), dtype=bool)
    tied[known.relations.subject[relations]] = True
    tied[known.relations.object[relations]] = True
    loose = np.ones(len(ends), dtype=bool)
    loose[known.relations.subject] = False
    loose[known.relations.object] = False
    return Masks(events, actors & (tied | loose)[:count], relations, status)


def held_back(landscape: Landscape, selection: Selection) -> tuple[int, int]:
    """What the as-of day leaves out for want of a date: ties without a date that nothing attests by then; and events
    of before it, or plans, that may have been told of by then, as only the month or year of their source is known."""
    day, known = as_of_day(landscape, selection), columns(landscape)
    if day == NEVER:
        return 0, 0
    relations, events = known.relations, known.events
    ties = relations.timeless & (relations.told.known > day)
    maybe = (events.told.possibly <= day) & (events.told.known > day) & _begun_or_ahead(events, day)
    maybe = maybe if selection.clock == "known" else ties[:0]
    return int(ties.sum()), int(maybe.sum())


def count_events(landscape: Landscape, selection: Selection) -> int:
    """How many events a selection shows: what another choice would do, without its whole view."""
    return int(_shown_events(landscape, selection)[1].sum())


def count_choices(landscape: Landscape, name: str, shown: Masks) -> dict[str, int]:
    """How much each choice of a set has of what is shown."""
    one = SETS[name]
    choices, mask = one.choices(known_of(landscape)), getattr(shown, one.table)
    if name == "layers":
        layers = columns(landscape).events.told.layers[mask]
        counts = [int((layers & 1 << place != 0).sum()) for place in range(len(choices))]
    else:
        counts = np.bincount(places_of(one, landscape, shown.status)[mask], minlength=len(choices)).tolist()
    return dict(zip(choices, counts, strict=True))


def _shown_events(landscape: Landscape, selection: Selection) -> tuple[Ints, Truths]:
    """Every event's status as of the day chosen, and whether it is shown."""
    events = columns(landscape).events
    status, there = _standing_as_of(events, as_of_day(landscape, selection), selection.clock)
    shown = there & _events(events, landscape, selection)
    for one, chosen in chosen_sets(selection, "events"):
        shown &= one.is_on(known_of(landscape), chosen)[places_of(one, landscape, status)]
    return status, shown


def places_of(one: ChoiceSet, landscape: Landscape, status: Ints | None = None) -> Ints:
    """Of every row of a set's table the place of its choice, the first being 0; events may have a status of a day."""
    if one.column == "status" and status is not None:
        return status
    column: Ints = getattr(getattr(columns(landscape), one.table), one.column)
    return column - one.first if one.first else column


def as_of_day(landscape: Landscape, selection: Selection) -> int:
    """The ordinal of the day as of which everything is shown; NEVER where nothing is held back."""
    if selection.as_of is None and selection.clock == "happened":
        return NEVER
    return (selection.as_of or landscape.as_of).toordinal()


def _standing_as_of(events: EventColumns, day: int, clock: str) -> tuple[Ints, Truths]:
    """Every event's status as of a day, and whether it is there at all."""
    if day == NEVER:
        return events.status, np.ones(len(events.status), dtype=bool)
    told = events.told.known <= day
    ahead = np.isin(events.status, NOT_HAPPENED_STATUSES)
    under_way = np.where(events.lasting, _ONGOING, _POSSIBLE)
    status = np.where(ahead | (events.latest <= day), events.status, under_way).astype(np.int32)
    return status, _begun_or_ahead(events, day) & (told if clock == "known" else told | ~ahead)


def _begun_or_ahead(events: EventColumns, day: int) -> Truths:
    """Which events may have begun by a day, or have not happened as far as the tables go."""
    found: Truths = (events.earliest <= day) | np.isin(events.status, NOT_HAPPENED_STATUSES)
    return found


@once
def may_stand_ahead(landscape: Landscape) -> Truths:
    """Of every event, whether on some day it is not known to have happened: nobody says so at all, a source told it
    before its day, or which day it was is not known."""
    events = event_columns(landscape)
    ahead = np.isin(events.status, NOT_HAPPENED_STATUSES) | (events.told.known < events.earliest)
    vague: Truths = ~events.lasting & (events.earliest < events.latest)
    return vague | ahead


def _events(events: EventColumns, landscape: Landscape, selection: Selection) -> Truths:
    mask = events.weight <= WEIGHTS[selection.level]
    if selection.lanes is not None:
        mask = mask & SETS["lanes"].is_on(known_of(landscape), selection.lanes)[events.lane]
    mask = mask & _told_by(events.told, landscape, selection)
    if selection.since:
        mask = mask & (events.latest >= selection.since.toordinal())
    if selection.until:
        mask = mask & (events.earliest <= selection.until.toordinal())
    return mask


def _actor_mask(known: Columns, landscape: Landscape, selection: Selection) -> Truths:
    mask = known.actors.weight <= WEIGHTS[selection.level]
    if selection.lanes is not None:
        mask = mask & SETS["lanes"].is_on(known_of(landscape), selection.lanes)[known.actors.lane]
    return mask & _told_by(known.actors.told, landscape, selection)


def _relation_mask(landscape: Landscape, day: int, selection: Selection) -> Truths:
    relations = columns(landscape).relations
    mask = _told_by(relations.told, landscape, selection)
    for one, chosen in chosen_sets(selection, "relations"):
        mask = mask & one.is_on(known_of(landscape), chosen)[places_of(one, landscape)]
    if day != NEVER:
        told = relations.told.known <= day
        ahead = relations.basis == _PLANNED
        by_day = ~relations.dated | (relations.earliest <= day) | ahead
        mask = mask & (told & by_day if selection.clock == "known" else (relations.earliest <= day) | (ahead & told))
    if selection.since:
        mask = mask & (~relations.dated | (relations.latest >= selection.since.toordinal()))
    if selection.until:
        mask = mask & (~relations.dated | (relations.earliest <= selection.until.toordinal()))
    return mask


def _told_by(told: SourceMasks, landscape: Landscape, selection: Selection) -> Truths:
    """Whether some source of a layer that is on tells the row."""
    if selection.layers is None:
        return np.ones(len(told.layers), dtype=bool)
    mask: Truths = (told.layers & layers_on(landscape, selection.layers)) != 0
    return mask


# --- claims, rules and instruments ------------------------------------------------------------------------------------

ToldRow = Claim | Provision | Instrument
"""What is told once it may be known; events and relations have days of their own."""


def is_told(row: ToldRow, landscape: Landscape, selection: Selection, day: int) -> bool:
    """Whether a layer that is on tells a row, and by the as-of day; NEVER is later than all."""
    chosen = selection.layers
    on = chosen is None or layer_bits(landscape, row.sources) & layers_on(landscape, chosen)
    return bool(on) and told_from(row, landscape, selection.clock) <= day


def told_from(row: ToldRow, landscape: Landscape, clock: Clock) -> int:
    """The ordinal of the day from which a row is there, as far as that does not follow from what it belongs to."""
    if isinstance(row, Claim):
        said = _said_on(row, landscape)
        if said < NEVER or clock == "known" or row.standing != "preferred":
            return said
        alike = (claim for claim in index_of(landscape).claims_of[row.about] if claim.property == row.property)
        return min(_said_on(claim, landscape) for claim in alike)
    known = _known(landscape, {citation.source for citation in row.sources})
    if isinstance(row, Provision) and clock == "happened":
        return min(known, first_day(row.date)) if row.date else 0
    return known


def _said_on(claim: Claim, landscape: Landscape) -> int:
    if CURATORS in claim.attributed_to:
        return landscape.as_of.toordinal()
    cited = {citation.source for citation in claim.sources}
    return _known(landscape, cited & {*claim.attributed_to} or cited)


def _known(landscape: Landscape, sources: Collection[str]) -> int:
    """The ordinal of the day by which one of some sources had certainly come out; NEVER where none is dated."""
    days = [day for source in sources if (day := landscape.known_by.get(source))]
    return min(days).toordinal() if days else NEVER
