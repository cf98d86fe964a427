"""What you see is what you take: the records, the numbers, the counts and the words of a file are those of the page."""

from __future__ import annotations

import re
from random import Random
from typing import get_args

import pytest
from hypothesis import Phase, example, given
from hypothesis import strategies as st

from explorer.draw.primitives import DrawnBox, Page
from explorer.export.excerpt import excerpt
from explorer.export.options import Options, Reading, Size
from explorer.export.slides.foot import foot
from explorer.export.slides.frame import Frames, frame_of
from explorer.export.slides.network.network_sheets import NetworkLayout
from explorer.export.slides.pages import pages
from explorer.export.slides.placed import PageMaker, networks
from explorer.export.slides.timeline import timeline_pages
from explorer.export.slides.timeline.timeline_layout import TimelineLayout, lit_with
from explorer.export.slides.timeline.timeline_pages import timelines
from explorer.export.slides.title import title_page
from explorer.query.selection import Selection, from_query
from explorer.query.visible import View, visible
from tests.addresses import random_addresses
from tests.bundled import albuquerque
from tests.export.pages_read import cited_on, counted_at_foot, faults, named_at_foot, parts_of, texts
from tests.network.pane_drawn import drawn_by_the_pane
from tests.sweeps import examples

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


@pytest.mark.parametrize(
    "window", ["from=2025-07-21&until=2025-07-21", "from=2027-01-01", "from=2025-08-01&until=2025-08-31"]
)
@pytest.mark.parametrize("one_page", [False, True])
def test_a_window_in_time_is_taken_with_all_that_lasts_through_it(window: str, one_page: bool) -> None:
    view = visible(albuquerque(), from_query(window, albuquerque())[0])
    found = pages_of(view, "timeline", Options(one_page=one_page))
    drawn = {item.id for page in found for item in page.items if item.name.startswith("Event: ")}
    every, events = len(albuquerque().events), {event.id for event in view.part.events}
    assert drawn <= events and (drawn == events or one_page)
    said = " ".join(words for page in found for words, _ in texts(page))
    assert "without dates" not in said
    if drawn == events:
        assert "the weightiest" not in said and f"{len(events)} of {every} events" in said
    else:
        assert f"{len(drawn)} of {len(events)} events, the weightiest." in said


@examples(3, 8, phases=[Phase.explicit, Phase.generate])
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


@examples(2, 5, phases=[Phase.explicit, Phase.generate])
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


@examples(3, 8, phases=[Phase.explicit, Phase.generate])
@given(seed=st.integers(0, 10_000), **LOOKS)
def test_the_pages_of_a_record_tell_all_of_it(seed: int, size: Size, reading: Reading, text_scale: float) -> None:
    view, options = view_at(seed), Options(size=size, reading=reading, text_scale=text_scale)
    found = pages_of(view, "details", options)
    assert [fault for page in found for fault in wrong_with(page)] == []


@examples(3, 6, phases=[Phase.explicit, Phase.generate])
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


@pytest.mark.parametrize("most", [90, 91])
def test_what_is_too_many_for_pages_stays_on_one_and_says_so(monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    monkeypatch.setattr(timeline_pages, "MAX_IN_PARTS", most)
    view, options = visible(albuquerque(), Selection()), Options()
    found = pages_of(view, "timeline", options)
    told = any(f"More than {most} stay on one page" in words for page in found for words, _ in texts(page))
    assert (len(found) == 1, told) == (most < len(view.part.events),) * 2


LOOKED_AT = [(size, reading, scale) for size in get_args(Size) for reading in get_args(Reading) for scale in (1.0, 1.5)]


@pytest.mark.parametrize(("size", "reading", "text_scale"), LOOKED_AT)
def test_the_opening_page_says_all_and_nothing_lies_on_anything(
    size: Size, reading: Reading, text_scale: float
) -> None:
    view, options = visible(albuquerque(), Selection()), Options(size=size, reading=reading, text_scale=text_scale)
    frame = frame_of(options)
    page = title_page(PageMaker(excerpt(view, options), view, options, Frames(frame, frame), "at the end"))
    assert wrong_with(page) == []
    assert not [words for words, _ in texts(page) if "…" in words]


MOST_PAGES: dict[tuple[Size, Reading, float], int] = {
    ("16:9", "desk", 1.0): 6,
    ("a4", "document", 1.0): 4,
    ("16:9", "screen", 1.0): 14,
    ("4:3", "screen", 1.0): 22,
}


@pytest.mark.parametrize("asked", MOST_PAGES)
def test_pages_of_a_timeline_are_full(asked: tuple[Size, Reading, float]) -> None:
    view, options = visible(albuquerque(), Selection()), Options(size=asked[0], reading=asked[1], text_scale=asked[2])
    frame = frame_of(options)
    placed = timelines(PageMaker(excerpt(view, options), view, options, Frames(frame, frame), "at the end"))
    assert len(placed) <= MOST_PAGES[asked]
    held = [one.layout for one in placed if isinstance(one.layout, TimelineLayout)]
    tops = [foot(frame, one.below, one.desk.stand_in).top for one in placed]
    filled = [
        (layout.placement.height + layout.scene.sizes.header) / (top - layout.top - layout.scene.sizes.footer)
        for layout, top in zip(held, tops, strict=True)
    ]
    assert min(filled) >= 0.6


@pytest.mark.parametrize("focus", ["hb-9-dies", "tim-keller", "july-2025-order-signed"])
def test_on_every_page_of_a_timeline_what_is_not_tied_to_the_selection_is_grey(focus: str) -> None:
    view, options = visible(albuquerque(), Selection(focus=focus)), Options()
    frame = frame_of(options)
    placed = timelines(PageMaker(excerpt(view, options), view, options, Frames(frame, frame), "at the end"))
    assert len(placed) > 1
    lit = lit_with(albuquerque(), view)
    for layout in (one.layout for one in placed if isinstance(one.layout, TimelineLayout)):
        assert layout.lit == lit and {event.id for event in layout.cited} <= lit


def test_a_path_is_told_on_the_first_sheet_and_what_is_pale_takes_few_more() -> None:
    """What is in colour comes first, in 18 points; the some 25 others on 4:3 are set in 12."""
    view, options = view_at(4008), Options(size="4:3", reading="screen")
    frame = frame_of(options)
    placed = networks(PageMaker(excerpt(view, options), view, options, Frames(frame, frame), "at the end"), True)
    first, *others = (one.layout for one in placed if isinstance(one.layout, NetworkLayout))
    assert first.drawn.lit <= first.ids and len(others) <= 3
    assert all(one.at.scale < first.at.scale for one in others)
    assert frozenset().union(*(one.ids for one in (first, *others))) == first.drawn.records
