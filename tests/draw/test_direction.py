"""Text read from the right beside text read from the left: no date is torn by a name."""

from __future__ import annotations

import doctest

import pytest

from explorer.draw import direction
from explorer.draw.direction import set_apart
from explorer.draw.markup import html_of, svg_tag, tag
from explorer.draw.text_metrics import text_width


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("25 July 2025: Night order", "25 July 2025: Night order"),
        ("قرار 25 July 2025", "<قرار> 25 July 2025"),
        ("25 July 2025: قرار البلدية (happened)", "25 July 2025: <قرار البلدية> (happened)"),
        ("قرار 9", "<قرار 9>"),
        (" قرار [1]", " <قرار [1]>"),
        ("صو … 5 May", "<صو …> 5 May"),
        ("צו 9, קרן. Ana and ראול", "<צו 9, קרן>. Ana and <ראול>"),
        ("夜行バス 5", "夜行バス 5"),
        ("", ""),
    ],
)
def test_what_is_read_from_the_right_is_set_apart(text: str, apart: str) -> None:
    assert set_apart(text, lambda stretch: f"<{stretch}>") == apart


def test_what_is_set_apart_stays_as_it_is_and_is_as_wide_as_before() -> None:
    once = set_apart("25 July: قرار")
    assert set_apart(once) == once
    assert text_width(once, 20) == text_width("25 July: قرار", 20)


def test_html_has_an_element_for_it_and_svg_characters() -> None:
    assert tag("p", {"title": "קרן 5 May"}, "קרן 5 May") == '<p title="קרן 5 May"><bdi>קרן</bdi> 5 May</p>'
    assert html_of(["<קרן> May"]) == "&lt;<bdi>קרן</bdi>&gt; May"
    assert tag("title", {}, "קרן 5 May") == "<title>קרן 5 May</title>"
    assert svg_tag("text", {}, "קרן 5 May") == "<text>\u2068קרן\u2069 5 May</text>"


def test_its_examples_hold() -> None:
    assert doctest.testmod(direction).failed == 0
