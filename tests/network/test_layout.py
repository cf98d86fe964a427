"""Where actors and events stand: what the placing promises for any landscape."""

from __future__ import annotations

import random
from itertools import combinations, pairwise

import pytest

from explorer.network.boxes import LaidNode, Layout, Tie
from explorer.network.layout import places

pytestmark = pytest.mark.slow

ABREAST = 8  # px between the boxes of one row, at the least


def actor(id: str, lane: int = 0, width: float = 90, height: float = 24) -> LaidNode:
    return LaidNode(id, lane, "actor", None, 2, width, height)


def event(id: str, day: int | None, lane: int = 0, width: float = 80) -> LaidNode:
    return LaidNode(id, lane, "event", day, 2, width, 48, 14)


def tie(a: str, b: str, weight: float = 3, drawn: bool = True) -> Tie:
    return Tie(f"{a}-{b}", a, b, weight, drawn)


def made_up(count: int, ties: int, seed: int = 1, lanes: int = 4) -> tuple[list[LaidNode], list[Tie]]:
    """A landscape by dice: two events to three actors, most ties inside a lane, a tenth of them undrawn."""
    dice = random.Random(seed)
    nodes = []
    for k in range(count):
        lane, key = min(lanes - 1, int(dice.random() ** 0.8 * lanes)), dice.random() < 0.25
        if k % 5 < 2:
            day = None if dice.random() < 0.05 else dice.choice([730000, 739300]) + dice.randrange(500)
            symbol = 22 if key else 14
            height = symbol + 16 + 14 * dice.choice([1, 2, 2, 3])
            nodes.append(LaidNode(f"e{k}", lane, "event", day, 2 - key, dice.uniform(50, 120), height, symbol))
        else:
            height = 32 if key else dice.choice([24, 24, 38])
            nodes.append(LaidNode(f"a{k}", lane, "actor", None, 2 - key, dice.uniform(45, 150), height))
    events = [node for node in nodes if node.kind == "event"]
    actors = [node for node in nodes if node.kind == "actor"]
    lines = []
    for k in range(ties):
        a = dice.choice(actors)
        near = [node for node in events if node.lane == a.lane] or events
        b = dice.choice(near if dice.random() < 0.6 else events if dice.random() < 0.7 else actors)
        if a.id != b.id:
            lines.append(Tie(f"t{k}", a.id, b.id, dice.choice([3, 3, 3, 2, 2, 1, 0.6, 0.5]), dice.random() < 0.9))
    return nodes, lines


WORLDS = {
    "20 nodes": (*made_up(20, 28, seed=2), 920),
    "40 nodes": (*made_up(40, 60), 920),
    "a phone": (*made_up(12, 16, seed=3, lanes=3), 358),
    "one crowded day": ([event(f"e{k}", 5) for k in range(20)] + [actor("a")], [tie("a", "e3")], 358),
    "one lane without ties": ([actor("a"), actor("b"), event("e", 7)], [], 920),
    "pills as wide as a phone": ([actor(f"a{k}", width=200) for k in range(5)] + [event("e", 1)], [], 358),
    "more actors than four rows hold": ([actor(f"a{k}", width=150) for k in range(60)], [], 920),
}


def box(node: LaidNode, placed: Layout) -> tuple[float, float, float, float]:
    x, y = placed.centre[node.id]
    return x - node.width / 2, y - node.height / 2, x + node.width / 2, y + node.height / 2


def keeps_the_promises(nodes: list[LaidNode], placed: Layout, width: float) -> None:
    assert placed.width == width
    for node in nodes:
        left, top, right, bottom = box(node, placed)
        assert left >= 0 and right <= width
        assert placed.bands[node.lane][0] <= top and bottom <= placed.bands[node.lane][1]
    for one, other in combinations(nodes, 2):
        a, b = box(one, placed), box(other, placed)
        if a[1] < b[3] and b[1] < a[3]:
            assert max(a[0], b[0]) - min(a[2], b[2]) >= ABREAST - 1e-6, (one.id, other.id)
    for lane in {node.lane for node in nodes}:
        dated = [node for node in nodes if node.lane == lane and node.day is not None]
        for one, other in combinations(dated, 2):
            earlier, later = (one, other) if (one.day or 0) < (other.day or 0) else (other, one)
            if one.day != other.day:
                assert placed.centre[earlier.id][0] <= placed.centre[later.id][0] + 1e-6


@pytest.mark.parametrize("name", WORLDS)
def test_boxes_keep_apart_in_their_bands_and_events_never_run_back_in_time(name: str) -> None:
    nodes, ties, width = WORLDS[name]
    keeps_the_promises(nodes, places(nodes, ties, width, lane_count=4), width)


def test_a_hundred_and_fifty_nodes_keep_the_same_promises() -> None:
    nodes, ties = made_up(150, 250)
    keeps_the_promises(nodes, places(nodes, ties, 920, lane_count=4), 920)


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_the_input_never_matters(seed: int) -> None:
    nodes, ties = made_up(30, 40, seed=5)
    as_given = places(nodes, ties, 920, lane_count=4)
    dice = random.Random(seed)
    dice.shuffle(nodes)
    dice.shuffle(ties)
    assert places(nodes, ties, 920, lane_count=4) == as_given


def test_ties_that_are_not_drawn_move_no_node_that_has_a_drawn_one() -> None:
    nodes, ties = made_up(30, 60, seed=4)
    drawn = [line for line in ties if line.drawn]
    led = sorted({end for line in drawn for end in (line.a, line.b)})
    hidden = [tie(a, b, drawn=False) for a, b in pairwise(led)]
    assert places(nodes, drawn + hidden, 920, lane_count=4) == places(nodes, drawn, 920, lane_count=4)


def test_an_actor_seen_only_on_selection_still_stands_near_the_one_it_belongs_to() -> None:
    nodes = [*(event(f"e{k}", 100 * k) for k in range(8)), actor("mayor"), actor("aide")]
    placed = places(nodes, [tie("mayor", "e7"), tie("aide", "mayor", drawn=False)], 920)
    assert abs(placed.centre["aide"][0] - placed.centre["mayor"][0]) < 150


def test_an_actor_stands_over_or_under_its_only_event() -> None:
    nodes = [event("early", 1), event("late", 900), actor("mayor")]
    placed = places(nodes, [tie("mayor", "late")], 920)
    assert placed.centre["mayor"][0] == pytest.approx(placed.centre["late"][0])


def test_fifteen_years_take_more_room_than_a_day_but_not_five_thousand_times_as_much() -> None:
    nodes = [event(f"e{day}", day, lane=day % 2, width=20) for day in (1, 2, 5477)]
    first, second, third = (places(nodes, [], 920, lane_count=2).centre[node.id][0] for node in nodes)
    assert 1.5 < (third - second) / (second - first) < 6


def test_events_too_many_for_one_row_stand_in_more_rows_and_the_width_is_held() -> None:
    few, many = ([event(f"e{k:02}", 10 * k) for k in range(count)] for count in (3, 12))
    low, high = places(few, [], 500), places(many, [], 500)
    assert high.width == low.width == 500
    assert high.height > low.height
    assert len({y for _, y in high.centre.values()}) > 1


def test_the_bands_follow_each_other_and_an_empty_lane_keeps_room_for_its_name() -> None:
    placed = places([event("e", 1, lane=0), event("f", 1, lane=2)], [], 920, lane_count=4)
    assert len(placed.bands) == 4
    assert all(above[1] == below[0] for above, below in pairwise(placed.bands))
    assert all(bottom - top >= 20 for top, bottom in placed.bands)
    assert placed.height >= placed.bands[-1][1]


@pytest.mark.parametrize("node", [actor("a", width=60), event("e", None, width=60)])
def test_a_box_never_stands_on_the_name_of_its_lane(node: LaidNode) -> None:
    crowd = [actor(f"b{k}", width=120) for k in range(6)]
    placed = places([node, *crowd], [], 920, lane_title_width=110)
    for held in (node, *crowd):
        left, top, _, _ = box(held, placed)
        assert left >= 110 or top >= placed.bands[0][0] + 20


def test_no_nodes_make_an_empty_picture_of_the_lanes() -> None:
    placed = places([], [], 358, lane_count=2)
    assert placed.centre == {} and len(placed.bands) == 2


def test_one_node_without_ties_or_date_stands_in_the_middle() -> None:
    assert places([event("e", None)], [], 920).centre["e"][0] == pytest.approx(460)


def test_tied_neighbours_in_a_row_leave_room_for_their_tie() -> None:
    nodes = [event("e", 1), actor("mayor"), actor("city")]
    placed = places(nodes, [tie("mayor", "city")], 920)
    (x, y), (u, v) = placed.centre["mayor"], placed.centre["city"]
    assert y != v or abs(u - x) - 90 >= 30


def test_one_actor_wider_than_the_picture_stands_in_its_middle() -> None:
    wide = actor("w", width=500)
    assert places([wide], [], 320).centre["w"][0] == 160
    assert places([wide, event("e", 1)], [tie("w", "e")], 320).centre["w"][0] == 160
