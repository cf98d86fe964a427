"""Graphs in JSON: networkx node-link, d3 nodes and links, graphology (Gephi) and Gephi Lite workspaces, Oligrapher.

MAPPING: nodes and edges as in graph_rows.py; under these names
- nodes: `nodes` (a list, or an object by id), `nodeData`; id, key, name or the place in the list → id
- edges: `links`, `edges` (a list, or an object by id), `fullGraph.edges` with `edgeData`; source and target, or
  node1_id and node2_id, each an id or a place in the list
- what stands under `attributes` or `display` belongs to the node or edge itself
"""

from __future__ import annotations

from typing import Any

from explorer.importing.formats.bounded import bad, json_of
from explorer.importing.formats.graphs.graph_rows import Edge, Graph, Node
from explorer.importing.formats.taking import Part, Taking
from explorer.importing.loose import Loose

INSIDE = ("attributes", "display")
DRAWN = ("x", "y", "z", "size", "color", "fx", "fy", "vx", "vy", "index", "scale", "image")
DRAWN_EDGE = ("x1", "y1", "x2", "y2", "s1", "s2", "cx", "cy", "scale", "dash", "arrow")


def read(data: bytes, name: str) -> Loose | None:
    """A graph in JSON as rows; None for another file."""
    value = json_of(data, name)
    if not isinstance(value, dict):
        return None
    whole: dict[str, Any] = value
    if isinstance(value.get("graphDataset"), dict):
        return _gephi_lite(value, name)
    if isinstance(value.get("graph"), dict) and isinstance(value["graph"].get("nodes"), dict | list):
        value = value["graph"]
    edges = value.get("links", value.get("edges"))
    nodes = value.get("nodes")
    if not isinstance(nodes, list | dict) or not isinstance(edges, list | dict):
        return None
    taking = Taking(name)
    about = whole.get("graph") if value is whole and isinstance(whole.get("graph"), dict) else whole
    said = Part(taking, about if isinstance(about, dict) else {})
    graph = Graph(taking, said.text("title", "name"))
    said.know("nodes", "links", "edges", "directed", "multigraph", "options", "graph", "id")
    options = value.get("options")
    kind = options.get("type") if isinstance(options, dict) else None
    said_so = value.get("directed", kind != "undirected" if kind else None)
    directed = said_so if isinstance(said_so, bool) else "links" not in value
    ids = []
    for number, part in enumerate(_objects(taking, nodes, "nodes")):
        id = part.text("id", "key", "name") or str(number)
        part.know("key")
        ids.append(id)
        graph.node(Node(id, "", _flat(taking, part, DRAWN)))
    known = frozenset(ids)
    for part in _objects(taking, edges, "edges"):
        graph.edge(_edge(taking, part, ids, known, directed))
    return taking.done()


def _objects(taking: Taking, value: object, where: str) -> list[Part]:
    """The objects of a list, or those of an object by id, which is their id if they say no other."""
    if isinstance(value, dict):
        value = [
            {"id": id, **{key: said for key, said in one.items() if key != "id"}} if isinstance(one, dict) else one
            for id, one in value.items()
        ]
    return taking.items(value, where, where)


def _flat(taking: Taking, part: Part, drawn: tuple[str, ...]) -> Part:
    """A node or edge with what stands in its attributes; where and how it is drawn is known to be left out."""
    for inside in INSIDE:
        if isinstance(part.value.get(inside), dict):
            outer, part = part, Part(taking, {**part.value, **part.value[inside]}, part.where, part.path)
            outer.know(*outer.value)
            part.know(inside)
    if any(key in part.value for key in drawn):
        part.know(*drawn)
        taking.leave("where and how a node or an edge is drawn")
    part.know("id", "key")
    return part


def _edge(taking: Taking, part: Part, ids: list[str], known: frozenset[str], directed: bool) -> Edge:
    ends = []
    for keys in (("source", "from", "node1_id"), ("target", "to", "node2_id")):
        key = next((key for key in keys if key in part.value), keys[0])
        end = part.value.get(key)
        part.know(key)
        if isinstance(end, dict):
            end = end.get("id", end.get("name", ""))
        if isinstance(end, list | dict | bool):
            raise part.wrong(key, "the id of a node", end)
        text = "" if end is None else str(end)
        if isinstance(end, int) and text not in known and 0 <= end < len(ids):
            text = ids[end]
        ends.append(text)
    says = _flat(taking, part, DRAWN_EDGE)
    one_way = directed and not says.flag("undirected")
    says.know("undirected", "source", "target", "from", "to", "node1_id", "node2_id")
    return Edge(ends[0], ends[1], "", says, one_way)


def _gephi_lite(value: dict[str, Any], name: str) -> Loose:
    taking = Taking(name)
    whole = Part(taking, value)
    whole.know("type", "version", "filters", "appearance")
    dataset = whole.part("graphDataset")
    graph = Graph(taking, dataset.part("metadata").text("title"))
    dataset.know("layout", "nodeFields", "edgeFields", "metadata", "nodeData", "edgeData")
    full, nodes, said = dataset.part("fullGraph"), dataset.value.get("nodeData"), dataset.value.get("edgeData")
    if not isinstance(nodes, dict):
        raise bad(name, "is a Gephi Lite workspace without nodeData", "save the workspace again")
    full.know("nodes", "options", "attributes")
    for part in _objects(taking, nodes, "nodes"):
        graph.node(Node(part.text("id"), "", _flat(taking, part, DRAWN)))
    for part in full.items("edges"):
        key = part.text("key")
        more = said.get(key) if isinstance(said, dict) else None
        says = Part(taking, more if isinstance(more, dict) else {}, part.where, "edges")
        graph.edge(Edge(part.text("source"), part.text("target"), "", says, not part.flag("undirected")))
    return taking.done()
