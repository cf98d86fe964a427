"""Page and files draw the same records: what one page of paper has no room for stands on the next."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from re import findall

import pytest

from explorer.export.excerpt import excerpt
from explorer.export.options import Options
from explorer.export.slides.frame import Frames, frame_of
from explorer.export.slides.pages import pages
from explorer.export.slides.placed import PageMaker, networks
from explorer.export.slides.timeline.timeline_layout import TimelineLayout
from explorer.export.slides.timeline.timeline_pages import timelines
from explorer.landscape import Landscape
from explorer.network.drawn import network_drawn
from explorer.network.stored.file import open_with_layout
from explorer.network.visibility import network_view
from explorer.page.picks import pick_answer
from explorer.page.pictures import WIDE
from explorer.query.selection import Selection
from explorer.query.visible import View, visible
from tests.addresses import random_addresses, view_at
from tests.bundled import FOLDER, albuquerque
from tests.network.pane_drawn import drawn_by_the_pane
from tests.sweeps import one_in

pytestmark = pytest.mark.slow

FRAME = frame_of(Options())
FOLDERS = ("albuquerque", "new-york-detainers")
ADDRESSES = (
    "sel=us-supreme-court",
    "sel=tim-keller&steps=2",
    "sel=tim-keller&to=donald-trump",
    "sel=city-council&nodes=actors",
    "rows=actor",
    "from=2025-01-01&until=2025-06-30&at=2025-07-21&clock=known",
    "lanes=city&level=key&tidy=1&ties=stance",
    "sel=tim-keller&steps=3&lanes=city",
)

FAR = "sel=officials-may-be-charged&to=office-announced&lanes=city,federal,other-cities&ties=act,affiliation,lineage"
OF_FIVE_STEPS = (f"{FAR}&steps=3", FAR, f"{FAR}&nodes=actors", f"{FAR}&nodes=actors&tidy=1")
AMONG_ACTORS = "sel=uballez-petition&to=doj-list-published&nodes=actors&tidy=1"
MANY_ROWS = "clock=known&lanes=city,other-cities&basis=reported&rows=actor"
"""One of these events stands in more rows than a page has room for."""


@pytest.fixture
def served() -> Landscape:
    """The landscape as it is served, with its layout."""
    return albuquerque()


def desk(view: View) -> PageMaker:
    return PageMaker(excerpt(view), view, Options(), Frames(FRAME, FRAME), "at the end")


def on_paper(view: View) -> tuple[set[str], set[str]]:
    """The events on the pages of the timeline, and the records on those of the network."""
    placed = timelines(desk(view)), networks(desk(view), True)
    events, nodes = (set[str]().union(*(one.drawn for one in pages_)) for pages_ in placed)
    return events, nodes


def on_the_page(view: View) -> tuple[set[str], set[str]]:
    return {event.id for event in view.part.events}, drawn_by_the_pane(view)[0]


def alike(landscape: Landscape, address: str) -> bool:
    view = view_at(landscape, address)
    return on_paper(view) == on_the_page(view)


@pytest.mark.parametrize("address", [*one_in(2, ADDRESSES), AMONG_ACTORS, MANY_ROWS, *one_in(2, OF_FIVE_STEPS)])
def test_the_pages_of_a_file_hold_what_the_page_draws(served: Landscape, address: str) -> None:
    assert alike(served, address)


@pytest.mark.parametrize(("folder", "seed"), one_in(12, [(name, seed) for seed in range(12) for name in FOLDERS]))
def test_so_they_do_for_whatever_is_chosen(folder: str, seed: int) -> None:
    landscape = open_with_layout(FOLDER.with_name(folder))
    for address in random_addresses(landscape, seed=11 + seed, count=2):
        assert alike(landscape, address), address


@pytest.mark.parametrize("address", one_in(2, OF_FIVE_STEPS))
def test_a_connection_is_drawn_whole_however_far_it_goes_and_whoever_rests(served: Landscape, address: str) -> None:
    view = view_at(served, address)
    assert view.paths is not None
    (path,) = view.paths.ids
    drawn = network_drawn(view, WIDE)
    ties = {edge.number: {edge.subject, edge.object} for edge in drawn.edges if edge.number}
    assert ties == {step: {*ends} for step, ends in enumerate(pairwise(path), 1)}
    assert {*path} <= {node.id for node in drawn.nodes}
    answer = pick_answer(view, WIDE)
    lines = {tuple(sorted(ends)) for ends in findall(r'data-a="([^"]+)" data-b="([^"]+)"', answer["edges"])}
    assert {tuple(sorted(ends)) for ends in pairwise(path)} <= lines
    assert answer["drawn"] == answer["stated"]
    assert not {*path} & {*network_view(view, WIDE).hidden}


def test_of_what_else_ties_the_ends_of_a_step_only_what_is_shown_is_told(served: Landscape) -> None:
    shown = view_at(served, "sel=tim-keller&to=city-council&ties=act")
    assert shown.paths
    told = {id for edge in network_drawn(shown, WIDE).edges if edge.number for id in edge.relations}
    of = {relation.id: relation.verb for relation in served.relations}
    groups = {verb.id: verb.group for verb in served.verbs}
    assert told
    assert {groups[of[id]] for id in told} == {"act"}


def test_an_event_of_more_rows_than_a_page_has_room_for_stands_in_all_of_them(served: Landscape) -> None:
    view = view_at(served, MANY_ROWS)
    placed = timelines(desk(view))
    again = [one for one, other in pairwise(placed) if one.drawn == other.drawn]
    assert again, "no event is on two pages"
    rows = [lane.label for page in placed if page.drawn == again[0].drawn for lane in page.layout.scene.lanes]
    assert len(rows) == len({*rows}) > 10


@pytest.mark.parametrize("address", ["rows=actor", MANY_ROWS])
def test_one_page_draws_the_first_rows_and_says_for_how_many_it_has_no_room(served: Landscape, address: str) -> None:
    view = view_at(served, address)
    (one,) = timelines(replace(desk(view), options=Options(one_page=True)))
    assert isinstance(one.layout, TimelineLayout)
    assert len(one.drawn) > 5  # one event stands in more rows than a page has
    assert one.layout.rows_left > 0
    assert f"{one.layout.rows_left} more rows without room here." in one.below.remark


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
