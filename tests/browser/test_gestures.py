"""One gesture is one entry in the tab's history, and its last value wins: slider, steps, window, days."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.acts import opened_menu
from tests.browser.conftest import DOOR, Watched, comes_to, hearing, ready, settled, until
from tests.bundled import saved_page
from tests.sweeps import swept

WRITES = """() => {
  window.writes = [];
  for (const name of ["pushState", "replaceState"]) {
    const write = history[name].bind(history);
    history[name] = (...given) => {
      writes.push(performance.now());
      return write(...given);
    };
  }
}"""
SHOWN = "document.getElementById('asof-date').value"
SLIDER = "Number(document.getElementById('asof-slider').value)"
AT_REST = """() => {
  const at = new URLSearchParams(location.search || location.hash.slice(1)).get("at") || look().data.as_of;
  const { view } = look(), field = document.getElementById("asof-date").value;
  const slider = look().data.days[document.getElementById("asof-slider").value];
  return at === field && slider === field && (view.asOf === undefined || (view.asOf || look().data.as_of) === at);
}"""
"""Whether the address, the slider, the field and the pictures say the same day."""


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("files") / "albuquerque.html"
    path.write_text(saved_page(), encoding="utf-8", newline="")
    return path


@pytest.fixture(params=swept(["served", "saved"], often=["served"]))
def either(request: pytest.FixtureRequest, page: Page, albuquerque: str, saved: Path) -> Iterator[Page]:
    """The page as it is served, and as it was saved as one file."""
    faults: list[str] = []
    with hearing(page, "pageerror", lambda error: faults.append(str(error))):
        page.goto(albuquerque if request.param == "served" else saved.as_uri())
        ready(page)
        yield page
    assert faults == []


either_page = pytest.mark.parametrize("either", ["served", "saved"], indirect=True)
"""Both also in `make test`."""


def entries(page: Page) -> int:
    return int(page.evaluate("history.length"))


def never_in_a_hurry(page: Page) -> None:
    """Asserts that the address was written at most five times in any second."""
    times = page.evaluate("writes")
    assert all(later - first > 995 for first, later in zip(times, times[5:], strict=False)), times


@either_page
def test_many_presses_of_an_arrow_are_one_entry_and_the_last_day_wins(either: Page) -> None:
    either.evaluate(WRITES)
    before, home = entries(either), either.url
    either.focus("#asof-slider")
    for key in ["ArrowLeft"] * 16 + ["ArrowRight"] * 12:
        either.keyboard.press(key)
    until(either, AT_REST)
    assert either.evaluate(SLIDER) == either.evaluate("look().data.days.length") - 1 - 4
    assert entries(either) == before + 1
    never_in_a_hurry(either)
    either.go_back()
    until(either, f"{SLIDER} === look().data.days.length - 1")
    assert either.url == home
    either.go_forward()
    until(either, f"{SLIDER} === look().data.days.length - 5")


def test_a_drag_of_the_slider_is_one_entry_and_the_last_day_wins(either: Page) -> None:
    either.evaluate(WRITES)
    before = entries(either)
    box = either.locator("#asof-slider").bounding_box()
    assert box
    y = box["y"] + box["height"] / 2
    either.mouse.move(box["x"] + box["width"] - 8, y)
    either.mouse.down()
    for step in range(24):
        away = abs(12 - step) / 12
        either.mouse.move(box["x"] + 10 + (box["width"] - 20) * away, y)
    either.mouse.move(box["x"] + box["width"] * 0.5, y)
    either.mouse.up()
    until(either, AT_REST)
    middle = either.evaluate("look().data.days.length") / 2
    assert abs(either.evaluate(SLIDER) - middle) < 3
    assert entries(either) == before + 1
    never_in_a_hurry(either)


def test_steps_in_a_row_are_one_entry_and_after_a_pause_another(either: Page) -> None:
    before = entries(either)
    step = either.get_by_role("button", name="Back to the change before")
    step.evaluate("button => { for (let click = 0; click < 5; click += 1) button.click(); }")
    either.locator("#timeline").focus()
    for key in "[[]":
        either.keyboard.press(key)
    until(either, AT_REST)
    assert either.evaluate(SLIDER) == either.evaluate("look().data.days.length") - 1 - 6
    assert entries(either) == before + 1
    paused(either)
    step.click()
    until(either, f"history.length === {before + 2}")


PAUSED = """() => new Promise((done) => {
  let left = 5;
  const ticking = setInterval(() => {
    left -= 1;
    if (left) return;
    clearInterval(ticking);
    done();
  }, 250);
})"""


def paused(page: Page) -> None:
    """Waits until the reader has been still for longer than a gesture lasts, counted by ticks as the page does."""
    page.evaluate(PAUSED)


def test_a_window_dragged_or_moved_by_keys_is_one_entry_a_gesture(watched: Watched) -> None:
    page = watched.open()
    page.evaluate(WRITES)
    before = entries(page)
    strip = page.locator("#density .dn-strip")
    strip.scroll_into_view_if_needed()
    box = strip.bounding_box()
    assert box
    y = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] * 0.6, y)
    page.mouse.down()
    for step in range(20):
        page.mouse.move(box["x"] + box["width"] * (0.6 + 0.3 * step / 20), y)
    page.mouse.up()
    drawn = "document.querySelector('.dn-handle[data-end=until]').getAttribute('aria-valuetext')"
    until(page, f"new URLSearchParams(location.search).get('until') && {drawn} !== ''")
    assert entries(page) == before + 1
    paused(page)
    page.locator(".dn-handle[data-end=until]").focus()
    for _ in range(6):
        page.keyboard.press("ArrowLeft")
        page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    until(page, "document.documentElement.dataset.view === look().ordered")
    until(page, "location.search === '?' + look().address")
    assert entries(page) == before + 2
    never_in_a_hurry(page)
    page.go_back()
    page.go_back()
    until(page, "document.documentElement.dataset.view === ''")
    expect(page.locator(".dn-whole")).to_be_hidden()


def test_a_refusal_of_the_browser_is_tried_again_and_breaks_nothing(either: Page) -> None:
    either.evaluate(
        """() => {
        window.refused = 0;
        const write = history.pushState.bind(history);
        history.pushState = (...given) => {
          if (window.refused++ === 0) throw new DOMException("too often", "SecurityError");
          return write(...given);
        };
        }"""
    )
    either.focus("#asof-slider")
    for _ in range(3):
        either.keyboard.press("ArrowLeft")
    until(either, AT_REST)
    assert either.evaluate("refused") == 2
    assert either.evaluate(SLIDER) == either.evaluate("look().data.days.length") - 4


def typed(page: Page, selector: str, keys: str) -> None:
    """Types into a field of a day, which stands in a menu."""
    opened_menu(page.locator("details.chooser", has=page.locator(selector)))
    page.focus(selector)
    for key in keys:
        page.keyboard.press(key)


@either_page
def test_a_day_that_is_typed_is_taken_when_it_is_whole(either: Page) -> None:
    before = entries(either)
    events = "document.querySelectorAll('#timeline .tl-mark').length"
    either.evaluate(
        f"""() => {{
        window.fewest = {events};
        new MutationObserver(() => {{ window.fewest = Math.min(window.fewest, {events}); }})
          .observe(document.getElementById("timeline"), {{ childList: true, subtree: true }});
        }}"""
    )
    typed(either, "#asof-date", "07212025")
    until(either, f"{SHOWN} === '2025-07-21'")
    expect(either.locator("#asof-words")).to_have_text("21 July 2025")
    until(either, AT_REST)
    assert either.evaluate("fewest") > 20, "the years 2, 20 and 202 are not shown on the way"
    assert entries(either) == before + 1


def test_enter_takes_a_day_at_once(either: Page) -> None:
    typed(either, "#asof-date", "03092024")
    either.keyboard.press("Enter")
    assert either.inner_text("#asof-words") != "11 March 2026"


def test_a_day_past_the_data_is_refused_in_a_sentence_and_the_field_says_what_is_shown(either: Page) -> None:
    before = entries(either)
    typed(either, "#asof-date", "07212031")
    either.keyboard.press("Enter")
    expect(either.locator("#notes")).to_have_text("The data reach to 11 March 2026; 21 July 2031 is later.")
    assert either.get_attribute("#notes", "role") == "status"
    assert either.evaluate(SHOWN) == "2026-03-11"
    until(either, AT_REST)
    assert entries(either) == before


def test_a_year_that_is_not_whole_when_the_field_is_left_is_refused(either: Page) -> None:
    typed(either, "#asof-date", "0721202")
    either.focus("#search-field")
    expect(either.locator("#notes")).to_have_text("Write the year with four digits.")
    assert either.evaluate(SHOWN) == "2026-03-11"


def test_a_day_that_is_emptied_becomes_the_last_when_the_field_is_left(either: Page) -> None:
    either.focus("#asof-slider")
    either.keyboard.press("ArrowLeft")
    expect(either.locator("#asof-words")).not_to_have_text("11 March 2026")
    opened_menu(either.locator("details.asof-day"))
    either.fill("#asof-date", "")
    expect(either.locator("#asof-words")).not_to_have_text("11 March 2026")
    either.focus("#search-field")
    expect(either.locator("#asof-words")).to_have_text("11 March 2026")
    assert either.evaluate(SHOWN) == "2026-03-11"
    until(either, AT_REST)


def test_a_window_that_would_end_before_it_begins_is_refused_beside_its_field(watched: Watched) -> None:
    page = watched.open("?from=2018-01-01&until=2020-12-31")
    typed(page, "#window-until", "01012015")
    page.keyboard.press("Enter")
    expect(page.locator("#window-note")).to_contain_text("would end before it begins")
    assert page.input_value("#window-until") == "2020-12-31"
    page.fill("#window-from", "")
    page.focus("#window-until")
    until(page, "location.search === '?until=2020-12-31'")
    expect(page.locator("#window-note")).to_be_hidden()


def test_a_link_that_is_shared_in_the_middle_of_a_gesture_is_that_of_what_is_shown(watched: Watched) -> None:
    page = watched.open()
    said: Any = page.evaluate(
        """() => {
        const slider = document.getElementById("asof-slider");
        for (const value of [60, 50, 40]) {
          slider.value = value;
          slider.dispatchEvent(new Event("input", { bubbles: true }));
        }
        return [look().link, look().data.days[40]];
        }"""
    )
    assert said[0].endswith(f"?at={said[1]}")


def test_the_last_value_stands_also_where_back_was_faster_than_the_address(either: Page) -> None:
    slide = """(place) => {
      const slider = document.getElementById("asof-slider");
      slider.value = place;
      slider.dispatchEvent(new Event("input", { bubbles: true }));
    }"""
    home = either.evaluate(SHOWN)
    for place in (5, 6, 7):
        either.evaluate(slide, place)
    last = either.evaluate("look().data.days[7]")
    either.evaluate("history.back()")
    until(either, f"{SHOWN} === '{home}'")
    either.evaluate("history.forward()")
    until(either, f"{SHOWN} === '{last}'")
    until(either, AT_REST)


def test_arrows_through_a_choice_are_one_entry(watched: Watched) -> None:
    page = watched.open()
    before = entries(page)
    opened_menu(page.locator("details.chooser[data-part=axis]"))
    page.locator("input[name=axis]:checked").focus()
    for _ in range(5):
        page.keyboard.press("ArrowDown")
    chosen = page.locator("input[name=axis]:checked").input_value()
    assert chosen != "folded"
    comes_to(page, f"axis={chosen}")  # the address is written after the frame
    until(page, "chosen => look().view.timeline.axis === chosen", arg=chosen)
    assert entries(page) == before + 1


def test_a_path_that_begins_with_two_slashes_leaves_the_page_alive(watched: Watched) -> None:
    watched.page.goto(f"{watched.address}//?sel=tim-keller")
    page = watched.page
    ready(page)
    page.locator("#chronicle a.record[data-id='eo-14287-signed']").first.click()
    until(page, "() => location.search.includes('sel=eo-14287-signed')")
    assert page.evaluate("look().link").startswith(f"{watched.address}/?")


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
    start = {"x": box["x"] + 60, "y": max(box["y"], 0) + 100}  # above the sheet
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
