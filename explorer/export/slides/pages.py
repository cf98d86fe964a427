"""A landscape, a selection and options in; the pages of a deck or of one picture out, sources numbered for all of them.

select -> lay out each picture -> number the sources of what is drawn -> draw -> pages of sources
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal, TypeVar

from explorer.draw.primitives import (
    ASCENT,
    Box,
    Drawn,
    Line,
    Page,
    Text,
    line_of,
)
from explorer.draw.text_metrics import wrapped
from explorer.edtf import words
from explorer.export.excerpt import Excerpt, excerpt
from explorer.export.options import Options
from explorer.export.slides.footnotes import Numbers, footnotes, numbers
from explorer.export.slides.frame import (
    LABEL,
    MIN_TYPE,
    SMALL,
    TITLE,
    Frame,
    foot,
    heading,
    link_of,
    most_notes,
    note_width,
    subtitle,
)
from explorer.export.slides.network import NetworkLayout, network_layout
from explorer.export.slides.network_drawn import network_drawn
from explorer.export.slides.record import spoken, told, told_rows
from explorer.export.slides.sources import source_columns
from explorer.export.slides.timeline import TimelineLayout, timeline_layout
from explorer.export.slides.timeline_drawn import timeline_drawn
from explorer.export.slides.title import kind_keys, lane_keys, title_prose
from explorer.model import Citation, Landscape
from explorer.prose.record import details, name_of
from explorer.query.selection import Selection

View = Literal["timeline", "network", "details", "deck"]

_ROUNDS = 4
"""So often a picture is laid out anew for the room that its foot leaves."""

L = TypeVar("L", bound=TimelineLayout | NetworkLayout | None)

MAX_OWN = 6
"""So many of the weightiest actors get a page of their own in a deck where nobody is asked for."""


@dataclass(frozen=True)
class Frames:
    """The paper of each kind of page; a template may give them different room."""

    title: Frame
    inner: Frame


@dataclass(frozen=True)
class _Picture:
    """One picture on its page, before its sources are numbered."""

    title: Text
    under: Text
    layout: TimelineLayout | NetworkLayout | None
    remark: str
    listed: bool  # whether its sources stand at its foot


@dataclass(frozen=True)
class _Desk:
    """What every page is made from."""

    part: Excerpt
    whole: Landscape
    selection: Selection
    options: Options
    frames: Frames
    elsewhere: str  # where the sources are that the foot of a picture has no room for

    @property
    def landscape(self) -> Landscape:
        return self.part.landscape

    @property
    def link(self) -> tuple[str, str]:
        return link_of(self.whole, self.selection, self.options)

    @property
    def said(self) -> str:
        return f"{self.part.selected} {self.part.as_of}"


def pages(
    landscape: Landscape, view: View, selection: Selection, options: Options, frames: Frames, elsewhere: str
) -> tuple[Page, ...]:
    """The pages of a view; those that only list sources come last, and only where a number needs them."""
    desk = _Desk(excerpt(landscape, selection, options.link), landscape, selection, options, frames, elsewhere)
    alone = view != "deck"
    timeline = _timeline(desk, alone) if view in ("timeline", "deck") else None
    network = _network(desk, alone) if view in ("network", "deck") else None
    own = _own(desk, view)
    rows: list[Sequence[Citation]] = [row for id in own for row in told_rows(desk.landscape, id)]
    rows += [row for picture in (timeline, network) if picture for row in _rows(picture)]
    numbered = numbers(desk.landscape, rows)
    found = [] if alone else [_title_page(desk)]
    found += [_timeline_page(desk, timeline, numbered)] if timeline else []
    found += [_network_page(desk, network, numbered)] if network else []
    found += [_details_page(desk, id, numbered) for id in own]
    found = found or [_empty_page(desk)]
    listed = all(picture.listed for picture in (timeline, network) if picture) and alone and not own
    return tuple(found if listed else [*found, *_source_pages(desk, numbered)])


def _own(desk: _Desk, view: View) -> list[str]:
    """Who gets a page of their own: those asked for; in a deck else what is selected, and the weightiest actors."""
    known = desk.landscape.selectable
    asked = [id for id in dict.fromkeys(desk.options.actors) if id in known]
    focus = [desk.selection.focus] if desk.selection.focus in known else []
    if view == "details":
        return list(dict.fromkeys([*focus, *asked])) or _weightiest(desk.landscape)[:1]
    if view != "deck":
        return []
    return asked or list(dict.fromkeys([*focus, *_weightiest(desk.landscape)]))[:MAX_OWN]


def _weightiest(landscape: Landscape) -> list[str]:
    ties = Counter(end for relation in landscape.relations for end in (relation.subject, relation.object))
    ranked = sorted(landscape.actors, key=lambda actor: (actor.weight, -ties[actor.id], actor.id))
    return [actor.id for actor in ranked if actor.weight == 1] or [actor.id for actor in ranked[:1]]


# --- pictures ------------------------------------------------------------------------------------------------------


def _timeline(desk: _Desk, alone: bool) -> _Picture:
    def laid_out(top: float, bottom: float) -> TimelineLayout:
        return timeline_layout(desk.landscape, desk.selection, desk.frames.inner, top, bottom)

    return _settled(desk, alone, desk.landscape.title, laid_out, partial(_timeline_remark, desk))


def _network(desk: _Desk, alone: bool) -> _Picture:
    def laid_out(top: float, bottom: float) -> NetworkLayout | None:
        return network_layout(desk.landscape, desk.selection, desk.frames.inner, top, bottom)

    return _settled(desk, alone, f"{desk.landscape.title}: who did what", laid_out, partial(_network_remark, desk))


def _settled(
    desk: _Desk, alone: bool, title: str, laid_out: Callable[[float, float], L], remark: Callable[[L | None, bool], str]
) -> _Picture:
    """A picture and its foot, which depend on each other: what is drawn, and what is said and cited of it."""
    frame = desk.frames.inner
    head = heading(frame, title)
    under = subtitle(frame, desk.said, head)
    layout: L | None = None
    listed = False
    said = remark(None, False)
    for _ in range(_ROUNDS):
        stand_in: list[Line] = [()] * most_notes(frame) if listed else []
        bottom = foot(frame, stand_in, said, desk.link).top
        layout = laid_out(under.bounds[3] + 10, bottom)
        said = remark(layout, listed)
        picture = _Picture(head, under, layout, said, listed)
        if alone and not listed and 0 < len(numbers(desk.landscape, _rows(picture)).sources) <= most_notes(frame):
            listed = True
        elif foot(frame, stand_in, said, desk.link).top >= bottom:
            break
    return picture


def _timeline_remark(desk: _Desk, layout: TimelineLayout | None, listed: bool) -> str:
    every = len(desk.landscape.events)
    left = layout.left_out if layout else every
    said = [f"{left} of {every} events not drawn, the less weighty." if left else ""]
    events = layout.events if layout else desk.landscape.events
    said.append("Hollow: not happened." if not layout or any(mark.hollow for mark in layout.scene.marks) else "")
    said.append("≠ sources disagree." if not layout or any(mark.disputed for mark in layout.scene.marks) else "")
    said.append("Zigzag: years cut out." if not layout or layout.scene.cuts else "")
    grey = len(layout.cited) < len(events) if layout and layout.lit else not layout and bool(desk.selection.focus)
    said.append("Grey: not tied to the selection." if grey else "")
    said.append(f"{layout.scene.rest}." if layout and layout.scene.rest else "")
    said.append("" if listed or not events else desk.elsewhere)
    return " ".join(part for part in said if part)


def _network_remark(desk: _Desk, layout: NetworkLayout | None, listed: bool) -> str:
    among_actors = desk.selection.nodes == "actors"
    every = len(desk.landscape.actors if among_actors else desk.landscape.records)
    what = "actors" if among_actors else "actors and events"
    if layout is None:
        return f"{every} of {every} {what} not drawn, the less weighty. {desk.elsewhere}" if every else ""
    said = [f"{layout.left_out} of {every} {what} not drawn, the less weighty." if layout.left_out else ""]
    drawn = {edge.basis for edge, _ in layout.connectors}
    said.append("Dotted: claimed." if drawn & {"claimed", "opinion"} else "")
    said.append("Dashed: planned." if "planned" in drawn else "")
    said.append(f"{layout.unnamed} {'tie' if layout.unnamed == 1 else 'ties'} not named." if layout.unnamed else "")
    said.append("Grey: not tied to the selection." if layout.lit and layout.lit < layout.ids else "")
    said.append("" if listed else desk.elsewhere)
    return " ".join(part for part in said if part)


def _rows(picture: _Picture) -> list[Sequence[Citation]]:
    if isinstance(picture.layout, TimelineLayout):
        return [event.sources for event in picture.layout.cited]
    return list(picture.layout.cited) if picture.layout else []


def _timeline_page(desk: _Desk, picture: _Picture, numbered: Numbers) -> Page:
    frame = desk.frames.inner
    layout = picture.layout
    assert isinstance(layout, TimelineLayout)
    drawn = {event.id for event in layout.events}
    said = [
        f"{words(e.date)}: {e.title} ({e.status}). {e.summary}{_in_full(numbered, e.sources)}" for e in layout.events
    ]
    left = [f"{words(e.date)}: {e.title}" for e in desk.landscape.events if e.id not in drawn]
    notes = _notes(desk, "What the timeline shows", said, left, numbered.listed(_rows(picture)))
    items = timeline_drawn(layout, desk.selection.focus, numbered)
    return _picture_page(desk, picture, frame, items, notes, "timeline", numbered, layout.scene.summary())


def _network_page(desk: _Desk, picture: _Picture, numbered: Numbers) -> Page:
    frame = desk.frames.inner
    layout = picture.layout
    items: tuple[Drawn, ...] = ()
    said: list[str] = []
    left: list[str] = []
    summary = "Network: nothing is shown"
    if isinstance(layout, NetworkLayout):
        items = network_drawn(layout, frame, numbered)
        said = [f"{c.alt}{_in_full(numbered, edge.sources)}" for edge, c in layout.connectors if not edge.thread]
        left = [name_of(r) for r in desk.landscape.records.values() if r.id not in layout.ids]
        summary = f"Network: {len(layout.scene.nodes)} actors and events, {len(layout.connectors)} ties"
    notes = _notes(desk, "What the network shows", said, left, numbered.listed(_rows(picture)))
    return _picture_page(desk, picture, frame, items, notes, "network", numbered, summary)


def _in_full(numbered: Numbers, citations: Iterable[Citation]) -> str:
    said = numbered.full(citations)
    return f" ({said})" if said else ""


def _notes(desk: _Desk, what: str, said: list[str], left: list[str], sources: str) -> str:
    lines = [*desk.part.head(), "", what, *said]
    lines += ["", "Not drawn, for want of room", *left] if left else []
    return "\n".join([*lines, "", "Sources", sources])


def _picture_page(
    desk: _Desk,
    picture: _Picture,
    frame: Frame,
    items: tuple[Drawn, ...],
    notes: str,
    kind: str,
    numbered: Numbers,
    summary: str,
) -> Page:
    listed = footnotes(numbered, note_width(frame), frame.px(SMALL)) if picture.listed else []
    below = foot(frame, listed, picture.remark, desk.link)
    title = desk.landscape.title + (": who did what" if kind == "network" else "")
    return Page(
        frame.width,
        frame.height,
        title,
        picture.title,
        (picture.under, *items, *below.items),
        notes,
        kind,
        f"{summary}. {desk.said}",
    )


# --- words ---------------------------------------------------------------------------------------------------------


def _details_page(desk: _Desk, id: str, numbered: Numbers) -> Page:
    frame = desk.frames.inner
    known = details(desk.landscape, id)
    title = heading(frame, known.title)
    under = subtitle(frame, " · ".join(part for part in (known.role, known.kind) if part), title)
    below = foot(frame, [], f"00 more sentences in the notes. {desk.elsewhere}", desk.link)
    page = told(desk.landscape, id, frame, under.bounds[3] + 18, below.top - 6, numbered)
    more = f"{page.left_out} more {'sentence' if page.left_out == 1 else 'sentences'} in the notes. "
    below = foot(frame, [], (more if page.left_out else "") + desk.elsewhere, desk.link)
    sources = numbered.listed(told_rows(desk.landscape, id))
    notes = "\n".join([*desk.part.head(), "", known.title, spoken(known, numbered), "", "Sources", sources])
    said = f"{known.title}: {known.lead.text}"
    return Page(
        frame.width, frame.height, known.title, title, (under, *page.prose, *below.items), notes, "details", said
    )


def _empty_page(desk: _Desk) -> Page:
    """What stands for the page of a record where none is shown."""
    frame = desk.frames.inner
    title = heading(frame, desk.landscape.title)
    under = subtitle(frame, desk.said, title)
    below = foot(frame, [], "No actor or event is shown.", desk.link)
    notes = "\n".join(desk.part.head())
    return Page(
        frame.width, frame.height, desk.landscape.title, title, (under, *below.items), notes, "details", desk.said
    )


def _source_pages(desk: _Desk, numbered: Numbers) -> list[Page]:
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


def _title_page(desk: _Desk) -> Page:
    """The landscape's title, what it is about, what is selected, as of when; its lanes in their colours."""
    frame = desk.frames.title
    landscape = desk.landscape
    size = max(MIN_TYPE, frame.px(TITLE) * 1.35)
    lines = wrapped(landscape.title, frame.inside, size, bold=True, most=3)
    top = max(frame.height * 0.2, frame.top)
    title = Text(frame.left, top + ASCENT * size, tuple(line_of(line, size, bold=True) for line in lines), name="Title")
    at = title.bounds[3] + 24 if frame.titled else frame.top
    below = foot(frame, [], "", desk.link)
    base = below.top - 30  # of the words of the shapes; the lanes' names stand above
    upper = base - 1.7 * frame.px(LABEL)
    prose = title_prose(landscape, desk.said, frame, at, upper - 1.2 * frame.px(LABEL))
    rule = [Box(frame.left, top - 0.45 * size, frame.inside, 3, fill="ink", name="Rule")] if frame.titled else []
    keys = [*lane_keys(frame, landscape, upper), *kind_keys(frame, landscape, base)]
    notes = "\n".join([*desk.part.head(), "", landscape.summary])
    said = f"{landscape.title}. {desk.said}"
    return Page(
        frame.width, frame.height, landscape.title, title, (*rule, prose, *keys, *below.items), notes, "title", said
    )
