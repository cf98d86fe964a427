"""The front door: what is kept ready goes out before the framework is asked, just as the framework would send it.

Most requests ask for bytes that are there already, and Flask takes longer to look at such a request than it takes to
answer it. So a path leads straight to its answer here; whatever is not as usual is left to Flask, which has the same
routes. An error is handed on to Flask as it is, which has one shape for all of them.
"""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

from dash import Dash
from flask import Response, request

from explorer.server.doors.base_address import Answer, Environ, Wsgi
from explorer.server.doors.cached_response import CachedResponse, Headers
from explorer.server.doors.security import BODY_LIMIT, address_text, asked_address
from explorer.store.engines.reader import asked_by

_RAISED = "explorer.raised"
"""Of a request's environment: the error that was met at the door."""


class Door:
    """Routes whose answers are kept ready: to a path and a query text, or to a path and a body of JSON."""

    def __init__(self, app: Dash, always: Headers) -> None:
        """`always`: headers that every answer of the app carries."""
        self.app, self._always = app, always
        self._asked: dict[str, Callable[[str], CachedResponse]] = {}
        self._sent: dict[str, Callable[[bytes], CachedResponse]] = {}
        self._beyond: Wsgi = app.server.wsgi_app
        app.server.wsgi_app = self

    def serve(self, path: str, answer: Callable[[str], CachedResponse]) -> None:
        """Answers GET requests of a path; what `answer` raises is told as any error is."""
        self._asked[path] = answer
        self._register(path, lambda: answer(asked_address()))

    def serve_sent(self, path: str, answer: Callable[[bytes], CachedResponse]) -> None:
        """Answers POST requests of a path that send JSON."""
        self._sent[path] = answer
        self._register(path, lambda: answer(request.get_data()))

    def _register(self, path: str, answer: Callable[[], CachedResponse]) -> None:
        def view() -> Response:
            if raised := request.environ.get(_RAISED):
                raise raised
            return answer().answer()

        server = self.app.server
        if path not in server.view_functions:  # else it is a rule of Dash's own
            server.add_url_rule(path, path)
        server.view_functions[path] = view

    def __call__(self, environ: Environ, start: Any) -> Answer:
        with asked_by(environ.get("waitress.client_disconnected")):
            try:
                ready = self._ready(environ)
            except Exception as error:
                ready, environ[_RAISED] = None, error
            if ready is None:
                return self._beyond(environ, start)
        accepts = environ.get("HTTP_ACCEPT_ENCODING", "")
        has = environ.get("HTTP_IF_NONE_MATCH", "") if environ["REQUEST_METHOD"] == "GET" else ""
        status, headers, body = ready.reply(accepts, has)
        length = [] if status == 304 else [("Content-Length", str(len(body)))]
        start("304 NOT MODIFIED" if status == 304 else "200 OK", [*headers, *length, *self._always])
        return [body]

    def _ready(self, environ: Environ) -> CachedResponse | None:
        """The answer to a request; None for what is Flask's to answer."""
        path, method = environ.get("PATH_INFO", ""), environ.get("REQUEST_METHOD")
        if method == "GET" and path in self._asked:
            query = environ.get("QUERY_STRING", "").encode("latin-1").decode("utf-8", "replace")
            return self._asked[path](address_text(query))
        if method == "POST" and path in self._sent and environ.get("CONTENT_TYPE") == "application/json":
            length = environ.get("CONTENT_LENGTH", "")
            if length.isdigit() and int(length) <= BODY_LIMIT:
                body = environ["wsgi.input"].read(int(length))
                environ["wsgi.input"] = BytesIO(body)
                return self._sent[path](body)
        return None
