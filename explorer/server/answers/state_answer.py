"""How what is served stands to its files: a page for people at /problems, a few bytes for open pages at /state."""

from __future__ import annotations

from collections.abc import Mapping

from explorer.data.checks.audit import content_hash
from explorer.draw.markup import html_of
from explorer.landscape import Landscape
from explorer.page.footing import Footing, footing_line
from explorer.page.plain.problems import PROBLEMS_PATH, problems_page
from explorer.server.doors.cached_response import CachedResponse, json_response
from explorer.server.doors.door import Door

STATE_PATH = "/state"


def serve_state(door: Door, landscape: Landscape, footing: Footing, links: Mapping[str, str]) -> None:
    """Answers GET /problems and /state, whatever else the address says."""
    state = json_response({"hash": content_hash(landscape), "files": html_of([footing_line(footing)])})
    page = problems_page(landscape.title, footing, links).encode()
    listed = CachedResponse(page, "text/html; charset=utf-8")
    door.serve(PROBLEMS_PATH, lambda _: listed)
    door.serve(STATE_PATH, lambda _: state)
