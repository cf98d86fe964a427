"""Ten things that one comes to find out: each is answered in a window of 1440 by 900, without scrolling the page, in at
most four clicks; what is typed into a field counts as one.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.acts import viewed
from tests.browser.conftest import Staying, until

MOST = 4

IN_WINDOW = """([area, words]) => {
  const shown = [...document.querySelectorAll(area)].filter((one) => one.getClientRects().length);
  const walked = shown.flatMap((one) => {
    const walker = document.createTreeWalker(one, NodeFilter.SHOW_TEXT), found = [], range = document.createRange();
    while (walker.nextNode()) {
      range.selectNodeContents(walker.currentNode);
      const seen = [...range.getClientRects()].some(({ left, right, top, bottom, width }) => {
        if (!width || left < 0 || right > innerWidth + 1 || top < 0 || bottom > innerHeight) return false;
        if (getComputedStyle(walker.currentNode.parentElement).visibility === "hidden") return false;
        const box = walker.currentNode.parentElement.closest("#details, .tl-box, .picture")?.getBoundingClientRect();
        return !box || (bottom > box.top && top < box.bottom);
      });
      if (seen) found.push(walker.currentNode.data);
    }
    return found;
  });
  const text = walked.join(" ").replace(/\\s+/g, " ");
  return words.filter((word) => !text.includes(word));
}"""
"""Which of some words do not stand in the window, inside parts of the page."""

PANEL, NETWORK, TIMELINE = "#details .told:not([hidden])", "#network", "#timeline"


class Reader:
    """Somebody with a question; counts what it took."""

    def __init__(self, staying: Staying) -> None:
        self.page = staying.come()
        self.clicks = 0

    def clicks_on(self, what: Locator, **how: object) -> None:
        self.clicks += 1
        what.click(**how)  # type: ignore[arg-type]

    def types(self, field: str, words: str, first: str) -> None:
        """Types into a field and takes with Enter what it offers first."""
        self.clicks += 1
        self.page.fill(field, words)
        box = self.page.locator(".search-box", has=self.page.locator(field))
        expect(box.locator(".hit b").first).to_have_text(first)
        self.page.press(field, "Enter")

    def asks(self, question: str) -> None:
        self.clicks_on(self.page.locator(f"{PANEL} .questions a", has_text=question))

    def is_told(self, title: str) -> None:
        expect(self.page.locator(f"{PANEL} .record-title").last).to_have_text(title)

    def reads(self, area: str, *words: str) -> None:
        """Those words stand in that part of the window, soon."""
        until(self.page, f"(given) => ({IN_WINDOW})(given).length === 0", [area, list(words)])

    def sees_drawn(self, *ids: str) -> None:
        """The nodes of some records stand in the network, in colour."""
        expect(self.page.locator("#network-summary")).to_contain_text("ties drawn")
        for id in ids:
            expect(self.page.locator(f"#network .picture:visible .node.lit[data-id='{id}']")).to_be_in_viewport()


@pytest.fixture
def reader(staying: Staying) -> Iterator[Reader]:
    reader = Reader(staying)
    yield reader
    assert reader.clicks <= MOST
    assert reader.page.evaluate("scrollY") == 0


def test_who_signed_the_july_2025_order_and_what_it_forbids(reader: Reader) -> None:
    reader.asks("Who signed “July 2025 order”?")
    reader.is_told("July 2025 order signed")
    reader.sees_drawn("tim-keller", "july-2025-order-signed")
    reader.reads(NETWORK, "Tim Keller", "signed")
    reader.reads(PANEL, "What it provides", "may not be used to assist federal civil immigration enforcement")


def test_what_became_of_hb_9(reader: Reader) -> None:
    reader.types("#search-field", "HB 9", "Immigrant Safety Act (2025)")
    reader.is_told("Immigrant Safety Act (2025)")
    reader.reads(PANEL, "died 22 March 2025", "became law")


def test_whom_joaquin_baca_is_tied_to(reader: Reader) -> None:
    reader.types("#search-field", "Joaquin Baca", "Joaquin Baca")
    reader.is_told("Joaquin Baca")
    reader.sees_drawn("joaquin-baca", "july-2025-order-signed")
    caption = reader.page.locator("#network-summary").inner_text().split()
    assert caption[0] == caption[2], "every tie is drawn"
    reader.reads(PANEL, "July 2025 order", "Council legislation")


def test_how_donald_trump_and_tim_keller_are_connected(reader: Reader) -> None:
    reader.types("#search-field", "Donald Trump", "Donald Trump")
    reader.is_told("Donald Trump")
    reader.types("#ask-field", "Tim Keller", "Tim Keller")
    reader.reads(PANEL, "Donald Trump", "signed", "EO 14287", "opposes", "Tim Keller")


def test_what_is_still_open(reader: Reader) -> None:
    reader.asks("What is planned or still open?")
    expect(reader.page.locator("#timeline .tl-mark:not(.hollow, .ghost)")).to_have_count(0)
    reader.reads(TIMELINE, "scheduled")
    reader.reads("#shown", "3 statuses")


def test_what_was_known_on_1_august_2025(reader: Reader) -> None:
    reader.clicks_on(reader.page.locator("details.asof-day > summary"))
    reader.clicks += 1
    reader.page.fill("#asof-date", "2025-08-01")
    viewed(reader.page, "at=2025-08-01")
    reader.clicks_on(reader.page.locator(".asof-day .segment", has_text="as it was known"))
    viewed(reader.page, "at=2025-08-01&clock=known")
    reader.reads("#shown, .bar", "1 August 2025")
    shown = reader.page.eval_on_selector_all("#timeline .tl-mark", "marks => marks.map((one) => one.dataset.id)")
    assert "july-2025-order-signed" in shown
    assert not {"hb-9-2026-signed", "ordinance-introduced"} & set(shown)
    reader.reads(TIMELINE, "July 2025 order")


def test_where_sources_contradict_each_other(reader: Reader) -> None:
    reader.asks("Where do sources contradict each other?")
    reader.is_told("Where sources contradict")
    reader.reads(PANEL, "Sources contradict", "contradicted")


def test_which_events_touch_ice(reader: Reader) -> None:
    reader.types("#search-field", "ICE", "ICE")
    reader.is_told("ICE")
    reader.sees_drawn("ice", "july-2025-order-signed")
    caption = reader.page.locator("#network-summary").inner_text().split()
    assert caption[0] == caption[2], "every tie is drawn"
    reader.reads(PANEL, "July 2025 order")


def test_tim_keller_and_the_council_compared(reader: Reader) -> None:
    reader.types("#search-field", "Tim Keller", "Tim Keller")
    reader.is_told("Tim Keller")
    reader.types("#compare-field", "City Council", "City Council")
    reader.reads(PANEL, "Tim Keller", "City Council", "R-18-7")
    reader.reads("#network-summary", "both shared")


def test_only_the_city_in_2025(reader: Reader) -> None:
    page = reader.page
    reader.clicks_on(page.locator("details.filters > summary"))
    reader.clicks_on(page.locator("[data-none=lanes]"))
    reader.clicks_on(page.locator("fieldset[data-part=lanes] label", has_text="City").first)
    viewed(page, "lanes=city")  # the row of chips has moved the pictures
    reader.clicks += 1
    strip = page.locator("#density .dn-strip").bounding_box()
    assert strip
    years = page.eval_on_selector_all(
        "#density .dn-year", "(all) => all.map((one) => [Number(one.textContent), one.getBoundingClientRect().left])"
    )
    (first, x), (last, end) = years[0], years[-1]
    x_of = lambda year: x + (year - first) * (end - x) / (last - first)  # noqa: E731
    page.mouse.move(x_of(2025) + 1, strip["y"] + 6)
    page.mouse.down()
    page.mouse.move(x_of(2026) - 1, strip["y"] + 6, steps=8)
    page.mouse.up()
    until(page, "() => document.documentElement.dataset.view.includes('lanes=city')")
    reader.reads(TIMELINE, "July 2025 order")
