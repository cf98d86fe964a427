"""Words and choices of the reader's own: a title, a note, what is left out by hand, what comes first."""

from __future__ import annotations

import zipfile
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from pptx import Presentation
from pypdf import PdfReader

from explorer.export.choices import choices_by_hand
from explorer.export.formats import FORMATS, Job, export_bytes, usual_picture
from explorer.export.options import MAX_NOTE, MAX_TITLE, BadExport, Options
from explorer.export.slides.frame import Frames, frame_of
from explorer.export.slides.pages import pages, usual_title
from explorer.landscape import Landscape
from explorer.query.selection import Selection
from explorer.query.visible import leaving_out, visible
from tests.export.parquet import parquet_rows
from tests.sweeps import one_in

pytestmark = pytest.mark.slow

TITLE, NOTE = "Why the night buses <run>", "Drawn for the committee & its guests."


def made(world: Landscape, format: str, **options: Any) -> bytes:
    return export_bytes(Job(world, usual_picture(format), Selection(), Options(**options)), format)


def words_in(format: str, data: bytes) -> str:
    """All words that a file holds, however it holds them."""
    if format == "png":
        return "\n".join(Image.open(BytesIO(data)).text.values())  # type: ignore[attr-defined]
    if format == "pdf":
        return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages).split())
    if format == "pptx":
        shapes = [shape for slide in Presentation(BytesIO(data)).slides for shape in slide.shapes]
        return " ".join(shape.text_frame.text for shape in shapes if shape.has_text_frame).replace("\v", " ")
    if zipfile.is_zipfile(BytesIO(data)):
        with zipfile.ZipFile(BytesIO(data)) as held:
            return unescape("\n".join(text_in(name, held.read(name)) for name in held.namelist()))
    text = data.decode()
    for written, letter in (
        ("\\u003c", "<"),
        ("\\u003e", ">"),
        ("\\u0026", "&"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&amp;", "&"),
    ):
        text = text.replace(written, letter)
    return text.replace("\r\n ", "")  # a folded line of a calendar


def text_in(name: str, data: bytes) -> str:
    return "\n".join(map(str, parquet_rows(data))) if name.endswith(".parquet") else data.decode("utf-8-sig")


LISTS_OF_SOURCES = ("csl", "ris", "bibtex")
"""They hold what is cited and nothing else."""


@pytest.mark.parametrize("format", one_in(2, [name for name in FORMATS if name not in LISTS_OF_SOURCES]))
def test_a_title_and_a_note_stand_in_every_kind_of_file(small_world: Landscape, format: str) -> None:
    said = words_in(format, made(small_world, format, title=TITLE, note=NOTE))
    assert TITLE in said and NOTE in said
    assert small_world.title in said, "and what it is of is not lost"


@pytest.mark.parametrize("format", ["svg", "html"])
def test_a_title_is_text_whatever_it_holds(small_world: Landscape, format: str) -> None:
    data = made(small_world, format, title="<script>alert(1)</script>").decode()
    assert "<script>alert" not in data


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"title": "a" * (MAX_TITLE + 1)}, f"The title has {MAX_TITLE + 1} characters"),
        ({"note": "a" * (MAX_NOTE + 1)}, f"The note has {MAX_NOTE + 1} characters"),
        ({"title": "a\x1b[31m"}, "The title holds a control character"),
        ({"note": "two\nlines"}, "The note holds a control character or the end of a line"),
        ({"omit": ("nobody",)}, "No actor or event here is called “nobody”"),
        ({"pin": ("bus-bill",)}, "No actor or event here is called “bus-bill”"),
    ],
)
def test_words_that_cannot_be_kept_are_refused_in_a_sentence(
    small_world: Landscape, options: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(BadExport, match=sentence):
        made(small_world, "json", **options)


@pytest.mark.parametrize("format", one_in(2, [name for name in FORMATS if name not in ("png", *LISTS_OF_SOURCES)]))
def test_what_is_left_out_by_hand_is_nowhere_and_its_number_is_said(small_world: Landscape, format: str) -> None:
    said = words_in(format, made(small_world, format, omit=("bill-dies", "statehouse")))
    assert "Bus bill dies" not in said and "State Assembly" not in said
    assert "2 left out by hand." in said


def test_what_is_not_shown_cannot_be_left_out(small_world: Landscape) -> None:
    state = visible(small_world, Selection(lanes=frozenset({"state"})))
    assert leaving_out(state, ["riders"]) is state


def test_a_tie_goes_with_either_of_its_ends(small_world: Landscape) -> None:
    part = leaving_out(visible(small_world, Selection()), ["night-order"]).part
    assert not [r.id for r in part.relations if "night-order" in (r.subject, r.object)]
    assert "riders" in part.records, "who is tied to it stays"


def test_where_nothing_is_said_the_title_is_counted_from_what_is_drawn(small_world: Landscape) -> None:
    view = visible(small_world, Selection(focus="ana-reyes"))
    assert usual_title(view, "timeline") == "Ana Reyes: tied to 1 of 5 events, 2000 to 2025"
    assert usual_title(view, "network") == "Ana Reyes: 2 ties to 2 others"
    assert usual_title(view, "details") == "Ana Reyes: Mayor of Riverton"
    for picture in ("timeline", "network", "details"):
        frame = frame_of(Options())
        first = pages(view, picture, Options(), Frames(frame, frame), "at the end")[0]
        assert first.title == usual_title(view, picture)


def test_all_that_is_shown_is_offered_to_be_left_out(small_world: Landscape) -> None:
    offered = choices_by_hand(visible(small_world, Selection()).part)
    assert {id for id, _ in offered["events"]} == {event.id for event in small_world.events}
    assert {id for id, _ in offered["actors"]} == {actor.id for actor in small_world.actors}
