"""Nodes, their ties and places in; for every tie one chain of quadratic curves out, cut where it leaves its ends.

candidates (one curve, an S, corridors) -> cost alone -> cheapest first -> twice over: cost among the others
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from explorer.draw.primitives import Point
from explorer.network.bezier import Chain, bent, part_of_chain, resampled, run_along, sampled
from explorer.network.boxes import LaidNode, Layout, Tie
from explorer.network.corridors import channels, rounded, slabs_of, ways
from explorer.network.intersections import Points, lines_cross, lines_meet_boxes
from explorer.network.layout import TITLE_HEIGHT
from explorer.query.columns import Truths

TAIL_GAP, HEAD_GAP = 3.0, 4.5  # px between a route and the outlines of its ends a and b
BENDS = (0.05, 0.10, 0.16, 0.24, 0.34, 0.46)  # the control point's distance from the straight line, by its length
PIECES = 20  # straight pieces that stand for a curve where crossings are counted
KEPT = 28  # candidates of one tie that are weighed among the others
HIT = 3000.0  # what a foreign box in the way costs: words first
SHORT = 14.0  # px; a shorter line has no room for the sign at its end
GENTLE = 60.0  # what the shape of a curve may cost before corridors are tried, too
ROUTE_CELL = 5.0  # px; two routes in one cell run too near to be told apart
MARGIN = 1.5  # px kept free round a foreign box


@dataclass(frozen=True)
class Route:
    """One tie's line: `points` is the start, then a control point and an end for each curve."""

    tie: str
    points: Chain
    path: str  # the same as an SVG path
    hits: int  # boxes of other nodes, and lane titles, that it runs through


def routes(nodes: Iterable[LaidNode], ties: Iterable[Tie], places: Layout) -> dict[str, Route]:
    """A route for every tie. Those drawn avoid each other; the others, seen on selection only, go their own way."""
    sheet = _Sheet(nodes, places)
    known = sorted((tie for tie in ties if tie.a in sheet.nodes and tie.b in sheet.nodes), key=lambda tie: tie.id)
    known = [tie for tie in known if tie.a != tie.b]
    offers = {tie.id: sheet.offers(tie) if tie.drawn else sheet.offers(tie, (4.0,), 1, HIT) for tie in known}
    chosen = _agreed([tie for tie in known if tie.drawn], offers, sheet)
    chosen |= {tie.id: offers[tie.id][0] for tie in known if not tie.drawn}
    return {tie.id: sheet.route(tie, chosen[tie.id].chain) for tie in known}


def points_at(route: Route, shares: Sequence[float]) -> Points:
    """The points at some shares (0 to 1) of the route's length. Shape (shares, 2)."""
    line = sampled(route.points, 24)
    run = run_along(line)
    at = np.clip(shares, 0.0, 1.0) * run[-1]
    return np.column_stack([np.interp(at, run, line[:, 0]), np.interp(at, run, line[:, 1])])


# --- choosing -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Offer:
    """One way a tie could go: its uncut chain, what it costs alone, and its cut line; the rest if it comes to that."""

    cost: float
    chain: Chain
    cut: Points
    grid: tuple[int, int]  # columns and cells of the nearness grid

    @cached_property
    def line(self) -> Points:
        """The cut line in PIECES pieces of one length."""
        return resampled(self.cut, PIECES)

    @cached_property
    def cells(self) -> NDArray[np.int64]:
        """Cells of the nearness grid it uses, away from its ends."""
        fine = resampled(self.cut, max(2, math.ceil(float(run_along(self.line)[-1]) / 4)))
        ends = np.minimum(np.hypot(*(fine - fine[0]).T), np.hypot(*(fine - fine[-1]).T))
        cells = (fine[ends > 26] / ROUTE_CELL).astype(int)
        columns, count = self.grid
        return np.unique((cells[:, 1] * columns + cells[:, 0]).clip(0, count - 1))


def _agreed(ties: Sequence[Tie], offers: dict[str, list[_Offer]], sheet: _Sheet) -> dict[str, _Offer]:
    """The offer taken for each tie: first as if alone, then twice, heaviest and shortest first, among the others."""
    chosen = {tie.id: offers[tie.id][0] for tie in ties}
    if len(ties) < 2:
        return chosen
    row = {tie.id: k for k, tie in enumerate(ties)}
    lines = np.array([chosen[tie.id].line for tie in ties])
    reach = np.hstack([lines.min(axis=1), lines.max(axis=1)])
    roots = np.sqrt([tie.weight for tie in ties])
    ends = np.array([(sheet.index[tie.a], sheet.index[tie.b]) for tie in ties])
    used = np.zeros(sheet.cells, dtype=np.int32)
    for offer in chosen.values():
        used[offer.cells] += 1
    order = sorted(ties, key=lambda tie: (-tie.weight, offers[tie.id][0].cost, tie.id))
    for _ in range(2):
        for tie in order:
            k = row[tie.id]
            used[chosen[tie.id].cells] -= 1
            shared = ((ends == ends[k, 0]) | (ends == ends[k, 1])).any(axis=1)
            twins = np.flatnonzero((np.sort(ends, axis=1) == np.sort(ends[k])).all(axis=1))
            price = 18 * roots * roots[k] * np.where(shared, 1.6, 1.0)
            price[k] = 0
            best, least = chosen[tie.id], math.inf
            for offer in offers[tie.id]:
                if offer.cost >= least:
                    break
                cost = offer.cost + _crossings(offer.line, lines, reach, price)
                if cost >= least:
                    continue
                cost += 1.2 * int((used[offer.cells] > 0).sum())
                cost += 150.0 * sum(_lines_alike(offer.line, lines[j]) for j in twins if j != k)
                if cost < least - 1e-6:
                    best, least = offer, cost
            chosen[tie.id] = best
            lines[k] = best.line
            reach[k] = *best.line.min(axis=0), *best.line.max(axis=0)
            used[best.cells] += 1
    return chosen


def _crossings(line: Points, lines: Points, reach: Points, price: Points) -> float:
    """What a line's crossings with all the others cost; `reach` is each one's left, top, right, bottom."""
    low, high = line.min(axis=0), line.max(axis=0)
    near = np.flatnonzero(((reach[:, 2:] > low) & (reach[:, :2] < high)).all(axis=1) & (price > 0))
    if not len(near):
        return 0.0
    start, end = lines[near, :-1].reshape(-1, 2), lines[near, 1:].reshape(-1, 2)
    crossed = lines_cross(line[:-1], line[1:], start, end).any(axis=0).reshape(len(near), -1).sum(axis=1)
    return float(crossed @ price[near])


def _lines_alike(line: Points, other: Points) -> bool:
    """Whether two lines between the same ends lie on each other, whichever way each runs."""
    return min(float(np.abs(line - o).max()) for o in (other, other[::-1])) < 5


# --- offering -----------------------------------------------------------------------------------------------------


class _Sheet:
    """The picture as an obstacle: whose box each pixel is in, and the slabs that rows of boxes form."""

    def __init__(self, nodes: Iterable[LaidNode], places: Layout) -> None:
        self.places = places
        self.nodes = {node.id: node for node in sorted(nodes, key=lambda node: node.id)}
        self.index = {name: k for k, name in enumerate(self.nodes)}
        self.boxes = {name: outline(node, places) for name, node in self.nodes.items()}
        self.titles = titles(places)
        self.walls = np.vstack([self.titles, *self.boxes.values()])
        whose = [np.full(len(boxes), k) for k, boxes in enumerate(self.boxes.values())]
        self.whose = np.concatenate([np.full(len(self.titles), -1), *whose])  # a title is nobody's
        self.columns = math.ceil(places.width / ROUTE_CELL) + 1
        self.cells = self.columns * (math.ceil(places.height / ROUTE_CELL) + 1)
        self.slabs = slabs_of([*self._row_blocks(), *((0.0, float(t), places.lane_title_width, float(b), "")
                                                      for _, t, _, b in self.titles)])  # fmt: skip
        self.owner = np.full((math.ceil(places.height) + 1, math.ceil(places.width) + 1), -1, dtype=np.int32)
        painted = [(box, k) for k, boxes in enumerate(self.boxes.values()) for box in boxes]
        for box, k in [*((box, len(self.nodes) + k) for k, box in enumerate(self.titles)), *painted]:
            left, top, right, bottom = np.round(box + np.array([-MARGIN, -MARGIN, MARGIN, MARGIN])).astype(int)
            self.owner[max(top, 0) : bottom, max(left, 0) : right] = k

    def _row_blocks(self) -> list[tuple[float, float, float, float, str]]:
        """Every box, but as tall as its row's: one height of symbols, one of labels, one of actors."""
        rows: dict[tuple[int, str, float], list[str]] = {}
        for name, node in self.nodes.items():
            rows.setdefault((node.lane, node.kind, round(self.heart(node)[1], 1)), []).append(name)
        blocks = []
        for names in rows.values():
            top = min(float(self.boxes[name][0][1]) for name in names)
            foot = max(float(self.boxes[name][-1][3]) for name in names)
            waist = min(float(self.boxes[name][-1][1]) for name in names)
            waist -= min(4.0, min(self.nodes[name].symbol_height for name in names) / 4)  # keeps off the words' tops
            for name in names:
                *symbol, last = self.boxes[name]
                blocks += [(float(box[0]), top, float(box[2]), waist, name) for box in symbol]
                blocks.append((float(last[0]), waist if symbol else top, float(last[2]), foot, name))
        return blocks

    def heart(self, node: LaidNode) -> Point:
        x, y = self.places.centre[node.id]
        return x, y - node.height / 2 + node.heart

    def offers(
        self, tie: Tie, clears: tuple[float, ...] = (4.0, 8.0, 13.0), most: int = KEPT, gentle: float = GENTLE
    ) -> list[_Offer]:
        """Ways for one tie, the cheapest first. Corridors are looked for only where no gentle curve is free."""
        start, end = self.heart(self.nodes[tie.a]), self.heart(self.nodes[tie.b])
        hidden = (self.nodes[tie.a].height + self.nodes[tie.b].height) / 2
        many = min(400, max(48, math.ceil(math.dist(start, end) / 3)))
        chains = self._curves(tie)
        t = (np.arange(many + 1) / many)[None, :, None]
        points = np.array(chains)[:, :, None]
        lines = (1 - t) ** 2 * points[:, 0] + 2 * t * (1 - t) * points[:, 1] + t**2 * points[:, 2]
        costs, spans = self._priced(tie, lines)
        if costs.min() > 0.12 * math.dist(start, end) + gentle + 0.4 * hidden:
            further = self._detours(tie, clears)
            ways = np.array([resampled(sampled(chain, 24), many) for chain in further])
            more, cuts = self._priced(tie, ways)
            chains, lines = [*chains, *further], np.concatenate([lines, ways])
            costs, spans = np.concatenate([costs, more]), np.concatenate([spans, cuts])
        best = np.argsort(costs, kind="stable")[:most]
        best = best[: max(1, int((costs[best] < HIT).sum()))]  # words first: what runs through a box only if all do
        return [self._offer(float(costs[k]), chains[k], lines[k, spans[k, 0] : spans[k, 1] + 1]) for k in best]

    def _priced(self, tie: Tie, lines: Points) -> tuple[Points, NDArray[np.int64]]:
        """What each line (n, m, 2) costs alone, and the first and last of its points outside both ends.

        The shape is priced from heart to heart, so that hiding under an end's label gains nothing.
        """
        run = np.diff(lines, axis=1)
        step = np.hypot(run[..., 0], run[..., 1])
        length, straight = step.sum(axis=1), np.hypot(*(lines[:, -1] - lines[:, 0]).T)
        turns = run[:, :-1, 0] * run[:, 1:, 1] - run[:, :-1, 1] * run[:, 1:, 0]
        angles = np.arctan2(turns, (run[:, :-1] * run[:, 1:]).sum(axis=2))
        left, right = (angles < -0.004).any(axis=1), (angles > 0.004).any(axis=1)
        cost = 0.35 * (length - straight) + 0.12 * length
        cost += np.abs(angles).sum(axis=1) * (18 + length / 16) + 15.0 * (left & right)
        inside_a = _points_inside(lines, self.nodes[tie.a], self.places, TAIL_GAP)
        inside_b = _points_inside(lines, self.nodes[tie.b], self.places, HEAD_GAP)
        spans = _spans_outside(inside_a, inside_b)
        at = np.arange(lines.shape[1])
        seen = (at >= spans[:, :1]) & (at <= spans[:, 1:])
        spot = np.round(lines).astype(np.int64)
        tall, wide = self.owner.shape
        x, y = spot[..., 0], spot[..., 1]
        out = seen & ((x < 2) | (y < 2) | (x > wide - 4) | (y > tall - 4))
        met = self.owner[np.clip(y, 0, tall - 1), np.clip(x, 0, wide - 1)]
        met = np.where(seen & (met != self.index[tie.a]) & (met != self.index[tie.b]), met, -1)
        through = (met >= 0).sum(axis=1) * length / at[-1]
        boxes = ((met[:, 1:] >= 0) & (met[:, 1:] != met[:, :-1])).sum(axis=1) + (met[:, 0] >= 0)
        shown = (step * seen[:, 1:]).sum(axis=1)
        cost += 0.4 * (length - shown) + 3.0 * np.maximum(0, SHORT - shown)
        return cost + HIT * boxes + 2.5 * through + 2000.0 * out.any(axis=1), spans

    def _offer(self, cost: float, chain: Chain, line: Points) -> _Offer:
        return _Offer(cost, chain, line, (self.columns, self.cells))

    def _curves(self, tie: Tie) -> list[Chain]:
        """One quadratic curve each, by bend: from heart to heart, or from nearer points of wide boxes."""
        a, b = self.nodes[tie.a], self.nodes[tie.b]
        from_a, from_b = self.heart(a), self.heart(b)
        near_a, near_b = self._nearer(a, from_b), self._nearer(b, from_a)
        found = [bent(from_a, from_b, 0.0, 0.5)]
        found += [bent(from_a, from_b, s * bend, at) for bend in BENDS for s in (1, -1) for at in (0.5, 0.28, 0.72)]
        for start, end in dict.fromkeys([(near_a, from_b), (from_a, near_b), (near_a, near_b)]):
            if (start, end) != (from_a, from_b):
                found += [bent(start, end, bend, 0.5) for bend in (0, 0.05, -0.05, 0.1, -0.1, 0.16, -0.16, 0.24, -0.24)]
        return found

    def _nearer(self, node: LaidNode, other: Point) -> Point:
        """A point of the node's box from which the line to the other end is steeper than from its heart."""
        x, y = self.heart(node)
        if node.kind == "actor":
            reach = max(0.0, node.width / 2 - 14) * 0.8
        elif other[1] > y + node.height:
            reach, y = node.width * 0.3, self.places.centre[node.id][1]
        else:
            return x, y
        return min(max(other[0], x - reach), x + reach), y

    def _detours(self, tie: Tie, clears: tuple[float, ...]) -> list[Chain]:
        """Curves in two halves like an S; along the row if both ends are in one, else through the gaps between."""
        start, end = self.heart(self.nodes[tie.a]), self.heart(self.nodes[tie.b])
        found: list[Chain] = []
        for lean in (0.3, 0.5):
            (x0, y0), (x1, y1) = start, end
            c0, c1 = (x0, y0 + lean * (y1 - y0)), (x1, y1 - lean * (y1 - y0))
            found.append((start, c0, ((c0[0] + c1[0]) / 2, (c0[1] + c1[1]) / 2), c1, end))
        if abs(start[1] - end[1]) < 6:
            ends = np.vstack([self.boxes[tie.a], self.boxes[tie.b]])
            boxes = self.walls[len(self.titles) :]
            row = boxes[(boxes[:, 1] < ends[:, 3].max()) & (boxes[:, 3] > ends[:, 1].min())]
            for way in channels(start, end, float(row[:, 1].min()) - 8, float(row[:, 3].max()) + 8):
                found += [rounded(way, 12, 40), rounded(way, 5, 20)]
            return found
        own = frozenset((tie.a, tie.b))
        for clear in clears:
            for way in ways(self.slabs, start, end, own, self.places.width, clear):
                if len(way) > 2:
                    found += [
                        rounded(way, max(0.3, clear - 2.7), 90),
                        rounded(way, 400, 400),
                        rounded(way, clear + 3, 140),
                    ]
        return found

    def route(self, tie: Tie, chain: Chain) -> Route:
        """Cut the chain at the outlines of its ends and count the foreign boxes left in its way."""
        curves = len(chain) // 2
        steps = max(40, math.ceil(600 / curves))
        line = sampled(chain, steps)[None]
        inside = (_points_inside(line, self.nodes[tie.a], self.places, TAIL_GAP),
                  _points_inside(line, self.nodes[tie.b], self.places, HEAD_GAP))  # fmt: skip
        ((start, end),) = _spans_outside(*inside).tolist()
        cut = tuple((round(x, 1), round(y, 1)) for x, y in part_of_chain(chain, start / steps, end / steps))
        path = f"M{cut[0][0]:.1f} {cut[0][1]:.1f}" + "".join(
            f"Q{x:.1f} {y:.1f} {u:.1f} {v:.1f}" for (x, y), (u, v) in zip(cut[1::2], cut[2::2], strict=True)
        )
        fine = sampled(cut, 16)
        boxes = self.walls[(self.whose != self.index[tie.a]) & (self.whose != self.index[tie.b])]
        hits = int(lines_meet_boxes(fine[:-1], fine[1:], boxes).any(axis=0).sum())
        return Route(tie.id, cut, path, hits)


# --- cutting ------------------------------------------------------------------------------------------------------


def outline(node: LaidNode, places: Layout) -> Points:
    """The node's boxes, left, top, right, bottom: one for an actor, symbol and label for an event."""
    x, y = places.centre[node.id]
    left, top, right, bottom = x - node.width / 2, y - node.height / 2, x + node.width / 2, y + node.height / 2
    if node.kind == "actor" or not node.symbol_height:
        return np.array([[left, top, right, bottom]])
    half, foot = node.symbol_height / 2, top + node.symbol_height
    return np.array([[x - half, top, x + half, foot], [left, foot, right, bottom]])


def titles(places: Layout) -> Points:
    """The boxes of the lanes' names. Shape (lanes, 4)."""
    return np.array([(0, top, places.lane_title_width, top + TITLE_HEIGHT) for top, _ in places.bands]).reshape(-1, 4)


def _points_inside(lines: Points, node: LaidNode, places: Layout, gap: float) -> Truths:
    """Which points of lines (…, 2) lie within the outline, a disc for a symbol, or nearer to it than the gap."""
    boxes, x, y = outline(node, places), lines[..., 0], lines[..., 1]
    left, top, right, bottom = boxes[-1]
    away = np.maximum(np.maximum(left - x, x - right), 0)
    above = np.maximum(np.maximum(top - y, y - bottom), 0)
    within: Truths = np.hypot(away, above) < gap
    if len(boxes) > 1:
        left, top, right, bottom = boxes[0]
        aside, off, half = np.abs(x - (left + right) / 2), np.abs(y - (top + bottom) / 2), (bottom - top) / 2
        within |= (np.hypot(aside, off) < half + gap) | (np.maximum(aside, off) < half + 1.5)
    return within


def _spans_outside(inside_a: Truths, inside_b: Truths) -> NDArray[np.int64]:
    """First and last point of each line outside both ends: it last leaves a, first meets b. Shape (lines, 2)."""
    last = inside_a.shape[1] - 1
    start = np.where(inside_a.any(axis=1), last + 1 - inside_a[:, ::-1].argmax(axis=1), 0)
    met = inside_b & (np.arange(last + 1) >= start[:, None])
    end = np.where(met.any(axis=1), met.argmax(axis=1) - 1, last)
    touching = end <= start  # keep what little lies between
    start = np.where(touching, np.clip(start, 1, last) - 1, start)
    return np.column_stack([start, np.where(touching, start + 1, end)])
