"""The timeline as a browser draws it: nothing on top of anything, at any width and zoom; by keyboard and by finger."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Watched, until
from tests.views.test_timeline_labels import EXAMPLES, same

SCRIPTS = Path(__file__).resolve().parents[2] / "assets"

COLLISIONS = """() => {
  const graph = document.querySelector("#timeline-graph");
  const seen = (...selectors) => [...graph.querySelectorAll(selectors.join())].map((part) => {
    const { left, right, top, bottom } = part.getBoundingClientRect();
    const group = part.closest("[data-id]");
    const name = group ? group.dataset.id : part.textContent;
    return { name, l: left + 1, r: right - 1, t: top + 1, b: bottom - 1 };
  }).filter((box) => box.r > box.l && box.b > box.t);
  const plot = graph.querySelector(".nsewdrag").getBoundingClientRect();
  const clipped = (box) => ({ ...box, l: Math.max(box.l, plot.left), r: Math.min(box.r, plot.right) });
  const word = (kind) => `.tl-word-${kind} text`;
  const labels = seen(".tl-label .annotation-text");
  const drawn = seen(".tl-mark:not(.ghost)", ".tl-whisker", ".tl-bar", ".tl-fade").map(clipped);
  const marks = drawn.filter((box) => box.r > box.l);
  const around = seen(...["cut-words", "cut-title", "asof", "lane", "more"].map(word));
  const head = seen(".xtick text", ...["year", "span", "cut-title"].map(word));
  const { meta, frame } = explorer.timeline;
  const at = (units, inside) => plot.left + frame.px(units) + inside;
  const high = { t: plot.top, b: plot.bottom };
  const cuts = meta.cuts.map((cut) => ({ name: cut.words, l: at(cut.x0, 1), r: at(cut.x1, -1), ...high }));
  const meet = ([a, b]) => a.l < b.r && b.l < a.r && a.t < b.b && b.t < a.b;
  const pairs = (many) => many.flatMap((a, i) => many.slice(i + 1).map((b) => [a, b]));
  const each = (ones, others) => ones.flatMap((a) => others.map((b) => [a, b]));
  const others = [...marks, ...around, ...cuts];
  const all = [pairs(labels), each(labels, others), pairs(head), pairs(around), each(around, marks)];
  return { labels: labels.length, found: all.flat().filter(meet).map(([a, b]) => a.name + " on " + b.name) };
}"""


def settled(page: Page) -> None:
    """Waits until the picture has been placed for the present width and is still."""
    until(
        page,
        """() => {
          const { gd, frame } = explorer.timeline;
          const range = gd._fullLayout.xaxis.range;
          const key = JSON.stringify([gd.clientWidth, range, gd._fullLayout.height]);
          const calm = window.lastKey === key && frame.width === gd.clientWidth && frame.from === range[0];
          window.lastKey = key;
          return calm;
        }""",
        every=150,
    )


def collisions(page: Page) -> list[str]:
    settled(page)
    drawn = page.evaluate(COLLISIONS)
    assert drawn["labels"] > 5
    found: list[str] = drawn["found"]
    return found


@pytest.mark.parametrize("width", [1440, 1024, 768, 390, 320])
def test_nothing_is_written_on_top_of_anything(watched: Watched, width: int) -> None:
    watched.page.set_viewport_size({"width": width, "height": 900})
    assert collisions(watched.open()) == []


def test_nothing_is_written_on_top_of_anything_on_the_true_axis_and_zoomed(watched: Watched) -> None:
    page = watched.open("?axis=true")
    assert collisions(page) == []
    page.evaluate("explorer.timelineZoom('in'), 0")
    assert collisions(page) == []
    page.evaluate("explorer.timelineAxis('folded')")
    assert collisions(page) == []
    page.evaluate("explorer.timelineZoom('in'), 0")
    assert collisions(page) == []


def test_zooming_the_true_axis_keeps_it_true(watched: Watched) -> None:
    page = watched.open("?axis=true")
    settled(page)
    page.evaluate("explorer.timelineZoom('in'), 0")
    settled(page)
    assert page.evaluate("explorer.timeline.gd.layout.meta.cuts") == []


def test_labels_are_placed_again_when_the_window_changes(watched: Watched) -> None:
    page = watched.open()
    wide = page.evaluate("explorer.timeline.frame.plot")
    page.set_viewport_size({"width": 700, "height": 900})
    until(page, "before => explorer.timeline.frame.plot < before - 300", arg=wide)
    assert collisions(page) == []


def test_the_script_places_the_table_of_examples_as_python_does(page: Page) -> None:
    page.goto("about:blank")
    page.add_script_tag(path=SCRIPTS / "47-timeline-labels.js")
    for name, example in json.loads(EXAMPLES.read_text(encoding="utf-8")).items():
        placed: Any = page.evaluate("sheet => explorer.placeLabels(sheet)", example["sheet"])
        assert same(placed, example["placement"]), name


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.dataset.id || document.activeElement.tagName"))


def test_one_tab_stop_and_arrows_walk_in_time_and_between_lanes(watched: Watched) -> None:
    page = watched.open()
    settled(page)
    assert page.locator("#timeline-graph .tl-mark[tabindex='0']").count() == 1
    page.locator("#timeline-graph .tl-mark[tabindex='0']").focus()
    page.keyboard.press("Home")
    order = page.evaluate("explorer.timeline.meta.marks.map(mark => mark.id)")
    lanes = page.evaluate("Object.fromEntries(explorer.timeline.meta.marks.map(mark => [mark.id, mark.lane]))")
    assert focused(page) == order[0]
    page.keyboard.press("ArrowRight")
    assert focused(page) == order[1]
    page.keyboard.press("End")
    assert focused(page) == order[-1]
    page.keyboard.press("ArrowUp")
    assert lanes[focused(page)] != lanes[order[-1]]


def test_the_keyboard_reaches_what_the_zoom_has_left_outside(watched: Watched) -> None:
    page = watched.open()
    page.evaluate("explorer.timelineZoom('in'), 0")
    settled(page)
    page.evaluate("explorer.timelineZoom('in'), 0")
    settled(page)
    first = page.evaluate("explorer.timeline.meta.marks[0].id")
    page.locator("#timeline-graph .tl-mark[tabindex]:visible").last.focus()
    page.keyboard.press("Home")
    until(page, "id => document.activeElement.dataset.id === id", arg=first)


def test_zooming_does_not_make_the_page_jump(watched: Watched) -> None:
    page = watched.open()
    settled(page)
    before = page.locator("#timeline-graph").bounding_box()
    page.evaluate("explorer.timelineZoom('in'), 0")
    settled(page)
    after = page.locator("#timeline-graph").bounding_box()
    assert before and after and after["height"] >= before["height"] - 1


def test_painting_a_selection_takes_less_than_a_frame(watched: Watched) -> None:
    page = watched.open()
    settled(page)
    spent = page.evaluate(
        "['july-2025-order-signed', 'tim-keller', ''].map(id => (explorer.select(id), explorer.timeline.painting))"
    )
    assert max(spent) < 16


def test_a_finger_scrolls_the_page_through_the_timeline(browser: Browser, albuquerque: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 700}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(albuquerque)
    page.wait_for_selector("#timeline-graph.tl-ready")
    settled(page)
    page.locator("#timeline-graph").scroll_into_view_if_needed()
    box = page.locator("#timeline-graph .nsewdrag").bounding_box()
    assert box
    start = {"x": box["x"] + 60, "y": max(box["y"], 0) + 160}
    before = page.evaluate("scrollY")
    finger = context.new_cdp_session(page)
    finger.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [start]})
    for step in range(1, 11):
        moved = {"x": start["x"], "y": start["y"] - 12 * step}
        finger.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [moved]})
        page.wait_for_timeout(16)
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    until(page, "before => scrollY > before + 50", arg=before)
    context.close()
