"""Characters that no font has in; the sentence and the page that say so out: none becomes a box in silence.

A PDF and a PNG carry their type; a PowerPoint file and an SVG are set in the fonts of whoever opens them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from html import unescape

from explorer.draw.primitives import SLACK, DrawnProse, Page, Paragraph, line_of, prose_height
from explorer.draw.text_metrics import wrapped
from explorer.export.slides.frame import SMALL, Frame, heading, subtitle

CARRY_TYPE = frozenset({"pdf", "png"})
"""The formats that are set in fonts of the program's own."""

_MAX_SAID = 4
_NOT_SET = re.compile(r"<(title|desc|metadata)\b[^>]*>.*?</\1>|<[^>]*>", re.DOTALL)


def unset_words(unset: Sequence[str]) -> str:
    """What cannot be set, in a sentence; empty where there is nothing."""
    if not unset:
        return ""
    more = f" and {len(unset) - _MAX_SAID} more" if len(unset) > _MAX_SAID else ""
    many = "1 character has" if len(unset) == 1 else f"{len(unset)} characters have"
    named = ", ".join(map(_named, unset[:_MAX_SAID]))
    return f"{many} no sign in the fonts at hand and will stand as \ufffd: {named}{more}."


def unset_page(unset: Sequence[str], frame: Frame, strip: bool) -> Page:
    """The page that lists them; as a strip only as high as the list is."""
    title = "Not set for want of a sign"
    head = heading(frame, title)
    under = subtitle(frame, unset_words(unset), head)
    size, top = frame.px(SMALL), under.bounds[3] + 18
    most = max(1, int((frame.lowest - top - SLACK * size) / (1.15 * size)))
    lines = [line for char in unset for line in wrapped(_named(char), frame.inside, size, most=1)]
    lines = lines if len(lines) <= most else [*lines[: most - 1], f"… and {len(lines) - most + 1} more"]
    paragraphs = tuple(Paragraph((line_of(line, size),)) for line in lines)
    prose = DrawnProse(frame.left, top, frame.inside, size, paragraphs, name=title)
    high = top + prose_height(paragraphs, size) + frame.margin if strip else frame.height
    said = "\n".join([title, *map(_named, unset)])
    return Page(frame.width, high, title, head, (under, prose), said, "sources", f"{title}.")


def svg_words(svg: str) -> str:
    """The text that is set in a picture."""
    return unescape(_NOT_SET.sub(" ", svg))


def _named(char: str) -> str:
    return f"U+{ord(char):04X} {unicodedata.name(char, 'without a name').lower()}"
