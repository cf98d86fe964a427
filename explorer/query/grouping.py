"""The bands of a timeline with any number of events, and where each event stands in them and in time, as columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.landscape import Landscape, once
from explorer.query.columns import Ints, Truths, columns, event_columns
from explorer.query.questions import NONE, REST, Bands
from explorer.query.selection import RowsChoice, Selection

MAX_BANDS: dict[RowsChoice, int] = {"lane": 1000, "kind": 14, "instrument": 16, "actor": 12}
"""So many bands of a grouping are drawn at most, the last one for everything else not counted."""

BandPlaces = NDArray[np.int64]


@dataclass(frozen=True)
class Grouped:
    """For every place of an event in a band its row in the table and its band, by row, then by band."""

    bands: Bands
    row: BandPlaces
    band: BandPlaces


def counts_by_band(
    stands: Ints, band: NDArray[np.integer], bands: int, edges: Sequence[int]
) -> tuple[tuple[int, ...], ...]:
    """By band, then by period, how many of some days lie from one edge up to, not including, the next."""
    periods = max(0, len(edges) - 1)
    place = np.searchsorted(np.array(edges), stands, side="right") - 1
    inside = (place >= 0) & (place < periods)
    flat = band[inside] * periods + place[inside]
    return tuple(map(tuple, np.bincount(flat, minlength=bands * periods).reshape(bands, periods).tolist()))


def events_in_bands(landscape: Landscape, selection: Selection, events: Truths, relations: Truths) -> Grouped:
    """The bands by the selection's grouping, for the events and relations in the masks."""
    row = np.flatnonzero(events)
    if selection.rows == "kind":
        return _by_kind(landscape, row)
    if selection.rows == "instrument":
        return _by_instrument(landscape, row)
    if selection.rows == "actor":
        return _by_actor(landscape, selection.focus, events, relations)
    lanes = tuple(lane.id for lane in landscape.lanes)
    return Grouped(Bands(lanes, ()), row, event_columns(landscape).lane[row].astype(np.int64))


def _by_kind(landscape: Landscape, row: BandPlaces) -> Grouped:
    known = event_columns(landscape)
    counts = np.bincount(known.kind[row], minlength=len(known.kinds))
    ranked = sorted(np.flatnonzero(counts).tolist(), key=lambda kind: (-counts[kind], known.kinds[kind]))
    shown, rest = ranked[: MAX_BANDS["kind"]], ranked[MAX_BANDS["kind"] :]
    ids = [known.kinds[kind] for kind in shown] + [REST] * bool(rest)
    place = _places(len(known.kinds), shown, len(shown))
    return Grouped(Bands(tuple(ids), tuple(counts[rest].tolist())), row, place[known.kind[row]])


def _by_instrument(landscape: Landscape, row: BandPlaces) -> Grouped:
    """Those with the most steps, in the order in which they begin; the others stand together."""
    column, known = _instruments(landscape)[row], landscape.instruments
    counts = np.bincount(column, minlength=len(known) + 1)
    begins = np.full(len(known) + 1, np.iinfo(np.int32).max)
    np.minimum.at(begins, column, event_columns(landscape).earliest[row])
    threads = np.flatnonzero(counts[:-1])
    ranked = threads[np.lexsort((begins[threads], -counts[threads]))].tolist()
    shown = sorted(ranked[: MAX_BANDS["instrument"]], key=lambda place: int(begins[place]))
    rest = ranked[len(shown) :]
    ids = [known[place].id for place in shown] + [REST] * bool(rest) + [NONE] * bool(counts[-1])
    place = _places(len(known) + 1, shown, len(shown))
    place[-1] = len(ids) - 1
    return Grouped(Bands(tuple(ids), tuple(counts[rest].tolist())), row, place[column])


@once
def _instruments(landscape: Landscape) -> BandPlaces:
    """The place of each event's instrument in their table; the one after the last where it is a step of none."""
    place = {instrument.id: place for place, instrument in enumerate(landscape.instruments)}
    return np.fromiter((place.get(event.instrument, len(place)) for event in landscape.events), dtype=np.int64)


def _by_actor(landscape: Landscape, focus: str, events: Truths, relations: Truths) -> Grouped:
    """The selected actor first, then those with the most events; the events of none of them stand together."""
    actors, ties = landscape.actors, _ties(landscape)
    on = np.zeros(len(ties.actor), dtype=bool)
    on[ties.place[relations & (ties.place >= 0)]] = True
    actor, event = ties.actor[on], ties.event[on]
    counts = np.bincount(actor, minlength=len(actors))
    weight = columns(landscape).actors.weight
    tied = np.flatnonzero(counts)
    most = MAX_BANDS["actor"]
    enough = np.partition(counts[tied], -most)[-most] if len(tied) > most else 1  # only those can be among the first
    likely = {*tied[counts[tied] >= enough].tolist(), *(tied[[actors[i].id == focus for i in tied]] if focus else ())}
    shown = sorted(likely, key=lambda i: (actors[i].id != focus, -counts[i], weight[i], actors[i].id))[:most]
    rest = np.sort(counts[np.setdiff1d(tied, shown)])[::-1]
    place = _places(len(actors), shown, -1)[actor]
    alone = events.copy()
    alone[event[place >= 0]] = False
    others = np.flatnonzero(alone)
    ids = [actors[i].id for i in shown] + [REST] * bool(len(others))
    row = np.concatenate([event[place >= 0], others])
    band = np.concatenate([place[place >= 0], np.full(len(others), len(shown))])
    order = np.lexsort((band, row))
    return Grouped(Bands(tuple(ids), tuple(rest.tolist())), row[order], band[order])


@dataclass(frozen=True, eq=False)
class Ties:
    """Every two of an actor and an event that some relation ties, once; and for each relation which two, or -1."""

    actor: BandPlaces
    event: BandPlaces
    place: BandPlaces


@once
def _ties(landscape: Landscape) -> Ties:
    relations, actors, many = columns(landscape).relations, len(landscape.actors), max(1, len(landscape.events))
    one = np.minimum(relations.subject, relations.object).astype(np.int64)
    other = np.maximum(relations.subject, relations.object).astype(np.int64) - actors
    both = (one < actors) & (other >= 0)
    pairs, inverse = np.unique(one[both] * many + other[both], return_inverse=True)
    place = np.full(len(one), -1, dtype=np.int64)
    place[both] = inverse
    return Ties(*np.divmod(pairs, many), place)


def _places(many: int, shown: list[int], other: int) -> BandPlaces:
    """The band of each of so many things: its place among those shown, or another."""
    place = np.full(many, other, dtype=np.int64)
    place[shown] = np.arange(len(shown))
    return place
