"""What a pick draws in; the ties at rest that would run under it out: they stay away while it lasts."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from explorer.network.bezier import sampled
from explorer.network.pane_edges import PaneEdge
from explorer.network.pane_nodes import PaneNode
from explorer.network.pane_scene import PaneScene


def under_of(scene: PaneScene, edges: Sequence[PaneEdge], nodes: Sequence[PaneNode]) -> tuple[str, ...]:
    """Ids of the ties at rest that run under guests, grown boxes or words, or that the pick draws itself."""
    boxes = [node.box for node in nodes] + [edge.label_box for edge in edges if edge.label_box]
    drawn = {relation for edge in edges for relation in edge.relations} | {edge.id for edge in edges}
    grounds = np.array(boxes).reshape(-1, 4)
    found = []
    for edge in scene.edges:
        line = sampled(edge.curve.chain, 40)
        x, y = line[:, :1], line[:, 1:]
        met = (x > grounds[:, 0] - 1) & (x < grounds[:, 2] + 1) & (y > grounds[:, 1] - 1) & (y < grounds[:, 3] + 1)
        if met.any() or edge.id in drawn or drawn & set(edge.relations):
            found.append(edge.id)
    return tuple(sorted(found))
