"""Addresses that are damaged, foreign or hostile: the page says so once, and then everything works as ever."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, Phase, given
from hypothesis import strategies as st
from playwright.sync_api import Page, expect

from explorer.landscape import Landscape
from explorer.query.selection import from_query, to_query
from tests.browser.conftest import WIDE, Watched, ready, until, watching
from tests.browser.host import Host
from tests.sweeps import examples, swept

PARTS = (
    "sel to order vs show tour step from until at clock lanes kinds status ties basis layers level axis rows nodes "
    "steps tidy zoom"
)
"""Every part of an address."""

WORDS = ("constructor", "__proto__", "prototype", "toString", "hasOwnProperty", "valueOf", "__defineGetter__")
DAYS = ("2019-13-45", "NaN", "2025-02-30", "0000-00-00", "-1", "99999999999999999999", "2025-07-21T00:00", "9999-12-31")
NONSENSE = (
    *WORDS,
    "%00",
    "%ED%A0%80",  # half of a surrogate pair
    "%FF%FE",
    "%",
    "%%%zz",
    "%E2%80%AE%F0%9F%92%A9",  # right-to-left override and an emoji
    quote("<img src=x onerror=alert(1)>"),
    quote("'\"><script>alert(1)</script>"),
    "1e309",
    "x" * 300,
)

NAMES = PARTS.split()
DAMAGED = {
    "words of the language": [
        *(f"?sel={word}" for word in WORDS),
        *(f"?sel=ana-reyes&to={word}" for word in WORDS[:3]),
        "?constructor=1&__proto__=2&hasOwnProperty=3",
        "?lanes=city,nowhere,__proto__",
        "?" + "&".join(f"{part}=constructor" for part in NAMES),
    ],
    "days that are none": [
        *(f"?at={day}" for day in DAYS),
        *(f"?from={day}&until={day}" for day in DAYS[:4]),
        "?until=2001-01-01&from=2025-01-01",
    ],
    "every part with nonsense": [f"?{part}={NONSENSE[place % len(NONSENSE)]}" for place, part in enumerate(NAMES)],
    "text that is garbage": [f"?sel={word}&steps=2" for word in NONSENSE[7:]],
    "parts twice, empty, foreign, too long": [
        "?sel=ana-reyes&sel=constructor&sel=council&at=2025-07-24&at=NaN",
        "?" + "&".join(f"{part}=" for part in NAMES),
        "?&&==&=&sel&at=&",
        "?sel=" + "council," * 200,
        "?" + "lanes=city&" * 200,
        "?fbclid=abc&utm_source=%3Cb%3E&sel=council",
        "?sel=council#source-1",
    ],
}


@pytest.fixture(scope="module")
def town(small_world: Landscape) -> Landscape:
    return small_world


@pytest.fixture(scope="module")
def address(town: Landscape) -> Iterator[str]:
    host = Host(town)
    yield host.address
    host.goes()


@pytest.fixture
def looked_at(page: Page, address: str) -> Iterator[Watched]:
    with watching(page, address) as watched:
        yield watched
    assert watched.foreign == []


def is_understood(watched: Watched, query: str, town: Landscape) -> Page:
    """Opens an address: the page shows what the server understands of it, and a record can be selected."""
    page = watched.open(query)
    text = query.partition("#")[0].removeprefix("?")
    understood = to_query(from_query(text or town.default_view, town)[0])
    assert page.evaluate("look().address") in (understood, page.evaluate("look().data.address"))
    a_mark_selects(page)
    assert watched.errors == [], query
    return page


def works(watched: Watched, query: str, town: Landscape) -> None:
    """Opens an address and does what a reader does; nothing may go wrong on the page."""
    page = is_understood(watched, query, town)
    finds(page)
    a_node_selects(page)
    exports(page)
    assert watched.errors == [], query


def is_selected(page: Page, id: str) -> None:
    until(page, "id => new URLSearchParams(location.search).get('sel') === id", id)
    until(
        page, "id => document.querySelector(`.tl-mark.sel[data-id='${id}'], .node.sel[data-id='${id}']`) !== null", id
    )


def finds(page: Page) -> None:
    page.fill("#search-field", "night bus order signed")
    expect(page.locator("#search-list [role=option]").first).to_contain_text("Night bus order")
    page.press("#search-field", "Enter")
    is_selected(page, "night-order")


def a_mark_selects(page: Page) -> None:
    page.locator("#timeline-graph .tl-mark[data-id='resolution-2000']").first.dispatch_event("click")
    is_selected(page, "resolution-2000")


def a_node_selects(page: Page) -> None:
    page.locator(f"{WIDE} .node[data-id='council']:not(.gone)").dispatch_event("click")
    is_selected(page, "council")


def exports(page: Page) -> None:
    page.click("#export-button")
    expect(page.locator(".take-go")).to_be_enabled()
    expect(page.locator(".take-pages img").first).to_be_attached()
    page.keyboard.press("Escape")


@pytest.mark.parametrize("step", swept([1, 60], often=[60]), ids=lambda step: f"every {step}")
@pytest.mark.parametrize("queries", DAMAGED.values(), ids=DAMAGED.keys())
def test_whatever_the_address_says_the_page_works(
    looked_at: Watched, town: Landscape, queries: list[str], step: int
) -> None:
    *others, last = queries
    for query in others[::step]:
        is_understood(looked_at, query, town)
    works(looked_at, last, town)


@examples(
    3,
    4,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(said=st.lists(st.tuples(st.sampled_from([*NAMES, *WORDS]), st.sampled_from([*NONSENSE, *DAYS])), max_size=8))
def test_whatever_is_put_together_the_page_works(
    looked_at: Watched, town: Landscape, said: list[tuple[str, str]]
) -> None:
    works(looked_at, "?" + "&".join("=".join(part) for part in said), town)


def test_what_was_not_understood_leaves_the_address_bar_and_stays_on_the_page(looked_at: Watched) -> None:
    page = looked_at.open("?sel=nobody&at=2019-13-45&level=key#chronicle")
    assert page.evaluate("location.search + location.hash") == "?level=key#chronicle"
    expect(page.locator("#notes")).to_contain_text("Nothing here is called “nobody”")
    expect(page.locator("#notes")).to_contain_text("“2019-13-45” is not a day")


def test_the_whole_of_a_landscape_with_a_default_view_has_an_address_of_its_own(looked_at: Watched) -> None:
    page = looked_at.open()
    assert page.evaluate("location.search") == "?sel=ana-reyes"
    page.keyboard.press("Escape")
    until(page, "!location.search.includes('sel')")
    page.reload()
    ready(page)
    assert page.evaluate("look().part('sel')") == ""


def test_what_the_server_understands_otherwise_is_taken_by_the_page(looked_at: Watched) -> None:
    page = looked_at.open("?sel=ana-reyes")
    page.evaluate("door.go({ axis: 'sideways', lanes: 'nowhere,city' })")
    until(page, "location.search === '?sel=ana-reyes&lanes=city'")
    page.evaluate("door.select('toString')")
    until(page, "location.search === '?lanes=city'")
    page.go_back()
    until(page, "location.search === '?sel=ana-reyes&lanes=city'")


def test_a_place_on_the_page_is_no_other_view(looked_at: Watched) -> None:
    page = looked_at.open("?sel=council")
    page.evaluate("location.hash = 'sources-title'")
    page.evaluate("door.select('riders')")
    until(page, "location.search === '?sel=riders'")
    page.go_back()
    is_selected(page, "council")
    assert page.evaluate("location.hash") == "#sources-title"
    page.go_back()
    is_selected(page, "council")
