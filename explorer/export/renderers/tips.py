"""How a connector ends, as points: the verb's group read off a shape, not off a colour alone."""

from __future__ import annotations

from math import atan2, cos, pi, sin

from explorer.draw.primitives import Connector, End, Point

_CIRCLE = tuple((-6 + 6 * cos(k * pi / 8), 6 * sin(k * pi / 8)) for k in range(16))

TIPS: dict[End, tuple[tuple[Point, ...], bool, bool]] = {  # around the tip at (0, 0) pointing right; filled; closed
    "act": (((-14, -7), (0, 0), (-14, 7)), True, True),
    "for": (_CIRCLE, True, True),
    "against": (((0, -9), (0, 9)), False, False),
    "lineage": (((-12, -7), (0, 0), (-12, 7)), False, False),
    "service": (((-14, -7), (0, 0), (-14, 7)), False, True),
    "inferred": (((-15, 0), (-7.5, -6), (0, 0), (-7.5, 6)), False, True),
}


def tip_shape(connector: Connector) -> tuple[list[Point], bool]:
    """The tip's points on the page, and whether they close to an area."""
    points, _, closed = TIPS[connector.tip]
    (x0, y0), (x1, y1) = connector.line[-3], connector.chain[-1]
    turn = atan2(y1 - y0, x1 - x0)
    grown = 0.8 + connector.width / 8
    return [
        (x1 + grown * (x * cos(turn) - y * sin(turn)), y1 + grown * (x * sin(turn) + y * cos(turn))) for x, y in points
    ], closed
