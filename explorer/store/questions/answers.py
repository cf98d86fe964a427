"""Questions asked of a store: each a few walks over columns on disk, in time that hardly grows with what is shown.

Held equal to `View`, which answers from memory, by a property test. Every limit has a total order; what is counted as
distinct is counted exactly.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, reduce

import numpy as np

from explorer.model import Status
from explorer.query.columns import BASES, GROUPS, STATUSES, Ints, Truths
from explorer.query.grouping import MAX_BANDS
from explorer.query.masks import WEIGHTS
from explorer.query.paths import MAX_COUNTED, Paths
from explorer.query.questions import NONE, REST, Bands, Questions
from explorer.query.ranking import TiedPairs, first_of
from explorer.query.selection import Level, Nodes, Selection, filters_of, without
from explorer.query.sets import SETS
from explorer.query.visible import Counts
from explorer.store.opened import Store, weight_of
from explorer.store.questions.conditions import TRUE, Conditions, is_one_of
from explorer.store.questions.connections import paths_between

AT_ONCE = 30_000
"""Relations that are looked at a time: what is worked out for them stays in the processor's cache, and is too small to
be returned to the system at once, as `http_server.give_memory_back` has larger pieces, and fetched again."""


@dataclass(frozen=True, eq=False)
class StoredView(Questions):
    """What a selection shows of a store. It answers Questions; what is dearer is worked out when first asked for."""

    store: Store
    selection: Selection

    @cached_property
    def where(self) -> Conditions:
        return Conditions(self.selection, self.store.settings)

    @property
    def _events(self) -> str:
        return f"kind >= 0 AND {self.where.event}"

    @cached_property
    def _nodes(self) -> Truths:
        """Of every actor, then of every event, whether what filters ask of it alone lets it be shown."""
        if self.where.node == TRUE:
            return np.ones(len(self.store.loose), dtype=bool)
        mask: Truths = self.store.walk("nodes", self.where.node)[0].astype(bool, copy=False)
        return mask

    @property
    def relations(self) -> Truths:
        """Of every relation whether it is shown."""
        key = ("relations", filters_of(self.selection))
        return self.store.masks.get(key, self._relations, lambda mask: mask.nbytes)

    def _relations(self) -> Truths:
        """What is asked of days and weight holds of both ends where it holds of the relation."""
        store, where = self.store, self.where
        subject, object, sort = store.ends
        dated = store.walk("relations", where.dated)[0] if where.dated != TRUE else None
        shown = np.ones(len(subject), dtype=bool) if dated is None else dated.astype(bool, copy=False)
        for first in range(0, len(subject) if where.by_ends or where.by_sort else 0, AT_ONCE):
            part = slice(first, first + AT_ONCE)
            if where.by_ends:
                shown[part] &= self._nodes.take(
                    subject[part], mode="clip"
                )  # which it is never out of; else all is copied
                shown[part] &= self._nodes.take(object[part], mode="clip")
            if where.by_sort:
                shown[part] &= where.sorts.take(sort[part], mode="clip")
        return shown

    @property
    def nodes(self) -> Truths:
        """Of every actor, then of every event, whether it is shown."""
        return self.store.masks.get(("nodes", filters_of(self.selection)), self._nodes_shown, lambda mask: mask.nbytes)

    def _nodes_shown(self) -> Truths:
        store, mask = self.store, self._nodes
        if not self.where.leaves_ties_out:
            return mask
        tied = store.loose.copy()
        shown = self.relations
        for ends in store.ends[:2]:
            for first in range(0, len(ends), AT_ONCE):
                part = slice(first, first + AT_ONCE)
                tied[ends[part].take(np.flatnonzero(shown[part]))] = True
        tied[store.actors :] = True
        return mask & tied

    def shown(self) -> Counts:
        """How much is shown."""
        return self.store.once(("shown", filters_of(self.selection)), self._shown)

    def _shown(self) -> Counts:
        if not self.where.leaves_ties_out:
            counts = self.store.counts
            return Counts(counts["events"], counts["actors"], counts["relations"])
        actors = int(self.nodes[: self.store.actors].sum())
        return Counts(self._many_events, actors, int(self.relations.sum()))

    # --- time

    @property
    def _stands(self) -> str:
        """The day on which an event stands, in the window."""
        return self._inside("stands")

    def _inside(self, day: str) -> str:
        """A day of an event in the window; one outside it at its edge."""
        since, until = self.selection.since, self.selection.until
        found = f"greatest({day}, {since.toordinal()})" if since else day
        return f"least({found}, {until.toordinal()})" if until else found

    @cached_property
    def _bands(self) -> _BandsFound:
        rows = self.selection.rows
        if rows == "kind":
            return self._by_kind()
        if rows == "instrument":
            return self._by_instrument()
        if rows == "actor":
            return self._by_actor()
        return _BandsFound(Bands(self.store.lanes, ()), "lane", ())

    @property
    def bands(self) -> Bands:
        return self._bands.bands

    def _by_kind(self) -> _BandsFound:
        known, most = self.store.settings["kind_ids"], MAX_BANDS["kind"]
        ranked = self.store.rows(
            f"SELECT kind, count(*) AS many FROM nodes WHERE {self._events} GROUP BY kind ORDER BY many DESC, kind"
        )
        shown, rest = ranked[:most], ranked[most:]
        ids = (*(known[kind] for kind, _ in shown), *([REST] if rest else ()))
        return _BandsFound(
            Bands(ids, tuple(many for _, many in rest)), _band_of("kind", [kind for kind, _ in shown]), ()
        )

    def _by_instrument(self) -> _BandsFound:
        """Those with the most steps, in the order in which they begin; the others stand together."""
        ranked = self.store.rows(
            f"SELECT instrument, count(*) AS many, min(earliest) AS begins FROM nodes WHERE {self._events} "
            "GROUP BY instrument ORDER BY many DESC, begins, instrument"
        )
        threads = [row for row in ranked if row[0] >= 0]
        shown = sorted(threads[: MAX_BANDS["instrument"]], key=lambda row: row[2])
        rest = threads[len(shown) :]
        named = self._named("instruments", [place for place, _, _ in shown])
        alone = len(ranked) > len(threads)
        ids = (*(named[place] for place, _, _ in shown), *([REST] if rest else ()), *([NONE] if alone else ()))
        others = f"CASE WHEN instrument < 0 THEN {len(ids) - 1} ELSE {len(shown)} END"
        band = _band_of("instrument", [place for place, _, _ in shown], others)
        return _BandsFound(Bands(ids, tuple(many for _, many, _ in rest)), band, ())

    def _by_actor(self) -> _BandsFound:
        """The selected actor first, then those with the most events; the events of none of them stand together."""
        most = MAX_BANDS["actor"]
        focus = self._node(self.selection.focus)
        ranked = self.store.rows(
            f"""SELECT actor, CAST(sum(many) AS BIGINT) AS held FROM ({self._counted_ties}) t
            JOIN nodes n ON n.node = t.actor GROUP BY actor, n.weight, n.id
            ORDER BY actor <> {focus}, held DESC, n.weight, n.id"""
        )
        shown, rest = [actor for actor, _ in ranked[:most]], [many for _, many in ranked[most:]]
        named = self._named("actors", shown)
        held = f"SELECT event AS node, {_band_of('actor', shown)} AS band FROM ({self._ties(shown)})"
        alone = self.store.number(
            f"SELECT count(*) FROM nodes WHERE {self._events} AND node NOT IN (SELECT node FROM ({held}))"
        )
        ids = (*(named[actor] for actor in shown), *([REST] if alone else ()))
        return _BandsFound(Bands(ids, tuple(sorted(rest, reverse=True))), str(len(shown)), (held,))

    def _tying(self, also: str) -> Iterator[str]:
        """The shown relations between an actor and an event, told from either end."""
        for actor, event in (_ENDS, _ENDS[::-1]):
            ends = f"{actor[0]}_kind < 0 AND {event[0]}_kind >= 0 AND {also.format(actor=actor)}"
            yield f"SELECT {actor} AS actor, {event} AS event FROM relations WHERE {ends} AND {self.where.relation}"

    @property
    def _counted_ties(self) -> str:
        """How many events each actor is tied to. Only of those that several relations tie, which are few, has one to be
        told from another."""
        alone = [f"SELECT actor, count(*) AS many FROM ({sql}) GROUP BY actor" for sql in self._tying("single")]
        others = " UNION ".join(self._tying("NOT single"))
        return " UNION ALL ".join([*alone, f"SELECT actor, count(*) FROM ({others}) GROUP BY actor"])

    def _ties(self, among: Sequence[int]) -> str:
        """Every two of an actor, of some, and an event that some shown relation ties, once."""
        return " UNION ".join(self._tying(is_one_of("{actor}", among)))

    @property
    def _placed(self) -> str:
        """Every place of a shown event in a band."""
        columns = f"SELECT node, id, weight, rank, first, last, {self._stands} AS stands"
        if not self._bands.held:
            return f"{columns}, {self._bands.band} AS band FROM nodes WHERE {self._events}"
        (held,) = self._bands.held
        return (
            f"{columns}, coalesce(h.band, {self._bands.band}) AS band FROM nodes "
            f"LEFT JOIN ({held}) h USING (node) WHERE {self._events}"
        )

    @property
    def time_span(self) -> tuple[int, int]:
        _, day, _ = self._by_day(self._standing("lane", self._stands))
        return int(day.min()), int(day.max())

    def counts(self, edges: Sequence[int]) -> tuple[tuple[int, ...], ...]:
        found = self._bands
        placed = (
            f"SELECT band, stands FROM ({self._placed})" if found.held else self._standing(found.band, self._stands)
        )
        return self._counted(placed, len(self.bands.ids), edges)

    def counts_by_lane(self, edges: Sequence[int]) -> tuple[tuple[int, ...], ...]:
        return self._counted(self._standing("lane", "stands"), len(self.store.lanes), edges)

    def _standing(self, band: str, day: str) -> str:
        return f"SELECT {band} AS band, {day} AS stands FROM nodes WHERE {self._events}"

    def _by_day(self, placed: str) -> list[Ints]:
        """Bands, days and how many events stand there: there are far fewer days than events."""
        sql = f"SELECT band, stands, count(*) AS many FROM ({placed}) GROUP BY band, stands"
        return self.store.once(sql, lambda: self.store.arrays(sql), weight_of)

    def _counted(self, placed: str, bands: int, edges: Sequence[int]) -> tuple[tuple[int, ...], ...]:
        table = np.zeros((bands, max(0, len(edges) - 1)), dtype=np.int64)
        if table.size:
            known = np.array(edges)
            band, day, many = self._by_day(placed)
            place = np.searchsorted(known, day, side="right") - 1
            inside = (place >= 0) & (place < table.shape[1])
            np.add.at(table, (band[inside], place[inside]), many[inside])
        return tuple(map(tuple, table.tolist()))

    def events_between(self, first: int, last: int, most: int, level: Level = "all") -> list[tuple[str, str]] | None:
        near = f"{self._touch(first, last)} AND weight <= {WEIGHTS[level]}"
        sql = f"SELECT id, band FROM ({self._placed}) WHERE {near} ORDER BY node, band LIMIT {most + 1}"
        found = self.store.once(sql, lambda: self.store.rows(sql), lambda rows: 200 * len(rows) + 500)
        ids = self.bands.ids
        return [(id, ids[band]) for id, band in found] if len(found) <= most else None

    def _touch(self, first: int, last: int) -> str:
        """Whether an event, as far as it lies in the window, touches some days."""
        return f"{self._inside('last')} >= {first} AND {self._inside('first')} <= {last}"

    def statuses(self) -> dict[Status, int]:
        sql = f"SELECT {self.where.status()} AS stands_as, count(*) FROM nodes WHERE {self._events} GROUP BY 1"
        counts = dict(self.store.rows(sql))
        return {status: counts.get(place, 0) for place, status in enumerate(STATUSES)}

    def hidden_by(self, *filters: str) -> int:
        other = StoredView(self.store, reduce(without, filters, self.selection))
        return other._many_events - self._many_events

    def choices(self, name: str) -> dict[str, int]:
        everything: Selection = replace(filters_of(self.selection), **{name: None})  # type: ignore[arg-type]
        other = StoredView(self.store, everything)
        counts = self.store.once(("choices", name, everything), lambda: other._counts_of(name))
        return dict(zip(SETS[name].choices(self.where.known), counts, strict=True))

    def _counts_of(self, name: str) -> tuple[int, ...]:
        """How much each choice of a set has of what is shown."""
        one, choices = SETS[name], SETS[name].choices(self.where.known)
        if one.table == "relations":
            sorts = np.bincount(self.store.ends[2][self.relations], minlength=len(GROUPS) * len(BASES))
            table = sorts.reshape(len(GROUPS), len(BASES)).sum(axis=1 if name == "groups" else 0)
            return tuple(table.tolist())
        if name == "layers":
            bits = ", ".join(f"count(*) FILTER (WHERE (layers & {1 << n}) <> 0)" for n in range(len(choices)))
            return self.store.rows(f"SELECT {bits} FROM nodes WHERE {self._events}")[0] if bits else ()
        column = self.where.column(one)
        found = dict(self.store.rows(f"SELECT {column} AS choice, count(*) FROM nodes WHERE {self._events} GROUP BY 1"))
        return tuple(found.get(place, 0) for place in range(one.first, one.first + len(choices)))

    @cached_property
    def _many_events(self) -> int:
        sql = f"SELECT count(*) FROM nodes WHERE {self._events}"
        return self.store.once(sql, lambda: self.store.number(sql))

    # --- ties

    def _node(self, id: str) -> int:
        found = self.store.rows("SELECT node FROM nodes WHERE id = ?", [id]) if id else []
        return int(found[0][0]) if found else -1

    def _named(self, table: str, rows: Sequence[int]) -> dict[int, str]:
        return dict(self.store.rows(f"SELECT row, id FROM {table} WHERE row IN (SELECT unnest(?))", [list(rows)]))

    def neighbours(self, id: str) -> tuple[str, ...] | None:
        node, steps = self._node(id), self._steps(id)
        if node < 0:
            if steps is None:
                return None
            every, shown = steps
            return tuple(sorted(shown)) if shown or not every else None
        if self.where.leaves_ties_out:
            ends = (("object", "subject"), ("subject", "object"))
            others = " UNION ".join(
                f"SELECT {other} FROM relations WHERE {this} = {node} AND {self.where.relation}" for other, this in ends
            )
        else:
            others = f"SELECT DISTINCT other FROM halves WHERE node = {node}"
        near = [other for (other,) in self.store.rows(f"SELECT id FROM nodes WHERE node IN ({others}) ORDER BY id")]
        tied = "kind >= 0 OR loose" if not near else "true"
        if not self.store.number(f"SELECT count(*) FROM nodes WHERE node = {node} AND {self.where.node} AND ({tied})"):
            return None
        if steps or near.count(id):
            near = sorted({*near, *(steps[1] if steps else ())} - {id})
        return tuple(near)

    def _steps(self, id: str) -> tuple[int, list[str]] | None:
        """Of the instrument that a record is, or is a step of: how many steps it has, and which are shown."""
        found = self.store.rows(
            "SELECT row FROM instruments WHERE id = ? UNION ALL "
            "SELECT instrument FROM nodes WHERE id = ? AND instrument >= 0",
            [id, id],
        )
        if not found:
            return None
        steps = self.store.rows(f"SELECT id, {self._events} FROM nodes WHERE instrument = {found[0][0]}")
        return len(steps), [step for step, on in steps if on]

    def relations_among(self, ids: Iterable[str]) -> tuple[str, ...]:
        given = [list(ids)]
        inside = "(SELECT node FROM nodes WHERE id IN (SELECT unnest(?)))"
        sql = f"SELECT row FROM relations WHERE subject IN {inside} AND object IN {inside} AND {self.where.relation}"
        rows = [row for (row,) in self.store.rows(sql, [*given, *given])]
        found = [
            pair
            for told, given in self.store.told(rows)
            for pair in self.store.rows(f"SELECT row, id FROM told WHERE {told}", given)
        ]
        return tuple(id for _, id in sorted(found))

    def shortest_paths(self, one: str, other: str, in_order: bool = False, most: int = MAX_COUNTED) -> Paths:
        return paths_between(self.store, (one, other), self.where.relation, in_order, most)

    def weightiest(self, most: int, nodes: Nodes = "all", among: Iterable[str] | None = None) -> tuple[str, ...]:
        mask = self.nodes.copy()
        if among is not None:
            mask[:] = False
            mask[self.store.arrays("SELECT node FROM nodes WHERE id IN (SELECT unnest(?))", [list(among)])[0]] = True
        if nodes == "actors":
            mask[self.store.actors :] = False
        found = first_of(self.store.ranked, mask, most, self._tied_to).tolist()
        named = self.store.ids_of(found)
        return tuple(named[node] for node in found)

    def _tied_to(self, nodes: Ints) -> TiedPairs:
        sql = "SELECT node, other FROM halves WHERE node IN (SELECT unnest(?))"
        node, other = self.store.arrays(sql, [nodes.tolist()])
        place = np.zeros(len(self.nodes), dtype=np.int64)
        place[nodes] = np.arange(len(nodes))
        return place[node], other


_ENDS = ("subject", "object")


@dataclass(frozen=True)
class _BandsFound:
    bands: Bands
    band: str  # of an event, in SQL
    held: tuple[str, ...]  # where an event may stand in several: each with a band, in SQL; all others have `band`


def _band_of(column: str, shown: Sequence[int], others: str = "") -> str:
    """The place of a column's value among those that have a band; `others` for the rest."""
    cases = " ".join(f"WHEN {value} THEN {band}" for band, value in enumerate(shown))
    rest = others or str(len(shown))
    return f"(CASE {column} {cases} ELSE {rest} END)" if cases else f"({rest})"
