"""Texts that would like to be something else: in every file they are texts."""

from __future__ import annotations

import csv
import html
import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from xml.etree import ElementTree as ET

import networkx as nx
import plotly.io
import pytest
from icalendar import Calendar

from explorer.data.tables.characters import unguarded
from explorer.edtf import parse_when, words
from explorer.export.data.calendar_file import calendar_ics
from explorer.export.data.csv_zip import tables_zip
from explorer.export.data.graph_files import gexf, graphml
from explorer.export.data.json_file import records_json
from explorer.export.data.plotly_json import plotly_json
from explorer.export.data.timelinejs import timelinejs
from explorer.export.excerpt import cleaned, cleaned_text
from explorer.export.options import Options
from explorer.landscape import Landscape
from explorer.query.selection import Selection
from explorer.query.visible import visible
from tests.sweeps import one_in

pytestmark = pytest.mark.slow

HOSTILE = {
    "a script": "<script>alert('x')</script> &amp; ]]> --> {{x}}",
    "controls": "bell\x07, nul\x00, escape\x1b[31m, next line\x85, not a character\uffff",
    "a lone surrogate": "lone \ud800 surrogate",
    "right to left": "annual\u202egpj.exe\u202c and \u200fmarks",
    "emoji": "👩🏽‍⚖️ judge 🏛️",
    "four hundred characters": "A title that goes on, " * 20,
    "a formula": "=cmd|' /C calc'!A0",
    "a full-width formula": "＝cmd()",
    "a tab": "\t=1+1",
    "lines": "one\r\ntwo\rthree\nBEGIN:VEVENT",
    "marks of files": "\";',|\\ %00 \\n ../ id,title",
}


def world_of(small: Landscape, text: str) -> Landscape:
    """The small world with the text wherever a text may stand."""
    copies: dict[str, object] = {"title": text, "summary": text, "licence": text, "notes": (text,)}
    for table, columns in (
        ("lanes", ("label",)),
        ("sources", ("title", "publisher", "note")),
        ("actors", ("name", "role", "summary")),
        ("events", ("title", "short_title", "summary")),
        ("instruments", ("title", "number", "status", "summary")),
        ("provisions", ("text", "condition")),
        ("relations", ("note",)),
        ("claims", ("property", "value", "note")),
        ("verbs", ("label", "inverse_label")),
    ):
        copies[table] = tuple(replace(row, **dict.fromkeys(columns, text)) for row in getattr(small, table))
    return replace(small, **copies)


def in_tables(world: Landscape) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(tables_zip(visible(world, Selection()), Options()))) as archive:
        table = archive.read("riverton/events.csv").decode("utf-8-sig")
    return [unguarded(row["title"]) for row in csv.DictReader(io.StringIO(table, newline=""))]


def in_json(world: Landscape) -> list[str]:
    return [row["title"] for row in json.loads(records_json(visible(world, Selection()), Options()))["events"]]


def in_graphml(world: Landscape) -> list[str]:
    graph = nx.parse_graphml(graphml(visible(world, Selection()), Options()).decode(), force_multigraph=True)
    return [facts["title"] for _, facts in graph.nodes(data=True) if "title" in facts]


def in_gexf(world: Landscape) -> list[str]:
    graph = nx.read_gexf(io.BytesIO(gexf(visible(world, Selection()), Options())))
    return [facts["title"] for _, facts in graph.nodes(data=True) if "title" in facts]


def in_calendar(world: Landscape) -> list[str]:
    entries = Calendar.from_ical(calendar_ics(visible(world, Selection()), Options())).walk("VEVENT")
    dates = [words(parse_when(str(entry["X-EDTF-DATE"]))) for entry in entries]
    return [str(entry["SUMMARY"]).removeprefix(f"{date}: ") for date, entry in zip(dates, entries, strict=True)]


def in_story(world: Landscape) -> list[str]:
    story = json.loads(timelinejs(visible(world, Selection()), Options()))
    return [html.unescape(event["text"]["headline"]) for event in story["events"]]


READERS = {
    "csv": in_tables,
    "json": in_json,
    "graphml": in_graphml,
    "gexf": in_gexf,
    "ics": in_calendar,
    "timelinejs": in_story,
}


EACH = {f"{text} in {kind}": (READERS[kind], HOSTILE[text]) for kind in READERS for text in HOSTILE}


@pytest.mark.parametrize(("titles", "text"), one_in(5, EACH))
def test_a_hostile_text_is_the_title_of_every_event_and_nothing_more(
    small_world: Landscape, titles: Callable[[Landscape], list[str]], text: str
) -> None:
    assert titles(world_of(small_world, text)) == [cleaned_text(text)] * len(small_world.events)


@pytest.mark.parametrize("text", one_in(3, HOSTILE))
@pytest.mark.parametrize("write", [graphml, gexf])
def test_a_hostile_text_makes_no_element(small_world: Landscape, write, text: str) -> None:
    def shape(world: Landscape) -> list[str]:
        return [element.tag for element in ET.fromstring(write(visible(world, Selection()), Options())).iter()]

    assert shape(world_of(small_world, text)) == shape(world_of(small_world, "plain"))


@pytest.mark.parametrize("text", one_in(3, HOSTILE))
def test_a_hostile_text_is_no_markup_to_plotly(small_world: Landscape, text: str) -> None:
    figure = plotly.io.from_json(plotly_json(visible(world_of(small_world, text), Selection()), Options()).decode())
    said = " ".join(str(annotation.text) for annotation in figure.layout.annotations)
    assert "<script" not in said


def test_only_what_no_file_can_hold_is_replaced() -> None:
    assert cleaned_text(HOSTILE["controls"]) == "bell�, nul�, escape�[31m, next line�, not a character�"
    assert cleaned_text(HOSTILE["lines"]) == "one\ntwo\nthree\nBEGIN:VEVENT"
    for name in ("a script", "right to left", "emoji", "four hundred characters", "a formula", "a tab"):
        assert cleaned_text(HOSTILE[name]) == HOSTILE[name]


def test_a_landscape_without_such_texts_is_left_as_it_is(small_world: Landscape) -> None:
    assert cleaned(small_world) is small_world
