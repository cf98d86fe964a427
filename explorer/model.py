"""The vocabulary of the field as frozen records, from Source and Actor to Landscape.

Text in, checked records out; nothing here knows about files. A relation is a record of its own, never an attribute
of its ends. Field meanings are said once, here.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict

from explorer.dates import When

ActorKind = Literal["person", "office", "body", "agency", "organization", "community", "place"]
Status = Literal["occurred", "ongoing", "pending", "planned", "possible", "scheduled"]
Basis = Literal["reported", "claimed", "planned", "opinion", "inferred"]
Standing = Literal["preferred", "also reported", "contradicted", "unsettled"]
VerbGroup = Literal["act", "stance", "affiliation", "lineage", "service", "context"]
Side = Literal["", "for", "against"]
SourceKind = Literal["news", "press release", "law text", "court", "dataset"]
SourceGroup = Literal["articles", "public record"]
Weight = Literal[1, 2, 3]

NOT_HAPPENED: frozenset[Status] = frozenset({"pending", "planned", "possible", "scheduled"})
"""The statuses that are drawn hollow and dashed: nothing in them has taken place."""


class Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class Citation(Record):
    """Where a row rests: a source and the place in it ("L16", "S3"; empty = the whole publication)."""

    source: str
    locator: str = ""


class Lane(Record):
    """A level of government, one band in both pictures."""

    id: str
    label: str


class Source(Record):
    id: str
    title: str
    publisher: str
    published: When | None  # None = not known
    retrieved: When | None
    url: str  # http(s), or empty when no address is known
    kind: SourceKind
    group: SourceGroup
    note: str = ""


class Actor(Record):
    id: str
    name: str
    aliases: tuple[str, ...] = ()  # other names and numbers it is known by; for search
    kind: ActorKind
    role: str  # "Mayor of Albuquerque"; may be empty
    lane: str
    weight: Weight  # 1 key, 2 supporting, 3 context: what is drawn first
    summary: str
    sources: tuple[Citation, ...]


class Event(Record):
    id: str
    title: str
    short_title: str
    aliases: tuple[str, ...] = ()  # other names and numbers it is known by; for search
    date: When  # when it happened, or is planned for
    lane: str
    kind: str  # "order", "resolution", "law", "bill step", "bill ends", "court" and others; see the palette
    status: Status
    weight: Weight
    instrument: str  # id of the instrument whose life this is a step of; may be empty
    summary: str
    sources: tuple[Citation, ...]


class Instrument(Record):
    """A resolution, order, bill, act, ordinance or lawsuit: a thread of events, not a node."""

    id: str
    title: str
    number: str
    aliases: tuple[str, ...] = ()  # other names and numbers it is known by; for search
    kind: str
    lane: str
    status: str
    summary: str
    sources: tuple[Citation, ...]


class Provision(Record):
    """One rule in an instrument; its condition travels with it."""

    id: str
    instrument: str
    text: str
    condition: str  # "unless legally required"; empty = none stated
    sources: tuple[Citation, ...]


class Verb(Record):
    """One word of the vocabulary of relations. Kinds: "actor", "event", or a kind of either."""

    id: str
    label: str  # "signed"
    inverse_label: str  # "signed by"
    group: VerbGroup
    side: Side  # for a stance: which way
    subject_kinds: tuple[str, ...]
    object_kinds: tuple[str, ...]


class Relation(Record):
    """Who did what: subject, verb, object; either end an actor or an event."""

    id: str
    subject: str
    verb: str
    object: str
    date: When | None
    basis: Basis
    attributed_to: tuple[str, ...]  # ids of actors or sources; never empty where basis is "claimed"
    note: str
    sources: tuple[Citation, ...]


class Claim(Record):
    """One value that somebody gives for one property of one record."""

    id: str
    about: str
    property: str
    value: str
    standing: Standing
    attributed_to: tuple[str, ...]
    note: str
    sources: tuple[Citation, ...]


class Landscape(Record):
    """A whole landscape, or the part of one that a reader chose: the same type for both."""

    id: str  # the folder's name
    title: str
    summary: str
    as_of: date  # when the curation was last checked against the world
    licence: str
    default_view: str  # address text, e.g. "sel=tim-keller"; empty = nothing selected
    lanes: tuple[Lane, ...]  # from top to bottom
    sources: tuple[Source, ...]
    actors: tuple[Actor, ...]
    events: tuple[Event, ...]
    instruments: tuple[Instrument, ...]
    provisions: tuple[Provision, ...]
    relations: tuple[Relation, ...]
    claims: tuple[Claim, ...]
    verbs: tuple[Verb, ...]

    @property
    def records(self) -> dict[str, Actor | Event]:
        """Actors and events by id: the nodes of the network."""
        found: dict[str, Actor | Event] = {actor.id: actor for actor in self.actors}
        return found | {event.id: event for event in self.events}

    @property
    def selectable(self) -> dict[str, Actor | Event | Instrument]:
        """Whatever can be selected, by id."""
        return self.records | {instrument.id: instrument for instrument in self.instruments}
