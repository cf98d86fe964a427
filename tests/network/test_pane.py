"""The network's pane: it fits its size, and a pick draws every tie that a record states."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from explorer.landscape import Landscape
from explorer.network.pane.pane_scene import PaneScene, pane_scene
from explorer.network.pane.sizes import PANES, PHONE, Pane, most, pane_of, resting_ids
from explorer.network.pick.pick_plan import STEPS, links_of, plan_of
from explorer.network.pick.picks import Pick, pick_of, pick_of_path
from explorer.network.stored.checks import Faults, faults_at_rest, faults_of_pick
from explorer.network.stored.file import FILE, Stored
from explorer.network.svg.pane_svg import pane_svg, pick_svg
from explorer.network.visibility import base_drawn
from explorer.query.selection import Nodes, Selection
from explorer.query.visible import visible
from tests.bundled import FOLDER, albuquerque
from tests.edge_worlds import edge_world
from tests.sweeps import one_in, swept

pytestmark = pytest.mark.slow


DESK = PANES[1]
STORED = Stored(FOLDER / FILE)
SOME = ("tim-keller", "city-council", "r-24-45-introduced", "new-mexico-senate", "joaquin-baca", "klarissa-pena")


@cache
def rest(pane: Pane, nodes: Nodes = "all") -> PaneScene:
    """The pane as it is served: worked out beforehand by this code, of which test_stored.py works some out again."""
    found = STORED.scene(base_drawn(visible(albuquerque(), Selection(nodes=nodes)), pane.width))
    assert found
    return found


@cache
def stored(pane: Pane, id: str, nodes: Nodes = "all") -> Pick:
    """A pick in it."""
    found = STORED.pick(base_drawn(visible(albuquerque(), Selection(nodes=nodes)), pane.width), id)
    assert found
    return found


def picked(id: str) -> Pick:
    return stored(DESK, id)


def best_tied(many: int) -> list[str]:
    ties = albuquerque().relations_of
    return sorted(albuquerque().selectable, key=lambda id: (-len(ties.get(id, ())), id))[:many]


def small(world: Landscape) -> PaneScene:
    return pane_scene(world, DESK, resting_ids(world, DESK))


@pytest.mark.parametrize("pane", PANES[1:], ids=lambda pane: pane.key)
def test_at_rest_no_box_is_overlapped_no_line_runs_through_one_and_time_runs_to_the_right(pane: Pane) -> None:
    found = faults_at_rest(albuquerque(), rest(pane))
    assert found == Faults(crossings=found.crossings)
    assert found.crossings <= 40
    assert len(rest(pane).nodes) == pane.at_rest
    assert 10 <= len(rest(pane).edges) <= 30


def test_the_bands_fill_the_pane_exactly() -> None:
    for pane in PANES[1:]:
        bands = rest(pane).bands
        assert (bands[0].top, bands[-1].bottom) == (0, pane.height)
        assert all(a.bottom == b.top for a, b in pairwise(bands))


def test_belonging_and_context_stay_away_until_somebody_is_picked() -> None:
    assert {edge.group for edge in rest(DESK).edges} & {"affiliation", "context"} == set()
    assert "affiliation" in {edge.group for edge in picked("tim-keller").edges}


def test_the_smallest_size_class_that_fits_is_taken() -> None:
    assert [pane_of(width).width for width in (2000, 1384, 1383, 700, 300)] == [1384, 1384, 972, 620, PHONE.width]
    assert most(DESK) > DESK.at_rest


@pytest.mark.parametrize("id", SOME)
def test_a_pick_draws_every_tie_that_is_stated_and_moves_nothing(id: str) -> None:
    drawn, world = picked(id), albuquerque()
    assert drawn.drawn == drawn.stated == len(world.relations_of[id])
    told = [relation for edge in drawn.edges for relation in edge.relations]
    assert sorted(told) == sorted(relation.id for relation in world.relations_of[id])
    hearts = {node.id: node.heart for node in rest(DESK).nodes}
    for node in drawn.nodes:
        if not node.guest:
            assert node.heart == pytest.approx(hearts[node.id], abs=0.11)


def test_picks_are_drawn_without_a_box_hit_or_words_overprinted() -> None:
    found = sum((faults_of_pick(albuquerque(), rest(DESK), picked(id)) for id in SOME), Faults())
    assert (found.boxes, found.through, found.words) == (0, 0, 0)
    assert found.crossings <= 12


@pytest.mark.parametrize("pane", swept(PANES, often=[DESK, PANES[-1]]), ids=lambda pane: pane.key)
def test_who_gives_way_to_a_pick_is_not_tied_to_it_and_takes_its_ties_along(pane: Pane) -> None:
    world = albuquerque()
    gave_way = 0
    for id in best_tied(20):
        drawn = stored(pane, id)
        tied = {link.other for link in links_of(world, id, "all")} | {id}
        assert not {*drawn.yields} & tied, id
        ends = {edge.id: {edge.subject, edge.object} for edge in rest(pane).edges}
        assert {tie for tie, two in ends.items() if two & {*drawn.yields}} <= {*drawn.under}, id
        gave_way += len(drawn.yields)
    assert gave_way or pane != PANES[-1]


@pytest.mark.parametrize("pane", swept(PANES, often=[DESK, PANES[-1]]), ids=lambda pane: pane.key)
def test_the_best_tied_records_are_picked_without_a_box_on_another(pane: Pane) -> None:
    found = sum((faults_of_pick(albuquerque(), rest(pane), stored(pane, id)) for id in best_tied(20)), Faults())
    most = Faults(through=1) if pane == PANES[-1] else Faults()  # one pick of 20 has no room in the smallest
    assert found.boxes <= most.boxes and found.through <= most.through and found.words == 0


def test_a_stack_never_joins_for_and_against() -> None:
    world = albuquerque()
    stances = 0
    for id in world.records:
        for step in STEPS:
            for stack in plan_of(world, step, links_of(world, id, "all"), {id}).stacks:
                assert len({link.bundle.side for link in stack.links}) == 1
                steps = all(link.bundle.thread for link in stack.links)
                assert len({link.outward for link in stack.links}) == 1 or (steps and step == "s")
                assert len(stack.members) == int(stack.label.split()[0]) >= 2
                stances += bool(stack.links[0].bundle.side)
    assert stances


def test_a_line_says_who_did_what_by_how_many_citations() -> None:
    said = {edge.id: edge.said for edge in picked("tim-keller").edges}
    assert said["rel-tim-keller-signed-july-order"].startswith("Tim Keller signed (21 Jul 2025) July 2025 order")
    assert said["rel-tim-keller-signed-july-order"].endswith("4 citations")


def test_an_instruments_steps_are_drawn_one_after_the_other() -> None:
    world = albuquerque()
    id = max(world.steps_of, key=lambda id: (len(world.steps_of[id]), id))
    drawn = pick_of(world, rest(DESK), id)
    assert len(drawn.edges) == len(world.steps_of[id]) - 1
    assert {edge.thread for edge in drawn.edges} == {id}
    assert {step.id for step in world.steps_of[id]} <= set(drawn.lit)


def test_a_path_is_numbered_step_by_step() -> None:
    drawn = pick_of_path(albuquerque(), rest(DESK), (("donald-trump", "eo-14287-signed", "tim-keller"),))
    steps = {frozenset((edge.subject, edge.object)): edge.number for edge in drawn.edges}
    assert steps == {frozenset(("donald-trump", "eo-14287-signed")): 1, frozenset(("eo-14287-signed", "tim-keller")): 2}
    assert ">2<" in pick_svg(rest(DESK), drawn)["words"]


def test_the_order_of_the_rows_changes_nothing() -> None:
    world = albuquerque()
    turned = replace(world, actors=world.actors[::-1], events=world.events[::-1], relations=world.relations[::-1])
    pane = PANES[3]
    ids = resting_ids(turned, pane)
    again = pane_scene(turned, pane, ids, variant=STORED.variant(pane))
    assert {node.id: node.box for node in again.nodes} == {node.id: node.box for node in rest(pane).nodes}
    one, other = pick_of(world, rest(pane), "joaquin-baca"), pick_of(turned, again, "joaquin-baca")
    assert {node.id: node.box for node in one.nodes} == {node.id: node.box for node in other.nodes}


def test_the_svg_holds_every_node_and_the_parts_of_a_pick_can_be_sent(small_world: Landscape) -> None:
    scene = small(small_world)
    svg = ET.fromstring(pane_svg(scene))
    assert (svg.get("width"), svg.get("height")) == ("972", "443")
    assert {node.get("data-id") for node in svg.iter() if node.get("data-id")} == set(small_world.records)
    for id in small_world.selectable:
        parts = pick_svg(scene, pick_of(small_world, scene, id))
        json.dumps(parts)
        for name in ("guests", "edges", "words"):
            ET.fromstring(f"<svg>{parts[name]}</svg>")


def test_a_hostile_name_stays_text(small_world: Landscape) -> None:
    hostile = "<script>alert(1)</script>"
    world = replace(small_world, actors=(replace(small_world.actors[0], name=hostile), *small_world.actors[1:]))
    scene = small(world)
    pick = pick_svg(scene, pick_of(world, scene, world.actors[0].id))
    assert "<script" not in pane_svg(scene) + pick["edges"] + pick["guests"] + json.dumps(pick["nodes"])


def test_actors_alone_are_tied_by_the_events_they_share() -> None:
    scene = rest(DESK, "actors")
    assert {node.kind for node in scene.nodes} == {"actor"}
    assert all(edge.events for edge in scene.edges)
    drawn = stored(DESK, "tim-keller", "actors")
    assert "tim-keller" in {end for edge in drawn.edges for end in (edge.subject, edge.object)}


@pytest.mark.parametrize("name", ["tiny-0-0", "tiny-tie", "one-lane", *one_in(2, ["wide-arabic", "hub"])])
def test_any_world_has_a_pane_whose_picks_count_the_truth(name: str) -> None:
    world = edge_world(name)
    scene = pane_scene(world, PANES[3], resting_ids(world, PANES[3]))
    assert scene.height == PANES[3].height
    for id in sorted(world.selectable)[:1]:
        drawn = pick_of(world, scene, id)
        assert drawn.drawn == drawn.stated == len(world.relations_of[id])
        assert len(drawn.edges) + len(drawn.stacks) <= 60
