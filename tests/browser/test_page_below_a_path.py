"""The page below a path of a host, behind a proxy that strips it; and in a frame of another site."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from explorer.server import create_app
from explorer.server.settings import Settings
from tests.browser.acts import leave_out
from tests.browser.conftest import Watched, listening, ready, until, watching
from tests.bundled import albuquerque
from tests.server.test_base_address import stripping


@pytest.fixture(scope="module")
def below() -> Iterator[str]:
    """The address of the page below a path that the explorer was never told of."""
    with listening(stripping(create_app(albuquerque()).server)) as host:
        yield f"{host}/landscape"


@pytest.fixture
def watched_below(page: Page, below: str) -> Iterator[Watched]:
    with watching(page, below) as watched:  # a request that leaves the path is a foreign one
        yield watched
    assert watched.errors == []
    assert watched.foreign == []


def test_everything_works_below_a_path_that_a_proxy_strips(watched_below: Watched, below: str) -> None:
    page = watched_below.open("?sel=tim-keller")
    page.locator("#chronicle a.record[data-id='eo-14287-signed']").first.click()
    expect(page.locator("#details-body")).to_contain_text("14287")
    leave_out(page, "lanes", "state")
    until(page, "() => document.documentElement.dataset.view.includes('lanes=')")
    page.keyboard.press("Escape")
    page.fill("#search-field", "Medina")
    expect(page.locator("#search-list [role=option]").first).to_contain_text("Medina")
    page.keyboard.press("Enter")
    page.click("#actors summary")
    expect(page.locator("#actors .js-plotly-plot")).to_be_visible()
    page.click("#export-button")
    expect(page.locator(".take-pages img").first).to_be_visible()
    until(page, "() => document.querySelector('.take-pages img').naturalWidth > 0")
    page.check("input[name=take-format][value=json]")
    expect(page.locator(".take-peek")).to_contain_text("landscape")
    with page.expect_download() as coming:
        page.locator(".take-go").click()
    assert coming.value.suggested_filename.endswith(".json")
    page.locator(".take-close").click()
    page.locator("footer a", has_text="About the data").click()
    page.wait_for_url(f"{below}/about")
    page.locator("a", has_text="Back to the explorer").first.click()
    page.wait_for_url(f"{below}/*")
    ready(page)


def test_a_lost_reader_below_a_path_finds_the_way_back(page: Page, below: str) -> None:
    for lost in ("/nowhere", "/a/b/c", "/a%2Fb", "//x//y"):
        page.goto(below + lost)
        page.get_by_text("Back to the explorer").click()
        page.wait_for_url(f"{below}/*")
        ready(page)


def test_only_a_site_that_is_named_may_show_the_page_in_a_frame(page: Page) -> None:
    landscape = albuquerque()
    shown = {"address": ""}

    def newsroom(environ: dict[str, Any], start: Any) -> list[bytes]:
        start("200 OK", [("Content-Type", "text/html")])
        return [f'<!doctype html><title>News</title><iframe src="{shown["address"]}"></iframe>'.encode()]

    with listening(newsroom) as site:
        for embedders in ((site,), ()):
            with listening(create_app(landscape, Settings(embedders=embedders)).server) as address:
                shown["address"] = f"{address}/about"
                page.goto(site)
                page.wait_for_load_state("load")
                heading = page.frame_locator("iframe").locator("h1", has_text="About the data")
                expect(heading).to_have_count(len(embedders))


def test_a_page_in_a_frame_tells_its_height_to_a_site_that_may_show_it_and_leads_to_the_whole(page: Page) -> None:
    shown = {"address": ""}

    def newsroom(environ: dict[str, Any], start: Any) -> list[bytes]:
        start("200 OK", [("Content-Type", "text/html")])
        heard = "<script>heard = []; addEventListener('message', (e) => heard.push([e.origin, e.data]))</script>"
        frame = f'<iframe src="{shown["address"]}" width="1200" height="720"></iframe>'
        return [f"<!doctype html><title>News</title>{heard}{frame}".encode()]

    with (
        listening(newsroom) as site,
        listening(create_app(albuquerque(), Settings(embedders=(site,))).server) as address,
    ):
        shown["address"] = f"{address}/?embed=1&sel=tim-keller"
        page.goto(site)
        until(page, "() => heard.length > 0")
        framed = page.frames[1]
        ready(framed)
        high = framed.evaluate("Math.ceil(document.body.getBoundingClientRect().height)")
        until(page, "high => heard.at(-1)[1].height === high", high)
        origin, told = page.evaluate("heard.at(-1)")
        assert origin == address and told["policyExplorer"] == "albuquerque"
        assert high < 720
        expect(framed.locator("#export-button")).to_be_hidden()
        assert framed.url == shown["address"]
        way = framed.locator(".embed-line a")
        with page.context.expect_page() as opened:
            way.click()
        assert opened.value.url == f"{address}/?sel=tim-keller"
        opened.value.close()
