"""How several things are said in a few words: how many there are, and one after the other."""

from __future__ import annotations

from collections.abc import Sequence


def how_many(count: int, thing: str) -> str:
    """A number of things; `thing` is the word for one of them.

    >>> how_many(1, "row"), how_many(2_000, "row")
    ('1 row', '2,000 rows')
    """
    return f"{count:,} {thing}{'' if count == 1 else 's'}"


def in_a_row(words: Sequence[str], last: str = "and") -> str:
    """Words one after the other: "a", "a and b", "a, b and c"; of which one is meant, with "or" before the last."""
    return f" {last} ".join(part for part in (", ".join(words[:-1]), words[-1]) if part)


def either(words: Sequence[str]) -> str:
    """Words of which one is meant: "a", "a or b", "a, b or c"."""
    return in_a_row(words, "or")
