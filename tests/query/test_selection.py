"""The reader's choice and its address text."""

from __future__ import annotations

import doctest
from dataclasses import astuple
from datetime import date
from typing import get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.landscape import Landscape
from explorer.query import selection
from explorer.query.address_parts import without_trackers
from explorer.query.columns import BASES, GROUPS
from explorer.query.selection import (
    FILTER_WORDS,
    FILTERS,
    LONGEST_QUERY,
    Selection,
    from_query,
    is_filtered,
    pick,
    to_query,
    unfiltered,
    without,
)

LANES, KINDS = ("state", "city"), ("bill ends", "bill step", "order", "ordinance", "resolution")
RECORDS = ("ana-reyes", "council", "bill-dies", "night-order")

days = st.dates(date(1990, 1, 1), date(2025, 7, 24))


def parts_of(choices: tuple[str, ...]) -> st.SearchStrategy[frozenset[str] | None]:
    """All, or any set that is not all."""
    some = st.frozensets(st.sampled_from(choices), max_size=len(choices) - 1)
    return st.none() | some


@st.composite
def selections(draw: st.DrawFn) -> Selection:
    focus = draw(st.sampled_from(("", *RECORDS)))
    to = draw(st.sampled_from(("", *(id for id in RECORDS if id != focus)))) if focus else ""
    since, until = sorted((draw(days), draw(days)))
    return Selection(
        focus=focus,
        to=to,
        in_order=bool(to) and draw(st.booleans()),
        since=draw(st.none() | st.just(since)),
        until=draw(st.none() | st.just(until)),
        as_of=draw(st.none() | days),
        clock=draw(st.sampled_from(("happened", "known"))),
        lanes=draw(parts_of(LANES)),
        kinds=draw(parts_of(KINDS)),
        groups=draw(parts_of(GROUPS)),
        bases=draw(parts_of(BASES)),
        layers=draw(parts_of(("articles", "public record"))),
        level=draw(st.sampled_from(("key", "supporting", "all"))),
        axis=draw(st.sampled_from(("folded", "true", "even"))),
        rows=draw(st.sampled_from(("lane", "kind", "instrument", "actor"))),
        nodes=draw(st.sampled_from(("all", "actors"))),
        steps=draw(st.integers(0, 3)) if focus else 0,
        tidy=draw(st.booleans()),
        zoom=draw(st.sampled_from(("", "2025-03-01..2025-09-30", "2000-01-01..2000-01-01", "3..40"))),
    )


def test_a_filter_that_is_a_set_has_words_for_what_it_holds() -> None:
    sets = [name for name, kind in get_type_hints(Selection).items() if "frozenset" in str(kind)]
    assert all(all(astuple(FILTER_WORDS[FILTERS[name]])) for name in sets)


def test_the_default_view_has_no_address_text() -> None:
    assert to_query(Selection()) == ""


@given(chosen=selections())
def test_every_selection_comes_back_from_its_address(small_world: Landscape, chosen: Selection) -> None:
    address = to_query(chosen)
    assert from_query(address, small_world) == (chosen, ())
    assert len(address) < LONGEST_QUERY


def test_an_address_says_only_what_differs_and_says_it_in_words() -> None:
    chosen = Selection(kinds=frozenset({"bill step", "order"}), layers=frozenset({"public record"}), rows="actor")
    assert to_query(chosen) == "kinds=bill_step,order&layers=public_record&rows=actor"


def test_a_stale_name_is_dropped_with_a_sentence_and_the_rest_is_kept(small_world: Landscape) -> None:
    chosen, notes = from_query("?sel=gone&axis=true&lanes=city,moon&level=key", small_world)
    assert chosen == Selection(axis="true", lanes=frozenset({"city"}), level="key")
    assert notes == (
        "Nothing here is called “gone”; nothing is selected.",
        "“moon” is not a lane here; it is left out.",
    )


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("at=yesterday", "“yesterday” is not a day for the as-of date; write it as 2025-03-01."),
        ("at=20250301", "“20250301” is not a day for the as-of date; write it as 2025-03-01."),
        ("from=2025-02-30", "“2025-02-30” is not a day for the beginning of the window; write it as 2025-03-01."),
        ("from=2025-01-01&until=2024-01-01", "The window ends before it begins; the whole time is shown."),
        ("at=2030-01-01", "The data reach to 25 July 2025; everything is shown as of that day."),
        ("lanes=moon", "“moon” is not a lane here; all are shown."),
        ("steps=9", "“9” is not a number of steps; the usual one is shown."),
        ("rows=diagonal", "“diagonal” is not a grouping of the timeline; the usual one is shown."),
        ("colour=red", "The address says “colour”, which this page does not know."),
    ],
)
def test_each_piece_that_is_not_understood_gets_its_sentence(
    small_world: Landscape, address: str, sentence: str
) -> None:
    assert from_query(address, small_world) == (Selection(), (sentence,))


TRACKERS = """
    fbclid gclid gbraid wbraid dclid msclkid yclid twclid ttclid li_fat_id igshid mc_cid mc_eid mkt_tok _ga _gl _hsenc
    _hsmi ref ref_src utm_source utm_medium utm_campaign utm_whatever
""".split()  # noqa: SIM905


@pytest.mark.parametrize("name", TRACKERS)
def test_what_a_tracker_adds_to_an_address_is_dropped_in_silence(small_world: Landscape, name: str) -> None:
    assert from_query(f"{name}=IwAR0%26x", small_world) == (Selection(), ())
    assert from_query(f"?{name.upper()}&sel=council&{name}=", small_world) == (Selection(focus="council"), ())


def test_an_address_that_holds_only_what_trackers_add_is_an_empty_address() -> None:
    assert without_trackers("?fbclid=IwAR0&utm_source=news&%75tm_term=a+b&ref") == ""


def test_what_trackers_do_not_add_stays_as_it_is_written() -> None:
    address = "lanes=-&sel=caf%C3%A9&&colour=red;fbclid=1&reference=2"
    assert without_trackers(f"gclid=a&{address}&_ga=2.1") == address


@given(chosen=selections())
def test_no_part_of_a_selection_is_taken_for_a_tracker(chosen: Selection) -> None:
    assert without_trackers(to_query(chosen)) == to_query(chosen)


def test_an_address_is_not_too_long_because_of_a_tracker(small_world: Landscape) -> None:
    chosen, notes = from_query(f"sel=council&fbclid={'x' * LONGEST_QUERY}", small_world)
    assert (chosen, notes) == (Selection(focus="council"), ())


def test_the_examples_in_the_words_of_the_room_are_true() -> None:
    assert doctest.testmod(selection).failed == 0


def test_an_address_too_long_to_read_is_the_default_view(small_world: Landscape) -> None:
    chosen, notes = from_query("sel=" + "a" * LONGEST_QUERY, small_world)
    assert chosen == Selection()
    assert len(notes) == 1


@given(
    st.text(max_size=200)
    | st.lists(st.sampled_from(("at=", "lanes=", "&", "-", ",", "2025", "%", "sel="))).map("".join)
)
def test_no_address_text_breaks_the_page(small_world: Landscape, text: str) -> None:
    chosen, _ = from_query(text, small_world)
    assert from_query(to_query(chosen), small_world) == (chosen, ())


def test_a_connection_needs_two_different_ends_that_are_actors_or_events(small_world: Landscape) -> None:
    both = Selection(focus="ana-reyes", to="bill-dies")
    assert to_query(both) == "sel=ana-reyes&to=bill-dies"
    assert from_query(to_query(both), small_world) == (both, ())
    assert from_query("sel=ana-reyes&to=ana-reyes", small_world)[0].to == ""
    assert from_query("sel=bus-bill&to=ana-reyes", small_world)[0].to == ""
    assert from_query("to=ana-reyes", small_world)[0].to == ""


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("sel=ana-reyes&to=ana-reyes", "A record is not connected with itself; it alone is told."),
        (
            "sel=bus-bill&to=ana-reyes",
            "Only actors and events are connected with each other; the record alone is told.",
        ),
        ("sel=ana-reyes&to=bus-bill", "“bus-bill” is not an actor or an event; no connection is told."),
        ("sel=ana-reyes&to=nobody", "Nothing here is called “nobody”; no connection is told."),
        ("to=ana-reyes", "Nothing is selected that another record could be connected with."),
        ("sel=ana-reyes&vs=ana-reyes", "A record is not compared with itself; it alone is told."),
        ("vs=ana-reyes", "Nothing is selected that another record could be compared with."),
    ],
)
def test_a_question_that_cannot_be_asked_is_told(small_world: Landscape, address: str, told: str) -> None:
    chosen, notes = from_query(address, small_world)
    assert (chosen.to, chosen.vs, notes) == ("", "", (told,))


def test_picking_another_record_leaves_the_question_about_the_one_before() -> None:
    asked = Selection(focus="ana-reyes", to="bill-dies", in_order=True, level="key")
    assert pick(asked, "council") == Selection(focus="council", level="key")


def test_filters_come_off_one_by_one_or_all_at_once() -> None:
    chosen = Selection(focus="council", lanes=frozenset({"city"}), level="key", axis="even")
    assert without(chosen, "lanes") == Selection(focus="council", level="key", axis="even")
    assert unfiltered(chosen) == Selection(focus="council", axis="even")
    assert is_filtered(chosen)
    assert not is_filtered(unfiltered(chosen))


def test_the_stretch_in_view_is_a_part_of_the_address(small_world: Landscape) -> None:
    selection, notes = from_query("zoom=2025-03-01..2025-09-30", small_world)
    assert (selection.zoom, notes) == ("2025-03-01..2025-09-30", ())
    assert to_query(selection) == "zoom=2025-03-01..2025-09-30"


@pytest.mark.parametrize("odd", ["2025-09-30..2025-03-01", "2025-13-01..2025-14-01", "..", "9..3", "0..3", "all"])
def test_a_stretch_that_is_none_is_told_in_a_sentence(odd: str, small_world: Landscape) -> None:
    selection, notes = from_query(f"zoom={odd}", small_world)
    assert (selection.zoom, len(notes)) == ("", 1)
    assert odd in notes[0]
