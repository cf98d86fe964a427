"""Rows that are each sound but do not go together: found by rule, for a curator to look at again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import networkx as nx

from explorer.data.checks.findings import Finding
from explorer.edtf import When, parse_when, parses
from explorer.landscape import Landscape, once
from explorer.model import CURATORS, Actor, Claim, Event, Relation, Side

FAIR_SHARE = 10
"""Percentage points by which the shares of stances with a reason may differ between the sides."""

FEWEST_STANCES = 5
"""Fewer stances on a side are too few for a share to say something."""

_PARTY = re.compile(r"\b(?:Democrat(?:ic)?|Republican|Libertarian|Green Party|Labour|Conservative|Tory)\b")
_SEARCHED = re.compile(r"\b(?:not found|was found|were found|looked for|no record of|no report of)\b", re.IGNORECASE)
_NUMBER = re.compile(r"\d[\d.,]*")


def inconsistencies(landscape: Landscape) -> Iterator[Finding]:
    """All of them, kind by kind."""
    yield from _twice(landscape)
    yield from _both_sides(landscape)
    yield from _circles(landscape)
    yield from _no_contradictions(landscape.claims)
    yield from _mouths(landscape)
    yield from _one_sided(landscape)
    yield from _parties(landscape.actors)


def _twice(landscape: Landscape) -> Iterator[Finding]:
    seen: dict[tuple[str, str, str, str], Relation] = {}
    for relation in landscape.relations:
        key = (relation.subject, relation.verb, relation.object, relation.date.text if relation.date else "")
        first = seen.setdefault(key, relation)
        if first is not relation:
            sentence = f"{relation_words(landscape, relation)} stands in two rows."
            yield Finding("relation given twice", relation.subject, sentence, (first.id, relation.id))


def _both_sides(landscape: Landscape) -> Iterator[Finding]:
    sides: dict[tuple[str, str], dict[Side, Relation]] = {}
    for relation, side in _stances(landscape):
        sides.setdefault((relation.subject, relation.object), {}).setdefault(side, relation)
    for (subject, object), taken in sides.items():
        if len(taken) > 1:
            name, other = _names(landscape)[subject], _names(landscape)[object]
            sentence = f"“{name}” is both for and against “{other}”."
            yield Finding("for and against one thing", subject, sentence, tuple(tie.id for tie in taken.values()))


def _circles(landscape: Landscape) -> Iterator[Finding]:
    belongs = nx.DiGraph((r.subject, r.object) for r in landscape.relations if r.verb == "part-of")
    for circle in nx.strongly_connected_components(belongs):
        if len(circle) > 1:
            ids = tuple(sorted(circle))
            names = ", ".join(f"“{_names(landscape)[id]}”" for id in ids)
            yield Finding("circle of belonging", ids[0], f"Each of {names} is part of the other.", ids)


def _no_contradictions(claims: Sequence[Claim]) -> Iterator[Finding]:
    """Values said to differ of which one holds the other, or whose numbers are the same."""
    preferred: dict[tuple[str, str], Claim] = {}
    for claim in claims:
        if claim.standing == "preferred":
            preferred[claim.about, claim.property] = claim
    for claim in claims:
        best = preferred.get((claim.about, claim.property))
        if claim.standing not in ("differs", "contradicted") or best is None:
            continue
        why = may_be_one(best.value, claim.value)
        if why:
            sentence = f"“{claim.value}” is said to be other than “{best.value}”, but {why}."
            yield Finding("contradiction that may be none", claim.about, sentence, (best.id, claim.id))


def may_be_one(one: str, other: str) -> str:
    """Why two values may be the same; empty where nothing says so.

    >>> may_be_one("2025-03-07", "2025-03"), may_be_one("17 %", "roughly 17 %"), may_be_one("12", "14")
    ('the one date holds the other', 'they give the same number', '')
    """
    if parses(one) and parses(other):
        return "the one date holds the other" if _holds(parse_when(one), parse_when(other)) else ""
    numbers = [{number.rstrip(".,") for number in _NUMBER.findall(text)} for text in (one, other)]
    return "they give the same number" if numbers[0] and numbers[0] == numbers[1] else ""


def _holds(one: When, other: When) -> bool:
    """Whether all days of the one are days of the other, or the other way round."""
    if None in (one.earliest, one.latest, other.earliest, other.latest):
        return False
    inside = one.earliest <= other.earliest and other.latest <= one.latest  # type: ignore[operator]
    return inside or (other.earliest <= one.earliest and one.latest <= other.latest)  # type: ignore[operator]


def _mouths(landscape: Landscape) -> Iterator[Finding]:
    """What only somebody who searched can say, attributed to a publication."""
    publications = {source.id: source.publisher for source in landscape.sources}
    for claim in landscape.claims:
        said_by = [who for who in claim.attributed_to if who in publications]
        if said_by and CURATORS not in claim.attributed_to and _SEARCHED.search(claim.value):
            sentence = f"“{claim.value}” is given to {publications[said_by[0]]}, but reads like the curators’ finding."
            yield Finding("finding in a publication’s mouth", claim.about, sentence, (claim.id,))


def _one_sided(landscape: Landscape) -> Iterator[Finding]:
    """Where the reasons of one side are told more often than those of the other."""
    given: dict[Side, list[Relation]] = {}
    for relation, side in _stances(landscape):
        given.setdefault(side, []).append(relation)
    if any(len(given.get(side, ())) < FEWEST_STANCES for side in ("for", "against")):
        return
    shares = reason_shares(landscape)
    if abs(shares["for"] - shares["against"]) > FAIR_SHARE:
        less: Side = min(shares, key=lambda side: shares[side])
        without = tuple(relation.id for relation in given[less] if not relation.reason)
        sentence = f"Stances for have a reason in {shares['for']} %, stances against in {shares['against']} %."
        yield Finding("reasons of one side", without[0], sentence, without)


def reason_shares(landscape: Landscape) -> dict[Side, int]:
    """Of each side the share of its stances that have a reason, in per cent; 0 for a side that nobody takes."""
    shares: dict[Side, int] = {}
    for side in ("for", "against"):
        own = [relation for relation, taken in _stances(landscape) if taken == side]
        shares[side] = round(100 * sum(bool(relation.reason) for relation in own) / len(own)) if own else 0
    return shares


def _parties(actors: Sequence[Actor]) -> Iterator[Finding]:
    """Where a party stands with some persons and not with others."""
    people = [actor for actor in actors if actor.kind == "person"]
    named = tuple(actor.id for actor in people if _PARTY.search(f"{actor.role} {actor.summary}"))
    if named and len(named) < len(people):
        sentence = f"A party stands with {len(named)} of {len(people)} persons: name it for all or for none."
        yield Finding("party of some", named[0], sentence, named)


# --- words ---------------------------------------------------------------------------------------------------------


def _stances(landscape: Landscape) -> Iterator[tuple[Relation, Side]]:
    sides = {verb.id: verb.side for verb in landscape.verbs}
    return ((relation, sides[relation.verb]) for relation in landscape.relations if sides[relation.verb])


def relation_words(landscape: Landscape, relation: Relation) -> str:
    """A relation in a few words: "“Ana Reyes signed Night order”"."""
    names, verb = _names(landscape), landscape.verbs_by_id[relation.verb]
    return f"“{names[relation.subject]} {verb.label} {names[relation.object]}”"


@once
def _names(landscape: Landscape) -> Mapping[str, str]:
    return {
        record.id: record.short_title if isinstance(record, Event) else record.name
        for record in landscape.records.values()
    }
