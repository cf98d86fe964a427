"""One record of a landscape in; what is known of it out, as structured sentences with citations. Pure.

A sentence is a run of phrases: some name another record (a link on the page, plain text in a file), some are dates,
conditions or remarks. Whoever draws it decides how each looks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from explorer.draw.palette import lane_look
from explorer.edtf import words
from explorer.landscape import Landscape, once
from explorer.model import NOT_HAPPENED, Actor, Basis, Event, Instrument, Provision, Relation, Source, Verb, VerbGroup
from explorer.order import CAME_AFTER, in_order, moment
from explorer.outlook import outlook
from explorer.prose.claims import (
    Disagreement,
    claim_groups,
    claim_sentence,
    claimant_names,
    disagreement,
    disputed_claims,
)
from explorer.prose.phrases import Phrase, Sentence, SentenceGroup, name_after, name_of
from explorer.prose.standing import how_it_stands
from explorer.query.graph import tied_to

UNDATED = "date not recorded"

MAX_RELATIONS_TOLD = 120
"""So many relations of one kind are told, the earliest; the rest is counted."""


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
    first_known: str  # when the earliest source came out, no more precise than it says; empty where no source is dated


_SUBJECT_HEADINGS: dict[VerbGroup, str] = {
    "act": "What {name} did",
    "stance": "Where {name} stands",
    "lineage": "What it builds on or answers",
    "service": "Whom {name} serves or works with",
    "affiliation": "Offices and membership",
    "context": "Context",
}
_OBJECT_HEADINGS: dict[VerbGroup, str] = {
    "act": "Who did what",
    "stance": "Who is for it, who against",
    "lineage": "What follows from it",
    "service": "Who serves or works with {name}",
    "affiliation": "Offices and membership",
    "context": "Context",
}
_OF_VERB: dict[str, tuple[str, str]] = {  # of verbs that say more than their group: as subject, as object
    CAME_AFTER: ("What came before it", "What came after it"),
    "could-lead-to": ("What may follow", "What it may follow from"),
}
_OF_EVENTS: dict[VerbGroup, str] = {"act": "What it does", "stance": "Whom it is for or against"}
_OF_ACTORS: dict[str, str] = {
    "act": "What was done to or for {name}",
    "for": "Who supports {name}",
    "against": "Who opposes or criticizes {name}",
}
"""As object, by group or by the side of a stance: a critic of a policy is not told as one who is against people."""
_GROUP_ORDER: tuple[VerbGroup, ...] = ("act", "stance", "affiliation", "service", "lineage", "context")
_GROUP_PLACE = {group: place for place, group in enumerate(_GROUP_ORDER)}


def details(landscape: Landscape, id: str) -> Details:
    """Everything known of one actor, event or instrument. Raises KeyError for any other id."""
    record = landscape.selectable[id]
    mine = landscape.relations_of.get(id, ())
    about = {id} | {relation.id for relation in mine}
    groups: list[SentenceGroup] = []
    if isinstance(record, Actor):
        title, role = record.name, record.role
    elif isinstance(record, Event):
        title, role = record.title, _status_words(landscape, record)
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
    groups += claim_groups(landscape, id, about)
    disputed = disputed_claims(landscape.claims)
    relevant = [
        claims for (of, _), claims in disputed.items() if of in about or any(id in c.attributed_to for c in claims)
    ]
    lane = next(lane for lane in landscape.lanes if lane.id == record.lane)
    kind = f"{record.kind} · {lane.label}"
    first = landscape.earliest_source(record)
    return Details(
        id=id,
        type=type(record).__name__.lower(),
        kind=kind[:1].upper() + kind[1:],
        look=lane_look(landscape.lanes, record.lane),
        title=title,
        role=role[:1].upper() + role[1:],
        lead=Sentence((Phrase(record.summary),), record.sources),
        groups=tuple(groups),
        disagreements=tuple(disagreement(landscape, claims) for claims in relevant),
        ties=len(mine),
        neighbours=tuple(sorted(tied_to(landscape, id))),
        first_known=words(first.published) if first and first.published else "",
    )


@once
def cited_sources(landscape: Landscape) -> tuple[Source, ...]:
    """The sources that some row cites, in the landscape's order."""
    cited = {citation.source for told in landscape.citing for citation in told.sources}
    return tuple(source for source in landscape.sources if source.id in cited)


@once
def rows_without_source(landscape: Landscape) -> int:
    """How many rows give no source, but for what stands for one."""
    none = {source.id for source in landscape.sources if not source.is_given}
    return sum(all(cited.source in none for cited in row.sources) for row in landscape.rows) if none else 0


def _status_words(landscape: Landscape, event: Event) -> str:
    when = words(event.date)
    if event.status not in NOT_HAPPENED:
        return f"{when} · {event.status}"
    came = outlook(landscape, event, landscape.as_of).came_of_it
    for_when = f"{event.status} for {when}" if event.status != "pending" else f"pending since {when}"
    return f"{for_when}; {came}" if came else f"{for_when}, as far as these data go"


def _rules(landscape: Landscape, instrument: Instrument) -> list[Provision]:
    return [provision for provision in landscape.provisions if provision.instrument == instrument.id]


def _instrument_groups(landscape: Landscape, instrument: Instrument, id: str) -> list[SentenceGroup]:
    """What an instrument provides and its course, as told of the instrument or of one of its steps."""
    groups = []
    rules = [sentence for rule in _rules(landscape, instrument) for sentence in _rule_sentences(landscape, rule)]
    if rules:
        groups.append(SentenceGroup("What it provides", tuple(rules)))
    steps = in_order(landscape, landscape.steps_of[instrument.id])
    course = [_step_sentence(landscape, step) for step in steps if step.id != id]
    if id != instrument.id:
        number = f" · {instrument.number}" if instrument.number else ""
        called = (Phrase(instrument.title, ref=instrument.id), Phrase(f"{number}: {instrument.status}."))
        course.insert(0, Sentence(called, instrument.sources))
    if course:
        groups.append(
            SentenceGroup("Its course" if id == instrument.id else "The instrument and its course", tuple(course))
        )
    return groups


def _rule_sentences(landscape: Landscape, rule: Provision) -> Iterator[Sentence]:
    """A rule with its number, condition and day, then what is said of it and nobody disputes."""
    phrases = [Phrase(f"{rule.number}: ", style="when")] if rule.number else []
    phrases.append(Phrase(rule.text.rstrip(".")))
    phrases += [Phrase(f" — {rule.condition.rstrip('.')}", style="condition")] if rule.condition else []
    phrases += [Phrase(f" (from {words(rule.date)})", style="when")] if rule.date else []
    phrases.append(Phrase("."))
    yield Sentence(tuple(phrases), rule.sources)
    disputed, names = disputed_claims(landscape.claims), claimant_names(landscape)
    for claim in landscape.claims:
        if claim.about == rule.id and (claim.about, claim.property) not in disputed:
            said = claim_sentence(claim, names, with_claimant=True)
            yield replace(said, phrases=(Phrase("Of this rule: ", style="note"), *said.phrases))


def _step_sentence(landscape: Landscape, event: Event) -> Sentence:
    hollow = event.status in NOT_HAPPENED
    return Sentence(
        (
            Phrase(f"{words(event.date)} — ", style="when"),
            Phrase(name_of(event), ref=event.id),
            *((Phrase(f" — {outlook(landscape, event, landscape.as_of).words}", style="remark"),) if hollow else ()),
            Phrase("."),
        ),
        event.sources,
        "planned" if hollow else "reported",
    )


def _heading(verb: Verb, forth: bool, actor: bool) -> str:
    """What stands above relations of a verb; `forth`: the record is their subject."""
    group = verb.group
    if verb.id in _OF_VERB:
        return _OF_VERB[verb.id][not forth]
    if forth:
        return _SUBJECT_HEADINGS[group] if actor else _OF_EVENTS.get(group, _SUBJECT_HEADINGS[group])
    return _OF_ACTORS.get(verb.side or group, _OBJECT_HEADINGS[group]) if actor else _OBJECT_HEADINGS[group]


def _relation_groups(
    landscape: Landscape, id: str, mine: Sequence[Relation], records: dict[str, Actor | Event]
) -> list[SentenceGroup]:
    verbs, names = landscape.verbs_by_id, claimant_names(landscape)
    name = name_of(records[id])
    actor = isinstance(records[id], Actor)
    groups: dict[str, list[Relation]] = {}
    ended = [(relation, True) for relation in mine if relation.subject == id]
    ended += [(relation, False) for relation in mine if relation.object == id]
    for relation, forth in sorted(ended, key=lambda end: _GROUP_PLACE[verbs[end[0].verb].group]):
        heading = _heading(verbs[relation.verb], forth, actor)
        groups.setdefault(heading.format(name=name), []).append(relation)

    told = []
    for heading, relations in groups.items():
        first = sorted(relations, key=lambda relation: moment(landscape, relation, id))[:MAX_RELATIONS_TOLD]
        sentences = tuple(_relation_sentence(landscape, relation, id, names) for relation in first)
        told.append(SentenceGroup(heading, sentences, len(relations) - len(first)))
    return told


def _relation_sentence(landscape: Landscape, relation: Relation, id: str, names: dict[str, str]) -> Sentence:
    records = landscape.records
    verb = landscape.verbs_by_id[relation.verb]
    forth = relation.subject == id
    other = records[relation.object if forth else relation.subject]
    label = verb.label if forth else verb.inverse_label
    when = relation.date or (other.date if isinstance(other, Event) and verb.group == "act" else None)
    between_events = isinstance(other, Event) and isinstance(records[id], Event)  # a tie of theirs has their days
    said = words(when) if when else "" if between_events else UNDATED
    phrases = [Phrase(f"{said} — ", style="when")] if said else []
    phrases += [Phrase(f"{label} "), Phrase(name_after(label, other, name_of(records[id])), ref=other.id)]
    sure = remark(relation.basis, [names[who] for who in relation.attributed_to])
    ends = (records[relation.subject], records[relation.object])
    stands = how_it_stands(landscape, relation, ends, landscape.as_of, id, label)
    sure = "; ".join(part for part in (sure, stands) if part)
    phrases += [Phrase(f" — {sure}", style="remark")] if sure else []
    phrases.append(Phrase("."))
    phrases += [Phrase(f" Reason given: {relation.reason.rstrip('.')}.", style="note")] if relation.reason else []
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
