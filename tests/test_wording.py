"""How many there are and what they are called, in a few words."""

from __future__ import annotations

import doctest

import pytest

from explorer import wording
from explorer.wording import either, in_a_row


def test_its_examples_run() -> None:
    assert doctest.testmod(wording).failed == 0


@pytest.mark.parametrize(
    ("words", "said"), [(["a"], "a"), (["a", "b"], "a and b"), (["a or b", "b", "c"], "a or b, b and c")]
)
def test_words_stand_in_a_row(words: list[str], said: str) -> None:
    assert in_a_row(words) == said


def test_of_words_one_is_meant() -> None:
    assert either(["a", "b", "c"]) == "a, b or c"
