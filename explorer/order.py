"""A landscape in; the one order of its events out, by which every list, thread, sentence and file goes.

What is known to come first comes first: the steps of an instrument by their number, and what "came after" something
behind it. Then the latest day by which an event had begun, so that "March" does not stand before 7 March. Then the row
of the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from heapq import heapify, heappop, heappush
from itertools import pairwise

from explorer.edtf import When, begun_by
from explorer.landscape import Landscape, once
from explorer.model import Event, Relation

CAME_AFTER = "came-after"
"""The verb that says of two events which was later."""

Moment = tuple[date, int, int]
"""A day, the place of an event in order and a row of the file; compared from left to right."""


def in_order(landscape: Landscape, events: Iterable[Event]) -> list[Event]:
    """Events of the landscape in their order."""
    place = places(landscape)
    return sorted(events, key=lambda event: place[event.id])


def moment(landscape: Landscape, relation: Relation, id: str = "") -> Moment:
    """Where a relation stands in time, as told of one of its ends or of neither: by its own date, else by that of its
    event; what has neither comes last. Of one day the order of events and of the file decides."""
    ends = (end for end in (relation.object, relation.subject) if end != id)
    event = next((record for end in ends if isinstance(record := landscape.records.get(end), Event)), None)
    when = relation.date or (event.date if event else None)
    at = places(landscape)[event.id] if event else -1
    return begun_by(when) if when else date.max, at, relation_rows(landscape)[relation.id]


@once
def relation_rows(landscape: Landscape) -> dict[str, int]:
    """The row of every relation, from 0, by its id."""
    return {relation.id: row for row, relation in enumerate(landscape.relations)}


@once
def places(landscape: Landscape) -> dict[str, int]:
    """The place of every event in order, from 0, by its id; a part of a landscape keeps the places of the whole."""
    if landscape.order and all(event.id in landscape.order for event in landscape.events):
        return dict(landscape.order)
    return order_of(landscape)


def order_of(landscape: Landscape) -> dict[str, int]:
    """The same worked out from the rows alone. Where what is known goes round in a circle, dates decide."""
    events = landscape.events
    threads = {instrument.id for instrument in landscape.instruments}
    steps = [(event.instrument if event.instrument in threads else "", event.step) for event in events]
    ties = ((tie.object, tie.subject) for tie in landscape.relations if tie.verb == CAME_AFTER)
    return order_of_rows({event.id: event.date for event in events}, steps, ties)


def order_of_rows(
    dates: Mapping[str, When], steps: Sequence[tuple[str, int | None]], ties: Iterable[tuple[str, str]]
) -> dict[str, int]:
    """The order of events, of which are known: the date of each by its id, row by row; the instrument that each is a
    step of, and its number; and pairs of ids, of which the first came before the second."""
    rows = {id: row for row, id in enumerate(dates)}
    before, after = _known_order(
        steps, ((rows[one], rows[other]) for one, other in ties if {one, other} <= rows.keys())
    )
    begun = {id(date): begun_by(date) for date in {id(date): date for date in dates.values()}.values()}  # few differ
    key = [(begun[id(date)], row) for row, date in enumerate(dates.values())]
    for row in _backwards(before, after):  # what must come first is not held up by a vague date of its own
        key[row] = min([key[row], *(((key[later][0]), row) for later in after.get(row, ()))])
    waiting = {row: len(earlier) for row, earlier in before.items()}
    anytime = sorted(key[row] for row in range(len(key)) if row not in before and row not in after)
    ready = [key[row] for row in after if row not in before]
    heapify(ready)
    placed: dict[int, int] = {}
    at = 0  # so many of those that wait for nothing, and nothing for them, have their place
    while at < len(anytime) or len(placed) < len(key):
        if at < len(anytime) and (not ready or anytime[at] < ready[0]):
            placed[anytime[at][1]] = len(placed)
            at += 1
            continue
        if not ready:  # a circle: its earliest by date goes first
            ready = [min(key[row] for row in waiting if row not in placed)]
        _, row = heappop(ready)
        if row in placed:
            continue
        placed[row] = len(placed)
        for later in after.get(row, ()):
            waiting[later] -= 1
            if waiting[later] == 0 and later not in placed:
                heappush(ready, key[later])
    return {id: placed[row] for id, row in rows.items()}


Neighbours = dict[int, set[int]]


def _known_order(
    steps: Sequence[tuple[str, int | None]], ties: Iterable[tuple[int, int]]
) -> tuple[Neighbours, Neighbours]:
    """Of the rows of events of which an order is known, those directly before and directly after each."""
    before: Neighbours = {}
    after: Neighbours = {}

    def known(first: int, second: int) -> None:
        before.setdefault(second, set()).add(first)
        after.setdefault(first, set()).add(second)

    threads: dict[str, dict[int, list[int]]] = {}
    for row, (instrument, number) in enumerate(steps):
        if instrument and number:
            threads.setdefault(instrument, {}).setdefault(number, []).append(row)
    for groups in threads.values():
        for earlier, later in pairwise(groups[number] for number in sorted(groups)):
            for first in earlier:
                for second in later:
                    known(first, second)
    for first, second in ties:
        known(first, second)
    return before, after


def _backwards(before: Neighbours, after: Neighbours) -> list[int]:
    """The rows of which an order is known, later ones first; those in a circle are left out."""
    waiting = {row: len(after.get(row, ())) for row in before.keys() | after.keys()}
    ready = sorted(row for row, later in waiting.items() if not later)
    found = []
    while ready:
        row = ready.pop()
        found.append(row)
        for earlier in sorted(before.get(row, ())):
            waiting[earlier] -= 1
            if not waiting[earlier]:
                ready.append(earlier)
    return found
