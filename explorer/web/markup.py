"""A tree of Dash HTML components in; HTML text out. What React would draw, sent before React is there."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from dash.development.base_component import Component

_VOID = {"Br", "Hr", "Img", "Input"}
_NAMES = {"className": "class", "htmlFor": "for", "tabIndex": "tabindex", "autoComplete": "autocomplete"}


def html_of(node: Any, kept: Mapping[str, str] | None = None) -> str:
    """HTML text of a component, a text, a number, a list of these, or None. All text is escaped.

    A component with `data-kept="name"` is filled with `kept[name]`, which is markup already.
    Components that are not HTML (graphs, stores) become an empty element with their id.
    """
    if node is None:
        return ""
    if isinstance(node, (list, tuple)):
        return "".join(html_of(child, kept) for child in node)
    if not isinstance(node, Component):
        return escape(str(node))
    properties = node.to_plotly_json()["props"]
    if "html" not in type(node).__module__:
        return f'<div id="{escape(str(properties.get("id", "")))}"></div>'
    tag = type(node).__name__.lower()
    attributes = "".join(
        f' {_NAMES.get(name, name)}="{escape(str(value))}"'
        for name, value in properties.items()
        if name not in ("children", "disable_n_clicks", "n_clicks") and value not in (None, False)
    )
    inner = (kept or {}).get(properties.get("data-kept", ""), "") or html_of(properties.get("children"), kept)
    return f"<{tag}{attributes}>" + ("" if type(node).__name__ in _VOID else f"{inner}</{tag}>")
