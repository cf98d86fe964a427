"""A Landscape in; its actors as rows to compare, the best-connected first, out. Pure.

The numbers say how much is recorded of an actor, and where it stands in the record; MEANINGS says each in a sentence.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from explorer.draw.palette import lane_look
from explorer.landscape import Landscape
from explorer.model import NOT_HAPPENED, Actor, Event, VerbGroup
from explorer.query.centrality import centrality
from explorer.query.columns import GROUPS

MAX_ACTORS_COMPARED = 200
"""So many actors are compared: those with most ties. The rest is counted."""

MAX_VERBS = 3
"""So many verbs of an actor are named, the most used; more are counted."""

MEANINGS: dict[str, str] = {
    "ties": "How many recorded ties begin or end at the actor: more recorded ties, not more power.",
    "events": "How many different events these ties lead to, whether they have happened or are planned.",
    "verbs": "What the actor most often does, or has done to it, and how often that is recorded.",
    "years": "From the first year to the last in which such an event took place; what is only planned does not count.",
    "between": "Of the shortest ways between all other records, the share that leads through the actor: who links "
    "parts of the record that would otherwise be further apart, not who decides.",
}
"""What each number means, in one plain sentence."""


@dataclass(frozen=True)
class ActorRow:
    id: str
    name: str
    lane: str  # its label
    look: str  # of the lane
    ties: int  # relations it is an end of: its degree
    groups: tuple[int, ...]  # the same by verb group, in the order of GROUPS
    events: int
    verbs: tuple[tuple[str, int], ...]  # as said of this actor, and how often; the most used first
    years: tuple[int, int] | None  # first and last, both included; None = no event of it has a date and took place
    between: float | None  # 0 to 1: its betweenness; None = left out, as the landscape is too large
    estimated: bool  # the betweenness is an estimate


def actors_table(landscape: Landscape, most: int = MAX_ACTORS_COMPARED) -> tuple[ActorRow, ...]:
    """The actors with most ties, then the greater betweenness, then by name; at most `most`."""
    known = centrality(landscape)
    lanes = {lane.id: (lane.label, lane_look(landscape.lanes, lane.id)) for lane in landscape.lanes}
    first = sorted(
        landscape.actors, key=lambda a: (-known.degree[a.id], -known.betweenness.get(a.id, 0.0), a.name, a.id)
    )[:most]
    return tuple(
        _actor_row(landscape, actor, lanes[actor.lane], known.betweenness.get(actor.id), known.sampled > 0)
        for actor in first
    )


def _actor_row(
    landscape: Landscape,
    actor: Actor,
    lane: tuple[str, str],
    between: float | None,
    estimated: bool,
) -> ActorRow:
    ties, verbs = landscape.relations_of[actor.id], landscape.verbs_by_id
    ends = {end for tie in ties for end in (tie.subject, tie.object)}
    events = [record for id in sorted(ends) if isinstance(record := landscape.records.get(id), Event)]
    words = Counter(verbs[tie.verb].label if tie.subject == actor.id else verbs[tie.verb].inverse_label for tie in ties)
    groups: Counter[VerbGroup] = Counter(verbs[tie.verb].group for tie in ties)
    return ActorRow(
        id=actor.id,
        name=actor.name,
        lane=lane[0],
        look=lane[1],
        ties=len(ties),
        groups=tuple(groups[group] for group in GROUPS),
        events=len(events),
        verbs=tuple(sorted(words.items(), key=lambda item: (-item[1], item[0]))),
        years=_years_of(events),
        between=between,
        estimated=estimated,
    )


def _years_of(events: list[Event]) -> tuple[int, int] | None:
    days = [
        day
        for event in events
        if event.status not in NOT_HAPPENED
        for day in (event.date.earliest, event.date.latest)
        if day
    ]
    return (min(days).year, max(days).year) if days else None
