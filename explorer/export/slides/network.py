"""The network of some records, as far as it fits the room on a page, as drawn things.

Places are those of the page's own scene; ties are straight lines from a side of one thing to a side of another, so that
a presentation program can keep them fixed to what they tie. Where not all fits, the first are taken, and what is
left out is counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from explorer.cache import cache_of
from explorer.draw.primitives import (
    LEADING,
    Connector,
    Dash,
    End,
    Point,
    Run,
    Site,
)
from explorer.export.slides.footnotes import room_for
from explorer.export.slides.frame import SMALL, Frame
from explorer.landscape import Landscape
from explorer.model import Basis, Citation
from explorer.network.intersections import Points
from explorer.network.nodes import DATE_SIZE, NodeMark
from explorer.network.scene import EdgeMark, NetworkScene, network_scene
from explorer.query.selection import Nodes

FIRST, MORE, FEWER = 16, (20, 25, 30), (13, 11, 9, 7, 5, 3, 2, 1)
"""So many nodes are tried: more while they fit, fewer until they do."""
_MAX_STRETCH = 1.6

_BASIS_DASHES: dict[Basis, Dash] = {
    "reported": "",
    "claimed": "dotted",
    "opinion": "dotted",
    "planned": "dashed",
    "inferred": "inferred",
}
_OUTWARD: dict[Site, Point] = {"top": (0, -1), "left": (-1, 0), "bottom": (0, 1), "right": (1, 0)}


@dataclass(frozen=True)
class PageScale:
    """From the scene's px to the page's; things keep their shape where a picture is drawn higher than it was made."""

    scale: float
    stretch: float
    left: float
    top: float

    def x(self, x: float) -> float:
        return self.left + x * self.scale

    def y(self, y: float) -> float:
        return self.top + y * self.scale * self.stretch

    def box(self, node: NodeMark) -> tuple[float, float, float, float]:
        """A node's bounds, its words included."""
        x, y = self.x(node.x), self.y(node.y)
        w, h = node.width * self.scale / 2, node.height * self.scale / 2
        return x - w, y - h, x + w, y + h


@dataclass(frozen=True)
class NetworkLayout:
    """The network as it fits a page, before its sources are numbered."""

    scene: NetworkScene
    at: PageScale
    focus: str
    lit: frozenset[str]  # nodes in colour; empty = all
    connectors: tuple[tuple[EdgeMark, Connector], ...]
    named: tuple[tuple[EdgeMark, Point], ...]  # lit ties with the middle of their words
    unnamed: int  # lit ties that have no room for words
    left_out: int

    @property
    def ids(self) -> frozenset[str]:
        return frozenset(node.id for node in self.scene.nodes)

    @property
    def cited(self) -> list[Sequence[Citation]]:
        """What the ties in colour rest on."""
        return [edge.sources for edge, _ in self.connectors if not self.lit or edge.lit_with(self.focus)]


def network_layout(
    landscape: Landscape, focus: str, ids: Sequence[str], mode: Nodes, frame: Frame, top: float, bottom: float
) -> NetworkLayout | None:
    """The fullest network of the first of some records between `top` and `bottom` of the page; None of no record.

    `ids` are in the order in which they make room for each other; `focus` is what is picked, drawn or not.
    """
    if not ids:
        return None
    focus = focus if focus in landscape.selectable else ""
    room = (frame.inside, bottom - top)
    scene, scale = _fitting(landscape, ids, mode, round(frame.px(SMALL), 1), room)
    left = frame.left + (frame.inside - scene.width * scale) / 2
    stretch = min(_MAX_STRETCH, max(1.0, room[1] / (scene.height * scale)))
    lit = (scene.ties.get(focus, frozenset()) | {focus}) & {node.id for node in scene.nodes} if focus else frozenset()
    at = PageScale(scale, stretch, left, top)
    connectors = tuple(_connectors(scene, at, focus, lit, frame))
    named, unnamed = _tie_labels(scene, at, connectors, focus, frame)
    return NetworkLayout(scene, at, focus, lit, connectors, named, unnamed, len(ids) - len(scene.nodes))


def _scene(landscape: Landscape, ids: frozenset[str], width: float, mode: Nodes) -> NetworkScene:
    """What is laid out for a page; kept, as fitting a page tries several and the next page often takes the same."""

    def made() -> NetworkScene:
        return network_scene(landscape, width, ids, mode=mode)

    return cache_of(landscape).get(("scene", ids, width, mode), made, _size_of_scene)


def _size_of_scene(scene: NetworkScene) -> int:
    """Bytes that a scene takes, about."""
    return 2_000 * len(scene.nodes) + 4_000 * len(scene.edges)


def _fitting(
    landscape: Landscape, ids: Sequence[str], mode: Nodes, least: float, room: tuple[float, float]
) -> tuple[NetworkScene, float]:
    """The fullest scene that fits the room with dates no smaller than `least` px, and how much it is enlarged."""
    scale = least / DATE_SIZE
    width = room[0] / scale

    def scene_of(count: int) -> NetworkScene:
        return _scene(landscape, frozenset(ids[:count]), width, mode)

    found = scene_of(FIRST)
    for count in MORE if found.height * scale <= room[1] and len(ids) > FIRST else ():
        tried = scene_of(count)
        if tried.height * scale > room[1]:
            break
        found = tried
    for count in FEWER:
        if found.height * scale <= room[1]:
            break
        found = scene_of(count)
    return found, scale


# --- ties ----------------------------------------------------------------------------------------------------------


def _ports(node: NodeMark, at: PageScale) -> dict[Site, Point]:
    """Where a tie may touch a node: the middles of a pill's sides, the tips of a symbol."""
    x, y = at.x(node.x), at.y(node.y)
    if node.kind == "actor":
        w, h = node.width * at.scale / 2, node.height * at.scale / 2
        return {"top": (x, y - h), "left": (x - w, y), "bottom": (x, y + h), "right": (x + w, y)}
    r = node.radius * at.scale
    y = at.box(node)[1] + 1.22 * r
    return shape_ports(node.symbol, x, y, r)


def shape_ports(symbol: str, x: float, y: float, r: float) -> dict[Site, Point]:
    """Where a tie may touch a symbol; the same places as the sites of PowerPoint's own shapes."""
    if symbol == "diamond":
        d = 1.22 * r
        return {"top": (x, y - d), "left": (x - d, y), "bottom": (x, y + d), "right": (x + d, y)}
    if symbol == "triangle":
        middle = y - 0.175 * r
        sides: dict[Site, Point] = {"left": (x - 0.575 * r, middle), "right": (x + 0.575 * r, middle)}
        return {"top": (x, y - 1.2 * r), "bottom": (x, y + 0.85 * r), **sides}
    if symbol == "hexagon":
        sides = {"left": (x - 1.1 * r, y), "right": (x + 1.1 * r, y)}
        return {"top": (x - 0.55 * r, y - 0.953 * r), "bottom": (x - 0.55 * r, y + 0.953 * r), **sides}
    d = {"square": 0.92, "cross": 0.85}.get(symbol, 1.0) * r
    return {"top": (x, y - d), "left": (x - d, y), "bottom": (x, y + d), "right": (x + d, y)}


def _words_of(node: NodeMark, at: PageScale) -> tuple[float, float, float, float]:
    """What a tie of the node itself should not cross: an event's words, nothing of an actor."""
    left, top, right, bottom = at.box(node)
    if node.kind == "actor":
        return left + 3, top + 3, right - 3, bottom - 3
    return left, top + 2.6 * node.radius * at.scale, right, bottom


def _connectors(
    scene: NetworkScene, at: PageScale, focus: str, lit: frozenset[str], frame: Frame
) -> Iterable[tuple[EdgeMark, Connector]]:
    nodes = {node.id: node for node in scene.nodes}
    names = {node.id: node.title for node in scene.nodes}
    order = {id: place for place, id in enumerate(nodes)}
    grounds = np.array([at.box(node) for node in scene.nodes])
    for edge in sorted(scene.edges, key=lambda edge: (edge.lit_with(focus), edge.id)):
        mine = edge.lit_with(focus)
        if not (edge.shown or mine):
            continue
        one, other = nodes[edge.subject], nodes[edge.object]
        others = np.delete(grounds, [order[one.id], order[other.id]], axis=0)
        start, end, points = _straightest(one, other, at, others)
        grey = bool(lit) and not mine
        dotted = edge.basis in ("claimed", "opinion")
        width = 5.0 if edge.thread else 3.6 if mine else 1.6 if edge.basis == "inferred" else 3.0 if dotted else 2.2
        token = "dim-edge" if grey else f"lane-{edge.look}" if edge.thread else edge.group
        yield (
            edge,
            Connector(
                one.id,
                start,
                other.id,
                end,
                points,
                token,
                width,
                _BASIS_DASHES[edge.basis],
                "" if grey else tip_of(edge),
                0.35 if edge.thread and not grey else 1.0,
                f"Tie: {names[one.id]} – {names[other.id]}",
                edge.said or f"{names[one.id]} {edge.label} {names[other.id]}",
            ),
        )


def tip_of(edge: EdgeMark) -> End:
    """How a tie ends; empty for belonging, for the steps of an instrument and for events that two actors share."""
    if edge.thread or edge.events or edge.group == "affiliation":
        return ""
    if edge.basis == "inferred" or edge.group == "context":
        return "inferred"
    if edge.group == "stance":
        return edge.side or "act"
    return edge.group


def _straightest(
    one: NodeMark, other: NodeMark, at: PageScale, others: Points
) -> tuple[Site, Site, tuple[Point, Point]]:
    """The pair of sides whose line crosses least of other nodes and of the two's own words, and is short."""
    mine = _ports(one, at), _ports(other, at)
    own = np.array([_words_of(one, at), _words_of(other, at)])
    pairs = list(product(mine[0].items(), mine[1].items()))
    starts = np.array([start for (_, start), _ in pairs])
    ends = np.array([end for _, (_, end) in pairs])
    steps = np.linspace(0.03, 0.97, 48)
    along = starts[:, None, :] + (ends - starts)[:, None, :] * steps[None, :, None]
    length = np.hypot(*(ends - starts).T)
    cost = length + 6 * length * _share_inside(along, others) + 14 * length * _share_inside(along, own)
    outward = np.array([[_OUTWARD[start], _OUTWARD[end]] for (start, _), (end, _) in pairs])
    cost += 2 * length * (((ends - starts) * outward[:, 0]).sum(axis=1) < 0)  # back through the thing itself
    cost += 2 * length * (((starts - ends) * outward[:, 1]).sum(axis=1) < 0)
    best = int(np.argmin(np.round(cost, 3)))
    (start_site, start), (end_site, end) = pairs[best]
    return start_site, end_site, (start, end)


def _share_inside(along: Points, boxes: Points) -> Points:
    """For each row of points, the share of them inside any of these boxes."""
    if not len(boxes):
        return np.zeros(len(along))
    x, y = along[..., 0, None], along[..., 1, None]
    inside = (x > boxes[:, 0]) & (x < boxes[:, 2]) & (y > boxes[:, 1]) & (y < boxes[:, 3])
    return np.asarray(inside.any(axis=2).mean(axis=1))


# --- words on ties -------------------------------------------------------------------------------------------------


def _tie_labels(
    scene: NetworkScene, at: PageScale, connectors: Sequence[tuple[EdgeMark, Connector]], focus: str, frame: Frame
) -> tuple[tuple[tuple[EdgeMark, Point], ...], int]:
    """Places for the words of the ties in colour, on no node, no other words and inside the picture; else none."""
    taken = [at.box(node) for node in scene.nodes]
    found: list[tuple[EdgeMark, Point]] = []
    unnamed = 0
    mine = [(edge, connector) for edge, connector in connectors if edge.lit_with(focus) and not edge.thread]
    bounds = (frame.left, at.y(0), frame.right, at.y(scene.height))
    for edge, connector in sorted(mine, key=lambda pair: (_length(pair[1]), pair[0].id)):
        width, height = words_size(edge, frame)
        spot = _spot(connector.points, (width / 2 + 2, height / 2), taken, bounds)
        if spot is None:
            unnamed += 1
            continue
        found.append((edge, spot))
        taken.append((spot[0] - width / 2, spot[1] - height / 2, spot[0] + width / 2, spot[1] + height / 2))
    return tuple(found), unnamed


def words_size(edge: EdgeMark, frame: Frame) -> tuple[float, float]:
    """Width and height of a tie's words with the numbers behind them."""
    size = frame.px(SMALL)
    cited = room_for(edge.sources, size)
    return Run(edge.label, size).width + (cited + 6 if cited else 0) + 8, size * LEADING


def _length(connector: Connector) -> float:
    (x0, y0), (x1, y1) = connector.points
    return float(np.hypot(x1 - x0, y1 - y0))


def _spot(
    points: tuple[Point, Point],
    reach: tuple[float, float],
    taken: Sequence[tuple[float, float, float, float]],
    bounds: tuple[float, float, float, float],
) -> Point | None:
    """The first free place along a line, the middle first, then close beside it."""
    (x0, y0), (x1, y1) = points
    w, h = reach
    boxes = np.array(taken)
    asides = [(0.0, 0.0), (0, h), (0, -h), (w, 0), (-w, 0), (w, h), (-w, h), (w, -h), (-w, -h)]
    for dx, dy in asides:
        for t in (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82):
            x, y = x0 + (x1 - x0) * t + dx, y0 + (y1 - y0) * t + dy
            if x - w < bounds[0] or x + w > bounds[2] or y - h < bounds[1] or y + h > bounds[3]:
                continue
            meets = (boxes[:, 0] < x + w) & (boxes[:, 2] > x - w) & (boxes[:, 1] < y + h) & (boxes[:, 3] > y - h)
            if not meets.any():
                return x, y
    return None
