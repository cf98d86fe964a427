"""One record in; how it is drawn in the network's pane out: words beside the symbol, in two lines. Pure.

A node has two states: with its date, or with what it does to the record picked. It keeps room for the larger one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from explorer.draw.shapes import ACTOR_LOOKS
from explorer.draw.text_metrics import shortened, text_width, wrapped
from explorer.landscape import Landscape
from explorer.model import Actor, Event, Verb
from explorer.network.nodes import NodeMark, actor_mark, event_mark

NAME_SIZE, KEY_SIZE, HUB_SIZE = 12.0, 13.5, 15.0
DATE_SIZE, DOES_SIZE, STEP_SIZE = 11.0, 10.5, 11.5
NAME_LEADING, SECOND_LEADING = 14.0, 12.0
EVENT_HEIGHT, BESIDE = 26.0, 4.0
MAX_NAME, FLAT_NAME, MAX_DOES = 150.0, 200.0, 130.0

Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True, kw_only=True)
class PaneNode(NodeMark):
    """A node of the pane. An event's words stand at the right of its symbol, or at its left; nothing below it."""

    left: bool = False  # an event's words stand at the left of its symbol
    guest: bool = False  # not there at rest: it joined a pick
    does: str = ""  # what it does to the record picked: its second line, in place of an event's date
    grown: float = 0.0  # px of width that its widest state takes more than this one
    taller: float = 0.0  # … and of height

    @property
    def size(self) -> float:
        """Of the type of its name, in px."""
        return HUB_SIZE if self.hub else KEY_SIZE if self.key else NAME_SIZE

    @property
    def heart(self) -> tuple[float, float]:
        """The point at which its ties aim: an actor's middle, an event's symbol."""
        return (self.x + self.heart_shift, self.y)

    @property
    def heart_shift(self) -> float:
        """From the middle of the box to the heart."""
        if self.kind == "actor":
            return 0.0
        reach = self.width / 2 - symbol_room(self.radius) / 2
        return reach if self.left else -reach

    @property
    def kept(self) -> Box:
        """Its box with the room for its largest state."""
        left, top, right, bottom = self.box
        if self.kind == "actor":
            return left - self.grown / 2, top - self.taller / 2, right + self.grown / 2, bottom + self.taller / 2
        return (left - self.grown, top, right, bottom) if self.left else (left, top, right + self.grown, bottom)

    def at(self, x: float, y: float) -> PaneNode:
        """With its heart there."""
        return replace(self, x=round(x - self.heart_shift, 1), y=round(y, 1))

    def turned(self, left: bool) -> PaneNode:
        """With its words at that side of its heart, which stays."""
        x, y = self.heart
        return replace(self, left=left).at(x, y)

    def doing(self, does: str, after: str = "", most: float = MAX_DOES) -> PaneNode:
        """With what it does to the record picked as its second line, in `most` px, and room for what is to stand
        behind that; its heart stays where it is."""
        if not does:
            return self
        x, y = self.heart
        room = max(most, self.width - 2 * self.actor.room if self.kind == "actor" else 0)
        verb, dot, basis = does.rpartition(" · ") if " · " in does else (does, "", "")
        words = shortened(verb, room - text_width(dot + basis, DOES_SIZE), DOES_SIZE) + dot + basis
        width, height = _size(self, words + after, self.actor.room if self.kind == "actor" else 0)
        return replace(self, does=words, width=width, height=height, grown=0.0, taller=0.0).at(x, y)

    def resized(self) -> PaneNode:
        """As large as its words are now, with no room for others."""
        width, height = _size(self, self.does, self.actor.room if self.kind == "actor" else 0)
        return replace(self, width=width, height=height, grown=0.0, taller=0.0)


def symbol_room(radius: float) -> float:
    return 2.44 * radius


def _size(node: NodeMark, does: str, room: float) -> tuple[float, float]:
    """Width and height of a box with a second line."""
    size = HUB_SIZE if getattr(node, "hub", False) else KEY_SIZE if node.key else NAME_SIZE
    widest = max(text_width(line, size, True) for line in node.lines)
    second = does or node.when
    wide = max(widest, text_width(second, DOES_SIZE if does else DATE_SIZE)) if second else widest
    tall = len(node.lines) * NAME_LEADING + (SECOND_LEADING if second else 0)
    if node.kind == "event":
        return round(symbol_room(node.radius) + BESIDE + wide) + 2.0, max(EVENT_HEIGHT, symbol_room(node.radius), tall)
    least = (34.0 if node.hub else 30.0 if node.key else 24.0) + (len(node.lines) - 1) * NAME_LEADING
    return round(wide + 2 * room) + 2.0, max(least, tall + 5.0) if second else least


def pane_mark(
    landscape: Landscape, record: Actor | Event, hub: bool, ties: str, widest: str = "", *, flat: bool = False
) -> PaneNode:
    """A node, not placed yet; `ties` says how many there are, `widest` is the longest that it may come to do.

    A flat one has its name in one line.
    """
    mark = _actor(landscape, record, hub, ties, flat) if isinstance(record, Actor) else _event(landscape, record, ties)
    if not widest:
        return mark
    grown = mark.doing(widest)
    return replace(mark, grown=max(0.0, grown.width - mark.width), taller=max(0.0, grown.height - mark.height))


def _actor(landscape: Landscape, actor: Actor, hub: bool, ties: str, flat: bool) -> PaneNode:
    size = HUB_SIZE if hub else KEY_SIZE if actor.weight == 1 else NAME_SIZE
    lines = wrapped(actor.name, FLAT_NAME if flat else MAX_NAME, size, True, most=1 if flat else 2)
    mark = PaneNode(**vars(actor_mark(landscape, actor, hub, ties)) | {"lines": tuple(lines)})
    width, height = _size(mark, "", ACTOR_LOOKS[actor.kind].room)
    return replace(mark, width=width, height=height)


def _event(landscape: Landscape, event: Event, ties: str) -> PaneNode:
    base = event_mark(landscape, event, ties)
    size, radius = (KEY_SIZE, 9.0) if base.key else (NAME_SIZE, 6.5)
    lines = wrapped(base.title, MAX_NAME, size, True, most=2)
    when = shortened(base.when, MAX_NAME, DATE_SIZE)
    mark = PaneNode(**vars(base) | {"lines": tuple(lines), "when": when, "radius": radius})
    width, height = _size(mark, "", 0)
    return replace(mark, width=width, height=height)


def widest_words(landscape: Landscape, verbs: Mapping[str, Verb], id: str, looked_at: int = 60) -> str:
    """The longest that a record does to another that may be picked, or has done to it."""
    words = {(verbs[relation.verb].label, relation.basis) for relation in landscape.relations_of[id][:looked_at]}
    said = sorted(label + ("" if basis == "reported" else f" · {basis}") for label, basis in words)
    return max(said, key=lambda text: text_width(text, DOES_SIZE), default="")
