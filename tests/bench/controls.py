"""Every control of the page: from an input to the frame after it; what moved meanwhile; the bytes without Dash's.

    python -m tests.bench.run --only controls --sizes albuquerque,10000

A reader's input is answered by the next frame, or it is late: that is what is measured here, control by control, not
when all that it asked for has come (which `clicks` and `filters` tell). Beside them stand a click and a key on the bare
canvas, which are measured in the same minute.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from tests.bench.results import Answered, Reading
from tests.bench.servers import Server, serving
from tests.browser.chromium import installed

TIMES, WARMING = 12, 2
"""Inputs of each control, and how many of them, which warm it up, are left out."""

START_PATIENCE, OPEN_PATIENCE = 240.0, 60_000
DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
DASH = "/_dash-component-suites/"
MOST_SHIFT, MOST_BYTES = 0.01, 160.0  # the sum over a page, kB
OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]

TABS = (".tabs [data-tab=network]", ".tabs [data-tab=timeline]")
LEVEL = "input[name=level]:checked"
FORMS = (".chronicle-as [data-as=table]", ".chronicle-as [data-as=list]")
HEADS = (".as-table th button:has-text('Date')", ".as-table th button:has-text('Status')")
NODES = "#network .picture.size-2 .nodes .node:not(.gone)"
MARKS = "#timeline-graph .tl-mark:not(.within, .ghost)"
CELLS = "#timeline-graph .tl-cell"
REST = 100
"""ms after an input in which what it asked the server for may come."""

CLOSER = 12
"""Zooms into a timeline that counts by period, until events have marks."""


class NotHere(Exception):
    """Why a page has no such control."""


@dataclass(frozen=True)
class Control:
    """A control: which event is its input, and how it is used for the nth time."""

    words: str
    event: str
    use: Callable[[Page, int], None]
    prepare: Callable[[Page], None] = lambda page: None
    size: dict[str, int] | None = None


def at(page: Page, selector: str, number: int, look: str = "") -> tuple[float, float]:
    """The middle of one of many, where a pointer hits it."""
    found: list[list[float]] = page.evaluate(
        """([selector, look]) => [...document.querySelectorAll(selector)].map((one) => {
          const { left, top, width, height } = (one.querySelector(look || null) ?? one).getBoundingClientRect();
          return [left + width / 2, top + height / 2, one];
        }).filter(([x, y, one]) => one.contains(document.elementFromPoint(x, y))).map(([x, y]) => [x, y])""",
        [selector, look],
    )
    if not found:
        raise NotHere(f"no {selector} is where a pointer hits it")
    x, y = found[number * 7 % len(found)]
    return x, y


def picks(selector: str, look: str = "") -> Callable[[Page, int], None]:
    def use(page: Page, number: int) -> None:
        page.mouse.click(*at(page, selector, number, look))

    return use


def hovers(page: Page, number: int) -> None:
    page.mouse.move(*at(page, NODES, number, ".pill:not(.behind), .mark"))


def keys(*pressed: str) -> Callable[[Page, int], None]:
    return lambda page, number: page.keyboard.press(pressed[number % len(pressed)])


def focus(selector: str, opens: str = "") -> Callable[[Page], None]:
    def prepare(page: Page) -> None:
        if opens:
            page.eval_on_selector(opens, "one => { one.open = true; }")
        page.focus(selector)

    return prepare


def clicks(*selectors: str) -> Callable[[Page, int], None]:
    return lambda page, number: page.click(selectors[number % len(selectors)])


def zooms(picture: str, *ways: str) -> list[str]:
    return [f"[data-picture={picture}][data-zoom={way}]" for way in ways]


def as_far_as_marks(page: Page) -> None:
    """Zooms in until events have marks, where they are counted by period."""
    for _ in range(CLOSER):
        if page.query_selector(MARKS):
            return
        page.click(*zooms("timeline", "in"))
        page.wait_for_load_state("networkidle")
        settle(page)
    raise NotHere(f"no event has a mark of its own after {CLOSER} zooms")


def counts(page: Page) -> None:
    if not page.query_selector(CELLS):
        raise NotHere("every event has a mark of its own")


def opens_a_count(page: Page, number: int) -> None:
    """A count by period is zoomed in to; from where all are shown again, which asks for no frame that is measured."""
    page.eval_on_selector(*zooms("timeline", "fit"), "(button) => button.click()")
    page.wait_for_load_state("networkidle")
    settle(page)
    page.mouse.click(*at(page, CELLS, number))


def lets_go(page: Page, number: int) -> None:
    """What was picked meanwhile, in the network, is let go of."""
    page.mouse.click(*at(page, NODES, number, ".pill:not(.behind), .mark"))
    settle(page)
    page.keyboard.press("Escape")


def table(page: Page) -> None:
    page.click(FORMS[0])


CONTROLS = (
    Control("pick in the timeline", "pointerup", picks(MARKS), as_far_as_marks),
    Control("a count by period, opened", "pointerup", opens_a_count, counts),
    Control("pick in the network", "pointerup", picks(NODES, ".pill:not(.behind), .mark")),
    Control("pointing at a node", "pointerover", hovers),
    Control("arrow key in the timeline", "keydown", keys("ArrowRight"), focus("#timeline svg [tabindex='0']")),
    Control("arrow key in the network", "keydown", keys("ArrowDown", "ArrowUp"), focus(".size-2 [tabindex='0']")),
    Control("as-of slider, a step", "keydown", keys("ArrowLeft"), focus("#asof-slider")),
    Control("a pick let go of", "keydown", lets_go),
    Control("which events, by a word", "keydown", keys("ArrowLeft", "ArrowRight"), focus(LEVEL, "details.filters")),
    Control("an end of the overview", "keydown", keys("ArrowRight", "ArrowLeft"), focus(".dn-handle[data-end=from]")),
    Control("a filter's box", "keydown", keys("Space"), focus("input[name=lanes]", "details.filters")),
    Control("a part of a narrow window", "click", clicks(*TABS), size=PHONE),
    Control("the chronicle as table or list", "click", clicks(*FORMS)),
    Control("sorting the table", "click", clicks(*HEADS), table),
    Control("the border between the pictures", "keydown", keys("ArrowDown", "ArrowUp"), focus("#splitter")),
    Control("a picture with the whole height", "click", clicks("[data-maximize=network]")),
    Control("a key in the search field", "keydown", keys(*"order"), focus("#search-field")),
    Control("zoom of the timeline", "click", clicks(*zooms("timeline", "in", "out"))),
    Control("zoom of the network", "click", clicks(*zooms("network", "in", "out"))),
)  # fmt: skip


def opened(browser: Browser, address: str, size: dict[str, int], ready: str = "html[data-ready='yes']") -> Page:
    page = browser.new_context(viewport=size).new_page()  # type: ignore[arg-type]
    page.add_init_script(path=Path(__file__).parent / "paints.js")
    page.goto(address, timeout=OPEN_PATIENCE)
    page.wait_for_selector(ready, timeout=OPEN_PATIENCE)
    settle(page)
    return page


def settle(page: Page) -> None:
    """Waits for what an input asked the server for, and for what the page does of it in its turn."""
    page.wait_for_timeout(REST)
    page.evaluate("() => new Promise((done) => requestIdleCallback(() => done(true), { timeout: 2000 }))")


def times(page: Page, control: Control) -> list[float]:
    """ms from each input to the frame after it."""
    control.prepare(page)
    page.evaluate("(kind) => { benchPaints.kind = kind; benchPaints.found = []; }", control.event)
    for number in range(TIMES):
        before = page.evaluate("benchPaints.found.length")
        control.use(page, number)
        for _ in range(100):
            if page.evaluate("benchPaints.found.length") > before:
                break
            page.wait_for_timeout(10)
        settle(page)
    found: list[float] = page.evaluate("benchPaints.found")
    return found[WARMING:]


def measured(page: Page, control: Control, bare: Sequence[float]) -> Answered:
    try:
        found = times(page, control)
    except NotHere as why:
        return Answered(control.words, not_here=str(why))
    except Exception as why:
        return Answered(control.words, failed=str(why).splitlines()[0][:100])
    return Answered(control.words, found, bare, "" if found else "no input came through")


def bare_inputs(browser: Browser, address: str) -> dict[str, list[float]]:
    """A click and a key on the bare canvas: ms from each to the frame after it, by the name of the event."""
    page = opened(browser, address, DESK, "html[data-ready]")
    places = json.loads(page.evaluate("document.documentElement.dataset.places"))
    click = Control("a click on the bare canvas", "pointerup", lambda page, number: page.mouse.click(*places[number]))
    key = Control("a key on the bare canvas", "keydown", keys("Enter"), focus("canvas"))
    found = {one.event: times(page, one) for one in (click, key)}
    page.context.close()
    return found


def controls(folder: Path, canvas: Server, say: Callable[[str], None]) -> Iterator[Answered | Reading]:
    """Two inputs of the bare canvas; control by control, each in a page of its own; then what moved, and the bytes."""
    moved: list[list[tuple[float, bool, str]]] = []
    with serving("explorer", folder, START_PATIENCE) as server, sync_playwright() as playwright:
        own = Path(playwright.chromium.executable_path).exists()
        browser = playwright.chromium.launch(executable_path=None if own else installed(), args=OPTIONS)
        bare = bare_inputs(browser, canvas.address)
        yield Answered("a click on the bare canvas", bare["pointerup"], held=False)
        yield Answered("a key on the bare canvas", bare["keydown"], held=False)
        for control in CONTROLS:
            page = opened(browser, server.address, control.size or DESK)
            answered = measured(page, control, bare["keydown" if control.event == "keydown" else "pointerup"])
            moved.append(page.evaluate("benchPaints.shifts"))
            page.context.close()
            say(f"controls: {control.words}: {answered.told}")
            yield answered
        unasked = [sum(value for value, asked, _ in shifts if not asked) for shifts in moved]
        yield Reading("layout shift without an input, in a page, most", max(unasked), most=MOST_SHIFT)
        after = [value for shifts in moved for value, asked, _ in shifts if asked]
        yield Reading("layout shift within half a second of an input, most", max(after, default=0.0))
        yield from weight(browser, server.address)
        browser.close()


def weight(browser: Browser, address: str) -> Iterator[Reading]:
    """What comes over the wire until the page is interactive: without Dash's runtime, and that."""
    context = browser.new_context(viewport=DESK)  # type: ignore[arg-type]
    page = context.new_page()
    wire: dict[str, Any] = {}
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.on(
        "Network.requestWillBeSent", lambda sent: wire.setdefault(sent["requestId"], [sent["request"]["url"], 0])
    )
    session.on("Network.loadingFinished", lambda end: wire[end["requestId"]].__setitem__(1, end["encodedDataLength"]))
    page.goto(address, timeout=OPEN_PATIENCE)
    page.wait_for_selector("html[data-ready='yes']", timeout=OPEN_PATIENCE)
    page.wait_for_load_state("networkidle")
    dash = sum(size for url, size in wire.values() if DASH in url)
    rest = sum(size for url, size in wire.values() if DASH not in url)
    context.close()
    yield Reading("encoded bytes to everything interactive, without Dash’s runtime", rest / 1000, "kB", most=MOST_BYTES)
    yield Reading("encoded bytes of Dash’s runtime", dash / 1000, "kB")
