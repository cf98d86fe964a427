"""The timeline as a browser draws it: nothing on top of anything, at any width and zoom; by keyboard and by finger."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from explorer.data.load import load_landscape
from explorer.page.assets import script
from explorer.timeline.label_input import label_input
from explorer.timeline.labels import place_labels
from explorer.timeline.payload import timeline_payload
from explorer.timeline.scene import timeline_scene
from explorer.timeline.sizes import PHONE, SCREEN, Sizes
from explorer.timeline.svg import timeline_page_svg
from tests.browser.conftest import BUNDLED, DOOR, Watched, until

TIMELINE_ALONE = ("tests/browser/timeline_alone.js", Path(__file__).resolve().parents[2])

COLLISIONS = """() => {
  const graph = document.querySelector("#timeline-graph");
  const { meta, frame, svg } = look().timeline;
  const around0 = svg.getBoundingClientRect();
  const plot = { left: around0.left + frame.left, right: around0.left + frame.right };
  const view = { left: plot.left - 10, right: Math.max(plot.right + 10, around0.right) };
  const seen = (...selectors) => [...graph.querySelectorAll(selectors.join())].map((part) => {
    const { left, right, top, bottom } = part.getBoundingClientRect();
    const group = part.closest("[data-key]");
    const name = group ? group.dataset.key : part.textContent;
    return { name, l: left + 1, r: right - 1, t: top + 1, b: bottom - 1, part };
  }).filter((box) => box.r > box.l && box.b > box.t);
  const clipped = (box) => ({ ...box, l: Math.max(box.l, plot.left), r: Math.min(box.r, plot.right) });
  const inView = (box) => box.l < view.right && box.r > view.left;
  const labels = seen(".tl-label text");
  const drawn = seen(".tl-mark:not(.ghost)", ".tl-whisker", ".tl-bar", ".tl-fade").map(clipped);
  const marks = drawn.filter((box) => box.r > box.l);
  const around = seen(".tl-cut-words", ".tl-cut-title", ".tl-asof-name", ".tl-name", ".tl-more").filter(inView);
  const head = seen(".tl-month", ".tl-year", ".tl-span", ".tl-cut-title", ".tl-note").filter(inView);
  const at = (units, inside) => plot.left + frame.px(units) + inside;
  const high = { t: around0.top, b: around0.bottom };
  const cuts = meta.cuts.map((cut) => ({ name: cut.words, l: at(cut.x0, 1), r: at(cut.x1, -1), ...high }));
  const meet = ([a, b]) => a.l < b.r && b.l < a.r && a.t < b.b && b.t < a.b;
  const pairs = (many) => many.flatMap((a, i) => many.slice(i + 1).map((b) => [a, b]));
  const each = (ones, others) => ones.flatMap((a) => others.map((b) => [a, b]));
  const others = [...marks, ...around, ...cuts];
  const outside = labels.filter((box) => box.l < view.left || box.r > view.right);
  const all = [pairs(labels), each(labels, others), pairs(head), pairs(around), each(around, marks)];
  const found = all.flat().filter(meet).map(([a, b]) => a.name + " on " + b.name);
  return { labels: labels.length, found: [...found, ...outside.map((box) => box.name + " is cut off")] };
}"""


def settled(page: Page) -> None:
    """Waits until the picture has been placed for the present width and nothing glides any more."""
    until(
        page,
        """() => {
          const { box, frame, from } = look().timeline;
          const still = box.getAnimations({ subtree: true }).every((one) => one.playState !== "running");
          return still && frame && frame.width === box.clientWidth && frame.from === from;
        }""",
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


SHOW = "payload => { Object.assign(look().timeline, { from: 0, to: 1000 }); door.take(payload); }"


def payload(axis: str = "folded", rows: str = "lane", size: Sizes = SCREEN, width: float = 1360) -> dict[str, Any]:
    return timeline_payload(timeline_scene(load_landscape(BUNDLED), width, size, axis, rows))  # type: ignore[arg-type]


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("axis", ["folded", "true", "even"])
def test_nothing_is_written_on_top_of_anything_however_events_are_grouped_and_zoomed(
    watched: Watched, axis: str, width: int
) -> None:
    watched.page.set_viewport_size({"width": width, "height": 900})
    page = watched.open()
    for rows in ("lane", "kind", "instrument", "actor"):
        page.evaluate(SHOW, payload(axis, rows))
        assert collisions(page) == [], rows
        for _ in range(3):
            page.evaluate("door.zoom('in'), 0")
            assert collisions(page) == [], rows


@pytest.mark.parametrize(("width", "size"), [(1360, SCREEN), (900, SCREEN), (358, PHONE)])
def test_the_browser_draws_the_very_elements_that_the_server_sent(page: Page, width: int, size: Sizes) -> None:
    """So that the picture does not jump when the script takes over."""
    page.set_viewport_size({"width": width, "height": 900})
    page.set_content(
        '<style>body { margin: 0 } :root { --sans: "Liberation Sans", Arial }</style><div id="timeline-graph"></div>'
    )
    page.add_script_tag(content=script(*TIMELINE_ALONE))
    landscape = load_landscape(BUNDLED)
    for axis in ("folded", "true", "even"):
        for rows in ("lane", "kind", "instrument", "actor"):
            scene = timeline_scene(landscape, width, size, axis, rows)  # type: ignore[arg-type]
            sent = timeline_page_svg(scene, place_labels(label_input(scene)))
            page.evaluate(SHOW, timeline_payload(scene))
            assert page.evaluate(ELEMENTS, sent) == page.evaluate(ELEMENTS, None), (axis, rows)


ELEMENTS = """(markup) => {
  const holder = document.createElement("div");
  if (markup) holder.innerHTML = markup;
  const told = ({ name, value }) => [name, name === "class" ? value.split(" ").sort().join(" ") : value];
  const plain = (node) => node.nodeType === Node.TEXT_NODE ? node.data : [
    node.tagName, [...node.attributes].map(told).filter(([name, value]) => value !== "" && name !== "style").sort(),
    [...node.childNodes].map(plain),
  ];
  return JSON.stringify(plain(holder.firstChild || look().timeline.svg));
}"""


def test_zooming_the_true_axis_keeps_it_true(watched: Watched) -> None:
    page = watched.open("?axis=true")
    settled(page)
    page.evaluate("door.zoom('in'), 0")
    settled(page)
    assert page.evaluate("look().timeline.meta.cuts") == []
    assert page.evaluate("look().timeline.frame.fit") is False


def test_labels_are_placed_again_when_the_window_changes(watched: Watched) -> None:
    page = watched.open()
    wide = page.evaluate("look().timeline.frame.plot")
    page.set_viewport_size({"width": 700, "height": 900})
    until(page, "before => look().timeline.frame.plot < before - 300", arg=wide)
    assert collisions(page) == []


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.dataset.id || document.activeElement.tagName"))


def test_one_tab_stop_and_arrows_walk_in_time_and_between_lanes(watched: Watched) -> None:
    page = watched.open()
    settled(page)
    assert page.locator("#timeline-graph .tl-mark[tabindex='0']").count() == 1
    page.locator("#timeline-graph .tl-mark[tabindex='0']").focus()
    page.keyboard.press("Home")
    order = page.evaluate("look().timeline.meta.marks.map(mark => mark.id)")
    lanes = page.evaluate("Object.fromEntries(look().timeline.meta.marks.map(mark => [mark.id, mark.band]))")
    assert focused(page) == order[0]
    page.keyboard.press("ArrowRight")
    assert focused(page) == order[1]
    page.keyboard.press("End")
    assert focused(page) == order[-1]
    page.keyboard.press("ArrowUp")
    assert lanes[focused(page)] != lanes[order[-1]]


def test_the_keyboard_reaches_what_the_zoom_has_left_outside(watched: Watched) -> None:
    page = watched.open()
    page.evaluate("door.zoom('in'), 0")
    settled(page)
    page.evaluate("door.zoom('in'), 0")
    settled(page)
    first = page.evaluate("look().timeline.meta.marks[0].id")
    page.locator("#timeline-graph .tl-mark").last.focus()
    page.keyboard.press("Home")
    until(page, "id => document.activeElement.dataset.id === id", arg=first)


def test_zooming_does_not_make_the_page_jump(watched: Watched) -> None:
    page = watched.open()
    settled(page)
    before = page.locator("#timeline-graph").bounding_box()
    page.evaluate("door.zoom('in'), 0")
    settled(page)
    after = page.locator("#timeline-graph").bounding_box()
    assert before and after and after["height"] >= before["height"] - 1


def test_painting_a_selection_takes_less_than_a_frame(watched: Watched) -> None:
    page = watched.open()
    settled(page)
    spent = page.evaluate(
        "['july-2025-order-signed', 'tim-keller', ''].map(id => (door.select(id), look().timeline.painting))"
    )
    assert max(spent) < 16


def dragged(page: Page, across: float) -> None:
    box = page.locator("#timeline-graph svg.timeline").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + 20
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + across, y, steps=6)
    page.mouse.up()


def test_a_zoomed_picture_is_dragged_and_a_drag_selects_nothing(watched: Watched) -> None:
    page = watched.open()
    dragged(page, -200)
    assert page.evaluate("look().timeline.from") == 0, "there is nowhere to go while everything is shown"
    page.evaluate("door.show(300, 600)")
    dragged(page, -200)
    settled(page)
    moved = page.evaluate("(look().timeline.from - 300) * look().timeline.frame.scale")
    assert abs(moved - 200) < 3
    assert "sel=" not in page.url
    assert collisions(page) == []


def test_the_wheel_zooms_with_ctrl_around_the_pointer_and_scrolls_the_page_without(watched: Watched) -> None:
    page = watched.open()
    settled(page)
    mark = page.locator("#timeline-graph .tl-mark.look-1.key").first
    before = mark.bounding_box()
    assert before
    page.mouse.move(before["x"] + 6, before["y"] + 6)
    page.mouse.wheel(0, 50)
    until(page, "scrollY > 30")
    page.mouse.wheel(0, -50)
    until(page, "scrollY === 0")
    page.keyboard.down("Control")
    page.mouse.wheel(0, -120)
    page.keyboard.up("Control")
    until(page, "look().timeline.to - look().timeline.from < 900")
    after = mark.bounding_box()
    assert after and abs(after["x"] - before["x"]) < 3


def test_names_without_room_are_counted_and_the_count_zooms_in_to_them(watched: Watched) -> None:
    page = watched.open()
    more = page.get_by_role("button", name="more: City")
    band = int(more.get_attribute("data-band") or "")
    more.focus()
    for _ in range(12):
        counted = page.locator(f"#timeline-graph .tl-more[data-band='{band}']")
        if not counted.count():
            break
        page.keyboard.press("Enter")
        settled(page)
    assert page.evaluate("look().timeline.to - look().timeline.from") < 400
    assert page.evaluate("band => look().timeline.rows[band].more", band) == 0
    assert page.evaluate("document.activeElement.matches('.tl-mark')"), "the keyboard goes on from one of them"


def test_marks_that_stay_glide_for_less_than_a_third_of_a_second_and_not_at_all_with_reduced_motion(
    watched: Watched,
) -> None:
    page = watched.open()
    settled(page)
    longest = """() => Math.max(0, ...look().timeline.box.getAnimations({ subtree: true })
      .filter((one) => !(one instanceof CSSTransition)).map((one) => one.effect.getTiming().duration))"""
    page.evaluate(SHOW, payload("true"))
    assert 0 < page.evaluate(longest) <= 300
    settled(page)
    page.emulate_media(reduced_motion="reduce")
    page.evaluate(SHOW, payload("even"))
    assert page.evaluate(longest) == 0


def test_the_timeline_needs_no_plotly(watched: Watched) -> None:
    page = watched.open()
    settled(page)
    assert page.evaluate("typeof Plotly") == "undefined"


def test_a_finger_scrolls_the_page_through_the_timeline(browser: Browser, albuquerque: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 700}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.add_init_script(DOOR)
    page.goto(albuquerque)
    page.wait_for_selector("#timeline-graph .tl-ready")
    settled(page)
    page.locator("#timeline-graph").scroll_into_view_if_needed()
    box = page.locator("#timeline-graph svg.timeline").bounding_box()
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
