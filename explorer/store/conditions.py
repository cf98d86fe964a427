"""A selection in; what it shows out, as conditions on the columns of a store, in SQL. The rules are those of
`query/masks.py`, which says them in words; a test holds both equal.

Only numbers are written into a condition, never a text of anybody's.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from explorer.model import NOT_HAPPENED
from explorer.query.columns import BASES, GROUPS, STATUSES
from explorer.query.masks import WEIGHTS
from explorer.query.selection import Selection


@dataclass(frozen=True)
class Conditions:
    """Of one selection in one store."""

    selection: Selection
    settings: dict[str, Any]  # of the store: the ids that places stand for

    @cached_property
    def day(self) -> int | None:
        """The day as of which everything is shown; None where nothing is held back."""
        chosen = self.selection
        if chosen.as_of is None and chosen.clock == "happened":
            return None
        return (chosen.as_of or date.fromisoformat(self.settings["as_of"])).toordinal()

    # --- nodes; `of` stands before the columns: "" for those of `nodes`, "s_" and "o_" for the ends of a relation

    def event(self, of: str = "") -> str:
        """Whether an event is shown."""
        return _all([*self._of_any_node(of), *self._of_events(of)])

    def actor(self, of: str = "") -> str:
        """Whether an actor may be shown; it is where it has a relation that is, or none at all."""
        return _all(self._of_any_node(of))

    def node(self, of: str = "") -> str:
        """Whether a node may be shown, of either sort."""
        events = self._of_events(of)
        alone = [f"({of}kind < 0 OR {_all(events)})"] if events else []
        return _all([*self._of_any_node(of), *alone])

    def status(self, of: str = "") -> str:
        """An event's status as of the day, as its place in STATUSES."""
        if self.day is None:
            return f"{of}status"
        possible, ongoing, planned = (STATUSES.index(word) for word in ("possible", "ongoing", "planned"))
        return (
            f"(CASE WHEN {self._ahead(of)} OR {of}latest <= {self.day} THEN {of}status "
            f"WHEN {of}earliest > {self.day} THEN {planned} WHEN {of}lasting THEN {ongoing} ELSE {possible} END)"
        )

    def _of_any_node(self, of: str) -> list[str]:
        chosen = self.selection
        found = [f"{of}weight <= {WEIGHTS[chosen.level]}"] if chosen.level != "all" else []
        if chosen.lanes is not None:
            found.append(_among(f"{of}lane", [lane[0] for lane in self.settings["lanes"]], chosen.lanes))
        return [*found, *self._told(of)]

    def _of_events(self, of: str) -> list[str]:
        chosen, found = self.selection, []
        if chosen.kinds is not None:
            found.append(_among(f"{of}kind", self.settings["kind_ids"], chosen.kinds))
        if chosen.since:
            found.append(f"{of}latest >= {chosen.since.toordinal()}")
        if chosen.until:
            found.append(f"{of}earliest <= {chosen.until.toordinal()}")
        if self.day is not None:
            told = f"{of}known <= {self.day}"
            begun = f"{of}earliest <= {self.day} AND NOT {self._ahead(of)}"
            found.append(told if chosen.clock == "known" else f"({told} OR ({begun}))")
        if chosen.states is not None:
            found.append(_among(self.status(of), STATUSES, chosen.states))
        return found

    @staticmethod
    def _ahead(of: str) -> str:
        return _among(f"{of}status", STATUSES, NOT_HAPPENED)

    def _told(self, of: str) -> list[str]:
        """Whether some source of a layer that is on tells it."""
        if self.selection.layers is None:
            return []
        bits = sum(1 << place for place, id in enumerate(self.settings["layer_ids"]) if id in self.selection.layers)
        return [f"({of}layers & {bits}) <> 0"]

    # --- relations

    @cached_property
    def relation(self) -> str:
        """Whether a relation is shown: it and both its ends."""
        return _all([*self._own(), *(part for of in ("s_", "o_") if (part := self.node(of)) != _TRUE)])

    def _own(self) -> list[str]:
        chosen, found = self.selection, self._told("")
        if chosen.groups is not None:
            found.append(_among("group_place", GROUPS, chosen.groups))
        if chosen.bases is not None:
            found.append(_among("basis_place", BASES, chosen.bases))
        if self.day is not None:
            told = f"known <= {self.day}"
            planned = f"basis_place = {BASES.index('planned')}"
            happened = f"(earliest <= {self.day} OR ({planned} AND {told}))"
            found.append(told if chosen.clock == "known" else happened)
        if chosen.since:
            found.append(f"(NOT dated OR latest >= {chosen.since.toordinal()})")
        if chosen.until:
            found.append(f"(NOT dated OR earliest <= {chosen.until.toordinal()})")
        return found

    @property
    def leaves_ties_out(self) -> bool:
        """Whether some relation may be left out, and with it an actor."""
        return self.relation != _TRUE

    def tied(self, column: str) -> str:
        """Whether the node in a column has a relation that is shown."""
        ends = " UNION ALL ".join(f"SELECT {end} FROM relations WHERE {self.relation}" for end in ("subject", "object"))
        return f"{column} IN ({ends})"

    @cached_property
    def shown(self) -> str:
        """Whether a row of `nodes` is shown: what may be, and of actors those with a relation or none at all."""
        if not self.leaves_ties_out:
            return self.node()
        return _all([self.node(), f"(kind >= 0 OR loose OR {self.tied('node')})"])


_TRUE = "true"


def _all(parts: Sequence[str]) -> str:
    return " AND ".join(parts) or _TRUE


def _among(column: str, known: Sequence[str], chosen: Collection[str]) -> str:
    return is_one_of(column, (place for place, id in enumerate(known) if id in chosen))


def is_one_of(column: str, numbers: Iterable[int]) -> str:
    """Whether a column holds one of some numbers; never where there is none."""
    listed = ", ".join(map(str, numbers))
    return f"{column} IN ({listed})" if listed else "false"
