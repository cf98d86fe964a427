"""The server goes away, or comes back with other data: what is told is what is lit, or a visible line says why not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from explorer.data.load import load_landscape
from explorer.landscape import Landscape
from tests.browser.acts import broken_rules, leave_out
from tests.browser.conftest import ready, until
from tests.browser.host import Host
from tests.conftest import SMALL_WORLD
from tests.sweeps import swept

AWAY = "The server does not answer."
CHANGED = "The data have changed since this page was opened."


def riverton(folder: Path, *changes: tuple[str, str]) -> Landscape:
    folder.mkdir()
    for file, whole in SMALL_WORLD.items():
        text = whole
        for old, new in changes:
            text = text.replace(old, new)
        (folder / file).write_text(text, encoding="utf-8")
    return load_landscape(folder)


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Landscape:
    return riverton(tmp_path_factory.mktemp("town") / "riverton")


@pytest.fixture(scope="module")
def other_town(tmp_path_factory: pytest.TempPathFactory) -> Landscape:
    """The same town after somebody corrected its files."""
    return riverton(tmp_path_factory.mktemp("later") / "riverton", ("Riverton Council", "Riverton Assembly"))


@pytest.fixture(scope="module")
def one_host(town: Landscape) -> Iterator[Host]:
    host = Host(town)
    yield host
    host.goes()


@pytest.fixture
def host(one_host: Host, town: Landscape) -> Host:
    """Where the town is served, whatever came or went before."""
    one_host.comes(town)
    return one_host


@pytest.fixture
def opened(page: Page, host: Host) -> Page:
    """The town's page, with its mayor selected."""
    page.goto(host.address)
    ready(page)
    return page


def pick(page: Page, id: str) -> None:
    page.locator(f"#timeline-graph .tl-mark[data-id='{id}']").first.dispatch_event("click")


def is_lit(page: Page, id: str) -> None:
    expect(page.locator(f"#timeline-graph .tl-mark.sel[data-id='{id}']").first).to_be_attached()


def titles(page: Page) -> Locator:
    """The records that the details tell, as far as they can be seen."""
    return page.locator("#details .record-title:visible")


def line(page: Page) -> Locator:
    return page.locator("#server-line")


def press(page: Page, word: str) -> None:
    line(page).get_by_role("button", name=word).click()


def all_is_well(page: Page) -> None:
    expect(line(page).get_by_role("button")).to_have_count(0)
    expect(line(page)).not_to_contain_text(AWAY)


def test_a_record_picked_while_the_server_is_away_is_not_told_as_another(opened: Page, host: Host, town: Any) -> None:
    expect(titles(opened)).to_have_text("Ana Reyes")
    host.goes()
    pick(opened, "bill-dies")
    is_lit(opened, "bill-dies")
    expect(titles(opened)).to_have_count(0)
    expect(opened.locator("#details")).to_contain_text("The details of Bill dies could not be fetched.")
    expect(line(opened)).to_contain_text(f"{AWAY} The details of Bill dies are missing.")
    host.comes(town)
    press(opened, "Try again")
    expect(titles(opened)).to_have_text("Bus bill dies")
    all_is_well(opened)


def test_missing_details_are_told_also_where_the_ties_are_missed_after_them(opened: Page, host: Host) -> None:
    asked: list[Route] = []
    opened.route("**/pick/*", lambda route: asked.append(route))
    host.goes()
    pick(opened, "bill-dies")
    expect(line(opened)).to_contain_text("The details of Bill dies are missing.")
    until_held(opened, asked, 1)
    asked[0].abort()
    expect(opened.locator("#network-summary")).to_contain_text("In colour: ties among what is drawn")
    expect(line(opened)).to_contain_text("The details of Bill dies are missing.")


def test_the_details_themselves_offer_to_try_again_and_the_keyboard_goes_on_there(
    opened: Page, host: Host, town: Any
) -> None:
    host.goes()
    pick(opened, "bill-dies")
    again = opened.locator("#details").get_by_role("button", name="Try again")
    with opened.expect_event("requestfailed"):  # still away
        again.press("Enter")
    expect(opened.locator("#details")).not_to_have_attribute("aria-busy", "true")
    expect(again).to_be_visible()
    host.comes(town)
    again.press("Enter")
    expect(titles(opened)).to_have_text("Bus bill dies")
    until(opened, "document.activeElement.classList.contains('record-title')")


def test_what_is_missing_comes_by_itself_as_soon_as_anything_is_answered(opened: Page, host: Host, town: Any) -> None:
    host.goes()
    pick(opened, "bill-dies")
    expect(line(opened)).to_contain_text(AWAY)
    host.comes(town)
    leave_out(opened, "lanes", "city")
    expect(titles(opened)).to_have_text("Bus bill dies")
    all_is_well(opened)


def test_going_back_to_what_is_told_needs_no_server(opened: Page, host: Host) -> None:
    host.goes()
    pick(opened, "bill-dies")
    expect(titles(opened)).to_have_count(0)
    opened.go_back()
    expect(titles(opened)).to_have_text("Ana Reyes")


def test_a_filter_while_the_server_is_away_leaves_the_pictures_and_says_so(opened: Page, host: Host, town: Any) -> None:
    marks = opened.locator("#timeline-graph .tl-mark")
    before = marks.count()
    host.goes()
    leave_out(opened, "lanes", "state")
    expect(line(opened)).to_contain_text(f"{AWAY} ")
    expect(opened.locator("#details")).not_to_have_attribute("aria-busy", "true")  # the details are missed by now, too
    assert marks.count() == before
    host.comes(town)
    press(opened, "Try again")
    expect(opened.locator(".tl-mark[data-id='bill-dies']")).to_have_count(0)
    all_is_well(opened)


def test_a_search_while_the_server_is_away_says_so_and_is_answered_later(opened: Page, host: Host, town: Any) -> None:
    host.goes()
    opened.fill("#search-field", "night riders")
    expect(opened.locator(".search .said")).to_contain_text("not answered")
    expect(line(opened)).to_contain_text(f"{AWAY} Nothing can be looked up.")
    host.comes(town)
    press(opened, "Try again")
    expect(opened.locator("#search-list [role=option]").first).to_contain_text("Night riders")
    all_is_well(opened)


def test_the_export_dialog_says_it_within_reach(opened: Page, host: Host, town: Any) -> None:
    host.goes()
    opened.click("#export-button")
    expect(opened.locator(".take-about")).to_have_text(AWAY)
    expect(opened.locator("dialog.take #server-line")).to_contain_text(f"{AWAY} No file can be made now.")
    expect(opened.locator(".take-go")).to_be_disabled()
    host.comes(town)
    press(opened, "Try again")
    expect(opened.locator(".take-go")).to_be_enabled()
    expect(opened.locator(".take-pages img").first).to_be_attached()
    all_is_well(opened)
    opened.keyboard.press("Escape")
    expect(opened.locator("body > #server-line")).to_be_attached()


def test_a_page_that_is_older_than_the_data_takes_nothing_of_them_in(
    opened: Page, host: Host, other_town: Landscape
) -> None:
    host.goes()
    host.comes(other_town)
    chronicle = opened.locator("#chronicle").inner_text()
    pick(opened, "resolution-2000")
    expect(line(opened)).to_contain_text(CHANGED)
    expect(titles(opened)).to_have_count(0)
    leave_out(opened, "lanes", "state")
    opened.fill("#search-field", "assembly")
    until(opened, "document.querySelectorAll('#search-list [role=option]').length === 0")
    assert opened.locator("#chronicle").inner_text() == chronicle
    assert "Riverton Assembly" not in opened.locator("body").inner_text()
    press(opened, "Show the new data")
    ready(opened)
    expect(titles(opened)).to_have_text("Council favours buses")
    expect(opened.locator("#details")).to_contain_text("Riverton Assembly")
    all_is_well(opened)


def test_the_line_can_be_left_by_keyboard_and_moves_nothing(opened: Page, host: Host) -> None:
    places = "['timeline', 'network', 'details'].map((id) => document.getElementById(id).getBoundingClientRect().y)"
    host.goes()
    opened.locator("#export-button").focus()
    opened.evaluate("void door.go({ lanes: 'city' })")
    expect(opened.locator("section.chips")).to_be_visible()  # it comes with the input, the line later
    before = opened.evaluate(places)
    expect(line(opened)).to_contain_text(AWAY)
    assert opened.evaluate(places) == before
    expect(opened.locator("#details")).not_to_have_attribute("aria-busy", "true")  # the details are missed by now, too
    opened.keyboard.press("Shift+Tab")
    line(opened).get_by_role("button", name="Dismiss").focus()
    opened.keyboard.press("Enter")
    all_is_well(opened)
    assert opened.evaluate("document.activeElement !== document.body")


def held(page: Page, answers: list[Route]) -> None:
    """Keeps the questions for details back until a test lets them go."""
    page.route("**/_dash-update-component*", lambda route: answers.append(route))


def test_details_on_their_way_are_named_in_a_column_that_keeps_its_height(opened: Page) -> None:
    answers: list[Route] = []
    held(opened, answers)
    height = opened.locator("#details").bounding_box()
    pick(opened, "bill-dies")
    expect(opened.locator("#details")).to_contain_text("Fetching the details of Bill dies …")
    expect(opened.locator("#details")).to_have_attribute("aria-busy", "true")
    expect(titles(opened)).to_have_count(0)
    until_held(opened, answers, 1)
    assert (opened.locator("#details").bounding_box() or {})["height"] >= (height or {})["height"]
    opened.evaluate(SEEN)
    answers[0].continue_()
    expect(titles(opened)).to_have_text("Bus bill dies")
    expect(opened.locator("#details")).not_to_have_attribute("aria-busy", "true")
    until(opened, "seen.size")  # a frame has been drawn since
    assert opened.evaluate("[...seen]") == ["Bus bill dies"], "the old ones are not seen again before the new are drawn"


def test_an_answer_that_is_late_does_not_stand_for_the_record_picked_since(opened: Page) -> None:
    answers: list[Route] = []
    held(opened, answers)
    pick(opened, "bill-dies")
    until_held(opened, answers, 1)
    pick(opened, "resolution-2000")
    until_held(opened, answers, 2)
    answers[0].continue_()
    expect(opened.locator("#details")).to_contain_text("Fetching the details of 2000 resolution …")
    expect(titles(opened)).to_have_count(0)
    answers[1].continue_()
    expect(titles(opened)).to_have_text("Council favours buses")


SEEN = """() => {
  window.seen = new Set();
  const look = () => {
    for (const title of document.querySelectorAll("#details .record-title"))
      if (title.getClientRects().length) seen.add(title.textContent);
    requestAnimationFrame(look);
  };
  look();
}"""
"""Notes whose details can be seen, frame by frame."""


def until_held(page: Page, answers: list[Route], many: int) -> None:
    while len(answers) < many:
        page.wait_for_timeout(20)


@pytest.mark.parametrize(("theme", "width"), swept([("light", 1440), ("dark", 390)], often=[("light", 1440)]))
def test_axe_finds_no_violation_where_the_server_is_away(opened: Page, host: Host, theme: Any, width: int) -> None:
    opened.emulate_media(color_scheme=theme, reduced_motion="reduce")
    opened.set_viewport_size({"width": width, "height": 844})
    host.goes()
    pick(opened, "bill-dies")
    expect(line(opened)).to_contain_text(AWAY)
    assert broken_rules(opened, ["#server-line", "#details"]) == []
    assert opened.evaluate("document.documentElement.scrollWidth") <= width
