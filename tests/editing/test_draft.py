"""A draft: files and folders become tables in a person's hands, and every change tells what is wrong then."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from explorer.data.checks.audit import content_hash
from explorer.editing.desk import Desk, Desks, NoDesk
from explorer.editing.draft import changes
from explorer.editing.opening import Answers, all_handed_over, handed_over
from explorer.errors import BadInput, ExplorerError
from explorer.export.formats import FORMATS, Job, export_bytes, usual_picture
from explorer.export.options import Options
from explorer.landscape import Landscape
from explorer.query.selection import Selection
from tests.conftest import WriteWorld
from tests.importing.books import book
from tests.importing.samples import bytes_of
from tests.importing.samples_bills import CONGRESS

TODAY = date(2026, 11, 29)
HEADER = ["When", "What", "Who", "Level"]


def desk_of(*rows: list[str], name: str = "town.xlsx", folder: Path | None = None) -> Desk:
    """A desk with a workbook of one sheet open."""
    desk = Desk(shelf_folder=folder)
    desk.open_handed([handed_over(book(("Timeline", [HEADER, *rows])), name)], TODAY)
    return desk


def served(folder: Path) -> Desk:
    desk = Desk(shelf_folder=folder)
    desk.open_served()
    return desk


def problems(desk: Desk) -> list[str]:
    return [str(problem) for problem in desk.looked().problems]


def test_a_workbook_is_read_and_nothing_is_wrong_in_what_becomes_of_it() -> None:
    desk = desk_of(["2024-03-04", "Council meets", "Council", "City"])
    assert desk.now.opened.read == (("town.xlsx", {"events": 1}),)
    assert {table: len(rows) for table, rows in desk.now.draft.tables.items() if rows} == {
        "sources": 1,
        "actors": 1,
        "events": 1,
        "relations": 1,
    }
    assert problems(desk) == []


def test_a_date_that_may_be_read_two_ways_is_asked_about_and_both_readings_are_shown() -> None:
    desk = desk_of(["3/4/2024", "Council meets", "Council", "City"])
    opened = desk.now.opened
    assert opened.question and opened.question.example == "3/4/2024"
    assert [(one.text, one.us, one.eu) for one in opened.dates] == [("3/4/2024", "4 March 2024", "3 April 2024")]


@pytest.mark.parametrize(("order", "day"), [("us", "2024-03-04"), ("eu", "2024-04-03")])
def test_the_answer_shows_at_once_in_the_table(order: str, day: str) -> None:
    desk = desk_of(["3/4/2024", "Council meets", "Council", "City"])
    desk.answer(Answers(dates=order), TODAY, "the answer")  # type: ignore[arg-type]
    assert [row["date"] for row in desk.now.draft.rows("events").values()] == [day]
    assert desk.now.opened.question is None


def test_what_was_changed_by_hand_comes_back_when_the_answer_is_undone() -> None:
    desk = desk_of(["3/4/2024", "Council meets", "Council", "City"])
    desk.change(lambda draft: draft.with_cell("events", 2, "title", "The council meets"), "title")
    desk.answer(Answers(dates="eu"), TODAY, "the answer")
    assert desk.now.draft.rows("events")[2]["title"] == "Council meets"
    desk.undo()
    assert desk.now.draft.rows("events")[2]["title"] == "The council meets"
    assert desk.now.opened.question is not None


@pytest.mark.parametrize("format", ["json", "csv", "xlsx"])
def test_a_file_that_was_exported_is_open_as_it_stands(small_world: Landscape, format: str) -> None:
    job = Job(small_world, usual_picture(format), Selection(), Options())
    name = f"town{FORMATS[format].suffix}"
    desk = Desk()
    desk.open_handed(all_handed_over([(export_bytes(job, format), name)]), TODAY)
    assert desk.now.opened.guessed == ()
    landscape = desk.looked().landscape
    assert landscape is not None
    assert content_hash(replace(landscape, id=small_world.id)) == content_hash(small_world)
    with pytest.raises(ExplorerError, match="holds a landscape of its own — open it by itself"):
        both = all_handed_over([(export_bytes(job, format), name), (b"When,What\n2024,Vote\n", "more.csv")])
        Desk().open_handed(both, TODAY)


def test_files_that_tell_one_thing_are_one_whatever_comes_first() -> None:
    bill = CONGRESS["bill"]
    asked = {"congress": bill["congress"], "billType": bill["type"].lower(), "billNumber": bill["number"]}
    parts = {"bill": {"bill": bill}, "actions": {"actions": CONGRESS["actions"], "request": asked}}
    sent = [(bytes_of(part), f"{name}.json") for name, part in parts.items()]
    for files in (sent, sent[::-1]):
        desk = Desk()
        desk.open_handed(all_handed_over(files), TODAY)
        assert [row["number"] for row in desk.now.draft.rows("instruments").values()] == [
            f"{'H.R.' if bill['type'] == 'HR' else bill['type']} {bill['number']}"
        ]


def test_a_name_of_a_file_keeps_nothing_of_a_path_or_of_what_nobody_sees() -> None:
    data = book(("Timeline", [HEADER, ["2024", "Vote", "", ""]]))
    assert handed_over(data, "..\\..\\etc/\u202eplan\n.xlsx").name == "plan .xlsx"


@pytest.mark.parametrize("name", ["plan.rar", "plan.pdf"])
def test_a_file_that_is_not_read_is_refused_in_a_sentence(name: str) -> None:
    with pytest.raises(ExplorerError, match="cannot be read as"):
        handed_over(b"PK", name)


# --- changing


def test_a_changed_cell_is_told_with_its_place_and_remedy(write_world: WriteWorld) -> None:
    desk = served(write_world())
    assert problems(desk) == []
    desk.change(lambda draft: draft.with_cell("events", 5, "lane", "citty"), "lane")
    (problem,) = problems(desk)
    assert problem.startswith(
        'events.csv row 5, column "lane": "citty" is not a lane of this landscape — use state, city'
    )
    desk.undo()
    assert problems(desk) == []
    desk.redo()
    assert len(problems(desk)) == 1


def test_a_row_keeps_its_number_when_one_before_it_is_deleted(write_world: WriteWorld) -> None:
    desk = served(write_world())
    desk.change(lambda draft: draft.without("events", [2]), "deleted")
    assert list(desk.now.draft.rows("events")) == [3, 4, 5, 6]
    named = [(one.file, one.row, one.column) for one in desk.looked().problems]
    assert named == [("relations.csv", 3, "object"), ("relations.csv", 7, "object")], "those that name the deleted one"


def test_a_new_row_has_an_id_of_its_own_and_says_what_it_needs(write_world: WriteWorld) -> None:
    desk = served(write_world())
    draft, number = desk.now.draft.with_row("actors")
    desk.change(lambda _: draft, "a row")
    again, other = draft.with_row("actors")
    assert (number, other) == (6, 7)
    assert [again.rows("actors")[row]["id"] for row in (6, 7)] == ["new-actor", "new-actor-2"]
    assert {problem.column for problem in desk.looked().problems} == {"name", "kind", "lane", "summary", "sources"}


def test_what_is_written_into_a_cell_stands_in_one_line_without_what_nobody_sees(write_world: WriteWorld) -> None:
    draft = served(write_world()).now.draft.with_cell("events", 2, "title", " Council\n\u200b favours\tbuses ")
    assert draft.rows("events")[2]["title"] == "Council favours buses"


@pytest.mark.parametrize(
    ("table", "row", "column"), [("events", 99, "title"), ("events", 2, "wrong"), ("users", 2, "id")]
)
def test_a_cell_that_is_not_there_is_not_written(write_world: WriteWorld, table: str, row: int, column: str) -> None:
    with pytest.raises(BadInput):
        served(write_world()).now.draft.with_cell(table, row, column, "text")


def test_what_differs_from_the_folder_is_said_row_by_row(write_world: WriteWorld) -> None:
    desk = served(write_world())
    assert changes(desk.now.draft, desk.now.draft) == []
    draft = desk.now.draft.with_cell("events", 2, "title", "Council likes buses").without("gaps", [2])
    events, gaps = changes(desk.now.draft, draft)
    assert events.lines == ("changed: Council likes buses — title “Council favours buses” → “Council likes buses”",)
    assert (events.changed, gaps.gone, gaps.added) == (1, 1, 0)


# --- a folder with problems


def test_every_problem_of_a_broken_folder_is_told_and_its_cells_are_there_to_be_mended(write_world: WriteWorld) -> None:
    desk = served(write_world(events=("2025-03-22", "Mar-25"), actors=("community,,city", "community,,citty")))
    assert [(one.file, one.row, one.column, one.answer) for one in desk.looked().problems] == [
        ("actors.csv", 4, "lane", ""),
        ("events.csv", 4, "date", "2025-03"),
    ]
    assert desk.now.draft.rows("events")[4]["date"] == "Mar-25"


def test_a_row_that_cannot_be_read_is_left_to_the_file_and_nothing_that_names_it_is_told(
    write_world: WriteWorld,
) -> None:
    desk = served(write_world(sources=("minutes,Council minutes", 'minutes,"Council minutes')))
    (stuck,) = desk.now.opened.stuck
    assert str(stuck).startswith("sources.csv row 3: a double quote is opened and not closed")
    assert problems(desk) == [], "the citations of that source are not wrong"


def test_what_nobody_sees_is_mended_by_saving_and_said(write_world: WriteWorld) -> None:
    desk = served(write_world(events=("It begins.", "It be\u200bgins.")))
    (eased,) = desk.now.opened.eased
    assert "U+200B" in eased.what
    assert problems(desk) == [] and desk.now.draft.rows("events")[3]["summary"] == "It begins."


# --- desks


def test_a_desk_is_found_by_its_word_alone() -> None:
    desks = Desks()
    one, other = Desk(), Desk()
    words = [desks.add(one), desks.add(other)]
    assert desks.get(words[0]) is one and desks.get(words[1]) is other
    assert len({*words}) == 2 and min(map(len, words)) >= 32
    desks.drop(words[0])
    with pytest.raises(NoDesk, match="no longer kept"):
        desks.get(words[0])


def test_the_desk_that_was_longest_untouched_makes_room() -> None:
    desks = Desks(most=2)
    first, second = desks.add(Desk()), desks.add(Desk())
    desks.get(first)
    desks.add(Desk())
    desks.get(first)
    with pytest.raises(NoDesk):
        desks.get(second)


def test_desks_together_hold_only_so_much() -> None:
    desks = Desks(most_bytes=1_000)
    first = desks.add(desk_of(["2024", "Council meets", "Council", "City"]))
    desks.add(desk_of(["2024", "Council meets", "Council", "City"]))
    with pytest.raises(NoDesk):
        desks.get(first)
    assert len(desks) == 1
