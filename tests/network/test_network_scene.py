"""The network's scene and its pen, on Riverton."""

from __future__ import annotations

from dataclasses import replace

from explorer.landscape import Landscape
from explorer.network.scene import NetworkScene, network_scene


def scene(world: Landscape) -> NetworkScene:
    return network_scene(world, 700)


def edge(world: Landscape, id: str) -> object:
    return next(edge for edge in scene(world).edges if edge.id == id)


def test_every_actor_and_event_is_a_node(small_world: Landscape) -> None:
    assert {node.id for node in scene(small_world).nodes} == set(small_world.records)


def test_no_two_boxes_overlap(small_world: Landscape) -> None:
    boxes = [node.box for node in scene(small_world).nodes]
    for i, a in enumerate(boxes):
        for b in boxes[i + 1 :]:
            assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]


def test_events_of_one_lane_run_from_left_to_right_in_time(small_world: Landscape) -> None:
    places = {node.id: node.x for node in scene(small_world).nodes}
    assert places["resolution-2000"] < places["night-order"] < places["ordinance-planned"]
    assert places["bill-introduced"] < places["bill-dies"]


def test_lanes_are_rows_in_the_landscapes_order(small_world: Landscape) -> None:
    drawn = scene(small_world)
    assert [band.label for band in drawn.bands] == ["State", "City"]
    for node in drawn.nodes:
        band = drawn.bands[0 if node.lane == "state" else 1]
        assert band.top <= node.box[1] and node.box[3] <= band.bottom


def test_a_bills_steps_are_tied_by_a_thread(small_world: Landscape) -> None:
    threads = [edge for edge in scene(small_world).edges if edge.thread]
    assert [(edge.subject, edge.object) for edge in threads] == [("bill-introduced", "bill-dies")]


def test_the_basis_of_a_relation_stands_in_its_words(small_world: Landscape) -> None:
    labels = {edge.id: edge.label for edge in scene(small_world).edges}
    assert labels["riders-back"] == "supports · claimed"
    assert labels["order-builds"] == "builds on · inferred"
    assert labels["reyes-signed"] == "signed"


def test_what_has_not_happened_is_hollow_and_says_so(small_world: Landscape) -> None:
    planned = next(node for node in scene(small_world).nodes if node.id == "ordinance-planned")
    assert planned.hollow
    assert planned.when.startswith("planned, ")


def test_a_node_says_its_name_role_and_number_of_connections(small_world: Landscape) -> None:
    names = {node.id: node.name for node in scene(small_world).nodes}
    assert names["ana-reyes"] == "Ana Reyes, Mayor of Riverton, 2 connections"
    assert names["bill-dies"].endswith("State, occurred, 1 connection")


def test_the_same_landscape_gives_the_same_picture(small_world: Landscape) -> None:
    turned = replace(small_world, actors=small_world.actors[::-1], relations=small_world.relations[::-1])
    places = {node.id: (node.x, node.y) for node in scene(small_world).nodes}
    assert {node.id: (node.x, node.y) for node in scene(turned).nodes} == places


def test_of_a_part_the_rest_is_counted(small_world: Landscape) -> None:
    drawn = network_scene(small_world, 358, frozenset({"ana-reyes", "night-order"}))
    assert {node.id for node in drawn.nodes} == {"ana-reyes", "night-order"}


def test_a_landscape_without_records_is_an_empty_picture(small_world: Landscape) -> None:
    drawn = network_scene(small_world, 358, frozenset())
    assert (drawn.nodes, drawn.edges) == ((), ())


def test_a_disagreement_is_marked_and_spoken(small_world: Landscape) -> None:
    order = next(node for node in scene(small_world).nodes if node.id == "night-order")
    assert order.when == "21 Jul 2025 ≠"
    assert order.name.endswith(", sources disagree")


def test_an_edge_is_cited_by_its_own_relations_and_not_by_others_of_the_same_two(small_world: Landscape) -> None:
    doubt = replace(
        small_world.relations[0], id="reyes-may-have", basis="inferred", sources=small_world.relations[1].sources
    )
    world = replace(small_world, relations=(*small_world.relations, doubt))
    cited = {edge.id: [citation.source for citation in edge.sources] for edge in scene(world).edges}
    assert (cited["reyes-signed"], cited["reyes-may-have"]) == (["herald"], ["minutes"])
