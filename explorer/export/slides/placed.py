"""Pictures set on pages: what each page of a timeline or a network draws, and what is said and cited below it.

What one page has no room for goes to the next: a timeline stretch by stretch in time, a network by what is tied to
what.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial

from explorer.draw.primitives import DrawnText, Line
from explorer.edtf import parse_when, words
from explorer.export.excerpt import Excerpt
from explorer.export.options import Options
from explorer.export.slides.footnotes import numbers
from explorer.export.slides.frame import Frames, foot, heading, link_of, most_notes, subtitle
from explorer.export.slides.network import NetworkLayout, network_layouts
from explorer.export.slides.timeline import TimelineLayout, timeline_layout
from explorer.landscape import Landscape
from explorer.model import Citation, Event
from explorer.network.drawn import NetworkDrawn, network_drawn
from explorer.order import in_order
from explorer.page.pictures import WIDE
from explorer.query.selection import Selection
from explorer.query.visible import View, with_events

_ROUNDS = 4
"""So often a picture is laid out anew for the room that its foot leaves."""

_FIRST_TRIED = 16
"""So many events are tried on a page of several first."""

MAX_IN_PARTS = 160
"""A timeline of more events stays on one page, with the weightiest."""

_LONGEST_PART = "10 of 10. "
_LONGEST_STRETCH = f"{_LONGEST_PART}30 September 2024 to 30 September 2025. "
"""Room that is kept for what says which of several pages it is, and of which time."""


@dataclass(frozen=True)
class PageMaker:
    """What every page is made from."""

    part: Excerpt
    view: View
    options: Options
    frames: Frames
    elsewhere: str  # where the sources are that the foot of a picture has no room for
    in_part: bool = False  # whether it is that of one page of several

    @property
    def landscape(self) -> Landscape:
        """What is shown, or of several pages what one of them shows."""
        return self.part.landscape

    @property
    def selection(self) -> Selection:
        return self.view.selection

    @property
    def link(self) -> tuple[str, str]:
        return link_of(self.view.landscape, self.selection, self.options)

    @property
    def said(self) -> str:
        return f"{self.part.selected} {self.part.as_of}"

    @cached_property
    def network(self) -> NetworkDrawn:
        """What the page draws of the network."""
        return network_drawn(self.view, WIDE)


@dataclass(frozen=True)
class PlacedPicture:
    """One picture on its page, before its sources are numbered."""

    desk: PageMaker
    title: DrawnText
    under: DrawnText
    layout: TimelineLayout | NetworkLayout | None
    remark: str
    listed: bool  # whether its sources stand at its foot
    part: str = ""  # which of several it is, such as "2 of 3"

    @property
    def drawn(self) -> frozenset[str]:
        """The records in it."""
        if isinstance(self.layout, NetworkLayout):
            return self.layout.ids
        return frozenset(event.id for event in self.layout.events) if self.layout else frozenset()


def timelines(desk: PageMaker, alone: bool) -> list[PlacedPicture]:
    """The timeline on one page; where that leaves events out, on several, each with a stretch of time."""
    one = _placed_if_all_fit(desk, alone)
    if one or len(desk.landscape.events) > MAX_IN_PARTS:
        return [one or _placed_timeline(desk, alone)]
    events = in_order(desk.landscape, desk.landscape.events)
    parts = _in_turn(desk, events, pages=1)
    if len(parts) > 1 and len(parts[-1].drawn) * 2 < len(parts[-2].drawn):
        parts = _in_turn(desk, events, pages=len(parts))
    return [_named_part(placed, place, len(parts), _stretch(placed)) for place, placed in enumerate(parts, 1)]


def _in_turn(desk: PageMaker, events: Sequence[Event], pages: int) -> list[PlacedPicture]:
    """The events page by page, on at least so many pages, about as many on each; the sources of all stand elsewhere."""
    parts, rest = list[PlacedPicture](), list(events)
    while rest:
        share = -(-len(rest) // max(1, pages - len(parts)))
        parts.append(_placed_first_of(desk, rest[:share]))
        rest = rest[len(parts[-1].desk.landscape.events) :]
    return parts


def _placed_first_of(desk: PageMaker, events: Sequence[Event]) -> PlacedPicture:
    """As many of the first of some events as find room on one page, and one at least."""

    def placed(count: int) -> PlacedPicture | None:
        part = _of_events(desk, events[:count])
        return _placed_if_all_fit(part, alone=False) if count > 1 else _placed_timeline(part, alone=False)

    most = len(events) + 1  # so many do not fit
    fit, best, count = 1, None, min(len(events), _FIRST_TRIED)
    while fit < most - 1 or best is None:
        tried = placed(count)
        if tried is None:
            most = count
        else:
            fit, best = count, tried
        count = min((fit + most) // 2, fit + _FIRST_TRIED // 2, len(events)) if best else max(1, count // 2)
        if best is not None and count <= fit:
            break
    return best


def networks(desk: PageMaker, alone: bool, whole: bool) -> list[PlacedPicture]:
    """The network on as many pages as it takes; not `whole`, on one page in smaller type where that is legible."""
    frame, drawn = desk.frames.inner, desk.network
    title = f"{desk.landscape.title}: who did what"
    head = heading(frame, title)
    under = subtitle(frame, _LONGEST_PART + desk.said, head)
    rows = [edge.sources for edge in drawn.edges if drawn.is_lit(edge)]
    listed = alone and 0 < len(numbers(desk.view.landscape, rows).sources) <= most_notes(frame)
    said = _network_remark(drawn, "" if listed or not any(rows) else desk.elsewhere)
    stand_in: list[Line] = [()] * most_notes(frame) if listed else []
    bottom = foot(frame, stand_in, said, desk.link).top
    layouts: list[NetworkLayout | None] = []
    if drawn.nodes:
        layouts += network_layouts(desk.view.landscape, drawn, frame, under.bounds[3] + 10, bottom, one=not whole)
    under = subtitle(frame, desk.said, head)
    parts = [PlacedPicture(desk, head, under, layout, said, listed) for layout in layouts or [None]]
    return [_named_part(placed, place, len(parts), "") for place, placed in enumerate(parts, 1)]


def _of_events(desk: PageMaker, events: Sequence[Event]) -> PageMaker:
    """The desk of a page with some of the events only."""
    part = with_events(desk.landscape, {event.id for event in events})
    return replace(desk, part=replace(desk.part, landscape=part), in_part=True)


def _stretch(placed: PlacedPicture) -> str:
    """From which month to which its events are."""
    dates = [event.date for event in placed.desk.landscape.events]
    days = [day for when in dates for day in (when.earliest or when.latest, when.latest or when.earliest) if day]
    first, last = (words(parse_when(f"{day:%Y-%m}")) for day in (min(days), max(days)))
    return first if first == last else f"{first} to {last}"


def _named_part(placed: PlacedPicture, place: int, of: int, stretch: str) -> PlacedPicture:
    """A picture of several, which says which of them it is."""
    if of == 1:
        return placed
    said = ". ".join(filter(None, [f"{place} of {of}", stretch]))
    frame = placed.desk.frames.inner
    under = subtitle(frame, f"{said}. {placed.desk.said}", placed.title)
    return replace(placed, under=under, part=f"{place} of {of}")


class _NoRoomForAll(Exception):
    """Some event of a page finds no room on it."""


def _placed_if_all_fit(desk: PageMaker, alone: bool) -> PlacedPicture | None:
    """The timeline, if every event finds room; this is known long before what of it would."""
    try:
        return _placed_timeline(desk, alone, all_or_none=True)
    except _NoRoomForAll:
        return None


def _placed_timeline(desk: PageMaker, alone: bool, *, all_or_none: bool = False) -> PlacedPicture:
    def laid_out(top: float, bottom: float) -> TimelineLayout:
        part, frame = desk.landscape, desk.frames.inner
        layout = timeline_layout(part, desk.selection, frame, top, bottom, alike=desk.in_part, all_or_none=all_or_none)
        if layout is None:
            raise _NoRoomForAll
        return layout

    part = _LONGEST_STRETCH if desk.in_part else ""
    return _settled(desk, alone, desk.landscape.title, part, laid_out, partial(_timeline_remark, desk))


def _settled(
    desk: PageMaker,
    alone: bool,
    title: str,
    part: str,
    laid_out: Callable[[float, float], TimelineLayout],
    remark: Callable[[TimelineLayout | None, bool], str],
) -> PlacedPicture:
    """A picture and its foot, which depend on each other: what is drawn, and what is said and cited of it.

    `part` stands for the words that may be put before what is selected, and are at most so long.
    """
    frame = desk.frames.inner
    head = heading(frame, title)
    under = subtitle(frame, part + desk.said, head)
    layout: TimelineLayout | None = None
    listed = False
    said = remark(None, False)
    for _ in range(_ROUNDS):
        stand_in: list[Line] = [()] * most_notes(frame) if listed else []
        bottom = foot(frame, stand_in, said, desk.link).top
        layout = laid_out(under.bounds[3] + 10, bottom)
        said = remark(layout, listed)
        placed = PlacedPicture(desk, head, under, layout, said, listed)
        if alone and not listed and 0 < len(numbers(desk.landscape, cited_rows(placed)).sources) <= most_notes(frame):
            listed = True
        elif foot(frame, stand_in, said, desk.link).top >= bottom:
            break
    return placed


def _timeline_remark(desk: PageMaker, layout: TimelineLayout | None, listed: bool) -> str:
    every = len(desk.landscape.events)
    left = layout.left_out if layout else every
    said = [f"{left} of {every} events have no room here." if left else ""]
    events = layout.events if layout else desk.landscape.events
    said.append(
        "Hollow: not known to have happened." if not layout or any(mark.hollow for mark in layout.scene.marks) else ""
    )
    said.append("≠ sources disagree." if not layout or any(mark.disputed for mark in layout.scene.marks) else "")
    said.append("Zigzag: years cut out." if not layout or layout.scene.cuts else "")
    grey = len(layout.cited) < len(events) if layout and layout.lit else not layout and bool(desk.selection.focus)
    said.append("Grey: not tied to the selection." if grey else "")
    said.append(f"{layout.scene.rest}." if layout and layout.scene.rest else "")
    said.append("" if listed or not events else desk.elsewhere)
    return " ".join(part for part in said if part)


def _network_remark(drawn: NetworkDrawn, sources: str) -> str:
    """What is said below a network: how to read its lines, and where its sources are."""
    bases = {edge.basis for edge in drawn.edges}
    said = ["Dotted: claimed." if bases & {"claimed", "opinion"} else ""]
    said.append("Dashed: planned." if "planned" in bases else "")
    said.append("Dash and dot: inferred." if "inferred" in bases else "")
    said.append("Grey: not tied to the selection." if drawn.lit and len(drawn.lit) < len(drawn.nodes) else "")
    return " ".join(part for part in [*said, sources] if part)


def cited_rows(placed: PlacedPicture) -> list[Sequence[Citation]]:
    """What it rests on, thing by thing."""
    if isinstance(placed.layout, TimelineLayout):
        return [event.sources for event in placed.layout.cited]
    return list(placed.layout.cited) if placed.layout else []
