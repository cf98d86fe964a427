"""A view and options in; the pages of a deck or of one picture out, sources numbered for all of them.

select -> lay out each picture -> number the sources of what is drawn -> draw -> pages of sources
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from explorer.draw.primitives import (
    ASCENT,
    DrawnBox,
    DrawnText,
    DrawnThing,
    Page,
    line_of,
)
from explorer.draw.text_metrics import wrapped
from explorer.edtf import words
from explorer.export.excerpt import excerpt
from explorer.export.options import Options, Picture
from explorer.export.slides.footnotes import Numbers, footnotes, numbers
from explorer.export.slides.frame import (
    LABEL,
    MIN_TYPE,
    SMALL,
    TITLE,
    Frames,
    foot,
    heading,
    note_width,
    subtitle,
)
from explorer.export.slides.network import NetworkLayout
from explorer.export.slides.network_drawn import network_items
from explorer.export.slides.placed import PageMaker, PlacedPicture, cited_rows, networks, timelines
from explorer.export.slides.record import spoken_record, told, told_rows
from explorer.export.slides.sources import source_columns
from explorer.export.slides.timeline import TimelineLayout
from explorer.export.slides.timeline_drawn import page_axis, timeline_drawn
from explorer.export.slides.title import kind_keys, lane_keys, title_prose
from explorer.export.slides.tour import tour_pages
from explorer.model import Citation
from explorer.outlook import outlook
from explorer.prose.phrases import name_of
from explorer.prose.record import details
from explorer.query.ranking import key_actors
from explorer.query.selection import Selection
from explorer.query.visible import View, visible

MAX_OWN = 6
"""So many of the weightiest actors get a page of their own in a deck where nobody is asked for."""


def pages(
    view: View, picture: Picture, options: Options, frames: Frames, elsewhere: str, whole: bool = True
) -> tuple[Page, ...]:
    """The pages of a picture; those that only list sources come last, and only where a number needs them.

    What one page has no room for goes to the next; not `whole`, and there is one page with what comes first, but of a
    network all.
    """
    if picture == "deck" and options.tour:
        return _tour(visible(view.landscape, Selection()), options, frames, elsewhere)
    desk = PageMaker(excerpt(view, options.link), view, options, frames, elsewhere)
    alone = picture != "deck"
    placed = timelines(desk, alone) if picture in ("timeline", "deck") else []
    placed += networks(desk, alone, whole) if picture in ("network", "deck") else []
    own = _own(desk, picture)
    rows: list[Sequence[Citation]] = [row for id in own for row in told_rows(desk.landscape, id)]
    rows += [row for one in placed for row in cited_rows(one)]
    numbered = numbers(desk.landscape, rows)
    found = [] if alone else [_title_page(desk)]
    found += [_placed_page(one, numbered) for one in placed]
    found += [_details_page(desk, id, numbered) for id in own]
    found = found or [_empty_page(desk)]
    listed = all(one.listed for one in placed) and alone and not own
    return tuple(found if listed else [*found, *_source_pages(desk, numbered)])


def pages_of_picture(found: Sequence[Page]) -> list[Page]:
    """What of these pages a file of one picture shows, one below the other: all of a timeline or a network, else the
    first."""
    return [page for page in found if page.kind in ("timeline", "network")] or [*found[:1]]


def _tour(whole: View, options: Options, frames: Frames, elsewhere: str) -> tuple[Page, ...]:
    """A tour as a deck: its steps are of the whole landscape, whatever filters are on."""
    desk = PageMaker(excerpt(whole, options.link), whole, options, frames, elsewhere)
    walked = tour_pages(desk, options.tour)
    numbered = numbers(desk.landscape, walked.rows if walked else ())
    steps = walked.pages(numbered) if walked else [_empty_page(desk)]
    return (_title_page(desk), *steps, *_source_pages(desk, numbered))


def _own(desk: PageMaker, picture: Picture) -> list[str]:
    """Who gets a page of their own: those asked for; in a deck else what is selected, and the weightiest actors."""
    known = desk.landscape.selectable
    asked = [id for id in dict.fromkeys(desk.options.actors) if id in known]
    focus = [desk.selection.focus] if desk.selection.focus in known else []
    keys = [actor.id for actor in key_actors(desk.landscape)]
    if picture == "details":
        return list(dict.fromkeys([*focus, *asked])) or keys[:1]
    if picture != "deck":
        return []
    return asked or list(dict.fromkeys([*focus, *keys]))[:MAX_OWN]


def _placed_page(placed: PlacedPicture, numbered: Numbers) -> Page:
    return (
        _timeline_page(placed, numbered)
        if isinstance(placed.layout, TimelineLayout)
        else _network_page(placed, numbered)
    )


def _timeline_page(placed: PlacedPicture, numbered: Numbers) -> Page:
    desk, layout = placed.desk, placed.layout
    assert isinstance(layout, TimelineLayout)
    said = [
        f"{words(e.date)}: {e.title} ({outlook(desk.part.whole, e, desk.landscape.as_of).words}). "
        f"{e.summary}{_in_full(numbered, e.sources)}"
        for e in layout.events
    ]
    left = [f"{words(e.date)}: {e.title}" for e in desk.landscape.events if e.id not in placed.drawn]
    notes = _speaker_notes(desk, "What the timeline shows", said, left, numbered.listed(cited_rows(placed)))
    items = timeline_drawn(layout, desk.selection.focus, numbered)
    page = _picture_page(placed, items, notes, "timeline", numbered, layout.scene.summary())
    return replace(page, axis=page_axis(layout))


def _network_page(placed: PlacedPicture, numbered: Numbers) -> Page:
    desk, layout = placed.desk, placed.layout
    items: tuple[DrawnThing, ...] = ()
    said: list[str] = []
    summary = "Network: nothing is shown"
    if isinstance(layout, NetworkLayout):
        items = network_items(layout, desk.frames.inner, numbered)
        said = [f"{c.alt}{_in_full(numbered, edge.sources)}" for edge, c in layout.connectors if not edge.thread]
        said += [_held(desk, id, layout) for id in sorted(layout.drawn.stacks.keys() & layout.sheet.ids)]
        summary = f"Network: {len(layout.ids)} actors and events, {len(layout.connectors)} ties"
    notes = _speaker_notes(desk, "What the network shows", said, [], numbered.listed(cited_rows(placed)))
    return _picture_page(placed, items, notes, "network", numbered, summary)


def _held(desk: PageMaker, stack: str, layout: NetworkLayout) -> str:
    """Who is in a stack, by name."""
    label = next(node.title for node in layout.sheet.nodes if node.id == stack)
    known = desk.view.landscape.records
    return f"{label}: {'; '.join(name_of(known[id]) for id in layout.drawn.stacks[stack])}"


def _in_full(numbered: Numbers, citations: Iterable[Citation]) -> str:
    said = numbered.full(citations)
    return f" ({said})" if said else ""


def _speaker_notes(desk: PageMaker, what: str, said: list[str], left: list[str], sources: str) -> str:
    lines = [*desk.part.head(), "", what, *said]
    lines += ["", "Not drawn, for want of room", *left] if left else []
    return "\n".join([*lines, "", "Sources", sources])


def _picture_page(
    placed: PlacedPicture, items: tuple[DrawnThing, ...], notes: str, kind: str, numbered: Numbers, summary: str
) -> Page:
    desk, frame = placed.desk, placed.desk.frames.inner
    listed = footnotes(numbered, note_width(frame), frame.px(SMALL)) if placed.listed else []
    below = foot(frame, listed, placed.remark, desk.link)
    title = desk.landscape.title + (": who did what" if kind == "network" else "")
    title += f", {placed.part}" if placed.part else ""
    return Page(
        frame.width,
        frame.height,
        title,
        placed.title,
        (placed.under, *items, *below.items),
        notes,
        kind,
        f"{summary}. {desk.said}",
    )


# --- words ---------------------------------------------------------------------------------------------------------


def _details_page(desk: PageMaker, id: str, numbered: Numbers) -> Page:
    frame = desk.frames.inner
    known = details(desk.landscape, id)
    title = heading(frame, known.title)
    under = subtitle(frame, " · ".join(part for part in (known.role, known.kind) if part), title)
    below = foot(frame, [], f"00 more sentences in the notes. {desk.elsewhere}", desk.link)
    page = told(desk.landscape, id, frame, under.bounds[3] + 18, below.top - 6, numbered)
    more = f"{page.left_out} more {'sentence' if page.left_out == 1 else 'sentences'} in the notes. "
    below = foot(frame, [], (more if page.left_out else "") + desk.elsewhere, desk.link)
    sources = numbered.listed(told_rows(desk.landscape, id))
    notes = "\n".join([*desk.part.head(), "", known.title, spoken_record(known, numbered), "", "Sources", sources])
    said = f"{known.title}: {known.lead.text}"
    return Page(
        frame.width, frame.height, known.title, title, (under, *page.prose, *below.items), notes, "details", said, id
    )


def _empty_page(desk: PageMaker) -> Page:
    """What stands for the page of a record where none is shown."""
    frame = desk.frames.inner
    title = heading(frame, desk.landscape.title)
    under = subtitle(frame, desk.said, title)
    below = foot(frame, [], "No actor or event is shown.", desk.link)
    notes = "\n".join(desk.part.head())
    return Page(
        frame.width, frame.height, desk.landscape.title, title, (under, *below.items), notes, "details", desk.said
    )


def _source_pages(desk: PageMaker, numbered: Numbers) -> list[Page]:
    frame = desk.frames.inner
    found: list[Page] = []
    first = heading(frame, "Sources")
    under = subtitle(frame, "Numbered for exactly what is shown here.", first)
    below = foot(frame, [], "", desk.link)
    columns = source_columns(numbered, frame, under.bounds[3] + 18, below.top - 6)
    for place, prose in enumerate(columns, 1):
        title = "Sources" if len(columns) == 1 else f"Sources, {place} of {len(columns)}"
        items = (under, *prose, *below.items)
        shown = [int(p.mark.text) for column in prose for p in column.paragraphs if p.mark]
        sources = numbered.listed().split("\n")[shown[0] - 1 : shown[-1]]
        notes = "\n".join([*desk.part.head(), "", "Sources", *sources])
        found.append(
            Page(frame.width, frame.height, title, heading(frame, title), items, notes, "sources", f"{title}.")
        )
    return found


def _title_page(desk: PageMaker) -> Page:
    """The landscape's title, what it is about, what is selected, as of when; its lanes in their colours."""
    frame = desk.frames.title
    landscape = desk.landscape
    size = max(MIN_TYPE, frame.px(TITLE) * 1.35)
    lines = wrapped(landscape.title, frame.inside, size, bold=True, most=3)
    top = max(frame.height * 0.2, frame.top)
    title = DrawnText(
        frame.left, top + ASCENT * size, tuple(line_of(line, size, bold=True) for line in lines), name="Title"
    )
    at = title.bounds[3] + 24 if frame.titled else frame.top
    below = foot(frame, [], "", desk.link)
    base = below.top - 30  # of the words of the shapes; the lanes' names stand above
    upper = base - 1.7 * frame.px(LABEL)
    prose = title_prose(landscape, desk.said, frame, at, upper - 1.2 * frame.px(LABEL))
    rule = [DrawnBox(frame.left, top - 0.45 * size, frame.inside, 3, fill="ink", name="Rule")] if frame.titled else []
    keys = [*lane_keys(frame, landscape, upper), *kind_keys(frame, landscape, base)]
    notes = "\n".join([*desk.part.head(), "", landscape.summary])
    said = f"{landscape.title}. {desk.said}"
    return Page(
        frame.width, frame.height, landscape.title, title, (*rule, prose, *keys, *below.items), notes, "title", said
    )
