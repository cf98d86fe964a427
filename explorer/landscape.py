"""A whole landscape, or the part of one that a reader chose: what is looked up in it, and what is worked out once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, wraps
from threading import RLock
from typing import TYPE_CHECKING, Any, TypeVar

from explorer.model import (
    Actor,
    Citation,
    Claim,
    Event,
    EventKind,
    Gap,
    Instrument,
    Lane,
    Layer,
    LeadSentence,
    Passage,
    Provision,
    Relation,
    Row,
    Source,
    TourSentence,
    Verb,
)
from explorer.records import Record


@dataclass(frozen=True, kw_only=True, repr=False)
class Landscape(Record):
    """A whole landscape, or the part of one that a reader chose: the same type for both."""

    id: str  # the folder's name
    title: str
    summary: str
    as_of: date  # the day the data reach
    checked: date | None = None  # the day somebody last looked whether there is more; None where that is not said
    licence: str
    default_view: str  # address text, e.g. "sel=tim-keller"; empty = nothing selected
    notes: tuple[str, ...] = ()  # paragraphs by the curators: why it is as it is
    lead: tuple[LeadSentence, ...] = ()  # what it is about; of the whole, a part has none
    lanes: tuple[Lane, ...]  # from top to bottom
    lane_word: str = "level"  # what a lane is called
    layers: tuple[Layer, ...] = ()  # of sources
    kinds: tuple[EventKind, ...] = ()  # whose sign is the landscape's own
    sources: tuple[Source, ...]
    actors: tuple[Actor, ...]
    events: tuple[Event, ...]
    instruments: tuple[Instrument, ...]
    provisions: tuple[Provision, ...]
    relations: tuple[Relation, ...]
    claims: tuple[Claim, ...]
    verbs: tuple[Verb, ...]
    gaps: tuple[Gap, ...] = ()
    tours: tuple[TourSentence, ...] = ()  # of the whole: a part has none
    passages: tuple[Passage, ...] = ()
    order: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)
    """The place of every event in order, by its id; see `order.py`. A part keeps the places of the whole."""
    voices: tuple[Actor, ...] = ()  # in a part: claimants who are not in it themselves

    def __repr__(self) -> str:
        """Short, however much it holds."""
        counts = ", ".join(f"{len(getattr(self, name)):,} {name}" for name in ("events", "actors", "relations"))
        return f"Landscape({self.id!r}, {self.title[:80]!r}: {counts}, as of {self.as_of})"

    if not TYPE_CHECKING:  # where it would let every misspelt name pass

        def __getattr__(self, name: str) -> Any:
            """A table, or the order of its rows, that nobody has asked for so far: it is made now."""
            make = self.__dict__.get(_LATE, {}).get(name)
            if make is not None:
                self.__dict__.setdefault(name, make())
                self.__dict__[_LATE].pop(name, None)
            if name not in self.__dict__:
                raise AttributeError(f"a landscape has no {name!r}")
            return self.__dict__[name]

    @cached_property
    def kept(self) -> dict[str, Any]:
        """What was worked out `once` for this landscape, by the name of the function that did."""
        found: dict[str, Any] = self.__dict__.setdefault("kept", {})  # one, however many ask at first
        return found

    @cached_property
    def _at_work(self) -> dict[str, RLock]:
        """What holds back others while something is worked out, by the same names."""
        found: dict[str, RLock] = self.__dict__.setdefault("_at_work", {})
        return found

    @cached_property
    def records(self) -> dict[str, Actor | Event]:
        """Actors and events by id: the nodes of the network."""
        found: dict[str, Actor | Event] = {actor.id: actor for actor in self.actors}
        return found | {event.id: event for event in self.events}

    @cached_property
    def selectable(self) -> dict[str, Actor | Event | Instrument]:
        """Whatever can be selected, by id."""
        return self.records | {instrument.id: instrument for instrument in self.instruments}

    @cached_property
    def verbs_by_id(self) -> dict[str, Verb]:
        return {verb.id: verb for verb in self.verbs}

    @cached_property
    def relations_of(self) -> dict[str, tuple[Relation, ...]]:
        """The relations of every actor and event, in the order of their file; none for a record without any."""
        found: dict[str, list[Relation]] = {id: [] for id in self.records}
        for relation in self.relations:
            for end in {relation.subject, relation.object} & found.keys():
                found[end].append(relation)
        return {id: tuple(relations) for id, relations in found.items()}

    @cached_property
    def steps_of(self) -> dict[str, tuple[Event, ...]]:
        """The events of every instrument's life, in the order of their file."""
        found: dict[str, list[Event]] = {instrument.id: [] for instrument in self.instruments}
        for event in self.events:
            if event.instrument in found:
                found[event.instrument].append(event)
        return {id: tuple(events) for id, events in found.items()}

    @cached_property
    def _passage_at(self) -> dict[tuple[str, str], Passage]:
        return {(p.source, p.locator): p for p in self.passages}

    def passages_at(self, citation: Citation) -> tuple[Passage, ...]:
        """What stands at the places that a citation names ("L16,L18" are two), where that is recorded."""
        at = citation.source, citation.locator
        if at not in self._passages_at:
            places = ((citation.source, place.strip()) for place in citation.locator.split(","))
            self._passages_at[at] = tuple(self._passage_at[p] for p in places if p in self._passage_at)
        return self._passages_at[at]

    @cached_property
    def _passages_at(self) -> dict[tuple[str, str], tuple[Passage, ...]]:
        """What citations name, by source and locator, as far as it was asked."""
        return {}

    @cached_property
    def known_by(self) -> dict[str, date]:
        """The day by which each dated source was certainly out: of a vague day ("2025-07") the last."""
        return {s.id: s.published.latest for s in self.sources if s.published and s.published.latest}

    @cached_property
    def known_from(self) -> dict[str, date]:
        """The day from which each dated source may have been out: of a vague day ("2025-07") the first."""
        return {s.id: s.published.earliest for s in self.sources if s.published and s.published.earliest}

    @property
    def rows(self) -> tuple[Row, ...]:
        """Every row that cites a source, table by table."""
        return (*self.actors, *self.events, *self.instruments, *self.provisions, *self.relations, *self.claims)

    @property
    def citing(self) -> tuple[Row | LeadSentence | TourSentence, ...]:
        """All that cites a source."""
        return (*self.rows, *self.lead, *self.tours)

    def first_known(self, row: Row) -> date | None:
        """The second clock: the day by which some source that the row cites had certainly come out; None where none has
        a date. The row's own date says when it happened."""
        days = (self.known_by.get(citation.source) for citation in row.sources)
        return min((day for day in days if day), default=None)

    def earliest_source(self, row: Row) -> Source | None:
        """The source that had certainly come out first of those that a row cites; None where none is dated."""
        cited = {citation.source for citation in row.sources} & self.known_by.keys()
        dated = [source for source in self.sources if source.id in cited]
        return min(dated, key=lambda source: self.known_by[source.id], default=None)


_LATE = "made when asked for"


def landscape_made_late(said: Mapping[str, Any], late: Mapping[str, Callable[[], Any]]) -> Landscape:
    """A landscape of what is `said`, which has a value for every other field, and of tables and their order that are
    made when they are first asked for; a field that has a default must be said."""
    landscape = object.__new__(Landscape)
    landscape.__dict__.update(said)
    landscape.__dict__[_LATE] = dict(late)
    return landscape


T = TypeVar("T")


def keep(work: Callable[[Landscape], T | None], landscape: Landscape, answer: T) -> None:
    """Keeps what a function that works `once` would answer, where that is known in a quicker way."""
    landscape.kept[_kept_as(work)] = answer


def _kept_as(work: Callable[[Landscape], Any]) -> str:
    return f"{work.__module__}.{work.__qualname__}"


def once(work: Callable[[Landscape], T]) -> Callable[[Landscape], T]:
    """Makes a function of a landscape work its answer out once for each, and keep it with the landscape.

    Of several threads that ask at a time one works and the others wait for it; whoever asks for something else, or of
    another landscape, waits for nobody. Where the work fails, the next who waits does it. It may ask for what else is
    worked out once, as long as nothing needs itself.
    """
    name = _kept_as(work)

    @wraps(work)
    def kept(landscape: Landscape) -> T:
        try:
            answer: T = landscape.kept[name]
        except KeyError:
            answer = worked_out(landscape, name, work)
        return answer

    return kept


def worked_out(landscape: Landscape, name: str, work: Callable[[Landscape], T]) -> T:
    """The same of work that needs more than a landscape, by a name of its own."""
    with landscape._at_work.setdefault(name, RLock()):
        if name not in landscape.kept:
            landscape.kept.setdefault(name, work(landscape))  # what is kept meanwhile stays
        answer: T = landscape.kept[name]
        return answer
