"""What of a landscape with problems can be shown, and what is said to be left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from explorer.data.checks.problem_kinds import MAX_SHOWN, problem_kinds
from explorer.data.sound import open_sound
from explorer.errors import BrokenLandscape, Problem


def spoil(folder: Path, file: str, old: str, new: str) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture
def town(write_world) -> Path:
    return write_world()


def test_a_whole_landscape_is_left_as_it_is(town) -> None:
    opened = open_sound(town)
    assert opened.broken is None
    assert not opened.left_out


def test_a_row_with_a_problem_is_left_out_with_what_names_it(town) -> None:
    spoil(
        town,
        "events.csv",
        "night-order,Night bus order signed,Night order,,2025-07-21,city",
        "night-order,N,N,,2025-99,city",
    )
    opened = open_sound(town)
    assert "night-order" not in opened.landscape.records
    assert {relation.id for relation in opened.landscape.relations} == {
        "council-passed",
        "assembly-dropped",
        "council-plans",
        "reyes-leads",
    }
    assert not opened.landscape.claims  # both were about the order
    assert opened.left_out == {"events.csv": 1, "relations.csv": 3, "claims.csv": 2}
    assert opened.rows_left_out == 6
    assert opened.broken
    assert [problem.row for problem in opened.broken.problems] == [5], "only what is wrong is told, not what follows"


def test_a_row_that_cites_another_source_besides_a_faulty_one_stays(town) -> None:
    spoil(town, "sources.csv", "2024-05-02,,https://riverton.example/minutes", "2024-05-02,,javascript:alert(1)")
    landscape = open_sound(town).landscape
    assert [str(citation.source) for citation in landscape.records["night-order"].sources] == ["herald"]
    assert "resolution-2000" not in landscape.records, "it rested on the minutes alone"
    assert "council" not in landscape.records


def test_a_line_too_broken_to_read_is_counted_and_takes_what_names_it_along(town) -> None:
    spoil(town, "actors.csv", "riders,Night riders,,community,,city,2", 'riders,Night "riders,,community,,city,2')
    opened = open_sound(town)
    assert "riders" not in opened.landscape.records
    assert opened.left_out == {"actors.csv": 1, "relations.csv": 1, "claims.csv": 2}


def test_values_that_stand_against_each_other_go_together(town) -> None:
    spoil(town, "claims.csv", "2 million a year,preferred", "2 million a year,contradicted")
    assert not open_sound(town).landscape.claims, "one of two contradicting values alone would be a statement"


def test_a_missing_table_is_an_empty_one(town) -> None:
    (town / "claims.csv").unlink()
    opened = open_sound(town)
    assert not opened.landscape.claims
    assert opened.landscape.events
    assert opened.unread == ("claims.csv",)


def test_a_setting_that_nothing_needs_is_left_out(town) -> None:
    with (town / "landscape.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[lead]]\ntext = "Buses."\nsources = "nobody"\n')
    assert open_sound(town).landscape.lead == ()


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("landscape.toml", "as_of = 2025-07-25", "as_of = 20250725"),
        ("landscape.toml", "title =", "title"),
        ("landscape.toml", "licence =", "license ="),
    ],
)
def test_what_no_landscape_can_do_without_is_not_made_up(town, file, old, new) -> None:
    spoil(town, file, old, new)
    with pytest.raises(BrokenLandscape):
        open_sound(town)


def test_where_nothing_is_left_all_problems_are_told(town) -> None:
    for file in ("events.csv", "actors.csv"):
        (town / file).unlink()
    with pytest.raises(BrokenLandscape) as told:
        open_sound(town)
    assert "events.csv: is missing" in str(told.value)


def test_problems_are_told_by_kind_with_the_first_rows() -> None:
    many = [Problem("events.csv", row, "lane", f'"lane-{row}" is not a lane', "use city") for row in range(2, 32)]
    [kind] = problem_kinds(many)
    assert kind.count == 30
    assert [problem.row for problem in kind.first] == [2, 3, 4, 5, 6][:MAX_SHOWN]
