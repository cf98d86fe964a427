"""A view in; its network out as GraphML or GEXF: nodes, edges, dates, citations.

Nodes are the actors and events shown, edges their relations, each with its own id, so that parallel ones stay; or,
where the selection shows actors only, one edge for all the events that two of them share. Every attribute is a text or
a whole number. Citations are numbered; the list of sources stands with the graph. No time of writing is in the file.

GEXF is dynamic: an event is there from its earliest to its latest day, both included, a relation on its own date or
else that of its event, an actor always. An open end is left open.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from xml.etree import ElementTree as ET

from explorer.draw.palette import colour, lane_look
from explorer.edtf import When, words
from explorer.export.excerpt import Excerpt, Notes, excerpt
from explorer.export.options import Options
from explorer.landscape import Landscape
from explorer.model import Actor, Event, Relation, Row
from explorer.prose.claims import claimant_names
from explorer.prose.phrases import name_of
from explorer.query.graph import actors_only, ego_network, graph_of
from explorer.query.visible import View

AttributeValue = str | int
NodePlaces = Mapping[str, tuple[float, float]]
"""Where nodes stand, by id, in px with y downwards, as in the network's picture."""

_GEXF = "http://gexf.net/1.3"
_VIZ = "http://gexf.net/1.3/viz"
_GRAPHML = "http://graphml.graphdrawing.org/xmlns"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_SIZES = {1: 20, 2: 13, 3: 8}  # diameter by weight


@dataclass(frozen=True)
class _Node:
    id: str
    label: str
    values: dict[str, AttributeValue]
    span: tuple[date | None, date | None]  # both days included; None = open
    colour: str  # "#RRGGBB"
    size: int


@dataclass(frozen=True)
class _Edge:
    id: str
    source: str
    target: str
    label: str
    values: dict[str, AttributeValue]
    span: tuple[date | None, date | None]


@dataclass(frozen=True)
class _Network:
    about: dict[str, AttributeValue]  # what the file says of itself
    ways: str  # "directed" or "undirected": all edges alike
    nodes: tuple[_Node, ...]
    edges: tuple[_Edge, ...]


def graphml(view: View, options: Options) -> bytes:
    """GraphML. What the file says of itself, sources included, is data of the graph."""
    network = _network_rows(view, options)
    root = ET.Element(
        "graphml",
        {
            "xmlns": _GRAPHML,
            "xmlns:xsi": _XSI,
            "xsi:schemaLocation": f"{_GRAPHML} {_GRAPHML}/1.0/graphml.xsd",
        },
    )
    keys: dict[tuple[str, str], str] = {}
    for scope, tables in (
        ("graph", [network.about]),
        ("node", [{"label": node.label, **node.values} for node in network.nodes]),
        ("edge", [{"label": edge.label, **edge.values} for edge in network.edges]),
    ):
        for name, kind in _columns(tables).items():
            keys[scope, name] = f"d{len(keys)}"
            said = {"id": keys[scope, name], "for": scope, "attr.name": name, "attr.type": _attribute_kind(kind, "int")}
            ET.SubElement(root, "key", said)

    def data(parent: ET.Element, scope: str, values: Mapping[str, AttributeValue]) -> None:
        for name, value in values.items():
            ET.SubElement(parent, "data", {"key": keys[scope, name]}).text = str(value)

    graph = ET.SubElement(root, "graph", {"id": "G", "edgedefault": network.ways})
    data(graph, "graph", network.about)
    for node in network.nodes:
        data(ET.SubElement(graph, "node", {"id": node.id}), "node", {"label": node.label, **node.values})
    for edge in network.edges:
        ends = {"id": edge.id, "source": edge.source, "target": edge.target}
        data(ET.SubElement(graph, "edge", ends), "edge", {"label": edge.label, **edge.values})
    return _bytes(root)


def gexf(view: View, options: Options, *, places: NodePlaces | None = None) -> bytes:
    """GEXF 1.3. What the file says of itself, sources included, is its description; `places` become positions."""
    network = _network_rows(view, options)
    root = ET.Element("gexf", {"xmlns": _GEXF, "xmlns:viz": _VIZ, "version": "1.3"})
    meta = ET.SubElement(root, "meta", {"lastmodifieddate": str(network.about["as_of"])})
    ET.SubElement(meta, "creator").text = "Policy Landscape Explorer"
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
        if places and node.id in places:
            x, y = places[node.id]
            ET.SubElement(drawn, "viz:position", {"x": f"{x:.2f}", "y": f"{-y:.2f}", "z": "0"})
        ET.SubElement(drawn, "viz:size", {"value": str(node.size)})
    edges = ET.SubElement(graph, "edges")
    for edge in network.edges:
        said = {"id": edge.id, "source": edge.source, "target": edge.target, "label": edge.label}
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


# --- the network ---------------------------------------------------------------------------------------------------


def _network_rows(view: View, options: Options) -> _Network:
    shown = excerpt(view, options)
    part = shown.landscape
    graph = graph_of(part)
    if view.selection.steps and view.selection.focus in graph:
        graph = ego_network(graph, view.selection.focus, view.selection.steps)
    relations = [facts["record"] for _, _, facts in graph.edges(data=True)]
    records = [facts["record"] for _, facts in graph.nodes(data=True)]
    if view.selection.nodes == "actors":
        actors = [record for record in records if isinstance(record, Actor)]
        shared = {(one, other): facts["events"] for one, other, facts in actors_only(graph).edges(data=True)}
        met = {id for events in shared.values() for id in events}
        notes = shown.notes([*actors, *(event for event in part.events if event.id in met)])
        edges = tuple(_meeting(part, pair, events, notes) for pair, events in shared.items())
        return _Network(
            _about(shown, notes), "undirected", tuple(_node_row(part, actor, notes) for actor in actors), edges
        )
    rows: list[Row] = [*records, *relations]
    notes = shown.notes(rows)
    nodes = tuple(_node_row(part, record, notes) for record in records)
    return _Network(
        _about(shown, notes), "directed", nodes, tuple(_edge_row(part, relation, notes) for relation in relations)
    )


def _about(shown: Excerpt, notes: Notes) -> dict[str, AttributeValue]:
    part = shown.landscape
    said = {
        "title": shown.title,
        "note": shown.note,
        "landscape": part.title if part.title != shown.title else "",
        "summary": part.summary,
        "selected": shown.selected,
        "as_of": part.as_of.isoformat(),
        "link": shown.link,
        "licence": part.licence,
        "sources": "\n".join(notes.lines()),
    }
    return {name: text for name, text in said.items() if text}


def _node_row(part: Landscape, record: Actor | Event, notes: Notes) -> _Node:
    labels = {lane.id: lane.label for lane in part.lanes}
    values: dict[str, AttributeValue] = {
        "kind_of": "actor" if isinstance(record, Actor) else "event",
        "kind": record.kind,
        "lane": labels[record.lane],
        "weight": record.weight,
    }
    span: tuple[date | None, date | None] = (None, None)
    if isinstance(record, Event):
        values |= {"title": record.title, "status": record.status, **_dates(record.date)}
        values["instrument"] = record.instrument
        span = (record.date.earliest, record.date.latest)
    else:
        values["role"] = record.role
    values |= {"summary": record.summary, "citations": notes.marks(record.sources)}
    hue = colour(f"lane-{lane_look(part.lanes, record.lane)}")
    return _Node(record.id, name_of(record), _without_empty(values), span, hue, _SIZES[record.weight])


def _edge_row(part: Landscape, relation: Relation, notes: Notes) -> _Edge:
    verb = next(verb for verb in part.verbs if verb.id == relation.verb)
    names, records = claimant_names(part), part.records
    dated = [end.date for id in (relation.object, relation.subject) if isinstance(end := records[id], Event)]
    when = relation.date or next(iter(dated), None)
    values: dict[str, AttributeValue] = {
        "verb": relation.verb,
        "group": verb.group,
        "side": verb.side,
        "basis": relation.basis,
        **(_dates(relation.date) if relation.date else {}),
        "said_by": "; ".join(names[who] for who in relation.attributed_to),
        "note": relation.note,
        "citations": notes.marks(relation.sources),
    }
    span = (when.earliest, when.latest) if when else (None, None)
    ends = (relation.subject, relation.object)
    return _Edge(relation.id, *ends, verb.label, _without_empty(values), span)


def _meeting(part: Landscape, pair: tuple[str, str], events: Sequence[str], notes: Notes) -> _Edge:
    """Two actors and the events they share."""
    records = part.records
    shared = [event for id in events if isinstance(event := records[id], Event)]
    cited = [citation for event in shared for citation in event.sources]
    values: dict[str, AttributeValue] = {
        "shared": len(shared),
        "events": "; ".join(name_of(event) for event in shared),
        "citations": notes.marks(cited),
    }
    label = f"{len(shared)} event{'s' if len(shared) > 1 else ''} shared"
    return _Edge("--".join(pair), *pair, label, _without_empty(values), (None, None))


def _dates(when: When) -> dict[str, AttributeValue]:
    """The date as written, in words, and its days, both included; an open end has none."""
    dates: dict[str, AttributeValue] = {"date": when.text, "date_words": words(when)}
    ends = (("earliest", when.earliest), ("latest", when.latest))
    return dates | {name: day.isoformat() for name, day in ends if day}


def _without_empty(values: Mapping[str, AttributeValue]) -> dict[str, AttributeValue]:
    return {name: value for name, value in values.items() if value != ""}
