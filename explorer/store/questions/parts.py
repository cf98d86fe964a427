"""A store too large to be held, and what a request is about, in; an ordinary Landscape that stands for the store, out.

It has what weighs most of all, what weighs most of what the filters leave, and what is picked with its weightiest ties:
enough for pictures, names and sentences. How much there is in all is counted by the store (`part_view.py`). Whatever is
asked for, what weighs most of all is there, so that pictures stay as they are.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from operator import attrgetter, itemgetter
from typing import Any
from urllib.parse import parse_qs

import numpy as np

from explorer.cache import Cache
from explorer.landscape import Landscape, keep, once
from explorer.query.columns import Ints
from explorer.query.selection import Selection, is_filtered
from explorer.query.wider import LISTED_SOURCES
from explorer.records import Record, fields_of
from explorer.store.opened import Store, settings_read
from explorer.store.questions.answers import AT_ONCE
from explorer.store.questions.conditions import is_one_of
from explorer.store.questions.counts import CountedView
from explorer.store.schema import INDEXED

DRAWN = 600
"""So many records, the weightiest, stand for a store where nothing else is said."""

MAX_NEAR = 200
"""So many ties of a picked record are told and drawn, those with the weightiest; the rest is counted."""

MAX_STEPS = 200
"""So many steps of an instrument are told with a record."""

TOLD = 60
"""So many events that a chronicle tells first are there besides the weightiest: of one weight the latest."""

MAX_LISTED = 10_000
"""So many rows of what is only read (tours, gaps, passages) come with a part."""


@dataclass(frozen=True)
class Wish:
    """What a part is for."""

    filters: Selection
    ids: tuple[str, ...] = ()  # what is picked or asked about, with its ties
    also: tuple[str, ...] = ()  # records that are only named
    bare: bool = False  # without what weighs most: only what is asked for
    path: tuple[str, str, bool] | None = None  # two records between which ways are asked for, and whether in order


@dataclass
class _Rows:
    """What a part takes of each table."""

    nodes: set[int] = field(default_factory=set)
    relations: set[int] = field(default_factory=set)
    threads: set[int] = field(default_factory=set)  # instruments of which every step and rule is told
    named: set[int] = field(default_factory=set)  # further ones


class Parts:
    """The landscapes that stand for a store; asked from any thread."""

    def __init__(self, store: Store, drawn: int = DRAWN, near: int = MAX_NEAR) -> None:
        """`drawn`: so many records, the weightiest, are in every part; `near`: so many ties of a picked one."""
        self.store, self.drawn, self.near = store, drawn, near
        self.kept = Cache(RECORD_MEMORY + drawn * RECORD_MEMORY_DRAWN)  # records for the next part, by table and row

    # --- which rows

    def rows(self, wish: Wish) -> _Rows:
        resting = _Rows() if wish.bare else self._resting
        found = _Rows(set(resting.nodes), set(resting.relations))
        if is_filtered(wish.filters) and not wish.bare:
            self._weightiest(found, wish.filters, (self.drawn + 1) // 2)
        view = CountedView(self.store, wish.filters)
        for node in self.store.nodes_of(wish.ids).values():
            self._near(found, view, node)
        for (row,) in self._instruments(wish.ids):
            found.threads.add(row)
        also = set(self.store.nodes_of(wish.also).values())
        claimed = f"SELECT row, subject, object FROM claimed WHERE {is_one_of('node', also)}"
        claimed += f" ORDER BY row, node LIMIT {self.near}"
        for row, *ends in self.store.rows(claimed):
            found.relations.add(row)
            also.update(ends)
        found.nodes |= also
        found.named |= {row for (row,) in self._instruments(wish.also)}
        if wish.path:
            self._on_paths(found, view, wish.path)
        for row in sorted(found.threads):
            steps = f"SELECT node FROM nodes WHERE instrument = {row} ORDER BY earliest, node LIMIT {MAX_STEPS}"
            found.nodes |= {node for (node,) in self.store.rows(steps)}
        found.nodes |= self._outcomes(found.nodes)
        return found

    @cached_property
    def _resting(self) -> _Rows:
        """What weighs most of all, and what the tours and the first view name."""
        found = _Rows()
        self._weightiest(found, Selection(), self.drawn)
        addresses = [address for (address,) in self.store.rows("SELECT DISTINCT address FROM tours ORDER BY address")]
        named = {
            id
            for address in [self.store.settings["default_view"], *addresses[:MAX_LISTED]]
            for part in ("sel", "to", "vs")
            for id in parse_qs(address).get(part, ())
        }
        found.nodes |= set(self.store.nodes_of(named).values())
        return found

    def _weightiest(self, found: _Rows, filters: Selection, most: int) -> None:
        """The weightiest of what is shown, half of them actors; what a chronicle tells first; ties among all."""
        view, store = CountedView(self.store, filters), self.store
        order, half = store.ranked.order[view.nodes[store.ranked.order]], (most + 1) // 2
        is_actor = order < store.actors
        found.nodes |= {*order[is_actor][:half].tolist(), *order[~is_actor][:half].tolist()}
        told = f"SELECT node FROM nodes WHERE {view._events} ORDER BY weight, earliest DESC, node LIMIT {TOLD}"
        found.nodes |= {node for (node,) in store.rows(told)}
        row, subject, object = self._among(view, np.array(sorted(found.nodes), dtype=np.int32))
        ranks = store.rank[subject], store.rank[object]
        found.relations |= set(row[np.lexsort((row, np.minimum(*ranks), np.maximum(*ranks)))][:most].tolist())

    def _among(self, view: CountedView, nodes: Ints) -> tuple[Ints, Ints, Ints]:
        """The relations that are shown among some nodes: rows and ends."""
        if view.where.leaves_ties_out:
            inside = np.zeros(len(view.nodes), dtype=bool)
            inside[nodes] = True
            subject, object, _ = self.store.ends
            shown, found = view.relations, [np.empty(0, dtype=np.int32)]
            for first in range(0, len(shown), AT_ONCE):
                part = np.flatnonzero(shown[first : first + AT_ONCE]).astype(np.int32) + np.int32(first)
                part = part[inside.take(subject.take(part))]
                found.append(part[inside.take(object.take(part))])
            row: Ints = np.concatenate(found)
            return row, subject[row], object[row]
        both = "subject IN (SELECT unnest(?)) AND object IN (SELECT unnest(?))"
        sql = f"SELECT row, subject, object FROM relations WHERE {both}"
        row, subject, object = self.store.arrays(sql, 2 * [nodes.tolist()])
        return row, subject, object

    def _near(self, found: _Rows, view: CountedView, node: int) -> None:
        """A record with its weightiest ties, and with the other steps of its instrument."""
        found.nodes.add(node)
        rows = view.weightiest_ties(node, self.near).tolist()
        found.relations |= {*rows, *self.store.loops[0][self.store.loops[1] == node].tolist()}
        ends = self.store.rows(f"SELECT subject, object FROM relations WHERE {is_one_of('row', rows)}")
        found.nodes |= {end for both in ends for end in both}
        found.threads |= {
            row for (row,) in self.store.rows(f"SELECT instrument FROM nodes WHERE node = {node} AND instrument >= 0")
        }

    def _instruments(self, ids: Collection[str]) -> list[tuple[Any, ...]]:
        return self.store.rows("SELECT row FROM instruments WHERE id IN (SELECT unnest(?))", [list(ids)]) if ids else []

    def _on_paths(self, found: _Rows, view: CountedView, path: tuple[str, str, bool]) -> None:
        """All that lies on the ways between two records."""
        one, other, in_order = path
        if len(self.store.nodes_of((one, other))) < 2:
            return
        ways = view.shortest_paths(one, other, in_order)
        nodes = sorted(self.store.nodes_of({id for ids in ways.ids for id in ids}).values())
        inside = is_one_of("node", nodes), is_one_of("other", nodes)
        rows = np.unique(self.store.arrays(f"SELECT relation FROM halves WHERE {' AND '.join(inside)}")[0])
        rows = rows[view.relations[rows]] if view.where.leaves_ties_out else rows
        found.nodes |= set(nodes)
        found.relations |= set(rows[: 4 * self.near].tolist())

    def _outcomes(self, nodes: set[int]) -> set[int]:
        """What came of those events that are plans."""
        rows = [node - self.store.actors for node in nodes if node >= self.store.actors]
        listed = is_one_of("row", rows)
        named = self.store.rows(f"SELECT DISTINCT outcome FROM events WHERE {listed} AND outcome <> ''")
        return set(self.store.nodes_of(id for (id,) in named).values())

    # --- the landscape

    def landscape(self, wish: Wish) -> Landscape:
        """The landscape that stands for the store; the same records for the same wish."""
        rows = self.rows(wish)
        actors = self.store.actors
        tables: dict[str, Any] = {
            "actors": self._records("actors", [node for node in rows.nodes if node < actors]),
            "events": self._records("events", [node - actors for node in rows.nodes if node >= actors]),
            "relations": self._records("relations", rows.relations),
        }
        named = {event.instrument for event in tables["events"]} - {""}
        threads = {*self._rows_with("instruments", "id", named), *rows.threads, *rows.named}
        tables["instruments"] = self._records("instruments", threads)
        ids = {thread.id for thread in tables["instruments"]}
        tables["provisions"] = self._records("provisions", self._rows_with("provisions", "instrument", ids))
        ids = {row.id for rows_ in tables.values() for row in rows_}
        tables["claims"] = self._records("claims", self._rows_with("claims", "about", ids))
        tables |= self._told_by(tables, with_listed=not wish.bare)
        order = self._places([node - actors for node in rows.nodes if node >= actors])
        part = Landscape(**settings_read(self.store.settings), **tables, order=order)
        keep(nodes_of, part, np.array(sorted(rows.nodes), dtype=np.int32))
        return part

    def _told_by(self, tables: dict[str, Any], *, with_listed: bool) -> dict[str, Any]:
        """Who says so: sources, those that are listed on every page among them, and others who are not in the part."""
        store = self.store
        said = {who for row in (*tables["relations"], *tables["claims"]) for who in row.attributed_to}
        cited = {citation.source for rows in tables.values() for row in rows for citation in row.sources}
        voices = sorted(node for node in store.nodes_of(said - {a.id for a in tables["actors"]}).values())
        told: dict[str, Any] = {"voices": self._records("actors", [node for node in voices if node < store.actors])}
        cited |= said | {citation.source for voice in told["voices"] for citation in voice.sources}
        cited |= {citation.source for sentence in self._read["tours"] for citation in sentence.sources}
        lead = settings_read(store.settings)["lead"]
        cited |= {citation.source for sentence in lead for citation in sentence.sources}
        told["sources"] = self._sources(cited, self._listed if with_listed else {})
        where = f"t.source IN (SELECT unnest(?)) AND t.row < {MAX_LISTED}"
        told["passages"] = store.records("passages", where, [[source.id for source in told["sources"]]])
        return told | self._read

    @cached_property
    def _read(self) -> dict[str, Any]:
        """What is the same in every part."""
        few = {name: self.store.records(name, f"t.row < {MAX_LISTED}") for name in ("gaps", "tours")}
        return {"verbs": self.store.records("verbs"), **few}

    def _places(self, rows: Collection[int]) -> dict[str, int]:
        """The places of events in order, by their rows."""

        def read(missing: list[int]) -> dict[int, tuple[str, int]]:
            where, given = self._rows_asked("events", missing)
            found = self.store.rows(f"SELECT row, id, place FROM events t WHERE {where}", given)
            return {row: (id, place) for row, id, place in found}

        known = self.kept.several("place", rows, read, lambda place: 100 + len(place[0]))
        return dict(known[row] for row in rows)

    def _rows_with(self, name: str, column: str, values: Collection[str]) -> list[int]:
        """The rows of a table that have one of some values in a column."""
        sql = f"SELECT row FROM {name} WHERE {column} IN (SELECT unnest(?))"
        return [row for (row,) in self.store.rows(sql, [sorted(values)])] if values else []

    def _records(self, name: str, rows: Collection[int]) -> tuple[Any, ...]:
        """The records of a table's rows, in their order; those that were read lately are not read again."""

        def read(missing: list[int]) -> Mapping[int, Any]:
            if name == "relations":
                return self.store.relations_at(missing)
            missing.sort()
            return dict(zip(missing, self.store.records(name, *self._rows_asked(name, missing)), strict=True))

        known = self.kept.several(name, rows, read, size_of_record)
        return tuple(known[row] for row in sorted(rows))

    def _rows_asked(self, name: str, rows: Collection[int]) -> tuple[str, list[Any]]:
        """Some rows, in SQL and what is given with it: of a few by an index, where there is one."""
        few = (name, "row") in INDEXED and len(rows) <= FEW_ROWS
        return (is_one_of("t.row", rows), []) if few else ("t.row IN (SELECT unnest(?))", [list(rows)])

    def _sources(self, ids: set[str], known: Mapping[str, tuple[int, Any]]) -> tuple[Any, ...]:
        """Some sources and those that are known, each with its row, in their order."""

        def read(missing: list[str]) -> dict[str, tuple[int, Any]]:
            return self._read_sources("t.id IN (SELECT unnest(?))", [sorted(missing)])

        others = self.kept.several("sources", ids - known.keys(), read, lambda told: size_of_record(told[1]))
        return tuple(source for _, source in sorted({**known, **others}.values(), key=itemgetter(0)))

    @cached_property
    def _listed(self) -> dict[str, tuple[int, Any]]:
        """Sources that are listed on every page, each with its row, by id."""
        return self._read_sources(f"t.row IN (SELECT source FROM numbered WHERE number <= {LISTED_SOURCES})")

    def _read_sources(self, where: str, given: Sequence[Any] = ()) -> dict[str, tuple[int, Any]]:
        """Sources with their rows, by id."""
        texts = self.store.texts("sources", where, given)
        return dict(zip(texts["id"], zip(texts["row"], self.store.read("sources", texts), strict=True), strict=True))


@once
def nodes_of(part: Landscape) -> Ints:
    """The nodes of a part's actors, then of its events: known from its making."""
    raise LookupError(f"{part!r} does not stand for a store")


def size_of_record(record: Record) -> int:
    """Bytes that a record takes, about."""
    return 500 + 2 * sum(len(value) for value in attrgetter(*fields_of(type(record)))(record) if type(value) is str)


FEW_ROWS = 600
"""Up to so many rows of a table are looked up one by one where it has an index: then that takes less time."""

RECORD_MEMORY, RECORD_MEMORY_DRAWN = 32_000_000, 20_000
"""Bytes of records that are kept for the next part; and so many more for each that is drawn, which brings others."""
