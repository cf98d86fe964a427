"""Who is how far from whom, and by which ways: on the small world, and on tiny ones held against plain search."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from explorer.edtf import parse_when
from explorer.landscape import Landscape
from explorer.model import Event, Relation
from explorer.query.columns import first_day, last_day
from explorer.query.graph import NotInGraph
from explorer.query.paths import adjacency, rings, shortest_paths


def ids(world: Landscape, a: str, b: str, in_order: bool = False) -> list[list[str]]:
    paths = shortest_paths(world, a, b, in_order).paths
    return [[path[0].here, *(hop.there for hop in path)] for path in paths]


def tied(world: Landscape, *ties: tuple[str, str, str]) -> Landscape:
    """The small world with other ties: subject, object, date; the date empty for none of its own."""
    relation = world.relations[0]
    changed = [
        replace(relation, id=f"t{at}", subject=s, object=o, date=parse_when(date) if date else None)
        for at, (s, o, date) in enumerate(ties)
    ]
    return replace(world, relations=tuple(changed))


def test_every_shortest_path_is_given_whichever_way_the_ties_point(small_world: Landscape) -> None:
    assert ids(small_world, "council", "night-order") == [
        ["council", "ana-reyes", "night-order"],
        ["council", "resolution-2000", "night-order"],
    ]
    assert shortest_paths(small_world, "council", "night-order").steps == 2


def test_records_without_a_connection_have_no_path(small_world: Landscape) -> None:
    assert shortest_paths(small_world, "ana-reyes", "statehouse").paths == ()


def test_a_record_is_not_connected_with_itself(small_world: Landscape) -> None:
    assert shortest_paths(small_world, "council", "council").paths == ()


def test_relations_between_the_same_two_are_one_step_told_by_each(small_world: Landscape) -> None:
    world = tied(small_world, ("ana-reyes", "council", ""), ("council", "ana-reyes", ""))
    ((hop,),) = shortest_paths(world, "ana-reyes", "council").paths
    assert [relation.id for relation in hop.relations] == ["t0", "t1"]


@pytest.mark.parametrize("a, b", [("nobody", "council"), ("council", "nobody")])
def test_an_unknown_record_is_refused(small_world: Landscape, a: str, b: str) -> None:
    with pytest.raises(NotInGraph, match='"nobody" is not an actor or event of what is shown'):
        shortest_paths(small_world, a, b)


def test_only_relations_that_are_shown_are_walked(small_world: Landscape) -> None:
    along = np.array([relation.id != "reyes-leads" for relation in small_world.relations])
    found = shortest_paths(small_world, "council", "night-order", along=along)
    assert [[hop.there for hop in path] for path in found.paths] == [["resolution-2000", "night-order"]]


def test_more_ways_than_are_counted_are_said_to_be_more(small_world: Landscape) -> None:
    found = shortest_paths(small_world, "council", "night-order", most=1)
    assert (len(found.paths), found.more) == (1, True)


# --- forward in time ------------------------------------------------------------------------------------------------


def test_a_way_back_in_time_is_not_in_order_and_its_mirror_is(small_world: Landscape) -> None:
    world = tied(small_world, ("ana-reyes", "riders", "2020-05-01"), ("riders", "council", "2019-05-01"))
    assert ids(world, "ana-reyes", "council", in_order=True) == []
    assert ids(world, "council", "ana-reyes", in_order=True) == [["council", "riders", "ana-reyes"]]


def test_a_vague_date_may_come_before_or_after_a_day_within_it(small_world: Landscape) -> None:
    world = tied(small_world, ("ana-reyes", "riders", "2020-05-01"), ("riders", "council", "2020"))
    assert ids(world, "ana-reyes", "council", in_order=True) == [["ana-reyes", "riders", "council"]]
    assert ids(world, "council", "ana-reyes", in_order=True) == [["council", "riders", "ana-reyes"]]


def test_an_undated_membership_binds_nothing_but_what_came_before_it_still_does(small_world: Landscape) -> None:
    world = tied(
        small_world, ("ana-reyes", "riders", "2020"), ("riders", "council", ""), ("council", "statehouse", "2019")
    )
    assert ids(world, "ana-reyes", "council", in_order=True) == [["ana-reyes", "riders", "council"]]
    assert ids(world, "ana-reyes", "statehouse", in_order=True) == []


def test_without_a_date_of_its_own_a_step_is_taken_when_its_event_is(small_world: Landscape) -> None:
    # the bill died in March 2025, the order was signed in July 2025
    world = tied(small_world, ("riders", "bill-dies", ""), ("riders", "night-order", ""))
    assert ids(world, "bill-dies", "night-order", in_order=True) == [["bill-dies", "riders", "night-order"]]
    assert ids(world, "night-order", "bill-dies", in_order=True) == []


def test_an_order_does_not_lead_forward_to_the_older_one_that_it_builds_on(small_world: Landscape) -> None:
    assert ids(small_world, "night-order", "resolution-2000") == [["night-order", "resolution-2000"]]
    assert ids(small_world, "night-order", "resolution-2000", in_order=True) == []
    assert ids(small_world, "resolution-2000", "night-order", in_order=True) == [["resolution-2000", "night-order"]]


def test_a_longer_way_is_found_where_the_shortest_runs_back_in_time(small_world: Landscape) -> None:
    world = tied(
        small_world,
        ("ana-reyes", "riders", "2020"),
        ("riders", "council", "2019"),
        ("riders", "statehouse", "2021"),
        ("statehouse", "council", "2022"),
    )
    assert ids(world, "ana-reyes", "council") == [["ana-reyes", "riders", "council"]]
    assert ids(world, "ana-reyes", "council", in_order=True) == [["ana-reyes", "riders", "statehouse", "council"]]


def test_of_several_relations_only_those_that_serve_the_order_are_told(small_world: Landscape) -> None:
    world = tied(
        small_world, ("ana-reyes", "riders", "2020"), ("riders", "council", "2019"), ("riders", "council", "2021")
    )
    ((_, hop),) = shortest_paths(world, "ana-reyes", "council", in_order=True).paths
    assert [relation.id for relation in hop.relations] == ["t2"]


@pytest.mark.parametrize("seed", range(40))
def test_the_ways_found_are_those_that_plain_search_finds(small_world: Landscape, seed: int) -> None:
    dice = random.Random(seed)
    nodes = sorted(small_world.records)
    dates = ["", "", "2019", "2020", "2020-05-01", "2020-06", "2021", "2019/2021"]
    world = tied(small_world, *((*dice.sample(nodes, 2), dice.choice(dates)) for _ in range(14)))
    for in_order in (False, True):
        a, b = dice.sample(nodes, 2)
        assert ids(world, a, b, in_order) == plainly(world, a, b, in_order)


def plainly(world: Landscape, a: str, b: str, in_order: bool) -> list[list[str]]:
    """Every walk without a repeated record, tried in turn; the shortest that can be taken."""
    walks = [walk for walk in _walks(world, [a], b) if not in_order or _forward(world, walk)]
    least = min((len(walk) for walk in walks), default=0)
    return sorted(walk for walk in walks if len(walk) == least)


def _walks(world: Landscape, walk: list[str], goal: str) -> Iterator[list[str]]:
    if walk[-1] == goal:
        yield walk
        return
    for there in {end for r in world.relations_of[walk[-1]] for end in (r.subject, r.object)} - set(walk):
        yield from _walks(world, [*walk, there], goal)


def _forward(world: Landscape, walk: Sequence[str]) -> bool:
    """Whether some choice of relations can be walked forward: each on the first day that is left."""
    start = world.records[walk[0]]
    days = {first_day(start.date) if isinstance(start, Event) else 0}
    for here, there in pairwise(walk):
        steps = [
            _days(world, r, here, there) for r in world.relations_of[here] if {r.subject, r.object} == {here, there}
        ]
        days = {max(day, first) for day in days for first, last in steps if last >= day}
    return bool(days)


def _days(world: Landscape, relation: Relation, here: str, there: str) -> tuple[int, int]:
    event = next((world.records[id] for id in (there, here) if isinstance(world.records[id], Event)), None)
    when = relation.date or (event.date if isinstance(event, Event) else None)
    return (first_day(when), last_day(when)) if when else (0, 4_000_000)


# --- rings ----------------------------------------------------------------------------------------------------------


def ring_ids(world: Landscape, id: str, steps: int) -> list[list[str]]:
    return [[adjacency(world).ids[node] for node in ring] for ring in rings(world, [id], steps)]


def test_rings_hold_what_is_one_step_away_then_two(small_world: Landscape) -> None:
    assert ring_ids(small_world, "council", 2) == [
        ["council"],
        ["ana-reyes", "resolution-2000", "ordinance-planned"],
        ["night-order"],
    ]


def test_beyond_the_last_that_is_tied_the_rings_are_empty(small_world: Landscape) -> None:
    assert ring_ids(small_world, "statehouse", 3) == [["statehouse"], ["bill-dies"], [], []]


def test_rings_about_an_unknown_record_are_refused(small_world: Landscape) -> None:
    with pytest.raises(NotInGraph):
        rings(small_world, ["nobody"], 1)
