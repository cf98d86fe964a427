"""A Landscape in; a Dash app out. The only room that knows Dash."""

from __future__ import annotations

from functools import lru_cache

from dash import Dash
from flask import Response, request

from explorer.errors import BadInput
from explorer.export.slide import slide_svg
from explorer.model import Landscape
from explorer.selection import Selection, from_query
from explorer.web import layout, server
from explorer.web.about import serve_about
from explorer.web.callbacks import address_text, register
from explorer.web.first import ExplorerPage, FirstPages, index_string, serve_first_pages
from explorer.web.prose import Prose
from explorer.web.served import ASSETS, Bundle, keep_suites
from explorer.web.telling import Teller
from explorer.web.view import Views, serve_views
from explorer.web.window import serve_window


def create_app(landscape: Landscape) -> Dash:
    """The app for one landscape; all state is in the address, so workers and visitors share nothing."""
    bundle = Bundle()
    app = ExplorerPage(
        "explorer",
        assets_folder=str(ASSETS),
        assets_ignore=".*",  # they are served as a bundle
        index_string=index_string(bundle),
        title=landscape.title,
        update_title="",
        meta_tags=[
            {"name": "viewport", "content": "width=device-width, initial-scale=1"},
            {"name": "description", "content": landscape.summary},
        ],
        compress=True,
        health_endpoint="healthz",
        enable_mcp=False,
        add_log_handler=False,
    )
    prose = Prose(landscape)
    views, teller = Views(landscape, prose), Teller(landscape, prose)
    app.layout = layout.living()
    register(app, teller.tell)
    server.watch(app)
    bundle.serve(app)
    serve_first_pages(app, FirstPages(landscape, views, teller))
    serve_views(app, views)
    serve_window(app, views)
    serve_about(app, landscape, prose, bundle.links)
    _serve_pictures(app, landscape)
    keep_suites(app)
    return app


def _serve_pictures(app: Dash, landscape: Landscape) -> None:
    @lru_cache(maxsize=64)
    def drawn(view: str, selection: Selection, theme: str) -> str:
        return slide_svg(landscape, view, selection, "dark" if theme == "dark" else "light")

    @app.server.route("/picture/<view>.svg")  # type: ignore[untyped-decorator]
    def picture(view: str) -> Response:
        if view not in ("timeline", "network"):
            raise BadInput("There is a picture of the timeline and one of the network.")
        theme = request.args.get("theme", "light")
        if theme not in ("light", "dark"):
            raise BadInput("The theme of a picture is light or dark.")
        address = address_text(request.query_string.decode("utf-8", "replace"))
        selection, _ = from_query(address, landscape)
        return Response(drawn(view, selection, theme), content_type="image/svg+xml; charset=utf-8")
