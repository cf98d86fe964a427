"""The answer to /about: the page “About the data”, made once."""

from __future__ import annotations

from collections.abc import Mapping

from explorer.cache import Cache
from explorer.landscape import Landscape
from explorer.page.plain.about import ABOUT_PATH, about_page
from explorer.page.sentences import Prose
from explorer.server.doors.cached_response import CachedResponse, cached
from explorer.server.doors.door import Door


def serve_about(door: Door, landscape: Landscape, prose: Prose, links: Mapping[str, str], cache: Cache) -> None:
    """Answers GET /about, whatever else the address says."""

    def page() -> CachedResponse:
        return CachedResponse(about_page(landscape, prose, links).encode(), "text/html; charset=utf-8")

    door.serve(ABOUT_PATH, lambda _: cached(cache, "about", page))
