"""The plotly figure: complete by itself, every part named, nothing in it that data could turn into markup."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

import plotly.graph_objects as go
import pytest

from explorer.draw.palette import TOKENS
from explorer.model import Event
from explorer.timeline.plotly_figure import GRAPH_CONFIG, timeline_figure
from explorer.timeline.scene import timeline_scene
from tests.timeline.timeline_world import event, world

HOSTILE = '<script>alert(1)</script> <b>bold</b> <a href="javascript:x">link</a> & R&amp;D'


def figure(*events: Event, **more: Any) -> go.Figure:
    return timeline_figure(timeline_scene(world(*events, **more)))


def parts(drawn: go.Figure) -> dict[str, Any]:
    return {part.name: part for part in (*drawn.layout.shapes, *drawn.layout.annotations)}


def test_nothing_is_ever_sent_to_a_cloud() -> None:
    assert GRAPH_CONFIG["showSendToCloud"] is False
    assert GRAPH_CONFIG["displaylogo"] is False


def test_only_plain_marks_are_drawn_one_trace_a_lane() -> None:
    drawn = figure(event("a", "2025-07-21"), event("b", "2025-05", lane="state"))
    assert [(trace.type, trace.name) for trace in drawn.data] == [("scatter", "State"), ("scatter", "City")]


def test_traces_carry_event_ids_and_full_opacity() -> None:
    drawn = figure(event("a", "2025-07-21"), event("b", "2025-05"))
    assert list(drawn.data[1].customdata) == ["b", "a"]
    assert drawn.data[1].marker.opacity == 1


def test_every_shape_and_annotation_has_a_name() -> None:
    drawn = figure(event("a", "2000"), event("b", "2025-06/2025-07"), event("c", "2025-05-30/.."))
    assert all(part.name for part in (*drawn.layout.shapes, *drawn.layout.annotations))
    assert {"whisker:a", "bar:b", "fade:c:0", "label:a", "lane:city", "cut:0", "strip:0", "asof"} <= parts(drawn).keys()


def test_a_hostile_title_shows_as_its_letters() -> None:
    drawn = figure(event("a", "2025-07-21", title=HOSTILE))
    text = parts(drawn)["label:a"].text
    assert text.startswith("&lt;script&gt;alert(1)&lt;/script&gt; &lt;b&gt;bold&lt;/b&gt; &lt;a<br>href=")
    assert "&amp; R&amp;amp;D" in text
    for note in drawn.layout.annotations:
        assert set(re.findall(r"</?([a-z]+)", note.text)) <= {"span", "br"}, "only our own markup"


def test_what_has_not_happened_is_hollow_and_dashed() -> None:
    drawn = figure(event("a", "2025-07-21"), event("b", "2025-08-20", status="planned"))
    marker = drawn.data[1].marker
    assert list(marker.color) == [TOKENS["lane-2"][0], TOKENS["page"][0]]
    assert list(marker.line.dash) == ["solid", "3px,2.2px"]


def test_a_planned_whisker_is_dashed() -> None:
    drawn = figure(event("a", "2025-08", status="planned"), event("b", "2025-07"))
    assert parts(drawn)["whisker:a"].line.dash != "solid"
    assert parts(drawn)["whisker:b"].line.dash == "solid"


def test_a_bar_is_thick_and_a_whisker_is_a_line() -> None:
    drawn = parts(figure(event("a", "2025-06/2025-07"), event("b", "2025-05")))
    assert drawn["bar:a"].type == "rect"
    assert drawn["bar:a"].y1 - drawn["bar:a"].y0 == pytest.approx(1.5 * 6.5)
    assert drawn["whisker:b"].line.width == 1.5


def test_an_open_end_fades_in_five_steps_of_whole_pixels() -> None:
    drawn = parts(figure(event("a", "2025-05-30/..")))
    steps = [drawn[f"fade:a:{n}"] for n in range(6)]
    assert [step.opacity for step in steps] == [1, 0.75, 0.55, 0.38, 0.22, 0.1]
    assert all(float(x).is_integer() for step in steps for x in (step.x0, step.x1))
    assert [step.x1 for step in steps[:-1]] == [step.x0 for step in steps[1:]]


def test_an_open_start_fades_to_the_left() -> None:
    drawn = parts(figure(event("early", "2025-01-05"), event("a", "../2025-06")))
    assert drawn["fade:a:0"].x1 < 0
    assert drawn["fade:a:5"].x1 < drawn["fade:a:0"].x1


def test_the_paper_is_tinted_right_of_the_as_of_line() -> None:
    scene = timeline_scene(world(event("a", "2025-02-12"), event("b", "2026-05-20"), as_of=date(2026, 3, 11)))
    drawn = parts(timeline_figure(scene))
    assert (drawn["future"].x0, drawn["future"].x1) == (scene.as_of.x, scene.segments[-1].x1)
    assert drawn["future"].fillcolor == TOKENS["future"][0]


def test_marks_stand_in_rows_from_the_top() -> None:
    drawn = figure(event("a", "2025-07-21", lane="state"), event("b", "2025-07-22"))
    bottom, top = drawn.layout.yaxis.range
    assert (top, bottom > drawn.data[1].y[0] > drawn.data[0].y[0] > 0) == (0, True)


def test_the_same_landscape_makes_the_same_bytes() -> None:
    events = (event("a", "2000"), event("b", "2025-07-21"))
    assert figure(*events).to_json() == figure(*events).to_json()


def test_a_figure_is_drawn_for_every_grouping_and_axis() -> None:
    events = (event("a", "2025-07-21"), event("b", "2025-05", kind="court"))
    for axis in ("folded", "true", "even"):
        for rows in ("lane", "kind", "instrument", "actor"):
            drawn = timeline_figure(timeline_scene(world(*events), axis=axis, rows=rows))  # type: ignore[arg-type]
            assert sorted(id for trace in drawn.data for id in trace.customdata) == ["a", "b"]


def test_the_figure_survives_json() -> None:
    assert json.loads(figure(event("a", "2025-07-21")).to_json())["data"][1]["customdata"] == ["a"]
