"""One actor or event in; how it is drawn in a network out: its words, its size, its shape, what is said of it. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, cast

from explorer.draw.palette import lane_look
from explorer.draw.shapes import ACTOR_LOOKS, ActorLook, shape_of
from explorer.draw.text_metrics import text_width, wrapped
from explorer.edtf import short_words
from explorer.landscape import Landscape
from explorer.model import NOT_HAPPENED, Actor, ActorKind, Event, Shape, Status
from explorer.network.boxes import LaidNode, Layout
from explorer.prose.claims import contradicted

LABEL_SIZE, KEY_SIZE, HUB_SIZE, DATE_SIZE = 12.5, 14.0, 15.5, 11.5
LABEL_LEADING, DATE_LEADING = 15.0, 14.0

Extent = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True)
class NodeMark:
    id: str
    kind: Literal["actor", "event"]
    form: str  # what kind of actor or of event
    lane: str
    look: str
    x: float  # centre of the whole box, labels included
    y: float
    width: float
    height: float
    lines: tuple[str, ...]
    when: str  # an event's date in short words; empty for actors
    key: bool
    hub: bool  # the best-connected actor alone
    hollow: bool  # planned, pending, possible or scheduled
    symbol: Shape
    radius: float  # of an event's symbol, which sits at the top of the box
    title: str  # its name in full
    name: str  # what a screen reader says

    @property
    def actor(self) -> ActorLook:
        """How an actor's box looks."""
        return ACTOR_LOOKS[cast(ActorKind, self.form)]

    @property
    def box(self) -> Extent:
        return (
            self.x - self.width / 2,
            self.y - self.height / 2,
            self.x + self.width / 2,
            self.y + self.height / 2,
        )


def actor_mark(landscape: Landscape, actor: Actor, hub: bool, ties: str) -> NodeMark:
    """An actor's pill, not placed yet; `ties` says how many there are."""
    key = actor.weight == 1
    size = HUB_SIZE if hub else KEY_SIZE if key else LABEL_SIZE
    lines = tuple(wrapped(actor.name, 150 if key else 128, size, key or hub, most=3))
    widest = max(text_width(line, size, True) for line in lines)  # bold once it is lit
    return NodeMark(
        id=actor.id,
        kind="actor",
        form=actor.kind,
        lane=actor.lane,
        look=lane_look(landscape.lanes, actor.lane),
        x=0,
        y=0,
        width=round(widest + 2 * ACTOR_LOOKS[actor.kind].room) + 2,
        height=(36 if hub else 32 if key else 24) + (len(lines) - 1) * LABEL_LEADING,
        lines=lines,
        when="",
        key=key,
        hub=hub,
        hollow=False,
        symbol="circle",
        radius=0,
        title=actor.name,
        name=", ".join(part for part in (actor.name, actor.role, ties) if part),
    )


def event_mark(landscape: Landscape, event: Event, ties: str) -> NodeMark:
    """An event's symbol with its name and date, not placed yet; `ties` says how many there are."""
    key = event.weight == 1
    when = event_when(landscape, event, event.status)
    lines = tuple(wrapped(event.short_title or event.title, 124 if key else 112, LABEL_SIZE, True, most=3))
    widest = max(text_width(line, LABEL_SIZE, True) for line in lines)
    radius = 11.0 if key else 7.0
    return NodeMark(
        id=event.id,
        kind="event",
        form=event.kind,
        lane=event.lane,
        look=lane_look(landscape.lanes, event.lane),
        x=0,
        y=0,
        width=round(max(widest, text_width(when, DATE_SIZE), 2.5 * radius)) + 4,
        height=2.44 * radius + 3 + len(lines) * LABEL_LEADING + DATE_LEADING,
        lines=lines,
        when=when,
        key=key,
        hub=False,
        hollow=event.status in NOT_HAPPENED,
        symbol=shape_of(landscape, event.kind),
        radius=radius,
        title=event.short_title or event.title,
        name=event_name(landscape, event, event.status, ties),
    )


def event_when(landscape: Landscape, event: Event, status: Status) -> str:
    """The date below an event, said to be planned or the like where the status is; "≠" where sources disagree."""
    when = short_words(event.date)
    when = f"{status}, {when}" if status in NOT_HAPPENED else when
    return when + (" ≠" if event.id in contradicted(landscape) else "")


def event_name(landscape: Landscape, event: Event, status: Status, ties: str) -> str:
    """What is said of an event that has a status."""
    lane = next(lane.label for lane in landscape.lanes if lane.id == event.lane)
    parts = (event.short_title or event.title, event_when(landscape, event, status), event.kind, lane, status, ties)
    return ", ".join(parts) + (", sources disagree" if event.id in contradicted(landscape) else "")


def day_of(record: Actor | Event) -> int | None:
    """The day by which an event stands in time: the middle of its date, or the first day of one without an end."""
    if not isinstance(record, Event):
        return None
    if record.date.latest is None and record.date.earliest is not None:
        return record.date.earliest.toordinal()
    ends = [end for end in (record.date.earliest, record.date.latest) if end]
    return sum(end.toordinal() for end in ends) // len(ends) if ends else None


def node_of(mark: NodeMark, lane: int, record: Actor | Event) -> LaidNode:
    """The box to place; an event knows its day."""
    return LaidNode(
        id=mark.id,
        lane=lane,
        kind=mark.kind,
        day=day_of(record),
        weight=record.weight,
        width=mark.width,
        height=mark.height,
        symbol_height=2.44 * mark.radius,
    )


def set_at(mark: NodeMark, placed: Layout) -> NodeMark:
    """The mark in its place."""
    x, y = placed.centre[mark.id]
    return replace(mark, x=x, y=y)
