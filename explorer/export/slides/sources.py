"""Numbered sources in; pages that list them all out in full, in columns."""

from __future__ import annotations

from explorer.draw.primitives import SLACK, DrawnProse, Line, Page, Paragraph, Run, prose_height
from explorer.draw.set_lines import set_in_lines
from explorer.export.slides.foot import Below, foot
from explorer.export.slides.footnotes import Numbers, cited_source
from explorer.export.slides.frame import SMALL, Frame, heading, subtitle
from explorer.export.slides.placed import PageMaker

_SOURCES_GAP = 44.0

SOURCES_SAID = "Numbered for exactly what is shown here."


def source_pages(desk: PageMaker, numbered: Numbers) -> list[Page]:
    """The pages of the list; none where nothing is numbered."""
    frame = desk.frames.inner
    found: list[Page] = []
    under = subtitle(frame, SOURCES_SAID, heading(frame, "Sources"))
    below = foot(frame, Below(link=desk.link), numbered)
    columns = source_columns(numbered, frame, under.bounds[3] + 18, below.top - 6)
    for place, prose in enumerate(columns, 1):
        title = "Sources" if len(columns) == 1 else f"Sources · {place} of {len(columns)}"
        shown = [int(p.mark.text) for column in prose for p in column.paragraphs if p.mark]
        sources = numbered.listed().split("\n")[shown[0] - 1 : shown[-1]]
        items = (under, *prose, *below.items)
        notes = "\n".join(["Sources", *sources])
        head = heading(frame, title)
        found.append(Page(frame.width, frame.height, title, head, items, notes, "sources", f"{title}."))
    return found


def source_columns(numbers: Numbers, frame: Frame, top: float, bottom: float) -> list[tuple[DrawnProse, ...]]:
    """The columns of each page that the list takes, between `top` and `bottom`."""
    size = frame.px(SMALL)
    columns = 2 if frame.inside > 46 * size else 1
    width = (frame.inside - (columns - 1) * _SOURCES_GAP) / columns
    paragraphs = list(_source_paragraphs(numbers, width, size))
    pages: list[tuple[DrawnProse, ...]] = []
    bottom -= SLACK * size
    while paragraphs:
        page: list[DrawnProse] = []
        for column in range(columns):
            kept: list[Paragraph] = []
            while paragraphs and (not kept or prose_height([*kept, paragraphs[0]], size) <= bottom - top):
                kept.append(paragraphs.pop(0))
            if kept:
                page.append(
                    DrawnProse(frame.left + column * (width + _SOURCES_GAP), top, width, size, tuple(kept), "Sources")
                )
        pages.append(tuple(page))
    return pages


def _source_paragraphs(numbers: Numbers, width: float, size: float) -> list[Paragraph]:
    indent = 2.3 * size
    found = []
    for number, source in enumerate(numbers.sources, 1):
        runs: Line = (Run(cited_source(source), size, "ink", link=source.url),)
        lines = set_in_lines(runs, width - indent)
        found.append(Paragraph(lines, Run(str(number), size, "ink", bold=True), indent, 0.28 * size))
    return found
