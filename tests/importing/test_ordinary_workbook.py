"""A workbook as an ordinary person makes it becomes a landscape that loads, and says what was assumed."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from explorer.cli import main
from explorer.data.load import load_landscape
from explorer.importing.command import imported
from explorer.importing.settling.making import Options
from explorer.landscape import Landscape
from tests.importing.books import ordinary

pytestmark = pytest.mark.slow

TODAY = Options(date(2026, 11, 29))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    place = tmp_path_factory.mktemp("ordinary")
    return place / "buses", imported([ordinary(place / "buses.xlsx")], place / "buses", TODAY)


@pytest.fixture(scope="module")
def landscape(made: tuple[Path, list[str]]) -> Landscape:
    return load_landscape(made[0])


@pytest.fixture
def folder(made: tuple[Path, list[str]], tmp_path: Path) -> Path:
    """A copy of the imported folder that a test may change, with its workbook beside it."""
    shutil.copytree(made[0], tmp_path / "buses")
    return tmp_path / "buses"


def again(folder: Path, *, update: bool = False, **cells: dict[tuple[int, int], object]) -> list[str]:
    workbook = ordinary(folder.parent / "buses.xlsx", **cells)
    return imported([workbook], folder, TODAY, update=update)


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir())}


def test_everything_in_it_is_there(landscape: Landscape) -> None:
    assert len(landscape.events) == 30
    assert len(landscape.actors) == 21, "twenty in their sheet and one whom only a tie names"
    assert len(landscape.relations) == 42, "forty ties, two of them of two people"
    assert len(landscape.instruments) == 1 and len(landscape.provisions) == 2 and len(landscape.claims) == 4


def test_it_is_called_what_the_merged_cell_above_the_header_says(landscape: Landscape) -> None:
    assert landscape.title == "Night buses in Riverton"


def test_dates_are_as_precise_as_they_were_written(landscape: Landscape) -> None:
    dates = {event.title: event.date.text for event in landscape.events}
    assert dates["Petition handed over"] == "2022-03"
    assert dates["Police study of night safety"] == "2024?"
    assert dates["Council hearing on night buses"] == "2022-03-04", "another date of the file has the month first"
    assert dates["Reyes elected mayor"] == "2021-11-02", "a real date cell"
    assert [provision.date and provision.date.text for provision in landscape.provisions] == ["2023-07-01", "2024-01"]


def test_what_goes_on_and_what_lies_ahead_say_so(landscape: Landscape) -> None:
    status = {event.title: event.status for event in landscape.events}
    assert status["Night service on four lines"] == "ongoing"
    assert status["Order to become an ordinance"] == "planned"


def test_a_plan_is_tied_as_planned(landscape: Landscape) -> None:
    (tie,) = [tie for tie in landscape.relations if tie.object == "order-to-become-an-ordinance"]
    assert (tie.subject, tie.verb, tie.basis) == ("ana-reyes", "sponsored", "planned")


def test_two_names_in_a_cell_are_two_and_a_department_is_one(landscape: Landscape) -> None:
    names = {actor.name for actor in landscape.actors}
    assert "Department of Health and Human Services" in names and "Tom Okafor and Lena Fischer" not in names
    voted = {tie.subject for tie in landscape.relations if tie.verb == "voted-for"}
    assert voted == {"tom-okafor", "lena-fischer"}


def test_verbs_are_read_by_meaning_and_never_across_a_side(landscape: Landscape) -> None:
    verbs = {(tie.subject, tie.object): tie.verb for tie in landscape.relations}
    order = "night-bus-order-signed"
    assert verbs["night-riders-coalition", order] == "supports", "endorsed"
    assert verbs["chamber-of-commerce", order] == "opposes", "opposed"
    assert verbs["pat-morgan", "lawsuit-over-bus-noise-filed"] == "criticizes", "denounced"


def test_a_verb_that_nobody_knows_is_made_and_takes_no_side(landscape: Landscape, made: tuple[Path, list[str]]) -> None:
    own = {verb.id: verb.group for verb in landscape.verbs if verb.id in ("debated", "handed-over", "ran")}
    assert own == {"debated": "context", "handed-over": "context", "ran": "context"}
    assert any("debated" in line and "made anew" in line for line in made[1])


def test_a_tie_to_a_bill_leads_to_its_first_event(landscape: Landscape) -> None:
    (tie,) = [tie for tie in landscape.relations if tie.subject == "miguel-santos" and tie.verb == "sponsored"]
    assert tie.object == "sb-12-introduced"


def test_an_address_is_a_source_and_a_row_without_one_says_so(landscape: Landscape) -> None:
    sources = {source.id: source for source in landscape.sources}
    (order,) = [event for event in landscape.events if event.title == "Night bus order signed"]
    (cited,) = order.sources
    assert sources[cited.source].url == "https://herald.example/order"
    assert sources[cited.source].publisher == "herald.example"
    (founded,) = [event for event in landscape.events if event.title.endswith("founded")]
    assert [cited.source for cited in founded.sources] == ["uncited"]
    assert sources["uncited"].title == "No source given"


def test_two_versions_of_one_matter_stand_unsettled(landscape: Landscape) -> None:
    names = [claim for claim in landscape.claims if claim.property == "number of names"]
    assert [(claim.value, claim.standing) for claim in names] == [("4,000", "unsettled"), ("3,200", "unsettled")]
    assert [claim.value for claim in landscape.claims if claim.property == "date"] == ["2022-01-15", "2022-01-18"]


def test_kinds_are_guessed_from_names_and_said(landscape: Landscape, made: tuple[Path, list[str]]) -> None:
    kinds = {actor.id: actor.kind for actor in landscape.actors}
    assert kinds["riverton-city-council"] == "body" and kinds["riverton-police-department"] == "agency"
    assert kinds["night-riders-coalition"] == "organization" and kinds["rosa-delgado"] == "person"
    assert any("kind is guessed" in line for line in made[1])


def test_the_note_in_the_folder_holds_all_that_was_said(made: tuple[Path, list[str]]) -> None:
    note = (made[0] / "imported.txt").read_text(encoding="utf-8")
    assert "uncited" in note and "Mayor Reyes → Ana Reyes" in note and "30 events" in note


def test_a_second_import_changes_nothing(folder: Path) -> None:
    before = contents(folder)
    assert again(folder, update=True)[-1].startswith("Nothing has changed")
    assert contents(folder) == before


def test_a_changed_cell_is_shown_first_and_updates_one_row_when_asked(folder: Path) -> None:
    before = contents(folder)
    changed = {"People": {(2, 2): "Former mayor"}}
    shown = again(folder, **changed)
    assert shown[0] == "0 rows are new, 1 differ:" and "Former mayor" in shown[1] and "--update" in shown[-1]
    assert contents(folder) == before, "nothing is written before it is asked for"
    again(folder, update=True, **changed)
    old, new = (
        before["actors.csv"].decode().splitlines(),
        (folder / "actors.csv").read_text(encoding="utf-8").splitlines(),
    )
    assert sum(one != other for one, other in zip(old, new, strict=True)) == 1
    assert (folder / "events.csv").read_bytes() == before["events.csv"]


def test_a_new_row_is_added_with_an_id_of_its_own(folder: Path) -> None:
    added = {"Timeline": {(60, 1): "11/2/2026", (60, 2): "Fare rises to $3"}}
    shown = again(folder, update=True, **added)
    assert shown[0] == "1 rows are new, 0 differ:"
    assert any(event.title == "Fare rises to $3" for event in load_landscape(folder).events)


def test_a_row_that_a_person_changed_since_stays_and_is_told(folder: Path) -> None:
    actors = folder / "actors.csv"
    actors.write_text(
        actors.read_text(encoding="utf-8").replace("Mayor of Riverton", "Mayor since 2021"), encoding="utf-8"
    )
    shown = again(folder, update=True, People={(2, 2): "Former mayor"}, Timeline={(60, 1): "2026", (60, 2): "One more"})
    assert any("changed by hand" in line for line in shown)
    assert "Mayor since 2021" in actors.read_text(encoding="utf-8")
    assert any("changed by hand" in line for line in again(folder, People={(2, 2): "Former mayor"}))


def test_a_row_that_left_the_file_stays_and_is_told(folder: Path) -> None:
    shown = again(folder, update=True, Ties={(43, 1): None, (43, 2): None, (43, 3): None})
    assert any("no longer in the file" in line for line in shown)
    assert any(actor.name == "Pat Morgan" for actor in load_landscape(folder).actors)


def test_a_plan_whose_day_has_passed_stays_a_plan(folder: Path) -> None:
    workbook = ordinary(folder.parent / "buses.xlsx")
    later = Options(date(2033, 1, 1))
    imported([workbook], folder, later, update=True)
    assert {event.title: event.status for event in load_landscape(folder).events}[
        "Order to become an ordinance"
    ] == "planned"


def test_a_dry_run_says_it_all_and_writes_nothing(tmp_path: Path) -> None:
    workbook = ordinary(tmp_path / "buses.xlsx")
    said = imported([workbook], tmp_path / "buses", TODAY, dry_run=True)
    assert "30 events" in said[0] and sorted(file.name for file in tmp_path.iterdir()) == ["buses.xlsx"]


def test_the_command_says_where_to_look(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    workbook = ordinary(tmp_path / "buses.xlsx")
    assert main(["import", str(workbook), "--to", str(tmp_path / "buses"), "--title", "Buses"]) == 0
    assert f"serve {tmp_path / 'buses'}" in capsys.readouterr().out
    assert load_landscape(tmp_path / "buses").title == "Buses"


def test_what_was_imported_passes_the_check(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(folder)]) == 0
    assert "no problem in the files" in capsys.readouterr().out
