"""A tour of a landscape in; its steps as cited sentences, each with what it shows, out. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from explorer.landscape import Landscape
from explorer.model import Citation
from explorer.prose.phrases import Phrase, Sentence
from explorer.query.selection import Selection, step_selection
from explorer.query.tours import tour_of

Step = tuple[str, tuple[Sentence, ...], Selection]
"""A heading, one to three sentences, and what is shown with them."""


def tour_steps(landscape: Landscape, id: str) -> list[Step]:
    """The steps of a tour, in order; none where there is no such tour."""
    tour = tour_of(landscape, id)
    return [
        (step.heading, sentences_of(step.sentences), step_selection(step.address, landscape))
        for step in (tour.steps if tour else ())
    ]


def sentences_of(told: Iterable[tuple[str, tuple[Citation, ...]]]) -> tuple[Sentence, ...]:
    """Written sentences, each with where it rests."""
    return tuple(Sentence((Phrase(text),), sources) for text, sources in told)
