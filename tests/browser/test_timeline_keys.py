"""The timeline by keyboard: one stop, arrows in time and between lanes, whatever the zoom shows."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import Staying, settled, until
from tests.bundled import albuquerque


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.dataset.id || document.activeElement.tagName"))


def test_one_tab_stop_and_arrows_walk_in_time_and_between_lanes(staying: Staying) -> None:
    page = staying.come()
    settled(page)
    assert page.locator("#timeline-graph .tl-mark[tabindex='0']").count() == 1
    page.locator("#timeline-graph .tl-mark[tabindex='0']").focus()
    page.keyboard.press("Home")
    lanes = page.evaluate("Object.fromEntries(look().timeline.meta.marks.map(mark => [mark.id, mark.band]))")
    order = [*lanes]
    assert focused(page) == order[0]
    page.keyboard.press("ArrowRight")
    if focused(page) != order[1]:  # it is part of a number, whose list names it
        page.keyboard.press("Enter")
        expect(page.locator(".tl-list")).to_contain_text(albuquerque().records[order[1]].title)
        page.keyboard.press("Escape")
    page.keyboard.press("End")
    assert focused(page) == order[-1]
    page.keyboard.press("ArrowUp")
    assert lanes[focused(page)] != lanes[order[-1]]


STOPS = "[...look().timeline.svg.querySelectorAll(':is(.tl-mark, .tl-number, .tl-cell)[tabindex=\"0\"]')].length"


def test_one_tab_stop_is_left_where_the_mark_that_had_it_is_counted_by_a_number_and_stands_again(
    staying: Staying,
) -> None:
    page, wide, narrow = staying.come(), {"width": 1920, "height": 1080}, {"width": 1024, "height": 768}

    def counted(window: dict[str, int]) -> set[str]:
        page.set_viewport_size(window)  # type: ignore[arg-type]
        settled(page)
        return set(
            page.evaluate(
                "look().timeline.meta.marks.map(({ key }) => key).filter((key) => look().timeline.within.has(key))"
            )
        )

    apart = sorted(counted(narrow) - counted(wide))
    page.locator(f"#timeline-graph .tl-mark[data-key='{apart[0]}']").focus()
    for window in (narrow, wide):
        counted(window)
        until(page, f"{STOPS} === 1")


def test_the_keyboard_reaches_what_the_zoom_has_left_outside(staying: Staying) -> None:
    page = staying.come()
    page.evaluate("door.zoom('in'), 0")
    settled(page)
    page.evaluate("door.zoom('in'), 0")
    settled(page)
    first = page.evaluate("look().timeline.meta.marks[0].id")
    page.locator("#timeline-graph .tl-mark").last.focus()
    page.keyboard.press("Home")
    until(page, "id => document.activeElement.dataset.id === id", arg=first)
