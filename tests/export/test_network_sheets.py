"""The network on paper: all that the page draws, each word in its place, on as many sheets as it takes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise
from random import Random
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.draw.primitives import Bounds, Connector, DrawnBox, DrawnGroup, DrawnText, Page
from explorer.export.excerpt import excerpt
from explorer.export.formats import Job, export_bytes
from explorer.export.options import Options, Size
from explorer.export.slides.deck import deck_bytes
from explorer.export.slides.frame import Frame, Frames, frame_of
from explorer.export.slides.network.network_sheets import NetworkLayout
from explorer.export.slides.pages import pages
from explorer.export.slides.placed import PageMaker, networks
from explorer.query.selection import Selection
from explorer.query.visible import View, visible
from tests.addresses import random_addresses, view_at
from tests.bundled import albuquerque
from tests.layouts import SharedLayouts
from tests.network.pane_drawn import drawn_by_the_pane
from tests.sweeps import examples, swept

pytestmark = pytest.mark.slow

EXACT = (
    "",
    "sel=tim-keller",
    "sel=july-2025-order-signed",
    "sel=us-supreme-court",
    "sel=tim-keller&to=donald-trump",
    "sel=tim-keller&vs=city-council",
    "sel=tim-keller&steps=2",
    "sel=tim-keller&nodes=actors",
    "sel=july-2025-order-signed&lanes=city&at=2025-07-21",
)


def layouts(view: View, options: Options, whole: bool) -> list[NetworkLayout]:
    frame = frame_of(options)
    desk = PageMaker(excerpt(view), view, options, Frames(frame, frame), "at the end")
    placed = [one.layout for one in networks(desk, whole)]
    return [layout for layout in placed if isinstance(layout, NetworkLayout)]


def on_paper(view: View, options: Options, whole: bool) -> tuple[set[str], set[tuple[str, ...]]]:
    found = layouts(view, options, whole)
    ids = set[str]().union(*(layout.ids for layout in found))
    edges = [edge for layout in found for edge in layout.sheet.edges]
    return ids, {(*sorted((edge.subject, edge.object)), *sorted(edge.relations)) for edge in edges}


def network_pages(view: View, options: Options, whole: bool) -> list[Page]:
    frame = frame_of(options)
    found = pages(view, "network", options, Frames(frame, frame), "at the end", whole)
    return [page for page in found if page.kind == "network"]


def faults(page: Page) -> list[str]:
    """Words on words, boxes on boxes, and what leaves the sheet."""
    found = []
    texts = list(_texts(page))
    for (words, one), (others, other) in combinations(texts, 2):
        if one[0] < other[2] - 1 and other[0] < one[2] - 1 and one[1] < other[3] - 1 and other[1] < one[3] - 1:
            found.append(f"{words!r} on {others!r}")
    things = [item for item in page.items if isinstance(item, Connector | DrawnGroup | DrawnBox | DrawnText)]
    for item in things:
        left, top, right, bottom = item.bounds
        if left < 0 or top < 0 or right > page.width or bottom > page.height:
            found.append(f"{item.name} leaves the sheet: {item.bounds}")
    return found


def _texts(page: Page) -> Iterator[tuple[str, Bounds]]:
    for item in (page.heading, *page.items):
        for part in item.parts if isinstance(item, DrawnGroup) else (item,):
            if isinstance(part, DrawnText):
                yield part.text, part.bounds
            elif isinstance(part, DrawnBox) and part.inside:
                yield part.words.text, part.words.bounds


@pytest.mark.parametrize(
    "address",
    swept(EXACT, often=["sel=tim-keller&to=donald-trump"]),
)
def test_paper_draws_the_records_and_the_ties_of_the_page(address: str) -> None:
    view = view_at(albuquerque(), address)
    for whole in (True, False):
        assert on_paper(view, Options(), whole) == drawn_by_the_pane(view)


def test_what_is_picked_is_drawn_with_every_tie_that_it_states() -> None:
    world = albuquerque()
    for id in ("tim-keller", "july-2025-order-signed", "us-supreme-court"):
        edges = [edge for one in layouts(view_at(world, f"sel={id}"), Options(), True) for edge in one.sheet.edges]
        told = {relation for edge in edges for relation in edge.relations}
        assert {relation.id for relation in world.relations_of[id]} <= told


@examples(3, 12)
@given(seed=st.integers(0, 10_000), size=st.sampled_from(get_args(Size)), scale=st.sampled_from((0.5, 1.0, 1.5)))
def test_so_it_does_for_whatever_is_chosen_and_no_word_lies_on_another(seed: int, size: Size, scale: float) -> None:
    world = albuquerque()
    (address,) = random_addresses(world, seed=seed, count=1)
    view, options = view_at(world, address), Options(size=size, text_scale=scale)
    whole = Random(seed).random() < 0.5
    assert on_paper(view, options, whole) == drawn_by_the_pane(view), address
    assert [fault for page in network_pages(view, options, whole) for fault in faults(page)] == [], address


OTHER_PAPER = {
    "A3": Frame(2381, 1684),
    "poster": Frame(4762, 3368, 2.0),
    "upright": Frame(1191, 1684),
    "narrow": Frame(700, 1400, 1.5),
}

MOST_PAGES = {"A3": 2, "poster": 2, "upright": 6, "narrow": 12}


@pytest.mark.parametrize("paper", swept(OTHER_PAPER, often=["narrow"]))
def test_any_paper_holds_it(paper: str) -> None:
    frame = OTHER_PAPER[paper]
    for address in ("", "sel=tim-keller"):
        view = view_at(albuquerque(), address)
        found = pages(view, "network", Options(), Frames(frame, frame), "at the end")
        held = [page for page in found if page.kind == "network"]
        assert [fault for page in held for fault in faults(page)] == []
        assert len(held) <= MOST_PAGES[paper]


def test_on_each_sheet_a_tie_stands_between_two_that_are_there_and_none_runs_through_a_box() -> None:
    for address in EXACT[:3]:
        for layout in layouts(view_at(albuquerque(), address), Options(), True):
            assert {end for edge in layout.sheet.edges for end in (edge.subject, edge.object)} <= layout.sheet.ids
            assert layout.sheet.clean


def test_where_a_record_is_repeated_without_what_is_picked_it_bears_its_date() -> None:
    found = layouts(view_at(albuquerque(), "sel=july-2025-order-signed"), Options(), True)
    without = [layout for layout in found if "july-2025-order-signed" not in layout.ids]
    assert without
    assert not any(node.does for layout in without for node in layout.sheet.nodes)


def test_events_of_a_lane_stand_in_the_order_of_time_on_every_sheet() -> None:
    world = albuquerque()
    for layout in layouts(view_at(world, "sel=tim-keller"), Options(), True):
        for band in layout.sheet.bands:
            held = [node for node in layout.sheet.nodes if node.lane == band.id and node.kind == "event"]
            dated = [(world.records[node.id].date, node.heart[0]) for node in held]  # type: ignore[union-attr]
            days = sorted((date.earliest, x) for date, x in dated if date.earliest and date.precision == "day")
            assert all(one[1] < other[1] for one, other in pairwise(days) if one[0] != other[0])


def test_the_same_view_gives_the_same_bytes_laid_out_anew(shared_layouts: SharedLayouts) -> None:
    def made() -> tuple[bytes, bytes]:
        world, selection = albuquerque.__wrapped__(), Selection(focus="tim-keller")
        drawing = export_bytes(Job(world, "network", selection, Options()), "svg")
        return drawing, deck_bytes(visible(world, selection), picture="network")

    first = made()
    with shared_layouts.each_for_itself():
        assert made() == first
