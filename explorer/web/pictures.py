"""A part of a landscape and a selection in; both pictures for the page out: markup for the first, data for the next."""

from __future__ import annotations

from typing import Any

from explorer.graph import tied_to
from explorer.model import Landscape
from explorer.part import Shown
from explorer.selection import Selection
from explorer.views.network_standing import network_standing
from explorer.views.network_view import network_of, network_view
from explorer.views.timeline import TimelineScene, timeline_scene
from explorer.views.timeline_labels import place_labels
from explorer.views.timeline_page import timeline_page_svg
from explorer.views.timeline_payload import timeline_payload
from explorer.views.timeline_sheet import sheet_of
from explorer.views.timeline_sizes import PHONE, SCREEN, Sizes

DESK = 1360
"""Width in px of the timeline on a desk."""

WIDE, NARROW = 920, 358
"""Widths in px of the network on a desk and on a phone."""

AXIS_WORDS = {
    "folded": "Long empty stretches are cut out; every cut is drawn and named.",
    "true": "True to scale: every year is equally wide.",
    "even": "One step an event, whatever the time between: distance is not time.",
}


class Pictures:
    def __init__(self, landscape: Landscape) -> None:
        self.landscape = landscape

    def timeline(self, part: Landscape, selection: Selection) -> dict[str, Any]:
        """The timeline's scene for the browser to draw at any width and zoom."""
        return timeline_payload(self._scene(part, selection, DESK, SCREEN))

    def timeline_markup(self, part: Landscape, selection: Selection) -> str:
        """The timeline for a desk and for a phone; the browser keeps the one that fits."""
        both = ((DESK, SCREEN, "wide-only"), (NARROW, PHONE, "narrow-only"))
        drawn = (
            f'<div class="tl-sent {name}">{self.timeline_svg(part, selection, width, sizes)}</div>'
            for width, sizes, name in both
        )
        return f'<div class="tl-box">{"".join(drawn)}</div>'

    def timeline_svg(self, part: Landscape, selection: Selection, width: float = DESK, sizes: Sizes = SCREEN) -> str:
        """The timeline for one width."""
        focus = selection.focus if selection.focus in part.selectable else ""
        lit = tied_to(part, focus) | {focus} if focus else frozenset()
        scene = self._scene(part, selection, width, sizes)
        return timeline_page_svg(scene, place_labels(sheet_of(scene, selected=focus)), focus, lit)

    def _scene(self, part: Landscape, selection: Selection, width: float, sizes: Sizes) -> TimelineScene:
        window = (selection.since, selection.until)
        return timeline_scene(
            part,
            width,
            sizes,
            selection.axis,
            selection.rows,
            whole=self.landscape,
            window=window,
            focus=selection.focus,
        )

    def timeline_words(self, selection: Selection) -> str:
        return AXIS_WORDS[selection.axis]

    def network(self, selection: Selection, found: Shown) -> dict[str, Any]:
        """What both networks hide for a selection, by width."""
        return {str(w): network_view(self.landscape, selection, w, found).as_json() for w in (WIDE, NARROW)}

    def network_markup(self, selection: Selection, width: int) -> str:
        """The network as it stands for a selection."""
        return network_standing(self.landscape, selection, width)

    def network_svg(self, selection: Selection, width: int) -> str:
        """The network that a selection is drawn on, for the browser to bring alive."""
        return network_of(self.landscape, selection, width)
