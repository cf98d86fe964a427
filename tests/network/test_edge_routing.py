"""The lines between what is tied: what the routing promises for any landscape."""

from __future__ import annotations

import random
import re
from functools import cache

import pytest
from test_layout import actor, event, made_up, tie

from explorer.network.boxes import LaidNode, Layout, Tie
from explorer.network.edge_routing import Route, outline, points_at, routes, sampled
from explorer.network.layout import places

pytestmark = pytest.mark.slow


@cache
def world(count: int, ties: int, seed: int, width: int) -> tuple[list[LaidNode], list[Tie], Layout, dict[str, Route]]:
    nodes, lines = made_up(count, ties, seed)
    placed = places(nodes, lines, width, lane_count=4)
    return nodes, lines, placed, routes(nodes, lines, placed)


def routed(nodes: list[LaidNode], lines: list[Tie], width: float = 920) -> dict[str, Route]:
    return routes(nodes, lines, places(nodes, lines, width, lane_count=1 + max(node.lane for node in nodes)))


def away(point: tuple[float, float], node: LaidNode, placed: Layout) -> float:
    """px from a point to the nearest of a node's boxes; 0 inside."""
    found = []
    for left, top, right, bottom in outline(node, placed).tolist():
        aside, above = max(left - point[0], point[0] - right, 0), max(top - point[1], point[1] - bottom, 0)
        found.append((aside**2 + above**2) ** 0.5)
    return min(found)


@pytest.mark.parametrize("count, ties, seed", [(20, 28, 2), (40, 60, 1), (40, 60, 7)])
def test_up_to_forty_nodes_no_route_runs_through_a_box_or_the_name_of_a_lane(count: int, ties: int, seed: int) -> None:
    _, lines, _, found = world(count, ties, seed, 920)
    assert [line.id for line in lines if found[line.id].hits] == []


def test_a_phone_with_the_key_nodes_has_no_route_through_a_box() -> None:
    *_, found = world(12, 16, 3, 358)
    assert all(route.hits == 0 for route in found.values())


def test_at_a_hundred_and_fifty_nodes_next_to_no_route_runs_through_a_box() -> None:
    *_, found = world(150, 250, 1, 920)
    assert sum(route.hits > 0 for route in found.values()) <= 2


@pytest.mark.parametrize("count, ties, seed", [(20, 28, 2), (40, 60, 1)])
def test_a_route_ends_in_the_open_close_to_both_of_its_ends(count: int, ties: int, seed: int) -> None:
    nodes, lines, placed, found = world(count, ties, seed, 920)
    known = {node.id: node for node in nodes}
    for line in lines:
        first, last = found[line.id].points[0], found[line.id].points[-1]
        assert 0 < away(first, known[line.a], placed) < 12
        assert 0 < away(last, known[line.b], placed) < 12


@pytest.mark.parametrize("count, ties, seed, width", [(40, 60, 1, 920), (12, 16, 3, 358)])
def test_routes_stay_in_the_picture(count: int, ties: int, seed: int, width: int) -> None:
    _, _, placed, found = world(count, ties, seed, width)
    for route in found.values():
        line = sampled(route.points, 12)
        assert line.min() >= 0 and line[:, 0].max() <= width and line[:, 1].max() <= placed.height


def test_the_order_of_the_input_never_matters() -> None:
    nodes, lines = made_up(30, 40, seed=5)
    placed = places(nodes, lines, 920, lane_count=4)
    as_given = routes(nodes, lines, placed)
    dice = random.Random(1)
    dice.shuffle(nodes)
    dice.shuffle(lines)
    assert routes(nodes, lines, placed) == as_given


def test_ties_that_are_not_drawn_bend_no_other_route() -> None:
    nodes, lines = made_up(30, 40, seed=5)
    drawn = [line for line in lines if line.drawn]
    placed = places(nodes, lines, 920, lane_count=4)
    alone, all_of_them = routes(nodes, drawn, placed), routes(nodes, lines, placed)
    assert {line.id: all_of_them[line.id] for line in drawn} == alone


def test_an_actor_over_its_event_is_tied_by_a_straight_upright_line() -> None:
    route = routed([actor("mayor"), event("order", 3)], [tie("mayor", "order")])["mayor-order"]
    assert len(route.points) == 3
    assert len({x for x, _ in route.points}) == 1


def test_two_ties_between_the_same_ends_never_lie_on_each_other() -> None:
    nodes = [event("bill", 1), event("law", 900)]
    lines = [tie("bill", "law"), tie("law", "bill")]
    found = routed(nodes, lines)
    middle, other = (points_at(route, (0.5,))[0] for route in found.values())
    assert abs(middle[1] - other[1]) > 3


def test_the_path_says_the_same_as_the_points() -> None:
    *_, found = world(20, 28, 2, 920)
    for route in found.values():
        assert re.fullmatch(r"M-?\d+\.\d -?\d+\.\d(Q(-?\d+\.\d ?){4})+", route.path)
        numbers = [float(number) for number in re.findall(r"-?\d+\.\d", route.path)]
        assert list(zip(numbers[::2], numbers[1::2], strict=True)) == list(route.points)


def test_a_point_on_a_route_is_found_by_its_share_of_the_length() -> None:
    route = Route("t", ((0.0, 0.0), (10.0, 0.0), (20.0, 0.0), (50.0, 0.0), (80.0, 0.0)), "", 0)
    assert points_at(route, (0, 0.25, 0.5, 1))[:, 0].round(3).tolist() == [0, 20, 40, 80]


def test_a_world_without_ties_has_no_routes() -> None:
    assert routed([actor("a")], []) == {}
    assert routes([], [], places([], [], 920)) == {}
