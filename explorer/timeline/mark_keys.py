"""Marks in; how they are drawn, for a legend, out: of those that a picture draws, or of all that a landscape holds."""

from __future__ import annotations

from collections.abc import Iterable

from explorer.draw.lines import MARK_WORDS, MarkSign
from explorer.landscape import Landscape, once
from explorer.prose.claims import contradicted
from explorer.query.masks import may_stand_ahead
from explorer.timeline.marks import Form, Mark, Open, form_of


def signs_of(marks: Iterable[Mark]) -> list[MarkSign]:
    """How some marks are drawn, in the order of the table."""
    every = list(marks)
    forms = {(mark.form, mark.open) for mark in every}
    return _signs(forms, hollow=any(mark.hollow for mark in every), disputed=any(mark.disputed for mark in every))


@once
def signs_of_landscape(landscape: Landscape) -> list[MarkSign]:
    """How the timeline of a landscape can draw its events, whatever is shown of it and on whatever day."""
    events = {event.id for event in landscape.events}
    return _signs(
        {form_of(event.date) for event in landscape.events},
        hollow=bool(may_stand_ahead(landscape).any()),
        disputed=bool(contradicted(landscape) & events),
    )


def _signs(forms: set[tuple[Form, Open]], *, hollow: bool, disputed: bool) -> list[MarkSign]:
    there: set[MarkSign] = {sign for form in forms for sign in (_SIGNS[form],)}
    there |= {"hollow"} if hollow else set()
    there |= {"disputed"} if disputed else set()
    return [sign for sign in MARK_WORDS if sign in there]


_SIGNS: dict[tuple[Form, Open], MarkSign] = {
    ("point", ""): "point",
    ("whisker", ""): "whisker",
    ("bar", ""): "bar",
    ("fade", "end"): "open end",
    ("fade", "start"): "open start",
}
