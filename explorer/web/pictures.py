"""A part of a landscape and a selection in; both pictures for the page out: markup for the first, data for the next."""

from __future__ import annotations

from typing import Any

from explorer.graph import tied, tied_to
from explorer.model import Landscape
from explorer.part import Shown
from explorer.selection import Selection
from explorer.views.density import density_data, density_svg
from explorer.views.network import NetworkScene, network_scene
from explorer.views.network_svg import network_svg
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

MOST_DRAWN = 64


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
        focus = selection.focus if selection.focus in part.selectable else ""
        lit = tied_to(part, focus) | {focus} if focus else frozenset()

        def drawn(width: float, sizes: Sizes, name: str) -> str:
            scene = self._scene(part, selection, width, sizes)
            svg = timeline_page_svg(scene, place_labels(sheet_of(scene, selected=focus)), focus, lit)
            return f'<div class="tl-sent {name}">{svg}</div>'

        return f'<div class="tl-box">{drawn(DESK, SCREEN, "wide-only")}{drawn(NARROW, PHONE, "narrow-only")}</div>'

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

    def density(self, found: Shown, selection: Selection) -> dict[str, Any]:
        """What of the overview in time changes with the view."""
        return density_data(self.landscape, found.events, selection.as_of or self.landscape.as_of)

    def density_markup(self, found: Shown, selection: Selection) -> str:
        """The overview in time; it spans the whole landscape, whatever is shown."""
        day = selection.as_of or self.landscape.as_of
        return density_svg(self.landscape, found.events, day, selection.since, selection.until)

    def timeline_words(self, selection: Selection) -> str:
        return AXIS_WORDS[selection.axis]

    def network(self, part: Landscape, selection: Selection) -> dict[str, Any]:
        return {"ties": []}

    def network_markup(self, selection: Selection, width: int) -> str:
        ids = drawn_at_once(self.landscape) if width == WIDE else _key_ids(self.landscape)
        scene: NetworkScene = network_scene(self.landscape, width, ids)
        return network_svg(scene, "wide" if width == WIDE else "narrow")


def drawn_at_once(landscape: Landscape) -> frozenset[str]:
    """What the whole network draws: everything, or where that is too much, what weighs most and is tied most."""
    lit = tied(landscape)
    ranked = sorted(landscape.records.values(), key=lambda record: (record.weight, -len(lit[record.id]), record.id))
    return frozenset(record.id for record in ranked[:MOST_DRAWN])


def _key_ids(landscape: Landscape) -> frozenset[str]:
    return frozenset(record.id for record in landscape.records.values() if record.weight == 1)
