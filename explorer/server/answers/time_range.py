"""An address and two days in; what a crowded timeline draws between them out, fetched as the reader zooms in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from explorer.cache import Cache
from explorer.errors import BadInput
from explorer.page.pictures import crowd_part
from explorer.page.view_answer import Views
from explorer.query.visible import View, visible
from explorer.server.doors.cached_response import CachedResponse, cached, json_response
from explorer.server.doors.door import Door
from explorer.server.doors.security import parted
from explorer.server.rooms import Rooms


def serve_window(door: Door, rooms: Rooms, cache: Cache) -> None:
    """Answers GET /timeline?<address>&first=<day>&last=<day>; both days are included."""

    def timeline(query: str) -> CachedResponse:
        given, address = parted(query, ("first", "last"))
        first, last = day(given, "first"), day(given, "last")
        if last < first:
            raise BadInput("The stretch of time ends before it begins.")
        room, selection, _ = rooms.read(address)
        key = ("stretch", crowd_part(selection), first, last, *rooms.mark(room, selection))
        selection = crowd_part(selection)

        def made() -> CachedResponse:
            drawn = rooms.with_events(room, address, (first, last))
            return json_response(stretch(drawn.views, visible(drawn.landscape, selection), first, last))

        return cached(cache, key, made)

    door.serve("/timeline", timeline)


def stretch(views: Views, view: View, first: date, last: date) -> dict[str, Any]:
    """The marks or counts of the stretch, and the ties of what is drawn, so that a click lights them at once."""
    told = views.pictures.stretch(view, (first, last))
    ids = list(dict.fromkeys(mark["id"] for mark in told["marks"]))
    return told | {"ties": views.ties(view, ids)}


def day(given: Mapping[str, str], name: str) -> date:
    """A day from the request; raises BadInput where it is missing or not written as 2025-03-01."""
    value = given.get(name, "")
    try:
        if len(value) != len("2025-03-01"):
            raise ValueError
        return date.fromisoformat(value)
    except ValueError:
        raise BadInput(f"“{name}” must be a day, written as 2025-03-01.") from None
