"""Which records a network draws together, each in a stable place: the one choice for page and files.

A choice does not depend on filters, so under a filter nothing moves. Only "tidy" lays out what the filters leave.

    at rest     the weightiest records of the level of detail; whatever a pick needs besides joins it as a guest
    steps       what is near the record picked, the nearest first
    tidy        the same of what is shown
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from itertools import chain, islice
from typing import Literal, NamedTuple

import numpy as np

from explorer.landscape import Landscape
from explorer.model import Event
from explorer.network.pane.sizes import most, pane_of, resting_ids
from explorer.query.columns import Ints, Truths
from explorer.query.paths import adjacency, rings
from explorer.query.selection import Nodes
from explorer.query.visible import View
from explorer.query.wider import home_of

Reason = Literal["at rest", "steps", "tidy"]


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
    mode, pane = selection.nodes, pane_of(width)
    many = most(pane, mode)
    reason: Reason = "at rest"
    if selection.steps and selection.focus:
        rings_ = rings_shown(view, shown_only=selection.tidy)
        near = ([adjacency(landscape).ids[node] for node in ring.tolist()] for ring in rings_)
        reason, ids = "steps", _nearest(view, near, many)
    elif selection.tidy:
        reason, ids = "tidy", frozenset(view.weightiest(many, mode))
    else:
        ids = resting_ids(home_of(landscape), pane, mode, selection.level)
    return NodeChoice(reason, mode, width, tuple(sorted(ids)))


def laid_out_in(landscape: Landscape, base: NodeChoice) -> Landscape:
    """The landscape in which a base is laid out: what rests is the same in all that stand for one."""
    return home_of(landscape) if base.reason == "at rest" else landscape


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
