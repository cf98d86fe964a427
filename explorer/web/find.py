"""A landscape in; answers to what readers type into a search field out, as JSON; and the field itself."""

from __future__ import annotations

import json
from collections.abc import Sequence
from threading import Lock
from typing import Any
from urllib.parse import urlencode

from dash import Dash, html
from flask import Response, request

from explorer.errors import BadInput
from explorer.model import Landscape
from explorer.selection import from_query
from explorer.views.finding import LONGEST, Found, Hit, find, prepare
from explorer.views.marking import Piece
from explorer.web.callbacks import address_text
from explorer.web.markup import Plain
from explorer.web.prose import Prose

PATH = "/find"
_MINUTE = "private, max-age=60"  # the same letters are often typed again


def serve_find(app: Dash, landscape: Landscape, prose: Prose) -> None:
    """Answers `/find?q=…`; with `ends=1` only by actors and events. The rest of the query is the view's address.

    What searches need is made ready by the first request, one without a text if the page is quick to ask.
    """
    one_by_one = Lock()

    @app.server.route(PATH)  # type: ignore[untyped-decorator]
    def found() -> Response:
        text = request.args.get("q", "")
        if len(text) > LONGEST:
            raise BadInput(f"What is looked for must be at most {LONGEST} characters.")
        address = urlencode([(key, value) for key, value in request.args.items(multi=True) if key not in ("q", "ends")])
        selection, _ = from_query(address_text(address), landscape)
        with one_by_one:
            prepare(landscape)
        told = find(landscape, text, selection, records_only=bool(request.args.get("ends")))
        body = json.dumps(answer(told, prose), ensure_ascii=False, separators=(",", ":"))
        return Response(body, content_type="application/json", headers={"Cache-Control": _MINUTE})


def answer(found: Found, prose: Prose) -> dict[str, Any]:
    """What is found, as plain data; texts are in pieces, [text, 1] for one that is marked and [text] for any other."""
    return {
        "groups": [
            {"name": group.name, "count": group.count, "hits": [_hit(hit, prose) for hit in group.hits]}
            for group in found.groups
        ],
        "said": _said(found),
    }


def _hit(hit: Hit, prose: Prose) -> dict[str, Any]:
    told: dict[str, Any] = {"type": hit.type, "id": hit.id, "name": _pieces(hit.name), "kind": _pieces(hit.kind)}
    if hit.type == "source":
        told["place"] = f"source-{prose.number_of(hit.id)}"
    if hit.where:
        told["where"] = _pieces(hit.where)
    if hit.hidden:
        told["hidden"] = True
    return told


def _pieces(pieces: Sequence[Piece]) -> list[list[str | int]]:
    return [[piece.text, 1] if piece.marked else [piece.text] for piece in pieces]


def _said(found: Found) -> str:
    """How much is found, in a sentence."""
    if not found.count:
        return "Nothing here is called that. Try a name or a number, such as a bill’s."
    count = f"{found.count:,}".replace(",", "\N{NO-BREAK SPACE}")
    said = "1 result" if found.count == 1 else f"{count} results"
    if found.near:
        said = f"Nothing here is called just that; {said} come" + ("s" if found.count == 1 else "") + " near"
    if found.told < found.count:
        return f"{said}; the best {found.told} are listed. Type more to narrow it."
    return f"{said}."


def combobox(field: str, list_: str, placeholder: str) -> list[Any]:
    """A field that finds records as one types, with the box that its module fills below it."""
    wiring = {"aria-expanded": "false", "aria-autocomplete": "list", "aria-controls": list_}
    plain = {"type": "text", "role": "combobox", "autocomplete": "off", "spellcheck": "false", "maxlength": LONGEST}
    return [
        Plain("input", {"id": field, "placeholder": placeholder, **plain, **wiring}),
        html.Div(
            [
                html.Div(id=list_, role="listbox", className="hits", **{"aria-label": "Found"}),
                html.P(role="status", className="said quiet"),
            ],
            className="found",
            hidden=True,
        ),
    ]
