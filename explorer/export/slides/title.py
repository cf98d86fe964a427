"""A landscape in; a deck's first page out: what it is about, what is shown of it, keys to the pictures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from explorer.draw.primitives import (
    ASCENT,
    LEADING,
    SLACK,
    DrawnBox,
    DrawnProse,
    DrawnText,
    Page,
    Paragraph,
    Run,
    cut_off,
    line_of,
    set_in_lines,
)
from explorer.draw.text_metrics import wrapped
from explorer.export.slides.foot import Below, foot
from explorer.export.slides.frame import LABEL, SUBTITLE, TITLE, Frame
from explorer.export.slides.keys import key_rows, kind_keys, lane_keys
from explorer.export.slides.notes import speaker_notes
from explorer.export.slides.placed import PageMaker
from explorer.landscape import Landscape

_BEFORE = 0.7
"""Room above a paragraph, in type sizes."""


def title_page(desk: PageMaker) -> Page:
    """The title, what it is about, what is selected, as of when; the landscape's lanes and shapes."""
    frame, landscape = desk.frames.title, desk.landscape
    called = desk.part.title
    size = max(frame.least, frame.px(TITLE) * 1.35)
    lines = wrapped(called, frame.inside, size, bold=True, most=3)
    top = max(frame.height * 0.2, frame.top)
    title = DrawnText(
        frame.left, top + ASCENT * size, tuple(line_of(line, size, bold=True) for line in lines), name="Title"
    )
    at = title.bounds[3] + 24 if frame.titled else frame.top
    below = foot(frame, Below(link=desk.link), desk.stand_in)
    rows = [key_rows(keys, frame.inside, frame.px(LABEL)) for keys in (lane_keys(landscape), kind_keys(landscape))]
    shapes = below.top - 14 - rows[1].height
    lanes = shapes - rows[0].height
    keys = [*rows[0].drawn(frame.left, lanes), *rows[1].drawn(frame.left, shapes)]
    said = [landscape.title] if called != landscape.title else []
    prose = title_prose(landscape, [*said, desk.part.note, landscape.summary], desk.said, frame, (at, lanes - 10))
    rule = [DrawnBox(frame.left, top - 0.45 * size, frame.inside, 3, fill="ink", name="Rule")] if frame.titled else []
    notes = speaker_notes(desk.part, [*said, *filter(None, [desk.part.note]), landscape.summary], "")
    items = (*rule, prose, *keys, *below.items)
    description = f"{called}. {desk.said}"
    page = Page(frame.width, frame.height, called, title, items, notes, "title", description)
    return replace(page, record="\n".join([*desk.part.head(), "", landscape.summary]))


def title_prose(
    landscape: Landscape, about: Sequence[str], said: str, frame: Frame, room: tuple[float, float]
) -> DrawnProse:
    """What it is about, what is selected, its licence: as many lines of each as fit between the top and the bottom."""
    top, bottom = room
    size = frame.px(SUBTITLE)
    width = min(frame.inside, 46 * size)
    told = [
        (set_in_lines((Run(text, size, token),), width), most)
        for text, token, most in (
            *((text, "ink-2", 5) for text in about),
            (said, "muted", 3),
            (f"Licence of the data: {landscape.licence}" if landscape.licence else "", "muted", 1),
        )
        if text
    ]
    lines_free = (bottom - top - (len(told) * _BEFORE + SLACK) * size) / (LEADING * size)
    dealt = _dealt([min(most, len(lines)) for lines, most in told], int(lines_free))
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
