"""A Landscape in; a Dash app out. The only room that knows Dash."""

from __future__ import annotations

from dash import Dash

from explorer.bundled import bundled
from explorer.cache import cache_of
from explorer.data.checks.audit import content_hash
from explorer.landscape import Landscape
from explorer.network.stored.file import FILE, use_stored
from explorer.page.assets import ASSETS
from explorer.page.footing import ALONE, Footing
from explorer.server.answers.about_answer import serve_about
from explorer.server.answers.actors_answer import serve_actors
from explorer.server.answers.find_answer import serve_find
from explorer.server.answers.state_answer import serve_state
from explorer.server.answers.time_range import serve_window
from explorer.server.answers.view_answer import serve_views
from explorer.server.callbacks import register, serve_details
from explorer.server.dash_details import living
from explorer.server.doors import security
from explorer.server.doors.base_address import answer_below_base
from explorer.server.doors.cached_response import AssetBundle, keep_suites
from explorer.server.doors.door import Door
from explorer.server.files.export_request import serve_exports
from explorer.server.files.uploads import serve_uploads
from explorer.server.first_page import ExplorerPage, FirstPages, serve_first_pages
from explorer.server.rooms import Rooms
from explorer.server.settings import DEFAULT_SETTINGS, Settings
from explorer.server.shared_link import serve_shared_links

__all__ = ["create_app", "mounted_app"]


def create_app(landscape: Landscape, settings: Settings = DEFAULT_SETTINGS) -> Dash:
    """The app for one landscape. All state is in the address: nothing of a request outlives it but answers that are
    the same for whoever asks, in the landscape's cache.
    """
    app = mounted_app(landscape, settings, ALONE)
    answer_below_base(app.server, settings)
    return app


def mounted_app(landscape: Landscape, settings: Settings, footing: Footing) -> Dash:
    """The same for a server that has taken the path of the base address off already, and looked at its proxies."""
    for file in sorted(bundled("graph_data").glob(f"*/{FILE}")):
        use_stored(landscape, file)
    cache = cache_of(landscape)
    cache.limit = settings.memory
    bundle = AssetBundle()
    app = ExplorerPage(
        "explorer",
        assets_folder=str(ASSETS),
        assets_ignore=".*",  # they are served as a bundle
        update_title="",
        health_endpoint="healthz",
        enable_mcp=False,
        add_log_handler=False,
    )
    rooms = Rooms(landscape, footing)
    app.layout = living()
    register(app, rooms)
    door = Door(app, security.watch(app, content_hash(landscape), settings, bundle.links))
    pages = FirstPages(rooms, bundle.links, app.living(), settings)
    serve_first_pages(door, pages, cache)
    serve_shared_links(app, door, pages, cache, settings)
    serve_details(door, rooms, app.callback_map, cache)
    serve_views(door, rooms, cache, is_live=footing.is_live)
    serve_find(door, rooms, cache)
    serve_window(door, rooms, cache)
    serve_actors(door, rooms, cache)
    serve_about(door, landscape, rooms.first.prose, bundle.links, cache)
    serve_state(door, landscape, footing, bundle.links)
    bundle.serve(app.server)
    serve_exports(app, landscape, cache, settings)
    serve_uploads(app, landscape, cache, settings)
    keep_suites(app, cache)
    return app
