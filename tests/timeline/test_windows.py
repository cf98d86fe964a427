"""A window in time: what it touches is drawn, also what began before, lasts through it or has an open end."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from explorer.landscape import Landscape
from explorer.query.columns import Window
from explorer.query.selection import Selection
from explorer.query.visible import visible
from explorer.timeline.aggregate import aggregate_of
from explorer.timeline.axis import AxisKind, month_of
from explorer.timeline.marks import Mark
from explorer.timeline.scene import TimelineScene, timeline_scene
from tests.bundled import albuquerque
from tests.sweeps import examples
from tests.timeline.timeline_world import event, world

DAYS = st.dates(date(1999, 1, 1), date(2030, 1, 1))
ONE_DAY = date(2025, 7, 21), date(2025, 7, 21)
AUGUST = date(2025, 8, 1), date(2025, 8, 31)
JULY = date(2025, 7, 1), date(2025, 7, 31)


def scene_in(window: Window, axis: AxisKind = "folded", whole: Landscape | None = None) -> TimelineScene:
    whole = whole or albuquerque()
    view = visible(whole, Selection(since=window[0], until=window[1]))
    return timeline_scene(view.part, axis=axis, whole=whole, window=window)


@examples(20, 200)
@given(
    first=DAYS,
    more=st.integers(0, 900),
    ends=st.sampled_from(("both", "from", "until")),
    axis=st.sampled_from(get_args(AxisKind)),
)
@example(first=ONE_DAY[0], more=0, ends="both", axis="folded")
@example(first=AUGUST[0], more=30, ends="both", axis="true")
@example(first=date(2027, 1, 1), more=0, ends="from", axis="folded")
def test_all_that_is_selected_in_a_window_is_drawn_on_an_axis_of_its_months(
    first: date, more: int, ends: str, axis: AxisKind
) -> None:
    last = date.fromordinal(first.toordinal() + more)
    window = (None if ends == "until" else first, None if ends == "from" else last)
    view = visible(albuquerque(), Selection(since=window[0], until=window[1]))
    if not view.events.any():
        return
    scene = scene_in(window, axis)
    assert {mark.id for mark in scene.marks} == {event.id for event in view.part.events}
    assert {mark.id for mark in aggregate_of(view).scene().marks} == {event.id for event in view.part.events}
    if axis == "even":
        return
    assert window[0] is None or scene.segments[0].first >= month_of(window[0]), "nothing before the window is drawn"
    assert window[1] is None or scene.segments[-1].last <= month_of(window[1])
    assert all(0 <= mark.x0 <= mark.x <= mark.x1 <= 1000 for mark in scene.marks)


@pytest.mark.parametrize(("window", "many"), [(ONE_DAY, 18), (AUGUST, 12), ((date(2027, 1, 1), None), 8)])
def test_what_lasts_and_what_is_open_stays_on_the_bundled_timeline(window: Window, many: int) -> None:
    scene = scene_in(window)
    assert len({mark.id for mark in scene.marks}) == many
    assert "oconnell-investigation" in {mark.id for mark in scene.marks}
    assert scene.summary().startswith(f"Timeline: {many} events")


def test_a_window_of_one_day_is_drawn_in_its_month_which_is_pale_but_for_that_day() -> None:
    scene = scene_in(ONE_DAY)
    assert [(part.first, part.last) for part in scene.segments] == [(month_of(ONE_DAY[0]),) * 2]
    assert scene.asked and scene.asked.rest == "outside 21 July 2025"
    assert scene.asked.x1 - scene.asked.x0 == pytest.approx(1000 / 31, abs=0.01)


@pytest.mark.parametrize("window", [AUGUST, (date(2025, 8, 1), None), (None, AUGUST[1]), (None, None)])
def test_a_window_of_whole_months_has_nothing_pale(window: Window) -> None:
    assert scene_in(window).asked is None


@pytest.mark.parametrize(
    ("when", "form", "beyond", "place"),
    [
        ("2025-05-30/..", "fade", "start", 0),
        ("2025-07-10/..", "fade", "", None),
        ("../2026-03-01", "fade", "end", 1000),
        ("2025-06-10/2025-07-10", "bar", "start", 0),
        ("2025-07-10/2025-08-10", "bar", "end", None),
        ("2024/2026", "bar", "both", 0),
        ("2025", "whisker", "both", 500),
        ("2025-07", "whisker", "", 500),
        ("2025-07-21", "point", "", None),
    ],
)
def test_what_goes_on_outside_the_window_is_drawn_to_its_edge_and_says_so(
    when: str, form: str, beyond: str, place: float | None
) -> None:
    found = marks_of(when)
    assert [(mark.form, mark.beyond) for mark in found] == [(form, beyond)]
    assert place is None or found[0].x == place


def test_the_date_of_what_began_in_a_year_that_is_not_drawn_bears_its_year() -> None:
    said = {mark.id: mark.when for mark in scene_in((date(2027, 1, 1), None)).marks}
    assert said["oconnell-investigation"] == "since 30 May 2025"
    assert marks_of("2025-05-30/..")[0].when == "since 30 May", "as long as the axis shows it"


def marks_of(when: str) -> tuple[Mark, ...]:
    return scene_in(JULY, whole=world(event("a", when))).marks
