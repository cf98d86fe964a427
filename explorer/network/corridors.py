"""Boxes standing in rows in; ways from point to point through the gaps between them out, taut or rounded.

A slab is what one row blocks between two heights. A way crosses every slab between its ends by one free gap; within
its gaps it is pulled tight like a string, so that it turns only at the corners of boxes.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from explorer.draw.primitives import Point
from explorer.network.bezier import Chain


@dataclass(frozen=True)
class Slab:
    """What is blocked between two heights: (left, right, owner) from left to right."""

    top: float
    bottom: float
    blocks: tuple[tuple[float, float, str], ...]

    def gaps(self, own: frozenset[str], width: float, clear: float) -> list[tuple[float, float]]:
        """The free stretches, `clear` px away from every block that is not one of its own ends."""
        free, left = [], clear
        for start, end, owner in self.blocks:
            if owner not in own:
                if start - clear >= left:
                    free.append((left, start - clear))
                left = max(left, end + clear)
        if width - clear >= left:
            free.append((left, width - clear))
        return free


def slabs_of(boxes: Sequence[tuple[float, float, float, float, str]]) -> list[Slab]:
    """Boxes (left, top, right, bottom, owner) as slabs from top to bottom, cut wherever a box begins or ends."""
    cuts = sorted({round(y, 2) for _, top, _, bottom, _ in boxes for y in (top, bottom)})
    found: list[Slab] = []
    for top, bottom in pairwise(cuts):
        blocks = sorted((b[0], b[2], b[4]) for b in boxes if b[1] < bottom - 0.01 and b[3] > top + 0.01)
        if not blocks:
            continue
        last = found[-1] if found else None
        if last and top - last.bottom < 0.01 and tuple(blocks) == last.blocks:
            found[-1] = Slab(last.top, bottom, last.blocks)
        else:
            found.append(Slab(top, bottom, tuple(blocks)))
    return found


def ways(slabs: Sequence[Slab], start: Point, end: Point, own: frozenset[str], width: float, clear: float,
         most: int = 3) -> list[list[Point]]:  # fmt: skip
    """Up to `most` ways from start to end as corners of a taut line, the shortest first, through different gaps."""
    if start[1] > end[1]:
        return [way[::-1] for way in ways(slabs, end, start, own, width, clear, most)]
    crossed = [slab for slab in slabs if slab.bottom > start[1] and slab.top < end[1]]
    gaps = [slab.gaps(own, width, clear) for slab in crossed]
    if not crossed or not all(gaps):
        return []
    fines = [np.zeros(len(row)) for row in gaps]
    stages = _stages(crossed, gaps, start, end)
    found: list[list[Point]] = []
    for _ in range(most):
        chosen = _cheapest(stages, fines)
        doors = []
        for k, (slab, at) in enumerate(zip(crossed, chosen, strict=True)):
            low, high = gaps[k][at]
            above = crossed[k - 1].bottom if k else -math.inf
            below = crossed[k + 1].top if k + 1 < len(crossed) else math.inf
            rise, sink = (
                slab.top - min(clear, (slab.top - above) / 2),
                slab.bottom + min(clear, (below - slab.bottom) / 2),
            )
            doors += [(y, low, high) for y in (rise, sink) if start[1] < y < end[1]]
            fines[k][at] += 45.0
        way = _taut(start, doors, end)
        if way not in found:
            found.append(way)
    return found


Stage = tuple[
    NDArray[np.float64], NDArray[np.int64]
]  # the way from each stop to each of the next, whose gaps these are


def _stages(slabs: Sequence[Slab], gaps: list[list[tuple[float, float]]], start: Point, end: Point) -> list[Stage]:
    """From slab to slab, and at last to the end, how far it is from stop to stop."""
    xs, ys = np.array([start[0]]), start[1]
    stages: list[Stage] = []
    spans, foot = np.array([[-math.inf, math.inf]]), -math.inf  # of the gap behind each stop, and where it ends
    for slab, row in zip(slabs, gaps, strict=True):
        y = min(max((slab.top + slab.bottom) / 2, start[1]), end[1])
        share = (y - start[1]) / ((end[1] - start[1]) or 1.0)
        straight = start[0] + share * (end[0] - start[0])
        low, high = np.array(row).T[:, :, None]
        at = np.minimum(np.maximum(np.hstack([low, high, low * 0 + (straight, start[0], end[0])]), low), high).ravel()
        owner = np.repeat(np.arange(len(row)), 5)
        reach = np.hypot(at[None, :] - xs[:, None], y - ys)
        held = np.array(row)[owner]
        if slab.top - foot < 1:  # the slabs touch: no room to slide along the boxes from one gap to another
            apart = (spans[:, None, 0] > held[None, :, 1]) | (spans[:, None, 1] < held[None, :, 0])
            reach = reach + 1e6 * apart
        spans, foot = held, slab.bottom
        xs, ys = at, y
        stages.append((reach, owner))
    return [*stages, (np.hypot(end[0] - xs, end[1] - ys)[:, None], np.zeros(1, dtype=np.int64))]


def _cheapest(stages: Sequence[Stage], fines: Sequence[NDArray[np.float64]]) -> list[int]:
    """The gap taken in every slab on the shortest way; a fine makes a gap count as longer."""
    cost = np.zeros(1)
    steps: list[tuple[NDArray[np.int64], NDArray[np.int64]]] = []
    for (way, owner), fine in zip(stages, fines, strict=False):
        reach = cost[:, None] + way
        came = reach.argmin(axis=0)
        cost = reach[came, np.arange(len(owner))] + fine[owner]
        steps.append((owner, came))
    at_end = int((cost + stages[-1][0][:, 0]).argmin())
    chosen = []
    for owner, came in reversed(steps):
        chosen.append(int(owner[at_end]))
        at_end = int(came[at_end])
    return chosen[::-1]


def _taut(start: Point, doors: list[tuple[float, float, float]], end: Point) -> list[Point]:
    """The shortest line from start down to end through doors (y, left, right): it turns at door posts only."""
    line, k = [start], 0
    stops = [*doors, (end[1], end[0], end[0])]
    while True:
        x, y = line[-1]
        low, high = -math.inf, math.inf
        low_at = high_at = k
        turned = False
        for j in range(k, len(stops)):
            door, left, right = stops[j]
            drop = max(door - y, 1e-3)
            if (left - x) / drop > high:
                line.append((stops[high_at][2], stops[high_at][0]))
                k, turned = high_at + 1, True
                break
            if (right - x) / drop < low:
                line.append((stops[low_at][1], stops[low_at][0]))
                k, turned = low_at + 1, True
                break
            if (left - x) / drop > low:
                low, low_at = (left - x) / drop, j
            if (right - x) / drop < high:
                high, high_at = (right - x) / drop, j
        if not turned:
            line.append(end)
            return line


def rounded(corners: Sequence[Point], leave: float, most: float = 60.0) -> Chain:
    """The line as curves: each corner is cut, but by no more than `leave` px and no further than `most` along it."""
    chain: list[Point] = [corners[0]]
    for before, corner, after in zip(corners, corners[1:], corners[2:], strict=False):
        first, second = math.dist(before, corner), math.dist(corner, after)
        if min(first, second) < 0.5:
            continue
        a = ((before[0] - corner[0]) / first, (before[1] - corner[1]) / first)
        b = ((after[0] - corner[0]) / second, (after[1] - corner[1]) / second)
        bend = math.hypot(a[0] + b[0], a[1] + b[1])  # 2 · sine of half the turn
        cut = min(first / 2, second / 2, most, 4 * leave / bend if bend > 1e-6 else math.inf)
        into = (corner[0] + a[0] * cut, corner[1] + a[1] * cut)
        out = (corner[0] + b[0] * cut, corner[1] + b[1] * cut)
        chain += [_middle_of(chain[-1], into), into, corner, out]
    return (*chain, _middle_of(chain[-1], corners[-1]), corners[-1])


def _middle_of(a: Point, b: Point) -> Point:
    return (a[0] + b[0]) / 2, (a[1] + b[1]) / 2


def channels(start: Point, end: Point, top: float, bottom: float) -> list[list[Point]]:
    """Ways between two points of one row along the free strips above and below it."""
    found = []
    for y in (top, bottom):
        for lean in (0.0, 14.0, 30.0):
            side = math.copysign(min(lean, abs(end[0] - start[0]) / 3), end[0] - start[0])
            found.append([start, (start[0] + side, y), (end[0] - side, y), end])
    return found
