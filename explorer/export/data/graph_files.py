"""A view in; its network out as GraphML or GEXF: nodes, edges, dates, citations, and where and how each is drawn.

What the nodes and edges say is told in `graph_network.py`, where they stand in `graph_places.py`. No time of writing is
in the file.

GraphML has labels, shapes, colours and places as yEd draws them. GEXF is dynamic: an event is there from its earliest
to its latest day, both included, a relation on its own date or else that of its event, an actor always. An open end is
left open.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from xml.etree import ElementTree as ET

from explorer.export.data.graph_network import CREATOR, AttributeValue, GraphEdge, GraphNode, network_rows
from explorer.export.data.graph_places import places_of
from explorer.export.options import Options
from explorer.model import Basis
from explorer.query.visible import View

_GEXF = "http://gexf.net/1.3"
_VIZ = "http://gexf.net/1.3/viz"
_GRAPHML = "http://graphml.graphdrawing.org/xmlns"
_YED = "http://www.yworks.com/xml/graphml"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_SHAPES = {"box": "roundrectangle", "circle": "ellipse", "square": "rectangle", "cross": "octagon"}
"""yEd's names for signs; the others are called alike."""

_LINES: dict[Basis, str] = {"claimed": "dotted", "opinion": "dotted", "planned": "dashed", "inferred": "dashed_dotted"}
_LETTER, _ROOM = 6.2, 14  # px that a letter of a label takes about, and that a box has beside it


def graphml(view: View, options: Options) -> bytes:
    """GraphML. What the file says of itself, sources included, is data of the graph."""
    network = network_rows(view, options)
    places = places_of(view, [node.id for node in network.nodes])
    root = ET.Element(
        "graphml",
        {
            "xmlns": _GRAPHML,
            "xmlns:y": _YED,
            "xmlns:xsi": _XSI,
            "xsi:schemaLocation": f"{_GRAPHML} {_GRAPHML}/1.0/graphml.xsd",
        },
    )
    keys: dict[tuple[str, str], str] = {}
    for scope, tables in (
        ("graph", [{"creator": CREATOR, **network.about}]),
        ("node", [_node_data(node) for node in network.nodes]),
        ("edge", [_edge_data(edge) for edge in network.edges]),
    ):
        for name, kind in _columns(tables).items():
            keys[scope, name] = f"d{len(keys)}"
            said = {"id": keys[scope, name], "for": scope, "attr.name": name, "attr.type": _attribute_kind(kind, "int")}
            ET.SubElement(root, "key", said)
    for scope in ("node", "edge"):
        ET.SubElement(root, "key", {"id": f"y-{scope}", "for": scope, "yfiles.type": f"{scope}graphics"})

    def data(parent: ET.Element, scope: str, values: Mapping[str, AttributeValue]) -> None:
        for name, value in values.items():
            ET.SubElement(parent, "data", {"key": keys[scope, name]}).text = str(value)

    graph = ET.SubElement(root, "graph", {"id": "G", "edgedefault": network.ways})
    data(graph, "graph", {"creator": CREATOR, **network.about})
    for node in network.nodes:
        element = ET.SubElement(graph, "node", {"id": node.id})
        data(element, "node", _node_data(node))
        _drawn_node(ET.SubElement(element, "data", {"key": "y-node"}), node, places[node.id])
    for edge in network.edges:
        element = ET.SubElement(graph, "edge", {"id": edge.id, "source": edge.source, "target": edge.target})
        data(element, "edge", _edge_data(edge))
        _drawn_edge(ET.SubElement(element, "data", {"key": "y-edge"}), edge, network.ways)
    return _bytes(root)


def _node_data(node: GraphNode) -> dict[str, AttributeValue]:
    return {"label": node.label, **node.values}


def _edge_data(edge: GraphEdge) -> dict[str, AttributeValue]:
    return {"label": edge.label, **edge.values, **({"weight": edge.weight} if edge.weight > 1 else {})}


def _drawn_node(parent: ET.Element, node: GraphNode, place: tuple[float, float]) -> None:
    """As yEd draws it: an actor's name in its box, an event's at the right of its sign."""
    box = node.shape == "box"
    width, height = (_LETTER * len(node.label) + 2 * _ROOM, 26.0) if box else (float(node.size), float(node.size))
    x, y = place
    drawn = ET.SubElement(parent, "y:ShapeNode")
    corner = {"x": f"{x - width / 2:.2f}", "y": f"{y - height / 2:.2f}"}
    ET.SubElement(drawn, "y:Geometry", {**corner, "width": f"{width:.2f}", "height": f"{height:.2f}"})
    filled = not box and node.happened
    ET.SubElement(drawn, "y:Fill", {"color": node.colour if filled else "#FFFFFF", "transparent": "false"})
    line = {"color": node.colour, "type": "line" if node.happened else "dashed", "width": "1.5"}
    ET.SubElement(drawn, "y:BorderStyle", line)
    at = {"modelName": "internal", "modelPosition": "c"} if box else {"modelName": "sides", "modelPosition": "e"}
    ET.SubElement(drawn, "y:NodeLabel", {**at, "fontSize": "12", "visible": "true"}).text = node.label
    ET.SubElement(drawn, "y:Shape", {"type": _SHAPES.get(node.shape, node.shape)})


def _drawn_edge(parent: ET.Element, edge: GraphEdge, ways: str) -> None:
    """Solid reported, dotted claimed, dashed planned; as wide as it is strong."""
    drawn = ET.SubElement(parent, "y:PolyLineEdge")
    width = f"{min(6.0, 0.5 + 0.5 * edge.weight):.1f}"
    line = {"color": "#808080", "type": _LINES.get(edge.basis, "line"), "width": width}
    ET.SubElement(drawn, "y:LineStyle", line)
    ET.SubElement(drawn, "y:Arrows", {"source": "none", "target": "standard" if ways == "directed" else "none"})
    ET.SubElement(drawn, "y:EdgeLabel", {"fontSize": "10", "visible": "true"}).text = edge.label


def gexf(view: View, options: Options) -> bytes:
    """GEXF 1.3. What the file says of itself, sources included, is its description."""
    network = network_rows(view, options)
    places = places_of(view, [node.id for node in network.nodes])
    root = ET.Element("gexf", {"xmlns": _GEXF, "xmlns:viz": _VIZ, "version": "1.3"})
    meta = ET.SubElement(root, "meta", {"lastmodifieddate": str(network.about["as_of"])})
    ET.SubElement(meta, "creator").text = CREATOR
    ET.SubElement(meta, "title").text = str(network.about["title"])
    ET.SubElement(meta, "description").text = "\n".join(str(value) for value in network.about.values())
    graph = ET.SubElement(root, "graph", {"mode": "dynamic", "defaultedgetype": network.ways, "timeformat": "date"})
    columns = {
        "node": _columns([node.values for node in network.nodes]),
        "edge": _columns([edge.values for edge in network.edges]),
    }
    for scope, names in columns.items():
        declared = ET.SubElement(graph, "attributes", {"class": scope, "mode": "static"})
        for name, kind in names.items():
            ET.SubElement(declared, "attribute", {"id": name, "title": name, "type": _attribute_kind(kind, "integer")})
    nodes = ET.SubElement(graph, "nodes")
    for node in network.nodes:
        drawn = ET.SubElement(nodes, "node", {"id": node.id, "label": node.label, **_span_attributes(node.span)})
        _values(drawn, node.values)
        red, green, blue = (str(int(node.colour[at : at + 2], 16)) for at in (1, 3, 5))
        ET.SubElement(drawn, "viz:color", {"r": red, "g": green, "b": blue})
        x, y = places[node.id]
        ET.SubElement(drawn, "viz:position", {"x": f"{x:.2f}", "y": f"{-y:.2f}", "z": "0"})  # there y goes up
        ET.SubElement(drawn, "viz:size", {"value": str(node.size)})
    edges = ET.SubElement(graph, "edges")
    for edge in network.edges:
        said = {"id": edge.id, "source": edge.source, "target": edge.target, "label": edge.label}
        said["weight"] = str(edge.weight)
        _values(ET.SubElement(edges, "edge", {**said, **_span_attributes(edge.span)}), edge.values)
    return _bytes(root)


def _values(parent: ET.Element, values: Mapping[str, AttributeValue]) -> None:
    written = ET.SubElement(parent, "attvalues")
    for name, value in values.items():
        ET.SubElement(written, "attvalue", {"for": name, "value": str(value)})


def _span_attributes(span: tuple[date | None, date | None]) -> dict[str, str]:
    return {name: day.isoformat() for name, day in zip(("start", "end"), span, strict=True) if day}


def _columns(tables: Sequence[Mapping[str, AttributeValue]]) -> dict[str, type]:
    """Every name with the type of its values, in the order in which they turn up."""
    return {name: type(value) for values in tables for name, value in values.items()}


def _attribute_kind(kind: type, whole_number: str) -> str:
    return whole_number if kind is int else "string"


def _bytes(root: ET.Element) -> bytes:
    ET.indent(root, " ")
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode").encode() + b"\n"
