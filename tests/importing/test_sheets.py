"""Sheets are known by their name or by what they hold, headers by many words, and odd files are read all the same."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from itertools import cycle, product
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from explorer.data.load import load_landscape
from explorer.importing.command import imported
from explorer.importing.settling.making import Options
from explorer.importing.sheets import grids
from explorer.landscape import Landscape
from tests.importing.books import book
from tests.sweeps import one_in, swept

pytestmark = pytest.mark.slow


TODAY = date(2026, 11, 29)
FLAT = """Who,Did,What,When,Source
Ana Reyes,signed,Night bus order,7/21/2025,https://herald.example/order
Night Riders,endorsed,Night bus order,7/25/2025,https://riders.example/yes
Tom Okafor and Lena Fischer,voted against,Fare rise,1/5/2025,
Chamber of Commerce,criticized,Ana Reyes,8/2025,https://chamber.example/letter
Lena Fischer,member of,City Council,,
"""


def made(tmp_path: Path, data: bytes | str, name: str = "a.csv", **options: Any) -> Landscape:
    file = tmp_path / name
    file.write_bytes(data.encode() if isinstance(data, str) else data)
    imported([file], tmp_path / "made", Options(TODAY, **options))
    return load_landscape(tmp_path / "made")


def ties(landscape: Landscape) -> set[tuple[str, str, str]]:
    return {(tie.subject, tie.verb, tie.object) for tie in landscape.relations}


def test_one_flat_sheet_of_who_did_what_when_is_enough(tmp_path: Path) -> None:
    landscape = made(tmp_path, FLAT)
    assert {event.title for event in landscape.events} == {"Night bus order", "Fare rise"}
    assert ties(landscape) == {
        ("ana-reyes", "signed", "night-bus-order"),
        ("night-riders", "supports", "night-bus-order"),
        ("tom-okafor", "voted-against", "fare-rise"),
        ("lena-fischer", "voted-against", "fare-rise"),
        ("chamber-of-commerce", "criticizes", "ana-reyes"),
        ("lena-fischer", "member-of", "city-council"),
    }


def test_a_stance_on_another_day_is_a_dated_tie_to_the_event(tmp_path: Path) -> None:
    (tie,) = [tie for tie in made(tmp_path, FLAT).relations if tie.verb == "supports"]
    assert tie.date is not None and tie.date.text == "2025-07-25"


MARKS, ENCODINGS = (";", "\t", "|"), ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252")


@pytest.mark.parametrize(
    ("mark", "encoding"), swept(product(MARKS, ENCODINGS), often=[*zip(cycle(MARKS), ENCODINGS, strict=False)])
)
def test_every_spreadsheet_s_way_of_writing_csv_is_read(mark: str, encoding: str, tmp_path: Path) -> None:
    text = FLAT.replace(",", mark).replace("Ana Reyes", "Ana Núñez")
    landscape = made(tmp_path, text.encode(encoding))
    assert "Ana Núñez" in {actor.name for actor in landscape.actors}
    assert len(landscape.relations) == 6


ODD: dict[str, Sequence[Sequence[Any]]] = {
    "title rows above the header": [["My timeline"], [], ["as of May", None], ["Date", "Event"], ["2024", "Vote"]],
    "columns in another order": [["Event", "Notes", "Date"], ["Vote", "Close", "2024"]],
    "headers in capitals, with marks": [["DATE*", " Event: "], ["2024", "Vote"]],
    "headers with a break in them": [["Event\ndate", "Event\ntitle"], ["2024", "Vote"]],
    "two columns of sources": [["Date", "Event", "Source", "Link"], ["2024", "Vote", "AP", "https://ap.example/1"]],
    "a column nobody knows": [["Date", "Event", "Mood"], ["2024", "Vote", "good"]],
    "a column without a header": [["Date", "Event", None], ["2024", "Vote", "x"]],
    "the header again halfway down": [["Date", "Event"], ["2024", "Vote"], ["Date", "Event"]],
    "start and end": [["Start date", "End date", "Event"], ["2024", "2025", "Vote"]],
    "an end before its start": [["Start date", "End date", "Event"], ["2025", "2024", "Vote"]],
    "a date in three columns": [["Year", "Month", "Day", "Event"], [2024, 5, 3, "Vote"]],
    "year and month in words": [["Year", "Month", "Event"], [2024, "May", "Vote"]],
    "a serial for a date": [["Date", "Event"], [45859, "Vote"]],
    "error values": [["Date", "Event", "Link"], ["2024", "Vote", "#N/A"]],
    "an address that must not be opened": [["Date", "Event", "Link"], ["2024", "Vote", "javascript:alert(1)"]],
    "an address with a password": [["Date", "Event", "Link"], ["2024", "Vote", "https://me:pw@host.example/"]],
    "what a spreadsheet would run": [["Date", "Event"], ["2024", "+Vote"], ["2024", "@sum"]],
    "letters that nobody sees": [["Date", "Event"], ["2024", "Vo\u200bte\u00ad"]],
    "a name that browsers keep": [["Date", "Event"], ["2024", "constructor"], ["2024", "__proto__"]],
    "no Latin letter": [["Date", "Event"], ["2024", "投票"], ["2025", "Голосование"]],
    "one title twice": [["Date", "Event"], ["2024", "Vote"], ["2025", "Vote"], ["2025", "VOTE"]],
    "a title of a verb": [["Date", "Event"], ["2024", "signed"], ["2025", "supports"]],
    "an actor called as the event": [["Date", "Event", "Who"], ["2024", "Vote", "Vote"]],
    "a level called as an actor": [["Date", "Event", "Who", "Level"], ["2024", "Vote", "City", "City"]],
    "twenty levels": [["Date", "Event", "Level"], *(["2024", f"Vote {n}", f"Level {n}"] for n in range(20))],
    "an unknown kind, status, weight": [
        ["Date", "Event", "Type", "Status", "Weight"],
        ["2024", "Vote", "person", "x", "9"],
    ],
    "a plan without a date": [["Date", "Event"], ["TBD", "Vote"]],
    "a happening in the future": [["Date", "Event", "Status"], ["2031", "Vote", "done"]],
    "a cell of many names": [["Date", "Event", "Who"], ["2024", "Vote", "\n".join(f"Ana No{n}" for n in range(100))]],
    "a long text for a title": [["Date", "Event"], ["2024", "word " * 300]],
    "ten MB in a cell": [["Date", "Event", "Notes"], ["2024", "Vote", "x" * 32_000]],
}


@pytest.mark.parametrize("what", one_in(3, ODD.keys()))
def test_an_odd_sheet_makes_a_landscape_that_loads(what: str, tmp_path: Path) -> None:
    landscape = made(tmp_path, book(("Events", ODD[what])), "a.xlsx")
    assert 1 <= len(landscape.events) <= 20


def test_a_date_in_parts_is_one_date(tmp_path: Path) -> None:
    (event,) = made(tmp_path, book(("Events", ODD["a date in three columns"])), "a.xlsx").events
    assert event.date.text == "2024-05-03"


def test_a_cell_of_ten_megabytes_is_cut_and_told(tmp_path: Path) -> None:
    landscape = made(tmp_path, f"Date,Event,Notes\n2024,Vote,{'x' * 10_000_000}\n")
    assert len(landscape.events[0].summary) == 4_000
    assert "were cut there" in (tmp_path / "made" / "imported.txt").read_text(encoding="utf-8")


def test_a_far_cell_takes_no_time(tmp_path: Path) -> None:
    wide = openpyxl.Workbook()
    for row in (["Date", "Event"], ["2024", "Vote"]):
        wide.active.append(row)
    wide.active["XFD1048576"] = "far"
    written = io.BytesIO()
    wide.save(written)
    assert len(made(tmp_path, written.getvalue(), "a.xlsx").events) == 1


def test_a_link_behind_a_text_is_a_source(tmp_path: Path) -> None:
    linked = openpyxl.Workbook()
    for row in (["Date", "Event", "Source"], ["2024", "Vote", "The Herald"]):
        linked.active.append(row)
    linked.active["C2"].hyperlink = "https://herald.example/vote"
    written = io.BytesIO()
    linked.save(written)
    landscape = made(tmp_path, written.getvalue(), "a.xlsx")
    assert [(source.title, source.url) for source in landscape.sources] == [
        ("The Herald", "https://herald.example/vote")
    ]


def test_a_cell_merged_over_rows_stands_for_each(tmp_path: Path) -> None:
    merged = openpyxl.Workbook()
    for row in (["Date", "Event"], ["2024", "Vote"], [None, "Poll"]):
        merged.active.append(row)
    merged.active.merge_cells("A2:A3")
    written = io.BytesIO()
    merged.save(written)
    assert [event.date.text for event in made(tmp_path, written.getvalue(), "a.xlsx").events] == ["2024", "2024"]


def test_something_said_the_other_way_round_is_turned(tmp_path: Path) -> None:
    landscape = made(tmp_path, "From,Relation,To\nNight order,signed by,Ana Reyes\nBill,introduced by,Tom Okafor\n")
    assert ties(landscape) == {("ana-reyes", "signed", "night-order"), ("tom-okafor", "sponsored", "bill")}


def test_files_are_read_together(tmp_path: Path) -> None:
    (tmp_path / "events.csv").write_text("Date,Event\n2024,Vote\n")
    (tmp_path / "ties.csv").write_text("Who,Did,What\nAna Reyes,attended,Vote\n")
    imported([tmp_path / "ties.csv", tmp_path / "events.csv"], tmp_path / "made", Options(TODAY))
    assert ties(load_landscape(tmp_path / "made")) == {("ana-reyes", "took-part-in", "vote")}


def test_another_file_adds_to_a_folder_and_names_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "one.csv").write_text("Date,Event,Who\n2024,Vote,Ana Reyes\n")
    (tmp_path / "two.csv").write_text("Date,Event,Who\n2025,Rally,Ana Reyes\n")
    imported([tmp_path / "one.csv"], tmp_path / "made", Options(TODAY))
    imported([tmp_path / "two.csv"], tmp_path / "made", Options(TODAY), update=True)
    landscape = load_landscape(tmp_path / "made")
    assert [actor.name for actor in landscape.actors] == ["Ana Reyes"]
    assert ties(landscape) == {("ana-reyes", "took-part-in", "vote"), ("ana-reyes", "took-part-in", "rally")}


def test_the_option_answers_the_question_about_dates(tmp_path: Path) -> None:
    landscape = made(tmp_path, "Date,Event\n3/4/2024,Vote\n", dates="eu")
    assert landscape.events[0].date.text == "2024-04-03"


def test_rows_without_a_level_stand_in_the_one_that_is_said(tmp_path: Path) -> None:
    assert [lane.label for lane in made(tmp_path, "Date,Event\n2024,Vote\n", lane="City").lanes] == ["City"]


def test_levels_stand_as_levels_do(tmp_path: Path) -> None:
    landscape = made(tmp_path, "Date,Event,Level\n2024,Vote,City\n2025,Law,Federal\n2025,Bill,State\n")
    assert [lane.id for lane in landscape.lanes] == ["federal", "state", "city"]


def test_a_large_workbook_is_read_row_by_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grids, "WHOLE_BYTES", 0)
    rows = [["Date", "Event"], [date(2024, 5, 3), "Vote"], [None, None], ["2025", "Poll"]]
    landscape = made(tmp_path, book(("Events", rows)), "a.xlsx")
    assert [event.date.text for event in landscape.events] == ["2024-05-03", "2025"]


def test_thousands_of_rows_of_one_name_take_seconds(tmp_path: Path) -> None:
    rows = "".join(f"{1900 + n % 120}-{n % 12 + 1:02},Vote,Person N{n}\n" for n in range(3_000))
    assert len(made(tmp_path, f"Date,Event,Who\n{rows}").actors) == 3_000
