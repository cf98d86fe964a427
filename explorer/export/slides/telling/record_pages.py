"""Records of a landscape in; the pages that tell them out, as many as each takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from explorer.draw.primitives import Page
from explorer.export.slides.foot import Below, foot
from explorer.export.slides.footnotes import Numbers
from explorer.export.slides.frame import LABEL, heading, subtitle
from explorer.export.slides.headline import record_title, told_apart
from explorer.export.slides.notes import speaker_notes, told_in_full
from explorer.export.slides.placed import PageMaker
from explorer.export.slides.telling.columns import ColumnPage, ColumnRoom, below_told, column_pages
from explorer.export.slides.telling.record import spoken_record, told_of, told_rows
from explorer.prose.record import Details, details
from explorer.prose.standing import written_later
from explorer.wording import day_words

MAX_PAGES = 12
"""So many pages a record gets at most; the last says how many sentences have none."""


def record_pages(desk: PageMaker, ids: Sequence[str], numbered: Numbers) -> list[Page]:
    """The pages of some records, each title other than the others."""
    known = [details(desk.landscape, id) for id in ids]
    own = desk.options.title if desk.alone and len(known) == 1 else ""
    titles = told_apart([own or record_title(one) for one in known])
    return [page for one, title in zip(known, titles, strict=True) for page in _pages_of(desk, one, title, numbered)]


def _pages_of(desk: PageMaker, known: Details, title: str, numbered: Numbers) -> list[Page]:
    frame = desk.frames.inner
    said = [known.role] if known.role and known.role not in title else []
    said = [*said, known.kind, *([f"As of {day_words(desk.view.day)}"] if desk.selection.as_of else [])]
    under = subtitle(frame, " · ".join(said), heading(frame, title, " · 88 of 88"), desk.note)
    told = list(told_of(known, numbered, summary_remark(desk)))
    room = ColumnRoom(frame, under.bounds[3] + 18, frame.px(LABEL), numbered, partial(below_told, desk, desk.link))
    every = column_pages(told, room)
    most = 1 if desk.options.one_page else MAX_PAGES
    found = every[:most]
    if len(every) > most:
        found[-1] = _cut(desk, numbered, found, sum(not one.is_heading for one in told))
    pages = []
    for place, one in enumerate(found, 1):
        part = f" · {place} of {len(found)}" if len(found) > 1 else ""
        head = heading(frame, title, part)
        points = [said.text for said in one.told]
        rows = [row for said in one.told for row in said.cited]
        items = (subtitle(frame, " · ".join(said), head, desk.note), *one.prose, *one.foot.items)
        page = Page(frame.width, frame.height, title + part, head, items, "", "details", f"{title}: {known.lead.text}")
        full = told_in_full(
            desk.part,
            known.title,
            [spoken_record(known, numbered)],
            [],
            numbered.listed(told_rows(desk.landscape, known.id)),
        )
        notes = speaker_notes(desk.part, points, numbered.listed(rows))
        record = "" if place > 1 else full
        pages.append(replace(page, notes=notes, record=record, unlisted=one.foot.unlisted, about=known.id))
    return pages


def _cut(desk: PageMaker, numbered: Numbers, found: Sequence[ColumnPage], every: int) -> ColumnPage:
    """The last page that there is, which says how many sentences have none."""
    here = sum(len(page.told) for page in found)
    last = found[-1]
    remark = f"{here} of {every} sentences, the first; the others have no room here."
    below = foot(desk.frames.inner, below_told(desk, desk.link, last.told, remark), numbered)
    return replace(last, foot=below)


def summary_remark(desk: PageMaker) -> str:
    """As of another day a summary and a remark may tell what came later, too; the page says so."""
    if not desk.selection.as_of:
        return ""
    return written_later(day_words(desk.view.landscape.as_of))


def empty_page(desk: PageMaker) -> Page:
    """What stands for the page of a record where none is shown."""
    frame = desk.frames.inner
    words_ = desk.options.title or desk.landscape.title
    title = heading(frame, words_)
    under = subtitle(frame, desk.said, title, desk.note)
    below = foot(frame, Below(remark="No actor or event is shown.", link=desk.link), desk.stand_in)
    return Page(
        frame.width,
        frame.height,
        words_,
        title,
        (under, *below.items),
        speaker_notes(desk.part, [], ""),
        "details",
        desk.said,
        record="\n".join(desk.part.head()),
    )
