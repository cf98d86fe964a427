"""The overview in time and the crowded timeline, as a browser shows them: by pointer and by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page

from explorer.data.load import load_landscape
from explorer.query.selection import RowsChoice, Selection
from explorer.query.visible import visible
from explorer.timeline.aggregate import aggregate_of
from explorer.timeline.payload import timeline_payload
from tests.bench.worlds import write_world
from tests.browser.conftest import Staying, serving, until
from tests.browser.test_timeline_picture import SHOW
from tests.sweeps import swept


def window(page: Page) -> tuple[str, str]:
    until(page, "location.search.slice(1) === look().address")  # while a gesture lasts it is written now and then
    asked = parse_qs(urlsplit(page.url).query)
    return asked.get("from", [""])[0], asked.get("until", [""])[0]


def drag_over_strip(page: Page, start: float, end: float) -> None:
    """Drags from one share of the strip's width to another."""
    strip = page.locator("#density .dn-strip")
    strip.scroll_into_view_if_needed()
    box = strip.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] * start, box["y"] + 16)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * end, box["y"] + 16, steps=5)
    page.mouse.up()


def test_dragging_over_the_overview_chooses_a_window_moves_it_and_the_page_does_not_jump(staying: Staying) -> None:
    page = staying.come()
    high = page.locator("#density").bounding_box()
    drag_over_strip(page, 0.6, 0.8)
    since, to = window(page)
    assert "2015-06" < since < "2016-06" and "2020-06" < to < "2021-06"
    until(page, "look().view.timeline.marks.every((mark) => !mark.when.includes('2000'))")
    drag_over_strip(page, 0.7, 0.8)
    moved = window(page)
    assert moved[0] > since and moved[1] > to, "the window is dragged as it is"
    after = page.locator("#density").bounding_box()
    assert high and after and after["height"] == high["height"]
    page.get_by_role("button", name="Whole time", exact=True).click()
    assert window(page) == ("", "")


def test_both_ends_of_the_window_are_sliders_that_say_their_day(staying: Staying) -> None:
    page = staying.come()
    end = page.get_by_role("slider", name="Shown until")
    end.focus()
    page.keyboard.press("ArrowLeft")
    assert window(page) == ("", "2026-03-31")
    assert end.get_attribute("aria-valuetext") == "31 March 2026"
    page.keyboard.press("PageDown")
    assert window(page) == ("", "2025-03-31")
    start = page.get_by_role("slider", name="Shown from")
    start.focus()
    page.keyboard.press("End")
    assert window(page) == ("2025-01-01", "2025-03-31"), "at least one period is left"
    page.keyboard.press("Home")
    assert window(page) == ("", "2025-03-31")


# --- more events than can be drawn ---------------------------------------------------------------------------------

EVENTS = 700


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a page on a made-up landscape of several hundred events."""
    folder = tmp_path_factory.mktemp("crowd")
    write_world(folder, EVENTS)
    yield from serving(folder)


def opened(page: Page, address: str, query: str = "") -> Page:
    page.goto(f"{address}/{query}")
    until(page, "globalThis.dash_clientside?.explorer && look().timeline.frame")
    return page


def test_zooming_in_turns_counts_into_marks_and_few_stretches_are_kept(page: Page, crowd: str) -> None:
    opened(page, crowd)
    counted = page.evaluate("look().timeline.meta.cells.reduce((sum, { number }) => sum + Number(number), 0)")
    assert counted == EVENTS
    page.evaluate("door.show(600, 640)")
    until(page, "look().timeline.meta.heat === null && look().timeline.meta.marks.length > 3")
    known = "look().timeline.meta.marks.every(({ id }) => look().tiesOf(id))"
    assert page.evaluate(known), "a click lights what it is tied to without asking"
    for start in range(0, 900, 90):
        page.evaluate("start => door.show(start, start + 30)", start)
        until(page, "look().timeline.meta.reach && look().timeline.meta.reach[0] <= look().timeline.from")
    assert page.evaluate("look().stretches") <= 8
    page.evaluate("door.zoom('fit'), 0")
    assert page.evaluate("look().timeline.meta.heat.unit") == "year"


def test_counts_are_walked_by_arrows_and_enter_zooms_in_to_what_is_in_them(page: Page, crowd: str) -> None:
    opened(page, crowd)
    assert page.locator("#timeline-graph [tabindex='0']:is(.tl-mark, .tl-cell)").count() == 1
    page.locator("#timeline-graph [tabindex='0']:is(.tl-mark, .tl-cell)").focus()
    spoken = "document.activeElement.getAttribute('aria-label')"
    page.keyboard.press("End")
    page.keyboard.press("ArrowLeft")
    assert str(page.evaluate(spoken)).startswith("Federal, 2026: ")
    for _ in range(2):
        if not str(page.evaluate(spoken)).startswith("State, 2026: "):
            page.keyboard.press("ArrowDown")
    assert str(page.evaluate(spoken)).startswith("State, 2026: "), "after the marks among the counts, if there are any"
    page.keyboard.press("Enter")
    until(page, "look().timeline.meta.reach !== undefined")
    until(page, "document.activeElement.matches('.tl-mark, .tl-cell')")
    assert page.evaluate("look().timeline.to - look().timeline.from") < 60


def test_a_count_that_is_opened_is_stretched_at_once_and_drawn_in_its_turn(page: Page, crowd: str) -> None:
    opened(page, crowd)
    stretched = (
        "[look().timeline.svg.classList.contains('tl-zooming'), look().timeline.to - look().timeline.from < 100]"
    )
    opens = "(cell) => cell.dispatchEvent(new MouseEvent('click', { bubbles: true }))"
    cell = page.locator(".tl-cell").last
    assert cell.evaluate(f"(cell) => (({opens})(cell), {stretched})") == [True, True]
    until(page, f"!{stretched}[0] && look().timeline.meta.reach !== undefined")


@pytest.mark.parametrize(
    ("width", "rows"), swept([(1440, "lane"), (1024, "actor"), (390, "kind")], often=[(1440, "lane")])
)
def test_every_count_is_a_button_that_says_what_it_counts(
    staying: Staying, tmp_path: Path, width: int, rows: RowsChoice
) -> None:
    write_world(tmp_path, EVENTS)
    landscape = load_landscape(tmp_path)
    staying.page.set_viewport_size({"width": width, "height": 900})
    page = staying.come()
    scene = aggregate_of(visible(landscape, Selection(rows=rows))).scene(None)
    page.evaluate(SHOW, timeline_payload(scene))
    cells = page.locator(".tl-cell").evaluate_all("cells => cells.map(cell => [cell.role, cell.ariaLabel])")
    assert scene.heat
    told = [
        ["button", f"{band.label}, {period.words}: {count} event{'' if count == 1 else 's'}"]
        for band, counts in zip(scene.lanes, scene.heat.counts, strict=True)
        for period, count in zip(scene.heat.periods, counts, strict=True)
        if count
    ]
    assert cells == told
    strongest = page.locator(".tl-cell.heat-5").evaluate_all("cells => cells.map(cell => cell.ariaLabel)")
    assert any(name.endswith(f": {scene.heat.most} events") for name in strongest)
