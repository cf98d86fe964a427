"""Firefox and WebKit, told what to do without a library: Firefox by its own protocol, WebKit by WebDriver over HTTP.

Both take the same commands; Firefox's Marionette gives them names where WebDriver gives them paths.
"""

from __future__ import annotations

import base64
import io
import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from PIL import Image

PATIENCE = 90
"""Seconds for a browser to start, a page to open or a command to be done."""

MINI_BROWSER = "usr/lib/*/webkit2gtk-4.1/MiniBrowser"
PROFILE = """user_pref("marionette.port", %d);
user_pref("intl.locale.requested", "en-US");
user_pref("intl.accept_languages", "en-US");
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("toolkit.telemetry.reportingpolicy.firstRun", false);
user_pref("app.update.enabled", false);
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
user_pref("browser.startup.page", 0);
user_pref("dom.disable_open_during_load", false);
user_pref("remote.prefs.recommended", true);
"""

Place = tuple[float, float]


class Driver:
    """One browser. What its engine does its own way is said by the two below."""

    onwards = ""
    """The key that leads from month to day to year in a field for a day; "" where it goes on by itself."""

    touches = False
    """Whether a finger can be told apart from a mouse."""

    def ask(self, command: str, **body: Any) -> Any:
        raise NotImplementedError

    def run(self, script: str, *args: Any) -> Any:
        return self.ask("execute", script=script, args=list(args))

    def comes(self, condition: str, *args: Any, seconds: float = 20) -> bool:
        """Whether a condition comes true in that time; the page itself asks at every frame."""
        script = """const [ms, ...given] = [...arguments].slice(0, -1), done = arguments[arguments.length - 1];
        const holds = () => { try { return (function () { return Boolean(%s); }).apply(null, given); }
          catch { return false; } };
        const end = performance.now() + ms;
        const again = () => (holds() ? done(true) : performance.now() > end ? done(false) : setTimeout(again, 30));
        again();"""
        return bool(self.ask("execute later", script=script % condition, args=[seconds * 1000, *args]))

    def go(self, address: str) -> None:
        """Opens an address; its page is ready when this returns."""
        self.ask("go", url=address)
        assert self.comes("document.documentElement.dataset.ready === 'yes'", seconds=60), "the page never became ready"

    def press(self, keys: str) -> None:
        presses = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        self._act({"type": "key", "id": "keys", "actions": presses})

    def drag(self, places: list[Place], finger: bool = False) -> None:
        """Puts a mouse or a finger down at the first place and lifts it at the last; one place is a click or a tap."""

        def to(place: Place) -> dict[str, Any]:
            return {"type": "pointerMove", "duration": 8, "x": round(place[0]), "y": round(place[1])}

        kind = "touch" if finger and self.touches else "mouse"
        moves = [to(places[0]), {"type": "pointerDown", "button": 0}, *map(to, places[1:])]
        moves.append({"type": "pointerUp", "button": 0})
        self._act({"type": "pointer", "id": kind, "parameters": {"pointerType": kind}, "actions": moves})

    def _act(self, *sources: dict[str, Any]) -> None:
        self.ask("act", actions=list(sources))
        self.ask("let go")

    def box(self, selector: str) -> dict[str, float]:
        """Where something stands in the window; it is scrolled to where it is out of sight."""
        script = """const part = document.querySelector(arguments[0]);
        part.scrollIntoView({ block: "nearest" });
        const { left, top, width, height } = part.getBoundingClientRect();
        return { left, top, width, height };"""
        return dict(self.run(script, selector))

    def middle(self, selector: str) -> Place:
        box = self.box(selector)
        return box["left"] + box["width"] / 2, box["top"] + box["height"] / 2

    def click(self, selector: str) -> None:
        self.drag([self.middle(selector)])

    def tap(self, selector: str) -> None:
        self.drag([self.middle(selector)], finger=True)

    def picture(self) -> Image.Image:
        """What the window shows, in pixels."""
        return Image.open(io.BytesIO(base64.b64decode(self.ask("picture")))).convert("RGB")

    def resize(self, width: int, height: int) -> int:
        """Makes the window about so large; how wide the page in it is then: each engine has a narrowest window."""
        self.ask("resize", width=width, height=height)
        return int(self.run("return innerWidth;"))

    def end(self) -> None:
        raise NotImplementedError


class Firefox(Driver):
    """Marionette: messages of JSON with their length before them, over a socket."""

    touches = True
    _NAMES = {  # noqa: RUF012
        "execute": "WebDriver:ExecuteScript",
        "execute later": "WebDriver:ExecuteAsyncScript",
        "go": "WebDriver:Navigate",
        "act": "WebDriver:PerformActions",
        "let go": "WebDriver:ReleaseActions",
        "picture": "WebDriver:TakeScreenshot",
        "resize": "WebDriver:SetWindowRect",
        "time": "WebDriver:SetTimeouts",
    }

    def __init__(self, talk: socket.socket) -> None:
        self._talk, self._number, self._left = talk, 0, b""
        talk.settimeout(PATIENCE)
        self._read()  # it greets
        self._say("WebDriver:NewSession", {"acceptInsecureCerts": False})
        self.ask("time", script=PATIENCE * 1000)

    def _read(self) -> Any:
        while b":" not in self._left:
            self._left += self._more()
        length, _, rest = self._left.partition(b":")
        while len(rest) < int(length):
            rest += self._more()
        self._left = rest[int(length) :]
        return json.loads(rest[: int(length)])

    def _more(self) -> bytes:
        some = self._talk.recv(1 << 16)
        if not some:
            raise ConnectionError("Firefox has gone")
        return some

    def _say(self, name: str, body: dict[str, Any]) -> Any:
        self._number += 1
        words = json.dumps([0, self._number, name, body]).encode()
        self._talk.sendall(b"%d:%s" % (len(words), words))
        _, _, error, answer = self._read()
        if error:
            raise RuntimeError(f"{error['error']}: {error['message'][:500]}")
        return answer

    def ask(self, command: str, **body: Any) -> Any:
        if command == "picture":
            body = {"full": False}
        answer = self._say(self._NAMES[command], body)
        return answer.get("value") if isinstance(answer, dict) else answer

    def end(self) -> None:
        self._say("Marionette:Quit", {"flags": ["eForceQuit"]})


class WebKit(Driver):
    """WebDriver over HTTP."""

    onwards = "\ue014"
    _PATHS = {  # noqa: RUF012
        "execute": ("POST", "/execute/sync"),
        "execute later": ("POST", "/execute/async"),
        "go": ("POST", "/url"),
        "act": ("POST", "/actions"),
        "let go": ("DELETE", "/actions"),
        "picture": ("GET", "/screenshot"),
        "resize": ("POST", "/window/rect"),
        "time": ("POST", "/timeouts"),
    }

    def __init__(self, root: str, binary: str) -> None:
        self._root = root
        browser = {"binary": binary, "args": ["--automation"]}
        capabilities = {
            "browserName": "MiniBrowser",
            "webkitgtk:browserOptions": browser,
        }
        made = self._say("POST", "/session", {"capabilities": {"alwaysMatch": capabilities}})
        self._root = f"{root}/session/{made['sessionId']}"
        self.ask("time", script=PATIENCE * 1000)

    def _say(self, method: str, path: str, body: dict[str, Any]) -> Any:
        data = json.dumps(body).encode() if method == "POST" else None
        request = Request(self._root + path, data, {"Content-Type": "application/json"}, method=method)
        try:
            with urlopen(request, timeout=PATIENCE) as answer:
                return json.load(answer)["value"]
        except HTTPError as error:
            raise RuntimeError(error.read().decode(errors="replace")[:500]) from None

    def ask(self, command: str, **body: Any) -> Any:
        return self._say(*self._PATHS[command], body)

    def end(self) -> None:
        self._say("DELETE", "", {})


@contextmanager
def _running(command: list[str], env: dict[str, str] | None = None) -> Iterator[subprocess.Popen[bytes]]:
    """A program while the block lasts, and all that it started."""
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, stdout=quiet, stderr=quiet, env=env, start_new_session=True)
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, 15)
        process.wait(20)


def _begun(process: subprocess.Popen[bytes], make: Any) -> Any:
    """What can be made once a program listens; it is tried until then."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            return make()
        except (URLError, OSError):
            assert time.monotonic() < end, "the browser never answered"
            try:
                process.wait(0.2)
            except subprocess.TimeoutExpired:
                continue
            raise RuntimeError("the browser has ended by itself") from None


def free_port() -> int:
    with closing(socket.socket()) as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def firefox_here() -> str:
    """The path of a Firefox, or ""."""
    return shutil.which("firefox-esr") or shutil.which("firefox") or ""


def webkit_here() -> str:
    """The path of WebKit's smallest browser where all that drives it is there, too; else ""."""
    there = all(map(shutil.which, ("WebKitWebDriver", "xvfb-run", "xauth", "dbus-run-session")))
    return next((str(path) for path in Path("/").glob(MINI_BROWSER)), "") if there else ""


@contextmanager
def firefox(width: int, height: int) -> Iterator[Driver]:
    port = free_port()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        Path(profile, "user.js").write_text(PROFILE % port, encoding="utf-8")
        words = [firefox_here(), "-marionette", "-headless", "-no-remote", "-profile", profile]
        env = os.environ | {"MOZ_HEADLESS_WIDTH": str(width), "MOZ_HEADLESS_HEIGHT": str(height)}
        with _running([*words, "about:blank"], env) as process:
            driver = Firefox(_begun(process, lambda: socket.create_connection(("127.0.0.1", port))))
            driver.resize(width, height)
            yield driver
            driver.end()


@contextmanager
def webkit(width: int, height: int) -> Iterator[Driver]:
    port = free_port()
    display = ["dbus-run-session", "--", "xvfb-run", "-a", "-s", "-screen 0 1600x1000x24"]
    env = os.environ | {"LANG": "en_US.UTF-8"}
    with _running([*display, "WebKitWebDriver", f"--port={port}"], env) as process:
        root = f"http://127.0.0.1:{port}"
        _begun(process, lambda: urlopen(root + "/status", timeout=5).close())
        driver = WebKit(root, webkit_here())
        driver.resize(width, height)
        yield driver
        driver.end()


ENGINES = {"Firefox": (firefox, firefox_here), "WebKit": (webkit, webkit_here)}
"""By name: how each is started, and what says whether it can be."""
