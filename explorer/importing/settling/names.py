"""Names as people write them: ids made from them, several in one cell told apart, and which record each means."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Collection, Iterable

from explorer.data.tables.parsers import looks
from explorer.importing.sheets.words import is_person, without_honorific

MAX_ID = 60
"""Letters of an id that is made from a name."""

MOST_GUESSED = 5_000
"""Among more names than this none is guessed at: each guess looks at all of them."""

_RESERVED = {"constructor", "prototype", "curators"}
_AND = re.compile(r"\s*,?\s+(?:and|&|und|y|et)\s+|\s*&\s*|\s*,\s*|\s+/\s+", re.IGNORECASE)
_SURE = re.compile(r"\s*[;\n|•]\s*")


BARE = "bare"
"""Where an actor stands by its name without office and party."""


class Ids:
    """Ids that no reader takes for each other, in the whole landscape."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = {looks(id) for id in taken}
        self._next: dict[str, int] = {}  # so that the thousandth of a name is found at once

    def keep(self, id: str) -> bool:
        """Takes an id as it is; False where it cannot be one here, or another has it."""
        free = bool(re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", id)) and id not in _RESERVED
        free = free and looks(id) not in self._taken
        self._taken |= {looks(id)} if free else set()
        return free

    def new(self, text: str, noun: str) -> str:
        """An id made from a name, with a number where another has it already.

        >>> ids = Ids(["city-council"])
        >>> ids.new("City Council", "actor"), ids.new("Núñez", "actor"), ids.new("市議会", "actor")
        ('city-council-2', 'nunez', 'actor-b56534')
        """
        id = base = slug(text) or f"{noun}-{hashlib.sha1(text.encode('utf-8', 'replace')).hexdigest()[:6]}"
        number = self._next.get(base, 2)
        while id in _RESERVED or looks(id) in self._taken:
            id, number = f"{base}-{number}", number + 1
        self._next[base] = number
        self._taken.add(looks(id))
        return id


def slug(text: str) -> str:
    """A name in lower-case ASCII words joined by hyphens, cut between words; nothing where no letter is Latin.

    >>> slug("Mayor’s Office — Albuquerque"), slug("市")
    ('mayors-office-albuquerque', '')
    """
    parted = re.sub("[‐-―]", "-", text)
    bare = unicodedata.normalize("NFKD", parted.replace("’", "").replace("'", "")).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", bare.lower())
    made = "-".join(words)[: MAX_ID + 1]
    return (made.rpartition("-")[0] or made[:MAX_ID]) if len(made) > MAX_ID else made


def names_in(cell: str, known: Callable[[str], bool]) -> list[str]:
    """The names in a cell. A semicolon or a line break parts them; “and”, “&” and a comma only where all that they part
    are known or look like people: “Department of Health and Human Services” is one.

    >>> names_in("Ana Reyes and Tim Keller; Ways and Means Committee", lambda name: False)
    ['Ana Reyes', 'Tim Keller', 'Ways and Means Committee']
    """
    if known(cell):
        return [cell.strip()]
    found: list[str] = []
    for part in _SURE.split(cell):
        inner = [name.removeprefix("and ").strip() for name in _AND.split(part)]
        inner = [name for name in inner if name]
        several = len(inner) > 1 and not known(part) and all(known(name) or is_person(name) for name in inner)
        found += inner if several else [part.strip(" ,")]
    return list(dict.fromkeys(name for name in found if name))


class Index:
    """Which record a text means: by key, id, name or alias; of several tables the first that is asked for."""

    def __init__(self) -> None:
        self._found: dict[str, dict[str, str]] = {}
        self._names: dict[str, dict[str, str]] = {}

    def add(self, table: str, id: str, *texts: str) -> None:
        """A record and what it is called; what is taken stays with its first."""
        for text in texts:
            if key := _key(text):
                self._found.setdefault(table, {}).setdefault(key, id)
                self._names.setdefault(table, {}).setdefault(key, text)

    def exact(self, text: str, *tables: str) -> tuple[str, str]:
        """Table and id of the record that is called just so; two empty texts where there is none."""
        key = _key(text)
        for table in tables:
            if key and (id := self._found.get(table, {}).get(key)):
                return table, id
        return "", ""

    def find(self, text: str, *tables: str) -> tuple[str, str, str]:
        """Table, id and, where it was guessed, the name that was taken for it."""
        table, id = self.exact(text, *tables)
        if id or max((len(self._found.get(table, ())) for table in tables), default=0) > MOST_GUESSED:
            return table, id, ""
        bare = without_honorific(text)
        if bare != text and (found := self.exact(bare, *tables))[1]:
            return *found, bare
        if "actors" in tables and (found := self.exact(bare, BARE))[1]:
            return "actors", found[1], self._names[BARE][_key(bare)]
        if "actors" in tables and re.fullmatch(r"[^\W\d_][\w’'-]{2,}", bare) and (hit := self._by_last_word(bare)):
            return "actors", *hit
        if "events" in tables and len(text) >= 10 and (hit := self._by_beginning(text)):
            return "events", *hit
        return "", "", ""

    def _by_last_word(self, word: str) -> tuple[str, str] | None:
        """The one person whose name ends so: “Keller”."""
        names = self._names.get("actors", {})
        hits = {
            self._found["actors"][key]: name
            for key, name in names.items()
            if name.casefold().endswith(f" {word.casefold()}") and is_person(name)
        }
        return next(iter(hits.items())) if len(hits) == 1 else None

    def _by_beginning(self, text: str) -> tuple[str, str] | None:
        """The one event whose title begins so."""
        key = _key(text)
        hits = {
            id: self._names["events"][name]
            for name, id in self._found.get("events", {}).items()
            if name.startswith(key)
        }
        return next(iter(hits.items())) if len(hits) == 1 else None


def _key(text: str) -> str:
    return looks(" ".join(text.split()).strip(" .,").removeprefix("The ").removeprefix("the "))


def shortened(title: str, most: int = 42) -> str:
    """A title for where there is little room, cut between words.

    >>> shortened("Council votes down the resolution on status checks at the transport center")
    'Council votes down the resolution on…'
    """
    if len(title) <= most:
        return title
    return f"{title[:most].rpartition(' ')[0].rstrip(' ,;:–-') or title[: most - 1]}…"


def listed(texts: Collection[str], most: int = 6) -> str:
    """Texts in quotes, the first few.

    >>> listed(["a", "b", "c"], most=2)
    '“a”, “b” and 1 more'
    """
    first = [f"“{text if len(text) <= 60 else text[:57] + '…'}”" for text in list(texts)[:most]]
    rest = len(texts) - len(first)
    return ", ".join(first) + (f" and {rest} more" if rest else "")
