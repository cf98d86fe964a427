"""A store answers every question as the landscape does that it was built from: whatever is selected, ties and all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from random import Random
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, example, given
from hypothesis import strategies as st

from explorer.landscape import Landscape
from explorer.query.questions import Questions, facets
from explorer.query.selection import FILTERS, Clock, Level, Nodes, RowsChoice, Selection, is_filtered
from explorer.query.sets import SETS, ChoiceSet, known_of
from explorer.query.visible import View, visible
from explorer.store.questions.answers import StoredView
from explorer.store.questions.part_view import PartView
from tests.edge_worlds import some_selection
from tests.store.stores import FEW, PLACES, TRIED, Pair, Pairs
from tests.sweeps import examples, swept

pytestmark = pytest.mark.slow


def selection_of(landscape: Landscape, dice: Random) -> Selection:
    """Anything that a reader may choose."""
    found = some_selection(landscape, dice)
    for name, one in SETS.items():
        if dice.random() < 0.1:
            choices = one.choices(known_of(landscape))
            found = replace(found, **{name: frozenset(dice.sample(choices, dice.randint(0, len(choices))))})
    for day in ("since", "until", "as_of"):
        if (edges := days_of(landscape)) and dice.random() < 0.3:
            found = replace(found, **{day: dice.choice(edges)})
    return found


def days_of(landscape: Landscape) -> list[date]:
    """The days on which something begins, ends or comes out: where a day more or less would show."""
    dates = [event.date for event in landscape.events] + [source.published for source in landscape.sources]
    dates += [relation.date for relation in landscape.relations]
    return sorted({day for when in dates if when for day in (when.earliest, when.latest) if day})


DAYS = [("since", 2), ("until", 2), ("as_of", 2), ("since", 6), ("until", 6), ("as_of", 6)]
"""Fields of a selection, with how many of the first days of a landscape are tried."""


@pytest.mark.parametrize(("field", "days"), swept(DAYS, often=DAYS[1:3]))
@pytest.mark.parametrize("place", swept(PLACES, often=FEW))
def test_a_store_counts_the_first_and_the_last_day_in(pairs: Pairs, place: str, field: str, days: int) -> None:
    pair = pairs[place]
    for day in days_of(pair.landscape)[:days]:
        for clock in get_args(Clock) if field == "as_of" else ("happened",):
            selection = Selection(**{field: day}, clock=clock)  # type: ignore[arg-type]
            view, stored = visible(pair.landscape, selection), StoredView(pair.store, selection)
            wanted = tuple(int(mask.sum()) for mask in (view.events, view.actors, view.relations))
            assert stored.shown() == wanted, selection


@pytest.mark.parametrize("place", swept([name for name in PLACES if "tiny-0" not in name], often=FEW[2:]))
def test_a_store_puts_the_selected_actor_first(pairs: Pairs, place: str) -> None:
    pair = pairs[place]
    assert_equal(pair, Selection(rows="actor", focus=pair.landscape.actors[-1].id), 5)


def asked(view: View | StoredView, landscape: Landscape, dice: Random) -> Iterator[tuple[str, Any]]:
    """Every question of a view with its answer; the same questions for the same dice."""
    has_events = view.statuses() and sum(view.statuses().values())
    yield "statuses", view.statuses()
    yield "bands", view.bands
    if has_events:
        low, high = view.time_span
        yield "time_span", (low, high)
        edges = sorted({low, high + 1, *(dice.randint(low - 9, high + 9) for _ in range(4))})
        yield "counts", view.counts(edges)
        yield "counts_by_lane", view.counts_by_lane(edges)
        days = sorted(dice.randint(low, high) for _ in range(2))
        for level in get_args(Level):
            yield "events_between", view.events_between(*days, dice.choice([0, 3, 1000]), level)
    ids = sorted(landscape.selectable)
    some = dice.sample(ids, min(len(ids), 6))
    yield "neighbours", [view.neighbours(id) for id in [*some, "nobody"]]
    records = sorted(landscape.records)
    inside = dice.sample(records, len(records) // 2)
    yield "relations_among", view.relations_among([*inside, "nobody"])
    for nodes in get_args(Nodes):
        for most in (dice.choice((0, 1, 5)), dice.choice((12, 40)), len(records)):
            yield f"weightiest {most} {nodes}", view.weightiest(most, nodes)
        yield f"weightiest 9 {nodes} of some", view.weightiest(9, nodes, inside)
    yield "choices", {name: view.choices(name) for name in SETS}
    yield "hidden_by", [view.hidden_by(part) for part in FILTERS.values()]
    for in_order in (False, True) if len(records) > 1 else ():
        ends = dice.sample(records, 2)
        found = view.shortest_paths(*ends, in_order)
        yield "shortest_paths", (found.steps, found.paths, found.more)


def assert_equal(pair: Pair, selection: Selection, seed: int) -> None:
    landscape, store = pair.landscape, pair.store
    view, stored = visible(landscape, selection), StoredView(store, selection)
    shown = tuple(int(mask.sum()) for mask in (view.events, view.actors, view.relations))
    assert stored.shown() == shown, selection
    there = asked(stored, landscape, Random(seed))
    for question, answer in asked(view, landscape, Random(seed)):
        assert next(there) == (question, answer), (question, selection)


@examples(6, 25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.sampled_from(TRIED), seed=st.integers(0, 2**32))
@example(place="bundled", seed=0)
def test_a_store_answers_as_the_landscape_does(pairs: Pairs, place: str, seed: int) -> None:
    pair = pairs[place]
    assert_equal(pair, selection_of(pair.landscape, Random(seed)), seed)


@pytest.mark.parametrize("rows", swept(get_args(RowsChoice), often=["actor"]))
@pytest.mark.parametrize("place", swept(PLACES, often=FEW))
def test_a_store_answers_for_all_that_a_landscape_holds(pairs: Pairs, place: str, rows: RowsChoice) -> None:
    selection = Selection(rows=rows)
    assert not is_filtered(selection)
    assert_equal(pairs[place], selection, 5)


def test_a_store_answers_every_question() -> None:
    questions = {name for name in vars(Questions) if not name.startswith("_")}
    assert questions <= vars(StoredView).keys()


def test_what_is_counted_the_store_answers_and_of_what_is_drawn_the_part() -> None:
    questions = {name for name in vars(Questions) if not name.startswith("_")}
    assert questions - vars(PartView).keys() == {"neighbours", "relations_among", "weightiest"}


@dataclass(frozen=True)
class Ranked(Selection):
    """A selection with a set that nobody has thought of so far: events by their weight."""

    ranks: frozenset[str] | None = None


@pytest.mark.parametrize("on", [None, {"second"}, {"first", "third"}, set()])
def test_a_new_set_is_shown_and_counted_in_memory_and_in_a_store_by_its_definition_alone(
    pairs: Pairs, monkeypatch: pytest.MonkeyPatch, on: set[str] | None
) -> None:
    ranks = ("first", "second", "third")
    monkeypatch.setitem(SETS, "ranks", ChoiceSet("events", "weight", lambda _: ranks, "a rank", "ranks", first=1))
    monkeypatch.setitem(FILTERS, "ranks", "rank")
    landscape, store = pairs["bundled"].landscape, pairs["bundled"].store
    selection = Ranked(ranks=None if on is None else frozenset(on), bases=frozenset({"reported"}))
    view, stored = visible(landscape, selection), StoredView(store, selection)
    every = {rank: sum(event.weight == place for event in landscape.events) for place, rank in enumerate(ranks, 1)}
    assert facets(view) == facets(stored)
    assert facets(view)["rank"] == every
    assert view.shown() == stored.shown()
    assert view.shown().events == sum(every[rank] for rank in (ranks if on is None else on))
