"""Options in; a page's size, margins and type sizes out, and what stands around every picture: heading and foot."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from explorer.draw.primitives import ASCENT, LEADING, DrawnText, DrawnThing, Line, Run, Stroke, line_of
from explorer.draw.text_metrics import shortened, text_width, wrapped
from explorer.export.options import Options, Size
from explorer.landscape import Landscape
from explorer.query.selection import Selection, to_query

MIN_TYPE = 24.0
"""px: 12 points. Nothing on a page is set smaller, whatever the text scale."""

PAGES: dict[Size, tuple[int, int]] = {  # px, 144 to the inch
    "16:9": (1920, 1080),
    "4:3": (1440, 1080),
    "square": (1080, 1080),
    "a4": (1684, 1191),
}
TITLE, SUBTITLE, LABEL, SMALL = 46.0, 28.0, 25.0, 24.0
"""Type sizes in px at a text scale of 1."""
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
        """A type size as it is laid out: as wide in Arial as the type that is meant is in its own face."""
        return self.face * max(MIN_TYPE, round(size * self.scale, 1))


@dataclass(frozen=True)
class Frames:
    """The paper of each kind of page; a template may give them different room."""

    title: Frame
    inner: Frame


def frame_of(options: Options) -> Frame:
    width, height = PAGES[options.size]
    return Frame(width, height, options.text_scale)


def heading(frame: Frame, title: str) -> DrawnText:
    """The title in one line, or in two where it is long; cut short where it is longer still."""
    size = frame.px(TITLE)
    room = 0.98 * frame.inside  # a program that wraps for itself measures a little differently
    fitting = size * room / max(1.0, text_width(title, size, bold=True))
    size = max(MIN_TYPE, min(size, fitting * 0.999) if fitting >= size * _SHRINK else size * _SHRINK)
    lines = [title] if text_width(title, size, bold=True) <= room else []
    lines = lines or [shortened(line, room, size, True) for line in wrapped(title, room, size, True, 2)]
    top = frame.margin * 0.62 if frame.titled else frame.top
    set_lines = tuple(line_of(line, size, bold=True) for line in lines)
    return DrawnText(frame.left, top + ASCENT * size, set_lines, name="Title")


def subtitle(frame: Frame, words: str, below: DrawnText) -> DrawnText:
    size = frame.px(SUBTITLE)
    top = below.bounds[3] + 6 if frame.titled else frame.top
    set_lines = tuple(line_of(line, size, "ink-2") for line in wrapped(words, frame.inside, size, most=2))
    return DrawnText(frame.left, top + ASCENT * size, set_lines, name="Subtitle")


def link_of(landscape: Landscape, selection: Selection, options: Options) -> tuple[str, str]:
    """Where the view is found again: as it is printed, and as an address (empty where none is known)."""
    query = to_query(selection)
    if options.link:
        address = options.link + (f"?{query}" if query else "")
        return address, address if address.startswith(("http://", "https://")) else ""
    return "Policy Landscape Explorer · " + quote(landscape.id, safe="") + (f"?{query}" if query else ""), ""


@dataclass(frozen=True)
class Foot:
    """What stands below a picture, and how much room it needs above the page's lower edge."""

    items: tuple[DrawnThing, ...]
    top: float


def foot(frame: Frame, notes: list[Line], remark: str, link: tuple[str, str]) -> Foot:
    """Footnotes (each one line, dealt into columns), a remark and the link, from the lower edge upwards."""
    size = frame.px(SMALL)
    leading = size * LEADING
    said, address = link
    said = shortened(said, frame.inside, size)
    linked: Line = (Run(said, size, "muted", link=address),)
    wide = text_width(said, size)
    aside = wide <= frame.inside * 0.42
    room = frame.inside - wide - 40 if aside else frame.inside
    lines = tuple(line_of(line, size, "muted") for line in wrapped(remark, room, size)) if remark else ()
    high = max(len(lines), 1) if aside else len(lines) + 1
    top = frame.lowest - high * leading
    items: list[DrawnThing] = []
    if lines:
        items.append(DrawnText(frame.left, top + ASCENT * size, lines, name="Remark"))
    items.append(DrawnText(frame.right, frame.lowest - leading * (1 - ASCENT / LEADING), (linked,), "end", name="Link"))
    if notes:
        columns = 3 if frame.inside > 60 * size else 2
        rows = -(-len(notes) // columns)
        top -= rows * leading + 10
        wide = (frame.inside - (columns - 1) * 30) / columns
        parts = [notes[place : place + rows] for place in range(0, len(notes), rows)]
        items = [
            *(
                DrawnText(
                    frame.left + place * (wide + 30), top + ASCENT * size, tuple(part), name=f"Sources {place + 1}"
                )
                for place, part in enumerate(parts)
            ),
            *items,
        ]
    top -= 12
    rule = Stroke((((frame.left, top), (frame.right, top)),), "rule", name="Rule")
    return Foot((rule, *items), top - 6)


def note_width(frame: Frame) -> float:
    """Room in px for one footnote beside its number."""
    size = frame.px(SMALL)
    columns = 3 if frame.inside > 60 * size else 2
    return (frame.inside - (columns - 1) * 30) / columns


MAX_TITLE_ROWS = 3
"""Lines of footnotes below a picture; more sources go to a page of their own."""


def most_notes(frame: Frame) -> int:
    return MAX_TITLE_ROWS * (3 if frame.inside > 60 * frame.px(SMALL) else 2)
