"""Lines and boxes in; a place for the words on each line out: on it, clear of boxes, of other lines and other words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from explorer.network.geometry.bezier import resampled, run_along
from explorer.network.geometry.ground import Ground, Sums, spread
from explorer.network.geometry.intersections import Points
from explorer.network.geometry.tracing import Curve

CHIP_HEIGHT = 16.0
SHARES = (0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68, 0.26, 0.74, 0.2, 0.8, 0.15, 0.85, 0.1, 0.9)
TAIL, HEAD = 3.0, 10.0  # px of a line that its words leave free at its start and at its sign
KEEP = 1.5  # px between words and other lines
OFF = 4.0  # px between a line and words beside it
_CORNERS = ((1, -1), (-1, -1), (1, 1), (-1, 1))
NOTHING: Mapping[str, tuple[float, float, float, float]] = {}

Box = tuple[float, float, float, float]


def words_on(
    ground: Ground, curves: Mapping[str, Curve], wide: Mapping[str, float], rounds: int = 3
) -> tuple[dict[str, Box], list[str]]:
    """The boxes of the words on lines, and the lines without a place for theirs. The narrowest choice comes first."""
    total = ground.sums()
    lines = {id: resampled(curve.line, max(6, int(run_along(curve.line)[-1] / 5))) for id, curve in curves.items()}
    offers = {id: _offers(total, id, lines, wide[id]) for id in sorted(wide) if id in curves}
    order = sorted(offers, key=lambda id: (len(offers[id]), id))
    best: tuple[dict[str, Box], list[str]] = {}, order
    for _ in range(rounds):
        placed, missing = _dealt(order, offers)
        if len(missing) < len(best[1]) or not best[0]:
            best = placed, missing
        if not missing:
            break
        order = missing + [id for id in order if id not in missing]
    return best


def words_beside(
    ground: Ground, curves: Mapping[str, Curve], wide: Mapping[str, float], there: Mapping[str, Box]
) -> dict[str, Box]:
    """Boxes close beside their lines, on nothing, for words that found no place on them; none where that fails, too."""
    total, placed = ground.sums(), dict(there)
    lines = {id: resampled(curve.line, max(6, int(run_along(curve.line)[-1] / 5))) for id, curve in curves.items()}
    every = np.concatenate([*lines.values()]) if lines else np.zeros((0, 2))
    for id in sorted(wide):
        half = np.array((wide[id] / 2, CHIP_HEIGHT / 2))
        moved = [half * away + np.sign(away) * OFF for away in np.array(((0, -1), (0, 1), (1, 0), (-1, 0), *_CORNERS))]
        line = lines[id]
        outwards = line[np.argsort(np.abs(np.arange(len(line)) - len(line) // 2), kind="stable")]
        spots = np.concatenate([outwards + move for move in moved])
        boxes = np.hstack([spots - half, spots + half])
        boxes = boxes[total.free(boxes)]
        boxes = boxes[~_holds(boxes, every, KEEP).any(axis=1)] if len(boxes) else boxes
        found, _ = _dealt([id], {id: boxes}, placed)
        placed |= found
    return {id: placed[id] for id in wide if id in placed}


def _dealt(
    order: Sequence[str], offers: Mapping[str, Points], there: Mapping[str, Box] = NOTHING
) -> tuple[dict[str, Box], list[str]]:
    placed = dict(there)
    missing = []
    for id in order:
        taken = np.array(list(placed.values())).reshape(-1, 4)
        boxes = offers[id]
        if len(boxes) and len(taken):
            meets = (
                (boxes[:, None, 0] < taken[:, 2] + 2)
                & (boxes[:, None, 2] > taken[:, 0] - 2)
                & (boxes[:, None, 1] < taken[:, 3] + 1)
                & (boxes[:, None, 3] > taken[:, 1] - 1)
            ).any(axis=1)
            boxes = boxes[~meets]
        if len(boxes):
            left, top, right, bottom = (round(float(v), 1) for v in boxes[0])
            placed[id] = (left, top, right, bottom)
        else:
            missing.append(id)
    return placed, missing


def _offers(total: Sums, id: str, lines: Mapping[str, Points], wide: float) -> Points:
    """Boxes along a line, the middle first, that lie on nothing."""
    line = lines[id]
    run = run_along(line)
    at = np.array(SHARES) * run[-1]
    spots = np.column_stack([np.interp(at, run, line[:, 0]), np.interp(at, run, line[:, 1])])
    half = np.array((wide / 2, CHIP_HEIGHT / 2))
    boxes = np.hstack([spots - half, spots + half])
    ends = np.array([line[0], line[-1]])
    for end, gap in zip(ends, (TAIL, HEAD), strict=True):
        boxes = boxes[~_holds(boxes, end[None], gap).any(axis=1)] if len(boxes) else boxes
    if not len(boxes):
        return boxes
    boxes = boxes[total.free(spread(boxes, -2))]
    others = [other for key, other in lines.items() if key != id]
    if len(boxes) and others:
        boxes = boxes[~_holds(boxes, np.concatenate(others), KEEP).any(axis=1)]
    return boxes


def _holds(boxes: Points, points: Points, gap: float) -> np.ndarray:
    """Which boxes hold which points, or lie nearer to them than the gap. Shape (boxes, points)."""
    x, y = points[:, 0], points[:, 1]
    held: np.ndarray = (
        (x > boxes[:, :1] - gap) & (x < boxes[:, 2:3] + gap) & (y > boxes[:, 1:2] - gap) & (y < boxes[:, 3:4] + gap)
    )
    return held
