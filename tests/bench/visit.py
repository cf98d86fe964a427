"""One visit of one page in a fresh browser; what was measured out, a line of JSON each as soon as it is known.

Run as a program, so that whoever waits can give up on a page that hangs and still has what came before:
`python -m tests.bench.visit PAGE ADDRESS PARTS`, the parts some of opening, clicks, filters, frames.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Page, sync_playwright

from tests.bench.pages import KINDS, Coming, NotThere, Way
from tests.bench.results import Found, p50, p95
from tests.browser.chromium import installed

PARTS = ("opening", "clicks", "filters", "frames")
IDLE = 150
"""ms without a late frame and without a request under way, after which a page is idle."""

CLICKS = 2
"""Of each sort in a visit, after one to warm up; the visit's value is their median."""

BY_THE_CLOCK = "/state"
"""How the path ends that an open page asks for now and then, whatever its reader does: no input has it asked for."""

_OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
_OPTIONS += ["--disable-component-update", "--disable-sync", "--no-first-run"]
_STATIC = ("/_dash-component-suites/", "/assets/", "/_dash-layout", "/_dash-dependencies", "/_favicon")


def tell(key: str, value: Found) -> None:
    print(json.dumps({"key": key, "value": value}), flush=True)


class Traffic:
    """What goes over the wire, by the browser's own account; times in seconds of its own clock."""

    def __init__(self, page: Page) -> None:
        self.begun: dict[str, dict[str, Any]] = {}
        self.parts: dict[str, list[tuple[float, int]]] = {}
        self.whole: dict[str, tuple[float, int]] = {}
        self.open: set[str] = set()
        self.cdp = page.context.new_cdp_session(page)
        self.cdp.send("Network.enable")
        self.cdp.on("Network.requestWillBeSent", self._sent)
        self.cdp.on("Network.responseReceived", lambda e: self._part(e, e["response"]["encodedDataLength"]))
        self.cdp.on("Network.dataReceived", lambda e: self._part(e, e["encodedDataLength"]))
        self.cdp.on("Network.loadingFinished", self._finished)
        self.cdp.on("Network.loadingFailed", lambda e: self.open.discard(e["requestId"]))

    def _sent(self, event: dict[str, Any]) -> None:
        if event["request"]["url"].startswith("http"):
            self.begun.setdefault(event["requestId"], event)
            self.open.add(event["requestId"])

    def _part(self, event: dict[str, Any], size: int) -> None:
        self.parts.setdefault(event["requestId"], []).append((event["timestamp"], int(size)))

    def _finished(self, event: dict[str, Any]) -> None:
        self.open.discard(event["requestId"])
        self.whole[event["requestId"]] = (event["timestamp"], int(event["encodedDataLength"]))

    def clock(self, origin: float, at: float) -> float:
        """The browser's clock when the page's own said `at` ms; `origin` is the page's performance.timeOrigin."""
        first = next(iter(self.begun.values()))
        return float(first["timestamp"] + (origin + at) / 1000 - first["wallTime"])

    def bytes_until(self, clock: float) -> int:
        """Encoded bytes that had arrived by then; of what was still on its way, what had come of it."""
        found = 0
        for id in self.begun:
            end, size = self.whole.get(id, (float("inf"), 0))
            found += size if end <= clock else sum(size for at, size in self.parts.get(id, []) if at <= clock)
        return found

    def requests_between(self, start: float, end: float) -> int:
        asked = [event for event in self.begun.values() if not event["request"]["url"].endswith(BY_THE_CLOCK)]
        return sum(start <= event["timestamp"] <= end for event in asked)

    def made(self) -> list[dict[str, str]]:
        """The requests of the page's scripts for what is not a file, to be made again."""
        found = []
        for event in self.begun.values():
            request = event["request"]
            path = "/" + request["url"].split("/", 3)[3]
            if event.get("type") in ("XHR", "Fetch") and not path.startswith(_STATIC):
                found.append({"method": request["method"], "path": path, "body": request.get("postData", "")})
        return found


class Visit:
    """A page that was just opened, and the ways to measure on it."""

    def __init__(self, kind: str, page: Page) -> None:
        self.page, self.kind = page, KINDS[kind]
        self.traffic = Traffic(page)
        self.picked: list[str] = []
        self.between = 0
        watch = (Path(__file__).parent / "watch.js").read_text(encoding="utf-8")
        looks_for = {"picture": self.kind.picture, "ready": self.kind.ready}
        page.add_init_script(watch.replace("(PAGE)", f"({json.dumps(looks_for)})"))
        page.add_init_script(path=Path(__file__).parent / "reach.js")

    def ask(self, name: str, *about: object) -> Any:
        """What a function of reach.js says."""
        return self.page.evaluate("([name, about]) => benchReach[name](...about)", [name, list(about)])

    def watched(self, name: str) -> Any:
        return self.page.evaluate("(name) => benchWatch[name]", name)

    def is_idle(self, quiet: float) -> bool:
        idle = "(quiet) => performance.now() - benchWatch.lastBusy > quiet"
        return not self.traffic.open and bool(self.page.evaluate(idle, quiet))

    def settle(self, patience: float = 30) -> None:
        """Waits until the page is idle; goes on after so many seconds if it never is."""
        end = time.monotonic() + patience
        self.page.wait_for_timeout(IDLE)  # what the last input set off may take a moment to begin
        while time.monotonic() < end and not self.is_idle(IDLE):
            self.page.wait_for_timeout(50)

    def open(self, address: str, patience: float) -> None:
        """Goes there and waits for the first picture and for everything to be interactive, and tells of both."""
        self.page.goto("about:blank")
        self.page.wait_for_timeout(300)
        self.page.goto(address, wait_until="commit", timeout=patience * 1000)
        end = time.monotonic() + patience
        first = ready = None
        while time.monotonic() < end and ready is None:
            first, ready = self.page.evaluate("() => [benchWatch.first, benchWatch.ready]")
            loaded = self.page.evaluate("document.readyState") == "complete"
            if ready is None and loaded and self.kind.ready == "marked" and first is not None and self.is_idle(2000):
                break
            self.page.wait_for_timeout(50)
        late = f"not within {patience:.0f} s"
        tell("first_picture", late if first is None else first)
        if ready is None and time.monotonic() < end:
            tell("interactive", "no html[data-ready], though the page is idle")
        else:
            tell("interactive", late if ready is None else ready)
        if first is None:
            raise NotThere("no first picture")
        self.settle()
        origin = self.page.evaluate("performance.timeOrigin")
        tell("bytes_first", self.traffic.bytes_until(self.traffic.clock(origin, first)) / 1000)
        tell("bytes_all", self.traffic.bytes_until(float("inf")) / 1000)
        if ready is None and self.kind.ready != "marked":
            raise NotThere("the page never was interactive")

    def tell_heap(self) -> None:
        self.traffic.cdp.send("HeapProfiler.enable")
        self.traffic.cdp.send("HeapProfiler.collectGarbage")
        told = self.traffic.cdp.send("Runtime.getHeapUsage")
        scripts = told["usedSize"]
        tell("heap_scripts", scripts / 1e6)
        tell("heap_all", (scripts + told.get("embedderHeapUsedSize", 0) + told.get("backingStorageSize", 0)) / 1e6)

    # --- one input, one paint

    def paint_after(self, coming: Coming, patience: float = 20) -> float:
        """ms from an input to the frame after its condition has come true."""
        armed = {"input": coming.input, "done": coming.done, "what": coming.what}
        if self.page.evaluate("(armed) => benchWatch.holds(armed)", armed):
            raise NotThere("what should change already is so")
        self.page.evaluate("(armed) => benchWatch.arm(armed)", armed)
        coming.act()
        end = time.monotonic() + patience
        while (result := self.watched("result")) is None:
            if time.monotonic() > end:
                raise NotThere(f"nothing changed within {patience:.0f} s")
            self.page.wait_for_timeout(10)
        origin = self.page.evaluate("performance.timeOrigin")
        clock = self.traffic.clock
        self.between = self.traffic.requests_between(clock(origin, result["from"]), clock(origin, result["to"]))
        return float(result["to"] - result["from"])

    # --- frames

    def gaps_while(self, move: Callable[[], None], where: Callable[[], object]) -> list[float]:
        """Gaps in ms between the frames while `move` makes its inputs; `where` tells whether anything moved."""
        before = where()
        self.page.evaluate("() => { benchWatch.stamps = []; }")
        move()
        stamps = self.page.evaluate("() => { const s = benchWatch.stamps; benchWatch.stamps = null; return s; }")
        if where() == before:
            raise NotThere("the input moved nothing")
        if len(stamps) < 5:
            raise NotThere(f"only {len(stamps)} frames")
        return [later - sooner for sooner, later in pairwise(stamps)]


SLOW = 4_000
"""ms; of an input that takes so long, one a visit is enough."""


def clicks(visit: Visit) -> None:
    """Clicks and keys, and the most requests that any of them made before its paint."""
    between: list[int] = []
    for keys, ways in visit.kind.clicks(visit).items():
        _tell_inputs(visit, keys, ways(CLICKS + 1), between)
    if visit.picked:
        tell("requests_before_paint", max(between))


def filters(visit: Visit) -> None:
    for key, ways in visit.kind.filters(visit).items():
        _tell_inputs(visit, (key,), ways(), [])


def _tell_inputs(visit: Visit, keys: Sequence[str], ways: Iterator[Way], between: list[int]) -> None:
    """Tells the median of the times from input to paint, the first left out as it warms up, or why there is none."""
    found: list[float] = []
    try:
        for number, way in enumerate(ways):
            visit.settle()
            coming = way()
            took = visit.paint_after(coming)
            between.append(visit.between)
            visit.picked += [coming.id] if coming.id else []
            if number or took > SLOW:
                found.append(took)
            if took > SLOW:
                break
        value: Found = median(found) if found else "nothing there to act on"
    except NotThere as why:
        value = str(why)
    for key in keys:
        tell(key, value)


def frames(visit: Visit) -> None:
    """Zooms in, then pans what is now larger than its window."""
    for picture, parts in visit.kind.pictures.items():
        for way in ("zoom", "pan"):
            keys = [f"{way}_{part}" for part in parts]
            try:
                visit.settle()
                gaps = visit.gaps_while(*visit.kind.motion(visit, picture, way))
                for key in keys:
                    tell(f"{key}_p50", p50(gaps))
                    tell(f"{key}_p95", p95(gaps))
            except NotThere as why:
                for key in keys:
                    tell(f"{key}_p50", str(why))
                    tell(f"{key}_p95", str(why))


def main(kind: str, address: str, parts: list[str], patience: float) -> None:
    with sync_playwright() as playwright:
        own = Path(playwright.chromium.executable_path).exists()
        browser = playwright.chromium.launch(executable_path=None if own else installed(), args=_OPTIONS)
        page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
        visit = Visit(kind, page)
        try:
            visit.open(address, patience)
            visit.tell_heap()
            if "clicks" in parts:
                clicks(visit)
            if "filters" in parts:
                filters(visit)
            if "frames" in parts:
                frames(visit)
        except NotThere:
            pass  # told already
        print(json.dumps({"made": visit.traffic.made(), "picked": visit.picked}), flush=True)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3].split(","), float(sys.argv[4]))
