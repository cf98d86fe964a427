"""The page in windows of any width: nothing overlaps, is too small to read or scrolls sideways."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from explorer.page.assets import sent_style, style
from tests.browser.conftest import NARROW, Staying, Watched, settled, until
from tests.bundled import ties
from tests.sweeps import swept

OVERLAPS = """() => {
  const shows = (one) => one.getClientRects().length && getComputedStyle(one).visibility !== "hidden";
  const seen = (selector) => [...document.querySelectorAll(selector)].filter(shows)
    .map((one) => ({ name: one.textContent, box: one.getBoundingClientRect(), of: one.closest("[data-id]") }))
    .filter((one) => one.name && one.box.width > 0);
  const meet = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
  const pairs = (all) => all.flatMap((a, i) => all.slice(i + 1)
    .filter((b) => a.of !== b.of && meet(a.box, b.box)).map((b) => a.name + " / " + b.name));
  const labels = seen("#timeline-graph .tl-label text");
  const nodes = seen("svg.network .node .label, svg.network .node .when");
  return { labels: labels.length, nodes: nodes.length, overlaps: [...pairs(labels), ...pairs(nodes)] };
}"""


def turned_to(page: Page, tab: str) -> None:
    """Turns to a part of a small window; a large one has all of them."""
    button = page.locator(f".tabs button[data-tab={tab}]")
    if button.is_visible():
        button.click()


@pytest.mark.parametrize("query", ["", "?sel=tim-keller", "?axis=true"])
def test_no_two_labels_overlap(staying: Staying, query: str) -> None:
    page = staying.come(query)
    for width in (1440, 1024, 390):
        page.set_viewport_size({"width": width, "height": 900})
        settled(page)
        measured = page.evaluate(OVERLAPS)
        assert measured["overlaps"] == [], width
        assert measured["labels"] >= 5
        turned_to(page, "network")
        page.wait_for_selector("svg.network .node:visible, .spine li:visible")
        measured = page.evaluate(OVERLAPS)
        assert measured["overlaps"] == [], width
        assert measured["nodes"] >= 10 or page.locator(".spine li:visible").count() >= 10
        turned_to(page, "timeline")


def test_nothing_scrolls_sideways(staying: Staying) -> None:
    page = staying.come("?sel=july-2025-order-signed")
    for width in (1440, 1024, 768, 390, 320):
        page.set_viewport_size({"width": width, "height": 800})
        settled(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


SEEN = """(selectors) => selectors.filter((selector) => {
  const one = document.querySelector(selector);
  if (!one) return true;
  const { left, right, top, bottom } = one.getBoundingClientRect();
  return !(right > left && bottom > top && right > 0 && left < innerWidth && bottom > 0 && top < innerHeight);
})"""
"""Which of some things show nothing of themselves in the window."""


@pytest.mark.parametrize(
    ("width", "height"), swept([(1920, 1080), (1440, 900), (1280, 720), (1024, 768)], often=[(1440, 900), (1024, 768)])
)
def test_after_a_pick_the_mark_the_node_with_its_ties_and_the_record_are_in_the_window(
    staying: Staying, width: int, height: int
) -> None:
    staying.page.set_viewport_size({"width": width, "height": height})
    page = staying.come()
    page.evaluate("scrollTo(0, 600)")
    page.evaluate("door.select('july-2025-order-signed')")
    expect(page.locator("#details .record-title")).to_have_text("July 2025 order signed")
    expect(page.locator("#network-summary")).to_contain_text(f"{ties('july-2025-order-signed')} ties drawn")
    shown = ["#timeline-graph .tl-mark.sel", "#network .picture:not([hidden]) .node.sel", "#details .record-title"]
    shown[1] = f".size-{[1920, 1440, 1280, 1024].index(width) + 1} .node.sel"
    assert page.evaluate(SEEN, shown) == []
    assert page.evaluate("scrollY") == 0
    assert page.evaluate(
        """() => { const box = document.querySelector("#details .panel-head").getBoundingClientRect();
        return box.bottom <= innerHeight; }"""
    )


CLEAR = """() => {
  const mark = document.querySelector("#timeline-graph .tl-mark.sel").getBoundingClientRect();
  return mark.bottom > 0 && mark.bottom <= document.getElementById("details").getBoundingClientRect().top;
}"""
"""Whether the sheet does not lie over what was picked."""


def test_on_a_phone_one_part_shows_at_a_time_and_a_pick_opens_its_sheet_over_the_picture(watched: Watched) -> None:
    watched.page.set_viewport_size({"width": 390, "height": 844})
    page = watched.open()
    for tab, others in (("timeline", ("network", "chronicle")), ("network", ("timeline", "chronicle"))):
        page.click(f".tabs button[data-tab={tab}]")
        expect(page.locator(f"#{tab}")).to_be_visible()
        expect(page.locator(f".tabs button[data-tab={tab}]")).to_have_attribute("aria-pressed", "true")
        for other in others:
            expect(page.locator(f"#{other}")).to_be_hidden()
    expect(page.locator(NARROW)).to_be_visible()
    assert "pan-y" in page.evaluate(f"getComputedStyle(document.querySelector('{NARROW}')).touchAction")
    page.click(".tabs button[data-tab=chronicle]")
    page.locator("#chronicle .title a[data-id='eo-14287-signed']").click()
    expect(page.locator("#details .record-title")).to_have_text("EO 14287 signed")
    until(page, CLEAR)
    assert page.evaluate(SEEN, ["#timeline-graph .tl-mark.sel", "#details .record-title"]) == []
    assert "pan-y" in page.evaluate("getComputedStyle(document.querySelector('svg.timeline')).touchAction")


SMALLEST = """() => {
  const shown = [...document.querySelectorAll("svg.network text, #timeline-graph text, main p, main a, main span")]
    .filter((one) => one.getClientRects().length && one.textContent.trim());
  const size = (one) => parseFloat(getComputedStyle(one).fontSize);
  const scale = (svg) => (svg ? svg.getBoundingClientRect().width / svg.viewBox.baseVal.width : 1);
  return Math.min(...shown.map((one) => size(one) * scale(one.closest("svg.network"))));
}"""


def test_no_type_is_smaller_than_ten_and_a_half_pixels(staying: Staying) -> None:
    page = staying.come()
    for width in (1440, 1024, 768, 390):
        page.set_viewport_size({"width": width, "height": 900})
        settled(page)
        assert page.evaluate(SMALLEST) >= 10.4, width


CUT = """() => ["#timeline-summary", "#network-summary"].filter((line) => {
  const one = document.querySelector(line), head = one.closest("header");
  return one.scrollWidth > one.clientWidth || !one.textContent.trim() || head.scrollHeight > head.clientHeight;
})"""


def test_what_is_counted_above_the_pictures_is_read_whole(staying: Staying) -> None:
    page = staying.come("?sel=eo-14287-signed")
    for width in (1024, 1200, 1366, 1440):
        page.set_viewport_size({"width": width, "height": 768})
        settled(page)
        expect(page.locator("#network-summary")).to_contain_text("joined for it")
        assert page.evaluate(CUT) == [], width


CUT_PLACEHOLDERS = """() => [...document.querySelectorAll("input[placeholder]")].filter((field) => {
  const look = getComputedStyle(field), pen = document.createElement("canvas").getContext("2d");
  pen.font = look.font;
  const room = field.clientWidth - parseFloat(look.paddingLeft) - parseFloat(look.paddingRight);
  return field.offsetParent && pen.measureText(field.placeholder).width > room + 1;
}).map((field) => field.placeholder)"""


def test_what_a_field_is_for_is_read_whole(staying: Staying) -> None:
    page = staying.come("?sel=city-council")
    for width in (1920, 1440, 1400, 1280, 1024, 390):
        page.set_viewport_size({"width": width, "height": 844})
        settled(page)
        assert page.evaluate(CUT_PLACEHOLDERS) == [], width


def test_the_styles_that_are_sent_say_what_is_written(page: Page) -> None:
    """Without comments and the space that only people need, every rule is the same to a browser."""
    rules = """(text) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(text);
      return [...sheet.cssRules].map((rule) => rule.cssText.replace(/(?<=,)\\s+/g, "")); // as custom properties keep it
    }"""
    written, sent = (page.evaluate(rules, text) for text in (style(), sent_style()))
    assert len(written) > 500
    assert sent == written
