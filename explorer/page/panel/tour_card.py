"""A step of a tour as a card over the record that it shows, and the way back to it where the reader has left it."""

from __future__ import annotations

from explorer.draw.markup import Markup, tag
from explorer.landscape import Landscape
from explorer.page.sentences import Prose, go_link
from explorer.prose.tours import sentences_of
from explorer.query.selection import Selection, at_its_step, to_query
from explorer.query.tours import Tour, generated_tour, tour_of


def is_at_step(selection: Selection, landscape: Landscape) -> bool:
    """Whether what is picked is what the tour shows at its step; filters do not leave a tour."""
    step = at_its_step(selection, landscape)
    return all(getattr(step, name) == getattr(selection, name) for name in ("focus", "to", "vs", "show"))


def tour_part(selection: Selection, landscape: Landscape, prose: Prose) -> list[Markup]:
    """The card of the step that is shown, or the way back to it; nothing on no tour."""
    tour = tour_of(landscape, selection.tour) if selection.tour else None
    if tour is None:
        return []
    if is_at_step(selection, landscape):
        return [_card(tour, selection, landscape, prose)]
    back = go_link(f"back to step {selection.tour_step}", step_address(tour, selection.tour_step, landscape))
    return [tag("p", {"class": "tour-back"}, back, f" of “{tour.title}” · ", _leave(selection))]


def walk_link(landscape: Landscape, id: str) -> Markup | None:
    """The way into the walk that follows from a record; None where there is none."""
    tour = generated_tour(landscape, id)
    if tour is None:
        return None
    return go_link(f"Walk through it, {len(tour.steps)} steps", step_address(tour, 1, landscape), "walk")


def _card(tour: Tour, selection: Selection, landscape: Landscape, prose: Prose) -> Markup:
    place, last = selection.tour_step, len(tour.steps)
    step = tour.steps[place - 1]
    back = go_link("Back", step_address(tour, place - 1, landscape), "tour-previous") if place > 1 else None
    on = None
    if place < last:
        on = go_link(f"Next: {tour.steps[place].heading}", step_address(tour, place + 1, landscape), "tour-next")
    dots = [tag("i", {"class": "here" if at == place else "seen" if at < place else ""}) for at in range(1, last + 1)]
    return tag(
        "div",
        {"class": "tour-card", "role": "group", "aria-label": f"Tour: {tour.title}"},
        tag(
            "p",
            {"class": "tour-place quiet"},
            tag("span", {}, f"{tour.title} · step {place} of {last}"),
            _leave(selection),
        ),
        tag("h3", {"class": "tour-heading", "tabindex": "-1"}, step.heading),
        [prose.paragraph(sentence) for sentence in sentences_of(step.sentences)],
        tag("p", {"class": "tour-ways"}, back, on, tag("span", {"class": "dots", "aria-hidden": "true"}, dots)),
    )


def _leave(selection: Selection) -> Markup:
    """What is shown stays, without the tour."""
    rest = Selection(focus=selection.focus, to=selection.to, in_order=selection.in_order, vs=selection.vs)
    return go_link("Leave the tour", to_query(rest), "tour-leave")


def step_address(tour: Tour, place: int, landscape: Landscape) -> str:
    """What a tour shows at a step, as the whole address, so that nothing is left to whoever follows it."""
    return to_query(at_its_step(Selection(tour=tour.id, tour_step=place), landscape))
