"""An address in; the first answer out: the whole page as HTML, as it stands for that address, before any script.

Dash's own scripts wait in a template, where the browser does not run them; the page's first script brings them once
the pictures stand. Readers without JavaScript, search engines and print have all of it.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from dash import Dash, html
from flask import Response, request

from explorer.audit import content_hash
from explorer.model import Landscape
from explorer.part import days_of_change, shown
from explorer.selection import Selection, from_query, to_query
from explorer.web import layout
from explorer.web.callbacks import address_text
from explorer.web.markup import Markup, html_of
from explorer.web.pictures import WIDE
from explorer.web.served import Bundle, Ready
from explorer.web.telling import Teller
from explorer.web.view import Views, view_of

INDEX = """<!DOCTYPE html>
<html lang="en">
<head>
{%metas%}
<title>{%title%}</title>
<link rel="icon" href="ICON">
<script src="THEME"></script>
<link rel="stylesheet" href="STYLE">
<link rel="preload" as="script" href="SCRIPT" id="page-script">
{%css%}
</head>
<body>
{%app_entry%}
{%config%}
<template id="dash-scripts">
{%scripts%}
{%renderer%}
</template>
</body>
</html>"""

MOST_PAGES = 64
"""So many first answers are kept ready."""


class ExplorerPage(Dash):  # type: ignore[misc]
    """Dash whose first answer already holds the page of the address that was asked for."""

    entry: Any = staticmethod(lambda: "")

    def interpolate_index(self, **parts: str) -> str:
        # Dash brings its table along whether or not there is one.
        scripts = "\n".join(line for line in parts["scripts"].splitlines() if "/dash_table/" not in line)
        return str(super().interpolate_index(**(parts | {"app_entry": self.entry(), "scripts": scripts})))


def index_string(bundle: Bundle) -> str:
    names = {"THEME": "theme.js", "STYLE": "page.css", "SCRIPT": "page.js", "ICON": "icon"}
    text = INDEX
    for word, name in names.items():
        text = text.replace(word, bundle.links[name])
    return text


class FirstPages:
    """The first answers of one landscape, by address text."""

    def __init__(self, landscape: Landscape, views: Views, teller: Teller) -> None:
        self.landscape, self.views, self.teller = landscape, views, teller

    def entry(self, address: str) -> str:
        """The page's markup and the data its modules read, for an address text."""
        selection, notes = from_query(address or self.landscape.default_view, self.landscape)
        view = dict(self.views.view(view_of(selection, self.landscape)))
        found, pictures = shown(self.landscape, selection), self.views.pictures
        parts = {
            "timeline": Markup(pictures.timeline_markup(selection, found)),
            "density": Markup(pictures.density_markup(found, selection)),
            "network-wide": Markup(self.views.pictures.network_markup(selection, WIDE)),
            "network-narrow": "",  # fetched where it shows: every reader would wait for a layout that few look at
            "timeline-words": view["timelineWords"],
            "network-words": view["networkWords"],
            "drawn": view["drawn"],
            "shown": Markup(view["shown"]),
            "empty": Markup(view["empty"]),
            "chronicle": Markup(view.pop("chronicle")),
            "details": self.teller.named(selection),
            "sources": [self.views.prose.source_list(), html.P(self.views.prose.more_sources(), className="quiet")],
            "notes": [layout.note(note) for note in notes],
        }
        scripts = {"landscape-data": _data(self.landscape, selection), "view-data": view}
        carried = "".join(
            f'<script type="application/json" id="{name}">{_json(value)}</script>' for name, value in scripts.items()
        )
        return html_of(layout.page(self.landscape, selection, parts)) + carried


def serve_first_pages(app: ExplorerPage, pages: FirstPages) -> None:
    @lru_cache(maxsize=MOST_PAGES)
    def ready(address: str) -> Ready:
        app.entry = lambda: pages.entry(address)
        return Ready(app.index().encode(), "text/html; charset=utf-8")

    @app.server.before_request  # type: ignore[untyped-decorator]
    def first() -> Response | None:
        if request.path != "/" or request.method not in ("GET", "HEAD"):
            return None
        return ready(address_text(request.query_string.decode("utf-8", "replace"))).answer()


def _json(value: Any) -> str:
    """JSON for a script element: "<" cannot end it early when it is written as an escape."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _data(landscape: Landscape, selection: Selection) -> dict[str, Any]:
    """What the page's modules know of the landscape, whatever is shown, and what was understood of the address."""
    return {
        "id": landscape.id,
        "hash": content_hash(landscape),
        "address": to_query(selection),
        "as_of": landscape.as_of.isoformat(),
        "default_view": landscape.default_view,
        "days": [day.isoformat() for day in days_of_change(landscape)],
    }
