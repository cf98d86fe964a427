"""One record of a landscape in; what is known of it out, as structured sentences with citations. Pure.

A sentence is a run of phrases: some name another record (a link on the page, plain text in a file), some are dates,
conditions or remarks. Whoever draws it decides how each looks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from explorer.draw.palette import lane_look
from explorer.edtf import parse_when, sort_key, words
from explorer.model import (
    NOT_HAPPENED,
    Actor,
    Basis,
    Citation,
    Claim,
    Event,
    Instrument,
    Landscape,
    Provision,
    Relation,
    Source,
    Verb,
    VerbGroup,
    once,
)
from explorer.query.graph import tied_to

MAX_RELATIONS_TOLD = 120
"""So many relations of one kind are told, the earliest; the rest is counted."""
CONTRADICTING = ("contradicted", "unsettled")
"""The standings of values that cannot all be true, or of which none is preferred."""

UNDATED = "date not recorded"
Style = Literal["", "when", "condition", "remark", "note"]


@dataclass(frozen=True)
class Phrase:
    text: str
    ref: str = ""  # id of the record named
    style: Style = ""


@dataclass(frozen=True)
class Sentence:
    phrases: tuple[Phrase, ...]
    citations: tuple[Citation, ...]
    basis: Basis = "reported"

    @property
    def text(self) -> str:
        return "".join(phrase.text for phrase in self.phrases)


@dataclass(frozen=True)
class SentenceGroup:
    heading: str
    sentences: tuple[Sentence, ...]
    left: int = 0  # sentences that are not told, as they are too many


@dataclass(frozen=True)
class DisputedValue:
    """One side of a disagreement."""

    text: str
    who: str  # claimants, or the publishers of its sources
    standing: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True)
class Disagreement:
    subject: str  # what it is about; may be empty
    property: str
    values: tuple[DisputedValue, ...]
    reason: str


@dataclass(frozen=True)
class Details:
    id: str
    type: str  # "actor", "event" or "instrument"
    kind: str  # "Person · City"
    look: str  # of the lane
    title: str
    role: str
    lead: Sentence
    groups: tuple[SentenceGroup, ...]
    disagreements: tuple[Disagreement, ...]
    ties: int  # relations it is an end of, told or not
    neighbours: tuple[str, ...]  # ids of actors and events it is tied to
    first_known: str  # day of the earliest source that tells of it, in words; empty where no source is dated


_SUBJECT_HEADINGS: dict[VerbGroup, str] = {
    "act": "What {name} did",
    "stance": "Where {name} stands",
    "lineage": "What it continues",
    "service": "What {name} provides",
    "affiliation": "Offices and membership",
    "context": "Context",
}
_OBJECT_HEADINGS: dict[VerbGroup, str] = {
    "act": "Who did what",
    "stance": "Who is for it, who against",
    "lineage": "What follows from it",
    "service": "Who provides for it",
    "affiliation": "Offices and membership",
    "context": "Context",
}
_GROUP_ORDER: tuple[VerbGroup, ...] = ("act", "stance", "affiliation", "service", "lineage", "context")


def name_of(record: Actor | Event | Instrument) -> str:
    """How a record is named inside a sentence."""
    if isinstance(record, Event):
        return record.short_title or record.title
    return record.name if isinstance(record, Actor) else record.title


def name_after(verb: str, record: Actor | Event) -> str:
    """A record's name behind a verb: "signed" and "R-18-7 signed" make "signed R-18-7"."""
    return name_of(record).removesuffix(f" {verb}")


def details(landscape: Landscape, id: str) -> Details:
    """Everything known of one actor, event or instrument. Raises KeyError for any other id."""
    record = landscape.selectable[id]
    mine = landscape.relations_of.get(id, ())
    about = {id} | {relation.id for relation in mine}
    groups: list[SentenceGroup] = []
    if isinstance(record, Actor):
        title, role = record.name, record.role
    elif isinstance(record, Event):
        title, role = record.title, _status_words(record)
        instrument = next((i for i in landscape.instruments if i.id == record.instrument), None)
        if instrument:
            about |= {instrument.id} | {rule.id for rule in _rules(landscape, instrument)}
            groups += _instrument_groups(landscape, instrument, id)
    else:
        title, role = record.title, " · ".join(part for part in (record.number, record.status) if part)
        about |= {rule.id for rule in _rules(landscape, record)}
        about |= {event.id for event in landscape.events if event.instrument == id}
        groups += _instrument_groups(landscape, record, id)
    if id in landscape.records:
        groups += _relation_groups(landscape, id, mine, landscape.records)
    groups += _claim_groups(landscape, id, about)
    disputed = _disputed_claims(landscape.claims)
    relevant = [
        claims for (of, _), claims in disputed.items() if of in about or any(id in c.attributed_to for c in claims)
    ]
    lane = next(lane for lane in landscape.lanes if lane.id == record.lane)
    kind = f"{record.kind} · {lane.label}"
    first = landscape.first_known(record)
    return Details(
        id=id,
        type=type(record).__name__.lower(),
        kind=kind[:1].upper() + kind[1:],
        look=lane_look(landscape.lanes, record.lane),
        title=title,
        role=role[:1].upper() + role[1:],
        lead=Sentence((Phrase(record.summary),), record.sources),
        groups=tuple(groups),
        disagreements=tuple(_disagreement(landscape, claims) for claims in relevant),
        ties=len(mine),
        neighbours=tuple(sorted(tied_to(landscape, id))),
        first_known=words(parse_when(first.isoformat())) if first else "",
    )


@once
def contradicted(landscape: Landscape) -> frozenset[str]:
    """Ids of what sources contradict each other about, or leave unsettled; a vaguer value that agrees is neither."""
    return frozenset(claim.about for claim in landscape.claims if claim.standing in CONTRADICTING)


def is_contradiction(dispute: Disagreement) -> bool:
    """Whether not all values can be true; else they are coarser, rounder or other words for one."""
    return any(value.standing in CONTRADICTING for value in dispute.values)


def all_disagreements(landscape: Landscape) -> tuple[Disagreement, ...]:
    """Every disagreement of the landscape, in the order of its claims."""
    return tuple(_disagreement(landscape, claims) for claims in _disputed_claims(landscape.claims).values())


@once
def cited_sources(landscape: Landscape) -> tuple[Source, ...]:
    """The sources that some row cites, in the landscape's order."""
    cited = {citation.source for told in landscape.citing for citation in told.sources}
    return tuple(source for source in landscape.sources if source.id in cited)


def _status_words(event: Event) -> str:
    when = words(event.date)
    if event.status not in NOT_HAPPENED:
        return f"{when} · {event.status}"
    return f"{event.status} for {when}, as far as the sources go" if when else event.status


def _rules(landscape: Landscape, instrument: Instrument) -> list[Provision]:
    return [provision for provision in landscape.provisions if provision.instrument == instrument.id]


def _instrument_groups(landscape: Landscape, instrument: Instrument, id: str) -> list[SentenceGroup]:
    """What an instrument provides and its course, as told of the instrument or of one of its steps."""
    groups = []
    rules = [
        Sentence(
            (
                Phrase(rule.text.rstrip(".")),
                *((Phrase(f", {rule.condition.rstrip('.')}", style="condition"),) if rule.condition else ()),
                Phrase("."),
                *((Phrase(" One source only.", style="note"),) if len({c.source for c in rule.sources}) == 1 else ()),
            ),
            rule.sources,
        )
        for rule in _rules(landscape, instrument)
    ]
    if rules:
        groups.append(SentenceGroup("What it provides", tuple(rules)))
    steps = sorted((e for e in landscape.events if e.instrument == instrument.id), key=lambda e: sort_key(e.date, e.id))
    course = [_step_sentence(step) for step in steps if step.id != id]
    if id != instrument.id:
        number = f" · {instrument.number}" if instrument.number else ""
        called = (Phrase(instrument.title, ref=instrument.id), Phrase(f"{number}: {instrument.status}."))
        course.insert(0, Sentence(called, instrument.sources))
    if course:
        groups.append(
            SentenceGroup("Its course" if id == instrument.id else "The instrument and its course", tuple(course))
        )
    return groups


def _claim_groups(landscape: Landscape, id: str, about: set[str]) -> list[SentenceGroup]:
    """Claims that nobody disputes: those the record makes, those made about it."""
    disputed = _disputed_claims(landscape.claims)
    names = claimant_names(landscape)
    free = [claim for claim in landscape.claims if (claim.about, claim.property) not in disputed]
    said = [claim for claim in free if id in claim.attributed_to]
    told = [claim for claim in free if claim.about in about and id not in claim.attributed_to]
    groups = []
    if said:
        name = name_of(landscape.selectable[id])
        groups.append(SentenceGroup(f"What {name} says", tuple(_claim_sentence(claim, names, False) for claim in said)))
    if told:
        groups.append(SentenceGroup("Figures and claims", tuple(_claim_sentence(claim, names, True) for claim in told)))
    return groups


def _step_sentence(event: Event) -> Sentence:
    hollow = event.status in NOT_HAPPENED
    return Sentence(
        (
            Phrase(f"{words(event.date)} — ", style="when"),
            Phrase(name_of(event), ref=event.id),
            *((Phrase(f" — {event.status}", style="remark"),) if hollow else ()),
            Phrase("."),
        ),
        event.sources,
        "planned" if hollow else "reported",
    )


def _relation_groups(
    landscape: Landscape, id: str, mine: Sequence[Relation], records: dict[str, Actor | Event]
) -> list[SentenceGroup]:
    verbs = {verb.id: verb for verb in landscape.verbs}
    names = claimant_names(landscape)
    name = name_of(records[id])
    actor = isinstance(records[id], Actor)
    groups: dict[str, list[Relation]] = {}
    for group in _GROUP_ORDER:
        for headings, side in ((_SUBJECT_HEADINGS, "subject"), (_OBJECT_HEADINGS, "object")):
            heading = headings[group].format(name=name)
            if headings is _OBJECT_HEADINGS and group == "act" and actor:
                heading = f"What was done to or for {name}"
            if headings is _OBJECT_HEADINGS and group == "stance" and actor:
                heading = f"Who is for or against {name}"
            found = [r for r in mine if verbs[r.verb].group == group and getattr(r, side) == id]
            if found:
                groups.setdefault(heading, []).extend(found)

    def in_order(relation: Relation) -> tuple[date, date, str]:
        other = records[relation.object if relation.subject == id else relation.subject]
        when = relation.date or (other.date if isinstance(other, Event) else None)
        return sort_key(when, relation.id) if when else (date.max, date.max, relation.id)

    told = []
    for heading, relations in groups.items():
        first = sorted(relations, key=in_order)[:MAX_RELATIONS_TOLD]
        sentences = tuple(_relation_sentence(relation, id, records, verbs, names) for relation in first)
        told.append(SentenceGroup(heading, sentences, len(relations) - len(first)))
    return told


def _relation_sentence(
    relation: Relation, id: str, records: dict[str, Actor | Event], verbs: dict[str, Verb], names: dict[str, str]
) -> Sentence:
    verb = verbs[relation.verb]
    forth = relation.subject == id
    other = records[relation.object if forth else relation.subject]
    label = verb.label if forth else verb.inverse_label
    when = relation.date or (other.date if isinstance(other, Event) and verb.group == "act" else None)
    between_events = isinstance(other, Event) and isinstance(records[id], Event)  # a tie of theirs has their days
    said = words(when) if when else "" if between_events else UNDATED
    phrases = [Phrase(f"{said} — ", style="when")] if said else []
    phrases += [Phrase(f"{label} "), Phrase(name_after(label, other), ref=other.id)]
    sure = remark(relation.basis, [names[who] for who in relation.attributed_to])
    if isinstance(other, Event) and other.status in NOT_HAPPENED and relation.basis != "planned":
        sure = f"{sure}; {other.status}, not happened" if sure else f"{other.status}, not happened"
    phrases += [Phrase(f" — {sure}", style="remark")] if sure else []
    phrases.append(Phrase("."))
    phrases += [Phrase(f" {relation.note.rstrip('.')}.", style="note")] if relation.note else []
    return Sentence(tuple(phrases), relation.sources, relation.basis)


def remark(basis: Basis, who: Sequence[str]) -> str:
    """How sure a relation is, in words; empty where a source says it in its own voice."""
    by = ", ".join(who)
    if basis == "claimed":
        return f"claimed by {by}"
    if basis == "opinion":
        return f"opinion of {by}" if by else "opinion"
    if basis == "planned":
        return f"planned, according to {by}" if by else "planned"
    return "inferred by the curators" if basis == "inferred" else ""


@once
def claimant_names(landscape: Landscape) -> dict[str, str]:
    """Names of whoever can make a claim: actors, voices, and publishers by the id of their source."""
    named = {actor.id: actor.name for actor in (*landscape.actors, *landscape.voices)}
    return {source.id: source.publisher for source in landscape.sources} | named


def _claim_sentence(claim: Claim, names: dict[str, str], with_claimant: bool) -> Sentence:
    who = ", ".join(names[who] for who in claim.attributed_to)
    phrases = [Phrase(f"{claim.property[:1].upper()}{claim.property[1:]}: {claim.value.rstrip('.')}")]
    phrases.append(Phrase(f" — claimed by {who}" if with_claimant and who else " — claimed", style="remark"))
    phrases.append(Phrase("."))
    return Sentence(tuple(phrases), claim.sources, "claimed")


def _disputed_claims(claims: Iterable[Claim]) -> dict[tuple[str, str], list[Claim]]:
    """Claims by (about, property), only where more than one value is given, in file order."""
    by_property: dict[tuple[str, str], list[Claim]] = {}
    for claim in claims:
        by_property.setdefault((claim.about, claim.property), []).append(claim)
    return {key: found for key, found in by_property.items() if len({claim.value for claim in found}) > 1}


def _subject_of(landscape: Landscape, id: str) -> str:
    """What a claim about a rule or a relation is about, by the record it belongs to."""
    return " and ".join(name_of(landscape.selectable[owner]) for owner in _owners(landscape).get(id, ()))


@once
def _owners(landscape: Landscape) -> dict[str, tuple[str, ...]]:
    """The instrument of every rule and the ends of every relation."""
    ends: dict[str, tuple[str, ...]] = {r.id: (r.subject, r.object) for r in landscape.relations}
    return ends | {rule.id: (rule.instrument,) for rule in landscape.provisions}


def _value_words(value: str) -> str:
    """A value that is a date, in words; any other as it is."""
    try:
        return words(parse_when(value)) if value[:1].isdigit() and "-" in value else value
    except ValueError:
        return value


def _disagreement(landscape: Landscape, claims: Sequence[Claim]) -> Disagreement:
    names = claimant_names(landscape)
    values = [
        DisputedValue(
            _value_words(claim.value),
            ", ".join(
                dict.fromkeys([names[who] for who in claim.attributed_to] or [names[c.source] for c in claim.sources])
            ),
            claim.standing,
            claim.sources,
        )
        for claim in claims
    ]
    reasons = [claim.note for claim in claims if claim.standing in ("preferred", "unsettled") and claim.note]
    about = landscape.selectable.get(claims[0].about)
    return Disagreement(
        subject=name_of(about) if about else _subject_of(landscape, claims[0].about),
        property=claims[0].property,
        values=tuple(values),
        reason=" ".join(reasons) or "Unsettled.",
    )
