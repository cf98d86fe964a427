"""One screen, one instrument: whatever is picked, from wherever, its mark, all its ties and the head of its record are
in the window at once, and nothing else has moved."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from explorer.landscape import Landscape
from explorer.model import Actor
from tests.browser.conftest import Staying, Watched, settled, until
from tests.sweeps import swept

SIZES = ((1920, 1080), (1440, 900), (1280, 720), (1024, 768), (390, 844))
PLACES = ("mark or node", "name in the text", "address", "search")

STATE = """() => {
  const seen = (one) => {
    if (!one || !one.getClientRects().length) return false;
    const { left, right, top, bottom } = one.getBoundingClientRect();
    return right > 0 && left < innerWidth && bottom > 0 && top < innerHeight;
  };
  const shown = [...document.querySelectorAll("#network .picture")].find((one) => one.offsetParent);
  const nodes = [...(shown?.querySelectorAll(".nodes .node") ?? [])];
  const parts = [...document.querySelectorAll("#details .told:not([hidden])")];
  return {
    marks: [...document.querySelectorAll("#timeline-graph .tl-mark.sel, #timeline-graph .tl-mark.lit")].some(seen),
    node: seen(shown?.querySelector(".node.sel") ?? shown?.querySelector(".node.lit")),
    head: seen(parts.at(-1)?.querySelector(".record-title")),
    title: parts.at(-1)?.querySelector(".record-title")?.textContent,
    caption: document.getElementById("network-summary").textContent,
    away: nodes.filter((one) => one.matches(".under")).length,
    hearts: nodes.map((one) => { if (one.matches(".under")) return null;
      const box = one.querySelector(".pill:not(.behind), .mark").getBoundingClientRect();
      return [one.dataset.id, Math.round(box.left + box.width / 2), Math.round(box.top + box.height / 2)]; }),
    scrolled: scrollY,
  };
}"""


OFTEN = 9
"""Every so manyth record is picked in `make test`, others in each window."""


def chosen(landscape: Landscape) -> list[str]:
    """The 12 best-tied actors, 12 events from first to last, and 4 instruments."""
    actors = sorted(landscape.actors, key=lambda actor: (-len(landscape.relations_of[actor.id]), actor.id))[:12]
    events = landscape.events[:: max(1, len(landscape.events) // 12)][:12]
    instruments = [one for one in landscape.instruments if landscape.steps_of.get(one.id)][:4]
    return [record.id for record in (*actors, *events, *instruments)]


def pick(page: Page, id: str, place: str, record: object) -> None:
    """Picks a record from a place where it can be found there; else by its address."""
    drawn = page.locator(
        f"#network .picture:visible .node[data-id='{id}']:visible, #timeline-graph .tl-mark[data-id='{id}']:visible"
    )
    if place == "mark or node" and drawn.count():
        drawn.first.dispatch_event("click", {"detail": 0})
    elif place == "name in the text" and page.locator(f"#chronicle a.record[data-id='{id}']").count():
        page.eval_on_selector(f"#chronicle a.record[data-id='{id}']", "link => link.click()")
    elif place == "search" and isinstance(record, Actor):
        page.fill("#search-field", record.name)
        until(page, "name => document.querySelector('#search-list .hit b')?.textContent === name", record.name)
        page.keyboard.press("Enter")
    else:
        page.evaluate(
            """id => {
              const link = Object.assign(document.createElement('a'), { href: '?sel=' + id });
              link.dataset.id = id;
              document.body.append(link);
              link.click();
              link.remove();
            }""",
            id,
        )


def drawn_of(caption: str) -> tuple[int, int]:
    words = caption.split()
    return int(words[0]), int(words[2])


@pytest.mark.slow
@pytest.mark.parametrize("step", swept([1, OFTEN], often=[OFTEN]), ids=lambda step: f"every {step}")
@pytest.mark.parametrize(("width", "height"), swept(SIZES, often=SIZES[1::2] + SIZES[-1:]), ids=lambda size: str(size))
def test_a_pick_from_anywhere_is_answered_in_sight(
    watched: Watched, bundled: Landscape, width: int, height: int, step: int
) -> None:
    watched.page.set_viewport_size({"width": width, "height": height})
    page = watched.open()
    settled(page)
    rest: dict[str, Any] = page.evaluate(STATE)
    first = SIZES.index((width, height)) % step
    for turn, id in [*enumerate(chosen(bundled))][first::step]:
        pick(page, id, PLACES[turn % 4], bundled.selectable[id])
        until(page, "id => new URLSearchParams(location.search).get('sel') === id", id)
        expect(page.locator("#details .told:not([hidden]) [data-of]").last).to_have_attribute("data-of", id)
        until(page, "() => !/drawing/.test(document.getElementById('network-summary').textContent)")
        found: dict[str, Any] = page.evaluate(STATE)
        if width < 1024:
            assert found["head"], id
            assert found["marks"] or page.locator("html").get_attribute("data-tab") != "timeline", id
        else:
            assert found["head"] and found["marks"] and found["node"], (id, found)
            if id in bundled.records:
                many, stated = drawn_of(found["caption"])
                assert many == stated == len(bundled.relations_of[id]), (id, found["caption"])
            moved = [one for one, was in zip(found["hearts"], rest["hearts"], strict=True) if one not in (was, None)]
            assert not moved, (id, moved)
            assert (f", {found['away']} gave way" in found["caption"]) == (found["away"] > 0), (id, found["caption"])
        assert found["scrolled"] == rest["scrolled"], id


def test_on_a_phone_a_pick_is_a_list_of_its_ties_in_order_of_time(watched: Watched, bundled: Landscape) -> None:
    watched.page.set_viewport_size({"width": 390, "height": 844})
    page = watched.open("?sel=tim-keller")
    page.click(".tabs button[data-tab='network']")
    expect(page.locator(".spine li")).to_have_count(len(bundled.relations_of["tim-keller"]))
    page.click(".spine a[data-id='july-2025-order-signed']")
    expect(page.locator("#details .record-title").last).to_have_text("July 2025 order signed")


def test_the_splitter_is_moved_by_keys_and_comes_back(staying: Staying) -> None:
    page = staying.come()
    high = page.locator("#timeline").bounding_box()
    page.focus("#splitter")
    page.keyboard.press("PageDown")
    until(page, "high => document.getElementById('timeline').offsetHeight > high + 40", high and high["height"])
    page.keyboard.press("Enter")
    until(
        page, "high => Math.abs(document.getElementById('timeline').offsetHeight - high) < 2", high and high["height"]
    )


def test_a_drag_of_the_splitter_that_follows_a_key_ends_only_where_it_is_let_go(staying: Staying) -> None:
    page = staying.come()
    box = page.locator("#splitter").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2 + 16
    page.mouse.move(x, y)
    page.focus("#splitter")
    page.keyboard.press("ArrowDown")
    page.mouse.down()
    page.evaluate("setTimeout(() => { document.body.dataset.rested = 'yes'; }, 200)")
    until(page, "document.body.dataset.rested === 'yes'")  # longer than keys rest
    page.mouse.move(x, y + 80, steps=2)
    until(page, "y => document.getElementById('splitter').getBoundingClientRect().top > y + 60", box["y"])
    page.mouse.up()


def test_a_picture_takes_the_whole_height_and_gives_it_back(staying: Staying) -> None:
    page = staying.come()
    page.click("[data-maximize='network']")
    expect(page.locator("#timeline-graph")).to_be_hidden()
    expect(page.locator("#details")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#timeline-graph")).to_be_visible()


def test_a_line_leads_to_its_sentence(watched: Watched) -> None:
    page = watched.open("?sel=tim-keller")
    page.eval_on_selector_all(
        "#network .picked-edges .hit-line",
        "lines => lines.find((one) => one.getClientRects().length && one.dataset.b === 'eo-14287-signed')"
        ".dispatchEvent(new MouseEvent('click', { bubbles: true }))",
    )
    expect(page.locator("#details li.led-to")).to_contain_text("EO 14287")


def test_a_timeline_higher_than_its_place_scrolls_there_also_after_it_was_out_of_sight(watched: Watched) -> None:
    watched.page.set_viewport_size({"width": 390, "height": 844})
    page = watched.open("?rows=actor")
    settled(page)
    scrolls = """() => {
      const { box } = look().timeline;
      box.scrollTop = 60;
      return box.scrollTop === 60 && getComputedStyle(box).overflowY === "auto";
    }"""
    until(page, scrolls)
    page.click(".tabs [data-tab=network]")
    page.click(".tabs [data-tab=timeline]")
    until(page, scrolls)
    page.evaluate("door.go({ lanes: 'city' })")
    until(page, "document.documentElement.dataset.view === 'lanes=city&rows=actor'")
    until(page, scrolls)
