"""An address and two days in; what a crowded timeline draws between them out, fetched as the reader zooms in."""

from __future__ import annotations

import json
from datetime import date
from functools import lru_cache
from typing import Any

from dash import Dash
from flask import Response, request

from explorer.errors import BadInput
from explorer.part import shown
from explorer.selection import Selection, from_query
from explorer.web.callbacks import address_text
from explorer.web.pictures import crowd_part
from explorer.web.served import Ready
from explorer.web.view import Views

MOST_STRETCHES = 128
"""So many answers are kept ready."""


def serve_window(app: Dash, views: Views) -> None:
    """Answers GET /timeline?<address>&first=<day>&last=<day>; both days are included."""

    @lru_cache(maxsize=MOST_STRETCHES)
    def ready(selection: Selection, first: date, last: date) -> Ready:
        text = json.dumps(stretch(views, selection, first, last), ensure_ascii=False, separators=(",", ":"))
        return Ready(text.encode(), "application/json", quality=4)

    @app.server.route("/timeline")  # type: ignore[untyped-decorator]
    def timeline() -> Response:
        address = address_text(request.query_string.decode("utf-8", "replace"))
        first, last = day("first"), day("last")
        if last < first:
            raise BadInput("The stretch of time ends before it begins.")
        selection, _ = from_query(address, views.landscape)
        return ready(crowd_part(selection), first, last).answer()


def stretch(views: Views, selection: Selection, first: date, last: date) -> dict[str, Any]:
    """The marks or counts of the stretch, and the ties of what is drawn, so that a click lights them at once."""
    told = views.pictures.stretch(selection, (first, last))
    ids = list(dict.fromkeys(mark["id"] for mark in told["marks"]))
    return told | {"ties": views.ties(shown(views.landscape, selection), ids)}


def day(name: str) -> date:
    """A day from the request; raises BadInput where it is missing or not written as 2025-03-01."""
    value = request.args.get(name, "")
    try:
        if len(value) != len("2025-03-01"):
            raise ValueError
        return date.fromisoformat(value)
    except ValueError:
        raise BadInput(f"“{name}” must be a day, written as 2025-03-01.") from None
