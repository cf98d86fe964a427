"""The reader's choice and its address text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from explorer.model import Landscape
from explorer.selection import LONGEST_QUERY, Selection, from_query, to_query


def test_the_default_view_has_no_address_text() -> None:
    assert to_query(Selection()) == ""


def test_every_selection_comes_back_from_its_address(small_world: Landscape) -> None:
    for focus in ["", *small_world.selectable]:
        for axis in ("folded", "true"):
            chosen = Selection(focus=focus, axis=axis)
            assert from_query(to_query(chosen), small_world) == (chosen, ())


def test_a_stale_name_is_dropped_with_a_sentence_and_the_rest_is_kept(small_world: Landscape) -> None:
    chosen, notes = from_query("?sel=gone&axis=true", small_world)
    assert chosen == Selection(axis="true")
    assert notes == ("Nothing here is called “gone”; nothing is selected.",)


def test_an_address_too_long_to_read_is_the_default_view(small_world: Landscape) -> None:
    chosen, notes = from_query("sel=" + "a" * LONGEST_QUERY, small_world)
    assert chosen == Selection()
    assert len(notes) == 1


@given(st.text(max_size=200))
def test_no_address_text_breaks_the_page(text: str) -> None:
    world = _EMPTY
    chosen, _ = from_query(text, world)
    assert chosen.focus == ""


_EMPTY = Landscape.model_construct(actors=(), events=(), instruments=())


def test_a_connection_needs_two_different_ends_that_are_actors_or_events(small_world: Landscape) -> None:
    both = Selection(focus="ana-reyes", to="bill-dies")
    assert to_query(both) == "sel=ana-reyes&to=bill-dies"
    assert from_query(to_query(both), small_world) == (both, ())
    assert from_query("sel=ana-reyes&to=ana-reyes", small_world)[0].to == ""
    assert from_query("sel=bus-bill&to=ana-reyes", small_world)[0].to == ""
    assert from_query("to=ana-reyes", small_world)[0].to == ""
