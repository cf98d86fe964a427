"""A tie and the ring with its number in; the tie in two lines out, each fixed to the ring and to one of its ends.

PowerPoint holds no words on a line. So what is said of a tie stands in a shape through which the tie runs: whichever
end is moved, the line follows to the ring, and the words beside the ring stay on their tie.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import hypot

from explorer.draw.primitives import Bounds, Connector, DrawnBox, Point, Site

_STEPS = 16
"""So many places of each curve are looked at for the one nearest to the ring."""
_NEAR = 1.5
"""A ring whose middle is farther from its tie than so many of its radii is set upon it."""
_ASIDE = (0.0, 1.0, 2.0, 3.0, 4.0, 6.0, 8.0)
"""So many of its radii a ring may stand beside its tie, where there is no room for it on the tie."""
_WAYS = ((0, -1), (0, 1), (1, 0), (-1, 0), (1, -1), (-1, -1), (1, 1), (-1, 1))


def on_its_line(ring: DrawnBox, tie: Connector, inside: Bounds, taken: Sequence[Bounds]) -> DrawnBox:
    """The ring upon its tie, as near to where it stood as there is room for it among what is `taken`; beside it where
    there is none, as the tie is led through the ring. It stays `inside` the picture.
    """
    (x, y), half = _middle(ring), ring.width / 2
    spots = [spot for _, _, spot in _spots(tie)]

    def is_free(spot: Point) -> bool:
        left, top, right, bottom = spot[0] - half, spot[1] - half, spot[0] + half, spot[1] + half
        if left < inside[0] or top < inside[1] or right > inside[2] or bottom > inside[3]:
            return False
        return not any(left < b[2] and b[0] < right and top < b[3] and b[1] < bottom for b in taken)

    near = min(hypot(left - x, top - y) for left, top in spots) <= _NEAR * half
    if near and is_free((x, y)):
        return ring
    for far in _ASIDE:
        beside = [
            (left + across * far * half, top + down * far * half) for left, top in spots for across, down in _WAYS
        ]
        free = [spot for spot in beside if is_free(spot)]
        if free:
            left, top = min(free, key=lambda spot: hypot(spot[0] - x, spot[1] - y))
            return replace(ring, x=left - half, y=top - half)
    return ring


def joined_by(ring: DrawnBox, tie: Connector) -> tuple[Connector, Connector]:
    """A tie as two lines that meet at the ring; the second, which ends as the tie does, says nothing of its own."""
    place, share = _nearest(_middle(ring), tie)
    before, after = _split(tie.chain[2 * place : 2 * place + 3], share)
    here, start = _side_towards(ring, before[1] if before[1] != before[2] else before[0])
    there, end = _side_towards(ring, after[1] if after[1] != after[0] else after[2])
    first = replace(
        tie, end=ring.id, end_site=here, tip="", chain=(*tie.chain[: 2 * place], before[0], before[1], start)
    )
    rest = tie.chain[2 * place + 3 :]
    second = replace(tie, start=ring.id, start_site=there, chain=(end, after[1], after[2], *rest), alt="")
    return first, replace(second, name=f"{tie.name}, from its number on")


def _middle(ring: DrawnBox) -> Point:
    return ring.x + ring.width / 2, ring.y + ring.height / 2


def _nearest(point: Point, tie: Connector) -> tuple[int, float]:
    """Which curve of a tie is nearest to a point, and how far along it, as a share of it; never at its very ends."""
    _, number, share = min((hypot(x - point[0], y - point[1]), number, share) for number, share, (x, y) in _spots(tie))
    return number, share


def _spots(tie: Connector) -> list[tuple[int, float, Point]]:
    """Places along a tie: which of its curves, how far along that, and where."""
    return [
        (number, step / _STEPS, _split(curve, step / _STEPS)[0][2])
        for number, curve in enumerate(tie.curves)
        for step in range(1, _STEPS)
    ]


def _split(curve: tuple[Point, ...], share: float) -> tuple[tuple[Point, Point, Point], tuple[Point, Point, Point]]:
    """A quadratic curve in two, cut so far along it."""
    start, control, end = curve
    one, other = _between(start, control, share), _between(control, end, share)
    middle = _between(one, other, share)
    return (start, one, middle), (middle, other, end)


def _between(one: Point, other: Point, share: float) -> Point:
    return one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share


def _side_towards(ring: DrawnBox, point: Point) -> tuple[Site, Point]:
    """The side of a ring that is nearest to a point, and its middle."""
    x, y = _middle(ring)
    sides: dict[Site, Point] = {
        "top": (x, ring.y),
        "left": (ring.x, y),
        "bottom": (x, ring.y + ring.height),
        "right": (ring.x + ring.width, y),
    }
    side = min(sides, key=lambda name: hypot(sides[name][0] - point[0], sides[name][1] - point[1]))
    return side, sides[side]
