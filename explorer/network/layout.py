"""Nodes, their ties and a width in; lane bands, a height and the centre of every node out.

Lanes run from top to bottom, and inside a lane events run from left to right in time. Actors stand in rows above and
below the events, near what they are tied to:

    time squeezed -> rules kept by the longest path -> events projected on the rules
    actors dealt to rows -> rows packed -> moves kept only where the cost falls

No chance is involved and every tie is broken by id, so the order of the input never matters. All sizes are px.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

import numpy as np

from explorer.network.boxes import LaidNode, Layout, Tie
from explorer.network.event_columns import EDGE, GAP, EventPlacing
from explorer.network.intersections import Points, lines_meet_boxes, sides

WIDE_GAP = 20.0  # in a row of actors where there is room: the gaps are also the roads of the ties
TIED_GAP = 34.0  # between tied neighbours in a row, so that their tie can be seen
THOROUGH = 70  # up to so many nodes, a moving actor tries every place in a row; above, those near its wish
TITLE_HEIGHT = 20.0
MARGIN, PAD, UNDER_TITLE, BESIDE_EVENTS, BETWEEN_ACTORS = 2.0, 12.0, 11.0, 20.0, 15.0


@dataclass(frozen=True)
class _Taste:
    """What a row, a crossing, upright distance and a line through a box cost, in px of line."""

    row: float = 350.0
    crossing: float = 90.0
    upright: float = 0.8
    box: float = 300.0


def places(
    nodes: Iterable[LaidNode],
    ties: Iterable[Tie],
    width: float,
    lane_title_width: float = 110.0,
    lane_count: int = 1,
    between: float = BETWEEN_ACTORS,
) -> Layout:
    """The picture's places. `width` is held exactly; what does not fit side by side goes into further rows.

    `between` px are kept free between two rows of actors.
    """
    known = sorted(nodes, key=lambda node: node.id)
    ids = {node.id for node in known}
    lines = sorted((tie for tie in ties if tie.a in ids and tie.b in ids and tie.a != tie.b), key=lambda tie: tie.id)
    lanes = max([lane_count, *(node.lane + 1 for node in known)])
    board = _Board(known, lines, width, lane_title_width, lanes, between)
    board.settle()
    board.improve()
    middles = {
        node.id: (float(board.x[i]), float(board.y[i] - node.heart + node.height / 2)) for i, node in enumerate(known)
    }
    return Layout(float(width), board.height, tuple(board.bands), middles, lane_title_width)


# --- actors: rows above, between and below the event rows ---------------------------------------------------------


@dataclass
class _Row:
    """Boxes side by side, from left to right, in one lane. `y` is the line on which their hearts lie."""

    lane: int
    kind: Literal["actor", "event"]
    members: list[int] = field(default_factory=list)
    y: float = 0.0


def _boxes(node: LaidNode) -> list[tuple[float, float, float, float]]:
    """What a line should not meet, seen from the node's heart: an event's symbol and label, an actor's pill."""
    left, right, foot = -node.width / 2 - 2, node.width / 2 + 2, node.height - node.heart + 2
    if node.kind == "actor" or not node.symbol_height:
        return [(left, -foot, right, foot)]
    half = node.symbol_height / 2
    return [(-half, -half, half, half), (left, half, right, foot)]


class _Board:
    """A placing at work: who stands in which row, at which x, and what that costs."""

    def __init__(
        self, nodes: list[LaidNode], ties: list[Tie], width: float, title_width: float, lanes: int, between: float
    ) -> None:
        self.nodes, self.width, self.title_width, self.between = nodes, width, title_width, between
        self.taste = _Taste()
        self.events = EventPlacing(nodes, width)
        index = {node.id: i for i, node in enumerate(nodes)}
        drawn = [tie for tie in ties if tie.drawn]
        led = {end for tie in drawn for end in (tie.a, tie.b)}
        self.near: list[list[tuple[int, float]]] = [[] for _ in nodes]
        for tie in drawn + [tie for tie in ties if not tie.drawn and not {tie.a, tie.b} <= led]:
            for end, other in ((tie.a, tie.b), (tie.b, tie.a)):
                if tie.drawn or end not in led:
                    self.near[index[end]].append((index[other], tie.weight))
        self.tied = {(index[tie.a], index[tie.b]) for tie in drawn} | {(index[tie.b], index[tie.a]) for tie in drawn}
        self.ends = np.array([(index[tie.a], index[tie.b]) for tie in drawn], dtype=np.int64).reshape(-1, 2)
        self.pull = np.array([tie.weight for tie in drawn])
        self.root = np.sqrt(self.pull)
        a, b = self.ends[:, :1], self.ends[:, 1:]
        self.strangers = ~((a == a.T) | (b == b.T) | (a == b.T) | (b == a.T))
        boxes = [(i, box) for i, node in enumerate(nodes) for box in _boxes(node)]
        self.owner = np.array([i for i, _ in boxes], dtype=np.int64)
        self.foreign = (self.owner[None, :] != a) & (self.owner[None, :] != b)
        self.box = np.array([box for _, box in boxes]).reshape(-1, 4)
        self.rise, self.fall = [node.heart for node in nodes], [node.height - node.heart for node in nodes]
        self.degree = [sum(weight for _, weight in neighbours) for neighbours in self.near]
        self.wish = self.events.wishes()
        self.x = [width / 2] * len(nodes)
        self.y = [0.0] * len(nodes)
        self.rows = [row for lane in range(lanes) for row in self._lane_rows(lane)]
        self.lanes = lanes
        self.bands: list[tuple[float, float]] = []
        self.height = 0.0

    def _lane_rows(self, lane: int) -> list[_Row]:
        rows = [_Row(lane, "actor"), _Row(lane, "actor")]
        for depth in range(self.events.depth.get(lane, 0)):
            held = [i for i in self.events.order if self.nodes[i].lane == lane and self.events.row[i] == depth]
            rows += [_Row(lane, "event", held), _Row(lane, "actor"), _Row(lane, "actor")]
        return rows

    def settle(self) -> None:
        """A first place for everything: events by time, then each actor where it is cheapest now."""
        for i, x in self.events.placed(self.wish).items():
            self.x[i] = x
        self.stack()
        far = self._distances()
        order = sorted(
            (i for i, node in enumerate(self.nodes) if node.kind == "actor"),
            key=lambda i: (far[i], self.nodes[i].weight, -self.degree[i], self.nodes[i].id),
        )
        placed = {i for i, node in enumerate(self.nodes) if node.kind == "event"}
        for i in order:
            neighbours = [(j, weight) for j, weight in self.near[i] if j in placed]
            self.x[i] = self._mean_x(neighbours)
            rows = [row for row in self.rows if row.kind == "actor" and row.lane == self.nodes[i].lane]
            costs = [self._row_cost(i, row, neighbours) for row in rows]
            best = min(range(len(rows)), key=costs.__getitem__)
            if math.isinf(costs[best]):
                row = _Row(self.nodes[i].lane, "actor")
                self.rows.insert(self.rows.index(rows[-1]) + 1, row)
            else:
                row = rows[best]
            self._insert(row, i)
            self.pack(row)
            placed.add(i)
            self.stack()

    def _row_cost(self, i: int, row: _Row, neighbours: list[tuple[int, float]]) -> float:
        if not self._has_room(row, i):
            return math.inf
        own, x = self.nodes[i].width / 2, self.x[i]
        overlap = sum(max(0.0, own + self.nodes[j].width / 2 - abs(x - self.x[j])) for j in row.members)
        y = row.y + (0.0 if row.members else self.nodes[i].height / 2)
        upright = sum(weight * abs(y - self.y[j]) for j, weight in neighbours)
        return (0.0 if row.members else self.taste.row) + 1.1 * overlap + 0.5 * upright

    def _distances(self) -> list[float]:
        """Ties between each node and the nearest event."""
        far = [0.0 if node.kind == "event" else math.inf for node in self.nodes]
        edge = [i for i, distance in enumerate(far) if distance == 0]
        while edge:
            reached = []
            for i in edge:
                for j, _ in self.near[i]:
                    if math.isinf(far[j]):
                        far[j] = far[i] + 1
                        reached.append(j)
            edge = reached
        return far

    def _mean_x(self, neighbours: list[tuple[int, float]]) -> float:
        total = mean = 0.0
        for j, weight in neighbours:
            total += weight
            mean += weight * self.x[j]
        return mean / total if total else self.width / 2

    def _has_room(self, row: _Row, i: int) -> bool:
        taken = sum(self.nodes[j].width + GAP for j in row.members)
        return not row.members or taken + self.nodes[i].width <= self.width - 2 * EDGE

    def _insert(self, row: _Row, i: int) -> None:
        row.members.append(i)
        row.members.sort(key=lambda j: (self.x[j], self.nodes[j].id))

    def pack(self, row: _Row) -> None:
        """Each actor of a row as near as can be to the mean of its neighbours, in the row's order, never overlapping.

        Least squares that keep the order (isotonic regression on "wished x − widths so far"): exact and linear.
        """
        members = row.members
        if not members or row.kind == "event":
            return
        sizes = [self.nodes[i].width for i in members]
        gaps = [TIED_GAP if pair in self.tied else WIDE_GAP for pair in pairwise(members)]
        spare = self.width - 2 * EDGE - sum(sizes)
        if sum(gaps) > spare:
            gaps = [max(0.0, min(GAP, spare / max(1, len(gaps))))] * len(gaps)
        at = [0.0]
        for k, gap in enumerate(gaps):
            at.append(at[-1] + (sizes[k] + sizes[k + 1]) / 2 + gap)
        low = min(EDGE + sizes[0] / 2, self.width / 2)
        high = max(low, self.width - EDGE - sizes[-1] / 2 - at[-1])
        blocks: list[tuple[float, float, int]] = []  # mean, weight, how many
        for i, offset in zip(members, at, strict=True):
            weight = self.degree[i] or 0.05
            mean = (self._mean_x(self.near[i]) if self.near[i] else self.x[i]) - offset
            many = 1
            while blocks and blocks[-1][0] > mean:
                before, heavy, others = blocks.pop()
                mean = (mean * weight + before * heavy) / (weight + heavy)
                weight, many = weight + heavy, many + others
            blocks.append((mean, weight, many))
        spread = [min(max(mean, low), high) for mean, _, many in blocks for _ in range(many)]
        for i, x, offset in zip(members, spread, at, strict=True):
            self.x[i] = x + offset

    def stack(self) -> None:
        """Give every row its y, from the top of the picture to its foot."""
        y, self.bands = MARGIN, []
        lanes: list[list[_Row]] = [[] for _ in range(self.lanes)]
        for row in self.rows:
            lanes[row.lane].append(row)
        for rows in lanes:
            top, above = y, None
            y += PAD
            for row in rows:
                if not row.members:
                    row.y = y
                    continue
                if above is not None:
                    y += self.between if above == row.kind == "actor" else BESIDE_EVENTS
                if y < top + PAD + UNDER_TITLE and any(
                    self.x[i] - self.nodes[i].width / 2 < self.title_width + GAP for i in row.members
                ):
                    y = top + PAD + UNDER_TITLE
                row.y = y + max(map(self.rise.__getitem__, row.members))
                for i in row.members:
                    self.y[i] = row.y
                y = row.y + max(map(self.fall.__getitem__, row.members))
                above = row.kind
            y = max(y + PAD, top + TITLE_HEIGHT + PAD)
            self.bands.append((top, y))
        self.height = y + MARGIN

    # --- fewer crossings: accept only what helps ------------------------------------------------------------------

    def cost(self, most: float = math.inf) -> float:
        """What the picture costs now, in px of line; beyond `most` only that it is more."""
        taste = self.taste
        aside = 0.4 * sum(abs(self.x[i] - wish) for i, wish in self.wish.items())
        rows = taste.row * sum(row.kind == "actor" and bool(row.members) for row in self.rows)
        spots: Points = np.column_stack([self.x, self.y])
        first, last = self.ends[:, 0], self.ends[:, 1]
        start, end = spots[first], spots[last]
        run = end - start
        total = float(self.pull @ np.sqrt(run[:, 0] ** 2 + (taste.upright * run[:, 1]) ** 2))
        if total + rows + aside > most + 1:
            return math.inf
        left = sides(start, end, spots) > 1e-6  # on which side of each tie each node stands
        parted = left[:, first] != left[:, last]
        root = self.root
        total += taste.crossing * float(root @ (parted & parted.T & self.strangers) @ root) / 2
        if total + rows + aside > most + 1:
            return math.inf
        hearts = spots[self.owner]
        met = lines_meet_boxes(start, end, np.hstack([hearts, hearts]) + self.box) & self.foreign
        total += taste.box * float(root @ met.sum(axis=1))
        return total + rows + aside

    def improve(self, sweeps: int = 4) -> None:
        """Try moves in turn; keep one only if the cost falls."""
        if not len(self.ends):
            return
        now = self.cost()
        for _ in range(sweeps):
            before = now
            for i, node in enumerate(self.nodes):
                if node.kind == "actor":
                    now = self._moved(i, now)
            now = self._repacked(now)
            if before - now < 1:
                break

    def _moved(self, i: int, now: float) -> float:
        """Set one actor where it costs least: any row of its lane, about its neighbours' mean. The new cost."""
        home = next(row for row in self.rows if i in row.members)
        kept = home.members[:]
        others = [j for j in kept if j != i]
        x, best = self.x[:], now
        wish = self._mean_x(self.near[i])
        winner: tuple[_Row, list[int]] | None = None
        opened, reach = False, len(self.nodes) if len(self.nodes) <= THOROUGH else 1
        for row in self.rows:
            if row.kind != "actor" or row.lane != home.lane:
                continue
            if not row.members or row.members == [i]:
                if opened and row is not home:
                    continue
                opened = not row.members
            else:
                opened = False
            if row is not home and not self._has_room(row, i):
                continue
            rest = others if row is home else row.members
            held = row.members
            spot = sum(x[j] < wish for j in rest)
            for at in range(max(0, spot - reach), min(len(rest), spot + reach) + 1):
                trial = [*rest[:at], i, *rest[at:]]
                if trial == kept:
                    continue
                home.members = others
                row.members = trial
                self.pack(home)
                self.pack(row)
                self.stack()
                cost = self.cost(best)
                if cost < best - 1e-6:
                    best, winner = cost, (row, trial)
                row.members = held
                home.members = kept
                self.x = x[:]
        if winner:
            home.members = others
            winner[0].members = winner[1]
            self.pack(home)
            self.pack(winner[0])
        self.stack()
        return best

    def _repacked(self, now: float) -> float:
        """Pack every row anew, now that its neighbours have moved."""
        x = self.x[:]
        for row in self.rows:
            self.pack(row)
        self.stack()
        cost = self.cost()
        if cost < now:
            return cost
        self.x = x
        self.stack()
        return now
