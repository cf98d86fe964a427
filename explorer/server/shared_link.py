"""An address in; what shows it elsewhere out: the picture of a shared link's card, and the code of a frame."""

from __future__ import annotations

from dash import Dash
from flask import Response

from explorer.cache import Cache
from explorer.draw.markup import tag
from explorer.export.slides.card import card_png, card_title
from explorer.query.selection import to_query
from explorer.query.visible import View, visible
from explorer.server.card_tags import CARD_PATH
from explorer.server.doors.base_address import base_url
from explorer.server.doors.cached_response import CachedResponse, cached, json_response
from explorer.server.doors.door import Door
from explorer.server.doors.security import asked_address
from explorer.server.first_page import EMBED, FirstPages
from explorer.server.settings import Settings

FRAME_HEIGHT = 720
"""px of a frame, where the page in it is not asked how high it is."""


def embed_code(view: View, base: str) -> str:
    """HTML that shows the view in a frame of another page."""
    query = to_query(view.selection)
    address = f"{base}?{EMBED}=1" + (f"&{query}" if query else "")
    style = "border:1px solid #dad6cc"
    look = {"width": "100%", "height": FRAME_HEIGHT, "loading": "lazy", "style": style}
    return tag("iframe", {"src": address, "title": card_title(view), **look})


def embedders_words(embedders: tuple[str, ...]) -> str:
    """Who may show the page in a frame."""
    if not embedders:
        return "No site may show it yet: whoever runs this server names the sites with --embed."
    return f"It shows on {', '.join(embedders)}; no other site may show it."


def serve_shared_links(app: Dash, door: Door, pages: FirstPages, cache: Cache, settings: Settings) -> None:
    def card(address: str) -> CachedResponse:
        room, selection, _ = pages.read(address)

        def made() -> CachedResponse:
            return CachedResponse(card_png(visible(room.landscape, selection)), "image/png")

        return cached(cache, ("card", selection), made)

    door.serve(CARD_PATH, card)

    @app.server.route("/embed-code")  # type: ignore[untyped-decorator]
    def code() -> Response:
        room, selection, _ = pages.read(asked_address())
        html = embed_code(
            visible(room.landscape, selection), base_url(settings) or "./"
        )  # the page completes what begins so
        return json_response({"code": html, "said": embedders_words(settings.embedders)}).answer()
