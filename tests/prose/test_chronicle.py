"""The events as rows to read, on Riverton: what each row says, and how many of how many."""

from __future__ import annotations

from dataclasses import replace

import pytest

from explorer.data.load import load_landscape
from explorer.landscape import Landscape
from explorer.model import Claim
from explorer.prose import chronicle as views
from explorer.prose.chronicle import Chronicle, Entry, chronicle
from explorer.query.selection import Selection, from_query
from explorer.query.visible import visible


def told(landscape: Landscape, address: str = "") -> Chronicle:
    return chronicle(visible(landscape, from_query(address, landscape)[0]))


def rows(found: Chronicle) -> dict[str, Entry]:
    return {entry.id: entry for year in found.years for entry in year.entries}


def test_events_stand_by_year_in_order_of_time(small_world: Landscape) -> None:
    years = told(small_world).years
    assert [(year.name, [entry.id for entry in year.entries]) for year in years] == [
        ("2000", ["resolution-2000"]),
        ("2024", ["bill-introduced"]),
        ("2025", ["bill-dies", "night-order", "ordinance-planned"]),
    ]


def test_a_row_says_when_what_at_which_level_who_and_by_which_sources(small_world: Landscape) -> None:
    entry = rows(told(small_world))["night-order"]
    assert (entry.when, entry.date, entry.title) == ("21 Jul", "21 July 2025", "Night bus order signed")
    assert (entry.lane, entry.status, entry.hollow) == ("City", "occurred", False)
    assert (entry.doers[0].name, entry.doers[0].did) == ("Ana Reyes", "signed")
    assert [citation.source for citation in entry.citations] == ["herald", "minutes"]


def test_a_date_that_is_only_a_year_is_not_taken_for_a_day(small_world: Landscape) -> None:
    assert rows(told(small_world))["resolution-2000"].when == "in 2000"


def test_somebodys_claim_is_told_as_one(small_world: Landscape) -> None:
    riders = rows(told(small_world))["night-order"].doers[1]
    assert (riders.name, riders.did, riders.sure) == ("Night riders", "supports", "claimed by Ana Reyes")


def test_that_it_is_planned_is_said_once(small_world: Landscape) -> None:
    entry = rows(told(small_world))["ordinance-planned"]
    assert entry.hollow
    assert [(doer.did, doer.sure) for doer in entry.doers] == [("is to pass", "")]


def test_what_a_record_builds_on_did_nothing_in_it(small_world: Landscape) -> None:
    assert [doer.id for doer in rows(told(small_world))["resolution-2000"].doers] == ["council"]


def test_an_actor_with_two_deeds_is_named_once_and_more_than_three_actors_are_counted(write_world) -> None:
    more = "\n".join(
        f"more-{n},{who},{verb},night-order,,reported,,,herald@L4"
        for n, (who, verb) in enumerate(
            [("ana-reyes", "supports"), ("council", "supports"), ("statehouse", "supports"), ("riders", "supports")]
        )
    )
    order = "order-builds,night-order,builds-on,resolution-2000,,inferred,,Our reading.,herald@L2"
    entry = rows(told(load_landscape(write_world(relations=(order, f"{order}\n{more}")))))["night-order"]
    assert [(doer.id, doer.did) for doer in entry.doers] == [
        ("ana-reyes", "signed, supports"),
        ("riders", "supports"),
        ("council", "supports"),
    ]
    assert entry.more_doers == 1


def test_where_sources_give_different_values_the_row_says_for_what(small_world: Landscape) -> None:
    found = rows(told(small_world))
    assert found["night-order"].differ == ("cost",)
    assert found["bill-dies"].differ == ()


def test_a_value_that_all_give_alike_is_no_disagreement(small_world: Landscape) -> None:
    same = tuple(replace(claim, value="2 million a year") for claim in small_world.claims)
    assert rows(told(replace(small_world, claims=same)))["night-order"].differ == ()


@pytest.mark.parametrize(
    "address",
    ["", "lanes=city", "at=2025-07-10", "at=2025-07-22&clock=known", "layers=articles", "ties=stance", "level=key"],
)
def test_it_tells_the_same_of_a_selection_as_of_the_part_it_leaves(small_world: Landscape, address: str) -> None:
    selection, notes = from_query(address, small_world)
    assert notes == ()
    view = visible(small_world, selection)
    assert chronicle(view).years == chronicle(visible(view.part, Selection())).years


def test_as_of_an_earlier_day_what_came_later_is_planned(small_world: Landscape) -> None:
    assert rows(told(small_world, "at=2025-07-10"))["bill-dies"].status == "occurred"
    assert rows(told(small_world, "at=2024-05-10"))["bill-introduced"].status == "possible"


def test_the_caption_says_how_many_of_how_many(small_world: Landscape) -> None:
    assert told(small_world).caption == "5 events"
    assert told(small_world, "lanes=city").caption == "3 of 5 events"
    assert told(small_world).rest == ""


def test_of_more_than_can_be_read_the_weightiest_and_of_equals_the_latest_are_told(
    small_world: Landscape, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "MAX_ENTRIES", 3)
    found = told(small_world)
    assert list(rows(found)) == ["bill-dies", "night-order", "ordinance-planned"]
    assert found.caption == "3 of the 5 events shown, the weightiest"
    assert found.rest == "2 more events: narrow the window in time, or the level of detail."


def test_large_numbers_are_set_in_threes_that_stay_together(small_world: Landscape) -> None:
    assert Chronicle((), 300, 5_200, 5_500).rest.startswith("5\N{NO-BREAK SPACE}200 more events")


def test_nothing_shown_is_nothing_told(small_world: Landscape) -> None:
    assert chronicle(visible(small_world, Selection(lanes=frozenset()))).years == ()


def test_a_claim_that_no_layer_shown_tells_makes_no_disagreement(small_world: Landscape) -> None:
    def elsewhere(claim: Claim) -> Claim:
        return replace(claim, sources=small_world.events[0].sources)

    world = replace(small_world, claims=tuple(map(elsewhere, small_world.claims)))
    assert rows(told(world, "layers=articles"))["night-order"].differ == ()
    assert rows(told(world))["night-order"].differ == ("cost",)
