"""Nodes, their ties and a pane in; bands of lanes and the place of every node at rest out.

    need of each lane -> bands -> one node after another into the cheapest free place of its lane, over and over

Places are made for picks: what has many ties stands away from others of many ties and from the pane's edges, every node
keeps the room of its largest state, and events leave room for those between them that are not drawn. No chance is
involved and every tie is broken by id.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from explorer.network.geometry.ground import CELL, RIM, Cells, Ground
from explorer.network.geometry.intersections import Points
from explorer.network.pane.pane_nodes import PaneNode
from explorer.network.pane.sizes import Pane

GAP = 9.0  # px between the rooms of two nodes, so that a line can run between them
EDGE = 3.0  # px between a node and the edge of its band
STEP_X, STEP_Y = 6.0, 3.0
LEAST_BAND = (65.0, 74.0)  # px of two rows, in a low pane and in others
HIGH, TALL = 400, 500  # px from which on a pane is not low, and is tall
THIN = 120.0  # px of a band that holds no more than three rows: nothing stands in its middle
RING = (6.0, 6.0, 46.0)  # px round a node: at least, for each square root of its ties, at most
GUEST = (136.0, 32.0)  # px that a guest takes, about, with what is round it
ROW = 34.0  # px that a row of guests takes
SWEEPS = 7
STRAY = (48.0, 90.0, 180.0, math.inf)  # px that an event may stand away from its time
WORDS = 62.0  # px that the words on a level tie take
AMONG = (8.0, 7.0, 64.0)  # px between two events of a lane: at least, for each undrawn one between them, at most


@dataclass(frozen=True)
class Taste:
    """What the places of nodes cost, in px of tie."""

    length: float = 1.0
    upright: float = 1.25
    repulsion: float = 2_600.0
    wall: float = 2.8
    time: float = 0.55
    level: float = 1.1
    words: float = 2.0
    wide: float = WORDS
    worded: float = 0.0  # ties that are weaker bear no words
    step: tuple[float, float] = (STEP_X, STEP_Y)
    strip: float = 2.0
    room: float = 0.3
    ring: float = 6.0
    gap: float = GAP
    sweeps: int = SWEEPS


LOW_TASTE = Taste(length=0.65, wall=1.8, words=0.8, strip=5.0)
TALL_TASTE = Taste(ring=12.0)


VARIANTS: tuple[dict[str, float], ...] = (
    *({}, {"length": 1.3}, {"length": 0.8}, {"upright": 1.3}, {"repulsion": 1.4}),
    *({"length": 1.3, "upright": 1.3}, {"length": 1.3, "upright": 1.3, "repulsion": 0.7}),
)
"""Ways to lay a pane out: by what the costs of the first are multiplied. See `pane_best.py`."""


def taste_of(pane: Pane, variant: int = 0) -> Taste:
    """In a low pane room counts for more than short ties; in a tall one every node keeps its distance."""
    taste = TALL_TASTE if pane.height > TALL else Taste() if pane.height > HIGH else LOW_TASTE
    return replace(taste, **{cost: getattr(taste, cost) * by for cost, by in VARIANTS[variant].items()})


@dataclass(frozen=True)
class Resting:
    """What is placed: nodes with their lanes, their events' order and time, how strongly they are tied."""

    nodes: tuple[PaneNode, ...]
    lane: tuple[int, ...]
    day: tuple[int | None, ...]
    wish: tuple[float, ...]  # of an event: its time as x
    hidden: tuple[int, ...]  # of an event: how many of its lane that are not drawn come before it
    ties: tuple[tuple[int, int, float], ...]
    pull: tuple[float, ...]  # how many ties a record has in the whole landscape


def bands_of(pane: Pane, need: Sequence[float]) -> tuple[tuple[float, float], ...]:
    """The lanes' bands, by the area that each needs; none lower than two rows where that fits."""
    if not need:
        return ()
    least = min(LEAST_BAND[pane.height > HIGH], pane.height / len(need))
    spare = pane.height - least * len(need)
    extra = [max(0.0, area / max(1.0, pane.width - pane.gutter) - least) for area in need]
    total = sum(extra)
    heights = [least + (spare * one / total if total else spare / len(need)) for one in extra]
    tops = np.concatenate([[0.0], np.cumsum(heights)])
    tops[-1] = pane.height
    return tuple((round(float(a), 1), round(float(b), 1)) for a, b in itertools.pairwise(tops))


def places(
    pane: Pane, bands: Sequence[tuple[float, float]], resting: Resting, blocked: Sequence[Points], taste: Taste
) -> tuple[PaneNode, ...]:
    """Every node in its place; `blocked` are boxes that no node may stand on."""
    board = _Board(pane, bands, resting, blocked, taste)
    order = sorted(
        range(len(resting.nodes)),
        key=lambda i: (resting.day[i] is None, -resting.pull[i], resting.nodes[i].id),
    )
    for sweep in range(taste.sweeps):
        before = list(board.nodes)
        for i in order:
            board.place(i, first=sweep == 0)
        if sweep and board.nodes == before:
            break
    return tuple(board.nodes)


@dataclass(frozen=True)
class _Grid:
    """Places of a node with its words at one side: every heart of an x and a y."""

    node: PaneNode  # with its heart at 0, 0
    x: Points
    y: Points
    box: tuple[float, float, float, float]  # the room that it keeps

    @cached_property
    def edges(self) -> tuple[Points, Points, Points, Points]:
        """Of its room the left edge for each x, the upper one for each y, the right one, the lower one."""
        left, above, right, below = self.box
        return self.x + left, self.y + above, self.x + right, self.y + below


class _Board:
    def __init__(
        self,
        pane: Pane,
        bands: Sequence[tuple[float, float]],
        resting: Resting,
        blocked: Sequence[Points],
        taste: Taste,
    ) -> None:
        self.pane, self.bands, self.resting, self.taste = pane, bands, resting, taste
        self.nodes = list(resting.nodes)
        self.there = [False] * len(self.nodes)
        self.ground = Ground(pane.width, pane.height, pane.gutter)
        for box in blocked:
            self.ground.put(box, clear=2.0)
        self.near: list[list[tuple[int, float]]] = [[] for _ in self.nodes]
        for a, b, weight in resting.ties:
            self.near[a].append((b, weight))
            self.near[b].append((a, weight))
        self.pull = np.sqrt(np.maximum(1.0, np.array(resting.pull))) if self.nodes else np.zeros(0)
        self.heart = np.zeros((len(self.nodes), 2))
        self.box = np.zeros((len(self.nodes), 4))
        self.grids: dict[int, tuple[_Grid, ...]] = {}

    def place(self, i: int, *, first: bool) -> None:
        if self.there[i]:
            self.ground.put(self.nodes[i].kept, -1, clear=self.taste.gap - 2)
            self.there[i] = False
        grids = self._grids(i)
        found = self._found(i, grids)
        costs = [self._costs(i, grid, *at, first) for grid, at in zip(grids, found, strict=True)]
        if self.taste.room:
            lost = self._blocked(self.bands[self.resting.lane[i]], grids, found)
            costs = [cost + self.taste.room * by for cost, by in zip(costs, lost, strict=True)]
        best = int(np.argmin(np.round(np.concatenate(costs), 2)))
        turned = int(best >= len(costs[0]))
        grid, (row, column) = grids[turned], found[turned]
        best -= turned * len(costs[0])
        self.nodes[i] = placed = grid.node.at(float(grid.x[column[best]]), float(grid.y[row[best]]))
        self.heart[i], self.box[i], self.there[i] = placed.heart, placed.kept, True
        self.ground.put(placed.kept, clear=self.taste.gap - 2)

    def _found(self, i: int, grids: Sequence[_Grid]) -> list[tuple[Cells, Cells]]:
        """Of each grid rows and columns of the places that are looked at: free ones, those of an event in order and
        near its time where there are any; else those that cover least."""
        if self.resting.nodes[i].kind == "event" and self.resting.day[i] is not None:
            low, high = self._limits(i)
            for stray in STRAY:
                close = []
                for grid in grids:
                    near = (grid.x >= low) & (grid.x <= high) & (np.abs(grid.x - self.resting.wish[i]) <= stray)
                    columns = np.flatnonzero(near)
                    row, column = np.nonzero(self._taken(i, grid, columns) == 0)
                    close.append((row, columns[column]))
                if any(len(row) for row, _ in close):
                    return close
        taken = [self._taken(i, grid, np.arange(len(grid.x))) for grid in grids]
        least = min(int(some.min()) for some in taken)
        found = (np.nonzero(some == least) for some in taken)
        return [(row, column) for row, column in found]

    def _taken(self, i: int, grid: _Grid, columns: Cells) -> NDArray[np.int32]:
        """How many cells are taken in the room of a node at each of some columns of a grid."""
        return self.ground.taken_on(grid.x[columns], grid.y, grid.box, *self.bands[self.resting.lane[i]])

    def _grids(self, i: int) -> tuple[_Grid, ...]:
        """All places of a node; of an event those with its words at the right first."""
        lane = self.resting.lane[i]
        if i not in self.grids:
            node = self.resting.nodes[i]
            ways = (node.turned(False), node.turned(True)) if node.kind == "event" else (node,)
            self.grids[i] = tuple(self._grid(way.at(0.0, 0.0), *self.bands[lane]) for way in ways)
        return self.grids[i]

    def _grid(self, node: PaneNode, top: float, bottom: float) -> _Grid:
        left_of, above, right_of, below = node.kept
        step_x, step_y = self.taste.step
        x = np.arange(self.pane.gutter + EDGE - left_of, self.pane.width - EDGE - right_of + 0.01, step_x)
        x = x if len(x) else np.array([(self.pane.gutter + self.pane.width) / 2])
        y = np.arange(top + EDGE - above, bottom - EDGE - below + 0.01, step_y)
        y = y if len(y) else np.array([(top + bottom) / 2])
        return _Grid(node, x, y, node.kept)

    def _blocked(
        self, band: tuple[float, float], grids: Sequence[_Grid], found: Sequence[tuple[Cells, Cells]]
    ) -> list[Points]:
        """How many places of a guest each place takes away from its lane, as rows of guests."""
        half_x, half_y = int(GUEST[0] / 2 / CELL), int(GUEST[1] / 2 / CELL)
        sums = self.ground.sums(*band)
        total = sums.total
        top, bottom = (round(y / CELL) + RIM - sums.first for y in band)
        rows, columns = np.arange(top + half_y, bottom - half_y), np.arange(half_x, total.shape[1] - half_x)
        if not len(rows):
            return [np.zeros(len(row)) for row, _ in found]
        low, high = rows - half_y, rows + half_y
        left, right = columns - half_x, columns + half_x
        held = total[np.ix_(high, right)] - total[np.ix_(low, right)]
        held -= total[np.ix_(high, left)] - total[np.ix_(low, left)]
        free = np.zeros((len(rows) + 1, len(columns) + 1), dtype=np.int32)
        np.cumsum(np.cumsum(held == 0, axis=0, dtype=np.int32), axis=1, out=free[1:, 1:])
        lost: list[Points] = []
        for grid, (row, column) in zip(grids, found, strict=True):
            x0, y0, x1, y1 = grid.edges
            x0 = np.clip((x0 / CELL).astype(int) + RIM - half_x - columns[0], 0, len(columns))[column]
            x1 = np.clip((x1 / CELL).astype(int) + RIM + half_x - columns[0], 0, len(columns))[column]
            y0 = np.clip((y0 / CELL).astype(int) + RIM - sums.first - half_y - rows[0], 0, len(rows))[row]
            y1 = np.clip((y1 / CELL).astype(int) + RIM - sums.first + half_y - rows[0], 0, len(rows))[row]
            lost.append((free[y1, x1] - free[y0, x1] - free[y1, x0] + free[y0, x0]) * (CELL * CELL / GUEST[1]))
        return lost

    def _limits(self, i: int) -> tuple[float, float]:
        """Between which x an event stands in the order of its lane."""
        day, lane, hidden = self.resting.day, self.resting.lane, self.resting.hidden
        low, high = -math.inf, math.inf
        mine = day[i]
        if mine is None:
            return low, high
        for j, there in enumerate(self.there):
            other = day[j]
            if there and lane[j] == lane[i] and other is not None and other != mine:
                gap = min(AMONG[2], AMONG[0] + AMONG[1] * abs(hidden[i] - hidden[j]))
                if other < mine:
                    low = max(low, self.heart[j, 0] + gap)
                else:
                    high = min(high, self.heart[j, 0] - gap)
        return low, high

    def _costs(self, i: int, grid: _Grid, row: Cells, column: Cells, first: bool) -> Points:
        """What each of some places of a grid costs; whatever depends on its row or its column alone is worked out for
        these."""
        taste, node = self.taste, grid.node
        left, above, right, below = grid.edges
        cost = np.zeros(len(row))
        for j, weight in self.near[i]:
            if self.there[j]:
                x, y = np.abs(grid.x - self.heart[j, 0])[column], np.abs(grid.y - self.heart[j, 1])[row]
                cost += taste.length * weight * (x + taste.upright * y)
                if taste.words and weight >= taste.worded:
                    aside, over = _off(left, right, *self.box[j, ::2]), _off(above, below, *self.box[j, 1::2])
                    level = x / np.maximum(1.0, np.hypot(x, y))
                    short = 30.0 + taste.wide * level - np.hypot(aside[column], over[row])
                    cost += taste.words * np.maximum(0.0, short)
        others = np.flatnonzero(self.there)
        if len(others):
            box, pull = self.box[others], self.pull[others]
            aside = _off(left[:, None], right[:, None], box[:, 0], box[:, 2])
            over = _off(above[:, None], below[:, None], box[:, 1], box[:, 3])
            gap = (aside * aside)[column]
            gap += (over * over)[row]
            np.sqrt(gap, out=gap)
            ring = np.minimum(RING[0] + RING[1] * np.maximum(self.pull[i], pull), RING[2])
            cost += taste.ring * np.maximum(0.0, ring - gap).sum(axis=1)
            gap += 8.0
            cost += taste.repulsion * np.divide(self.pull[i] * pull, gap, out=gap).sum(axis=1) / 8
        top, bottom = self.bands[self.resting.lane[i]]
        if bottom - top > THIN:
            cost += (taste.level * self.pull[i] * np.abs(grid.y - (top + bottom) / 2) / 2)[row]
        for strip in (above - top, bottom - below):
            near = np.minimum(np.maximum(0.0, strip - EDGE - 2), np.maximum(0.0, ROW - strip))
            cost += (taste.strip * near)[row]
        if node.kind == "actor":
            side = np.minimum(left - self.pane.gutter, self.pane.width - right)
            cost += (taste.wall * self.pull[i] ** 2 * np.maximum(0.0, 1 - side / (self.pane.width / 4)) * 4)[column]
        else:
            astray = taste.time * np.abs(grid.x - self.resting.wish[i])
            cost += astray[column]
            if self.resting.day[i] is not None and first:
                cost += 2 * astray[column]
        return cost


def _off(low: Points, high: Points, start: Points | float, end: Points | float) -> Points:
    """How far stretches lie from another, or from others; 0 where they meet."""
    off: Points = np.maximum(0.0, np.maximum(start - high, low - end))
    return off


def wishes(days: Sequence[tuple[int, str]], drawn: Mapping[str, object], low: float, high: float) -> dict[str, float]:
    """By event its time as x between two ends, in one order for all lanes: one that is not drawn takes less room."""
    at: dict[str, float] = {}
    run, before = 0.0, None
    for day, id in sorted(days):
        own = 1.0 if id in drawn else 0.35
        if before is not None:
            run += own / 2 + min(0.5, 0.1 * math.log1p(day - before[0])) + before[1] / 2
        at[id] = run
        before = (day, own)
    scale = (high - low) / run if run else 0.0
    start = low if run else (low + high) / 2
    return {id: start + scale * place for id, place in at.items()}
