"""Texts in; a book of their words out: which rows hold a word, whatever its case, accents or, if need be, typos. Pure.

Words are kept in their order with the rows that hold them side by side, so that whatever begins alike is one slice: a
hundred thousand rows are asked in a millisecond or two.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from explorer.query.columns import Ints, Truths

SHORTEST_INSIDE = 3
"""So many letters are looked for in the middle of words; fewer only where a word begins."""

SHORTEST_TYPO, LONG = 4, 8
"""From so many letters on a word may hold one typo, from so many on two."""

_APOSTROPHES = re.compile("['’‘ʼ]")
_INITIALS = re.compile(r"\b([^\W\d_])\.(?=[^\W\d_]\b)")
_WORD = re.compile(r"[^\W_]+")
LAST = "\U0010ffff"
"""Sorts behind every letter."""


def folded(text: str) -> str:
    """Text without case, accents, apostrophes and dots between initials; "%" is a word.

    >>> folded("Peña’s U.S. ORDER")
    'penas us. order'
    """
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
        text = _APOSTROPHES.sub("", text)
    text = text.replace("'", "").replace("%", " percent").casefold().replace("per cent", "percent")
    return _INITIALS.sub(r"\1", text) if "." in text else text


def words_of(text: str) -> list[str]:
    """The folded words of a text, in their order.

    >>> words_of("R-18-7, the Mayor’s")
    ['r', '18', '7', 'the', 'mayors']
    """
    return _WORD.findall(folded(text))


def compact_words(text: str) -> list[str]:
    """What the numbers in a folded text are when written without their signs.

    >>> compact_words("hb 9"), compact_words("r-18-7")
    (['hb9'], ['r187'])
    """
    chunks = text.split()
    joined = ["".join(_WORD.findall(chunk)) for chunk in chunks if not chunk.isalnum()]
    return joined + [a + b for a, b in pairwise(chunks) if b[0].isdigit() and len(a) <= 4 and a.isalpha()]


class WordRows(Protocol):
    """Which rows hold some words."""

    def holding(self, count: int, words: slice | Sequence[int]) -> Truths:
        """Whether each of `count` rows holds one of these words."""


class Book(Protocol):
    """The words of a number of rows, wherever they are kept; words are known by their places in their order."""

    @property
    def count(self) -> int:
        """Of rows."""

    @property
    def in_names(self) -> WordRows:
        """The rows whose name holds a word."""

    @property
    def anywhere(self) -> WordRows:
        """The rows that do at all."""

    def words_at(self, places: Iterable[int]) -> frozenset[str]:
        """The words at some places."""

    def beginning(self, start: str) -> slice:
        """The words that begin so."""

    def with_inside(self, piece: str) -> list[int]:
        """The words that hold a piece, or begin with it where it is short."""

    def near(self, typed: str) -> list[int]:
        """The words that begin so, and those that are like it; see `TextIndex.near`."""

    def named(self, start: str) -> tuple[Sequence[int], Sequence[int]]:
        """The rows with this very name, and those with a name that begins so."""


@dataclass(frozen=True)
class Postings:
    """For each word of the book the rows that hold it, side by side in the order of the words."""

    starts: Ints  # one more than there are words
    rows: Ints

    def holding(self, count: int, words: slice | Sequence[int]) -> Truths:
        """Whether each of `count` rows holds one of these words."""
        mask = np.zeros(count, dtype=bool)
        if isinstance(words, slice):
            mask[self.rows[self.starts[words.start] : self.starts[words.stop]]] = True
        else:
            for word in words:
                mask[self.rows[self.starts[word] : self.starts[word + 1]]] = True
        return mask


@dataclass(frozen=True)
class TextIndex:
    """The words of a number of rows, in their order; the rows whose name holds them, and those that do at all."""

    count: int  # of rows
    words: tuple[str, ...]
    lengths: Ints  # of the words
    in_names: Postings
    anywhere: Postings
    names: tuple[tuple[str, int], ...]  # every name as its folded words, with its row; in order

    def words_at(self, places: Iterable[int]) -> frozenset[str]:
        """The words at some places."""
        return frozenset(self.words[place] for place in places)

    def beginning(self, start: str) -> slice:
        """The words that begin so."""
        return slice(bisect_left(self.words, start), bisect_left(self.words, start + LAST))

    def with_inside(self, piece: str) -> list[int]:
        """The words that hold a piece, or begin with it where it is short."""
        if len(piece) < SHORTEST_INSIDE:
            found = self.beginning(piece)
            return list(range(found.start, found.stop))
        return [place for place, word in enumerate(self.words) if piece in word]

    def near(self, typed: str) -> list[int]:
        """The words that begin so, and those that are like it but for a typo or two; if there is none, those that begin
        like it, with the same letter."""
        begun = self.beginning(typed)
        found = set(range(begun.start, begun.stop))
        if len(typed) >= SHORTEST_TYPO:
            typos = 1 if len(typed) < LONG else 2
            alike = np.flatnonzero(np.abs(self.lengths - len(typed)) <= typos).tolist()
            found.update(within(typed, alike, [self.words[place] for place in alike], typos))
            if not found:
                alike = list(range(*self.beginning(typed[0]).indices(len(self.words))))
                found.update(begun_alike(typed, alike, [self.words[place] for place in alike], typos))
        return sorted(found)

    def named(self, start: str) -> tuple[list[int], list[int]]:
        """The rows with this very name, and those with a name that begins so."""
        first = bisect_left(self.names, (start, -1))
        after = bisect_left(self.names, (start + " ", -1))  # a space sorts before whatever a word is made of
        last = bisect_left(self.names, (start + LAST, -1))
        return [row for _, row in self.names[first:after]], [row for _, row in self.names[first:last]]


def begun_alike(typed: str, places: Sequence[int], written: Sequence[str], typos: int) -> Iterator[int]:
    """Those of the places where the beginning of what is written there is within so many typos."""
    for length in range(len(typed) - typos, len(typed) + typos + 1):
        yield from within(typed, places, [word[:length] for word in written], typos)


def within(typed: str, places: Sequence[int], written: Sequence[str], typos: int) -> list[int]:
    """Those of the places where what is written there is within so many typos."""
    if not places:
        return []
    distances = process.cdist([typed], written, scorer=OSA.distance, score_cutoff=typos, dtype=np.int32)[0]
    return [places[at] for at in np.flatnonzero(distances <= typos).tolist()]


def words_in(called: Sequence[str], told: Sequence[str]) -> tuple[set[str], set[str], list[str]]:
    """Of a row, from its names and its other texts: the words of its names, all its words, and the names as words."""
    own: set[str] = set()
    spelled: list[str] = []
    for name in folded("\n".join(called)).split("\n"):
        own.update(words := _WORD.findall(name))
        own.update(compact_words(name))
        spelled.append(" ".join(words))
    return own, own.union(words_of(" ".join(told))), spelled


def text_index(rows: Iterable[tuple[Sequence[str], Sequence[str]]]) -> TextIndex:
    """The book of rows, each as its names and its other texts."""
    seen: defaultdict[str, int] = defaultdict(itertools.count().__next__)  # words, numbered as they come
    names: set[tuple[str, int]] = set()
    in_names, anywhere = _IndexBuilder(seen), _IndexBuilder(seen)
    count = 0
    for row, (called, told) in enumerate(rows):
        own, every, spelled = words_in(called, told)
        names.update((name, row) for name in spelled)
        in_names.add(row, own)
        anywhere.add(row, every)
        count = row + 1
    order = sorted(seen)
    place = np.empty(len(order), dtype=np.int32)
    place[[seen[word] for word in order]] = np.arange(len(order), dtype=np.int32)
    lengths = np.fromiter(map(len, order), dtype=np.int32)
    names = {name for name in names if name[0]}
    return TextIndex(count, tuple(order), lengths, in_names.bound(place), anywhere.bound(place), tuple(sorted(names)))


class _IndexBuilder:
    """Pairs of word and row, loose until every word has its place."""

    def __init__(self, seen: defaultdict[str, int]) -> None:
        self.seen, self.words, self.rows = seen, array("i"), array("i")

    def add(self, row: int, words: set[str]) -> None:
        self.words.extend(map(self.seen.__getitem__, words))
        self.rows.extend([row] * len(words))

    def bound(self, place: Ints) -> Postings:
        rows = np.array(self.rows, dtype=np.int32)
        words = place[np.array(self.words, dtype=np.int32)]
        order = np.lexsort((rows, words))
        starts = np.searchsorted(words[order], np.arange(len(place) + 1)).astype(np.int32)
        return Postings(starts, rows[order])
