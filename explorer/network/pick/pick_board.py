"""A pick at work: a ground with what rests on it; guests come into the free places of their lanes, lines to them.

    lines to what is there, the nearest first -> guest by guest: every free place weighed at once, the best ones traced
    -> what is in conflict goes and comes again in another order, kept only where it is better

All work is counted in curves traced, so that it is bounded and the same each time.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from random import Random

import numpy as np

from explorer.network.geometry.ground import Cells, Ground, boxes_at, spread
from explorer.network.geometry.intersections import Points
from explorer.network.geometry.tracing import NEAR_ENDS, Curve, aside, detour, trace
from explorer.network.pane.pane_edges import end_of
from explorer.network.pane.pane_nodes import Box, PaneNode
from explorer.network.pane.sizes import Pane

STEP_X, STEP_Y, FINE = 8.0, 4.0, 2.0  # px from place to place; the last where none is free
APART, EDGE = 1.0, 2.0  # px between a guest and what stands there, beyond what lines keep; and the edge of its band
TRIED = 3  # places of a guest that are traced
NEAR_TWIN = 3.0  # px round its ends where a line may run beside another of the same two
ALONG = 60.0  # px beside other lines from which on a line rather goes round
UNDER = 3.5  # what each cell costs in which a line must give way to a guest
RING = (14.0, 2.4, 56.0)  # px round a record picked that guests leave to its lines: at least, for each line, at most
SAMPLES = 22
IN_TIME = 2.0  # px between two events of one lane at least


@dataclass(frozen=True)
class Strand:
    """A line to be drawn, from its subject to its object; `wide` px of words are to stand on it."""

    id: str
    a: str
    b: str
    wide: float = 0.0


@dataclass(frozen=True)
class Coming:
    """A guest or a stack to be placed: its box, and between which lanes' edges."""

    node: PaneNode
    bands: tuple[tuple[float, float], ...]
    day: int | None = None
    time: float | None = None  # of an event: its time as x


@dataclass
class Board:
    pane: Pane
    ground: Ground
    nodes: dict[str, PaneNode]  # whatever stands there, by id
    days: dict[str, int]  # of events that stand there and keep their order
    strands: dict[str, Strand]
    coming: dict[str, Coming]
    budget: int
    focus: str = ""  # comes before all others
    curves: dict[str, Curve] = field(default_factory=dict)
    cells: dict[str, Cells] = field(default_factory=dict)
    unplaced: set[str] = field(default_factory=set)
    spent: int = 0

    def __post_init__(self) -> None:
        self.of: dict[str, list[Strand]] = {}
        for strand in self.strands.values():
            for end in (strand.a, strand.b):
                self.of.setdefault(end, []).append(strand)

    # --- one thing after another ------------------------------------------------------------------------------------

    def settle(self, order: Iterable[str] | None = None) -> None:
        """Draws the lines among what is there, the nearest first; then everybody comes."""
        ready = [
            s for s in self.strands.values() if s.id not in self.curves and s.a in self.nodes and s.b in self.nodes
        ]
        for strand in sorted(ready, key=lambda s: (round(self._reach(s)), s.id)):
            self.draw(strand)
        left = [id for id in self.coming if id not in self.nodes] if order is None else list(order)
        if order is None:
            left.sort(key=lambda id: (id != self.focus, self.coming[id].day is None, -self.coming[id].node.width, id))
        for id in left:
            self.place(id)

    def _reach(self, strand: Strand) -> float:
        return math.dist(self.nodes[strand.a].heart, self.nodes[strand.b].heart)

    def draw(self, strand: Strand) -> None:
        self.erase(strand.id)
        self.spent += 1
        ends = {strand.a, strand.b}
        twin = any({other.a, other.b} == ends and other.id in self.curves for other in self.of[strand.a])
        near = NEAR_TWIN if twin else NEAR_ENDS
        curve = trace(self.ground, end_of(self.nodes[strand.a]), end_of(self.nodes[strand.b]), near=near)
        self.keep(strand.id, curve)

    def keep(self, id: str, curve: Curve) -> None:
        self.curves[id], self.cells[id] = curve, curve.cells(self.ground)
        self.ground.draw(self.cells[id])

    def erase(self, id: str) -> None:
        if id in self.curves:
            self.ground.draw(self.cells.pop(id), -1)
            del self.curves[id]

    def remove(self, id: str) -> None:
        """A guest goes, with its lines."""
        for strand in self.of.get(id, ()):
            self.erase(strand.id)
        node = self.nodes.pop(id, None)
        if node:
            self.ground.put(node.box, -1)
            self.days.pop(id, None)
        self.unplaced.discard(id)

    def place(self, id: str) -> None:
        """A guest comes into the best of its free places, with its lines; or stays away where there is none."""
        coming = self.coming[id]
        ties = [s for s in self.of.get(id, ()) if (s.b if s.a == id else s.a) in self.nodes]
        offers = self._offers(coming)
        if offers is None and id == self.focus:  # what is picked is there, if need be out of the order of time
            self.coming[id] = coming = replace(coming, day=None)
            offers = self._offers(coming)
        if offers is None:
            self.unplaced.add(id)
            return
        best: tuple[float, PaneNode, dict[str, Curve]] | None = None
        for node, cost in self._shortlist(coming, ties, offers):
            total, curves = cost, dict[str, Curve]()
            for strand in ties:
                self.spent += 1
                others = {id: node}
                ends = [end_of(others.get(end) or self.nodes[end]) for end in (strand.a, strand.b)]
                curve = trace(self.ground, *ends, thorough=False)
                curves[strand.id] = curve
                total += curve.cost + _short_of_words(curve, strand.wide)
            if best is None or total < best[0] - 1e-6:
                best = (total, node, curves)
        if best is None:
            self.unplaced.add(id)
            return
        self._stand(id, best[1])
        for strand_id in self._lines_under(best[1]):
            self.draw(self.strands[strand_id])
        for strand in ties:
            curve = best[2][strand.id]
            if curve.hit or curve.met > 12 or len(ties) > 1:
                self.draw(strand)
            else:
                self.keep(strand.id, curve)

    def _lines_under(self, node: PaneNode) -> list[str]:
        """The lines on which somebody has come to stand."""
        rows, columns = self.ground.span(node.box, 0.0)
        if not (self.ground.lines[rows, columns] > 0).any():
            return []
        found = []
        for id, cells in sorted(self.cells.items()):
            row, column = np.divmod(cells, self.ground.columns)
            if ((row >= rows.start) & (row < rows.stop) & (column >= columns.start) & (column < columns.stop)).any():
                found.append(id)
        return found

    def _stand(self, id: str, node: PaneNode) -> None:
        self.nodes[id] = node
        self.ground.put(node.box)
        self.unplaced.discard(id)
        day = self.coming[id].day
        if day is not None:
            self.days[id] = day

    # --- places -----------------------------------------------------------------------------------------------------

    def _offers(self, coming: Coming) -> tuple[Points, Points, Points] | None:
        """The free places of a guest: hearts, boxes, and whether its words stand at the left; None where none is."""
        node = coming.node
        tops, bottoms = zip(*coming.bands, strict=True) if coming.bands else ((0.0,), (0.0,))
        total = self.ground.sums(min(tops), max(bottoms))
        low, high = self._limits(coming)
        found = []
        for left in (False, True) if node.kind == "event" else (False,):
            here = node.turned(left).at(0.0, 0.0).box
            x = np.arange(self.pane.gutter + EDGE - here[0], self.pane.width - EDGE - here[2] + 0.01, STEP_X)
            x = x[(x >= low) & (x <= high)]
            if not len(x) and -math.inf < low <= high < math.inf:
                x = np.array([(low + high) / 2])
            for top, bottom in coming.bands:
                y = np.arange(top + EDGE - here[1], bottom - EDGE - here[3] + 0.01, STEP_Y)
                hearts = np.stack(np.meshgrid(x, y), axis=-1).reshape(-1, 2)
                boxes = boxes_at(hearts, here)
                free = total.free(spread(boxes, APART))
                found.append((hearts[free], boxes[free], np.full(int(np.sum(free)), left)))
        parts = [np.concatenate(part) for part in zip(*found, strict=True)] if found else []
        return (parts[0], parts[1], parts[2]) if parts and len(parts[0]) else None

    def _limits(self, coming: Coming) -> tuple[float, float]:
        """Between which x an event stands in the order of its lane, with room for those that are still to come."""
        low, high = -math.inf, math.inf
        mine, lane = coming.day, coming.node.lane
        if mine is None:
            return low, high
        for id, day in self.days.items():
            node = self.nodes[id]
            if node.lane == lane and day != mine:
                x = node.heart[0]
                low, high = (max(low, x + IN_TIME), high) if day < mine else (low, min(high, x - IN_TIME))
        if low > high:
            return low, high
        waiting = [
            other.day
            for id, other in self.coming.items()
            if id not in self.nodes and other.node.lane == lane and other.day is not None and id != coming.node.id
        ]
        room = min(6.0, (high - low) / (len(waiting) + 2)) if math.inf > high and low > -math.inf else 6.0
        return low + room * sum(day < mine for day in waiting), high - room * sum(day > mine for day in waiting)

    def _shortlist(
        self, coming: Coming, ties: Sequence[Strand], offers: tuple[Points, Points, Points]
    ) -> list[tuple[PaneNode, float]]:
        """The best places by straight lines, apart from each other, with what a place costs whatever its lines."""
        hearts, boxes, left = offers
        node = coming.node
        own = np.zeros(len(hearts))
        if coming.time is not None:
            own += 0.12 * np.abs(hearts[:, 0] - coming.time)
        own += UNDER * self.ground.sums(boxes[:, 1].min(), boxes[:, 3].max(), boxes=False).taken(boxes)
        cost = own.copy()
        for strand in ties:
            other = self.nodes[strand.b if strand.a == node.id else strand.a]
            cost += self._straight(other, hearts, boxes, strand.wide)
        if not ties:
            spread = [math.inf if s.id in self.curves else 0 for s in self.of.get(node.id, ())]
            cost += 0.0 * len(spread) + 0.3 * np.abs(hearts[:, 0] - self.pane.width / 2)
        found = []
        for _ in range(TRIED):
            k = int(np.argmin(np.round(cost, 1)))
            if not cost[k] < math.inf:
                break
            turned = node.turned(bool(left[k])) if node.kind == "event" else node
            found.append((turned.at(float(hearts[k, 0]), float(hearts[k, 1])), float(own[k])))
            near = (np.abs(hearts[:, 0] - hearts[k, 0]) < 40) & (np.abs(hearts[:, 1] - hearts[k, 1]) < 14)
            cost[near] = math.inf
        return found

    def _straight(self, other: PaneNode, hearts: Points, boxes: Points, wide: float) -> Points:
        """What straight lines from a node to each place cost: length, boxes and lines met, room for words."""
        x, y = other.heart
        left, top, right, bottom = other.box
        gap = np.hypot(
            np.maximum(0, np.maximum(boxes[:, 0] - right, left - boxes[:, 2])),
            np.maximum(0, np.maximum(boxes[:, 1] - bottom, top - boxes[:, 3])),
        )
        way = (hearts - (x, y)).astype(np.float32)
        length = np.hypot(way[:, 0], way[:, 1])
        share = np.linspace(0.0, 1.0, SAMPLES, dtype=np.float32)
        across, down = (np.float32(start) + share * way[:, k : k + 1] for k, start in enumerate((x, y)))
        cells = self.ground.flat(across, down)
        away = aside(across, down, other.box) >= NEAR_ENDS
        pace = length / SAMPLES
        hit = ((self.ground.boxes.ravel()[cells] > 0) & away).sum(axis=1) * pace
        met = ((self.ground.lines.ravel()[cells] > 0) & away).sum(axis=1) * pace
        level = np.abs(way[:, 0]) / np.maximum(1.0, length)
        need = 26.0 + wide * level if wide else 24.0
        need = np.maximum(need, min(RING[2], RING[0] + RING[1] * len(self.of.get(other.id, ()))))
        short = np.maximum(0.0, need - gap)
        cost: Points = 0.3 * length + 5.0 * hit + 4.0 * met + 4.0 * short
        return cost

    # --- better -----------------------------------------------------------------------------------------------------

    def faults(self) -> list[str]:
        """Guests and lines in conflict."""
        lines = [id for id, curve in self.curves.items() if curve.hit or curve.met > 16]
        return sorted(self.unplaced) + sorted(lines)

    def worth(self) -> float:
        """How bad it is; 0 would be without any line."""
        hits = sum(curve.hit > 0 for curve in self.curves.values())
        return 2_000.0 * len(self.unplaced) + 900.0 * hits + sum(curve.cost for curve in self.curves.values())

    def redraw(self) -> None:
        """Draws each line anew among all that are there now; then those in conflict once more."""
        for id in sorted(self.curves, key=lambda id: (-round(self.curves[id].cost), id)):
            self.draw(self.strands[id])
        for id in [id for id in sorted(self.curves) if self.curves[id].hit or self.curves[id].met > 16]:
            self.draw(self.strands[id])

    def mend(self, most: int, blocked: float = math.inf) -> None:
        """Lines through foreign boxes take ways through the gaps between them, where there are any; given up once more
        than `blocked` are known to find none."""
        wrong = [id for id in sorted(self.curves) if self.curves[id].hit or self.curves[id].met > ALONG]
        wrong.sort(key=lambda id: -self.curves[id].cost)
        lost = sum(self.curves[id].hit > 0 for id in wrong[most:])
        for id in wrong[:most]:
            if lost > blocked:
                return
            strand, old = self.strands[id], self.curves[id]
            self.erase(id)
            self.spent += 4
            self.keep(id, detour(self.ground, end_of(self.nodes[strand.a]), end_of(self.nodes[strand.b]), old))
            lost += self.curves[id].hit > 0

    def force(self) -> None:
        """Whoever found no place stands in a free one out of order, or where it covers least: nobody is left out."""
        for id in sorted(self.unplaced):
            coming = self.coming[id]
            self.coming[id] = replace(coming, day=None)
            self.place(id)
            if id in self.unplaced:
                self._stand(id, self._least_covering(coming))
                own = {strand.id for strand in self.of.get(id, ()) if {strand.a, strand.b} <= self.nodes.keys()}
                for strand_id in sorted(own.union(self._lines_under(self.nodes[id]))):
                    self.draw(self.strands[strand_id])
                self.mend(len(self.curves))

    def _least_covering(self, coming: Coming) -> PaneNode:
        node = coming.node.at(0.0, 0.0)
        left, above, right, below = node.box
        tries = [
            (x, y)
            for top, bottom in coming.bands or ((0.0, float(self.pane.height)),)
            for x in np.arange(self.pane.gutter + EDGE - left, self.pane.width - EDGE - right, FINE)
            for y in np.arange(top + EDGE - above, max(top + EDGE - above + 1, bottom - EDGE - below), FINE)
        ] or [(self.pane.width / 2, self.pane.height / 2)]
        hearts = np.array(tries)
        boxes = boxes_at(hearts, node.box)
        covered = sum((_shared(boxes, other.box) for other in self.nodes.values()), np.zeros(len(hearts)))
        best = np.lexsort((self.ground.sums().taken(boxes), covered))[0]
        return node.at(*map(float, hearts[best]))

    def improve(self, rounds: int, random: Random) -> None:
        """Ruin and recreate: kept only where it is better."""
        for _ in range(rounds):
            faults = self.faults()
            if not faults or self.spent > self.budget:
                return
            chosen = faults[:7]
            more = sorted(set(self.coming) | set(self.curves) - set(chosen))
            chosen += random.sample(more, min(2, len(more)))
            before = self.worth()
            saved = self._saved()
            gone = [id for id in chosen if id in self.coming]
            for id in chosen:
                strand = self.strands.get(id)
                if strand is None:
                    continue
                self.erase(id)
                gone += [end for end in (strand.a, strand.b) if end in self.coming and end not in gone]
            for id in gone:
                self.remove(id)
            random.shuffle(gone)
            self.settle(gone)
            self._redraw(faults)
            if self.worth() > before - 1e-6:
                self._restore(saved)

    def _redraw(self, ids: Sequence[str]) -> None:
        for id in ids:
            if id in self.curves and self.curves[id].met > 16:
                self.draw(self.strands[id])

    def _saved(self) -> tuple[object, ...]:
        return (
            self.ground.copy(),
            dict(self.nodes),
            dict(self.days),
            dict(self.curves),
            dict(self.cells),
            set(self.unplaced),
        )

    def _restore(self, saved: tuple[object, ...]) -> None:
        self.ground, self.nodes, self.days, self.curves, self.cells, self.unplaced = saved  # type: ignore[assignment]


def _shared(boxes: Points, other: Box) -> Points:
    """How many px² of each box lie on another."""
    left, top, right, bottom = other
    wide = np.minimum(boxes[:, 2], right) - np.maximum(boxes[:, 0], left)
    high = np.minimum(boxes[:, 3], bottom) - np.maximum(boxes[:, 1], top)
    area: Points = np.maximum(0.0, wide) * np.maximum(0.0, high)
    return area


def _short_of_words(curve: Curve, wide: float) -> float:
    """What it costs that a line is too short for its words."""
    if not wide:
        return 0.0
    (x0, y0), (x1, y1) = curve.chain[0], curve.chain[-1]
    length = math.hypot(x1 - x0, y1 - y0)
    need = 24.0 + wide * abs(x1 - x0) / max(1.0, length)
    return 8.0 * max(0.0, need - length)
