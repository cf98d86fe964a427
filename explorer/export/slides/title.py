"""A landscape in; what stands below the title of a deck's first page out: what it is about, keys to the pictures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from explorer.draw.palette import lane_look
from explorer.draw.primitives import (
    LEADING,
    SLACK,
    DrawnBox,
    DrawnGroup,
    DrawnProse,
    DrawnText,
    DrawnThing,
    Paragraph,
    Run,
    Sign,
    cut_off,
    line_of,
    set_in_lines,
)
from explorer.draw.shapes import actor_keys, event_keys
from explorer.draw.text_metrics import shortened, text_width
from explorer.export.slides.frame import LABEL, SUBTITLE, Frame
from explorer.landscape import Landscape

_BEFORE = 0.7
"""Room above a paragraph, in type sizes."""


def title_prose(landscape: Landscape, said: str, frame: Frame, top: float, bottom: float) -> DrawnProse:
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
    return DrawnProse(frame.left, top, width, size, paragraphs, name="What this is")


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


def lane_keys(frame: Frame, landscape: Landscape, y: float) -> list[DrawnThing]:
    """One key a lane, in a row, as many as fit."""
    size = frame.px(LABEL)
    keys: list[tuple[str, str, str, tuple[DrawnBox | Sign, ...]]] = []
    for lane in landscape.lanes:
        look = lane_look(landscape.lanes, lane.id)
        key = DrawnBox(0, y - 0.75 * size, 6.4, size * 0.8, fill=f"lane-{look}", name="Key")
        keys.append((f"Lane: {lane.label}", shortened(lane.label, frame.inside - 18, size, True), look, (key,)))
    return _keys_in_a_row(frame, y, keys, 18, bold=True)


def kind_keys(frame: Frame, landscape: Landscape, y: float) -> list[DrawnThing]:
    """The shapes of the kinds of events and of actors that there are, in a row, as many as fit."""
    size = frame.px(LABEL)
    middle, radius = y - 0.35 * size, 0.32 * size
    keys: list[tuple[str, str, str, tuple[DrawnBox | Sign, ...]]] = []
    for look in event_keys(landscape):
        fill, width = ("", 4.0) if look.shape == "cross" else ("ink-2", 1.0)
        sign = Sign(look.shape, 1.2 * radius, middle, radius, fill, "ink-2", width, name="Key")
        keys.append((f"Shape: {look.word}", look.word, "", (sign,)))
    for actor in actor_keys(landscape):
        high = 0.62 * size
        box = DrawnBox(0, middle - high / 2, 1.1 * size, high, "raised", "ink-2", 1.6, name="Key")
        box = replace(box, radius=min(high / 2, actor.corner))
        behind = (replace(box, x=3, y=box.y - 3),) if actor.many else ()
        keys.append((f"Shape: {actor.word}", actor.word, "", (*behind, box)))
    return _keys_in_a_row(frame, y, keys, 1.45 * size)


def _keys_in_a_row(
    frame: Frame,
    y: float,
    keys: Sequence[tuple[str, str, str, tuple[DrawnBox | Sign, ...]]],
    gap: float,
    bold: bool = False,
) -> list[DrawnThing]:
    """Signs with their words from left to right, each `gap` px before its words; those beyond the edge are left out."""
    size = frame.px(LABEL)
    found: list[DrawnThing] = []
    x = frame.left
    for id, words, look, signs in keys:
        wide = gap + text_width(words, size, bold)
        if x + wide > frame.right:
            break
        line = line_of(words, size, f"text-{look}" if look else "ink-2", bold)
        name = DrawnText(x + gap, y, (line,), name="Words of a key")
        found.append(DrawnGroup(f"key-{id}", id, "", (*(replace(sign, x=sign.x + x) for sign in signs), name)))
        x += wide + 40
    return found
