"""Pictures set on pages: what each page of a timeline or a network draws, and what is said and cited below it.

What one page has no room for goes to the next, a timeline by time, a network by ties; one page alone says what it has.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from explorer.draw.primitives import DrawnText
from explorer.export.excerpt import Excerpt
from explorer.export.options import Options
from explorer.export.slides.foot import Below, foot
from explorer.export.slides.footnotes import MAX_NAMED, Numbers
from explorer.export.slides.frame import Frames, heading, link_of, smaller, subtitle
from explorer.export.slides.headline import months_of, network_title, timeline_title, whose
from explorer.export.slides.keys import Key, network_keys, timeline_keys
from explorer.export.slides.network import NetworkLayout, Rooms, network_layouts, network_on_one, takes_several
from explorer.export.slides.timeline import TimelineLayout, lit_with, timeline_layout
from explorer.landscape import Landscape
from explorer.model import Citation, Event, Source
from explorer.network.drawn import NetworkDrawn, network_drawn
from explorer.order import in_order
from explorer.page.pictures import WIDE
from explorer.query.selection import Selection
from explorer.query.visible import View, with_events

_ROUNDS = 5
"""So often a picture is laid out anew for the room that its foot leaves."""

_FIRST_TRIED = 16
"""So many events are tried on a page of several first."""

MAX_IN_PARTS = 160
"""A timeline of more events stays on one page, with the weightiest."""

_LONGEST_PART = " · 88 of 88"
_LONGEST_COUNT = "88 of 888 actors and events. "
_LONGEST_STRETCH = "September 2024 to September 2025: 48 of 888 events. "
"""Room that is kept for what says which of several pages it is, and of which time."""


@dataclass(frozen=True)
class PageMaker:
    """What every page is made from."""

    part: Excerpt
    view: View
    options: Options
    frames: Frames
    elsewhere: str  # where the sources are that the foot of a picture has no room for, such as "at the end"
    of: int = 0  # how many records are shown in all, where it is that of one page of several; else 0
    named: int = MAX_NAMED  # so many lines of evidence stand beside a sentence
    alone: bool = True  # whether one picture is all of the file; else it is part of a deck

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
        return f"{self.part.chosen if self.of else self.part.selected} {self.part.as_of}"

    @property
    def note(self) -> str:
        """What the reader wants said at every picture; a deck says it once, on its first page."""
        return self.part.note if self.alone else ""

    @cached_property
    def network(self) -> NetworkDrawn:
        """What the page draws of the network."""
        return network_drawn(self.view, WIDE)

    @cached_property
    def stand_in(self) -> Numbers:
        """Numbers as long as any source gets, for as long as they are not known."""
        return Numbers(self.landscape.sources)

    def sources(self, rows: Iterable[Sequence[Citation]], named: int = 0) -> tuple[Source, ...]:
        """The sources of some rows, in the landscape's order; those that so many lines of evidence name, or all."""
        known = replace(self.stand_in, named=named)
        if named:
            numbers = {number for row in rows for number in known.beside(row)}
        else:
            numbers = {known.order[c.source] for row in rows for c in row if c.source in known.order}
        return tuple(known.sources[number - 1] for number in sorted(numbers))


@dataclass(frozen=True)
class PlacedPicture:
    """One picture on its page, before its sources are numbered."""

    desk: PageMaker
    words: str  # its title, without which part of several it is
    title: DrawnText
    under: DrawnText
    layout: TimelineLayout | NetworkLayout | None
    below: Below
    named: int  # so many lines of evidence a label names
    part: str = ""  # which of several it is, such as " · 2 of 3"

    @property
    def drawn(self) -> frozenset[str]:
        """The records in it."""
        if isinstance(self.layout, NetworkLayout):
            return self.layout.ids
        return frozenset(event.id for event in self.layout.events) if self.layout else frozenset()


def own_title(desk: PageMaker) -> str:
    """The reader's title, where it is that of a picture; a deck has it on its first page."""
    return desk.options.title if desk.alone else ""


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
    one = _placed_if_all_fit(desk, title)
    if one or desk.options.one_page or len(desk.landscape.events) > MAX_IN_PARTS:
        one = one or _placed_timeline(desk, title)
        return [one] if one.drawn or not desk.landscape.events else []
    events = in_order(desk.landscape, desk.landscape.events)
    parts = _in_turn(desk, title, events, pages=1)
    if _is_crumb(parts):
        dealt = _in_turn(desk, title, events, pages=len(parts))
        parts = dealt if 0 < len(dealt) <= len(parts) else parts
        parts = _without_crumb(desk, parts) if _is_crumb(parts) else parts
    return [
        _named_part(placed, place, len(parts), months_of(placed.desk.landscape.events), "events")
        for place, placed in enumerate(parts, 1)
    ]


def _is_crumb(parts: Sequence[PlacedPicture]) -> bool:
    """Whether the last of several pages has less than half of what the one before it has."""
    return len(parts) > 1 and len(parts[-1].drawn) * 2 < len(parts[-2].drawn)


def _without_crumb(desk: PageMaker, parts: Sequence[PlacedPicture]) -> list[PlacedPicture]:
    """The pages, the last two with about as many events each, where they have room for them."""
    *others, one, last = parts
    shared = in_order(desk.landscape, [*one.desk.landscape.events, *last.desk.landscape.events])
    half = -(-len(shared) // 2)
    first = _placed_if_all_fit(_of_events(desk, shared[:half]), one.words)
    second = _placed_if_all_fit(_of_events(desk, shared[half:]), last.words)
    return [*others, first, second] if first and second else list(parts)


def _in_turn(desk: PageMaker, title: str, events: Sequence[Event], pages: int) -> list[PlacedPicture]:
    """The events page by page, on at least so many pages, about as many on each; none where one has not the room.

    The first page has the whole title, the others are called by its first words.
    """
    parts, rest = list[PlacedPicture](), list(events)
    while rest:
        share = -(-len(rest) // max(1, pages - len(parts)))
        called = title if not parts else own_title(desk) or whose(desk.view, desk.landscape)
        placed = _placed_first_of(desk, called, rest[:share])
        if placed is None:
            return []
        parts.append(placed)
        rest = rest[len(placed.desk.landscape.events) :]
    return parts


def _placed_first_of(desk: PageMaker, title: str, events: Sequence[Event]) -> PlacedPicture | None:
    """As many of the first of some events as find room on one page; None where not even one does."""

    def placed(count: int) -> PlacedPicture | None:
        return _placed_if_all_fit(_of_events(desk, events[:count]), title)

    most = len(events) + 1  # so many do not fit
    fit, best, count = 1, None, min(len(events), _FIRST_TRIED)
    while fit < most - 1 or best is None:
        tried = placed(count)
        if tried is None:
            most = count
            if count == 1:
                return None
        else:
            fit, best = count, tried
        count = min((fit + most) // 2, fit + _FIRST_TRIED // 2, len(events)) if best else max(1, count // 2)
        if best is not None and count <= fit:
            break
    return best


def networks(desk: PageMaker, whole: bool) -> list[PlacedPicture]:
    """The network on as many pages as it takes; not `whole`, on one page in smaller type where that is legible.

    The first page has the whole title, the others are called by its first words.
    """
    frame, drawn = desk.frames.inner, desk.network
    title = own_title(desk) or network_title(desk.view, drawn)
    fewer = own_title(desk) or network_title(desk.view, drawn.only([node.id for node in drawn.nodes[:1]]), drawn)
    under = _under(desk, (title, fewer), desk.said, _LONGEST_PART)
    if not desk.options.one_page and takes_several(drawn, frame, (under.bounds[3] + 10, frame.lowest), not whole):
        desk = replace(desk, of=len(drawn.records))
    said = _LONGEST_COUNT + desk.said if desk.of else desk.said
    short = own_title(desk) or whose(desk.view, desk.landscape)
    unders = [_under(desk, titles, said, _LONGEST_PART) for titles in ((title, fewer), (short,))]
    tops, feet = [one.bounds[3] + 10 for one in (*unders, unders[1])], [0.0, 0.0, 0.0]
    for _ in range(_ROUNDS):
        rooms = Rooms(*((top, frame.lowest - high) for top, high in zip(tops, feet, strict=True)))
        layouts = _network_sheets(desk, rooms, whole)
        titles = [title, *[short] * len(layouts)]
        placed = [
            _placed_network(desk, called, layout, unders[min(place, 1)])
            for place, (called, layout) in enumerate(zip(titles, layouts, strict=False))
        ]
        needs = list(feet)
        for place, one in enumerate(placed):
            kind = 0 if not place else 1 if cited_rows(one) else 2
            needs[kind] = max(needs[kind], frame.lowest - foot(frame, one.below, desk.stand_in).top)
        if needs == feet:
            break
        feet = needs
    return [_named_part(one, place, len(placed), "", "actors and events") for place, one in enumerate(placed, 1)]


def _under(desk: PageMaker, titles: Sequence[str], said: str, part: str) -> DrawnText:
    """What is said below the title, clear of every title that the page may get, with a part or without."""
    frame = desk.frames.inner
    headings = [heading(frame, title, one) for title in dict.fromkeys(titles) for one in dict.fromkeys(("", part))]
    return subtitle(frame, said, max(headings, key=lambda one: one.bounds[3]), desk.note)


def _network_sheets(desk: PageMaker, rooms: Rooms, whole: bool) -> Sequence[NetworkLayout | None]:
    frame, drawn, landscape = desk.frames.inner, desk.network, desk.view.landscape
    if not drawn.nodes:
        return [None]
    if desk.options.one_page:
        return [network_on_one(landscape, drawn, frame, rooms.first, desk.options.pin)]
    return network_layouts(landscape, drawn, frame, rooms, one=not whole)


def _placed_network(desk: PageMaker, title: str, layout: NetworkLayout | None, under: DrawnText) -> PlacedPicture:
    frame = desk.frames.inner
    below = Below(remark=_network_remark(desk, layout), elsewhere=desk.elsewhere, link=desk.link)
    if layout and desk.options.one_page and not own_title(desk):
        title = network_title(desk.view, layout.drawn, desk.network)
    placed = PlacedPicture(desk, title, heading(frame, title), under, layout, below, MAX_NAMED)
    return _with_sources(placed, network_keys(layout, desk.view.landscape) if layout else [])


def _of_events(desk: PageMaker, events: Sequence[Event]) -> PageMaker:
    """The desk of a page with some of the events only."""
    part = with_events(desk.landscape, {event.id for event in events})
    return replace(desk, part=replace(desk.part, landscape=part), of=len(desk.landscape.events))


def _named_part(placed: PlacedPicture, place: int, of: int, stretch: str, what: str) -> PlacedPicture:
    """A picture that says which it is of several, if it is one of several; of which time, and how much of all."""
    desk, frame = placed.desk, placed.desk.frames.inner
    if of == 1:
        under = subtitle(frame, replace(desk, of=0).said, placed.title, desk.note)
        return replace(placed, under=under) if desk.of else placed
    part = f" · {place} of {of}"
    title = heading(frame, placed.words, part)
    here = [f"{len(placed.drawn)} of {desk.of} {what}"] if desk.of else []
    stands = ": ".join([*filter(None, [stretch]), *here])
    under = subtitle(frame, f"{stands}. {desk.said}" if stands else desk.said, title, desk.note)
    return replace(placed, title=title, under=under, part=part)


class _NoRoomForAll(Exception):
    """Some event of a page finds no room on it, or some source that it names."""


def _placed_if_all_fit(desk: PageMaker, title: str) -> PlacedPicture | None:
    """The timeline, if every event finds room; this is known long before what of it would."""
    try:
        return _placed_timeline(desk, title, all_or_none=True)
    except _NoRoomForAll:
        return None


def _placed_timeline(desk: PageMaker, title: str, *, all_or_none: bool = False) -> PlacedPicture:
    """A timeline and its foot, which depend on each other: what is drawn, and what is said and cited of it."""
    frame = desk.frames.inner
    part, stretch = (_LONGEST_PART, _LONGEST_STRETCH) if desk.of else ("", "")
    fewer = (
        title if desk.of else own_title(desk) or timeline_title(desk.view, desk.landscape, desk.landscape.events[:-1])
    )
    under = _under(desk, (title, fewer), stretch + desk.said, part)
    top, bottom = under.bounds[3] + 10, frame.lowest
    placed = _below_timeline(desk, title, under, None)
    for _ in range(_ROUNDS):
        found = foot(frame, placed.below, desk.stand_in)
        if all_or_none and found.unlisted:
            raise _NoRoomForAll
        if placed.layout and found.top >= bottom:
            break
        bottom = min(bottom, found.top)
        layout = timeline_layout(
            desk.landscape,
            desk.selection,
            frame,
            top,
            bottom,
            lit=lit_with(desk.view.part, desk.selection.focus),
            alike=desk.of > 0,
            all_or_none=all_or_none,
            pinned=desk.options.pin,
        )
        if layout is None:
            raise _NoRoomForAll
        placed = _below_timeline(desk, title, under, layout)
    return placed


def _below_timeline(desk: PageMaker, title: str, under: DrawnText, layout: TimelineLayout | None) -> PlacedPicture:
    frame = desk.frames.inner
    below = Below(remark=_timeline_remark(desk, layout), elsewhere=desk.elsewhere, link=desk.link)
    if layout and layout.left_out and not own_title(desk):
        title = timeline_title(desk.view, desk.landscape, layout.events)
    placed = PlacedPicture(desk, title, heading(frame, title), under, layout, below, MAX_NAMED)
    return _with_sources(placed, timeline_keys(layout.scene, desk.landscape) if layout else [])


def _with_sources(placed: PlacedPicture, keys: Sequence[Key]) -> PlacedPicture:
    """The picture with its key, and the sources at its foot; where they are too many, a label names one, not two."""
    desk, rows, beside = placed.desk, cited_rows(placed), named_rows(placed)
    others = desk.sources(rows)
    for named in range(MAX_NAMED, 0, -1):
        below = replace(placed.below, keys=tuple(keys), named=desk.sources(beside, named), others=others)
        if not foot(desk.frames.inner, below, desk.stand_in).unlisted:
            break
    return replace(placed, below=below, named=named)


def _timeline_remark(desk: PageMaker, layout: TimelineLayout | None) -> str:
    every, left = len(desk.landscape.events), layout.left_out if layout else 0
    first = "those tied to the selection first, then " if layout and layout.lit else ""
    said = [f"{every - left} of {every} events, {first}the weightiest." if left else ""]
    events = layout.events if layout else desk.landscape.events
    pinned = sum(event.id in desk.options.pin for event in events)
    said.append(f"{pinned} of them kept by hand." if left and pinned else "")
    said.append("≠ sources disagree." if layout and any(mark.disputed for mark in layout.scene.marks) else "")
    said.append("Zigzag: years cut out." if layout and layout.scene.cuts else "")
    grey = layout is not None and layout.lit and len(layout.cited) < len(events)
    said.append("Grey: not tied to the selection." if grey else "")
    said.append(f"{layout.scene.rest}." if layout and layout.scene.rest else "")
    return " ".join(part for part in said if part)


def _network_remark(desk: PageMaker, layout: NetworkLayout | None) -> str:
    """What is said below a network: what of it one page has no room for, and what grey is."""
    drawn = desk.network
    if layout is None:
        return "No actor or event is shown." if not drawn.nodes else ""
    every, here = len(drawn.records), len(layout.ids)
    one = desk.options.one_page and here < every
    first = "those tied to the selection first, then " if drawn.lit else ""
    said = [f"{here} of {every} actors and events, {first}the weightiest." if one else ""]
    pinned = len(layout.ids & set(desk.options.pin))
    said.append(f"{pinned} of them kept by hand." if one and pinned else "")
    grey = layout.drawn.lit and any(id not in layout.drawn.lit for id in layout.sheet.ids)
    said.append("Grey: not tied to the selection." if grey else "")
    return " ".join(part for part in said if part)


def cited_rows(placed: PlacedPicture) -> list[Sequence[Citation]]:
    """What it rests on, thing by thing."""
    if isinstance(placed.layout, TimelineLayout):
        return [event.sources for event in placed.layout.cited]
    return list(placed.layout.cited) if placed.layout else []


def named_rows(placed: PlacedPicture) -> list[Sequence[Citation]]:
    """What stands in it with numbers beside it."""
    if isinstance(placed.layout, TimelineLayout):
        return [event.sources for event in placed.layout.cited]
    return list(placed.layout.named) if placed.layout else []
