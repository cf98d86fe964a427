"""A landscape as a networkx graph: who is tied to what, and the answers read off it.

Nodes are actors and events, edges are relations, named by their ids. Every answer comes out in the same order each
time: networkx walks sets of strings in an order that changes from run to run, so nothing here relies on one.
"""

from __future__ import annotations

from itertools import combinations

import networkx as nx

from explorer.errors import ExplorerError
from explorer.landscape import Landscape, once
from explorer.model import Event, Instrument


class NotInGraph(ExplorerError):
    """A record was asked for that is not a node: it does not exist, or the present selection leaves it out."""

    def __init__(self, id: str) -> None:
        super().__init__(f'"{id}" is not an actor or event of what is shown')


@once
def graph_of(landscape: Landscape) -> nx.MultiDiGraph[str]:
    """Nodes carry `kind_of` ("actor" or "event") and `record`; an edge has its relation's id as key, and `record`.

    A relation is left out where the landscape, being part of another, holds only one of its ends.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for actor in landscape.actors:
        graph.add_node(actor.id, kind_of="actor", record=actor)
    for event in landscape.events:
        graph.add_node(event.id, kind_of="event", record=event)
    for relation in landscape.relations:
        if relation.subject in graph and relation.object in graph:
            graph.add_edge(relation.subject, relation.object, key=relation.id, record=relation)
    return graph


def neighbours(graph: nx.MultiDiGraph[str], id: str) -> frozenset[str]:
    """All that a record is tied to, in either direction. Raises NotInGraph."""
    _must_have(graph, id)
    return frozenset((*graph.successors(id), *graph.predecessors(id))) - {id}


@once
def tied(landscape: Landscape) -> dict[str, frozenset[str]]:
    """For everything that can be picked, the actors and events that light up with it; see `tied_to`."""
    return {id: tied_to(landscape, id) for id in landscape.selectable}


def tied_to(landscape: Landscape, id: str) -> frozenset[str]:
    """The actors and events that light up with a record: neighbours by relation; with an event the other steps of its
    instrument; with an instrument all its steps. A relation with an end outside the landscape ties nothing.

    Raises KeyError for an unknown id.
    """
    record = landscape.selectable[id]
    ends = {end for relation in landscape.relations_of.get(id, ()) for end in (relation.subject, relation.object)}
    thread = id if id in landscape.steps_of else record.instrument if isinstance(record, Event) else ""
    steps = {event.id for event in landscape.steps_of.get(thread, ())}
    return frozenset(((ends | steps) & landscape.records.keys()) - {id})


def instrument_path_of(landscape: Landscape, id: str) -> str:
    """The instrument that a record is, or is a step of; empty for none."""
    record = landscape.selectable.get(id)
    return record.instrument if isinstance(record, Event) else id if isinstance(record, Instrument) else ""


def ego_network(graph: nx.MultiDiGraph[str], id: str, steps: int = 1) -> nx.MultiDiGraph[str]:
    """A record, all within so many steps of it in either direction, and every tie among them. Raises NotInGraph."""
    _must_have(graph, id)
    near = nx.single_source_shortest_path_length(graph.to_undirected(as_view=True), id, cutoff=steps)
    part: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    part.add_nodes_from((node, facts) for node, facts in graph.nodes(data=True) if node in near)
    for subject, object, key, facts in graph.edges(keys=True, data=True):
        if subject in near and object in near:
            part.add_edge(subject, object, key=key, **facts)
    return part


def actors_only(graph: nx.MultiDiGraph[str]) -> nx.Graph[str]:
    """The actors, two of them tied where they share an event; the edge's `events` are those ids, sorted."""
    shared: dict[tuple[str, str], list[str]] = {}
    for event in sorted(_of_kind(graph, "event")):
        actors = sorted(end for end in neighbours(graph, event) if graph.nodes[end]["kind_of"] == "actor")
        for pair in combinations(actors, 2):
            shared.setdefault(pair, []).append(event)
    ties: nx.Graph[str] = nx.Graph()
    ties.add_nodes_from((actor, graph.nodes[actor]) for actor in _of_kind(graph, "actor"))
    ties.add_edges_from((one, other, {"events": tuple(events)}) for (one, other), events in sorted(shared.items()))
    return ties


def _of_kind(graph: nx.MultiDiGraph[str], kind: str) -> list[str]:
    return [node for node, facts in graph.nodes(data=True) if facts["kind_of"] == kind]


def _must_have(graph: nx.MultiDiGraph[str], id: str) -> None:
    if id not in graph:
        raise NotInGraph(id)
