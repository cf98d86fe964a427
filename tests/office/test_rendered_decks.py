"""Decks as LibreOffice draws them: every word is there, in the box of its shape, on the slide and on no other word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import product
from typing import Any

import pypdfium2
import pytest
from pptx import Presentation
from pptx.util import Pt

from explorer.draw.palette import Theme
from explorer.export.options import Options, Picture, Size
from explorer.export.slides.deck import deck_bytes
from explorer.query.selection import from_query
from explorer.query.visible import visible
from tests.addresses import random_addresses
from tests.bundled import albuquerque
from tests.export.test_pptx_template import KINDS, saved, template
from tests.office.office import as_pdf
from tests.office.rendered import faces_of, faults_of_slide

PICTURES: tuple[Picture, ...] = ("deck", "timeline", "network", "details")
SIZES: tuple[Size, ...] = ("16:9", "4:3", "a4")
THEMES: tuple[Theme, ...] = ("light", "dark")
FACES = {
    "": {"Arial", "LiberationSans"},
    "light serif": {"TimesNewRoman", "LiberationSerif"},
    "dark sans": {"SegoeUI", "OpenSans"},
    "wide face": {"Verdana", "DejaVuSans"},
}
"""What a deck's words may be set in: its face, or the one that stands for it where that is not installed."""


@dataclass(frozen=True)
class Asked:
    """A deck of a selection that is drawn by chance, the same each time."""

    seed: int
    picture: Picture
    text_scale: float
    size: Size = "16:9"
    theme: Theme = "light"
    template: str = ""

    def __str__(self) -> str:
        look = self.template.replace(" ", "-") or f"{self.theme}-{self.size.replace(':', 'x')}"
        return f"{self.picture}-{look}-{self.text_scale}-{self.seed}"

    def made(self) -> bytes:
        (address,) = random_addresses(albuquerque(), seed=self.seed, count=1)
        given = template(self.template) if self.template else None
        own = ("tim-keller",) if self.picture == "deck" else ()  # one record's pages are enough
        options = Options(self.size, self.theme, self.text_scale, given, actors=own)
        return deck_bytes(visible(albuquerque(), from_query(address, albuquerque())[0]), options, self.picture)


def _asked() -> Iterator[Asked]:
    """Each picture in each look, in usual or in large type."""
    for place, (size, theme, scale) in enumerate(product(SIZES, THEMES, (1.0, 1.5))):
        yield Asked(place, PICTURES[(place + place // 4) % 4], scale, size, theme)
    for place, (kind, picture) in enumerate(product(KINDS, PICTURES), 100):
        yield Asked(place, picture, (1.0, 1.5)[(place + place // 4) % 2], template=kind)


ASKED = {str(asked): asked for asked in _asked()}


def spoiled() -> bytes:
    """A slide on which words leave the slide, leave their box and lie on others."""
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    for place, text in enumerate(("off the slide", "out of its box", "one word", "another")):
        left, top = (680, 20) if not place else (40, 100) if place == 1 else (200 + place, 300 + place)
        box = slide.shapes.add_textbox(Pt(left), Pt(top), Pt(20 if place == 1 else 200), Pt(20))
        box.name, box.text_frame.text, box.text_frame.word_wrap = text, text, False
    return saved(deck)


@pytest.fixture(scope="session")
def drawn() -> dict[str, tuple[Any, pypdfium2.PdfDocument]]:
    """Each deck, and the PDF that LibreOffice made of it."""
    decks = {name: asked.made() for name, asked in ASKED.items()} | {"spoiled": spoiled()}
    pdfs = as_pdf(decks)
    return {name: (Presentation(BytesIO(data)), pypdfium2.PdfDocument(pdfs[name])) for name, data in decks.items()}


@pytest.mark.parametrize("name", ASKED)
def test_every_word_stands_in_its_box_on_the_slide_and_on_no_other(name: str, drawn: Any) -> None:
    deck, pdf = drawn[name]
    assert len(pdf) == len(deck.slides)
    found = [
        f"slide {number}: {fault}"
        for number, (slide, page) in enumerate(zip(deck.slides, pdf, strict=True), 1)
        for fault in faults_of_slide(slide, number, page)
    ]
    assert found == []


@pytest.mark.parametrize("name", ASKED)
def test_words_are_judged_in_a_face_as_wide_as_their_own(name: str, drawn: Any) -> None:
    _, pdf = drawn[name]
    faces = [face for page in pdf for face in faces_of(page)]
    assert max(faces, key=faces.count) in FACES[ASKED[name].template]


def test_what_is_wrong_is_found(drawn: Any) -> None:
    deck, pdf = drawn["spoiled"]
    found = faults_of_slide(deck.slides[0], 1, pdf[0])
    for said in ("“slide” leaves the slide", "“box” leaves out of its box", "“one” lies on “another”"):
        assert [fault for fault in found if fault.startswith(said)], said
    deck.slides[0].shapes[0].text_frame.text = "off the 99 slide"
    assert "“99” is written as “” after “offthe”" in faults_of_slide(deck.slides[0], 1, pdf[0])
