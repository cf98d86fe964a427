"""Options in; a page's size, margins and type sizes out, and what stands above every picture: title and subtitle."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import quote

from explorer.draw.primitives import ASCENT, DrawnText, line_of
from explorer.draw.text_metrics import text_width, wrapped
from explorer.export.options import SMALLEST_TYPE, Options, Size
from explorer.landscape import Landscape
from explorer.query.selection import Selection, to_query

MIN_TYPE = 24.0
"""px: a title in a template's own place is set no smaller."""

MAX_TITLE_LINES, MAX_NOTE_LINES, MAX_SAID_LINES = 2, 4, 4

PX_A_POINT = 2.0
"""A page has 144 px to the inch."""

PAGES: dict[Size, tuple[int, int]] = {  # px, 144 to the inch
    "16:9": (1920, 1080),
    "4:3": (1440, 1080),
    "square": (1080, 1080),
    "a4": (1684, 1191),
    "a3": (2381, 1684),
    "poster": (4768, 3368),  # A1
}
TITLE, SUBTITLE, LABEL, SMALL = 46.0, 28.0, 25.0, 24.0
"""Type sizes in px where the smallest is 12 points."""
_SMALLER, _LEAST_SCALE = 0.85, 0.5
"""How much smaller type is tried next, and the scale at which all of it is as small as may be."""

_SHRINK = 0.72
"""A title is set this much smaller at least before it is broken in two."""


@dataclass(frozen=True)
class Frame:
    """The paper and the type of one page."""

    width: float
    height: float
    scale: float = 1.0  # of all type
    top: float = 0.0  # where a heading begins, or below a template's title: where the picture begins
    sides: tuple[float, float] = (0.0, 0.0)  # left and right edge of what is drawn; both 0 = usual margins
    bottom: float = 0.0  # lower edge of what is drawn; 0 = usual
    titled: bool = True  # False: a template's own title stands above `top`
    smallest: float = 24.0  # px: no type is set smaller, whatever the scale
    face: float = 1.0  # how much wider than Arial the type is that words are set in

    @property
    def margin(self) -> float:
        return max(48.0, round(self.width * 0.0375))

    @property
    def left(self) -> float:
        return self.sides[0] or self.margin

    @property
    def right(self) -> float:
        return self.sides[1] or self.width - self.margin

    @property
    def inside(self) -> float:
        return self.right - self.left

    @property
    def lowest(self) -> float:
        return self.bottom or self.height - 34

    def px(self, size: float) -> float:
        """A type size as it is laid out, as much larger or smaller as the page's smallest is: as wide in Arial as the
        type that is meant is in its own face."""
        return self.face * max(self.smallest, round((size + self.smallest - SMALL) * self.scale, 1))

    @property
    def least(self) -> float:
        """The smallest type as it is laid out."""
        return self.face * self.smallest


def smaller(frame: Frame) -> Frame | None:
    """The page with its type somewhat smaller, for what has no room on it; None where all is as small as may be."""
    scale = max(_LEAST_SCALE, _SMALLER * frame.scale)
    return replace(frame, scale=scale) if scale < frame.scale else None


@dataclass(frozen=True)
class Frames:
    """The paper of each kind of page; a template may give them different room."""

    title: Frame
    inner: Frame


def frame_of(options: Options) -> Frame:
    width, height = PAGES[options.size]
    return Frame(width, height, options.text_scale, smallest=smallest_type(options))


def smallest_type(options: Options) -> float:
    """px of the smallest type, for where a page is read."""
    return PX_A_POINT * SMALLEST_TYPE[options.reading]


def heading(frame: Frame, title: str, part: str = "") -> DrawnText:
    """The title in one line, or in two where it is long; cut short where it is longer, but for its last `part`."""
    size = frame.px(TITLE)
    room = 0.98 * frame.inside  # a program that wraps for itself measures a little differently
    fitting = size * room / max(1.0, text_width(title + part, size, bold=True))
    size = max(frame.least, min(size, fitting * 0.999) if fitting >= size * _SHRINK else size * _SHRINK)
    lines = [title + part] if text_width(title + part, size, bold=True) <= room else []
    kept = title
    while not lines or (len(lines) > MAX_TITLE_LINES and kept):
        said = kept if kept == title else f"{kept.rstrip(' ,;:')} …"
        lines = wrapped(said + part, room, size, bold=True)
        kept = kept[: min(len(kept) - 1, kept.rstrip().rfind(" "))] if " " in kept.strip() else kept[: len(kept) // 2]
    top = frame.margin * 0.62 if frame.titled else frame.top
    set_lines = tuple(line_of(line, size, bold=True) for line in lines)
    return DrawnText(frame.left, top + ASCENT * size, set_lines, name="Title")


def subtitle(frame: Frame, words: str, below: DrawnText, note: str = "") -> DrawnText:
    """What is shown, below the title; before it what the reader wants said."""
    size = frame.px(SUBTITLE)
    top = below.bounds[3] + 6 if frame.titled else frame.top
    said = [line_of(line, size) for line in wrapped(note, frame.inside, size, most=MAX_NOTE_LINES)] if note else []
    said += [line_of(line, size, "ink-2") for line in wrapped(words, frame.inside, size, most=MAX_SAID_LINES)]
    return DrawnText(frame.left, top + ASCENT * size, tuple(said), name="Subtitle")


def link_of(landscape: Landscape, selection: Selection, options: Options) -> tuple[str, str]:
    """Where the view is found again: as it is printed, and as an address (empty where none is known)."""
    query = to_query(selection)
    if options.link:
        address = options.link + (f"?{query}" if query else "")
        return address, address if address.startswith(("http://", "https://")) else ""
    return "Policy Landscape Explorer · " + quote(landscape.id, safe="") + (f"?{query}" if query else ""), ""
