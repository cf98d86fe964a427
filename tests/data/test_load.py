"""A landscape's folder: what loads, and the sentence for everything that does not."""

from __future__ import annotations

import csv
import doctest
import io
import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from explorer.data import load
from explorer.data.load import load_landscape
from explorer.data.tables import characters, csv_files, parsers
from explorer.errors import BrokenLandscape
from explorer.model import Citation
from tests.data.problems import problems_in, the_problem_in
from tests.sweeps import examples

# --- what loads ----------------------------------------------------------------------------------------------------


def test_a_landscape_is_named_by_its_folder_and_described_by_its_settings(small_world) -> None:
    assert (small_world.id, small_world.as_of, small_world.default_view) == (
        "riverton",
        date(2025, 7, 25),
        "sel=ana-reyes",
    )
    assert [lane.id for lane in small_world.lanes] == ["state", "city"]


def test_a_citation_may_hold_several_lines_or_none(small_world) -> None:
    actors = {actor.id: actor for actor in small_world.actors}
    assert actors["statehouse"].sources == (Citation(source="herald", locator="L6,L7"),)
    order = next(event for event in small_world.events if event.id == "night-order")
    assert order.sources == (Citation(source="herald", locator="L1"), Citation(source="minutes"))


def test_a_relation_without_a_date_has_none(small_world) -> None:
    dates = {relation.id: relation.date for relation in small_world.relations}
    assert dates["riders-back"] is None
    assert dates["council-plans"] is not None and dates["council-plans"].uncertain


def test_a_verb_takes_several_kinds(small_world) -> None:
    signed = small_world.verbs[0]
    assert (signed.subject_kinds, signed.object_kinds) == (("person", "office"), ("order", "ordinance"))


def test_text_that_looks_like_a_number_or_a_gap_stays_text(write_world) -> None:
    world = load_landscape(write_world(claims=("2 million a year", "Null"), instruments=("B 12", "007")))
    assert (world.claims[0].value, world.instruments[0].number) == ("Null", "007")


def test_a_byte_order_mark_windows_line_ends_blank_rows_and_spaces_do_no_harm(write_world, small_world) -> None:
    folder = write_world()
    for file in folder.iterdir():
        text = file.read_text(encoding="utf-8")
        if file.suffix == ".csv":
            text = text.replace(",state,", " , state ,") + ",,,,\n\n"
        file.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert load_landscape(folder) == small_world


def test_columns_may_stand_in_any_order(write_world, small_world) -> None:
    folder = write_world()
    rows = list(csv.DictReader((folder / "actors.csv").open(encoding="utf-8", newline="")))
    with (folder / "actors.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, sorted(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    assert load_landscape(folder) == small_world


def test_text_is_kept_in_one_written_form(write_world) -> None:
    world = load_landscape(write_world(actors=("Ana Reyes", "Ana Re\u0301yes")))
    assert world.actors[0].name == "Ana R\u00e9yes"


def test_a_folder_whose_name_is_no_id_still_loads(write_world) -> None:
    folder = write_world()
    assert load_landscape(folder.rename(folder.with_name("River Town (2)"))).id == "River Town (2)"


def test_the_shipped_landscape_loads() -> None:
    world = load_landscape(Path(__file__).parents[2] / "graph_data" / "albuquerque")
    assert world.events and world.actors and world.relations


@examples(12, 30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1), max_size=4))
def test_what_a_spreadsheet_writes_is_what_is_read(tmp_path, texts) -> None:
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(["id", "text"])
    writer.writerows([f"row-{number}", text] for number, text in enumerate(texts))
    (tmp_path / "some.csv").write_text(written.getvalue(), encoding="utf-8", newline="")
    table, problems = csv_files.read_table(tmp_path / "some.csv", ("id", "text"), most_rows=9)
    normal = [csv_files.unicodedata.normalize("NFC", text) for text in texts]
    if not any(characters.unseen_fault(text) for text in normal):
        assert list(problems) == []
        assert table.cells["text"] == [text.strip() for text in normal]


# --- the form of files ---------------------------------------------------------------------------------------------


def test_every_problem_is_told_at_once_in_the_order_of_file_and_row(write_world) -> None:
    folder = write_world(
        actors=("council,Riverton Council,,body,,city,1,", "council,Riverton Council,,bodi,,town,4,"),
        events=("2025-03-22", "Mar-25"),
        claims=None,
    )
    assert problems_in(folder)[:5] == [
        'actors.csv row 3, column "kind": "bodi" is not a kind — '
        'use person, office, body, agency, organization, community, place (did you mean "body"?)',
        'actors.csv row 3, column "lane": "town" is not a lane of this landscape — use state, city',
        'actors.csv row 3, column "weight": "4" is not a weight — use 1, 2, 3',
        "claims.csv: is missing — add it to the folder",
        'events.csv row 4, column "date": "Mar-25" is a date that a spreadsheet has rewritten — '
        "write 2025-03, in a column formatted as text",
    ]


def test_a_folder_that_is_not_there_is_said_in_one_sentence_with_the_likely_one(write_world) -> None:
    folder = write_world()
    assert the_problem_in(folder.with_name("rivertown")).endswith(
        'rivertown: there is no such folder — use riverton (did you mean "riverton"?)'
    )
    assert "is not a folder" in the_problem_in(folder / "events.csv")


def test_a_missing_file_is_sought_under_a_similar_name(write_world) -> None:
    folder = write_world()
    (folder / "events.csv").rename(folder / "event.csv")
    assert the_problem_in(folder) == 'events.csv: is missing — rename "event.csv" to "events.csv"'


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "claims.csv: is empty — begin with the line id,about,property,value"),
        (b"\n\n", "claims.csv: is empty"),
        ("id,about\n".encode("utf-16"), 'claims.csv: is in UTF-16 — save it again as "CSV UTF-8"'),
        ("id,about\n".encode("utf-16-le"), "claims.csv: is in UTF-16"),
        (b"id,about\nx,caf\xe9\n", "claims.csv row 2: byte 0xE9 is not UTF-8"),
        (
            b"id;about;property;value;standing;attributed_to;note;sources\n",
            "claims.csv row 1: the columns are separated by semicolons — save it as CSV separated by commas",
        ),
        (b"id\tabout\tproperty\n", "claims.csv row 1: the columns are separated by tabs"),
        (b"id" + b"x" * 200_000, "claims.csv row 1: has 200,002 characters, more than the 64,000 of a row"),
    ],
)
def test_a_file_that_is_no_table_is_one_problem_with_a_remedy(write_world, content, problem) -> None:
    assert the_problem_in(write_world(claims=content)).startswith(problem)


@pytest.mark.parametrize(
    ("header", "problem"),
    [
        ("id,instrument,txt,condition,sources", 'row 1, column "txt": is not a column of this table — did you mean'),
        ("id,instrument,text,condition", 'row 1, column "sources": is missing — add the column; this table'),
        ("id,instrument,text,condition,sources,colour", 'row 1, column "colour": is not a column of this table — use'),
        ("id,instrument,text,condition,sources,text", 'row 1, column "text": is there 2 times — keep one of them'),
        ("id,instrument,text,condition,sources,", "row 1: a column has no name — delete the column or name it"),
    ],
)
def test_columns_are_exactly_the_tables(write_world, header, problem) -> None:
    change = ("id,instrument,text,condition,sources", header)
    assert the_problem_in(write_world(provisions=change)).startswith(f"provisions.csv {problem}")


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (
            "x,order-text,Stop, please,,herald@L2",
            "has 6 cells where the header has 5 — put a cell that holds a comma in",
        ),
        ("x,order-text,Stop,herald@L2", "has 4 cells where the header has 5 — write a comma for each empty cell"),
        ('x,order-text,"Stop,,herald@L2', "a double quote is opened and not closed — close it on the same row"),
        ('x,order-text,Stop "here" now,,herald@L2', "a double quote stands inside a cell — put the whole cell in"),
        ('x,order-text, "Stop",,herald@L2', "a double quote stands inside a cell"),
    ],
)
def test_a_row_of_the_wrong_form_is_one_problem_and_shifts_nothing(write_world, row, problem) -> None:
    old = "stop-anywhere,order-text,Drivers stop wherever riders ask.,unless the road is unsafe,herald@L2"
    assert the_problem_in(write_world(provisions=(old, row))).startswith(f"provisions.csv row 2: {problem}")


def test_who_names_a_row_of_the_wrong_form_is_not_blamed(write_world) -> None:
    change = ("riders,Night riders,,community,", "riders,Night, riders,,community,")
    assert the_problem_in(write_world(actors=change)).startswith("actors.csv row 4: has 10 cells")


def test_a_table_that_cannot_be_read_is_one_problem_not_one_for_everyone_who_names_it(write_world) -> None:
    for file in ("sources", "actors", "events", "instruments", "landscape"):
        assert the_problem_in(write_world(**{file: None})).endswith("is missing — add it to the folder")


@pytest.mark.parametrize(
    ("character", "named"),
    [
        ("\x00", "U+0000 (control character)"),
        ("\t", "U+0009 (tab)"),
        ("\x1b", "U+001B (control character)"),
        ("\x85", "U+0085 (control character)"),
        ("\u200b", "U+200B (zero width space)"),
        ("\u202e", "U+202E (right-to-left override)"),
        ("\u2066", "U+2066 (left-to-right isolate)"),
        ("\u2028", "U+2028 (line separator)"),
        ("\ufeff", "U+FEFF (zero width no-break space)"),
        ("\u00ad", "U+00AD (soft hyphen)"),
        ("\U000e0041", "U+E0041 (tag latin capital letter a)"),
    ],
)
def test_a_character_that_nobody_sees_is_refused_with_its_code_point(write_world, character, named) -> None:
    assert the_problem_in(write_world(events=("All night", f"All{character} night"))) == (
        f'events.csv row 5, column "summary": holds the unseen character {named} after "All" — '
        "delete it, or type the words again"
    )
    escaped = f"\\U{ord(character):08x}"
    if character not in "\t\x85\u2028\x1b":  # white space of any kind is one space in the settings
        assert named in the_problem_in(write_world(landscape=("Riverton and", f"River{escaped}ton and")))


def test_a_lone_surrogate_is_refused(write_world) -> None:
    assert "not UTF-8" in problems_in(write_world(events=b"id,title\nx,\xed\xa0\x80\n"))[0]
    assert "is not TOML" in the_problem_in(write_world(landscape=("Riverton and", "\\ud800 and")))


def test_a_letter_lost_between_encodings_is_named(write_world) -> None:
    assert "where a letter was lost between encodings" in the_problem_in(write_world(actors=("Reyes,", "Rey\ufffds,")))


def test_limits_are_said_when_hit(write_world, monkeypatch) -> None:
    assert 'column "summary": has 4,001 characters, more than the 4,000 of a cell — say it shorter' in the_problem_in(
        write_world(events=("All night.", "x" * 4001))
    )
    monkeypatch.setattr(load, "MAX_EVENT_ROWS", 4)
    assert the_problem_in(write_world()).startswith("events.csv: has 5 rows, more than the 4 that are read")
    monkeypatch.setattr(csv_files, "FILE_BYTES", 1_000_000)
    folder = write_world(claims="id" * 600_000)
    assert "claims.csv: is 1.2 MB, more than the 1 MB that are read" in "\n".join(problems_in(folder))


def test_only_plain_files_in_the_folder_itself_are_read(write_world, tmp_path) -> None:
    folder = write_world(claims=None, verbs=None, provisions=None)
    (tmp_path / "secret.csv").write_text("id\n")
    (folder / "claims.csv").symlink_to(tmp_path / "secret.csv")
    (folder / "verbs.csv").mkdir()
    os.mkfifo(folder / "provisions.csv")
    assert problems_in(folder) == [
        f"{file}.csv: is not a plain file but a link, folder or device — put the file itself into the folder"
        for file in ("claims", "provisions", "verbs")
    ]


# --- the settings --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (("licence", "license"), 'column "licence": is missing — write licence = "…"'),
        (("licence", "license"), 'column "license": is not a setting of a landscape — use title, '),
        (('title = "Riverton and the night buses"', "title = 7"), 'column "title": is 7, not text — write title = "…"'),
        (("2025-07-25", '"25 July 2025"'), 'column "as_of": "25 July 2025" is not a day — write the day that the data'),
        (("2025-07-25", "2025-07-25T10:00:00"), 'column "as_of": "2025-07-25 10:00:00" is not a day'),
        (("2025-07-25", '"2025-07"'), 'column "as_of": "2025-07" is not a day'),
        (("as_of = 2025-07-25", ""), 'column "as_of": is missing'),
        (("2025-07-25", "2025-13-25"), "row 3: is not TOML: "),
        (('label = "City"', 'label = ""'), 'column "lanes, number 2: label": is missing'),
        (('label = "City"', 'label = "City"\ncolour = "red"'), 'column "lanes, number 2": "colour" is not a setting'),
        (('id = "city"', 'id = "The City"'), 'column "lanes, number 2": "The City" is not an id — write lower-case'),
        (('id = "city"', 'id = "state"'), 'column "lanes, number 2": "state" is already the id of landscape.toml'),
    ],
)
def test_a_setting_that_is_wrong_is_told(write_world, change, problem) -> None:
    told = problems_in(write_world(landscape=change))
    assert any(one.startswith("landscape.toml") and problem in one for one in told)


def test_a_landscape_without_lanes_is_one_problem(write_world) -> None:
    folder = write_world(
        landscape='title = "a"\nsummary = "b"\nas_of = "2025-07-25"\nlicence = "c"\nlanes = "city"\n',
    )
    assert the_problem_in(folder).startswith('landscape.toml, column "lanes": is missing or not a list of lanes')


# --- all in all ------------------------------------------------------------------------------------------------------


@pytest.mark.slow
@examples(10, 25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(["landscape", "events", "relations", "verbs"]), st.integers(0, 400), st.binary(max_size=6))
def test_a_spoilt_file_is_told_or_loads_but_never_surprises(write_world, file, place, noise) -> None:
    folder = write_world()
    path = next(folder.glob(f"{file}.*"))
    content = path.read_bytes()
    path.write_bytes(content[:place] + noise + content[place + len(noise) :])
    try:
        load_landscape(folder)
    except BrokenLandscape as broken:
        assert all(problem.mend for problem in broken.problems)


def test_the_examples_in_the_modules_are_true() -> None:
    for module in (parsers, csv_files):
        outcome = doctest.testmod(module)
        assert outcome.attempted > 0
        assert outcome.failed == 0


def test_the_curators_notes_are_paragraphs(write_world) -> None:
    noted = write_world(
        landscape=('default_view = "sel=ana-reyes"', 'default_view = ""\nnotes = ["One  line.", "Two."]')
    )
    assert load_landscape(noted).notes == ("One line.", "Two.")
    assert "write notes = [" in the_problem_in(
        write_world(landscape=('default_view = "sel=ana-reyes"', 'default_view = ""\nnotes = "One."'))
    )
