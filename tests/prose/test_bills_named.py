"""Behind a verb that means a bill stands the bill, whichever of its steps the tie leads to."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from explorer.export.slides.small_picture import HIGHEST, small_timeline
from explorer.landscape import Landscape
from explorer.model import Event, Lane
from explorer.prose.guide import guide
from explorer.prose.phrases import name_after
from explorer.query.selection import Selection
from explorer.query.visible import visible


@pytest.fixture
def step(small_world: Landscape) -> Event:
    return replace(small_world.events[0], instrument="hb-9", title="HB 9: Read the first time", short_title="")


@pytest.mark.parametrize("verb", ["sponsored", "passed", "voted against", "supports"])
def test_a_verb_of_bills_names_the_bill(step: Event, verb: str) -> None:
    assert name_after(verb, step) == "HB 9"


def test_any_other_verb_names_the_step(step: Event) -> None:
    assert name_after("took part in", step) == "HB 9: Read the first time"


def test_what_stands_before_a_colon_and_is_no_bill_is_part_of_the_name(step: Event) -> None:
    hearing = replace(step, title="Hearing: HB 9")
    assert name_after("opposes", hearing) == "Hearing: HB 9"


def test_a_bill_that_was_filed_is_sponsored_by_its_name(step: Event) -> None:
    assert name_after("sponsored", replace(step, title="Healthy Meals Act filed")) == "Healthy Meals Act"


def test_an_event_without_a_description_is_not_told_twice(small_world: Landscape) -> None:
    bare = tuple(replace(event, summary=event.title, short_title="") for event in small_world.events)
    told = [
        "".join(phrase.text for phrase in sentence.phrases)
        for sentence in guide(visible(replace(small_world, events=bare, lead=()), Selection())).lead
    ]
    assert told and not [line for line in told if any(line.count(event.title) > 1 for event in bare)]


def test_a_landscape_without_key_events_has_a_small_picture_all_the_same(small_world: Landscape) -> None:
    first = small_world.events[0]
    many = tuple(replace(first, id=f"e-{n}", weight=2, instrument="") for n in range(31))
    said = small_timeline(replace(small_world, events=many, relations=(), claims=(), instruments=(), provisions=()))
    assert "All 31 events." in said


def test_a_small_picture_of_many_events_of_one_day_is_no_higher_than_a_screen(small_world: Landscape) -> None:
    """Fewer are named in each band; all are drawn."""
    lanes = tuple(Lane(id=f"lane-{n}", label=f"Level {n}") for n in range(4))
    events = tuple(
        replace(event, id=f"e-{n}", title=f"Vote {n} of that day", short_title="", lane=lanes[n % 4].id, instrument="")
        for n, event in enumerate([small_world.events[0]] * 40)
    )
    bare = replace(small_world, relations=(), claims=(), instruments=(), provisions=(), actors=())
    picture = small_timeline(replace(bare, lanes=lanes, events=events))
    heights = [float(height) for height in re.findall(r'viewBox="0 0 [0-9.]+ ([0-9.]+)"', picture)]
    assert len(heights) == 2 and max(heights) <= HIGHEST
    assert all(picture.count(f'data-id="{event.id}"') == 2 for event in events)
