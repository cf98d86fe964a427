"""What must hold in every engine, not only in Chromium: gestures, picks, focus, links, small windows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.browser.webdriver import Driver

ARROW_LEFT, ARROW_RIGHT, ENTER = "\ue012", "\ue014", "\ue007"
FOCUS = (0x0B, 0x57, 0xD0)
"""The colour of --focus in light: see assets/css/page/tokens.css."""

WATCH = """
window.look = () => dash_clientside.explorer.look();
window.writes = []; window.faults = window.faults || [];
addEventListener("error", (event) => faults.push(event.message));
addEventListener("unhandledrejection", (event) => faults.push(String(event.reason)));
for (const name of ["pushState", "replaceState"]) {
  const write = history[name].bind(history);
  history[name] = (...given) => {
    writes.push([name, performance.now()]);
    return write(...given);
  };
}
"""
STATE = """
const at = new URLSearchParams(location.search).get("at") || look().data.as_of;
const place = Number(document.getElementById("asof-slider").value);
return {
  at, place, slider: look().data.days[place], field: document.getElementById("asof-date").value,
  pictures: new URLSearchParams(document.documentElement.dataset.view).get("at") || look().data.as_of,
  entries: history.length, faults, days: look().data.days.length,
  written: writes.length,
  fastest: Math.max(0, ...writes.map(([, from]) => writes.filter(([, at]) => at >= from && at < from + 1000).length)),
  from: look().part("from"), until: look().part("until"), query: location.search, wanted: look().address,
  note: document.getElementById("notes").textContent, caption: document.getElementById("network-summary").textContent,
  title: [...document.querySelectorAll("#details .told:not([hidden]) .record-title")].pop()?.textContent ?? "",
  marked: String(getSelection()), scrolled: scrollY,
};
"""
NODE = "#network .picture.size-2 .nodes .node[data-id='tim-keller'] .pill:not(.behind)"
NARROW_NODE = "#network .narrow-only .nodes .node[data-id='tim-keller'] .pill:not(.behind)"
TITLE = (
    "[...document.querySelectorAll('#details .told:not([hidden]) .record-title')].pop()?.textContent === arguments[0]"
)
VIEWED = """["at", "from", "until"].every((name) =>
  (new URLSearchParams(document.documentElement.dataset.view).get(name) ?? "") === look().part(name))"""
"""Whether the pictures show what the controls of time say."""

SEEN = """
const shown = (one) => {
  if (!one || !one.getClientRects().length) return false;
  const { left, right, top, bottom } = one.getBoundingClientRect(), x = (left + right) / 2, y = (top + bottom) / 2;
  return x > 0 && x < innerWidth && y > 0 && y < innerHeight && one.contains(document.elementFromPoint(x, y));
};
"""
"""Whether the middle of something is in the window, with nothing over it."""


@dataclass(frozen=True)
class Visit:
    """A browser and where the page is."""

    driver: Driver
    address: str
    saved: str  # the address of the page that was saved as a file

    def open(self, query: str = "") -> None:
        self.driver.go(self.address + "/" + query)
        self.driver.run(WATCH)

    def rests(self) -> dict[str, Any]:
        """What everything says once nothing is under way."""
        self.driver.comes("[look().address && '?' + look().address].includes(location.search)")
        self.driver.comes(VIEWED)
        return dict(self.driver.run(STATE))


Found = tuple[bool, str]  # whether the promise was kept, what was measured
Promise = Callable[[Visit], Found]


def one_day(state: dict[str, Any]) -> bool:
    """Whether address, slider, field and pictures say the same day."""
    return len({state["at"], state["slider"], state["field"], state["pictures"]}) == 1


def one_gesture(visit: Visit, before: dict[str, Any], kept: bool, more: str) -> Found:
    """A gesture is one entry in the tab's history, and writes the address a few times a second at most."""
    state = visit.rests()
    entries, writes = state["entries"] - before["entries"], state["written"] - before["written"]
    said = f"{entries} entry, {writes} writes, {state['fastest']} in the fastest second, {more}"
    return kept and entries == 1 and state["fastest"] <= 5 and not state["faults"], said + " ".join(state["faults"])


def slider_by_keys(visit: Visit) -> Found:
    visit.open()
    before = visit.rests()
    visit.driver.run("document.getElementById('asof-slider').focus()")
    visit.driver.press(ARROW_LEFT * 40 + ARROW_RIGHT * 36)
    state = visit.rests()
    right = one_day(state) and state["place"] == state["days"] - 5
    return one_gesture(visit, before, right, f"{state['slider']} everywhere: {right}")


def slider_by_drag(visit: Visit) -> Found:
    visit.open()
    before, box = visit.rests(), visit.driver.box("#asof-slider")
    y = box["top"] + box["height"] / 2
    x = lambda part: box["left"] + 8 + (box["width"] - 16) * part  # noqa: E731
    visit.driver.drag([(x(1), y), *((x(abs(50 - step % 100) / 50), y) for step in range(100)), (x(0.5), y)])
    state = visit.rests()
    right = one_day(state) and abs(state["place"] - state["days"] / 2) < 4
    return one_gesture(visit, before, right, f"{state['slider']} everywhere: {right}")


def window_by_drag(visit: Visit) -> Found:
    visit.open()
    before, box = visit.rests(), visit.driver.box("#density .dn-strip")
    y = box["top"] + box["height"] / 2
    visit.driver.drag([(box["left"] + box["width"] * (0.4 + 0.3 * step / 100), y) for step in range(101)])
    state = visit.rests()
    right = bool(state["from"]) and visit.driver.run(f"return {VIEWED}") and state["query"] == "?" + state["wanted"]
    return one_gesture(visit, before, right, f"{state['from']} to {state['until']}, drawn: {right}")


def _type_a_day(visit: Visit, year: str) -> None:
    visit.driver.run("document.querySelector('details.asof-day').open = true")
    visit.driver.run("document.getElementById('asof-date').focus()")
    visit.driver.press(visit.driver.onwards.join(("07", "21", year)))


def day_typed(visit: Visit) -> Found:
    visit.open()
    before = visit.rests()
    _type_a_day(visit, "2025")
    visit.driver.comes("look().part('at') === '2025-07-21'", seconds=8)
    state = visit.rests()
    right = one_day(state) and state["at"] == "2025-07-21"
    return one_gesture(visit, before, right, f"{state['at']} everywhere: {right}")


def day_past_the_data(visit: Visit) -> Found:
    visit.open()
    _type_a_day(visit, "2031")
    visit.driver.press(ENTER)
    visit.driver.comes("document.getElementById('notes').textContent !== ''", seconds=8)
    state = visit.rests()
    return "reach to" in state["note"] and one_day(state), state["note"]


def pick_by_click(visit: Visit) -> Found:
    visit.open()
    before = visit.rests()
    visit.driver.click(NODE)
    visit.driver.comes(TITLE, "Tim Keller")
    visit.driver.comes("/ ties drawn/.test(document.getElementById('network-summary').textContent)")
    state = visit.rests()
    drawn = state["caption"].split()
    every = len(drawn) > 2 and drawn[0] == drawn[2]
    kept = every and state["title"] == "Tim Keller" and state["entries"] == before["entries"] + 1
    return kept and not state["faults"], f"{state['title']}: {state['caption']}" + " ".join(state["faults"])


def _blue(visit: Visit) -> int:
    """How many pixels of the window have the colour of focus."""
    near = lambda pixel: all(abs(a - b) < 24 for a, b in zip(pixel, FOCUS, strict=True))  # noqa: E731
    colours = visit.driver.picture().getcolors(1 << 24) or []
    return sum(count for count, pixel in colours if near(pixel))


def focus_seen_in_the_pictures(visit: Visit) -> Found:
    """A ring that is computed may yet not be painted: it is counted in pixels."""
    visit.open()
    before, rings = _blue(visit), []
    for key in ("n", "t"):
        visit.driver.press(key)
        visit.driver.press(ARROW_RIGHT)
        held = visit.driver.comes("document.activeElement.matches('#network .node, .tl-mark, .tl-number, .tl-cell')")
        rings.append(_blue(visit) - before if held else -1)
    return min(rings) >= 40, f"{rings[0]} px of ring in the network, {rings[1]} in the timeline"


def nothing_marked_by_a_drag(visit: Visit) -> Found:
    visit.open()
    x, y = visit.driver.middle(NODE)
    visit.driver.drag([(x, y), *((x + 8 * step, y + 4 * step) for step in range(1, 12))])
    in_network = visit.rests()["marked"]
    x, y = visit.driver.middle("#timeline-graph .tl-label text")
    visit.driver.drag([(x, y), *((x + 8 * step, y + 6 * step) for step in range(1, 12))])
    state = visit.rests()
    marked = (in_network + state["marked"]).strip()
    return not marked and state["scrolled"] == 0, f"words marked: “{marked[:60]}”"


def links_are_underlined(visit: Visit) -> Found:
    visit.open("?sel=tim-keller")
    said = visit.driver.run(
        """const look = (one) => getComputedStyle(one).textDecorationLine;
        return ["#chronicle .doers a.record", "#details .told li a", "#sources a"].map((selector) => {
          const one = document.querySelector(selector);
          return one ? selector + ": " + look(one) : selector + " is not there";
        });"""
    )
    return all("underline" in one for one in said), "; ".join(said)


def ends_of_lines_are_whole(visit: Visit) -> Found:
    """Neither the ends of broken lines nor the signs on solid ones are drawn broken."""
    visit.open()
    broken = visit.driver.run(
        """return [...document.querySelectorAll("#network .end path, #network .event:not(.hollow) .mark")]
        .filter((one) => one.getClientRects().length && getComputedStyle(one).strokeDasharray !== "none")
        .map((one) => one.getAttribute("class"));"""
    )
    return not broken, f"{len(broken)} drawn broken"


def a_tap_on_a_narrow_window_keeps_in_sight_what_was_tapped(visit: Visit) -> Found:
    width = visit.driver.resize(390, 844)
    try:
        visit.open()
        visit.driver.tap(".tabs button[data-tab='network']")
        visit.driver.comes("document.querySelector('.narrow-only svg.network.alive')")
        visit.driver.run(f"document.querySelector({NARROW_NODE!r}).scrollIntoView({{ block: 'start' }})")
        visit.driver.tap(NARROW_NODE)
        visit.driver.comes(TITLE, "Tim Keller")
        visit.driver.comes("document.querySelector('.spine li')")
        names = visit.driver.run(
            SEEN
            + """const told = [...document.querySelectorAll("#network .picture *, #details .record-title")];
            return told.filter((one) => one.textContent.trim() === "Tim Keller" && shown(one)).length;"""
        )
        return names >= 2, f"{width} px wide, named {names} times in sight"
    finally:
        visit.driver.resize(1440, 900)


def nothing_scrolls_sideways(visit: Visit) -> Found:
    found = []
    try:
        for wanted in (1440, 1024, 390):
            width = visit.driver.resize(wanted, 900)
            visit.open("?sel=july-2025-order-signed")
            found.append((width, int(visit.driver.run("return document.documentElement.scrollWidth"))))
    finally:
        visit.driver.resize(1440, 900)
    return all(wide <= width for width, wide in found), ", ".join(f"{wide} of {width} px" for width, wide in found)


def saved_page_opens_and_picks(visit: Visit) -> Found:
    visit.driver.go(visit.saved)
    visit.driver.run(WATCH)
    visit.driver.click("#network .nodes .node[data-id='tim-keller'] .pill:not(.behind)")
    visit.driver.comes(TITLE, "Tim Keller")
    state = visit.driver.run(
        """return { faults, title: [...document.querySelectorAll(".record-title")].pop()?.textContent,
        lit: document.querySelectorAll("#network .node.lit").length, address: location.hash + location.search };"""
    )
    kept = state["title"] == "Tim Keller" and state["lit"] > 3 and "tim-keller" in state["address"]
    return kept and not state["faults"], f"{state['title']}, {state['lit']} nodes lit, {state['address']}"


PROMISES: tuple[tuple[str, Promise], ...] = (
    ("76 arrow presses on the slider are one entry", slider_by_keys),
    ("a drag of the slider is one entry", slider_by_drag),
    ("a drag of the window in time is one entry", window_by_drag),
    ("a day is typed into its field", day_typed),
    ("a day past the data is refused with a sentence", day_past_the_data),
    ("a click in the network picks, with all ties", pick_by_click),
    ("the keyboard's place is seen in both pictures", focus_seen_in_the_pictures),
    ("a drag marks no words", nothing_marked_by_a_drag),
    ("links are underlined", links_are_underlined),
    ("the ends of lines are whole", ends_of_lines_are_whole),
    (
        "a tap on a narrow window keeps in sight what was tapped",
        a_tap_on_a_narrow_window_keeps_in_sight_what_was_tapped,
    ),
    ("nothing scrolls sideways", nothing_scrolls_sideways),
    ("the saved page opens from disk and picks", saved_page_opens_and_picks),
)
