"""A mark that takes time in; its bar, fade or whisker as drawn things out."""

from __future__ import annotations

from dataclasses import dataclass

from explorer.draw.primitives import Dash, DrawnBox, Stroke
from explorer.timeline.geometry import bar_pieces, fade_pieces, whisker_lines
from explorer.timeline.label_input import extent, fade_ends
from explorer.timeline.marks import Mark
from explorer.timeline.scene import TimelineScene


@dataclass(frozen=True)
class ExtentLook:
    fill: str
    stroke: str
    width: float
    dash: Dash


def bar_drawn(scene: TimelineScene, mark: Mark, left: float, y: float, look: ExtentLook) -> list[DrawnBox | Stroke]:
    """How long something lasted; `left` is where the plot begins. What goes on outside the window fades at its edge, or
    where it is an outline, is open there."""
    half = 0.75 * scene.sizes.radii[mark.weight - 1]
    top, high = y - half, 2 * half
    if mark.form == "fade":
        start, end = fade_ends(scene, mark)
        pieces = [(left + start + min(a, b), abs(b - a), o) for a, b, o in fade_pieces(end - start, mark.beyond != "")]
        return [DrawnBox(a, top, wide, high, fill=look.fill, opacity=o, name="Fading") for a, wide, o in pieces]
    x0, x1 = (left + end for end in extent(scene, mark))
    x1 = max(x1, x0 + 3)
    if mark.beyond and look.fill == "page":
        return [_open_box(x0, x1, (top, top + high), mark, look)]
    if mark.beyond:
        pieces = [(a, b - a, o) for a, b, o in bar_pieces(x0, x1, high, mark.beyond)]
        return [DrawnBox(a, top, wide, high, fill=look.fill, opacity=o, name="Duration") for a, wide, o in pieces]
    box = DrawnBox(x0, top, x1 - x0, high, look.fill, look.stroke, look.width, dash=look.dash, name="Duration")
    return [box]


def _open_box(x0: float, x1: float, ys: tuple[float, float], mark: Mark, look: ExtentLook) -> Stroke:
    top, bottom = ys
    if mark.beyond == "both":
        lines = tuple(((x0, y), (x1, y)) for y in ys)
        return Stroke(lines, look.stroke, look.width, look.dash, name="Duration")
    way, shut = (x0, x1) if mark.beyond == "start" else (x1, x0)
    line = ((way, top), (shut, top), (shut, bottom), (way, bottom))
    return Stroke((line,), look.stroke, look.width, look.dash, name="Duration")


def whisker_drawn(scene: TimelineScene, mark: Mark, left: float, y: float, look: ExtentLook) -> Stroke:
    """Some time in which something happened."""
    cap, (x0, x1) = scene.sizes.cap, (left + end for end in extent(scene, mark))
    x0, x1 = x0 + 0.5, x1 - 0.5
    lines = [((a, y), (b, y)) for a, b in whisker_lines(x0, x1, cap, mark.beyond)]
    caps = [x for x, end in ((x0, "start"), (x1, "end")) if mark.beyond not in (end, "both")]
    lines += [((x, y - cap), (x, y + cap)) for x in caps]
    return Stroke(tuple(lines), look.stroke, look.width, look.dash, name="Some time in here")
