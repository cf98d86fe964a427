"""A Landscape in; a Dash app out. The only room that knows Dash."""

from __future__ import annotations

from dash import Dash

from explorer.audit import content_hash
from explorer.model import Landscape
from explorer.web import layout, server
from explorer.web.about import serve_about
from explorer.web.callbacks import register
from explorer.web.comparing import serve_actors
from explorer.web.find import serve_find
from explorer.web.first import ExplorerPage, FirstPages, index_string, serve_first_pages
from explorer.web.offline import offline_html
from explorer.web.prose import Prose
from explorer.web.served import ASSETS, Bundle, keep_suites
from explorer.web.settings import USUAL, Settings
from explorer.web.take import serve_take
from explorer.web.telling import Teller
from explorer.web.view import Views, serve_views
from explorer.web.window import serve_window

__all__ = ["create_app", "offline_html"]


def create_app(landscape: Landscape, settings: Settings = USUAL) -> Dash:
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
    server.watch(app, content_hash(landscape), settings)
    bundle.serve(app)
    serve_first_pages(app, FirstPages(landscape, views, teller))
    serve_views(app, views)
    serve_find(app, landscape, prose)
    serve_window(app, views)
    serve_actors(app, landscape)
    serve_about(app, landscape, prose, bundle.links)
    serve_take(app, landscape)
    keep_suites(app)
    return app
