"""The page “About the data” as a browser shows it: for every eye, on every width, and out of it to a record."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.acts import broken_rules, opened_menu
from tests.browser.conftest import Watched
from tests.sweeps import swept

THEME = """document.documentElement.dataset.theme
  || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")"""


@pytest.fixture
def about(watched: Watched) -> Iterator[Page]:
    watched.page.goto(f"{watched.address}/about")
    yield watched.page


def unfold(page: Page) -> None:
    page.evaluate("() => document.querySelectorAll('main details').forEach((part) => (part.open = true))")
    assert page.locator("main details:not([open])").count() == 0


SHORTENED = (
    "() => document.querySelectorAll('main :is(li, tr, .record-boxes):nth-child(n + 4)').forEach((one) => one.remove())"
)
"""Leaves of each list and table what is enough to try its rules: the rest is like it."""


@pytest.mark.parametrize("whole", swept([False, True], often=[False]), ids=["shortened", "whole"])
def test_axe_finds_no_violation_with_everything_unfolded(about: Page, whole: bool) -> None:
    about.emulate_media(color_scheme="dark", reduced_motion="reduce")
    about.set_viewport_size({"width": 390, "height": 900})
    unfold(about)
    if not whole:
        about.evaluate(SHORTENED)
    assert broken_rules(about) == []


def test_nothing_scrolls_sideways(about: Page) -> None:
    unfold(about)
    for width in (320, 390, 800, 1440):
        about.set_viewport_size({"width": width, "height": 900})
        assert about.evaluate("document.documentElement.scrollWidth") <= width


def test_a_disagreement_leads_to_its_record(about: Page) -> None:
    record = about.locator("#contested h3 a").first
    name = record.inner_text()
    record.click()
    about.wait_for_selector("#details-body .differ")
    assert "sel=" in about.url
    expect(about.locator("#details-body .differ").first).to_contain_text("Sources contradict")
    about.go_back()
    expect(about.locator("#contested h3 a").first).to_have_text(name)


def test_a_citation_leads_to_its_source_on_the_page(about: Page) -> None:
    cite = about.locator("#contested sup a").first
    number = cite.inner_text()
    cite.click()
    expect(about.locator("tr:target td").first).to_have_text(number)


def test_a_finding_unfolds_by_keyboard_and_leads_to_a_record(about: Page) -> None:
    fold = about.locator("#findings summary").first
    fold.focus()
    about.keyboard.press("Enter")
    link = about.locator("#findings details[open] li a").first
    expect(link).to_be_visible()
    expect(link).to_have_attribute("href", re.compile(r"^\./\?sel="))


def test_the_theme_chosen_on_one_page_holds_on_the_other(watched: Watched) -> None:
    page = watched.open()
    before = page.evaluate(THEME)
    opened_menu(page.locator("details.help"))
    for _ in range(2):
        page.click("#theme-button")
    page.keyboard.press("Escape")
    page.click(".peek a:has-text('About the data')")
    page.wait_for_selector("#contested")
    assert page.evaluate(THEME) != before
    page.click("text=Back to the explorer >> nth=0")
    page.wait_for_selector("#timeline-graph .tl-mark")
    assert page.evaluate(THEME) != before


def test_without_scripts_the_whole_page_is_there(browser, albuquerque: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{albuquerque}/about")
    assert page.locator("section h2").count() == 5
    assert page.locator("#contested .differ").count() > 10
    context.close()
