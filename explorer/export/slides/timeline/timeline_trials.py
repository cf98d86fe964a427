"""What a page draws of a timeline, tried with more or fewer events, until as many as may be have room with their names.

Every event that is drawn bears its name. Where not all fit, they are taken in the order selected, pinned, in colour,
key, supporting, context, the most tied first, and what is left out is counted.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property, partial
from math import inf

from explorer.cache import cache_of
from explorer.export.slides.footnotes import room_for
from explorer.export.slides.frame import Frame
from explorer.export.slides.timeline.timeline_layout import (
    MAX_EVENTS_A_PAGE,
    Order,
    TimelineLayout,
    depends_on_rank,
    label_sheet,
    ranked,
    slide_sizes,
)
from explorer.landscape import Landscape
from explorer.model import Event
from explorer.query.columns import Window
from explorer.query.ranking import by_weight
from explorer.query.selection import Selection
from explorer.timeline.axis import AxisKind, month_of
from explorer.timeline.labels import LabelInput, Lanes, Placement, place_all, place_labels, stacked
from explorer.timeline.marks import MarkMaker
from explorer.timeline.scene import TimelineScene, asked_of, mark_maker, timeline_scene
from explorer.timeline.sizes import Sizes
from explorer.timeline.time_columns import touching

_TRIES = 18
"""So many events are tried one by one when the next no longer fits."""

NEAR = timedelta(days=365)
"""A page of several draws the as-of day where it is nearer than this to its events: no year is cut out between."""


_FEW = 6
"""One page of fewer events is tried with fewer rows."""

_FEWER_ROWS = (8, 6, 4, 3)


@dataclass(frozen=True)
class _Fitted:
    scene: TimelineScene
    sheet: LabelInput
    placement: Placement

    @cached_property
    def used(self) -> _Fitted:
        """Without the rows in which nothing stands."""
        return _only(self, {mark.band for mark in self.scene.marks})

    @property
    def size(self) -> int:
        """Bytes it takes, about."""
        edges = sum(len(segment.edges) for segment in self.scene.segments)
        return 4_000 + 3_000 * len(self.scene.marks) + 32 * edges


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
        if len(kept) < _FEW <= len(names) and self.selection.rows != "lane":
            kept, best = self._in_fewer_rows(names, room, kept, best)
        found = self._laid_out(best, kept, self._events, top, room)
        if self.selection.rows == "lane":
            return found
        rows = {mark.band for mark in self._scene(frozenset(kept)).marks}
        return replace(found, rows_left=len(rows - {mark.band for mark in found.scene.marks}))

    def _in_fewer_rows(
        self, names: Sequence[str], room: float, kept: set[str], best: _Fitted
    ) -> tuple[set[str], _Fitted]:
        """The most events in the first rows only, where all rows leave room for next to none; a page says how many rows
        it has no room for."""
        scene = self._scene(frozenset(names))
        for count in _FEWER_ROWS:
            rows = {lane.id for lane in scene.lanes[:count]}
            there = {mark.id for mark in scene.marks if mark.band in rows}

            def fitted(ids: Collection[str], rows: Collection[str] = rows) -> _Fitted | None:
                found = self._placed(frozenset(ids), inf)
                found = found and _only(found, rows)
                named = found and {mark.id for mark in found.scene.marks} == {*ids} and _holds(found, room)
                return found if named else None

            tried, most = _most([name for name in names if name in there], fitted)
            if len(tried) > len(kept):
                kept, best = tried, most
        return kept, best

    def whole(self, top: float, bottom: float, ids: Collection[str]) -> TimelineLayout | None:
        """The timeline of some events, each with its name, among all rows or in those that are used; None where there
        is no room for that. Of these events those come first that have the most ties among them."""
        if len(ids) > MAX_EVENTS_A_PAGE:
            return None
        room, ids = self._room(top, bottom), frozenset(ids)
        found = self._of(ids)
        if ids and not _holds(found, room):
            found = found.used
            if not _holds(found, room):
                return None
        return self._laid_out(found, ids, ids, top, room)

    def in_rows(self, top: float, bottom: float, id: str) -> list[TimelineLayout]:
        """One event that stands in more rows than a page has room for, on as many as it takes, with some of its rows on
        each; none where a single row has no room."""
        room, ids = self._room(top, bottom), frozenset({id})
        found, parts = self._of(ids).used, list[TimelineLayout]()
        left = [lane.id for lane in found.placement.lanes]
        while left:
            part = _only(found, left)
            kept = _highest(part, room)
            part = _only(part, kept)
            if not kept or not _holds(part, room):
                return []
            parts.append(self._laid_out(part, ids, ids, top, room))
            left = [id for id in left if id not in kept]
        return parts

    def _laid_out(
        self, best: _Fitted, kept: Collection[str], asked: Collection[str], top: float, room: float
    ) -> TimelineLayout:
        if best.placement.height > room:
            best = _only(best, _highest(best, room))
        drawn = dict.fromkeys(mark.id for mark in best.scene.marks)
        events = tuple(self._events[id] for id in drawn)
        left_out = len(asked) - len(kept & drawn.keys())
        lit, left, order = self.lit, self.frame.left, partial(self._order_of, asked)
        return TimelineLayout(best.scene, best.placement, events, lit, left_out, top, left, best.sheet, room, order)

    def _fitted(self, ids: Collection[str], room: float, *, used: bool = False) -> _Fitted | None:
        """Some events with all their names, where they have room; a single one whether or not it has."""
        found = self._placed(frozenset(ids), room if len(ids) > 1 else inf)
        if found is None:
            return None
        found = found.used if used else found
        return found if len(ids) <= 1 or _holds(found, room) else None

    def _room(self, top: float, bottom: float) -> float:
        return bottom - top - self._sizes.header - self._sizes.footer

    @cached_property
    def _sizes(self) -> Sizes:
        return slide_sizes(self.frame)

    @cached_property
    def _maker(self) -> MarkMaker:
        return mark_maker(self.landscape, self.named or self.landscape)

    @cached_property
    def _events(self) -> dict[str, Event]:
        return {event.id: event for event in self.landscape.events}

    @cached_property
    def _ranked(self) -> list[str]:
        """All events, the more important first."""
        return self._in_rank(self._events)

    @cached_property
    def _order(self) -> Order:
        return self._order_of(self._events)

    def _order_of(self, ids: Collection[str]) -> Order:
        return {id: rank for rank, id in enumerate(self._in_rank(ids))}

    def _in_rank(self, ids: Collection[str]) -> list[str]:
        """Some events, the more important first; their ties to other events do not count."""
        rank, focus = by_weight(self.landscape, ids), self.selection.focus
        ranked = sorted(
            [self._events[id] for id in ids],
            key=lambda e: (e.id != focus, e.id not in self.pinned, e.id not in self.lit, rank(e)),
        )
        return [event.id for event in ranked]

    @cached_property
    def _tried(self) -> dict[frozenset[str], _Fitted | float]:
        """What was tried, or how many px were not enough for it."""
        return {}

    @cached_property
    def _lanes(self) -> Lanes:
        """What lanes were filled with, with some events or others."""
        return {}

    def _placed(self, ids: frozenset[str], room: float) -> _Fitted | None:
        """Some events with all their names; None where they are known to need more px than these."""
        known = self._tried.get(ids, 0.0)
        if isinstance(known, float) and known < room:
            scene = self._scene(ids)
            sheet = label_sheet(scene, self._cited_room, self._order)
            placement = place_labels(sheet) if room == inf else place_all(sheet, room, self._lanes)
            known = self._tried[ids] = _Fitted(scene, sheet, placement) if placement else room
        return known if isinstance(known, _Fitted) else None

    def _of(self, ids: frozenset[str]) -> _Fitted:
        """Some events with their names where there is room for them; mostly that is the same whatever is selected, and
        it is kept for the next selection."""
        known = self._tried.get(ids)
        if isinstance(known, _Fitted):
            return known
        chosen, focus = self.selection, self.selection.focus if self.selection.rows == "actor" else ""
        look = self._sizes, self.frame.inside, chosen.axis, chosen.rows, focus, chosen.since, chosen.until
        key = ("timeline of events", look, self.alike, ids)
        found = cache_of(self.landscape).get(key, lambda: self._unranked(ids), lambda fitted: fitted.size)
        if depends_on_rank(found.placement):
            sheet = ranked(found.scene, found.sheet, self._order_of(ids))
            found = _Fitted(found.scene, sheet, place_labels(sheet))
        self._tried[ids] = found
        return found

    def _unranked(self, ids: frozenset[str]) -> _Fitted:
        scene = self._scene(ids)
        sheet = label_sheet(scene, self._cited_room, {})
        return _Fitted(scene, sheet, place_labels(sheet))

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
            maker=self._maker,
        )
        if self.alike and scene.axis.kind != "even":
            month = month_of(self.landscape.as_of)
            drawn = any(part.first <= month <= part.last for part in scene.segments)
            held = _held(self.landscape.as_of, (self.selection.since, self.selection.until))
            asked = asked_of(scene.axis, (self.selection.since, self.selection.until))
            scene = replace(scene, as_of=replace(scene.as_of, inside=drawn and held), asked=asked)
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
        _, begun, ended = touching(self.landscape, window, only)
        if not len(begun):
            return window
        first, last = date.fromordinal(int(begun.min())), date.fromordinal(int(ended.max()))
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
