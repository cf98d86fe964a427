"""A Landscape in; who is within so many steps of whom, and by which shortest ways, out. Pure.

Ties are walked in either direction, on columns: a few sweeps over whole rings, also where there are 300 000 of them.
Everything comes out in the same order each time. Among 10 000 records all shortest paths of two take 1.6 ms, three
rings 0.5 ms; networkx needs 45 ms and 0.9 ms, and 56 ms for a graph of what another filter shows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import NamedTuple

import numpy as np

from explorer.landscape import Landscape, once
from explorer.model import Relation
from explorer.query.columns import NEVER, Columns, Ints, Truths, columns
from explorer.query.graph import NotInGraph

MAX_COUNTED = 100
"""So many shortest paths are found at most; how many there are can grow beyond all bounds."""


@dataclass(frozen=True)
class StepDays:
    """By half the first and the last day, both included; 0 and NEVER where no date binds."""

    first: Ints
    last: Ints


@dataclass(frozen=True)
class Adjacency:
    """Every relation twice, once seen from either end, in the order of the nodes they are seen from."""

    ids: tuple[str, ...]  # nodes: actors in their order, then events in theirs
    place: dict[str, int]
    start: Ints  # node n's halves are start[n] up to, not including, start[n + 1]
    other: Ints  # the node at the other end
    relation: Ints  # the row of the relation
    away: StepDays  # when a step from this node to the other is taken
    back: StepDays  # when one from the other to this node is
    dawn: Ints  # by node the first day of an event; 0 for an actor

    def places(self, ids: Iterable[str]) -> Ints:
        """The nodes of those among some ids that are any, in their order."""
        return np.array([self.place[id] for id in ids if id in self.place], dtype=np.int32)

    def at(self, nodes: Ints) -> Ints:
        """The halves of some nodes, as indexes."""
        first, count = self.start[nodes], self.start[nodes + 1] - self.start[nodes]
        shift = np.repeat(first - np.concatenate([[0], np.cumsum(count)[:-1]]), count)
        return np.asarray(np.arange(count.sum()) + shift, dtype=np.int32)


@once
def adjacency(landscape: Landscape) -> Adjacency:
    """The landscape's relations as halves; a relation of a record with itself is none."""
    known = columns(landscape)
    ids = (*(actor.id for actor in landscape.actors), *(event.id for event in landscape.events))
    subject, object = known.relations.subject, known.relations.object
    rows = np.flatnonzero(subject != object).astype(np.int32)
    this = np.concatenate([subject[rows], object[rows]])
    other = np.concatenate([object[rows], subject[rows]])
    row = np.concatenate([rows, rows])
    order = np.lexsort((row, this))
    this, other, row = this[order], other[order], row[order]
    return Adjacency(
        ids=ids,
        place={id: at for at, id in enumerate(ids)},
        start=np.searchsorted(this, np.arange(len(ids) + 1)).astype(np.int32),
        other=other,
        relation=row,
        away=_step_days(known, this, other, row),
        back=_step_days(known, other, this, row),
        dawn=np.concatenate([np.zeros(len(landscape.actors), dtype=np.int32), known.events.earliest]),
    )


def _step_days(known: Columns, here: Ints, there: Ints, relation: Ints) -> StepDays:
    """When a step is taken: on its relation's own date; else on that of the event it leads to; else of the one it
    comes from. What ties two actors has none but its own."""
    actors = len(known.actors.weight)
    event = np.maximum(np.where(there >= actors, there, here) - actors, -1)
    free = event < 0
    first, last = np.append(known.events.earliest, 0)[event], np.append(known.events.latest, NEVER)[event]
    dated = known.relations.dated[relation]
    return StepDays(
        np.where(dated, known.relations.earliest[relation], np.where(free, 0, first)).astype(np.int32),
        np.where(dated, known.relations.latest[relation], np.where(free, NEVER, last)).astype(np.int32),
    )


# --- rings ----------------------------------------------------------------------------------------------------------


def rings(landscape: Landscape, ids: Iterable[str], steps: int, along: Truths | None = None) -> list[Ints]:
    """First `ids` themselves, then all that is one step away from them, then two … up to `steps`.

    Each ring as places in `adjacency(landscape).ids`, ascending. `along` says of every relation, in the order of the
    landscape, whether it may be walked; None = all. Raises NotInGraph.
    """
    ties = adjacency(landscape)
    reached = np.zeros(len(ties.ids), dtype=bool)
    ring = np.array(sorted(_node_place(ties, id) for id in set(ids)), dtype=np.int32)
    found = [ring]
    for _ in range(steps):
        reached[ring] = True
        there = ties.at(ring)
        if along is not None:
            there = there[along[ties.relation[there]]]
        ring = np.unique(ties.other[there])
        ring = ring[~reached[ring]]
        found.append(ring)
    return found


# --- shortest paths ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Hop:
    """One step of a path, and the relations by which it can be taken."""

    here: str
    there: str
    relations: tuple[Relation, ...]


@dataclass(frozen=True)
class Paths:
    steps: int  # of each; 0 where there is no path, or both ends are one record
    paths: tuple[tuple[Hop, ...], ...]  # in the order of their ids
    more: bool  # there are others, beyond MAX_COUNTED

    @property
    def ids(self) -> tuple[tuple[str, ...], ...]:
        """The records on each path, both ends included."""
        return tuple((path[0].here, *(hop.there for hop in path)) for path in self.paths)


def shortest_paths(
    landscape: Landscape, a: str, b: str, in_order: bool = False, along: Truths | None = None, most: int = MAX_COUNTED
) -> Paths:
    """Shortest ways from one record to another, up to `most`, whichever way the ties point; none if there are none.

    With `in_order` only ways that can be walked forward in time: a day can be chosen for every step, within the bounds
    of its date, such that none is before that of the step before. So a vague date ("2025") may come before or after a
    day within it. A step without a date of its own is taken on that of the event it leads to, else of the one it comes
    from; between two actors (membership) it binds nothing. `along` is as for `rings`. Raises NotInGraph.
    """
    ties = adjacency(landscape)
    found = routes(ties, (_node_place(ties, a), _node_place(ties, b)), in_order, along, most)
    return paths_told(ties, found, landscape.relations.__getitem__)


class Leg(NamedTuple):
    """One step of a route: from one node to another, and the rows of the relations by which it can be taken."""

    here: int
    there: int
    relations: list[int]


class Routes(NamedTuple):
    """Paths as places in an adjacency."""

    legs: list[list[Leg]]  # in the order of the ids on them
    more: bool  # there are others
    steps: int  # of each; 0 where there is none


def routes(
    ties: Adjacency, ends: tuple[int, int], in_order: bool, along: Truths | None = None, most: int = MAX_COUNTED
) -> Routes:
    """The shortest ways between two nodes, up to `most`; see `shortest_paths`."""
    start, goal = ends
    left = _limits(ties, start, goal, in_order, along) if start != goal else []
    if not left:
        return Routes([], False, 0)
    found = list(islice(_walks(ties, start, left, in_order, along), most + 1))
    legs = [list(_legs(ties, walk, in_order, along)) for walk in found[:most]]
    return Routes(legs, len(found) > most, len(left) - 1)


def paths_told(ties: Adjacency, found: Routes, relation_at: Callable[[int], Relation]) -> Paths:
    """The same by ids, with the relations themselves."""
    told = tuple(
        tuple(Hop(ties.ids[leg.here], ties.ids[leg.there], tuple(map(relation_at, leg.relations))) for leg in legs)
        for legs in found.legs
    )
    return Paths(found.steps, told, found.more)


def _node_place(ties: Adjacency, id: str) -> int:
    if id not in ties.place:
        raise NotInGraph(id)
    return ties.place[id]


_CANNOT = -1


def _limits(ties: Adjacency, start: int, goal: int, in_order: bool, along: Truths | None) -> list[Ints]:
    """For m = 0, 1, … steps, up to the first m in which `start` reaches `goal`: by node the last day on which one may
    stand there and still reach the goal in exactly m steps; _CANNOT if one cannot. Empty if it is never reached.

    Worked out from the goal back: over a step with days e to l, to a node with limit L ≥ e, the limit is min(l, L).
    """
    limit = np.full(len(ties.ids), _CANNOT, dtype=np.int32)
    limit[goal] = NEVER
    found, best, ring = [limit], limit.copy(), np.array([goal], dtype=np.int32)
    while len(ring):
        there, owner = ties.at(ring), np.repeat(ring, ties.start[ring + 1] - ties.start[ring])
        if along is not None:
            walkable = along[ties.relation[there]]
            there, owner = there[walkable], owner[walkable]
        beyond = limit[owner]
        if in_order:
            in_time = ties.back.first[there] <= beyond
            there, beyond = there[in_time], np.minimum(beyond, ties.back.last[there])[in_time]
        limit = np.full(len(ties.ids), _CANNOT, dtype=np.int32)
        np.maximum.at(limit, ties.other[there], beyond)
        limit[limit <= best] = _CANNOT  # as early a stand could have reached the goal in fewer steps
        best = np.maximum(best, limit)
        found.append(limit)
        if limit[start] >= (ties.dawn[start] if in_order else 0):
            return found
        ring = np.flatnonzero(limit != _CANNOT).astype(np.int32)
    return []


def _walks(ties: Adjacency, start: int, left: list[Ints], in_order: bool, along: Truths | None) -> Iterator[list[int]]:
    """Every walk to the goal, by the ids on it. No step is tried that does not lead there."""

    def onward(walk: list[int], day: int, steps: int) -> Iterator[list[int]]:
        if not steps:
            yield walk
            return
        there = _open_halves(ties, walk[-1], along)
        arrives = np.maximum(day, ties.away.first[there]) if in_order else np.zeros(len(there), dtype=np.int32)
        leads = arrives <= left[steps - 1][ties.other[there]]
        if in_order:
            leads &= ties.away.last[there] >= day
        soonest: dict[int, int] = {}  # node: the first day on which one can stand there
        for node, first in zip(ties.other[there[leads]].tolist(), arrives[leads].tolist(), strict=True):
            soonest[node] = min(soonest.get(node, NEVER), first)
        for node in sorted(soonest, key=lambda node: ties.ids[node]):
            yield from onward([*walk, node], soonest[node], steps - 1)

    yield from onward([start], int(ties.dawn[start]) if in_order else 0, len(left) - 1)


def _open_halves(ties: Adjacency, node: int, along: Truths | None) -> Ints:
    """The halves seen from a node that may be walked."""
    there = np.arange(ties.start[node], ties.start[node + 1], dtype=np.int32)
    return there if along is None else there[along[ties.relation[there]]]


def _legs(ties: Adjacency, walk: list[int], in_order: bool, along: Truths | None) -> Iterator[Leg]:
    """A walk's steps, each with the relations that serve; in order of time, those that leave the walk possible."""
    serving = []
    for here, there in pairwise(walk):
        from_here = _open_halves(ties, here, along)
        serving.append(from_here[ties.other[from_here] == there])
    if in_order:
        limits = [NEVER]  # from the goal back: the last day on which one may stand at each stop
        for step in reversed(serving):
            step = step[ties.away.first[step] <= limits[-1]]
            limits.append(min(int(ties.away.last[step].max()), limits[-1]))
        day = int(ties.dawn[walk[0]])
        for at, step in enumerate(serving):
            limit = limits[-2 - at]
            step = serving[at] = step[(ties.away.last[step] >= day) & (ties.away.first[step] <= limit)]
            day = max(day, int(ties.away.first[step].min()))
    for (here, there), step in zip(pairwise(walk), serving, strict=True):
        yield Leg(here, there, ties.relation[step].tolist())
