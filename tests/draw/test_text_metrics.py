"""Text set in lines."""

from __future__ import annotations

import unicodedata

import pytest

from explorer.draw.text_metrics import broken, letters, shortened, text_width, wrapped
from tests.edge_worlds import UNBROKEN


def test_bold_is_wider_than_regular() -> None:
    assert text_width("Council", 12, bold=True) > text_width("Council", 12)


def test_accents_and_wide_letters_have_a_width() -> None:
    assert text_width("Peña", 10) == text_width("Pena", 10)
    assert text_width("市", 10) == 10


@pytest.mark.parametrize(
    ("letter", "regular", "bold"), [("·", 333, 333), ("œ", 944, 944), ("Æ", 1000, 1000), ("ť", 375, 479)]
)
def test_a_letter_is_as_wide_as_in_the_widest_face_of_the_family(letter: str, regular: int, bold: int) -> None:
    """Advance widths of Arial and Liberation Sans, in thousandths: words set by narrower ones leave their box."""
    assert (text_width(letter, 1000), text_width(letter, 1000, bold=True)) == (regular, bold)


def test_a_combining_mark_adds_nothing() -> None:
    assert text_width("e\u0301", 10) == text_width("e", 10)


def test_lines_keep_to_the_width_and_lose_no_word() -> None:
    text = "Office of Immigrant & Refugee Affairs"
    lines = wrapped(text, 100, 12)
    assert " ".join(lines) == text
    assert all(text_width(line, 12) <= 100 for line in lines)


def test_what_does_not_fit_ends_in_an_ellipsis_inside_the_width() -> None:
    lines = wrapped("one two three four five six seven eight", 60, 12, most=2)
    assert len(lines) == 2
    assert lines[-1].endswith("…")
    assert all(text_width(line, 12) <= 60 for line in lines)
    assert text_width(shortened("unpronounceable", 40, 12), 12) <= 40


@pytest.mark.parametrize("word", UNBROKEN.values(), ids=UNBROKEN)
def test_a_word_that_no_space_breaks_is_broken_inside_the_width(word: str) -> None:
    lines = wrapped(f"Office of {word} & others", 100, 12)
    assert all(text_width(line, 12) <= 100 for line in lines)
    assert "".join(lines).replace(" ", "") == f"Officeof{word}&others"


@pytest.mark.parametrize("word", UNBROKEN.values(), ids=UNBROKEN)
def test_no_line_begins_with_the_mark_of_a_letter_before_it(word: str) -> None:
    assert not any(unicodedata.category(piece[0]).startswith("M") for piece in broken(word, 40, 12))
    assert not unicodedata.combining(shortened(word, 41, 12)[0])


@pytest.mark.parametrize("word", UNBROKEN.values(), ids=UNBROKEN)
def test_what_is_left_of_a_broken_word_ends_in_an_ellipsis_inside_the_width(word: str) -> None:
    lines = wrapped(word * 2, 100, 12, most=3)
    assert len(lines) == 3 and lines[-1].endswith("…")
    assert all(text_width(line, 12) <= 100 for line in lines)


def test_a_letter_wider_than_the_width_stands_alone() -> None:
    assert wrapped("WW", 1, 12) == ["W", "W"]
    assert list(letters("")) == []


def test_a_long_word_is_broken_after_a_hyphen_near_the_end_of_the_line() -> None:
    assert broken("immigrant-friendliness", 70, 12) == ["immigrant-", "friendliness"]
