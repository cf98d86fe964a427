"""Text set in lines."""

from __future__ import annotations

from explorer.views.lettering import shortened, text_width, wrapped


def test_bold_is_wider_than_regular() -> None:
    assert text_width("Council", 12, bold=True) > text_width("Council", 12)


def test_accents_and_wide_letters_have_a_width() -> None:
    assert text_width("Peña", 10) == text_width("Pena", 10)
    assert text_width("市", 10) == 10


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
