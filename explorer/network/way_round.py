"""A raster of what costs how much to pass in; the cheapest way from cell to cell out, by A* with 8 steps each."""

from __future__ import annotations

import math
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
    """The cells of the cheapest way, both ends included; none where there is no way."""
    rows, columns = cost.shape
    price = cost.tolist()
    best: dict[Cell, float] = {start: 0.0}
    came: dict[Cell, Cell] = {}
    done: set[Cell] = set()
    queue: list[tuple[float, Cell]] = [(0.0, start)]
    while queue and len(done) < MOST_CELLS:
        _, cell = heappop(queue)
        if cell == end:
            way = [cell]
            while way[-1] in came:
                way.append(came[way[-1]])
            return way[::-1]
        if cell in done:
            continue
        done.add(cell)
        row, column = cell
        for dy, dx, length in _STEPS:
            y, x = row + dy, column + dx
            if not (0 <= y < rows and 0 <= x < columns) or price[y][x] >= TAKEN:
                continue
            total = best[cell] + length * (1 + price[y][x])
            if total < best.get((y, x), math.inf) - 1e-9:
                best[y, x] = total
                came[y, x] = cell
                heappush(queue, (total + math.hypot(y - end[0], x - end[1]), (y, x)))
    return []
