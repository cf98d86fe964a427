"""`check --fix` mends what has one answer, leaves what a person must decide, and never writes half a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from explorer.cli import main
from explorer.data.checks.report import mended_words
from explorer.data.load import load_landscape
from tests.data.problems import problems_in


def test_a_sound_folder_is_left_alone(write_world) -> None:
    folder = write_world()
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert mended_words(folder) == ["Nothing to mend."]
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"events": ("2025-07-21", "45859")}, 'events.csv row 5, column "date": "45859" is now "2025-07-21"'),
        ({"events": ("2025-07-21", "2025/7/21")}, 'events.csv row 5, column "date": "2025/7/21" is now "2025-07-21"'),
        ({"actors": (",person,", ",Person,")}, 'actors.csv row 2, column "kind": "Person" is now "person"'),
        (
            {"relations": (",supports,", ",endorsed,")},
            'relations.csv row 5, column "verb": "endorsed" is now "supports"',
        ),
    ],
)
def test_what_has_one_answer_is_mended_and_told(write_world, changes, told) -> None:
    folder = write_world(**changes)
    assert mended_words(folder) == ["1 cell mended.", told]
    load_landscape(folder)


@pytest.mark.parametrize("slip", [("2025-07-21", "3/4/2025"), (",occurred,1", ",happend,1")])
def test_what_has_several_answers_is_left_to_a_person(write_world, slip) -> None:
    folder = write_world(events=slip)
    before = (folder / "events.csv").read_bytes()
    assert mended_words(folder) == ["0 cells mended."]
    assert (folder / "events.csv").read_bytes() == before
    assert len(problems_in(folder)) == 1


@pytest.mark.parametrize(("value", "standing"), [("about 2 million", "agrees"), ("1 million a year", "differs")])
def test_a_standing_of_older_landscapes_becomes_what_it_meant(write_world, value: str, standing: str) -> None:
    folder = write_world(claims=("1 million a year,contradicted", f"{value},also reported"))
    assert "also reported" in problems_in(folder)[0]
    mended_words(folder)
    assert load_landscape(folder).claims[1].standing == standing


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_marks_line_ends_and_other_cells_stay(write_world, ends: str) -> None:
    folder = write_world()
    path: Path = folder / "events.csv"
    text = path.read_text(encoding="utf-8").replace("2025-07-21", "45859").replace("\n", ends)
    text = text.replace("Night bus order signed", "'=Night bus order signed")  # guarded against spreadsheets
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    mended_words(folder)
    assert path.read_bytes() == b"\xef\xbb\xbf" + text.replace("45859", "2025-07-21").encode()
    assert not list(folder.glob("*.part"))
    assert load_landscape(folder).records["night-order"].title == "=Night bus order signed"  # type: ignore[union-attr]


def test_the_command_mends_and_then_says_what_is_left(write_world, capsys) -> None:
    folder = write_world(events=("2025-07-21", "45859"))
    assert main(["check", "--fix", str(folder)]) == 0
    said = capsys.readouterr().out
    assert said.startswith("1 cell mended.")
    assert "no problem in the files" in said
