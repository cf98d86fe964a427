"""What the server sends of the timeline: a picture with names and roles, and a lean payload for the browser."""

from __future__ import annotations

import gzip
import json
from typing import Any
from xml.etree import ElementTree as ET

from explorer.model import Event, Landscape
from explorer.timeline.label_input import label_input
from explorer.timeline.labels import place_labels
from explorer.timeline.payload import timeline_payload
from explorer.timeline.scene import timeline_scene
from explorer.timeline.svg import timeline_page_svg
from tests.timeline.timeline_world import event, world


def picture(*events: Event, focus: str = "", lit: set[str] | None = None) -> ET.Element:
    scene = timeline_scene(world(*events))
    return ET.fromstring(timeline_page_svg(scene, place_labels(label_input(scene)), focus, lit or set()))


def parts(svg: ET.Element, name: str) -> list[ET.Element]:
    return [part for part in svg.iter() if name in part.get("class", "").split()]


def payload(*events: Event, **more: Any) -> dict[str, Any]:
    return timeline_payload(timeline_scene(world(*events, **more)))


def test_every_mark_is_a_button_with_a_spoken_name_and_one_of_them_is_a_tab_stop() -> None:
    marks = parts(picture(event("a", "2025-07-21", title="Order signed"), event("b", "2025-07-22")), "tl-mark")
    assert [mark.get("role") for mark in marks] == ["button", "button"]
    assert [mark.get("tabindex") for mark in marks] == ["0", "-1"]
    assert marks[0].get("aria-label") == "Order signed, 21 July 2025, City, occurred"


def test_what_is_selected_is_lit_when_it_is_sent() -> None:
    svg = picture(
        event("a", "2025-07-21"), event("b", "2025-07-22"), event("c", "2025-07-23"), focus="a", lit={"a", "b"}
    )
    assert "has-sel" in svg.get("class", "")
    assert [part.get("data-id") for part in parts(svg, "sel") if "tl-mark" in part.get("class", "")] == ["a"]
    assert {part.get("data-id") for part in parts(svg, "lit")} == {"a", "b"}
    assert parts(svg, "tl-mark")[0].get("aria-pressed") == "true"


def test_a_hostile_title_shows_as_its_letters() -> None:
    svg = picture(event("a", "2025-07-21", title="<script>alert(1)</script> \"&' co"))
    assert any("<script>alert(1)</script> \"&' co" in "".join(part.itertext()) for part in parts(svg, "tl-label"))
    assert not list(svg.iter("script"))


def test_no_colour_is_written_into_the_picture() -> None:
    svg = picture(event("a", "2025-07-21"), event("b", "2025-08", status="planned"), event("c", "2025-05-30/.."))
    assert not any(part.get("fill") or part.get("stroke") or part.get("style") for part in svg.iter())


def test_names_without_room_are_counted_by_a_button() -> None:
    crowd = [event(f"e{n}", "2025-07-21", f"One of many events on a single day, number {n}") for n in range(30)]
    more = parts(picture(*crowd), "tl-more")
    assert [(one.get("role"), one.text) for one in more] == [("button", "+21 more")]


def test_the_payload_of_the_bundled_landscape_is_lean(bundled: Landscape) -> None:
    for rows in ("lane", "actor"):
        drawn = json.dumps(timeline_payload(timeline_scene(bundled, rows=rows)), separators=(",", ":"))  # type: ignore[arg-type]
        assert len(gzip.compress(drawn.encode())) < 16_000


def test_the_payload_is_plain_data_and_the_same_each_time() -> None:
    events = (event("a", "2000"), event("b", "2025-07-21"))
    assert json.loads(json.dumps(payload(*events))) == json.loads(json.dumps(payload(*events)))


def test_another_landscape_has_another_key() -> None:
    assert payload(event("a", "2000"))["key"] != payload(event("a", "2001"))["key"]
