"""What is in the picture of the timeline, and where."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from explorer.model import Status
from explorer.timeline.axis import TimeAxis
from explorer.timeline.axis_names import month_step, years_shown
from explorer.timeline.marks import Mark
from explorer.timeline.scene import timeline_scene
from tests.timeline.timeline_world import AS_OF, claim, event, world


def only_mark(*args: str, **kwargs: str) -> Mark:
    return timeline_scene(world(event(*args, **kwargs))).marks[0]  # type: ignore[arg-type]


def px(axis: TimeAxis, width: float = 1242) -> list[float]:
    return [round((segment.x1 - segment.x0) * width / 1000) for segment in axis.segments]


# --- folding -------------------------------------------------------------------------------------------------------


def test_twelve_empty_months_are_cut() -> None:
    scene = timeline_scene(world(event("a", "2024-03-20"), event("b", "2025-04-02")))
    assert len(scene.cuts) == 1


def test_eleven_empty_months_stay() -> None:
    scene = timeline_scene(world(event("a", "2024-03-20"), event("b", "2025-03-30")))
    assert scene.cuts == ()


def test_a_cut_is_counted_from_the_end_of_doubt_to_the_next_start() -> None:
    scene = timeline_scene(world(event("a", "2000"), event("b", "2016"), event("c", "2018-04-16")))
    titles = [(cut.title, cut.words) for cut in scene.cuts]
    assert titles == [("15 yrs", "2001–2015"), ("1 yr", "2017"), ("6 yrs", "2019–2024")]


def test_a_cut_that_ends_within_a_year_names_the_month() -> None:
    scene = timeline_scene(world(event("a", "2018"), event("b", "2025-02-12"), event("c", "2026-05"), as_of=AS_OF))
    assert [cut.words for cut in scene.cuts] == ["2019–Jan 2025"]


def test_a_segment_inside_one_year_takes_the_whole_year() -> None:
    segment = timeline_scene(world(event("a", "2018-04-16"))).segments[0]
    assert (segment.first, segment.last, segment.one_year) == (2018 * 12, 2018 * 12 + 11, True)


def test_taking_the_whole_year_never_eats_a_cut_below_twelve_months() -> None:
    scene = timeline_scene(world(event("a", "2016-06"), event("b", "2017-07"), as_of=date(2017, 7, 1)))
    assert scene.segments[0].last == 2016 * 12 + 5
    assert scene.cuts[0].title == "1 yr"


def test_a_segment_over_two_years_is_snapped_to_months() -> None:
    scene = timeline_scene(world(event("a", "2025-02-12"), event("b", "2026-05-20")))
    assert (scene.segments[0].first, scene.segments[-1].last) == (2025 * 12 + 1, 2026 * 12 + 4)


def test_an_empty_autumn_keeps_its_room() -> None:
    scene = timeline_scene(world(event("a", "2025-08-05"), event("b", "2026-02-05")))
    assert len(scene.segments) == 1


def test_a_crowded_segment_is_wide_and_a_lonely_year_narrow() -> None:
    crowd = [event(f"e{month}", f"2025-{month:02}-10") for month in range(2, 13)]
    crowd += [event(f"f{month}", f"2026-{month:02}-10") for month in range(2, 6)]
    scene = timeline_scene(world(event("a", "2000"), event("b", "2016"), event("c", "2018-04-16"), *crowd))
    lonely, narrow, year, crowded = px(scene.axis)
    assert lonely == narrow == year < crowded / 10
    assert [round((cut.x1 - cut.x0) * 0.888) for cut in scene.cuts] == [17, 17, 17], "px of a pane on a 1440 px page"


def test_the_sparse_past_takes_less_than_a_quarter_whatever_the_landscape() -> None:
    crowd = [event(f"e{place}", f"{2030 + place % 2}-{1 + place % 12:02}-10") for place in range(60)]
    for past in (1, 3, 20):
        before = [event(f"p{place}", str(1900 + 4 * place)) for place in range(past)]
        axis = timeline_scene(world(*before, *crowd, as_of=date(2031, 12, 31))).axis
        assert axis.at(date(2030, 1, 1)) <= 250 or past == 20, "as long as cuts are few"
        assert axis.at(date(2030, 1, 1)) <= 400


def test_what_is_alike_everywhere_has_one_scale() -> None:
    events = (event(f"y{year}", f"{year}-06-15") for year in range(2000, 2020))
    [segment] = timeline_scene(world(*events, as_of=date(2019, 6, 30))).segments
    assert (segment.x0, segment.x1) == (0, 1000)


def test_a_folded_axis_has_three_scales_at_most() -> None:
    crowd = [event(f"e{place}", f"2025-{1 + place % 12:02}-10") for place in range(40)]
    around = [event(f"y{year}", f"{year}-06-15") for year in range(2018, 2033)]
    axis = timeline_scene(world(*around, *crowd)).axis
    assert [(part.first // 12, part.last // 12) for part in axis.segments] == [
        (2018, 2023), (2024, 2024), (2025, 2025), (2026, 2026), (2027, 2032),
    ]  # fmt: skip
    years, quarters, months, after, _ = (part.pitch for part in axis.segments)
    assert years < quarters < months
    assert after == pytest.approx(quarters)


def test_what_lasted_long_is_not_cut_but_drawn_to_a_scale_of_its_own() -> None:
    crowd = [event(f"e{month}", f"2025-{month:02}-10") for month in range(2, 8)]
    scene = timeline_scene(world(event("long", "2020/2025-03", lane="state"), *crowd))
    assert scene.cuts == ()
    quiet, between, busy = scene.segments
    assert quiet.joined and between.joined
    assert (quiet.last - quiet.first + 1, between.first, busy.first) == (48, 2024 * 12, 2025 * 12)
    assert busy.x1 - busy.x0 > quiet.x1 - quiet.x0
    bar = next(mark for mark in scene.marks if mark.id == "long")
    assert bar.x0 == quiet.x0
    assert busy.x0 < bar.x1 < busy.x1


def test_the_axis_is_as_long_as_a_thousand_units_however_many_cuts_there_are() -> None:
    scene = timeline_scene(world(*(event(f"y{year}", str(year)) for year in range(1900, 2025, 3))))
    assert scene.segments[0].x0 == 0
    assert scene.segments[-1].x1 == pytest.approx(1000)
    assert all(segment.x1 > segment.x0 for segment in scene.segments)


def test_true_time_is_linear_and_has_no_cuts() -> None:
    scene = timeline_scene(
        world(event("a", "2000-01-01"), event("b", "2010-01-01"), event("c", "2020-01-01")), axis="true"
    )
    a, b, c = (mark.x for mark in scene.marks)
    assert scene.cuts == ()
    assert b - a == pytest.approx(c - b, rel=1e-3)


def test_a_landscape_without_events_still_has_its_as_of_line() -> None:
    scene = timeline_scene(world())
    assert scene.marks == ()
    assert 0 < scene.as_of.x <= 1000


# --- the head ------------------------------------------------------------------------------------------------------


def test_months_are_named_where_they_have_room() -> None:
    segment = timeline_scene(world(event("a", "2025-02-12"), event("b", "2026-05-20"))).segments[0]
    assert [month_step(segment, width / 1000, 11.5) for width in (1242, 200, 60)] == [1, 3, 0]


def test_names_of_years_never_run_into_each_other() -> None:
    linear = timeline_scene(world(event("a", "1950"), event("b", "2025-01-01")), axis="true").axis
    folded = timeline_scene(world(*(event(f"y{year}", str(year)) for year in range(1990, 2026, 3)))).axis
    for axis in (linear, folded):
        for width in (300, 600, 1242):
            years = sorted(year.x for named in years_shown(axis, width / 1000, 13.5) for year in named)
            gaps = [(after - before) * width / 1000 for before, after in pairwise(years)]
            assert min(gaps) > 2.3 * 13.5


# --- marks ---------------------------------------------------------------------------------------------------------


def test_a_day_is_a_point() -> None:
    assert only_mark("a", "2025-07-21").form == "point"


def test_a_whisker_covers_the_whole_month() -> None:
    scene = timeline_scene(world(event("a", "2025-03"), event("start", "2025-03-01"), event("end", "2025-03-31")))
    mark = next(mark for mark in scene.marks if mark.id == "a")
    start, end = scene.axis.at(date(2025, 3, 1)), scene.axis.at(date(2025, 4, 1))
    assert (mark.form, mark.x0, mark.x1) == ("whisker", pytest.approx(start, abs=0.01), pytest.approx(end, abs=0.01))
    assert mark.x == pytest.approx((start + end) / 2, abs=0.01)


def test_a_year_is_doubt_over_the_year_and_never_the_first_of_january() -> None:
    mark = only_mark("a", "2000")
    assert mark.form == "whisker"
    assert mark.x == pytest.approx((mark.x0 + mark.x1) / 2, abs=0.01)


def test_a_choice_of_years_is_doubt_over_all_of_them() -> None:
    mark = only_mark("a", "[2024,2025]")
    assert mark.form == "whisker"
    assert mark.x1 - mark.x0 > 900


def test_a_duration_is_a_bar() -> None:
    assert only_mark("a", "2025-06/2025-07").form == "bar"


def test_an_open_end_fades_from_its_start_and_an_open_start_to_its_end() -> None:
    later, earlier = only_mark("a", "2025-05-30/.."), only_mark("a", "../2025-03")
    assert (later.form, later.open, later.x) == ("fade", "end", later.x0)
    assert (earlier.form, earlier.open, earlier.x) == ("fade", "start", earlier.x1)


@pytest.mark.parametrize("status", ["planned", "pending", "possible", "scheduled"])
def test_what_has_not_happened_is_hollow_and_says_so_first(status: Status) -> None:
    mark = only_mark("a", "2025-08", status=status)
    assert mark.hollow
    assert mark.when.startswith(status)


@pytest.mark.parametrize("status", ["occurred", "ongoing"])
def test_what_happened_is_solid(status: Status) -> None:
    assert not only_mark("a", "2025-07-21", status=status).hollow


@pytest.mark.parametrize(
    ("when", "status", "said"),
    [
        ("2025-04-28", "occurred", "28 Apr"),
        ("2025-05", "occurred", "May"),
        ("2025-06/2025-07", "occurred", "June–July"),
        ("2025-05-30/..", "ongoing", "since 30 May"),
        ("2025-08", "planned", "planned for August"),
        ("2026-03-16", "scheduled", "scheduled 16 Mar"),
        ("[2025-04-28..]", "possible", "possible 28 Apr or later"),
        ("[2025-07..]", "possible", "possible in Jul or later"),
        ("2025-07/..", "planned", "planned from July on"),
        ("2026-03-05/2026-03-09", "planned", "planned 5–9 Mar"),
        ("2026/..", "possible", "possible from 2026 on"),
        ("2000", "occurred", "2000"),
    ],
)
def test_the_date_of_a_label_leaves_the_year_to_the_axis(when: str, status: str, said: str) -> None:
    assert only_mark("a", when, status=status).when == said


def test_on_a_long_axis_dates_carry_their_year() -> None:
    landscape = world(event("a", "2000"), event("b", "2025-04-28"))
    assert timeline_scene(landscape, axis="true").marks[1].when == "28 Apr 2025"


def test_a_mark_is_spoken_with_title_date_lane_and_status() -> None:
    mark = only_mark("a", "2025-04-28", title="EO 14287 signed", lane="state")
    assert mark.name == "EO 14287 signed, 28 April 2025, State, occurred"


def test_sources_that_contradict_a_date_are_marked() -> None:
    claims = (claim("a", "date", "2025-04-28", "preferred"), claim("a", "date", "2025-05", "contradicted"))
    mark = timeline_scene(world(event("a", "2025-04-28"), claims=claims)).marks[0]
    assert mark.when == "28 Apr ≠"
    assert mark.name.endswith("sources disagree")


def test_a_vaguer_date_that_agrees_is_no_contradiction() -> None:
    claims = (claim("a", "date", "2025-04-28", "preferred"), claim("a", "date", "2025", "agrees"))
    assert not timeline_scene(world(event("a", "2025-04-28"), claims=claims)).marks[0].disputed


def test_any_contradicted_or_unsettled_value_marks_its_event() -> None:
    for standing in ("contradicted", "unsettled"):
        claims = (claim("a", "cost", "2", "preferred"), claim("a", "cost", "1", standing))
        assert timeline_scene(world(event("a", "2025-04-28"), claims=claims)).marks[0].disputed


def test_marks_come_by_the_latest_day_on_which_each_may_have_begun() -> None:
    scene = timeline_scene(world(event("c", "2025-05-02"), event("a", "2025-05"), event("b", "2025-05-01")))
    assert [mark.id for mark in scene.marks] == ["b", "c", "a"]


# --- as of ---------------------------------------------------------------------------------------------------------


def test_the_as_of_line_stands_at_the_end_of_the_landscape_s_day() -> None:
    landscape = world(event("a", "2025-02-12"), event("b", "2026-05-20"), as_of=date(2026, 3, 11))
    scene = timeline_scene(landscape)
    assert scene.as_of.x == pytest.approx(scene.axis.at(date(2026, 3, 12)), abs=0.001)
    assert scene.as_of.label == "as of 11 Mar 2026"


def test_another_as_of_moves_the_line_and_nothing_else_asks_for_a_clock() -> None:
    events = (event("a", "2025-02-12"), event("b", "2025-12-01"), event("c", "2026-05-20"))
    early, late = (timeline_scene(world(*events, as_of=day)) for day in (date(2025, 5, 1), date(2026, 3, 11)))
    assert early.as_of.x < late.as_of.x
    assert replace(early, as_of=late.as_of) == late
