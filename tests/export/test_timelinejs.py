"""JSON for TimelineJS: dates with the parts that are known, texts that stay texts, sources."""

from __future__ import annotations

import doctest
import html
import json
import re
from dataclasses import replace

import pytest

from explorer.edtf import parse_when
from explorer.export.data import timelinejs as room
from explorer.export.data.timelinejs import date_parts, timelinejs
from explorer.export.options import Options
from explorer.query.selection import Selection
from explorer.query.visible import visible

STATE = Selection(lanes=frozenset({"state"}))


def story(world, selection=Selection(), **chosen) -> dict:  # noqa: B008 - frozen
    return json.loads(timelinejs(visible(world, selection), Options(**chosen)))


def paragraphs(slide: dict) -> list[str]:
    return [html.unescape(text) for text in re.findall("<p>(.*?)</p>", slide["text"]["text"])]


def test_every_event_shown_is_in_it_in_order_of_time_and_no_other(small_world) -> None:
    assert [event["unique_id"] for event in story(small_world)["events"]] == [
        *("resolution-2000", "bill-introduced", "bill-dies", "night-order", "ordinance-planned"),
    ]
    assert [event["unique_id"] for event in story(small_world, STATE)["events"]] == ["bill-introduced", "bill-dies"]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2000", {"year": 2000}, None),
        ("2024-05~", {"year": 2024, "month": 5}, None),
        ("2025-07-21", {"year": 2025, "month": 7, "day": 21}, None),
        ("2025-06/2025-07-02", {"year": 2025, "month": 6}, {"year": 2025, "month": 7, "day": 2}),
        ("2022-05-30/..", {"year": 2022, "month": 5, "day": 30}, None),
        ("[2024,2025]", {"year": 2024}, {"year": 2025}),
    ],
)
def test_a_date_has_only_the_parts_that_are_known(text, start, end) -> None:
    assert date_parts(parse_when(text)) == (start, end)


def test_an_entry_says_its_date_in_words_its_lane_and_that_it_has_not_happened(small_world) -> None:
    planned = story(small_world)["events"][-1]
    assert (planned["display_date"], planned["group"]) == ("August 2025 (uncertain)", "City")
    assert planned["start_date"] == {"year": 2025, "month": 8}
    assert paragraphs(planned)[:2] == ["Announced.", "ordinance, planned. [1]"]


def test_every_number_is_that_of_a_source_named_in_the_entry_and_in_the_title(small_world) -> None:
    for selection, expected in ((Selection(), 2), (STATE, 1)):
        told = story(small_world, selection)
        listed = [line for line in paragraphs(told["title"]) if re.match(r"[0-9]+\. ", line)]
        assert len(listed) == expected
        for event in told["events"]:
            _, cited, *sources = paragraphs(event)
            numbers = re.findall(r"\[([0-9]+)", cited)
            assert [line.partition(".")[0] for line in sources] == numbers != []
            assert set(sources) <= set(listed)


def test_the_title_says_what_is_shown_as_of_when_and_where(small_world) -> None:
    told = paragraphs(story(small_world, STATE, link="https://town.example/")["title"])
    assert told[1].startswith("Nothing selected. Only lanes: State.")
    assert told[2:4] == ["As of 25 July 2025.", "https://town.example/?lanes=state"]


def test_texts_are_no_markup_and_addresses_in_them_no_links(small_world) -> None:
    event = replace(small_world.events[0], title="<b>x</b>", summary="<img src=x onerror=alert(1)>")
    (told,) = story(replace(small_world, events=(event,), relations=()))["events"]
    assert told["text"]["headline"] == "&lt;b&gt;x&lt;/b&gt;"
    assert set(re.findall(r"<[^>]*>", told["text"]["text"])) == {"<p>", "</p>"}
    assert told["autolink"] is False


def test_its_examples_run() -> None:
    assert doctest.testmod(room).failed == 0
