"""The page in windows of any width: nothing overlaps, is too small to read or scrolls sideways; no rule is broken."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import Watched, settled


@pytest.mark.parametrize(
    ("theme", "query"), [("light", ""), ("dark", "?sel=tim-keller")], ids=["nothing selected", "details open"]
)
def test_axe_finds_no_violation(watched: Watched, theme: str, query: str) -> None:
    watched.page.emulate_media(color_scheme=theme, reduced_motion="reduce")  # type: ignore[arg-type]
    page = watched.open(query)
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = Axe().run(page, options={"runOnly": tags, "resultTypes": ["violations"]})
    assert found.violations_count == 0, found.generate_report()


OVERLAPS = """() => {
  const shows = (one) => one.getClientRects().length && getComputedStyle(one).visibility !== "hidden";
  const seen = (selector) => [...document.querySelectorAll(selector)].filter(shows)
    .map((one) => ({ name: one.textContent, box: one.getBoundingClientRect() }))
    .filter((one) => one.name && one.box.width > 0);
  const meet = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
  const pairs = (all) => all.flatMap((a, i) => all.slice(i + 1)
    .filter((b) => meet(a.box, b.box)).map((b) => a.name + " / " + b.name));
  const labels = seen("#timeline-graph .tl-label text");
  const nodes = seen("svg.network .node .label, svg.network .node .when");
  return { labels: labels.length, nodes: nodes.length, overlaps: [...pairs(labels), ...pairs(nodes)] };
}"""


@pytest.mark.parametrize("query", ["", "?sel=tim-keller", "?axis=true"])
def test_no_two_labels_overlap(watched: Watched, query: str) -> None:
    page = watched.open(query)
    for width in (1440, 1024, 390):
        page.set_viewport_size({"width": width, "height": 900})
        settled(page)
        page.wait_for_selector("svg.network .node:visible")
        measured = page.evaluate(OVERLAPS)
        assert measured["overlaps"] == [], width
        assert measured["labels"] >= 5
        assert measured["nodes"] >= 10


def test_nothing_scrolls_sideways(watched: Watched) -> None:
    page = watched.open("?sel=july-2025-order-signed")
    for width in (1440, 1024, 768, 390, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_on_a_phone_the_chronicle_comes_first_and_a_finger_scrolls_the_page(watched: Watched) -> None:
    watched.page.set_viewport_size({"width": 390, "height": 844})
    page = watched.open()
    top = {id: page.locator(f"#{id}").bounding_box() for id in ("chronicle", "details", "network", "timeline")}
    order = sorted(top, key=lambda id: (top[id] or {"y": 0})["y"])
    assert order == ["chronicle", "details", "network", "timeline"]
    assert "pan-y" in page.evaluate("getComputedStyle(document.querySelector('svg.timeline')).touchAction")
    assert "pan-y" in page.evaluate("getComputedStyle(document.querySelector('.narrow-only svg.network')).touchAction")


SMALLEST = """() => {
  const shown = [...document.querySelectorAll("svg.network text, #timeline-graph text, main p, main a, main span")]
    .filter((one) => one.getClientRects().length && one.textContent.trim());
  const size = (one) => parseFloat(getComputedStyle(one).fontSize);
  const scale = (svg) => (svg ? svg.getBoundingClientRect().width / svg.viewBox.baseVal.width : 1);
  return Math.min(...shown.map((one) => size(one) * scale(one.closest("svg.network"))));
}"""


def test_no_type_is_smaller_than_ten_and_a_half_pixels(watched: Watched) -> None:
    page = watched.open()
    for width in (1440, 1024, 768, 390):
        page.set_viewport_size({"width": width, "height": 900})
        settled(page)
        assert page.evaluate(SMALLEST) >= 10.4, width
