"""Text read from the right beside text read from the left: no date is torn by a name."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from explorer.draw.direction import set_apart
from explorer.draw.markup import html_of, svg_tag, tag
from explorer.draw.text_metrics import text_width

EXAMPLES = json.loads((Path(__file__).parent / "directions.json").read_text(encoding="utf-8"))
"""Texts, and what becomes of them; the page's script is held to the same."""


@pytest.mark.parametrize(("text", "apart"), EXAMPLES)
def test_what_is_read_from_the_right_is_set_apart(text: str, apart: str) -> None:
    assert set_apart(text) == apart


def test_what_is_set_apart_stays_as_it_is_and_is_as_wide_as_before() -> None:
    once = set_apart("25 July: قرار")
    assert once == "25 July: \u2068قرار\u2069" == set_apart(once)
    assert text_width(once, 20) == text_width("25 July: قرار", 20)


def test_it_is_done_wherever_markup_is_written_but_not_in_attributes() -> None:
    assert tag("p", {"title": "קרן 5 May"}, "קרן 5 May") == '<p title="קרן 5 May">\u2068קרן\u2069 5 May</p>'
    assert html_of(["<קרן> May"]) == "&lt;\u2068קרן\u2069&gt; May"
    assert svg_tag("text", {}, "קרן 5 May") == "<text>\u2068קרן\u2069 5 May</text>"
