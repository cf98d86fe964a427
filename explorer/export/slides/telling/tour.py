"""A tour of a landscape in; a page for each of its steps out, with the step's heading as its title."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from explorer.draw.primitives import Page, Run
from explorer.export.slides.footnotes import Numbers
from explorer.export.slides.frame import SUBTITLE, heading, link_of, subtitle
from explorer.export.slides.headline import told_apart
from explorer.export.slides.notes import speaker_notes, told_in_full
from explorer.export.slides.placed import PageMaker
from explorer.export.slides.telling.columns import ColumnRoom, Told, below_told, column_pages
from explorer.model import Citation
from explorer.prose.phrases import Sentence
from explorer.prose.record import details
from explorer.prose.tours import Step, tour_steps
from explorer.query.tours import tour_of


@dataclass(frozen=True)
class TourPages:
    """The steps of a tour, before their sources are numbered."""

    desk: PageMaker
    title: str
    steps: tuple[Step, ...]

    @property
    def rows(self) -> list[tuple[Citation, ...]]:
        """What its sentences rest on."""
        return [sentence.citations for _, sentences, _ in self.steps for sentence in sentences]

    def pages(self, numbered: Numbers) -> list[Page]:
        titles = told_apart([called for called, _, _ in self.steps])
        return [page for place, title in enumerate(titles) for page in self._step(place, title, numbered)]

    def _step(self, place: int, called: str, numbered: Numbers) -> list[Page]:
        """A step on one page, or on more where type is so large."""
        desk, frame = self.desk, self.desk.frames.inner
        _, sentences, chosen = self.steps[place]
        said = f"{self.title} · step {place + 1} of {len(self.steps)}"
        under = subtitle(frame, said, heading(frame, called, " · 88 of 88"))
        link = link_of(desk.view.landscape, chosen, desk.options)
        below = partial(below_told, desk, link)
        size = frame.px(SUBTITLE)
        told = [self._told(sentence, numbered) for sentence in sentences]
        record = details(desk.view.landscape, chosen.focus) if chosen.focus in desk.view.landscape.selectable else None
        shown = f"{record.title} · {record.role or record.kind}" if record else ""
        told += [Told((Run(shown, 1, "muted"),))] if shown else []
        found = column_pages(told, ColumnRoom(frame, under.bounds[3] + size, size, numbered, below))
        full = [f"{sentence.text} ({numbered.full(sentence.citations)})" for sentence in sentences]
        sources = numbered.listed([sentence.citations for sentence in sentences])
        notes = speaker_notes(desk.part, [one.text for one in told[: len(sentences)]], sources)
        pages = []
        for number, one in enumerate(found, 1):
            part = f" · {number} of {len(found)}" if len(found) > 1 else ""
            head = heading(frame, called, part)
            items = (subtitle(frame, said, head), *one.prose, *one.foot.items)
            page = Page(frame.width, frame.height, called + part, head, items, notes, "details", f"{called}: {full[0]}")
            told_all = told_in_full(desk.part, called, full, [], sources)
            pages.append(replace(page, record=told_all, about=f"step-{place + 1}"))
        return pages

    def _told(self, sentence: Sentence, numbered: Numbers) -> Told:
        cited = numbered.of(sentence.citations)
        runs = (Run(sentence.text, 1), *((Run(f" {cited}", 1, "link"),) if cited else ()))
        return Told(runs, (sentence.citations,))


def tour_pages(desk: PageMaker, id: str) -> TourPages | None:
    """The pages of a tour; None where the landscape has none of that name."""
    tour = tour_of(desk.view.landscape, id)
    return TourPages(desk, tour.title, tuple(tour_steps(desk.view.landscape, id))) if tour else None
