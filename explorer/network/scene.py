"""A network's scene: nodes in lanes by time, edges between them, every place as plain data.

It is worked out once, for slides (export/slides/); the page draws panes (pane_scene.py). Nothing in it depends on what
is selected.

    records -> nodes and edges (bundled ties) -> layout -> edge_routing
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from explorer.draw.palette import lane_look
from explorer.draw.text_metrics import shortened, text_width
from explorer.landscape import Landscape
from explorer.model import Actor, Basis, Citation, Event, Side, VerbGroup
from explorer.network.boxes import Tie
from explorer.network.edge_routing import Route, routes
from explorer.network.edges import Bundle, counted, shared_sentence, ties_among
from explorer.network.layout import BETWEEN_ACTORS, places
from explorer.network.nodes import NodeMark, actor_mark, event_mark, node_of, set_at
from explorer.query.graph import tied_to
from explorer.query.selection import Nodes

LANE_TITLE_WIDTH, TITLE_SHARE = 110.0, 0.6
"""px that are kept for the names of lanes at least, and which share of the picture's width at most."""
TITLE_X, TITLE_SIZE = 10.0, 13.0
"""Where the name of a lane begins, and its type size, in px."""

AMONG_ACTORS = 34.0
"""px between rows where there are actors only: their ties have no other room."""


@dataclass(frozen=True)
class EdgeMark:
    """One drawn tie: relations alike in ends, group, side and basis; a step of a bill's life; or events shared."""

    id: str
    subject: str
    object: str
    group: VerbGroup
    side: Side
    basis: Basis
    thread: str  # the instrument's id; empty but for a step of its life
    look: str  # of the subject's lane
    path: str
    shown: bool  # False: drawn only while an end is picked
    label: str
    sources: tuple[Citation, ...]  # of the relations it stands for, and of no others
    relations: tuple[str, ...]  # their ids
    events: tuple[str, ...]  # ids of the events shared, among actors only
    said: str  # what is told of it, among actors only: who shares what

    def lit_with(self, focus: str) -> bool:
        """Whether it lights up when `focus` is picked: an end, an event shared, or the instrument it is a step of."""
        return bool(focus) and focus in (self.subject, self.object, self.thread, *self.events)


@dataclass(frozen=True)
class LaneBand:
    label: str
    look: str
    top: float
    bottom: float


@dataclass(frozen=True)
class NetworkScene:
    width: float
    height: float
    bands: tuple[LaneBand, ...]
    nodes: tuple[NodeMark, ...]
    edges: tuple[EdgeMark, ...]
    ties: dict[str, frozenset[str]]  # what can be picked: the nodes that light up with it
    mode: Nodes  # actors and events, or actors only


def network_scene(
    landscape: Landscape,
    width: float = 920,
    ids: Iterable[str] | None = None,
    mode: Nodes = "all",
    only: Collection[str] | None = None,
) -> NetworkScene:
    """The scene `width` px wide of all actors and events, or of those in `ids`; of actors only where `mode` says so.

    With `only` no other ties than those count.
    Work grows with what is drawn, not with the landscape.
    """
    records = _records_drawn(landscape, ids, mode)
    ties_drawn = ties_among(landscape, records, mode, only)
    ties = _lit_with(landscape, records) if mode == "all" else _shared_ties(ties_drawn, records)
    hub = max(
        (record for record in records.values() if isinstance(record, Actor)),
        key=lambda actor: (len(ties[actor.id]), -actor.weight, actor.id),
        default=None,
    )
    marks = [
        actor_mark(landscape, record, record is hub, _count(landscape, id, ties, mode))
        if isinstance(record, Actor)
        else event_mark(landscape, record, _count(landscape, id, ties, mode))
        for id, record in records.items()
    ]
    used = [lane for lane in landscape.lanes if any(mark.lane == lane.id for mark in marks)]
    lanes = [lane.id for lane in used]
    titles = [shortened(lane.label, TITLE_SHARE * width - TITLE_X, TITLE_SIZE, bold=True) for lane in used]
    title_width = max([LANE_TITLE_WIDTH, *(TITLE_X + text_width(title, TITLE_SIZE, bold=True) for title in titles)])
    nodes = [node_of(mark, lanes.index(mark.lane), records[mark.id]) for mark in marks]
    wires = [Tie(b.id, b.subject, b.object, b.weight, b.drawn) for b in ties_drawn]
    between = BETWEEN_ACTORS if mode == "all" else AMONG_ACTORS
    placed = places(nodes, wires, width, title_width, len(lanes), between)
    ordinary = routes(nodes, wires, placed)
    set_marks = {mark.id: set_at(mark, placed) for mark in marks}
    return NetworkScene(
        width=width,
        height=placed.height,
        bands=tuple(
            LaneBand(title, lane_look(landscape.lanes, lane.id), *band)
            for lane, title, band in zip(used, titles, placed.bands, strict=True)
        ),
        nodes=tuple(set_marks.values()),
        edges=tuple(_edge_mark(landscape, b, set_marks[b.subject].look, ordinary[b.id]) for b in ties_drawn),
        ties=ties,
        mode=mode,
    )


def _edge_mark(
    landscape: Landscape,
    bundle: Bundle,
    look: str,
    ordinary: Route,
) -> EdgeMark:
    b = bundle
    return EdgeMark(
        id=b.id,
        subject=b.subject,
        object=b.object,
        group=b.group,
        side=b.side,
        basis=b.basis,
        thread=b.thread,
        look=look,
        path=ordinary.path,
        shown=b.drawn,
        label=b.label,
        sources=b.sources,
        relations=b.relations,
        events=b.events,
        said=shared_sentence(landscape, b.subject, b.object, b.events) if b.events else "",
    )


def _records_drawn(landscape: Landscape, ids: Iterable[str] | None, mode: Nodes) -> dict[str, Actor | Event]:
    known = landscape.records
    wanted = known if ids is None else sorted(known.keys() & set(ids))
    return {id: known[id] for id in wanted if mode == "all" or isinstance(known[id], Actor)}


def _lit_with(landscape: Landscape, records: Mapping[str, Actor | Event]) -> dict[str, frozenset[str]]:
    """The nodes that light up with each record drawn, and with each instrument of which a step is drawn."""
    ties = {id: tied_to(landscape, id) & records.keys() for id in records}
    threads = {record.instrument for record in records.values() if isinstance(record, Event)} - {""}
    return ties | {thread: tied_to(landscape, thread) & records.keys() for thread in sorted(threads)}


def _shared_ties(found: Sequence[Bundle], records: Mapping[str, Actor | Event]) -> dict[str, frozenset[str]]:
    """The actors that light up with each actor drawn, and with each event that some of them share."""
    ties: dict[str, set[str]] = {id: set() for id in records}
    for bundle in found:
        ties[bundle.subject].add(bundle.object)
        ties[bundle.object].add(bundle.subject)
        for event in bundle.events:
            ties.setdefault(event, set()).update((bundle.subject, bundle.object))
    return {id: frozenset(others) for id, others in ties.items()}


def _count(landscape: Landscape, id: str, ties: Mapping[str, frozenset[str]], mode: Nodes) -> str:
    """How many connections a record has in the whole landscape; or with how many actors it shares events."""
    if mode == "actors":
        return f"shares events with {counted(len(ties[id]), 'actor')}"
    return counted(len(landscape.relations_of[id]), "connection")
