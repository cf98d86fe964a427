"""A workbook, or a file of another tool, is served as it is, and every save of it is on the page at once."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from werkzeug.test import Client

from explorer.cli import main
from explorer.errors import BrokenLandscape
from explorer.importing.asking import Question
from explorer.server.live.edited import served_with_data_page
from explorer.server.live.served import Served
from explorer.server.live.watching import Watcher
from explorer.server.settings import Settings
from tests.importing.books import book
from tests.importing.samples_bills import OPEN_STATES
from tests.server.test_served import text_of
from tests.sweeps import one_in

pytestmark = pytest.mark.slow


HEADER = ["When", "What happened", "Who", "Link"]
ROWS = [
    ["2024-03-05", "Council votes on the night bus", "Ana Reyes", "https://herald.example/vote"],
    ["13 Apr 2024", "Night bus order signed", "Ana Reyes", "https://herald.example/order"],
]
TIES = [["Who", "Did", "What"], ["Tom Okafor", "opposed", "Night bus order signed"]]
PEOPLE = [["Name", "Role"], ["Ana Reyes", "Mayor"], ["Tom Okafor", "Councilor"]]
MAX_WAIT = 20  # s


def save(file: Path, *more: list[str], rows: list[list[str]] = ROWS) -> None:
    file.write_bytes(book(("Timeline", [HEADER, *rows, *more]), ("People", PEOPLE), ("Ties", TIES)))


@pytest.fixture
def file(tmp_path) -> Path:
    save(tmp_path / "bills.xlsx")
    return tmp_path / "bills.xlsx"


# --- one more event


def written(file: Path, data: bytes) -> None:
    file.write_bytes(data)


def renamed(file: Path, data: bytes) -> None:
    """As Excel saves: a lock beside it, the new state under another name, then the old one goes and the new takes its
    place."""
    (file.parent / f"~${file.name}").write_bytes(b"somebody")
    new, old = file.parent / "5A1B2C00", file.parent / "5A1B2C00.tmp"
    new.write_bytes(data)
    file.rename(old)
    new.rename(file)
    old.unlink()


def moved_over(file: Path, data: bytes) -> None:
    """As LibreOffice saves: a lock beside it, the new state moved over the old one."""
    (file.parent / f".~lock.{file.name}#").write_text(",somebody,", encoding="utf-8")
    new = file.parent / "lu1234567.tmp"
    new.write_bytes(data)
    new.replace(file)


@pytest.mark.parametrize("way", [written, renamed, moved_over])
def test_an_event_that_is_typed_into_the_workbook_comes_to_the_page_without_a_restart(
    file, way: Callable[[Path, bytes], None]
) -> None:
    watcher = Watcher(Served(file, Settings()))
    client, looked = Client(watcher), threading.Event()
    look = watcher.served.look

    def noted() -> bool:
        try:
            return look()
        finally:
            looked.set()

    watcher.served.look = noted  # type: ignore[method-assign]
    try:
        assert "Fares rise" not in client.get("/").get_data(as_text=True)
        assert looked.wait(MAX_WAIT), "the watching has begun"
        more = [["14 June 2024", "Fares rise by ten cents", "Tom Okafor", ""]]
        data = book(("Timeline", [HEADER, *ROWS, *more]), ("People", PEOPLE), ("Ties", TIES))
        began, known = time.monotonic(), client.get("/state").json
        way(file, data)
        while client.get("/state").json["hash"] == known["hash"]:
            assert time.monotonic() - began < MAX_WAIT
            looked.clear()
            looked.wait(0.05)
        assert "Fares rise by ten cents" in client.get("/").get_data(as_text=True)
    finally:
        watcher.stop()


def test_a_lock_beside_the_workbook_is_no_news(file) -> None:
    served = Served(file, Settings())
    (file.parent / f"~${file.name}").write_bytes(b"somebody")
    assert not served.look()
    assert text_of(served, "/problems").count("no problem") == 1


# --- records stay who they are


def test_what_is_selected_stays_selected_whatever_is_added_above_it_or_mended_in_its_name(file) -> None:
    served = Served(file, Settings())
    save(file, rows=[["2024-01-09", "Night bus order signed", "", ""], *ROWS])
    served.look()
    assert "signed" in text_of(served, "/?sel=night-bus-order-signed")
    ids = [event.id for event in shown(served).events]
    assert ids == ["night-bus-order-signed-2", "council-votes-on-the-night-bus", "night-bus-order-signed"]
    save(file, rows=[ROWS[0], ["13 Apr 2024", "Night bus order is signed at last", "Ana Reyes", ROWS[1][3]]])
    served = Served(file, Settings())
    before = {event.title: event.id for event in shown(served).events}
    save(file, rows=[ROWS[0], ["13 Apr 2024", "Night-bus order is signed at last", "Anna Reyes", ROWS[1][3]]])
    served.look()
    after = {event.title: event.id for event in shown(served).events}
    assert after["Night-bus order is signed at last"] == before["Night bus order is signed at last"]


def test_a_row_that_was_replaced_by_another_is_another_record(file) -> None:
    served = Served(file, Settings())
    save(file, rows=[ROWS[0], ["1 May 2024", "Trams are bought", "Tom Okafor", ""]])
    served.look()
    assert [event.id for event in shown(served).events] == ["council-votes-on-the-night-bus", "trams-are-bought"]


def shown(served: Served):
    (volume,) = served._volumes.values()
    return volume.landscape


# --- bad saves


def half(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:2000])


def gone(file: Path) -> None:
    file.unlink()


def without_ties(file: Path) -> None:
    file.write_bytes(book(("Timeline", [HEADER, *ROWS]), ("People", PEOPLE)))


def without_header(file: Path) -> None:
    file.write_bytes(book(("Timeline", [HEADER, *ROWS]), ("People", PEOPLE), ("Ties", TIES[1:])))


def bad_date(file: Path) -> None:
    save(file, ["next spring", "Fares rise", "", ""])


def no_date(file: Path) -> None:
    save(file, ["", "Fares rise", "", ""])


def two_ways(file: Path) -> None:
    save(file, ["3/4/2025", "Fares rise", "", ""])


@pytest.mark.parametrize(
    ("spoil", "told"),
    one_in(
        3,
        [
            (half, ["bills.xlsx", "is cut off or damaged", "Download or save it again"]),
            (gone, ["bills.xlsx", "is not there any more", "Put it back by this name"]),
            (without_ties, ["bills.xlsx, sheet “Ties”", "is gone, or its header is: it held relations", "Put it back"]),
            (without_header, ["bills.xlsx, sheet “Ties”", "is gone, or its header is"]),
            (bad_date, ["bills.xlsx, sheet “Timeline”", ">4</td>", "“next spring” is not said from a fixed day"]),
            (
                no_date,
                ["bills.xlsx, sheet “Timeline”", ">4</td>", "“Fares rise” has no date", "Write one, or the year"],
            ),
            (two_ways, ["bills.xlsx", "is 3/4/2025 March 4 or April 3?", "Write the month as a word"]),
        ],
    ),
)
def test_a_bad_save_leaves_the_last_good_state_and_names_sheet_and_row(file, spoil, told) -> None:
    served = Served(file, Settings())
    spoil(file)
    assert served.look()
    page = text_of(served)
    assert "Night bus order signed" in page and "Fares rise" not in page
    assert "bills.xlsx as saved last has 1 problem; the page shows the state before." in page
    problems = text_of(served, "/problems")
    assert [part for part in told if part not in problems] == []
    save(file, ["June 2025", "Fares fall", "", ""])
    assert served.look()
    assert "Fares fall" in text_of(served) and "as saved last" not in text_of(served)
    assert "no problem in bills.xlsx" in text_of(served, "/problems")


def test_a_sheet_may_be_named_anew(file) -> None:
    served = Served(file, Settings())
    file.write_bytes(book(("Chronology", [HEADER, *ROWS]), ("People", PEOPLE), ("Ties", TIES)))
    served.look()
    assert "as saved last" not in text_of(served)
    assert [event.id for event in shown(served).events] == ["council-votes-on-the-night-bus", "night-bus-order-signed"]


def test_days_that_may_be_read_two_ways_are_read_as_the_file_was_before(file) -> None:
    save(file, ["3/14/2024", "Fares rise", "", ""])
    served = Served(file, Settings())
    save(file, ["3/4/2024", "Fares rise", "", ""])
    served.look()
    assert shown(served).events[-1].date.text == "2024-03-04"
    save(file, ["14/3/2024", "Fares rise", "", ""])
    served.look()
    assert shown(served).events[-1].date.text == "2024-03-14", "what the file itself says now comes first"


def test_a_status_that_is_mended_is_shown_whatever_the_file_said_before(file) -> None:
    rows = [["When", "What", "Status"], ["2024-03-05", "Council votes", "planned"]]
    file.write_bytes(book(("Timeline", rows)))
    served = Served(file, Settings())
    assert shown(served).events[0].status == "planned"
    file.write_bytes(book(("Timeline", [rows[0], ["2024-03-05", "Council votes", "done"]])))
    served.look()
    assert shown(served).events[0].status == "occurred"


def test_a_level_that_was_mistyped_leaves_no_empty_lane(file) -> None:
    def of(level: str) -> bytes:
        return book(("Timeline", [["When", "What", "Level"], ["2024", "Council votes", level], ["2025", "Buses", ""]]))

    file.write_bytes(of("Ctiy"))
    served = Served(file, Settings())
    file.write_bytes(of("City"))
    served.look()
    assert [lane.label for lane in shown(served).lanes] == ["City"]


# --- the first state


def test_what_is_sound_is_shown_from_the_start_and_what_is_not_is_counted_by_sheet(file) -> None:
    save(file, ["next spring", "Fares rise", "", ""], ["", "Nobody knows when", "", ""])
    served = Served(file, Settings())
    assert "bills.xlsx has 2 problems; 2 rows are left out." in text_of(served)
    assert "(2 of bills.xlsx, sheet “Timeline”)" in text_of(served, "/problems")
    save(file, ["next spring", "Fares rise", "", ""], ["2025", "Buses by day", "", ""])
    served.look()
    page = text_of(served)
    assert "Buses by day" in page and "bills.xlsx has 1 problem; 1 row is left out." in page
    with pytest.raises(BrokenLandscape):
        Served(file, Settings(strict=True))


def test_page_and_terminal_say_what_was_guessed(file) -> None:
    served = Served(file, Settings())
    page = text_of(served)
    assert '<a href="problems#read">How bills.xlsx was read</a>' in page
    told, listed = "\n".join(served.told()), text_of(served, "/problems")
    for said in ("date written anew: “13 Apr 2024 → 2024-04-13”", "Link is sources"):
        assert said in told and said in listed
    assert "2 events, 2 actors, 3 ties" in told and "2 events, 2 actors, 3 ties" in listed


def test_a_question_comes_before_anything_is_served_and_an_option_answers_it(file) -> None:
    two_ways(file)
    with pytest.raises(Question, match=r"is 3/4/2025 March 4 or April 3\? Say --dates us"):
        Served(file, Settings())
    served = Served(file, Settings(dates="eu", lane="City", title="Buses & trams"))
    assert shown(served).events[-1].date.text == "2025-04-03"
    assert "Buses &amp; trams" in text_of(served) and [lane.label for lane in shown(served).lanes] == ["City"]


def test_a_file_of_a_bill_tracker_is_served_and_read_anew(tmp_path) -> None:
    file = tmp_path / "bill.json"
    file.write_text(json.dumps(OPEN_STATES), encoding="utf-8")
    served = Served(file, Settings())
    title = OPEN_STATES["title"]
    assert title in text_of(served)
    file.write_text(json.dumps(OPEN_STATES | {"title": f"{title}, amended"}), encoding="utf-8")
    assert served.look() and f"{title}, amended" in text_of(served)
    file.write_text(json.dumps(OPEN_STATES)[:300], encoding="utf-8")
    assert served.look() and "bill.json as saved last has 1 problem" in text_of(served)


def test_a_workbook_beside_a_landscape_that_was_made_meanwhile_goes_by_its_name(file, write_world) -> None:
    served = served_with_data_page(file, Settings(), local=True)
    served.show(write_world())
    assert "Night bus order signed" in text_of(served, "/bills/")


def test_a_workbook_that_is_away_for_a_moment_keeps_its_page_beside_another(file, write_world) -> None:
    served = served_with_data_page(file, Settings(), local=True)
    served.show(write_world())
    away = file.rename(file.with_suffix(".away"))
    assert served.look() and "Night bus order signed" in text_of(served, "/bills/")
    told = Client(served).get("/bills/problems").text
    assert "is not there any more" in told and str(file.parent) not in told
    away.rename(file)
    assert served.look() and "not there any more" not in text_of(served, "/bills/")


def test_of_several_ends_one_that_is_tied_to_itself_leaves_out_no_row(file) -> None:
    ties = [["Who", "Did", "What"], ["Ana Reyes; Tom Okafor", "met", "Ana Reyes"]]
    file.write_bytes(book(("Timeline", [HEADER, *ROWS]), ("People", PEOPLE), ("Ties", ties)))
    served = Served(file, Settings())
    [volume] = served._volumes.values()
    assert "1 row is left out" not in text_of(served)
    assert [relation.subject for relation in shown(served).relations_of["tom-okafor"]] == ["tom-okafor"]
    assert volume.broken and "tied to itself" in str(volume.broken)


# --- the other commands


def test_check_and_export_read_the_same_file(file, tmp_path, capsys) -> None:
    save(file, ["next spring", "Fares rise", "", ""])
    assert main(["check", str(file)]) == 1
    assert "bills.xlsx, sheet “Timeline” row 4: “next spring”" in capsys.readouterr().err
    taken = tmp_path / "view.json"
    assert main(["export", str(file), "--view", "timeline", "--format", "json", "--out", str(taken)]) == 0
    assert "Night bus order signed" in taken.read_text(encoding="utf-8")
    assert "“next spring”" in capsys.readouterr().err, "what is left out is said"


def test_check_asks_for_the_order_of_day_and_month_and_the_environment_answers(file, capsys, monkeypatch) -> None:
    two_ways(file)
    assert main(["check", str(file)]) == 2
    assert "Say EXPLORER_DATES=us" in capsys.readouterr().err
    monkeypatch.setenv("EXPLORER_DATES", "eu")
    assert main(["check", str(file)]) == 0
    assert "no problem in the files" in capsys.readouterr().out


def test_what_only_a_folder_has_is_not_asked_of_a_file(file, capsys) -> None:
    assert main(["check", "--fix", str(file)]) == main(["datapackage", str(file)]) == 2
    said = capsys.readouterr().err
    assert "--fix mends the tables of a folder — mend bills.xlsx where it is written." in said
    assert "describes the tables of a folder — name one, not bills.xlsx." in said


def test_a_file_that_is_not_there_is_missed_as_a_file(tmp_path, capsys) -> None:
    assert main(["check", str(tmp_path / "none.csv")]) == 1
    assert capsys.readouterr().err.startswith("none.csv is not there — name a workbook or a CSV file.")
