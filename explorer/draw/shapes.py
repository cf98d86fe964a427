"""What each kind of event and of actor looks like, and the word for it. Pens and legends know it from here alone.

A new kind of actor has a row in the model and one here. A kind of event is any word, and a circle until it has a row
here or in the landscape's own settings.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, pi, sin

from explorer.landscape import Landscape, once
from explorer.model import ActorKind, Shape


@dataclass(frozen=True)
class EventShape:
    """A sign; kinds that share it share its word."""

    shape: Shape
    word: str


@dataclass(frozen=True)
class ActorLook:
    """A box around the name; kinds that share it share its word. Lengths are px of the page."""

    word: str
    corner: float  # how round it is at most
    room: float  # at either side of the name
    many: bool = False  # whether another box shows behind it


_LAW = EventShape("square", "resolution or law")
EVENT_LOOKS: dict[str, EventShape] = {
    "order": EventShape("diamond", "order"),
    "resolution": _LAW,
    "ordinance": _LAW,
    "law": _LAW,
    "legislation": _LAW,
    "memorial": _LAW,
    "bill step": EventShape("triangle", "step of a bill"),
    "bill ends": EventShape("cross", "bill ends"),
    "court": EventShape("hexagon", "court"),
}
OTHER_EVENT = EventShape("circle", "any other event")

_BODY = ActorLook("office or organization", corner=5, room=9)
ACTOR_LOOKS: dict[ActorKind, ActorLook] = {
    "person": ActorLook("person", corner=17, room=14),
    "office": _BODY,
    "body": _BODY,
    "agency": _BODY,
    "organization": _BODY,
    "community": ActorLook("community", corner=5, room=9, many=True),
    "place": ActorLook("place", corner=5, room=9),
}


def shape_of(landscape: Landscape, kind: str) -> Shape:
    """The sign of a kind of events: the landscape's own, else that of the table, else a circle."""
    return _event_looks(landscape).get(kind, OTHER_EVENT).shape


@once
def _event_looks(landscape: Landscape) -> dict[str, EventShape]:
    return EVENT_LOOKS | {kind.id: EventShape(kind.shape, kind.label) for kind in landscape.kinds}


def event_keys(landscape: Landscape) -> list[EventShape]:
    """What a legend says of the kinds of events that there are, each once, in the order of the table."""
    looks = _event_looks(landscape)
    held = {looks.get(event.kind, OTHER_EVENT) for event in landscape.events}
    return [look for look in dict.fromkeys([*looks.values(), OTHER_EVENT]) if look in held]


def actor_keys(landscape: Landscape) -> list[ActorLook]:
    """What a legend says of the kinds of actors that there are, each once, in the order of the table."""
    held = {ACTOR_LOOKS[actor.kind] for actor in landscape.actors}
    return [look for look in dict.fromkeys(ACTOR_LOOKS.values()) if look in held]


# --- signs as paths ------------------------------------------------------------------------------------------------


def _polygon(points: list[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in points) + "Z"


def shape_path(symbol: Shape, radius: float) -> str:
    """SVG path text around (0, 0), areas matched by eye; a cross is two strokes, everything else a closed shape."""
    r = radius
    if symbol == "diamond":
        d = 1.22 * r
        return _polygon([(0, -d), (d, 0), (0, d), (-d, 0)])
    if symbol == "square":
        d = 0.92 * r
        return _polygon([(-d, -d), (d, -d), (d, d), (-d, d)])
    if symbol == "triangle":
        return _polygon([(0, -1.2 * r), (1.15 * r, 0.85 * r), (-1.15 * r, 0.85 * r)])
    if symbol == "hexagon":
        return _polygon([(1.1 * r * cos(k * pi / 3), 1.1 * r * sin(k * pi / 3)) for k in range(6)])
    if symbol == "cross":
        d = 0.85 * r
        return f"M{-d:.2f} {-d:.2f}L{d:.2f} {d:.2f}M{d:.2f} {-d:.2f}L{-d:.2f} {d:.2f}"
    return f"M{-r:.2f} 0A{r:.2f} {r:.2f} 0 1 1 {r:.2f} 0A{r:.2f} {r:.2f} 0 1 1 {-r:.2f} 0Z"
