"""Markup in; the same as components of Dash out, which keep their places and the keyboard's when they change."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

from explorer.draw.markup import VOID, Markup

_NAMES = {"class": "className", "for": "htmlFor", "tabindex": "tabIndex"}


def component(markup: Markup) -> dict[str, Any]:
    """An element and all inside it, with the same attributes, as Dash writes its components in JSON."""
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    (outermost,) = reader.inside[0]
    assert isinstance(outermost, dict)
    return outermost


class _Reader(HTMLParser):
    """Reads what `tag` has written: whatever is begun is also ended."""

    def __init__(self) -> None:
        super().__init__()
        self.inside: list[list[dict[str, Any] | str]] = [[]]  # of every element that is open, outermost first

    def handle_starttag(self, name: str, attributes: list[tuple[str, str | None]]) -> None:
        children: list[dict[str, Any] | str] = []
        props: dict[str, Any] = {"children": children}
        props |= {_NAMES.get(key, key): True if value is None else value for key, value in attributes}
        self.inside[-1].append({"type": name.capitalize(), "namespace": "dash_html_components", "props": props})
        if name not in VOID:
            self.inside.append(children)

    def handle_endtag(self, name: str) -> None:
        self.inside.pop()

    def handle_data(self, data: str) -> None:
        self.inside[-1].append(data)
