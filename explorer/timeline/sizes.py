"""How large everything on a timeline is, in px: on a screen, on a phone, on a slide."""

from __future__ import annotations

from dataclasses import dataclass, replace

NARROW = 480
"""Below this width of the picture, lane names stand above their rows and key labels go first."""


@dataclass(frozen=True)
class Sizes:
    label: float  # type sizes
    when: float
    lane: float
    year: float
    month: float
    as_of: float
    cite: float
    radii: tuple[float, float, float]  # of key, supporting and context marks
    row: float  # from one sub-row to the next
    line: float  # from one line of a label to the next
    head: float  # above the first sub-row of a lane
    tail: float  # below the last
    least: int  # sub-rows of an empty lane
    rows: int  # at most so many sub-rows with labels in a lane
    gap: float  # between two labels
    near: float  # between a mark and its label
    when_gap: float  # between a label and its date
    widest: float  # a longer label is shortened, then broken
    header: float  # years and months
    footer: float  # the name of the as-of line
    gutter: float  # lane names at the left; 0 = above their rows
    margin: float  # at the right
    key: tuple[float, float]  # the coloured key beside a lane's name: width, height
    fade: float  # length of a bar with an open end
    whisker: float  # stroke of whiskers
    cap: float  # half the height of a whisker's cap
    hollow: float  # stroke of hollow marks
    hollow_dash: str
    cross: float  # stroke of crosses
    line_width: float  # stroke of the as-of line
    short_first: bool  # whether short titles come before full ones
    heat: float = 0.0  # the strip of counts above the first sub-row, its space included


SCREEN = Sizes(
    label=12.5, when=11.5, lane=13, year=13.5, month=11.5, as_of=12, cite=10.5,
    radii=(6.5, 5.2, 4.4), row=23.5, line=15, head=9, tail=9, least=1, rows=9, gap=14, near=6, when_gap=5, widest=380,
    header=46, footer=25, gutter=104, margin=14, key=(4, 12), fade=50, whisker=1.5, cap=5,
    hollow=1.75, hollow_dash="3 2.2", cross=3, line_width=1.5, short_first=False,
)  # fmt: skip

PHONE = Sizes(
    label=12.5, when=11.5, lane=12, year=12, month=10.5, as_of=12, cite=10.5,
    radii=(6.5, 5.2, 4.4), row=23, line=15, head=22, tail=9, least=0, rows=4, gap=10, near=6, when_gap=5, widest=240,
    header=40, footer=24, gutter=0, margin=1, key=(4, 11), fade=30, whisker=1.5, cap=4.5,
    hollow=1.75, hollow_dash="3 2.2", cross=3, line_width=1.5, short_first=True,
)  # fmt: skip

PANE = replace(
    SCREEN, label=12, when=11, lane=12.5, year=12.5, month=11, as_of=11.5, radii=(6.2, 5.1, 4.3), row=15.9, line=13,
    head=3, tail=17, gap=10, near=4, when_gap=4, header=32, footer=0, gutter=84, margin=6, rows=99, fade=50,
)  # fmt: skip
"""In the page's pane, whose height is given: rows are dealt to bands, each of which ends in a quiet row (`tail`)."""

PANE_PHONE = replace(
    PANE, lane=12, year=12, month=10.5, radii=(6, 5, 4.2), gutter=0, margin=4, gap=8, short_first=True, fade=30
)

PANE_CELLS = 22.0
"""The strip of counts above the rows of a crowded band in the pane, its space included."""

SLIDE = Sizes(
    label=20, when=18, lane=20, year=21, month=18, as_of=18, cite=12.5,
    radii=(10.5, 8.5, 7), row=36, line=22.5, head=12, tail=12, least=1, rows=9, gap=20, near=7, when_gap=5, widest=600,
    header=70, footer=32, gutter=150, margin=16, key=(6.4, 19.2), fade=70, whisker=2.2, cap=8,
    hollow=2.6, hollow_dash="4.5 3.4", cross=4.6, line_width=2.2, short_first=False,
)  # fmt: skip


PERIOD_CELL = 22.0
"""How high the cells of a strip of counts are, in px."""


def heated(sizes: Sizes) -> Sizes:
    """Bands with a strip of counts above their marks, if they have any."""
    strip = PERIOD_CELL + 8
    return replace(sizes, heat=strip, head=sizes.head + strip, least=0)
