"""The network under filters, steps, paths and the keyboard; the one for phones; actors compared."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.acts import broken_rules, choose, few_rows, leave_out, viewed
from tests.browser.conftest import NARROW, WIDE, Watched, until
from tests.bundled import albuquerque as bundled_landscape
from tests.bundled import ties
from tests.sweeps import swept

THERE = f"{WIDE} .node:not(.gone)"


def places(page: Page) -> dict[str, str]:
    """Where every node stands that is shown, by id."""
    found: dict[str, str] = page.eval_on_selector_all(
        THERE, "nodes => Object.fromEntries(nodes.map(n => [n.dataset.id, n.getAttribute('transform')]))"
    )
    return found


def base(page: Page) -> str:
    return page.get_attribute(WIDE, "data-base") or ""


def test_a_filter_hides_nodes_and_moves_none(watched: Watched) -> None:
    page = watched.open()
    before = places(page)
    leave_out(page, "lanes", "federal")
    viewed(page, "lanes=city,other-cities,state")
    after = places(page)
    assert "donald-trump" in before.keys() - after.keys()
    assert after.items() < before.items()


def test_steps_bring_what_is_near_the_record_and_then_what_is_near_that(watched: Watched) -> None:
    page = watched.open("?sel=new-mexico-senate-health&steps=1")
    near = places(page).keys()
    lit = page.eval_on_selector_all(f"{WIDE} .node.lit", "nodes => nodes.map(n => n.dataset.id)")
    assert near == set(lit)
    assert (page.text_content("#network .drawn") or "").startswith(
        f"{len(near)} actors and events within 1 step of Senate Health and Public Affairs."
    )
    choose(page, "steps", "2")
    until(page, f"document.querySelectorAll('{THERE}').length > {len(near)}")
    assert near < places(page).keys()


def test_actors_alone_are_tied_by_events_and_a_tie_asks_how_they_are_connected(watched: Watched) -> None:
    page = watched.open("?nodes=actors")
    expect(page.locator(f"{WIDE} .node.event")).to_have_count(0)
    page.click(f"{WIDE} .node[data-id='donald-trump']")
    tie = page.locator(f"{WIDE} .hit-line[role='button'][data-a='donald-trump'][data-b='tim-keller']")
    expect(tie).to_have_attribute("aria-label", re.compile("^Donald Trump and Tim Keller share [0-9]+ events?: "))
    tie.dispatch_event("click")
    until(page, "new URLSearchParams(location.search).get('to') === 'tim-keller'")


def test_a_connection_is_lit_with_its_steps_numbered(watched: Watched) -> None:
    page = watched.open("?sel=karen-bass&to=tim-keller")
    badges = page.locator(f"{WIDE} .step")
    expect(badges.first).to_be_visible()
    numbers = {int(text) for text in badges.all_text_contents()}
    assert numbers == set(range(1, max(numbers) + 1))
    expect(page.locator(f"{WIDE} .node.sel")).to_have_attribute("data-id", "karen-bass")
    expect(page.locator(f"{WIDE} .node.goal")).to_have_attribute("data-id", "tim-keller")


LOOSE = """() => {
  const svg = [...document.querySelectorAll("svg.network")].find((one) => one.getClientRects().length);
  const seen = (one) => getComputedStyle(one).display !== "none";
  const nodes = new Set([...svg.querySelectorAll(".node")].filter(seen).map((one) => one.dataset.id));
  const lines = [...svg.querySelectorAll(".edges > .edge, .moving > .hits > .hit-line")].filter(seen);
  const ends = ({ dataset: { a, b } }) => nodes.has(a) && nodes.has(b);
  return [nodes.size, lines.length, lines.filter((one) => !ends(one)).map((one) => one.dataset.edge)];
}"""
"""How many nodes and lines show, and the lines that show without both of their ends."""


@pytest.mark.parametrize(
    "query", swept(["?lanes=state", "?at=2017-01-01", "?sel=ice&kinds=order"], often=["?lanes=state"])
)
def test_no_line_shows_without_its_ends_as_a_page_opens_or_is_filtered(watched: Watched, query: str) -> None:
    page = watched.open(query)
    opened = page.evaluate(LOOSE)
    assert opened[2] == []
    page.evaluate("door.go({ lanes: '', at: '', kinds: '' })")
    until(page, f"before => ({LOOSE})()[1] > before", opened[1])
    assert page.evaluate(LOOSE)[2] == []
    page.go_back()
    until(page, f"before => ({LOOSE})()[1] === before", opened[1])
    assert page.evaluate(LOOSE)[2] == []


def test_tidy_lays_out_what_the_filters_leave_and_gives_the_places_back(watched: Watched) -> None:
    page = watched.open("?lanes=state")
    before, whole = places(page), base(page)
    page.click("#network .tidy")
    until(page, f"base => document.querySelector('{WIDE}').dataset.base !== base", whole)
    expect(page.locator(f"{WIDE} .node.gone")).to_have_count(0)
    assert places(page).keys() >= before.keys()
    page.click("#network .tidy")
    until(page, f"base => document.querySelector('{WIDE}').dataset.base === base", whole)
    assert places(page) == before


def test_the_arrow_keys_pass_over_what_is_hidden(watched: Watched) -> None:
    page = watched.open("?lanes=city")
    page.focus(f"{WIDE} .node[tabindex='0']")
    seen = set()
    for key in ("ArrowRight", "ArrowUp", "ArrowUp", "ArrowUp", "ArrowLeft", "ArrowUp", "ArrowDown"):
        page.keyboard.press(key)
        seen.add(page.evaluate("document.activeElement.dataset.id"))
    assert len(seen) > 2
    assert seen <= places(page).keys()


def test_the_keyboard_goes_on_from_what_is_picked_where_its_own_node_gives_way(watched: Watched) -> None:
    page = watched.open("?sel=donald-trump")
    away = page.locator(f"{WIDE} .node.under").first.get_attribute("data-id")
    page.evaluate("id => door.select(id)", away)
    expect(page.locator("#details [data-of]")).to_have_attribute("data-of", away or "")
    expect(page.locator("#network-summary")).to_contain_text("ties drawn")
    page.focus(f"{WIDE} .node[data-id='{away}'].sel")
    page.go_back()
    expect(page.locator(f"{WIDE} .node[data-id='{away}']")).to_have_class(re.compile("under"))
    expect(page.locator(f"{WIDE} .node[data-id='donald-trump']")).to_be_focused()
    page.focus(f"{WIDE} .guests .node[data-id]")
    guest = page.evaluate("document.activeElement.dataset.id")
    page.keyboard.press("Enter")
    expect(page.locator(f"{WIDE} .node[data-id='{guest}']")).to_be_focused()
    expect(page.locator(f"{WIDE} .under[tabindex='0']")).to_have_count(0)


def test_a_phone_gets_a_network_of_its_own_and_says_how_much_of_it_is_drawn(watched: Watched) -> None:
    watched.page.set_viewport_size({"width": 390, "height": 844})
    page = watched.open()
    page.click(".tabs button[data-tab=network]")
    narrow = page.locator(NARROW)
    expect(narrow).to_be_visible()
    expect(page.locator(".wide-only svg.network").first).to_be_hidden()
    expect(page.locator("#network-summary")).to_contain_text(
        f"{narrow.locator('.node').count()} of {len(bundled_landscape().records)}"
    )
    narrow.locator(".node[data-id='tim-keller']").click()
    expect(page.locator("#details .record-title")).to_have_text("Tim Keller")
    expect(page.locator(".spine-title")).to_have_text(f"Tim Keller {ties('tim-keller')} ties, in order of time")


def test_without_scripts_a_phone_shows_the_network_for_a_desk_in_a_box_that_scrolls(
    browser: Browser, albuquerque: str
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    page = context.new_page()
    page.goto(albuquerque)
    shown = page.locator("#network svg.network:visible")
    expect(shown).to_have_count(1)
    picture, place = shown.bounding_box(), page.locator("#network .picture:visible").bounding_box()
    assert picture is not None
    assert place is not None
    assert picture["width"] > 390 >= place["width"]
    context.close()


def test_a_window_of_any_width_shows_one_network_made_for_it_and_a_pick_in_each_counts_the_same(
    watched: Watched,
) -> None:
    page = watched.open("?sel=tim-keller")
    for width, size in ((1920, 1), (1440, 2), (1280, 3), (1024, 4)):
        page.set_viewport_size({"width": width, "height": 800})
        shown = page.locator("#network .picture:visible")
        expect(shown).to_have_count(1)
        expect(shown).to_have_class(re.compile(rf"\bsize-{size}\b"))
        expect(page.locator("#network-summary")).to_contain_text(
            f"{ties('tim-keller')} of {ties('tim-keller')} ties drawn"
        )
        expect(shown.locator(".node.sel")).to_have_attribute("data-id", "tim-keller")


def test_the_keyboard_stays_on_its_node_when_the_window_takes_another_picture(watched: Watched) -> None:
    page = watched.open()
    page.focus(f"{WIDE} .node[data-id='tim-keller']")
    for width, size in ((1280, 3), (1440, 2)):
        page.set_viewport_size({"width": width, "height": 900})
        until(page, f"document.activeElement.closest('.size-{size} .node')?.dataset.id === 'tim-keller'")


def test_actors_are_compared_in_a_table_and_a_chart_that_come_when_they_are_opened(watched: Watched) -> None:
    page = watched.open()
    loaded = "performance.getEntriesByType('resource').some(entry => entry.name.includes('plotly.'))"
    assert not page.evaluate(loaded)
    page.focus("#actors > summary")
    page.keyboard.press("Enter")
    until(page, "document.querySelectorAll('#actors .barlayer .point').length > 20")
    assert page.evaluate(loaded)
    assert f"City of Albuquerque {ties('city-of-albuquerque')}" in (
        page.get_attribute(".actors-chart", "aria-label") or ""
    )
    first = page.locator(".actors-table tbody tr").first
    page.click(".actors-table th button:text('Actor')")
    expect(first).to_contain_text("ACLU of New Mexico")
    expect(page.locator(".actors-table th[aria-sort='ascending']")).to_have_text("Actor")
    page.click(".actors-table th button:text('Ties')")
    expect(first).to_contain_text("City of Albuquerque")
    page.locator("#actors .barlayer .point path").nth(2).click(force=True)  # the chart's own layer takes the click
    until(page, "new URLSearchParams(location.search).get('sel') === 'tim-keller'")
    expect(page.locator(".actors-table tr.sel")).to_contain_text("Tim Keller")
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    until(page, "document.querySelector('.actors-chart').dataset.theme === 'dark'")
    assert page.locator("[data-title='Share chart'], .modebar").count() == 0
    few_rows(page)
    assert broken_rules(page, "#actors") == []


def test_the_comparison_follows_the_filters_while_it_is_open(watched: Watched) -> None:
    page = watched.open("?lanes=state")
    page.click("#actors > summary")
    caption = page.locator(".actors-table caption")
    expect(caption).to_contain_text("actors")
    before = caption.inner_text()
    choose(page, "level", "key")
    viewed(page, "lanes=state&level=key")
    expect(caption).not_to_have_text(before)
