"""The page's few callbacks: what the address asks for in, the details that Dash draws out. Registered on the app."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dash import ClientsideFunction, Dash, Input, Output

from explorer.cache import Cache
from explorer.page import ids
from explorer.page.document import compact
from explorer.page.panel.panel import RecordPanel, told_of
from explorer.query.visible import View, visible
from explorer.server.dash_details import ADDRESS, details_part
from explorer.server.doors.cached_response import CachedResponse, cached
from explorer.server.doors.door import Door
from explorer.server.doors.security import CALLBACK_PATH, address_text, asked_in
from explorer.server.rooms import Rooms

RENDERER = (
    "var renderer = new DashRenderer({callback_resolved: "
    "(callback, result) => window.dash_clientside.explorer.resolved(callback, result)});"
)
"""Begins Dash in the browser, which tells the page how each request ended: by itself it only logs a failure."""


def register(app: Dash, rooms: Rooms) -> None:
    """Has Dash ask for the details that the panel tells."""

    @app.callback(  # type: ignore[untyped-decorator]
        Output(ids.DETAILS_BODY, "children"), Input(ids.ASKED, ADDRESS), prevent_initial_call=True
    )
    def details(asked: object) -> Any:
        room, selection, _ = rooms.read(address_text(asked))
        view = visible(room.landscape, selection)
        return details_part(room.panel.names(view), room.panel.of(view))

    app.clientside_callback(
        ClientsideFunction("explorer", "begin"), Output(ids.ASKED, ADDRESS), Input(ids.DETAILS_BODY, "id")
    )
    app.clientside_callback(ClientsideFunction("explorer", "told"), Input(ids.DETAILS_BODY, "children"))
    app.renderer = RENDERER


def serve_details(door: Door, rooms: Rooms, callbacks: Mapping[str, Any], cache: Cache) -> None:
    """Answers the callback with bytes that are kept: the ones that Dash would write anew for every reader.

    The request's body is checked first against what is registered: `callbacks`, Dash's own map.
    """
    mark = rooms.footing.mark

    def details(body: bytes) -> CachedResponse:
        asked = address_text(asked_in(body, callbacks))
        room, selection, _ = rooms.read(asked)
        told = told_of(selection)
        key = ("details", told, mark, *rooms.mark(room, selection))
        return cached(cache, key, lambda: details_response(room.panel, visible(room.landscape, told)))

    door.serve_sent(CALLBACK_PATH, details)


def details_response(panel: RecordPanel, view: View) -> CachedResponse:
    """The details as Dash's page reads them."""
    told = details_part(panel.names(view), panel.of(view))
    answer = {"multi": True, "response": {ids.DETAILS_BODY: {"children": told}}}
    return CachedResponse(compact(answer).encode(), "application/json", quality=4)
