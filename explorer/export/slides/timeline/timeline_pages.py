"""A timeline set on pages: on one, or where that leaves events out on several, each with a stretch of time.

A page is tried with more or fewer events until it has as many as all have room with their names; what stands below it,
what is said and cited of them, takes its room first.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial

from explorer.draw.primitives import DrawnText
from explorer.export.slides.foot import Below
from explorer.export.slides.footnotes import MAX_NAMED
from explorer.export.slides.frame import heading, smaller
from explorer.export.slides.headline import months_of, timeline_title, whose
from explorer.export.slides.keys import timeline_keys
from explorer.export.slides.placed import (
    LONGEST_PART,
    ROUNDS,
    PageMaker,
    PlacedPicture,
    named_part,
    own_title,
    under_titles,
    with_sources,
)
from explorer.export.slides.timeline.timeline_layout import TimelineLayout, lit_with
from explorer.export.slides.timeline.timeline_trials import TimelineTrials
from explorer.model import Event
from explorer.order import in_order
from explorer.query.around import with_events
from explorer.wording import how_many

_FIRST_TRIED = 16
"""So many events are tried on a page of several first."""

_TRIED_BEYOND = 4
"""So many more than have room on a page, where that may spare a page."""

MAX_IN_PARTS = 1000
"""A timeline of more events stays on one page, with the weightiest."""

_LONGEST_STRETCH = "September 2024 to September 2025: 48 of 888 events. "
"""Room that is kept for what says of which time a page is."""


def timelines(desk: PageMaker) -> list[PlacedPicture]:
    """The timeline on one page; where that leaves events out, on several, each with a stretch of time.

    Type that leaves no room for a single event is set smaller, though never smaller than is legible.
    """
    found = _timelines(desk)
    while not found:
        inner = smaller(desk.frames.inner)
        if inner is None:
            return [_placed_timeline(desk, own_title(desk) or timeline_title(desk.view, desk.landscape))]
        desk = replace(desk, frames=replace(desk.frames, inner=inner))
        found = _timelines(desk)
    return found


def _timelines(desk: PageMaker) -> list[PlacedPicture]:
    """Nothing where some page has not the room for one event."""
    title = own_title(desk) or timeline_title(desk.view, desk.landscape)
    every = [event.id for event in desk.landscape.events]
    one = _placed_if_all_fit(lambda: desk, title, _under(desk, title), _trials(desk), every)
    if one or desk.options.one_page or len(desk.landscape.events) > MAX_IN_PARTS:
        one = one or _placed_timeline(desk, title)
        return [one] if one.drawn or not desk.landscape.events else []
    turns = _Turns(desk, title)
    parts = turns.dealt()
    if _is_crumb(parts) and len(parts[-1].drawn) <= _TRIED_BEYOND:
        fewer = turns.dealt(beyond=_TRIED_BEYOND)
        parts = fewer if 0 < len(fewer) < len(parts) else parts
    if _is_crumb(parts):
        dealt = turns.dealt(len(parts))
        parts = dealt if 0 < len(dealt) <= len(parts) else parts
        parts = turns.without_crumb(parts) if _is_crumb(parts) else parts
    return [
        named_part(placed, place, len(parts), months_of(placed.desk.landscape.events), "events")
        for place, placed in enumerate(parts, 1)
    ]


def _is_crumb(parts: Sequence[PlacedPicture]) -> bool:
    """Whether the last of several pages has less than half of what the one before it has."""
    return len(parts) > 1 and len(parts[-1].drawn) * 2 < len(parts[-2].drawn)


@dataclass(frozen=True)
class _Turns:
    """The events of a timeline dealt to pages, one after the other; what a page was tried with is known from then."""

    desk: PageMaker
    title: str
    _tried: dict[tuple[int, int], PlacedPicture | None] = field(default_factory=dict, init=False)

    @cached_property
    def _events(self) -> Sequence[Event]:
        return in_order(self.desk.landscape, self.desk.landscape.events)

    def dealt(self, pages: int = 1, beyond: int = 0) -> list[PlacedPicture]:
        """The events on at least so many pages, about as many on each; no page where one has not the room. `beyond`: so
        many more are tried on a page than have room, as now and then one that is added makes room for others."""
        parts, begun, likely = list[PlacedPicture](), 0, _FIRST_TRIED
        while begun < len(self._events):
            share = -(-(len(self._events) - begun) // max(1, pages - len(parts)))
            placed = self._first_of(begun, share, likely)
            placed = self._with_more(begun, placed, share, beyond)
            if placed is None:
                rows = self._in_rows(begun)
                if not rows:
                    return []
                parts += rows
                begun += 1
                continue
            parts.append(placed)
            likely = len(placed.desk.landscape.events)
            begun += likely
        return parts

    def without_crumb(self, parts: Sequence[PlacedPicture]) -> list[PlacedPicture]:
        """The pages, the last two with about as many events each, where they have room for them."""
        *others, one, last = parts
        shared = len(one.desk.landscape.events) + len(last.desk.landscape.events)
        begun, half = len(self._events) - shared, -(-shared // 2)
        first, second = self._placed(begun, half), self._placed(begun + half, shared - half)
        return [*others, first, second] if first and second else list(parts)

    def _first_of(self, begun: int, most: int, likely: int) -> PlacedPicture | None:
        """A page with as many events as find room on it, at most so many; None where not even one does. Tried first are
        as many as on the page before, then about as many, then halves of what is left."""
        fit, best, over = 0, None, most + 1  # so many do not fit
        count, step = min(most, likely), 2
        while fit + 1 < over:
            tried = self._placed(begun, count)
            if tried is None:
                over = count
            else:
                fit, best = count, tried
            if not fit or over > most:
                count = max(1, count - step) if not fit else min(most, count + step)
                step *= 2
            else:
                count = (fit + over) // 2
        return best

    def _with_more(self, begun: int, placed: PlacedPicture | None, most: int, beyond: int) -> PlacedPicture | None:
        """The page with more events, where it has room for more although not for one more."""
        fit = len(placed.desk.landscape.events) if placed else most
        for count in range(min(most, fit + beyond), fit + 1, -1):
            if tried := self._placed(begun, count):
                return tried
        return placed

    def _placed(self, begun: int, count: int) -> PlacedPicture | None:
        if (begun, count) not in self._tried:
            ids = frozenset(event.id for event in self._events[begun : begun + count])
            called, under = self._first if not begun else self._next
            page = partial(_of_events, self.desk, ids)
            self._tried[begun, count] = _placed_if_all_fit(page, called, under, self._trials, ids)
        return self._tried[begun, count]

    def _in_rows(self, place: int) -> list[PlacedPicture]:
        """One event on several pages, some of the rows in which it stands on each; none where one has not the room."""
        event, under = self._events[place], self._next[1]
        desk, bottom = _of_events(self.desk, {event.id}), self._trials.frame.lowest
        for _ in range(ROUNDS):
            layouts = self._trials.in_rows(under.bounds[3] + 10, bottom, event.id)
            called = [self._first if not place and not at else self._next for at in range(len(layouts))]
            pages = [_below_timeline(desk, *words, layout) for words, layout in zip(called, layouts, strict=True)]
            if all(page.foot.top >= bottom for page in pages):
                return pages
            bottom = min(page.foot.top for page in pages)
        return []

    @cached_property
    def _trials(self) -> TimelineTrials:
        return _trials(self._a_page)

    @cached_property
    def _first(self) -> tuple[str, DrawnText]:
        """The title of the first page, which is the whole one, and what stands below it."""
        return self.title, _under(self._a_page, self.title)

    @cached_property
    def _next(self) -> tuple[str, DrawnText]:
        """The title of the other pages, its first words, and what stands below it."""
        called = own_title(self.desk) or whose(self.desk.view, self.desk.landscape)
        return called, _under(self._a_page, called)

    @property
    def _a_page(self) -> PageMaker:
        return replace(self.desk, of=len(self.desk.landscape.events))


def _of_events(desk: PageMaker, ids: Collection[str]) -> PageMaker:
    """The desk of a page with some of the events only."""
    part = with_events(desk.landscape, ids)
    page = replace(desk, part=replace(desk.part, landscape=part), of=len(desk.landscape.events))
    page.__dict__.update(stand_in=desk.stand_in, link=desk.link)  # the same for every page
    return page


def _trials(desk: PageMaker) -> TimelineTrials:
    lit = lit_with(desk.view.part, desk.view)
    return TimelineTrials(
        desk.landscape, desk.selection, desk.frames.inner, lit, desk.of > 0, desk.options.pin, desk.view.landscape
    )


def _under(desk: PageMaker, title: str) -> DrawnText:
    """What is said below the title, clear of every title that the page may get."""
    if desk.of:
        return under_titles(desk, (title,), _LONGEST_STRETCH + desk.said, LONGEST_PART)
    fewer = own_title(desk) or timeline_title(desk.view, desk.landscape, desk.landscape.events[:-1])
    return under_titles(desk, (title, fewer), desk.said, "")


def _placed_if_all_fit(
    page: Callable[[], PageMaker], title: str, under: DrawnText, trials: TimelineTrials, ids: Collection[str]
) -> PlacedPicture | None:
    """A page of the timeline, if each of its events finds room, and every source that it names; mostly this is known
    before the page is made, and what stands below it worked out."""
    desk, placed, before = None, None, None
    bottom = trials.frame.lowest
    for _ in range(ROUNDS):
        layout = trials.whole(under.bounds[3] + 10, bottom, ids)
        if layout is None:
            return None
        if placed and before is layout.scene:
            return replace(placed, layout=layout)
        desk = desk or page()
        placed, before = _below_timeline(desk, title, under, layout), layout.scene
        if placed.foot.unlisted:
            return None
        if placed.foot.top >= bottom:
            break
        bottom = placed.foot.top
    return placed


def _placed_timeline(desk: PageMaker, title: str) -> PlacedPicture:
    """As many events as have room, and the foot, which depend on each other: what is drawn, and what is said of it."""
    trials, frame, under = _trials(desk), desk.frames.inner, _under(desk, title)
    bottom, placed = frame.lowest, _below_timeline(desk, title, under, None)
    for _ in range(ROUNDS):
        if placed.layout and placed.foot.top >= bottom:
            break
        bottom = min(bottom, placed.foot.top)
        placed = _below_timeline(desk, title, under, trials.layout(under.bounds[3] + 10, bottom))
    return placed


def _below_timeline(desk: PageMaker, title: str, under: DrawnText, layout: TimelineLayout | None) -> PlacedPicture:
    frame = desk.frames.inner
    below = Below(remark=_timeline_remark(desk, layout), elsewhere=desk.elsewhere, link=desk.link)
    if layout and layout.left_out and not own_title(desk):
        title = timeline_title(desk.view, desk.landscape, layout.events)
    placed = PlacedPicture(desk, title, heading(frame, title), under, layout, below, MAX_NAMED)
    return with_sources(placed, timeline_keys(layout.scene, desk.landscape) if layout else [])


def _timeline_remark(desk: PageMaker, layout: TimelineLayout | None) -> str:
    every, left = len(desk.landscape.events), layout.left_out if layout else 0
    first = "those tied to the selection first, then " if layout and layout.lit else ""
    said = [f"{every - left} of {every} events, {first}the weightiest." if 0 < left < every else ""]
    many = left and every > MAX_IN_PARTS and not desk.options.one_page
    said.append(
        f"More than {MAX_IN_PARTS} stay on one page; a filter or a stretch of time takes fewer." if many else ""
    )
    events = layout.events if layout else desk.landscape.events
    rows = layout.rows_left if layout else 0
    said.append(f"{how_many(rows, 'more row')} without room here." if rows else "")
    pinned = sum(event.id in desk.options.pin for event in events)
    said.append(f"{pinned} of them kept by hand." if left and pinned else "")
    said.append("≠ sources disagree." if layout and any(mark.disputed for mark in layout.scene.marks) else "")
    said.append("Zigzag: years cut out." if layout and layout.scene.cuts else "")
    said.append(f"Pale: {layout.scene.asked.rest}." if layout and layout.scene.asked else "")
    grey = layout is not None and layout.lit and len(layout.cited) < len(events)
    said.append("Grey: not tied to the selection." if grey else "")
    said.append(f"{layout.scene.rest}." if layout and layout.scene.rest else "")
    return " ".join(part for part in said if part)
