"""What a reader typed in, and a store; what is meant out, in the order in which memory would find it.

What fits is looked up in the tables that `words.py` describes; records are read only for the hits that are told.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from explorer.landscape import Landscape
from explorer.query.selection import Selection
from explorer.query.visible import visible
from explorer.query.wider import wider_of
from explorer.search.find import (
    MAX_HITS,
    Findable,
    FindableRow,
    Found,
    find,
    found,
    matched,
    prepare,
    types_allowed,
    types_of,
    understood,
)
from explorer.store.opened import Store
from explorer.store.questions.part_view import Whole
from explorer.store.questions.parts import Wish
from explorer.store.words import FINDABLE, StoredBook

_INSTRUMENT_WEIGHT, _OTHER_WEIGHT = 2, 3


@dataclass(frozen=True, eq=False)
class Finder:
    """Finds what is meant in a landscape, or in the store that it stands for; asked from any thread."""

    landscape: Landscape

    def find(self, selection: Selection, text: str, *, records_only: bool = False, actors_only: bool = False) -> Found:
        """See `search.find.find`; each hit says whether the selection shows it."""
        if self._whole is None:
            return find(visible(self.landscape, selection), text, MAX_HITS, records_only, actors_only)
        wanted = understood(text)
        if not wanted:
            return Found((), near=False)
        fits = matched(self._findable, wanted, MAX_HITS, types_allowed(records_only, actors_only))
        rows = self._rows([place for places in fits.told.values() for place in places])
        nodes = [row.id for place, row in rows.items() if self._findable.types[place] < len(("actor", "event"))]
        threads = {getattr(row, "instrument", row.id) for row in rows.values()} - {*nodes}
        wish = Wish(selection, tuple(sorted(threads)), tuple(nodes), bare=True)
        return found(visible(self._whole.made(wish), selection), fits, rows.__getitem__)

    def prepare(self) -> None:
        """Makes ready what is needed, once."""
        if self._whole is None:
            prepare(self.landscape)
        else:
            _ = self._findable

    @cached_property
    def _whole(self) -> Whole | None:
        wider = wider_of(self.landscape)
        return wider if isinstance(wider, Whole) else None

    @property
    def _store(self) -> Store:
        assert self._whole is not None
        return self._whole.store

    @cached_property
    def _counts(self) -> list[int]:
        every = self._store.counts | {"sources": self._store.number("SELECT count(*) FROM numbered")}
        return [every[name] for name in FINDABLE]

    @cached_property
    def _findable(self) -> Findable:
        counts = self._counts
        weights = np.full(sum(counts), _OTHER_WEIGHT, dtype=np.int8)
        records = counts[0] + counts[1]
        weights[:records] = self._store.ranked.weight
        weights[records : records + counts[2]] = _INSTRUMENT_WEIGHT
        return Findable(types_of(counts), weights, StoredBook(self._store.arrays, sum(counts)))

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
            found_ |= zip(own, self._store.records(name, where), strict=True) if own else ()
        return found_
