"""What the network shows for a selection, on Riverton and a larger made-up town."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from xml.etree import ElementTree as ET

import pytest

from explorer.landscape import Landscape
from explorer.network import node_choice
from explorer.network.drawn import network_drawn
from explorer.network.pane.sizes import pane_of
from explorer.network.pick.pick_under import yielding
from explorer.network.picks_shown import pick_shown
from explorer.network.svg.svg_of_selection import network_of, network_svg_of
from explorer.network.visibility import (
    NetworkState,
    base_drawn,
    network_view,
    paths_drawn,
    scene_drawn,
)
from explorer.page.picks import pick_answer
from explorer.page.pictures import WIDE
from explorer.query.selection import Selection
from explorer.query.visible import visible
from tests.bundled import albuquerque

SVG = "{http://www.w3.org/2000/svg}"


def view(world: Landscape, **chosen: object) -> NetworkState:
    return network_view(visible(world, Selection(**chosen)), 920)  # type: ignore[arg-type]


def drawn(world: Landscape, **chosen: object) -> set[str]:
    svg = ET.fromstring(network_of(visible(world, Selection(**chosen)), 920))  # type: ignore[arg-type]
    return {node.get("data-id", "") for node in svg.iter(f"{SVG}g") if node.get("data-id")}


@pytest.fixture(scope="module")
def town(small_world: Landscape) -> Landscape:
    """Riverton and forty people of little weight, one of whom backs the night order."""
    rider, relation = small_world.actors[2], small_world.relations[0]
    crowd = tuple(replace(rider, id=f"rider-{at:02}", name=f"Rider {at}", weight=3) for at in range(40))
    tie = replace(relation, id="rider-signs", subject="rider-39", object="night-order")
    return replace(small_world, actors=(*small_world.actors, *crowd), relations=(*small_world.relations, tie))


@pytest.fixture
def little_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(node_choice, "pane_of", lambda width: replace(pane_of(width), at_rest=12))
    monkeypatch.setattr(node_choice, "most", lambda pane, mode: 20)


# --- filters --------------------------------------------------------------------------------------------------------


def test_nothing_is_hidden_without_a_filter(small_world: Landscape) -> None:
    found = view(small_world)
    assert (found.hidden, found.hidden_edges) == ((), ())
    assert found.counts == "All 9 actors and events drawn."


def test_a_filter_hides_and_moves_nothing(small_world: Landscape) -> None:
    every, city = view(small_world), view(small_world, lanes=frozenset({"city"}))
    assert city.base == every.base
    assert city.hidden == ("bill-dies", "bill-introduced", "statehouse")
    views = [visible(small_world, Selection(lanes=lanes)) for lanes in (frozenset({"city"}), None)]
    assert network_of(views[0], 920) == network_of(views[1], 920)
    assert city.counts == "6 of 9 actors and events shown, all of them drawn."


def test_a_relation_filtered_out_hides_its_line_between_two_who_stay(small_world: Landscape) -> None:
    found = view(small_world, bases=frozenset({"reported"}))
    assert "order-builds" in found.hidden_edges
    assert not {"night-order", "resolution-2000"} & set(found.hidden)


def test_a_bills_thread_goes_with_lineage(small_world: Landscape) -> None:
    thread = "bus-bill-bill-introduced-bill-dies"
    assert thread in view(small_world, groups=frozenset({"act"})).hidden_edges
    assert thread not in view(small_world, groups=frozenset({"act", "lineage"})).hidden_edges


def test_an_event_that_was_only_possible_on_that_day_is_hollow_and_says_so(small_world: Landscape) -> None:
    looks = view(small_world, as_of=date(2024, 5, 15)).events
    assert looks["bill-introduced"].hollow
    assert looks["bill-introduced"].when == "possible, May 2024"
    assert "possible" in looks["bill-introduced"].name
    assert "night-order" not in looks, "which the minutes of May 2024 are cited for"


def test_nothing_gives_way_to_a_tie_that_the_day_chosen_does_not_know(bundled: Landscape) -> None:
    given = 0
    for id in ("office-of-equity-and-inclusion", "el-centro-de-igualdad-y-derechos", "louie-sanchez"):
        asked = visible(bundled, Selection(focus=id, as_of=date(2024, 6, 1)))
        base = base_drawn(asked, WIDE)
        scene = scene_drawn(bundled, base)
        pick = pick_shown(asked, base, scene)
        assert pick
        laid = [*pick.nodes, *(stack.node for stack in pick.stacks)]
        assert {*pick.yields} <= {*yielding(scene, pick.edges, laid, {*pick.lit, id})}, id
        gone = {edge.id for edge in scene.edges if {edge.subject, edge.object} & {*pick.yields}}
        assert gone <= {*pick.under}
        given += len(pick.yields)
    assert given  # some still do


def test_a_filter_that_leaves_nothing_is_said(small_world: Landscape) -> None:
    found = view(small_world, lanes=frozenset())
    assert len(found.hidden) == 9
    assert found.summary == "The network is empty: nothing that is drawn is left by the filters."
    assert found.counts == "None of 9 actors and events is shown."


def test_one_record_alone_is_no_plural(small_world: Landscape) -> None:
    alone = replace(small_world, actors=small_world.actors[:1], events=(), relations=(), claims=(), default_view="")
    assert view(alone).counts == "The one actor is drawn."


# --- what is drawn --------------------------------------------------------------------------------------------------


def test_where_there_is_no_room_for_all_the_weightiest_are_drawn_and_the_rest_counted(
    town: Landscape, little_room: None
) -> None:
    ids = drawn(town)
    assert len(ids) == 12
    assert {"ana-reyes", "council", "night-order", "rider-39"} <= ids  # of the light ones, first who is tied to others
    assert view(town).counts == ("12 of 49 actors and events drawn, the weightiest; any other joins when you pick it.")


def test_a_record_that_is_not_drawn_joins_when_it_is_picked_and_nothing_that_rests_changes(
    town: Landscape, little_room: None
) -> None:
    assert "rider-05" not in drawn(town)
    assert drawn(town, focus="rider-05") == drawn(town) == drawn(town, focus="night-order")
    assert "rider-05" in network_drawn(visible(town, Selection(focus="rider-05")), 920).records


def test_the_level_of_detail_says_what_is_drawn(small_world: Landscape) -> None:
    assert drawn(small_world, level="key") == {"ana-reyes", "council", "night-order", "ordinance-planned"}
    assert view(small_world, level="key").base != view(small_world).base


def test_tidy_lays_out_what_the_filters_leave_and_nothing_else(town: Landscape, little_room: None) -> None:
    chosen = {"lanes": frozenset({"state"}), "tidy": True}
    assert drawn(town, **chosen) == {"statehouse", "bill-dies", "bill-introduced"}
    assert view(town, **chosen).hidden == ()
    assert view(town, **chosen).counts == "3 actors and events left by the filters, laid out anew."


def test_steps_draw_what_is_near_the_focus(small_world: Landscape) -> None:
    assert drawn(small_world, focus="council", steps=1) == {
        "council",
        "ana-reyes",
        "resolution-2000",
        "ordinance-planned",
    }
    assert (
        view(small_world, focus="council", steps=2).counts == "5 actors and events within 2 steps of Riverton Council."
    )


def test_what_a_filter_cuts_off_is_not_near_any_more(small_world: Landscape) -> None:
    near = view(small_world, focus="council", steps=2, groups=frozenset({"lineage", "act"}))
    assert "night-order" not in near.hidden  # by way of the resolution that it builds on
    assert "ana-reyes" in view(small_world, focus="council", steps=1, groups=frozenset({"act"})).hidden


def test_the_records_of_a_connection_are_drawn(town: Landscape, little_room: None) -> None:
    chosen = {"focus": "council", "to": "night-order"}
    asked = visible(town, Selection(**chosen))  # type: ignore[arg-type]
    assert paths_drawn(asked) == (
        ("council", "ana-reyes", "night-order"),
        ("council", "resolution-2000", "night-order"),
    )
    assert {"council", "ana-reyes", "night-order", "resolution-2000"} <= network_drawn(asked, 920).records


def test_a_pick_names_the_picture_that_it_is_drawn_in(small_world: Landscape) -> None:
    near = {"focus": "council", "steps": 1}
    bases = [pick_answer(visible(small_world, Selection(**one)), 920)["base"] for one in ({"focus": "council"}, near)]  # type: ignore[arg-type]
    assert bases == [view(small_world).base, view(small_world, **near).base]
    assert bases[0] != bases[1]


# --- actors only ----------------------------------------------------------------------------------------------------


def test_actors_alone_are_tied_by_the_events_they_share(small_world: Landscape) -> None:
    svg = ET.fromstring(network_of(visible(small_world, Selection(nodes="actors")), 920))
    line, _ = [path for path in svg.iter(f"{SVG}path") if path.get("data-a")]  # and what is pointed at
    assert (line.get("data-a"), line.get("data-b"), line.get("data-events")) == ("ana-reyes", "riders", "night-order")
    assert "Ana Reyes and Night riders share 1 event: Night order" in network_of(
        visible(small_world, Selection(nodes="actors")), 920
    )


def test_actors_who_share_no_event_are_counted_and_not_drawn(small_world: Landscape) -> None:
    assert drawn(small_world, nodes="actors") == {"ana-reyes", "riders"}
    assert view(small_world, nodes="actors").counts == (
        "2 of 4 actors drawn: the weightiest who share an event with another."
    )


def test_a_shared_event_filtered_out_takes_the_tie_with_it(small_world: Landscape) -> None:
    assert view(small_world, nodes="actors", bases=frozenset({"reported"})).hidden == ("riders",)
    claimed = view(small_world, nodes="actors", kinds=frozenset({"resolution"}))
    assert claimed.hidden == ("riders",) or claimed.hidden_edges == ("ana-reyes+riders",)


def test_the_events_that_are_left_say_how_thick_a_tie_is(small_world: Landscape) -> None:
    also = replace(small_world.relations[1], id="reyes-passed", subject="ana-reyes", object="resolution-2000")
    world = replace(small_world, relations=(*small_world.relations, also, *_riders_passed(small_world)))
    look = view(world, nodes="actors", since=date(2020, 1, 1)).shared["ana-reyes+riders"]
    assert look.label == "Night order"
    assert look.said == "Ana Reyes and Night riders share 1 event: Night order"
    assert look.thickness == 1.3


def _riders_passed(world: Landscape) -> tuple[object, ...]:
    return (replace(world.relations[1], id="riders-passed", subject="riders"),)


# --- as it stands before any script ---------------------------------------------------------------------------------


def test_as_sent_the_picture_is_lit_and_filtered_before_any_script_runs(small_world: Landscape) -> None:
    chosen = Selection(focus="ana-reyes", lanes=frozenset({"city"}))
    svg = ET.fromstring(network_svg_of(visible(small_world, chosen), 920))
    classes = {node.get("data-id"): set(node.get("class", "").split()) for node in svg.iter(f"{SVG}g")}
    assert "has-sel" in svg.get("class", "").split()
    assert {"lit", "sel"} <= classes["ana-reyes"]
    assert "lit" in classes["night-order"] and "lit" not in classes["resolution-2000"]
    assert "gone" in classes["statehouse"]
    lit = {path.get("data-edge") for path in svg.iter(f"{SVG}path") if "lit" in path.get("class", "").split()}
    assert "reyes-signed" in lit and "council-passed" not in lit


@pytest.mark.parametrize(
    "chosen",
    [
        Selection(lanes=frozenset({"city"})),
        Selection(as_of=date(2017, 1, 1)),
        Selection(focus="ice"),
        Selection(focus="tim-keller", lanes=frozenset({"city"})),
        Selection(nodes="actors", as_of=date(2018, 1, 1)),
    ],
    ids=["a lane", "a day", "a pick", "a pick in a lane", "actors alone"],
)
def test_as_sent_no_line_is_there_without_both_its_ends_nor_can_be_pointed_at(chosen: Selection) -> None:
    svg = ET.fromstring(network_svg_of(visible(albuquerque(), chosen), 920))
    for picked in svg.iter(f"{SVG}g"):
        if picked.get("class") == "picked-edges":
            picked[:] = []
    away = {"gone", "under"}
    there = [one for one in svg.iter() if not away & set(one.get("class", "").split())]
    nodes = {node.get("data-id") for node in there if node.tag == f"{SVG}g" and node.get("data-id")}
    ends = {(line.get("data-a"), line.get("data-b")) for line in there if line.get("data-a")}
    everywhere = {line.get("data-edge") for line in svg.iter(f"{SVG}path") if line.get("data-a")}
    assert all({*pair} <= nodes for pair in ends)
    assert len(ends) < len(everywhere)


def test_the_same_selection_gives_the_same_bytes(small_world: Landscape) -> None:
    again = replace(small_world)
    assert network_of(visible(small_world, Selection()), 920) == network_of(visible(again, Selection()), 920)
    assert view(small_world) == network_view(visible(again, Selection()), 920)
