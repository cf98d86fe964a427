"""Two actors compared: what both are tied to, and what each is alone. One value for whoever tells, draws or counts it.

A record is shared where both have a tie to it; so are steps of one instrument where each has a tie to some: that is one
text. Ties from one to the other are neither shared nor alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from explorer.landscape import Landscape
from explorer.model import Event, Relation
from explorer.order import relation_rows
from explorer.query.visible import View


@dataclass(frozen=True)
class Compared:
    """What ties two actors; ids are sorted."""

    ends: tuple[str, str]
    alone: tuple[tuple[str, ...], tuple[str, ...]]  # records that only the first is tied to, and only the second
    shared: Mapping[str, tuple[str, ...]]  # by what both are tied to, a record or an instrument: the records that it is
    ties: frozenset[str]  # ids of the relations of either

    @property
    def both(self) -> tuple[str, ...]:
        """The records that both are tied to, and the steps of what both are tied to."""
        return tuple(sorted(id for ids in self.shared.values() for id in ids))

    @property
    def records(self) -> frozenset[str]:
        """All that they are tied to, and they themselves."""
        return frozenset({*self.ends, *self.both, *self.alone[0], *self.alone[1]})

    def shared_as(self) -> dict[str, str]:
        """By record what it is shared as."""
        return {id: thing for thing, ids in self.shared.items() for id in ids}


def compared(view: View) -> Compared | None:
    """The two actors that a view's selection compares, by the ties that it shows; None where it compares none, or does
    not show one of them."""
    one, other = view.selection.focus, view.selection.vs
    if not other or any(view.neighbours(id) is None for id in (one, other)):
        return None
    row = relation_rows(view.landscape)
    ties = [[tie for tie in view.landscape.relations_of[id] if view.relations[row[tie.id]]] for id in (one, other)]
    return _of_ties(view.landscape, (one, other), ties)


def compared_whole(landscape: Landscape, one: str, other: str) -> Compared:
    """The same two, whatever is shown."""
    return _of_ties(landscape, (one, other), [landscape.relations_of[id] for id in (one, other)])


def _of_ties(landscape: Landscape, ends: tuple[str, str], ties: Iterable[Iterable[Relation]]) -> Compared:
    own = [[tie for tie in some if tie.subject != tie.object] for some in ties]
    far = [
        {other for tie in some for other in (tie.subject, tie.object) if other in landscape.records} - {*ends}
        for some in own
    ]
    texts = [{_text(landscape, id) for id in some} - {""} for some in far]
    same, one_text = far[0] & far[1], texts[0] & texts[1]
    shared: dict[str, list[str]] = defaultdict(list)
    for id in sorted(far[0] | far[1]):
        if _text(landscape, id) in one_text:
            shared[_text(landscape, id)].append(id)
        elif id in same:
            shared[id].append(id)
    both = {id for ids in shared.values() for id in ids}
    return Compared(
        ends=ends,
        alone=(tuple(sorted(far[0] - both)), tuple(sorted(far[1] - both))),
        shared={thing: tuple(ids) for thing, ids in shared.items()},
        ties=frozenset(tie.id for some in own for tie in some),
    )


def _text(landscape: Landscape, id: str) -> str:
    """The instrument that a record is a step of; empty for none."""
    record = landscape.records.get(id)
    return record.instrument if isinstance(record, Event) else ""
