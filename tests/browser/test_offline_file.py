"""The page as one file, opened from disk without a network: it shows what the explorer would, and runs nothing else."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from explorer.data.load import load_landscape
from explorer.draw.direction import set_apart
from explorer.draw.markup import html_of
from explorer.export.options import Options
from explorer.export.saved_page.html_file import offline_html
from explorer.landscape import Landscape
from explorer.page.panel.panel import RecordPanel
from explorer.page.sentences import Prose
from explorer.query.selection import Selection
from explorer.query.visible import visible
from tests.browser.acts import opened_menu
from tests.browser.conftest import BUNDLED, DOOR, comes_to
from tests.bundled import saved_page
from tests.sweeps import thorough

HOSTILE = "<script>alert(1)</script>"
MORE = (
    "<img src=x onerror=alert(2)> &amp; <3> \N{HEBREW LETTER SHIN}\N{HEBREW LETTER MEM} \N{GRINNING FACE} "
    "</script><!--<script> =cmd()"
)

Opened = Callable[..., Page]


@pytest.fixture
def opened(browser: Browser) -> Iterator[Opened]:
    """Opens a file in a browser without any network; nothing may go wrong on it, nor be asked for."""
    faults: list[str] = []
    contexts = []

    def open_(path: Path, width: int = 1440) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, reduced_motion="reduce")
        contexts.append(context)
        context.set_offline(True)
        page = context.new_page()
        page.add_init_script(DOOR)
        page.on(
            "console", lambda message: faults.append(message.text) if message.type in ("error", "warning") else None
        )
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("dialog", lambda dialog: (faults.append(dialog.message), dialog.dismiss()))
        page.on(
            "request", lambda request: faults.append(request.url) if not request.url.startswith(path.as_uri()) else None
        )
        page.goto(path.as_uri())
        page.wait_for_selector("html[data-ready='yes']")
        return page

    yield open_
    for context in contexts:
        context.close()
    assert faults == []


@pytest.fixture(scope="module")
def bundled_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("files") / "albuquerque.html"
    path.write_text(saved_page(), encoding="utf-8", newline="")
    return path


def drawn(page: Page, selector: str) -> set[str]:
    ids: list[str] = page.locator(selector).evaluate_all("nodes => nodes.map((node) => node.dataset.id)")
    return set(ids)


def said(markup: str) -> str:
    """Markup as the browser's own text would have it: without addresses, spaces evened out."""
    return " ".join(re.sub(r"<[^>]*>", " ", markup).split())


@pytest.mark.parametrize("clock", ["happened", "known"])
def test_on_any_day_the_file_shows_and_tells_what_the_explorer_would(
    opened: Opened, bundled_file: Path, bundled: Landscape, clock: Any
) -> None:
    page = opened(bundled_file)
    panel = RecordPanel(bundled, Prose(bundled), served=False)
    nodes = drawn(page, ".every-size svg.network .node")
    for day in (None, date(2018, 4, 20), date(2025, 3, 30), date(2025, 7, 21)):
        page.evaluate("([at, clock]) => door.go({at, clock})", [day.isoformat() if day else "", clock])
        chosen = Selection(as_of=day, clock=clock)
        part = visible(bundled, chosen).part
        events = {event.id for event in part.events}
        assert drawn(page, "#timeline .tl-mark") == events
        hollow = {event.id for event in part.events if event.status in ("planned", "possible", "pending", "scheduled")}
        assert drawn(page, "#timeline .tl-mark.hollow") == hollow
        assert drawn(page, "#chronicle .title a.record") == events
        assert drawn(page, ".every-size svg.network .node:not(.gone)") == nodes & part.records.keys()
        for id in ("tim-keller", "r-18-7-adopted", "hb-9-2025", "july-2025-order-signed", "city-council"):
            if id not in part.selectable:
                continue
            told = page.evaluate(
                "([id, at, clock]) => look().toldAt(id, at, clock)",
                [id, day.isoformat() if day else "", clock],
            )
            asked = Selection(focus=id, as_of=day, clock=clock)
            served = said(html_of(panel.of(visible(bundled, asked)))).replace(" Cite ", " ")
            assert said(told) == re.sub(r"\d+ ties? · e", "E", served), "but how many ties: it changes every day"


def test_a_file_is_read_by_keyboard_alone(opened: Opened, bundled_file: Path) -> None:
    page = opened(bundled_file)
    page.locator("#timeline .tl-mark[tabindex='0']").focus()
    page.keyboard.press("ArrowRight")
    for _ in range(20):  # a number stands for several
        if name := page.evaluate("document.activeElement.dataset.id"):
            break
        page.keyboard.press("ArrowRight")
    assert name
    page.keyboard.press("Enter")
    expect(
        page.locator(f".every-size svg.network .node[data-id='{name}'], #timeline .tl-mark[data-id='{name}']").first
    ).to_have_class(re.compile(r"\bsel\b"))
    comes_to(page, f"#?sel={name}")
    page.keyboard.press("[")
    expect(page.locator("#asof-words")).not_to_have_text("11 March 2026")
    page.keyboard.press("]")
    expect(page.locator("#asof-words")).to_have_text("11 March 2026")
    page.keyboard.press("/")
    page.keyboard.insert_text("tim kel")
    page.keyboard.press("Enter")
    expect(page.locator("#details .record-title")).to_have_text("Tim Keller")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page.locator("#details .record-title")).to_have_text("Start anywhere")
    page.wait_for_url(lambda url: "sel=" not in url)
    page.go_back()
    expect(page.locator("#details .record-title")).to_have_text("Tim Keller")
    page.locator("#timeline .tl-mark[tabindex='0']").focus()
    page.keyboard.press("?")
    expect(page.locator("details.help")).to_have_attribute("open", "")
    page.keyboard.press("Escape")
    expect(page.locator("details.help")).not_to_have_attribute("open", "")
    page.get_by_role("button", name="Zoom in on the timeline").click()
    page.get_by_role("button", name="Zoom in on the network").click()
    assert page.locator(".every-size .moving").get_attribute("style")


def test_a_file_opens_at_what_its_address_says_and_leaves_out_what_it_cannot_mean(
    opened: Opened, bundled_file: Path
) -> None:
    page = opened(bundled_file)
    page.goto(f"{bundled_file.as_uri()}#?sel=tim-keller&at=2025-07-21&axis=true&clock=nonsense")
    page.reload()
    page.wait_for_selector("html[data-ready='yes']")
    expect(page.locator("#details .record-title")).to_have_text("Tim Keller")
    expect(page.locator("#asof-words")).to_have_text("21 July 2025")
    comes_to(page, "#?sel=tim-keller&at=2025-07-21")
    page.evaluate("location.hash = '?sel=city-council'")
    expect(page.locator("#details .record-title")).to_have_text("City Council")
    expect(page.locator("#asof-words")).to_have_text("11 March 2026")


def test_a_day_without_a_change_leads_to_the_one_before_and_says_so(opened: Opened, bundled_file: Path) -> None:
    page = opened(bundled_file)
    opened_menu(page.locator("details.asof-day"))
    page.locator("#asof-date").fill("2025-01-15")
    expect(page.locator("#notes")).to_contain_text("the one before 15 January 2025 is")
    page.locator("#asof-date").fill("1990-01-01")
    expect(page.locator("#empty")).to_contain_text("Nothing is shown as of this day")
    page.get_by_role("button", name="Back to the last day").click()
    expect(page.locator("#asof-words")).to_have_text("11 March 2026")


def test_a_file_fits_a_phone_and_follows_the_theme(opened: Opened, bundled_file: Path) -> None:
    page = opened(bundled_file, width=390)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    expect(page.locator("#timeline svg.timeline.narrow")).to_be_visible()
    opened_menu(page.locator("details.help"))
    for _ in range(2):
        page.get_by_role("button", name="Theme").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_the_path_asked_for_is_lit(opened: Opened, tmp_path: Path, small_world: Landscape) -> None:
    path = tmp_path / "path.html"
    path.write_bytes(offline_html(visible(small_world, Selection(focus="ana-reyes", to="riders")), Options()))
    page = opened(path)
    expect(page.locator("#details .connected")).to_be_visible()
    expect(page.locator(".every-size svg.network .step").first).to_be_attached()
    assert page.locator("a[data-to]").count() == 0


@thorough
def test_hostile_text_stays_text(opened: Opened, tmp_path: Path) -> None:
    folder = tmp_path / "hostile"
    shutil.copytree(BUNDLED, folder)
    for file, piece, text in (
        ("events.csv", "EO 14287 signed", HOSTILE),
        ("actors.csv", "Tim Keller", HOSTILE + MORE),
        ("verbs.csv", "mayor of,has as mayor,", f"mayor of,{HOSTILE},"),
        ("sources.csv", "VisaVerge.com", HOSTILE),
        ("landscape.toml", "Albuquerque and federal immigration enforcement", HOSTILE + MORE),
    ):
        whole = (folder / file).read_text(encoding="utf-8")
        assert piece in whole
        (folder / file).write_text(whole.replace(piece, text, 1), encoding="utf-8")
    landscape = load_landscape(folder)
    path = tmp_path / "hostile.html"
    path.write_bytes(offline_html(visible(landscape, Selection(focus="tim-keller")), Options()))
    page = opened(path)
    expect(page.locator("h1")).to_contain_text(HOSTILE)
    expect(page.locator("#details .record-title")).to_have_text(set_apart(landscape.records["tim-keller"].name))  # type: ignore[union-attr]
    page.keyboard.press("[")
    expect(page.locator("#details .record-title")).to_contain_text("<3>")
    expect(page.locator("#chronicle")).to_contain_text(HOSTILE)
    expect(page.locator("#timeline .tl-label", has_text="<script>").first).to_be_attached()
    expect(page.locator(".every-size svg.network .node", has_text="<script>").first).to_be_attached()
    assert page.locator("img, body script:not([type]):not(:last-of-type)").count() == 0
