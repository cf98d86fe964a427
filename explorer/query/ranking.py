"""Which records come first where there is no room for all: the weightiest, then the most tied."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from explorer.landscape import Landscape, once
from explorer.model import Actor, Event
from explorer.query.columns import Ints, Truths, columns
from explorer.query.paths import adjacency


def by_weight(landscape: Landscape) -> Callable[[Actor | Event], tuple[int, int, str]]:
    """What to sort records by: the weightiest first, then those with the most relations, then by id."""
    return lambda record: (record.weight, -len(landscape.relations_of[record.id]), record.id)


def key_actors(landscape: Landscape) -> tuple[Actor, ...]:
    """The actors of the first weight by `by_weight`; where there is none of it, the first of all."""
    ranked = sorted(landscape.actors, key=by_weight(landscape))
    return tuple(actor for actor in ranked if actor.weight == 1) or tuple(ranked[:1])


def weightiest(landscape: Landscape, mask: Truths, most: int) -> Ints:
    """The weightiest of those in the mask, as places in `adjacency(landscape).ids`.

    Of the first weight of which there are too many, and below, those come first that are tied to weightier ones, so
    that a picture of them hangs together in a landscape of any size.
    """
    order = _order(landscape)
    order = order[mask[order]]
    if len(order) <= most:
        return order
    weight = _weights(landscape)[order]
    surely = int((weight < weight[most]).sum())
    hearts, rest = order[: max(surely, most // 8)], order[surely:]
    return _first([hearts, _bridges(landscape, hearts, rest), rest], most)


@once
def _order(landscape: Landscape) -> Ints:
    """All actors and events: the weightiest first, then the most tied, then by id."""
    ties = adjacency(landscape)
    by_id = np.empty(len(ties.ids), dtype=np.int32)
    by_id[sorted(range(len(ties.ids)), key=ties.ids.__getitem__)] = np.arange(len(ties.ids))
    return np.lexsort((by_id, -np.diff(ties.start), _weights(landscape))).astype(np.int32)


def _weights(landscape: Landscape) -> Ints:
    known = columns(landscape)
    return np.concatenate([known.actors.weight, known.events.weight])


def _bridges(landscape: Landscape, hearts: Ints, rest: Ints) -> Ints:
    """Those of the rest that are tied to hearts: to several of them, by how many; then each heart's own, in turn."""
    ties = adjacency(landscape)
    rank = np.full(len(ties.ids), -1, dtype=np.int64)
    rank[rest] = np.arange(len(rest))
    there, heart = ties.at(hearts), np.repeat(np.arange(len(hearts)), np.diff(ties.start)[hearts])
    place = rank[ties.other[there]]
    pairs = np.unique(np.column_stack([heart, place])[place >= 0], axis=0)
    many = np.bincount(pairs[:, 1], minlength=len(rest))
    several = np.argsort(-many, kind="stable")[: int((many > 1).sum())]
    turn = np.arange(len(pairs)) - np.searchsorted(pairs[:, 0], pairs[:, 0])
    found: Ints = rest[np.concatenate([several, pairs[np.lexsort((pairs[:, 0], turn)), 1]])]
    return found


def _first(groups: Sequence[Ints], most: int) -> Ints:
    """Group after group, each node once, until there are `most`."""
    every = np.concatenate(groups)
    return every[np.sort(np.unique(every, return_index=True)[1])][:most]
