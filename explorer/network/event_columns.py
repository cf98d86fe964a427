"""Events and a width in; each one's sub-row in its lane and its x out, where x is time, squeezed.

    one order by date -> rules "x of j − x of i ≥ s" -> sub-rows until the longest path fits -> wishes projected

All sizes are px, all x the middle of a box.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from explorer.network.boxes import LaidNode

EDGE = 8.0  # least room between a box and the side of the picture
GAP = 12.0  # between boxes of one row
STEP = 8.0  # between an event and the next of its lane, whatever their rows
SLACKS = (0.0, 40.0, 80.0, 120.0, 180.0)  # how far an event may stand left of an earlier one of another lane
UNIT = 180.0  # the most px that one unit of squeezed time may take


@dataclass
class EventPlacing:
    """The events of some nodes, known by their index, in one order for all lanes, and the rules that they keep."""

    nodes: Sequence[LaidNode]
    width: float
    order: list[int] = field(default_factory=list)  # indexes of events by date
    day: dict[int, float] = field(default_factory=dict)
    row: dict[int, int] = field(default_factory=dict)  # sub-row of each event in its lane
    depth: dict[int, int] = field(default_factory=dict)  # sub-rows of each lane
    slack: float = 0.0
    step: float = STEP

    def __post_init__(self) -> None:
        events = [i for i, node in enumerate(self.nodes) if node.kind == "event"]
        days = sorted(float(day) for i in events if (day := self.nodes[i].day) is not None)
        median = days[len(days) // 2] if days else 0.0
        self.day = {i: median if (day := self.nodes[i].day) is None else float(day) for i in events}
        self.order = sorted(events, key=lambda i: (self.day[i], self.nodes[i].id))
        self.depth = {self.nodes[i].lane: 1 for i in events}
        crowd = max((sum(self.nodes[i].lane == lane for i in events) for lane in self.depth), default=1)
        self.step = min(STEP, self.width / (3 * crowd))
        self._deal()
        while (blocked := self._fitting_slack()) is not None:
            self.depth[blocked] += 1
            self._deal()

    def _deal(self) -> None:
        """Sub-rows in turn, so that neighbours in time stand as a staircase."""
        seen = dict.fromkeys(self.depth, 0)
        for i in self.order:
            lane = self.nodes[i].lane
            self.row[i] = seen[lane] % self.depth[lane]
            seen[lane] += 1

    def _fitting_slack(self) -> int | None:
        """Take the smallest slack whose rules fit the width; else name the lane that needs one more sub-row."""
        worst: list[float] = []
        for slack in SLACKS:
            self.slack = slack
            worst = self._longest_path()
            if not worst:
                return None
        sizes = {lane: sum(self.nodes[i].lane == lane for i in self.order) for lane in self.depth}
        growing = [lane for lane in self.depth if self.depth[lane] < sizes[lane]]
        if not growing:  # every event has a row of its own: only the steps between rows are left to give up
            self.slack, self.step = self.width, 0.0
            return None
        return max(growing, key=lambda lane: (worst[lane], -lane))

    def _longest_path(self) -> list[float]:
        """Nothing if the rules fit the width; else how much of the longest path each lane fills."""
        left = {i: self.low(i) for i in self.order}
        came: dict[int, tuple[int, float]] = {}
        for i, j, least in self.rules():
            if left[i] + least > left[j]:
                left[j], came[j] = left[i] + least, (i, least)
        over, last = max(((left[i] - self.high(i), i) for i in self.order), default=(0.0, -1))
        if over <= 1e-9:
            return []
        filled = [0.0] * (max(self.depth) + 1)
        filled[self.nodes[last].lane] += self.nodes[last].width
        while last in came:
            before, least = came[last]
            if self.nodes[before].lane == self.nodes[last].lane and least > self.step:
                filled[self.nodes[last].lane] += least
            last = before
        return filled

    def low(self, i: int) -> float:
        return min(self.nodes[i].width / 2 + EDGE, self.width / 2)

    def high(self, i: int) -> float:
        return self.width - self.low(i)

    def rules(self) -> list[tuple[int, int, float]]:
        """Every rule that no others imply, as (i, j, s), by the place of j in the order."""
        found = []
        for at, j in enumerate(self.order):
            node, lanes, rowmate = self.nodes[j], set[int](), False
            for i in reversed(self.order[:at]):
                other = self.nodes[i]
                if other.lane == node.lane:
                    if node.lane not in lanes:
                        found.append((i, j, self.step))
                        lanes.add(node.lane)
                    if not rowmate and self.row[i] == self.row[j]:
                        found.append((i, j, (node.width + other.width) / 2 + GAP))
                        rowmate = True
                elif other.lane not in lanes and self.day[i] < self.day[j]:
                    found.append((i, j, -self.slack))
                    lanes.add(other.lane)
                if rowmate and len(lanes) == len(self.depth):
                    break
        return found

    def wishes(self) -> dict[int, float]:
        """x as squeezed time: a gap of 15 years counts three times a gap of one day, not 5000 times."""
        if not self.order:
            return {}
        mean = sum(self.nodes[i].width for i in self.order) / len(self.order)
        at, run = [0.0], 0.0
        for i, j in pairwise(self.order):
            days = self.day[j] - self.day[i]
            run += (min(1.6, 0.5 + 0.16 * math.log1p(days)) if days else 0.0) + 0.55 * mean / 100
            at.append(run)
        first, last = self.low(self.order[0]), self.high(self.order[-1])
        unit = min(UNIT, (last - first) / run) if run else 0.0
        start = first + (last - first - unit * run) / 2
        return {i: start + unit * x for i, x in zip(self.order, at, strict=True)}

    def placed(self, wish: dict[int, float]) -> dict[int, float]:
        """The wished x projected on the rules (least squares, Hildreth's method), then made exact."""
        rules, x = self.rules(), dict(wish)
        pulls = [0.0] * len(rules)
        for _ in range(250):
            moved = 0.0
            for k, (i, j, least) in enumerate(rules):
                pull = max(0.0, pulls[k] + (least - x[j] + x[i]) / 2)
                shift = pull - pulls[k]
                if shift:
                    x[i] -= shift
                    x[j] += shift
                    pulls[k] = pull
                    moved = max(moved, abs(shift))
            if moved < 0.05:
                break
        for i in self.order:
            x[i] = max(x[i], self.low(i))
        for i, j, least in rules:
            x[j] = max(x[j], x[i] + least)
        for i in self.order:
            x[i] = min(x[i], self.high(i))
        for i, j, least in reversed(rules):
            x[i] = min(x[i], x[j] - least)
        return x
