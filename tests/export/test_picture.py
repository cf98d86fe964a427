"""One picture of a landscape as SVG: title, picture, as-of date, and numbered sources for exactly what is shown."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from explorer.draw.palette import TOKENS, Theme
from explorer.draw.primitives import Run
from explorer.draw.set_lines import cut_off, set_in_lines
from explorer.export.options import Options
from explorer.export.slides.frame import PAGES
from explorer.export.slides.picture import slide_svg, timeline_svg
from explorer.landscape import Landscape
from explorer.model import Citation, Event, Source
from explorer.order import in_order
from explorer.query.around import with_events
from explorer.query.ranking import by_weight, key_actors
from explorer.query.selection import Selection
from explorer.query.visible import visible
from explorer.timeline.aggregate import MAX_MARKS, aggregate_of
from explorer.timeline.scene import timeline_scene
from tests.bundled import albuquerque
from tests.edge_worlds import UNBROKEN
from tests.sweeps import swept
from tests.timeline.timeline_world import event, world

pytestmark = pytest.mark.slow

SVG = "{http://www.w3.org/2000/svg}"
VIEWS = ("timeline", "network", "details")
ALBUQUERQUE = albuquerque()


def picture(landscape: Landscape, view: Any, focus: str = "", **options: Any) -> str:
    return slide_svg(visible(landscape, Selection(focus=focus)), view, Options(**options))


def texts(svg: str) -> list[str]:
    return ["".join(text.itertext()) for text in ET.fromstring(svg).iter(f"{SVG}text")]


def listed(svg: str) -> dict[str, str]:
    """Number: source, as the file's own description has them all."""
    (told,) = ET.fromstring(svg).iter(f"{SVG}metadata")
    return dict(re.findall(r"^\[(\d+)\] (.+)$", (told.text or "").partition("\nSources\n")[2], re.MULTILINE))


def cited(svg: str) -> set[str]:
    """The numbers that stand in brackets, ranges written out."""
    found: set[int] = set()
    for inside in re.findall(r"\[(\d[\d–,]*)\]", " ".join(texts(svg))):
        for part in inside.split(","):
            first, _, last = part.partition("–")
            found |= set(range(int(first), int(last or first) + 1))
    return {str(number) for number in found}


@pytest.mark.parametrize("view", ["timeline", "network"])
def test_a_picture_says_what_it_shows_as_of_when(small_world: Landscape, view: str) -> None:
    words = " ".join(texts(picture(small_world, view)))
    assert "Riverton and the night buses" in words
    assert "As of 25 July 2025" in words
    assert "Night" in words


@pytest.mark.parametrize("view", ["timeline", "network"])
def test_a_selection_stands_in_the_subtitle_and_in_the_link(small_world: Landscape, view: str) -> None:
    words = texts(picture(small_world, view, "ana-reyes"))
    assert any(line.startswith("Selected: Ana Reyes.") for line in words)
    assert any("riverton?sel=ana-reyes" in line for line in words)


def test_where_the_page_is_known_its_address_is_written(small_world: Landscape) -> None:
    words = texts(picture(small_world, "timeline", "ana-reyes", link="https://riverton.example/"))
    assert "https://riverton.example/?sel=ana-reyes" in words


def test_only_sources_of_what_is_shown_are_numbered_and_from_one(small_world: Landscape) -> None:
    alone = listed(picture(small_world, "network", "statehouse"))
    assert list(alone) == ["1"]
    assert alone["1"].startswith("Riverton Herald, Night buses to run, 22 July 2025")
    assert list(listed(picture(small_world, "timeline"))) == ["1", "2"]


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("focus", ["tim-keller", "july-2025-order-signed"])
def test_every_number_in_a_picture_is_told_in_its_file(view: str, focus: str) -> None:
    svg = picture(ALBUQUERQUE, view, focus)
    assert cited(svg) and cited(svg) <= listed(svg).keys()


def test_where_sources_are_many_a_label_names_the_first_two_and_the_description_all(small_world: Landscape) -> None:
    many = tuple(
        Source(
            id=f"s{n}",
            title=f"Report {n}",
            publisher=f"Paper {n}",
            published=None,
            retrieved=None,
            url="",
            kind="news",
            group="public record",
            line="",
        )
        for n in range(60)
    )
    cited_by = tuple(Citation(source=source.id) for source in many)
    events = tuple(replace(event, sources=cited_by[12 * n : 12 * n + 12]) for n, event in enumerate(small_world.events))
    world = replace(small_world, events=events, sources=(*small_world.sources, *many), relations=())
    svg = picture(world, "timeline")
    assert len(cited(svg)) == 10
    assert len(listed(svg)) == 60
    assert sum(" +10" in line for line in texts(svg)) == 5
    assert any(re.search(r"\+\d+ more in this file’s description", line) for line in texts(svg))


@pytest.mark.parametrize("view", VIEWS)
def test_text_from_the_data_stays_text(small_world: Landscape, view: str) -> None:
    hostile = "<script>alert(1)</script> \u202eevil\u202c 😀 a\x00b"
    actor, *rest = small_world.actors
    world = replace(small_world, title=hostile, actors=(replace(actor, name=hostile), *rest))
    svg = picture(world, view, actor.id)
    assert "<script" not in svg
    assert any(line.startswith("<script>alert(1)</script> \u202eevil") for line in texts(svg))


@pytest.mark.parametrize("view", VIEWS)
def test_a_picture_refers_to_nothing_outside(view: str) -> None:
    root = ET.fromstring(picture(ALBUQUERQUE, view, "tim-keller"))
    for element in root.iter():
        assert element.tag.removeprefix(SVG) not in ("image", "style", "script", "use", "foreignObject")
        assert not [name for name in element.attrib if name.endswith("href") or name.startswith("on")]
        assert not [value for value in element.attrib.values() if "url(" in value]


LEAST = {"timeline": 24, "network": 18, "details": 24}
"""Units of type: twelve points; nine in a network, which is one picture as long as that is enough."""


@pytest.mark.parametrize(
    ("size", "view"),
    swept(
        product(["16:9", "square", "a4", "poster"], LEAST),
        often=[("16:9", "network"), ("square", "details"), ("a4", "network"), ("poster", "timeline")],
    ),
)
def test_a_picture_has_the_size_that_is_asked_for_and_no_type_too_small_to_read(size: Any, view: str) -> None:
    root = ET.fromstring(picture(ALBUQUERQUE, view, "tim-keller", size=size, text_scale=0.5))
    width, height = PAGES[size]
    assert root.get("width") == str(width)
    assert float(root.attrib["height"]) % height == 0
    assert min(float(e.get("font-size", "99")) for e in root.iter() if e.get("font-size")) >= LEAST[view]


def test_a_timeline_goes_on_below_in_larger_type_on_more_sheets_and_drops_nothing() -> None:
    usual, larger = (picture(ALBUQUERQUE, "timeline", text_scale=scale) for scale in (1, 1.5))
    heights = [float(ET.fromstring(svg).get("height", "0")) for svg in (usual, larger)]
    assert 1080 < heights[0] < heights[1]
    for svg in (usual, larger):
        said = " ".join(texts(svg))
        assert "the weightiest" not in said
        sheets = int(float(ET.fromstring(svg).get("height", "0")) / 1080)
        assert [f"· {n} of {sheets}" in said for n in range(1, sheets + 1)] == [True] * sheets


@pytest.mark.parametrize("rows", swept(["lane", "kind", "instrument", "actor"], often=["lane"]))
@pytest.mark.parametrize("scale", swept([1, 1.5], often=[1]))
def test_a_timeline_is_the_same_whatever_was_asked_for_before(rows: Any, scale: float) -> None:
    picks = ["", key_actors(ALBUQUERQUE)[0].id, ALBUQUERQUE.events[20].id]
    shared = replace(ALBUQUERQUE)

    def drawn(landscape: Landscape, pick: str) -> str:
        return slide_svg(visible(landscape, Selection(focus=pick, rows=rows)), "timeline", Options(text_scale=scale))

    alone = {pick: drawn(replace(ALBUQUERQUE), pick) for pick in picks}
    for pick in (*picks, picks[0]):
        assert drawn(shared, pick) == alone[pick]


def test_among_the_events_of_a_page_only_their_ties_to_each_other_count() -> None:
    differs = 0
    events = in_order(ALBUQUERQUE, ALBUQUERQUE.events)
    for begun in range(0, len(events), 7):
        page = events[begun : begun + 20]
        ids = {event.id for event in page}
        ranked = sorted(page, key=by_weight(ALBUQUERQUE, ids))
        assert ranked == sorted(page, key=by_weight(with_events(ALBUQUERQUE, ids)))
        differs += ranked != sorted(page, key=by_weight(ALBUQUERQUE))
    assert differs


def test_what_came_of_a_plan_is_told_though_that_stands_on_another_sheet() -> None:
    plan = replace(event("plan", "2020-03-01", "Plan to vote", status="planned"), outcome="final")
    between = (
        event(f"e{place}", f"202{1 + place // 24}-{1 + place // 2 % 12:02}-11", 8 * "word ") for place in range(60)
    )
    landscape = world(plan, *between, event("final", "2024-06-01", "Final vote"))
    text = slide_svg(visible(landscape, Selection()), "timeline", Options())
    first, *others = text.split('<g transform="translate(0 1080)">')
    assert others
    assert 'data-id="plan"' in first
    assert 'data-id="final"' not in first
    spoken = re.search("<title>Plan to vote, [^<]*</title>", first)
    assert spoken
    assert spoken[0].removesuffix("</title>").endswith("planned; overtaken by Final vote, 1 June 2024")


@pytest.mark.parametrize("view", VIEWS)
def test_the_same_selection_gives_the_same_bytes_and_dark_its_own_paper(small_world: Landscape, view: str) -> None:
    assert picture(small_world, view, "night-order") == picture(small_world, view, "night-order")
    assert TOKENS["page"][1] in picture(small_world, view, "night-order", theme="dark")


@pytest.mark.parametrize("view", VIEWS)
def test_a_hidden_record_is_nowhere_in_the_file(small_world: Landscape, view: Any) -> None:
    svg = slide_svg(visible(small_world, Selection(lanes=frozenset({"state"}))), view)
    assert not [name for name in ("Ana Reyes", "Night bus order", "Night riders", "Council minutes") if name in svg]


@pytest.mark.parametrize("rows", ["kind", "instrument", "actor"])
def test_the_timeline_is_grouped_as_on_the_page(rows: Any, small_world: Landscape) -> None:
    words = texts(slide_svg(visible(small_world, Selection(rows=rows)), "timeline"))
    assert {"kind": "Bill step", "instrument": "B 12", "actor": "Ana Reyes"}[rows] in " ".join(words)


def test_an_even_axis_says_that_distance_is_not_time(small_world: Landscape) -> None:
    assert any(
        "distance is not time" in line
        for line in texts(slide_svg(visible(small_world, Selection(axis="even")), "timeline"))
    )


def test_actors_alone_are_tied_by_the_events_they_share(small_world: Landscape) -> None:
    svg = slide_svg(visible(small_world, Selection(nodes="actors")), "network")
    drawn = " ".join(texts(svg))
    assert "Ana Reyes" in drawn and "Night order" not in drawn


@pytest.mark.parametrize("view", VIEWS)
def test_a_picture_of_nothing_is_still_a_picture(small_world: Landscape, view: Any) -> None:
    svg = slide_svg(visible(small_world, Selection(lanes=frozenset())), view)
    assert ET.fromstring(svg).get("width") == "1920"


# --- words -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("word", UNBROKEN.values(), ids=UNBROKEN)
def test_running_words_are_broken_inside_the_width_and_nothing_is_lost(word: str) -> None:
    runs = (Run("Said of ", 20), Run(word, 20, bold=True), Run("; no more", 20))
    lines = set_in_lines(runs, 300)
    assert all(sum(run.width for run in line) <= 300 for line in lines)
    said = "".join(run.text for line in lines for run in line)
    assert said.replace(" ", "") == f"Saidof{word};nomore"


def test_lines_that_are_cut_off_end_in_an_ellipsis_inside_the_width() -> None:
    lines = set_in_lines((Run("W" * 120, 20),), 300)
    kept = cut_off(lines, 2, 300)
    assert len(kept) == 2 and kept[-1][-1].text.endswith(" …")
    assert sum(run.width for run in kept[-1]) <= 300


# --- the timeline alone, as it stands on the page where no script runs ------------------------------------------------


def alone(*events: Event, theme: Theme | None = "light", focus: str = "") -> str:
    landscape = world(*events)
    return timeline_svg(timeline_scene(landscape), visible(landscape, Selection(focus=focus)), theme)


def test_every_event_is_drawn_and_those_without_a_name_are_counted_and_spoken() -> None:
    crowd = [event(f"e{n}", "2025-07-21", f"One of many events on a single day, number {n}") for n in range(30)]
    svg = alone(*crowd)
    spoken = [title.text or "" for title in ET.fromstring(svg).iter(f"{SVG}title")]
    assert all(any(f"number {n}, 21 July 2025" in said for said in spoken) for n in range(30))
    assert "21 unnamed" in texts(svg)


def test_a_hostile_title_stays_letters() -> None:
    svg = alone(event("a", "2025-07-21", title="<script>alert(1)</script> \"&' co"))
    assert any("<script>alert(1)</script> \"&' co" in words for words in texts(svg))
    assert not list(ET.fromstring(svg).iter(f"{SVG}script"))


def test_what_is_not_tied_to_the_selection_loses_its_colour() -> None:
    svg = alone(event("a", "2025-07-21"), event("b", "2025-07-22"), focus="a")
    assert svg.count(f'fill="{TOKENS["dim-mark"][0]}"') == 1


def test_without_a_theme_it_takes_the_colours_of_the_page_it_stands_on() -> None:
    svg = alone(event("a", "2025-07-21"), theme=None)
    assert "var(--lane-2)" in svg
    assert not re.search("#[0-9A-F]{6}", svg)


def test_where_events_are_too_many_to_draw_they_are_counted_by_period() -> None:
    days = [date(2000, 1, 3) + timedelta(days=20 * n) for n in range(MAX_MARKS + 60)]
    landscape = world(*(event(f"e{n}", day.isoformat(), weight=3) for n, day in enumerate(days)))
    view = visible(landscape, Selection())
    svg = timeline_svg(aggregate_of(view).scene(), view, "light")
    spoken = [title.text or "" for title in ET.fromstring(svg).iter(f"{SVG}title")]
    counted = [re.match(r"City, .*: (\d+) events?$", said) for said in spoken]
    assert sum(int(found[1]) for found in counted if found) == len(days)
    assert "City, 2001: 18 events" in spoken and "18" in texts(svg)


def test_a_page_that_is_the_only_one_says_what_is_selected_and_no_stretch_it_was_measured_with() -> None:
    """In large type the one event's page is tried as one of several first."""
    days = Selection(since=date(2015, 11, 1), until=date(2016, 3, 28))
    said = slide_svg(visible(ALBUQUERQUE, days), "timeline", Options(reading="screen", text_scale=1.5))
    assert "888" not in said and "Nothing selected. Only from 1 November 2015" in said
