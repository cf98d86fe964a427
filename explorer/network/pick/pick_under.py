"""What a pick draws in; what rests and would lie under it out: ties and nodes that stay away while it lasts."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np

from explorer.network.geometry.bezier import sampled
from explorer.network.geometry.ground import spread
from explorer.network.geometry.intersections import lines_meet_boxes
from explorer.network.pane.pane_edges import PaneEdge
from explorer.network.pane.pane_nodes import PaneNode
from explorer.network.pane.pane_scene import PaneScene

OVER, IN_BOX = 0.5, 1.5  # px that a box may lie on another, and that a line may graze it


def yielding(
    scene: PaneScene, edges: Sequence[PaneEdge], nodes: Sequence[PaneNode], lit: Collection[str]
) -> tuple[str, ...]:
    """Ids of the nodes at rest that are not lit and on which a box, a line or words of the pick come to lie."""
    boxes = [node.box for node in nodes if node.id in lit or node.guest]
    boxes += [edge.label_box for edge in edges if edge.label_box]
    grounds = np.array(boxes).reshape(-1, 4)
    lines = [sampled(edge.curve.chain, 30) for edge in edges]
    found = []
    for node in scene.nodes:
        if node.id in lit:
            continue
        left, top, right, bottom = node.box
        on = (grounds[:, 0] < right - OVER) & (grounds[:, 2] > left + OVER)
        on &= (grounds[:, 1] < bottom - OVER) & (grounds[:, 3] > top + OVER)
        inner = spread(np.array([node.box]), -IN_BOX)
        if on.any() or any(lines_meet_boxes(line[:-1], line[1:], inner).any() for line in lines):
            found.append(node.id)
    return tuple(found)


def under_of(
    scene: PaneScene, edges: Sequence[PaneEdge], nodes: Sequence[PaneNode], yields: Collection[str]
) -> tuple[str, ...]:
    """Ids of the ties at rest that run under guests, grown boxes or words, that the pick draws itself, or that end at
    a node that gives way."""
    boxes = [node.box for node in nodes] + [edge.label_box for edge in edges if edge.label_box]
    drawn = {relation for edge in edges for relation in edge.relations} | {edge.id for edge in edges}
    grounds = np.array(boxes).reshape(-1, 4)
    found = []
    for edge in scene.edges:
        line = sampled(edge.curve.chain, 40)
        x, y = line[:, :1], line[:, 1:]
        met = (x > grounds[:, 0] - 1) & (x < grounds[:, 2] + 1) & (y > grounds[:, 1] - 1) & (y < grounds[:, 3] + 1)
        if met.any() or {edge.subject, edge.object} & {*yields} or edge.id in drawn or drawn & set(edge.relations):
            found.append(edge.id)
    return tuple(sorted(found))
