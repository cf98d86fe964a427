"""Ties, where their ends stand and how their lines run in; a place for the words on every line out. Pure.

Words are seen only while an end is picked, so each line has a place for either end: clear of what is lit then.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from explorer.draw.text_metrics import text_width
from explorer.network.edge_routing import Route, points_at
from explorer.network.edges import VERB_SIZE, Bundle
from explorer.network.nodes import NodeMark

Boxes = NDArray[np.float64]


def label_places(
    bundles: Sequence[Bundle],
    marks: Mapping[str, NodeMark],
    ways: Mapping[str, Route],
    size: tuple[float, float],
    beside: float,
) -> dict[str, dict[str, tuple[float, float]]]:
    """For each tie, by id, and each end that may be picked: the middle of its words, clear of lit, then of grey.

    `size` is the picture's width and height; `beside` px are kept free beside the words.
    """
    at: dict[str, dict[str, tuple[float, float]]] = {bundle.id: {} for bundle in bundles}
    of_node: dict[str, list[Bundle]] = defaultdict(list)
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


def _half(bundle: Bundle, beside: float) -> float:
    """Half the width in px of an edge's words, their margin and what stands beside them."""
    return (text_width(bundle.label, VERB_SIZE) + beside) / 2 + 4


def _tries(route: Route, half: float) -> Boxes:
    """Places along an edge, the middle first, then beside it: rows of x and y."""
    along = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82, 0.1, 0.9, 0.05, 0.95)
    aside = [(0.0, 0.0), (0, 13), (0, -13), (half + 4, 0), (-half - 4, 0), (0, 22), (0, -22)]
    aside += [(half, 15), (-half, 15), (half, -15), (-half, -15), (0, 32), (0, -32)]
    on = points_at(route, along)
    return np.vstack([on + shift for shift in aside])


def _shared(boxes: Boxes, others: Boxes) -> Boxes:
    """For each box the area in px² that it shares with all the others together."""
    left, top, right, bottom = boxes[:, :, None].swapaxes(0, 1)
    across = np.minimum(right, others[:, 2]) - np.maximum(left, others[:, 0])
    down = np.minimum(bottom, others[:, 3]) - np.maximum(top, others[:, 1])
    return np.asarray((np.maximum(across, 0) * np.maximum(down, 0)).sum(axis=1))
