"""A pane or a pick in; how well it is drawn out, counted on its geometry: boxes, lines, words, order of time.

This counts anew what the layout and the picks promise; nothing here knows how they were made.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import combinations

import numpy as np

from explorer.landscape import Landscape
from explorer.network.geometry.bezier import resampled, run_along, sampled
from explorer.network.geometry.ground import spread
from explorer.network.geometry.intersections import Points, lines_cross, lines_meet_boxes
from explorer.network.nodes import day_of
from explorer.network.pane.pane_edges import PaneEdge
from explorer.network.pane.pane_nodes import Box, PaneNode
from explorer.network.pane.pane_scene import PaneScene
from explorer.network.pick.picks import Pick

TOGETHER, BESIDE = 12.0, 2.0  # px that two lines may run nearer than so many px to each other, away from their ends
ENDS = 16.0  # px round a line's ends that do not count: lines of one record start together
IN_BOX = 1.5  # px that a line may graze a foreign box


@dataclass(frozen=True)
class Faults:
    """What is wrong in a picture, each counted once for each thing it happens to."""

    boxes: int = 0  # pairs of boxes that overlap, and boxes that leave the pane or their lane
    through: int = 0  # lines through foreign boxes
    together: int = 0  # pairs of lines on top of each other
    crossings: int = 0  # pairs of lines that cross, once for each place
    words: int = 0  # words on lines that lie on boxes, other words or other lines
    order: int = 0  # pairs of events of one lane out of the order of time

    def __add__(self, other: Faults) -> Faults:
        return Faults(*(getattr(self, field.name) + getattr(other, field.name) for field in fields(self)))


def faults_at_rest(landscape: Landscape, scene: PaneScene) -> Faults:
    return _faults(landscape, scene, scene.nodes, scene.edges, {})


def faults_of_pick(landscape: Landscape, scene: PaneScene, pick: Pick) -> Faults:
    """The same of a pick: its lines among themselves, its boxes among all that are there."""
    nodes = {node.id: node for node in scene.nodes if node.id not in pick.yields}
    nodes |= {node.id: node for node in pick.nodes}
    nodes |= {stack.id: stack.node for stack in pick.stacks}
    lanes = {stack.id: {landscape.records[member].lane for member in stack.members} for stack in pick.stacks}
    return _faults(landscape, scene, list(nodes.values()), pick.edges, lanes)


def _faults(
    landscape: Landscape,
    scene: PaneScene,
    nodes: Sequence[PaneNode],
    edges: Sequence[PaneEdge],
    stacks: Mapping[str, set[str]],
) -> Faults:
    lines = [sampled(edge.curve.chain, 30) for edge in edges]
    words = [edge.label_box for edge in edges if edge.label_box]
    return Faults(
        boxes=_overlaps([node.box for node in nodes]) + _outside(scene, nodes, stacks),
        through=sum(_through(edge, line, nodes) for edge, line in zip(edges, lines, strict=True)),
        together=_together(lines),
        crossings=_crossings(lines),
        words=_words(edges, lines, [node.box for node in nodes]) + _overlaps(words),
        order=_out_of_order(landscape, nodes),
    )


def _overlaps(boxes: Sequence[Box]) -> int:
    return sum(
        a[0] < b[2] - 0.5 and b[0] < a[2] - 0.5 and a[1] < b[3] - 0.5 and b[1] < a[3] - 0.5
        for a, b in combinations(boxes, 2)
    )


def _outside(scene: PaneScene, nodes: Sequence[PaneNode], stacks: Mapping[str, set[str]]) -> int:
    bands = {band.id: (band.top, band.bottom) for band in scene.bands}
    found = 0
    for node in nodes:
        left, top, right, bottom = node.box
        low, high = bands[node.lane] if len(stacks.get(node.id, ())) < 2 else (0.0, scene.height)
        found += left < scene.pane.gutter - 0.5 or right > scene.width + 0.5 or top < low - 0.5 or bottom > high + 0.5
    return found


def _through(edge: PaneEdge, line: Points, nodes: Sequence[PaneNode]) -> bool:
    foreign = [node.box for node in nodes if node.id not in (edge.subject, edge.object)]
    boxes = spread(np.array(foreign).reshape(-1, 4), -IN_BOX)
    return bool(lines_meet_boxes(line[:-1], line[1:], boxes).any())


def _crossings(lines: Sequence[Points]) -> int:
    found = 0
    for one, other in combinations(lines, 2):
        low, high = np.maximum(one.min(0), other.min(0)), np.minimum(one.max(0), other.max(0))
        if (low <= high).all():
            found += int(lines_cross(one[:-1], one[1:], other[:-1], other[1:]).sum())
    return found


def _together(lines: Sequence[Points]) -> int:
    """Pairs of lines that run on top of each other for a while, away from their ends."""
    fine = [resampled(line, max(2, int(run_along(line)[-1] / 3))) for line in lines]
    found = 0
    for one, other in combinations(fine, 2):
        ends = np.array([one[0], one[-1], other[0], other[-1]])
        away = np.hypot(*(one[:, None] - ends[None]).transpose(2, 0, 1)).min(axis=1) > ENDS
        if away.any():
            near = np.hypot(*(one[away][:, None] - other[None]).transpose(2, 0, 1)).min(axis=1) < BESIDE
            found += int(near.sum()) * 3 > TOGETHER
    return found


def _words(edges: Sequence[PaneEdge], lines: Sequence[Points], boxes: Sequence[Box]) -> int:
    """Words that lie on boxes or on the lines of others."""
    found = 0
    for edge in edges:
        if not edge.label_box:
            continue
        left, top, right, bottom = edge.label_box
        foreign = np.concatenate(
            [line for other, line in zip(edges, lines, strict=True) if other is not edge] or [np.zeros((0, 2))]
        )
        x, y = foreign[:, 0], foreign[:, 1]
        on_line = ((x > left) & (x < right) & (y > top) & (y < bottom)).any()
        found += bool(on_line) or _overlaps_one(edge.label_box, boxes)
    return found


def _overlaps_one(box: Box, boxes: Sequence[Box]) -> bool:
    return any(_overlaps((box, other)) for other in boxes)


def _out_of_order(landscape: Landscape, nodes: Sequence[PaneNode]) -> int:
    events = [node for node in nodes if node.kind == "event"]
    days = {node.id: day_of(landscape.records[node.id]) for node in events}
    found = 0
    for one, other in combinations(events, 2):
        a, b = days[one.id], days[other.id]
        if one.lane == other.lane and a is not None and b is not None and a != b:
            found += (one.heart[0] < other.heart[0]) != (a < b)
    return found
