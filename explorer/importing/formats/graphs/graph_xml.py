"""GraphML and GEXF: graphs in XML.

MAPPING: nodes and edges as in graph_rows.py; here
- data and attvalue → what a node or edge says, under the name that its key or attribute declares, or its default
- GraphML: edgedefault and directed; GEXF: defaultedgetype and type → whether an edge has a direction
- GEXF start and end of a dynamic graph → the date of an event or relation
- a second graph and graphs inside nodes, hyperedges, ports, and how things are drawn are told as not kept
"""

from __future__ import annotations

from collections.abc import Iterator, Sized
from typing import Any

from explorer.export.data.graph_network import CREATOR
from explorer.importing.formats.bounded import bad, tag, xml_of
from explorer.importing.formats.graphs.graph_rows import Edge, Graph, Node
from explorer.importing.formats.taking import Part, Taking
from explorer.importing.loose import Loose

MAX_DECLARED = 200
"""So many attributes of nodes and edges a graph in XML may declare."""

COMMON = ("label", "name", "type", "kind", "description", "date")
"""Names that are known in whatever case they are written."""


def read_graphml(data: bytes, name: str) -> Loose | None:
    """A GraphML file as rows; None for another file."""
    root = xml_of(data, name, "graphml")
    if root is None:
        return None
    taking = Taking(name)
    keys = {key.get("id", ""): key for key in _children(root, "key")}
    _few(keys, name)
    graphs = list(_children(root, "graph"))
    if not graphs:
        raise bad(name, "is GraphML without a graph", "export it again")
    taking.leave("a graph after the first in the file", len(graphs) - 1)
    whole = graphs[0]
    about = Part(taking, _data(whole, keys, "graph"), "graph", "graph")
    taking.loose.keeps_ids = about.text("creator") == CREATOR
    if taking.loose.keeps_ids:
        about.know(*about.value)  # what it says of itself, and the numbered sources, which rows name themselves
    graph = Graph(taking, about.text("title", "name", "label"))
    for number, node in enumerate(_children(whole, "node")):
        inner = sum(1 for _ in _children(node, "graph"))
        taking.leave("a graph inside a node", inner)
        says = Part(taking, _data(node, keys, "node"), f"node {number + 1}", "node")
        graph.node(Node(node.get("id", ""), "", says))
    undirected = whole.get("edgedefault") == "undirected"
    for number, edge in enumerate(_children(whole, "edge")):
        says = Part(taking, _data(edge, keys, "edge"), f"edge {number + 1}", "edge")
        directed = edge.get("directed", "false" if undirected else "true") == "true"
        graph.edge(Edge(edge.get("source", ""), edge.get("target", ""), "", says, directed, _id(edge, taking)))
    taking.leave("a hyperedge", sum(1 for _ in _children(whole, "hyperedge")))
    return taking.done()


def _id(edge: Any, taking: Taking) -> str:
    """The id of an edge; nothing in files of others, which number their edges anew each time."""
    return str(edge.get("id", "")) if taking.loose.keeps_ids else ""


def _few(declared: Sized, name: str) -> None:
    """Refuse a file whose every node could have more to say than anybody reads."""
    if len(declared) > MAX_DECLARED:
        raise bad(name, f"declares more than {MAX_DECLARED} attributes", "export it with those that you need")


def _data(element: Any, keys: dict[str, Any], scope: str) -> dict[str, str]:
    found = {}
    for id, key in keys.items():
        default = next((child.text for child in _children(key, "default")), None)
        if default and key.get("for", "all") in (scope, "all"):
            found[key.get("attr.name") or id] = default
    for data in _children(element, "data"):
        key = keys.get(data.get("key", ""))
        name = (key.get("attr.name") if key is not None else None) or data.get("key", "data")
        drawn = key is not None and key.get("yfiles.type")
        if not drawn:
            found[name] = "".join(data.itertext())
    return {_known(name): text for name, text in found.items()}


def _known(name: str) -> str:
    return name.strip().lower() if name.strip().lower() in COMMON else name


def read_gexf(data: bytes, name: str) -> Loose | None:
    """A GEXF file as rows; None for another file."""
    root = xml_of(data, name, "gexf")
    if root is None:
        return None
    taking = Taking(name)
    whole = next(_children(root, "graph"), None)
    if whole is None:
        raise bad(name, "is GEXF without a graph", "export it again")
    meta = {
        tag(child): child.text or "" for meta in _children(root, "meta") for child in meta if isinstance(child.tag, str)
    }
    about = Part(taking, meta, "meta", "meta")
    about.know("description", "keywords")
    taking.loose.keeps_ids = about.text("creator") == CREATOR
    graph = Graph(taking, about.text("title"))
    names = {
        (one.get("class", "node"), attribute.get("id", "")): attribute
        for one in _children(whole, "attributes")
        for attribute in _children(one, "attribute")
    }
    _few(names, name)
    for number, node in enumerate(_each(whole, "nodes", "node")):
        says = Part(taking, _values(node, names, "node"), f"node {number + 1}", "node")
        taking.leave("nodes inside a node", sum(1 for _ in _each(node, "nodes", "node")))
        drawn = not taking.loose.keeps_ids and any("/viz" in str(child.tag) for child in node)
        taking.leave("where and how a node is drawn", int(drawn))
        graph.node(Node(node.get("id", ""), node.get("label", ""), says))
    default = whole.get("defaultedgetype", "undirected")
    for number, edge in enumerate(_each(whole, "edges", "edge")):
        says = Part(taking, _values(edge, names, "edge"), f"edge {number + 1}", "edge")
        kind = edge.get("type", default)
        ends = edge.get("source", ""), edge.get("target", "")
        graph.edge(Edge(*ends, edge.get("label", ""), says, kind == "directed", _id(edge, taking)))
    return taking.done()


def _values(element: Any, names: dict[tuple[str, str], Any], scope: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for (where, id), attribute in names.items():
        default = next((child.text for child in _children(attribute, "default")), None)
        if where == scope and default:
            found[attribute.get("title") or id] = default
    for value in _each(element, "attvalues", "attvalue"):
        id = value.get("for", value.get("id", ""))
        attribute = names.get((scope, id))
        name = (attribute.get("title") if attribute is not None else None) or id
        found[_known(name)] = value.get("value", "")
    for key in ("start", "end", "weight"):
        if element.get(key) and key not in found:
            found[key] = element.get(key, "")
    return found


def _children(element: Any, name: str) -> Iterator[Any]:
    return (child for child in element if isinstance(child.tag, str) and tag(child) == name)


def _each(element: Any, group: str, name: str) -> Iterator[Any]:
    return (child for one in _children(element, group) for child in _children(one, name))
