"""What every page has: the document around its body, its masthead, the button for its theme."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from explorer.draw.markup import Markup, Node, tag
from explorer.page import ids


def document(
    title: str,
    body: Node,
    links: Mapping[str, str],
    description: str = "",
    home: str = "",
    more: Node = None,
    state: str = "",
) -> str:
    """A whole document of HTML.

    `links` gives the addresses of the page's own files (`AssetBundle.links`), `home` the way from the document's own
    address to the page, `more` what else its head holds, `state` the class that says what the page shows.
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
    return "<!DOCTYPE html>\n" + tag(
        "html", {"lang": "en"} | ({"class": state} if state else {}), tag("head", {}, head), tag("body", {}, body)
    )


def compact(value: object) -> str:
    """A value as JSON without a space."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def in_script(text: str) -> Markup:
    """JSON text that can neither end a script element nor begin a comment or another script in it."""
    return Markup(re.sub("<(?=!|script)", r"\\u003c", text.replace("</", r"<\/"), flags=re.IGNORECASE))


def data_script(id: str, text: str) -> Markup:
    """JSON text that modules read from an element of that id."""
    return tag("script", {"type": "application/json", "id": id}, in_script(text))


def masthead(title: str, deck: str, tools: Node) -> Markup:
    """The top of a page: what it is, and its tools."""
    named = tag("div", {}, tag("h1", {}, title), tag("p", {"class": "deck"}, deck))
    return tag("header", {"class": "mast"}, named, tag("div", {"class": "tools"}, tools))


def theme_button() -> Markup:
    return tag("button", {"id": ids.THEME_BUTTON, "title": "Switch between light and dark", "type": "button"}, "Theme")
