"""The plotly figure: the picture as on paper, its events points, nothing in it that data could turn into markup."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

import plotly.graph_objects as go
import plotly.io
import pytest

from explorer.draw.palette import TOKENS
from explorer.export.data.plotly_json import plotly_json
from explorer.export.options import Options
from explorer.export.renderers.plotly import plotly_of
from explorer.export.slides.picture import timeline_page
from explorer.landscape import Landscape
from explorer.model import Event
from explorer.query.selection import Selection
from explorer.query.visible import visible
from explorer.timeline.scene import timeline_scene
from tests.timeline.timeline_world import event, world

HOSTILE = '<script>alert(1)</script> <b>bold</b> <a href="javascript:x">link</a> & R&amp;D'


def drawn(landscape: Landscape, focus: str = "", lit: frozenset[str] = frozenset(), **more: Any) -> go.Figure:
    return plotly_of(timeline_page(timeline_scene(landscape, **more), landscape, focus, lit), "light")


def figure(*events: Event, **more: Any) -> go.Figure:
    return drawn(world(*events), **more)


def parts(figure: go.Figure) -> dict[str, Any]:
    """Shapes and annotations by name, of those that share it the first."""
    every = [*figure.layout.shapes, *figure.layout.annotations]
    return {part.name: part for part in reversed(every)}


def points(figure: go.Figure) -> dict[str, dict[str, Any]]:
    """What is said and seen of each event, by its id."""
    (trace,) = figure.data
    rows = zip(
        trace.customdata, trace.x, trace.y, trace.hovertext, trace.marker.color, trace.marker.line.dash, strict=True
    )
    return {id: {"x": x, "y": y, "says": says, "fill": fill, "dash": dash} for id, x, y, says, fill, dash in rows if id}


def test_an_event_is_a_point_that_says_its_title_date_and_status() -> None:
    found = points(figure(event("a", "2025-07-21"), event("b", "2025-08", status="planned", lane="state")))
    assert {id: point["says"] for id, point in found.items()} == {
        "a": "A, 21 July 2025, City, occurred",
        "b": "B, August 2025, State, planned",
    }


def test_the_figure_is_as_large_as_the_picture_and_counts_px_from_the_top_left() -> None:
    layout = figure(event("a", "2025-07-21"), width=900).layout
    assert (layout.width, *layout.xaxis.range, *layout.yaxis.range) == (900, 0, 900, layout.height, 0)


def test_every_shape_and_annotation_is_named_after_what_it_belongs_to() -> None:
    named = parts(figure(event("a", "2000"), event("b", "2025-06/2025-07"), event("c", "2025-05-30/..")))
    wanted = {"a: Some time in here", "b: Duration", "c: Fading", "a: Label: A", "lane-city: Lane name", "paper: Cut"}
    assert wanted | {"paper: Paper 1", "paper: As-of line", "As of"} <= named.keys()


def test_what_lasted_is_an_area_with_an_unseen_point_in_it() -> None:
    found = figure(event("a", "2025-06/2025-07"))
    bar, point = parts(found)["a: Duration"], points(found)["a"]
    assert (bar.type, bar.y1 - bar.y0) == ("rect", pytest.approx(1.5 * 6.5))
    assert (point["x"], point["y"]) == (pytest.approx((bar.x0 + bar.x1) / 2), pytest.approx((bar.y0 + bar.y1) / 2))
    assert point["fill"] == "rgba(0,0,0,0)"


def test_an_open_end_fades_step_by_step() -> None:
    steps = [shape for shape in figure(event("a", "2025-05-30/..")).layout.shapes if shape.name == "a: Fading"]
    assert [step.opacity for step in steps] == [1, 0.75, 0.55, 0.38, 0.22, 0.1]
    assert [step.x1 for step in steps[:-1]] == [step.x0 for step in steps[1:]]


def test_a_hostile_title_shows_as_its_letters() -> None:
    found = figure(event("a", "2025-07-21", title=HOSTILE))
    (says,) = (point["says"] for point in points(found).values())
    labels = " ".join(note.text for note in found.layout.annotations)
    for text in (says, labels):
        assert "&lt;script&gt;alert(1)&lt;/script&gt; &lt;b&gt;bold" in text
        assert "&amp; R&amp;amp;D" in text
        assert set(re.findall(r"</?([a-z]+)", text)) <= {"span", "br"}, "only our own markup"


def test_what_has_not_happened_is_hollow_and_dashed() -> None:
    found = figure(event("a", "2025-07-21"), event("b", "2025-08", status="planned"))
    seen = points(found)
    assert [seen[id]["fill"] for id in "ab"] == [TOKENS["lane-2"][0], TOKENS["page"][0]]
    assert (seen["a"]["dash"], seen["b"]["dash"] == "solid") == ("solid", False)
    assert parts(found)["b: Some time in here"].line.dash != "solid"


def test_what_is_not_tied_to_the_record_picked_is_pale() -> None:
    events = world(event("a", "2025-07-21"), event("b", "2025-07-02"))
    seen = points(drawn(events, "a", frozenset("a")))
    assert [seen[id]["fill"] for id in "ab"] == [TOKENS["lane-2"][0], TOKENS["dim-mark"][0]]


def test_the_paper_is_tinted_right_of_the_as_of_line() -> None:
    named = parts(drawn(world(event("a", "2025-02-12"), event("b", "2026-05-20"), as_of=date(2026, 3, 11))))
    line = named["paper: As-of line"].path
    assert f"M{named['paper: Future'].x0:.2f}," in line
    assert named["paper: Future"].fillcolor == TOKENS["future"][0]


def test_words_along_a_cut_read_upwards() -> None:
    turned = [
        note for note in figure(event("a", "2000"), event("b", "2025-07-21")).layout.annotations if note.textangle
    ]
    assert [(note.name, note.textangle) for note in turned] == [("What is cut", -90)]


def test_every_event_is_drawn_for_every_grouping_and_axis() -> None:
    events = (event("a", "2025-07-21"), event("b", "2025-05", kind="court"))
    for axis in ("folded", "true", "even"):
        for rows in ("lane", "kind", "instrument", "actor"):
            assert points(figure(*events, axis=axis, rows=rows)).keys() == {"a", "b"}


def test_an_event_in_the_rows_of_several_actors_is_a_point_in_each(small_world: Landscape) -> None:
    told = json.loads(plotly_json(visible(small_world, Selection(rows="actor")), Options()))
    ids = told["data"][0]["customdata"]
    assert set(ids) - {""} == {event.id for event in small_world.events}
    assert len(ids) > len(set(ids))


def test_the_file_shows_what_is_selected_in_the_theme_asked_for(small_world: Landscape) -> None:
    view = visible(small_world, Selection(rows="kind", axis="even"))
    layout = json.loads(plotly_json(view, Options(theme="dark")))["layout"]
    assert layout["paper_bgcolor"] == TOKENS["page"][1]
    assert any("distance is not time" in note["text"] for note in layout["annotations"])
    assert layout["meta"]["shown"][0] == small_world.title


def test_the_file_has_a_title_and_its_sources_outside_the_picture(small_world: Landscape) -> None:
    told = plotly_json(visible(small_world, Selection(lanes=frozenset({"state"}))), Options()).decode()
    layout = plotly.io.from_json(told).layout  # checks every property, as a notebook does
    assert layout.title.text == (
        "<b>Riverton and the night buses</b><br>Nothing selected. Only lanes: State. 2 of 5 events, 1 of 4 actors, "
        "1 of 7 relations. As of 25 July 2025."
    )
    (sources,) = (note for note in layout.annotations if note.name == "Sources")
    assert sources.text.startswith("Sources<br>1. Riverton Herald, Night buses to run, 22 July 2025")
    assert layout.height - layout.margin.t - layout.margin.b == layout.yaxis.range[0], "the picture stays px for px"


def test_the_same_landscape_makes_the_same_bytes() -> None:
    events = (event("a", "2000"), event("b", "2025-07-21"))
    assert figure(*events).to_json() == figure(*events).to_json()
