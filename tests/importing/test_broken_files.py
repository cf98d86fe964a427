"""Whatever is wrong with a file: one or a few sentences, no traceback, no hang, and nothing written."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from explorer.cli import main
from explorer.data.load import load_landscape
from explorer.importing.sheets import grids
from tests.importing.broken_table import FILES, READ, ROWS
from tests.sweeps import one_in


@pytest.mark.parametrize("what", one_in(2, FILES.keys()))
def test_a_broken_file_is_told_in_a_sentence_and_nothing_is_written(
    what: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name, data, words = FILES[what]
    file = tmp_path / name
    file.write_bytes(data() if callable(data) else data)
    assert main(["import", str(file), "--to", str(tmp_path / "made")]) in (1, 2)
    told = capsys.readouterr().err
    assert any(word in told for word in words.split("|")), told
    assert "Traceback" not in told and len(told) < 3_000
    assert [path.name for path in tmp_path.iterdir()] == [name], "nothing else is there"
    assert not (tmp_path / "made").exists()


@pytest.mark.parametrize("what", one_in(3, READ.keys()))
def test_a_file_that_only_looks_broken_is_read_rightly(what: str, tmp_path: Path) -> None:
    name, data, wanted = READ[what]
    file = tmp_path / name
    file.write_bytes(data() if callable(data) else data)
    assert main(["import", str(file), "--to", str(tmp_path / "made")]) == 0
    made = load_landscape(tmp_path / "made")
    found = [f"{event.title} {event.date.text}" for event in made.events] or [actor.name for actor in made.actors]
    assert ", ".join(found) == wanted


def test_more_rows_than_are_read_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(grids, "MAX_ROWS", 100)
    file = tmp_path / "a.csv"
    file.write_text("When,What\n" + "2024,Vote\n" * 100)
    assert main(["import", str(file), "--to", str(tmp_path / "made")]) == 1
    assert "more than 100 rows" in capsys.readouterr().err


def test_the_tables_are_of_eighty_files_and_more() -> None:
    assert len(FILES) >= 80 and len(READ) >= 30


STRANGE: Mapping[str, Callable[[Path], object]] = {  # what stands where the file should be
    "a pipe that nobody writes to": lambda file: os.mkfifo(file),
    "a link to nothing": lambda file: file.symlink_to("nowhere.csv"),
    "a link to itself": lambda file: file.symlink_to(file.name),
    "a folder": lambda file: file.mkdir(),
    "a file that may not be read": lambda file: (file.write_text(ROWS), file.chmod(0)),
}


@pytest.mark.parametrize("what", STRANGE)
def test_what_is_no_file_is_told_at_once(what: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.csv"
    STRANGE[what](file)
    if os.access(file, os.R_OK) and file.is_file():  # whoever may read everything reads this too
        assert main(["import", str(file), "--to", str(tmp_path / "made")]) == 0
        return
    assert main(["import", str(file), "--to", str(tmp_path / "made")]) == 1
    told = capsys.readouterr().err
    assert " — " in told and "Traceback" not in told and not (tmp_path / "made").exists()


def test_a_file_that_vanishes_while_it_is_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.csv"
    file.write_text(ROWS)
    monkeypatch.setattr(Path, "read_bytes", lambda self: (self.unlink(), (self.parent / "gone").open())[1])
    assert main(["import", str(file), "--to", str(tmp_path / "made")]) == 1
    assert "cannot be read (No such file" in capsys.readouterr().err


def test_a_link_to_a_file_is_that_file(tmp_path: Path) -> None:
    (tmp_path / "b.csv").write_text(ROWS)
    (tmp_path / "a.csv").symlink_to("b.csv")
    assert main(["import", str(tmp_path / "a.csv"), "--to", str(tmp_path / "made")]) == 0


PLACES: Mapping[str, tuple[Callable[[Path], object], str]] = {  # what stands where the landscape is to go
    "a file": (lambda place: place.write_text("mine"), "is no folder"),
    "a folder of somebody else’s": (
        lambda place: (place.mkdir(), (place / "mine.txt").write_text("mine")),
        "choose a new folder",
    ),
    "a landscape made by hand": (
        lambda place: (place.mkdir(), (place / "events.csv").write_text("id")),
        "choose a new folder",
    ),
}


@pytest.mark.parametrize("what", PLACES)
def test_what_stands_there_is_never_written_over(what: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, place = tmp_path / "a.csv", tmp_path / "made"
    file.write_text(ROWS)
    PLACES[what][0](place)
    before = sorted(path.name for path in tmp_path.rglob("*"))
    assert main(["import", str(file), "--to", str(place)]) == 1
    assert PLACES[what][1] in capsys.readouterr().err
    assert sorted(path.name for path in tmp_path.rglob("*")) == before


@pytest.mark.parametrize("name", ["missing.xlsx", ".", "x\x00y.csv", "n" * 300 + ".csv"])
def test_a_file_that_is_not_there_is_told(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", os.path.join(tmp_path, name), "--to", str(tmp_path / "made")]) == 1  # noqa: PTH118
    assert "is not there" in (told := capsys.readouterr().err) or "is a folder" in told or "cannot be read" in told


def test_a_folder_that_has_problems_since_is_not_updated(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, place = tmp_path / "a.csv", tmp_path / "made"
    file.write_text(ROWS)
    assert main(["import", str(file), "--to", str(place)]) == 0
    (place / "events.csv").write_text("id\n")
    file.write_text(ROWS + "2024-06,Rally\n")
    assert main(["import", str(file), "--to", str(place), "--update"]) == 1
    assert "problem" in capsys.readouterr().err
    assert (place / "events.csv").read_text() == "id\n"


def test_problems_are_told_by_the_row_of_the_sheet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.csv"
    file.write_text("Date,Event,Description\n2024-05,Vote,ok\n2024-06,Poll," + "é" * 3_000 + "; " + "x" * 3_000 + "\n")
    main(["import", str(file), "--to", str(tmp_path / "made")])
    told = capsys.readouterr()
    assert "cut" in told.out or "row 3" in told.err
