"""What a reader types, and what is meant by it: names, numbers, words, slips, in Riverton."""

from __future__ import annotations

import doctest
from dataclasses import replace

import pytest

from explorer.landscape import Landscape
from explorer.query.selection import Selection, from_query
from explorer.query.visible import visible
from explorer.search import index
from explorer.search.find import Found, Hit, find
from explorer.search.highlight import MarkedText, Wanted, marked, text_around_mark


def hits(found: Found) -> list[Hit]:
    return [hit for group in found.groups for hit in group.hits]


def ids(landscape: Landscape, text: str, **how: object) -> list[str]:
    return [hit.id for hit in hits(find(visible(landscape, Selection()), text, **how))]  # type: ignore[arg-type]


def shown(pieces: tuple[MarkedText, ...]) -> str:
    return "".join(f"[{piece.text}]" if piece.marked else piece.text for piece in pieces)


def test_the_examples_in_the_book_of_words_are_true() -> None:
    assert doctest.testmod(index).failed == 0


@pytest.mark.parametrize(
    "typed", ["Ana Reyes", "ANA REYES", "ana", "reyes", "rey", "  Reyes, Ana ", "Ána Réyes", "anna reyes", "reyse"]
)
def test_a_name_is_found_whatever_its_case_accents_order_or_a_slip(small_world: Landscape, typed: str) -> None:
    assert ids(small_world, typed)[0] == "ana-reyes"


@pytest.mark.parametrize("typed", ["B 12", "b12", "B12", "b-12"])
def test_a_number_is_found_however_it_is_written(small_world: Landscape, typed: str) -> None:
    assert "bus-bill" in ids(small_world, typed)
    assert "bill-introduced" in ids(small_world, typed)


def test_a_nickname_in_the_data_is_found_and_shown(small_world: Landscape) -> None:
    actors = tuple(
        replace(actor, aliases=("Her Honour",)) if actor.id == "ana-reyes" else actor for actor in small_world.actors
    )
    (hit,) = hits(find(visible(replace(small_world, actors=actors), Selection()), "honour"))
    assert (hit.title, shown(hit.where)) == ("Ana Reyes", "Her [Honour]")


def test_the_exact_name_comes_first_then_words_of_names_then_words_told(small_world: Landscape) -> None:
    (group, *_) = find(visible(small_world, Selection()), "night riders").groups
    assert (group.name, group.hits[0].id) == ("Actors", "riders")
    assert ids(small_world, "mayor") == ["ana-reyes"]


def test_of_names_that_fit_alike_the_weightier_comes_first_and_of_equals_that_which_begins_so(
    small_world: Landscape,
) -> None:
    events = [
        hit.id
        for group in find(visible(small_world, Selection()), "bus").groups
        if group.name == "Events"
        for hit in group.hits
    ]
    assert events[0] == "night-order"
    assert set(events[1:3]) == {"bill-introduced", "bill-dies"}


def test_results_stand_by_type_with_their_counts_the_best_type_first(small_world: Landscape) -> None:
    found = find(visible(small_world, Selection()), "night bus")
    assert [(group.name, group.count) for group in found.groups] == [
        ("Events", 3),  # two by the name of their bill
        ("Instruments and rules", 2),
        ("Sources", 1),
    ]
    assert found.count == found.told == 6


def test_only_so_many_are_told_and_the_rest_is_counted(small_world: Landscape) -> None:
    found = find(visible(small_world, Selection()), "bus", most=3)
    assert found.count > found.told
    assert all(group.hits for group in found.groups), "every type keeps its best"


def test_a_rule_leads_to_its_instrument_and_its_condition_is_found(small_world: Landscape) -> None:
    (hit,) = hits(find(visible(small_world, Selection()), "road unsafe"))
    assert (hit.type, hit.id, shown(hit.kind)) == ("rule", "order-text", "rule in Night Bus Order")
    assert shown(hit.where) == "unless the [road] is [unsafe]"


def test_a_source_is_found_by_its_title_or_its_publisher(small_world: Landscape) -> None:
    assert "minutes" in ids(small_world, "council minutes")
    assert "herald" in ids(small_world, "riverton herald")


def test_words_in_the_middle_of_words_are_found_where_none_begins_so(small_world: Landscape) -> None:
    assert [shown(hit.name) for hit in hits(find(visible(small_world, Selection()), "sembly"))] == ["State As[sembly]"]


def test_what_fits_only_nearly_is_said_to(small_world: Landscape) -> None:
    assert find(visible(small_world, Selection()), "counicl").near
    assert not find(visible(small_world, Selection()), "council").near
    assert ids(small_world, "counicl")[0] == "council"


def test_a_slip_in_an_unfinished_word_is_forgiven(small_world: Landscape) -> None:
    assert "council" in ids(small_world, "couvc")


def test_nonsense_finds_nothing(small_world: Landscape) -> None:
    assert find(visible(small_world, Selection()), "qqqqzz").groups == ()
    assert find(visible(small_world, Selection()), " -,. ").groups == ()


def test_an_end_of_a_connection_is_an_actor_or_an_event(small_world: Landscape) -> None:
    found = find(visible(small_world, Selection()), "night bus", records_only=True)
    assert [group.name for group in found.groups] == ["Events"]


def test_what_the_filters_leave_out_is_found_and_said_to_be_left_out(small_world: Landscape) -> None:
    def hidden(address: str, typed: str) -> dict[str, bool]:
        selection: Selection = from_query(address, small_world)[0]
        return {hit.id: hit.hidden for hit in hits(find(visible(small_world, selection), typed))}

    assert hidden("lanes=city", "bus bill")["bill-dies"]
    assert hidden("lanes=city", "bus bill")["bus-bill"]
    assert hidden("lanes=city", "assembly")["statehouse"]
    assert not hidden("lanes=city", "night order")["night-order"]
    assert not any(hidden("", "bus").values())


def test_a_hundred_letters_are_read_and_no_more(small_world: Landscape) -> None:
    assert ids(small_world, "ana reyes" + " " * 91 + "nobody")[0] == "ana-reyes"


def test_what_fits_is_marked_in_the_letters_that_were_written() -> None:
    def mark(text: str, *words: str) -> str:
        return shown(marked(text, [Wanted(word) for word in words])[0])

    assert mark("Peña’s order", "penas") == "[Peña’s] order"
    assert mark("Straße nach Süden", "stras", "sud") == "[Straß]e nach [Süd]en"
    assert mark("Mayor signs R-18-7", "r", "18", "7") == "Mayor signs [R-18-7]"
    assert mark("HB 9 dies", "hb9") == "[HB 9] dies"
    assert mark("U.S. Congress", "us") == "[U.S]. Congress"
    assert shown(marked("Statehouse", [Wanted("house", inside=True)])[0]) == "State[house]"
    assert shown(marked("City Council", [Wanted("counicl", near=frozenset({"council"}))])[0]) == "City [Council]"


def test_what_is_not_in_a_text_is_handed_back() -> None:
    wanted = [Wanted("night"), Wanted("day")]
    assert marked("Night bus", wanted)[1] == (Wanted("day"),)


def test_of_a_long_text_the_words_around_the_mark_are_told() -> None:
    text = "one " * 40 + "needle " + "two " * 40
    told = shown(text_around_mark(text, [Wanted("needle")]))
    assert told.startswith("… one one")
    assert "[needle] two" in told
    assert told.endswith("two …")
    assert len(told) < 130
