"""Pages in; a PDF out: vectors, text as text in embedded fonts, links that can be followed, numbers that lead
to their sources, tagged as PDF/UA asks.

Each page begins with a heading; what is drawn has its alternative text, what only decorates is marked as that, and
the order of reading is that of the page's items.
"""

from __future__ import annotations

from collections.abc import Sequence

from explorer.draw.palette import Theme
from explorer.draw.primitives import Page, clean
from explorer.export.renderers.page_data import listed_in, sheet_data
from explorer.export.renderers.typesetter import typeset


def pdf_of(pages: Sequence[Page], theme: Theme) -> bytes:
    """The pages in their order; no time of writing is in the file."""
    first, listed = pages[0], listed_in(pages)
    sheets = [sheet_data([page], theme, listed) for page in pages]
    return typeset(sheets, clean(first.title), clean(first.description), format="pdf", pdf_standards=["ua-1"])
