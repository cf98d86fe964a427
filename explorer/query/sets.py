"""The sets that a reader chooses from: of which column, and what choices there are.

All that is done with one follows: how an address is read (`selection.py`), what is shown (`masks.py`, and of a store
`store/questions/conditions.py`), and how much each choice would show, which stands beside the boxes to tick.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np

from explorer.landscape import Landscape, once
from explorer.query.columns import BASES, GROUPS, STATUSES, Truths, event_columns, layers


class Known(NamedTuple):
    """What sets choose among, of a landscape or of a store; ids, in order."""

    lanes: tuple[str, ...]
    kinds: tuple[str, ...]
    layers: tuple[str, ...]


@once
def known_of(landscape: Landscape) -> Known:
    lanes = tuple(lane.id for lane in landscape.lanes)
    return Known(lanes, event_columns(landscape).kinds, layers(landscape))


@dataclass(frozen=True)
class ChoiceSet:
    """A set: shown is what has one of the choices that are on."""

    table: Literal["events", "relations"]  # in which each choice is counted
    column: str  # that has the place of each row's choice, in memory (`columns.py`) and in a store
    choices: Callable[[Known], Sequence[str]]  # in the order of their places
    what: str  # one of them, where another is told to be none
    means: str  # what is chosen, for scripts and notebooks
    first: int = 0  # the place of the first

    def is_on(self, known: Known, chosen: Collection[str]) -> Truths:
        """Of each choice whether it is on."""
        return np.array([choice in chosen for choice in self.choices(known)], dtype=bool)


SETS = {  # by the fields of a selection
    "lanes": ChoiceSet("events", "lane", lambda known: known.lanes, "a lane", "ids of levels"),
    "kinds": ChoiceSet("events", "kind", lambda known: known.kinds, "a kind of event", "kinds of events"),
    "groups": ChoiceSet(
        "relations", "group", lambda _: GROUPS, "a kind of tie", f"what ties are about: {', '.join(GROUPS)}"
    ),
    "bases": ChoiceSet("relations", "basis", lambda _: BASES, "a basis", f"how sure ties are: {', '.join(BASES)}"),
    "states": ChoiceSet("events", "status", lambda _: STATUSES, "a status", f"how events stand: {', '.join(STATUSES)}"),
    "layers": ChoiceSet("events", "layers", lambda known: known.layers, "a layer of sources", "layers of sources"),
}

OF_ALL = ("lanes", "layers")
"""Those that actors are chosen by, too; layers, of which a row may have several, stand in a column as bits."""


def chosen_sets(selection: object, table: str) -> list[tuple[ChoiceSet, Collection[str]]]:
    """The sets of which something is left out, with what is on: those of a table alone, not of all."""
    values = vars(selection)
    return [
        (one, values[name])
        for name, one in SETS.items()
        if values[name] is not None and one.table == table and name not in OF_ALL
    ]
