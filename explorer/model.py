"""The vocabulary of the field as frozen records, from Source and Actor to Landscape.

A relation is a record of its own, never an attribute of its ends. Field meanings are said once, here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, wraps
from typing import Any, Literal, TypeVar

from explorer.edtf import When
from explorer.records import Record

ActorKind = Literal["person", "office", "body", "agency", "organization", "community", "place"]
Status = Literal["occurred", "ongoing", "pending", "planned", "possible", "scheduled"]
Basis = Literal["reported", "claimed", "planned", "opinion", "inferred"]
Standing = Literal["preferred", "agrees", "adds", "differs", "contradicted", "unsettled"]
VerbGroup = Literal["act", "stance", "affiliation", "lineage", "service", "context"]
Side = Literal["", "for", "against"]
SourceKind = Literal["news", "press release", "law text", "court", "dataset"]
SourceGroup = Literal["articles", "public record"]
Reading = Literal["", "full text", "excerpt", "not read"]
Weight = Literal[1, 2, 3]

NOT_HAPPENED: frozenset[Status] = frozenset({"pending", "planned", "possible", "scheduled"})
"""The statuses that are drawn hollow and dashed: nothing in them is known to have taken place."""

CONTRADICTING: frozenset[Standing] = frozenset({"differs", "contradicted", "unsettled"})
"""The standings of values that cannot all be true; "agrees" is the same in other words, "adds" is true beside it."""

NOT_FOUND = "not found"
"""The outcome of a plan of which no outcome was found."""

CURATORS = "curators"
"""Whom a finding of the curators themselves is attributed to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation(Record):
    """Where a row rests: a source and the place in it ("L16", "S3"; empty = the whole publication)."""

    source: str
    locator: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane(Record):
    """A level of government, one band in both pictures."""

    id: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadSentence(Record):
    """One of the few sentences that say what the landscape is about, with where it rests."""

    text: str
    sources: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Record):
    """A publication."""

    id: str
    title: str
    publisher: str
    published: When | None = None
    """When it came out; empty where it is not known."""
    retrieved: When | None = None
    """When the curator read it."""
    url: str = ""
    """http(s), or empty when no address is known."""
    kind: SourceKind
    group: SourceGroup
    """The layer it belongs to: the articles looked at, or the public record they are held against."""
    line: str = ""
    """Sources with the same word here are one line of evidence; empty = a line of its own."""
    reading: Reading = ""
    """How the curator read it; empty where that is not recorded."""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage(Record):
    """A few words of a source, exactly as they stand at one place in it: what a citation of that place rests on."""

    source: str
    locator: str
    """The place, as citations name it ("L16")."""
    heading: str = ""
    """The source's own heading above the passage; may be empty."""
    quote: str
    """4 to 20 words, exact, by which a reader finds the place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor(Record):
    """A person, office, body, agency, organization, community or place."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    """Other names and numbers it is known by; for search."""
    kind: ActorKind
    role: str = ""
    """Such as "Mayor of Albuquerque"; may be empty."""
    lane: str
    """The level of government it stands at."""
    weight: Weight
    """1 key, 2 supporting, 3 context: what is drawn first."""
    summary: str
    sources: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Record):
    """Something dated that happened, is planned or is possible."""

    id: str
    title: str
    short_title: str
    aliases: tuple[str, ...] = ()
    """Other names and numbers it is known by; for search."""
    date: When
    """When it happened, or is planned for."""
    lane: str
    """The level of government it stands at."""
    kind: str
    """A word such as "order", "resolution", "law", "bill step", "bill ends", "court" and others; see the palette."""
    status: Status
    weight: Weight
    """1 key, 2 supporting, 3 context: what is drawn first."""
    instrument: str = ""
    """The instrument whose life this is a step of; may be empty."""
    step: int | None = None
    """Its place in the known order of the instrument's life, from 1; empty where the date says it."""
    outcome: str = ""
    """Of what is planned, scheduled, pending or possible: the id of the event that settled or overtook it, or
    "not found" where an outcome was looked for in vain."""
    summary: str
    sources: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument(Record):
    """A resolution, order, bill, act, ordinance or lawsuit: a thread of events, not a node."""

    id: str
    title: str
    number: str = ""
    """Its official number; may be empty."""
    aliases: tuple[str, ...] = ()
    """Other names and numbers it is known by; for search."""
    kind: str
    lane: str
    """The level of government it stands at."""
    status: str
    """What became of it, in a word or two."""
    summary: str
    sources: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision(Record):
    """One rule in an instrument; its condition travels with it."""

    id: str
    instrument: str
    number: str = ""
    """Where it stands in the instrument ("Art. 5", "§ 3(D)"); may be empty."""
    text: str
    condition: str = ""
    """Such as "unless legally required"; empty = none stated."""
    date: When | None = None
    """From when it applies; empty where that is that of its instrument, or not known."""
    sources: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verb(Record):
    """One word of the vocabulary of relations. Kinds: "actor", "event", or a kind of either."""

    id: str
    label: str
    """Read from subject to object: "signed"."""
    inverse_label: str
    """Read from object to subject: "signed by"."""
    group: VerbGroup
    side: Side = ""
    """For a stance: which way."""
    subject_kinds: tuple[str, ...]
    """What may be its subject: "actor", "event", or a kind of either."""
    object_kinds: tuple[str, ...]
    """What may be its object: "actor", "event", or a kind of either."""
    synonyms: tuple[str, ...] = ()
    """Other words for it, by which files of others are read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation(Record):
    """Who did what: subject, verb, object; either end an actor or an event."""

    id: str
    subject: str
    verb: str
    object: str
    date: When | None = None
    """When it held or took place; empty where it is not known, or is that of its event."""
    basis: Basis
    """How it is known: the source says it itself, gives someone's claim, plan or opinion, or the curators infer it."""
    attributed_to: tuple[str, ...] = ()
    """Who says so: actors or sources; never empty where the basis is "claimed"."""
    reason: str = ""
    """Why, as the cited source gives it; empty = none given."""
    note: str = ""
    sources: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Record):
    """One value that somebody gives for one property of one record."""

    id: str
    about: str
    """An actor, event, instrument, provision or relation."""
    property: str
    value: str
    standing: Standing
    """How it stands against other values for the same property."""
    attributed_to: tuple[str, ...] = ()
    """Who says so: actors or sources."""
    note: str = ""
    """Why it is preferred, or what else there is to know."""
    sources: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap(Record):
    """What was looked for and not found; it cites nothing, as there is nothing to cite."""

    id: str
    what: str
    """What was looked for."""
    state: str
    """How it stands: "not found", "not researched" or another few words."""
    note: str = ""


TourPlace = Literal[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20]
"""A tour has at most twenty steps: a longer one is not walked to its end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TourSentence(Record):
    """One sentence of one step of a tour through the landscape, with where it rests."""

    id: str
    tour: str
    """The tour's own word, lower-case words joined by hyphens, as it stands in the address."""
    title: str = ""
    """What the tour is called; in its first row."""
    step: TourPlace
    """Which step of the tour it belongs to, from 1."""
    heading: str = ""
    """What the step is called; in the step's first row."""
    text: str
    """The sentence, in the curators' own neutral words."""
    address: str = ""
    """What the step shows, as address text such as "sel=hb-9&to=city"; in the step's first row."""
    sources: tuple[Citation, ...]


Row = Actor | Event | Instrument | Provision | Relation | Claim
"""What cites its sources."""


@dataclass(frozen=True, kw_only=True)
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

    @cached_property
    def kept(self) -> dict[str, Any]:
        """What was worked out `once` for this landscape, by the name of the function that did."""
        return {}

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
        places = (place.strip() for place in citation.locator.split(","))
        return tuple(self._passage_at[citation.source, p] for p in places if (citation.source, p) in self._passage_at)

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


T = TypeVar("T")


def once(work: Callable[[Landscape], T]) -> Callable[[Landscape], T]:
    """Makes a function of a landscape work its answer out once for each, and keep it with the landscape."""
    name = f"{work.__module__}.{work.__qualname__}"

    @wraps(work)
    def kept(landscape: Landscape) -> T:
        if name not in landscape.kept:
            landscape.kept[name] = work(landscape)
        answer: T = landscape.kept[name]
        return answer

    return kept
