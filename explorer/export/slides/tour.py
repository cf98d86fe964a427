"""A tour of a landscape in; a page for each of its steps out, with the step's heading as its title."""

from __future__ import annotations

from dataclasses import dataclass

from explorer.draw.primitives import DrawnProse, Page, Paragraph, Run, set_in_lines
from explorer.export.slides.footnotes import Numbers
from explorer.export.slides.frame import LABEL, SUBTITLE, foot, heading, link_of, subtitle
from explorer.export.slides.placed import PageMaker
from explorer.model import Citation
from explorer.prose.phrases import Sentence
from explorer.prose.record import details
from explorer.prose.tours import Step, tour_steps
from explorer.query.tours import tour_of

_BETWEEN = 0.7
"""Room above a sentence, in type sizes."""


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
        return [self._page(place, numbered) for place in range(len(self.steps))]

    def _page(self, place: int, numbered: Numbers) -> Page:
        desk, frame = self.desk, self.desk.frames.inner
        called, sentences, chosen = self.steps[place]
        title = heading(frame, called)
        under = subtitle(frame, f"{self.title} · step {place + 1} of {len(self.steps)}", title)
        below = foot(frame, [], desk.elsewhere, link_of(desk.view.landscape, chosen, desk.options))
        size = frame.px(SUBTITLE * 1.2)
        width = min(frame.inside, 50 * size)
        said = [self._paragraph(sentence, numbered, width, size) for sentence in sentences]
        prose = DrawnProse(frame.left, under.bounds[3] + 2 * size, width, size, tuple(said), name="Sentences")
        record = details(desk.view.landscape, chosen.focus) if chosen.focus in desk.view.landscape.selectable else None
        shown = f"{record.title} · {record.role or record.kind}" if record else ""
        small = frame.px(LABEL)
        lines = set_in_lines((Run(shown, small, "muted"),), frame.inside)
        about = DrawnProse(
            frame.left, prose.bounds[3] + 2 * small, frame.inside, small, (Paragraph(lines),), name="Record"
        )
        told = [f"{sentence.text} ({numbered.full(sentence.citations)})" for sentence in sentences]
        sources = numbered.listed([sentence.citations for sentence in sentences])
        notes = "\n".join([*desk.part.head(), "", called, *told, "", "Sources", sources])
        items = (under, prose, *((about,) if shown else ()), *below.items)
        return Page(frame.width, frame.height, called, title, items, notes, "details", f"{called}: {sentences[0].text}")

    def _paragraph(self, sentence: Sentence, numbered: Numbers, width: float, size: float) -> Paragraph:
        runs = [Run(sentence.text, size)]
        if cited := numbered.of(sentence.citations):
            runs.append(Run(f" {cited}", size, "link"))
        return Paragraph(set_in_lines(tuple(runs), width), before=_BETWEEN * size)


def tour_pages(desk: PageMaker, id: str) -> TourPages | None:
    """The pages of a tour; None where the landscape has none of that name."""
    tour = tour_of(desk.view.landscape, id)
    return TourPages(desk, tour.title, tuple(tour_steps(desk.view.landscape, id))) if tour else None
