"""What every page has: the document around its body, its masthead, the button for its theme."""

from __future__ import annotations

from collections.abc import Mapping

from explorer.draw.markup import Markup, Node, tag
from explorer.page import ids


def document(
    title: str, body: Node, links: Mapping[str, str], description: str = "", home: str = "", more: Node = None
) -> str:
    """`links` gives the addresses of the page's own files (`Bundle.links`), `home` the way from the document's own
    address to the page, `more` what else its head holds.
    """
    head = [
        tag("meta", {"charset": "utf-8"}),
        tag("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
        tag("meta", {"name": "description", "content": description}) if description else None,
        tag("title", {}, title),
        tag("link", {"rel": "icon", "href": links["icon"]}),
        tag("script", {"src": home + links["theme.js"]}),
        tag("link", {"rel": "stylesheet", "href": home + links["page.css"]}),
        more,
    ]
    return "<!DOCTYPE html>\n" + tag("html", {"lang": "en"}, tag("head", {}, head), tag("body", {}, body))


def masthead(title: str, deck: str, tools: Node) -> Markup:
    """The top of a page: what it is, and its tools."""
    named = tag("div", {}, tag("h1", {}, title), tag("p", {"class": "deck"}, deck))
    return tag("header", {"class": "mast"}, named, tag("div", {"class": "tools"}, tools))


def theme_button() -> Markup:
    return tag("button", {"id": ids.THEME_BUTTON, "title": "Switch between light and dark", "type": "button"}, "Theme")
