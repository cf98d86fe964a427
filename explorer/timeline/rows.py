"""A landscape and a way to group it in; the timeline's bands out, from top to bottom, and which events each holds.

By lane every lane has its band, also an empty one. By kind, instrument or actor only bands with events are drawn, at
most so many; what has no band of its own stands in a last one, so that no event is lost.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from explorer.cache import SHORT, remembered
from explorer.draw.palette import lane_look
from explorer.draw.shapes import shape_of
from explorer.landscape import Landscape
from explorer.model import Event, Instrument, Lane, Shape
from explorer.prose.phrases import name_of
from explorer.query import grouping
from explorer.query.columns import Truths, columns, event_columns
from explorer.query.questions import NONE, REST
from explorer.query.selection import RowsChoice, Selection
from explorer.timeline.instrument_names import case_names, number_of
from explorer.wording import how_many

NO_COLOUR = "more"  # the look of a band that stands for no lane
_OTHERS: dict[RowsChoice, str] = {"kind": "Other kinds", "instrument": "Other instruments", "actor": "None of these"}


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
    brief: str = ""  # a shorter name to write in the picture: a bill's number
    shorter: tuple[str, ...] = ()  # further names, for where the name as written has no room: "v. Barr"

    @property
    def written(self) -> str:
        """The name as the picture has it."""
        return self.brief or self.label


def letters_of_bands(bands: Sequence[Band]) -> int:
    """How much their names are to write."""
    return sum(len(band.label) for band in bands)


@dataclass(frozen=True)
class Grouping:
    bands: tuple[Band, ...]
    holds: Mapping[str, tuple[str, ...]]  # event: ids of the bands it is drawn in, from top to bottom
    rest: str = ""  # a sentence about what has no band of its own; empty = everything has


def grouped(
    landscape: Landscape,
    events: Sequence[Event],
    rows: RowsChoice,
    focus: str = "",
    named: Landscape | None = None,
    only: Collection[str] | None = None,
) -> Grouping:
    """The bands for some of the landscape's events; see `Questions.bands`. `named` is the whole that names them. With
    `only`, no relation counts of any other event."""
    if rows == "lane":
        lanes = _lane_bands(tuple(lane.id for lane in landscape.lanes), (named or landscape).lanes)
        return Grouping(lanes, {event.id: (event.lane,) for event in events})
    place = event_columns(landscape).place
    drawn = np.zeros(len(landscape.events), dtype=bool)
    drawn[[place[event.id] for event in events]] = True
    ties = np.ones(len(landscape.relations), dtype=bool)
    if rows == "actor" and only is not None:
        ties = _ties_among(landscape, [place[id] for id in only])
    found = grouping.events_in_bands(landscape, Selection(rows=rows, focus=focus), drawn, ties)
    ids, others = found.bands
    holds: dict[str, list[str]] = {}
    for row, band in zip(found.row.tolist(), found.band.tolist(), strict=True):
        holds.setdefault(landscape.events[row].id, []).append(ids[band])
    bands = tuple(band_of(named or landscape, rows, id) for id in ids)
    if rows == "instrument":
        bands = tuple(replace(band, thread=band.id not in (REST, NONE)) for band in bands)
    return Grouping(bands, {id: tuple(held) for id, held in holds.items()}, rest_words(len(others), rows, others))


def _ties_among(landscape: Landscape, events: Sequence[int]) -> Truths:
    """The relations among all actors and some events, which are given by their rows."""
    known, actors = columns(landscape).relations, len(landscape.actors)
    there = np.ones(actors + len(landscape.events), dtype=bool)
    there[actors:] = False
    there[[actors + row for row in events]] = True
    held: Truths = there[known.subject] & there[known.object]
    return held


def band_of(landscape: Landscape, rows: RowsChoice, id: str) -> Band:
    """The band of an id, with its name and colour in the whole landscape."""
    if id in (REST, NONE):
        return Band(id, _OTHERS[rows] if id == REST else "No instrument", NO_COLOUR, "circle" if rows == "kind" else "")
    if rows == "kind":
        return Band(id, id[:1].upper() + id[1:], NO_COLOUR, symbol=shape_of(landscape, id))
    if rows == "lane":
        return _lane_bands((id,), landscape.lanes)[0]
    record = landscape.selectable[id]
    band = Band(id, name_of(record), lane_look(landscape.lanes, record.lane))
    if not isinstance(record, Instrument):
        return band
    return replace(band, brief=number_of(landscape, record), shorter=case_names(landscape, record))


@remembered(64, lambda ids: sum(map(len, ids)), 10 * SHORT)  # a page is tried with the same again and again
def _lane_bands(ids: Sequence[str], lanes: Sequence[Lane]) -> tuple[Band, ...]:
    """The bands of some lanes, as others of all are called and coloured."""
    labels = {lane.id: lane.label for lane in lanes}
    return tuple(Band(id, labels[id], lane_look(lanes, id)) for id in ids)


def rest_words(count: int, thing: str, sizes: Sequence[int]) -> str:
    """A sentence about what has no band of its own.

    >>> rest_words(41, "actor", [1] * 41)
    '41 more actors with 1 event each: narrow by filters or pick one'
    """
    if not count:
        return ""
    least, most = min(sizes), max(sizes)
    events = how_many(most, "event")
    each = f"{events} each" if least == most else f"{least} to {events} each"
    if count == 1:
        return f"1 more {thing} with {events}: narrow by filters or pick it"
    return f"{count} more {thing}s with {each}: narrow by filters or pick one"
