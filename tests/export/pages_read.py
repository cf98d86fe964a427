"""What stands on a page, read back from what is drawn: its words, its numbers, what its foot names, and its faults."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from explorer.draw.primitives import (
    LEADING,
    Bounds,
    Connector,
    DrawnBox,
    DrawnGroup,
    DrawnProse,
    DrawnText,
    Page,
)


def parts_of(page: Page) -> Iterator[object]:
    for item in (page.heading, *page.items):
        yield from item.parts if isinstance(item, DrawnGroup) else (item,)


def texts(page: Page) -> Iterator[tuple[str, Bounds]]:
    """Words and where they stand; of running text line by line."""
    for part in parts_of(page):
        if isinstance(part, DrawnText):
            yield part.text, part.bounds
        elif isinstance(part, DrawnBox) and part.inside:
            yield part.words.text, part.words.bounds
        elif isinstance(part, DrawnProse):
            for paragraph, baseline in part.placed():
                for place, line in enumerate(paragraph.lines):
                    top = baseline + place * LEADING * part.size - 0.905 * part.size
                    left = part.x + paragraph.indent
                    wide = sum(run.width for run in line)
                    yield "".join(run.text for run in line), (left, top, left + wide, top + LEADING * part.size)


def faults(page: Page) -> list[str]:
    """Words on words, and what leaves the page."""
    found = []
    for (words, one), (others, other) in combinations(list(texts(page)), 2):
        if one[0] < other[2] - 1 and other[0] < one[2] - 1 and one[1] < other[3] - 1 and other[1] < one[3] - 1:
            found.append(f"{words!r} on {others!r}")
    for item in page.items:
        if isinstance(item, Connector | DrawnGroup | DrawnBox | DrawnText | DrawnProse):
            left, top, right, bottom = item.bounds
            if left < 0 or top < 0 or right > page.width or bottom > page.height:
                found.append(f"{item.name} leaves the page: {item.bounds}")
    return found


def numbers_in(text: str) -> set[int]:
    """The numbers in brackets, ranges written out."""
    return {n for inside in re.findall(r"\[(\d[\d–,]*)\]", text) for n in written_out(inside)}


def written_out(ranges: str) -> set[int]:
    found: set[int] = set()
    for part in ranges.split(","):
        first, _, last = part.partition("–")
        found |= set(range(int(first), int(last or first) + 1))
    return found


def named_at_foot(page: Page) -> set[int]:
    """The numbers of the sources that its foot names."""
    feet = [part for part in parts_of(page) if isinstance(part, DrawnText) and part.name == "Sources"]
    return {
        n for foot in feet for line in foot.lines for run in line if run.bold for n in written_out(run.text.strip())
    }


def counted_at_foot(page: Page) -> int:
    """How many more sources its foot counts."""
    feet = [part.text for part in parts_of(page) if isinstance(part, DrawnText) and part.name == "Sources"]
    return sum(int(n) for text in feet for n in re.findall(r"\+(\d+) more", text))


def cited_on(page: Page) -> set[int]:
    """The numbers that stand on it beside words."""
    return {n for text, _ in texts(page) for n in numbers_in(text)}
