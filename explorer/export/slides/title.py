"""A landscape in; what stands on the first page of a deck below its title: what it is about, and its lanes as a key."""

from __future__ import annotations

from collections.abc import Sequence

from explorer.draw.palette import lane_look
from explorer.draw.primitives import (
    LEADING,
    SLACK,
    Box,
    Drawn,
    Group,
    Paragraph,
    Prose,
    Run,
    Text,
    cut_off,
    line_of,
    set_in_lines,
)
from explorer.draw.text_metrics import shortened, text_width
from explorer.export.slides.frame import LABEL, SUBTITLE, Frame
from explorer.model import Landscape

_BEFORE = 0.7
"""Room above a paragraph, in type sizes."""


def title_prose(landscape: Landscape, said: str, frame: Frame, top: float, bottom: float) -> Prose:
    """What it is about, what is selected, its licence: as many lines of each as fit between `top` and `bottom`."""
    size = frame.px(SUBTITLE)
    width = min(frame.inside, 46 * size)
    told = [
        (set_in_lines((Run(text, size, token),), width), most)
        for text, token, most in (
            (landscape.summary, "ink-2", 5),
            (said, "muted", 3),
            (f"Licence of the data: {landscape.licence}" if landscape.licence else "", "muted", 1),
        )
        if text
    ]
    room = (bottom - top - (len(told) * _BEFORE + SLACK) * size) / (LEADING * size)
    dealt = _dealt([min(most, len(lines)) for lines, most in told], int(room))
    paragraphs = tuple(
        Paragraph(cut_off(lines, most, width), before=_BEFORE * size)
        for (lines, _), most in zip(told, dealt, strict=True)
        if most
    )
    return Prose(frame.left, top, width, size, paragraphs, name="What this is")


def _dealt(wanted: Sequence[int], room: int) -> list[int]:
    """Lines for each of some paragraphs: as many as it wants, or the longest give way until all have room.

    >>> _dealt([5, 3, 1], 6), _dealt([5, 3, 1], 2)
    ([2, 3, 1], [1, 1, 0])
    """
    given = list(wanted)
    while sum(given) > max(0, room):
        longest = max(given)
        last = len(given) - 1 - given[::-1].index(longest)
        given[last if longest == 1 else given.index(longest)] -= 1
    return given


def lane_keys(frame: Frame, landscape: Landscape, y: float) -> list[Drawn]:
    """One key a lane, in a row, as many as fit."""
    size = frame.px(LABEL)
    keys: list[Drawn] = []
    x = frame.left
    for lane in landscape.lanes:
        look = lane_look(landscape.lanes, lane.id)
        label = shortened(lane.label, frame.inside - 18, size, bold=True)
        wide = 18 + text_width(label, size, bold=True)
        if x + wide > frame.right:
            break
        key = Box(x, y - 0.75 * size, 6.4, size * 0.8, fill=f"lane-{look}", name="Key")
        name = Text(x + 18, y, (line_of(label, size, f"text-{look}", bold=True),), name="Lane name")
        keys.append(Group(f"lane-{lane.id}", f"Lane: {lane.label}", "", (key, name)))
        x += wide + 40
    return keys
