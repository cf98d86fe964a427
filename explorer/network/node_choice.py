"""Which records a network draws together, each in a stable place: the one choice for page and files.

A choice does not depend on filters, so under a filter nothing moves. Only "tidy" lays out what the filters leave.

    at rest     the weightiest records of the level of detail
    picked      a record that is not among them, and what it is tied to
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

from explorer.model import Actor, Event, Landscape, once
from explorer.network.edges import shared_events
from explorer.query.columns import Ints, Truths
from explorer.query.graph import tied_to
from explorer.query.masks import WEIGHTS
from explorer.query.paths import adjacency, rings
from explorer.query.selection import Level, Nodes, Selection
from explorer.query.visible import View, whole

Screen = Literal["wide", "narrow"]
Reason = Literal["at rest", "picked", "steps", "tidy"]

WIDE_FROM = 600
"""From this width in px a network counts as one on a desk."""

MAX_AT_REST: dict[Screen, int] = {"wide": 64, "narrow": 24}
"""So many records the whole network draws: as many as can be read in one picture, of a screen's height on a desk."""

MAX_NODES_DRAWN: dict[Screen, int] = {"wide": 160, "narrow": 48}
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
    desk: Screen = "wide" if width >= WIDE_FROM else "narrow"
    mode, focus, most = selection.nodes, selection.focus, MAX_NODES_DRAWN[desk]
    must = _drawable(landscape, on_path, mode)
    reason: Reason = "at rest"
    if selection.steps and focus:
        rings_ = rings_shown(view, shown_only=selection.tidy)
        near = ([adjacency(landscape).ids[node] for node in ring.tolist()] for ring in rings_)
        reason, ids = "steps", _nearest(view, [must, *near], most)
    elif selection.tidy:
        reason, ids = "tidy", _nearest(view, [must, view.weightiest(most, mode)], most)
    else:
        ids = at_rest_ids(landscape, mode, selection.level, desk)
        if not _holds(landscape, focus, mode, ids) or not must <= ids:
            picked = (_drawable(landscape, some, mode) for some in ({focus}, _lit(landscape, focus, mode)))
            reason, ids = "picked", _nearest(view, [must, *picked], most)
    return NodeChoice(reason, mode, width, tuple(sorted(ids)))


def draws_at_rest(landscape: Landscape, selection: Selection, width: int) -> bool:
    """Whether the whole network draws what is selected, or something that lights up with it."""
    desk: Screen = "wide" if width >= WIDE_FROM else "narrow"
    ids = at_rest_ids(landscape, selection.nodes, selection.level, desk)
    return _holds(landscape, selection.focus, selection.nodes, ids)


def at_rest_ids(
    landscape: Landscape, mode: Nodes = "all", level: Level = "all", desk: Screen = "wide"
) -> frozenset[str]:
    """What the whole network draws while nothing is asked of it."""
    return _resting(landscape)(mode, level, MAX_AT_REST[desk])


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


def _holds(landscape: Landscape, focus: str, mode: Nodes, ids: frozenset[str]) -> bool:
    """Whether what is picked is drawn: itself or, if it is no node, something that lights up with it."""
    if not focus or _drawable(landscape, [focus], mode):
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


def _drawable(landscape: Landscape, ids: Iterable[str], mode: Nodes) -> set[str]:
    """Those among some ids that can be drawn."""
    records = landscape.records
    return {id for id in ids if id in records and (mode == "all" or isinstance(records[id], Actor))}


def _nearest(view: View, groups: Iterable[Iterable[str]], most: int) -> frozenset[str]:
    """Group after group, the weightiest of each first, until there are `most`."""
    chosen = chain.from_iterable(view.weightiest(most, among=group) for group in groups)
    return frozenset(islice(dict.fromkeys(chosen), most))


@once
def _resting(landscape: Landscape) -> Callable[[Nodes, Level, int], frozenset[str]]:
    """What the whole network draws, by mode, level of detail and how many at most. Actors alone who share no event
    with another who is drawn are left out: there is nothing to see of them."""

    @cache
    def ids(mode: Nodes, level: Level, most: int) -> frozenset[str]:
        detailed = (id for id, record in landscape.records.items() if record.weight <= WEIGHTS[level])
        chosen = whole(landscape).weightiest(most, mode, detailed)
        if mode == "all":
            return frozenset(chosen)
        ties = shared_events(landscape, {id: landscape.records[id] for id in chosen})
        return frozenset(end for tie in ties for end in (tie.subject, tie.object))

    return ids
