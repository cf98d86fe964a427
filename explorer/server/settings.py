"""What whoever serves the page decides about it: where it is found, whom to believe, how much to keep in memory."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import cast, get_args
from urllib.parse import quote, unquote, urlsplit

from explorer.data.dates.written_dates import Order
from explorer.data.load import MAX_EVENT_ROWS
from explorer.data.tables import parsers
from explorer.errors import ExplorerError
from explorer.export.options import MOST_ROWS
from explorer.importing.settling.making import Options
from explorer.store.questions.parts import DRAWN

DEFAULT_MEMORY = 48_000_000
"""Bytes of answers that are kept ready where nothing else is said."""


class BadSetting(ExplorerError):
    """A setting that cannot be kept; its text says what to write instead."""


@dataclass(frozen=True)
class Settings:
    base_url: str = ""  # where readers find the page, with its last "/": "https://host/path/"; empty = not known
    trusted_proxies: int = 0  # so many proxies stand in front, whose forwarded headers are believed; 0 = none is
    embedders: tuple[str, ...] = ()  # origins whose pages may show this one in a frame: "https://news.example"
    memory: int = DEFAULT_MEMORY  # bytes of answers that are kept ready at most
    strict: bool = False  # whether a landscape with problems is refused, instead of served as far as it is sound
    whole: int = MAX_EVENT_ROWS  # up to so many events a store is read into memory, and at most so many ever are
    drawn: int = DRAWN  # of a larger one so many records, the weightiest, are drawn and told
    taken: int = MOST_ROWS  # so many events, actors and relations a file of a large store holds at most
    edit: bool | None = None  # whether data may be changed on the data page; None: only from the machine that serves it

    dates: Order | None = None  # how 3/4/2024 is meant in a file of others; None: the file says it, or nobody
    lane: str = ""  # the level of its rows that name none
    title: str = ""  # what it is called

    def reading(self, today: date) -> Options:
        """How a file of others is read."""
        return Options(today, self.dates, self.lane, self.title)

    @property
    def base_path(self) -> str:
        """The path at the host, not encoded and without its last "/": "/path"; empty at the root of a host."""
        return unquote(urlsplit(self.base_url).path).rstrip("/")


DEFAULT_SETTINGS = Settings()

_SITE = r"https?://(\*\.)?([a-z0-9_-]+(\.[a-z0-9_-]+)*|\[[0-9a-f:.]+\])(:[0-9]{1,5})?"
"""A site as a policy for frames takes it; "*." stands for all names below one."""


def settings_of(environment: Mapping[str, str]) -> Settings:
    """What the environment says: EXPLORER_BASE_URL, EXPLORER_TRUST_PROXY, EXPLORER_EMBED (origins with spaces between
    them), EXPLORER_MEMORY (megabytes), EXPLORER_STRICT and EXPLORER_EDIT (yes or no), EXPLORER_WHOLE, EXPLORER_DRAWN
    and EXPLORER_TAKEN (events and records of a store, and rows of a file of it); of a file that is imported
    EXPLORER_DATES (us, eu or iso), EXPLORER_LANE and
    EXPLORER_TITLE. Raises BadSetting.
    """

    def said(name: str) -> str:
        return environment.get(f"EXPLORER_{name}", "").strip()

    return Settings(
        base_url=read_base_url(said("BASE_URL")),
        trusted_proxies=read_count(said("TRUST_PROXY") or "0", "number of proxies"),
        embedders=tuple(map(read_origin, said("EMBED").split())),
        memory=1_000_000 * read_count(said("MEMORY"), "number of megabytes") if said("MEMORY") else DEFAULT_MEMORY,
        strict=read_yes_or_no(said("STRICT") or "no"),
        whole=read_count(said("WHOLE") or f"{MAX_EVENT_ROWS}", "number of events", 6),
        drawn=read_drawn(said("DRAWN") or f"{DRAWN}"),
        taken=read_count(said("TAKEN") or f"{MOST_ROWS}", "number of rows", 10),
        edit=read_yes_or_no(said("EDIT")) if said("EDIT") else None,
        dates=read_order(said("DATES")) if said("DATES") else None,
        lane=" ".join(said("LANE").split()),
        title=" ".join(said("TITLE").split()),
    )


def read_base_url(text: str) -> str:
    """An address such as "https://host/path/", its last "/" added; "" stays. Raises BadSetting."""
    if not text:
        return ""
    try:
        address = parsers.link(text)
        unquote(urlsplit(address).path, errors="strict")
    except ValueError as error:
        raise BadSetting(f"The base address “{text[:200]}” cannot be used: {error}.") from None
    if "?" in address or "#" in address:
        raise BadSetting(f"The base address “{text[:200]}” goes on after its path — write it as https://host/path/.")
    parts = urlsplit(address)
    names = unquote(parts.path, errors="strict").strip("/").split("/") if parts.path.strip("/") else []
    if not all(names) or {".", ".."} & {*names}:
        raise BadSetting(f"The base address “{text[:200]}” has no plain path — write it as https://host/path/.")
    return f"{parts.scheme.lower()}://{parts.netloc.lower()}/" + "".join(f"{quote(name)}/" for name in names)


def read_origin(text: str) -> str:
    """A site such as "https://news.example". Raises BadSetting."""
    try:
        parts = urlsplit(text.lower())
        plain, port = f"{parts.scheme}://{parts.netloc}", parts.port
    except ValueError:
        plain, port = "", None
    if plain != text.lower().rstrip("/") or not re.fullmatch(_SITE, plain) or port == 0:
        raise BadSetting(f"“{text[:200]}” is not a site that may embed the page — write it as https://news.example.")
    return plain


def read_drawn(text: str) -> int:
    """So many records as are drawn of a large store. Raises BadSetting."""
    number = read_count(text, "number of records")
    if number < 1:
        raise BadSetting("Of a large store at least one record is drawn — write a number from 1 to 9999.")
    return number


def read_count(text: str, what: str, digits: int = 4) -> int:
    """A whole number from 0 to 9999, or of other digits. Raises BadSetting."""
    if not (text.isascii() and text.isdigit() and len(text) <= digits):
        raise BadSetting(f"“{text[:60]}” is not a {what} — write a whole number.")
    return int(text)


def read_order(text: str) -> Order:
    """How dates in numbers are meant. Raises BadSetting."""
    for order in get_args(Order):
        if text.lower() == order:
            return cast(Order, order)
    raise BadSetting(f"“{text[:60]}” is no order of day and month — write {', '.join(get_args(Order))}.")


def read_yes_or_no(text: str) -> bool:
    """Whether a setting is on. Raises BadSetting."""
    if text.lower() not in ("1", "yes", "true", "on", "0", "no", "false", "off"):
        raise BadSetting(f"“{text[:60]}” is neither yes nor no — write 1 or 0.")
    return text.lower() in ("1", "yes", "true", "on")
