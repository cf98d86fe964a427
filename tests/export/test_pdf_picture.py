"""The picture as PDF: vectors, embedded type, its sources on further pages, read back with pypdf."""

from __future__ import annotations

import re
import unicodedata
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
from tests.edge_worlds import edge_world
from tests.sweeps import one_in

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
        assert faces(page)
        assert not page.images


def test_a_source_can_be_opened_from_its_page() -> None:
    notes = [note.get_object() for page in pdf(ALBUQUERQUE).pages for note in page.get("/Annots", ()) or ()]
    links = {note["/A"]["/URI"] for note in notes if "/A" in note}  # the others lead to the list in the file
    assert len(links) > 20
    assert links <= {source.url for source in ALBUQUERQUE.sources}


def test_the_same_selection_gives_the_same_bytes(small_world: Landscape) -> None:
    one, other = (picture_pdf(visible(small_world, Selection(focus="ana-reyes")), "network") for _ in range(2))
    assert one == other


def test_text_from_the_data_stays_text(small_world: Landscape) -> None:
    hostile = '(<script>) \\ =cmd() #let x = "[" 😀 a\x00b'
    said = text(pdf(replace(small_world, title=hostile)))
    assert '(<script>) \\ =cmd() #let x = "["' in said
    assert "😀 a\ufffdb" in said


# --- for whoever hears it --------------------------------------------------------------------------------------------


def elements(reader: PdfReader) -> list[dict[str, Any]]:
    """The structure of a file, from the first thing that is read to the last."""
    found: list[dict[str, Any]] = []

    def walk(node: Any) -> None:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for child in node:
                walk(child)
        elif isinstance(node, dict):
            if "/S" in node:
                found.append(node)
            walk(node.get("/K"))

    walk(reader.trailer["/Root"]["/StructTreeRoot"])
    return found


def test_a_file_is_tagged_and_says_its_language_and_title(small_world: Landscape) -> None:
    reader = pdf(small_world)
    root = reader.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"], root["/ViewerPreferences"]["/DisplayDocTitle"]) == (
        "en",
        True,
        True,
    )
    assert reader.metadata and reader.metadata.title == f"{small_world.title}: 5 events, 2000 to 2025"
    assert b"pdfuaid:part" in root["/Metadata"].get_data()


def test_every_page_begins_with_a_heading_that_the_outline_leads_to(small_world: Landscape) -> None:
    reader = pdf(small_world, "deck")
    headings = [element for element in elements(reader) if element["/S"] == "/H1"]
    assert len(headings) == len(reader.pages) == len(reader.outline)
    assert [entry.title for entry in reader.outline][-1] == "Sources"


def test_everything_drawn_is_said_in_the_order_of_reading(small_world: Landscape) -> None:
    said = [element["/Alt"] for element in elements(pdf(small_world)) if element["/S"] == "/Figure"]
    assert len(said) == len(small_world.events) == len(set(said))
    assert "Bus bill dies" in " ".join(said)
    kinds = [element["/S"] for element in elements(pdf(small_world))]
    assert kinds.index("/H1") < kinds.index("/P") < kinds.index("/Figure") < kinds.index("/Link")


# --- other scripts ---------------------------------------------------------------------------------------------------

SCRIPTS = {
    "قرار مكتب البلدية": "IBMPlexSansArabic",
    "צו העירייה": "Arimo",
    "夜行バス条例": "NotoSansCJKjp",
    "阿尔伯克基市": "NotoSansCJKsc",
    "시의회": "NotoSansCJKkr",
    "रात": "NotoSansDevanagari",
    "รถเมล์": "NotoSansThai",
    "🚌": "NotoEmoji",
}


def faces(page: Any) -> set[str]:
    """The faces of a page, each of which is inside the file."""
    found = set()
    for font in page["/Resources"]["/Font"].values():
        (inside,) = font["/DescendantFonts"]
        described = inside.get_object()["/FontDescriptor"]
        assert {"/FontFile2", "/FontFile3"} & described.keys()
        found.add(font["/BaseFont"].partition("+")[2].partition("-")[0])
    return found


@pytest.mark.parametrize(("words", "family"), one_in(3, SCRIPTS.items()))
def test_a_script_is_set_in_a_face_that_has_it(small_world: Landscape, words: str, family: str) -> None:
    reader = pdf(replace(small_world, title=words))
    assert family in faces(reader.pages[0])
    assert "\ufffd" not in text(reader)
    assert reader.metadata and reader.metadata.title == f"{words}: 5 events, 2000 to 2025"


@pytest.mark.parametrize("words", ["فسيكفيكهم", "עירייה", "夜行バス条例", "阿尔伯克基市", "시의회", "🚌"])
def test_words_of_any_script_can_be_found(small_world: Landscape, words: str) -> None:
    assert words in text(pdf(replace(small_world, title=words)))


def test_a_character_that_no_font_has_is_named_on_the_last_page_and_told(small_world: Landscape) -> None:
    told: list[str] = []
    view = visible(replace(small_world, title="Cuneiform \U00012000"), Selection())
    reader = PdfReader(BytesIO(picture_pdf(view, "timeline", Options(), told.append)))
    assert "Cuneiform \ufffd" in reader.pages[0].extract_text()
    assert "U+12000 cuneiform sign a" in reader.pages[-1].extract_text()
    assert told == ["1 character has no sign in the fonts at hand and will stand as \ufffd: U+12000 cuneiform sign a."]


def test_a_character_that_is_never_drawn_or_may_not_be_in_a_file_breaks_none(small_world: Landscape) -> None:
    kinds = ("Cf", "Zl", "Zp", "Zs", "Co", "Mn")
    strange = [char for char in map(chr, range(0x110000)) if unicodedata.category(char) in kinds][:4_000]
    told: list[str] = []
    title = "a".join(["Night", "\u070f\ufeff\ufff9\U000110bd\U00013430", *strange[::3], "buses"])
    named = tuple(replace(event, title=title) for event in small_world.events)
    view = visible(
        replace(small_world, title="Night " + "".join(strange), events=named), Selection(focus="night-order")
    )
    assert PdfReader(BytesIO(picture_pdf(view, "details", Options(), told.append))).pages
    assert len(told) == 1


def test_nothing_is_told_where_everything_can_be_set() -> None:
    told: list[str] = []
    picture_pdf(visible(edge_world("wide-cjk"), Selection()), "deck", Options(), told.append)
    assert told == []


def test_a_date_beside_a_title_that_is_read_from_the_right_is_whole() -> None:
    reader = PdfReader(BytesIO(picture_pdf(visible(edge_world("wide-arabic"), Selection()), "timeline")))
    days = [words for event in edge_world("wide-arabic").events if re.match(r"\d", words := short_day(event))]
    assert days and all(re.search(rf"\b{day}\b", text(reader)) for day in days)


def short_day(event: Any) -> str:
    """The day and month of an event as a label says it."""
    day = event.date.earliest
    return f"{day.day} {day:%b}" if day == event.date.latest else ""


def test_a_hidden_record_is_nowhere(small_world: Landscape) -> None:
    reader = PdfReader(BytesIO(picture_pdf(visible(small_world, Selection(lanes=frozenset({"state"}))), "deck")))
    assert "Bus bill dies" in text(reader)
    assert "Ana Reyes" not in text(reader) and "Night riders" not in text(reader)


def test_every_number_beside_words_leads_to_its_source_in_the_list(small_world: Landscape) -> None:
    reader = pdf(small_world)
    (listed,) = [page for page in reader.pages if page.extract_text().startswith("Sources")]
    said = [
        n
        for page in reader.pages
        for inside in re.findall(r"\[([\d,]+)\]", page.extract_text())
        for n in inside.split(",")
    ]
    ways = [
        note.get_object()["/Dest"].get_object()
        for page in reader.pages
        for note in page.get("/Annots", [])
        if "/Dest" in note.get_object()
    ]
    assert len(ways) == len(said) > 3
    assert {way[0].get_object()["/Contents"].get_object().get_data() for way in ways} == {
        listed["/Contents"].get_object().get_data()
    }
    assert len({float(way[3]) for way in ways}) == len({*said}), "each to its own line"


def test_a_name_or_a_title_that_begins_with_a_number_in_brackets_leads_nowhere(small_world: Landscape) -> None:
    def ways(landscape: Landscape, **options: Any) -> int:
        reader = pdf(landscape, **options)
        return sum("/Dest" in note.get_object() for page in reader.pages for note in page.get("/Annots", []))

    called = tuple(replace(event, title="[1] Kickoff", short_title="[1] Kickoff") for event in small_world.events)
    named = replace(small_world, events=called)
    assert ways(named, title="[01] Kickoff", note="[02] Draft") == ways(small_world) > 3
