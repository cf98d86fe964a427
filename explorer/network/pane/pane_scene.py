"""The network's pane at rest: exactly as large as the pane, whatever the landscape; every place as plain data.

records -> nodes with the room they may come to need -> bands, places -> the ties that run clear of everything
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from explorer.draw.palette import lane_look
from explorer.draw.text_metrics import shortened, text_width, wrapped
from explorer.landscape import Landscape, once
from explorer.model import Actor, Event
from explorer.network.edges import Bundle, bundles, forest, shared_events
from explorer.network.geometry.ground import Ground
from explorer.network.geometry.tracing import Curve, trace
from explorer.network.nodes import day_of
from explorer.network.pane.pane_edges import PaneEdge, edge_of, end_of
from explorer.network.pane.pane_layout import HIGH, Resting, bands_of, places, taste_of, wishes
from explorer.network.pane.pane_nodes import PaneNode, pane_mark, widest_words
from explorer.network.pane.sizes import BOOKKEEPING, Pane, acts_of
from explorer.query.graph import tied_to
from explorer.query.ranking import by_weight
from explorer.query.selection import Nodes
from explorer.wording import how_many

LANE_SIZE, LANE_LEADING, LANE_X = 13.0, 15.0, 10.0
MAX_EDGES, EDGES_FOR_EACH = 30, 1.15
MET = 30.0  # px beside other lines that a tie at rest may run: about two crossings
FIRST_MET = 60.0  # … one without which something would stand alone
BEST_TIED, LOOKED_AT = 20, 200
MOST_STEPS, ROOMY = 12, 2.2  # of an instrument that room is kept for; steps lie in a row, and a row has gaps
ONE_GUEST = 4_600.0  # px² that one that joins a pick takes, with what is round it

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class PaneBand:
    id: str
    lines: tuple[str, ...]
    look: str
    top: float
    bottom: float
    name: Box  # of its words


@dataclass(frozen=True)
class PaneScene:
    pane: Pane
    bands: tuple[PaneBand, ...]
    nodes: tuple[PaneNode, ...]
    edges: tuple[PaneEdge, ...]
    ties: dict[str, frozenset[str]]  # what can be picked: the nodes that light up with it
    mode: Nodes
    hub: str  # the actor who acts most
    times: dict[str, float]  # of every event: its time as x

    @property
    def width(self) -> float:
        return float(self.pane.width)

    @property
    def height(self) -> float:
        return float(self.pane.height)


def pane_scene(
    landscape: Landscape,
    pane: Pane,
    ids: Iterable[str],
    mode: Nodes = "all",
    only: Collection[str] | None = None,
    variant: int = 0,
) -> PaneScene:
    """The scene of some records, exactly as large as the pane; with `only` no other ties than those count. `variant` is
    one of several ways to lay it out."""
    known = landscape.records
    records = {id: known[id] for id in sorted(known.keys() & set(ids)) if mode == "all" or isinstance(known[id], Actor)}
    found = bundles(landscape, records) if mode == "all" else shared_events(landscape, records)
    found = [bundle for bundle in found if only is None or bundle.id in only]
    lanes = [lane.id for lane in landscape.lanes if lane.id in lanes_used(landscape, mode)]
    hub = hub_of(landscape, records)
    marks = [_mark(landscape, record, id == hub, found, mode) for id, record in records.items()]
    bands = _bands(landscape, pane, lanes, marks, mode)
    times = _times(landscape, pane, records)
    placed = places(
        pane,
        [(band.top, band.bottom) for band in bands],
        _resting(landscape, marks, records, lanes, found, times),
        [np.array(band.name) for band in bands],
        taste_of(pane, variant),
    )
    edges = _edges(landscape, pane, bands, placed, found, records, mode)
    return PaneScene(pane, bands, placed, edges, _lit_with(landscape, records, found, mode), mode, hub, times)


def ground_of(pane: Pane, bands: Sequence[PaneBand]) -> Ground:
    """The bare pane: nothing stands on the names of its lanes."""
    ground = Ground(pane.width, pane.height, pane.gutter)
    if not pane.gutter:
        for band in bands:
            ground.put(band.name, clear=2.0)
    return ground


def hub_of(landscape: Landscape, records: Mapping[str, Actor | Event]) -> str:
    """Whoever acts most among some records: the weightiest first where two do as much."""
    acts = acts_of(landscape)
    actors = [record for record in records.values() if isinstance(record, Actor) and acts[record.id][1]]
    best = max(actors, key=lambda actor: (acts[actor.id][1], acts[actor.id][0], -actor.weight, actor.id), default=None)
    return best.id if best else ""


@once
def _lanes_used(landscape: Landscape) -> dict[str, frozenset[str]]:
    actors = frozenset(actor.lane for actor in landscape.actors)
    return {"actors": actors, "all": actors | {event.lane for event in landscape.events}}


def lanes_used(landscape: Landscape, mode: Nodes) -> frozenset[str]:
    """The lanes that hold anything that can be drawn."""
    return _lanes_used(landscape)[mode]


def _mark(landscape: Landscape, record: Actor | Event, hub: bool, found: Sequence[Bundle], mode: Nodes) -> PaneNode:
    if mode == "actors":
        others = sum(record.id in (bundle.subject, bundle.object) for bundle in found)
        return pane_mark(landscape, record, hub, f"shares events with {how_many(others, 'actor')}", "00 events")
    ties = how_many(len(landscape.relations_of[record.id]), "connection")
    verbs = landscape.verbs_by_id
    return pane_mark(landscape, record, hub, ties, widest_words(landscape, verbs, record.id))


def _bands(
    landscape: Landscape, pane: Pane, lanes: Sequence[str], marks: Sequence[PaneNode], mode: Nodes
) -> tuple[PaneBand, ...]:
    need = dict.fromkeys(lanes, 0.0)
    for mark in marks:
        left, top, right, bottom = mark.kept
        need[mark.lane] += (right - left + 24) * (bottom - top + 20)
    for lane, area in _guest_need(landscape, pane, {mark.id for mark in marks}, mode).items():
        need[lane] = need.get(lane, 0.0) + area
    return bands_named(landscape, pane, {lane: need[lane] for lane in lanes})


def bands_named(landscape: Landscape, pane: Pane, need: Mapping[str, float]) -> tuple[PaneBand, ...]:
    """The band of each lane by the px² that it needs, with its name: in the gutter, or in the band's corner where
    there is none."""
    known = {lane.id: lane for lane in landscape.lanes}
    found = []
    for lane, (top, bottom) in zip(need, bands_of(pane, [*need.values()]), strict=True):
        label = known[lane].label
        if pane.gutter:
            most = max(1, min(3, int((bottom - top - 6) // LANE_LEADING)))
            lines = tuple(wrapped(label, pane.gutter - LANE_X - 4, LANE_SIZE, True, most=most))
        else:
            lines = (shortened(label, 0.4 * pane.width, LANE_SIZE, True),)
        wide = max(text_width(line, LANE_SIZE, True) for line in lines)
        name = (0.0, top + 3, LANE_X + wide + 3, top + 8 + len(lines) * LANE_LEADING)
        found.append(PaneBand(lane, lines, lane_look(landscape.lanes, lane), top, bottom, name))
    return tuple(found)


def _guest_need(landscape: Landscape, pane: Pane, there: set[str], mode: Nodes) -> dict[str, float]:
    """px² by lane for those who join a pick of a best-tied record or, in a pane that is not low, of an instrument."""
    rank = by_weight(landscape)
    best = sorted(
        landscape.records.values(), key=lambda record: (-len(landscape.relations_of[record.id]), rank(record))
    )
    counts: dict[str, list[int]] = {}
    picked = [record for record in best if mode == "all" or isinstance(record, Actor)][:BEST_TIED]
    for at, record in enumerate(picked):
        ends = {
            end
            for relation in landscape.relations_of[record.id][:LOOKED_AT]
            for end in (relation.subject, relation.object)
        }
        for id in (ends & landscape.records.keys()) - there - {record.id}:
            other = landscape.records[id]
            if mode == "all" or isinstance(other, Actor):
                counts.setdefault(other.lane, [0] * len(picked))[at] += 1
    need = {
        lane: 0.75 * float(np.percentile(many, 85)) + 0.25 * min(max(many), 24) for lane, many in sorted(counts.items())
    }
    for steps in landscape.steps_of.values() if mode == "all" and pane.height > HIGH else ():
        for lane, many in Counter(step.lane for step in steps if step.id not in there).items():
            need[lane] = max(need.get(lane, 0.0), ROOMY * min(many, MOST_STEPS))
    return {lane: ONE_GUEST * many for lane, many in sorted(need.items())}


@once
def _days(landscape: Landscape) -> dict[str, int]:
    """By event its day; none where no date is known."""
    return {event.id: day for event in landscape.events if (day := day_of(event)) is not None}


def _times(landscape: Landscape, pane: Pane, records: Mapping[str, Actor | Event]) -> dict[str, float]:
    days = [(day, id) for id, day in _days(landscape).items()]
    return wishes(days, records, pane.gutter + 30.0, pane.width - 130.0)


def _resting(
    landscape: Landscape,
    marks: Sequence[PaneNode],
    records: Mapping[str, Actor | Event],
    lanes: Sequence[str],
    found: Sequence[Bundle],
    times: Mapping[str, float],
) -> Resting:
    days = _days(landscape)
    before: dict[str, int] = {}
    hidden = {}
    for id in sorted(days, key=lambda id: (days[id], id)):
        lane = landscape.records[id].lane
        hidden[id] = before.get(lane, 0)
        before[lane] = hidden[id] + (id not in records)
    index = {mark.id: i for i, mark in enumerate(marks)}
    soft = 0.25
    middle = sum(times.values()) / len(times) if times else 0.0
    return Resting(
        nodes=tuple(marks),
        lane=tuple(lanes.index(mark.lane) for mark in marks),
        day=tuple(days.get(mark.id) for mark in marks),
        wish=tuple(times.get(mark.id, middle) for mark in marks),
        hidden=tuple(hidden.get(mark.id, 0) for mark in marks),
        ties=tuple(
            (index[b.subject], index[b.object], soft if b.group in BOOKKEEPING else min(b.weight, 3.0) / 3)
            for b in found
            if b.subject != b.object
        ),
        pull=tuple(float(min(60, len(landscape.relations_of[mark.id]))) for mark in marks),
    )


# --- the ties that are drawn at rest ------------------------------------------------------------------------------


def _edges(
    landscape: Landscape,
    pane: Pane,
    bands: Sequence[PaneBand],
    placed: Sequence[PaneNode],
    found: Sequence[Bundle],
    records: Mapping[str, Actor | Event],
    mode: Nodes,
) -> tuple[PaneEdge, ...]:
    """The heaviest ties that run through no box and meet few others, each pair of records tied once."""
    nodes = {node.id: node for node in placed}
    ground = ground_of(pane, bands)
    for node in placed:
        ground.put(node.box)
    kept: dict[str, tuple[Bundle, Curve]] = {}
    count = max(MAX_EDGES, round(EDGES_FOR_EACH * len(placed)))
    cells = {}
    for bundle, first in _ranked(found, records, mode):
        if len(kept) >= count:
            break
        curve = trace(ground, end_of(nodes[bundle.subject]), end_of(nodes[bundle.object]))
        if curve.hit == 0 and curve.met <= (FIRST_MET if first else MET):
            kept[bundle.id] = (bundle, curve)
            cells[bundle.id] = curve.cells(ground)
            ground.draw(cells[bundle.id])
    for id, (bundle, _) in kept.items():
        ground.draw(cells[id], -1)
        again = trace(ground, end_of(nodes[bundle.subject]), end_of(nodes[bundle.object]))
        if again.hit == 0:
            kept[id], cells[id] = (bundle, again), again.cells(ground)
        ground.draw(cells[id])
    return tuple(
        edge_of(landscape, bundle, curve, nodes[bundle.subject].look) for _, (bundle, curve) in sorted(kept.items())
    )


def _ranked(found: Sequence[Bundle], records: Mapping[str, Actor | Event], mode: Nodes) -> list[tuple[Bundle, bool]]:
    """The ties by weight, one for each pair; those first without which less hangs together, and whether it is one."""
    key = {id: 4 - record.weight for id, record in records.items()}
    best: dict[frozenset[str], Bundle] = {}
    fit = [bundle for bundle in found if (mode == "actors" or bundle.group not in BOOKKEEPING) and bundle.drawn]
    for bundle in sorted(fit, key=lambda b: (-b.weight * key[b.subject] * key[b.object], b.id)):
        if bundle.subject != bundle.object:
            best.setdefault(frozenset((bundle.subject, bundle.object)), bundle)
    kept = forest(best.values())
    return [(tie, True) for tie in best.values() if tie.id in kept] + [
        (tie, False) for tie in best.values() if tie.id not in kept
    ]


def _lit_with(
    landscape: Landscape, records: Mapping[str, Actor | Event], found: Sequence[Bundle], mode: Nodes
) -> dict[str, frozenset[str]]:
    """The nodes that light up with each record drawn, and with each instrument or event that ties some of them."""
    if mode == "actors":
        ties: dict[str, set[str]] = {id: set() for id in records}
        for bundle in found:
            for one, other in ((bundle.subject, bundle.object), (bundle.object, bundle.subject)):
                ties[one].add(other)
            for event in bundle.events:
                ties.setdefault(event, set()).update((bundle.subject, bundle.object))
        return {id: frozenset(others) for id, others in ties.items()}
    threads = {record.instrument for record in records.values() if isinstance(record, Event)} - {""}
    return {id: tied_to(landscape, id) & records.keys() for id in [*records, *sorted(threads)]}
