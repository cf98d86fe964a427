"""A view in; the nodes and edges of its network out, as graph files have them.

Nodes are the actors and events shown, edges their relations, each with its own id, so that parallel ones stay; or,
where the selection shows actors only, one edge for all the events that two of them share. Every attribute is a text or
a whole number. What is larger means more: `importance` is 3 for key, 2 for supporting, 1 for context, `weight` of an
edge how many events two actors share. Citations are numbered; `sources` names them by address, else by title, as a file
that is imported again has them; the list of sources stands with the graph.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from explorer.draw.palette import colour, lane_look
from explorer.draw.shapes import shape_of
from explorer.edtf import When, words
from explorer.export.excerpt import Excerpt, Notes, excerpt
from explorer.export.options import Options
from explorer.landscape import Landscape, once
from explorer.model import NOT_HAPPENED, Actor, Basis, Citation, Event, Relation, Row
from explorer.prose.claims import claimant_names
from explorer.prose.phrases import name_of
from explorer.query.graph import actors_only, ego_network, graph_of
from explorer.query.visible import View
from explorer.wording import how_many

AttributeValue = str | int

CREATOR = "Policy Landscape Explorer"
"""Who made a file: what is imported from one that says so keeps its ids."""

_SIZES = {1: 20, 2: 13, 3: 8}  # diameter by weight


@dataclass(frozen=True)
class GraphNode:
    id: str
    label: str
    values: dict[str, AttributeValue]
    span: tuple[date | None, date | None]  # both days included; None = open
    colour: str  # "#RRGGBB"
    size: int  # diameter
    shape: str  # of an event its sign; of an actor "box"
    happened: bool = True  # False: drawn dashed


@dataclass(frozen=True)
class GraphEdge:
    id: str
    source: str
    target: str
    label: str
    values: dict[str, AttributeValue]
    span: tuple[date | None, date | None]
    basis: Basis = "reported"
    weight: int = 1  # how many events two actors share


@dataclass(frozen=True)
class GraphRows:
    about: dict[str, AttributeValue]  # what the file says of itself
    ways: str  # "directed" or "undirected": all edges alike
    nodes: tuple[GraphNode, ...]
    edges: tuple[GraphEdge, ...]


def network_rows(view: View, options: Options) -> GraphRows:
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
        return GraphRows(
            _about(shown, notes), "undirected", tuple(_node_row(part, actor, notes) for actor in actors), edges
        )
    rows: list[Row] = [*records, *relations]
    notes = shown.notes(rows)
    nodes = tuple(_node_row(part, record, notes) for record in records)
    return GraphRows(
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


def _node_row(part: Landscape, record: Actor | Event, notes: Notes) -> GraphNode:
    labels = {lane.id: lane.label for lane in part.lanes}
    values: dict[str, AttributeValue] = {
        "kind_of": "actor" if isinstance(record, Actor) else "event",
        "kind": record.kind,
        "lane": labels[record.lane],
        "importance": 4 - record.weight,
        "aliases": _listed(record.aliases),
    }
    span: tuple[date | None, date | None] = (None, None)
    hue = colour(f"lane-{lane_look(part.lanes, record.lane)}")
    shape, happened = "box", True
    if isinstance(record, Event):
        values |= {"title": record.title, "short_title": record.short_title, "status": record.status}
        values |= _dates(record.date)
        thread = part.selectable.get(record.instrument)
        values["instrument"] = name_of(thread) if thread else ""
        values["instrument_id"] = record.instrument
        values |= {"step": record.step or "", "outcome": record.outcome}
        span = (record.date.earliest, record.date.latest)
        shape, happened = shape_of(part, record.kind), record.status not in NOT_HAPPENED
    else:
        values["role"] = record.role
    values |= {"summary": record.summary, "citations": notes.marks(record.sources)}
    values["sources"] = _sources(part, record.sources)
    size = _SIZES[record.weight]
    return GraphNode(record.id, name_of(record), _without_empty(values), span, hue, size, shape, happened)


def _edge_row(part: Landscape, relation: Relation, notes: Notes) -> GraphEdge:
    verb = part.verbs_by_id[relation.verb]
    names, records = claimant_names(part), part.records
    dated = [end.date for id in (relation.object, relation.subject) if isinstance(end := records[id], Event)]
    when = relation.date or next(iter(dated), None)
    known = _references(part)
    values: dict[str, AttributeValue] = {
        "verb": relation.verb,
        "group": verb.group,
        "side": verb.side,
        "basis": relation.basis,
        **(_dates(relation.date) if relation.date else {}),
        "said_by": "; ".join(names[who] for who in relation.attributed_to),
        "attributed_to": _listed(known.get(who, who) for who in relation.attributed_to),
        "reason": relation.reason,
        "note": relation.note,
        "citations": notes.marks(relation.sources),
        "sources": _sources(part, relation.sources),
    }
    span = (when.earliest, when.latest) if when else (None, None)
    ends = (relation.subject, relation.object)
    return GraphEdge(relation.id, *ends, verb.label, _without_empty(values), span, relation.basis)


def _sources(part: Landscape, citations: Iterable[Citation]) -> str:
    """The sources of a row, each as a reader finds it without the list."""
    known = _references(part)
    return _listed(known[citation.source] for citation in citations)


@once
def _references(part: Landscape) -> dict[str, str]:
    """Of every source its address, else its title."""
    return {source.id: source.url.replace(";", "%3B") or source.title for source in part.sources}


def _listed(texts: Iterable[str]) -> str:
    """Texts as one, separated by semicolons, each once; one of their own becomes a comma."""
    return "; ".join(dict.fromkeys(text.replace(";", ",") for text in texts))


def _meeting(part: Landscape, pair: tuple[str, str], events: Sequence[str], notes: Notes) -> GraphEdge:
    """Two actors and the events they share."""
    records = part.records
    shared = [event for id in events if isinstance(event := records[id], Event)]
    cited = [citation for event in shared for citation in event.sources]
    values: dict[str, AttributeValue] = {
        "shared": len(shared),
        "events": "; ".join(name_of(event) for event in shared),
        "citations": notes.marks(cited),
        "sources": _sources(part, cited),
    }
    label = f"{how_many(len(shared), 'event')} shared"
    return GraphEdge("--".join(pair), *pair, label, _without_empty(values), (None, None), weight=len(shared))


def _dates(when: When) -> dict[str, AttributeValue]:
    """The date as written, in words, and its days, both included; an open end has none."""
    dates: dict[str, AttributeValue] = {"date": when.text, "date_words": words(when)}
    ends = (("earliest", when.earliest), ("latest", when.latest))
    return dates | {name: day.isoformat() for name, day in ends if day}


def _without_empty(values: Mapping[str, AttributeValue]) -> dict[str, AttributeValue]:
    return {name: value for name, value in values.items() if value != ""}
