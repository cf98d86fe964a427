"""A landscape in; a small picture of its timeline out, for a place where several landscapes stand beside each other."""

from __future__ import annotations

from explorer.draw.markup import Markup
from explorer.export.slides.picture import timeline_svg
from explorer.landscape import Landscape
from explorer.page.pictures import Pictures
from explorer.query.selection import Selection
from explorer.query.visible import visible

SMALL = 520
"""Its width in px."""

FEW = 30
"""A landscape of more events shows its weightiest ones alone."""


def small_timeline(landscape: Landscape) -> Markup:
    """SVG text in the colours of the page; key events only where there are many."""
    view = visible(landscape, Selection(level="all" if len(landscape.events) <= FEW else "key"))
    return timeline_svg(Pictures().timeline_scene(view, SMALL), view, None)
