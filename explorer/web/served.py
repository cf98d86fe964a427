"""Bytes that do not change in; an answer to a request out, compressed once, with an ETag. The page's own files as two.

A figure built for each request is served at a hundredth of the rate of ready bytes, so whatever is the same for two
visitors is kept ready here.
"""

from __future__ import annotations

import gzip
from functools import cached_property
from hashlib import sha256
from pathlib import Path

import brotli
from dash import Dash
from flask import Response, request
from werkzeug.exceptions import NotFound

ASSETS = Path(__file__).resolve().parents[2] / "assets"
FOREVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"  # the browser may keep it, and asks by ETag whether it still holds
SUITES = "/_dash-component-suites/"


ICON = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E"
    "%3Cpath d='M2 12.5h12' stroke='%236A8BE6' stroke-width='1.5'/%3E"
    "%3Cpath d='M8 1.5 12.5 6 8 10.5 3.5 6Z' fill='%231D3573' stroke='%236A8BE6'/%3E%3C/svg%3E"
)
"""The page's icon, in the page: a browser would fetch a file anew whenever the address changes."""


class Ready:
    """An answer whose bytes are known: compressed when first asked for, then kept."""

    def __init__(self, body: bytes, content_type: str, cache: str = ASK_AGAIN, quality: int = 5) -> None:
        self.body, self.content_type, self.cache = body, content_type, cache
        self._quality = quality
        self.tag = sha256(body).hexdigest()[:20]

    @cached_property
    def _brotli(self) -> bytes:
        return bytes(brotli.compress(self.body, quality=self._quality))

    @cached_property
    def _gzip(self) -> bytes:
        return gzip.compress(self.body, mtime=0)

    def answer(self) -> Response:
        """The response to the present request: 304 where the browser has it, else in an encoding it takes."""
        accepted = request.accept_encodings
        encoding = "br" if accepted["br"] else "gzip" if accepted["gzip"] else ""
        headers = {"Cache-Control": self.cache, "ETag": f'"{self.tag}"', "Vary": "Accept-Encoding"}
        if request.if_none_match.contains(self.tag):
            return Response(status=304, headers=headers)
        body = {"br": lambda: self._brotli, "gzip": lambda: self._gzip}.get(encoding, lambda: self.body)()
        if encoding:
            headers["Content-Encoding"] = encoding
        return Response(body, content_type=self.content_type, headers=headers)


class Bundle:
    """The page's own scripts and styles, each kind as one file that is named by its content."""

    def __init__(self) -> None:
        # The theme is set before the page paints, the modules come after: two files.
        scripts = [path for path in sorted(ASSETS.glob("*.js")) if not path.name.startswith("0")]
        self._files = {
            "theme.js": _joined(sorted(ASSETS.glob("0*.js")), "text/javascript"),
            "page.js": _joined(scripts, "text/javascript"),
            "page.css": _joined(sorted(ASSETS.glob("*.css")), "text/css"),
        }
        self.links = {name: f"/bundle/{ready.tag}/{name}" for name, ready in self._files.items()} | {"icon": ICON}

    def serve(self, app: Dash) -> None:
        @app.server.route("/bundle/<tag>/<name>")  # type: ignore[untyped-decorator]
        def bundle(tag: str, name: str) -> Response:
            ready = self._files.get(name)
            if ready is None or ready.tag != tag:
                raise NotFound("There is no such file here.")
            return ready.answer()


def _joined(paths: list[Path], kind: str) -> Ready:
    text = "\n".join(path.read_text(encoding="utf-8") for path in paths)
    return Ready(text.encode(), f"{kind}; charset=utf-8", FOREVER, quality=11)


def keep_suites(app: Dash) -> None:
    """Keeps Dash's own files ready, too: it would compress them anew for every visitor."""
    kept: dict[str, Ready] = {}

    @app.server.before_request  # type: ignore[untyped-decorator]
    def ready() -> Response | None:
        found = kept.get(request.path)
        return found.answer() if found else None

    @app.server.after_request  # type: ignore[untyped-decorator]
    def keep(response: Response) -> Response:
        if not request.path.startswith(SUITES) or response.status_code != 200 or request.path in kept:
            return response
        if response.content_encoding:
            return response
        response.direct_passthrough = False
        kept[request.path] = Ready(response.get_data(), response.content_type, FOREVER)
        return kept[request.path].answer()
