"""The page's few callbacks: what the address asks for in, the details that Dash draws out. Registered on the app."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dash import ClientsideFunction, Dash, Input, Output
from flask import Response, request
from plotly.io.json import to_json_plotly

from explorer.errors import BadInput
from explorer.kept import Store
from explorer.model import Landscape
from explorer.selection import LONGEST_QUERY, Selection, from_query
from explorer.web import ids
from explorer.web.served import Ready, keep_ready
from explorer.web.server import CALLBACK_PATH, asked_in
from explorer.web.telling import told_of


def register(app: Dash, landscape: Landscape, tell: Callable[[Selection], Any]) -> None:
    """`tell(selection)` gives the details, as components."""

    @app.callback(  # type: ignore[untyped-decorator]
        Output(ids.DETAILS_BODY, "children"), Input(ids.ASKED, "data"), prevent_initial_call=True
    )
    def details(asked: object) -> Any:
        return tell(from_query(address_text(asked), landscape)[0])

    app.clientside_callback(
        ClientsideFunction("explorer", "begin"), Output(ids.ASKED, "data"), Input(ids.DETAILS_BODY, "id")
    )
    app.clientside_callback(ClientsideFunction("explorer", "told"), Input(ids.DETAILS_BODY, "children"))


def serve_details(app: Dash, landscape: Landscape, tell: Callable[[Selection], Any], store: Store) -> None:
    """Answers the callback with bytes that are kept: the ones that Dash would write anew for every reader.

    The request's body is checked first; call after the last callback is registered.
    """

    def answer() -> Response:
        selection = told_of(from_query(address_text(asked_in(app)), landscape)[0])
        return keep_ready(store, ("details", selection), lambda: written(tell(selection))).answer()

    app.server.view_functions[CALLBACK_PATH] = answer


def written(told: Any) -> Ready:
    """The details as Dash's page reads them."""
    text = to_json_plotly({"multi": True, "response": {ids.DETAILS_BODY: {"children": told}}})
    return Ready(text.encode(), "application/json", quality=4)


def address_text(value: object) -> str:
    """The address text a request carries; raises BadInput for anything that is not a text of sane length."""
    if value is None:
        return ""
    if not isinstance(value, str) or len(value) > 2 * LONGEST_QUERY:
        raise BadInput(f"The address must be a text of at most {2 * LONGEST_QUERY} characters.")
    return value


def asked_address() -> str:
    """The address text of the present request."""
    return address_text(request.query_string.decode("utf-8", "replace"))
