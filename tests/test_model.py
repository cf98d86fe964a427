"""The vocabulary's own promises: the second clock, lines of evidence, and what was looked for in vain."""

from __future__ import annotations

import sys
from dataclasses import FrozenInstanceError, replace
from datetime import date

import pytest

from explorer.data.load import load_landscape
from explorer.landscape import Landscape
from explorer.model import Event


def event(world: Landscape, id: str) -> Event:
    return next(event for event in world.events if event.id == id)


def test_a_row_is_first_known_when_the_earliest_of_its_sources_came_out(small_world) -> None:
    assert small_world.first_known(event(small_world, "bill-dies")) == date(2025, 7, 22)
    assert small_world.first_known(event(small_world, "night-order")) == date(2024, 5, 2), "the minutes are older"


def test_a_vague_day_of_publication_counts_from_its_last_day(write_world) -> None:
    world = load_landscape(write_world(sources=("2025-07-22,2025", "2025-07,2025")))
    assert world.first_known(event(world, "bill-dies")) == date(2025, 7, 31)


def test_a_row_whose_sources_have_no_date_is_not_known_to_have_been_known(write_world) -> None:
    world = load_landscape(write_world(sources=("2025-07-22,2025", ",2025")))
    assert world.first_known(event(world, "bill-dies")) is None
    assert world.first_known(event(world, "night-order")) == date(2024, 5, 2)


def test_two_sources_may_be_one_line_of_evidence(write_world) -> None:
    world = load_landscape(write_world(sources=("news,articles,,", "news,articles,interview,")))
    assert [source.line for source in world.sources] == ["interview", ""]


def test_what_was_not_found_is_kept_without_a_citation(small_world) -> None:
    (gap,) = small_world.gaps
    assert (gap.what, gap.state) == ("The minutes of the vote of 2000", "not found")


def test_a_landscape_without_gaps_needs_no_file_of_them(write_world) -> None:
    assert load_landscape(write_world(gaps=None)).gaps == ()


def test_a_row_is_whatever_cites_its_sources(small_world) -> None:
    assert len(small_world.rows) == 4 + 5 + 2 + 1 + 7 + 2


@pytest.mark.parametrize("table", ["lanes", "sources", "actors", "events", "relations", "claims", "verbs", "gaps"])
def test_a_record_is_small_and_cannot_be_changed(small_world, table: str) -> None:
    record = getattr(small_world, table)[0]
    assert not hasattr(record, "__dict__") and sys.getsizeof(record) < 150
    with pytest.raises(FrozenInstanceError):
        record.id = "another"


def test_no_record_has_a_field_that_is_not_in_its_table(small_world) -> None:
    with pytest.raises(TypeError, match="colour"):
        replace(small_world.lanes[0], colour="red")


def test_a_landscape_with_other_rows_keeps_nothing_of_what_was_worked_out_for_the_first(small_world) -> None:
    assert "night-order" in small_world.records
    assert replace(small_world, events=()).records.keys() == {actor.id for actor in small_world.actors}


def test_rows_that_name_an_id_share_its_text_in_memory(small_world) -> None:
    signed = small_world.relations[0]
    assert signed.subject is small_world.actors[0].id and signed.sources[0].source is small_world.sources[0].id
