"""Choices made by one source of numbers: any, some more likely than others.

Only Random.random() is promised to give the same numbers in every version of Python.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import TypeVar

Choice = TypeVar("Choice")


def below(random: Random, end: int) -> int:
    return int(random.random() * end)


def one_of(random: Random, choices: Sequence[Choice]) -> Choice:
    return choices[below(random, len(choices))]


def weighed(random: Random, choices: Sequence[tuple[str, int]]) -> str:
    """One of the words, each as likely as its number says; the numbers add up to 100."""
    left = random.random() * 100
    for word, share in choices:
        left -= share
        if left < 0:
            return word
    return choices[-1][0]


def favoured(random: Random, count: int) -> int:
    """A place in a ranking of so many: the first ones far more often, as a few actors are in everything."""
    return min(count - 1, int((count + 1) ** random.random() ** 0.7) - 1) if count > 1 else 0


def weight(random: Random) -> str:
    return weighed(random, (("1", 5), ("2", 25), ("3", 70)))
