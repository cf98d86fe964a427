"""The data page's doors: whom it lets in, what it takes, and that nobody gets what another has opened."""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from pydantic import TypeAdapter

from explorer.data.load import load_landscape
from explorer.editing import opening
from explorer.editing.desk import MAX_DESKS
from explorer.server.answers.file_shapes import OpenedAnswer, Refusal
from explorer.server.data_page import DataSite, data_app
from explorer.server.doors.security import CALLBACK_PATH
from explorer.server.settings import DEFAULT_SETTINGS
from tests.conftest import SMALL_WORLD, WriteWorld
from tests.server.data_page import HOST, OURS, Page, body, rows, said, workbook

pytestmark = pytest.mark.slow


Make = Callable[..., Flask]


@pytest.fixture
def make(write_world: WriteWorld, tmp_path: Path) -> Make:
    """Makes the data page of the small world, changed as said."""

    def made(**changes: Any) -> Flask:
        settings = replace(
            DEFAULT_SETTINGS, **{name: changes[name] for name in ("edit", "base_url") if name in changes}
        )
        shelf = tmp_path / "shelf"
        shelf.mkdir(exist_ok=True)
        saved = lambda folder: f"../{folder.name}/"  # noqa: E731
        site = DataSite(
            (write_world(),), shelf, saved, settings, changes.get("local", True), lambda: date(2026, 11, 29)
        )
        server: Flask = data_app(site).server
        return server

    return made


@pytest.fixture
def own(make: Make) -> Page:
    """A reader of a page that nobody else has, whose folders a test may change."""
    return Page(make())


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """A data page that many tests ask, none of which saves anything."""
    shelf = tmp_path_factory.mktemp("shelf")
    folder = shelf / "riverton"
    folder.mkdir()
    for name, text in SMALL_WORLD.items():
        (folder / name).write_text(text, encoding="utf-8")
    server: Flask = data_app(DataSite((folder,), shelf, str, DEFAULT_SETTINGS, True, lambda: date(2026, 11, 29))).server
    return server


@pytest.fixture
def reader(shared: Flask) -> Page:
    return Page(shared)


# --- the way of a file


def test_a_file_is_opened_mended_and_saved(own: Page, tmp_path: Path) -> None:
    assert own.sends(workbook(day="3/4/2024")).status_code == 200
    told = own.does("opened")
    assert "how its dates are meant" in said(told)
    assert rows(told)[0]["date"] == "2024-03-04"
    told = own.does("dates", value="eu")
    assert rows(told)[0]["date"] == "2024-04-03"
    told = own.does("cells", table="events", cells=[{"row": 2, "column": "lane", "value": "nowhere"}])
    assert rows(told)[0]["wrong"]["lane"].startswith('"nowhere" is not a lane')
    told = own.does("save", value="new", name="town")
    assert "1 problem left; nothing was saved" in said(told) and list((tmp_path / "shelf").iterdir()) == []
    own.does("undo")
    told = own.does("save", value="new", name="town")
    assert told["data-stand"]["data"]["link"] == "../town/"
    assert [event.date.text for event in load_landscape(tmp_path / "shelf" / "town").events] == ["2024-04-03"]


def test_the_page_is_told_in_the_shape_that_it_reads(own: Page) -> None:
    """Modules rely on it: assets/data/hand_over.js."""
    for files, shape in (((workbook(),), OpenedAnswer), ((), Refusal)):
        sent = own.sends(*files).json
        assert TypeAdapter(shape).validate_python(sent, strict=True) == sent


def test_how_long_a_draft_is_kept_is_what_the_page_says(own: Page) -> None:
    """Whoever knows its word finds it again, until it is closed, or more than so many others are opened."""
    foot = own.client.get("/").text.rpartition("<footer>")[2]
    assert "in memory alone" in foot and "Close without saving" in foot and f"until {MAX_DESKS} other drafts" in foot
    assert "kept nowhere" not in foot
    own.sends(workbook())
    first = own.draft
    assert rows(own.does("show")), "the page is loaded anew"
    for _ in range(MAX_DESKS - 1):
        own.sends(workbook())
    own.draft = first
    assert rows(own.does("show")), "it was touched last"
    own.does("close")
    own.draft = first
    assert "no longer kept" in said(own.does("table"))
    own.sends(workbook())
    first = own.draft
    for _ in range(MAX_DESKS):
        own.sends(workbook())
    own.draft = first
    assert "no longer kept" in said(own.does("table"))


def test_what_was_not_kept_is_said_first(own: Page) -> None:
    own.sends(("town.csv", b"Title,Date,Who,Did\nVote,2025-01-02,Ann,signed\nNo date,,Ann,opposes\n"))
    told = said(own.does("opened"))
    assert told == "Opened; nothing is wrong in what was made of it; what was not kept is told below (1)."


def test_what_is_served_is_opened_changed_and_saved_into_its_folder(own: Page, tmp_path: Path) -> None:
    told = own.does("served")
    assert len(rows(told)) == 5 and "nothing is wrong" in said(told)
    told = own.does("add", table="gaps")
    new = rows(told)[-1]
    assert set(new["wrong"]) == {"what", "state"}
    cells = [{"row": new["row"], "column": name, "value": "not found"} for name in ("what", "state")]
    told = own.does("cells", table="gaps", cells=cells)
    own.does("delete", table="gaps", rows=[2])
    told = own.does("save", value="into")
    assert said(told).startswith("Saved")
    assert [gap.id for gap in load_landscape(tmp_path / "riverton").gaps] == ["new-gap"]


def test_a_problem_leads_to_its_cell(own: Page, tmp_path: Path) -> None:
    events = tmp_path / "riverton" / "events.csv"
    events.write_bytes(events.read_bytes().replace(b"2025-03-22", b"Mar-25"))
    told = own.does("served", table="actors")
    stand = own.does("go", table="events", row=4, column="date")["data-stand"]["data"]
    assert (stand["table"], stand["row"], stand["column"]) == ("events", 4, "date")
    assert "1 problem to mend" in said(told)
    told = own.does("cell", table="events", row=4, column="date", value="2025-03")
    assert told["data-stand"]["data"]["ready"] == "Nothing stands in the way."


def test_what_is_to_be_looked_at_again_is_told_and_keeps_nobody_from_saving(reader: Page) -> None:
    reader.does("served")
    told = reader.does("look")
    assert "to look at again" in said(told) and "None of it keeps you from saving" in json.dumps(told["data-problems"])
    assert told["data-stand"]["data"]["ready"] == "Nothing stands in the way."


def test_the_settings_are_a_text_that_is_checked_like_the_rest(reader: Page) -> None:
    told = reader.does("served")
    told = reader.does("table", table="settings")
    text = told["data-stand"]["data"]["settings"]
    told = reader.does("settings", table="settings", value=text.replace("licence", "licens"))
    assert told["data-stand"]["data"]["ready"] == "2 problems to mend first."


@pytest.mark.parametrize("kind", ["zip", "xlsx"])
def test_a_draft_is_taken_along_finished_or_not(reader: Page, kind: str) -> None:
    reader.sends(workbook(day="3/4/2024"))
    told = reader.does("take", value=kind)
    assert told["data-file"]["data"]["filename"] == f"town.{kind}"


def test_a_pattern_to_begin_with_can_be_taken(reader: Page) -> None:
    answer = reader.client.get("/landscape.xlsx", headers={"Host": HOST})
    assert answer.status_code == 200 and answer.data.startswith(b"PK")
    assert reader.sends(("landscape.xlsx", answer.data)).status_code == 200
    assert reader.does("opened")["data-stand"]["data"]["ready"] == "Nothing stands in the way."


# --- who is let in


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example:8050", "localhost.evil.example", "192.168.0.7:8050"]
)
def test_a_name_that_somebody_lets_point_here_is_not_answered(reader: Page, host: str) -> None:
    for answer in (
        reader.client.get("/", headers={"Host": host}),
        reader.sends(workbook(), headers={"Host": host, "Origin": f"http://{host}"}),
        reader.asks("served", headers={"Host": host, "Origin": f"http://{host}"}),
    ):
        assert answer.status_code == 403
        assert "Riverton" not in answer.text


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:9999", "", None])
def test_what_another_site_sends_is_not_taken(reader: Page, origin: str | None) -> None:
    headers = {"Host": HOST} | ({"Origin": origin} if origin is not None else {})
    assert reader.sends(workbook(), headers=headers).status_code == 403
    assert reader.asks("served", headers=headers).status_code == 403


@pytest.mark.parametrize("host", ["localhost:8050", "127.0.0.1:8050", "[::1]:8050", "riverton.localhost:8050"])
def test_this_machine_by_any_of_its_own_names_is_answered(reader: Page, host: str) -> None:
    assert reader.client.get("/", headers={"Host": host}).status_code == 200
    assert reader.asks("served", headers={"Host": host, "Origin": f"http://{host}"}).status_code == 200


@pytest.mark.parametrize("changes", [{"local": False}, {"edit": False}, {"base_url": "https://example.org/"}])
def test_where_data_may_not_be_changed_the_page_says_so_in_a_sentence(make: Make, changes: dict[str, Any]) -> None:
    page = Page(make(**changes))
    answer = page.client.get("/", headers={"Host": HOST, "Accept": "text/html"})
    assert answer.status_code == 403 and "only from the machine that serves this page" in answer.text
    assert 'href="../"' in answer.text
    assert page.asks("served").status_code == 403 and page.sends(workbook()).status_code == 403


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "Via"])
def test_behind_a_proxy_it_takes_a_setting(make: Make, header: str) -> None:
    assert Page(make()).client.get("/", headers={"Host": HOST, header: "1.2.3.4"}).status_code == 403
    assert Page(make(edit=True)).client.get("/", headers={"Host": HOST, header: "1.2.3.4"}).status_code == 200


def test_a_request_of_another_machine_takes_a_setting(make: Make) -> None:
    asked = {"headers": {"Host": HOST}, "environ_base": {"REMOTE_ADDR": "192.168.0.9"}}
    assert Page(make()).client.get("/", **asked).status_code == 403
    assert Page(make(edit=True)).client.get("/", **asked).status_code == 200


def test_no_page_may_show_it_in_a_frame_and_no_script_runs_but_ours(reader: Page) -> None:
    policy = reader.client.get("/", headers={"Host": HOST}).headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in policy and "unsafe-eval" not in policy
    scripts = next(part for part in policy.split("; ") if part.startswith("script-src"))
    assert "unsafe-inline" not in scripts


# --- what is taken


def test_more_than_is_read_at_once_is_refused_in_a_sentence(reader: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = reader.sends(("big.csv", b"a" * (opening.UPLOAD_BYTES + 1_000_001)))
    assert answer.status_code == 413 and "At most 20 MB are read at once" in answer.json["error"]


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("plan.pdf", b"%PDF", "plan.pdf cannot be read as .pdf"),
        ("plan.xlsx", b"PK\x03\x04", "plan.xlsx is cut off or damaged"),
        ("plan.csv", b"a,b\n1,2\n", "no sheet has headers that are known"),
        ("plan.csv", b"", "plan.csv is empty"),
        ("plan.json", b'{"a": 1}', "is in no format of .json that is read"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(reader: Page, name: str, data: bytes, sentence: str) -> None:
    answer = reader.sends((name, data))
    assert answer.status_code == 400 and sentence in answer.json["error"]
    assert "Traceback" not in answer.text


def test_no_file_and_too_many_files_are_refused(reader: Page) -> None:
    assert "No file came" in reader.sends().json["error"]
    many = [(f"{n}.csv", b"x") for n in range(13)]
    assert "more than the 12" in reader.sends(*many).json["error"]
    assert "one name" in reader.sends(workbook(), workbook()).json["error"]


NO_ACTS: list[Any] = [
    {"do": "nothing"},
    {"do": 7},
    {"do": "cells", "table": "events", "cells": "all"},
    {"do": "cells", "table": "users", "cells": []},
    {"do": "cells", "table": "events", "cells": [{"row": True, "column": "title", "value": "x"}]},
    {"do": "cells", "table": "events", "cells": [{"row": 2, "column": "__class__", "value": "x"}]},
    {"do": "cell", "table": "events", "row": 2, "column": "title", "value": ["x"]},
    {"do": "delete", "table": "events", "rows": ["2"]},
    {"do": "table", "table": "../events"},
    {"do": "dates", "value": "mars"},
    {"do": "save", "value": "new", "name": "../../etc"},
    {"do": "settings", "value": 5},
    "a text",
    [1],
]
"""What no page sends."""


def test_an_act_that_no_page_sends_changes_nothing_and_is_no_fault_of_ours(own: Page, tmp_path: Path) -> None:
    before = rows(own.does("served"))
    for sent in NO_ACTS:
        whole = body()
        whole["inputs"][0]["value"] = {**sent, "draft": own.draft} if isinstance(sent, dict) else sent
        answer = own.client.post(CALLBACK_PATH, json=whole, headers=OURS)
        assert answer.status_code in (200, 400) and "Traceback" not in answer.text, sent
        assert rows(own.does("show")) == before, sent
        assert list((tmp_path / "shelf").iterdir()) == [], sent


@pytest.mark.parametrize(
    "change", [{"output": "x.y"}, {"inputs": []}, {"state": [{"id": "a", "property": "b"}]}, {"outputs": []}]
)
def test_a_body_that_is_not_as_registered_is_not_read(reader: Page, change: dict[str, Any]) -> None:
    assert reader.client.post(CALLBACK_PATH, json=body(do="served") | change, headers=OURS).status_code == 400


def test_what_a_file_says_is_text_on_the_page(reader: Page) -> None:
    hostile = "<img src=x onerror=alert(1)>"
    reader.sends((f"{hostile}.xlsx", workbook(hostile)[1]))
    told = reader.does("opened")
    assert rows(told)[0]["title"] == hostile
    text = json.dumps(told["data-read"])
    assert '"type": "Img"' not in text and hostile in text


# --- nobody gets another's


def test_a_draft_is_opened_by_its_word_alone(reader: Page) -> None:
    reader.sends(workbook())
    word, reader.draft = reader.draft, "x" * 32
    told = reader.does("cell", table="events", row=2, column="title", value="Mine")
    assert "no longer kept" in said(told) and told["data-stand"]["data"]["draft"] == ""
    reader.draft = word
    assert rows(reader.does("show"))[0]["title"] == "Council meets"


def test_readers_who_work_at_once_each_have_their_own(shared: Flask) -> None:

    def works(number: int) -> list[str]:
        page = Page(shared)
        page.sends(workbook(f"Event {number}"))
        page.does("opened")
        seen = []
        for step in range(3):
            told = page.does("cell", table="events", row=2, column="short_title", value=f"{number}-{step}")
            seen += [rows(told)[0]["title"], rows(told)[0]["short_title"]]
        page.does("undo")
        return [*seen, rows(page.does("show"))[0]["short_title"]]

    with ThreadPoolExecutor(5) as pool:
        for number, seen in enumerate(pool.map(works, range(5))):
            name = f"Event {number}"
            assert seen == [name, f"{number}-0", name, f"{number}-1", name, f"{number}-2", f"{number}-1"]
