"""Every file of a landscape all of whose texts are hostile: built as that of its harmless twin, and nothing runs."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import bibtexparser
import openpyxl
import pytest
from icalendar import Calendar
from lxml import etree
from PIL import Image
from pptx import Presentation
from pypdf import PdfReader

import explorer.export.saved_page.html_file  # noqa: F401 - one format is made by the room of the page
from explorer.data.tables.characters import unguarded
from explorer.export.formats import FORMATS, Job, export_bytes
from explorer.export.options import Options
from explorer.landscape import Landscape
from explorer.query.selection import Selection
from tests.export.parquet import parquet_rows
from tests.hostile_world import (
    Reading,
    foreign_part,
    harmless,
    hostile,
    marks_in,
    texts_of,
    told_in,
)

pytestmark = pytest.mark.slow

RUN_BY_SPREADSHEETS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
CHOSEN = Selection(focus="council")
Pair = tuple[bytes, bytes]


class Files:
    """Each file of both worlds, made once."""

    def __init__(self, world: Landscape) -> None:
        self.worlds = hostile(world), harmless(world)
        self.made: dict[tuple[str, str], Pair] = {}

    def pair(self, name: str, view: str) -> Pair:
        if (name, view) not in self.made:
            one, other = (export_bytes(Job(world, view, CHOSEN, Options()), name) for world in self.worlds)  # type: ignore[arg-type]
            self.made[name, view] = one, other
        return self.made[name, view]


@pytest.fixture(scope="module")
def files(small_world: Landscape) -> Files:
    return Files(replace(small_world, default_view=""))


def test_every_format_is_tried(files: Files) -> None:
    tried = {
        "svg",
        "png",
        "pptx",
        "pdf",
        "html",
        "csv",
        "parquet",
        "xlsx",
        "json",
        "graphml",
        "gexf",
        "ics",
        "timelinejs",
        "plotly",
        "csl",
        "ris",
        "bibtex",
    }
    assert tried | {"plotly"} == set(FORMATS)


# --- pictures and slides -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("view", FORMATS["svg"].pictures)
def test_a_drawing_has_the_elements_and_links_of_the_twin(files: Files, view: str) -> None:
    one, other = (strict_xml(data) for data in files.pair("svg", view))
    assert {element.tag for element in one.iter()} == {element.tag for element in other.iter()}
    assert links_of(one) == links_of(other)
    assert not [name for element in one.iter() for name in element.attrib if str(name).lower().startswith("on")]
    texts = [" ".join(tree.itertext()) for tree in (one, other)]
    assert min(len(marks_in(text)) for text in texts) > 3


def strict_xml(data: bytes) -> Any:
    """The root element; a document type or an entity of its own is refused."""
    assert b"<!DOCTYPE" not in data[:500]
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))


def links_of(tree: Any) -> set[str]:
    return {
        foreign_part(value)
        for element in tree.iter()
        for name, value in element.attrib.items()
        if name.rpartition("}")[2] in ("href", "src", "Target")
    }


OUTLINES = {
    f"{{http://schemas.openxmlformats.org/drawingml/2006/main}}{name}"
    for name in (
        *("custGeom", "gdLst", "ahLst", "cxnLst", "rect", "pathLst", "path", "moveTo", "lnTo", "quadBezTo", "pt"),
    )
}
"""What draws a line that is not straight: which lines are depends on how wide the words are."""


@pytest.mark.parametrize("view", FORMATS["pptx"].pictures)
def test_slides_lead_where_the_twins_lead_and_hold_the_same_kinds_of_things(files: Files, view: str) -> None:
    decks = [Presentation(io.BytesIO(data)) for data in files.pair("pptx", view)]
    one, other = (
        {
            (rel.reltype.rpartition("/")[2], foreign_part(rel.target_ref) if rel.is_external else "")
            for slide in deck.slides
            for rel in slide.part.rels.values()
        }
        for deck in decks
    )
    assert one == other
    tags, twin_tags = ({el.tag for slide in deck.slides for el in slide._element.iter()} - OUTLINES for deck in decks)
    assert tags == twin_tags
    said = ["\n".join(el.text or "" for slide in deck.slides for el in slide._element.iter()) for deck in decks]
    assert min(len(marks_in(text)) for text in said) > 3
    assert "<script>" in said[0]


@pytest.mark.parametrize("view", FORMATS["pdf"].pictures)
def test_a_pdf_leads_where_the_twin_leads_and_runs_nothing(files: Files, view: str) -> None:
    one, other = (PdfReader(io.BytesIO(data)) for data in files.pair("pdf", view))
    assert addresses_in(one) == addresses_in(other)
    for name in ("/JavaScript", "/JS", "/OpenAction", "/AA", "/EmbeddedFiles"):
        assert name not in str(one.trailer["/Root"])
    assert marks_in(text_of(one))


def addresses_in(pdf: PdfReader) -> set[str]:
    """Where the links of all pages lead; an action that is no link is told by its kind."""
    actions = [
        note.get_object()["/A"].get_object()
        for page in pdf.pages
        for note in page.get("/Annots", [])
        if "/A" in note.get_object()
    ]
    return {foreign_part(str(action.get("/URI", action["/S"]))) for action in actions}


def text_of(pdf: PdfReader) -> str:
    return re.sub(r"\s+", "", "".join(page.extract_text() for page in pdf.pages))


@pytest.mark.parametrize("view", FORMATS["png"].pictures)
def test_a_picture_of_pixels_can_be_read(files: Files, view: str) -> None:
    for data in files.pair("png", view):
        Image.open(io.BytesIO(data)).verify()


# --- pages ---------------------------------------------------------------------------------------------------------


def test_the_saved_page_is_built_as_that_of_the_twin(files: Files) -> None:
    one, other = (Reading(data.decode()) for data in files.pair("html", FORMATS["html"].pictures[0]))
    assert one.acts == other.acts
    # Which words of a picture find room on their line depends on how wide their letters are.
    assert {name for name, _ in one.built ^ other.built} <= {"g", "rect", "path", "text"}
    assert told_in(one.texts) == told_in(other.texts)
    assert "<script>" in " ".join(one.texts)
    assert len(one.data) == len(other.data) > 0


def test_nothing_in_the_saved_page_ends_a_script_or_a_comment_early(files: Files) -> None:
    page, twin = (data.decode().lower() for data in files.pair("html", FORMATS["html"].pictures[0]))
    for end in ("</script", "<!--", "</style", "</title"):
        assert page.count(end) == twin.count(end)


def test_a_story_shows_its_texts_as_markup_and_they_are_letters_in_it(files: Files) -> None:
    one, other = (texts_of(json.loads(data)) for data in files.pair("timelinejs", "timeline"))
    assert_same_markup(one, other)
    assert marks_in(" ".join(one)) == marks_in(" ".join(other))


def test_a_figure_shows_its_labels_as_markup_and_they_are_letters_in_it(files: Files) -> None:
    figures = [json.loads(data) for data in files.pair("plotly", "timeline")]
    for figure in figures:
        assert figure["layout"].pop("meta")  # is read by programs, and drawn by nobody
    assert_same_markup(*map(texts_of, figures))


def assert_same_markup(texts: Iterable[str], twins: Iterable[str]) -> None:
    one, other = (Reading("\n".join(f"<p>{text}</p>" for text in every)) for every in (texts, twins))
    assert one.acts == other.acts
    assert {tag for tag, _ in one.built} == {tag for tag, _ in other.built}


# --- data ----------------------------------------------------------------------------------------------------------


def test_no_cell_is_run_by_a_spreadsheet_and_each_can_be_read_back(files: Files) -> None:
    cells, twins = (cells_of(data) for data in files.pair("csv", "timeline"))
    assert not [cell for cell in cells if cell.startswith(RUN_BY_SPREADSHEETS) and not re.fullmatch(r"-[0-9.]+", cell)]
    assert any(cell.startswith("'=cmd|") for cell in cells)
    assert told_in(map(unguarded, cells)) == told_in(map(unguarded, twins))


def cells_of(archive: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(archive)) as packed:
        tables = [packed.read(name).decode("utf-8-sig") for name in packed.namelist() if name.endswith(".csv")]
    return [cell for table in tables for row in csv.reader(io.StringIO(table, newline="")) for cell in row]


def test_a_cell_of_parquet_is_a_text_as_it_is(files: Files) -> None:
    cells, twins = (parquet_cells(data) for data in files.pair("parquet", "timeline"))
    assert all(isinstance(cell, str) for cell in cells)
    assert any(cell.startswith("=cmd|") for cell in cells), "nothing is put before what no spreadsheet runs"
    assert told_in(cells) == told_in(twins)


def parquet_cells(archive: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(archive)) as packed:
        tables = [packed.read(name) for name in packed.namelist() if name.endswith(".parquet")]
    return [cell for table in tables for row in parquet_rows(table) for cell in row]


def test_no_cell_of_a_workbook_is_a_formula_or_a_link_and_each_says_what_its_twin_does(files: Files) -> None:
    books = [openpyxl.load_workbook(io.BytesIO(data)) for data in files.pair("xlsx", "timeline")]
    cells, twins = ([cell for sheet in book for row in sheet.iter_rows() for cell in row] for book in books)
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert not [cell for cell in cells if cell.hyperlink]
    assert any(str(cell.value).startswith("=cmd|") and cell.quotePrefix for cell in cells)
    assert told_in(str(cell.value) for cell in cells) == told_in(str(cell.value) for cell in twins)


def test_the_other_files_in_the_zip_can_be_read(files: Files) -> None:
    import tomllib

    data, _ = files.pair("csv", "timeline")
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        (settings,) = [packed.read(name).decode() for name in packed.namelist() if name.endswith(".toml")]
        (package,) = [packed.read(name).decode() for name in packed.namelist() if name.endswith(".json")]
        assert {name.split("/")[0] for name in packed.namelist()} == {"riverton"}
    assert tomllib.loads(settings)["title"] == files.worlds[0].title
    assert "<script>" in json.loads(package)["title"]


def test_records_hold_each_text_as_it_is(files: Files) -> None:
    one, other = (json.loads(data) for data in files.pair("json", "timeline"))
    assert told_in(texts_of(one)) == told_in(texts_of(other))
    assert {event["title"] for event in one["events"]} == {event.title for event in files.worlds[0].events}


def is_place(tag: str) -> bool:
    """Whether an element says where and how large something is, which follows the width of its name."""
    return tag.endswith(("}position", "}Geometry"))


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_a_graph_has_the_elements_of_the_twin_and_its_texts_in_letters(files: Files, name: str) -> None:
    one, other = (strict_xml(data) for data in files.pair(name, "network"))
    assert [element.tag for element in one.iter()] == [element.tag for element in other.iter()]
    texts, twins = (
        [*tree.itertext(), *(value for part in tree.iter() if not is_place(part.tag) for value in part.attrib.values())]
        for tree in (one, other)
    )
    assert told_in(texts) == told_in(twins)


def test_a_calendar_has_the_entries_and_properties_of_the_twin(files: Files) -> None:
    one, other = (Calendar.from_ical(data) for data in files.pair("ics", "timeline"))
    shapes = [[(part.name, sorted(part.keys())) for part in calendar.walk()] for calendar in (one, other)]
    assert shapes[0] == shapes[1]
    said = [[str(entry["SUMMARY"]) for entry in calendar.walk("VEVENT")] for calendar in (one, other)]
    assert told_in(said[0]) == told_in(said[1])
    assert {foreign_part(str(entry.get("URL", ""))) for entry in one.walk("VEVENT")} == {
        foreign_part(str(entry.get("URL", ""))) for entry in other.walk("VEVENT")
    }


# --- sources -------------------------------------------------------------------------------------------------------


def test_a_hostile_source_is_one_reference_in_every_list_of_sources(files: Files) -> None:
    pairs = {name: files.pair(name, "timeline") for name in ("csl", "ris", "bibtex")}
    assert [len(json.loads(data)) for data in pairs["csl"]] == [2, 2]
    for data in pairs["ris"]:
        lines = data.decode().splitlines()
        assert all(re.match("[A-Z][A-Z0-9]  - ", line) for line in lines if line)
        assert sum(line.startswith("TY  - ") for line in lines) == 2
    for data in pairs["bibtex"]:
        read = bibtexparser.parse_string(data.decode())
        assert (len(read.entries), read.failed_blocks) == (2, [])
