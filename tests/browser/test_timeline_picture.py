"""The timeline as a browser draws it: nothing on top of anything, at any width and zoom; by keyboard and by finger."""

from __future__ import annotations

import re
from itertools import product
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from explorer.model import Event
from explorer.timeline.payload import timeline_payload
from explorer.timeline.scene import timeline_scene
from explorer.timeline.sizes import SCREEN, Sizes
from tests.browser.conftest import DESK, Staying, Watched, ready, settled, until
from tests.bundled import albuquerque, events
from tests.sweeps import swept
from tests.timeline.timeline_world import event, world

COLLISIONS = """() => {
  const graph = document.querySelector("#timeline-graph");
  const { frame, rows, svg } = look().timeline;
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
  const numbers = seen(".tl-number").filter(inView);
  const around = seen(".tl-cut-words", ".tl-cut-title", ".tl-name").filter(inView);
  const head = seen(".tl-month", ".tl-year", ".tl-span", ".tl-cut-title", ".tl-note").filter(inView);
  const meet = ([a, b]) => a.l < b.r && b.l < a.r && a.t < b.b && b.t < a.b;
  const pairs = (many) => many.flatMap((a, i) => many.slice(i + 1).map((b) => [a, b]));
  const each = (ones, others) => ones.flatMap((a) => others.map((b) => [a, b]));
  const outside = labels.filter((box) => box.l < view.left || box.r > view.right);
  const names = around.filter(({ part }) => !part.matches(".tl-cut-words")); // a name may run over a cut
  const all = [pairs(labels), pairs(numbers), each(labels, [...marks, ...numbers]), each(numbers, marks), pairs(head)];
  const on = [pairs(around), each(around, [...marks, ...numbers]), each(labels, names)];
  const inside = new Map(rows.flatMap(({ numbers }) => numbers.map(({ key, ids }) => [key, new Set(ids)])));
  const own = ([a, b]) => inside.get(a.name)?.has(b.name) || inside.get(b.name)?.has(a.name); // a bar under its number
  const told = (many) => many.flat().filter((pair) => meet(pair) && !own(pair))
    .map(([a, b]) => a.name + " on " + b.name);
  const cut = outside.map((box) => box.name + " is cut off");
  return { labels: labels.length, found: [...told(all), ...cut], onScale: told(on) };
}"""


def collisions(page: Page, told: str = "found") -> list[str]:
    """What lies on something else; with "onScale" names of bands and cuts that lie on something."""
    settled(page)
    drawn = page.evaluate(COLLISIONS)
    assert drawn["labels"] > 0
    return list(drawn[told])


@pytest.mark.parametrize("width", swept([1440, 1024, 390, 320], often=[1440, 390]))
def test_nothing_is_written_on_top_of_anything(staying: Staying, width: int) -> None:
    staying.page.set_viewport_size({"width": width, "height": 900})
    page = staying.come()
    assert collisions(page) == []
    assert collisions(page, "onScale") == []


SHOW = "payload => { Object.assign(look().timeline, { from: 0, to: 1000 }); door.take(payload); }"


def payload(axis: str = "folded", rows: str = "lane", size: Sizes = SCREEN, width: float = 1360) -> Any:
    return timeline_payload(timeline_scene(albuquerque(), width, size, axis, rows))  # type: ignore[arg-type]


def written_over(page: Page, axis: str, width: int) -> list[str]:
    """Collisions, but for one: a fault of a phone's true axis, where two years of news have a tenth of the width."""
    return collisions(page)[1 if (axis, width) == ("true", 390) else 0 :]


@pytest.mark.parametrize(
    ("axis", "width"),
    swept(product(["folded", "true", "even"], [1440, 390]), often=[("folded", 1440), ("even", 390)]),
)
def test_nothing_is_written_on_top_of_anything_however_events_are_grouped_and_zoomed(
    staying: Staying, axis: str, width: int
) -> None:
    staying.page.set_viewport_size({"width": width, "height": 900})
    page = staying.come()
    for rows in ("lane", "kind", "instrument", "actor"):
        page.evaluate(SHOW, payload(axis, rows))
        assert written_over(page, axis, width) == [], rows
        for _ in range(2):
            page.evaluate("door.zoom('in'), 0")
            assert written_over(page, axis, width) == [], rows


@pytest.mark.parametrize(("width", "rows"), swept([(1440, "instrument"), (390, "kind")], often=[(1440, "instrument")]))
def test_no_name_of_a_band_or_cut_lies_on_anything(staying: Staying, width: int, rows: str) -> None:
    staying.page.set_viewport_size({"width": width, "height": 900})
    page = staying.come()
    found = []
    for axis in ("folded", "true", "even"):
        page.evaluate(SHOW, payload(axis, rows))
        found += collisions(page, "onScale")
    assert found == []


ON_THE_AS_OF_NAME = """() => {
  const box = (one) => one.getBoundingClientRect(), name = box(document.querySelector("#timeline-graph .tl-asof-name"));
  const meet = (other) => name.left + 1 < other.right - 1 && other.left + 1 < name.right - 1
    && name.top + 1 < other.bottom - 1 && other.top + 1 < name.bottom - 1;
  return [...document.querySelectorAll("#timeline-graph :is(.tl-mark:not(.ghost), .tl-label text, .tl-number)")]
    .filter((one) => meet(box(one))).map((one) => one.closest("[data-key]").dataset.key);
}"""


def test_nothing_is_written_on_the_name_of_the_as_of_line(staying: Staying) -> None:
    page = staying.come()
    page.evaluate(SHOW, payload("folded", "kind"))
    settled(page)
    assert page.evaluate(ON_THE_AS_OF_NAME) == []


def test_every_mark_is_a_button_with_a_spoken_name_and_one_of_them_is_a_tab_stop(staying: Staying) -> None:
    page = staying.come()
    page.evaluate(SHOW, drawn_of(event("a", "2025-07-21", title="Order signed"), event("b", "2025-07-22")))
    marks = page.locator("#timeline-graph .tl-mark")
    told = marks.evaluate_all("marks => marks.map(mark => [mark.role, mark.tabIndex, mark.ariaPressed])")
    assert told == [["button", 0, "false"], ["button", -1, "false"]]
    expect(marks.first).to_have_attribute("aria-label", "Order signed, 21 July 2025, City, occurred, 1 of 2")
    summary = page.locator("#timeline-graph").get_by_role("group", name="Timeline: 2 events in 2 lanes")
    expect(summary.get_by_role("button", name="Order signed, 21 July 2025")).to_be_attached()


def test_what_the_address_selects_is_lit_from_the_first_draw_on_and_has_its_name(watched: Watched) -> None:
    settled(watched.open())
    nameless = watched.page.evaluate("[...look().timeline.spots.values()].find(({ small }) => small).id")
    page = watched.open(f"?sel={nameless}")
    expect(page.locator("svg.timeline")).to_have_class(re.compile("has-sel"))
    chosen = page.locator(".tl-mark.sel")
    assert chosen.evaluate_all("marks => marks.map(mark => mark.dataset.id)") == [nameless]
    expect(chosen).to_have_attribute("aria-pressed", "true")
    expect(page.locator(f".tl-label.sel[data-id='{nameless}'] text")).to_be_visible()
    ties = set(page.evaluate("id => look().tiesOf(id).events", nameless))
    lit = page.locator(".tl-mark.lit").evaluate_all("marks => marks.map(mark => mark.dataset.id)")
    assert ties | {nameless} == set(lit)


def test_a_hostile_title_shows_as_its_letters(staying: Staying) -> None:
    page = staying.come()
    page.evaluate(SHOW, drawn_of(event("a", "2025-07-21", title="<script>alert(1)</script> \"&' co")))
    expect(page.locator(".tl-label")).to_contain_text("<script>alert(1)</script> \"&' co")
    assert page.locator("#timeline-graph script").count() == 0


def test_no_colour_is_written_into_the_picture(staying: Staying) -> None:
    page = staying.come()
    marks = (event("a", "2025-07-21"), event("b", "2025-08", status="planned"), event("c", "2025-05-30/.."))
    page.evaluate(SHOW, drawn_of(*marks))
    settled(page)
    assert page.locator("svg.timeline :is([fill], [stroke])").count() == 0


def test_events_without_room_are_small_marks_or_counted_by_numbers(staying: Staying) -> None:
    page = staying.come()
    crowd = [event(f"e{n}", "2025-07-21", f"One of many events on a single day, number {n}") for n in range(30)]
    page.evaluate(SHOW, drawn_of(*crowd))
    settled(page)
    counted = page.evaluate("look().timeline.rows.flatMap(({ numbers }) => numbers.map(({ ids }) => ids.length))")
    named = page.locator("#timeline-graph .tl-label").count()
    assert counted and named + sum(counted) == 30
    assert page.locator("#timeline-graph .tl-number text").all_text_contents() == [str(count) for count in counted]
    expect(page.locator("#timeline-summary")).to_have_text(f"30 events, {named} named; a number opens a list")


def drawn_of(*events: Event) -> dict[str, Any]:
    return timeline_payload(timeline_scene(world(*events)))


@pytest.mark.parametrize("width", swept([1440, 390], often=[390]))
def test_nothing_jumps_when_the_script_draws_what_stood_there_as_on_paper(
    page: Page, albuquerque: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    high = "document.querySelector('#timeline-graph').offsetHeight"
    page.route("**/page.js", lambda route: route.abort())
    page.goto(albuquerque)
    expect(page.get_by_role("img", name=f"Timeline: {events()} events in 4 lanes")).to_be_visible()
    before = page.evaluate(high)
    page.unroute_all()
    page.reload()
    ready(page)
    assert before > 200 and abs(page.evaluate(high) - before) <= 1
    assert page.locator(".tl-box > :not(svg.timeline)").count() == 0


def test_where_no_script_runs_the_timeline_stands_as_on_paper(browser: Browser, albuquerque: str) -> None:
    context = browser.new_context(viewport=DESK, java_script_enabled=False)
    page = context.new_page()
    page.goto(albuquerque + "/?sel=tim-keller")
    picture = page.get_by_role("img", name=f"Timeline: {events()} events in 4 lanes")
    for width in (1440, 800, 390):
        page.set_viewport_size({"width": width, "height": 900})
        box = picture.bounding_box()
        assert box and box["height"] > 400 and box["x"] >= 0 and box["x"] + box["width"] <= width
    expect(picture).to_contain_text("EO 14287")
    expect(page.locator("#chronicle")).to_contain_text("EO 14287")
    context.close()


def test_zooming_the_true_axis_keeps_it_true(staying: Staying) -> None:
    page = staying.come("?axis=true")
    settled(page)
    page.evaluate("door.zoom('in'), 0")
    settled(page)
    assert page.evaluate("look().timeline.meta.cuts") == []
    assert page.evaluate("look().timeline.frame.fit") is False


def test_labels_are_placed_again_when_the_window_changes(staying: Staying) -> None:
    page = staying.come()
    wide = page.evaluate("look().timeline.frame.plot")
    page.set_viewport_size({"width": 700, "height": 900})
    until(page, "before => look().timeline.frame.plot < before - 200", arg=wide)
    assert collisions(page) == []


def test_zooming_does_not_make_the_page_jump(staying: Staying) -> None:
    page = staying.come()
    settled(page)
    before = page.locator("#timeline-graph").bounding_box()
    page.evaluate("door.zoom('in'), 0")
    settled(page)
    after = page.locator("#timeline-graph").bounding_box()
    assert before and after and after["height"] >= before["height"] - 1


PAINTED = """async (picked) => {
  const spent = [];
  for (const id of picked) {
    door.select(id);
    while (!look().timeline.painting) await new Promise(requestAnimationFrame);
    spent.push(look().timeline.painting);
  }
  return spent;
}"""


def test_painting_a_selection_takes_less_than_a_frame(staying: Staying) -> None:
    page = staying.come()
    settled(page)
    for _ in range(8):  # whatever else a busy machine does meanwhile
        spent = page.evaluate(PAINTED, ["july-2025-order-signed", "tim-keller", ""])
        if max(spent) < 16:
            return
    raise AssertionError(f"{spent} ms")


def dragged(page: Page, across: float) -> None:
    box = page.locator("#timeline-graph svg.timeline").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + 20
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + across, y, steps=6)
    page.mouse.up()


def test_a_zoomed_picture_is_dragged_and_a_drag_selects_nothing(staying: Staying) -> None:
    page = staying.come()
    dragged(page, -200)
    assert page.evaluate("look().timeline.from") == 0, "there is nowhere to go while everything is shown"
    page.evaluate("door.show(300, 600)")
    dragged(page, -200)
    settled(page)
    moved = page.evaluate("(look().timeline.from - 300) * look().timeline.frame.scale")
    assert abs(moved - 200) < 3
    assert page.evaluate("look().state.focus") == ""
    assert collisions(page) == []


def test_the_wheel_zooms_with_ctrl_around_the_pointer_and_scrolls_the_page_without(staying: Staying) -> None:
    page = staying.come()
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
    until(page, "location.search.includes('zoom=')")


def test_a_number_opens_a_list_of_its_events_that_is_walked_and_picked_from_by_keyboard(staying: Staying) -> None:
    page = staying.come()
    settled(page)
    number = page.locator("#timeline-graph .tl-number").first
    key, many = number.get_attribute("data-key"), number.text_content() or ""
    number.focus()
    page.keyboard.press("Enter")
    items = page.locator(".tl-list .tl-item")
    expect(items).to_have_count(int(many))
    expect(items.first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(items.nth(1)).to_be_focused()
    page.keyboard.press("Escape")
    expect(items).to_have_count(0)
    assert page.evaluate("document.activeElement.dataset.key") == key, "the keyboard is back at the number"
    page.keyboard.press("Enter")
    title = items.first.locator(".tl-item-title").inner_text()
    page.keyboard.press("Enter")
    expect(page.locator("#details .record-title")).to_have_text(title)
    assert page.evaluate("look().timeline.to - look().timeline.from") == 1000, "a number does not zoom by itself"


def test_a_list_of_a_number_that_is_longer_than_the_window_is_walked_to_its_end(staying: Staying) -> None:
    page = staying.come()
    settled(page)
    page.locator("#timeline-graph .tl-number").first.focus()
    page.keyboard.press("Enter")
    items = page.locator(".tl-list .tl-item")
    page.locator(".tl-list").evaluate("(list) => { list.style.maxHeight = '60px'; }")
    page.keyboard.press("End")
    until(page, "document.querySelector('.tl-list')?.scrollTop > 0")
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    expect(items.last).to_be_focused()
    page.keyboard.press("Escape")


def test_the_list_of_a_number_leads_into_its_time_and_the_zoom_is_in_the_address(watched: Watched) -> None:
    page = watched.open()
    settled(page)
    page.locator("#timeline-graph .tl-number").last.click()
    page.click(".tl-list-zoom")
    settled(page)
    assert page.evaluate("look().timeline.to - look().timeline.from") < 400
    until(page, "new URLSearchParams(location.search).get('zoom')")
    stretch = page.evaluate("[look().timeline.from, look().timeline.to]")
    page.reload()
    ready(page)
    settled(page)
    assert page.evaluate("[look().timeline.from, look().timeline.to]") == pytest.approx(stretch, abs=2)


def test_marks_stand_at_once_where_another_view_has_them(staying: Staying) -> None:
    """Nothing moves by itself: what glides is laid out and painted anew frame by frame, while the reader goes on."""
    page = staying.come()
    settled(page)
    gliding = "look().timeline.box.getAnimations({ subtree: true }).filter((one) => !(one instanceof CSSTransition))"
    moved = f"payload => {{ ({SHOW})(payload); return {gliding}.length; }}"
    assert page.evaluate(moved, payload("true")) == 0


def test_a_timeline_out_of_sight_catches_up_when_it_is_shown_again(staying: Staying) -> None:
    staying.page.set_viewport_size({"width": 390, "height": 844})
    page = staying.come()
    marks = page.locator("#timeline-graph .tl-mark")
    before = marks.count()
    page.click(".tabs [data-tab=network]")
    page.evaluate("door.go({ at: '2017-01-01' })")
    until(page, "document.documentElement.dataset.view === 'at=2017-01-01'")
    page.click(".tabs [data-tab=timeline]")
    then = page.evaluate("look().view.timeline.marks.length")
    assert then < before
    expect(marks).to_have_count(then)


def test_the_timeline_needs_no_plotly(staying: Staying) -> None:
    assert staying.come().evaluate("typeof Plotly") == "undefined"
