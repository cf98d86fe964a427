"""What the readers of formats have in common: the objects of a file, of which every value is either taken or told as
not kept, and the rows that are made of them."""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from explorer.data.tables.csv_files import CELL_CHARACTERS
from explorer.edtf import parses
from explorer.errors import BadInput
from explorer.importing.formats.bounded import MAX_PARTS, bad
from explorer.importing.loose import Loose, LooseRow

TITLE_CHARACTERS = 140
PUBLIC = "public record"

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)\S*(?: [-+]\d{4})?)?")
_LINK = re.compile(r"https?://(?![^/?#]*@)[^\s/?#]+[^\s\"<>]*", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_DIGITS_ONLY = re.compile(r"[0-9]{8}")


class Part:
    """One object of a file. What is never asked of it, and is not empty, is told as not kept."""

    def __init__(self, taking: Taking, value: Mapping[str, Any], where: str = "", path: str = "") -> None:
        self.taking, self.where, self.path = taking, where, path
        self.value = value
        self.asked: set[str] = set()
        taking.parts.append(self)

    def has(self, key: str) -> bool:
        """Whether it says anything under a key."""
        return not _is_nothing(self.value.get(key))

    def know(self, *keys: str) -> None:
        """Count keys as taken: what they say is said elsewhere, or of no meaning outside the service."""
        self.asked |= set(keys)

    def text(self, *keys: str) -> str:
        """The first text under one of the keys; all of them count as taken. A number is a text."""
        self.know(*keys)
        for key in keys:
            value = self.value.get(key)
            if value is None or isinstance(value, bool) or value in ([], {}):
                continue
            if not isinstance(value, str | int | float):
                raise self.wrong(key, "a text", value)
            if text := clean(str(value)):
                return text
        return ""

    def plain(self, *keys: str) -> str:
        """The first text under one of the keys, without the HTML in it."""
        return plain_text(self.text(*keys))

    def flag(self, key: str) -> bool:
        """Whether something is said to be so."""
        self.know(key)
        return self.value.get(key) in (True, 1, "1", "true", "True", "Y", "yes")

    def day(self, *keys: str) -> str:
        """The first date under one of the keys, without its clock time. Unknown days and months are left out."""
        return day_of(self.text(*keys))

    def clock(self, *keys: str) -> str:
        """The first date under one of the keys with its clock time, to put things in order."""
        return self.text(*keys)

    def link(self, *keys: str) -> str:
        """The first address under one of the keys; what is no web address is told as not kept."""
        for key in keys:
            if text := self.text(key):
                if is_link(text):
                    return text
                self.taking.leave(f"“{self.named(key)}” that is no web address (http, https)")
        return ""

    def texts(self, key: str) -> list[str]:
        """The texts of a list, or the one that stands in its place."""
        self.know(key)
        value = self.value.get(key)
        if isinstance(value, str | int | float) and not isinstance(value, bool):
            value = [value]
        if value is None or value == {} or isinstance(value, bool):
            return []
        if not isinstance(value, list):
            raise self.wrong(key, "a list of texts", value)
        for item in value:
            if not isinstance(item, str | int | float) and item is not None:
                raise self.wrong(key, "a list of texts", value)
        return [text for text in (clean(str(item)) for item in value if item is not None) if text]

    def part(self, *keys: str) -> Part:
        """The object under the first key that has one; an empty one where there is none."""
        key, value = self._first_of(keys, dict, "an object")
        return Part(self.taking, value or {}, self._place(key), self.named(key))

    def items(self, *keys: str) -> list[Part]:
        """The objects of the list under the first key that has one."""
        key, value = self._first_of(keys, list, "a list")
        return self.taking.items(value, self._place(key), self.named(key)) if value else []

    def _first_of(self, keys: Sequence[str], kind: type, what: str) -> tuple[str, Any]:
        """The first of some keys with what it says; of none that says anything the first, and None."""
        self.know(*keys)
        for key in keys:
            if not _is_nothing(value := self.value.get(key)):
                if not isinstance(value, kind):
                    raise self.wrong(key, what, value)
                return key, value
        return keys[0], None

    def wrong(self, key: str, wanted: str, value: object) -> BadInput:
        """The sentence for a value of the wrong form."""
        kinds: dict[type, str] = {dict: "an object", list: "a list", str: "a text", bool: "true or false"}
        what = kinds.get(type(value), "a number" if isinstance(value, int | float) else "something else")
        if what == wanted or wanted == "a list of texts":
            what = "a list of other things" if what == "a list" else what
        return bad(
            self.taking.name, f"“{self._place(key)}” is {what}, not {wanted}", f"write {wanted}, or leave it out"
        )

    def named(self, key: str) -> str:
        """What a value is called in words about the file: its key with those above it."""
        return f"{self.path}: {key[:60]}" if self.path else key[:60]

    def _place(self, key: str) -> str:
        return f"{self.where}.{key[:60]}" if self.where else key[:60]


class Taking:
    """A file as it is taken: rows, what was guessed, what could not be kept."""

    def __init__(self, name: str, title: str = "") -> None:
        self.name = name
        self.loose = Loose(clean(title))
        self.parts: list[Part] = []
        self.left: Counter[str] = Counter()
        self.guesses: Counter[str] = Counter()
        self._rows = 0
        self._bonds: set[tuple[str, str, str]] = set()
        self._keys: dict[tuple[str, str], LooseRow] = {}

    def items(self, values: object, where: str, path: str = "") -> list[Part]:
        """The objects of a list."""
        if not isinstance(values, list):
            raise bad(self.name, f"“{where or 'the file'}” is not a list", "write a list of objects")
        found = []
        for number, value in enumerate(values):
            if value is None:
                continue
            place = f"{where}[{number}]" if where else f"item {number + 1}" if len(values) > 1 else ""
            if not isinstance(value, dict):
                raise bad(self.name, f"“{place}” is not an object", "write an object with named values")
            found.append(Part(self, value, place, path))
        return found

    def leave(self, what: str, count: int = 1) -> None:
        """Something that no table of ours holds, or that says too little to be kept."""
        if count > 0:
            self.left[what] += count

    def guess(self, sentence: str, count: int = 1) -> None:
        """A sentence about something that the file does not say outright."""
        self.guesses[sentence] += count

    def expect(self, rows: int) -> None:
        """Refuses the file with BadInput where so many rows more are too many, before any of them is made."""
        if self._rows + rows > MAX_PARTS:
            raise bad(self.name, f"makes more than {MAX_PARTS:,} rows", "import a part of it")

    def add(self, table: str, **cells: str) -> str:
        """One more row, unless its key is there already; the key."""
        key = cells.get("key", "")
        if key and (table, key) in self._keys:
            return key
        self.expect(1)
        self._rows += 1
        cut = {column: self._cut(text) for column, text in cells.items()}
        row = self.loose.add(table, **cut)
        if key:
            self._keys[table, key] = row
        return key

    def row(self, table: str, key: str) -> LooseRow | None:
        """The row with a key, if there is one."""
        return self._keys.get((table, key))

    def source(self, url: str, title: str, publisher: str, published: str, kind: str, group: str = PUBLIC) -> str:
        """A source row; its key, by which rows cite it."""
        key = reference(url or f"file:{self.name}")
        title = title or self.name
        return self.add(
            "sources", key=key, title=title, publisher=publisher, published=published, url=url, kind=kind, group=group
        )

    def relate(self, subject: str, verb: str, object: str, sources: str, once: bool = False, **cells: str) -> None:
        """A relation as the file reports it; one that is to stand once is left out where it stands."""
        again = once and (subject, verb, object) in self._bonds
        self._bonds.add((subject, verb, object))
        if subject and object and not again:
            self.add("relations", subject=subject, verb=verb, object=object, basis="reported", sources=sources, **cells)

    def done(self) -> Loose:
        """The rows, with what was guessed and what could not be kept in sentences."""
        left = self.left.copy()
        for part in self.parts:
            for key, value in part.value.items():
                if key not in part.asked and not _is_nothing(value):
                    left[f"“{part.named(clean(key))}”, for which no table has a column"] += 1
        self.loose.not_kept += [f"Not kept: {what} ({count:,})." for what, count in left.items()]
        self.loose.guessed += [
            sentence if count == 1 else f"{sentence.rstrip('.')} ({count:,} times)."
            for sentence, count in self.guesses.items()
        ]
        return self.loose

    def _cut(self, text: str) -> str:
        text = clean(text)
        if len(text) <= CELL_CHARACTERS:
            return text
        self.leave(f"the rest of a text of more than {CELL_CHARACTERS:,} characters")
        return shortly(text, CELL_CHARACTERS)


def _is_nothing(value: object) -> bool:
    return not value or value == "0000-00-00"


def clean(text: str) -> str:
    """The text in one line, without characters that nobody sees.

    >>> clean(" a\\x00b\\n c\\u200b ")
    'a b c'
    """
    if not text.isprintable():
        text = "".join(_seen(character) for character in text)
    return " ".join(text.split())


def _seen(character: str) -> str:
    category = unicodedata.category(character)
    return " " if category in ("Cc", "Zl", "Zp") else "" if category.startswith("C") else character


def plain_text(text: str) -> str:
    """Text without the HTML in it.

    >>> plain_text("<p>A &amp; <b>B</b></p>")
    'A & B'
    """
    if "<" not in text and "&" not in text:
        return text
    return clean(html.unescape(_TAG.sub(" ", text)))


def shortly(text: str, most: int = TITLE_CHARACTERS) -> str:
    """The beginning of a text, up to a whole word.

    >>> shortly("one two three", 9)
    'one two …'
    """
    if len(text) <= most:
        return text
    head = text[: most - 1]
    return f"{head[: head.rfind(' ')] if ' ' in head else head[:-1]} …"


def titled(text: str) -> dict[str, str]:
    """A text as title, and where it is too long for one, whole as summary."""
    short = shortly(text)
    return {"title": short, "summary": "" if short == text else text}


def is_link(text: str) -> bool:
    """Whether a text is a web address."""
    return len(text) <= 2000 and _LINK.fullmatch(text) is not None


def reference(key: str) -> str:
    """A key as it may stand in a list of references, where ";", "@" and "," have meanings of their own.

    >>> reference("https://a.org/?a=1;b,c@d")
    'https://a.org/?a=1%3Bb%2Cc%40d'
    """
    return re.sub(r"[;,@\s]", lambda found: quote(found.group(), safe=""), key)


def listed(texts: Iterable[str], but: str = "") -> str:
    """Texts as the items of a cell, each once."""
    found = dict.fromkeys(text.replace(";", ",") for text in texts if text and text != but)
    return "; ".join(found)


def day_of(text: str, taking: Taking | None = None) -> str:
    """A date without its clock time; what is unknown in it is left out; other forms stay as they are.

    >>> day_of("2017-04-25T00:00:00"), day_of("1962-00-00"), day_of("0000-00-00")
    ('2017-04-25', '1962', '')
    """
    found = _DAY.fullmatch(text)
    if found is None:
        digits = _DIGITS_ONLY.fullmatch(text)
        spaced = f"{text[:4]}-{text[4:6]}-{text[6:]}"
        return spaced if digits and parses(spaced) else text[:40]
    year, month, day, clock = found.groups()
    if taking is not None and clock and clock.strip("0:"):
        taking.guess("A clock time was left out; the day is the one that the file writes, in its own time zone.")
    if year == "0000":
        return ""
    known = [year, *([month, day] if day != "00" else [month])] if month != "00" else [year]
    return "-".join(known)
