"""A slide's timeline, and an event of a newly made one, in; the event put where its day is, if there is room."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from explorer.draw.primitives import Bounds, PageAxis
from explorer.export.refresh.traits import SHAPES, named_part, shapes_in, traits_of
from explorer.export.refresh.words import numbered_anew, shift
from explorer.export.template.faces import P

_STEP = 6.0
"""px from one height that is tried to the next."""
_CLEAR = 3.0
"""px that are kept free around what is put."""
_BELOW = ("Paper of the timeline", "Courses", "Counts", "Lane lines")
"""Groups that events stand on, and not beside."""
_EXTENDED = ("Duration", "Fading", "Some time in here")
_MARKS = ("Mark", *_EXTENDED)


class TimelineRoom:
    """What stands on a slide's timeline, and where on it there is room."""

    def __init__(self, tree: Any, axis: PageAxis) -> None:
        self.tree, self.axis = tree, axis

    def put(self, shape: Any, theirs: PageAxis, owner: str) -> list[Any] | None:
        """Puts a copy of an event's group there, drawn on the axis `theirs`; the group and all in it, or None."""
        taken = list(standing(self.tree))
        copied = deepcopy(shape)
        if not self._set_on_axis(copied, theirs):
            return None
        box = bounds_of(copied)
        for down in self._heights(shape, theirs, box):
            moved = (box[0], box[1] + down, box[2], box[3] + down)
            if not any(meet(moved, other) for other in taken):
                shift(copied, 0.0, down)
                numbered_anew(copied, self.tree)
                self.tree.append(copied)
                return [copied, *shapes_in(copied)]
        return None

    def move(self, group: Any, theirs: PageAxis, fresh: Any) -> bool:
        """Moves an event's group to its present day, at its height or another that is free; False where none is."""
        across = self._way(fresh, theirs, traits_of(mark_of(group)).left if mark_of(group) is not None else None)
        if across is None:
            return False
        taken = list(standing(self.tree, group))
        left, top, right, bottom = bounds_of(group)
        for down in self._heights(group, self.axis, (left, top, right, bottom)):
            moved = (left + across, top + down, right + across, bottom + down)
            if not any(meet(moved, other) for other in taken):
                shift(group, across, down)
                return True
        return False

    def _way(self, fresh: Any, theirs: PageAxis, stands: float | None) -> float | None:
        mark = mark_of(fresh)
        if mark is None or stands is None:
            return None
        day = theirs.day_of(traits_of(mark).left + traits_of(mark).width / 2)
        x = self.axis.x_of(day) if day is not None else None
        return x - traits_of(mark).width / 2 - stands if x is not None else None

    def _set_on_axis(self, copied: Any, theirs: PageAxis) -> bool:
        """Moves a copy to where its day stands here; only what has a day on both axes, and no duration."""
        names = {str(named_part(inner).get("name")).partition(":")[0] for inner in shapes_in(copied)}
        mark = mark_of(copied)
        if mark is None or names & {*_EXTENDED}:
            return False
        across = self._way(copied, theirs, traits_of(mark).left)
        if across is None:
            return False
        shift(copied, across)
        return True

    def _heights(self, shape: Any, theirs: PageAxis, box: Bounds) -> Iterator[float]:
        """How far down it may be put: as it stands in its own band, then by and by elsewhere in that band."""
        middle = (box[1] + box[3]) / 2
        own = next(((id, top, low) for id, top, low in theirs.bands if top <= middle <= low), None)
        here = next(((top, low) for id, top, low in self.axis.bands if own and id == own[0]), None)
        if own is None or here is None:
            return
        top, low = here[0] + 2 - box[1], here[1] - 2 - box[3]
        first = min(max(here[0] - own[1], top), max(top, low))
        tries = {first, *(top + _STEP * step for step in range(200) if top + _STEP * step <= low)}
        yield from sorted((one for one in tries if top <= one <= max(top, low)), key=lambda one: abs(one - first))


def standing(tree: Any, but: Any = None) -> Iterator[Bounds]:
    """The boxes of all that stands on a slide, but for paper and lines."""
    for child in tree:
        if child.tag not in SHAPES or child is but:
            continue
        if str(named_part(child).get("name", "")).startswith(_BELOW) or child.tag == f"{{{P}}}cxnSp":
            continue
        for shape in (child, *shapes_in(child)):
            if shape.tag != SHAPES[1]:
                found = traits_of(shape)
                yield found.left, found.top, found.left + found.width, found.top + found.height


def mark_of(group: Any) -> Any:
    """The symbol in an event's group."""
    named = [(str(named_part(inner).get("name")), inner) for inner in shapes_in(group)]
    marks = [inner for kind in _MARKS for name, inner in named if name.startswith(kind)]
    return marks[0] if marks else None


def bounds_of(group: Any) -> Bounds:
    """The box around all in a group, in px."""
    found = [traits_of(shape) for shape in shapes_in(group)] or [traits_of(group)]
    lefts, tops = [one.left for one in found], [one.top for one in found]
    rights = [one.left + one.width for one in found]
    return min(lefts), min(tops), max(rights), max(one.top + one.height for one in found)


def meet(one: Bounds, other: Bounds) -> bool:
    return one[0] < other[2] + _CLEAR and other[0] < one[2] + _CLEAR and one[1] < other[3] and other[1] < one[3]
