"""Finds a Chromium for the browser tests, or gets one; a plain sentence and exit code 1 when none can be had."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from tests.debian import install

SHELL = "chromium-headless-shell"
"""Chromium without what only a window needs: a page takes a quarter less of the processor's time there."""

NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def installed() -> str | None:
    """The path of a system Chromium or Chrome; None when there is none."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def playwrights_own() -> bool:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path).exists()


def _run(*words: str) -> bool:
    print("+", *words, flush=True)
    return subprocess.run(words, check=False, timeout=1500).returncode == 0


def main() -> int:
    if installed() or playwrights_own():
        return 0
    print("The browser tests need a Chromium; getting one.", flush=True)
    if _run(sys.executable, "-m", "playwright", "install", "--with-deps", "chromium") and playwrights_own():
        return 0
    for package in (SHELL, "chromium"):
        install([package])
        if installed():
            return 0
    print(
        "No Chromium could be found or installed, and the browser tests need one: install Chromium or Chrome, "
        "or run “.venv/bin/playwright install --with-deps chromium”, then “make test” again.",
        file=sys.stderr,
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
