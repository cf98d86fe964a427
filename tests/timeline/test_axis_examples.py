"""What both pens of a timeline work out for themselves, by a table of examples; tests/js/axis.test.js reads it, too."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from explorer.timeline.axis import MONTHS, Span, TimeAxis, axis_of, even_axis
from explorer.timeline.axis_names import month_step, years_shown
from explorer.timeline.geometry import fade_steps
from explorer.timeline.label_input import extent, fade_ends, ink
from explorer.timeline.payload import timeline_payload
from explorer.timeline.period_counts import CountsByPeriod
from explorer.timeline.scene import timeline_scene
from explorer.timeline.sizes import SCREEN
from tests.timeline.timeline_world import event, world

EXAMPLES = json.loads((Path(__file__).parent / "axis_examples.json").read_text(encoding="utf-8"))
SIZES, AXES = EXAMPLES["sizes"], {example["name"]: example for example in EXAMPLES["axes"]}


def axis(example: dict[str, Any]) -> TimeAxis:
    spans = [Span(date.fromisoformat(first), date.fromisoformat(last)) for first, last in example["days"]]
    return even_axis(spans) if example["axis"] == "even" else axis_of(spans, example["axis"])


def rounded(numbers: Any) -> list[float]:
    return [round(number, 3) for number in numbers]


@pytest.fixture(params=AXES)
def example(request: pytest.FixtureRequest) -> dict[str, Any]:
    return AXES[request.param]  # type: ignore[no-any-return]


def test_an_axis_is_sent_as_its_segments(example: dict[str, Any]) -> None:
    scene = replace(timeline_scene(world(event("a", "2025-07-21"))), axis=axis(example))
    sent = json.loads(json.dumps(timeline_payload(scene)))
    parts = [{name: part[name] for name in part if name != "many"} for part in sent["segments"]]
    assert (parts, sent["years"]) == (example["segments"], example["years"])


def test_months_begin_where_they_do(example: dict[str, Any]) -> None:
    """Of many the first three, and the last two edges."""
    edges = [
        part.edges if len(part.edges) <= 13 else (*part.edges[:3], *part.edges[-2:]) for part in axis(example).segments
    ]
    assert [rounded(one) for one in edges] == example["edges"]


def test_a_label_may_reach_from_cut_to_cut(example: dict[str, Any]) -> None:
    known = axis(example)
    assert [[*known.reach(place)] for place in range(len(known.segments))] == example["reach"]


def test_so_many_months_and_years_are_named_at_a_width(example: dict[str, Any]) -> None:
    known = axis(example)
    for head in example["heads"]:
        px = head["width"] / 1000
        assert [month_step(part, px, SIZES["month"]) for part in known.segments] == head["months"]
        named = years_shown(known, px, SIZES["year"], SIZES["margin"])
        assert [[[round(year.x, 3), year.text] for year in of] for of in named] == head["years"]


@pytest.mark.parametrize("drawn", EXAMPLES["marks"], ids=lambda drawn: f"{drawn['mark']['form']} on {drawn['on']}")
def test_a_mark_is_drawn_from_here_to_there(drawn: dict[str, Any]) -> None:
    sizes = replace(SCREEN, margin=SIZES["margin"], radii=tuple(SIZES["radii"]), cap=SIZES["cap"], fade=SIZES["fade"])
    scene = timeline_scene(world(event("a", "2025-07-21")))
    scene = replace(
        scene, axis=axis(AXES[drawn["on"]]), gutter=0.0, width=drawn["width"] + SIZES["margin"], sizes=sizes
    )
    mark = replace(scene.marks[0], **drawn["mark"])
    assert (rounded(extent(scene, mark)), rounded(ink(scene, mark))) == (drawn["extent"], drawn["ink"])
    if "fades" in drawn:
        assert rounded(fade_ends(scene, mark)) == drawn["fades"]


@pytest.mark.parametrize(("length", "steps"), EXAMPLES["fading"])
def test_a_bar_fades_in_whole_pixels(length: float, steps: list[list[float]]) -> None:
    assert [[*step] for step in fade_steps(length)] == steps


def test_a_count_has_its_strength() -> None:
    for count, most, level in EXAMPLES["levels"]:
        assert CountsByPeriod("year", (), ((most,),)).level(count) == level


def test_months_have_their_names() -> None:
    assert EXAMPLES["months"] == MONTHS
