"""Worlds at the edges in a browser: no page scrolls sideways; words stay in their pictures in the reader's own face."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from explorer.export.options import Options
from explorer.export.saved_page.html_file import offline_html
from explorer.query.selection import Selection
from explorer.query.visible import visible
from tests.browser.conftest import ready, serving
from tests.edge_worlds import WORLDS, edge_world
from tests.sweeps import swept

SEEN = ("tiny-0-0", "tiny-0-1", "wide-cjk", "wide-capitals", "dense-day")
WIDTHS = (1440, 320)

TOO_WIDE = """() => {
    const room = document.documentElement.clientWidth;
    const wide = document.scrollingElement.scrollWidth;
    if (wide <= room) return [];
    const right = (node) => Math.round(node.getBoundingClientRect().right);
    const beyond = [...document.body.querySelectorAll("*")].filter((node) => right(node) > room);
    const names = beyond.map((node) => `${node.tagName}.${node.getAttribute("class") || node.id} ${right(node)}`);
    return [`${wide} px of ${room}`, ...names.slice(0, 40)];
}"""
"""What makes the page wider than the window; nothing where it is not."""

OUT_OF_PICTURE = """(selector) => {
    const seen = [...document.querySelectorAll(selector)].filter((svg) => svg.getClientRects().length);
    return seen.flatMap((svg) => {
        const box = svg.getBoundingClientRect();
        const out = (text) => {
            const own = text.getBoundingClientRect();
            return own.width && (own.left < box.left - 4 || own.right > box.right + 4);
        };
        return [...svg.querySelectorAll("text")].filter(out).map((text) => text.textContent.slice(0, 40));
    });
}"""
"""Words that are drawn beyond the sides of a picture."""

OVERFLOWING = """(dialog) => [dialog, ...dialog.querySelectorAll(".take-body, .take-choices, .take-preview")]
    .filter((part) => part.scrollWidth > part.clientWidth).map((part) => part.className)"""
"""The parts of the dialog that scroll sideways."""

Opened = Callable[[str, str, int], Page]


@pytest.fixture(scope="module")
def address_of(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], str]]:
    """Serves an edge world until the module's tests are over."""
    with ExitStack() as running:

        @cache
        def address(id: str) -> str:
            folder = WORLDS[id].written(tmp_path_factory.mktemp("worlds") / id)
            return running.enter_context(contextmanager(serving)(folder))

        yield address


@pytest.fixture
def opened(context: BrowserContext, address_of: Callable[[str], str]) -> Iterator[Opened]:
    """Opens a path of an edge world's page in a window of some width; nothing may go wrong on it."""
    faults: list[str] = []

    def open_(id: str, path: str, width: int) -> Page:
        page = context.new_page()
        page.emulate_media(reduced_motion="reduce")
        page.set_viewport_size({"width": width, "height": 900})
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("response", lambda answer: faults.append(answer.url) if answer.status >= 400 else None)
        page.goto(address_of(id) + path)
        return page

    yield open_
    assert faults == []


def unfolded(page: Page) -> Page:
    """The page with everything open that can be opened in place, and all of it laid out."""
    page.add_style_tag(content=".c-region, .s-region { content-visibility: visible !important }")
    page.evaluate("document.querySelectorAll('main details').forEach((part) => (part.open = true))")
    return page


def too_wide(page: Page) -> list[Any]:
    found: list[Any] = page.evaluate(TOO_WIDE)
    return found


def out_of_pictures(page: Page) -> list[Any]:
    return [words for picture in ("svg.timeline", "svg.network") for words in page.evaluate(OUT_OF_PICTURE, picture)]


def pick(id: str) -> str:
    return "?sel=event-0" if WORLDS[id].events else "?sel=actor-0" if WORLDS[id].actors else ""


@pytest.mark.parametrize(("id", "width"), swept(product(SEEN, WIDTHS), often=[("tiny-0-1", 1440), ("wide-cjk", 320)]))
def test_neither_the_page_nor_its_export_dialog_scrolls_sideways(opened: Opened, id: str, width: int) -> None:
    page = opened(id, "/" + pick(id), width)
    ready(page)
    assert too_wide(unfolded(page)) == []
    assert out_of_pictures(page) == []
    page.focus("#export-button")
    page.keyboard.press("Enter")
    expect(page.locator(".take-go")).to_be_enabled()
    assert too_wide(page) == []
    assert page.locator("dialog.take").evaluate(OVERFLOWING) == []


@pytest.mark.parametrize("id", swept(SEEN, often=["wide-cjk", "dense-day"]))
def test_the_page_about_the_data_never_scrolls_sideways(opened: Opened, id: str) -> None:
    page = unfolded(opened(id, "/about", WIDTHS[0]))
    for width in WIDTHS:  # no script lays it out
        page.set_viewport_size({"width": width, "height": 900})
        assert too_wide(page) == []


@pytest.mark.parametrize("id", swept(SEEN, often=["wide-cjk"]))
def test_the_saved_file_never_scrolls_sideways(context: BrowserContext, tmp_path: Path, id: str) -> None:
    path = tmp_path / "saved.html"
    path.write_bytes(offline_html(visible(edge_world(id), Selection()), Options()))
    for width in WIDTHS:
        page = context.new_page()
        page.emulate_media(reduced_motion="reduce")
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(path.as_uri())
        ready(page)
        assert too_wide(unfolded(page)) == [], width
        assert out_of_pictures(page) == [], width
