"""Drawn records in; the ties between them out, bundled and weighed, and which of them are drawn at rest. Pure.

Two ways to tie: actors and events by relations and by the life of a bill; actors alone by the events they share. A
picture draws no more ties at rest than the eye can follow; the rest are drawn while one of their ends is picked.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

from networkx.utils import UnionFind

from explorer.draw.text_metrics import shortened, text_width
from explorer.edtf import short_words
from explorer.landscape import Landscape
from explorer.model import NOT_HAPPENED, Actor, Basis, Citation, Event, Relation, Side, Verb, VerbGroup
from explorer.order import in_order
from explorer.prose.phrases import name_of
from explorer.query.around import index_of
from explorer.query.selection import Nodes
from explorer.query.visible import whole
from explorer.wording import how_many

MANY_TIES = 50
"""Above so many ties, belonging and context are drawn only for the record that is picked."""

MAX_TIES = 110
"""So many ties are drawn at rest; beyond them, only each record's heaviest, so that none seems untied."""

MAX_SHARED = 75
"""The same among actors only, where each event ties all of its actors to each other."""

MANY_WORDS = 12
"""An actor with more ties than these has only numbers on them; which events they are is told on pointing at one."""

VERB_SIZE, MAX_WORDS = 12.0, 240.0
"""The type size in px of the words on a tie, and how wide they are at most: a phone's network holds them."""

_WEIGHTS: dict[VerbGroup, float] = {
    "act": 3,
    "stance": 2,
    "lineage": 2,
    "service": 1,
    "affiliation": 0.6,
    "context": 0.5,
}


@dataclass(frozen=True)
class Bundle:
    """What one line stands for: relations alike in ends, group, side and basis; a bill's step; or events shared."""

    id: str
    subject: str
    object: str
    group: VerbGroup
    side: Side
    basis: Basis
    thread: str  # the instrument's id; empty but for a bill's step
    label: str
    weight: float
    drawn: bool  # at rest; else only while an end is picked
    sources: tuple[Citation, ...]
    relations: tuple[str, ...] = ()  # ids of those it stands for
    events: tuple[str, ...] = ()  # ids of those its two actors share, by date


def end_sign(edge: Bundle) -> str:
    """Which end an edge bears; empty for belonging, threads and events shared."""
    if edge.thread or edge.events or edge.group == "affiliation":
        return ""
    if edge.basis == "inferred" or edge.group == "context":
        return "inferred"
    return edge.side or "act" if edge.group == "stance" else edge.group


def ties_among(
    landscape: Landscape, records: Mapping[str, Actor | Event], mode: Nodes, only: Collection[str] | None = None
) -> list[Bundle]:
    """The ties among some of a landscape's records, or those of them in `only`; sorted by id."""
    found = bundles(landscape, records) if mode == "all" else shared_events(landscape, records)
    most = MAX_TIES if mode == "all" else MAX_SHARED
    return thinned([tie for tie in found if only is None or tie.id in only], records, most)


def bundles(landscape: Landscape, records: Mapping[str, Actor | Event]) -> list[Bundle]:
    """The ties among some records by relation and by the life of a bill, none left undrawn; sorted by id."""
    told = index_of(landscape).relations
    found = bundled(landscape, (told[id] for id in whole(landscape).relations_among(records)))
    return sorted([*found, *_threads(landscape, records.values())], key=lambda bundle: bundle.id)


def bundled(landscape: Landscape, relations: Iterable[Relation]) -> list[Bundle]:
    """Some relations as ties: those alike in ends, group, side and basis are one."""
    verbs = landscape.verbs_by_id
    grouped: dict[tuple[str, str, VerbGroup, Side, Basis], list[Relation]] = defaultdict(list)
    for relation in relations:
        verb = verbs[relation.verb]
        grouped[relation.subject, relation.object, verb.group, verb.side, relation.basis].append(relation)
    return [
        Bundle(
            id=alike[0].id,
            subject=subject,
            object=object,
            group=group,
            side=side,
            basis=basis,
            thread="",
            label=edge_words(alike, verbs, landscape.records[object]),
            weight=_WEIGHTS[group],
            drawn=alike[0].verb != "part-of",
            sources=tuple(citation for relation in alike for citation in relation.sources),
            relations=tuple(relation.id for relation in alike),
        )
        for (subject, object, group, side, basis), alike in grouped.items()
    ]


def _threads(landscape: Landscape, records: Iterable[Actor | Event]) -> list[Bundle]:
    """The lives of bills: each step that is there tied to the next."""
    steps: dict[str, list[Event]] = defaultdict(list)
    for record in records:
        if isinstance(record, Event) and record.instrument:
            steps[record.instrument].append(record)
    return [tie for thread, life in steps.items() for tie in life_of(landscape, thread, life)]


def life_of(landscape: Landscape, thread: str, steps: Iterable[Event]) -> list[Bundle]:
    """The steps of an instrument in order of time, each tied to the next."""
    return [
        Bundle(f"{thread}-{a.id}-{b.id}", a.id, b.id, "lineage", "", "reported", thread, "then", 3, True, ())
        for a, b in pairwise(in_order(landscape, steps))
    ]


def shared_events(landscape: Landscape, records: Mapping[str, Actor | Event]) -> list[Bundle]:
    """Ties among the actors of some records: two of them for every event that has both. Sorted by id.

    An event of few counts for more than an event of many: it ties each pair of its k actors with a weight of
    1/(k - 1) (Newman 2001, Phys. Rev. E 64, 016132), which decides what is drawn first.
    """
    pairs: dict[tuple[str, str], list[tuple[Event, float]]] = defaultdict(list)
    everyone = [id for id, record in records.items() if isinstance(record, Actor)]
    for id, actors in actors_by_event(landscape, everyone).items():
        event = landscape.records[id]
        for pair in combinations(actors, 2):
            if isinstance(event, Event):
                pairs[pair].append((event, 1 / (len(actors) - 1)))
    many = Counter(end for pair in pairs for end in pair)
    found = []
    for (one, other), shared in pairs.items():
        events = in_order(landscape, (event for event, _ in shared))
        ahead = all(event.status in NOT_HAPPENED for event in events)
        found.append(
            Bundle(
                id=f"{one}+{other}",
                subject=one,
                object=other,
                group="act",
                side="",
                basis="planned" if ahead else "reported",
                thread="",
                label=shared_words(landscape, [event.id for event in events], max(many[one], many[other])),
                weight=1 + sum(weight for _, weight in shared),
                drawn=True,
                sources=(),
                events=tuple(event.id for event in events),
            )
        )
    return sorted(found, key=lambda bundle: bundle.id)


def actors_by_event(landscape: Landscape, actors: Iterable[str]) -> dict[str, list[str]]:
    """By event the ids, in order, of those among the actors whom a relation ties to it; events in order, too."""
    found: dict[str, set[str]] = defaultdict(set)
    for id in actors:
        for relation in landscape.relations_of[id]:
            for end in (relation.subject, relation.object):
                if isinstance(landscape.records.get(end), Event):
                    found[end].add(id)
    return {event: sorted(found[event]) for event in sorted(found)}


def shared_words(landscape: Landscape, events: Sequence[str], ties: int) -> str:
    """The one event's name, or how many there are; the bare number where an end has so many ties that words would
    stand in each other's way."""
    if ties > MANY_WORDS:
        return str(len(events))
    return _short(name_of(landscape.records[events[0]])) if len(events) == 1 else how_many(len(events), "event")


def shared_sentence(landscape: Landscape, one: str, other: str, events: Sequence[str]) -> str:
    """Who shares what: both names, how many events, which."""
    names = [name_of(landscape.records[id]) for id in (one, other, *events)]
    return f"{names[0]} and {names[1]} share {how_many(len(events), 'event')}: {'; '.join(names[2:])}"


def thickness(shared: int) -> float:
    """The width in px of a tie between two actors who share so many events."""
    return round(min(6.0, 1.3 * math.pow(shared, 0.7)), 1)


def thinned(found: Sequence[Bundle], records: Mapping[str, Actor | Event], most: int = MAX_TIES) -> list[Bundle]:
    """The same ties, some of them not drawn at rest.

    Where there are many, belonging and context are not, unless there is nothing else. Of what is left `most` are,
    the heaviest first; but always the heaviest forest, so that whatever hangs together is seen to.
    """
    soft = ("affiliation", "context")
    many = len(found) > MANY_TIES and any(bundle.group not in soft for bundle in found)
    found = [replace(bundle, drawn=bundle.drawn and not (many and bundle.group in soft)) for bundle in found]
    drawn = [bundle for bundle in found if bundle.drawn]
    if len(drawn) <= most:
        return found
    key = {id: 4 - record.weight for id, record in records.items()}
    drawn.sort(key=lambda b: (-b.weight * key[b.subject] * key[b.object], b.id))
    kept = forest(drawn)
    rest = [bundle.id for bundle in drawn if bundle.id not in kept]
    shown = kept | set(rest[: max(0, most - len(kept))])
    return [replace(bundle, drawn=bundle.id in shown) for bundle in found]


def forest(ties: Iterable[Bundle]) -> set[str]:
    """Ids of those ties that tie two who by the ties before them do not hang together."""
    joined: UnionFind[str] = UnionFind()
    kept = set[str]()
    for tie in ties:
        if joined[tie.subject] != joined[tie.object]:
            joined.union(tie.subject, tie.object)
            kept.add(tie.id)
    return kept


def edge_words(relations: Sequence[Relation], verbs: Mapping[str, Verb], object: Actor | Event) -> str:
    """The verbs in their order, each once; a date where it is not the event's own; the basis unless reported."""
    words = []
    for relation in relations:
        word = verbs[relation.verb].label
        if relation.date and isinstance(object, Event) and relation.date.precision == "day":
            same = relation.date.earliest == object.date.earliest or object.status in NOT_HAPPENED
            word += "" if same else f" {short_words(relation.date)}"
        if word not in words:
            words.append(word)
    basis = relations[0].basis
    return _short(", ".join(words), "" if basis == "reported" else f" · {basis}")


def _short(words: str, end: str = "") -> str:
    """As much of some words as a tie has room for, with what must stand at their end."""
    return shortened(words, MAX_WORDS - text_width(end, VERB_SIZE), VERB_SIZE) + end
