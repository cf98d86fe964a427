"""A landscape served with the data page beside it: what is saved there is shown at once, new landscapes on pages of
their own.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import quote

from werkzeug.middleware.dispatcher import DispatcherMiddleware

from explorer.editing.opening import UPLOAD_BYTES
from explorer.errors import BrokenLandscape
from explorer.network.stored import open_with_layout
from explorer.server import DATA_PATH, create_app
from explorer.server.base_address import Answer, Environ, Wsgi
from explorer.server.data_page import DataSite, data_app
from explorer.server.security import BODY_LIMIT
from explorer.server.settings import Settings

NEW_PATH = "/landscapes"
"""Below it are the landscapes that were made on the data page, by the names of their folders."""

MAX_BESIDE = 8
"""So many of those have a page at once; for another the first is given up."""


class Served:
    """The WSGI app: the landscape of a folder, its data page, and the landscapes that were made since."""

    def __init__(self, folder: Path, settings: Settings, shelf: Path, local: bool) -> None:
        """`local`: whether only this machine can ask."""
        site = DataSite(folder if folder.is_dir() else None, shelf, self.saved, settings, local)
        self._folder, self._settings, self._lock = folder, replace(settings, edit=site.is_open), Lock()
        self._beside: dict[str, Wsgi] = {NEW_PATH: self._new, DATA_PATH: data_app(site).server}
        self._made: dict[str, Wsgi] = {}
        try:
            self._now: Wsgi = self._page(folder)
        except BrokenLandscape:
            if not (settings.edit and site.served) or settings.base_path:
                raise
            self._now = DispatcherMiddleware(_to_data_page, self._beside)  # where it can be mended

    @property
    def body_limit(self) -> int:
        """Bytes of the longest body that is taken: a file that is handed over, where one may be."""
        return UPLOAD_BYTES + BODY_LIMIT if self._settings.edit else BODY_LIMIT

    def __call__(self, environ: Environ, start: Any) -> Answer:
        return self._now(environ, start)

    def saved(self, folder: Path) -> str:
        """Shows a folder as it is now; the address of its page as seen from the data page. Raises BrokenLandscape."""
        if folder.resolve() == self._folder.resolve():
            self._now = self._page(folder)
            return "../"
        app = create_app(open_with_layout(folder), replace(self._settings, base_url="", trusted_proxies=0)).server
        with self._lock:
            self._made.pop(folder.name, None)
            self._made[folder.name] = app
            while len(self._made) > MAX_BESIDE:
                del self._made[next(iter(self._made))]
        return f"..{NEW_PATH}/{quote(folder.name)}/"

    def _page(self, folder: Path) -> Wsgi:
        app: Wsgi = create_app(open_with_layout(folder), self._settings, self._beside).server
        return app

    def _new(self, environ: Environ, start: Any) -> Answer:
        """Answers below NEW_PATH: the next part of the path is the name of a landscape."""
        name, _, rest = environ.get("PATH_INFO", "").lstrip("/").partition("/")
        with self._lock:
            app = self._made.get(name)
        if app is None:
            plain = [("Content-Type", "text/plain; charset=utf-8"), ("X-Content-Type-Options", "nosniff")]
            start("404 NOT FOUND", plain)
            return [b"There is no such landscape here."]
        has_slash = environ.get("PATH_INFO", "") != f"/{name}"
        environ["SCRIPT_NAME"] = f"{environ.get('SCRIPT_NAME', '')}/{name}"
        environ["PATH_INFO"] = f"/{rest}" if has_slash else ""
        return app(environ, start)


def _to_data_page(environ: Environ, start: Any) -> Answer:
    """Leads to the data page from wherever there is no page yet."""
    start("302 FOUND", [("Location", f"{environ.get('SCRIPT_NAME', '')}{DATA_PATH}/"), ("Cache-Control", "no-store")])
    return [b""]
