"""How a day is said in words, how many of a thing there are, and several things one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from explorer.edtf import parse_when, words


def day_words(day: date) -> str:
    """A day as it stands in a sentence: 21 July 2025."""
    return words(parse_when(day.isoformat()))


def how_many(count: int, thing: str) -> str:
    """A number of things; `thing` is the word for one of them.

    >>> how_many(1, "row"), how_many(2_000, "row")
    ('1 row', '2,000 rows')
    """
    return f"{count:,} {thing}{'' if count == 1 else 's'}"


def in_a_row(said: Sequence[str], last: str = "and") -> str:
    """Words one after the other: "a", "a and b", "a, b and c"; of which one is meant, with "or" before the last."""
    return f" {last} ".join(part for part in (", ".join(said[:-1]), said[-1]) if part)


def either(said: Sequence[str]) -> str:
    """Words of which one is meant: "a", "a or b", "a, b or c"."""
    return in_a_row(said, "or")
