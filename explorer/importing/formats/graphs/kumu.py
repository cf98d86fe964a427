"""Kumu: a project's blueprint (JSON), elements and connections (JSON), or one of its two sheets (CSV).

MAPPING: elements are nodes and connections edges, as in graph_rows.py; here
- Label → name, Type or Element Type → kind, Description → summary, Tags and all other fields → told as not kept
- a connection goes from and to an element, by _id in a blueprint and by label in a sheet; Type or Label → verb
- a sheet of connections alone makes an actor of every label that it names
- loops, maps, perspectives are told as not kept
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from explorer.importing.formats.bounded import csv_of, json_of
from explorer.importing.formats.graphs.graph_rows import Edge, Graph, Node
from explorer.importing.formats.taking import Part, Taking
from explorer.importing.loose import Loose

CONNECTION_FIELDS = {"from", "to", "type", "label", "direction", "description", "tags", "id", "strength", "delayed"}
ELEMENT_FIELDS = {"label", "type", "description", "tags", "image", "id", "element type"}


def read(data: bytes, name: str) -> Loose | None:
    """A Kumu project in JSON as rows; None for another file."""
    value = json_of(data, name)
    if not isinstance(value, dict) or not isinstance(value.get("elements"), list):
        return None
    if not isinstance(value.get("connections"), list):
        return None
    taking = Taking(name)
    whole = Part(taking, value)
    graph = Graph(taking, whole.text("name"))
    whole.know("defaultMap", "defaultPerspective", "attributeRelevance", "attributes", "proxyImages")
    for part in whole.items("elements"):
        says = _says(taking, part)
        label = says.text("label")
        graph.node(Node(part.text("_id", "id") or label, label, says))
    for part in whole.items("connections"):
        direction = part.text("direction").lower()
        says = _says(taking, part)
        ends = (part.text("from") or says.text("from"), part.text("to") or says.text("to"))
        graph.edge(Edge(*ends, "", says, (direction or "directed") == "directed"))
    return taking.done()


def _says(taking: Taking, part: Part) -> Part:
    """The fields of an element or a connection, which a blueprint keeps under `attributes`."""
    part.know("_id", "id", "from", "to", "direction", "delayed", "reversed", "attributes")
    fields = part.value.get("attributes")
    if fields is not None and not isinstance(fields, dict):
        raise part.wrong("attributes", "an object", fields)
    found: Mapping[str, Any] = fields if isinstance(fields, dict) else part.value
    says = Part(taking, {key.lower(): value for key, value in found.items()}, part.where, part.path)
    says.know("from", "to", "direction", "_id", "id")
    if fields is None:
        part.know(*part.value)
    return says


def read_sheet(data: bytes, name: str) -> Loose | None:
    """A sheet of Kumu in CSV as rows; None for another file."""
    rows = csv_of(data, name, {"from", "to"})
    if rows and {"type", "direction", "label"} & rows[0].keys() and rows[0].keys() <= CONNECTION_FIELDS:
        return _connections(rows, name)
    rows = csv_of(data, name, {"label", "type"})
    if rows is None or not rows or not rows[0].keys() <= ELEMENT_FIELDS | {"tags"}:
        return None
    taking = Taking(name)
    graph = Graph(taking, "")
    for number, row in enumerate(rows, 2):
        says = Part(taking, row, f"row {number}", "element")
        if label := says.text("label"):
            graph.node(Node(label, label, says))
    return taking.done()


def _connections(rows: list[dict[str, str]], name: str) -> Loose:
    taking = Taking(name)
    graph = Graph(taking, "")
    for row in rows:
        for end in (row.get("from", "").strip(), row.get("to", "").strip()):
            if end and end not in graph.tables:
                graph.node(Node(end, end, Part(taking, {})))
    for number, row in enumerate(rows, 2):
        says = Part(taking, row, f"row {number}", "connection")
        direction = says.text("direction").lower()
        ends = (says.text("from"), says.text("to"))
        graph.edge(Edge(*ends, "", says, (direction or "directed") == "directed"))
    return taking.done()
