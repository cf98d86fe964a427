"""Many cells are read at once, in the same words and to the same values as one by one."""

from __future__ import annotations

import doctest
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explorer.data.load import load_landscape
from explorer.data.tables import cell_columns, characters, csv_lines, parsers
from explorer.data.tables.csv_files import read_table
from explorer.landscape import Landscape
from explorer.order import order_of
from tests.bundled import FOLDER
from tests.data.problems import problems_in

CELLS = st.sampled_from(
    ["a", "b-1", '"x, y"', ' "z"', 'q"q', "", " ", "\u200b", "'=sum", "é", "'tis", '"', "c\td", "- "]
)
LINES = st.lists(st.lists(CELLS, min_size=1, max_size=4).map(",".join), max_size=12)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(LINES)
def test_a_table_is_read_alike_in_one_piece_and_line_by_line(tmp_path: Path, monkeypatch, lines: list[str]) -> None:
    (tmp_path / "some.csv").write_text("\n".join(["id,text", *lines]), encoding="utf-8", newline="")
    found = []
    for block in (1_000_000, 1):
        monkeypatch.setattr(csv_lines, "BLOCK", block)
        table, problems = read_table(tmp_path / "some.csv", ("id", "text"), most_rows=99)
        found.append((table, list(problems)))
    assert found[0] == found[1]


KNOWN = {source: source for source in ("herald", "minutes")}
CITED = st.lists(
    st.sampled_from(
        ["herald", "minutes@L1", " herald @ L1,L2", "herald@", "", "nobody@L1", "herald@§ 3", "@L1", "a@b@c"]
    ),
    max_size=4,
).map(";".join)


@given(st.lists(CITED, max_size=8))
def test_citations_are_the_same_read_at_once_and_one_by_one(cells: list[str]) -> None:
    known = parsers.known_id(KNOWN, "a source", "add it", parsers.Speller())
    read = parsers.required(parsers.listed(parsers.citation_reader(known)), "cite one")
    at_once, refused_at_once = cell_columns.of_citations(read, KNOWN)(cells)
    each, refused = cell_columns.one_by_one(read)(cells)
    assert {cell: str(why) for cell, why in refused_at_once.items()} == {
        cell: str(why) for cell, why in refused.items()
    }
    assert list(at_once) == list(each)


@given(st.text("aA1-_  –АΑé", max_size=6), st.text("aA1-_  –АΑé", max_size=6))
def test_what_looks_alike_is_never_missed_among_many(one: str, other: str) -> None:
    first, second, _ = parsers.gapless_looks([one, other, "another"])
    assert parsers.looks(one) != parsers.looks(other) or first == second


@given(st.text("abc1-@:/.?#[ ]ſK", max_size=12), st.sampled_from(["", "https://", "HTTP://"]))
def test_a_link_that_is_taken_at_a_glance_is_taken_when_looked_at(text: str, scheme: str) -> None:
    if parsers.plain_link(scheme + text):
        assert parsers.link(scheme + text) == scheme + text


@given(st.lists(st.text("ab1-;\n é", max_size=5) | st.just("constructor"), min_size=1, max_size=4))
def test_ids_are_taken_at_a_glance_where_each_is_taken_when_looked_at(texts: list[str]) -> None:
    _, refused = cell_columns.one_by_one(parsers.new_id)(texts)
    assert parsers.are_plain_ids(texts) == (not refused)


def test_the_words_that_browsers_keep_are_no_ids_at_a_glance() -> None:
    assert not parsers.are_plain_ids(["ana", "constructor"]) and not parsers.are_plain_ids(["prototype"])
    assert parsers.are_plain_ids(["constructors"])


def test_records_are_made_when_they_are_first_asked_for_and_once() -> None:
    world = load_bundled()
    assert {"events", "relations"} & vars(world).keys() == set()
    assert world.relations is world.relations and world.events[0].date
    assert {"events", "relations"} <= vars(world).keys()
    with pytest.raises(AttributeError, match="no 'evnts'"):
        getattr(world, "evnts")  # noqa: B009 - a misspelt name, as a program has it


def test_the_order_told_from_cells_is_that_of_the_records() -> None:
    world = load_bundled()
    assert world.order == order_of(replace(world, order={}))


def load_bundled() -> Landscape:
    return load_landscape(FOLDER)


def test_the_examples_of_characters_are_true() -> None:
    outcome = doctest.testmod(characters)
    assert outcome.attempted > 0 and outcome.failed == 0


def test_of_a_plan_without_an_id_nothing_is_said_but_that_it_has_none(write_world) -> None:
    of_events = [
        said for said in problems_in(write_world(events=("ordinance-planned,", ","))) if "events.csv row" in said
    ]
    assert of_events == ['events.csv row 6, column "id": is empty — give the row an id of its own']
