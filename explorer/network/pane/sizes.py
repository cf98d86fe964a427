"""The network's pane on the page: its four sizes, how much it holds, and which records rest in it.

A pane has one size, whatever the landscape: what does not fit is drawn when it is picked.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from explorer.landscape import Landscape, once
from explorer.model import Actor, Event
from explorer.network.edges import shared_events
from explorer.query.masks import WEIGHTS
from explorer.query.selection import Level, Nodes
from explorer.query.visible import whole

BOOKKEEPING = ("affiliation", "context")
"""Groups of verbs that say where something belongs, not what anybody did."""

TIGHT_AREA = 8_000.0
"""px² for each where the reader asked for all that fit: the steps around a record, a picture tidied up."""

LOOKED_AT = 400
"""So many of the weightiest records are looked at for those that rest in a pane."""


@dataclass(frozen=True)
class Pane:
    """A size in px; the names of lanes stand in the gutter at its left, or inside their bands where there is none."""

    width: int
    height: int
    gutter: int
    at_rest: int  # so many records while nothing is asked: about one for 14 000 px², so that others can join a pick

    @property
    def key(self) -> str:
        return f"{self.width}x{self.height}"


PANES = (Pane(1384, 548, 84, 40), Pane(972, 443, 84, 26), Pane(840, 339, 74, 18), Pane(620, 367, 0, 17))
"""The size classes of a desk, the largest first."""

PHONE = Pane(358, 460, 0, 10)
"""That of a phone, where a pick is a list."""


def pane_of(width: int) -> Pane:
    """The largest size class that is no wider than so many px; that of a phone where none is."""
    return next((pane for pane in PANES if pane.width <= width), PHONE)


def most(pane: Pane, mode: Nodes = "all") -> int:
    """How many records a pane holds where the reader asked for all that fit."""
    area = (pane.width - pane.gutter) * pane.height / TIGHT_AREA
    return max(6, round(area * (1.0 if mode == "all" else 0.85)))


def resting_ids(landscape: Landscape, pane: Pane, mode: Nodes = "all", level: Level = "all") -> frozenset[str]:
    """What a pane shows at rest: of each lane one event and one actor, then the weightiest and those that act most."""
    return _resting(landscape)(mode, level, pane.at_rest)


@once
def acts_of(landscape: Landscape) -> dict[str, tuple[int, int]]:
    """By record how many relations it has that are no bookkeeping, and how many acts are its own."""
    groups = {verb.id: verb.group for verb in landscape.verbs}
    ties, done = dict.fromkeys(landscape.records, 0), dict.fromkeys(landscape.records, 0)
    for relation in landscape.relations:
        group = groups[relation.verb]
        if group not in BOOKKEEPING and relation.subject != relation.object:
            for end in {relation.subject, relation.object} & ties.keys():
                ties[end] += 1
            if group == "act" and relation.subject in done:
                done[relation.subject] += 1
    return {id: (count, done[id]) for id, count in ties.items()}


@once
def _resting(landscape: Landscape) -> Callable[[Nodes, Level, int], frozenset[str]]:
    @cache
    def ids(mode: Nodes, level: Level, count: int) -> frozenset[str]:
        acts = acts_of(landscape)
        known = landscape.records
        ranked = sorted(
            (record for record in known.values() if record.weight <= WEIGHTS[level]),
            key=lambda record: (record.weight, -acts[record.id][0], record.id),
        )
        if mode == "actors":
            return _sharing(landscape, [record for record in ranked if isinstance(record, Actor)], count)
        firsts = _first_of_lanes(landscape, ranked)[:count]
        return frozenset(_joined(landscape, firsts, ranked, count))

    return ids


def _first_of_lanes(landscape: Landscape, ranked: list[Actor | Event]) -> list[str]:
    """One event and one actor of each lane, those of the weightiest lanes first."""
    found: dict[tuple[str, bool], str] = {}
    for record in ranked:
        found.setdefault((record.lane, isinstance(record, Event)), record.id)
    return list(found.values())


def _joined(landscape: Landscape, firsts: list[str], ranked: list[Actor | Event], count: int) -> list[str]:
    """The first ones, then by weight; of one weight those first that are tied to what is there, by their acts."""
    acts, groups = acts_of(landscape), {verb.id: verb.group for verb in landscape.verbs}
    chosen = dict.fromkeys(firsts)
    pool = {record.id: record for record in ranked[:LOOKED_AT] if record.id not in chosen}
    near: dict[str, int] = dict.fromkeys(pool, 0)

    def come(id: str) -> None:
        ends = {
            end
            for relation in landscape.relations_of[id]
            if groups[relation.verb] not in BOOKKEEPING
            for end in (relation.subject, relation.object)
        }
        for end in ends & near.keys():
            near[end] += 1

    for id in firsts:
        come(id)
    while pool and len(chosen) < count:
        best = min(pool, key=lambda id: (pool[id].weight, -min(acts[id][0], 6) - 2 * min(near[id], 3), id))
        chosen[best] = None
        del pool[best], near[best]
        come(best)
    return list(chosen)


def _sharing(landscape: Landscape, ranked: list[Actor | Event], count: int) -> frozenset[str]:
    """The weightiest actors who share an event with another of them: there is nothing to see of others."""
    few = ranked[: min(len(ranked), 4 * count)]
    weightiest = list(whole(landscape).weightiest(count, "actors", [record.id for record in few]))
    ties = shared_events(landscape, {id: landscape.records[id] for id in weightiest})
    return frozenset(end for tie in ties for end in (tie.subject, tie.object))
