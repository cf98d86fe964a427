"""A draft is saved whole or not at all, and never over what somebody else has written."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest

from explorer.data.load import load_landscape
from explorer.editing.desk import Desk
from explorer.editing.opening import Answers, handed_over
from explorer.editing.saving import NotSaved, save_into, save_new, workbook_of, zip_of
from explorer.errors import ExplorerError
from tests.conftest import WriteWorld
from tests.editing.test_draft import TODAY, desk_of, served

MEETS = ["2024-03-04", "Council meets", "Council", "City"]


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir())}


def save(desk: Desk, shelf: Path, name: str = "town") -> Path:
    return save_new(desk.now.draft, desk.now.opened, shelf, name)


def test_a_workbook_is_mended_and_becomes_a_folder_that_loads(tmp_path: Path) -> None:
    desk = desk_of(MEETS)
    desk.change(lambda draft: draft.with_cell("events", 2, "title", "The council meets"), "title")
    folder = save(desk, tmp_path)
    assert folder == tmp_path / "town"
    assert [event.title for event in load_landscape(folder).events] == ["The council meets"]
    assert [file.name for file in tmp_path.iterdir()] == ["town"], "nothing is left beside it"


def test_nothing_is_saved_while_a_question_is_open(tmp_path: Path) -> None:
    with pytest.raises(NotSaved, match="how the dates are meant"):
        save(desk_of(["3/4/2024", "Council meets", "Council", "City"]), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_saved_while_something_is_wrong(tmp_path: Path) -> None:
    desk = desk_of(MEETS)
    desk.change(lambda draft: draft.with_cell("events", 2, "date", "2024-13"), "date")
    with pytest.raises(NotSaved, match=r"1 problem left; nothing was saved. The first: events.csv row 2"):
        save(desk, tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["", "..", "../town", "/etc/town", "Town", "a b", ".town", "con", "town\\x", "x" * 80])
def test_a_folder_is_named_in_plain_words(tmp_path: Path, name: str) -> None:
    with pytest.raises(NotSaved, match="lower-case letters"):
        save(desk_of(MEETS), tmp_path / "shelf", name)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_there_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "town").mkdir()
    with pytest.raises(NotSaved, match="already"):
        save(desk_of(MEETS), tmp_path)
    assert list((tmp_path / "town").iterdir()) == []


# --- into the folder it came from


def test_only_the_tables_that_differ_are_written(write_world: WriteWorld) -> None:
    folder = write_world()
    before = contents(folder)
    desk = served(folder)
    desk.change(lambda draft: draft.with_cell("events", 2, "title", "Council likes buses"), "title")
    save_into(desk.now.draft, desk.now.opened)
    after = contents(folder)
    assert [name for name in before if before[name] != after[name]] == ["events.csv"] and after.keys() == before.keys()
    assert load_landscape(folder).events[0].title == "Council likes buses"


def test_what_somebody_else_has_written_since_is_not_overwritten(write_world: WriteWorld) -> None:
    folder = write_world()
    desk = served(folder)
    desk.change(lambda draft: draft.with_cell("events", 2, "title", "Council likes buses"), "title")
    (folder / "actors.csv").write_bytes((folder / "actors.csv").read_bytes().replace(b"Mayor since 2021", b"Mayor"))
    before = contents(folder)
    with pytest.raises(NotSaved, match=r"Somebody has changed actors\.csv since"):
        save_into(desk.now.draft, desk.now.opened)
    assert contents(folder) == before


def test_of_two_who_save_the_second_is_told(write_world: WriteWorld) -> None:
    folder = write_world()
    desks = [served(folder), served(folder)]
    for number, desk in enumerate(desks):
        desk.change(lambda draft, n=number: draft.with_cell("events", 2, "title", f"Title {n}"), "title")  # type: ignore[misc]
    save_into(desks[0].now.draft, desks[0].now.opened)
    with pytest.raises(NotSaved, match="Somebody has changed"):
        save_into(desks[1].now.draft, desks[1].now.opened)
    assert load_landscape(folder).events[0].title == "Title 0"


def test_a_broken_folder_is_mended_and_loads_again(write_world: WriteWorld) -> None:
    folder = write_world(events=("2025-03-22", "Mar-25"))
    desk = served(folder)
    (problem,) = desk.looked().problems
    desk.change(lambda draft: draft.with_cell("events", problem.row or 0, "date", problem.answer), "date")
    save_into(desk.now.draft, desk.now.opened)
    assert load_landscape(folder).events[2].date.text == "2025-03"


def test_what_nobody_sees_is_gone_once_it_is_saved(write_world: WriteWorld) -> None:
    folder = write_world(events=("It begins.", "It be\u200bgins."))
    desk = served(folder)
    save_into(desk.now.draft, desk.now.opened)
    assert load_landscape(folder).events[1].summary == "It begins."


def test_a_file_with_a_row_that_cannot_be_read_is_not_written_over(write_world: WriteWorld) -> None:
    folder = write_world(sources=("minutes,Council minutes", 'minutes,"Council minutes'))
    before = contents(folder)
    desk = served(folder)
    with pytest.raises(NotSaved, match="would lose rows"):
        save_into(desk.now.draft, desk.now.opened)
    assert contents(folder) == before


def test_a_table_that_is_missing_is_written(write_world: WriteWorld) -> None:
    folder = write_world(claims=None)
    desk = served(folder)
    save_into(desk.now.draft, desk.now.opened)
    assert load_landscape(folder).claims == ()


# --- an update


def test_a_workbook_of_before_updates_the_folder_and_leaves_what_was_changed_by_hand(tmp_path: Path) -> None:
    folder = save(desk_of(MEETS, ["2024-05", "Order signed", "Ana Reyes", "City"]), tmp_path)
    by_hand = served(folder)
    by_hand.change(lambda draft: draft.with_cell("events", 2, "title", "The council meets"), "title")
    save_into(by_hand.now.draft, by_hand.now.opened)

    rows = [MEETS, ["2024-05-06", "Order signed", "Ana Reyes", "City"], ["2024-07", "Rally", "Riders", "City"]]
    desk = desk_of(*rows, folder=folder)
    assert desk.now.answers.update, "an import of a file of that name wrote the folder"
    assert desk.now.opened.differs and desk.now.opened.differs.added
    assert desk.looked().problems == ()
    save_into(desk.now.draft, desk.now.opened)
    events = {event.title: event.date.text for event in load_landscape(folder).events}
    assert events == {"The council meets": "2024-03-04", "Order signed": "2024-05-06", "Rally": "2024-07"}


def test_the_same_files_may_be_a_landscape_of_their_own(tmp_path: Path) -> None:
    folder = save(desk_of(MEETS), tmp_path)
    desk = desk_of(MEETS, folder=folder)
    desk.answer(Answers(update=False), TODAY, "new")
    assert desk.now.opened.folder is None
    assert load_landscape(save(desk, tmp_path, "other")).id == "other"


def test_a_folder_that_no_import_wrote_is_not_updated(write_world: WriteWorld) -> None:
    desk = desk_of(MEETS, folder=write_world())
    assert not desk.may_update
    with pytest.raises(ExplorerError, match="no import wrote"):
        desk.answer(Answers(update=True), TODAY, "update")


# --- to take along


def test_the_zip_unpacks_to_a_folder_that_loads_and_is_the_same_every_time(tmp_path: Path) -> None:
    desk = desk_of(MEETS)
    data = zip_of(desk.now.draft)
    assert data == zip_of(desk.now.draft)
    zipfile.ZipFile(io.BytesIO(data)).extractall(tmp_path)
    assert [event.title for event in load_landscape(tmp_path / desk.now.draft.name).events] == ["Council meets"]


def test_the_workbook_can_be_opened_again_and_runs_nothing() -> None:
    desk = desk_of(["2024", "=HYPERLINK(1)", "Council", "City"])
    data = workbook_of(desk.now.draft)
    assert data == workbook_of(desk.now.draft)
    again = Desk()
    again.open_handed([handed_over(data, "again.xlsx")], date(2026, 11, 29))
    assert again.looked().problems == ()
    assert b"<f>" not in zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml")
    assert {len(rows) for table, rows in again.now.draft.tables.items() if table == "events"} == {1}
