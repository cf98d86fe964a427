"""A relation in; how its events stand out, in words, where they are not known to have happened: so that nothing that is
only planned or possible is told as done, from whichever end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from explorer.landscape import Landscape
from explorer.model import NOT_HAPPENED, Actor, Event, Relation
from explorer.outlook import outlook
from explorer.prose.phrases import name_of

Ends = tuple[Actor | Event, Actor | Event]
"""Subject and object of a relation, events with the status that they have on the day."""


def how_it_stands(
    landscape: Landscape, relation: Relation, ends: Ends, day: date, own: str = "", label: str = ""
) -> str:
    """How what a relation tells of stands on a day; empty where it has happened. `own` is the end whose record tells
    it, if one does: what came of that stands at its head. `label` is that of the verb."""
    events = [end for end in dict.fromkeys(ends) if isinstance(end, Event) and end.status in NOT_HAPPENED]
    said = [
        _own(event, relation, day, label)
        if event.id == own
        else _other(landscape, event, relation, day, named=not own and all(isinstance(end, Event) for end in ends))
        for event in sorted(events, key=lambda event: event.id == own)
    ]
    return "; ".join(filter(None, said or _itself(landscape, relation, day)))


def _own(event: Event, relation: Relation, day: date, label: str) -> str:
    """What somebody said of a plan has happened; what is to happen in it has not."""
    if relation.basis == "planned" or event.status in label.split():  # that is said already
        return ""
    over = relation.date is None or (relation.date.latest is not None and relation.date.latest <= day)
    return f"this event is {event.status}" if over else event.status


def _other(landscape: Landscape, event: Event, relation: Relation, day: date, *, named: bool) -> str:
    known = outlook(landscape, event, day)
    said = known.came_of_it if relation.basis == "planned" else known.words
    return f"{name_of(event)}: {said}" if named and said else said


def _itself(landscape: Landscape, relation: Relation, day: date) -> Iterator[str]:
    """Of a relation that is only known to have begun some time around the day, and was told of later."""
    when, first = relation.date, landscape.first_known(relation)
    if when is None or when.precision == "interval" or relation.basis == "planned":
        return
    if first and first > day and (when.latest is None or when.latest > day):
        yield "possible"


def written_later(day: str) -> str:
    """What is told as of another day, and what of it the curators wrote on their own, `day` in words."""
    return (
        "Dates, ties and what dated sources say as of the day chosen; the summary, rules, remarks and an actor’s role "
        f"were written as of {day}."
    )


def reasons_written_later(day: str) -> str:
    """The same of contradictions."""
    return f"As of the day chosen, without what was said later; why one is preferred was written as of {day}."
