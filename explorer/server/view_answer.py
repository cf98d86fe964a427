"""What the page's modules paint for an address, as JSON from `/view`, and the network that it is drawn on."""

from __future__ import annotations

from functools import partial

from explorer.cache import Cache
from explorer.network.visibility import base_drawn, network_of
from explorer.page.pictures import NARROW, WIDE
from explorer.page.view_answer import Views
from explorer.query.selection import Selection, from_query
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
    """Answers GET /view?<address>, and /network/<width>.svg?<address> for the two widths that are drawn."""

    def view_(address: str) -> CachedResponse:
        selection, _ = from_query(address, views.landscape)
        return cached(cache, ("view", selection), lambda: answered(views, selection))

    def network(address: str, width: int) -> CachedResponse:
        selection, _ = from_query(address, views.landscape)
        view = visible(views.landscape, selection)
        return cached(cache, ("network", base_drawn(view, width).key), lambda: network_response(view, width))

    door.serve("/view", view_)
    for width in (WIDE, NARROW):
        door.serve(f"/network/{width}.svg", partial(network, width=width))
