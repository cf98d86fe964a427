"""The one part of the page that Dash draws: the details, as one component that holds the markup they are sent as.

Dash's own components would be one for every word in bold, each with a state of its own to be kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dash import html

from explorer.draw.markup import Markup
from explorer.page import ids

NAMESPACE, COMPONENT = "policy_explorer", "Details"
"""What Dash finds the component by in the browser, where `assets/panel/details.js` defines it."""

ADDRESS = "data-address"
"""The property of the element `ASKED` that says what is asked for: an address's text."""


def living() -> html.Div:
    """That part before anything is asked for. It carries no data."""
    return html.Div([html.Div(id=ids.ASKED, hidden=True), html.Div(id=ids.DETAILS_BODY)])


def details_part(names: Mapping[str, str], told: Sequence[Markup]) -> dict[str, Any]:
    """The details and the attributes of the element they stand in, as Dash writes a component in JSON."""
    return {"namespace": NAMESPACE, "type": COMPONENT, "props": {**names, "markup": "".join(told)}}
