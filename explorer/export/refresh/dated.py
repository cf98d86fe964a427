"""What stands on a timeline for a day that is another one now, moved to it: marks of events, and the as-of line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from explorer.draw.primitives import PageAxis
from explorer.export.refresh.held import HeldDeck, HeldShape
from explorer.export.refresh.placing import TimelineRoom, mark_of
from explorer.export.refresh.record import SlideRecord
from explorer.export.refresh.traits import Traits, frame_element, traits_of
from explorer.export.refresh.words import shift
from explorer.export.renderers.pptx import WrittenSlide
from explorer.export.renderers.pptx_geometry import EMU

_SAME = 3.0
"""px of an axis that are no other day."""
_LINE, _NAME, _FUTURE = "paper/As-of line", "/As of", "paper/Future"

Found = Mapping[str, tuple[WrittenSlide, Any]]
"""The shapes of the fresh timelines by their keys."""


def move_dated(held: HeldDeck, record: SlideRecord, shapes: dict[str, Traits], found: Found) -> list[str]:
    """Moves the events of one slide whose days are others now; what could not be moved. `shapes` is brought along."""
    left: list[str] = []
    if not record.axis or record.key not in held.slides:
        return left
    room = TimelineRoom(held.slides[record.key].shapes._spTree, record.axis)
    for key in record.shapes:
        group = held.shapes.get((record.key, key))
        if not key.endswith("/Event") or group is None or key not in found:
            continue
        slide, fresh = found[key]
        if not slide.axis or not _is_another_day(held, record, key, slide.axis, fresh):
            continue
        ours = {one: held.shapes.get((record.key, one)) for one in record.shapes if one.startswith(key[:-5])}
        if any(one is None or one.moved for one in ours.values()):
            left.append(f"{group.name} (slide {held.number(group.slide)}, which you moved)")
        elif room.move(group.shape, slide.axis, fresh):
            _note(shapes, ours)
        else:
            left.append(f"{group.name} (slide {held.number(group.slide)}, no room)")
    return left


def _is_another_day(held: HeldDeck, record: SlideRecord, key: str, theirs: PageAxis, fresh: Any) -> bool:
    """Whether an event's mark was made for another day than the one it has now."""
    mine = next((traits for one, traits in record.shapes.items() if one == f"{key[:-6]}/Mark"), None)
    mark = mark_of(fresh)
    if mine is None or mark is None or not record.axis:
        return False
    will = traits_of(mark)
    now, then = theirs.day_of(will.left + will.width / 2), record.axis.day_of(mine.left + mine.width / 2)
    if now is None or then is None:
        return False
    x, before = record.axis.x_of(now), record.axis.x_of(then)
    return x is None or before is None or abs(x - before) > _SAME


def _note(shapes: dict[str, Traits], ours: Mapping[str, HeldShape | None]) -> None:
    for one, part in ours.items():
        if part is not None:
            now = traits_of(part.shape)
            shapes[one] = replace(shapes[one], left=now.left, top=now.top, width=now.width, height=now.height)


def move_as_of(held: HeldDeck, record: SlideRecord, shapes: dict[str, Traits], new: WrittenSlide) -> str:
    """Moves the as-of line to its present day; a sentence where that is not possible, else empty."""
    line, fresh = held.shapes.get((record.key, _LINE)), new.shapes.get(_LINE)
    if line is None or fresh is None or not record.axis or not new.axis:
        return ""
    day = new.axis.day_of(_middle(traits_of(fresh)))
    x = record.axis.x_of(day) if day is not None else None
    if x is None:
        return f"The as-of day is not on the axis of slide {held.number(line.slide)}; its line stays where it stood."
    across = x - _middle(line.was)
    if abs(across) < 1 or line.moved:
        return ""
    ours = {one: held.shapes.get((record.key, one)) for one in (_LINE, _NAME, _FUTURE)}
    left_alone = {one: part for one, part in ours.items() if part is not None and not part.moved}
    for one, part in left_alone.items():
        shift(part.shape, across)
        if one == _FUTURE:
            size = frame_element(part.shape)[1]
            size.set("cx", str(max(0, round(int(size.get("cx")) - across * EMU))))
    _note(shapes, left_alone)
    return ""


def _middle(traits: Traits) -> float:
    return traits.left + traits.width / 2
