"""Which records a network draws together, each in a stable place: the one choice for page and files.

A choice does not depend on filters, so under a filter nothing moves. Only "tidy" lays out what the filters leave.

    at rest     the weightiest records of the level of detail
    picked      a record that is not among them, and what it is tied to
    steps       what is near the record picked, the nearest first
    tidy        the same of what is shown
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from hashlib import sha256
from typing import Literal, NamedTuple

import numpy as np

from explorer.model import Actor, Event, Landscape, once
from explorer.network.edges import shared_events
from explorer.query.columns import Ints, Truths, columns
from explorer.query.graph import tied_to
from explorer.query.masks import WEIGHTS
from explorer.query.paths import adjacency, rings
from explorer.query.selection import Level, Nodes, Selection
from explorer.query.visible import View

Desk = Literal["wide", "narrow"]
Reason = Literal["at rest", "picked", "steps", "tidy"]

WIDE_FROM = 600
"""From this width in px a network counts as one on a desk."""

MAX_AT_REST: dict[Desk, int] = {"wide": 64, "narrow": 24}
"""So many records the whole network draws: as many as can be read in one picture, of a screen's height on a desk."""

MAX_DRAWN: dict[Desk, int] = {"wide": 160, "narrow": 48}
"""So many at most, where the reader asked for what is near a record or is left by the filters."""


class NodeChoice(NamedTuple):
    """What is laid out together, and why just that."""

    reason: Reason
    mode: Nodes
    width: int
    ids: tuple[str, ...]  # of the records drawn, sorted
    ties: tuple[str, ...] | None = None  # the only ties that count, sorted; None = all among the records

    @property
    def key(self) -> str:
        """Tells one base of a landscape from another; safe in an address and as an id."""
        return sha256(repr(tuple(self)).encode()).hexdigest()[:12]


def node_choice(view: View, width: int, on_path: Iterable[str] = ()) -> NodeChoice:
    """What is drawn for a view; `on_path` are records of a connection, which must be in it."""
    landscape, selection = view.landscape, view.selection
    desk: Desk = "wide" if width >= WIDE_FROM else "narrow"
    mode, focus, most = selection.nodes, selection.focus, MAX_DRAWN[desk]
    must = _places(landscape, on_path, mode)
    reason: Reason = "at rest"
    if selection.steps and focus:
        near = within(view, shown_only=selection.tidy)
        reason, ids = "steps", _nearest(landscape, [must, *near], most)
    elif selection.tidy:
        left = _weightiest(landscape, nodes_shown(view, mode), most)
        reason, ids = "tidy", _nearest(landscape, [must, left], most)
    else:
        ids = at_rest_ids(landscape, mode, selection.level, desk)
        if not _holds(landscape, focus, mode, ids) or not {adjacency(landscape).ids[node] for node in must} <= ids:
            picked = _places(landscape, [focus], mode)
            lit = _places(landscape, _lit(landscape, focus, mode), mode)
            reason, ids = "picked", _nearest(landscape, [must, picked, lit], most)
    return NodeChoice(reason, mode, width, tuple(sorted(ids)))


def draws_at_rest(landscape: Landscape, selection: Selection, width: int) -> bool:
    """Whether the whole network draws what is selected, or something that lights up with it."""
    desk: Desk = "wide" if width >= WIDE_FROM else "narrow"
    ids = at_rest_ids(landscape, selection.nodes, selection.level, desk)
    return _holds(landscape, selection.focus, selection.nodes, ids)


def at_rest_ids(landscape: Landscape, mode: Nodes = "all", level: Level = "all", desk: Desk = "wide") -> frozenset[str]:
    """What the whole network draws while nothing is asked of it."""
    return _resting(landscape)(mode, level, MAX_AT_REST[desk])


def within(view: View, *, shown_only: bool) -> list[Ints]:
    """What can be drawn within the selection's steps of its focus, ring by ring: places in `adjacency(landscape).ids`.

    `shown_only` leaves out what the view does, and goes along no relation that it does not show. An instrument's rings
    are those of its steps. Among actors a step is an event shared.
    """
    landscape, selection = view.landscape, view.selection
    record = landscape.records.get(selection.focus)
    instrument = record.instrument if isinstance(record, Event) else "" if record else selection.focus
    steps = {step.id for step in landscape.steps_of.get(instrument, ())}
    heart = {record.id} if record else steps
    strides = selection.steps * (2 if selection.nodes == "actors" else 1)
    near = rings(landscape, heart, strides, view.relations if shown_only else None)
    near[1] = np.union1d(near[1], _places(landscape, steps - heart, "all"))  # an event's other steps of its bill, too
    mask = nodes_shown(view, selection.nodes) if shown_only else nodes_of(landscape, selection.nodes)
    return [ring[mask[ring]] for ring in near]


def nodes_of(landscape: Landscape, mode: Nodes) -> Truths:
    """Of every actor, then of every event, whether it can be drawn."""
    mask = np.ones(len(landscape.actors) + len(landscape.events), dtype=bool)
    mask[len(landscape.actors) :] = mode == "all"
    return mask


def nodes_shown(view: View, mode: Nodes) -> Truths:
    """Of every actor, then of every event, whether it can be drawn and is shown."""
    mask: Truths = np.concatenate([view.actors, view.events]) & nodes_of(view.landscape, mode)
    return mask


def _holds(landscape: Landscape, focus: str, mode: Nodes, ids: frozenset[str]) -> bool:
    """Whether what is picked is drawn: itself or, if it is no node, something that lights up with it."""
    if not focus or len(_places(landscape, [focus], mode)):
        return not focus or focus in ids
    lit = _lit(landscape, focus, mode)
    return not lit or bool(lit & ids)


def _lit(landscape: Landscape, focus: str, mode: Nodes) -> frozenset[str]:
    """What lights up with a record; among actors, those who share an event of it."""
    if mode == "all":
        return tied_to(landscape, focus)
    own = {focus} if isinstance(landscape.records.get(focus), Event) else set[str]()
    events = own or {id for id in tied_to(landscape, focus) if isinstance(landscape.records[id], Event)}
    found = {end for event in events for end in tied_to(landscape, event)}
    return frozenset(id for id in found if isinstance(landscape.records[id], Actor)) - {focus}


def _places(landscape: Landscape, ids: Iterable[str], mode: Nodes) -> Ints:
    """The places in `adjacency(landscape).ids` of those among some ids that can be drawn."""
    place, actors = adjacency(landscape).place, len(landscape.actors)
    known = (place[id] for id in sorted(set(ids) & place.keys()))
    return np.array([node for node in known if mode == "all" or node < actors], dtype=np.int32)


@once
def _order(landscape: Landscape) -> Ints:
    """All actors and events, as places in `adjacency(landscape).ids`: the weightiest first, then the most tied."""
    ties = adjacency(landscape)
    by_id = np.empty(len(ties.ids), dtype=np.int32)
    by_id[sorted(range(len(ties.ids)), key=ties.ids.__getitem__)] = np.arange(len(ties.ids))
    return np.lexsort((by_id, -np.diff(ties.start), _weights(landscape))).astype(np.int32)


def _weights(landscape: Landscape) -> Ints:
    known = columns(landscape)
    return np.concatenate([known.actors.weight, known.events.weight])


def _weightiest(landscape: Landscape, mask: Truths, most: int) -> Ints:
    """The weightiest of those in the mask. Of the first weight of which there are too many, and below, those come first
    that are tied to weightier ones, so that the picture hangs together in a landscape of any size."""
    order = _order(landscape)
    order = order[mask[order]]
    if len(order) <= most:
        return order
    weight = _weights(landscape)[order]
    surely = int((weight < weight[most]).sum())
    hearts, rest = order[: max(surely, most // 8)], order[surely:]
    return _first([hearts, _bridges(landscape, hearts, rest), rest], most)


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


def _nearest(landscape: Landscape, groups: Sequence[Ints], most: int) -> frozenset[str]:
    """Group after group, the weightiest of each first, until there are `most`."""
    chosen = []
    for group in groups:
        mask = np.zeros(len(adjacency(landscape).ids), dtype=bool)
        mask[group] = True
        chosen.append(_weightiest(landscape, mask, most))
    return frozenset(adjacency(landscape).ids[node] for node in _first(chosen, most).tolist())


@once
def _resting(landscape: Landscape) -> Callable[[Nodes, Level, int], frozenset[str]]:
    """What the whole network draws, by mode, level of detail and how many at most. Actors alone who share no event
    with another who is drawn are left out: there is nothing to see of them."""

    @cache
    def ids(mode: Nodes, level: Level, most: int) -> frozenset[str]:
        mask = nodes_of(landscape, mode) & (_weights(landscape) <= WEIGHTS[level])
        chosen = [adjacency(landscape).ids[node] for node in _weightiest(landscape, mask, most).tolist()]
        if mode == "all":
            return frozenset(chosen)
        ties = shared_events(landscape, {id: landscape.records[id] for id in chosen})
        return frozenset(end for tie in ties for end in (tie.subject, tie.object))

    return ids
