"""A pick from anywhere scrolls the rows of the timeline to it; nothing jumps where it is in sight already."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.conftest import Staying, settled, until
from tests.bundled import albuquerque
from tests.sweeps import swept

WINDOWS = [(1440, 900), (1024, 768)]
ROWS = ["lane", "kind", "instrument", "actor"]

SEEN = """() => {
  const { box, frame, byEvent, state, height, rows, spots } = look().timeline;
  const own = byEvent.get(state.focus) ?? [];
  const lit = own.length ? own : [...state.lit].flatMap((id) => byEvent.get(id) ?? []);
  const head = box.getBoundingClientRect().top + frame.sizes.header, foot = box.getBoundingClientRect().bottom;
  const middles = lit.map((mark) => {
    const spot = spots.get(mark.key), y = spot ? spot.y : rows[mark.band].quiet;
    return { id: mark.id, y: y + head - box.scrollTop };
  });
  const inside = (by, room) => middles.filter(({ y }) => y + by >= head + room && y + by <= foot - room);
  const events = (by, room) => new Set(inside(by, room).map(({ id }) => id)).size;
  const most = Math.max(0, rows.at(-1).top + rows.at(-1).height + frame.sizes.header - height);
  let best = 0;
  for (let top = 0; top <= most; top++) best = Math.max(best, events(box.scrollTop - top, 10));
  return { one: own.length > 0, lit: new Set(middles.map(({ id }) => id)).size, seen: events(0, 0), best };
}"""

KNOWN = [
    ("instrument", "hb-9-2026"),
    ("instrument", "vasquez-perdomo-v-noem"),
    ("instrument", "ordinance-vote"),
    ("kind", "mayoral-runoff-2025"),
]


def view_of(rows: str, sel: str) -> str:
    return f"?sel={sel}" if rows == "lane" else f"?rows={rows}&sel={sel}"  # as the page writes it


def seen(staying: Staying, query: str) -> dict[str, Any]:
    page = staying.come(query)
    settled(page)
    found: dict[str, Any] = page.evaluate(SEEN)
    for _ in range(20):  # a place of another size is drawn in its turn
        if not wrong_in(found):
            break
        page.wait_for_timeout(100)
        found = page.evaluate(SEEN)
    return found


def wrong_in(found: dict[str, Any]) -> str:
    wanted = min(1, found["best"]) if found["one"] else found["best"]
    return "" if found["seen"] >= wanted else f"{found['seen']} of {found['best']} that could be seen"


@pytest.mark.parametrize(("rows", "sel"), KNOWN)
@pytest.mark.parametrize(("width", "height"), WINDOWS)
def test_what_is_picked_is_in_sight(staying: Staying, rows: str, sel: str, width: int, height: int) -> None:
    staying.page.set_viewport_size({"width": width, "height": height})
    found = seen(staying, view_of(rows, sel))
    assert found["lit"] and wrong_in(found) == ""


@pytest.mark.parametrize(
    ("rows", "width", "height"), swept([(rows, *window) for rows in ROWS for window in WINDOWS], often=[])
)
def test_whatever_is_picked_is_in_sight(staying: Staying, rows: str, width: int, height: int) -> None:
    staying.page.set_viewport_size({"width": width, "height": height})
    wrong = {id: wrong_in(seen(staying, view_of(rows, id))) for id in albuquerque().selectable}
    assert {id: words for id, words in wrong.items() if words} == {}


TOP = "look().timeline.box.scrollTop"


def test_what_is_in_sight_already_moves_nothing(staying: Staying) -> None:
    page = staying.come("?rows=instrument&sel=ordinance-vote")
    settled(page)
    before = page.evaluate(TOP)
    assert before > 0
    other = page.evaluate("""() => {
      const { meta, rows, frame, box, height, spots } = look().timeline, top = box.scrollTop;
      return meta.marks.find(({ id, key }) => {
        const { y } = spots.get(key);
        return id !== "ordinance-vote" && y > top + 20 && y < top + height - frame.sizes.header - 20;
      }).id;
    }""")
    page.evaluate("(id) => void door.select(id)", other)
    settled(page)
    assert page.evaluate("look().state.focus") == other
    assert page.evaluate(TOP) == before


def test_rows_that_the_reader_has_moved_stay_until_the_next_pick(staying: Staying) -> None:
    page = staying.come("?rows=instrument&sel=ordinance-vote")
    settled(page)
    page.locator("#timeline-graph .tl-box").hover(position={"x": 40, "y": 60})
    page.mouse.wheel(0, -2000)
    until(page, f"() => {TOP} === 0")
    page.evaluate('void door.go({ at: "2026-03-10" })')
    until(page, "() => document.documentElement.dataset.view.includes('2026-03-10')")
    settled(page)
    assert page.evaluate(TOP) == 0, "another day draws the rows anew and leaves them there"
    page.evaluate('void door.select("hb-9-2026")')
    until(page, f"() => {TOP} > 0")
    assert wrong_in(page.evaluate(SEEN)) == ""


def test_a_pick_by_keyboard_keeps_the_focus_where_it_is(staying: Staying) -> None:
    page = staying.come("?rows=instrument")
    settled(page)
    page.locator("svg.timeline .tl-mark[tabindex='0']").focus()
    for _ in range(6):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    settled(page)
    focused = page.evaluate("document.activeElement.dataset.id")
    assert focused and focused == page.evaluate("look().state.focus")
    box, mark = (page.locator(name).bounding_box() for name in ("#timeline-graph .tl-box", ".tl-mark:focus"))
    assert box and mark and box["y"] < mark["y"] < box["y"] + box["height"]
