"""The vocabulary's own promises: the second clock, lines of evidence, and what was looked for in vain."""

from __future__ import annotations

from datetime import date

from explorer.data.load import load_landscape
from explorer.model import Event, Landscape


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
