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
    DrawnThing,
    Page,
    Paragraph,
    Run,
    line_of,
)
from explorer.draw.set_lines import cut_off, set_in_lines
from explorer.draw.text_metrics import wrapped
from explorer.export.slides.foot import Below, foot
from explorer.export.slides.frame import LABEL, SUBTITLE, TITLE, Frame, smaller
from explorer.export.slides.keys import key_rows, kind_keys, lane_keys
from explorer.export.slides.notes import speaker_notes
from explorer.export.slides.placed import PageMaker
from explorer.landscape import Landscape

_BEFORE = 0.7
"""Room above a paragraph, in type sizes."""

_HIGH = (0.2, 0.06)
"""Where the title begins, as a share of the page's height, the first that leaves room for all."""

_SMALLER = 0.92
"""So much smaller is type tried next that has no room for all."""


def title_page(desk: PageMaker) -> Page:
    """The title, what it is about, what is selected, as of when; the landscape's lanes and shapes.

    Where all of it has not the room, it begins higher, then is set smaller, though never smaller than is legible; then
    keys are left out, which stand below every picture.
    """
    frames = [desk.frames.title]
    while other := smaller(frames[-1]):
        frames.append(other)
    ways = [(frame, high, 2) for frame in frames for high in _HIGH]
    for frame, high, keys in (*ways, (frames[-1], _HIGH[-1], 1), (frames[-1], _HIGH[-1], 0)):
        page, is_whole = _title_page(desk, frame, high, keys)
        if is_whole:
            break
    return page


def _title_page(desk: PageMaker, frame: Frame, high: float, most: int) -> tuple[Page, bool]:
    """The page with its title so far down and so many rows of keys, and whether nothing on it is cut short or lies on
    something else."""
    landscape = desk.landscape
    called = desk.part.title
    size = max(frame.least, frame.px(TITLE) * 1.35)
    lines = wrapped(called, frame.inside, size, bold=True, most=4)
    top = max(frame.height * high, frame.top)
    title = DrawnText(
        frame.left, top + ASCENT * size, tuple(line_of(line, size, bold=True) for line in lines), name="Title"
    )
    at = title.bounds[3] + 24 if frame.titled else frame.top
    below = foot(frame, Below(link=desk.link), desk.stand_in)
    upper, keys = below.top - 14, list[DrawnThing]()
    for row in reversed([lane_keys(landscape), kind_keys(landscape)][:most]):
        rows = key_rows(row, frame.inside, frame.px(LABEL))
        upper -= rows.height
        keys = [*rows.drawn(frame.left, upper), *keys]
    said = [landscape.title] if called != landscape.title else []
    prose, whole = title_prose(
        landscape, [*said, desk.part.note, landscape.summary], desk.said, frame, (at, upper - 10)
    )
    rule = [DrawnBox(frame.left, top - 0.45 * size, frame.inside, 3, fill="ink", name="Rule")] if frame.titled else []
    notes = speaker_notes(desk.part, [*said, *filter(None, [desk.part.note]), landscape.summary], "")
    items = (*rule, *([prose] if prose.paragraphs else []), *keys, *below.items)
    description = f"{called}. {desk.said}"
    page = Page(frame.width, frame.height, called, title, items, notes, "title", description)
    is_whole = whole and not lines[-1].endswith("…") and (not prose.paragraphs or prose.bounds[3] <= upper)
    return replace(page, record="\n".join([*desk.part.head(), "", landscape.summary])), is_whole


def title_prose(
    landscape: Landscape, about: Sequence[str], said: str, frame: Frame, room: tuple[float, float]
) -> tuple[DrawnProse, bool]:
    """What it is about, what is selected, its licence, whole in type as large as there is room for between the top and
    the bottom; at the smallest as many lines of each as fit; and whether it is whole."""
    top, bottom = room
    told = [
        *((text, "ink-2") for text in about if text),
        (said, "muted"),
        *([(f"Licence of the data: {landscape.licence}", "muted")] if landscape.licence else []),
    ]
    size = frame.px(SUBTITLE)
    while True:
        width = min(frame.inside, 46 * size)
        held = [set_in_lines((Run(text, size, token),), width) for text, token in told]
        lines_free = (bottom - top - (len(told) * _BEFORE + SLACK) * size) / (LEADING * size)
        wanted = [len(lines) for lines in held]
        dealt = _dealt(wanted, int(lines_free))
        if dealt == wanted or size <= frame.least:
            break
        size = max(frame.least, _SMALLER * size)
    paragraphs = tuple(
        Paragraph(cut_off(lines, most, width), before=_BEFORE * size)
        for lines, most in zip(held, dealt, strict=True)
        if most
    )
    return DrawnProse(frame.left, top, width, size, paragraphs, name="What this is"), dealt == wanted


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
