"""A running page for the browser tests, and a browser to look at it."""

from __future__ import annotations

import re
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Frame, Page, Playwright, expect
from werkzeug.serving import make_server

from explorer.data.load import load_landscape
from explorer.landscape import Landscape
from explorer.server import create_app
from tests.browser.chromium import installed
from tests.browser.left_as_first import FOLLOW, FORGET, LEAVE, LOOKS, OWN, QUIET, TOLD

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

expect.set_options(timeout=60_000)  # a busy machine is no failure

BUNDLED = Path(__file__).resolve().parents[2] / "graph_data" / "albuquerque"

DESK = {"width": 1440, "height": 900}
"""A window in which a page of tests opens, if the test says nothing else, in px."""

WIDE = ".size-2 svg.network"
"""The network that shows in such a window."""

NARROW = ".narrow-only svg.network"
"""The network that shows on a phone."""


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, object], playwright: Playwright) -> dict[str, object]:
    """The system's Chromium when playwright has none of its own."""
    options = [*browser_type_launch_args.get("args", []), "--no-sandbox", "--disable-gpu", "--disable-quic"]  # type: ignore[misc]
    options += ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]
    options += ["--process-per-site"]  # a page of a site where one is open needs no process of its own
    options += ["--disable-gpu-compositing", "--disable-software-rasterizer"]  # no card is imitated
    chosen = browser_type_launch_args | {"args": options}
    if not Path(playwright.chromium.executable_path).exists():
        chosen["executable_path"] = installed()
    return chosen


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, object]) -> dict[str, object]:
    return browser_context_args | {"viewport": DESK}


@contextmanager
def listening(app: WSGIApplication) -> Iterator[str]:
    """A WSGI app on a port of its own while the block lasts; its address."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()


def serving(folder: Path) -> Iterator[str]:
    """Serves a landscape while the test lasts; its address."""
    with listening(create_app(load_landscape(folder)).server) as address:
        yield address


@pytest.fixture(scope="session")
def albuquerque(bundled: Landscape) -> Iterator[str]:
    """The address of a page on the bundled landscape."""
    with listening(create_app(bundled).server) as address:
        yield address


class Watched:
    """A page and what went wrong on it: console errors and requests to other hosts."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self.errors: list[str] = []
        self.foreign: list[str] = []

    def console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(message.text)

    def fault(self, error: object) -> None:
        self.errors.append(str(error))

    def note(self, request: object) -> None:
        url = str(getattr(request, "url", ""))
        if not url.startswith((self.address, "data:", "blob:")):
            self.foreign.append(url)

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Notes what goes wrong while the block lasts."""
        with (
            hearing(self.page, "console", self.console),
            hearing(self.page, "pageerror", self.fault),
            hearing(self.page, "request", self.note),
        ):
            yield

    def open(self, query: str = "") -> Page:
        """Opens the page and waits until both pictures are alive and the details are there."""
        self.page.goto(self.address + "/" + query)
        ready(self.page)
        return self.page


class Staying(Watched):
    """A page that stays open from test to test, and is left as it was first.

    For tests of what an open page does; not where one counts what was fetched, puts functions of its own in the place
    of the page's, or asks how it opens.
    """

    def come(self, query: str = "") -> Page:
        """Comes to a view, with nothing that was picked or chosen before."""
        if not self.page.evaluate("globalThis.first"):
            self._is_opened()
        if query:
            asked = query.removeprefix("?")
            self.page.evaluate(FOLLOW, asked)
            until(self.page, TOLD, asked)
        return self.page

    def _is_opened(self) -> None:
        window = self.page.viewport_size
        self.page.set_viewport_size(DESK)  # type: ignore[arg-type]
        settled(self.open())
        self.page.evaluate(f"globalThis.first = ({LOOKS})()")
        if window and window != DESK:
            self.page.set_viewport_size(window)
            settled(self.page)


@contextmanager
def watching(page: Page, address: str) -> Iterator[Watched]:
    """The page, watched while the block lasts."""
    watched = Watched(page, address)
    with watched.watching():
        yield watched


@contextmanager
def hearing(page: Page, event: str, act: Callable[[Any], object]) -> Iterator[None]:
    """What is to happen on an event of a page while the block lasts: the next test has the same page."""
    page.on(event, act)  # type: ignore[call-overload]
    try:
        yield
    finally:
        page.remove_listener(event, act)


UNTIL = """async ([arg, left]) => {
  const holds = () => { const one = (CONDITION); return typeof one === "function" ? one(arg) : one; };
  for (const end = performance.now() + left; performance.now() < end;) {
    if (await holds()) return true;
    await new Promise((done) => setTimeout(done, 10));
  }
  return false;
}"""


def until(page: Page, condition: str, arg: object = None, seconds: float = 60) -> None:
    """Waits until a JavaScript expression or function of `arg` holds, also on the page that comes next.

    Playwright's own wait_for_function evaluates text inside the page from its second try on, which the page's content
    security policy rightly forbids.
    """
    end, asked = time.monotonic() + seconds, UNTIL.replace("CONDITION", condition)
    while (left := end - time.monotonic()) > 0:
        try:
            if page.evaluate(asked, [arg, left * 1000]):
                return
        except Error as error:
            if "context was destroyed" not in error.message:
                raise
    raise AssertionError(f"never came true: {condition}" + (f" of {arg!r}" if arg is not None else ""))


DOOR = """
globalThis.look = () => dash_clientside.explorer.look();
Object.defineProperty(globalThis, "door", { get: () => dash_clientside.explorer });
"""
"""Short names, on pages of tests, for the one door into the page's modules: see assets/app/door.js."""


class Visit:
    """One reader's browser for all tests, with pages that stay open: one or two for the tests, and one besides.

    A page that is opened anew takes twice the work of one that goes elsewhere. As long as the other is there, all of
    them are in its process, and find scripts read and fonts loaded. Pages of this reader can be looked at and told what
    to do, by the names in DOOR.
    """

    def __init__(self, reader: BrowserContext, address: str) -> None:
        reader.add_init_script(DOOR)
        reader.set_default_timeout(30_000)
        reader.set_default_navigation_timeout(90_000)  # a busy machine is no failure
        self.reader, self._stays = reader, reader.new_page()
        self._stays.goto(address + "/cite")
        self._stays_session = reader.new_cdp_session(self._stays)
        self._open: dict[str, Page] = {}
        self._used: set[str] = set()

    def page(self, name: str = "new") -> Page:
        """A page on which nothing has happened yet; or, by another name, one that stays open for the next test."""
        if name not in self._open or self._open[name].is_closed():
            self._open[name] = self.reader.new_page()
        self._used.add(name)
        self._open[name].bring_to_front()
        return self._open[name]

    def over(self) -> None:
        """No page of a test is open any more but those that stay, and nothing is kept of it but what was fetched."""
        for page in self.reader.pages:
            if page not in (self._stays, *self._open.values()):
                page.close()
        self.reader.clear_cookies()
        self.reader.clear_permissions()
        kept = {"origin": "*", "storageTypes": "local_storage"}
        self._stays_session.send("Storage.clearDataForOrigin", kept)
        for name in self._used:
            if not self._open[name].is_closed():
                self._as_new(self._open[name])
        self._used.clear()

    def _as_new(self, page: Page) -> None:
        page.unroute_all()
        first = page.evaluate(f"globalThis.first ?? ({FORGET})()")
        if not first:
            page.goto("about:blank")
        page.emulate_media(
            media="null", color_scheme="null", reduced_motion="null", forced_colors="null", contrast="null"
        )
        page.set_viewport_size(DESK)  # type: ignore[arg-type]
        page.mouse.move(0, 0)
        if first and not self._as_it_was(page, first):
            page.evaluate(FORGET)
            page.goto("about:blank")
        session = self.reader.new_cdp_session(page)
        session.send("Page.resetNavigationHistory")
        session.detach()

    @staticmethod
    def _as_it_was(page: Page, first: str) -> bool:
        """Leaves all that was picked, chosen and opened on a page; whether it looks as it did when it was opened."""
        try:
            page.keyboard.press("Escape")
            page.evaluate("document.activeElement.blur()")
            page.keyboard.press("Escape")
            page.evaluate(OWN)
            page.evaluate(LEAVE)
            until(page, TOLD, "", seconds=5)
            settled(page)
        except (AssertionError, Error):
            return False
        page.evaluate(f"({FORGET})(), ({QUIET})()")
        return bool(page.evaluate(LOOKS) == first)


@pytest.fixture(scope="session")
def visit(browser: Browser, browser_context_args: dict[str, object], albuquerque: str) -> Iterator[Visit]:
    reader = browser.new_context(**browser_context_args)  # type: ignore[arg-type]
    yield Visit(reader, albuquerque)
    reader.close()


@pytest.fixture
def context(visit: Visit) -> Iterator[BrowserContext]:
    """The reader's browser."""
    yield visit.reader
    visit.over()


@pytest.fixture
def page(context: BrowserContext, visit: Visit) -> Page:
    """The page of that browser, as if it had just been opened."""
    return visit.page()


def comes_to(page: Page, end: str) -> None:
    """Waits until the address ends so: it is written after the frame that answers an input."""
    page.wait_for_url(re.compile(re.escape(end) + "$"))


def ready(page: Page | Frame) -> None:
    page.wait_for_selector("html[data-ready='yes']")


def settled(page: Page) -> None:
    """Waits until the timeline has been placed for the present width and no colour changes any more."""
    until(
        page,
        """() => {
          const { box, frame, from } = look().timeline;
          const still = box.getAnimations({ subtree: true }).every((one) => one.playState !== "running");
          return still && frame && frame.width === box.clientWidth && frame.from === from;
        }""",
    )


@pytest.fixture
def watched(page: Page, albuquerque: str) -> Iterator[Watched]:
    """A watched page on the bundled landscape; it must end without a console error and without a foreign request."""
    with watching(page, albuquerque) as watched:
        yield watched
    assert watched.errors == []
    assert watched.foreign == []


@pytest.fixture
def staying(context: BrowserContext, visit: Visit, albuquerque: str) -> Iterator[Staying]:
    """A page on the bundled landscape that stays open; it must come through a test without an error, too."""
    staying = Staying(visit.page("staying"), albuquerque)
    with staying.watching():
        yield staying
    assert staying.errors == []
    assert staying.foreign == []


@pytest.fixture(scope="session", autouse=True)
def a_browser_is_there() -> None:
    """Fails, never skips, when no Chromium can be found."""
    from playwright.sync_api import sync_playwright

    if installed() or shutil.which("chromium"):
        return
    with sync_playwright() as playwright:
        assert Path(playwright.chromium.executable_path).exists(), "no Chromium: run “make test”, which gets one"


@pytest.fixture(scope="session", autouse=True)
def quick_waits() -> Iterator[None]:
    """What is waited for takes next to nothing of the processor's time until it comes."""
    hook = Path(__file__).with_name("quick_waits.cjs")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("NODE_OPTIONS", f'--require "{hook.as_posix()}"')
        yield
