"""Where the page is found: below which path of which host, whoever stands in front of it.

Every address in a page is relative to the page, so it holds below any path, even one that nobody told the server of.
Only what leaves the page needs the whole address: citations, files, the links in them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from ipaddress import ip_address
from typing import Any
from urllib.parse import quote, urlsplit

from flask import Flask, Response, request
from werkzeug.middleware.proxy_fix import ProxyFix

from explorer.data.tables import parsers
from explorer.server.settings import Settings

Environ = dict[str, Any]
Answer = Iterable[bytes]
Wsgi = Callable[[Environ, Any], Answer]


def answer_below_base(server: Flask, settings: Settings) -> None:
    """Makes a server answer below the path of its base address, and believe as many proxies as are trusted."""
    server.wsgi_app = below_base(server.wsgi_app, settings)  # type: ignore[method-assign,assignment]


def below_base(answer: Wsgi, settings: Settings) -> Wsgi:
    """The same answers below the path of the base address, from behind as many proxies as are trusted."""
    if settings.base_path:
        answer = _without_base(settings.base_path, answer)
    if settings.trusted_proxies:
        many = settings.trusted_proxies
        where = 0 if settings.base_url else many  # what is set needs nobody to tell it
        answer = ProxyFix(answer, x_for=many, x_proto=many, x_host=where, x_prefix=where)
    return answer


def mounted_at(settings: Settings, name: str) -> Settings:
    """The settings of what answers below a further step of the path."""
    return replace(settings, base_url=f"{settings.base_url}{quote(name)}/") if settings.base_url else settings


def _without_base(base: str, answer: Wsgi) -> Wsgi:
    """Takes a path off the front of a request's own, where a proxy has left it there."""
    path = base.encode().decode("latin-1")  # as WSGI writes it

    def below(environ: Environ, start: Any) -> Answer:
        asked = environ.get("PATH_INFO", "")
        if asked == path or asked.startswith(f"{path}/"):
            environ["SCRIPT_NAME"] = environ.get("SCRIPT_NAME", "") + path
            environ["PATH_INFO"] = asked[len(path) :]
        return answer(environ, start)

    return below


def base_url(settings: Settings) -> str:
    """The page's whole address without a query, for what leaves the page; empty where nobody trustworthy tells it.

    From the setting, else from the forwarded headers of proxies that are trusted; never from `Host` alone, which
    whoever asks may invent.
    """
    if settings.base_url or not settings.trusted_proxies:
        return settings.base_url
    told = request.headers.get("X-Forwarded-Host", "")
    if not told or told.count(",") + 1 < settings.trusted_proxies:
        return ""
    with suppress(ValueError):
        address = parsers.link(f"{request.host_url}{_mounted()}")
        return "" if is_own_host(urlsplit(address).hostname or "") else address
    return ""


def is_own_host(host: str) -> bool:
    """Whether a name or number of a host says nothing outside this machine or its own network.

    >>> is_own_host("localhost"), is_own_host("192.168.1.5"), is_own_host("policy.example")
    (True, True, False)
    """
    with suppress(ValueError):
        return not ip_address(host).is_global
    return host == "localhost" or host.endswith((".localhost", ".local", ".internal"))


def _mounted() -> str:
    """The path that the page is mounted at, written for an address: "path/"; empty at the root of a host."""
    script = str(request.environ.get("SCRIPT_NAME", "")).strip("/")
    return quote(script, encoding="latin-1") + "/" if script else ""


def way_home(settings: Settings) -> str:
    """The way from the address that was asked for to the page, as a link can say it."""
    if settings.base_path:
        return quote(settings.base_path) + "/"
    if mounted := _mounted():
        return f"/{mounted}"
    # As the address was written: a slash that is escaped there is none to the browser.
    written = request.environ.get("RAW_URI") or request.environ.get("REQUEST_URI") or quote(request.path)
    path = written.partition("?")[0] if written.startswith("/") else urlsplit(written).path
    return "../" * (path.count("/") - 1) or "./"


def slash_missing() -> Response | None:
    """A redirection from the bare path that the page is mounted at to the page below it, where relative links hold."""
    if request.environ.get("PATH_INFO") or not (script := request.environ.get("SCRIPT_NAME", "")):
        return None
    query = request.query_string.decode("latin-1")
    to = quote(script.rpartition("/")[2], encoding="latin-1") + "/" + (f"?{query}" if query else "")
    return Response(status=308, headers={"Location": to})
