"""A view and options in; the pages of a deck or of one picture out, sources numbered for all of them.

select -> lay out each picture -> number the sources of what is drawn -> draw -> pages of sources
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from explorer.draw.primitives import DrawnThing, Page
from explorer.edtf import words
from explorer.export.excerpt import excerpt
from explorer.export.options import Options, Picture
from explorer.export.slides.foot import foot, is_number, with_number
from explorer.export.slides.footnotes import Numbers, numbers
from explorer.export.slides.frame import Frames
from explorer.export.slides.headline import network_title, record_title, timeline_title
from explorer.export.slides.network.network_drawn import network_items
from explorer.export.slides.network.network_sheets import NetworkLayout
from explorer.export.slides.notes import speaker_notes, told_in_full
from explorer.export.slides.placed import PageMaker, PlacedPicture, cited_rows, networks
from explorer.export.slides.sources import source_pages
from explorer.export.slides.telling.record import told_rows
from explorer.export.slides.telling.record_pages import empty_page, record_pages
from explorer.export.slides.telling.tour import tour_pages
from explorer.export.slides.timeline.timeline_drawn import page_axis, timeline_drawn
from explorer.export.slides.timeline.timeline_layout import TimelineLayout
from explorer.export.slides.timeline.timeline_pages import timelines
from explorer.export.slides.title import title_page
from explorer.model import Citation, Event
from explorer.network.drawn import network_drawn
from explorer.outlook import outlook
from explorer.page.pictures import WIDE
from explorer.prose.phrases import name_of
from explorer.prose.record import details
from explorer.query.ranking import by_weight, key_actors
from explorer.query.selection import Selection
from explorer.query.visible import View, visible

MAX_OWN = 6
"""So many of the weightiest actors get pages of their own in a deck where nobody is asked for."""


def pages(
    view: View, picture: Picture, options: Options, frames: Frames, elsewhere: str, whole: bool = True
) -> tuple[Page, ...]:
    """The pages of a picture; those that list all sources in full come last.

    What one page has no room for goes to the next. Not `whole`, and they are those of a picture: a network is set in
    type as small as is legible, so that it takes few, and sources are listed only where the pages name not all whose
    numbers stand on them. `elsewhere` says where all sources are, such as "at the end".
    """
    if picture == "deck" and options.tour:
        return _tour(visible(view.landscape, Selection()), options, frames, elsewhere)
    alone = picture != "deck"
    desk = PageMaker(excerpt(view, options), view, options, frames, elsewhere, alone=alone)
    placed = timelines(desk) if picture in ("timeline", "deck") else []
    placed += networks(desk, whole) if picture in ("network", "deck") else []
    own = _own(desk, picture)
    rows: list[Sequence[Citation]] = [row for id in own for row in told_rows(desk.landscape, id)]
    rows += [row for one in placed for row in cited_rows(one)]
    numbered = numbers(desk.landscape, rows)
    found = [] if alone else [title_page(desk)]
    found += [_placed_page(one, numbered) for one in placed]
    found += record_pages(desk, own, numbered)
    found = found or [empty_page(desk)]
    listed = whole or any(page.unlisted for page in found)
    return _numbered([*found, *(source_pages(desk, numbered) if listed else [])], desk)


def usual_title(view: View, picture: Picture) -> str:
    """What a file is called where the reader says nothing else: the title of its first page, without its part."""
    part = view.part
    if picture == "timeline":
        return timeline_title(view, part)
    if picture == "network":
        return network_title(view, network_drawn(view, WIDE))
    if picture == "details" and view.selection.focus in part.selectable:
        return record_title(details(part, view.selection.focus))
    return view.landscape.title


def pages_of_picture(found: Sequence[Page]) -> list[Page]:
    """What of these pages a file of one picture shows, one below the other: all of it; and its sources, where a number
    that stands in it is named nowhere else."""
    told = [page for page in found if page.kind != "sources"]
    held = found if any(page.unlisted for page in told) else told
    return [replace(page, items=tuple(item for item in page.items if not is_number(item))) for page in held]


def _numbered(found: Sequence[Page], desk: PageMaker) -> tuple[Page, ...]:
    """The pages with their numbers, where there are several; a title needs none."""
    if len(found) == 1:
        return tuple(found)
    frame = desk.frames.inner
    return tuple(
        page if page.kind == "title" else with_number(page, frame, place) for place, page in enumerate(found, 1)
    )


def _tour(whole: View, options: Options, frames: Frames, elsewhere: str) -> tuple[Page, ...]:
    """A tour as a deck: its steps are of the whole landscape, whatever filters are on."""
    desk = PageMaker(excerpt(whole, options), whole, options, frames, elsewhere, alone=False)
    walked = tour_pages(desk, options.tour)
    numbered = numbers(desk.landscape, walked.rows if walked else ())
    steps = walked.pages(numbered) if walked else [empty_page(desk)]
    return _numbered([title_page(desk), *steps, *source_pages(desk, numbered)], desk)


def _own(desk: PageMaker, picture: Picture) -> list[str]:
    """Who gets a page of their own: those asked for; in a deck else what is selected, and the weightiest actors."""
    known = desk.landscape.selectable
    asked = [id for id in dict.fromkeys(desk.options.actors) if id in known]
    focus = [desk.selection.focus] if desk.selection.focus in known else []
    vs = [desk.selection.vs] if desk.selection.vs in known else []
    keys = [actor.id for actor in key_actors(desk.landscape)]
    if picture == "details":
        return list(dict.fromkeys([*focus, *vs, *asked])) or keys[:1]
    if picture != "deck":
        return []
    return asked or list(dict.fromkeys([*focus, *vs, *keys]))[:MAX_OWN]


# --- pictures ------------------------------------------------------------------------------------------------------


def _placed_page(placed: PlacedPicture, numbered: Numbers) -> Page:
    numbered = replace(numbered, named=placed.named)
    return (
        _timeline_page(placed, numbered)
        if isinstance(placed.layout, TimelineLayout)
        else _network_page(placed, numbered)
    )


def _timeline_page(placed: PlacedPicture, numbered: Numbers) -> Page:
    desk, layout = placed.desk, placed.layout
    assert isinstance(layout, TimelineLayout)

    def stands(event: Event) -> str:
        return f"{words(event.date)}: {event.title} ({outlook(desk.part.whole, event, desk.landscape.as_of).words})"

    said = [f"{stands(e)}. {e.summary}{_in_full(numbered, e.sources)}" for e in layout.events]
    left = [f"{words(e.date)}: {e.title}" for e in desk.landscape.events if e.id not in placed.drawn]
    rank = by_weight(desk.landscape)
    first = sorted(layout.events, key=lambda e: (bool(layout.lit) and e.id not in layout.lit, rank(e)))[:5]
    points = [f"{stands(event)} {numbered.of(event.sources)}" for event in layout.events if event in first]
    sources = numbered.listed(cited_rows(placed))
    full = told_in_full(desk.part, "What the timeline shows", said, left, sources)
    items = timeline_drawn(layout, desk.selection.focus, numbered)
    page = _picture_page(placed, items, "timeline", numbered, layout.scene.summary())
    notes = speaker_notes(desk.part, points, sources)
    return replace(page, notes=notes, record=full, axis=page_axis(layout))


def _network_page(placed: PlacedPicture, numbered: Numbers) -> Page:
    desk, layout = placed.desk, placed.layout
    items: tuple[DrawnThing, ...] = ()
    said: list[str] = []
    points: list[str] = []
    summary = "Network: nothing is shown"
    if isinstance(layout, NetworkLayout):
        items = network_items(layout, desk.frames.inner, numbered)
        ties = [(edge, c.alt) for edge, c in layout.connectors if not edge.thread]
        said = [f"{alt}{_in_full(numbered, edge.sources)}" for edge, alt in ties]
        said += [_held(desk, id, layout) for id in sorted(layout.drawn.stacks.keys() & layout.sheet.ids)]
        ties.sort(key=lambda tie: (not layout.drawn.is_lit(tie[0]), tie[0].number or 99, -tie[0].weight, tie[0].id))
        points = [f"{alt} {numbered.of(edge.sources)}" for edge, alt in ties[:5]]
        summary = f"Network: {len(layout.ids)} actors and events, {len(layout.connectors)} ties"
    sources = numbered.listed(cited_rows(placed))
    full = told_in_full(desk.part, "What the network shows", said, [], sources)
    page = _picture_page(placed, items, "network", numbered, summary)
    return replace(page, notes=speaker_notes(desk.part, points, sources), record=full)


def _held(desk: PageMaker, stack: str, layout: NetworkLayout) -> str:
    """Who is in a stack, by name."""
    label = next(node.title for node in layout.sheet.nodes if node.id == stack)
    known = desk.view.landscape.records
    return f"{label}: {'; '.join(name_of(known[id]) for id in layout.drawn.stacks[stack])}"


def _in_full(numbered: Numbers, citations: Iterable[Citation]) -> str:
    said = numbered.full(citations)
    return f" ({said})" if said else ""


def _picture_page(
    placed: PlacedPicture, items: tuple[DrawnThing, ...], kind: str, numbered: Numbers, summary: str
) -> Page:
    desk, frame = placed.desk, placed.desk.frames.inner
    below = foot(frame, placed.below, numbered)
    return Page(
        frame.width,
        frame.height,
        placed.words + placed.part,
        placed.title,
        (placed.under, *items, *below.items),
        "",
        kind,
        f"{summary}. {desk.said}",
        unlisted=below.unlisted,
    )
