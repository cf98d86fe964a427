"""What the first frame after an input shows, what follows in its turn, and that nothing moves unasked."""

from __future__ import annotations

import pytest
from playwright.sync_api import Route

from tests.browser.conftest import WIDE, Staying, Watched, ready, settled, until
from tests.sweeps import swept


def test_the_mark_that_is_picked_is_ringed_at_once_and_the_rest_is_lit_in_its_turn(staying: Staying) -> None:
    page = staying.come()
    settled(page)
    ring = (
        "[...document.querySelectorAll('#timeline .sel[aria-pressed=true], #network .size-2 .sel[aria-pressed=true]')]"
    )
    at_once = page.evaluate(f"(door.select('july-2025-order-signed'), {ring}.map((one) => one.dataset.id))")
    assert at_once == ["july-2025-order-signed"] * 2
    until(page, "document.querySelector('svg.timeline.has-sel') && document.querySelector('.size-2 svg.has-sel')")
    replaced = page.evaluate(
        f"(door.select('tim-keller'), door.select('eo-14287-signed'), {ring}.map((one) => one.dataset.id))"
    )
    assert replaced == ["eo-14287-signed"] * 2, "of two picks in one frame the last counts"
    until(page, "look().timeline.painting > 0")
    until(page, "document.querySelector('.size-2 .picked-edges').childElementCount > 0")


PICKED_AND_ZOOMED = """(id) => {
  const mark = document.querySelector(`#timeline .tl-mark[data-id="${id}"]`);
  const place = () => mark.getBoundingClientRect().x, before = place();
  door.select(id);
  door.zoom("in");
  const ringed = [...document.querySelectorAll("#timeline .tl-mark.sel, #timeline [aria-pressed=true]")];
  return [ringed.map((one) => one.dataset.id), place() - before];
}"""


def test_what_is_drawn_before_the_rest_is_lit_is_drawn_with_the_new_ring(staying: Staying) -> None:
    page = staying.come("?sel=eo-14287-signed")
    settled(page)
    ringed, moved = page.evaluate(PICKED_AND_ZOOMED, "july-2025-order-signed")
    assert ringed == ["july-2025-order-signed"]
    assert abs(moved) < 1, "it is zoomed around what is picked now"


STRETCHED = """() => {
  const svg = document.querySelector("svg.timeline"), mark = svg.querySelector(".tl-mark.sel");
  const line = [...svg.querySelectorAll(".tl-leader")].map((one) => one.getAttribute("transform"));
  return [svg.classList.contains("tl-zooming"), mark.getAttribute("transform"), line];
}"""


def test_a_button_stretches_the_picture_at_once_lines_to_names_with_it_and_draws_it_in_its_turn(
    staying: Staying,
) -> None:
    page = staying.come("?sel=tim-keller")
    page.click("#timeline-graph .tl-mark.lit:not(.within)")
    until(page, "document.querySelector('svg.timeline .tl-mark.sel') !== null")
    settled(page)
    button = "document.querySelector('[data-picture=timeline][data-zoom=in]').click()"
    before, now = page.evaluate(STRETCHED), page.evaluate(f"({button}, ({STRETCHED})())")
    assert (before[0], now[0]) == (False, True)
    assert all(moved and moved.startswith("translate(") and "undefined" not in moved for moved in now[2])
    until(page, "!document.querySelector('svg.timeline').classList.contains('tl-zooming')")
    until(page, "location.search.includes('zoom=')")
    assert page.evaluate("look().timeline.frame.to - look().timeline.frame.from") < 700


SORTED = """(column) => {
  document.querySelector(`.as-table [data-column="${column}"]`).click();
  return [...document.querySelectorAll(".as-table tbody tr")].map((row) => row.cells[0].textContent);
}"""


def test_a_table_is_sorted_from_its_top_by_moving_its_rows(staying: Staying) -> None:
    page = staying.come()
    page.locator(".chronicle-as button", has_text="Table").click()
    page.wait_for_selector(".as-table tbody tr")
    rows = "[...document.querySelectorAll('.as-table tbody tr')]"
    before = page.evaluate(f"(globalThis.rowsBefore = {rows}).map((row) => row.cells[0].textContent)")
    at_once = page.evaluate(SORTED, 0)
    assert at_once[:24] == before[::-1][:24]
    until(page, f"before => String({rows}.map((row) => row.cells[0].textContent)) === String(before.reverse())", before)
    assert page.evaluate(f"{rows}.every((row) => globalThis.rowsBefore.includes(row))")
    assert page.locator(".as-table th[aria-sort=descending]").count() == 1


def test_the_button_of_the_table_is_pressed_at_once_and_the_table_comes_in_its_turn(staying: Staying) -> None:
    page = staying.come()
    now = (
        "[...document.querySelectorAll('.chronicle-as [aria-pressed=true], .as-table tr')].map((one) => one.dataset.as)"
    )
    assert page.evaluate(f"(document.querySelector('.chronicle-as [data-as=table]').click(), {now})") == ["table"]
    page.wait_for_selector(".as-table tbody tr")
    assert page.evaluate(f"(document.querySelector('.chronicle-as [data-as=list]').click(), {now}[0])") == "list"
    page.wait_for_selector(".as-table tr", state="hidden")


ROWS = "[...document.querySelectorAll('.as-list li')]"


@pytest.mark.parametrize("change", swept(["lanes=city", "at=2025-03-01", "level=key"], often=["lanes=city"]))
def test_rows_of_the_chronicle_that_another_view_tells_alike_stay_where_they_are(watched: Watched, change: str) -> None:
    page = watched.open(f"?{change}")
    settled(page)
    whole = "document.querySelector('.as-list').innerHTML"
    wanted = page.evaluate(whole)
    page.goto(page.url.split("?")[0])
    ready(page)
    settled(page)
    page.evaluate(f"globalThis.rowsBefore = new Map({ROWS}.map((row) => [row.outerHTML, row]))")
    kept = f"{ROWS}.filter((row) => rowsBefore.get(row.outerHTML) === row).length"
    name, value = change.split("=")
    before = page.evaluate(whole)
    page.evaluate("([name, value]) => door.go({ [name]: value })", [name, value])
    until(page, f"wanted => {whole} === wanted", wanted)  # the list is that of a page that was opened so
    again = f"{ROWS}.filter((row) => rowsBefore.has(row.outerHTML)).length"
    stayed, alike = page.evaluate(f"[{kept}, {again}]")
    assert stayed == alike > 0
    page.evaluate("(name) => door.go({ [name]: '' })", name)
    until(page, f"before => {whole} === before", before)


MOVED = """() => {
  const watching = new PerformanceObserver(() => {});
  watching.observe({ type: "layout-shift", buffered: true });
  return watching.takeRecords().reduce((sum, { value }) => sum + value, 0);
}"""


@pytest.mark.parametrize(
    ("width", "query"), swept([(1440, ""), (1024, "?sel=tim-keller"), (390, "")], often=[(1024, "?sel=tim-keller")])
)
def test_nothing_moves_while_the_page_opens(watched: Watched, width: int, query: str) -> None:
    watched.page.set_viewport_size({"width": width, "height": 800})
    page = watched.open(query)
    settled(page)
    assert page.evaluate(MOVED) <= 0.01


def test_ties_that_come_while_a_pick_is_being_lit_are_drawn(watched: Watched) -> None:
    page, held = watched.open(), list[Route]()
    page.route("**/pick/*", lambda route: held.append(route))
    with page.expect_request("**/pick/*"):
        page.locator(f"{WIDE} .node[data-id='tim-keller']").focus()  # what is looked at is asked for beforehand
    page.evaluate("globalThis.requestAnimationFrame = () => 0")  # as where frames are long in coming
    page.evaluate("void door.select('tim-keller')")
    until(page, "document.querySelector('.size-2 svg.has-sel') !== null")
    held[0].continue_()
    until(page, "document.querySelector('.size-2 .picked-edges').childElementCount > 0")


SAID = """() => {
  const svg = document.querySelector(".size-2 svg"), said = [], write = () => said.push([
    svg.querySelector(".picked-edges").childElementCount,
    document.getElementById("network-summary").textContent,
    document.getElementById("timeline-summary").textContent === document.getElementById("timeline-summary").title,
  ]);
  new MutationObserver(write).observe(svg, { childList: true, subtree: true });
  globalThis.said = said;
}"""


def test_a_line_above_a_picture_never_counts_the_pick_before(watched: Watched) -> None:
    """What is drawn and what is said of it change in one task: an observer is called at its end."""
    page = watched.open("?sel=ice")
    settled(page)
    drawn = "document.querySelector('.size-2 .picked-edges').childElementCount"
    page.evaluate(SAID)
    page.route("**/pick/*", lambda route: None)  # its ties never come
    page.evaluate("void door.select('tim-keller')")
    until(page, f"{drawn} === 0")
    settled(page)
    said = page.evaluate("said")
    assert said and all(line == "drawing …" for ties, line, _ in said if not ties), said
    assert all(same for _, _, same in said)
