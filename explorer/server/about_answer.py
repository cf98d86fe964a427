"""The answer to /about: the page “About the data”, made once."""

from __future__ import annotations

from collections.abc import Mapping

from explorer.cache import Store
from explorer.model import Landscape
from explorer.page.about import PATH, about_page
from explorer.page.sentences import Prose
from explorer.server.cached_response import Ready, keep_ready
from explorer.server.door import Door


def serve_about(door: Door, landscape: Landscape, prose: Prose, links: Mapping[str, str], store: Store) -> None:
    """Answers GET /about, whatever else the address says."""

    def page() -> Ready:
        return Ready(about_page(landscape, prose, links).encode(), "text/html; charset=utf-8")

    door.serve(PATH, lambda _: keep_ready(store, "about", page))
