"""How two records are connected, on Riverton."""

from __future__ import annotations

from dataclasses import replace

from explorer.landscape import Landscape
from explorer.prose.connections import MAX_PATHS, Connections, connections
from explorer.query.selection import Selection
from explorer.query.visible import visible


def asked(world: Landscape, a: str, b: str, in_order: bool = False) -> Connections:
    found = connections(visible(world, Selection(focus=a, to=b, in_order=in_order)))
    assert found is not None
    return found


def texts(world: Landscape, a: str, b: str) -> list[list[str]]:
    return [[sentence.text for sentence in path] for path in asked(world, a, b).paths]


def test_a_path_is_told_relation_by_relation_with_dates_and_basis(small_world: Landscape) -> None:
    assert texts(small_world, "ana-reyes", "resolution-2000") == [
        ["Ana Reyes leads Riverton Council, since 2021.", "Riverton Council passed 2000 resolution, 2000."],
        [
            "Ana Reyes signed Night order, 21 July 2025.",
            "Night order builds on 2000 resolution — inferred by the curators.",
        ],
    ]


def test_every_sentence_of_a_path_is_cited(small_world: Landscape) -> None:
    found = asked(small_world, "riders", "council")
    assert found.steps == 3
    assert all(sentence.citations for path in found.paths for sentence in path)


def test_records_that_nothing_connects_have_no_path(small_world: Landscape) -> None:
    assert asked(small_world, "ana-reyes", "bill-dies").paths == ()


def test_where_an_end_is_not_shown_or_not_known_nothing_is_told(small_world: Landscape) -> None:
    hidden = Selection(focus="ana-reyes", to="statehouse", lanes=frozenset({"city"}))
    for selection in (hidden, Selection(focus="ana-reyes", to="nobody"), Selection(focus="ana-reyes")):
        assert connections(visible(small_world, selection)) is None


def test_the_answer_is_said_in_one_sentence(small_world: Landscape) -> None:
    assert asked(small_world, "ana-reyes", "resolution-2000").said == (
        "Ana Reyes and 2000 resolution are connected in 2 steps, by 2 ways that short."
    )
    assert asked(small_world, "ana-reyes", "bill-dies").said == (
        "Nothing that is shown connects Ana Reyes and Bill dies."
    )


def test_where_no_path_goes_forward_in_time_that_is_said_and_whether_one_does_the_other_way(
    small_world: Landscape,
) -> None:
    found = asked(small_world, "night-order", "resolution-2000", in_order=True)
    assert (found.steps, found.paths) == (0, ())
    assert found.said == (
        "Night order and 2000 resolution are connected in 1 step, but no path goes forward in time; "
        "read from 2000 resolution to Night order there is one, in 1 step."
    )


def test_each_path_names_its_records_for_the_picture(small_world: Landscape) -> None:
    found = visible(small_world, Selection(focus="council", to="night-order")).paths
    assert found is not None and found.ids == (
        ("council", "ana-reyes", "night-order"),
        ("council", "resolution-2000", "night-order"),
    )


def test_of_many_ways_a_few_are_told_and_the_rest_counted(small_world: Landscape) -> None:
    relation = small_world.relations[0]
    crowd = tuple(replace(small_world.actors[2], id=f"rider-{at}") for at in range(9))
    ties = tuple(
        replace(relation, id=f"{rider.id}-{end}", subject=rider.id, object=end, date=None)
        for rider in crowd
        for end in ("bill-dies", "night-order")
    )
    world = replace(small_world, actors=(*small_world.actors, *crowd), relations=ties)
    found = asked(world, "bill-dies", "night-order")
    assert (len(found.paths), found.left, found.more) == (MAX_PATHS, 9 - MAX_PATHS, False)
