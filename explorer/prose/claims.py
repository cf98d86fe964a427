"""What somebody says of a record: undisputed values as sentences, several values for one property side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from explorer.edtf import parse_when, words
from explorer.landscape import Landscape, once
from explorer.model import CONTRADICTING, CURATORS, Citation, Claim, Standing
from explorer.prose.phrases import Phrase, Sentence, SentenceGroup, name_of
from explorer.query.around import index_of

STANDING_WORDS: dict[Standing, str] = {"agrees": "the same in other words", "adds": "also true"}
"""Standings that a reader says otherwise than the tables."""


@dataclass(frozen=True)
class DisputedValue:
    """One side of a disagreement."""

    text: str
    who: str  # claimants, or the publishers of its sources
    standing: Standing
    citations: tuple[Citation, ...]
    reason: str = ""  # why it is preferred, differs or is another way of saying it

    @property
    def standing_words(self) -> str:
        """How it stands beside the other values; of the preferred one "preferred"."""
        return STANDING_WORDS.get(self.standing, self.standing)


@dataclass(frozen=True)
class Disagreement:
    subject: str  # what it is about; may be empty
    property: str
    values: tuple[DisputedValue, ...]

    @cached_property
    def is_contradiction(self) -> bool:
        """Whether not all values can be true; else they are coarser, rounder or other words for one."""
        return any(value.standing in CONTRADICTING for value in self.values)

    @cached_property
    def is_settled(self) -> bool:
        """Whether one value is preferred."""
        return any(value.standing == "preferred" for value in self.values)


@once
def contradicted(landscape: Landscape) -> frozenset[str]:
    """Ids of what sources contradict each other about, or leave unsettled; a vaguer value that agrees is neither."""
    return frozenset(
        about
        for (about, _), claims in disputed_claims(landscape.claims).items()
        if any(claim.standing in CONTRADICTING for claim in claims)
    )


def all_disagreements(landscape: Landscape) -> tuple[Disagreement, ...]:
    """Every disagreement of the landscape, in the order of its claims."""
    return tuple(disagreement(landscape, claims) for claims in disputed_claims(landscape.claims).values())


def claim_groups(landscape: Landscape, id: str, about: set[str]) -> list[SentenceGroup]:
    """Claims that nobody disputes: those the record makes, those made about it."""
    disputed = disputed_claims(landscape.claims)
    names = claimant_names(landscape)
    free = [claim for claim in landscape.claims if (claim.about, claim.property) not in disputed]
    said = [claim for claim in free if id in claim.attributed_to]
    rules = {rule.id for rule in landscape.provisions}
    told = [claim for claim in free if claim.about in about - rules and id not in claim.attributed_to]
    groups = []
    if said:
        name = name_of(landscape.selectable[id])
        groups.append(SentenceGroup(f"What {name} says", tuple(claim_sentence(claim, names, False) for claim in said)))
    if told:
        groups.append(SentenceGroup("Figures and claims", tuple(claim_sentence(claim, names, True) for claim in told)))
    return groups


@once
def claimant_names(landscape: Landscape) -> dict[str, str]:
    """Names of whoever can make a claim: actors, voices, and publishers by the id of their source."""
    named = {actor.id: actor.name for actor in (*landscape.actors, *landscape.voices)}
    return {CURATORS: "the curators"} | {source.id: source.publisher for source in landscape.sources} | named


def claim_sentence(claim: Claim, names: dict[str, str], with_claimant: bool) -> Sentence:
    who = ", ".join(names[who] for who in claim.attributed_to)
    said = _value_words(claim.value).rstrip(".")
    phrases = [Phrase(f"{claim.property[:1].upper()}{claim.property[1:]}: {said}")]
    by = f" — claimed by {who}" if with_claimant and who else " — claimed"
    against = "; a value against it is not shown" if claim.standing in CONTRADICTING else ""
    phrases.append(Phrase(by + against, style="remark"))
    phrases.append(Phrase("."))
    phrases += [Phrase(f" {claim.note.rstrip('.')}.", style="note")] if claim.note else []
    return Sentence(tuple(phrases), claim.sources, "claimed")


def disputed_claims(claims: Iterable[Claim]) -> dict[tuple[str, str], list[Claim]]:
    """Claims by (about, property), only where more than one value is given, in file order."""
    by_property: dict[tuple[str, str], list[Claim]] = {}
    for claim in claims:
        by_property.setdefault((claim.about, claim.property), []).append(claim)
    return {key: found for key, found in by_property.items() if len({claim.value for claim in found}) > 1}


def _subject_of(landscape: Landscape, id: str) -> str:
    """What a claim about a rule or a relation is about, by the record it belongs to."""
    if rule := index_of(landscape).rules.get(id):
        called = rule.number or f"the rule “{shortened_words(rule.text)}”"
        return f"{name_of(landscape.selectable[rule.instrument])}, {called}"
    tie = index_of(landscape).relations.get(id)
    return " and ".join(name_of(landscape.selectable[end]) for end in (tie.subject, tie.object)) if tie else ""


def shortened_words(text: str, most: int = 12) -> str:
    """The first words of a text, with "…" where there are more.

    >>> shortened_words("No city staff may ask. It holds.", 3)
    'No city staff…'
    """
    words = text.rstrip(".").split()
    return " ".join(words) if len(words) <= most else f"{' '.join(words[:most])}…"


def _value_words(value: str) -> str:
    """A value that is a date, in words; any other as it is."""
    try:
        return words(parse_when(value)) if value[:1].isdigit() and "-" in value else value
    except ValueError:
        return value


def disagreement(landscape: Landscape, claims: Sequence[Claim]) -> Disagreement:
    names = claimant_names(landscape)
    values = [
        DisputedValue(
            _value_words(claim.value),
            ", ".join(
                dict.fromkeys([names[who] for who in claim.attributed_to] or [names[c.source] for c in claim.sources])
            ),
            claim.standing,
            claim.sources,
            claim.note,
        )
        for claim in claims
    ]
    about = landscape.selectable.get(claims[0].about)
    subject = name_of(about) if about else _subject_of(landscape, claims[0].about)
    return Disagreement(subject, claims[0].property, tuple(values))
