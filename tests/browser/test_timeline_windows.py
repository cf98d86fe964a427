"""A window in time on the page: header, timeline and chronicle show the same events."""

from __future__ import annotations

import re

import pytest

from tests.browser.conftest import Staying, settled

EVENTS = """() => ({
  drawn: new Set([...document.querySelectorAll("svg.timeline .tl-mark")].map((mark) => mark.dataset.id)).size,
  caption: document.getElementById("timeline-summary").textContent,
  unasked: document.querySelectorAll(".tl-unasked").length,
})"""


@pytest.mark.parametrize(
    ("window", "many", "pale"),
    [
        ("from=2025-07-21&until=2025-07-21", 18, "; pale: outside 21 July 2025"),
        ("from=2027-01-01", 8, ""),
        ("from=2025-08-01&until=2025-08-31", 12, ""),
    ],
)
def test_all_events_of_a_window_stand_on_the_timeline(staying: Staying, window: str, many: int, pale: str) -> None:
    page = staying.come("?" + window)
    settled(page)
    found = page.evaluate(EVENTS)
    assert found["drawn"] == many
    assert re.match(rf"{many} events, \d+ named{pale}(;|$)", found["caption"]), found["caption"]
    assert found["unasked"] == (2 if pale else 0)
    assert f"{many} of 91 events" in page.locator("body").inner_text()
