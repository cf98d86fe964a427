"""A landscape whose every text is hostile shows those letters and runs nothing: page, data page, errors, saved file."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle, product
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from explorer.data.load import load_landscape
from explorer.landscape import Landscape
from explorer.server import create_app
from tests.browser.conftest import WIDE, Watched, hearing, listening, ready, watching
from tests.conftest import SMALL_WORLD
from tests.hostile_world import TRICKS, harmless, hostile
from tests.sweeps import swept

INJECTED = (
    "img:not(dialog img), iframe, object, embed, base, form[action], meta[http-equiv], [onerror], [onfocus], "
    "[autofocus]:not([name='take-what']), a[href*='host.example'], a[href^='javascript:']"
)
"""What the texts would like to be; a page of ours has none of these, but pictures of pages in the export dialog and a
policy in the saved file's head.
"""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Landscape:
    folder = tmp_path_factory.mktemp("worlds") / "riverton"
    folder.mkdir()
    for file, text in SMALL_WORLD.items():
        (folder / file).write_text(text, encoding="utf-8")
    return hostile(load_landscape(folder))


@pytest.fixture(scope="module")
def address(world: Landscape) -> Iterator[str]:
    with listening(create_app(world).server) as address:
        yield address


@pytest.fixture
def safe(page: Page, address: str) -> Iterator[Watched]:
    """A page on which no dialog opens, nothing is asked of another host, and the tab stays where it was sent."""
    dialogs: list[str] = []
    noted = hearing(page, "dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    with noted, watching(page, address) as watched:
        yield watched
    assert dialogs == []
    assert watched.foreign == []
    assert page.url.startswith((address, "file:"))


def nothing_injected(page: Page, allowed: int = 0) -> None:
    assert page.locator(INJECTED).count() == allowed


def test_the_page_shows_the_letters_of_everything(safe: Watched, world: Landscape) -> None:
    page = safe.open("?sel=council")
    assert page.title() == world.title
    expect(page.locator("h1")).to_have_text(world.title)
    expect(page.locator("#details .record-title").first).to_contain_text(TRICKS[0][:7])
    expect(page.locator("#chronicle")).to_contain_text("<script>alert('x')</script>")
    nothing_injected(page)
    assert safe.errors == []


def test_selecting_searching_and_exporting_show_letters_too(safe: Watched, world: Landscape) -> None:
    page = safe.open()
    page.locator("#timeline-graph .tl-mark[data-id='night-order']").first.hover(force=True)
    expect(page.locator(".tl-tip")).to_contain_text(next(e for e in world.events if e.id == "night-order").title[:20])
    page.locator(f"{WIDE} .node[data-id='ana-reyes']").click(force=True)
    expect(page.locator("#details")).to_contain_text(world.records["ana-reyes"].summary[:40])
    page.fill("#search-field", "script")
    expect(page.locator("#search-list [role=option]").first).to_contain_text("mk0")
    nothing_injected(page)
    page.keyboard.press("Escape")
    page.click("#export-button")
    expect(page.locator(".take-shown")).to_contain_text("Selected: ")
    nothing_injected(page)
    page.keyboard.press("Escape")
    page.locator("#actors summary").first.click()
    expect(page.locator(".actors-table")).to_contain_text("mk0")
    nothing_injected(page)
    assert safe.errors == []


def test_the_page_about_the_data_shows_the_letters(safe: Watched, world: Landscape) -> None:
    page = safe.page
    page.goto(f"{safe.address}/about")
    expect(page.locator("main")).to_contain_text(world.licence)
    expect(page.locator("main")).to_contain_text(world.notes[0])
    nothing_injected(page)
    assert safe.errors == []


ATTACKS = ("<meta http-equiv=refresh content=0;url=//host.example/x>", "<img src=x onerror=alert(1)>", TRICKS[4])
PATHS = ("/cite?record={}", "/take/timeline.svg?size={}", "/take/{}.svg", "/{}", "/?sel={}")


@pytest.mark.parametrize(
    ("attack", "path"), swept(product(ATTACKS, PATHS), often=[*zip(cycle(ATTACKS), PATHS, strict=False)])
)
def test_what_was_asked_for_is_letters_on_the_page_that_says_no(safe: Watched, path: str, attack: str) -> None:
    page = safe.page
    asked = safe.address + path.replace("{}", quote(attack, safe=""))
    page.goto(asked)
    assert page.evaluate("location.href") == asked or path == "/?sel={}"
    nothing_injected(page)


def test_the_saved_page_shows_the_letters(safe: Watched, world: Landscape, tmp_path: Path) -> None:
    page = safe.page
    file = tmp_path / "saved.html"
    file.write_bytes(page.request.get(f"{safe.address}/take/timeline.html?sel=council").body())
    safe.address = "file:"
    page.goto(file.as_uri())
    ready(page)
    expect(page.locator("h1")).to_have_text(world.title)
    page.locator(".every-size .node[data-id='riders']").click(force=True)
    expect(page.locator("#details")).to_contain_text(world.records["riders"].summary[:40])
    nothing_injected(page, allowed=page.locator("meta[http-equiv='Content-Security-Policy']").count())


def test_the_harmless_twin_has_as_many_elements(page: Page, world: Landscape, address: str) -> None:
    """Counted in a browser, which takes markup apart as only browsers do."""
    count = "[...document.querySelectorAll('main *, header *, footer *')].filter(e => !e.closest('svg')).length"
    page.goto(f"{address}/?sel=council")
    ready(page)
    hostile_count = page.evaluate(count)
    with listening(create_app(harmless(world)).server) as twin:
        page.goto(f"{twin}/?sel=council")
        ready(page)
        assert page.evaluate(count) == hostile_count
