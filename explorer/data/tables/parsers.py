"""The text of one cell in, its value out; a ValueError that says "what came — what to write" where it has none.

An id stands in many rows: those that name it hold the same text in memory (`intern`), not a copy each.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import chain, islice
from sys import intern
from urllib.parse import urlsplit

from explorer.errors import Slip
from explorer.model import Citation

CellReader = Callable[[str], object]

MAX_LETTERS = 100
"""A longer word is not guessed at: it is no slip, and comparing takes time by the square of its length."""

MAX_VALID_LISTED = 12
"""Valid values that a sentence lists; where there are more, it only names the likely one."""

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
RESERVED = frozenset({"constructor", "prototype", "__proto__"})  # names that JavaScript objects already have
_NAME = r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?"
_HOST = re.compile(rf"{_NAME}(?::[0-9]{{1,5}})?")

# Cyrillic and Greek letters that look like Latin ones in upper or lower case; enough for a slip or a prank in a name.
_LOOK_ALIKES = str.maketrans(
    "аеіјорсухѕԁһԛԝвкмнт" + "αβεζηικμνορτυχ" + "ıɑɡ",
    "aeijopcyxsdhqwbkmht" + "abezhikmnoptyx" + "iag",
)
_GAP = re.compile(r"[\s_\-‐‑–—]")
_ASCII_GAPS = bytes(filter(lambda code: _GAP.match(chr(code)), range(128)))
_LOWER = bytes(range(256)).lower()
_WORD_GAP = rf"{_GAP.pattern}+"
_GAP_IN_NUMBERS = re.compile(rf"(?<=[0-9]){_WORD_GAP}(?=[0-9])")
_GAP_IN_WORDS = re.compile(rf"(?<![0-9]){_WORD_GAP}|{_WORD_GAP}(?![0-9])")


class Speller:
    """Guesses the word that was meant, as long as its patience lasts: comparing against 50 000 ids takes a second."""

    def __init__(self) -> None:
        self.comparisons = 500_000

    def hint(self, word: str, valid: Collection[str], closeness: float = 0.6) -> str:
        """` (did you mean "state"?)`, or nothing."""
        if len(word) > MAX_LETTERS:
            return ""
        self.comparisons -= len(valid)
        if self.comparisons < 0:
            return ""
        near = nearest_word(word, valid, closeness)
        return f' (did you mean "{near}"?)' if near else ""


def nearest_word(word: str, valid: Collection[str], closeness: float) -> str:
    """The one of the valid words that was most likely meant; empty where none is so close, from 0 to 1."""
    lowered = {candidate.lower(): candidate for candidate in valid}
    matches = difflib.get_close_matches(word.lower(), lowered, n=1, cutoff=closeness)
    return lowered[matches[0]] if matches else ""


def words_only(valid: Sequence[str], what: str, speller: Speller) -> CellReader:
    """Reads one of a few words; `what` ends the sentence `"stat" is not ...`."""

    def read(text: str) -> str:
        if text not in valid:
            same = next((word for word in valid if looks(word) == looks(text)), "")
            raise Slip(f'"{text}" is not {what} — use {", ".join(valid)}{speller.hint(text, valid)}', same)
        return intern(text)

    return read


def whole_number(read_word: CellReader) -> CellReader:
    return lambda text: int(str(read_word(text)))


MAX_STEP = 999
"""The highest place in an order that a row may have."""


def step_number(text: str) -> int:
    """A place in an order, from 1.

    >>> step_number("3")
    3
    """
    if not re.fullmatch(r"[1-9][0-9]{0,2}", text):
        raise ValueError(f'"{text[:40]}" is not a place in an order — write a whole number from 1 to {MAX_STEP}')
    return int(text)


def known_id(valid: Collection[str], what: str, remedy: str, speller: Speller) -> CellReader:
    """Reads an id that some row must have; `what` ends `"x" is not ...`, `remedy` says where it would be added."""

    def read(text: str) -> str:
        if text not in valid:
            use = f"use {', '.join(valid)}" if 0 < len(valid) <= MAX_VALID_LISTED else remedy
            raise ValueError(f'"{text}" is not {what} — {use}{speller.hint(text, valid)}')
        return intern(text)

    return read


def new_id(text: str) -> str:
    """An id of its own: lower-case ASCII words joined by "-".

    >>> new_id("hb-9")
    'hb-9'
    >>> new_id("Tim Keller")
    Traceback (most recent call last):
        ...
    ValueError: "Tim Keller" is not an id — write lower-case words joined by "-", such as "tim-keller"
    """
    if text in RESERVED:
        raise ValueError(f'"{text}" is a word that browsers keep for themselves — choose another id')
    if not _ID.fullmatch(text):
        ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
        tidy = "-".join(re.findall(r"[a-z0-9]+", ascii_text.lower()))
        such = f', such as "{tidy}"' if tidy else ""
        raise ValueError(f'"{text}" is not an id — write lower-case words joined by "-"{such}')
    return intern(text)


def link(text: str) -> str:
    """An address that is safe to open: http or https, a plain host, nobody's password.

    >>> link("javascript:alert(1)")
    Traceback (most recent call last):
        ...
    ValueError: "javascript:alert(1)" is not a web address — write one that begins with https:// or http://
    """
    remedy = "write one that begins with https:// or http://"
    if not re.match(r"https?://", text, re.IGNORECASE):
        raise ValueError(f'"{text}" is not a web address — {remedy}')
    if re.search(r"""[\s"'<>\\^`{|}]""", text):
        raise ValueError(f'"{text}" holds a space, quote or bracket — write it percent-encoded, a space as %20')
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        raise ValueError(f'"{text}" is not a web address — {remedy}') from None
    if "@" in parts.netloc:
        raise ValueError(f'"{text}" carries a user name — write the address without what stands before "@"')
    if not _HOST.fullmatch(parts.netloc) or port == 0:
        raise ValueError(f'"{text}" has no host that can be opened — write one such as https://www.cabq.gov/')
    return text


says_something = re.compile(r"[^; ]").search
plain_link = re.compile(rf"""[Hh][Tt][Tt][Pp][Ss]?://{_NAME}(?:[/?#][^\s"'<>\\^`{{|}}@\[\]]*)?""").fullmatch
"""What these find is what `required` and `link` take, in a fraction of their time; what they do not find may be taken
all the same."""

_PLAIN_IDS = re.compile(r"[a-z0-9]++(?:[-;][a-z0-9]++)*+").fullmatch


def are_plain_ids(texts: Sequence[str]) -> bool:
    """Whether `new_id` takes every one of some texts.

    >>> are_plain_ids(["hb-9", "ana"]), are_plain_ids(["hb-9;ana"]), are_plain_ids(["constructor"])
    (True, False, False)
    """
    together = ";".join(texts)
    one_each = together.count(";") == len(texts) - 1
    return one_each and _PLAIN_IDS(together) is not None and RESERVED.isdisjoint(texts)


def listed(read_one: CellReader) -> CellReader:
    """Reads values separated by ";" into a tuple, each once, in the order written."""

    def read(text: str) -> tuple[object, ...]:
        return tuple(dict.fromkeys(read_one(part.strip()) for part in text.split(";") if part.strip()))

    return read


def citation_reader(read_source: CellReader) -> CellReader:
    """Reads `source-id@locator`; a locator may hold commas, and none stands for the whole publication."""

    def read(text: str) -> Citation:
        source, at, locator = (part.strip() for part in text.partition("@"))
        if at and not locator:
            raise ValueError(f'"{text}" has nothing after the "@" — write the place, or leave the "@" out')
        if not source:
            raise ValueError(f'"{text}" names no source — write source-id@locator')
        return Citation(source=str(read_source(source)), locator=intern(locator))

    return read


def required(read_value: CellReader, remedy: str) -> CellReader:
    def read(text: str) -> object:
        if not text.strip("; "):
            raise ValueError(f"is empty — {remedy}")
        return read_value(text)

    return read


def or_empty(read_value: CellReader, empty: object) -> CellReader:
    return lambda text: read_value(text) if text else empty


def looks(text: str) -> str:
    """What is left of a name when case, spaces, dashes, written form and look-alike letters are taken away.

    >>> looks("Tim  Keller") == looks("tim keller") == looks("Тim Keller")  # the last begins with a Cyrillic letter
    True
    """
    # A gap between digits tells r-1-12 from r-11-2; elsewhere gaps and dashes are a matter of taste.
    return _GAP_IN_WORDS.sub("", _GAP_IN_NUMBERS.sub("-", _folded(text)))


def gapless_looks(texts: Iterable[str]) -> Iterator[str]:
    """The same of many texts in their order, but without gaps in numbers: what looks alike is alike in this, too.

    >>> list(gapless_looks(["Tim  Keller", "r-1-12", "R-11-2"]))
    ['timkeller', 'r112', 'r112']
    """
    rest = iter(texts)
    return chain.from_iterable(map(_gapless, iter(lambda: list(islice(rest, 10_000)), [])))


def _gapless(texts: Sequence[str]) -> list[str]:
    together = "\0".join(texts)
    if together.isascii():
        return together.encode().translate(_LOWER, _ASCII_GAPS).decode().split("\0")
    together = _folded(together)
    for gap in set(_GAP.findall(together)):
        together = together.replace(gap, "")
    return together.split("\0")


def _folded(text: str) -> str:
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKC", text).casefold().translate(_LOOK_ALIKES)
