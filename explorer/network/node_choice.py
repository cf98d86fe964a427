"""Which records a network draws together, each in a stable place: the one choice for page and files.

A choice does not depend on filters, so under a filter nothing moves. Only "tidy" lays out what the filters leave.

    at rest     the weightiest records of the level of detail; whatever a pick needs besides joins it as a guest
    steps       what is near the record picked, the nearest first
    tidy        the same of what is shown
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from hashlib import sha256
from itertools import chain, islice
from typing import Literal, NamedTuple

import numpy as np

from explorer.model import Event, Landscape, once
from explorer.network.edges import shared_events
from explorer.network.pane import most, pane_of, resting_ids
from explorer.query.columns import Ints, Truths
from explorer.query.masks import WEIGHTS
from explorer.query.paths import adjacency, rings
from explorer.query.selection import Level, Nodes
from explorer.query.visible import View, whole

Reason = Literal["at rest", "steps", "tidy"]

WIDE_FROM = 600
"""From this width in px a network counts as one on a desk."""

PHONE_AT_REST, PHONE_AT_MOST = 24, 48
"""So many records a phone's network draws at rest, and where the reader asked for what is near or left by filters."""


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


def node_choice(view: View, width: int) -> NodeChoice:
    """What is drawn for a view, whatever is picked in it."""
    landscape, selection = view.landscape, view.selection
    mode, pane = selection.nodes, pane_of(width) if width >= WIDE_FROM else None
    many = most(pane, mode) if pane else PHONE_AT_MOST
    reason: Reason = "at rest"
    if selection.steps and selection.focus:
        rings_ = rings_shown(view, shown_only=selection.tidy)
        near = ([adjacency(landscape).ids[node] for node in ring.tolist()] for ring in rings_)
        reason, ids = "steps", _nearest(view, near, many)
    elif selection.tidy:
        reason, ids = "tidy", frozenset(view.weightiest(many, mode))
    else:
        ids = at_rest_ids(landscape, width, mode, selection.level)
    return NodeChoice(reason, mode, width, tuple(sorted(ids)))


def at_rest_ids(landscape: Landscape, width: int, mode: Nodes = "all", level: Level = "all") -> frozenset[str]:
    """What the network of a width draws while nothing is asked of it."""
    if width >= WIDE_FROM:
        return resting_ids(landscape, pane_of(width), mode, level)
    return _resting(landscape)(mode, level, PHONE_AT_REST)


def rings_shown(view: View, *, shown_only: bool) -> list[Ints]:
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
    near[1] = np.union1d(near[1], adjacency(landscape).places(steps - heart))  # an event's other steps of its bill, too
    mask = nodes_shown(view, selection.nodes) if shown_only else nodes_of(landscape, selection.nodes)
    return [ring[mask[ring]] for ring in near]


def nodes_of(landscape: Landscape, mode: Nodes) -> Truths:
    """Of every actor, then of every event, whether it can be drawn."""
    mask = np.ones(len(landscape.actors) + len(landscape.events), dtype=bool)
    mask[len(landscape.actors) :] = mode == "all"
    return mask


def nodes_shown(view: View, mode: Nodes) -> Truths:
    """Of every actor, then of every event, whether it can be drawn and is shown."""
    mask: Truths = view.nodes & nodes_of(view.landscape, mode)
    return mask


def _nearest(view: View, groups: Iterable[Iterable[str]], many: int) -> frozenset[str]:
    """Group after group, the weightiest of each first, until there are `many`."""
    chosen = chain.from_iterable(view.weightiest(many, among=group) for group in groups)
    return frozenset(islice(dict.fromkeys(chosen), many))


@once
def _resting(landscape: Landscape) -> Callable[[Nodes, Level, int], frozenset[str]]:
    """What the whole network draws, by mode, level of detail and how many at most. Actors alone who share no event
    with another who is drawn are left out: there is nothing to see of them."""

    @cache
    def ids(mode: Nodes, level: Level, many: int) -> frozenset[str]:
        detailed = (id for id, record in landscape.records.items() if record.weight <= WEIGHTS[level])
        chosen = whole(landscape).weightiest(many, mode, detailed)
        if mode == "all":
            return frozenset(chosen)
        ties = shared_events(landscape, {id: landscape.records[id] for id in chosen})
        return frozenset(end for tie in ties for end in (tie.subject, tie.object))

    return ids
