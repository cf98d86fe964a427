"""What the page's modules paint for an address, as JSON from `/view`, and the network that it is drawn on."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from explorer.cache import Cache
from explorer.network.visibility import base_drawn, network_of
from explorer.page.picks import pick_answer
from explorer.page.pictures import NARROW, PANES_WIDE
from explorer.page.view_answer import Views
from explorer.query.facets import facets
from explorer.query.selection import Selection, filters_of, from_query, pictured
from explorer.query.visible import View, visible
from explorer.server.cached_response import CachedResponse, cached, json_response
from explorer.server.door import Door


def answered(views: Views, selection: Selection) -> CachedResponse:
    """The answer of a selection."""
    return json_response(views.answer(visible(views.landscape, selection)))


def network_response(view: View, width: int) -> CachedResponse:
    """The network that a view is drawn on; the same bytes for all that are drawn on it."""
    return CachedResponse(network_of(view, width).encode(), "image/svg+xml; charset=utf-8")


def serve_views(door: Door, views: Views, cache: Cache) -> None:
    """Answers GET /view, /facets and, for the widths that are drawn, /network/<width>.svg, each for an address."""

    def view_(address: str) -> CachedResponse:
        selection, _ = from_query(address, views.landscape)
        return cached(cache, ("view", selection), lambda: answered(views, selection))

    def network(address: str, width: int) -> CachedResponse:
        selection, _ = from_query(address, views.landscape)
        view = visible(views.landscape, selection)
        return cached(cache, ("network", base_drawn(view, width).key), lambda: network_response(view, width))

    def facets_(address: str) -> CachedResponse:
        selection = filters_of(from_query(address, views.landscape)[0])
        return cached(cache, ("facets", selection), lambda: json_response(facets(visible(views.landscape, selection))))

    def pick(address: str, width: int) -> CachedResponse:
        selection, _ = from_query(address, views.landscape)
        drawn = replace(pictured(selection), axis="folded", rows="lane")
        return cached(
            cache, ("pick", drawn, width), lambda: json_response(pick_answer(visible(views.landscape, drawn), width))
        )

    door.serve("/view", view_)
    door.serve("/facets", facets_)
    for width in (*PANES_WIDE, NARROW):
        door.serve(f"/network/{width}.svg", partial(network, width=width))
        door.serve(f"/pick/{width}", partial(pick, width=width))
