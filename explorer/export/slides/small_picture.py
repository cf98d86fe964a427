"""A landscape in; a small picture of its timeline out, for a place where several landscapes stand beside each other."""

from __future__ import annotations

from dataclasses import replace

from explorer.draw.markup import Markup, html_of, tag
from explorer.draw.primitives import Page
from explorer.export.renderers.svg import svg_of
from explorer.export.slides.picture import timeline_page
from explorer.landscape import Landscape
from explorer.page.pictures import NARROW, Pictures, sizes_at
from explorer.query.selection import Selection
from explorer.query.visible import View, visible

WIDTHS = {"wide-only": 520, "narrow-only": NARROW}
"""Where it is seen, and how wide it is there in px."""

FEW = 30
"""A landscape of more events shows its key events alone."""


HIGHEST = 520.0
"""So high in px is a picture at most, unless its bands alone need more: fewer events are named in each."""

FEWER_ROWS = (5, 3, 2, 1)
"""So many rows of names a band has at most, where a picture is too high."""


def small_timeline(landscape: Landscape) -> Markup:
    """SVG text in the colours of the page, for each place, and a line that says what is drawn."""
    every = len(landscape.events)
    view = visible(landscape, Selection(level="all" if every <= FEW else "key"))
    if every and not view.shown().events:  # of none it is said that it is a key event
        view = visible(landscape, Selection(level="all"))
    count = view.shown().events
    said = f"All {every:,} events" if count == every else f"The {count:,} key events of {every:,}"
    drawn = [tag("div", {"class": look}, svg_of(_page(view, width), None)) for look, width in WIDTHS.items()]
    return html_of([*drawn, tag("p", {"class": "quiet"}, f"{said}.")]) if every else Markup()


def _page(view: View, width: float) -> Page:
    """The picture at a width, with as many names as its height allows."""
    pictures, usual = Pictures(), sizes_at(width)
    for rows in (usual.rows, *(rows for rows in FEWER_ROWS if rows < usual.rows)):
        scene = pictures.timeline_scene(view, width, replace(usual, rows=rows))
        page = timeline_page(scene, view.landscape, *view.highlighted)
        if page.height <= HIGHEST:
            break
    return page
