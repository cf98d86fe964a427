"""A part of a landscape in; what a reader may choose among for a file out: whose slides, what is left out by hand."""

from __future__ import annotations

from explorer.edtf import short_words
from explorer.export.options import MAX_ACTORS
from explorer.landscape import Landscape
from explorer.order import in_order
from explorer.prose.phrases import name_of
from explorer.query.graph import tied_to
from explorer.query.ranking import by_weight, key_actors

MAX_OFFERED = 300
"""So many events, and so many actors, are offered to be left out one by one; the weightiest."""


def deck_choices(part: Landscape, focus: str) -> dict[str, list[tuple[str, str]]]:
    """Who may get a slide, each an id and a name, the weightiest first: the key actors, and what is selected with
    the actors it is tied to."""
    ranked = sorted(part.actors, key=by_weight(part))
    near: list[tuple[str, str]] = []
    if focus in part.selectable:
        tied = tied_to(part, focus)
        near = [(focus, name_of(part.selectable[focus]))]
        near += [(actor.id, actor.name) for actor in ranked if actor.id in tied and actor.id != focus]
    key = [(actor.id, actor.name) for actor in key_actors(part)]
    return {"key": key[:MAX_ACTORS], "near": near[:MAX_ACTORS]}


def choices_by_hand(part: Landscape) -> dict[str, list[tuple[str, str]]]:
    """What is shown, each an id and a name: events in their order, with their dates, and actors by weight."""
    rank = by_weight(part)
    first = sorted(part.events, key=rank)[:MAX_OFFERED]
    events = [(event.id, f"{name_of(event)}, {short_words(event.date)}") for event in in_order(part, first)]
    actors = [(actor.id, actor.name) for actor in sorted(part.actors, key=rank)[:MAX_OFFERED]]
    return {"events": events, "actors": actors}
