"""The one order of events: what is known to come first, then the latest day each may have begun, then the row."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from explorer.edtf import parse_when
from explorer.landscape import Landscape
from explorer.model import Event, Instrument, Relation
from explorer.order import in_order, moment, order_of

BILL = Instrument(id="bill", title="Bill", kind="bill", lane="city", status="died", summary="A bill.", sources=())


def event(id: str, date: str, step: int | None = None) -> Event:
    return Event(
        id=id,
        title=id,
        short_title=id,
        date=parse_when(date),
        lane="city",
        kind="bill step",
        status="occurred",
        weight=2,
        instrument="bill" if step else "",
        step=step,
        summary="It happened.",
        sources=(),
    )


def after(later: str, earlier: str) -> Relation:
    return Relation(
        id=f"{later}-{earlier}", subject=later, verb="came-after", object=earlier, basis="reported", sources=()
    )


def ids(world: Landscape, *events: Event, ties: tuple[Relation, ...] = ()) -> list[str]:
    world = replace(world, events=events, instruments=(BILL,), relations=ties, order={})
    return [found.id for found in in_order(world, world.events)]


def test_a_month_does_not_stand_before_a_day_in_it(small_world) -> None:
    assert ids(small_world, event("in-senate", "2025-03"), event("passed", "2025-03-07")) == ["passed", "in-senate"]


def test_the_steps_of_one_day_keep_their_known_order_whatever_their_names(small_world) -> None:
    steps = [event(id, "2025-03-07", n) for n, id in enumerate(("introduced", "committee", "passes", "signed"), 1)]
    assert ids(small_world, *reversed(steps)) == ["introduced", "committee", "passes", "signed"]


def test_a_step_with_a_vague_date_stands_before_the_step_that_came_after_it(small_world) -> None:
    vague, exact = event("introduced", "2025", 1), event("passes", "2025-03-07", 2)
    assert ids(small_world, exact, vague, event("other", "2025-06")) == ["introduced", "passes", "other"]


def test_what_is_said_to_have_come_after_stands_behind(small_world) -> None:
    protest, order = event("protest", "2025-07-20"), event("order", "2025-07-20")
    assert ids(small_world, order, protest, ties=(after("order", "protest"),)) == ["protest", "order"]


def test_where_nothing_else_is_known_the_row_of_the_file_decides(small_world) -> None:
    assert ids(small_world, event("z", "2025"), event("a", "2025")) == ["z", "a"]


def test_a_circle_of_later_and_earlier_falls_back_on_the_dates(small_world) -> None:
    ties = (after("a", "b"), after("b", "a"))
    assert ids(small_world, event("b", "2025"), event("a", "2024"), event("c", "2023"), ties=ties) == ["c", "a", "b"]


def test_a_part_keeps_the_order_of_the_whole(small_world) -> None:
    world = replace(
        small_world, events=(event("b", "2025"), event("a", "2025")), instruments=(), relations=(after("a", "b"),)
    )
    world = replace(world, order=order_of(world))
    part = replace(world, events=world.events[::-1], relations=())
    assert [found.id for found in in_order(part, part.events)] == ["b", "a"]


def test_a_relation_stands_where_its_own_date_or_its_event_does(small_world) -> None:
    by_date, by_event, undated = (
        moment(small_world, next(r for r in small_world.relations if r.id == id), "ana-reyes")
        for id in ("reyes-leads", "reyes-signed", "riders-back")
    )
    assert by_date < by_event
    assert undated[:2] == by_event[:2], "it has the day of the order that the riders back"


@given(st.lists(st.tuples(st.sampled_from(["2024", "2025-03", "2025-03-07", "2024-12/.."]), st.integers(0, 4))))
def test_every_event_has_one_place_and_steps_never_go_backwards(rows: list[tuple[str, int]]) -> None:
    events = tuple(event(f"e{n}", date, step or None) for n, (date, step) in enumerate(rows))
    world = Landscape(
        **dict.fromkeys(("id", "title", "summary", "licence", "default_view"), ""),
        as_of=parse_when("2025-07-25").earliest,  # type: ignore[arg-type]
        **dict.fromkeys(("lanes", "sources", "actors", "provisions", "relations", "claims", "verbs"), ()),
        events=events,
        instruments=(BILL,),
    )
    order = order_of(world)
    assert sorted(order.values()) == list(range(len(events)))
    numbered = [e.step for e in in_order(world, events) if e.step]
    assert numbered == sorted(numbered)
