"""A server that comes and goes at one address."""

from __future__ import annotations

import secrets
import socket
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from explorer.landscape import Landscape
from explorer.server import create_app

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication


class _OneByOne(WSGIRequestHandler):
    """A connection for each request: none stays open when the server is stopped."""

    protocol_version = "HTTP/1.0"


def _port_of_its_own() -> int:
    """A free port that no client's connection takes while nothing is served there: systems give those higher ones."""
    while True:
        port = secrets.choice(range(10_000, 16_000))
        with socket.socket() as tried, suppress(OSError):
            tried.bind(("127.0.0.1", port))
            return port


def _listener(port: int) -> socket.socket:
    """A socket that listens at a port, as soon as the system has let go of the one before."""
    end = time.monotonic() + 20
    while True:
        own = socket.socket()
        own.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            own.bind(("127.0.0.1", port))
            own.listen(128)
        except OSError:
            own.close()
            if time.monotonic() > end:
                raise
            time.sleep(0.05)
        else:
            return own


class Host:
    """One address at which a landscape is served, or nothing is, or another landscape."""

    def __init__(self, landscape: Landscape) -> None:
        self._server: BaseWSGIServer | None = None
        self._apps: dict[int, WSGIApplication] = {}
        self.port = _port_of_its_own()
        self.comes(landscape)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def comes(self, landscape: Landscape) -> None:
        self.goes()
        if id(landscape) not in self._apps:
            self._apps[id(landscape)] = create_app(landscape).server
        app = self._apps[id(landscape)]
        with _listener(self.port) as own:
            self._server = make_server(
                "127.0.0.1", self.port, app, threaded=True, request_handler=_OneByOne, fd=own.fileno()
            )
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def goes(self) -> None:
        if self._server:
            self._server.shutdown()
            self._server.server_close()
        self._server = None
