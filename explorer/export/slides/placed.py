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
from explorer.export.slides.foot import Below, Foot, foot
from explorer.export.slides.footnotes import MAX_NAMED, Numbers
from explorer.export.slides.frame import Frames, heading, link_of, subtitle
from explorer.export.slides.headline import network_title, whose
from explorer.export.slides.keys import Key, network_keys
from explorer.export.slides.network.network_sheets import (
    NetworkLayout,
    OnSheets,
    Rooms,
    foreseen,
    kept,
    network_layouts,
    network_on_one,
    takes_several,
)
from explorer.export.slides.timeline.timeline_layout import TimelineLayout
from explorer.landscape import Landscape
from explorer.model import Citation, Source
from explorer.network.drawn import NetworkDrawn, network_drawn
from explorer.page.pictures import WIDE
from explorer.prose.compared import compared
from explorer.prose.phrases import name_of
from explorer.prose.side_by_side import SIGNS
from explorer.query.selection import Selection
from explorer.query.visible import View
from explorer.wording import how_many

ROUNDS = 5
"""So often a picture is laid out anew for the room that its foot leaves."""

Feet = tuple[float, float, float]
"""px that stand below the first page of a network, below others, and below those on which all is pale."""

LONGEST_PART = " · 88 of 88"
_LONGEST_COUNT = "88 of 888 actors and events. "
"""Room that is kept for what says which of several pages it is."""


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

    @cached_property
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
        known = self.stand_in.naming(named)
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

    @cached_property
    def foot(self) -> Foot:
        """What stands below it, with numbers as long as any source gets."""
        return foot(self.desk.frames.inner, self.below, self.desk.stand_in)

    @property
    def drawn(self) -> frozenset[str]:
        """The records in it."""
        if isinstance(self.layout, NetworkLayout):
            return self.layout.ids
        return frozenset(event.id for event in self.layout.events) if self.layout else frozenset()


def own_title(desk: PageMaker) -> str:
    """The reader's title, where it is that of a picture; a deck has it on its first page."""
    return desk.options.title if desk.alone else ""


def networks(desk: PageMaker, whole: bool, lay: OnSheets = kept) -> list[PlacedPicture]:
    """The network on as many pages as it takes; not `whole`, on one page in smaller type where that is legible.

    The first page has the whole title, the others are called by its first words.
    """
    frame, drawn = desk.frames.inner, desk.network
    title = own_title(desk) or network_title(desk.view, drawn)
    fewer = own_title(desk) or network_title(desk.view, drawn.only([node.id for node in drawn.nodes[:1]]), drawn)
    under = under_titles(desk, (title, fewer), desk.said, LONGEST_PART)
    if not desk.options.one_page and takes_several(drawn, frame, (under.bounds[3] + 10, frame.lowest), not whole):
        desk = replace(desk, of=len(drawn.records))
    said = _LONGEST_COUNT + desk.said if desk.of else desk.said
    short = own_title(desk) or whose(desk.view, desk.landscape)
    unders = [under_titles(desk, titles, said, LONGEST_PART) for titles in ((title, fewer), (short,))]
    tops, feet = [one.bounds[3] + 10 for one in (*unders, unders[1])], (0.0, 0.0, 0.0)

    def placed_above(feet: Feet, on_sheets: OnSheets) -> list[PlacedPicture]:
        rooms = Rooms(*((top, frame.lowest - high) for top, high in zip(tops, feet, strict=True)))
        layouts = _network_sheets(desk, rooms, whole, on_sheets)
        titles = [title, *[short] * len(layouts)]
        return [
            _placed_network(desk, called, layout, unders[min(place, 1)])
            for place, (called, layout) in enumerate(zip(titles, layouts, strict=False))
        ]

    for _ in range(ROUNDS):
        planned = placed_above(feet, foreseen)
        before, feet = feet, _feet(planned, _feet_of_others(planned[-1]))
        if feet == before:
            break
    for _ in range(ROUNDS):
        placed = placed_above(feet, lay)
        before, feet = feet, _taller(feet, _feet(placed, feet))
        if feet == before:
            break
    return [named_part(one, place, len(placed), "", "actors and events") for place, one in enumerate(placed, 1)]


def _feet(placed: Sequence[PlacedPicture], otherwise: Feet) -> Feet:
    """What the feet of some pages need; `otherwise` where there is no page of a kind."""
    needs: dict[int, float] = {}
    for place, one in enumerate(placed):
        kind = 0 if not place else 1 if cited_rows(one) else 2
        needs[kind] = max(needs.get(kind, 0.0), one.desk.frames.inner.lowest - one.foot.top)
    first, other, pale = (needs.get(kind, high) for kind, high in enumerate(otherwise))
    return first, other, pale


def _feet_of_others(placed: PlacedPicture) -> Feet:
    """What the feet of pages need that nobody expects: at most what this one does, or what it does without sources."""
    frame, desk = placed.desk.frames.inner, placed.desk
    pale = foot(frame, replace(placed.below, named=(), others=()), desk.stand_in)
    high = frame.lowest - placed.foot.top
    return high, high, frame.lowest - pale.top


def _taller(one: Feet, other: Feet) -> Feet:
    first, second, pale = map(max, one, other)
    return first, second, pale


def under_titles(desk: PageMaker, titles: Sequence[str], said: str, part: str) -> DrawnText:
    """What is said below the title, clear of every title that the page may get, with a part or without."""
    frame = desk.frames.inner
    headings = [heading(frame, title, one) for title in dict.fromkeys(titles) for one in dict.fromkeys(("", part))]
    return subtitle(frame, said, max(headings, key=lambda one: one.bounds[3]), desk.note)


def _network_sheets(desk: PageMaker, rooms: Rooms, whole: bool, lay: OnSheets) -> Sequence[NetworkLayout | None]:
    frame, drawn, landscape = desk.frames.inner, desk.network, desk.view.landscape
    if not drawn.nodes:
        return [None]
    if desk.options.one_page:
        return [network_on_one(landscape, drawn, frame, rooms.first, desk.options.pin, lay)]
    return network_layouts(landscape, drawn, frame, rooms, not whole, lay)


def _placed_network(desk: PageMaker, title: str, layout: NetworkLayout | None, under: DrawnText) -> PlacedPicture:
    frame = desk.frames.inner
    below = Below(remark=_network_remark(desk, layout), elsewhere=desk.elsewhere, link=desk.link)
    if layout and desk.options.one_page and not own_title(desk):
        title = network_title(desk.view, layout.drawn, desk.network)
    placed = PlacedPicture(desk, title, heading(frame, title), under, layout, below, MAX_NAMED)
    return with_sources(placed, network_keys(layout, desk.view.landscape) if layout else [])


def named_part(placed: PlacedPicture, place: int, of: int, stretch: str, what: str) -> PlacedPicture:
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


def with_sources(placed: PlacedPicture, keys: Sequence[Key]) -> PlacedPicture:
    """The picture with its key, and the sources at its foot; where they are too many, a label names one, not two."""
    desk, rows, beside = placed.desk, cited_rows(placed), named_rows(placed)
    others = desk.sources(rows)
    for named in range(MAX_NAMED, 0, -1):
        below = replace(placed.below, keys=tuple(keys), named=desk.sources(beside, named), others=others)
        found = replace(placed, below=below, named=named)
        if not found.foot.unlisted:
            break
    return found


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
    said.append(_compared_words(desk))
    grey = layout.drawn.lit and any(id not in layout.drawn.lit for id in layout.sheet.ids)
    said.append("Grey: not tied to the selection." if grey else "")
    return " ".join(part for part in said if part)


def _compared_words(desk: PageMaker) -> str:
    """Of two actors compared which sign stands for whom, and how many of their ties are drawn on all pages."""
    found, known = compared(desk.view), desk.view.landscape.records
    if found is None:
        return ""
    here = {id for edge in desk.network.edges if desk.network.is_lit(edge) for id in edge.relations}
    names = ", ".join(f"{sign} {name_of(known[id])}" for sign, id in zip(SIGNS, found.ends, strict=True))
    return f"{names}: {len(here & found.ties)} of {how_many(len(found.ties), 'tie')} drawn."


def cited_rows(placed: PlacedPicture) -> list[Sequence[Citation]]:
    """What it rests on, thing by thing."""
    if isinstance(placed.layout, TimelineLayout):
        return [event.sources for event in placed.layout.cited]
    return list(placed.layout.cited) if placed.layout else []


def named_rows(placed: PlacedPicture) -> list[Sequence[Citation]]:
    """What stands in it with numbers beside it."""
    return list(placed.layout.named) if isinstance(placed.layout, NetworkLayout) else cited_rows(placed)
