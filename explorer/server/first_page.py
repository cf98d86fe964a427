"""An address in; the first answer out: the whole page as HTML, as it stands for that address, before any script.

The timeline stands in it as paper shows it, until the page's first script draws it for the real width. Dash's own
scripts wait in a template, where the browser does not run them; the first script brings them once the pictures stand.
Readers without JavaScript, search engines and print have all of it.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
from typing import Any

from dash import Dash

from explorer.cache import Cache
from explorer.data.checks.audit import content_hash
from explorer.draw.markup import Markup, Node, html_of, tag
from explorer.export.dialog import downloads, export_dialog
from explorer.export.slides.picture import timeline_box
from explorer.landscape import Landscape
from explorer.network.stored.laying import is_laid_out, is_pick_known
from explorer.network.svg.svg_of_selection import network_svg_of
from explorer.network.visibility import base_drawn
from explorer.page import ids, layout
from explorer.page.document import compact, data_script, document
from explorer.page.pictures import NARROW, WIDE
from explorer.page.served_parts import served_parts
from explorer.page.view_answer import view_of
from explorer.query.changes import days_of_change
from explorer.query.selection import Selection, says_something, to_query
from explorer.query.visible import View, visible
from explorer.server.card_tags import card_tags
from explorer.server.doors.cached_response import CachedResponse, cached
from explorer.server.doors.door import Door
from explorer.server.doors.security import parted
from explorer.server.rooms import Room, Rooms
from explorer.server.settings import Settings
from explorer.timeline.density import density_svg

HOME = "/"
EMBED = "embed"
"""The part of an address that asks, with 1, for the page as it stands in a frame of another site."""

_BETWEEN = "<!-- Dash -->"
_UNTOLD = ("dash_version", "python_version", "plotly_version", "ddk_version", "dash_version_url", "end_id")
"""Of what Dash tells its page: versions, which are nobody's business, and an id that is another in every process."""
_OF_DASH = ("dash_html_components",)
"""The libraries of components that this page draws with; another page of the process may have brought more."""
_NOT_HERE = re.compile("/(dcc|dash_table|dash_ag_grid)/")
"""Where scripts stand that Dash brings, needed or not, and those that another page of the process brings."""


class ExplorerPage(Dash):  # type: ignore[misc]
    """Dash as a part of our page: its settings and its scripts, which wait in a template."""

    def living(self) -> Markup:
        """The markup of that part, the same for every address and reader. Its addresses are relative to the page."""
        with self.server.test_request_context():
            return Markup(str(self.index()).partition(_BETWEEN)[2])

    def interpolate_index(self, **parts: str) -> str:
        lines = [line for line in parts["scripts"].splitlines() if not _NOT_HERE.search(line)]
        scripts = "\n".join(lines).replace('src="/', 'src="')
        waiting = tag("template", {"id": "dash-scripts"}, Markup(f"\n{scripts}\n{parts['renderer']}\n"))
        return f"{parts['app_entry']}{_BETWEEN}{parts['config']}\n{waiting}"

    def _config(self) -> dict[str, Any]:
        told = {name: value for name, value in super()._config().items() if name not in _UNTOLD}
        told["children_props"] = {name: told["children_props"][name] for name in _OF_DASH}
        return told | {"requests_pathname_prefix": "./"}  # the page may stand below any path


class FirstPages:
    """The first answers of one landscape, by address text."""

    def __init__(self, rooms: Rooms, links: dict[str, str], living: Markup, settings: Settings) -> None:
        self.rooms, self.footing = rooms, rooms.footing
        self.links, self.living, self.settings = links, living, settings

    def read(self, address: str) -> tuple[Room, Selection, tuple[str, ...]]:
        """What an address text stands for; the default view where it says nothing, whatever others add to it."""
        room, selection, notes = self.rooms.read(address)
        if not says_something(address):
            room, selection, _ = self.rooms.read(self.rooms.landscape.default_view)
        return room, selection, notes

    def drawn(self, view: View) -> tuple[bool, ...]:
        """Of each network of the page, and last of the pick in them, whether it is there; all of them where readers
        wait for what is not."""
        if not self.footing.is_live:
            return ()
        bases = {width: base_drawn(view, width) for _, width in layout.NETWORKS if width != NARROW}
        laid_out = [is_laid_out(view.landscape, base) for base in bases.values()]
        return *laid_out, is_pick_known(view, bases[WIDE])

    def page(self, room: Room, view: View, *, framed: bool = False) -> CachedResponse:
        """The whole page of what a selection shows; `framed`, as it stands in a frame of another site."""
        preload = tag("link", {"rel": "preload", "as": "script", "href": self.links["page.js"], "id": "page-script"})
        # What comes first is painted with the timeline: alone the header would move as what stands at its right comes.
        whole = tag("link", {"rel": "expect", "href": f"#{ids.TIMELINE}", "blocking": "render"})
        head = [preload, whole, *card_tags(view, self.settings.base_url)]
        entry = self.entry(room, view, framed=framed)
        entry = tag("div", {"class": "embedded"}, entry, layout.way_to_whole(room.landscape)) if framed else entry
        landscape = room.landscape
        picked = "some-selected" if view.highlighted[0] else ""
        text = document(landscape.title, [entry, self.living], self.links, landscape.summary, more=head, state=picked)
        return CachedResponse(text.encode(), "text/html; charset=utf-8", quality=7)

    def entry(self, room: Room, view: View, *, framed: bool = False) -> Markup:
        """The page's markup and the data its modules read."""
        selection = view.selection
        answer = room.views.answer(view.choosing(**vars(view_of(selection))))
        parts = layout.Parts(
            answer=answer,
            timeline=timeline_box(room.views.pictures, view),
            density=density_svg(view),
            networks=[(look, width, self.network(view, width)) for look, width in layout.NETWORKS],
            details=room.panel.named(view),
            chronicle=answer.pop("chronicle"),
            sources=[room.views.prose.source_list(), tag("p", {"class": "quiet"}, room.views.prose.more_sources())],
            downloads=downloads(selection),
            **served_parts(view, answer["shown"], export_dialog(), self.footing),
        )
        frame = {"frame": [*self.settings.embedders]} if framed else {}
        told = _data(room.landscape, selection, self.footing.is_live)
        scripts = {"landscape-data": told | frame, "view-data": answer}
        carried = [data_script(name, compact(value)) for name, value in scripts.items()]
        return html_of([layout.page(room.landscape, parts), carried])

    def network(self, view: View, width: int) -> Node:
        """The network of a width; where it has to be laid out first while others wait for this page, a line for it."""
        if width == NARROW:
            return None  # it is fetched where it shows: few look at it
        if not self.footing.is_live:
            return network_svg_of(view, width, with_pick=width == WIDE)
        base = base_drawn(view, width)
        if not is_laid_out(view.landscape, base):
            return tag("p", {"class": "laying quiet"}, LAYING)
        return network_svg_of(view, width, with_pick=width == WIDE and is_pick_known(view, base))


LAYING = "The network is being laid out: load the page again in a moment."
"""Where the network comes later; the page's script fetches it, and says meanwhile how far it is."""


def serve_first_pages(door: Door, pages: FirstPages, cache: Cache) -> None:
    """Answers `/`. A page is kept by what its address means and what of it is there, never by how it is written."""

    mark = pages.footing.mark

    def first(address: str) -> CachedResponse:
        own, rest = parted(address, (EMBED,))
        framed = own.get(EMBED) == "1"
        room, selection, notes = pages.read(rest if framed else address)
        key: tuple[Hashable, ...] = ("page", selection, framed, pages.settings, mark)
        view: View | None = None
        if not cache.holds(key):
            view = visible(room.landscape, selection)
            if not all(drawn := pages.drawn(view)):
                key = (*key, drawn)
        ready = cached(cache, key, lambda: pages.page(room, view or visible(room.landscape, selection), framed=framed))
        if not rest:
            ready.often_asked()
        return noted(ready, notes) if notes else ready

    door.serve(HOME, first)


def noted(page: CachedResponse, notes: Sequence[str]) -> CachedResponse:
    """A page with a line for each piece of its address that was not understood."""
    place, lines = (layout.notes(lines) for lines in ((), notes))
    return CachedResponse(page.body.replace(place.encode(), lines.encode(), 1), page.content_type, quality=1)


def _data(landscape: Landscape, selection: Selection, is_live: bool) -> dict[str, Any]:
    """What the page's modules know of the landscape, whatever is shown, and what was understood of the address."""
    return {
        "id": landscape.id,
        "hash": content_hash(landscape),
        "address": to_query(selection),
        "as_of": landscape.as_of.isoformat(),
        "default_view": landscape.default_view,
        "days": [day.isoformat() for day in days_of_change(landscape)],
        "live": is_live,
    }
