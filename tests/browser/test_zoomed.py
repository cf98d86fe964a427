"""The page at 200 and 400 % of zoom, without motion, and in the system's own colours."""

from __future__ import annotations

import io
from itertools import product
from typing import Any

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Page, expect

from tests.browser.conftest import WIDE, Watched, settled, until
from tests.browser.test_timeline_picture import collisions
from tests.sweeps import swept

SIZES = {"200 %": {"width": 720, "height": 450}, "400 %": {"width": 360, "height": 225}}
"""A window of 1440 by 900 px, as it is at 200 and at 400 % of zoom."""

PICKED, COMPARED = "?sel=tim-keller", "?sel=tim-keller&vs=city-council"

CUT_OFF = """() => [...document.querySelectorAll("button, a, input, summary, label, h2, h3, h4, p, li, .tl-mark")]
  .filter((one) => one.getClientRects().length && !one.closest(".spoken, .skip, .segment, [aria-hidden]"))
  .filter((one) => !one.closest(".as-table, .chips, .actors-chart-box, .actors-table")) // they scroll inside
  .filter((one) => one.matches("summary") || !one.closest("details:not([open])"))
  .filter((one) => getComputedStyle(one).clipPath === "none")
  .filter((one) => { const { left, right } = one.getBoundingClientRect(); return left < -1 || right > innerWidth + 1; })
  .map((one) => `${one.tagName} ${one.className} ${one.textContent.slice(0, 40)}`)"""
"""What stands over the window's edge at the left or right."""

HELD = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return "nothing";
  const { left, right, top, bottom, width, height } = one.getBoundingClientRect();
  const inside = bottom > 0 && top < innerHeight && right > 0 && left < innerWidth;
  const middle = document.elementFromPoint((Math.max(left, 0) + Math.min(right, innerWidth)) / 2,
    (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2);
  const ends = [[left + 3, top + 3], [right - 3, top + 3], [left + 3, Math.min(bottom, innerHeight) - 3]]
    .map(([x, y]) => document.elementFromPoint(x, y));
  const over = (hit) => !hit || !(one.contains(hit) || hit.contains(one) || hit.closest("label")?.contains(one)
    || one.closest("svg")?.contains(hit));
  if (inside && [middle, ...ends].some((hit) => !over(hit))) return "";
  return `${one.tagName} ${one.id} ${one.className.baseVal ?? one.className} ${one.textContent.slice(0, 30)}`;
}"""
"""What has the keyboard and is not to be seen, as it lies out of the window or under something."""


@pytest.mark.parametrize(
    ("query", "zoom"),
    swept(product(["", PICKED, COMPARED], SIZES), often=[(PICKED, "200 %"), (COMPARED, "400 %")]),
)
def test_zoomed_nothing_is_cut_off_or_scrolls_sideways(watched: Watched, query: str, zoom: str) -> None:
    size = SIZES[zoom]
    watched.page.set_viewport_size(size)  # type: ignore[arg-type]
    page = watched.open(query)
    for tab in ("timeline", "network", "details", "chronicle"):
        page.click(f".tabs button[data-tab={tab}]")
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], tab
        assert page.evaluate(CUT_OFF) == [], tab
    page.click(".tabs button[data-tab=timeline]")
    for menu in ("details.filters", "details.help", ".asof-day", "#timeline .key"):
        page.evaluate("(menu) => { document.querySelector(menu).open = true; }", menu)
        assert page.evaluate(CUT_OFF) == [], menu
        page.evaluate("(menu) => { document.querySelector(menu).open = false; }", menu)


@pytest.mark.parametrize("zoom", swept(SIZES, often=["400 %"]))
def test_zoomed_what_has_the_keyboard_is_seen(watched: Watched, zoom: str) -> None:
    watched.page.set_viewport_size(SIZES[zoom])  # type: ignore[arg-type]
    page = watched.open("?sel=tim-keller")
    hidden = []
    for _ in range(45):
        page.keyboard.press("Tab")
        if found := page.evaluate(HELD):
            hidden.append(found)
    assert hidden == []


@pytest.mark.parametrize("zoom", swept(SIZES, often=["400 %"]))
def test_zoomed_a_pick_is_seen_above_the_head_of_its_record(watched: Watched, zoom: str) -> None:
    watched.page.set_viewport_size(SIZES[zoom])  # type: ignore[arg-type]
    page = watched.open()
    page.evaluate("door.select('july-2025-order-signed')")
    expect(page.locator("#details .record-title:visible")).to_have_text("July 2025 order signed")
    until(
        page,
        """() => {
          const mark = document.querySelector("#timeline-graph .tl-mark.sel").getBoundingClientRect();
          const sheet = document.getElementById("details").getBoundingClientRect();
          const title = [...document.querySelectorAll("#details .record-title")].pop().getBoundingClientRect();
          return mark.top >= 0 && mark.bottom <= sheet.top && title.top < sheet.bottom;
        }""",
    )


def test_without_motion_nothing_glides(watched: Watched) -> None:
    watched.page.emulate_media(reduced_motion="reduce")
    page = watched.open()
    page.evaluate("""() => {
      window.moved = [];
      for (const kind of ["transitionrun", "animationstart"])
        addEventListener(kind, ({ target }) => moved.push(target.className), true);
    }""")
    page.evaluate("door.select('tim-keller')")
    expect(page.locator("#network-summary")).to_contain_text("ties drawn")
    page.evaluate("door.go({ axis: 'true' })")
    until(page, "() => document.documentElement.dataset.view === 'axis=true'")
    page.click("[data-picture=timeline][data-zoom=in]")
    until(page, "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))")
    assert page.evaluate("moved") == []
    assert page.evaluate("document.getAnimations().filter((one) => one.playState === 'running').length") == 0


def colours(page: Page, selector: str) -> set[Any]:
    """The colours in which something is painted, and what is around it."""
    box = page.locator(selector).first.bounding_box()
    assert box
    clip = {"x": box["x"] - 4, "y": box["y"] - 4, "width": box["width"] + 8, "height": box["height"] + 8}
    shot = Image.open(io.BytesIO(page.screenshot(clip=clip))).convert("RGB")  # type: ignore[arg-type]
    return {pixel for count, pixel in shot.getcolors(1 << 20) or [] if count > 5}


@pytest.mark.parametrize("theme", swept(["light", "dark"], often=["light"]))
def test_in_the_systems_colours_marks_nodes_lines_and_states_are_seen(watched: Watched, theme: Any) -> None:
    watched.page.emulate_media(forced_colors="active", color_scheme=theme)
    page = watched.open("?sel=tim-keller")
    expect(page.locator("#network-summary")).to_contain_text("ties drawn")
    mark = f"{WIDE} .node[data-id='donald-trump'] .pill"
    for part in (mark, "#timeline-graph .tl-mark.lit", "#splitter", ".asof-track", ".section > summary"):
        assert len(colours(page, part)) >= 2, part
    page.click("[data-maximize='network']")
    assert len(colours(page, "[data-maximize='network']")) >= 2, "the sign of a pressed button"


@pytest.mark.parametrize("theme", swept(["light", "dark"], often=["dark"]))
def test_in_the_systems_colours_the_keyboards_place_is_seen(watched: Watched, theme: Any) -> None:
    watched.page.emulate_media(forced_colors="active", color_scheme=theme)
    page = watched.open()
    for key in ("n", "t"):
        still = page.screenshot()
        page.keyboard.press(key)
        ringed = page.screenshot()
        page.evaluate("document.activeElement.blur()")
        first, second = (Image.open(io.BytesIO(one)).convert("RGB") for one in (still, ringed))
        changed = ImageChops.difference(first, second).convert("L").point(lambda light: 255 if light else 0)
        assert changed.histogram()[255] > 60, key


GAPS = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
p { margin-bottom: 2em !important; }"""
"""What a reader may ask of any page (WCAG 2.2, 1.4.12): larger gaps between lines, letters, words and paragraphs."""

WIDENED = "css => { const gaps = new CSSStyleSheet(); gaps.replaceSync(css); document.adoptedStyleSheets = [gaps]; }"

ON_EACH_OTHER = """() => {
  const lit = [...document.querySelectorAll("#timeline-graph .tl-lit text")];
  const boxes = lit.map((one) => [one.textContent, one.getBoundingClientRect()]);
  const meet = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 2 && b.top < a.bottom - 2;
  return boxes.flatMap(([a, one], place) => boxes.slice(place + 1).filter(([, other]) => meet(one, other))
    .map(([b]) => `${a} on ${b}`));
}"""
"""Names of lit events that stand on each other."""

OVER_THE_EDGE = """() => [...document.querySelectorAll("svg.network.alive .node:not(.gone, .under)")]
  .filter((node) => node.getClientRects().length && node.querySelector(".pill"))
  .flatMap((node) => [...node.querySelectorAll("text")].map((text) => [node.querySelector(".pill"), text]))
  .filter(([pill, text]) => text.getClientRects().length)
  .filter(([pill, text]) => {
    const [around, word] = [pill, text].map((one) => one.getBoundingClientRect());
    return word.left < around.left - 1 || word.right > around.right + 1;
  }).map(([_, text]) => text.textContent)"""
"""Words that stand over the edge of their node's box in the network."""

HEADS = """() => [...document.querySelectorAll(".pane > header")].filter((one) => one.getClientRects().length)
  .filter((one) => one.scrollHeight > one.clientHeight + 1).map((one) => one.textContent)"""
"""Heads of panes that are higher than their place."""


@pytest.mark.parametrize(
    ("width", "query"),
    swept(product([1440, 1024, 390], ["", PICKED]), often=[(1024, ""), (390, PICKED)]),
)
def test_with_larger_gaps_between_letters_words_and_lines_nothing_is_lost(
    watched: Watched, width: int, query: str
) -> None:
    watched.page.set_viewport_size({"width": width, "height": 900})
    page = watched.open(query)
    page.evaluate(WIDENED, GAPS)
    until(page, "document.documentElement.classList.contains('wide-type') && look().timeline.frame.stretch > 1.2")
    settled(page)
    if not query:
        assert collisions(page) == []
        assert collisions(page, "onScale") == []
    assert page.evaluate(ON_EACH_OTHER) == []
    if width >= 1024:
        assert page.evaluate(OVER_THE_EDGE) == []
        assert page.evaluate(HEADS) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(CUT_OFF) == []
