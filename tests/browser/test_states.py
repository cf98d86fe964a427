"""No rule of accessibility is broken in any state that a reader can bring the page to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.acts import COLOURS, RULES, broken_rules, few_rows, opened_menu
from tests.browser.conftest import DESK, Watched, until
from tests.browser.left_as_first import FOLLOW
from tests.sweeps import swept

PHONE = {"width": 390, "height": 844}


def nothing(page: Page) -> None:
    """The page as it opens."""


def filter_open(page: Page) -> None:
    opened_menu(page.locator("details.filters"))


def export_open(page: Page) -> None:
    page.click("[aria-haspopup=dialog]:has-text('Export')")
    expect(page.locator("dialog[open] img, dialog[open] svg").first).to_be_visible()


def help_open(page: Page) -> None:
    page.keyboard.press("?")
    expect(page.locator("details.help .menu")).to_be_visible()


def maximized(picture: str) -> Callable[[Page], None]:
    return lambda page: page.click(f"[data-maximize='{picture}']")


def results_found(page: Page) -> None:
    page.fill("#search-field", "order")
    expect(page.locator("#search-list .hit").first).to_be_visible()


def tab(name: str) -> Callable[[Page], None]:
    return lambda page: page.click(f".tabs button[data-tab={name}]")


def list_of_a_number(page: Page) -> None:
    page.locator("#timeline .tl-number").first.dispatch_event("click", {"detail": 0})
    expect(page.locator(".tl-list")).to_be_visible()


@dataclass(frozen=True)
class State:
    query: str = ""
    act: Callable[[Page], None] = nothing
    size: dict[str, int] | None = None
    media: dict[str, Any] | None = None
    parts: tuple[str, ...] = ()
    """What of the page is asked; none for all but the lists below the first screen and pictures of other windows."""

    @property
    def asked(self) -> dict[str, list[list[str]]] | None:
        if self in WHOLE:
            return None
        return {"include": [[one] for one in self.parts]} if self.parts else {"exclude": [[one] for one in BELOW]}


BELOW = ("#chronicle", "#sources", "#actors", ".wide-only:not(.size-2)")
PICKED = ("#timeline", "#network .size-2", "#details")
PICTURES = ("#timeline", "#network .size-2")
WHOLE = (State(), State(size=PHONE))
STATES = {
    "at rest": State(),
    "an actor picked": State("?sel=tim-keller", parts=PICKED),
    "an event picked": State("?sel=july-2025-order-signed", parts=("#details",)),
    "an instrument picked": State("?sel=hb-9-2025", parts=("#details",)),
    "two actors compared": State("?sel=tim-keller&vs=city-council", parts=("#details",)),
    "contradictions": State("?show=contradictions", parts=("#details",)),
    "a step of a tour": State("", lambda page: page.click("a.tour-begin"), parts=("#details",)),
    "filters open": State("", filter_open, parts=("details.filters",)),
    "export open": State("?sel=tim-keller", export_open, parts=("dialog",)),
    "help open": State("", help_open, parts=(".bar",)),
    "the timeline with the whole height": State("", maximized("timeline")),
    "the network with the whole height": State("?sel=tim-keller", maximized("network")),
    "how two are connected": State("?sel=tim-keller&to=donald-trump", parts=("#details", "#network .size-2")),
    "as of a day": State("?at=2025-07-21&sel=tim-keller", parts=(".bar", "#details")),
    "as it was known": State("?at=2025-07-25&clock=known", parts=(".bar", "#shown", "#details")),
    "actors only": State("?nodes=actors&sel=tim-keller"),
    "by instrument, equally apart, an actor picked": State("?rows=instrument&axis=even&sel=tim-keller", parts=PICTURES),
    "by actor, in true time": State("?rows=actor&axis=true", parts=("#timeline",)),
    "nothing left to show": State("?from=1990-01-01&until=1991-01-01", parts=(".bar", ".chips", "#empty")),
    "results found": State("", results_found, parts=(".search",)),
    "the list of a number": State("", list_of_a_number, parts=(".tl-list", "#timeline")),
    "a phone at rest": State(size=PHONE),
    "a phone with a record": State("?sel=july-2025-order-signed", size=PHONE),
    "the network on a phone": State("?sel=tim-keller", tab("network"), PHONE),
    "the list on a phone": State("", tab("chronicle"), PHONE, parts=("#chronicle", ".tabs")),
    "dark": State("?sel=tim-keller", media={"color_scheme": "dark"}),
    "dark, compared": State("?sel=tim-keller&vs=city-council", media={"color_scheme": "dark"}, parts=("#details",)),
    "colours forced": State("?sel=tim-keller", media={"forced_colors": "active"}),
    "a window of a fifth": State("?sel=tim-keller", size={"width": 360, "height": 225}),
}


AS_EVER = {"color_scheme": "light", "forced_colors": "none", "reduced_motion": "reduce"}

AT_REST = """(query) => {
  const asked = [...new URLSearchParams(query)].every(([name, value]) => look().part(name) === value);
  const drawing = /drawing/.test(document.getElementById("network-summary").textContent);
  const told = document.querySelector("#details-body > [data-of]")?.dataset.of ?? "";
  return asked && !drawing && told === look().part("sel") && !document.querySelector("[aria-busy='true']");
}"""


OFTEN = {
    *("at rest", "an event picked", "filters open", "by instrument, equally apart, an actor picked"),
    *("results found", "a phone at rest", "dark", "a window of a fifth"),
}
"""The states that are tried in `make test`, too."""


@pytest.mark.parametrize("often", swept([True, False], often=[True]), ids=["often", "seldom"])
def test_axe_finds_no_violation(watched: Watched, often: bool) -> None:
    page = watched.open()
    few_rows(page)
    broken = {}
    for name, state in STATES.items():
        if (name in OFTEN) != often:
            continue
        page.set_viewport_size(state.size or DESK)  # type: ignore[arg-type]
        page.emulate_media(**AS_EVER | (state.media or {}))
        query = state.query.removeprefix("?")
        page.evaluate(FOLLOW, query)
        until(page, AT_REST, query)
        state.act(page)
        if found := broken_rules(page, state.asked, COLOURS if state.media else RULES):
            broken[name] = found
        page.keyboard.press("Escape")  # closes what the state has opened
    assert broken == {}


def test_axe_finds_no_violation_on_a_page_that_is_not_there(page: Page, albuquerque: str) -> None:
    page.goto(albuquerque + "/nowhere")
    assert broken_rules(page) == []
