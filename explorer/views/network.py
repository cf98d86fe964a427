"""A Landscape in; the network's scene out: nodes in lanes by time, edges between them, every place as plain data.

The scene is worked out once and drawn by one pen on the page and on slides (network_svg.py). Nothing in it depends on
what is selected but the words on edges, whose places are worked out here for each end that can be picked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from explorer.dates import short_words, sort_key
from explorer.graph import tied
from explorer.model import NOT_HAPPENED, Actor, Basis, Citation, Event, Landscape, Relation, Side, Verb, VerbGroup
from explorer.views.details import contradicted
from explorer.views.lettering import text_width, wrapped
from explorer.views.palette import Symbol, lane_look, symbol_of
from explorer.views.places import Node, Places, Tie, places
from explorer.views.routes import Route, lit_routes, point_at, routes

LANE_TITLE_WIDTH = 110
LABEL_SIZE, KEY_SIZE, HUB_SIZE, DATE_SIZE, VERB_SIZE = 12.5, 14.0, 15.5, 11.5, 12.0
LABEL_LEADING, DATE_LEADING = 15.0, 14.0

MANY_EDGES = 50
"""Above so many edges, belonging and context are drawn only for the node that is picked."""

_WEIGHTS: dict[VerbGroup, float] = {
    "act": 3,
    "stance": 2,
    "lineage": 2,
    "service": 1,
    "affiliation": 0.6,
    "context": 0.5,
}

Box = tuple[float, float, float, float]  # left, top, right, bottom
Boxes = NDArray[np.float64]


@dataclass(frozen=True)
class NodeMark:
    id: str
    kind: str  # "actor" or "event"
    form: str  # an actor's: "person", "body", "collective"; an event's: its kind
    lane: str
    look: str
    x: float  # centre of the whole box, labels included
    y: float
    width: float
    height: float
    lines: tuple[str, ...]
    when: str  # an event's date in short words; empty for actors
    key: bool
    hub: bool  # the best-connected actor alone
    hollow: bool  # planned, pending, possible or scheduled
    symbol: Symbol
    radius: float  # of an event's symbol, which sits at the top of the box
    name: str  # what a screen reader says

    @property
    def box(self) -> Box:
        return (
            self.x - self.width / 2,
            self.y - self.height / 2,
            self.x + self.width / 2,
            self.y + self.height / 2,
        )


@dataclass(frozen=True)
class EdgeMark:
    """One drawn tie: all relations of one subject and object that share group, side and basis; or a bill's thread."""

    id: str
    subject: str
    object: str
    group: VerbGroup
    side: Side
    basis: Basis
    thread: str  # the instrument's id; empty for relations
    look: str  # of the subject's lane
    path: str
    lit_path: str  # drawn instead of `path` while an end is picked
    shown: bool  # False: drawn only while an end is picked
    label: str
    label_at: dict[str, tuple[float, float]]  # picked end: middle of the words
    sources: tuple[Citation, ...]  # of the relations it stands for, and of no others

    def lit_with(self, focus: str) -> bool:
        """Whether it lights up when `focus` is picked: one of its ends, or the instrument whose thread it is."""
        return bool(focus) and focus in (self.subject, self.object, self.thread)


@dataclass(frozen=True)
class Band:
    label: str
    look: str
    top: float
    bottom: float


@dataclass(frozen=True)
class NetworkScene:
    width: float
    height: float
    bands: tuple[Band, ...]
    nodes: tuple[NodeMark, ...]
    edges: tuple[EdgeMark, ...]
    ties: dict[str, frozenset[str]]  # what can be picked: the nodes that light up with it
    left_out: int  # actors and events of the landscape that are not drawn


@dataclass(frozen=True)
class _Bundle:
    id: str
    subject: str
    object: str
    group: VerbGroup
    side: Side
    basis: Basis
    thread: str
    label: str
    drawn: bool
    sources: tuple[Citation, ...]


def network_scene(
    landscape: Landscape, width: float = 920, ids: frozenset[str] | None = None, beside: float = 0
) -> NetworkScene:
    """The scene `width` px wide of all actors and events, or of those in `ids`.

    `beside` px are kept free beside the words on edges, for citations.
    """
    records = {id: record for id, record in landscape.records.items() if ids is None or id in ids}
    bundles = _bundles(landscape, records)
    ties = {id: others & records.keys() for id, others in tied(landscape).items()}
    hub = max(
        (record for record in records.values() if isinstance(record, Actor)),
        key=lambda actor: (len(ties[actor.id]), -actor.weight, actor.id),
        default=None,
    )
    counts = _connections(landscape, records)
    disputed = contradicted(landscape)
    marks = [
        _actor_mark(landscape, record, record is hub, counts[record.id])
        if isinstance(record, Actor)
        else _event_mark(landscape, record, counts[record.id], record.id in disputed)
        for record in records.values()
    ]
    lanes = [lane.id for lane in landscape.lanes if any(mark.lane == lane.id for mark in marks)]
    nodes = [_node(mark, lanes.index(mark.lane), records[mark.id]) for mark in marks]
    wires = [Tie(b.id, b.subject, b.object, 3 if b.thread else _WEIGHTS[b.group], b.drawn) for b in bundles]
    placed = places(nodes, wires, width, LANE_TITLE_WIDTH, len(lanes))
    ordinary = routes(nodes, wires, placed)
    lit = lit_routes(nodes, wires, placed, ordinary)
    set_marks = {mark.id: _at(mark, placed) for mark in marks}
    label_at = _label_places(bundles, set_marks, {**ordinary, **lit}, (width, placed.height), beside)
    return NetworkScene(
        width=width,
        height=placed.height,
        bands=tuple(
            Band(lane.label, lane_look(landscape.lanes, lane.id), *placed.bands[lanes.index(lane.id)])
            for lane in landscape.lanes
            if lane.id in lanes
        ),
        nodes=tuple(set_marks.values()),
        edges=tuple(
            EdgeMark(
                id=b.id,
                subject=b.subject,
                object=b.object,
                group=b.group,
                side=b.side,
                basis=b.basis,
                thread=b.thread,
                look=set_marks[b.subject].look,
                path=ordinary[b.id].path,
                lit_path=lit.get(b.id, ordinary[b.id]).path,
                shown=b.drawn,
                label=b.label,
                label_at=label_at[b.id],
                sources=b.sources,
            )
            for b in bundles
        ),
        ties=ties,
        left_out=len(landscape.records) - len(records),
    )


def _connections(landscape: Landscape, records: Iterable[str]) -> dict[str, int]:
    """How many relations each record has in the whole landscape."""
    counts = dict.fromkeys(records, 0)
    for relation in landscape.relations:
        for end in {relation.subject, relation.object}:
            if end in counts:
                counts[end] += 1
    return counts


def _bundles(landscape: Landscape, records: dict[str, Actor | Event]) -> list[_Bundle]:
    verbs = {verb.id: verb for verb in landscape.verbs}
    grouped: dict[tuple[str, str, VerbGroup, Side, Basis], list[Relation]] = defaultdict(list)
    for relation in landscape.relations:
        if relation.subject in records and relation.object in records:
            verb = verbs[relation.verb]
            grouped[relation.subject, relation.object, verb.group, verb.side, relation.basis].append(relation)
    many = len(grouped) > MANY_EDGES
    bundles = [
        _Bundle(
            id=relations[0].id,
            subject=subject,
            object=object,
            group=group,
            side=side,
            basis=basis,
            thread="",
            label=_edge_words(relations, verbs, records[object]),
            drawn=not (many and group in ("affiliation", "context")) and relations[0].verb != "part-of",
            sources=tuple(citation for relation in relations for citation in relation.sources),
        )
        for (subject, object, group, side, basis), relations in grouped.items()
    ]
    for instrument in landscape.instruments:
        steps = [record for record in records.values() if isinstance(record, Event)]
        steps = sorted((e for e in steps if e.instrument == instrument.id), key=lambda e: sort_key(e.date, e.id))
        bundles += [
            _Bundle(
                f"{instrument.id}-{a.id}-{b.id}", a.id, b.id, "lineage", "", "reported", instrument.id, "then", True, ()
            )
            for a, b in pairwise(steps)
        ]
    return sorted(bundles, key=lambda bundle: bundle.id)


def _edge_words(relations: Sequence[Relation], verbs: dict[str, Verb], object: Actor | Event) -> str:
    """The verbs in their order, each once; a date where it is not the event's own; the basis unless reported."""
    words = []
    for relation in relations:
        word = verbs[relation.verb].label
        if relation.date and isinstance(object, Event) and relation.date.precision == "day":
            same = relation.date.earliest == object.date.earliest or object.status in NOT_HAPPENED
            word += "" if same else f" {short_words(relation.date)}"
        if word not in words:
            words.append(word)
    basis = relations[0].basis
    return ", ".join(words) + ("" if basis == "reported" else f" · {basis}")


def _connection_words(count: int) -> str:
    return f"{count} connection" + ("" if count == 1 else "s")


def _actor_mark(landscape: Landscape, actor: Actor, hub: bool, count: int) -> NodeMark:
    key = actor.weight == 1
    size = HUB_SIZE if hub else KEY_SIZE if key else LABEL_SIZE
    lines = tuple(wrapped(actor.name, 150 if key else 128, size, key or hub, most=3))
    widest = max(text_width(line, size, True) for line in lines)  # bold once it is lit
    form = {"person": "person", "community": "collective"}.get(actor.kind, "body")
    return NodeMark(
        id=actor.id,
        kind="actor",
        form=form,
        lane=actor.lane,
        look=lane_look(landscape.lanes, actor.lane),
        x=0,
        y=0,
        width=round(widest + (2 * 14 if form == "person" else 2 * 9)) + 2,
        height=(36 if hub else 32 if key else 24) + (len(lines) - 1) * LABEL_LEADING,
        lines=lines,
        when="",
        key=key,
        hub=hub,
        hollow=False,
        symbol="circle",
        radius=0,
        name=", ".join(part for part in (actor.name, actor.role, _connection_words(count)) if part),
    )


def _event_mark(landscape: Landscape, event: Event, count: int, disputed: bool) -> NodeMark:
    key = event.weight == 1
    hollow = event.status in NOT_HAPPENED
    when = short_words(event.date)
    when = f"{event.status}, {when}" if hollow else when
    when += " ≠" if disputed else ""
    lines = tuple(wrapped(event.short_title or event.title, 124 if key else 112, LABEL_SIZE, True, most=3))
    widest = max(text_width(line, LABEL_SIZE, True) for line in lines)
    radius = 11.0 if key else 7.0
    lane = next(lane.label for lane in landscape.lanes if lane.id == event.lane)
    return NodeMark(
        id=event.id,
        kind="event",
        form=event.kind,
        lane=event.lane,
        look=lane_look(landscape.lanes, event.lane),
        x=0,
        y=0,
        width=round(max(widest, text_width(when, DATE_SIZE), 2.5 * radius)) + 4,
        height=2.44 * radius + 3 + len(lines) * LABEL_LEADING + DATE_LEADING,
        lines=lines,
        when=when,
        key=key,
        hub=False,
        hollow=hollow,
        symbol=symbol_of(event.kind),
        radius=radius,
        name=f"{' '.join(lines)}, {when}, {event.kind}, {lane}, {event.status}, {_connection_words(count)}"
        + (", sources disagree" if disputed else ""),
    )


def _node(mark: NodeMark, lane: int, record: Actor | Event) -> Node:
    day = None
    if isinstance(record, Event):
        ends = [end for end in (record.date.earliest, record.date.latest) if end]
        middle = sum(end.toordinal() for end in ends) // len(ends) if ends else None
        open_end = record.date.latest is None and record.date.earliest is not None
        day = record.date.earliest.toordinal() if open_end and record.date.earliest else middle
    return Node(
        id=mark.id,
        lane=lane,
        kind="actor" if mark.kind == "actor" else "event",
        day=day,
        weight=record.weight,
        width=mark.width,
        height=mark.height,
        symbol_height=2.44 * mark.radius,
    )


def _at(mark: NodeMark, placed: Places) -> NodeMark:
    x, y = placed.centre[mark.id]
    return NodeMark(**{**mark.__dict__, "x": x, "y": y})


def _label_places(
    bundles: Sequence[_Bundle],
    marks: dict[str, NodeMark],
    ways: dict[str, Route],
    size: tuple[float, float],
    beside: float,
) -> dict[str, dict[str, tuple[float, float]]]:
    """For each edge and each end that may be picked: a place for its words clear of lit, then of grey."""
    at: dict[str, dict[str, tuple[float, float]]] = {bundle.id: {} for bundle in bundles}
    of_node: dict[str, list[_Bundle]] = defaultdict(list)
    for bundle in bundles:
        of_node[bundle.subject].append(bundle)
        of_node[bundle.object].append(bundle)
    width, height = size
    grounds = {id: np.array(mark.box) for id, mark in marks.items()}
    tries = {bundle.id: _tries(ways[bundle.id], _half(bundle, beside)) for bundle in bundles}
    for picked, mine in of_node.items():
        lit = {end for bundle in mine for end in (bundle.subject, bundle.object)}
        taken = [grounds[id] + (-2, -2, 2, 2) for id in sorted(lit)]
        grey = [ground for id, ground in grounds.items() if id not in lit] or [np.zeros(4)]
        for bundle in sorted(mine, key=lambda b: (len(ways[b.id].points), b.id)):
            half = _half(bundle, beside)
            low, high = (half, 9.0), (max(half, width - half), max(9.0, height - 9))
            spots = np.clip(tries[bundle.id], low, high)
            reach = np.array((half, 9.0))
            boxes = np.hstack([spots - reach, spots + reach])
            met = 10 * _shared(boxes, np.array(taken)) + _shared(boxes, np.array(grey))
            best = int(np.argmin(np.round(met + np.arange(len(spots)) * 0.2)))  # the earlier try, if as good
            at[bundle.id][picked] = (round(float(spots[best][0]), 1), round(float(spots[best][1]), 1))
            taken.append(boxes[best])
    return at


def _half(bundle: _Bundle, beside: float) -> float:
    """Half the width in px of an edge's words, their margin and what stands beside them."""
    return (text_width(bundle.label, VERB_SIZE) + beside) / 2 + 4


def _tries(route: Route, half: float) -> Boxes:
    """Places along an edge, the middle first, then beside it: rows of x and y."""
    along = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82, 0.1, 0.9, 0.05, 0.95)
    aside = [(0.0, 0.0), (0, 13), (0, -13), (half + 4, 0), (-half - 4, 0), (0, 22), (0, -22)]
    aside += [(half, 15), (-half, 15), (half, -15), (-half, -15), (0, 32), (0, -32)]
    on = np.array([point_at(route, t) for t in along])
    return np.vstack([on + shift for shift in aside])


def _shared(boxes: Boxes, others: Boxes) -> Boxes:
    """For each box the area in px² that it shares with all the others together."""
    across = np.minimum(boxes[:, None, 2:], others[None, :, 2:]) - np.maximum(boxes[:, None, :2], others[None, :, :2])
    return np.asarray(np.prod(np.maximum(across, 0), axis=2).sum(axis=1))
