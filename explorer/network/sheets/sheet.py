"""What a network draws, and a pane of a sheet's proportions, in; the sheets that it takes, out. The same each time.

    records -> as many as a sheet has room for, by what is tied to what -> bands, places -> every tie among them

What has no room goes on on the next sheet: nothing is left out. A tie between two sheets is drawn where both its ends
stand, once more if need be.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise, product
from math import inf
from typing import cast

import numpy as np

from explorer.draw.text_metrics import text_width
from explorer.landscape import Landscape
from explorer.network.drawn import STEP_ROOM, NetworkDrawn, numbers_room
from explorer.network.geometry.ground import Ground
from explorer.network.geometry.tracing import Curve, straight
from explorer.network.nodes import day_of
from explorer.network.pane.pane_edges import Box, PaneEdge, end_of
from explorer.network.pane.pane_layout import HIGH, LOW_TASTE, Resting, Taste, places, wishes
from explorer.network.pane.pane_nodes import STEP_SIZE, PaneNode
from explorer.network.pane.pane_scene import PaneBand, bands_named, ground_of
from explorer.network.pane.sizes import BOOKKEEPING, Pane
from explorer.network.pick.pick_board import Board, Strand
from explorer.network.pick.pick_words import words_beside, words_on

BESIDE = (24.0, 20.0)  # px round a box, across and down
AGAIN = 1
FEW = 2  # ties that found no way, up to which it is worth to lay all anew
SWEEPS = 5
FAINT = 0.3  # how strongly a tie pulls at least that bears words
STEP = (8.0, 4.0)  # px from one place that is looked at to the next
WIDE = 130.0  # px that the words of a path's step take, about
PULLED = 2.5  # how strongly a tie pulls that found no way
DETOURS = 12  # ties that are led round boxes at most
GAP = 12.0  # px between the rooms of two nodes, so that lines find their way between them


@dataclass(frozen=True)
class Sheet:
    """Some of what is drawn in its places, in px of the pane."""

    pane: Pane
    bands: tuple[PaneBand, ...]
    nodes: tuple[PaneNode, ...]
    edges: tuple[PaneEdge, ...]  # those in colour last; words of a step have their box
    blocked: frozenset[str]  # ties that found no way but through a box
    overlaps: bool  # whether some box lies on another, leaves its lane, or an event stands out of the order of time

    @property
    def clean(self) -> bool:
        return not self.blocked and not self.overlaps

    @property
    def ids(self) -> frozenset[str]:
        return frozenset(node.id for node in self.nodes)


def settled(landscape: Landscape, drawn: NetworkDrawn, pane: Pane, ids: Collection[str], at_most: float) -> Sheet:
    """Some records on one sheet; a tie that finds no way between boxes pulls its ends together, all is laid anew.

    One with more than `at_most` ties blocked is not kept, and need not be finished.
    """
    sheet = sheet_of(landscape, drawn, pane, ids, at_most=max(at_most, FEW))
    for _ in range(AGAIN):
        if sheet.overlaps or not 0 < len(sheet.blocked) <= FEW:
            break
        other = sheet_of(landscape, drawn, pane, ids, sheet.blocked, at_most=min(at_most, len(sheet.blocked) - 1))
        sheet = other if (other.overlaps, len(other.blocked)) < (sheet.overlaps, len(sheet.blocked)) else sheet
    return sheet


def room_of(nodes: Sequence[PaneNode]) -> float:
    """px² that some nodes take, with what is round them."""
    return sum((node.width + BESIDE[0]) * (node.height + BESIDE[1]) for node in nodes)


def sheet_of(
    landscape: Landscape,
    drawn: NetworkDrawn,
    pane: Pane,
    ids: Collection[str],
    near: Collection[str] = (),
    at_most: float = inf,
) -> Sheet:
    """Some of the records in their places, with every tie in colour among them; `near` are ties whose ends stand close.

    Those that are pale come when the sheet is kept. Where boxes overlap, or more than `at_most` ties are blocked, the
    others are not traced to their end.
    """
    nodes, edges = nodes_on(drawn, ids), ties_on(drawn, ids)
    bands = bands_on(landscape, pane, nodes)
    resting = _resting(landscape, pane, drawn, nodes, edges, [band.id for band in bands], near)
    placed = places(
        pane,
        [(band.top, band.bottom) for band in bands],
        resting,
        [np.array(band.name) for band in bands],
        _taste(pane, any(edge.number for edge in edges)),
    )
    days = {node.id: day for node, day in zip(nodes, resting.day, strict=True)}
    orderly = _apart(placed, bands, pane) and _in_order(placed, days)
    if not orderly and at_most < inf:
        return Sheet(pane, bands, placed, (), frozenset(), overlaps=True)
    lit = [edge for edge in edges if drawn.is_lit(edge)]
    traced = _in_colour(landscape, _ground(pane, bands, placed), pane, placed, lit, at_most)
    blocked = frozenset(edge.id for edge in traced if edge.curve.hit)
    return Sheet(pane, bands, placed, tuple(traced), blocked, not orderly)


def bands_on(landscape: Landscape, pane: Pane, nodes: Sequence[PaneNode]) -> tuple[PaneBand, ...]:
    """The bands of the lanes in which some records stand, by the room that these take."""
    used = {node.lane for node in nodes}
    need = {lane.id: 0.0 for lane in landscape.lanes if lane.id in used}
    for node in nodes:
        need[node.lane] += room_of([node])
    return bands_named(landscape, pane, need)


def nodes_on(drawn: NetworkDrawn, ids: Collection[str]) -> list[PaneNode]:
    """Some of the records as they are drawn together, without places."""
    inside = set(ids)
    told = not drawn.focus or drawn.focus in inside
    return [node if told else drawn.plain.get(node.id, node) for node in drawn.nodes if node.id in inside]


def ties_on(drawn: NetworkDrawn, ids: Collection[str]) -> list[PaneEdge]:
    """The ties among some of the records."""
    inside = set(ids)
    return [edge for edge in drawn.edges if {edge.subject, edge.object} <= inside]


def pale_first(drawn: NetworkDrawn, ids: Collection[str]) -> list[PaneEdge]:
    """The same in the order in which they are drawn: those in colour last."""
    return sorted(ties_on(drawn, ids), key=drawn.is_lit)


def _taste(pane: Pane, words: bool) -> Taste:
    """Nobody joins on paper: all room is for who is there, and for words on ties where there are any."""
    usual = Taste() if pane.height > HIGH else LOW_TASTE
    said = {"words": 2.0 * words, "wide": WIDE, "worded": FAINT}
    return replace(usual, room=0.0, strip=0.0, gap=GAP, sweeps=SWEEPS, step=STEP, **said)


def _resting(
    landscape: Landscape,
    pane: Pane,
    drawn: NetworkDrawn,
    nodes: Sequence[PaneNode],
    edges: Sequence[PaneEdge],
    lanes: Sequence[str],
    near: Collection[str],
) -> Resting:
    index = {node.id: place for place, node in enumerate(nodes)}
    records = {node.id: landscape.records[node.id] for node in nodes if node.id not in drawn.stacks}
    days = {id: day_of(record) for id, record in records.items()}
    times = wishes(
        [(day, id) for id, day in days.items() if day is not None], records, pane.gutter + 30.0, pane.width - 130.0
    )
    pull = dict.fromkeys(index, 1.0)
    for edge in edges:
        pull[edge.subject] += 1
        pull[edge.object] += 1
    middle = (pane.gutter + pane.width) / 2
    return Resting(
        nodes=tuple(nodes),
        lane=tuple(lanes.index(node.lane) for node in nodes),
        day=tuple(days.get(node.id) for node in nodes),
        wish=tuple(times.get(node.id, middle) for node in nodes),
        hidden=(0,) * len(nodes),
        ties=tuple(
            (index[e.subject], index[e.object], PULLED if e.id in near else _strength(drawn, e))
            for e in edges
            if e.subject != e.object
        ),
        pull=tuple(min(60.0, pull[node.id]) for node in nodes),
    )


def _strength(drawn: NetworkDrawn, edge: PaneEdge) -> float:
    if drawn.focus and not drawn.is_lit(edge):
        return FAINT - 0.1
    return 0.25 if edge.group in BOOKKEEPING and not drawn.focus else min(max(edge.weight, 1.0), 3.0) / 3


def _in_colour(
    landscape: Landscape,
    ground: Ground,
    pane: Pane,
    nodes: Sequence[PaneNode],
    edges: Sequence[PaneEdge],
    at_most: float,
) -> list[PaneEdge]:
    """Ties with their curves; the words of a path's step on theirs, or beside it, where there is room."""
    wide = {
        e.id: STEP_ROOM + 4 + text_width(e.label + numbers_room(landscape, e.sources), STEP_SIZE)
        for e in edges
        if e.number
    }
    board = _lines(ground, pane, nodes, edges, wide, at_most)
    words, missing = words_on(ground, board.curves, wide)
    words |= words_beside(ground, board.curves, {id: wide[id] for id in missing}, words)
    return [replace(edge, curve=board.curves[edge.id], label_box=words.get(edge.id)) for edge in edges]


def with_pale(drawn: NetworkDrawn, sheet: Sheet) -> Sheet:
    """The sheet as it is drawn, with the ties that are not in colour, which give way to all else."""
    ground = _ground(sheet.pane, sheet.bands, sheet.nodes)
    traced = {edge.id: edge for edge in sheet.edges}
    for edge in sheet.edges:
        ground.draw(edge.curve.cells(ground))
        if edge.label_box:
            ground.put(edge.label_box)
    pale = [edge for edge in ties_on(drawn, sheet.ids) if not drawn.is_lit(edge)]
    curves = _lines(ground, sheet.pane, sheet.nodes, pale, {}).curves
    traced |= {edge.id: replace(edge, curve=curves[edge.id]) for edge in pale}
    return replace(sheet, edges=tuple(_as_drawn(traced[edge.id]) for edge in pale_first(drawn, sheet.ids)))


def _as_drawn(edge: PaneEdge) -> PaneEdge:
    """A tie in tenths of a px, for which nobody asks any more what its way cost."""
    chain = tuple((round(10 * x) / 10, round(10 * y) / 10) for x, y in edge.curve.chain)
    box = edge.label_box and tuple(round(10 * value) / 10 for value in edge.label_box)
    return replace(edge, curve=Curve(chain, 0.0, 0.0, 0.0), label_box=cast(Box | None, box))


def _ground(pane: Pane, bands: Sequence[PaneBand], nodes: Sequence[PaneNode]) -> Ground:
    ground = ground_of(pane, bands)
    for node in nodes:
        ground.put(node.box)
    return ground


def _lines(
    ground: Ground,
    pane: Pane,
    nodes: Sequence[PaneNode],
    edges: Sequence[PaneEdge],
    wide: Mapping[str, float],
    at_most: float | None = None,
) -> Board:
    """Ties traced on a ground, which they come to lie on; straight where that is as clear. They are led round boxes
    unless more than `at_most` find no way; None: they are left where they come to lie first."""
    order = sorted(edges, key=lambda edge: edge.id)
    strands = {e.id: Strand(e.id, e.subject, e.object, wide.get(e.id, 0.0)) for e in order}
    board = Board(pane, ground, {node.id: node for node in nodes}, {}, strands, {}, 0)
    board.settle()
    if at_most is not None:
        board.redraw()
        board.mend(DETOURS, at_most)
    for id, curve in list(board.curves.items()):
        board.erase(id)
        one, other = (end_of(board.nodes[end]) for end in (strands[id].a, strands[id].b))
        board.keep(id, straight(ground, one, other, curve) or curve)
    return board


def _apart(nodes: Sequence[PaneNode], bands: Sequence[PaneBand], pane: Pane) -> bool:
    """Whether no box lies on another or on the name of a lane, and all lie in their bands."""
    room = {band.id: (band.top, band.bottom) for band in bands}
    for node in nodes:
        left, top, right, bottom = node.box
        low, high = room[node.lane]
        if left < pane.gutter or right > pane.width or top < low or bottom > high:
            return False
    boxes = [node.box for node in nodes]
    pairs = (*combinations(boxes, 2), *product(boxes, (band.name for band in bands)))
    return not any(a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3] for a, b in pairs)


def _in_order(nodes: Sequence[PaneNode], days: Mapping[str, int | None]) -> bool:
    """Whether the events of each lane stand in the order of time."""
    lanes: dict[str, list[tuple[int, float]]] = {}
    for node in nodes:
        if (day := days[node.id]) is not None:
            lanes.setdefault(node.lane, []).append((day, node.heart[0]))
    return all(
        one[0] == other[0] or one[1] < other[1] for held in lanes.values() for one, other in pairwise(sorted(held))
    )
