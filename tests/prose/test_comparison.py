"""Actors as rows to compare: by ties, what they do, when, and where they stand."""

from __future__ import annotations

from pathlib import Path

from explorer.data.load import load_landscape
from explorer.landscape import Landscape
from explorer.prose.comparison import MEANINGS, ActorRow, actors_table
from explorer.query.columns import GROUPS
from explorer.query.selection import Selection
from explorer.query.visible import visible
from tests.conftest import WriteWorld


def rows(landscape: Landscape) -> dict[str, ActorRow]:
    return {row.id: row for row in actors_table(landscape)}


def test_the_best_connected_actors_come_first_and_of_equals_who_stands_between_more(small_world: Landscape) -> None:
    assert list(rows(small_world)) == ["council", "ana-reyes", "riders", "statehouse"]
    assert [row.ties for row in actors_table(small_world)] == [3, 2, 1, 1]


def test_of_many_actors_only_those_with_most_ties_are_compared(small_world: Landscape) -> None:
    assert [row.id for row in actors_table(small_world, most=1)] == ["council"]


def test_ties_are_counted_by_what_they_are_and_add_up(small_world: Landscape) -> None:
    council = dict(zip(GROUPS, rows(small_world)["council"].groups, strict=True))
    assert {group: count for group, count in council.items() if count} == {"act": 2, "affiliation": 1}
    assert all(sum(row.groups) == row.ties for row in actors_table(small_world))


def test_verbs_are_said_from_the_actors_own_side(small_world: Landscape) -> None:
    assert rows(small_world)["council"].verbs == (("is to pass", 1), ("led by", 1), ("passed", 1))
    assert rows(small_world)["ana-reyes"].verbs == (("leads", 1), ("signed", 1))


def test_years_run_over_what_took_place_and_not_over_what_is_only_planned(small_world: Landscape) -> None:
    council = rows(small_world)["council"]
    assert council.events == 2
    assert council.years == (2000, 2000)


def test_an_actor_who_is_tied_to_no_event_has_no_years(write_world: WriteWorld) -> None:
    folder: Path = write_world(
        relations=("reyes-signed,ana-reyes,signed,night-order,2025-07-21,reported,,,herald@L1\n", "")
    )
    assert rows(load_landscape(folder))["ana-reyes"].years is None


def test_who_links_parts_of_the_record_stands_between(small_world: Landscape) -> None:
    between = {id: row.between or 0 for id, row in rows(small_world).items()}
    assert between["council"] > between["ana-reyes"] > between["riders"] == 0


def test_only_what_is_shown_counts(small_world: Landscape) -> None:
    part = visible(small_world, Selection(lanes=frozenset({"city"}))).part
    assert "statehouse" not in rows(part)
    assert rows(visible(small_world, Selection(groups=frozenset({"act"}))).part)["council"].ties == 2


def test_every_number_has_a_plain_sentence_on_what_it_means() -> None:
    assert set(MEANINGS) == {"ties", "events", "verbs", "years", "between"}
    assert "more recorded ties, not more power" in MEANINGS["ties"]
