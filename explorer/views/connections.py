"""Two records in; how they are connected out: every shortest path, told hop by hop with dates and citations. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice, pairwise

from explorer.dates import words
from explorer.graph import graph_of, shortest_paths
from explorer.model import Event, Landscape, Relation
from explorer.views.details import Phrase, Sentence, claimant_names, name_after, name_of, remark

MOST_PATHS = 6
"""So many paths are told; the rest are counted."""


@dataclass(frozen=True)
class Connections:
    steps: int  # relations on each path; 0 where there is none
    paths: tuple[tuple[Sentence, ...], ...]  # each a run of sentences, one a relation
    left: int  # paths that are not told


def connections(landscape: Landscape, a: str, b: str) -> Connections:
    """All shortest paths between two actors or events, along relations in either direction.

    Where several relations tie two neighbours on a path, each is told. Raises NotInGraph for an unknown id.
    """
    found = shortest_paths(graph_of(landscape), a, b)
    told = [
        tuple(sentence for here, there in pairwise(path) for sentence in _hop(landscape, here, there))
        for path in islice(found, MOST_PATHS)
    ]
    return Connections(len(found[0]) - 1 if found else 0, tuple(told), max(0, len(found) - MOST_PATHS))


def _hop(landscape: Landscape, here: str, there: str) -> list[Sentence]:
    ends = {here, there}
    return [_told(landscape, r) for r in landscape.relations if {r.subject, r.object} == ends]


def _told(landscape: Landscape, relation: Relation) -> Sentence:
    """One relation as a whole sentence: subject, verb, object, date, how sure."""
    verb = next(verb for verb in landscape.verbs if verb.id == relation.verb)
    subject, object = landscape.records[relation.subject], landscape.records[relation.object]
    when = relation.date or next((end.date for end in (object, subject) if isinstance(end, Event)), None)
    names = claimant_names(landscape)
    sure = remark(relation.basis, [names[who] for who in relation.attributed_to])
    return Sentence(
        (
            Phrase(name_of(subject), ref=subject.id),
            Phrase(f" {verb.label} "),
            Phrase(name_after(verb.label, object), ref=object.id),
            *((Phrase(f", {words(when)}", style="when"),) if when else ()),
            *((Phrase(f" — {sure}", style="remark"),) if sure else ()),
            Phrase("."),
        ),
        relation.sources,
        relation.basis,
    )
