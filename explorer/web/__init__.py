"""A Landscape in; a Dash app out. The only room that knows Dash."""

from __future__ import annotations

from dash import Dash

from explorer.audit import content_hash
from explorer.kept import store_of
from explorer.model import Landscape
from explorer.web import layout, server
from explorer.web.about import serve_about
from explorer.web.callbacks import register, serve_details
from explorer.web.comparing import serve_actors
from explorer.web.door import Door
from explorer.web.find import serve_find
from explorer.web.first import ExplorerPage, FirstPages, serve_first_pages
from explorer.web.offline import offline_html
from explorer.web.place import place
from explorer.web.prose import Prose
from explorer.web.served import ASSETS, Bundle, keep_suites
from explorer.web.settings import USUAL, Settings
from explorer.web.take import serve_take
from explorer.web.telling import Teller
from explorer.web.view import Views, serve_views
from explorer.web.window import serve_window

__all__ = ["create_app", "offline_html"]


def create_app(landscape: Landscape, settings: Settings = USUAL) -> Dash:
    """The app for one landscape. All state is in the address: nothing of a request outlives it but answers that are
    the same for whoever asks, in one store.
    """
    store = store_of(landscape)
    store.limit = settings.memory
    bundle = Bundle()
    app = ExplorerPage(
        "explorer",
        assets_folder=str(ASSETS),
        assets_ignore=".*",  # they are served as a bundle
        update_title="",
        health_endpoint="healthz",
        enable_mcp=False,
        add_log_handler=False,
    )
    prose = Prose(landscape)
    views, teller = Views(landscape, prose), Teller(landscape, prose)
    app.layout = layout.living()
    register(app, landscape, teller.named)
    door = Door(app, server.watch(app, content_hash(landscape), settings, bundle.links))
    serve_first_pages(door, FirstPages(landscape, views, teller, bundle.links, app.living()), store)
    serve_details(door, landscape, teller.named, app.callback_map, store)
    serve_views(door, views, store)
    serve_find(door, landscape, prose, store)
    serve_window(door, views, store)
    serve_actors(door, landscape, store)
    serve_about(door, landscape, prose, bundle.links, store)
    bundle.serve(app)
    serve_take(app, landscape, store, settings)
    keep_suites(app, store)
    place(app.server, settings)
    return app
