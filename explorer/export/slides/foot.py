"""What is said below a picture, from the page's lower edge upwards: remark and link, its sources, its key.

The sources whose numbers stand on the page are named where it stands, each with its publisher and date; then as many
of the others as have room; what has none is counted.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from explorer.draw.primitives import ASCENT, LEADING, DrawnText, DrawnThing, Line, Page, Run, Stroke, line_of
from explorer.draw.text_metrics import shortened, text_width, wrapped
from explorer.edtf import words
from explorer.export.slides.footnotes import Numbers, line_of_evidence, ranges
from explorer.export.slides.frame import SMALL, Frame
from explorer.export.slides.keys import Key, key_rows
from explorer.model import Source

SHARE = 0.2
"""How much of the room on a page its sources may take."""

UNNAMED_ROWS = 2
"""So many rows are filled with sources whose numbers do not stand on the page."""

_GAP = "   "
"""Between two sources."""

_NUMBER_ROOM = 2.6
"""Room for the page's number, in type sizes."""


@dataclass(frozen=True)
class Below:
    """What is to be said below a picture. Sources are in the order of their numbers."""

    named: tuple[Source, ...] = ()  # those whose numbers stand in the picture
    others: tuple[Source, ...] = ()  # what else it rests on
    keys: tuple[Key, ...] = ()
    remark: str = ""
    elsewhere: str = ""  # where all sources are, such as "at the end"
    link: tuple[str, str] = ("", "")  # as it is printed, and as an address


@dataclass(frozen=True)
class Foot:
    """What stands below a picture, and how much room it needs above the page's lower edge."""

    top: float
    unlisted: int  # sources whose numbers stand in the picture, and that have no room here
    draw: Callable[[], tuple[DrawnThing, ...]]  # mostly a foot is only asked how high it is

    @cached_property
    def items(self) -> tuple[DrawnThing, ...]:
        return self.draw()


def foot(frame: Frame, below: Below, numbered: Numbers) -> Foot:
    """The foot of a page; its top is as high as it gets with any numbers of as many digits."""
    size = frame.px(SMALL)
    leading = size * LEADING
    items, lowest = _last_line(frame, below, size)
    lines, listed = _source_lines(frame, below, numbered, size)
    sources = lowest - (len(lines) * leading + 0.3 * size if lines else 0)
    keys = key_rows(below.keys, frame.inside, size)
    first = sources - (keys.height + 0.2 * size if keys.rows else 0)
    top = first - 12

    def drawn() -> tuple[DrawnThing, ...]:
        rule = Stroke((((frame.left, top), (frame.right, top)),), "rule", name="Rule")
        named = [DrawnText(frame.left, sources + ASCENT * size, tuple(lines), name="Sources")] if lines else []
        return (rule, *(keys.drawn(frame.left, first) if keys.rows else ()), *named, *items)

    return Foot(top - 6, max(0, len(below.named) - listed), drawn)


def with_number(page: Page, frame: Frame, number: int) -> Page:
    """The page with its number in its lower right corner."""
    size = frame.px(SMALL)
    baseline = frame.lowest - size * LEADING * (1 - ASCENT / LEADING)
    line = line_of(str(number), size, "muted")
    return replace(page, items=(*page.items, DrawnText(frame.right, baseline, (line,), "end", name="Slide number")))


def is_number(item: DrawnThing) -> bool:
    """Whether a thing is a page's number, which a picture without pages does without."""
    return isinstance(item, DrawnText) and item.name == "Slide number"


def _last_line(frame: Frame, below: Below, size: float) -> tuple[list[DrawnThing], float]:
    """The remark at the left; the link at the right, or below it where both are long."""
    leading = size * LEADING
    right = frame.right - _NUMBER_ROOM * size
    said, address = below.link
    said = shortened(said, right - frame.left, size)
    wide = text_width(said, size)
    aside = wide <= frame.inside * 0.42 or text_width(below.remark, size) + 40 + wide <= right - frame.left
    room = right - frame.left - (wide + 40 if aside else 0)
    lines = tuple(line_of(line, size, "muted") for line in wrapped(below.remark, room, size)) if below.remark else ()
    high = max(len(lines), 1) if aside else len(lines) + 1
    top = frame.lowest - high * leading
    items: list[DrawnThing] = []
    if lines:
        items.append(DrawnText(frame.left, top + ASCENT * size, lines, name="Remark"))
    if said:
        linked: Line = (Run(said, size, "muted", link=address),)
        items.append(DrawnText(right, frame.lowest - leading + ASCENT * size, (linked,), "end", name="Link"))
    return items, top


def _source_lines(frame: Frame, below: Below, numbered: Numbers, size: float) -> tuple[list[Line], int]:
    """As many sources as have room, those that are named on the page first; and how many these are."""
    every = [*below.named, *(source for source in below.others if source not in below.named)]
    if not every:
        return [], 0
    most = max(2, int(SHARE * (frame.lowest - frame.top) / (size * LEADING)))

    def lines(count: int) -> list[Line]:
        chosen = {source.id for source in every[:count]}
        held = [source for source in numbered.sources if source.id in chosen]
        left = len(every) - count
        more = f"+{left} more {below.elsewhere}" if left else ""
        return _flowing(_entries(held, numbered, size, frame.inside), more, size, frame.inside)

    named = len(below.named)
    rows = min(most, max(UNNAMED_ROWS, len(lines(named))))
    whole = lines(len(every))
    if len(whole) <= rows:
        return whole, len(every)
    least, top = 0, len(every) - 1
    while least < top:
        middle = (least + top + 1) // 2
        if len(lines(middle)) <= rows:
            least = middle
        else:
            top = middle - 1
    return lines(least), least


def _entries(sources: Sequence[Source], numbered: Numbers, size: float, width: float) -> list[Line]:
    """Numbers, publishers and date of each line of evidence."""
    lines: dict[str, list[Source]] = {}
    for source in sources:
        lines.setdefault(line_of_evidence(source), []).append(source)
    found: list[Line] = []
    for some in lines.values():
        key = size, width, tuple([source.id for source in some])
        if key not in numbered.entries:
            numbered.entries[key] = _entry(some, numbered, size, width)
        found.append(numbered.entries[key])
    return found


def _entry(some: Sequence[Source], numbered: Numbers, size: float, width: float) -> Line:
    """Numbers, publishers and date of one line of evidence."""
    number = Run(ranges([numbered.order[source.id] for source in some]) + " ", size, "ink", bold=True)
    said = " / ".join(dict.fromkeys(source.publisher for source in some))
    dates = dict.fromkeys(words(source.published) for source in some if source.published)
    said += f", {' / '.join(dates)}" if dates else ""
    said += " (one text)" if len(some) > 1 else ""
    link = some[0].url if len(some) == 1 else ""
    return number, Run(shortened(said, width - number.width, size), size, "ink-2", link=link)


def _flowing(entries: Sequence[Line], more: str, size: float, width: float) -> list[Line]:
    """Sources one after the other, none broken; at last how many there are besides."""
    gap = Run(_GAP, size, "muted")
    lines: list[Line] = [(Run("Sources ", size, "muted"),)]
    used = sum([run.width for run in lines[-1]])
    for entry in (*entries, *(((Run(more, size, "muted"),),) if more else ())):
        widths = [run.width for run in entry]
        longer = sum(widths, used + gap.width)
        if longer <= width:
            lines[-1] = (*lines[-1], gap, *entry)
            used = longer
        else:
            lines.append(entry)
            used = sum(widths)
    return lines
