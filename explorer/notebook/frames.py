"""A landscape in; its tables as pandas frames and its network as a networkx graph out, to compute with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, get_args, get_origin

import networkx as nx
import numpy as np
import pandas as pd

from explorer.data.load import TABLES
from explorer.edtf import When
from explorer.export.data.json_file import cell
from explorer.landscape import Landscape
from explorer.model import Actor, Event, Relation
from explorer.outlook import outlook
from explorer.prose.phrases import name_of
from explorer.query.graph import graph_of
from explorer.records import fields_of


def frame(landscape: Landscape, table: str) -> pd.DataFrame:
    """A table, a row a record, by id where it has ids; with a few columns that say in words what others name by id.

    A date is text as written, with two further columns of days (datetime64), both included; NaT is an open end or no
    date. A whole number that may be missing is Int64. Several values are a tuple of texts, a citation "source@place".
    """
    rows = getattr(landscape, table)
    columns: dict[str, Any] = {}
    for name, annotation in fields_of(TABLES[table]).items():
        values = [getattr(row, name) for row in rows]
        if annotation is When or When in get_args(annotation):
            columns[name] = _texts([when.text if when else "" for when in values])
            before = "" if name == "date" else f"{name}_"
            columns[f"{before}earliest"] = _days([when.earliest if when else None for when in values])
            columns[f"{before}latest"] = _days([when.latest if when else None for when in values])
        elif get_origin(annotation) is tuple:
            columns[name] = pd.Series([_several(value) for value in values], dtype=object)
        elif int in get_args(annotation) or isinstance((get_args(annotation) or ("",))[0], int):
            columns[name] = pd.Series(values, dtype="Int64")
        else:
            columns[name] = _texts(values)
    found = pd.DataFrame(columns | _in_words(landscape, table))
    return found.set_index("id") if "id" in found else found


def _several(value: object) -> Any:
    texts = cell(value)
    return tuple(texts) if isinstance(texts, list) else (texts,)


def _texts(values: Sequence[str]) -> pd.Series[str]:
    return pd.Series(list(values), dtype="str")


def _days(values: Sequence[object]) -> Any:
    """Days by the second: the years 1 to 9999 fit, which those by the nanosecond do not."""
    return pd.Series(np.array(values, dtype="datetime64[s]"))


def _in_words(landscape: Landscape, table: str) -> dict[str, Any]:
    """Further columns of a table."""
    labels = {lane.id: lane.label for lane in landscape.lanes}
    rows = getattr(landscape, table)
    if table in ("actors", "events", "instruments", "voices"):
        lanes = {"lane_label": _texts([labels[row.lane] for row in rows])}
        if table != "events":
            return lanes
        return lanes | {"outlook": _texts([outlook(landscape, row, landscape.as_of).words for row in rows])}
    if table == "relations":
        names = {id: name_of(record) for id, record in landscape.records.items()}
        return {
            "subject_name": _texts([names.get(row.subject, row.subject) for row in rows]),
            "verb_label": _texts([landscape.verbs_by_id[row.verb].label for row in rows]),
            "object_name": _texts([names.get(row.object, row.object) for row in rows]),
        }
    return {}


def graph(landscape: Landscape) -> nx.MultiDiGraph[str]:
    """Actors and events, tied by relations; an edge's key is its relation's id. A new one each time, to do with as one
    likes. Attributes are texts and whole numbers, days as ISO text; what is not known has none, so that every writer of
    networkx takes it."""
    labels = {lane.id: lane.label for lane in landscape.lanes}
    made: nx.MultiDiGraph[str] = nx.MultiDiGraph(title=landscape.title, as_of=landscape.as_of.isoformat())
    known = graph_of(landscape)
    for id, facts in known.nodes(data=True):
        record: Actor | Event = facts["record"]
        said = {"kind_of": facts["kind_of"], "label": name_of(record), "lane_label": labels[record.lane]}
        made.add_node(id, **_said(record), **said)
    for subject, object, key, facts in known.edges(keys=True, data=True):
        relation: Relation = facts["record"]
        verb = landscape.verbs_by_id[relation.verb]
        said = {"label": verb.label, "group": verb.group} | ({"side": verb.side} if verb.side else {})
        made.add_edge(subject, object, key=key, **_said(relation), **said)
    return made


def _said(record: Actor | Event | Relation) -> dict[str, str | int]:
    """What a record says of itself, without its id and its ends."""
    found: dict[str, str | int] = {}
    for name in fields_of(type(record)):
        value = getattr(record, name)
        if name in ("id", "subject", "object") or value in ("", None, ()):
            continue
        text = cell(value)
        found[name] = "; ".join(text) if isinstance(text, list) else text
        if isinstance(value, When):
            ends = (("earliest", value.earliest), ("latest", value.latest))
            found |= {end: day.isoformat() for end, day in ends if day}
    return found
