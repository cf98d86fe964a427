"""Whether the page keeps its promises in Firefox and in WebKit, an engine close to Safari's: `make browsers`.

Not run by pytest: it needs browsers of Debian, which are installed where that may be done. It prints what was
measured, and ends with 1 where a promise is broken or a browser missing; `--where-there-are-any` only says the latter.
"""

from __future__ import annotations

import logging
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from explorer.data.load import load_landscape
from explorer.export.options import Options
from explorer.export.saved_page.html_file import offline_html
from explorer.query.selection import Selection
from explorer.query.visible import visible
from tests.browser.conftest import BUNDLED, DESK
from tests.browser.engine_smoke import PROMISES, Found, Visit
from tests.browser.host import Host
from tests.browser.webdriver import ENGINES
from tests.debian import install

PACKAGES = ("firefox-esr", "webkit2gtk-driver", "xvfb", "xauth", "dbus")
TO_INSTALL = (
    "To try the page in Firefox and WebKit install Debian's firefox-esr, webkit2gtk-driver, xvfb, xauth and dbus "
    "(“sudo apt-get install {packages}”), then run “make browsers” again."
).format(packages=" ".join(PACKAGES))


def missing() -> list[str]:
    """The engines that cannot be started here."""
    return [name for name, (_, here) in ENGINES.items() if not here()]


def tried(name: str, address: str, saved: str) -> int:
    """How many promises are broken in an engine; each is told in a line."""
    broken, began = 0, time.monotonic()
    try:
        with ENGINES[name][0](DESK["width"], DESK["height"]) as driver:
            for what, keeps in PROMISES:
                start = time.monotonic()
                kept, measured = _once_or_twice(keeps, Visit(driver, address, saved))
                broken += not kept
                took = time.monotonic() - start
                print(f"{name}  {'kept  ' if kept else 'BROKEN'}  {what}: {measured} ({took:.1f} s)", flush=True)
    except (OSError, RuntimeError, AssertionError) as error:
        broken += 1
        print(f"{name}  BROKEN  {error}", flush=True)
    print(f"{name}  {broken} of {len(PROMISES)} broken, {time.monotonic() - began:.0f} s", flush=True)
    return broken


def _once_or_twice(keeps: Callable[[Visit], Found], visit: Visit) -> Found:
    """Whether a promise is kept; what fails is tried once more, as a busy machine may paint late."""
    for _ in range(2):
        try:
            kept, measured = keeps(visit)
        except (RuntimeError, AssertionError) as error:
            kept, measured = False, str(error)
        if kept:
            break
    return kept, measured


def main(words: list[str]) -> int:
    if missing():
        install(PACKAGES)
    if absent := missing():
        print(f"{' and '.join(absent)} cannot be started here. {TO_INSTALL}", file=sys.stderr)
        if "--where-there-are-any" not in words:
            return 1
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    landscape = load_landscape(BUNDLED)
    host = Host(landscape)
    with tempfile.TemporaryDirectory() as folder:
        saved = Path(folder, "landscape.html")
        saved.write_bytes(offline_html(visible(landscape, Selection()), Options()))
        there = [
            name for name in ENGINES if name not in absent and (not words or name in words or words[0].startswith("--"))
        ]
        broken = sum(tried(name, host.address, saved.as_uri()) for name in there)
    host.goes()
    return min(broken, 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
