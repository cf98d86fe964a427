"""The vocabulary of the field as frozen records, from Source and Actor to Landscape.

A relation is a record of its own, never an attribute of its ends. Field meanings are said once, here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from explorer.edtf import When
from explorer.records import Record

ActorKind = Literal["person", "office", "body", "agency", "organization", "community", "place"]
Status = Literal["occurred", "ongoing", "pending", "planned", "possible", "scheduled"]
Basis = Literal["reported", "claimed", "planned", "opinion", "inferred"]
Standing = Literal["preferred", "agrees", "adds", "differs", "contradicted", "unsettled"]
VerbGroup = Literal["act", "stance", "affiliation", "lineage", "service", "context"]
Side = Literal["", "for", "against"]
Shape = Literal["circle", "diamond", "square", "triangle", "cross", "hexagon"]
Reading = Literal["", "full text", "excerpt", "not read"]
Weight = Literal[1, 2, 3]

NOT_HAPPENED: frozenset[Status] = frozenset({"pending", "planned", "possible", "scheduled"})
"""The statuses that are drawn hollow and dashed: nothing in them is known to have taken place."""

CONTRADICTING: frozenset[Standing] = frozenset({"differs", "contradicted", "unsettled"})
"""The standings of values that cannot all be true; "agrees" is the same in other words, "adds" is true beside it."""

NOT_FOUND = "not found"
"""The outcome of a plan of which no outcome was found."""

NO_SOURCE_GIVEN = "No source given"
"""The title of what rows cite that give no source: it stands for one, and is none."""

CURATORS = "curators"
"""Whom a finding of the curators themselves is attributed to."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Citation(Record):
    """Where a row rests: a source and the place in it ("L16", "S3"; empty = the whole publication)."""

    source: str
    locator: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Lane(Record):
    """A level of government, or whatever else the landscape is laid out by: one band in both pictures."""

    id: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Layer(Record):
    """A layer of sources, which readers tell apart and filter by."""

    id: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class EventKind(Record):
    """The sign of a kind of events, and the word for it in the legend."""

    id: str
    shape: Shape
    label: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class LeadSentence(Record):
    """One of the few sentences that say what the landscape is about, with where it rests."""

    text: str
    sources: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
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
    kind: str
    """A word such as "news", "press release", "law text", "court" or "dataset"."""
    group: str
    """The layer of sources it belongs to, such as "articles" or "public record"."""
    line: str = ""
    """Sources with the same word here are one line of evidence; empty = a line of its own."""
    reading: Reading = ""
    """How the curator read it; empty where that is not recorded."""
    note: str = ""

    @property
    def is_given(self) -> bool:
        """Whether it is a publication, and not what stands for none."""
        return self.title != NO_SOURCE_GIVEN


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Passage(Record):
    """A few words of a source, exactly as they stand at one place in it: what a citation of that place rests on."""

    source: str
    locator: str
    """The place, as citations name it ("L16")."""
    heading: str = ""
    """The source's own heading above the passage; may be empty."""
    quote: str
    """4 to 20 words, exact, by which a reader finds the place."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
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


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
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


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
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


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
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


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
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
    """What may be its subject."""
    object_kinds: tuple[str, ...]
    """What may be its object."""
    synonyms: tuple[str, ...] = ()
    """Other words for it, by which files of others are read."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
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


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
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


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
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


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class TourSentence(Record):
    """One sentence of one step of a tour, with where it rests."""

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
