"""What a page says besides the Questions of how much there is, asked of a store: see the methods of `View`."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from explorer.query.columns import NEVER, Ints, Window
from explorer.query.masks import WEIGHTS
from explorer.query.visible import Counts
from explorer.store.opened import Store, weight_of
from explorer.store.questions.answers import StoredView


@dataclass(frozen=True, eq=False)
class CountedView(StoredView):
    """What a selection shows of a store, counted as pages tell it."""

    def held_back(self) -> tuple[int, int]:
        day = self.where.day
        if day is None:
            return 0, 0
        ties = self.store.number(f"SELECT count(*) FROM relations WHERE timeless AND known > {day}")
        if self.selection.clock != "known":
            return ties, 0
        maybe = f"SELECT count(*) FROM nodes WHERE kind >= 0 AND possibly <= {day} AND known > {day}"
        maybe += f" AND {self.where.begun_or_ahead()}"
        return ties, self.store.number(maybe)

    # --- ties

    def ties_of(self, id: str) -> int:
        node = self._node(id)
        if node < 0:
            return 0
        row, loop = self.store.loops
        loops = row[loop == node]
        if not self.where.leaves_ties_out:
            return self.store.number(f"SELECT degree FROM nodes WHERE node = {node}") + len(loops)
        own = self.store.arrays(f"SELECT relation FROM halves WHERE node = {node}")[0]
        return int(self.relations[own].sum() + self.relations[loops].sum())

    def weightiest_ties(self, node: int, most: int) -> Ints:
        """The rows of a record's relations: one with each other, the weightiest first, then another with each."""
        row, other = self.store.arrays(f"SELECT relation, other FROM halves WHERE node = {node}")
        if self.where.leaves_ties_out:
            shown = self.relations[row]
            row, other = row[shown], other[shown]
        order = np.lexsort((row, self.store.rank[other]))
        row, rank = row[order], self.store.rank[other][order]
        turn = np.arange(len(rank)) - np.searchsorted(rank, rank)
        found: Ints = row[np.lexsort((row, rank, turn))][:most]
        return found

    def without(self, ids: Collection[str]) -> Counts:
        """How much is shown without some records, and without what ties them."""
        every, nodes = self.shown(), np.array(sorted(self.store.nodes_of(ids).values()), dtype=np.int32)
        gone = nodes[self.nodes[nodes]]
        ends = np.zeros(len(self.nodes), dtype=bool)
        ends[nodes] = True
        subject, object, _ = self.store.ends
        lost = int(((ends[subject] | ends[object]) & self.relations).sum())
        events = int((gone >= self.store.actors).sum())
        return Counts(every.events - events, every.actors - (len(gone) - events), every.relations - lost)

    # --- time

    def placed_between(self, days: tuple[int, int], among: Collection[int] | None, most: int) -> list[tuple[str, str]]:
        """Of some nodes, or of all, the weightiest key events that touch the days, each with its band."""
        near = f"{self._touch(*days)} AND weight <= {WEIGHTS['key']}"
        near += "" if among is None else " AND node IN (SELECT unnest(?))"
        sql = f"SELECT id, band FROM ({self._placed}) WHERE {near} ORDER BY rank, band LIMIT {most}"
        found = self.store.rows(sql, [] if among is None else [list(among)])
        return [(id, self.bands.ids[band]) for id, band in found]


@dataclass(frozen=True, eq=False)
class StoreDays:
    """When what happens in a store, whatever is selected."""

    store: Store

    @cached_property
    def told(self) -> tuple[Ints, Ints]:
        """See `Wider.days_told`."""
        days = " UNION ALL ".join(f"SELECT {day} AS day FROM nodes WHERE kind >= 0" for day in _TELLING)
        when, many = self.store.arrays(f"SELECT day, count(*) FROM ({days}) WHERE day > 0 GROUP BY day ORDER BY day")
        return when, many

    def spans(self, window: Window) -> tuple[Ints, Ints, Ints, Ints]:
        """See `Wider.spans`."""
        since, until = (day.toordinal() if day else open_ for day, open_ in zip(window, (0, NEVER), strict=True))
        days = (f"least(greatest({day}, {since}), {until}) AS {day}" for day in ("first", "last"))
        touching = f"kind >= 0 AND latest >= {since} AND earliest <= {until}"
        touching = f"SELECT {', '.join(days)}, weight FROM nodes WHERE {touching}"
        alike = "first, last, weight"
        sql = f"SELECT {alike}, count(*) FROM ({touching}) GROUP BY {alike} ORDER BY {alike}"
        first, last, weight, many = self.store.once(sql, lambda: self.store.arrays(sql), weight_of)
        return first, last, weight, many


_TELLING = ("earliest", "latest", "known")
"""The days on which something changes: an event begins, ends, or is first told of."""
