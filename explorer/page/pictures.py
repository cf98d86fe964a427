"""A part of a landscape and a selection in; both pictures for the page out: markup for the first, data for the next."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import Any

from explorer.cache import cache_of
from explorer.model import Landscape
from explorer.network.node_choice import NodeChoice
from explorer.network.svg_of_selection import network_svg_of
from explorer.network.visibility import base_drawn, network_of, network_view
from explorer.query.selection import Selection
from explorer.query.visible import Shown, select, shown, visible_neighbours
from explorer.timeline.aggregate import Aggregate, Stretch, aggregate_of, is_crowded
from explorer.timeline.density import density_data, density_svg
from explorer.timeline.payload import stretch_payload, timeline_payload
from explorer.timeline.scene import TimelineScene, timeline_scene
from explorer.timeline.sizes import PHONE, SCREEN, Sizes

DESK, WIDE, NARROW = 1360, 920, 358
"""Widths in px: of the timeline and of the network on a desk, and of both on a phone."""

AXIS_WORDS = {
    "folded": "Long empty stretches are cut out; every cut is drawn and named.",
    "true": "True to scale: every year is equally wide.",
    "even": "One step an event, whatever the time between: distance is not time.",
}


class Pictures:
    def __init__(self, landscape: Landscape) -> None:
        self.landscape = landscape

    def _crowd(self, selection: Selection) -> Aggregate:
        """A crowded view, ready to be drawn for other stretches of time."""

        def made() -> Aggregate:
            return aggregate_of(self.landscape, shown(self.landscape, selection), selection)

        return cache_of(self.landscape).get(("crowd", selection), made, lambda crowd: crowd.size)

    def timeline(self, selection: Selection, found: Shown, part: Landscape | None = None) -> dict[str, Any]:
        """The timeline's scene for the browser to draw at any width and zoom; `part` spares selecting it."""
        return timeline_payload(self._scene(selection, found, DESK, SCREEN, part))

    def stretch(self, selection: Selection, stretch: Stretch) -> dict[str, Any]:
        """What of a crowded timeline is drawn between two days: marks, or counts by finer periods."""
        return stretch_payload(self._crowd(crowd_part(selection)).scene(stretch))

    def timeline_scene(self, selection: Selection, found: Shown, width: float) -> TimelineScene:
        """The timeline as it is drawn at a width in px."""
        return self._scene(selection, found, width, PHONE if width == NARROW else SCREEN)

    def lit(self, selection: Selection, found: Shown) -> tuple[str, frozenset[str]]:
        """What is selected among what is shown, and the ids of all that is in colour with it; both may be empty."""
        near = visible_neighbours(self.landscape, found)(selection.focus)
        return (selection.focus, frozenset({selection.focus, *near})) if near is not None else ("", frozenset())

    def _scene(
        self, selection: Selection, found: Shown, width: float, sizes: Sizes, part: Landscape | None = None
    ) -> TimelineScene:
        if is_crowded(found):
            return self._crowd(crowd_part(selection)).scene(None, width, sizes)
        window = (selection.since, selection.until)
        return timeline_scene(
            part or select(self.landscape, selection),
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

    def network(self, selection: Selection, found: Shown) -> dict[str, Any]:
        """What both networks hide for a selection, by width."""
        return {str(w): network_view(self.landscape, selection, w, found).as_json() for w in (WIDE, NARROW)}

    def network_markup(self, selection: Selection, width: int) -> str:
        """The network as it stands for a selection."""
        return network_svg_of(self.landscape, selection, width)

    def network_base(self, selection: Selection, width: int) -> NodeChoice:
        """What the network of a selection is drawn on."""
        return base_drawn(self.landscape, selection, width)

    def network_svg(self, selection: Selection, width: int) -> str:
        """The network that a selection is drawn on, for the browser to bring alive."""
        return network_of(self.landscape, selection, width)


def rest_line(rest: str) -> str:
    """What has no band of its own, under the picture."""
    return f'<p class="tl-rest quiet"{"" if rest else " hidden"}>{escape(rest)}</p>'


def crowd_part(selection: Selection) -> Selection:
    """What of a selection a crowded timeline depends on: by actor, the selected one has its row."""
    focus = selection.focus if selection.rows == "actor" else ""
    return replace(selection, focus=focus, to="", in_order=False, nodes="all", steps=0, tidy=False)
