"""A landscape and a way to group it in; the timeline's bands out, from top to bottom, and which events each holds.

By lane every lane has its band, also an empty one. By kind, instrument or actor only bands with events are drawn, at
most so many; what has no band of its own stands in a last one, so that no event is lost.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from explorer.draw.palette import lane_look
from explorer.draw.shapes import Shape, shape_of
from explorer.edtf import sort_key
from explorer.model import Event, Landscape
from explorer.query.grouping import MAX_BANDS
from explorer.query.questions import NONE, REST
from explorer.query.selection import Rows

NO_COLOUR = "more"  # the look of a band that stands for no lane


@dataclass(frozen=True)
class Band:
    """One row of the picture, as wide as the plot; its name stands at the left."""

    id: str
    label: str
    look: str  # "1" to "4" or "more"; see the palette
    symbol: Shape | Literal[""] = ""  # a kind's sign, drawn beside its name instead of a bar of colour
    thread: bool = False  # whether its events are tied by a line, in order
    lines: tuple[str, ...] = ()  # the name as it is written in the column at the left
    short: str = ""  # the name as it is written above the rows where there is no column


@dataclass(frozen=True)
class Grouping:
    bands: tuple[Band, ...]
    holds: Mapping[str, tuple[str, ...]]  # event: ids of the bands it is drawn in, from top to bottom
    rest: str = ""  # a sentence about what has no band of its own; empty = everything has


def grouped(landscape: Landscape, events: Sequence[Event], rows: Rows, focus: str = "") -> Grouping:
    """The bands for these events. By actor, the selected one comes first, then those with the most events."""
    if rows == "kind":
        return _bands_by_kind(events)
    if rows == "instrument":
        return _bands_by_instrument(landscape, events)
    if rows == "actor":
        return _bands_by_actor(landscape, events, focus)
    bands = tuple(Band(lane.id, lane.label, lane_look(landscape.lanes, lane.id)) for lane in landscape.lanes)
    return Grouping(bands, {event.id: (event.lane,) for event in events})


def _bands_by_kind(events: Sequence[Event]) -> Grouping:
    counts = Counter(event.kind for event in events)
    kinds = sorted(counts, key=lambda kind: (-counts[kind], kind))
    shown = kinds[: MAX_BANDS["kind"]]
    bands = [Band(kind, capital(kind), NO_COLOUR, symbol=shape_of(kind)) for kind in shown]
    if len(kinds) > len(shown):
        bands.append(Band(REST, "Other kinds", NO_COLOUR, symbol="circle"))
    holds = {event.id: (event.kind if event.kind in shown else REST,) for event in events}
    return Grouping(
        tuple(bands), holds, rest_words(len(kinds) - len(shown), "kind", [counts[k] for k in kinds[len(shown) :]])
    )


def _bands_by_instrument(landscape: Landscape, events: Sequence[Event]) -> Grouping:
    """Threads, in the order in which they begin; those with the most steps where there are too many."""
    steps: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        steps[event.instrument].append(event)
    known = {instrument.id: instrument for instrument in landscape.instruments}
    first = {id: min(sort_key(event.date, event.id) for event in its) for id, its in steps.items()}
    threads = sorted((id for id in steps if id in known), key=lambda id: (-len(steps[id]), first[id]))
    shown = sorted(threads[: MAX_BANDS["instrument"]], key=lambda id: first[id])
    rest = threads[len(shown) :]
    looks = {id: lane_look(landscape.lanes, known[id].lane) for id in shown}
    bands = [Band(id, known[id].title, looks[id], thread=True) for id in shown]
    bands += [Band(REST, "Other instruments", NO_COLOUR)] if rest else []
    bands += [Band(NONE, "No instrument", NO_COLOUR)] if any(id not in known for id in steps) else []
    place = {id: id for id in shown} | dict.fromkeys(rest, REST)
    holds = {event.id: (place.get(event.instrument, NONE),) for event in events}
    return Grouping(tuple(bands), holds, rest_words(len(rest), "instrument", [len(steps[id]) for id in rest]))


def _bands_by_actor(landscape: Landscape, events: Sequence[Event], focus: str) -> Grouping:
    actors = {actor.id: actor for actor in landscape.actors}
    drawn = {event.id for event in events}
    takes_part = events_of_actors(landscape)
    counts = {id: len(its & drawn) for id, its in takes_part.items() if its & drawn}
    ranked = sorted(counts, key=lambda id: (id != focus, -counts[id], actors[id].weight, id))
    shown, rest = ranked[: MAX_BANDS["actor"]], ranked[MAX_BANDS["actor"] :]
    bands = [Band(id, actors[id].name, lane_look(landscape.lanes, actors[id].lane)) for id in shown]
    holds: dict[str, list[str]] = {event.id: [] for event in events}
    for id in shown:
        for event in takes_part[id] & drawn:
            holds[event].append(id)
    if not all(holds.values()):
        bands.append(Band(REST, "None of these", NO_COLOUR))
    said = rest_words(len(rest), "actor", [counts[id] for id in rest])
    return Grouping(tuple(bands), {id: tuple(found) or (REST,) for id, found in holds.items()}, said)


def events_of_actors(landscape: Landscape) -> dict[str, set[str]]:
    """For each actor tied to an event by a relation, whichever way it points, its events."""
    actors = {actor.id for actor in landscape.actors}
    events = {event.id for event in landscape.events}
    found: dict[str, set[str]] = defaultdict(set)
    for relation in landscape.relations:
        for actor, event in ((relation.subject, relation.object), (relation.object, relation.subject)):
            if actor in actors and event in events:
                found[actor].add(event)
    return found


def rest_words(count: int, thing: str, sizes: Sequence[int]) -> str:
    """A sentence about what has no band of its own.

    >>> rest_words(41, "actor", [1] * 41)
    '41 more actors with 1 event each: narrow by filters or pick one'
    """
    if not count:
        return ""
    least, most = min(sizes), max(sizes)
    events = f"{most} event{'' if most == 1 else 's'}"
    each = f"{events} each" if least == most else f"{least} to {events} each"
    if count == 1:
        return f"1 more {thing} with {events}: narrow by filters or pick it"
    return f"{count} more {thing}s with {each}: narrow by filters or pick one"


def capital(word: str) -> str:
    return word[:1].upper() + word[1:]
