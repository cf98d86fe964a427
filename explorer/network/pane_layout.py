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

import numpy as np
from numpy.typing import NDArray

from explorer.network.ground import CELL, RIM, Ground, Sums, boxes_at
from explorer.network.intersections import Points
from explorer.network.pane import Pane
from explorer.network.pane_nodes import PaneNode

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
        for i in order:
            board.place(i, first=sweep == 0)
    return tuple(board.nodes)


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

    def place(self, i: int, *, first: bool) -> None:
        node = self.nodes[i]
        if self.there[i]:
            self.ground.put(node.kept, -1, clear=self.taste.gap - 2)
            self.there[i] = False
        hearts, boxes, left = self._offers(i, node)
        total = self.ground.sums(*self.bands[self.resting.lane[i]])
        free = total.free(boxes)
        low, high = self._limits(i)
        if node.kind == "event" and self.resting.day[i] is not None:
            ordered = free & (hearts[:, 0] >= low) & (hearts[:, 0] <= high)
            astray = np.abs(hearts[:, 0] - self.resting.wish[i])
            close = (ordered & (astray <= stray) for stray in STRAY)
            chosen = next((mask for mask in close if mask.any()), free)
        else:
            chosen = free
        if not chosen.any():
            taken = total.taken(boxes).astype(float)
            chosen = taken <= taken.min() + 0.5
        at = np.flatnonzero(chosen)
        cost = self._costs(i, hearts[at], boxes[at], first)
        if self.taste.room:
            cost += self.taste.room * self._blocked(self.bands[self.resting.lane[i]], total, boxes[at])
        best = at[int(np.argmin(np.round(cost, 2)))]
        turned = node.turned(bool(left[best])) if node.kind == "event" else node
        self.nodes[i] = placed = turned.at(float(hearts[best, 0]), float(hearts[best, 1]))
        self.heart[i], self.box[i], self.there[i] = placed.heart, placed.kept, True
        self.ground.put(placed.kept, clear=self.taste.gap - 2)

    def _offers(self, i: int, node: PaneNode) -> tuple[Points, Points, NDArray[np.bool_]]:
        """Hearts, boxes with their room, and for each whether the words stand at the left."""
        top, bottom = self.bands[self.resting.lane[i]]
        found = []
        for left in (False, True) if node.kind == "event" else (False,):
            here = node.turned(left).at(0.0, 0.0)
            left_of, above, right_of, below = here.kept
            step_x, step_y = self.taste.step
            x = np.arange(self.pane.gutter + EDGE - left_of, self.pane.width - EDGE - right_of + 0.01, step_x)
            x = x if len(x) else np.array([(self.pane.gutter + self.pane.width) / 2])
            y = np.arange(top + EDGE - above, bottom - EDGE - below + 0.01, step_y)
            y = y if len(y) else np.array([(top + bottom) / 2])
            hearts = np.stack(np.meshgrid(x, y), axis=-1).reshape(-1, 2)
            found.append((hearts, boxes_at(hearts, here.kept), np.full(len(hearts), left)))
        hearts, boxes, lefts = (np.concatenate(parts) for parts in zip(*found, strict=True))
        return hearts, boxes, lefts

    def _blocked(self, band: tuple[float, float], sums: Sums, boxes: Points) -> Points:
        """How many places of a guest each box takes away from its lane, as rows of guests."""
        half_x, half_y = int(GUEST[0] / 2 / CELL), int(GUEST[1] / 2 / CELL)
        total = sums.total
        top, bottom = (round(y / CELL) + RIM - sums.first for y in band)
        rows, columns = np.arange(top + half_y, bottom - half_y), np.arange(half_x, total.shape[1] - half_x)
        if not len(rows):
            return np.zeros(len(boxes))
        low, high = rows - half_y, rows + half_y
        left, right = columns - half_x, columns + half_x
        held = total[np.ix_(high, right)] - total[np.ix_(low, right)]
        held -= total[np.ix_(high, left)] - total[np.ix_(low, left)]
        free = np.zeros((len(rows) + 1, len(columns) + 1), dtype=np.int32)
        np.cumsum(np.cumsum(held == 0, axis=0, dtype=np.int32), axis=1, out=free[1:, 1:])
        x0 = np.clip((boxes[:, 0] / CELL).astype(int) + RIM - half_x - columns[0], 0, len(columns))
        x1 = np.clip((boxes[:, 2] / CELL).astype(int) + RIM + half_x - columns[0], 0, len(columns))
        y0 = np.clip((boxes[:, 1] / CELL).astype(int) + RIM - sums.first - half_y - rows[0], 0, len(rows))
        y1 = np.clip((boxes[:, 3] / CELL).astype(int) + RIM - sums.first + half_y - rows[0], 0, len(rows))
        lost: Points = (free[y1, x1] - free[y0, x1] - free[y1, x0] + free[y0, x0]) * (CELL * CELL / GUEST[1])
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

    def _short_of_words(self, j: int, hearts: Points, boxes: Points) -> Points:
        """By how much a tie to a node would be too short for words on it."""
        left, top, right, bottom = self.box[j]
        aside = np.maximum(0, np.maximum(boxes[:, 0] - right, left - boxes[:, 2]))
        above = np.maximum(0, np.maximum(boxes[:, 1] - bottom, top - boxes[:, 3]))
        way = np.abs(hearts - self.heart[j])
        level = way[:, 0] / np.maximum(1.0, np.hypot(way[:, 0], way[:, 1]))
        short: Points = np.maximum(0.0, 30.0 + self.taste.wide * level - np.hypot(aside, above))
        return short

    def _costs(self, i: int, hearts: Points, boxes: Points, first: bool) -> Points:
        taste, node = self.taste, self.nodes[i]
        cost = np.zeros(len(hearts))
        for j, weight in self.near[i]:
            if self.there[j]:
                way = np.abs(hearts - self.heart[j])
                cost += taste.length * weight * (way[:, 0] + taste.upright * way[:, 1])
                if taste.words and weight >= taste.worded:
                    cost += taste.words * self._short_of_words(j, hearts, boxes)
        others = np.flatnonzero(self.there)
        if len(others):
            box = self.box[others]
            aside = np.maximum(0, np.maximum(box[:, 0] - boxes[:, 2:3], boxes[:, 0:1] - box[:, 2]))
            above = np.maximum(0, np.maximum(box[:, 1] - boxes[:, 3:4], boxes[:, 1:2] - box[:, 3]))
            gap = np.hypot(aside, above)
            ring = RING[0] + RING[1] * np.maximum(self.pull[i], self.pull[others])
            cost += taste.ring * np.maximum(0.0, np.minimum(ring, RING[2]) - gap).sum(axis=1)
            gap += 8.0
            cost += taste.repulsion * ((self.pull[i] * self.pull[others]) / gap).sum(axis=1) / 8
        top, bottom = self.bands[self.resting.lane[i]]
        if bottom - top > THIN:
            cost += taste.level * self.pull[i] * np.abs(hearts[:, 1] - (top + bottom) / 2) / 2
        for strip in (boxes[:, 1] - top, bottom - boxes[:, 3]):
            cost += taste.strip * np.minimum(np.maximum(0.0, strip - EDGE - 2), np.maximum(0.0, ROW - strip))
        if node.kind == "actor":
            side = np.minimum(boxes[:, 0] - self.pane.gutter, self.pane.width - boxes[:, 2])
            cost += taste.wall * self.pull[i] ** 2 * np.maximum(0.0, 1 - side / (self.pane.width / 4)) * 4
        else:
            cost += taste.time * np.abs(hearts[:, 0] - self.resting.wish[i])
            if self.resting.day[i] is not None and first:
                cost += 2 * taste.time * np.abs(hearts[:, 0] - self.resting.wish[i])
        return cost


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
