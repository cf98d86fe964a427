"""Lines and boxes in px in; which cross and which meet out, as tables of truth values.

Lines are arrays of shape (n, 2), boxes of shape (n, 4): left, top, right, bottom.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from explorer.query.columns import Truths

Points = NDArray[np.float64]


def sides(start: Points, end: Points, points: Points) -> Points:
    """On which side of each line each point lies: positive, negative, or 0 on the line. Shape (lines, points)."""
    run = end - start
    normals = run[:, ::-1] * (-1.0, 1.0)
    table: Points = normals @ points.T - np.einsum("ij,ij->i", normals, start)[:, None]
    return table


def lines_cross(start: Points, end: Points, other_start: Points, other_end: Points) -> Truths:
    """Which lines of the one set properly cross which of the other. Shape (lines, others)."""
    apart = sides(start, end, other_start) * sides(start, end, other_end) < 0
    parting = sides(other_start, other_end, start) * sides(other_start, other_end, end) < 0
    crossed: Truths = apart & parting.T
    return crossed


def lines_meet_boxes(start: Points, end: Points, boxes: Points) -> Truths:
    """Which lines run through the inside of which boxes. Shape (lines, boxes)."""
    low, high = np.minimum(start, end), np.maximum(start, end)
    near: Truths = (
        (low[:, :1] < boxes[:, 2])
        & (high[:, :1] > boxes[:, 0])
        & (low[:, 1:] < boxes[:, 3])
        & (high[:, 1:] > boxes[:, 1])
    )
    middles = (boxes[:, :2] + boxes[:, 2:]) / 2
    adjacency = (boxes[:, 2:] - boxes[:, :2]) / 2
    reach = np.abs(end - start)[:, ::-1] @ adjacency.T
    met: Truths = near & (np.abs(sides(start, end, middles)) < reach)
    return met
