"""What takes long to be worked out says so, and can be given up: only what the view depends on goes back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.acts import broken_rules, leave_out, opened_menu
from tests.browser.conftest import WIDE, Watched, settled, until

CAME = "document.documentElement.dataset.view.startsWith('lanes=')"
"""Whether a view without some lanes is on the screen."""


@pytest.fixture
def held(watched: Watched) -> Iterator[list[Route]]:
    """Every view that is asked for from now on is slow; those that nobody has let go so far."""
    held: list[Route] = []
    watched.page.route("**/view?*", lambda route: held.append(route))
    yield held


@pytest.fixture
def waiting(watched: Watched, held: list[Route]) -> Page:
    """The page, whose reader has left out a lane and waits for the view without it."""
    page = watched.open("?sel=tim-keller")
    waits(page, held)
    return page


def waits(page: Page, held: list[Route]) -> None:
    before = len(held)
    leave_out(page, "lanes", "federal")
    expect(stop(page)).to_be_visible()
    assert len(held) == before + 1


def stop(page: Page) -> Locator:
    return page.locator("#working-line").get_by_role("button", name="Stop")


def is_stopped(page: Page) -> None:
    """The line is gone, the controls say what is shown, and it is the view that the page was opened with."""
    expect(stop(page)).to_be_hidden()
    assert not page.evaluate(CAME)
    expect(page.locator("#live")).to_have_text("Stopped. What is shown is as before.")


AT_THE_BOX = "document.activeElement.value === 'federal'"
"""Whether the keyboard is where the reader left the lane out."""


def test_a_view_that_takes_longer_than_a_second_says_so_until_it_comes_and_the_keyboard_comes_back(
    waiting: Page, held: list[Route]
) -> None:
    line = waiting.locator("#working-line")
    expect(line).to_contain_text("What is to be shown is being worked out …")
    assert broken_rules(waiting, "#working-line") == []
    stop(waiting).focus()
    held[0].continue_()
    until(waiting, CAME)
    expect(line.locator(":scope > *").and_(line.locator(":visible"))).to_have_count(0)
    assert waiting.evaluate(AT_THE_BOX)


def test_stop_keeps_what_is_picked_looked_at_and_divided_meanwhile_and_makes_no_entry(
    waiting: Page,
) -> None:
    waiting.evaluate("door.go({ sel: 'city-council' })")
    waiting.evaluate("door.go({ split: '60' })")
    waiting.locator("#timeline [data-zoom=in][data-picture=timeline]").first.dispatch_event("click")
    settled(waiting)
    until(waiting, "location.search.includes('zoom=')")
    entries = waiting.evaluate("history.length")
    stop(waiting).click()
    is_stopped(waiting)
    for part in ("sel=city-council", "split=60", "zoom="):
        assert part in waiting.url
    assert "lanes=" not in waiting.url
    assert waiting.evaluate("history.length") == entries
    expect(waiting.locator("input[name=lanes][value=federal]")).to_be_checked()
    expect(waiting.locator(f"{WIDE} .sel[data-id=city-council]").first).to_be_attached()


def test_the_keyboard_comes_back_to_where_it_was_and_back_does_not_lead_to_the_view_that_was_given_up(
    waiting: Page, held: list[Route]
) -> None:
    assert waiting.evaluate(AT_THE_BOX)
    stop(waiting).focus()
    waiting.keyboard.press("Enter")
    is_stopped(waiting)
    assert waiting.evaluate(AT_THE_BOX)
    waiting.evaluate("document.getElementById('live').textContent = ''")
    waits(waiting, held)
    stop(waiting).click()
    is_stopped(waiting)
    assert waiting.evaluate(AT_THE_BOX), "a click takes the keyboard from nothing"
    waiting.go_back()
    until(waiting, "!location.search.includes('lanes=')")
    waiting.go_forward()
    until(waiting, "!location.search.includes('lanes=')")
    assert len(held) == 2, "nothing was asked for again"


def test_a_second_wish_gives_up_the_first(waiting: Page, held: list[Route]) -> None:
    with waiting.expect_event("requestfailed") as broken_off:
        leave_out(waiting, "lanes", "state")
    assert broken_off.value.url == held[0].request.url
    until_asked(waiting, held, 2)
    held[1].continue_()
    until(waiting, CAME)
    assert "state" not in waiting.url.partition("lanes=")[2]
    expect(stop(waiting)).to_be_hidden()


def until_asked(page: Page, held: list[Route], times: int) -> None:
    while len(held) < times:
        page.wait_for_timeout(20)


PATIENCE = """() => {
  const waits = window.setTimeout;
  window.setTimeout = (act, wait, ...rest) => waits(act, wait / 20, ...rest); // a second takes 50 ms
  setTimeout(() => { window.passed = true; }, 30000);
}"""
"""Lets the page's time run twenty times as fast, and notes when half a minute has passed."""


def test_a_server_that_works_on_a_view_answers_and_on_a_phone_the_reader_stays_on_the_tab_he_went_to(
    watched: Watched, held: list[Route]
) -> None:
    page = watched.page
    page.set_viewport_size({"width": 390, "height": 844})
    watched.open()
    page.evaluate(PATIENCE)
    page.evaluate("void door.go({ lanes: 'city' })")
    until(page, "window.passed === true")
    expect(stop(page)).to_be_visible()
    expect(page.locator("#server-line")).not_to_contain_text("does not answer")
    page.click(".tabs button[data-tab=network]")
    stop(page).click()
    is_stopped(page)
    expect(page.locator(".tabs button[data-tab=network]")).to_have_attribute("aria-pressed", "true")
    assert "lanes" not in page.url


def test_escape_closes_the_menu_then_stops_then_clears(waiting: Page) -> None:
    opened_menu(waiting.locator("details.filters"))
    waiting.keyboard.press("Escape")
    expect(stop(waiting)).to_be_visible()
    waiting.keyboard.press("Escape")
    is_stopped(waiting)
    assert "sel=tim-keller" in waiting.url
    waiting.keyboard.press("Escape")
    until(waiting, "!location.search.includes('sel=')")


def test_stop_is_within_reach_in_a_dialog_that_opens_over_it(waiting: Page) -> None:
    waiting.click("#export-button")
    expect(waiting.locator("dialog.take #working-line")).to_be_visible()
    stop(waiting).click()
    is_stopped(waiting)
    expect(waiting.locator("dialog.take")).to_be_visible()
    waiting.keyboard.press("Escape")
    expect(waiting.locator("body > #working-line")).to_be_attached()
