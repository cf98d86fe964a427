"""A landscape is edited while its page is open: what is saved comes to it, and nothing that stood there is lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from explorer.server.live.served import Served
from explorer.server.live.watching import Watcher
from explorer.server.settings import Settings
from tests.browser.acts import broken_rules
from tests.browser.conftest import listening, ready
from tests.conftest import SMALL_WORLD
from tests.importing.books import book


def save(folder: Path, file: str, old: str, new: str) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def town(tmp_path) -> Path:
    for name in ("riverton", "hillside"):
        (tmp_path / name).mkdir()
        for file, text in SMALL_WORLD.items():
            (tmp_path / name / file).write_text(text, encoding="utf-8")
    return tmp_path / "riverton"


@pytest.fixture
def address(town) -> Iterator[str]:
    watcher = Watcher(Served(town.parent, Settings()))
    with listening(watcher) as address:
        yield f"{address}/riverton/"
    watcher.stop()


def test_what_is_saved_comes_to_the_open_page_and_nothing_there_is_lost(page: Page, town: Path, address: str) -> None:
    page.goto(f"{address}?sel=riders")
    ready(page)
    page.set_viewport_size({"width": 1440, "height": 620})
    page.evaluate("scrollTo(0, 300)")
    details = page.locator("#details")
    save(town, "actors.csv", "People who travel by night.", "Those who travel by night.")
    expect(details).to_contain_text("Those who travel by night.")
    ready(page)
    assert page.url.endswith("/riverton/?sel=riders")
    assert page.evaluate("scrollY") == 300

    save(town, "actors.csv", "riders,Night riders,,community", "riders,Night riders,,commune")
    line = page.locator("#files-line")
    expect(line).to_contain_text("The files as saved last have 1 problem; the page shows the state before.")
    expect(details).to_contain_text("Those who travel by night.")
    assert broken_rules(page, ["#files-line"]) == []

    page.locator("#export-button").click()  # who is in the midst of something is asked
    save(town, "actors.csv", ",commune", ",community")
    save(town, "actors.csv", "Those who travel by night.", "All who travel by night.")
    expect(line).to_be_empty()
    offered = page.locator("#server-line")
    expect(offered).to_contain_text("The data have changed since this page was opened.")
    offered.get_by_role("button", name="Show the new data").click()
    expect(details).to_contain_text("All who travel by night.")


def test_start_page_and_problems_are_accessible_at_any_width(page: Page, town: Path, address: str) -> None:
    save(town, "events.csv", "2025-03-22,state", "soon,state")
    for way in ("../", "problems"):
        page.set_viewport_size({"width": 1440, "height": 844})
        page.goto(f"{address}{way}")
        assert broken_rules(page) == []
        page.emulate_media(color_scheme="dark")
        page.set_viewport_size({"width": 390, "height": 844})
        assert broken_rules(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_what_is_typed_into_a_workbook_comes_to_the_open_page_which_says_how_it_was_read(page: Page, tmp_path) -> None:
    file, rows = tmp_path / "bills.xlsx", [["When", "What", "Who"], ["2024-03-05", "Council votes", "Ana Reyes"]]
    file.write_bytes(book(("Timeline", rows)))
    watcher = Watcher(Served(file, Settings()))
    with listening(watcher) as address:
        page.goto(f"{address}?sel=council-votes")
        ready(page)
        file.write_bytes(book(("Timeline", [*rows, ["2025", "Fares rise", ""]])))
        expect(page.locator("#chronicle")).to_contain_text("Fares rise")
        assert page.url.endswith("?sel=council-votes")
        file.write_bytes(file.read_bytes()[:900])
        expect(page.locator("#files-line")).to_contain_text("bills.xlsx as saved last has 1 problem")
        page.get_by_role("link", name="How bills.xlsx was read").first.click()
        expect(page.get_by_role("heading", name="What was guessed")).to_be_visible()
        for width in (1440, 390):
            page.set_viewport_size({"width": width, "height": 844})
            assert broken_rules(page) == []
            assert page.evaluate("document.documentElement.scrollWidth") <= width
    watcher.stop()
