"""The one place where markup is written: elements of HTML and of SVG, in which all text is escaped.

    >>> tag("p", {"title": '"'}, "1 < 2", tag("br", {}))
    '<p title="&quot;">1 &lt; 2<br></p>'
    >>> svg_tag("path", {"d": "M0 0"})
    '<path d="M0 0" />'

What is read from the right is set apart in what is read from the left, by characters: an element would be another
thing to lay out in a row of things.

What is made of these stands in others as it is; any other text is escaped, also where pieces of markup were put
together by hand. Children may be lists of children; None is nothing. An attribute that is True is written alone, one
that is None or False not at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from html import escape

from explorer.draw.direction import set_apart

Node = str | int | None | Iterable["Node"]
Attributes = Mapping[str, object]

VOID = {"br", "hr", "img", "input", "link", "meta", "source"}
"""Elements of HTML that hold nothing and are not ended."""


class Markup(str):
    """Text that is markup already."""

    __slots__ = ()


def tag(name: str, attributes: Attributes, *children: Node) -> Markup:
    """An element of HTML."""
    opened = f"<{name}{_written(attributes, escape)}>"
    return Markup(opened if name in VOID else f"{opened}{_inside(children, _html_text)}</{name}>")


def svg_tag(name: str, attributes: Attributes, *children: Node) -> Markup:
    """An element of SVG, as XML."""
    inside = _inside(children, _xml_apart) if children else ""
    opened = f"<{name}{_written(attributes, _xml_value)}"
    return Markup(f"{opened}>{inside}</{name}>" if inside else f"{opened} />")


def html_of(node: Node) -> Markup:
    """A text, a number, markup, or a list of these as it stands in an element of HTML."""
    return node if isinstance(node, Markup) else Markup(_inside(node, _html_text))


def _written(attributes: Attributes, escaped: Callable[[str], str]) -> str:
    if not attributes:
        return ""
    return "".join(
        [
            f" {name}" if value is True else f' {name}="{escaped(str(value))}"'
            for name, value in attributes.items()
            if value is not None and value is not False
        ]
    )


def _inside(node: Node, escaped: Callable[[str], str]) -> str:
    if isinstance(node, str):
        return node if isinstance(node, Markup) else escaped(node)
    if node is None:
        return ""
    if isinstance(node, int):
        return escaped(str(node))
    return "".join([part if type(part) is Markup else _inside(part, escaped) for part in node])


_SPECIAL = re.compile("[&<>\"'\r\n\t]")
"""Looking for what must be escaped is quicker than escaping: mostly there is nothing."""


def _html_text(text: str) -> str:
    text = set_apart(text)
    return escape(text) if _SPECIAL.search(text) else text


def _xml_apart(text: str) -> str:
    return _xml_text(set_apart(text))


def _xml_text(text: str) -> str:
    return escape(text, quote=False) if _SPECIAL.search(text) else text


def _xml_value(text: str) -> str:
    """Line breaks stay what they are: a reader of XML would take them for spaces."""
    if not _SPECIAL.search(text):
        return text
    text = _xml_text(text).replace('"', "&quot;")
    return text.replace("\r", "&#13;").replace("\n", "&#10;").replace("\t", "&#09;")
