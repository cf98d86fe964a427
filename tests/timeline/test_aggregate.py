"""More events than can be drawn: bands count them by period, whatever the grouping, and nothing is lost or doubled."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from explorer.landscape import Landscape
from explorer.model import Event
from explorer.query.selection import RowsChoice, Selection
from explorer.query.visible import visible
from explorer.timeline.aggregate import MAX_MARKS, Aggregate, aggregate_of, is_crowded
from explorer.timeline.scene import timeline_scene
from explorer.timeline.time_columns import axis_over
from tests.timeline.timeline_world import event, world

# Four a day in the city through 2024, one a month in the state; every hundredth is key.
DAYS = [date.fromordinal(date(2024, 1, 1).toordinal() + place) for place in range(0, 366, 2)]
CITY = [
    event(
        f"c{day}-{turn}",
        day.isoformat(),
        weight=1 if turn == 0 and place % 25 == 0 else 3,
        kind=("order", "court")[turn % 2],
    )
    for place, day in enumerate(DAYS)
    for turn in range(4)
]
STATE = [event(f"s{month}", f"2024-{month:02}-15", lane="state", weight=3) for month in range(1, 13)]
FULL: Landscape = world(*CITY, *STATE, event("old", "2015", weight=3))


def crowd(rows: RowsChoice = "lane", **chosen: object) -> Aggregate:
    selection = replace(Selection(rows=rows), **chosen)  # type: ignore[arg-type]
    return aggregate_of(visible(FULL, selection))


def test_a_crowd_begins_where_not_every_event_can_be_drawn() -> None:
    few = world(*CITY[:MAX_MARKS])
    assert not is_crowded(visible(few, Selection()))
    assert is_crowded(visible(FULL, Selection()))


def test_every_event_is_counted_once_in_its_band_and_period() -> None:
    heat = crowd().scene().heat
    assert heat and heat.unit == "quarter"
    assert heat.periods[0].words == "Jul to Sep 2015"
    assert [sum(row) for row in heat.counts] == [12, len(CITY) + 1]


@pytest.mark.parametrize("axis", ["folded", "true", "even"])
def test_cells_lie_in_order_between_the_cuts_of_the_axis(axis: str) -> None:
    scene = crowd(axis=axis).scene()
    assert scene.heat
    ends = [end for period in scene.heat.periods for end in (period.x0, period.x1)]
    assert ends == sorted(ends)
    for period in scene.heat.periods:
        assert not any(period.x0 < cut.x1 and cut.x0 < period.x1 for cut in scene.cuts), period.words


def test_the_periods_grow_finer_as_the_stretch_grows_shorter_until_all_are_marks() -> None:
    whole = crowd()
    year, quarter = (whole.scene((date(2024, 1, 1), date(2024, month, 28))) for month in (12, 3))
    assert year.heat and year.heat.unit == "week"
    assert year.heat.periods[0].words == "1 Jan to 7 Jan 2024"
    assert quarter.heat is None
    near = [e for e in (*CITY, *STATE) if e.date.latest and e.date.latest <= date(2024, 3, 28)]
    assert len(quarter.marks) == len(near)
    assert quarter.axis is year.axis, "a mark stands where its count stood"


def test_key_events_are_drawn_among_the_counts_as_long_as_they_are_few() -> None:
    marks = crowd().scene().marks
    assert {mark.weight for mark in marks} == {1}
    assert len(marks) == sum(e.weight == 1 for e in CITY)


def test_marks_of_a_crowd_are_the_marks_that_a_small_landscape_has() -> None:
    """The same events in the same places, so that nothing moves when filters make a crowd small."""
    for axis in ("folded", "true", "even"):
        selection = Selection(axis=axis)  # type: ignore[arg-type]
        found = crowd(axis=axis).scene((date(2024, 1, 1), date(2024, 1, 9))).marks
        ids = {mark.id for mark in found}
        part = replace(FULL, events=tuple(e for e in FULL.events if e.id in ids))
        assert timeline_scene(part, axis=selection.axis, whole=FULL).marks == found


def test_by_kind_the_kinds_are_bands_and_without_instruments_one_band_holds_all() -> None:
    kinds = crowd("kind").scene()
    assert [band.label for band in kinds.lanes] == ["Order", "Court"]
    assert [band.label for band in crowd("instrument").scene().lanes] == ["No instrument"]


def test_a_window_that_an_event_only_touches_counts_it_at_its_edge() -> None:
    lasting: Event = event("long", "2023-12-01/2024-01-02")
    full = world(*CITY, lasting)
    selection = Selection(since=date(2024, 1, 1))
    heat = aggregate_of(visible(full, selection)).scene().heat
    assert heat and sum(map(sum, heat.counts)) == len(CITY) + 1


def test_one_axis_for_many_events_is_the_axis_of_their_months() -> None:
    axis, _ = axis_over(FULL, "folded", (None, None))
    assert [cut.words for cut in axis.cuts] == ["2016–2023"]
