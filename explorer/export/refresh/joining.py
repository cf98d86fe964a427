"""A slide's network, and a node or a tie of a newly made one, in; the node put where there is room, the tie glued to
both its ends, in a straight line that no box stands in the way of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from math import hypot
from typing import Any

from explorer.draw.primitives import Bounds, Point
from explorer.export.refresh.placing import bounds_of, meet, standing
from explorer.export.refresh.traits import named_part, traits_of
from explorer.export.refresh.words import numbered_anew, shift
from explorer.export.renderers.pptx_geometry import flip, place_frame, preset
from explorer.export.template.faces import A, P

_STEP = 12.0
"""px from one place that is tried to the next."""
_MARGIN = 14.0
"""px that are kept free around a node."""
_TRIED = 60
"""So many free places, the nearest to where a new export has it, are looked at for one that all ties reach clear."""
_SIDES = ("top", "left", "bottom", "right")


class NetworkRoom:
    """What stands on a slide's network, and where on it there is room."""

    def __init__(self, tree: Any, within: Bounds) -> None:
        self.tree, self.within = tree, within

    def put(self, shape: Any, partners: Sequence[Any]) -> Any | None:
        """Puts a copy of a node there, as near as may be to where it stands, from where the way to its partners is
        clear, if there is such a place; None where there is no free room."""
        box = bounds_of(shape)
        ends = [box_of(partner) for partner in partners]
        taken = [one for one in standing(self.tree) if one not in ends] + ends
        free = list(self._free(box, taken))
        if not free:
            return None

        def crossed(place: Point) -> int:
            here = _moved(box, place)
            return sum(not _clear(_lines(here, end)[0][1:3], taken, (here, end)) for end in ends)

        across, down = min(free, key=crossed)
        copied = deepcopy(shape)
        shift(copied, across, down)
        numbered_anew(copied, self.tree)
        self.tree.append(copied)
        return copied

    def _free(self, box: Bounds, taken: Sequence[Bounds]) -> Iterator[Point]:
        """How far it may be moved, the shortest ways first."""
        left, top, right, bottom = self.within
        wide, high = box[2] - box[0], box[3] - box[1]
        rows = range(int((bottom - top - high) // _STEP) + 1)
        columns = range(int((right - left - wide) // _STEP) + 1)
        ways = [(left + _STEP * x - box[0], top + _STEP * y - box[1]) for y in rows for x in columns]
        found = 0
        for way in sorted([(0.0, 0.0), *ways], key=lambda way: hypot(*way)):
            roomy = _grown(_moved(box, way), _MARGIN)
            inside = left <= roomy[0] + _MARGIN and roomy[2] - _MARGIN <= right
            inside = inside and top <= roomy[1] + _MARGIN and roomy[3] - _MARGIN <= bottom
            if inside and not any(meet(roomy, other) for other in taken):
                yield way
                found += 1
            if found == _TRIED:
                return

    def tie(self, fresh: Any, one: Any, other: Any, beside: int = 0) -> Any | None:
        """Puts a copy of a tie there, glued to the boxes of its ends; None where something stands in its way. `beside`
        is how many ties of the same ends have the shorter ways already."""
        ends = box_of(one), box_of(other)
        taken = list(standing(self.tree))
        ways = _lines(*ends)
        apart = ways[:1] + [way for way in ways[1:] if not any(_runs_over(way[1:3], end) for end in ends)]
        free = [way for way in apart if _clear(way[1:3], taken, ends)]
        if beside >= len(free):
            return None
        first, start, end, last = free[beside]
        copied = deepcopy(fresh)
        look = copied.find(f"{{{P}}}spPr")
        for old in (
            *look.findall(f"{{{A}}}xfrm"),
            *look.findall(f"{{{A}}}custGeom"),
            *look.findall(f"{{{A}}}prstGeom"),
        ):
            look.remove(old)
        rest = list(look)
        frame = look.makeelement(f"{{{A}}}xfrm", {})
        look.append(frame)
        flip(frame, start, end)
        place_frame(frame, (min(start[0], end[0]), min(start[1], end[1]), max(start[0], end[0]), max(start[1], end[1])))
        preset(look, "straightConnector1")
        for part in rest:
            look.append(part)
        glued = copied[0].find(f"{{{P}}}cNvCxnSpPr")
        for tag, shape, side in (("stCxn", one, first), ("endCxn", other, last)):
            node = glued.find(f"{{{A}}}{tag}")
            node.set("id", named_part(shape).get("id"))
            node.set("idx", str(_SIDES.index(side)))
        numbered_anew(copied, self.tree)
        self.tree.append(copied)
        return copied


def glued_to(connector: Any) -> tuple[str, str]:
    """The numbers of the shapes that a tie is fixed to."""
    glued = connector[0].find(f"{{{P}}}cNvCxnSpPr")
    one, other = (glued.find(f"{{{A}}}{tag}").get("id") for tag in ("stCxn", "endCxn"))
    return one, other


def box_of(shape: Any) -> Bounds:
    found = traits_of(shape)
    return found.left, found.top, found.left + found.width, found.top + found.height


def _moved(box: Bounds, way: Point) -> Bounds:
    return box[0] + way[0], box[1] + way[1], box[2] + way[0], box[3] + way[1]


def _grown(box: Bounds, by: float) -> Bounds:
    return box[0] - by, box[1] - by, box[2] + by, box[3] + by


def _lines(one: Bounds, other: Bounds) -> list[tuple[str, Point, Point, str]]:
    """The straight lines between the middles of two boxes' sides, with the sides; the shortest first."""
    ways = [(a, start, end, b) for a, start in _middles(one) for b, end in _middles(other)]
    return sorted(ways, key=lambda way: hypot(way[1][0] - way[2][0], way[1][1] - way[2][1]))


def _middles(box: Bounds) -> list[tuple[str, Point]]:
    left, top, right, bottom = box
    x, y = (left + right) / 2, (top + bottom) / 2
    return [("top", (x, top)), ("left", (left, y)), ("bottom", (x, bottom)), ("right", (right, y))]


def _clear(line: tuple[Point, Point], taken: Sequence[Bounds], ends: tuple[Bounds, Bounds]) -> bool:
    """Whether a line runs through no box but those in which its ends stand."""
    others = [box for box in taken if not any(_holds(end, box) for end in ends)]
    return not any(box[0] < x < box[2] and box[1] < y < box[3] for x, y in _points(line) for box in others)


def _runs_over(line: tuple[Point, Point], box: Bounds) -> bool:
    """Whether a line runs through a box in which it ends, or along its edge."""
    return any(box[0] <= x <= box[2] and box[1] <= y <= box[3] for x, y in _points(line))


def _points(line: tuple[Point, Point]) -> list[Point]:
    """Points on a line between its ends, about 4 px apart."""
    (x0, y0), (x1, y1) = line
    steps = max(2, int(hypot(x1 - x0, y1 - y0) // 4))
    return [(x0 + (x1 - x0) * n / steps, y0 + (y1 - y0) * n / steps) for n in range(1, steps)]


def _holds(outer: Bounds, inner: Bounds) -> bool:
    """Whether a box lies in another, or is it, but for what programs round."""
    return all(a - 3 <= b for a, b in zip(outer[:2], inner[:2], strict=True)) and all(
        b <= a + 3 for a, b in zip(outer[2:], inner[2:], strict=True)
    )
