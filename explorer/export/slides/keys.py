"""What is drawn in; small signs with a word each out, which say how it is read: a picture's own key."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from explorer.draw.lines import BASIS_LOOKS, MARK_WORDS, TieKey
from explorer.draw.palette import lane_look
from explorer.draw.primitives import (
    LEADING,
    Connector,
    DrawnBox,
    DrawnGroup,
    DrawnText,
    Sign,
    Stroke,
    line_of,
)
from explorer.draw.shapes import ACTOR_LOOKS, ActorLook, EventShape, actor_keys, event_keys
from explorer.draw.text_metrics import shortened, text_width
from explorer.export.renderers.tips import TIPS, tip_shape
from explorer.export.slides.network.network_sheets import NetworkLayout
from explorer.landscape import Landscape
from explorer.model import Actor
from explorer.network.tie_keys import keys_of_ties
from explorer.timeline.mark_keys import signs_of
from explorer.timeline.scene import TimelineScene

Part = DrawnBox | Sign | Stroke

_TIE, _TIP_SIZE = 1.7, 28.0
"""Length of a tie's key in type sizes, and the type size in px for which its tip is drawn as it is on a page."""

_BETWEEN, _APART, KEY_LEADING = 0.45, 1.5, 1.12
"""Between a sign and its words, and between two keys, in type sizes; rows are a little further apart than lines."""


@dataclass(frozen=True)
class Key:
    """A sign around a middle line at y = 0, from x = 0 on, in type sizes; and what it means."""

    words: str
    parts: tuple[Part, ...]
    width: float  # of the sign
    look: str = ""  # of the lane whose colour its words have
    bold: bool = False


def lane_keys(landscape: Landscape) -> list[Key]:
    """One key a lane."""
    found = []
    for lane in landscape.lanes:
        look = lane_look(landscape.lanes, lane.id)
        bar = DrawnBox(0, -0.4, 0.25, 0.8, fill=f"lane-{look}", name="Key")
        found.append(Key(lane.label, (bar,), 0.25, look, bold=True))
    return found


def event_kind_keys(looks: Iterable[EventShape]) -> list[Key]:
    return [Key(look.word, (_sign(look, hollow=False),), 0.8) for look in looks]


def actor_kind_keys(looks: Iterable[ActorLook]) -> list[Key]:
    """Boxes as the network draws them."""
    found = []
    for look in looks:
        box = DrawnBox(0, -0.31, 1.1, 0.62, "raised", "ink-2", 1.6, radius=min(0.31, look.corner / 25), name="Key")
        behind = (replace(box, x=0.12, y=-0.43),) if look.many else ()
        found.append(Key(look.word, (*behind, box), 1.1 + 0.12 * look.many))
    return found


def kind_keys(landscape: Landscape) -> list[Key]:
    """The shapes of the kinds of events and of actors that there are."""
    return [*event_kind_keys(event_keys(landscape)), *actor_kind_keys(actor_keys(landscape))]


def timeline_keys(scene: TimelineScene, landscape: Landscape) -> list[Key]:
    """The shapes in a timeline, if it has several, and what hollow ones are."""
    shapes = {mark.symbol for mark in scene.marks if mark.form in ("point", "whisker")}
    looks = [look for look in event_keys(landscape) if look.shape in shapes]
    found = event_kind_keys(looks) if len(looks) > 1 else []
    hollow = [look for look in looks if any(mark.hollow and mark.symbol == look.shape for mark in scene.marks)]
    if "hollow" in signs_of(scene.marks):
        sign = _sign(next(iter(hollow), EventShape("circle", "")), hollow=True)
        found.append(Key(MARK_WORDS["hollow"], (sign,), 0.8))
    return found


def network_keys(layout: NetworkLayout, landscape: Landscape) -> list[Key]:
    """The boxes, the shapes, and the ties in colour that a sheet draws."""
    nodes = layout.sheet.nodes
    shapes = {node.symbol for node in nodes if node.kind == "event"}
    actors = {record.kind for id in layout.ids if isinstance(record := landscape.records.get(id), Actor)}
    looks = {ACTOR_LOOKS[kind] for kind in actors}
    found = actor_kind_keys(look for look in actor_keys(landscape) if look in looks)
    found += event_kind_keys(look for look in event_keys(landscape) if look.shape in shapes)
    ties = keys_of_ties(edge for edge in layout.sheet.edges if layout.drawn.is_lit(edge))
    return [*found, *(Key(tie.word, _tie(tie), _TIE) for tie in ties)]


def _tie(key: TieKey) -> tuple[Stroke, ...]:
    """A line with its end; in type sizes, its tip as large as on the smallest page."""
    end, token = key.end, key.token or "ink-2"
    width = 5.0 if key.broad else 3.0
    line = Stroke((((0.0, 0.0), (_TIE, 0.0)),), token, width, BASIS_LOOKS[key.basis].dash, name="Key")
    if not end:
        return (line,)
    like = Connector("", "left", "", "right", ((0, 0), (20, 0), (_TIE * _TIP_SIZE, 0)), token, 3.0, "", end)
    points, closed = tip_shape(like)
    outline = tuple((x / _TIP_SIZE, y / _TIP_SIZE) for x, y in (*points, *(points[:1] if closed else ())))
    fill = (token if TIPS[end][1] else "page") if closed else ""
    return line, Stroke((outline,), token, 2.6, fill=fill, name="Key")


def _sign(look: EventShape, *, hollow: bool) -> Sign:
    cross = look.shape == "cross"
    fill = "" if cross else "page" if hollow else "ink-2"
    return Sign(look.shape, 0.4, 0, 0.34, fill, "ink-2", 4.0 if cross else 2.0, "hollow" if hollow else "", name="Key")


# --- set -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class KeyRows:
    """Keys in rows, as many as it takes."""

    keys: tuple[
        tuple[Key, int, float, str], ...
    ]  # each with its row, its left edge in px, and its words as they are set
    rows: int
    size: float

    @property
    def height(self) -> float:
        return self.rows * LEADING * KEY_LEADING * self.size

    def drawn(self, left: float, top: float) -> list[DrawnGroup]:
        """From `top` down."""
        found = []
        for key, row, x, words in self.keys:
            middle = top + (row + 0.5) * LEADING * KEY_LEADING * self.size
            parts = [_placed(part, self.size, left + x, middle) for part in key.parts]
            token = f"text-{key.look}" if key.look else "ink-2"
            at = left + x + (key.width + _BETWEEN) * self.size
            line = line_of(words, self.size, token, key.bold)
            text = DrawnText(at, middle + 0.35 * self.size, (line,), name="Words of a key")
            found.append(DrawnGroup(f"key-{key.words}", f"Key: {key.words}", "", (*parts, text)))
        return found


def key_rows(keys: Sequence[Key], width: float, size: float) -> KeyRows:
    """Keys one after the other in rows of `width` px."""
    found: list[tuple[Key, int, float, str]] = []
    row, x = 0, 0.0
    for key in keys:
        before = (key.width + _BETWEEN) * size
        words = shortened(key.words, width - before, size, key.bold)
        wide = before + text_width(words, size, key.bold)
        if x and x + wide > width:
            row, x = row + 1, 0.0
        found.append((key, row, x, words))
        x += wide + _APART * size
    return KeyRows(tuple(found), row + 1 if found else 0, size)


def _placed(part: Part, size: float, x: float, y: float) -> Part:
    """A part of a sign as large as the words, at its place."""
    if isinstance(part, Sign):
        return replace(part, x=x + part.x * size, y=y + part.y * size, radius=part.radius * size)
    if isinstance(part, DrawnBox):
        wide, high, corner = part.width * size, part.height * size, part.radius * size
        return replace(part, x=x + part.x * size, y=y + part.y * size, width=wide, height=high, radius=corner)
    lines = tuple(tuple((x + a * size, y + b * size) for a, b in line) for line in part.lines)
    return replace(part, lines=lines)
