"""The address of a database in; what is shown of it, without a password, and what a connection needs, out."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from explorer.errors import ExplorerError
from explorer.store.engines.portable import Dialect

DIALECTS: dict[str, Dialect] = {
    "postgres": "postgres",
    "postgresql": "postgres",
    "clickhouse": "clickhouse",
    "trino": "trino",
    "spark": "spark",
}
"""What an address may begin with."""

FORMS = {
    "postgres": "postgres://USER@HOST:5432/DATABASE/SCHEMA",
    "clickhouse": "clickhouse://USER@HOST:8123/DATABASE",
    "trino": "trino://USER@HOST:8080/CATALOG/SCHEMA",
    "spark": "spark://HOST:7077/DATABASE",
}


class BadAddress(ExplorerError):
    """An address that names no database; its text says what to write instead."""


@dataclass(frozen=True)
class Database:
    """A database that holds the tables of a store, and that only its owner's address names."""

    url: str = field(repr=False)

    def __str__(self) -> str:
        """As it may be shown: with neither password nor options."""
        parts = urlsplit(self.url)
        user, at, host = parts.netloc.rpartition("@")
        return f"{parts.scheme}://{user.partition(':')[0]}{at}{host}{parts.path}"

    @property
    def dialect(self) -> Dialect:
        return DIALECTS[urlsplit(self.url).scheme]

    @property
    def host(self) -> str:
        return urlsplit(self.url).hostname or ""

    @property
    def port(self) -> int | None:
        return urlsplit(self.url).port

    @property
    def user(self) -> str:
        return unquote(urlsplit(self.url).username or "")

    @property
    def password(self) -> str:
        return unquote(urlsplit(self.url).password or "")

    @property
    def path(self) -> list[str]:
        """The steps behind the host: database and schema."""
        return [unquote(step) for step in urlsplit(self.url).path.split("/") if step]

    @property
    def options(self) -> dict[str, str]:
        """What stands behind the question mark, for the driver."""
        return dict(parse_qsl(urlsplit(self.url).query))

    @property
    def name(self) -> str:
        """What it is called in a sentence about its rows."""
        return str(self)

    # --- asked as a path is: it is there, and neither a file nor a folder

    def is_file(self) -> bool:
        return False

    def is_dir(self) -> bool:
        return False

    def exists(self) -> bool:
        return True

    def resolve(self) -> Database:
        return self

    def without_secrets(self, text: str) -> str:
        """What a driver says, without the password that somebody may have put into it."""
        for secret in (self.url, self.password, urlsplit(self.url).password or "", *self.options.values()):
            text = text.replace(secret, "…") if len(secret) > 2 else text
        return text


Place = Path | Database


def place_of(text: str) -> Place:
    """A path, or the address of a database. Raises BadAddress where it is one that is not known; its text shows no part
    of the address in which a password may stand."""
    scheme, is_address, _ = text.partition("://")
    if not is_address:
        kind, is_like_one, _ = text.partition(":/")
        if is_like_one and kind in DIALECTS:
            raise BadAddress(f"The address of the database cannot be read — write it as {FORMS[DIALECTS[kind]]}.")
        return Path(text)
    known = ", ".join(FORMS.values())
    if scheme not in DIALECTS:
        raise BadAddress(f"“{scheme[:20]}://” names no database that is known here — write one of {known}.")
    form = FORMS[DIALECTS[scheme]]
    try:
        parts, database = urlsplit(text), Database(text)
        if "@" in parts.path + parts.fragment or ("@" in parts.query and "@" not in parts.netloc):
            raise BadAddress(_MISREAD)
        _ = database.port
    except ValueError:
        raise BadAddress(f"The address of the database cannot be read — write it as {form}. {_SIGNS}") from None
    if not database.path:
        raise BadAddress(f"The address names no database — write it as {form}.")
    return database


_SIGNS = "In a user's name, a password or a schema / ? # @ are written %2F %3F %23 %40."
_MISREAD = f"The address of the database cannot be read: an @ stands where none can. {_SIGNS}"
