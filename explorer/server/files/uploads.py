"""A PowerPoint file that a reader hands in; a deck in its design, or the same deck of the present data, out.

Such a file is looked at, used for the one answer, and kept nowhere. One is worked on at a time: it takes memory.
"""

from __future__ import annotations

from collections.abc import Iterator
from threading import Lock

from dash import Dash
from flask import Response, request
from werkzeug.exceptions import TooManyRequests, UnsupportedMediaType

from explorer.cache import Cache
from explorer.errors import asked_wrongly
from explorer.export.formats import FORMATS
from explorer.export.options import Template
from explorer.export.refresh.command import said_of
from explorer.export.refresh.refreshed import refreshed
from explorer.export.template.design import template_words
from explorer.export.template.package import MAX_PACKAGE
from explorer.landscape import Landscape
from explorer.server.doors.base_address import base_url
from explorer.server.doors.cached_response import json_response
from explorer.server.doors.security import asked_address, parted
from explorer.server.files.export_request import Exports, read_export_request
from explorer.server.files.making import progress_line
from explorer.server.settings import Settings

UPLOAD_LIMIT = MAX_PACKAGE
"""Bytes of a file that is handed in; more is answered with 413."""

UPLOAD_TYPE = "application/octet-stream"
"""What no form of another site can send."""

_BUSY = "Another PowerPoint file is being worked on just now; try again in a moment."
_UNBUFFERED = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


def serve_uploads(app: Dash, landscape: Landscape, cache: Cache, settings: Settings) -> None:
    at_work = Lock()
    exports = Exports(cache)

    @app.server.post("/take/template")  # type: ignore[untyped-decorator]
    def look_at_template() -> Response:
        given, _ = _handed_in()
        with _Turn(at_work):
            return json_response({"said": list(_or_bad(given))}).answer()

    @app.server.post("/take/themed/<view>.pptx")  # type: ignore[untyped-decorator]
    def themed(view: str) -> Response:
        given, query = _handed_in()
        asked = read_export_request(landscape, view, "pptx", query, base_url(settings), given)
        turn = _Turn(at_work)
        turn.__enter__()
        return Response(turn.held_for(exports.making(asked)), content_type=UPLOAD_TYPE, headers=_UNBUFFERED)

    @app.server.post("/take/refresh")  # type: ignore[untyped-decorator]
    def refresh() -> Response:
        given, _ = _handed_in()
        with _Turn(at_work), asked_wrongly():
            found = refreshed(given, landscape)
        said = {
            "name": given.name,
            "type": FORMATS["pptx"].media_type,
            "bytes": len(found.file),
            "said": said_of(found),
        }
        return Response(progress_line(said) + found.file, content_type=UPLOAD_TYPE, headers=_UNBUFFERED)


class _Turn:
    """One at a time; whoever comes meanwhile is told so, and does not wait."""

    def __init__(self, lock: Lock) -> None:
        self.lock = lock

    def __enter__(self) -> None:
        if not self.lock.acquire(blocking=False):
            raise TooManyRequests(_BUSY)

    def __exit__(self, *error: object) -> None:
        self.lock.release()

    def held_for(self, lines: Iterator[bytes]) -> Iterator[bytes]:
        """The lines; the turn ends with the last, or when nobody reads any more."""
        return _Lines(self, lines)


class _Lines:
    """An answer that ends a turn, read or not."""

    def __init__(self, turn: _Turn, lines: Iterator[bytes]) -> None:
        self.turn, self.lines, self.open = turn, lines, True

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        try:
            return next(self.lines)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """The server calls it however an answer ends, for a client that leaves, too."""
        if self.open:
            self.open = False
            getattr(self.lines, "close", lambda: None)()
            self.turn.__exit__()


def _handed_in() -> tuple[Template, str]:
    """The file of the present request, and what else its address says."""
    if request.mimetype != UPLOAD_TYPE:
        raise UnsupportedMediaType(f"The body must be {UPLOAD_TYPE}.")
    given, query = parted(asked_address(), ("called",), twice=False)
    request.max_content_length = UPLOAD_LIMIT
    return Template(given.get("called", "")[:120] or "The file", request.get_data(cache=False)), query


def _or_bad(template: Template) -> tuple[str, ...]:
    with asked_wrongly():
        return template_words(template)
