"""A tree of Dash HTML components in; HTML text out: the page before, and without, any script."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Any

from dash.development.base_component import Component

_VOID = {"br", "hr", "img", "input", "link", "meta", "source"}
_NAMES = {"className": "class", "htmlFor": "for", "tabIndex": "tabindex", "autoComplete": "autocomplete"}
_FREE = ("data-", "aria-")
_NOT_HTML = ("children", "disable_n_clicks", "n_clicks")


@dataclass(frozen=True)
class Plain:
    """An element that Dash has no HTML component for."""

    tag: str
    attributes: Mapping[str, Any] = field(default_factory=dict)
    children: Any = None


@dataclass(frozen=True)
class Markup:
    """Text that is markup already."""

    text: str


def html_of(node: Any) -> str:
    """HTML text of a component, a text, a number, a list of these, or None. All text is escaped.

    An attribute that is True is written alone, one that is None or False not at all. Components that are not HTML
    (graphs, stores) become an empty element with their id.
    """
    if node is None:
        return ""
    if isinstance(node, (list, tuple)):
        return "".join(map(html_of, node))
    if isinstance(node, Markup):
        return node.text
    if isinstance(node, Plain):
        return _element(node.tag, node.attributes, node.children)
    if not isinstance(node, Component):
        return escape(str(node))
    properties = node.to_plotly_json()["props"]
    if "html" not in type(node).__module__:
        return _element("div", {"id": properties.get("id", "")}, None)
    # Dash keeps data-* and aria-* in the order of a set, which is another in every process.
    told = sorted(properties.items(), key=lambda part: (part[0].startswith(_FREE), part[0] if "-" in part[0] else ""))
    attributes = {_NAMES.get(name, name): value for name, value in told if name not in _NOT_HTML}
    return _element(type(node).__name__.lower(), attributes, properties.get("children"))


def _element(tag: str, attributes: Mapping[str, Any], children: Any) -> str:
    written = "".join(
        f" {name}" if value is True else f' {name}="{escape(str(value))}"'
        for name, value in attributes.items()
        if value is not None and value is not False
    )
    return f"<{tag}{written}>" + ("" if tag in _VOID else f"{html_of(children)}</{tag}>")


def document(
    title: str, body: Any, links: Mapping[str, str], description: str = "", home: str = "", more: Any = None
) -> str:
    """A whole HTML document. All text in it is escaped, its title included.

    `links` gives the addresses of the page's own files (`Bundle.links`), `home` the way from the document's own address
    to the page, `more` what else its head holds.
    """
    head = [
        Plain("meta", {"charset": "utf-8"}),
        Plain("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
        Plain("meta", {"name": "description", "content": description}) if description else None,
        Plain("title", {}, title),
        Plain("link", {"rel": "icon", "href": links["icon"]}),
        Plain("script", {"src": home + links["theme.js"]}),
        Plain("link", {"rel": "stylesheet", "href": home + links["page.css"]}),
        more,
    ]
    return "<!DOCTYPE html>\n" + html_of(
        Plain("html", {"lang": "en"}, [Plain("head", {}, head), Plain("body", {}, body)])
    )
