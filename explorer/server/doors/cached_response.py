"""Bytes that do not change in; an answer to a request out, compressed once, with an ETag. The page's own files as two.

A figure built for each request is served at a hundredth of the rate of ready bytes, so whatever is the same for two
visitors is kept ready here.
"""

from __future__ import annotations

import gzip
import json
import mimetypes
import pkgutil
import re
import sys
from collections.abc import Callable, Hashable, Mapping
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from threading import Lock, Thread
from typing import Any

import brotli
from dash import Dash
from dash.fingerprint import build_fingerprint, check_fingerprint
from flask import Flask, Response, request
from werkzeug.exceptions import NotFound

from explorer.cache import Cache
from explorer.page.assets import BEFORE_PAINT, DATA_PAGE, DATA_PAGE_ONLY, PAGE, sent_script, sent_style

FOREVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"  # the browser may keep it, and asks by ETag whether it still holds
SUITES = "/_dash-component-suites/"


ICON = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E"
    "%3Cpath d='M2 12.5h12' stroke='%236A8BE6' stroke-width='1.5'/%3E"
    "%3Cpath d='M8 1.5 12.5 6 8 10.5 3.5 6Z' fill='%231D3573' stroke='%236A8BE6'/%3E%3C/svg%3E"
)
"""The page's icon, in the page: a browser would fetch a file anew whenever the address changes."""

_TEXTS = ("text/", "image/svg", *(f"application/{kind}" for kind in ("json", "javascript", "graphml", "gexf")))
"""Beginnings of types that are worth compressing; the others are compressed already."""


OFTEN = 3
"""So many times an answer is sent as it could be packed at once; packing it well takes a second or two."""

Headers = list[tuple[str, str]]


class CachedResponse:
    """An answer whose bytes are known. It holds those encodings that were asked for, each made once."""

    def __init__(self, body: bytes, content_type: str, cache: str = ASK_AGAIN, quality: int = 5) -> None:
        self.content_type, self.cache = content_type, cache
        self.tag = sha256(body).hexdigest()[:20]
        self.grew: Callable[[], None] = _nobody  # is told when another encoding is held
        self._quality = quality
        self._held = {"": body}
        self._lock = Lock()
        self._is_text = content_type.startswith(_TEXTS)
        self._plain_asked = not self._is_text
        self._often = 0

    @property
    def size(self) -> int:
        """Bytes that are held."""
        return sum(map(len, self._held.values()))

    @property
    def body(self) -> bytes:
        """The bytes as they are, not encoded."""
        held = self._held  # another dictionary takes its place, it never changes itself
        if "" in held:
            return held[""]
        return bytes(brotli.decompress(held["br"])) if "br" in held else gzip.decompress(held["gzip"])

    def _encoded(self, encoding: str) -> bytes:
        held = self._held
        if encoding in held and (encoding or self._plain_asked):
            return held[encoding]
        with self._lock:
            held = dict(self._held)
            if encoding not in held:
                held[encoding] = self._encode(encoding)
            self._plain_asked |= not encoding
            if not self._plain_asked:
                held.pop("", None)  # hardly anybody asks for it plain, and it is several times as large
            self._held = held
        self.grew()
        return held[encoding]

    def often_asked(self) -> None:
        """Says that many ask for this: the third time it is packed as well as can be, beside what is answered."""
        with self._lock:
            self._often += 1
            due = self._often == OFTEN
        if due:
            Thread(target=self._pack, name="packing", daemon=True).start()

    def _pack(self) -> None:
        packed = bytes(brotli.compress(self.body, quality=11))
        with self._lock:
            self._held = self._held | {"br": packed}
        self.grew()

    def _encode(self, encoding: str) -> bytes:
        if encoding == "br":
            return bytes(brotli.compress(self.body, quality=self._quality))
        return gzip.compress(self.body, mtime=0) if encoding else self.body

    def reply(self, accepts: str, has: str, cache: str = "") -> tuple[int, Headers, bytes]:
        """Status, headers and body for a reader whose browser accepts some encodings and has some answers already."""
        headers = [("Cache-Control", cache or self.cache), ("ETag", f'W/"{self.tag}"'), ("Vary", "Accept-Encoding")]
        if f'"{self.tag}"' in has:
            return 304, headers, b""
        encoding = _encoding(accepts) if self._is_text else ""
        if encoding:
            headers.append(("Content-Encoding", encoding))
        headers.append(("Content-Type", self.content_type))
        return 200, headers, self._encoded(encoding)

    def answer(self, cache: str = "") -> Response:
        """The response to the present request. `cache` says for this once how long a browser may keep it."""
        asked = request.headers
        has = asked.get("If-None-Match", "") if request.method in ("GET", "HEAD") else ""
        status, headers, body = self.reply(asked.get("Accept-Encoding", ""), has, cache)
        return Response(body, status, headers)


def _encoding(accepts: str) -> str:
    """The best of our encodings among those that a browser accepts; "" where it names none.

    >>> _encoding("gzip, deflate, br"), _encoding("gzip;q=1.0, br;q=0"), _encoding("identity")
    ('br', 'gzip', '')
    """
    taken = set()
    for part in accepts.split(","):
        name, _, quality = part.partition(";")
        if not re.fullmatch(r"\s*q\s*=\s*0(\.0*)?\s*", quality):
            taken.add(name.strip().lower())
    return "br" if "br" in taken else "gzip" if "gzip" in taken else ""


def json_response(told: Any, cache: str = ASK_AGAIN) -> CachedResponse:
    """An answer for the page's modules."""
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return CachedResponse(text.encode(), "application/json", cache, quality=4)


def cached(cache: Cache, key: Hashable, make: Callable[[], CachedResponse]) -> CachedResponse:
    """The answer that is kept under a key, or made now."""

    def made() -> CachedResponse:
        return weighed(cache, key, make())

    return cache.get(key, made, _size_of_response)


def weighed(cache: Cache, key: Hashable, ready: CachedResponse) -> CachedResponse:
    """An answer that has the store weigh it anew, under the key that it is kept by, when it has grown."""
    ready.grew = partial(cache.weigh, key)
    return ready


def _size_of_response(ready: CachedResponse) -> int:
    return ready.size


def _nobody() -> None:
    """Nobody is told."""


class AssetBundle:
    """The page's own scripts and styles, each kind as one file that is named by its content."""

    def __init__(self, entry: str = PAGE) -> None:
        """`entry`: the module with which the page's own script begins."""
        self._files = _bundled(entry)
        self.links = {name: f"bundle/{ready.tag}/{name}" for name, ready in self._files.items()} | {"icon": ICON}

    def serve(self, server: Flask) -> None:
        @server.route("/bundle/<tag>/<name>")
        def bundle(tag: str, name: str) -> Response:
            ready = self._files.get(name)
            if ready is None or ready.tag != tag:
                raise NotFound("There is no such file here.")
            return ready.answer()


@cache
def _bundled(entry: str) -> Mapping[str, CachedResponse]:
    """The files by their names, the same for all landscapes of a process: packing them takes a second.

    The theme is set before the page paints, the modules come after: two files.
    """
    but = () if entry == DATA_PAGE else DATA_PAGE_ONLY
    return {
        "theme.js": _for_good(sent_script(BEFORE_PAINT), "text/javascript"),
        "page.js": _for_good(sent_script(entry), "text/javascript"),
        "page.css": _for_good(sent_style(*but), "text/css"),
    }


def _for_good(text: str, kind: str) -> CachedResponse:
    return CachedResponse(text.encode(), f"{kind}; charset=utf-8", FOREVER, quality=11)


def keep_suites(app: Dash, cache: Cache) -> None:
    """Serves Dash's own files from what is kept: Dash would read and compress them anew for every visitor.

    Dash takes any fingerprint for a file's own. Here a file is kept by its name alone, and browsers may keep for good
    only what answers to the fingerprint that our pages ask for.
    """

    def file(package_name: str, fingerprinted_path: str) -> Response:
        path, _ = check_fingerprint(fingerprinted_path)
        if path not in app.registered_paths.get(package_name, ()):
            raise NotFound("There is no such file here.")
        ready = cached(cache, ("suite", package_name, path), lambda: _suite(package_name, path))
        return ready.answer(FOREVER if fingerprinted_path == fingerprinted(package_name, path) else ASK_AGAIN)

    app.server.view_functions[f"{SUITES}<string:package_name>/<path:fingerprinted_path>"] = file


def _suite(package: str, path: str) -> CachedResponse:
    data = pkgutil.get_data(package, path)
    if data is None:
        raise NotFound("There is no such file here.")
    return CachedResponse(data, mimetypes.guess_type(path)[0] or "application/octet-stream")


def fingerprinted(package: str, path: str) -> str:
    """A file's path as Dash's pages ask for it: with its version and the time of its last change."""
    module = sys.modules[package]
    changed = (Path(str(module.__file__)).parent / path).stat().st_mtime
    return str(build_fingerprint(path, module.__version__, int(changed)))
