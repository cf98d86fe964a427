"""A Landscape in; a Dash app out. The only room that knows Dash."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from dash import Dash, html
from flask import Response, request
from werkzeug.exceptions import NotFound

from explorer.dates import short_words, sort_key
from explorer.errors import BadInput
from explorer.export.options import Options
from explorer.export.pages import View
from explorer.export.slide import slide_svg
from explorer.graph import tied
from explorer.model import Actor, Event, Instrument, Landscape
from explorer.selection import Selection, from_query
from explorer.views.connections import connections
from explorer.views.details import details, name_of
from explorer.views.legend import network_legend, timeline_legend
from explorer.views.network import NetworkScene, network_scene
from explorer.views.network_svg import network_svg
from explorer.views.timeline import timeline_scene
from explorer.views.timeline_labels import place_labels
from explorer.views.timeline_page import timeline_page_svg
from explorer.views.timeline_payload import timeline_payload
from explorer.views.timeline_sheet import sheet_of
from explorer.views.timeline_sizes import PHONE, SCREEN, Sizes
from explorer.web import ids, layout, server
from explorer.web.about import serve_about
from explorer.web.callbacks import Told, address_text, register
from explorer.web.markup import html_of
from explorer.web.prose import Prose

ASSETS = Path(__file__).resolve().parents[2] / "assets"
WIDE, NARROW = 920, 358
"""Widths in px of the network on a desk and on a phone."""

MOST_DRAWN = 64
"""So many nodes the whole network draws at most; any other record is drawn with its neighbours when it is picked."""

_AXIS_WORDS = {
    "folded": "Long empty stretches are cut out; every cut is drawn and named.",
    "true": "True to scale: every year is equally wide.",
    "even": "Events equally apart, in order of their dates: distance is not time.",
}

_INDEX = """<!DOCTYPE html>
<html lang="en">
<head>
{%metas%}
<title>{%title%}</title>
{%favicon%}
<script src="assets/05-theme.js"></script>
{%css%}
</head>
<body>
{%app_entry%}
{%config%}
{%scripts%}
{%renderer%}
</body>
</html>"""


class ExplorerPage(Dash):  # type: ignore[misc]
    """Dash whose first answer already holds the page as HTML, and the data its modules read."""

    first_answer = ""

    def interpolate_index(self, **parts: str) -> str:
        return str(super().interpolate_index(**(parts | {"app_entry": self.first_answer})))


def create_app(landscape: Landscape) -> Dash:
    """The app for one landscape; all state is in the address, so workers and visitors share nothing."""
    app = ExplorerPage(
        "explorer",
        assets_folder=str(ASSETS),
        assets_ignore=r"^05-.*",
        index_string=_INDEX,
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
    app.layout = layout.page(landscape)
    app.first_answer = _first_answer(landscape, prose, app.layout)
    register(app, _teller(landscape, prose))
    _serve_pictures(app, landscape)
    _serve_neighbourhoods(app, landscape)
    serve_about(app, landscape, prose)
    server.watch(app)
    return app


def _first_answer(landscape: Landscape, prose: Prose, page: html.Div) -> str:
    kept = {
        "search": _combobox(ids.SEARCH_FIELD, ids.SEARCH_LIST, "Search") + '<kbd aria-hidden="true">/</kbd>',
        "ask": _combobox(ids.ASK_FIELD, ids.ASK_LIST, "How is it connected to …"),
        "network-wide": _network(network_scene(landscape, WIDE, drawn_at_once(landscape)), "wide"),
        "network-narrow": _network(network_scene(landscape, NARROW, _key_ids(landscape)), "narrow"),
        "network-legend": network_legend(),
        "timeline": _timeline(landscape),
        "timeline-legend": timeline_legend(),
        "chronicle": html_of(prose.chronicle()),
        "sources": html_of(prose.source_list()),
    }
    scripts = {
        "landscape-data": _json(_data(landscape)),
        "timeline-data": _json(timeline_payload(timeline_scene(landscape))),
        "timeline-true": _json(timeline_payload(timeline_scene(landscape, axis="true"))),
    }
    # "<" cannot end the element early when it is written as an escape.
    carried = "".join(
        f'<script type="application/json" id="{name}">{text.replace("<", chr(92) + "u003c")}</script>'
        for name, text in scripts.items()
    )
    return f'<div id="react-entry-point">{html_of(page, kept)}</div>{carried}'


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _timeline(landscape: Landscape) -> str:
    """Markup of the timeline for a desk and for a phone; the browser keeps the one that fits."""

    def drawn(width: float, sizes: Sizes, name: str) -> str:
        scene = timeline_scene(landscape, width, sizes)
        svg = timeline_page_svg(scene, place_labels(sheet_of(scene)))
        return f'<div class="tl-sent {name}">{svg}</div>'

    pictures = drawn(1360, SCREEN, "wide-only") + drawn(NARROW, PHONE, "narrow-only")
    return f'<div class="tl-box">{pictures}</div>'


def _network(scene: NetworkScene, prefix: str) -> str:
    """Markup of a network and of a line below it that says how much of the landscape it draws."""
    drawn, every = len(scene.nodes), len(scene.nodes) + scene.left_out
    rest = f"{drawn} of {every} actors and events drawn, the weightiest; any other is drawn when you pick it."
    return network_svg(scene, prefix) + (html_of(html.P(rest, className="drawn quiet")) if scene.left_out else "")


def _combobox(field: str, list_: str, placeholder: str) -> str:
    """Markup of a field that finds records as one types; its module fills the list."""
    return (
        f'<input id="{field}" type="text" role="combobox" autocomplete="off" spellcheck="false" maxlength="100"'
        f' placeholder="{placeholder}" aria-expanded="false" aria-autocomplete="list" aria-controls="{list_}">'
        f'<ul id="{list_}" role="listbox" aria-label="Found" hidden></ul>'
    )


def drawn_at_once(landscape: Landscape) -> frozenset[str]:
    """What the whole network draws: everything, or where that is too much, what weighs most and is tied most."""
    lit = tied(landscape)
    ranked = sorted(landscape.records.values(), key=lambda record: (record.weight, -len(lit[record.id]), record.id))
    return frozenset(record.id for record in ranked[:MOST_DRAWN])


def _key_ids(landscape: Landscape) -> frozenset[str]:
    return frozenset(record.id for record in landscape.records.values() if record.weight == 1)


def _data(landscape: Landscape) -> dict[str, Any]:
    """What the page's modules read: names to search and speak, and who is tied to whom."""
    in_order = sorted(landscape.events, key=lambda event: sort_key(event.date, event.id))
    return {
        "id": landscape.id,
        "as_of": landscape.as_of.isoformat(),
        "default_view": landscape.default_view,
        "records": {id: _searchable(record, landscape) for id, record in landscape.selectable.items()},
        "threads": {i.id: [e.id for e in in_order if e.instrument == i.id] for i in landscape.instruments},
        "ties": {id: sorted(others) for id, others in tied(landscape).items()},
    }


def _searchable(record: Actor | Event | Instrument, landscape: Landscape) -> dict[str, Any]:
    """A record's name, kind and every word it can be found by: aliases and its instrument's numbers included."""
    words, thread = [record.summary, *record.aliases], ""
    if isinstance(record, Actor):
        type_, name, kind, weight = "actor", record.name, record.role or record.kind, int(record.weight)
        words.append(record.role)
    elif isinstance(record, Event):
        type_, name, weight = "event", record.title, int(record.weight)
        kind = f"{record.kind}, {short_words(record.date)}"
        words += [record.short_title, record.kind]
        thread = record.instrument
        instruments = [i for i in landscape.instruments if i.id == thread]
        words += [word for i in instruments for word in (i.title, i.number, *i.aliases)]
    else:
        type_, name, weight = "instrument", record.title, 2
        kind = ", ".join(part for part in (record.kind, record.number) if part)
        words += [p.text for p in landscape.provisions if p.instrument == record.id]
    told = {"type": type_, "name": name, "kind": kind, "words": " ".join(words), "weight": weight}
    return told | ({"thread": thread} if thread else {})


def _teller(landscape: Landscape, prose: Prose) -> Any:
    """A function of the address text: details, the summaries of both pictures, notes."""

    @lru_cache(maxsize=1024)
    def tell_of(focus: str) -> tuple[Any, str, str]:
        if not focus:
            return (
                layout.start(landscape, prose),
                "",
                "The same lanes as above; events run from left to right in time.",
            )
        known = details(landscape, focus)
        events = {event.id for event in landscape.events}
        near = [id for id in known.neighbours if id in events]
        name = name_of(landscape.selectable[focus])
        return (
            prose.details(known),
            f"In colour: {name} and {_counted(len(near), 'event')} it is tied to."
            if focus in events
            else f"In colour: the {_counted(len(near), 'event')} {name} is tied to.",
            f"In colour: {name} and neighbours; the details name all {len(known.neighbours)}.",
        )

    @lru_cache(maxsize=1024)
    def connected(a: str, b: str) -> html.Div:
        names = [name_of(landscape.records[id]) for id in (a, b)]
        return prose.connections(names[0], names[1], connections(landscape, a, b))

    def tell(address: str) -> Told:
        selection, notes = from_query(address, landscape)
        told, timeline, network = tell_of(selection.focus)
        timeline = timeline or _AXIS_WORDS[selection.axis]
        if selection.to:
            told = [told[0], connected(selection.focus, selection.to), *told[1:]]
        return told, timeline, network, [html.P(note) for note in notes]

    return tell


def _counted(count: int, word: str) -> str:
    return f"{count} {word}" + ("" if count == 1 else "s")


def _serve_pictures(app: Dash, landscape: Landscape) -> None:
    @lru_cache(maxsize=64)
    def drawn(view: View, selection: Selection, theme: str) -> str:
        return slide_svg(landscape, view, selection, Options(theme="dark" if theme == "dark" else "light"))

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


def _serve_neighbourhoods(app: Dash, landscape: Landscape) -> None:
    """The network of one record and what it is tied to, for records that the whole network does not draw."""
    lit = tied(landscape)

    @lru_cache(maxsize=256)
    def drawn(width: int, id: str) -> str:
        ids = (lit[id] | {id}) & landscape.records.keys()
        name = name_of(landscape.selectable[id])
        scene = network_scene(landscape, width, ids)
        return network_svg(scene, f"near-{width}", label=f"Network: {name} and what it is tied to")

    @app.server.route("/neighbourhood/<int:width>/<id>.svg")  # type: ignore[untyped-decorator]
    def neighbourhood(width: int, id: str) -> Response:
        if width not in (WIDE, NARROW):
            raise BadInput(f"A neighbourhood is drawn {WIDE} or {NARROW} px wide.")
        if id not in lit:
            raise NotFound("There is no such record here.")
        return Response(drawn(width, id), content_type="image/svg+xml; charset=utf-8")
