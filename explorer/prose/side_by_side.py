"""Two actors in; what they share, what each has alone, and where they stand against each other out. Pure.

A tie is shared where both have one to the same record, or to two steps of one instrument: that is one text, and is
said so. Everything is in order of time; what has no date comes last.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from explorer.landscape import Landscape
from explorer.model import Event, Relation
from explorer.order import moment
from explorer.prose.compared import Compared, compared
from explorer.prose.connections import tie_sentence
from explorer.prose.phrases import Sentence, name_of
from explorer.query.around import around
from explorer.query.visible import View, part_of

SIGNS = ("●", "■")
"""What tells the two apart, in the panel and on paper, without any colour."""

ENDS = "bill ends"
"""The kind of event at which something came to nothing."""

MAX_TOLD = 120
"""So many ties of a kind are told; the rest is counted."""


@dataclass(frozen=True)
class Shared:
    """One thing that both are tied to."""

    id: str  # of the record, or of the instrument whose steps they are
    name: str
    one_text: bool  # separate steps of one instrument
    first: tuple[Sentence, ...]  # how the first is tied to it
    second: tuple[Sentence, ...]


@dataclass(frozen=True)
class SideBySide:
    names: tuple[str, str]
    only_first: tuple[Sentence, ...]
    both: tuple[Shared, ...]
    only_second: tuple[Sentence, ...]
    between: tuple[Sentence, ...]  # ties from the one to the other
    against: tuple[tuple[Sentence, ...], ...]  # each a matter on which they stand against each other
    ids: tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]  # of records: only the first's, both's, the second's
    shared: int  # how many things both are tied to, told or not
    alone: tuple[int, int]  # how many ties only the first has, and only the second
    left: int  # ties that are not told


def side_by_side(view: View) -> SideBySide | None:
    """The two actors that a view's selection compares; None where one of them is not shown."""
    found = compared(view)
    if found is None:
        return None
    first, second = (part_of(view, around(view.landscape, id)) for id in found.ends)
    titles = {instrument.id: instrument.title for instrument in view.landscape.instruments}
    return _Comparison(titles, first, second, found).told()


class _Comparison:
    """The ties of two actors, sorted by what they lead to."""

    def __init__(self, titles: dict[str, str], first: Landscape, second: Landscape, found: Compared) -> None:
        one, other = found.ends
        self.found, self.shared_as, self.ends = found, found.shared_as(), found.ends
        self.parts = {one: first, other: second}
        self.records = {**first.records, **second.records}
        self.verbs = first.verbs_by_id
        self.titles = titles
        own = {id: list(part.relations_of[id]) for id, part in self.parts.items()}
        self.whose = {tie.id: id for id, ties in own.items() for tie in ties}
        self.between = [tie for tie in own[one] if other in (tie.subject, tie.object)]
        self.ties = {
            id: [tie for tie in ties if not {one, other} <= {tie.subject, tie.object}] for id, ties in own.items()
        }

    def far(self, tie: Relation, id: str) -> str:
        """The record at the other end."""
        return tie.object if tie.subject == id else tie.subject

    def text(self, id: str) -> str:
        """The instrument that a record is a step of; empty for none."""
        record = self.records.get(id)
        return record.instrument if isinstance(record, Event) else ""

    def moment(self, tie: Relation) -> tuple[date, int, str]:
        day, event, _ = moment(self.parts[self.whose[tie.id]], tie)
        return day, event, tie.id

    def sentences(self, ties: Iterable[Relation]) -> tuple[Sentence, ...]:
        """At most so many, the earliest."""
        first = sorted(ties, key=self.moment)[:MAX_TOLD]
        return tuple(tie_sentence(self.parts[self.whose[tie.id]], tie) for tie in first)

    def told(self) -> SideBySide:
        one, other = self.ends
        alone = {id: [tie for tie in self.ties[id] if self.far(tie, id) not in self.shared_as] for id in self.ends}
        both, untold = self.shared()
        return SideBySide(
            names=(name_of(self.records[one]), name_of(self.records[other])),
            only_first=self.sentences(alone[one]),
            both=both,
            only_second=self.sentences(alone[other]),
            between=self.sentences(self.between),
            against=tuple(self.opposed()),
            ids=(self.found.alone[0], self.found.both, self.found.alone[1]),
            shared=len(self.found.shared),
            alone=(len(alone[one]), len(alone[other])),
            left=untold + sum(max(0, len(ties) - MAX_TOLD) for ties in alone.values()),
        )

    def shared(self) -> tuple[tuple[Shared, ...], int]:
        """What both are tied to, in order of the first tie to it, and how many ties to such things are not told."""
        found: dict[str, list[list[Relation]]] = {}
        for place, id in enumerate(self.ends):
            for tie in self.ties[id]:
                if key := self.shared_as.get(self.far(tie, id)):
                    found.setdefault(key, [[], []])[place].append(tie)
        in_order = sorted(found.items(), key=lambda item: min(self.moment(tie) for ties in item[1] for tie in ties))
        untold = sum(len(some) for _, ties in in_order[MAX_TOLD:] for some in ties)
        return tuple(self._shared_thing(key, ties) for key, ties in in_order[:MAX_TOLD]), untold

    def _shared_thing(self, key: str, ties: Sequence[Sequence[Relation]]) -> Shared:
        """One thing that both are tied to: of a text of which both are tied to one step alone, that step."""
        reached = {self.far(tie, id) for id, some in zip(self.ends, ties, strict=True) for tie in some}
        one_text = len(reached) > 1
        id = key if one_text else reached.pop()
        name = self.titles[id] if one_text else name_of(self.records[id])
        return Shared(id, name, one_text, self.sentences(ties[0]), self.sentences(ties[1]))

    # --- against each other

    def opposed(self) -> list[tuple[Sentence, ...]]:
        """Where they stand against each other: for and against one thing, or the one against what the other did."""
        matters: dict[str, dict[str, Relation]] = {}
        for mine, theirs in (self.ends, self.ends[::-1]):
            for tie in (*self.ties[mine], *self.between):
                if tie.subject != mine or self.verbs[tie.verb].side != "against":
                    continue
                answers = [
                    other for other in self.ties[theirs] if other.subject == theirs and self._answers(other, tie)
                ]
                if tie.object == theirs or answers:
                    matters.setdefault(self.matter(tie), {}).update({t.id: t for t in (tie, *answers)})
        groups = sorted(matters.values(), key=lambda ties: min(map(self.moment, ties.values())))
        return [self.sentences(ties.values()) for ties in groups]

    def matter(self, tie: Relation) -> str:
        """What a stance is about: a text as a whole, whichever of its steps is named, else the record."""
        return self.text(tie.object) or tie.object

    def _answers(self, tie: Relation, against: Relation) -> bool:
        """Whether a tie is for the matter that another is against, or made the very event happen.

        Who ended a bill made an end, not the bill: to be against that bill is not to be against him.
        """
        verb, event = self.verbs[tie.verb], self.records[tie.object]
        if verb.side == "for":
            return self.matter(tie) == self.matter(against)
        did = verb.group == "act" and isinstance(event, Event) and event.kind != ENDS
        return did and tie.object == against.object
