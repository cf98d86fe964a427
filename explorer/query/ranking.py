"""Which records come first where there is no room for all: the weightiest, then the most tied."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

import numpy as np

from explorer.landscape import Landscape, once
from explorer.model import Actor, Event
from explorer.query.columns import Ints, Truths, columns
from explorer.query.paths import adjacency


def by_weight(
    landscape: Landscape, among: Collection[str] | None = None
) -> Callable[[Actor | Event], tuple[int, int, str]]:
    """What to sort records by: the weightiest first, then those with the most relations, then by id. With `among`, the
    ids of some events, relations with any other event do not count."""
    ties = _tie_counts(landscape)
    if among is None or len(among) == len(landscape.events):
        return lambda record: (record.weight, -ties[record.id], record.id)
    events = _tied_events(landscape)

    def here(id: str) -> int:
        return ties[id] - sum(other not in among for other in events.get(id, ()))

    return lambda record: (record.weight, -here(record.id), record.id)


@once
def _tie_counts(landscape: Landscape) -> Counter[str]:
    """How many relations an actor or an event has, by its id."""
    ties = Counter(relation.subject for relation in landscape.relations)
    ties.update(relation.object for relation in landscape.relations if relation.object != relation.subject)
    return ties


@once
def _tied_events(landscape: Landscape) -> dict[str, list[str]]:
    """The events at the other ends of an actor's or an event's relations, one for each, by its id."""
    events, found = {event.id for event in landscape.events}, dict[str, list[str]]()
    for relation in landscape.relations:
        for one, other in ((relation.subject, relation.object), (relation.object, relation.subject)):
            if other in events and one != other:
                found.setdefault(one, []).append(other)
    return found


def key_actors(landscape: Landscape) -> tuple[Actor, ...]:
    """The actors of the first weight by `by_weight`; where there is none of it, the first of all."""
    ranked = sorted(landscape.actors, key=by_weight(landscape))
    return tuple(actor for actor in ranked if actor.weight == 1) or tuple(ranked[:1])


def weightiest(landscape: Landscape, mask: Truths, most: int) -> Ints:
    """The weightiest of those in the mask, as places in `adjacency(landscape).ids`; see `first_of`."""
    ties = adjacency(landscape)

    def tied_to(nodes: Ints) -> TiedPairs:
        return np.repeat(np.arange(len(nodes)), np.diff(ties.start)[nodes]), ties.other[ties.at(nodes)]

    return first_of(Ranked(_order(landscape), _weights(landscape)), mask, most, tied_to)


TiedPairs = tuple[Ints, Ints]
"""For each tie of some nodes the place of the node among them, and the node at the other end."""


class Ranked(NamedTuple):
    """All nodes, the first in rank first; and each node's weight."""

    order: Ints
    weight: Ints


def first_of(ranked: Ranked, mask: Truths, most: int, tied_to: Callable[[Ints], TiedPairs]) -> Ints:
    """The weightiest of those in the mask.

    Of the first weight of which there are too many, and below, those come first that are tied to weightier ones, so
    that a picture of them hangs together in a landscape of any size.
    """
    order = ranked.order[mask[ranked.order]]
    if len(order) <= most:
        return order
    weight = ranked.weight[order]
    surely = int((weight < weight[most]).sum())
    hearts, rest = order[: max(surely, most // 8)], order[surely:]
    return _first([hearts, _bridges(len(ranked.order), tied_to(hearts), rest), rest[: 2 * most]], most)


@once
def _order(landscape: Landscape) -> Ints:
    """All actors and events: the weightiest first, then the most tied, then by id."""
    ties = adjacency(landscape)
    by_id = np.empty(len(ties.ids), dtype=np.int32)
    by_id[sorted(range(len(ties.ids)), key=ties.ids.__getitem__)] = np.arange(len(ties.ids))
    return np.lexsort((by_id, -np.diff(ties.start), _weights(landscape))).astype(np.int32)


@once
def rank_places(landscape: Landscape) -> Ints:
    """The place of every actor, then of every event, in that order."""
    return np.argsort(_order(landscape)).astype(np.int32)


def _weights(landscape: Landscape) -> Ints:
    known = columns(landscape)
    return np.concatenate([known.actors.weight, known.events.weight])


def _bridges(every: int, tied: TiedPairs, rest: Ints) -> Ints:
    """Those of the rest that are tied to hearts: to several of them, by how many; then each heart's own, in turn."""
    rank = np.full(every, -1, dtype=np.int64)
    rank[rest] = np.arange(len(rest))
    place = rank[tied[1]]
    pairs = np.unique(tied[0][place >= 0] * np.int64(every) + place[place >= 0])  # each two once, in order
    heart, place = np.divmod(pairs, every)
    many = np.bincount(place, minlength=len(rest))
    several = np.flatnonzero(many > 1)
    several = several[np.argsort(-many[several], kind="stable")]
    turn = np.arange(len(heart)) - np.searchsorted(heart, heart)
    found: Ints = rest[np.concatenate([several, place[np.lexsort((heart, turn))]])]
    return found


def _first(groups: Sequence[Ints], most: int) -> Ints:
    """Group after group, each node once, until there are `most`."""
    every = np.concatenate(groups)
    return every[np.sort(np.unique(every, return_index=True)[1])][:most]
