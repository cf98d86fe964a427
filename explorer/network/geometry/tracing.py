"""Two boxes on a ground in; the best curve between them out: through no other box, and crossing as little as it can.

All candidates are weighed at once: simple bends first, then control points all over the pane. Where none of them is
free, a way is looked for from cell to cell.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from explorer.draw.primitives import Point
from explorer.network.geometry.bezier import Chain, part_of_chain, resampled, rounded, run_along, sampled
from explorer.network.geometry.ground import CELL, CLEAR, Cells, Floats, Ground
from explorer.network.geometry.intersections import Points
from explorer.network.geometry.way_round import way_round

TAIL_GAP, HEAD_GAP = 2.5, 4.0  # px between a curve and the boxes of its ends
HIT, HIT_PX = 900.0, 12.0  # what running through a foreign box costs, and each px in it
MET_PX = 7.0  # what each px on or beside another line costs
NEAR_ENDS = 15.0  # px round a curve's ends where it may run beside others: they start from one box
STRAIGHT_MET = 4.0  # px beside other lines that a straight line may run more than the curve that it stands for
SHORTEST = 20.0  # px of a curve that must be seen, for its end's sign

ACROSS = 4  # samples, 3 px each, that a piece of a way may lie on other lines: across one or two, not along one
EXACT = 18  # curves that are weighed exactly

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class End:
    """A box at which a curve ends, and the points in it at which it may aim."""

    box: Box
    aims: tuple[Point, ...]


@dataclass(frozen=True)
class Curve:
    """A chain cut at the boxes of its ends; how far it runs through foreign boxes and beside other lines."""

    chain: Chain
    cost: float
    hit: float  # px
    met: float  # px

    @property
    def line(self) -> Points:
        return sampled(self.chain, 14)

    def cells(self, ground: Ground) -> Cells:
        line = sampled(self.chain, 24)
        return ground.line_cells(resampled(line, max(2, math.ceil(float(run_along(line)[-1]) / CELL))))

    @property
    def path(self) -> str:
        points = [(round(x, 1), round(y, 1)) for x, y in self.chain]
        return f"M{points[0][0]:g} {points[0][1]:g}" + "".join(
            f"Q{x:g} {y:g} {u:g} {v:g}" for (x, y), (u, v) in zip(points[1::2], points[2::2], strict=True)
        )


@cache
def _shapes() -> Points:
    """Control points of simple bends, along and across the straight line, by its length. Shape (n, 2, 2)."""
    found = [((0.25, 0.0), (0.75, 0.0))]
    for bend in (0.08, 0.18, 0.3, 0.46, 0.7):
        for side in (bend, -bend):
            found += [((at / 2, side / 2), ((1 + at) / 2, side / 2)) for at in (0.3, 0.7)]
            found.append(((0.15, side * 0.7), (0.85, side * 0.7)))
    for bend in (0.15, 0.35):
        for side in (bend, -bend):
            found += [((0.2, side), (0.8, -side)), ((0.1, side), (0.6, -side / 2)), ((0.4, side / 2), (0.9, -side))]
    return np.array(found)


@cache
def _shares(steps: int) -> Floats:
    """What the start, two control points and the end count for at each step of two curves. Shape (2·steps + 1, 4)."""
    t = np.arange(steps + 1) / steps
    first = np.column_stack([(1 - t) ** 2, 2 * t * (1 - t) + t**2 / 2, t**2 / 2, 0 * t])
    second = first[::-1, ::-1]
    return np.vstack([first[:-1], second]).astype(np.float32)


def trace(ground: Ground, a: End, b: End, *, thorough: bool = True, near: float = NEAR_ENDS) -> Curve:
    """The best curve from a to b; through a foreign box only if there is no other. `near` px off its ends it may meet
    others."""
    starts, ends = np.array(a.aims), np.array(b.aims)
    pairs = np.concatenate(
        [np.repeat(starts, len(ends), axis=0)[:, None], np.tile(ends, (len(starts), 1))[:, None]], axis=1
    )
    best = _best(ground, a, b, _simple(pairs), near)
    if not thorough or (best.hit == 0 and best.met < 9):
        return best
    middle = np.array([[starts.mean(axis=0), ends.mean(axis=0)]])
    other = _best(ground, a, b, _afar(ground, middle), near)
    return other if other.cost < best.cost - 1e-6 else best


def _simple(pairs: Points) -> Points:
    """Chains' controls of the simple bends between each pair of points. Shape (n, 4, 2)."""
    start, end = pairs[:, 0], pairs[:, 1]
    along = end - start
    across = along[:, ::-1] * (-1.0, 1.0)
    shapes = _shapes()
    points = (
        start[:, None, None]
        + shapes[None, :, :, :1] * along[:, None, None]
        + shapes[None, :, :, 1:] * across[:, None, None]
    )
    corners = [np.column_stack([end[:, 0], start[:, 1]]), np.column_stack([start[:, 0], end[:, 1]])]
    middle = (start + end) / 2
    levels = [
        np.stack([np.column_stack([middle[:, 0], p[:, 1]]) for p in (start, end)], axis=1),
        np.stack([np.column_stack([p[:, 0], middle[:, 1]]) for p in (start, end)], axis=1),
    ]
    levels += [np.stack([(start + corner) / 2, (corner + end) / 2], axis=1) for corner in corners]
    every = np.concatenate([points, np.stack(levels, axis=1)], axis=1)
    n, m = every.shape[:2]
    whole = np.empty((n, m, 4, 2))
    whole[:, :, 0], whole[:, :, 3] = start[:, None], end[:, None]
    whole[:, :, 1:3] = every
    return whole.reshape(-1, 4, 2)


def _afar(ground: Ground, pairs: Points) -> Points:
    """Controls with one point that lies anywhere in the pane, its foot between the ends."""
    start, end = pairs[0]
    x = np.linspace(ground.gutter + 8, ground.width - 8, 24)
    y = np.linspace(8, ground.height - 8, 16)
    knots = np.stack(np.meshgrid(x, y), axis=-1).reshape(-1, 2)
    along = end - start
    foot = (knots - start) @ along / max(1.0, float(along @ along))
    knots = knots[(foot > -0.1) & (foot < 1.1)]
    whole = np.empty((2 * len(knots), 4, 2))
    whole[:, 0], whole[:, 3] = start, end
    half = len(knots)
    whole[:half, 1], whole[:half, 2] = (start + knots) / 2, (knots + end) / 2
    whole[half:, 1], whole[half:, 2] = 0.2 * start + 0.8 * knots, 0.8 * knots + 0.2 * end
    return whole


def _best(ground: Ground, a: End, b: End, controls: Points, near: float) -> Curve:
    """The best of many chains: all of them weighed roughly, the best of these exactly."""
    reach = float(np.hypot(*(controls[0, 3] - controls[0, 0])))
    narrow = controls.astype(np.float32)
    rough = _weighed(ground, a, b, narrow, int(min(24, max(7, reach / 22))), near)[0]
    few = np.argsort(np.round(rough, 2), kind="stable")[:EXACT]
    controls, narrow = controls[few], narrow[few]
    cost, hit, met = _weighed(ground, a, b, narrow, int(min(48, max(10, reach / 9))), near)
    k = int(np.argmin(np.round(cost, 3)))
    c = controls[k]
    middle = (c[1] + c[2]) / 2
    chain = tuple((float(x), float(y)) for x, y in (c[0], c[1], middle, c[2], c[3]))
    return Curve(_trimmed(chain, a, b), float(cost[k]), float(hit[k]), float(met[k]))


def _weighed(
    ground: Ground, a: End, b: End, controls: Floats, steps: int, near: float
) -> tuple[Floats, Floats, Floats]:
    shares = _shares(steps)
    return weigh(ground, a.box, b.box, controls[:, :, 0] @ shares.T, controls[:, :, 1] @ shares.T, near)


def _trimmed(chain: Chain, a: End, b: End) -> Chain:
    """The chain from where it last leaves its first box to where it meets the other, exactly."""
    curves = len(chain) // 2
    steps = max(60, 240 // curves)
    line = sampled(chain, steps)
    in_a = aside(line[:, 0], line[:, 1], a.box) < TAIL_GAP
    first = int(len(line) - in_a[::-1].argmax()) if in_a.any() else 0
    in_b = aside(line[:, 0], line[:, 1], b.box) < HEAD_GAP
    in_b[: first + 1] = False
    last = int(in_b.argmax()) - 1 if in_b.any() else len(line) - 1
    if last <= first:
        first = min(max(first, 1), len(line) - 1) - 1
        last = first + 1
    return part_of_chain(chain, first / steps, last / steps)


def aside(x: Floats, y: Floats, box: Sequence[float]) -> Floats:
    """How far points lie from a box, in px along the axis where they are farther; below 0 inside it."""
    left, top, right, bottom = map(np.float32, box)
    away = np.abs(x - (left + right) / 2)
    away -= (right - left) / 2
    above = np.abs(y - (top + bottom) / 2)
    above -= (bottom - top) / 2
    return np.asarray(np.maximum(away, above, out=away))


def weigh(
    ground: Ground, box_a: Box, box_b: Box, x: Floats, y: Floats, near: float = NEAR_ENDS
) -> tuple[Floats, Floats, Floats]:
    """Of each line (n, m): its cost, px in foreign boxes, px beside other lines."""
    count = x.shape[1]
    length = np.hypot(x[:, 1:] - x[:, :-1], y[:, 1:] - y[:, :-1]).sum(axis=1)
    straight = np.maximum(1.0, np.hypot(x[:, -1] - x[:, 0], y[:, -1] - y[:, 0]))
    from_a, from_b = aside(x, y, box_a), aside(x, y, box_b)
    in_a = from_a < TAIL_GAP
    first = np.where(in_a.any(axis=1), count - in_a[:, ::-1].argmax(axis=1), 0)
    at = np.arange(count)
    in_b = (from_b < HEAD_GAP) & (at >= first[:, None])
    last = np.where(in_b.any(axis=1), in_b.argmax(axis=1) - 1, count - 1)
    gone = last <= first
    first = np.where(gone, np.clip(first, 1, count - 1) - 1, first)
    last = np.where(gone, first + 1, last)
    cells = ground.flat(x, y)
    ends = np.minimum(from_a, from_b)
    seen = (at >= first[:, None]) & (at <= last[:, None])
    pace = length / (count - 1)
    blocked = ground.boxes.ravel().take(cells) > 0
    hit = np.count_nonzero(blocked & seen & (ends >= CLEAR + CELL), axis=1) * pace
    beside = ground.lines.ravel().take(cells) > 0
    met = np.count_nonzero(beside & seen & (ends >= near), axis=1) * pace
    shown = pace * (last - first)
    cost = 0.25 * length + 70 * (length / straight - 1) + HIT * (hit > 0) + HIT_PX * hit + MET_PX * met
    cost += 9.0 * np.maximum(0.0, SHORTEST - shown) + 400.0 * gone
    return cost, hit, met


def straight(ground: Ground, a: End, b: End, curve: Curve) -> Curve | None:
    """The straight line between a curve's ends, where it is as clear and meets no more; else None."""
    (x0, y0), (x1, y1) = curve.chain[0], curve.chain[-1]
    share = np.linspace(0, 1, max(6, int(math.dist((x0, y0), (x1, y1)) / 4)), dtype=np.float32)
    x, y = (x0 + share * (x1 - x0))[None], (y0 + share * (y1 - y0))[None]
    cost, hit, met = weigh(ground, a.box, b.box, x, y)
    cells = ground.flat(x, y)
    inside = (ground.boxes.ravel()[cells] > 0) & (np.minimum(aside(x, y, a.box), aside(x, y, b.box)) >= CLEAR + CELL)
    if hit[0] > 0 or inside.any() or met[0] > curve.met + STRAIGHT_MET:
        return None
    return Curve(((x0, y0), ((x0 + x1) / 2, (y0 + y1) / 2), (x1, y1)), float(cost[0]), 0.0, float(met[0]))


# --- ways round boxes ---------------------------------------------------------------------------------------------


def detour(ground: Ground, a: End, b: End, best: Curve) -> Curve:
    """A way round all boxes, where there is one that is better than the best of the curves."""
    coarse = ground.coarse()
    for box in (a.box, b.box):
        coarse[ground.coarse_span(box)] = 0
    for aim in sorted({b.aims[0], b.aims[-1]}):
        start = min(a.aims, key=lambda point: math.dist(point, aim))
        cells = way_round(coarse, ground.coarse_cell(start), ground.coarse_cell(aim))
        if not cells:
            continue
        points = [start, *(ground.coarse_middle(cell) for cell in cells[1:-1]), aim]
        corners = _pulled(ground, a, b, points)
        for leave, far in ((2.0, 40.0), (6.0, 90.0), (14.0, 160.0)):
            found = _cut(ground, a, b, rounded(corners, leave, far))
            best = found if found.cost < best.cost - 1e-6 else best
    return best


def _pulled(ground: Ground, a: End, b: End, points: list[Point]) -> list[Point]:
    """The way with as few corners as can be, none of its pieces through a box."""
    kept, at = [points[0]], 0
    while at < len(points) - 1:
        step = len(points) - 1
        while step > at + 1 and _blocked(ground, a, b, points[at], points[step]):
            step -= max(1, (step - at) // 6)
        at = max(step, at + 1)
        kept.append(points[at])
    return kept


def _blocked(ground: Ground, a: End, b: End, start: Point, end: Point) -> bool:
    steps = max(2, int(math.dist(start, end) / 3))
    share = np.linspace(0, 1, steps, dtype=np.float32)
    x, y = start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])
    taken = ground.boxes.ravel()[ground.flat(x, y)] > 0
    ends = np.minimum(aside(x, y, a.box), aside(x, y, b.box))
    beside = ground.lines.ravel()[ground.flat(x, y)] > 0
    along = int((beside & (ends >= NEAR_ENDS)).sum()) > ACROSS * (1 + steps // 40)
    return along or bool((taken & (ends >= CLEAR + CELL)).any())


def _cut(ground: Ground, a: End, b: End, chain: Chain) -> Curve:
    rough = sampled(chain, 30)
    line = resampled(rough, max(8, int(run_along(rough)[-1] / 5)))
    cost, hit, met = weigh(ground, a.box, b.box, line[None, :, 0], line[None, :, 1])
    return Curve(_trimmed(chain, a, b), float(cost[0]), float(hit[0]), float(met[0]))
