"""Ties in; what a legend says of them out: of those that a picture draws, or of all that a landscape holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import islice
from typing import cast

from explorer.draw.lines import SHARED, STEPS, TieKey, tie_keys
from explorer.draw.primitives import End
from explorer.landscape import Landscape, once
from explorer.network.edges import Bundle, actors_by_event, bundled, end_sign, life_of, shared_events
from explorer.query.columns import event_columns
from explorer.query.masks import may_stand_ahead


def keys_of_ties(ties: Iterable[Bundle]) -> list[TieKey]:
    """What ties mean, each way to draw one once."""
    every = list(ties)
    told = [tie for tie in every if not tie.events and not tie.thread and tie.basis != "inferred"]
    kinds = {(cast(End, end_sign(tie)), str(tie.group)) for tie in told}
    more = [SHARED] if any(tie.events for tie in every) else []
    more += [STEPS] if any(tie.thread for tie in every) else []
    return tie_keys(kinds, {tie.basis for tie in every}, *more)


@once
def keys_of_landscape(landscape: Landscape) -> list[TieKey]:
    """What the ties mean that a network of a landscape can draw, whatever is shown of it and on whatever day."""
    verbs = landscape.verbs_by_id
    looks = {
        (verbs[relation.verb].group, verbs[relation.verb].side, relation.basis): relation
        for relation in landscape.relations
    }
    return keys_of_ties([*bundled(landscape, looks.values()), *_one_life(landscape), *_shared(landscape)])


def _one_life(landscape: Landscape) -> list[Bundle]:
    """The life of the first instrument that has one."""
    lives = ((id, steps) for id, steps in landscape.steps_of.items() if len(steps) > 1)
    return [tie for id, steps in islice(lives, 1) for tie in life_of(landscape, id, steps)]


def _shared(landscape: Landscape) -> list[Bundle]:
    """Ties by events that actors share: one of any, and one of those that are drawn as planned on some day."""
    actors, rows = {actor.id: actor for actor in landscape.actors}, event_columns(landscape).place
    ahead = may_stand_ahead(landscape)
    by_event = actors_by_event(landscape, actors)
    several = [(event, ids[:2]) for event, ids in by_event.items() if len(ids) > 1]
    found = [tie for _, ids in several[:1] for tie in shared_events(landscape, {id: actors[id] for id in ids})]
    planned = any(ahead[rows[event]] for event, _ in several)
    return [*found, *(replace(tie, basis="planned") for tie in found if planned)]
