"""The pane as a raster: which cells boxes take, and which run under lines; what is free is one look-up.

Boxes are rows of left, top, right, bottom in px. Whatever lies outside the pane, or in its gutter, counts as taken.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.network.geometry.intersections import Points
from explorer.network.geometry.way_round import TAKEN

CELL = 2.0
RIM = 12  # cells round the pane, all taken
COARSE = 3  # cells that stand for one where a way round is looked for
CLEAR = 3.0  # px that lines keep from boxes that are not their ends

Cells = NDArray[np.int64]
Floats = NDArray[np.floating[Any]]


class Ground:
    def __init__(self, width: float, height: float, gutter: float = 0.0) -> None:
        self.width, self.height, self.gutter = width, height, gutter
        self.columns = math.ceil(width / CELL) + 2 * RIM
        self.rows = math.ceil(height / CELL) + 2 * RIM
        self.boxes = np.zeros((self.rows, self.columns), dtype=np.int16)
        self.lines = np.zeros((self.rows, self.columns), dtype=np.int16)
        edge = RIM + 1
        for rim in (np.s_[:edge], np.s_[-edge:], np.s_[:, :edge], np.s_[:, -edge:]):
            self.boxes[rim] += 1
        if gutter:
            self.boxes[:, : RIM + math.ceil(gutter / CELL)] += 1

    def copy(self) -> Ground:
        other = object.__new__(Ground)
        other.__dict__ = self.__dict__ | {"boxes": self.boxes.copy(), "lines": self.lines.copy()}
        return other

    def span(self, box: Iterable[float], clear: float) -> tuple[slice, slice]:
        left, top, right, bottom = box
        low_x, low_y = int((left - clear) // CELL) + RIM, int((top - clear) // CELL) + RIM
        high_x, high_y = math.ceil((right + clear) / CELL) + RIM, math.ceil((bottom + clear) / CELL) + RIM
        return slice(max(low_y, 0), max(high_y, 0)), slice(max(low_x, 0), max(high_x, 0))

    def put(self, box: Iterable[float], count: int = 1, clear: float = CLEAR) -> None:
        """A box comes to stand there; with a count of -1 it goes."""
        self.boxes[self.span(box, clear)] += count

    def cells(self, points: Points) -> tuple[Cells, Cells]:
        """Rows and columns of some points (…, 2); those outside lie on the rim."""
        spot = (points / CELL).astype(np.int64) + RIM
        return np.clip(spot[..., 1], 0, self.rows - 1), np.clip(spot[..., 0], 0, self.columns - 1)

    def flat(self, x: Floats, y: Floats) -> Cells:
        """The same as places in a flat raster."""
        column, row = x * np.float32(1 / CELL) + RIM, y * np.float32(1 / CELL) + RIM
        np.minimum(np.maximum(column, 0, out=column), self.columns - 1, out=column)
        np.minimum(np.maximum(row, 0, out=row), self.rows - 1, out=row)
        return np.asarray(row.astype(np.int64) * self.columns + column.astype(np.int64))

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

    def coarse(self) -> NDArray[np.uint8]:
        """A raster of COARSE cells each: what it costs to pass, TAKEN where a box is."""
        rows, columns = self.rows // COARSE, self.columns // COARSE

        def any_of(cells: NDArray[np.int16]) -> NDArray[np.bool_]:
            blocks = cells[: rows * COARSE, : columns * COARSE].reshape(rows, COARSE, columns, COARSE) > 0
            return np.asarray(blocks.any(axis=(1, 3)), dtype=np.bool_)

        return np.where(any_of(self.boxes), TAKEN, 12 * any_of(self.lines)).astype(np.uint8)

    def coarse_cell(self, point: tuple[float, float]) -> tuple[int, int]:
        return int(point[1] / CELL + RIM) // COARSE, int(point[0] / CELL + RIM) // COARSE

    def coarse_span(self, box: Iterable[float]) -> tuple[slice, slice]:
        """The cells of a box and those next to it."""
        rows, columns = self.span(box, CLEAR + CELL)
        return (
            slice(rows.start // COARSE, rows.stop // COARSE + 1),
            slice(columns.start // COARSE, columns.stop // COARSE + 1),
        )

    def coarse_middle(self, cell: tuple[int, int]) -> tuple[float, float]:
        return ((cell[1] + 0.5) * COARSE - RIM) * CELL, ((cell[0] + 0.5) * COARSE - RIM) * CELL

    def _between(self, top: float, bottom: float) -> tuple[int, int]:
        """The first row of those between two heights, and the one below them."""
        low = int(max(0, top / CELL + RIM - 2)) if top > -math.inf else 0
        return low, int(min(self.rows, bottom / CELL + RIM + 3)) if bottom < math.inf else self.rows

    def taken_on(self, x: Points, y: Points, box: Iterable[float], top: float, bottom: float) -> NDArray[np.int32]:
        """How many cells between two heights are taken of a box that is seen from its heart, at each heart of an x and
        a y. Shape (rows, columns)."""
        first, last = self._between(top, bottom)
        left, above, right, below = box
        low = np.minimum(np.maximum(np.floor((x + left) / CELL).astype(np.int64) + RIM, 0), self.columns)
        high = np.minimum(np.maximum(np.ceil((x + right) / CELL).astype(np.int64) + RIM, 0), self.columns)
        upper = np.minimum(np.maximum(np.floor((y + above) / CELL).astype(np.int64) + RIM, first), last) - first
        lower = np.minimum(np.maximum(np.ceil((y + below) / CELL).astype(np.int64) + RIM, first), last) - first
        if not len(x):
            return np.zeros((len(y), 0), dtype=np.int32)
        start, end = int(low.min()), int(high.max())
        down = np.zeros((last - first + 1, end - start), dtype=np.int16)
        np.cumsum(self.boxes[first:last, start:end] > 0, axis=0, dtype=np.int16, out=down[1:])
        held = np.zeros((len(y), end - start + 1), dtype=np.int32)
        np.cumsum(down[lower] - down[upper], axis=1, dtype=np.int32, out=held[:, 1:])
        found: NDArray[np.int32] = held.take(high - start, axis=1) - held.take(low - start, axis=1)
        return found

    def sums(self, top: float = -math.inf, bottom: float = math.inf, *, boxes: bool = True) -> Sums:
        """What boxes take, or else lines, summed between two heights."""
        low, high = self._between(top, bottom)
        taken = (self.boxes if boxes else self.lines)[low:high] > 0
        total = np.zeros((taken.shape[0] + 1, self.columns + 1), dtype=np.int32)
        np.cumsum(np.cumsum(taken, axis=0, dtype=np.int32), axis=1, out=total[1:, 1:])
        return Sums(total, low)


def spread(boxes: Points, by: float) -> Points:
    """The same boxes, larger by so many px on each side."""
    return np.asarray(boxes + np.array((-by, -by, by, by)), dtype=np.float64)


def boxes_at(hearts: Points, box: Iterable[float]) -> Points:
    """A box that is seen from its heart, at each of some hearts."""
    return np.asarray(np.hstack([hearts, hearts]) + np.array(tuple(box)), dtype=np.float64)


@dataclass(frozen=True)
class Sums:
    """How many cells are taken between the top left of a part of the raster and each of its cells."""

    total: NDArray[np.int32]
    first: int  # row of the raster

    def free(self, boxes: Points) -> NDArray[np.bool_]:
        """Which boxes (n, 4) lie on nothing that is taken."""
        return np.asarray(self.taken(boxes) == 0, dtype=np.bool_)

    def taken(self, boxes: Points) -> NDArray[np.int32]:
        """How many cells of each box are taken."""
        rows, columns = self.total.shape[0] - 1, self.total.shape[1] - 1
        low = np.floor(boxes[:, :2] / CELL).astype(np.int64) + RIM
        high = np.ceil(boxes[:, 2:] / CELL).astype(np.int64) + RIM
        left, right = np.clip(low[:, 0], 0, columns), np.clip(high[:, 0], 0, columns)
        top, bottom = np.clip(low[:, 1] - self.first, 0, rows), np.clip(high[:, 1] - self.first, 0, rows)
        total = self.total
        found: NDArray[np.int32] = total[bottom, right] - total[top, right] - total[bottom, left] + total[top, left]
        return found
