"""The pane as a raster: which cells boxes take, and which run under lines; what is free is one look-up.

Boxes are rows of left, top, right, bottom in px. Whatever lies outside the pane, or in its gutter, counts as taken.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from explorer.network.intersections import Points

CELL = 2.0
RIM = 12  # cells round the pane, all taken
CLEAR = 3.0  # px that lines keep from boxes that are not their ends

Cells = NDArray[np.int64]


class Ground:
    def __init__(self, width: float, height: float, gutter: float = 0.0) -> None:
        self.width, self.height, self.gutter = width, height, gutter
        self.columns = math.ceil(width / CELL) + 2 * RIM
        self.rows = math.ceil(height / CELL) + 2 * RIM
        self.boxes = np.zeros((self.rows, self.columns), dtype=np.int16)
        self.lines = np.zeros((self.rows, self.columns), dtype=np.int16)
        self.known: list[tuple[float, ...]] = [(0.0, 0.0, gutter, height)] if gutter else []
        edge = RIM + 1
        for rim in (np.s_[:edge], np.s_[-edge:], np.s_[:, :edge], np.s_[:, -edge:]):
            self.boxes[rim] += 1
        if gutter:
            self.boxes[:, : RIM + math.ceil(gutter / CELL)] += 1

    def copy(self) -> Ground:
        other = object.__new__(Ground)
        other.__dict__ = self.__dict__ | {"boxes": self.boxes.copy(), "lines": self.lines.copy(), "known": [*self.known]}
        return other

    def span(self, box: Iterable[float], clear: float) -> tuple[slice, slice]:
        left, top, right, bottom = box
        low_x, low_y = int((left - clear) // CELL) + RIM, int((top - clear) // CELL) + RIM
        high_x, high_y = math.ceil((right + clear) / CELL) + RIM, math.ceil((bottom + clear) / CELL) + RIM
        return slice(max(low_y, 0), max(high_y, 0)), slice(max(low_x, 0), max(high_x, 0))

    def put(self, box: Iterable[float], count: int = 1, clear: float = CLEAR) -> None:
        """A box comes to stand there; with a count of -1 it goes."""
        box = tuple(box)
        self.boxes[self.span(box, clear)] += count
        if count > 0:
            self.known.append(box)
        else:
            self.known.remove(box)

    def cells(self, points: Points) -> tuple[Cells, Cells]:
        """Rows and columns of some points (…, 2); those outside lie on the rim."""
        spot = (points / CELL).astype(np.int64) + RIM
        return np.clip(spot[..., 1], 0, self.rows - 1), np.clip(spot[..., 0], 0, self.columns - 1)

    def flat(self, x: Points, y: Points) -> Cells:
        """The same as places in a flat raster."""
        column = np.clip(x * np.float32(1 / CELL) + RIM, 0, self.columns - 1).astype(np.intp)
        row = np.clip(y * np.float32(1 / CELL) + RIM, 0, self.rows - 1).astype(np.intp)
        row *= self.columns
        row += column
        return row

    def line_cells(self, line: Points) -> Cells:
        """The cells of a line and next to it, each once; the line's points lie no more than a cell apart."""
        row, column = self.cells(line)
        flat = np.unique(row * self.columns + column)
        shifts = np.array([dy * self.columns + dx for dy in (-1, 0, 1) for dx in (-1, 0, 1)])
        near = np.unique(flat[:, None] + shifts)
        return near[(near >= 0) & (near < self.rows * self.columns)]

    def draw(self, cells: Cells, count: int = 1) -> None:
        """A line comes to lie there; with a count of -1 it goes."""
        self.lines.ravel()[cells] += count

    def summed(self, *, boxes: bool = True) -> NDArray[np.int32]:
        """What boxes take, or else lines, summed from the top left: for `free` and `taken`."""
        taken = self.boxes > 0 if boxes else self.lines > 0
        total = np.zeros((self.rows + 1, self.columns + 1), dtype=np.int32)
        np.cumsum(np.cumsum(taken, axis=0, dtype=np.int32), axis=1, out=total[1:, 1:])
        return total

    def free(self, total: NDArray[np.int32], boxes: Points) -> NDArray[np.bool_]:
        """Which boxes (n, 4) lie on nothing that is taken."""
        return self.taken(total, boxes) == 0

    def taken(self, total: NDArray[np.int32], boxes: Points) -> NDArray[np.int32]:
        """How many cells of each box are taken."""
        low = np.floor(boxes[:, :2] / CELL).astype(np.int64) + RIM
        high = np.ceil(boxes[:, 2:] / CELL).astype(np.int64) + RIM
        left, top = np.clip(low[:, 0], 0, self.columns), np.clip(low[:, 1], 0, self.rows)
        right, bottom = np.clip(high[:, 0], 0, self.columns), np.clip(high[:, 1], 0, self.rows)
        found: NDArray[np.int32] = total[bottom, right] - total[top, right] - total[bottom, left] + total[top, left]
        return found
