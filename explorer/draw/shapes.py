"""A kind's symbol and a radius in; the SVG path around (0, 0) out. Areas are matched by eye."""

from __future__ import annotations

from math import cos, pi, sin

from explorer.draw.palette import Shape


def _polygon(points: list[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in points) + "Z"


def shape_path(symbol: Shape, radius: float) -> str:
    """Path text; a cross is two strokes without area, everything else a closed shape."""
    r = radius
    if symbol == "diamond":
        d = 1.22 * r
        return _polygon([(0, -d), (d, 0), (0, d), (-d, 0)])
    if symbol == "square":
        d = 0.92 * r
        return _polygon([(-d, -d), (d, -d), (d, d), (-d, d)])
    if symbol == "triangle":
        return _polygon([(0, -1.2 * r), (1.15 * r, 0.85 * r), (-1.15 * r, 0.85 * r)])
    if symbol == "hexagon":
        return _polygon([(1.1 * r * cos(k * pi / 3), 1.1 * r * sin(k * pi / 3)) for k in range(6)])
    if symbol == "cross":
        d = 0.85 * r
        return f"M{-d:.2f} {-d:.2f}L{d:.2f} {d:.2f}M{d:.2f} {-d:.2f}L{-d:.2f} {d:.2f}"
    return f"M{-r:.2f} 0A{r:.2f} {r:.2f} 0 1 1 {r:.2f} 0A{r:.2f} {r:.2f} 0 1 1 {-r:.2f} 0Z"
