"""The graph of who is tied to what, read off the small world and a few tiny ones."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import networkx as nx
import pytest

from explorer.errors import ExplorerError
from explorer.landscape import Landscape
from explorer.query.graph import actors_only, ego_network, graph_of, neighbours, tied


@pytest.fixture(scope="module")
def riverton(small_world: Landscape) -> nx.MultiDiGraph[str]:
    return graph_of(small_world)


def test_actors_and_events_are_nodes_that_carry_their_record(riverton, small_world) -> None:
    assert list(riverton) == [record.id for record in (*small_world.actors, *small_world.events)]
    assert riverton.nodes["ana-reyes"] == {"kind_of": "actor", "record": small_world.actors[0]}
    assert riverton.nodes["night-order"]["kind_of"] == "event"


def test_a_relation_is_an_edge_from_subject_to_object_named_by_its_id(riverton, small_world) -> None:
    assert riverton.edges["ana-reyes", "night-order", "reyes-signed"]["record"] == small_world.relations[0]
    assert riverton.number_of_edges() == len(small_world.relations)


def test_a_relation_that_lost_an_end_to_the_selection_invents_no_node(small_world) -> None:
    part = replace(small_world, events=())
    graph = graph_of(part)
    assert set(graph) == {actor.id for actor in small_world.actors}
    assert [key for _, _, key in graph.edges(keys=True)] == ["reyes-leads"]


def test_neighbours_are_found_in_both_directions(riverton) -> None:
    assert neighbours(riverton, "night-order") == {"ana-reyes", "riders", "resolution-2000"}


def test_an_ego_network_of_one_step_keeps_the_ties_among_the_neighbours(riverton) -> None:
    ego = ego_network(riverton, "council")
    assert list(ego) == ["ana-reyes", "council", "resolution-2000", "ordinance-planned"]
    assert {key for _, _, key in ego.edges(keys=True)} == {"council-passed", "council-plans", "reyes-leads"}


def test_a_second_step_reaches_the_neighbours_of_neighbours(riverton) -> None:
    assert set(ego_network(riverton, "council", steps=2)) - set(ego_network(riverton, "council")) == {"night-order"}


def test_an_ego_network_of_no_steps_is_the_record_alone(riverton) -> None:
    assert list(ego_network(riverton, "council", steps=0)) == ["council"]


def test_actors_alone_are_tied_by_the_events_they_share(riverton) -> None:
    ties = actors_only(riverton)
    assert list(ties) == ["ana-reyes", "council", "riders", "statehouse"]
    assert list(ties.edges(data=True)) == [("ana-reyes", "riders", {"events": ("night-order",)})]


def test_an_office_held_is_not_an_event_shared(riverton) -> None:
    assert not actors_only(riverton).has_edge("ana-reyes", "council")


@pytest.mark.parametrize(
    "ask",
    [
        lambda graph: neighbours(graph, "nobody"),
        lambda graph: ego_network(graph, "nobody"),
    ],
)
def test_asking_for_a_record_that_is_not_there_is_said_in_a_sentence(riverton, ask) -> None:
    with pytest.raises(ExplorerError, match='"nobody" is not an actor or event of what is shown'):
        ask(riverton)


def test_an_empty_landscape_has_an_empty_graph(small_world) -> None:
    nothing = graph_of(replace(small_world, actors=(), events=()))
    assert not nothing and not actors_only(nothing)


@pytest.mark.slow
def test_answers_come_in_the_same_order_in_every_process(write_world, monkeypatch, capsys) -> None:
    """Python orders sets of texts differently in every process: here, and in another one."""
    folder = str(write_world())
    program = (
        "import sys; from pathlib import Path; from explorer.data.load import load_landscape;"
        "from explorer.query.graph import *;"
        "g = graph_of(load_landscape(Path(sys.argv[1])));"
        "e = ego_network(g, 'council', 2); print(list(e), list(e.edges(keys=True)), list(actors_only(g).edges))"
    )
    monkeypatch.setattr(sys, "argv", ["-c", folder])
    exec(program, {})
    here = capsys.readouterr().out
    words, environment = [sys.executable, "-c", program, folder], {**os.environ, "PYTHONHASHSEED": "2"}
    root = Path(__file__).parents[2]
    ended = subprocess.run(words, env=environment, cwd=root, capture_output=True, text=True, check=True)
    assert ended.stdout == here != ""


def test_an_instrument_lights_its_steps_and_a_step_the_others(small_world: Landscape) -> None:
    lit = tied(small_world)
    assert lit["bus-bill"] == {"bill-introduced", "bill-dies"}
    assert lit["bill-introduced"] == {"bill-dies"}
    assert lit["bill-dies"] == {"bill-introduced", "statehouse"}
