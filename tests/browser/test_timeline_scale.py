"""The overview in time and the crowded timeline, as a browser shows them: by pointer and by keyboard."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page

from tests.browser.conftest import Watched, until


def window(page: Page) -> tuple[str, str]:
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


def test_dragging_over_the_overview_chooses_a_window_moves_it_and_the_page_does_not_jump(watched: Watched) -> None:
    page = watched.open()
    high = page.locator("#density").bounding_box()
    drag_over_strip(page, 0.6, 0.8)
    since, to = window(page)
    assert "2015-06" < since < "2016-06" and "2020-06" < to < "2021-06"
    until(page, "explorer.view.timeline.marks.every((mark) => !mark.when.includes('2000'))")
    drag_over_strip(page, 0.7, 0.8)
    moved = window(page)
    assert moved[0] > since and moved[1] > to, "the window is dragged as it is"
    after = page.locator("#density").bounding_box()
    assert high and after and after["height"] == high["height"]
    page.get_by_role("button", name="Whole time", exact=True).click()
    assert window(page) == ("", "")


def test_both_ends_of_the_window_are_sliders_that_say_their_day(watched: Watched) -> None:
    page = watched.open()
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
