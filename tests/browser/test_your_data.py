"""The page “Your data”, used: a file dropped, its question answered, a cell mended, the landscape saved and seen."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from explorer.data.load import load_landscape
from explorer.server.live.edited import served_with_data_page
from explorer.server.settings import DEFAULT_SETTINGS
from tests.browser.acts import broken_rules
from tests.browser.conftest import Watched, listening, until
from tests.conftest import SMALL_WORLD
from tests.importing.books import book
from tests.sweeps import swept

ROWS = [
    ["When", "What", "Who", "Level"],
    ["3/4/2024", "Council meets", "Council", "City"],
    ["5/6/2024", "Order signed", "Ana Reyes", "City"],
]
DROP = """([name, text]) => {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)), dragged = new DataTransfer();
  dragged.items.add(new File([bytes], name));
  const drop = new DragEvent("drop", { dataTransfer: dragged, bubbles: true, cancelable: true });
  document.getElementById("data-drop").dispatchEvent(drop);
}"""


@dataclass
class Desk:
    """The data page of a small world in a browser, and where its folders are."""

    page: Page
    address: str
    shelf: Path

    def open(self) -> None:
        self.page.goto(f"{self.address}/data/")
        expect(self.page.locator("html[data-ready='yes']")).to_be_attached()

    def drops(self, name: str, data: bytes) -> None:
        self.page.evaluate(DROP, [name, base64.b64encode(data).decode()])

    def cell(self, row: int, column: str):  # type: ignore[no-untyped-def]
        return self.page.locator(f"#data-grid .ag-row[row-id='{row}'] [col-id='{column}']")

    def writes(self, row: int, column: str, text: str) -> None:
        """By keys alone, from the cell on."""
        self.cell(row, column).click()
        for key in ("Enter", "Control+A"):
            self.page.keyboard.press(key)
        self.page.keyboard.type(text)
        self.page.keyboard.press("Enter")


@pytest.fixture
def desk(context: BrowserContext, tmp_path: Path) -> Iterator[Desk]:
    folder = tmp_path / "riverton"
    folder.mkdir()
    for name, text in SMALL_WORLD.items():
        (folder / name).write_text(text, encoding="utf-8")
    with listening(served_with_data_page(folder, DEFAULT_SETTINGS, local=True)) as address:
        page = context.new_page()
        watched = Watched(page, address)
        yield Desk(page, address, tmp_path)
        assert watched.errors == [] and watched.foreign == []


def test_a_workbook_is_dropped_its_question_answered_a_cell_mended_and_the_landscape_saved_and_seen(desk: Desk) -> None:
    page, said = desk.page, desk.page.locator("#data-said")
    desk.open()
    assert broken_rules(desk.page) == []
    desk.drops("town.xlsx", book(("Timeline", ROWS)))
    expect(said).to_contain_text("One question is open")
    expect(desk.cell(2, "date")).to_have_text("2024-03-04")
    assert broken_rules(desk.page) == []
    page.get_by_role("button", name="day first").click()
    expect(desk.cell(2, "date")).to_have_text("2024-04-03")

    desk.writes(3, "date", "2024-13")
    expect(desk.cell(3, "date")).to_have_class(re.compile(r"\bwrong\b"))
    expect(page.locator("#data-problems")).to_contain_text('"2024-13" is a day that there is not')
    page.get_by_role("button", name="Save as new").click()
    expect(said).to_contain_text("1 problem left; nothing was saved")
    assert [place.name for place in desk.shelf.iterdir()] == ["riverton"]
    assert broken_rules(desk.page) == []

    page.get_by_role("button", name="actors").first.click()
    expect(desk.cell(2, "name")).to_be_visible()
    page.get_by_role("button", name="events row 3, date").click()
    until(page, "() => document.activeElement?.getAttribute('col-id') === 'date'")
    for key in ("Enter", "Control+A"):
        page.keyboard.press(key)
    page.keyboard.type("2024-06")
    page.keyboard.press("Enter")
    expect(page.locator("#data-problems")).to_contain_text("No problem left")

    page.get_by_label("Name of the folder").fill("our-town")
    page.get_by_role("button", name="Save as new").click()
    expect(said).to_contain_text("Saved")
    dates = {event.title: event.date.text for event in load_landscape(desk.shelf / "our-town").events}
    assert dates == {"Council meets": "2024-04-03", "Order signed": "2024-06"}
    page.get_by_role("link", name="Open its page").click()
    expect(page.locator("html[data-ready='yes']")).to_be_attached()
    assert page.url == f"{desk.address}/our-town/" and page.title() == "Town"


def test_what_is_served_is_mended_by_keys_and_the_page_shows_it(desk: Desk) -> None:
    page, said = desk.page, desk.page.locator("#data-said")
    events = desk.shelf / "riverton" / "events.csv"
    events.write_text(events.read_text().replace("2025-03-22", "Mar-25"))
    desk.open()
    page.get_by_role("button", name="Open what is served").press("Enter")
    expect(said).to_contain_text("1 problem to mend")
    page.get_by_role("button", name="Write “2025-03”").press("Enter")
    expect(page.locator("#data-problems")).to_contain_text("No problem left")
    for title in ("Council likes buses", "Council loves buses"):
        desk.writes(2, "title", title)
        expect(page.locator("#data-changes")).to_contain_text("events")
        expect(page.get_by_role("button", name="Undo")).to_be_enabled()
    until(page, "() => !document.querySelector('#data-grid .ag-cell-inline-editing')")
    desk.cell(2, "title").click()
    page.keyboard.press("Control+z")
    expect(desk.cell(2, "title")).to_have_text("Council likes buses")
    page.keyboard.press("Tab")
    until(page, "() => !document.activeElement?.closest('#data-grid')")  # Tab leads out of the grid

    page.reload()  # the draft is still there, in this tab
    expect(desk.cell(2, "title")).to_have_text("Council likes buses")
    page.get_by_role("button", name="Save into “riverton”").click()
    expect(said).to_contain_text("Saved")
    assert load_landscape(desk.shelf / "riverton").events[0].title == "Council likes buses"
    page.get_by_role("link", name="Back to the explorer").click()
    expect(page.locator("html[data-ready='yes']")).to_be_attached()
    expect(page.get_by_text("Council likes buses").first).to_be_attached()


@pytest.mark.parametrize(("width", "theme"), swept([(390, "light"), (1024, "dark")], often=[(390, "light")]))
def test_the_page_fits_and_reads_in_a_small_window_and_in_the_dark(desk: Desk, width: int, theme: Any) -> None:
    page = desk.page
    desk.open()
    page.get_by_role("button", name="Open what is served").click()
    desk.cell(2, "title").wait_for()
    page.get_by_role("button", name="Add a row").click()
    expect(page.locator("#data-problems")).to_contain_text("To mend")
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=theme)
    assert broken_rules(desk.page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
