"""Two records in; how they are connected out: every shortest path, told hop by hop with dates and citations. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from explorer.edtf import words
from explorer.landscape import Landscape
from explorer.model import Actor, Event, Relation
from explorer.prose.claims import claimant_names
from explorer.prose.phrases import Phrase, Sentence, name_after, name_of
from explorer.prose.record import UNDATED, remark
from explorer.prose.standing import how_it_stands
from explorer.query.paths import MAX_COUNTED, Paths
from explorer.query.visible import View
from explorer.wording import how_many

MAX_PATHS = 6
"""So many paths are told; the rest are counted."""


@dataclass(frozen=True)
class Connections:
    steps: int  # relations on each path; 0 where there is none
    paths: tuple[tuple[Sentence, ...], ...]  # each a run of sentences, one a relation
    left: int  # paths that are not told
    more: bool  # `left` stopped counting; there are more
    said: str  # the whole answer in one plain sentence


def connections(view: View) -> Connections | None:
    """The connection that a view's selection asks for: all shortest paths, along relations in either direction.

    None where it asks for none, or an end of it is not shown. In order only those that go forward in time from the
    focus to the other; see `paths.shortest_paths` for the rule. Where several relations tie two neighbours on a path,
    each is told.
    """
    found = view.paths
    if found is None:
        return None
    told = found.paths[:MAX_PATHS]
    return Connections(
        steps=found.steps,
        paths=tuple(
            tuple(tie_sentence(view.landscape, r, view) for hop in path for r in hop.relations) for path in told
        ),
        left=len(found.paths) - len(told),
        more=found.more,
        said=_connection_words(view, found),
    )


def _connection_words(view: View, found: Paths) -> str:
    landscape, selection = view.landscape, view.selection
    a, b, count = selection.focus, selection.to, len(found.paths)
    one, other = name_of(landscape.records[a]), name_of(landscape.records[b])
    if a == b:
        return f"{one} is one record; there is nothing to connect."
    if count:
        number = f"more than {MAX_COUNTED}" if found.more else str(count)
        ways = "one way" if count == 1 else f"{number} ways"
        order = ", forward in time" if selection.in_order else ""
        return f"{one} and {other} are connected in {how_many(found.steps, 'step')}, by {ways} that short{order}."
    if selection.in_order:
        plain = view.shortest_paths(a, b, most=1)
        if not plain.paths:
            return f"Nothing that is shown connects {one} and {other}."
        back = view.shortest_paths(b, a, in_order=True, most=1)
        turned = f"; read from {other} to {one} there is one, in {how_many(back.steps, 'step')}" if back.paths else ""
        there = f"{one} and {other} are connected in {how_many(plain.steps, 'step')}"
        return f"{there}, but no path goes forward in time{turned}."
    return f"Nothing that is shown connects {one} and {other}."


def tie_sentence(landscape: Landscape, relation: Relation, view: View | None = None) -> Sentence:
    """One relation as a whole sentence: subject, verb, object, date, how sure. Its events have the statuses that a view
    of the landscape shows; without one those of the landscape itself."""
    verb = landscape.verbs_by_id[relation.verb]
    record = view.record if view else landscape.records.__getitem__
    subject, object = record(relation.subject), record(relation.object)
    event = next((end for end in (object, subject) if isinstance(end, Event)), None)
    when = relation.date or (event.date if event and verb.group == "act" else None)
    said = words(when) if when else UNDATED if isinstance(subject, Actor) or isinstance(object, Actor) else ""
    names = claimant_names(landscape)
    stands = how_it_stands(landscape, relation, (subject, object), view.day if view else landscape.as_of)
    sure = "; ".join(filter(None, (remark(relation.basis, [names[who] for who in relation.attributed_to]), stands)))
    return Sentence(
        (
            Phrase(name_of(subject), ref=subject.id),
            Phrase(f" {verb.label} "),
            Phrase(name_after(verb.label, object, name_of(subject)), ref=object.id),
            *((Phrase(f", {said}", style="when"),) if said else ()),
            *((Phrase(f" — {sure}", style="remark"),) if sure else ()),
            Phrase("."),
        ),
        relation.sources,
        relation.basis,
    )
