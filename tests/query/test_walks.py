"""Tours in the address: what a step shows, what is told of one that is not there, walks that follow from records."""

from __future__ import annotations

from dataclasses import replace

from explorer.landscape import Landscape
from explorer.prose.tours import tour_steps
from explorer.query.selection import Selection, filters_of, from_query, pictured, to_query
from explorer.query.tours import generated_tour, tour_of, tours


def test_an_address_that_names_a_step_alone_shows_what_the_step_shows(small_world: Landscape) -> None:
    chosen, notes = from_query("tour=life-of-bus-bill&step=2", small_world)
    assert (chosen, notes) == (Selection(focus="bill-dies", tour="life-of-bus-bill", tour_step=2), ())
    assert from_query(to_query(chosen), small_world) == (chosen, ())


def test_another_pick_on_a_tour_stays_what_was_picked(small_world: Landscape) -> None:
    chosen, _ = from_query("sel=council&tour=life-of-bus-bill&step=2", small_world)
    assert (chosen.focus, chosen.tour_step) == ("council", 2)


def test_a_tour_without_a_step_begins_at_its_first(small_world: Landscape) -> None:
    assert from_query("tour=life-of-bus-bill", small_world)[0].focus == "bill-introduced"


def test_a_tour_or_a_step_that_is_not_there_is_told(small_world: Landscape) -> None:
    assert from_query("tour=gone&step=2", small_world) == (Selection(), ("There is no tour called “gone” here.",))
    chosen, notes = from_query("tour=life-of-bus-bill&step=9", small_world)
    assert chosen.tour_step == 2
    assert notes == ("This tour has 2 steps; the last of them is shown.",)


def test_only_two_different_actors_are_compared(small_world: Landscape) -> None:
    assert from_query("sel=ana-reyes&vs=council", small_world) == (Selection(focus="ana-reyes", vs="council"), ())
    assert from_query("sel=ana-reyes&vs=ana-reyes", small_world)[0].vs == ""
    unknown, said = from_query("sel=ana-reyes&vs=night-order", small_world)
    assert (unknown.vs, said) == ("", ("“night-order” is not an actor; nobody is compared.",))
    event, why = from_query("sel=night-order&vs=council", small_world)
    assert (event.vs, why) == ("", ("Only two actors can be compared; the record alone is told.",))


def test_a_comparison_takes_the_place_of_a_connection(small_world: Landscape) -> None:
    chosen, _ = from_query("sel=ana-reyes&to=riders&order=time&vs=council", small_world)
    assert (chosen.to, chosen.in_order, chosen.vs) == ("", False, "council")


def test_the_contradictions_are_told_where_nothing_is_picked(small_world: Landscape) -> None:
    assert from_query("show=contradictions", small_world)[0].show == "contradictions"
    assert from_query("sel=council&show=contradictions", small_world)[0].show == ""


def test_pictures_and_filters_know_nothing_of_what_only_the_panel_tells() -> None:
    told = Selection(focus="a", vs="b", tour="t", tour_step=2, level="key")
    assert pictured(told) == Selection(focus="a", vs="b", level="key")
    assert filters_of(told) == Selection(level="key")


def test_the_life_of_a_bill_is_its_steps_in_order_of_time_with_their_sources(small_world: Landscape) -> None:
    steps = tour_steps(small_world, "life-of-bus-bill")
    assert [(heading, chosen.focus) for heading, _, chosen in steps] == [
        ("Bus bill introduced", "bill-introduced"),
        ("Bus bill dies", "bill-dies"),
    ]
    assert all(sentence.citations for _, sentences, _ in steps for sentence in sentences)


def test_a_walk_of_one_step_is_none(small_world: Landscape) -> None:
    assert tour_of(small_world, "life-of-order-text") is None
    assert generated_tour(small_world, "ana-reyes") is None
    found = generated_tour(small_world, "bill-dies")
    assert found is not None and found.id == "life-of-bus-bill"


def test_an_actors_story_is_its_events_in_order_of_time(small_world: Landscape) -> None:
    council = generated_tour(small_world, "council")
    assert council is not None
    assert [step.address for step in council.steps] == ["sel=resolution-2000", "sel=ordinance-planned"]


def test_the_bundled_tours_show_at_every_step_what_their_address_says(bundled: Landscape) -> None:
    own = tours(bundled)
    assert [len(tour.steps) for tour in own.values()] == [8, 8, 8]
    for tour in own.values():
        for step in tour.steps:
            chosen, notes = from_query(step.address, bundled)
            assert notes == () and chosen.focus in bundled.selectable
            assert 1 <= len(step.sentences) <= 3 and all(sources for _, sources in step.sentences)


def test_a_tour_whose_landscape_lost_it_is_left(small_world: Landscape) -> None:
    assert tour_of(replace(small_world, events=(), relations=()), "life-of-bus-bill") is None
