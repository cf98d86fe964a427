"""A landscape in; a small picture of its timeline out, for a place where several landscapes stand beside each other."""

from __future__ import annotations

from explorer.draw.markup import Markup, html_of, tag
from explorer.export.slides.picture import timeline_svg
from explorer.landscape import Landscape
from explorer.page.pictures import NARROW, Pictures
from explorer.query.selection import Selection
from explorer.query.visible import visible

WIDTHS = {"wide-only": 520, "narrow-only": NARROW}
"""Where it is seen, and how wide it is there in px."""

FEW = 30
"""A landscape of more events shows its key events alone."""


def small_timeline(landscape: Landscape) -> Markup:
    """SVG text in the colours of the page, for each place, and a line that says what is drawn."""
    every = len(landscape.events)
    view = visible(landscape, Selection(level="all" if every <= FEW else "key"))
    if every and not view.shown().events:  # of none it is said that it is a key event
        view = visible(landscape, Selection(level="all"))
    count = view.shown().events
    said = f"All {every:,} events" if count == every else f"The {count:,} key events of {every:,}"
    drawn = [
        tag("div", {"class": look}, timeline_svg(Pictures().timeline_scene(view, width), view, None))
        for look, width in WIDTHS.items()
    ]
    return html_of([*drawn, tag("p", {"class": "quiet"}, f"{said}.")]) if every else Markup()
