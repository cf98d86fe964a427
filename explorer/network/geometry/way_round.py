"""A raster of what costs how much to pass in; the cheapest way from cell to cell out, by A* with 8 steps each."""

from __future__ import annotations

import math
from collections.abc import Sequence
from heapq import heappop, heappush

import numpy as np
from numpy.typing import NDArray

Cell = tuple[int, int]  # row, column

TAKEN = 200
"""What counts as not to be passed."""

MOST_CELLS = 2_500
"""So many cells are looked at; where that is not enough there is no way."""

_STEPS = tuple((dy, dx, math.hypot(dy, dx)) for dy in (-1, 0, 1) for dx in (-1, 0, 1) if dy or dx)


def way_round(cost: NDArray[np.uint8], start: Cell, end: Cell) -> list[Cell]:
    """The cells of the cheapest way between two of the raster, both included; none where there is no way."""
    rim = np.pad(cost, 1, constant_values=TAKEN)  # so that no step leaves it
    wide = rim.shape[1]
    price: list[int] = rim.ravel().tolist()
    steps = tuple((dy * wide + dx, length) for dy, dx, length in _STEPS)
    first, last = ((row + 1) * wide + column + 1 for row, column in (start, end))
    best, came, done = [math.inf] * len(price), [0] * len(price), bytearray(len(price))
    best[first] = 0.0
    queue, looked_at, hypot = [(0.0, first)], 0, math.hypot
    while queue and looked_at < MOST_CELLS:
        cell = heappop(queue)[1]
        if cell == last:
            return _way(came, first, last, wide)
        if done[cell]:
            continue
        done[cell] = 1
        looked_at += 1
        so_far = best[cell]
        for step, length in steps:
            other = cell + step
            each = price[other]
            if each >= TAKEN or done[other]:
                continue
            total = so_far + length * (1 + each)
            if total < best[other] - 1e-9:
                best[other], came[other] = total, cell
                heappush(queue, (total + hypot(other // wide - 1 - end[0], other % wide - 1 - end[1]), other))
    return []


def _way(came: Sequence[int], first: int, last: int, wide: int) -> list[Cell]:
    """The way back from its last cell, turned round."""
    way = [last]
    while way[-1] != first:
        way.append(came[way[-1]])
    return [(cell // wide - 1, cell % wide - 1) for cell in reversed(way)]
