"""The page's few callbacks. Each unpacks, calls one function, returns. Registered on the app, never on the module."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dash import ClientsideFunction, Dash, Input, Output

from explorer.errors import BadInput
from explorer.selection import LONGEST_QUERY
from explorer.web import ids

RENDERER = (
    "var renderer = new DashRenderer({callback_resolved: "
    "(callback, result) => window.explorer.resolved(callback, result)});"
)
"""Begins Dash in the browser, which tells the page how each request ended: by itself it only logs a failure."""


def register(app: Dash, tell: Callable[[str], Any]) -> None:
    """`tell(address)` gives the details for an address text."""

    @app.callback(  # type: ignore[untyped-decorator]
        Output(ids.DETAILS_BODY, "children"), Input(ids.ASKED, "data"), prevent_initial_call=True
    )
    def details(asked: object) -> Any:
        return tell(address_text(asked))

    app.clientside_callback(
        ClientsideFunction("explorer", "begin"), Output(ids.ASKED, "data"), Input(ids.DETAILS_BODY, "id")
    )
    app.clientside_callback(ClientsideFunction("explorer", "told"), Input(ids.DETAILS_BODY, "children"))
    app.renderer = RENDERER


def address_text(value: object) -> str:
    """The address text a request carries; raises BadInput for anything that is not a text of sane length."""
    if value is None:
        return ""
    if not isinstance(value, str) or len(value) > 2 * LONGEST_QUERY:
        raise BadInput(f"The address must be a text of at most {2 * LONGEST_QUERY} characters.")
    return value
