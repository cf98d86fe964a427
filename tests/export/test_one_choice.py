"""Page and files draw the same records: what one page of paper has no room for stands on the next."""

from __future__ import annotations

from dataclasses import replace

import pytest

from explorer.export.excerpt import excerpt
from explorer.export.options import Options
from explorer.export.slides.frame import Frames, frame_of
from explorer.export.slides.pages import pages
from explorer.export.slides.placed import PageMaker, networks
from explorer.export.slides.timeline.timeline_pages import timelines
from explorer.landscape import Landscape
from explorer.query.selection import Selection, from_query
from explorer.query.visible import View, visible
from tests.addresses import random_addresses
from tests.network.pane_drawn import drawn_by_the_pane
from tests.sweeps import one_in

pytestmark = pytest.mark.slow

FRAME = frame_of(Options())
ADDRESSES = (
    "sel=us-supreme-court",
    "sel=tim-keller&steps=3&lanes=city",
    "sel=tim-keller&to=donald-trump",
    "sel=city-council&nodes=actors",
    "rows=actor",
    "from=2025-01-01&until=2025-06-30&at=2025-07-21&clock=known",
    "lanes=city&level=key&tidy=1&ties=stance",
)


def desk(view: View) -> PageMaker:
    return PageMaker(excerpt(view), view, Options(), Frames(FRAME, FRAME), "at the end")


def on_paper(view: View) -> tuple[set[str], set[str]]:
    """The events on the pages of the timeline, and the records on those of the network."""
    placed = timelines(desk(view)), networks(desk(view), True)
    events, nodes = (set[str]().union(*(one.drawn for one in pages_)) for pages_ in placed)
    return events, nodes


def on_the_page(view: View) -> tuple[set[str], set[str]]:
    return {event.id for event in view.part.events}, drawn_by_the_pane(view)[0]


@pytest.mark.parametrize("address", one_in(2, ADDRESSES))
def test_the_pages_of_a_file_hold_what_the_page_draws(bundled: Landscape, address: str) -> None:
    selection, notes = from_query(address, bundled)
    assert notes == ()
    view = visible(bundled, selection)
    assert on_paper(view) == on_the_page(view)


def test_so_they_do_for_whatever_is_chosen(bundled: Landscape) -> None:
    for address in random_addresses(bundled, seed=11, count=2):
        selection, _ = from_query(address, bundled)
        view = visible(bundled, selection)
        assert on_paper(view) == on_the_page(view), address


def test_a_connection_is_drawn_with_all_its_records(bundled: Landscape) -> None:
    view = visible(bundled, Selection(focus="tim-keller", to="donald-trump"))
    assert view.paths is not None and len(view.paths.ids) > 0
    _, nodes = on_paper(view)
    assert {id for path in view.paths.ids[:6] for id in path} <= nodes


def test_the_pages_of_one_picture_say_which_they_are_and_are_called_differently(bundled: Landscape) -> None:
    found = pages(visible(bundled, Selection()), "deck", Options(), Frames(FRAME, FRAME), "at the end")
    titles = [page.title for page in found]
    assert len(set(titles)) == len(titles)
    parts = [page for page in found if page.kind == "timeline"]
    assert len(parts) > 1
    assert all(f"{place} of {len(parts)}" in page.title for place, page in enumerate(parts, 1))


def test_a_larger_type_takes_more_pages_and_leaves_nothing_out(bundled: Landscape) -> None:
    view = visible(bundled, Selection())
    usual, large = (
        replace(desk(view), options=options, frames=Frames(*[frame_of(options)] * 2))
        for options in (Options(), Options(text_scale=1.5))
    )
    many, more = (timelines(one) for one in (usual, large))
    assert len(more) > len(many)
    assert set[str]().union(*(one.drawn for one in more)) == {event.id for event in bundled.events}
