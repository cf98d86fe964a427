"""Chains of quadratic curves in; points along them, and parts of them, out. Pure.

A chain is its start, then a control point and an end for each curve. All sizes are px.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache

import numpy as np

from explorer.draw.primitives import Point
from explorer.network.geometry.intersections import Points

Chain = tuple[Point, ...]


def sampled(points: Chain, steps: int) -> Points:
    """The chain as a line of straight pieces, `steps` a curve. Shape (curves · steps + 1, 2)."""
    chain = np.array(points)
    first, middle, last = _shares(steps)
    line = first * chain[:-2:2, None] + middle * chain[1:-1:2, None] + last * chain[2::2, None]
    joined: Points = np.concatenate([line.reshape(-1, 2), chain[-1:]])
    return joined


@cache
def _shares(steps: int) -> tuple[Points, Points, Points]:
    """What the start, the control point and the end of a curve count for at each of its steps."""
    t = (np.arange(steps) / steps)[None, :, None]
    return (1 - t) ** 2, 2 * t * (1 - t), t**2


def run_along(line: Points) -> Points:
    """How far along a line each of its points lies."""
    step = line[1:] - line[:-1]
    run = np.zeros(len(line))
    np.cumsum(np.hypot(step[:, 0], step[:, 1]), out=run[1:])
    return run


def resampled(line: Points, pieces: int) -> Points:
    """The same line in so many pieces of one length."""
    run = run_along(line)
    at = np.linspace(0, run[-1], pieces + 1)
    return np.column_stack([np.interp(at, run, line[:, 0]), np.interp(at, run, line[:, 1])])


def part_of_chain(chain: Chain, start: float, end: float) -> Chain:
    """The chain from one place on it to another, each counted in curves from its start."""

    def blossom(k: int, s: float, t: float) -> Point:
        (x0, y0), (x1, y1), (x2, y2) = chain[2 * k : 2 * k + 3]
        a, b, c = (1 - s) * (1 - t), s * (1 - t) + t * (1 - s), s * t
        return a * x0 + b * x1 + c * x2, a * y0 + b * y1 + c * y2

    first, last = math.floor(start), math.ceil(end) - 1
    part = [blossom(first, start - first, start - first)]
    for k in range(first, last + 1):
        s, t = max(start - k, 0.0), min(end - k, 1.0)
        part += [blossom(k, s, t), blossom(k, t, t)]
    return tuple(part)


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
