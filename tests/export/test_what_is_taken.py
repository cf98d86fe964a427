"""What you see is what you take: the records, the numbers, the counts and the words of a file are those of the page."""

from __future__ import annotations

import re
from random import Random
from typing import get_args

import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from explorer.draw.primitives import DrawnBox, Page
from explorer.export.excerpt import excerpt
from explorer.export.options import Options, Reading, Size
from explorer.export.slides.frame import Frames, frame_of
from explorer.export.slides.pages import pages
from explorer.export.slides.placed import PageMaker, networks, timelines
from explorer.query.selection import from_query
from explorer.query.visible import View, visible
from tests.addresses import random_addresses
from tests.bundled import albuquerque
from tests.export.pages_read import cited_on, counted_at_foot, faults, named_at_foot, parts_of
from tests.network.pane_drawn import drawn_by_the_pane

pytestmark = pytest.mark.slow

LOOKS = {
    "size": st.sampled_from(get_args(Size)),
    "reading": st.sampled_from(get_args(Reading)),
    "text_scale": st.sampled_from((0.5, 1.0, 1.5)),
}


def view_at(seed: int) -> View:
    (address,) = random_addresses(albuquerque(), seed=seed, count=1)
    return visible(albuquerque(), from_query(address, albuquerque())[0])


def pages_of(view: View, picture: str, options: Options) -> list[Page]:
    frame = frame_of(options)
    found = pages(view, picture, options, Frames(frame, frame), "at the end")  # type: ignore[arg-type]
    return [page for page in found if page.kind != "sources"]


def wrong_with(page: Page) -> list[str]:
    """All that may not be so on any page."""
    unnamed = cited_on(page) - named_at_foot(page)
    found = faults(page)
    if len(unnamed) != page.unlisted or (unnamed and counted_at_foot(page) < len(unnamed)):
        found.append(f"{sorted(unnamed)} are named nowhere on {page.title}")
    points, _, _ = page.notes.partition("\nSources\n")
    if len(points.split()) >= 250 or points.count("• ") > 5:
        found.append(f"{page.title} has {len(points.split())} words of notes")
    return found


@settings(phases=[Phase.explicit, Phase.generate], max_examples=8)
@given(seed=st.integers(0, 10_000), **LOOKS)
def test_the_pages_of_a_timeline_hold_its_events_and_name_their_sources(
    seed: int, size: Size, reading: Reading, text_scale: float
) -> None:
    view, options = view_at(seed), Options(size=size, reading=reading, text_scale=text_scale)
    frame = frame_of(options)
    placed = timelines(PageMaker(excerpt(view, options), view, options, Frames(frame, frame), "at the end"))
    drawn = set[str]().union(*(one.drawn for one in placed))
    assert drawn == {event.id for event in view.part.events}
    assert not [
        lane for one in placed if one.layout for lane in one.layout.placement.lanes if lane.more
    ]  # all have names
    found = pages_of(view, "timeline", options)
    assert [fault for page in found for fault in wrong_with(page)] == []
    assert len({page.title for page in found}) == len(found)


@settings(phases=[Phase.explicit, Phase.generate], max_examples=5)
@given(seed=st.integers(0, 10_000), **LOOKS)
@example(seed=4008, size="4:3", reading="screen", text_scale=1.0)  # a step's words stand beside its tie
def test_the_pages_of_a_network_hold_what_the_page_draws_and_name_their_sources(
    seed: int, size: Size, reading: Reading, text_scale: float
) -> None:
    view, options = view_at(seed), Options(size=size, reading=reading, text_scale=text_scale)
    frame = frame_of(options)
    placed = networks(PageMaker(excerpt(view, options), view, options, Frames(frame, frame), "at the end"), True)
    assert set[str]().union(*(one.drawn for one in placed)) == drawn_by_the_pane(view)[0]
    steps = [edge for one in placed if one.layout for edge, _ in one.layout.connectors if edge.number]
    found = pages_of(view, "network", options)
    rings = [part for page in found for part in parts_of(page) if isinstance(part, DrawnBox) and "Step" in part.name]
    assert len(rings) == len(steps)
    assert [fault for page in found for fault in wrong_with(page)] == []


@settings(phases=[Phase.explicit, Phase.generate], max_examples=8)
@given(seed=st.integers(0, 10_000), **LOOKS)
def test_the_pages_of_a_record_tell_all_of_it(seed: int, size: Size, reading: Reading, text_scale: float) -> None:
    view, options = view_at(seed), Options(size=size, reading=reading, text_scale=text_scale)
    found = pages_of(view, "details", options)
    assert [fault for page in found for fault in wrong_with(page)] == []


@settings(phases=[Phase.explicit, Phase.generate], max_examples=6)
@given(seed=st.integers(0, 10_000), **LOOKS)
def test_one_page_is_one_page_and_says_how_many_of_how_many_it_draws(
    seed: int, size: Size, reading: Reading, text_scale: float
) -> None:
    view = view_at(seed)
    options = Options(size=size, reading=reading, text_scale=text_scale, one_page=True)
    frame = frame_of(options)
    desk = PageMaker(excerpt(view, options), view, options, Frames(frame, frame), "at the end")
    every = {"timeline": len(view.part.events), "network": len(drawn_by_the_pane(view)[0])}
    for picture in ("timeline", "network")[Random(seed).randrange(2) :]:
        (placed,) = timelines(desk) if picture == "timeline" else networks(desk, True)
        (page,) = pages_of(view, picture, options)
        assert wrong_with(page) == []
        said = re.search(r"(\d+) of (\d+) (events|actors and events), ", placed.below.remark)
        here = len(placed.drawn)
        assert (int(said[1]), int(said[2])) == (here, every[picture]) if said else here == every[picture]
