"""Markup as Dash draws it: the same elements, attributes and texts as it says."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree as ET

import pytest
from dash import html

from explorer.draw.markup import tag
from explorer.server.data_page.dash_markup import component
from tests.hostile_world import TRICKS

NAMES = {"className": "class", "htmlFor": "for", "tabIndex": "tabindex"}


def drawn(part: dict[str, Any]) -> tuple[Any, ...]:
    """An element of Dash's, which it knows: name, attributes, and what is in it."""
    told, known = part["props"], getattr(html, part["type"])
    assert known(**told).to_plotly_json() == part
    attributes = {NAMES.get(name, name): value for name, value in told.items() if name != "children"}
    return part["type"].lower(), attributes, [x if isinstance(x, str) else drawn(x) for x in told["children"]]


def written(part: ET.Element) -> tuple[Any, ...]:
    """The same of an element that was read by a parser of XML."""
    inside = [part.text, *(piece for child in part for piece in (written(child), child.tail))]
    return part.tag, part.attrib, [piece for piece in inside if piece]


@pytest.mark.parametrize("text", ["plain", *TRICKS])
def test_dash_draws_what_the_markup_says(text: str) -> None:
    rows = [
        tag("li", {"id": f"row-{n}"}, tag("a", {"href": f"?sel={n}", "title": text}, text), " · ", n) for n in range(3)
    ]
    markup = tag(
        "div",
        {"class": "told", "data-of": text},
        tag("p", {}, text, tag("b", {}, text)),
        tag("ul", {}, rows),
    )
    assert drawn(component(markup)) == written(ET.fromstring(markup))
    assert component(markup)["props"]["data-of"] == text


def test_every_kind_of_attribute_has_its_name_in_dash() -> None:
    label = component(tag("label", {"class": "a", "for": "b", "tabindex": -1, "hidden": True, "data-x": "<"}, "&", 1))
    assert label == {
        "type": "Label",
        "namespace": "dash_html_components",
        "props": {
            "children": ["&1"],
            "className": "a",
            "htmlFor": "b",
            "tabIndex": "-1",
            "hidden": True,
            "data-x": "<",
        },
    }


def test_an_element_without_an_end_holds_nothing() -> None:
    line = component(tag("p", {}, "a", tag("br", {}), "b"))
    first, middle, last = line["props"]["children"]
    assert (first, middle["type"], last) == ("a", "Br", "b")
