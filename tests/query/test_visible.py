"""The part of a landscape that is shown: filters, the window, and the two clocks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from explorer.landscape import Landscape
from explorer.prose.record import details
from explorer.query.around import around
from explorer.query.changes import days_of_change
from explorer.query.selection import Selection
from explorer.query.visible import part_of, visible

BEFORE_THE_ORDER = date(2025, 7, 10)
AFTER_ALL = date(2025, 7, 24)


def events(part: Landscape) -> set[str]:
    return {event.id for event in part.events}


def statuses(part: Landscape) -> dict[str, str]:
    return {event.id: event.status for event in part.events}


def test_without_a_filter_the_landscape_itself_is_shown(small_world: Landscape) -> None:
    assert visible(small_world, Selection(focus="council", axis="true", rows="actor")).part is small_world


# --- filters -------------------------------------------------------------------------------------------------------


def test_a_lane_that_is_off_takes_its_events_its_actors_and_their_relations(small_world: Landscape) -> None:
    part = visible(small_world, Selection(lanes=frozenset({"city"}))).part
    assert events(part) == {"resolution-2000", "night-order", "ordinance-planned"}
    assert "statehouse" not in part.records
    assert {"assembly-dropped"} & {relation.id for relation in part.relations} == set()
    assert [instrument.id for instrument in part.instruments] == ["order-text"]


def test_an_instrument_without_a_step_goes_with_its_lane(small_world: Landscape) -> None:
    alone = replace(small_world.instruments[0], id="alone", lane="state")
    world = replace(small_world, instruments=(alone,))
    assert visible(world, Selection(lanes=frozenset({"city"}))).part.instruments == ()
    assert visible(world, Selection(lanes=frozenset({"state"}))).part.instruments == (alone,)


def test_no_lane_at_all_shows_nothing(small_world: Landscape) -> None:
    part = visible(small_world, Selection(lanes=frozenset())).part
    assert (part.events, part.actors, part.relations, part.claims) == ((), (), (), ())


def test_only_key_events_leave_actors_without_a_tie_out(small_world: Landscape) -> None:
    part = visible(small_world, Selection(level="key")).part
    assert events(part) == {"night-order", "ordinance-planned"}
    assert {actor.id for actor in part.actors} == {"ana-reyes", "council"}


def test_relations_go_by_what_they_are_about_and_by_how_sure_they_are(small_world: Landscape) -> None:
    acts = visible(small_world, Selection(groups=frozenset({"act"}))).part
    assert {r.id for r in acts.relations} == {"reyes-signed", "council-passed", "assembly-dropped", "council-plans"}
    planned = visible(small_world, Selection(bases=frozenset({"planned"}))).part
    assert [r.id for r in planned.relations] == ["council-plans"]
    assert [actor.id for actor in planned.actors] == ["council"], "the others have no tie that is shown"
    assert len(planned.events) == len(small_world.events), "events are no relations"


def test_what_no_source_of_a_layer_tells_is_left_out_with_that_layer(small_world: Landscape) -> None:
    part = visible(small_world, Selection(layers=frozenset({"public record"}))).part
    assert events(part) == {"resolution-2000", "night-order"}
    assert [actor.id for actor in part.actors] == ["council"]


def test_a_claimant_who_is_not_shown_keeps_a_voice(small_world: Landscape) -> None:
    part = visible(small_world, Selection(kinds=frozenset({"order"}), groups=frozenset({"stance"}))).part
    assert [r.id for r in part.relations] == ["riders-back"]
    assert {actor.id for actor in part.actors} == {"riders"}
    assert [actor.id for actor in part.voices] == ["ana-reyes"], "she claims it"


# --- the window ----------------------------------------------------------------------------------------------------


def test_an_event_touching_the_window_by_one_day_is_shown(small_world: Landscape) -> None:
    assert "resolution-2000" in events(visible(small_world, Selection(until=date(2000, 1, 1))).part)
    assert "resolution-2000" in events(visible(small_world, Selection(since=date(2000, 12, 31))).part)
    assert "resolution-2000" not in events(visible(small_world, Selection(since=date(2001, 1, 1))).part)
    assert events(visible(small_world, Selection(since=date(2024, 5, 31), until=date(2025, 3, 22))).part) == {
        "bill-introduced",
        "bill-dies",
    }


# --- as of a day ---------------------------------------------------------------------------------------------------


def test_what_came_later_is_not_there_whoever_wrote_of_it_before(small_world: Landscape) -> None:
    part = visible(small_world, Selection(as_of=BEFORE_THE_ORDER)).part
    assert statuses(part) == {
        "resolution-2000": "occurred",
        "bill-introduced": "occurred",
        "bill-dies": "occurred",
    }, "the minutes of 2024 are cited for the order of 2025; that it was planned by then no row says"
    assert part.as_of == BEFORE_THE_ORDER


def test_what_only_a_month_is_known_of_is_possible_within_that_month(small_world: Landscape) -> None:
    assert statuses(visible(small_world, Selection(as_of=date(2024, 5, 15))).part)["bill-introduced"] == "possible"
    assert statuses(visible(small_world, Selection(as_of=date(2024, 5, 31))).part)["bill-introduced"] == "occurred"


def test_what_lasted_through_the_day_was_ongoing(small_world: Landscape) -> None:
    from explorer.edtf import parse_when

    lasting = replace(small_world.events[0], date=parse_when("2001/2003"))
    world = replace(small_world, events=(lasting, *small_world.events[1:]))
    assert statuses(visible(world, Selection(as_of=date(2002, 1, 1))).part)["resolution-2000"] == "ongoing"
    assert statuses(visible(world, Selection(as_of=date(2003, 12, 31))).part)["resolution-2000"] == "occurred"


def test_an_act_is_not_told_before_its_day_even_where_its_event_was_planned(small_world: Landscape) -> None:
    part = visible(small_world, Selection(as_of=BEFORE_THE_ORDER)).part
    assert {r.id for r in part.relations} == {"council-passed", "assembly-dropped", "reyes-leads"}


def test_as_it_was_known_asks_of_everything_that_a_source_had_told_it(small_world: Landscape) -> None:
    part = visible(small_world, Selection(as_of=BEFORE_THE_ORDER, clock="known")).part
    assert statuses(part) == {"resolution-2000": "occurred"}
    assert part.claims == ()
    after = visible(small_world, Selection(as_of=AFTER_ALL, clock="known")).part
    assert events(after) == events(small_world)
    assert statuses(after)["ordinance-planned"] == "planned"


def test_an_instrument_as_of_an_earlier_day_does_not_tell_how_it_ended(small_world: Landscape) -> None:
    part = visible(small_world, Selection(as_of=date(2025, 1, 1))).part
    bill = next(instrument for instrument in part.instruments if instrument.id == "bus-bill")
    assert bill.status == "last step told by then: Bill introduced, May 2024"


def test_a_slider_stops_where_something_changes(small_world: Landscape) -> None:
    days = days_of_change(small_world)
    assert list(days) == sorted(set(days))
    assert {date(2000, 12, 31), date(2025, 3, 22), date(2025, 7, 21), date(2025, 7, 22)} <= set(days)
    assert days[-1] == small_world.as_of


# --- one record ----------------------------------------------------------------------------------------------------


def test_the_landscape_around_a_record_tells_of_it_what_the_whole_does(small_world: Landscape) -> None:
    for id in small_world.selectable:
        assert details(around(small_world, id), id) == details(small_world, id)


def test_it_does_so_for_every_record_of_the_bundled_landscape(bundled: Landscape) -> None:
    for id in bundled.selectable:
        assert details(around(bundled, id), id) == details(bundled, id), id


def test_around_a_record_of_a_part_whoever_claims_a_thing_is_named_though_not_shown(small_world: Landscape) -> None:
    claimed = next(relation for relation in small_world.relations if relation.attributed_to == ("ana-reyes",))
    others = tuple(actor for actor in small_world.actors if actor.id != "ana-reyes")
    part = replace(
        small_world,
        actors=others,
        relations=(claimed,),
        claims=(),
        voices=tuple(actor for actor in small_world.actors if actor.id == "ana-reyes"),
    )
    assert details(around(part, "night-order"), "night-order") == details(part, "night-order")


@pytest.mark.parametrize(
    "chosen",
    [
        Selection(as_of=date(2025, 6, 1)),
        Selection(as_of=date(2025, 6, 1), clock="known"),
        Selection(lanes=frozenset({"city", "state"}), bases=frozenset({"reported"})),
        Selection(layers=frozenset({"articles"}), since=date(2024, 1, 1)),
    ],
    ids=["happened", "known", "lanes and basis", "layer and window"],
)
def test_a_filtered_landscape_around_a_record_tells_what_the_filtered_whole_does(
    bundled: Landscape, chosen: Selection
) -> None:
    view = visible(bundled, chosen)
    part, told = view.part, 0
    for id in part.records:
        near = part_of(view, around(bundled, id))
        assert details(near, id).groups == details(part, id).groups, id
        told += 1
    assert told > 10


def test_a_view_of_other_rows_has_a_part_of_its_own_and_another_choice_shares_it(small_world: Landscape) -> None:
    view = visible(small_world, Selection(lanes=frozenset({"city"})))
    part = view.part
    assert view.choosing(focus="council", axis="true").part is part
    fewer = replace(view, events=view.events & False)
    assert fewer.part.events == () != part.events
