"""A text and the words that are looked for in; the text in pieces out, with what fits marked. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from explorer.search.index import folded

AROUND = 44
"""So many letters of a text are told on either side of its first mark."""

_WORD_WITH_SIGNS = re.compile(r"\b[^\W\d_](?:\.[^\W\d_]\b)+|[^\W_]+(?:['’‘ʼ][^\W_]+)*")
_JOINED = 4  # words that may stand for one, as in "R-18-7"


@dataclass(frozen=True)
class MarkedText:
    text: str
    marked: bool = False


@dataclass(frozen=True)
class Wanted:
    """A folded word that was typed."""

    word: str
    inside: bool = False  # it may stand inside a word
    near: frozenset[str] = frozenset()  # folded words that it may be a slip for

    def place_in(self, word: str) -> tuple[int, int] | None:
        """From where to where it fits a folded word."""
        if word.startswith(self.word):
            return 0, len(self.word)
        if self.inside and (start := word.find(self.word)) >= 0:
            return start, start + len(self.word)
        return (0, len(word)) if word in self.near else None


def marked(text: str, wanted: Sequence[Wanted]) -> tuple[tuple[MarkedText, ...], tuple[Wanted, ...]]:
    """The text in pieces, and what was wanted but does not stand in it."""
    spans, left = _marked_spans(text, wanted)
    return _pieces_of(text, spans), left


def text_around_mark(text: str, wanted: Sequence[Wanted]) -> tuple[MarkedText, ...]:
    """The text around its first mark, cut at words, in pieces."""
    spans, _ = _marked_spans(text, wanted)
    first, last = spans[0] if spans else (0, 0)
    start = max(0, first - AROUND)
    start = text.find(" ", start, first) + 1 if start else 0
    end = min(len(text), last + AROUND)
    end = max(last, text.rfind(" ", last, end)) if end < len(text) else end
    inside = [(a - start, b - start) for a, b in spans if b <= end]
    pieces = _pieces_of(text[start:end], inside)
    return (*((MarkedText("… "),) if start else ()), *pieces, *((MarkedText(" …"),) if end < len(text) else ()))


def _marked_spans(text: str, wanted: Sequence[Wanted]) -> tuple[list[tuple[int, int]], tuple[Wanted, ...]]:
    """Where to mark, in order and apart; and what was not found."""
    words = [(match.start(), match.end(), folded(match.group())) for match in _WORD_WITH_SIGNS.finditer(text)]
    spans: list[tuple[int, int]] = []
    left = []
    for one in wanted:
        own = [
            (start + a, start + b)
            for start, end, word in words
            if (fit := one.place_in(word))
            for a, b in [_unfolded(text[start:end], *fit)]
        ]
        own = own or list(_joined_words(words, one.word))
        spans += own
        left += [] if own else [one]
    if left:  # a letter alone, such as that of "R-18-7", says nothing without the rest
        spans = [(start, end) for start, end in spans if end - start > 1]
    return _merged_spans(spans), tuple(left)


def _joined_words(words: Sequence[tuple[int, int, str]], wanted: str) -> Iterable[tuple[int, int]]:
    """Runs of words that make the one that is wanted when their signs are left out: "hb9" in "HB 9"."""
    for first in range(len(words)):
        run = words[first][2]
        for next_ in range(first + 1, min(first + _JOINED, len(words))):
            run += words[next_][2]
            if words[next_][0] - words[next_ - 1][1] > 1 or len(run) > len(wanted):
                break
            if run == wanted:
                yield words[first][0], words[next_][1]


def _unfolded(word: str, start: int, end: int) -> tuple[int, int]:
    """The place in a word as it is written of a place in it as it is folded: "ß" is two letters there, a sign none."""
    reached = [0]
    for letter in word:
        reached.append(reached[-1] + (len(folded(letter)) if letter.isalnum() else 0))
    first = next(i for i in range(len(word)) if reached[i + 1] > start)
    last = next((i for i in range(len(word)) if reached[i + 1] >= end), len(word) - 1)
    return first, last + 1


def _merged_spans(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order; those that touch, or are parted by one sign or space, as one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start - merged[-1][1] <= 1:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _pieces_of(text: str, spans: Sequence[tuple[int, int]]) -> tuple[MarkedText, ...]:
    pieces, at = [], 0
    for start, end in spans:
        pieces += [MarkedText(text[at:start]), MarkedText(text[start:end], marked=True)]
        at = end
    return tuple(piece for piece in (*pieces, MarkedText(text[at:])) if piece.text)
