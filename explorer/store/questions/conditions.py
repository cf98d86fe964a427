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

import numpy as np

from explorer.model import NOT_HAPPENED
from explorer.query.columns import BASES, GROUPS, STATUSES, Truths
from explorer.query.masks import WEIGHTS
from explorer.query.selection import Selection
from explorer.query.sets import ChoiceSet, Known, chosen_sets


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

    # --- nodes

    @cached_property
    def event(self) -> str:
        """Whether an event is shown, as a row of `nodes`."""
        return _all([*self._of_any_node(), *self._of_events()])

    @cached_property
    def node(self) -> str:
        """Whether an actor or an event may be shown; an actor is where it has a relation that is, or none at all.

        What filters ask of kinds and statuses alone holds of every actor.
        """
        events = self._of_events()
        return _all([*self._of_any_node(), *([f"(kind < 0 OR {_all(events)})"] if events else [])])

    def status(self, of: str = "") -> str:
        """An event's status as of the day, as its place in STATUSES."""
        if self.day is None:
            return f"{of}status"
        possible, ongoing = (STATUSES.index(word) for word in ("possible", "ongoing"))
        return (
            f"(CASE WHEN {self._ahead(of)} OR {of}latest <= {self.day} THEN {of}status "
            f"WHEN {of}lasting THEN {ongoing} ELSE {possible} END)"
        )

    def begun_or_ahead(self, of: str = "") -> str:
        """Whether an event may have begun by the day, or has not happened as far as the tables go; an actor always."""
        return f"({of}earliest <= {self.day} OR {self._ahead(of)})"

    def _of_any_node(self) -> list[str]:
        return [*self._level(), *self._lanes(""), *self._told("")]

    def _of_events(self) -> list[str]:
        chosen, found = self.selection, self._sets("")
        if chosen.since:
            found.append(f"latest >= {chosen.since.toordinal()}")
        if chosen.until:
            found.append(f"earliest <= {chosen.until.toordinal()}")
        if self.day is not None:
            found.append(f"{'known' if chosen.clock == 'known' else 'happened_by'} <= {self.day}")
            found.append(self.begun_or_ahead())
        return found

    def _level(self) -> list[str]:
        level = self.selection.level
        return [f"weight <= {WEIGHTS[level]}"] if level != "all" else []

    # --- sets; `of` stands before the columns: "" for those of `nodes`, "s_" and "o_" for the ends of a relation

    def _lanes(self, of: str) -> list[str]:
        chosen = self.selection.lanes
        return [] if chosen is None else [_among(f"{of}lane", self.known.lanes, chosen)]

    def _sets(self, of: str) -> list[str]:
        """Of those sets by which events alone are chosen."""
        found = []
        for one, chosen in chosen_sets(self.selection, "events"):
            among = _among(self.column(one, of), one.choices(self.known), chosen, one.first)
            found.append(among if one.column in OF_NO_ACTOR else f"({of}kind < 0 OR {among})")
        return found

    def column(self, one: ChoiceSet, of: str = "") -> str:
        """What has the place of an event's choice."""
        return self.status(of) if one.column == "status" else f"{of}{one.column}"

    @cached_property
    def known(self) -> Known:
        said = self.settings
        return Known(tuple(id for id, _ in said["lanes"]), tuple(said["kind_ids"]), tuple(said["layer_ids"]))

    @staticmethod
    def _ahead(of: str) -> str:
        return _among(f"{of}status", STATUSES, NOT_HAPPENED)

    def _told(self, of: str) -> list[str]:
        """Whether some source of a layer that is on tells it."""
        if self.selection.layers is None:
            return []
        bits = sum(1 << place for place, id in enumerate(self.known.layers) if id in self.selection.layers)
        return [f"({of}layers & {bits}) <> 0"]

    # --- relations

    @cached_property
    def relation(self) -> str:
        """Whether a relation is shown: it and both its ends."""
        chosen, found = self.selection, [*self._level(), *self._told("")]
        if chosen.groups is not None:
            found.append(_among("group_place", GROUPS, chosen.groups))
        if chosen.bases is not None:
            found.append(_among("basis_place", BASES, chosen.bases))
        found += self._days()
        for of in ("s_", "o_"):
            found += [*self._lanes(of), *self._told(of), *self._sets(of)]
        return _all(found)

    @cached_property
    def sorts(self) -> Truths:
        """Of every sort of relation (see `Store.ends`) whether it is shown."""
        chosen = self.selection
        groups = np.array([chosen.groups is None or group in chosen.groups for group in GROUPS])
        bases = np.array([chosen.bases is None or basis in chosen.bases for basis in BASES])
        shown: Truths = np.logical_and.outer(groups, bases).ravel()
        return shown

    @cached_property
    def dated(self) -> str:
        """What is asked of a relation besides its sort and, but for days and weight, its ends."""
        return _all([*self._level(), *self._told(""), *self._days()])

    @property
    def by_ends(self) -> bool:
        """Whether more is asked of its ends than of days and weight."""
        chosen = self.selection
        return bool(chosen_sets(chosen, "events")) or chosen.lanes is not None or chosen.layers is not None

    @property
    def by_sort(self) -> bool:
        """Whether some sorts are left out."""
        return self.selection.groups is not None or self.selection.bases is not None

    def _days(self) -> list[str]:
        """What is asked of the days of a relation and of both its events."""
        chosen, found = self.selection, []
        if self.day is not None:
            found.append(f"{'known_by' if chosen.clock == 'known' else 'happened_by'} <= {self.day}")
            found += map(self.begun_or_ahead, ("s_", "o_"))
            if chosen.clock == "known":
                found.append(f"(NOT dated OR earliest <= {self.day} OR basis_place = {BASES.index('planned')})")
        if chosen.since:
            found.append(f"until >= {chosen.since.toordinal()}")
        if chosen.until:
            found.append(f"since <= {chosen.until.toordinal()}")
        return found

    @property
    def leaves_ties_out(self) -> bool:
        """Whether some relation may be left out, and with it an actor."""
        return self.relation != TRUE


TRUE = "true"

OF_NO_ACTOR = ("kind", "status")
"""Columns in which an actor has -1."""


def _all(parts: Sequence[str]) -> str:
    return " AND ".join(parts) or TRUE


MOST_BITS = 60
"""So many places are told from each other by the bits of one number."""


def _among(column: str, known: Sequence[str], chosen: Collection[str], first: int = 0) -> str:
    """Whether a column holds the place of one of those chosen, or -1, which an actor has instead of a kind or status.
    `first` is the place of the first.

    By the bits of a number, which takes a third of the time of a list.
    """
    places = [place for place, id in enumerate(known, first) if id in chosen]
    if len(known) > MOST_BITS:
        return is_one_of(column, [-1, *places])
    bits = sum(1 << place + 1 for place in places) | 1
    return f"(((CAST({bits} AS BIGINT) >> ({column} + 1)) & 1) = 1)"


def is_one_of(column: str, numbers: Iterable[int]) -> str:
    """Whether a column holds one of some numbers; never where there is none."""
    listed = ", ".join(map(str, numbers))
    return f"{column} IN ({listed})" if listed else "false"
