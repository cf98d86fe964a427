"""Markup as Dash draws it: the same elements, attributes and texts as it says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from dash import html

from explorer.draw.markup import tag
from explorer.landscape import Landscape
from explorer.page.panel import RecordPanel
from explorer.page.sentences import Prose
from explorer.query.selection import from_query
from explorer.query.visible import visible
from explorer.server.data_page.dash_markup import component
from tests.hostile_world import harmless, hostile

NAMES = {"className": "class", "htmlFor": "for", "tabIndex": "tabindex"}
ADDRESSES = (
    "",
    "sel=ana-reyes",
    "sel=council&to=night-riders",
    "sel=night-order&at=2025-07-10",
    "sel=bus-bill&lanes=-",
)


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


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("spelled", [harmless, hostile])
def test_dash_draws_what_the_markup_says(
    small_world: Landscape, spelled: Callable[[Landscape], Landscape], address: str
) -> None:
    world = spelled(small_world)
    view = visible(world, from_query(address, world)[0])
    markup = RecordPanel(world, Prose(world)).named(view)
    assert drawn(component(markup)) == written(ET.fromstring(markup))
    assert component(markup)["props"]["data-of"] == view.selection.focus


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
