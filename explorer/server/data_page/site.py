"""Who may use the data page: a browser of the machine that serves it, or whom a setting lets in; never another site."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from flask import Flask, Response, request

from explorer.server.doors.security import error_answer
from explorer.server.settings import Settings

NOT_HERE = (
    "Data can be changed here only from the machine that serves this page, or where it is served with --edit. "
    "“python -m explorer serve” on your own machine opens this page for you."
)
_FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-Ip", "Via")


@dataclass(frozen=True)
class DataSite:
    """Where the data page stands."""

    served: tuple[Path, ...]  # the folders of the landscapes that are served; none where it is a file
    shelf: Path  # the folder in which new landscapes are made
    saved: Callable[[Path], str]
    """Is told of every folder that was written; the address of its page as seen from the data page, or ""."""

    settings: Settings
    local: bool  # whether only this machine can ask the server at all
    today: Callable[[], date] = date.today

    @property
    def is_open(self) -> bool:
        """Whether anybody may change data here: by a setting, or as nobody else can ask."""
        if self.settings.edit is not None:
            return self.settings.edit
        return self.local and not self.settings.base_url and not self.settings.trusted_proxies


def is_local(host: str) -> bool:
    """Whether an address that a server listens at is its own machine's alone.

    >>> [is_local(host) for host in ("127.0.0.1", "localhost", "[::1]", "0.0.0.0", "::", "192.168.1.4")]
    [True, True, True, False, False, False]
    """
    host = host.removeprefix("[").removesuffix("]")
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def guard(server: Flask, site: DataSite, links: Mapping[str, str]) -> None:
    """Refuses, before anything is read of it, every request that is not of a page of this very address.

    A name that an attacker lets point at this machine (DNS rebinding) is not one of ours; a number cannot be made to
    point elsewhere. A page of another site cannot help sending its own Origin with whatever it sends. `links` gives
    the addresses of the page's own files, which are those of the page above, too.
    """

    @server.before_request
    def is_welcome() -> Response | None:
        refusal = _refusal(site)
        return error_answer(403, refusal, links, "../") if refusal else None


def _refusal(site: DataSite) -> str:
    """Why the present request is not answered; empty where it is."""
    forwarded = any(request.headers.get(name) for name in _FORWARDED)
    if not site.is_open or (site.settings.edit is None and (forwarded or not is_local(request.remote_addr or ""))):
        return NOT_HERE
    if not _is_ours(request.host, site):
        return "This page is not found at that address — open it at http://127.0.0.1 and its port."
    if request.method not in ("GET", "HEAD") and urlsplit(request.headers.get("Origin", "")).netloc != request.host:
        return "This was not sent by the page itself — open the page, and do it there."
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none") and not _is_visit():
        return "This was asked for by another site."
    return ""


def _is_visit() -> bool:
    """Whether somebody followed a link to the page, which shows nothing of the data by itself."""
    return request.method == "GET" and request.headers.get("Sec-Fetch-Mode") == "navigate"


def _is_ours(host: str, site: DataSite) -> bool:
    """Whether a Host is this machine by its loopback name or number; where a setting lets others in, any number or the
    host of the base address."""
    try:
        name = (urlsplit(f"//{host}").hostname or "").rstrip(".")
    except ValueError:
        return False
    if is_local(name) or name.endswith(".localhost"):
        return True
    if not site.settings.edit:
        return False
    if site.settings.base_url:
        return host.lower() == urlsplit(site.settings.base_url).netloc
    try:
        return bool(ip_address(name))
    except ValueError:
        return False
