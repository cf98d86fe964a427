"""The picture as PDF: vectors, embedded type, its sources on further pages, read back with pypdf."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from explorer.export.options import Options
from explorer.export.slides.picture import picture_pdf
from explorer.landscape import Landscape
from explorer.query.selection import Selection
from explorer.query.visible import visible
from tests.bundled import albuquerque

pytestmark = pytest.mark.slow

ALBUQUERQUE = albuquerque()


def pdf(landscape: Landscape, view: Any = "timeline", focus: str = "", **options: Any) -> PdfReader:
    return PdfReader(BytesIO(picture_pdf(visible(landscape, Selection(focus=focus)), view, Options(**options))))


def text(reader: PdfReader) -> str:
    return "\n".join(page.extract_text() for page in reader.pages)


@pytest.mark.parametrize(
    ("size", "points"),
    [
        ("16:9", (960, 540)),
        ("4:3", (720, 540)),
        ("square", (540, 540)),
        ("a4", (842, 595.5)),
        ("a3", (1190.5, 842)),
        ("poster", (2384, 1684)),
    ],
)
def test_a_page_has_the_size_of_its_paper(small_world: Landscape, size: str, points: tuple[float, float]) -> None:
    assert tuple(pdf(small_world, size=size).pages[0].mediabox[2:]) == points


@pytest.mark.parametrize("view", ["timeline", "network", "deck"])
def test_every_event_can_be_found_by_its_words(small_world: Landscape, view: str) -> None:
    said = " ".join(text(pdf(small_world, view)).split())
    for event in small_world.events:
        assert event.title in said or event.short_title in said


def test_more_sources_than_a_foot_holds_stand_on_a_page_of_their_own() -> None:
    reader = pdf(ALBUQUERQUE)
    pages = [page.extract_text() for page in reader.pages]
    first = next(place for place, page in enumerate(pages) if page.startswith("Sources"))
    drawn, sources = pages[:first], pages[first:]
    marks = [inside for page in drawn for inside in re.findall(r"\[(\d[\d–,]*)\]", page)]
    named = {int(n) for inside in marks for n in re.split("[–,]", inside)}
    listed = {int(n) for page in sources for n in re.findall(r"^(\d+)\b", page, re.MULTILINE)}
    assert drawn and named and named <= listed
    assert all(page.startswith("Sources") for page in sources)


def test_every_face_is_embedded_and_nothing_is_a_bitmap(small_world: Landscape) -> None:
    for page in pdf(small_world, "deck", "ana-reyes").pages:
        fonts = page["/Resources"]["/Font"].values()
        assert all("/FontFile2" in font.get_object()["/FontDescriptor"] for font in fonts)
        assert not page.images


def test_a_source_can_be_opened_from_its_page() -> None:
    links = {
        note.get_object()["/A"]["/URI"] for page in pdf(ALBUQUERQUE).pages for note in page.get("/Annots", ()) or ()
    }
    assert len(links) > 20
    assert links <= {source.url for source in ALBUQUERQUE.sources}


def test_the_same_selection_gives_the_same_bytes(small_world: Landscape) -> None:
    one, other = (picture_pdf(visible(small_world, Selection(focus="ana-reyes")), "network") for _ in range(2))
    assert one == other


def test_text_from_the_data_stays_text(small_world: Landscape) -> None:
    hostile = "(<script>) \\ =cmd() 😀 a\x00b"
    said = text(pdf(replace(small_world, title=hostile)))
    assert "(<script>) \\ =cmd()" in said
    assert "😀 a\ufffdb" in said


def test_a_hidden_record_is_nowhere(small_world: Landscape) -> None:
    reader = PdfReader(BytesIO(picture_pdf(visible(small_world, Selection(lanes=frozenset({"state"}))), "deck")))
    assert "Bus bill dies" in text(reader)
    assert "Ana Reyes" not in text(reader) and "Night riders" not in text(reader)
