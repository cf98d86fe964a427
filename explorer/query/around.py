"""Parts of a landscape as landscapes: of one record and what is told of it, of some events."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import compress
from typing import Any, TypeVar

import numpy as np

from explorer.landscape import Landscape, once
from explorer.model import Claim, Event, Provision, Relation
from explorer.query.columns import Ints, columns, event_columns
from explorer.query.graph import instrument_path_of

T = TypeVar("T")


def around(landscape: Landscape, id: str) -> Landscape:
    """The small landscape of one record and what is told of it, for work in proportion to its ties.

    Its relations with both ends, its instrument with all steps and rules, the claims about any of these or made by it,
    what those claims are about, and the sources of it all. Raises KeyError for an unknown id.
    """
    if id not in landscape.selectable:
        raise KeyError(id)
    index = index_of(landscape)
    thread = instrument_path_of(landscape, id)
    steps = {event.id for event in landscape.steps_of.get(thread, ())}
    relations = {relation.id: relation for relation in landscape.relations_of.get(id, ())}
    about = {id, thread, *steps, *relations, *(rule.id for rule in index.rules_of.get(thread, ()))}
    about |= {claim.about for claim in index.claims_by.get(id, ())}
    claims = [claim for of in sorted(about) for claim in index.claims_of.get(of, ())]
    told = [index.relations[claim.about] for claim in claims if claim.about in index.relations]
    relations |= {relation.id: relation for relation in told}
    ends = {id, *steps, *about, *(end for r in relations.values() for end in (r.subject, r.object))}
    ends |= {record.outcome for end in ends if isinstance(record := landscape.records.get(end), Event)} - {""}
    threads = {thread, *(index.rules[of].instrument for of in about if of in index.rules), *about}
    said_by = speakers(relations.values(), claims) - ends
    place = columns(landscape)
    tables: dict[str, Any] = {
        "events": _rows(landscape.events, place.events.place, ends),
        "actors": _rows(landscape.actors, place.actors.place, ends),
        "relations": tuple(relations.values()),
        "instruments": _rows(landscape.instruments, index.instruments, threads),
        "provisions": tuple(rule for of in sorted(threads) for rule in index.rules_of.get(of, ())),
        "claims": tuple(sorted(claims, key=lambda claim: index.order[claim.id])),
        "voices": (
            *_rows(landscape.actors, place.actors.place, said_by),
            *(voice for voice in landscape.voices if voice.id in said_by),
        ),
    }
    cited = {citation.source for rows in tables.values() for row in rows for citation in row.sources}
    return replace(landscape, **tables, sources=_rows(landscape.sources, index.sources, cited | said_by))


def with_events(landscape: Landscape, ids: Collection[str]) -> Landscape:
    """The landscape with no other events than these, and with the relations among what is left."""
    here = [event.id in ids for event in landscape.events]
    subject, object = _event_ends(landscape)
    stays = np.array([*here, True])
    return replace(
        landscape,
        events=tuple(compress(landscape.events, here)),
        relations=tuple(compress(landscape.relations, (stays[subject] & stays[object]).tolist())),
    )


@once
def _event_ends(landscape: Landscape) -> tuple[Ints, Ints]:
    """The row of the event that is the subject of each relation, and its object; -1 where that is none."""
    place = event_columns(landscape).place
    ends = ((r.subject for r in landscape.relations), (r.object for r in landscape.relations))
    subject, object = (np.fromiter((place.get(id, -1) for id in some), dtype=np.int32) for some in ends)
    return subject, object


@dataclass(frozen=True)
class Index:
    relations: dict[str, Relation]
    rules: dict[str, Provision]
    rules_of: dict[str, list[Provision]]  # by instrument
    claims_of: dict[str, list[Claim]]  # by what they are about
    claims_by: dict[str, list[Claim]]  # by who makes them
    order: dict[str, int]  # of claims in their file
    instruments: dict[str, int]  # in their file
    sources: dict[str, int]


@once
def index_of(landscape: Landscape) -> Index:
    relations, rules = {r.id: r for r in landscape.relations}, {p.id: p for p in landscape.provisions}
    instruments = {instrument.id: place for place, instrument in enumerate(landscape.instruments)}
    sources = {source.id: place for place, source in enumerate(landscape.sources)}
    found = Index(relations, rules, {}, {}, {}, {}, instruments, sources)
    for rule in landscape.provisions:
        found.rules_of.setdefault(rule.instrument, []).append(rule)
    for place, claim in enumerate(landscape.claims):
        found.order[claim.id] = place
        found.claims_of.setdefault(claim.about, []).append(claim)
        for who in claim.attributed_to:
            found.claims_by.setdefault(who, []).append(claim)
    return found


def _rows(rows: Sequence[T], place: dict[str, int], ids: set[str]) -> tuple[T, ...]:
    """The rows with these ids, in the order of their table."""
    return tuple(rows[at] for at in sorted(place[id] for id in ids if id in place))


def speakers(relations: Iterable[Relation], claims: Iterable[Claim]) -> set[str]:
    """Ids of whoever says so."""
    said = [*(relation.attributed_to for relation in relations), *(claim.attributed_to for claim in claims)]
    return {who for speakers in said for who in speakers}
