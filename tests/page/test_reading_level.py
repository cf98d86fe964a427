"""How many years of school it takes to read what the page says: nine are what WCAG 2.2 (3.1.5) asks no more than."""

from __future__ import annotations

import re

import pytest
from lxml import html

from explorer.server import create_app
from tests.bundled import albuquerque

PLACES = ("help", "about", "actors", "events")


def grade(texts: list[str]) -> float:
    """The Automated Readability Index (Smith and Senter, 1967): letters a word, words a sentence."""
    sentences = [part for text in texts for part in re.split(r"(?<=[.!?])\s+", text.strip()) if len(part.split()) > 3]
    words = [word for sentence in sentences for word in sentence.split()]
    letters = sum(letter.isalnum() for word in words for letter in word)
    return 4.71 * letters / len(words) + 0.5 * len(words) / len(sentences) - 21.43


def said(place: str) -> list[str]:
    if place == "events":
        return [event.summary for event in albuquerque().events]
    if place == "actors":
        return [actor.summary for actor in albuquerque().actors]
    page = html.fromstring(
        create_app(albuquerque()).server.test_client().get("/about" if place == "about" else "/").text
    )
    within = "//main" if place == "about" else "//details[contains(@class, 'help')]"
    return [one.text_content() for one in page.xpath(f"{within}//p[not(@class='cite')] | {within}//dd")]


@pytest.mark.parametrize("place", PLACES)
def test_nine_years_of_school_are_enough_to_read_it(place: str) -> None:
    texts = said(place)
    assert sum(len(text.split()) for text in texts) > 100
    assert grade(texts) <= 9, f"{place}: {grade(texts):.1f}"


def test_harder_words_and_longer_sentences_are_read_later() -> None:
    assert grade(["The vote is on the ninth. The bill died in the house."]) < 5
    assert (
        grade(["Notwithstanding jurisdictional considerations, intergovernmental cooperation remains voluntary."]) > 20
    )
