"""The timeline as SVG: a picture that carries its own looks."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree as ET

import pytest

from explorer.model import Event
from explorer.views.palette import TOKENS
from explorer.views.timeline import timeline_scene
from explorer.views.timeline_svg import timeline_svg
from tests.views.timeline_world import event, world


def picture(*events: Event, height: float = 700, **more: Any) -> ET.Element:
    return ET.fromstring(timeline_svg(timeline_scene(world(*events)), 1776, height, **more))


def drawn(svg: ET.Element, id: str) -> ET.Element:
    return next(group for group in svg.iter("g") if group.get("data-id") == id)


def texts(element: ET.Element) -> list[str]:
    return ["".join(text.itertext()) for text in element.iter("text")]


def fills(element: ET.Element) -> set[str]:
    return {part.get("fill", "") for part in element.iter()} | {part.get("stroke", "") for part in element.iter()}


def test_text_stays_text_and_a_hostile_title_its_letters() -> None:
    svg = picture(event("a", "2025-07-21", title="<script>alert(1)</script> & co"))
    assert any("<script>alert(1)</script> & co" in text for text in texts(svg))
    assert not list(svg.iter("script"))


def test_it_says_how_large_it_is() -> None:
    svg = picture(event("a", "2025-07-21"))
    assert svg.get("width") == "1776"
    assert float(svg.get("height", "0")) < 700


def test_slides_have_labels_of_twenty_pixels() -> None:
    label = next(text for text in drawn(picture(event("a", "2025-07-21")), "a").iter("text"))
    assert label.get("font-size") == "20"


def test_what_is_too_high_is_set_smaller_then_left_out_by_weight_and_counted() -> None:
    crowd = [event(f"e{n}", f"2025-07-{n + 1:02}", f"Supporting event number {n}", weight=2) for n in range(20)]
    svg = picture(*crowd, event("key", "2025-07-20", "The key event", weight=1), height=300)
    assert float(svg.get("height", "0")) <= 300
    assert any(text.endswith("not labelled") for text in texts(svg))
    assert texts(drawn(svg, "key"))


def test_with_a_selection_the_rest_is_grey_and_still_legible() -> None:
    svg = picture(event("a", "2025-07-21"), event("b", "2025-06-02"), focus="a", lit={"a"})
    assert TOKENS["lane-2"][0] in fills(drawn(svg, "a"))
    assert TOKENS["lane-2"][0] not in fills(drawn(svg, "b"))
    assert {TOKENS["dim-mark"][0], TOKENS["dim-text"][0]} <= fills(drawn(svg, "b"))


def test_footnote_numbers_follow_the_date() -> None:
    svg = picture(event("a", "2025-07-21"), cites={"a": "1 2 3"})
    assert texts(drawn(svg, "a")) == ["A21 Jul1 2 3"]


@pytest.mark.parametrize(("theme", "place"), [("light", 0), ("dark", 1)])
def test_colours_are_those_of_the_theme(theme: str, place: int) -> None:
    svg = picture(event("a", "2025-07-21"), event("b", "2000"), theme=theme)
    known = {values[place] for values in TOKENS.values()} | {"none", ""}
    assert {colour for group in svg for colour in fills(group)} <= known


def test_cuts_are_drawn_and_named() -> None:
    svg = picture(event("a", "2000"), event("b", "2016"), event("c", "2025-07-21"))
    assert {"15 yrs", "2001–2015"} <= set(texts(svg))


def test_a_high_picture_says_in_the_cut_that_nothing_is_here() -> None:
    crowd = [event(f"e{n}", f"2025-07-{n + 1:02}", f"Supporting event number {n}") for n in range(8)]
    assert "2001–2024: no events here" in texts(picture(event("a", "2000"), *crowd))


def test_what_has_not_happened_is_dashed_and_italic() -> None:
    group = drawn(picture(event("a", "2025-08-20", status="planned")), "a")
    assert any(part.get("stroke-dasharray") for part in group)
    assert any(part.get("font-style") == "italic" for part in group.iter())


def test_every_event_is_named_for_those_who_do_not_see_it() -> None:
    svg = picture(event("a", "2025-07-21", title="Order signed"))
    assert svg.get("aria-label") == "Timeline: 1 event in 2 lanes"
    assert drawn(svg, "a").find("title").text == "Order signed, 21 July 2025, City, occurred"  # type: ignore[union-attr]
