"""How an event stands on a day: unknown is not "did not happen", and a plan whose day has passed is told as that."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from explorer.landscape import Landscape
from explorer.model import Event
from explorer.outlook import outlook


def planned(world: Landscape, **changes: object) -> tuple[Landscape, Event]:
    event = replace(next(e for e in world.events if e.id == "ordinance-planned"), **changes)  # type: ignore[arg-type]
    others = tuple(e for e in world.events if e.id != event.id)
    return replace(world, events=(*others, event), order={}), event


def test_a_plan_is_ahead_until_its_last_day(small_world: Landscape) -> None:
    world, plan = planned(small_world)
    assert outlook(world, plan, date(2025, 8, 31)).words == "planned"


@pytest.mark.parametrize("day", [date(2025, 9, 1), date(2035, 9, 1)])
def test_a_plan_whose_day_has_passed_says_so_then_and_in_ten_years(small_world: Landscape, day: date) -> None:
    world, plan = planned(small_world)
    known = outlook(world, plan, day)
    assert (known.stand, known.words) == ("day passed", "planned; the day has passed, no outcome in these data")


def test_a_plan_names_what_settled_it_from_the_day_on_that_this_happened(small_world: Landscape) -> None:
    world, plan = planned(small_world, outcome="night-order", date=small_world.events[1].date)
    assert outlook(world, plan, date(2025, 7, 20)).stand == "day passed"
    known = outlook(world, plan, date(2025, 7, 21))
    assert known.words == "planned; overtaken by Night order, 21 July 2025"


def test_a_later_step_of_the_same_instrument_settles_and_another_event_overtakes(small_world: Landscape) -> None:
    world, plan = planned(small_world, outcome="bill-dies", instrument="bus-bill")
    assert outlook(world, plan, date(2025, 9, 1)).came_of_it == "settled by Bill dies, 22 March 2025"


def test_what_is_pending_is_open_not_past(small_world: Landscape) -> None:
    world, plan = planned(small_world, status="pending")
    assert outlook(world, plan, date(2026, 1, 1)).words == "pending; no outcome in these data"


def test_what_happened_is_neither_ahead_nor_past(small_world: Landscape) -> None:
    order = next(e for e in small_world.events if e.id == "night-order")
    assert outlook(small_world, order, date(2025, 7, 25)).words == "occurred"


def test_a_file_that_leaves_the_outcome_out_still_knows_of_it(small_world: Landscape) -> None:
    world, plan = planned(small_world, outcome="night-order")
    assert outlook(world, replace(plan, outcome=""), date(2026, 1, 1)).stand == "overtaken"
