"""How central records are, on the small world and held against networkx."""

from __future__ import annotations

from dataclasses import replace

import networkx as nx
import pytest

from explorer.landscape import Landscape
from explorer.query import centrality as room
from explorer.query.centrality import centrality
from explorer.query.graph import graph_of


def test_centrality_counts_relations_and_the_paths_through_a_record(small_world: Landscape) -> None:
    found = centrality(small_world)
    assert found.degree["council"] == 3
    assert found.betweenness["riders"] == 0
    assert 0 < found.betweenness["ana-reyes"] < found.betweenness["council"] <= 1


def test_betweenness_is_exact_and_the_same_as_networkx_has_it(small_world: Landscape) -> None:
    plain = nx.Graph(graph_of(small_world).to_undirected())
    found = centrality(small_world)
    assert found.sampled == 0
    assert found.betweenness == pytest.approx(nx.betweenness_centrality(plain))


def test_of_too_many_records_it_is_estimated_and_says_from_how_many(
    small_world: Landscape, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "MAX_EXACT", 4)
    monkeypatch.setattr(room, "SAMPLED", len(small_world.records))
    found = centrality(replace(small_world))
    assert found.sampled == len(small_world.records)
    assert found.betweenness == pytest.approx(centrality(small_world).betweenness)


def test_of_far_too_many_records_it_is_left_out(small_world: Landscape, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "MAX_SAMPLED", 4)
    found = centrality(replace(small_world))
    assert found.betweenness == {} and found.degree["council"] == 3


def test_an_empty_landscape_has_no_centre(small_world: Landscape) -> None:
    nothing = replace(small_world, actors=(), events=(), relations=())
    assert centrality(nothing).betweenness == {}
