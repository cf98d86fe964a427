"""What the page's modules paint for an address, as JSON from `/view`, and the network that it is drawn on."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from explorer.cache import Cache
from explorer.draw.markup import svg_tag
from explorer.network.node_choice import NodeChoice, laid_out_in
from explorer.network.stored.laying import Progress, laying_of
from explorer.network.svg.svg_of_selection import network_of
from explorer.network.visibility import base_drawn
from explorer.page.picks import pick_answer
from explorer.page.pictures import NARROW, PANES_WIDE
from explorer.page.view_answer import Views
from explorer.query.questions import facets
from explorer.query.selection import Selection, filters_of, pictured
from explorer.query.visible import View, visible
from explorer.server.doors.cached_response import CachedResponse, cached, json_response
from explorer.server.doors.door import Door
from explorer.server.rooms import Rooms

SVG = "image/svg+xml; charset=utf-8"

A_MOMENT = 0.3
"""Seconds that a request waits for a network that is being laid out."""


def answered(views: Views, selection: Selection) -> CachedResponse:
    """The answer of a selection."""
    return json_response(views.answer(visible(views.landscape, selection)))


def network_response(view: View, width: int) -> CachedResponse:
    """The network that a view is drawn on; the same bytes for all that are drawn on it."""
    return CachedResponse(network_of(view, width).encode(), SVG)


def laying_response(progress: Progress) -> CachedResponse:
    """What stands for a network that is being laid out: how far it is, in words and for whoever asks again."""
    words = f"The network is being laid out: {progress.seconds:.0f} s so far"
    words += f" of about {progress.usual:.0f} s." if progress.usual > progress.seconds else "."
    text = svg_tag("text", {"x": 20, "y": 30}, words)
    size = {"xmlns": "http://www.w3.org/2000/svg", "viewBox": "0 0 480 60", "class": "network"}
    return CachedResponse(svg_tag("svg", size | {"data-laying": words}, text).encode(), SVG, cache="no-store")


def laying(view: View, base: NodeChoice) -> Progress | None:
    """How far a network is that has to be laid out first, after a moment; None where it is there by then."""
    return laying_of(laid_out_in(view.landscape, base)).progress(base, A_MOMENT)


def serve_views(door: Door, rooms: Rooms, cache: Cache, *, is_live: bool = False) -> None:
    """Answers GET /view, /facets and, for the widths that are drawn, /network/<width>.svg, each for an address.

    Where files are watched, nobody waits long for a network: until it is laid out it says how far it is.
    """

    def view_(address: str) -> CachedResponse:
        room, selection, _ = rooms.read(address)
        return cached(cache, ("view", selection), lambda: answered(room.views, selection))

    def network(address: str, width: int) -> CachedResponse:
        room, selection, _ = rooms.read(address)
        view = visible(room.landscape, selection)
        base = base_drawn(view, width)
        key = ("network", base.key, *rooms.mark(room, selection))
        if is_live and not cache.holds(key) and (progress := laying(view, base)):
            return laying_response(progress)
        return cached(cache, key, lambda: network_response(view, width))

    def facets_(address: str) -> CachedResponse:
        room, selection, _ = rooms.read(address)
        selection = filters_of(selection)
        return cached(cache, ("facets", selection), lambda: json_response(facets(visible(room.landscape, selection))))

    def pick(address: str, width: int) -> CachedResponse:
        room, selection, _ = rooms.read(address)
        drawn = replace(pictured(selection), axis="folded", rows="lane")
        key = ("pick", drawn, width, *rooms.mark(room, selection))
        return cached(cache, key, lambda: json_response(pick_answer(visible(room.landscape, drawn), width)))

    door.serve("/view", view_)
    door.serve("/facets", facets_)
    for width in (*PANES_WIDE, NARROW):
        door.serve(f"/network/{width}.svg", partial(network, width=width))
        door.serve(f"/pick/{width}", partial(pick, width=width))
