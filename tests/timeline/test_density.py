"""The overview in time: every event counted once, in its place on a plain axis of the whole time."""

from __future__ import annotations

import re

from explorer.query.columns import times
from explorer.query.selection import Selection
from explorer.query.visible import visible
from explorer.timeline.density import HIGH, LEAST, density_svg, outlines, periods
from explorer.timeline.time_columns import months_of
from tests.timeline.timeline_world import event, world

RIVER = world(
    event("old", "2000"),
    event("bill", "2025-03-04", lane="state"),
    event("order", "2025-03-20"),
    event("order-kept", "2025-03-21"),
)


def heights(outline: str) -> list[float]:
    """The heights that a skyline reaches, from left to right."""
    return [HIGH - float(y) for y in re.findall(r"V([\d.]+)", outline) if float(y) < HIGH]


def test_a_doubt_stands_in_its_middle_and_what_lasted_where_it_began() -> None:
    dated = world(
        event("a", "2000"), event("b", "2001-01-10/2005-01-01"), event("c", "../2010-03"), event("d", "2011/..")
    )
    months = [f"{month // 12}-{month % 12 + 1}" for month in months_of(times(dated).stands).tolist()]
    assert months == ["2000-7", "2001-1", "2010-3", "2011-1"]


def test_the_strip_spans_the_whole_time_whatever_is_shown() -> None:
    spans = periods(RIVER)
    assert (spans.first, spans.step) == (2000 * 12 + 6, 3)
    assert spans.first + spans.step * spans.number == 2025 * 12 + 9


def test_lanes_stand_on_top_of_one_another_and_hidden_events_only_in_the_pale_whole() -> None:
    every = visible(RIVER, Selection())
    state, city = (heights(outline) for outline in outlines(every))
    assert state == [LEAST, HIGH], "the state's part stands on the city's"
    assert city == [LEAST, round(HIGH * 2 / 3, 1)]
    without = visible(RIVER, Selection(lanes=frozenset({"state"})))
    assert heights(outlines(without)[0]) == [LEAST]
    assert outlines(without)[1] == ""


def test_the_year_in_which_time_begins_is_named_where_the_next_leaves_room_for_it() -> None:
    begun_late, begun_early = (
        world(*(event(f"e{year}", f"{year}-{month}") for year in range(2011, 2026))) for month in ("10", "01")
    )
    first = [
        re.findall(r"dn-year[^>]*>([0-9]{4})", str(density_svg(visible(landscape, Selection()))))[0]
        for landscape in (begun_late, begun_early)
    ]
    assert first == ["2012", "2011"]


def test_a_landscape_without_events_has_an_empty_strip() -> None:
    assert "dn-strip" in density_svg(visible(world(), Selection()))
