"""A few pages that need no Dash, as an app of their own: the start page, the problems of what cannot be shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask import Flask, Response, request

from explorer.server.doors.cached_response import AssetBundle, CachedResponse
from explorer.server.doors.security import guard, headers_of
from explorer.server.settings import Settings

Page = Callable[[str], CachedResponse | str]
"""Of a query text; an answer, or the address that leads on to one."""


def plain_app(settings: Settings, pages: Callable[[Mapping[str, str]], Mapping[str, Page]]) -> Flask:
    """An app that answers these paths, as safe as any other. `pages(links)` gives them, from the addresses of the
    files that all pages have."""
    server, bundle = Flask("explorer", static_folder=None), AssetBundle()
    guard(server, headers_of((), settings), settings, bundle.links)
    bundle.serve(server)
    server.add_url_rule("/healthz", "healthz", lambda: Response("OK", content_type="text/plain; charset=utf-8"))
    for path, page in pages(bundle.links).items():
        server.add_url_rule(path, path, _view(page))
    return server


def _view(page: Page) -> Callable[[], Response]:
    def view() -> Response:
        made = page(request.query_string.decode("utf-8", "replace"))
        if isinstance(made, str):
            return Response(status=302, headers={"Location": made, "Cache-Control": "no-store"})
        return made.answer()

    return view
