"""Every question, held against a plain count over the records of a landscape: small, real, strewn at random."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from random import Random
from typing import get_args

import networkx as nx
import pytest

from explorer.edtf import parse_when
from explorer.landscape import Landscape
from explorer.model import Actor, Event, Status
from explorer.query.columns import first_day, last_day
from explorer.query.graph import tied_to
from explorer.query.grouping import MAX_BANDS
from explorer.query.masks import WEIGHTS
from explorer.query.questions import NONE, REST, Questions
from explorer.query.selection import FILTERS, Level, Nodes, RowsChoice, Selection, without
from explorer.query.visible import View, visible
from tests.edge_worlds import some_selection

DATES = ("2000", "2003-05", "2010-05-31", "2011-02-03/2024-06", "2025-06-03/..", "../2009-04", "2025-07-24", "2027-01")


@pytest.fixture(params=["small", "bundled", *range(2)])
def landscape(request: pytest.FixtureRequest, small_world: Landscape, bundled: Landscape) -> Landscape:
    return {"small": small_world, "bundled": bundled}.get(request.param) or strewn(small_world, Random(request.param))


def strewn(world: Landscape, dice: Random) -> Landscape:
    """More actors, events and ties than bands and pictures have room for, of the kinds that the small world has."""
    actors = tuple(
        replace(dice.choice(world.actors), id=f"actor-{n}", weight=dice.choice((1, 2, 3, 3))) for n in range(40)
    )
    events = tuple(
        replace(
            dice.choice(world.events),
            id=f"event-{n}",
            date=parse_when(dice.choice(DATES)),
            kind=f"kind {dice.randrange(20)}",
            weight=dice.choice((1, 2, 3, 3)),
            lane=dice.choice(world.lanes).id,
        )
        for n in range(120)
    )
    nodes = [record.id for record in (*actors, *events)]
    relations = tuple(
        replace(dice.choice(world.relations), id=f"r-{n}", subject=dice.choice(nodes[:60]), object=dice.choice(nodes))
        for n in range(300)
    )
    return replace(world, actors=actors, events=events, relations=relations, claims=())


@pytest.fixture
def views(landscape: Landscape) -> list[View]:
    """The whole, and some selections of it of which each shows some event."""
    dice = Random(7)
    tried = [visible(landscape, some_selection(landscape, dice)) for _ in range(30)]
    some = [view for view in tried if view.events.any()][:6]
    focus = replace(Selection(), rows="actor", focus=landscape.actors[-1].id)
    return [visible(landscape, Selection()), visible(landscape, focus), *some]


def by_rows(view: View) -> Iterator[View]:
    for rows in get_args(RowsChoice):
        yield view.choosing(rows=rows)


def test_a_view_answers_every_question() -> None:
    asked = {name for name in vars(Questions) if not name.startswith("_")}
    assert asked <= vars(View).keys()


# --- time ----------------------------------------------------------------------------------------------------------


def days(view: View, event: Event, window: bool = True) -> tuple[int, int, int]:
    """The first and the last day of an event, and the one on which it stands."""
    when = event.date
    first = first_day(when) or last_day(when)
    last = last_day(when) if when.latest else first
    stands = first if when.precision == "interval" or not when.earliest else first + (last - first) // 2
    since, until = view.selection.since, view.selection.until
    low = since.toordinal() if since and window else 0
    high = until.toordinal() if until and window else 4_000_000
    return max(first, low), min(last, high), min(max(stands, low), high)


def bands_of(view: View) -> dict[str, list[str]]:
    """By band the ids of its events, from top to bottom; and by "others" those without a band of their own."""
    part, rows, most = view.part, view.selection.rows, MAX_BANDS[view.selection.rows]
    if rows == "lane":
        return {lane.id: [e.id for e in part.events if e.lane == lane.id] for lane in part.lanes}
    if rows == "actor":
        tied = {end for r in part.relations for end in ((r.subject, r.object), (r.object, r.subject))}
        holds = {a.id: [e.id for e in part.events if (a.id, e.id) in tied] for a in part.actors}
        weight = {a.id: a.weight for a in part.actors}
        order: Callable[[str], tuple] = lambda id: (id != view.selection.focus, -len(holds[id]), weight[id], id)  # noqa: E731
    elif rows == "kind":
        holds = {kind: [e.id for e in part.events if e.kind == kind] for kind in {e.kind for e in part.events}}
        order = lambda id: (-len(holds[id]), id)  # noqa: E731
    else:
        steps = {i.id: [e for e in part.events if e.instrument == i.id] for i in view.landscape.instruments}
        place = list(steps)
        holds = {id: [e.id for e in its] for id, its in steps.items()}
        begins = {id: min(first_day(e.date) for e in its) for id, its in steps.items() if its}
        order = lambda id: (-len(holds[id]), begins[id], place.index(id))  # noqa: E731
    ranked = sorted((id for id in holds if holds[id]), key=order)
    shown, rest = ranked[:most], ranked[most:]
    if rows == "instrument":
        shown = sorted(shown, key=lambda id: begins[id])
    found = {id: holds[id] for id in shown}
    inside = {event for its in found.values() for event in its}
    loose = [e.id for e in part.events if e.id not in inside]
    alone = [id for id in loose if rows == "instrument" and not view.landscape.records[id].instrument]  # type: ignore[union-attr]
    left = [id for id in loose if id not in alone]
    found |= ({REST: left} if left else {}) | ({NONE: alone} if alone else {})
    return found | {"others": sorted((str(len(holds[id])) for id in rest), key=int, reverse=True)}


def test_bands_are_the_choices_with_most_events(views: list[View]) -> None:
    for view in (each for one in views for each in by_rows(one)):
        wanted = bands_of(view)
        others = wanted.pop("others", [])
        assert view.bands == (tuple(wanted), tuple(map(int, others))), view.selection


def test_counts_are_those_of_events_that_stand_in_a_period(views: list[View]) -> None:
    for view in (each for one in views for each in by_rows(one)):
        stands = {event.id: days(view, event)[2] for event in view.part.events}
        assert view.time_span == (min(stands.values()), max(stands.values()))
        low, high = view.time_span
        edges = [low - 5, low, (low + high) // 2, high, high + 1]
        held = [its for band, its in bands_of(view).items() if band != "others"]
        wanted = [[sum(a <= stands[id] < b for id in its) for a, b in pairwise(edges)] for its in held]
        assert view.counts(edges) == tuple(map(tuple, wanted)), view.selection


def test_counts_by_lane_do_not_know_the_window(views: list[View]) -> None:
    for view in views:
        edges = [1, 730_000, 738_000, 739_000, 3_000_000]
        stands = [(event.lane, days(view, event, window=False)[2]) for event in view.part.events]
        lanes = [lane.id for lane in view.landscape.lanes]
        wanted = [
            [sum(on == lane and a <= day < b for on, day in stands) for a, b in pairwise(edges)] for lane in lanes
        ]
        assert view.counts_by_lane(edges) == tuple(map(tuple, wanted))


@pytest.mark.parametrize("level", get_args(Level))
def test_events_between_two_days_are_told_with_their_bands_unless_too_many(views: list[View], level: Level) -> None:
    for view in (each for one in views for each in by_rows(one)):
        low, high = (730_500, 739_300)
        near = [
            event.id
            for event in view.part.events
            if event.weight <= WEIGHTS[level] and days(view, event)[1] >= low and days(view, event)[0] <= high
        ]
        bands = {band: set(its) for band, its in bands_of(view).items() if band != "others"}
        wanted = [(id, band) for id in near for band in bands if id in bands[band]]
        assert view.events_between(low, high, len(wanted), level) == wanted
        assert not wanted or view.events_between(low, high, len(wanted) - 1, level) is None


# --- ties ----------------------------------------------------------------------------------------------------------


def test_neighbours_are_what_a_record_is_tied_to_in_what_is_shown(views: list[View]) -> None:
    for view in views:
        for id in view.landscape.selectable:
            wanted = tuple(sorted(tied_to(view.part, id))) if id in view.part.selectable else None
            assert view.neighbours(id) == wanted, id


def test_relations_among_records_are_those_with_both_ends_there(views: list[View]) -> None:
    dice = Random(3)
    for view in views:
        ids = set(dice.sample(sorted(view.landscape.records), len(view.landscape.records) // 2))
        wanted = tuple(r.id for r in view.part.relations if r.subject in ids and r.object in ids)
        assert view.relations_among([*ids, "nobody"]) == wanted


def test_shortest_paths_are_those_of_networkx_by_the_ids_on_them(views: list[View]) -> None:
    dice = Random(5)
    for view in views:
        graph: nx.Graph[str] = nx.Graph()
        graph.add_nodes_from(view.landscape.records)
        graph.add_edges_from((r.subject, r.object) for r in view.part.relations)
        for one, other in (dice.sample(sorted(view.landscape.records), 2) for _ in range(6)):
            there = nx.has_path(graph, one, other)
            wanted = sorted(map(tuple, nx.all_shortest_paths(graph, one, other))) if there else []
            found = view.shortest_paths(one, other)
            assert (found.ids, found.more) == (tuple(wanted[:100]), len(wanted) > 100)


# --- what comes first, and what hides what ---------------------------------------------------------------------------


@pytest.mark.parametrize("nodes", get_args(Nodes))
def test_where_all_have_room_the_weightiest_come_first_then_the_most_tied(views: list[View], nodes: Nodes) -> None:
    for view in views:
        whole = view.landscape
        ties = Counter(end for r in whole.relations if r.subject != r.object for end in (r.subject, r.object))
        every = [*view.part.actors, *(view.part.events if nodes == "all" else ())]
        ranked = [r.id for r in sorted(every, key=lambda r: (r.weight, -ties[r.id], r.id))]
        assert view.weightiest(len(ranked), nodes) == tuple(ranked)
        fewer = view.weightiest(10, nodes)
        assert len(fewer) == min(10, len(ranked))
        weights = [whole.records[id].weight for id in ranked]
        sure = [id for id in ranked[:10] if len(ranked) <= 10 or whole.records[id].weight < weights[10]]
        assert list(fewer[: len(sure)]) == sure, "only of the first weight without room the better tied come first"


def test_the_weightiest_of_some_records_may_be_hidden(views: list[View]) -> None:
    for view in views:
        ids = sorted(view.landscape.records)[::2]
        actors = {id for id in ids if isinstance(view.landscape.records[id], Actor)}
        assert set(view.weightiest(len(ids), among=ids)) == set(ids)
        assert set(view.weightiest(len(ids), "actors", ids)) == actors


def test_a_filter_hides_what_is_shown_without_it(views: list[View]) -> None:
    for view in views:
        for filters in [(part,) for part in FILTERS.values()] + [("at", "clock")]:
            selection = view.selection
            for part in filters:
                selection = without(selection, part)
            more = len(visible(view.landscape, selection).part.events) - len(view.part.events)
            assert view.hidden_by(*filters) == more


def test_statuses_are_counted_as_of_the_day(views: list[View]) -> None:
    for view in views:
        counts = Counter(event.status for event in view.part.events)
        assert list(view.statuses().items()) == [(status, counts[status]) for status in get_args(Status)]
