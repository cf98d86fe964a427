"""Files taken from the page: strict about what is asked for, exactly what is shown, and told how far they are."""

from __future__ import annotations

import io
import json
import re
import struct
import zipfile
from dataclasses import replace
from html import unescape
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from flask.testing import FlaskClient
from pptx import Presentation

from explorer.cache import Cache
from explorer.errors import BadInput
from explorer.export.formats import FORMATS, Job, export_bytes
from explorer.export.options import Options
from explorer.query.selection import Selection
from explorer.server import create_app
from explorer.server.files.export_request import MAX_ACTORS, Exports, deck_choices, read_export_request
from explorer.server.files.preview import preview
from explorer.server.settings import Settings
from tests.sweeps import one_in

pytestmark = pytest.mark.slow

HOME = "https://policy.example/riverton/"
"""Where readers find the page."""


@pytest.fixture(scope="module")
def client(small_world) -> FlaskClient:
    client: FlaskClient = create_app(small_world, Settings(base_url=HOME)).server.test_client()
    return client


# --- what is asked for ---------------------------------------------------------------------------------------------


def test_the_options_stand_behind_the_pages_own_address(small_world) -> None:
    query = "sel=ana-reyes&size=4%3A3&theme=dark&text-scale=1.25&scale=2&actors=council,riders,council"
    wish = read_export_request(small_world, "network", "svg", query, "http://h/")
    assert wish.job.selection == Selection(focus="ana-reyes")
    assert wish.options == Options("4:3", "dark", 1.25, None, 2.0, ("council", "riders"), "http://h/")


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("size=5:4", "“5:4” is not a size — use 16:9, 4:3, square, a4, a3 or poster."),
        ("theme=", "“” is not a theme — use light or dark."),
        ("text-scale=nan", "“nan” is not a text scale — write a number from 0.5 to 2, such as 1.25."),
        ("text-scale=9", "The text scale is 9 — use a number from 0.5 to 2."),
        ("scale=1e0", "“1e0” is not a scale — write a number from 1 to 3, such as 1.25."),
        ("reading=aloud", "“aloud” is not a reading — use screen, desk or document."),
        ("pages=two", "“two” is not a pages — use all or one."),
        ("title=" + "a" * 121, "The title has 121 characters — write at most 120."),
        ("note=a%0Ab", "The note holds a control character or the end of a line — write it in one line of plain text."),
        ("omit=nobody", "No actor or event here is called “nobody” — name actors or events by their ids."),
        ("size=4:3&size=a4", "An option is given twice — give each once."),
        ("actors=nobody", "Nothing here is called “nobody” — name actors or events by their ids."),
        (
            "actors=" + ",".join(map(str, range(MAX_ACTORS + 1))),
            "A deck has slides of at most 20 actors — name fewer.",
        ),
    ],
)
def test_an_option_that_cannot_be_kept_is_one_sentence_that_says_what_can(small_world, query, sentence) -> None:
    with pytest.raises(BadInput) as bad:
        read_export_request(small_world, "timeline", "svg", query)
    assert str(bad.value) == sentence


@pytest.mark.parametrize("path", ["/take/poster.svg", "/take/timeline.docx", "/take/timeline.gexf", "/take/deck.svg"])
@pytest.mark.parametrize("way", ["", "plan/", "making/"])
def test_a_file_that_does_not_exist_is_refused_with_those_that_do(client, path, way) -> None:
    answer = client.get(path.replace("/take/", f"/take/{way}"))
    assert answer.status_code == 400
    assert re.search(" — (use|ask for) .+ or .+", answer.json["error"])


# --- the file ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("format", FORMATS)
def test_a_file_is_the_one_that_the_command_line_writes(client, small_world, format) -> None:
    view = FORMATS[format].pictures[0]
    answer = client.get(f"/take/{view}.{format}?lanes=city")
    options = Options(link=HOME)
    expected = export_bytes(Job(small_world, view, Selection(lanes=frozenset({"city"})), options), format)
    assert (answer.status_code, answer.data == expected) == (200, True)
    assert answer.mimetype == FORMATS[format].media_type
    assert answer.headers["Content-Disposition"] == (
        f'attachment; filename="riverton-{view}-2025-07-25{FORMATS[format].suffix}"'
    )


@pytest.mark.parametrize(
    "name", one_in(5, ["timeline.svg", "network.svg", "timeline.json", "timeline.csv", "deck.pptx"])
)
@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("sel=nobody", "Nothing here is called “nobody”; nothing is selected."),
        ("sel=city%2F1", "Nothing here is called “city/1”; nothing is selected."),
        ("sel=Ana%20Reyes", "Nothing here is called “Ana Reyes”; nothing is selected."),
        ("lanes=moon", "“moon” is not a lane here; all are shown."),
        ("rows=moon", "“moon” is not a grouping of the timeline; the usual one is shown."),
        ("lane=city", "The address says “lane”, which this page does not know."),
    ],
)
def test_a_file_of_an_address_that_is_not_understood_shows_all_and_says_so(client, name, query, sentence) -> None:
    whole, answer = client.get(f"/take/{name}"), client.get(f"/take/{name}?{query}")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"] == whole.headers["Content-Disposition"]
    assert sentence in words_of(answer.data)
    assert sentence not in words_of(whole.data)
    assert sentence in client.get(f"/take/plan/{name}?{query}").json["shown"]


def words_of(file: bytes) -> str:
    """All that a file says, of a zip what is in it; between its words one space."""
    packed = io.BytesIO(file)
    if zipfile.is_zipfile(packed):
        with zipfile.ZipFile(packed) as archive:
            text = " ".join(archive.read(name).decode(errors="replace") for name in archive.namelist())
    else:
        text = file.decode()
    return " ".join(unescape(re.sub("</?[a-z][^>]*>", " ", text)).split())


def test_of_an_address_of_many_unknown_pieces_a_file_names_the_first(client) -> None:
    said = words_of(client.get("/timeline.svg?" + "&".join(f"a{number}=1" for number in range(90))).data)
    assert [number for number in range(90) if f"says “a{number}”" in said] == [0, 1, 2]


def test_how_to_cite_a_saved_page_says_nothing_of_its_address(client) -> None:
    page = client.get("/take/timeline.html?sel=nobody").data.decode()
    assert page.count("Nothing here is called “nobody”; nothing is selected.") == 1


def test_a_file_that_the_browser_has_is_not_sent_again(client) -> None:
    first = client.get("/take/timeline.csv")
    assert first.headers["Cache-Control"] == "no-cache"
    assert client.get("/take/timeline.csv", headers={"If-None-Match": first.headers["ETag"]}).status_code == 304


def test_two_addresses_of_one_selection_are_made_once(small_world) -> None:
    takes = Exports(Cache())
    for query in ("lanes=city&level=all&sel=ana-reyes", "sel=ana-reyes&lanes=city,city"):
        takes.file(read_export_request(small_world, "timeline", "json", query))
    assert takes.cache.made == 1


# --- how far it is -------------------------------------------------------------------------------------------------


def parts_of(data: bytes) -> tuple[list[dict[str, Any]], bytes]:
    """The lines that say how far it is, and the file."""
    lines: list[dict[str, Any]] = []
    while not lines or not lines[-1].keys() & {"bytes", "error"}:
        line, _, data = data.partition(b"\n")
        lines.append(json.loads(line))
    return lines, data


def test_a_deck_says_page_by_page_how_far_it_is_and_then_comes_whole(client) -> None:
    lines, file = parts_of(client.get("/take/making/deck.pptx?actors=ana-reyes,council").data)
    slides = Presentation(io.BytesIO(file)).slides
    assert [(line["page"], line["of"]) for line in lines[:-1]] == [(n, len(slides)) for n in range(1, len(slides) + 1)]
    assert lines[-1]["name"] == "riverton-deck-2025-07-25.pptx"
    assert lines[-1]["bytes"] == len(file)


def test_a_file_that_cannot_be_made_ends_in_a_sentence(client) -> None:
    lines, file = parts_of(client.get("/take/making/timeline.plotly?lanes=-").data)
    assert lines == [{"error": "No event is shown, so there is no timeline to draw — take a filter off."}]
    assert file == b""


def test_the_work_stops_when_nobody_reads_any_more(small_world) -> None:
    takes = Exports(Cache())
    making = takes.making(read_export_request(small_world, "deck", "pptx", ""))
    assert b'"page": 1' in next(making)
    making.close()
    assert len(takes.cache) == 0


# --- what it will be -----------------------------------------------------------------------------------------------


def test_a_plan_names_the_file_what_it_shows_and_its_pages(client) -> None:
    plan = client.get("/take/plan/deck.pptx?sel=ana-reyes&actors=council&size=square").json
    assert plan["name"] == "riverton-deck-ana-reyes-2025-07-25.pptx"
    assert plan["shown"].startswith("Selected: Ana Reyes. 5 of 5 events")
    assert plan["shown"].endswith("As of 25 July 2025.")
    assert plan["size"] == "7.5 × 7.5 in"
    assert plan["pages"][-2:] == ["Riverton Council", "Sources"]


def test_a_page_of_the_plan_is_the_picture_at_that_size(client) -> None:
    page = ET.fromstring(client.get("/take/page/1/timeline.png?size=4:3&scale=3").data)
    assert (page.get("width"), page.get("height")) == ("1440", "1080")
    assert client.get("/take/plan/timeline.png?size=4:3&scale=3").json["size"] == "4320 × 3240 px"
    assert client.get("/take/page/9/timeline.png").status_code == 404


def test_a_plan_says_what_no_font_has_where_the_file_carries_its_type(small_world) -> None:
    strange = create_app(replace(small_world, title="Cuneiform \U00012000")).server.test_client()
    sentence = "1 character has no sign in the fonts at hand and will stand as \ufffd: U+12000 cuneiform sign a."
    plans = {format: strange.get(f"/take/plan/timeline.{format}").json for format in ("pdf", "png", "svg", "pptx")}
    assert {format: plan.get("unset") for format, plan in plans.items()} == {
        "pdf": sentence,
        "png": sentence,
        "svg": None,
        "pptx": None,
    }
    assert len(plans["pdf"]["pages"]) == len(plans["pptx"]["pages"]) + 1
    listed = strange.get(f"/take/page/{len(plans['pdf']['pages'])}/timeline.pdf").text
    assert "U+12000 cuneiform sign a" in listed
    width, height = map(int, re.findall(r"\d+", plans["png"]["size"]))
    assert struct.unpack(">II", strange.get("/take/timeline.png").data[16:24]) == (width, height)


def test_a_plan_says_nothing_of_characters_where_all_can_be_set(client) -> None:
    assert "unset" not in client.get("/take/plan/timeline.pdf").json


def test_the_preview_of_data_shows_its_first_lines_of_what_is_shown_only(client) -> None:
    plan = client.get("/take/plan/timeline.csv?lanes=state").json
    assert "riverton/events.csv" in plan["peek"]
    assert "2 rows" in plan["peek"]
    assert "bill-dies" in plan["peek"] and "night-order" not in plan["peek"]


def test_a_preview_is_cut_short() -> None:
    assert preview(b"x" * 500 + b"\ny" * 50).splitlines()[0] == "x" * 160 + "…"
    assert preview(b"x\n" * 50).splitlines()[-1] == "…"
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("a/events.csv", 'id,title\nx,"two\nlines"\n')
    assert preview(archive.getvalue()).splitlines()[0] == "a/events.csv       1 row"


def test_a_deck_offers_the_key_actors_and_the_selected_with_its_neighbours(small_world) -> None:
    choices = deck_choices(small_world, "night-order")
    assert choices["key"] == [("council", "Riverton Council"), ("ana-reyes", "Ana Reyes")]
    assert choices["near"] == [("night-order", "Night order"), ("ana-reyes", "Ana Reyes"), ("riders", "Night riders")]
    assert deck_choices(small_world, "")["near"] == []


# --- citing --------------------------------------------------------------------------------------------------------


def test_a_view_and_a_record_are_cited_with_the_pages_own_address(client) -> None:
    view = client.get("/cite?lanes=city&sel=council")
    assert view.mimetype == "text/plain"
    assert "Only lanes: City. 3 of 5 events" in view.text
    assert view.text.endswith(f"{HOME}?sel=council&lanes=city")
    record = client.get("/cite?lanes=city&at=2025-06-01&record=council").text
    assert record.startswith("Riverton Council, in Riverton and the night buses, as of 1 June 2025, sources: ")
    assert record.endswith(f"{HOME}?sel=council&at=2025-06-01")
    assert client.get("/cite?record=nobody").status_code == 400


# --- the address of a file -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "taken"),
    [
        ("timeline.svg?sel=ana-reyes", "timeline.svg?sel=ana-reyes"),
        ("network.png?scale=1", "network.png?scale=1"),
        ("details.pptx?sel=ana-reyes", "details.pptx?sel=ana-reyes"),
        ("view.json?lanes=state", "timeline.json?lanes=state"),
        ("view.xlsx?at=2025-07-01", "timeline.xlsx?at=2025-07-01"),
        ("view.gexf", "network.gexf"),
        ("network.csv", "network.csv"),
    ],
)
def test_every_view_has_an_address_in_every_format(client: FlaskClient, address: str, taken: str) -> None:
    told, kept = client.get(f"/{address}"), client.get(f"/take/{taken}")
    assert (told.status_code, told.data, told.mimetype) == (200, kept.data, kept.mimetype)
    assert told.headers["Content-Disposition"].replace("inline", "attachment") == kept.headers["Content-Disposition"]
    assert told.headers["Content-Disposition"].startswith("inline"), "to be looked at"


def test_a_page_that_is_a_file_is_kept_not_shown(client: FlaskClient) -> None:
    assert client.get("/view.html").headers["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("view.doc", 400, "“doc” is not a format — use "),
        ("timeline.gexf", 400, "A file of the format gexf does not show the timeline"),
        ("timeline.svg?size=5:4", 400, "“5:4” is not a size"),
        ("elsewhere.svg", 404, "There is no such"),
    ],
)
def test_an_address_that_is_no_file_is_told_so(client: FlaskClient, address: str, status: int, said: str) -> None:
    answer = client.get(f"/{address}", headers={"Accept": "application/json"})
    assert answer.status_code == status and said in answer.get_json()["error"]
