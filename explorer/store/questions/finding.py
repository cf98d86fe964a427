"""What a reader typed in, and a store; what is meant out, in the order in which memory would find it.

What fits is looked up in the tables that `words.py` describes; records are read only for the hits that are told.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from explorer.landscape import Landscape
from explorer.query.selection import Selection
from explorer.query.visible import visible
from explorer.search.find import (
    MAX_HITS,
    Findable,
    FindableRow,
    Finder,
    Found,
    found,
    matched,
    types_allowed,
    types_of,
    understood,
)
from explorer.store.opened import Store
from explorer.store.questions.parts import Wish
from explorer.store.words import FINDABLE, StoredBook

_INSTRUMENT_WEIGHT, _OTHER_WEIGHT = 2, 3


@dataclass(frozen=True, eq=False)
class StoreFinder(Finder):
    """Finds what is meant in a store; `part` makes the landscape that stands for what is found."""

    store: Store
    part: Callable[[Wish], Landscape]

    def find(self, selection: Selection, text: str, *, records_only: bool = False, actors_only: bool = False) -> Found:
        wanted = understood(text)
        if not wanted:
            return Found((), near=False)
        fits = matched(self._findable, wanted, MAX_HITS, types_allowed(records_only, actors_only))
        rows = self._rows([place for places in fits.told.values() for place in places])
        nodes = [row.id for place, row in rows.items() if self._findable.types[place] < len(("actor", "event"))]
        threads = {getattr(row, "instrument", row.id) for row in rows.values()} - {*nodes}
        wish = Wish(selection, tuple(sorted(threads)), tuple(nodes), bare=True)
        return found(visible(self.part(wish), selection), fits, rows.__getitem__)

    def prepare(self) -> None:
        _ = self._findable

    @cached_property
    def _counts(self) -> list[int]:
        every = self.store.counts | {"sources": self.store.number("SELECT count(*) FROM numbered")}
        return [every[name] for name in FINDABLE]

    @cached_property
    def _findable(self) -> Findable:
        counts = self._counts
        weights = np.full(sum(counts), _OTHER_WEIGHT, dtype=np.int8)
        records = counts[0] + counts[1]
        weights[:records] = self.store.ranked.weight
        weights[records : records + counts[2]] = _INSTRUMENT_WEIGHT
        return Findable(types_of(counts), weights, StoredBook(self.store.arrays, sum(counts)))

    def _rows(self, places: list[int]) -> dict[int, FindableRow]:
        """The records at some places in the order of all that can be found."""
        begins = np.concatenate([[0], np.cumsum(self._counts)])
        found_: dict[int, FindableRow] = {}
        for table, name in enumerate(FINDABLE):
            own = sorted(place for place in places if begins[table] <= place < begins[table + 1])
            numbers = ", ".join(str(place - begins[table]) for place in own)
            where = f"t.row IN ({numbers})"
            if name == "sources":
                where = f"t.row IN (SELECT source FROM numbered WHERE number - 1 IN ({numbers}))"
            found_ |= zip(own, self.store.records(name, where), strict=True) if own else ()
        return found_
