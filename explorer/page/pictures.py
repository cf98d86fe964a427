"""A part of a landscape and a selection in; both pictures for the page out: markup for the first, data for the next."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from explorer.cache import cache_of
from explorer.draw.markup import Markup, tag
from explorer.network.pane.sizes import PANES
from explorer.network.pane.sizes import PHONE as PHONE_PANE
from explorer.network.visibility import network_view
from explorer.query.selection import Selection
from explorer.query.visible import View
from explorer.timeline.aggregate import Aggregate, Stretch, aggregate_of, is_crowded
from explorer.timeline.payload import stretch_payload, timeline_payload
from explorer.timeline.scene import TimelineScene, timeline_scene
from explorer.timeline.sizes import PHONE, SCREEN, Sizes

DESK, NARROW = 1360, PHONE_PANE.width
"""Widths in px of the timeline on a desk, and of both pictures on a phone."""

PANES_WIDE = tuple(pane.width for pane in PANES)
"""Widths in px of the network's panes on a desk, the widest first."""

WIDEST, WIDE = PANES_WIDE[:2]
"""Of these the widest, and the one that counts and files go by."""

AXIS_WORDS = {
    "folded": "Long empty stretches are cut out; every cut is drawn and named.",
    "true": "True to scale: every year is equally wide.",
    "even": "One step an event, whatever the time between: distance is not time.",
}


def sizes_at(width: float) -> Sizes:
    """How large everything on a timeline of a width is."""
    return PHONE if width == NARROW else SCREEN


class Pictures:
    """Both pictures of a view, as the page has them."""

    def timeline(self, view: View) -> dict[str, Any]:
        """The timeline's scene for the browser to draw at any width and zoom."""
        return timeline_payload(self.desk_scene(view))

    def desk_scene(self, view: View) -> TimelineScene:
        """The timeline that the browser draws at any width."""
        return self._scene(view, DESK, SCREEN)

    def stretch(self, view: View, stretch: Stretch) -> dict[str, Any]:
        """What of a crowded timeline is drawn between two days: marks, or counts by finer periods."""
        return stretch_payload(_aggregate(view).scene(stretch))

    def timeline_scene(self, view: View, width: float, sizes: Sizes | None = None) -> TimelineScene:
        """The timeline as it is drawn at a width in px; its sizes are the usual ones there, or others."""
        return self._scene(view, width, sizes or sizes_at(width))

    def _scene(self, view: View, width: float, sizes: Sizes) -> TimelineScene:
        if is_crowded(view):
            return _aggregate(view).scene(None, width, sizes)
        chosen = view.selection
        return timeline_scene(
            view.part,
            width,
            sizes,
            chosen.axis,
            chosen.rows,
            whole=view.landscape,
            window=(chosen.since, chosen.until),
            focus=chosen.focus,
        )

    def timeline_words(self, view: View) -> str:
        return AXIS_WORDS[view.selection.axis]

    def network(self, view: View) -> dict[str, Any]:
        """What both networks hide for a selection, by width."""
        return {str(width): network_view(view, width).as_json() for width in (*PANES_WIDE, NARROW)}


def _aggregate(view: View) -> Aggregate:
    """A crowded view, ready to be drawn for other stretches of time."""
    part = crowd_part(view.selection)
    return cache_of(view.landscape).get(
        ("crowd", part), lambda: aggregate_of(view.choosing(**vars(part))), lambda aggregate: aggregate.size
    )


def rest_line(rest: str) -> Markup:
    """What has no band of its own, under the picture."""
    return tag("p", {"class": "tl-rest quiet", "hidden": not rest}, rest)


def crowd_part(selection: Selection) -> Selection:
    """What of a selection a crowded timeline depends on: by actor, the selected one has its row."""
    focus = selection.focus if selection.rows == "actor" else ""
    return replace(selection, focus=focus, to="", in_order=False, nodes="all", steps=0, tidy=False)
