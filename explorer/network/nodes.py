"""One actor or event in; how it is drawn in a network out: its words, its size, its shape, what is said of it. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, cast

from explorer.draw.palette import lane_look
from explorer.draw.shapes import ACTOR_LOOKS, ActorLook, shape_of
from explorer.edtf import short_words
from explorer.landscape import Landscape
from explorer.model import NOT_HAPPENED, Actor, ActorKind, Event, Shape, Status
from explorer.outlook import outlook
from explorer.prose.claims import contradicted

Extent = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True, kw_only=True)
class NodeMark:
    id: str
    kind: Literal["actor", "event"]
    form: str  # what kind of actor or of event
    lane: str
    look: str
    x: float = 0.0  # centre of the whole box, labels included
    y: float = 0.0
    width: float = 0.0
    height: float = 0.0
    lines: tuple[str, ...] = ()
    when: str = ""  # an event's date in short words; empty for actors
    key: bool
    hub: bool = False  # the best-connected actor alone
    hollow: bool = False  # planned, pending, possible or scheduled
    symbol: Shape = "circle"
    radius: float = 0.0  # of an event's symbol
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
    """An actor's box, without its words and its size; `ties` says how many there are."""
    return NodeMark(
        id=actor.id,
        kind="actor",
        form=actor.kind,
        lane=actor.lane,
        look=lane_look(landscape.lanes, actor.lane),
        key=actor.weight == 1,
        hub=hub,
        title=actor.name,
        name=", ".join(part for part in (actor.name, actor.role, ties) if part),
    )


def event_mark(landscape: Landscape, event: Event, ties: str) -> NodeMark:
    """An event's symbol, without its words and its size; `ties` says how many there are."""
    return NodeMark(
        id=event.id,
        kind="event",
        form=event.kind,
        lane=event.lane,
        look=lane_look(landscape.lanes, event.lane),
        when=event_when(landscape, event, event.status),
        key=event.weight == 1,
        hollow=event.status in NOT_HAPPENED,
        symbol=shape_of(landscape, event.kind),
        title=event.short_title or event.title,
        name=event_name(landscape, event, event.status, ties, landscape.as_of),
    )


def event_when(landscape: Landscape, event: Event, status: Status) -> str:
    """The date below an event, said to be planned or the like where the status is; "≠" where sources disagree."""
    when = short_words(event.date)
    when = f"{status}, {when}" if status in NOT_HAPPENED else when
    return when + (" ≠" if event.id in contradicted(landscape) else "")


def event_name(landscape: Landscape, event: Event, status: Status, ties: str, day: date) -> str:
    """What is said of an event that has a status on a day; in words alone, as it is spoken."""
    lane = next(lane.label for lane in landscape.lanes if lane.id == event.lane)
    stands = outlook(landscape, event if event.status == status else replace(event, status=status), day).words
    differ = "sources disagree" if event.id in contradicted(landscape) else ""
    parts = (event.short_title or event.title, short_words(event.date), event.kind, lane, stands, ties, differ)
    return ", ".join(filter(None, parts))


def day_of(record: Actor | Event) -> int | None:
    """The day by which an event stands in time: the middle of its date, or the first day of one without an end."""
    if not isinstance(record, Event):
        return None
    if record.date.latest is None and record.date.earliest is not None:
        return record.date.earliest.toordinal()
    ends = [end for end in (record.date.earliest, record.date.latest) if end]
    return sum(end.toordinal() for end in ends) // len(ends) if ends else None
