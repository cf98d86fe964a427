"""A landscape, a selection and the room on a page in; the timeline as drawn things out.

Every event that is drawn bears its name. Where not all fit, they are taken in the order selected, pinned, in colour,
key, supporting, context, the most tied first, and what is left out is counted.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property, lru_cache

from explorer.draw.primitives import LEADING
from explorer.export.slides.footnotes import room_for
from explorer.export.slides.frame import LABEL, SMALL, Frame
from explorer.landscape import Landscape
from explorer.model import Event
from explorer.query.columns import Window
from explorer.query.graph import tied
from explorer.query.ranking import by_weight
from explorer.query.selection import Selection
from explorer.timeline.axis import AxisKind, month_of
from explorer.timeline.label_input import label_input
from explorer.timeline.labels import LabelInput, Placement, place_labels, stacked
from explorer.timeline.scene import Mark, TimelineScene, timeline_scene
from explorer.timeline.sizes import SLIDE, Sizes
from explorer.timeline.time_columns import touching

MAX_EVENTS_A_PAGE = 48
"""More are never tried: a page cannot name so many."""
_TRIES = 18
"""So many events are tried one by one when the next no longer fits."""


NEAR = timedelta(days=365)
"""A page of several draws the as-of day where it is nearer than this to its events: no year is cut out between."""


@dataclass(frozen=True)
class TimelineLayout:
    """The timeline as it fits a page, before its sources are numbered."""

    scene: TimelineScene
    tight: Placement
    events: tuple[Event, ...]  # drawn, by start
    lit: frozenset[str]  # in colour; empty = all
    left_out: int
    top: float
    left: float
    sheet: LabelInput | None = None
    room: float = 0.0  # px that it has from top to bottom

    @cached_property
    def placement(self) -> Placement:
        """Where everything stands: with a sheet, in rows somewhat further apart where there is room for that."""
        return _stretched(self.sheet, self.tight, self.room) if self.sheet else self.tight

    @property
    def cited(self) -> tuple[Event, ...]:
        """The events that bear numbers of sources: those in colour."""
        return tuple(event for event in self.events if not self.lit or event.id in self.lit)


@dataclass(frozen=True)
class _Fitted:
    scene: TimelineScene
    sheet: LabelInput
    placement: Placement


@dataclass(frozen=True)
class TimelineTrials:
    """What a page draws of a timeline, tried with more or fewer events; each only once, however high the page is.

    `lit` is what is in colour, whatever of it this page draws; empty = all. Time has room by how much the events in it
    weigh, or where all are `alike`, as they must all find room, by how many.
    """

    landscape: Landscape
    selection: Selection
    frame: Frame
    lit: frozenset[str]
    alike: bool = False
    pinned: Sequence[str] = ()
    named: Landscape | None = None  # the whole, which says what rows are called

    def layout(self, top: float, bottom: float) -> TimelineLayout:
        """The fullest timeline between `top` and `bottom` of the page on which every event has its name."""
        room = self._room(top, bottom)
        names = self._ranked[:MAX_EVENTS_A_PAGE]
        kept, best = _most(names, lambda ids: self._fitted(ids, room))
        if names and best.placement.height > room:
            kept, best = _most(names, lambda ids: self._fitted(ids, room, used=True))
        return self._laid_out(best, kept, top, room)

    def whole(self, top: float, bottom: float) -> TimelineLayout | None:
        """The timeline with every event and its name, among all rows or in those that are used; None where there is no
        room for that."""
        names, room = self._ranked, self._room(top, bottom)
        if len(names) > MAX_EVENTS_A_PAGE:
            return None
        found = self._placed(frozenset(names))
        if names and not _holds(found, room):
            found = _used(found)
            if not _holds(found, room):
                return None
        return self._laid_out(found, set(names), top, room)

    def _laid_out(self, best: _Fitted, kept: set[str], top: float, room: float) -> TimelineLayout:
        if best.placement.height > room:
            best = _only(best, _highest(best, room))
        drawn = dict.fromkeys(mark.id for mark in best.scene.marks)
        events = tuple(self._events[id] for id in drawn)
        left_out = len(self.landscape.events) - len(kept & drawn.keys())
        lit, left = self.lit, self.frame.left
        return TimelineLayout(best.scene, best.placement, events, lit, left_out, top, left, best.sheet, room)

    def _fitted(self, ids: Collection[str], room: float, *, used: bool = False) -> _Fitted | None:
        """Some events with all their names, where they have room; a single one whether or not it has."""
        found = self._placed(frozenset(ids))
        found = _used(found) if used else found
        return found if len(ids) <= 1 or _holds(found, room) else None

    def _room(self, top: float, bottom: float) -> float:
        return bottom - top - self._sizes.header - self._sizes.footer

    @cached_property
    def _sizes(self) -> Sizes:
        return slide_sizes(self.frame)

    @cached_property
    def _events(self) -> dict[str, Event]:
        return {event.id: event for event in self.landscape.events}

    @cached_property
    def _ranked(self) -> list[str]:
        """All events, the more important first."""
        rank, focus = by_weight(self.landscape), self.selection.focus
        ranked = sorted(
            self.landscape.events, key=lambda e: (e.id != focus, e.id not in self.pinned, e.id not in self.lit, rank(e))
        )
        return [event.id for event in ranked]

    @cached_property
    def _order(self) -> dict[str, int]:
        return {id: rank for rank, id in enumerate(self._ranked)}

    @cached_property
    def _tried(self) -> dict[frozenset[str], _Fitted]:
        return {}

    def _placed(self, ids: frozenset[str]) -> _Fitted:
        if ids not in self._tried:
            scene = self._scene(ids)
            sheet = _sheet(scene, self._cited_room, self._order)
            self._tried[ids] = _Fitted(scene, sheet, place_labels(sheet))
        return self._tried[ids]

    @cached_property
    def _cited_room(self) -> dict[str, float]:
        """px that the numbers of the sources of every event take, with what keeps them apart."""
        size, gap = self._sizes.cite, self._sizes.when_gap
        return {e.id: room_for(self.landscape, e.sources, size) + gap for e in self.landscape.events if e.sources}

    def _scene(self, ids: Collection[str]) -> TimelineScene:
        only = None if len(ids) == len(self._events) else ids
        window = self._window(only)
        scene = timeline_scene(
            self.landscape,
            self.frame.inside,
            self._sizes,
            self._axis(window),
            self.selection.rows,
            window=window,
            focus=self.selection.focus,
            named=self.named,
            alike=self.alike,
            only=only,
        )
        if self.alike and scene.axis.kind != "even":
            month = month_of(self.landscape.as_of)
            drawn = any(part.first <= month <= part.last for part in scene.segments)
            held = _held(self.landscape.as_of, (self.selection.since, self.selection.until))
            scene = replace(scene, as_of=replace(scene.as_of, inside=drawn and held))
        return scene

    def _axis(self, window: Window) -> AxisKind:
        """On a page of several that draws less than a year there is nothing to fold."""
        since, until = window
        short = self.alike and since and until and until - since < NEAR
        return "true" if short and self.selection.axis == "folded" else self.selection.axis

    def _window(self, only: Collection[str] | None) -> Window:
        """Of one page of several the time of its events, and up to the as-of day where that is near; else what is
        selected."""
        window = self.selection.since, self.selection.until
        if not self.alike:
            return window
        clipped, touches = touching(self.landscape, window, only)
        if not touches.any():
            return window
        first = date.fromordinal(int(clipped.first[touches].min()))
        last = date.fromordinal(int(clipped.last[touches].max()))
        as_of = self.landscape.as_of
        if _held(as_of, window) and first - NEAR < as_of < last + NEAR:
            return min(first, as_of), max(last, as_of)
        return first, last


def _holds(found: _Fitted, room: float) -> bool:
    return found.placement.height <= room and not any(lane.more for lane in found.placement.lanes)


def _held(day: date, window: Window) -> bool:
    since, until = window
    return (since is None or since <= day) and (until is None or day <= until)


def _most(names: Sequence[str], fitted: Callable[[Collection[str]], _Fitted | None]) -> tuple[set[str], _Fitted]:
    """As many of the first of these as all fit, then whichever of the next still do."""
    found = fitted(names)
    if found:
        return set(names), found
    least, most = 0, len(names) - 1
    best = fitted(names[:least])
    while least < most:
        middle = (least + most + 1) // 2
        tried = fitted(names[:middle])
        if tried:
            least, best = middle, tried
        else:
            most = middle - 1
    kept = set(names[:least])
    for name in names[least : least + _TRIES]:
        tried = fitted(kept | {name})
        if tried:
            kept, best = kept | {name}, tried
    if best is None:
        raise ValueError("a timeline of one event fits every page")
    return kept, best


def _used(found: _Fitted) -> _Fitted:
    """The timeline without the rows in which nothing stands."""
    return _only(found, {mark.band for mark in found.scene.marks})


def _only(found: _Fitted, bands: Collection[str]) -> _Fitted:
    """The timeline with some of its rows only, and what stands in them."""
    scene, sheet = found.scene, found.sheet
    if all(lane.id in bands for lane in scene.lanes):
        return found
    marks = tuple(mark for mark in scene.marks if mark.band in bands)
    lanes = tuple(band for band in scene.lanes if band.id in bands)
    sheet = replace(sheet, lanes=tuple(lane for lane in sheet.lanes if lane.id in bands))
    placed = stacked(sheet, [lane for lane in found.placement.lanes if lane.id in bands])
    return _Fitted(replace(scene, lanes=lanes, marks=marks), sheet, placed)


def _highest(found: _Fitted, room: float) -> set[str]:
    """The bands for which a page that is too low for all has room: those with events first, from top to bottom."""
    used = {mark.band for mark in found.scene.marks}
    kept: set[str] = set()
    for lane in sorted(found.placement.lanes, key=lambda lane: lane.id not in used):
        if lane.height <= room:
            kept.add(lane.id)
            room -= lane.height
    return kept


def lit_with(landscape: Landscape, focus: str) -> frozenset[str]:
    """What is in colour: the focus, if it is drawn, and what it is tied to; empty when nothing is selected."""
    return (
        tied(landscape)[focus] | ({focus} & landscape.records.keys()) if focus in landscape.selectable else frozenset()
    )


@lru_cache(64)
def slide_sizes(frame: Frame) -> Sizes:
    """The timeline's measures for a page."""
    label, small = frame.px(LABEL), frame.px(SMALL)
    line = round(label * LEADING, 1)
    narrow = frame.inside < 46 * label
    return replace(
        SLIDE,
        label=label,
        when=small,
        lane=label,
        year=label,
        month=small,
        as_of=small,
        cite=small,
        row=line + 5,
        line=line,
        head=1.25 * line if narrow else 0.26 * line,
        tail=0.26 * line,
        rows=16,
        least=0 if narrow else 1,
        gap=16,
        near=8,
        when_gap=6,
        widest=min(frame.inside * (1.0 if narrow else 0.6), 30 * label),
        header=small * 2.7,
        footer=small * 1.45,
        gutter=0 if narrow else 0.08 * frame.inside,
        fade=3.4 * label,
    )


def _sheet(scene: TimelineScene, cited: Mapping[str, float], order: Mapping[str, int]) -> LabelInput:
    """What labels are placed on, the marks ranked by what is selected and what weighs most."""
    sizes = scene.sizes

    def rank(mark: Mark) -> int:
        return order[mark.id] + (len(order) if mark.repeated else 0)

    sheet = label_input(scene, cited, rank=rank)
    lanes = tuple(
        replace(lane, floor=sizes.head + sizes.line * len(band.lines) + sizes.tail if scene.gutter else 0.0)
        for band, lane in zip(scene.lanes, sheet.lanes, strict=True)
    )
    return replace(sheet, lanes=lanes, most=MAX_EVENTS_A_PAGE, across=scene.plot_width)


def _stretched(sheet: LabelInput, placement: Placement, room: float) -> Placement:
    """A low timeline on a high page: its rows somewhat further apart."""
    share = min(1.5, room / max(1.0, placement.height))
    looser = replace(sheet, row=sheet.row * share, head=sheet.head * share, tail=sheet.tail * share)
    tried = place_labels(looser)
    whole = not any(lane.more for lane in tried.lanes)
    return tried if share > 1 and tried.height <= room and whole else placement
