"""Nodes, their ties and places in; for every tie one chain of quadratic curves out, cut where it leaves its ends."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from explorer.views.crossing import Points, lines_meet_boxes
from explorer.views.places import TITLE_HEIGHT, Node, Places, Tie

TAIL_GAP, HEAD_GAP = 3.0, 4.5  # px between a route and the outlines of its ends a and b
Point = tuple[float, float]


@dataclass(frozen=True)
class Route:
    """One tie's line: `points` is the start, then a control point and an end for each curve."""

    tie: str
    points: tuple[Point, ...]
    path: str  # the same as an SVG path
    hits: int  # boxes of other nodes, and lane titles, that it runs through


def routes(nodes: Iterable[Node], ties: Iterable[Tie], places: Places) -> dict[str, Route]:
    known = {node.id: node for node in nodes}
    return {
        tie.id: _route(tie, (_heart(known[tie.a], places), _middle(known, tie, places), _heart(known[tie.b], places)),
                       known, places)
        for tie in sorted(ties, key=lambda tie: tie.id)
    }  # fmt: skip


def lit_routes(
    nodes: Iterable[Node], ties: Iterable[Tie], places: Places, routes: dict[str, Route]
) -> dict[str, Route]:
    return {}


def _heart(node: Node, places: Places) -> Point:
    x, y = places.centre[node.id]
    return x, y - node.height / 2 + node.heart


def _middle(known: dict[str, Node], tie: Tie, places: Places) -> Point:
    (x0, y0), (x1, y1) = _heart(known[tie.a], places), _heart(known[tie.b], places)
    return (x0 + x1) / 2, (y0 + y1) / 2


def point_at(route: Route, t: float) -> Point:
    """The point at the share t (0 to 1) of the route's length."""
    line = sampled(route.points, 24)
    run = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
    at = min(max(t, 0.0), 1.0) * run[-1]
    return float(np.interp(at, run, line[:, 0])), float(np.interp(at, run, line[:, 1]))


def sampled(points: tuple[Point, ...], steps: int) -> Points:
    """The chain as a line of straight pieces, `steps` a curve. Shape (curves · steps + 1, 2)."""
    chain = np.array(points)
    start, control, end = chain[:-2:2, None], chain[1:-1:2, None], chain[2::2, None]
    t = (np.arange(steps) / steps)[None, :, None]
    line = (1 - t) ** 2 * start + 2 * t * (1 - t) * control + t**2 * end
    joined: Points = np.vstack([line.reshape(-1, 2), chain[-1:]])
    return joined


# --- cutting ------------------------------------------------------------------------------------------------------


def outline(node: Node, places: Places) -> Points:
    """The node's boxes, left, top, right, bottom: one for an actor, symbol and label for an event."""
    x, y = places.centre[node.id]
    left, top, right, bottom = x - node.width / 2, y - node.height / 2, x + node.width / 2, y + node.height / 2
    if node.kind == "actor" or not node.symbol_height:
        return np.array([[left, top, right, bottom]])
    half, foot = node.symbol_height / 2, top + node.symbol_height
    return np.array([[x - half, top, x + half, foot], [left, foot, right, bottom]])


def titles(places: Places) -> Points:
    """The boxes of the lanes' names. Shape (lanes, 4)."""
    return np.array([(0, top, places.lane_title_width, top + TITLE_HEIGHT) for top, _ in places.bands]).reshape(-1, 4)


def _inside(line: Points, node: Node, places: Places, gap: float) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Which points of a line lie within the outline or nearer to it than the gap."""
    boxes = outline(node, places)
    within = np.zeros(len(line), dtype=np.bool_)
    if len(boxes) > 1:
        left, top, right, bottom = boxes[0]
        within |= np.hypot(line[:, 0] - (left + right) / 2, line[:, 1] - (top + bottom) / 2) < (bottom - top) / 2 + gap
    left, top, right, bottom = boxes[-1]
    away = np.maximum(np.maximum(left - line[:, 0], line[:, 0] - right), 0)
    above = np.maximum(np.maximum(top - line[:, 1], line[:, 1] - bottom), 0)
    within |= np.hypot(away, above) < gap
    return within


def _part(points: tuple[Point, ...], start: float, end: float) -> tuple[Point, ...]:
    """The chain from one place on it to another, each counted in curves from its start."""

    def blossom(k: int, s: float, t: float) -> Point:
        (x0, y0), (x1, y1), (x2, y2) = points[2 * k : 2 * k + 3]
        a, b, c = (1 - s) * (1 - t), s * (1 - t) + t * (1 - s), s * t
        return a * x0 + b * x1 + c * x2, a * y0 + b * y1 + c * y2

    first, last = math.floor(start), math.ceil(end) - 1
    part: list[Point] = [blossom(first, start - first, start - first)]
    for k in range(first, last + 1):
        s, t = max(start - k, 0.0), min(end - k, 1.0)
        part += [blossom(k, s, t), blossom(k, t, t)]
    return tuple(part)


def _route(tie: Tie, points: tuple[Point, ...], known: dict[str, Node], places: Places) -> Route:
    """Cut the chain where it last leaves a's outline and then first meets b's; count the foreign boxes left."""
    a, b = known[tie.a], known[tie.b]
    curves = len(points) // 2
    steps = max(40, math.ceil(400 / curves))
    line = sampled(points, steps)
    inside_b = _inside(line, b, places, HEAD_GAP)
    inside_a = _inside(line, a, places, TAIL_GAP)
    start = int(np.flatnonzero(inside_a)[-1]) + 1 if inside_a.any() else 0
    met = np.flatnonzero(inside_b[start:])
    end = start + int(met[0]) - 1 if len(met) else len(line) - 1
    if end - start < 1:  # the ends all but touch: keep what little lies between
        start = min(max(start, 0), len(line) - 2)
        end = start + 1
    cut = _part(points, start / steps, end / steps)
    cut = tuple((round(x, 1), round(y, 1)) for x, y in cut)
    path = f"M{cut[0][0]:.1f} {cut[0][1]:.1f}" + "".join(
        f"Q{cut[k][0]:.1f} {cut[k][1]:.1f} {cut[k + 1][0]:.1f} {cut[k + 1][1]:.1f}" for k in range(1, len(cut), 2)
    )
    fine = sampled(cut, 40)
    others = [outline(node, places) for node in known.values() if node.id not in (tie.a, tie.b)]
    boxes = np.vstack([*others, titles(places)])
    hits = int(lines_meet_boxes(fine[:-1], fine[1:], boxes).any(axis=0).sum())
    return Route(tie.id, cut, path, hits)
