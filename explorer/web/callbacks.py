"""The page's few callbacks. Each unpacks, calls one function, returns. Registered on the app, never on the module."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dash import ClientsideFunction, Dash, Input, Output

from explorer.errors import BadInput
from explorer.selection import LONGEST_QUERY
from explorer.web import ids

Told = tuple[Any, str, str, Any]


def register(app: Dash, tell: Callable[[str], Told]) -> None:
    """`tell(address)` gives details, both summaries and the notes for an address text."""

    @app.callback(  # type: ignore[untyped-decorator]
        Output(ids.DETAILS_BODY, "children"),
        Output(ids.TIMELINE_SUMMARY, "children"),
        Output(ids.NETWORK_SUMMARY, "children"),
        Output(ids.NOTES, "children"),
        Input(ids.ADDRESS, "search"),
    )
    def tell_of(search: object) -> Told:
        return tell(address_text(search))

    app.clientside_callback(
        ClientsideFunction("explorer", "follow"), Output(ids.LIVE, "children"), Input(ids.ADDRESS, "search")
    )


def address_text(value: object) -> str:
    """The address text a request carries; raises BadInput for anything that is not a text of sane length."""
    if value is None:
        return ""
    if not isinstance(value, str) or len(value) > 2 * LONGEST_QUERY:
        raise BadInput(f"The address must be a text of at most {2 * LONGEST_QUERY} characters.")
    return value
