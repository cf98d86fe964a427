"""A landscape in; walks through it out: those its curators wrote, and those that follow from its records.

A tour is steps of a heading, a few cited sentences, and an address that says what the step shows. Beside the
curators' own there is the life of every instrument with several steps ("life-of-…") and the story of every actor with
several events ("story-of-…"), made of the records' own titles and summaries.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import get_args

from explorer.landscape import Landscape, once
from explorer.model import Actor, Citation, Event, TourPlace
from explorer.order import in_order

MAX_STEPS = max(get_args(TourPlace))
FEWEST_STEPS = 2
"""A walk of one step is none."""

MAX_STORY = 8
"""So many steps a record's story has at most: its weightiest events."""

LIFE, STORY = "life-of-", "story-of-"


@dataclass(frozen=True)
class TourStep:
    heading: str
    sentences: tuple[tuple[str, tuple[Citation, ...]], ...]  # each with where it rests
    address: str  # what it shows, without "?"


@dataclass(frozen=True)
class Tour:
    id: str  # as it stands in the address
    title: str
    steps: tuple[TourStep, ...]


@once
def tours(landscape: Landscape) -> dict[str, Tour]:
    """The curators' tours by id, in the order of their file."""
    found: dict[str, Tour] = {}
    for id, rows in groupby(sorted(landscape.tours, key=lambda row: row.tour), key=lambda row: row.tour):
        written = list(rows)
        steps = []
        for _, some in groupby(sorted(written, key=lambda row: row.step), key=lambda row: row.step):
            first, *others = some
            sentences = tuple((row.text, row.sources) for row in (first, *others))
            steps.append(TourStep(first.heading, sentences, first.address.removeprefix("?")))
        found[id] = Tour(id, next((row.title for row in written if row.title), id), tuple(steps))
    return {id: found[id] for id in dict.fromkeys(row.tour for row in landscape.tours)}


def tour_of(landscape: Landscape, id: str) -> Tour | None:
    """A tour by its id, whether it was written or follows from a record; None where there is none."""
    if id in (own := tours(landscape)):
        return own[id]
    if id.startswith(LIFE):
        return _life(landscape, id.removeprefix(LIFE))
    return _story(landscape, id.removeprefix(STORY)) if id.startswith(STORY) else None


def generated_tour(landscape: Landscape, id: str) -> Tour | None:
    """The walk that follows from a record: an instrument's life, an event's instrument's, an actor's story."""
    record = landscape.selectable.get(id)
    if isinstance(record, Actor):
        return _story(landscape, id)
    return _life(landscape, record.instrument if isinstance(record, Event) else id)


def _life(landscape: Landscape, id: str) -> Tour | None:
    steps = _weightiest_in_order(landscape, landscape.steps_of.get(id, ()), MAX_STEPS)
    if len(steps) < FEWEST_STEPS:
        return None
    title = next(instrument.title for instrument in landscape.instruments if instrument.id == id)
    return Tour(LIFE + id, f"{title}, step by step", tuple(map(_step, steps)))


def _story(landscape: Landscape, id: str) -> Tour | None:
    actor = landscape.records.get(id)
    if not isinstance(actor, Actor):
        return None
    ends = {end for tie in landscape.relations_of[id] for end in (tie.subject, tie.object)}
    events = [record for end in sorted(ends) if isinstance(record := landscape.records.get(end), Event)]
    told = _weightiest_in_order(landscape, events, MAX_STORY)
    if len(told) < FEWEST_STEPS:
        return None
    return Tour(STORY + id, f"{actor.name}, event by event", tuple(map(_step, told)))


def _weightiest_in_order(landscape: Landscape, events: Iterable[Event], most: int) -> list[Event]:
    """The weightiest of some events, in order of time."""
    return in_order(landscape, sorted(in_order(landscape, events), key=lambda event: event.weight)[:most])


def _step(event: Event) -> TourStep:
    return TourStep(event.title, ((event.summary, event.sources),), f"sel={event.id}")
