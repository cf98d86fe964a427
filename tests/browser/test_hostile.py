"""A landscape whose every text is hostile shows those letters and runs nothing."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import BUNDLED, Watched, ready, serving

HOSTILE = "<script>alert(1)</script>"
MORE = "<img src=x onerror=alert(2)><a href='https://elsewhere.example'>x</a> &amp; =cmd()"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("worlds") / "hostile"
    shutil.copytree(BUNDLED, folder)
    for file, piece, text in (
        ("events.csv", "EO 14287 signed", HOSTILE),
        ("actors.csv", "Tim Keller", HOSTILE + MORE),
        ("verbs.csv", "signed,signed,", f"signed,{HOSTILE},"),
        ("landscape.toml", "Albuquerque and federal immigration enforcement", HOSTILE + MORE),
    ):
        path = folder / file
        whole = path.read_text(encoding="utf-8")
        assert piece in whole
        path.write_text(whole.replace(piece, text, 1), encoding="utf-8")
    yield from serving(Path(folder))


def test_hostile_text_shows_as_letters_everywhere(page: Page, hostile: str) -> None:
    alerts: list[str] = []
    page.on("dialog", lambda dialog: (alerts.append(dialog.message), dialog.dismiss()))
    page.set_viewport_size({"width": 1440, "height": 900})
    watched = Watched(page, hostile)
    watched.open("?sel=tim-keller")
    ready(page)
    expect(page.locator("h1")).to_contain_text(HOSTILE)
    expect(page.locator("#details .record-title")).to_contain_text(HOSTILE)
    expect(page.locator("#chronicle")).to_contain_text(HOSTILE)
    expect(page.locator("#timeline-graph .tl-label", has_text="<script>").first).to_be_attached()
    expect(page.locator(".wide-only svg.network .node", has_text="<script>").first).to_be_attached()
    page.locator("#timeline-graph .tl-mark[data-id='eo-14287-signed']").first.hover(force=True)
    expect(page.locator(".tl-tip")).to_contain_text(HOSTILE)
    for view in ("timeline", "network"):
        picture = page.request.get(f"{hostile}/take/{view}.svg?sel=tim-keller").text()
        assert "<script" not in picture
        assert "&lt;script&gt;" in picture
    page.click("#export-button")
    expect(page.locator(".take-shown")).to_contain_text(f"Selected: {HOSTILE}")
    expect(page.locator(".take-whats")).to_contain_text(f"of {HOSTILE}")
    assert page.locator("a[href*='elsewhere.example']").count() == 0
    assert page.locator("img[src='x']").count() == 0
    assert alerts == []
    assert watched.errors == []
    assert watched.foreign == []
