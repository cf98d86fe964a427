"""An address in; the timeline as paper shows it out, whole: what stands on the page where no script runs."""

from __future__ import annotations

from functools import partial
from typing import Any

from explorer.cache import Cache
from explorer.draw.palette import Theme
from explorer.export.slides.picture import timeline_svg
from explorer.page.markup import Plain
from explorer.page.pictures import DESK, NARROW
from explorer.query.selection import Selection, from_query, to_query
from explorer.query.visible import visible
from explorer.server.cached_response import CachedResponse, cached
from explorer.server.door import Door
from explorer.server.security import parted
from explorer.server.view_answer import Views

_PHONE, _DARK = "(max-width: 640px)", "(prefers-color-scheme: dark)"


def paper_images(selection: Selection) -> Plain:
    """The image of a selection's timeline: for a desk or a phone, light or dark, whichever the reader has."""
    query = to_query(selection)

    def address(width: int, theme: str) -> str:
        asked = "&".join(filter(None, ["theme=dark" if theme == "dark" else "", query]))
        return f"timeline/{width}.svg" + (f"?{asked}" if asked else "")

    choices = ((f"{_PHONE} and {_DARK}", NARROW, "dark"), (_PHONE, NARROW, "light"), (_DARK, DESK, "dark"))
    sources = [Plain("source", {"media": media, "srcset": address(width, theme)}) for media, width, theme in choices]
    said = "The timeline; the chronicle below lists all that is drawn in it."
    return Plain("picture", {}, [*sources, Plain("img", {"src": address(DESK, "light"), "alt": said})])


def serve_paper(door: Door, views: Views, cache: Cache) -> None:
    """Answers GET /timeline/<width>.svg?<address>, with theme=dark if that is wanted, for the two widths."""

    def drawn(selection: Selection, width: int, theme: Theme) -> CachedResponse:
        view = visible(views.landscape, selection)
        text = timeline_svg(views.pictures.timeline_scene(view, width), view, theme)
        return CachedResponse(text.encode(), "image/svg+xml; charset=utf-8")

    def paper(query: str, width: int) -> CachedResponse:
        given, address = parted(query, ("theme",))
        theme: Any = "dark" if given.get("theme") == "dark" else "light"
        selection, _ = from_query(address, views.landscape)
        return cached(cache, ("paper", selection, width, theme), lambda: drawn(selection, width, theme))

    for width in (DESK, NARROW):
        door.serve(f"/timeline/{width}.svg", partial(paper, width=width))
