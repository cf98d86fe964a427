"""The workbook, read by openpyxl: real dates, lists to choose from, no formula; and opened again as it stands."""

from __future__ import annotations

import doctest
import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from explorer.data import saved_tables
from explorer.data.saved import open_landscape
from explorer.edtf import parse_when
from explorer.errors import BrokenLandscape
from explorer.export.data.workbook_file import workbook_xlsx
from explorer.export.options import Options
from explorer.importing.command import imported
from explorer.importing.settling.making import Options as Reading
from explorer.query.selection import Selection
from explorer.query.visible import visible
from explorer.server.files.preview import preview
from tests.sweeps import one_in


def written(world, selection=Selection()) -> bytes:  # noqa: B008 - frozen
    return workbook_xlsx(visible(world, selection), Options(link="https://town.example/"))


def book(world, selection=Selection()) -> openpyxl.Workbook:  # noqa: B008 - frozen
    return openpyxl.load_workbook(io.BytesIO(written(world, selection)))


def column(sheet, name: str) -> str:
    return next(cell.column_letter for cell in sheet[1] if cell.value == name)


@pytest.fixture
def changed(small_world, tmp_path) -> Callable[..., Path]:
    """The exported workbook with some cells changed, as a person's spreadsheet saves it."""

    def change(**cells: tuple[str, object]) -> Path:
        opened = book(small_world)
        for sheet, (place, value) in cells.items():
            opened[sheet][place] = value
        opened.save(tmp_path / "town.xlsx")
        return tmp_path / "town.xlsx"

    return change


def test_a_sheet_is_a_table_with_frozen_headers_notes_and_lists_to_choose_from(small_world) -> None:
    found = book(small_world)
    assert found.sheetnames[:4] == ["Landscape", "Lanes", "Layers", "Kinds"]
    events = found["Events"]
    assert events.freeze_panes == "A2" and events.max_row == 1 + len(small_world.events)
    assert all(cell.comment for cell in events[1])
    assert events[f"{column(events, 'title')}1"].font.b and not events[f"{column(events, 'step')}1"].font.b
    lists = {str(rule.sqref).partition("2:")[0]: rule.formula1 for rule in events.data_validations.dataValidation}
    assert lists[column(events, "status")] == '"occurred,ongoing,pending,planned,possible,scheduled"'
    assert lists[column(events, "lane")].startswith("Lanes!$A$2:$A$")
    assert lists[column(events, "instrument")].startswith("Instruments!$A$2:$A$")


def test_a_day_is_a_date_and_all_else_is_text_as_written(small_world) -> None:
    events = book(small_world)["Events"]
    found = {row[0].value: row for row in events.iter_rows(min_row=2)}
    at = next(cell.column for cell in events[1] if cell.value == "date") - 1
    assert found["night-order"][at].value == datetime(2025, 7, 21) and found["night-order"][at].is_date
    assert [found[id][at].value for id in ("resolution-2000", "ordinance-planned")] == ["2000", "2025-08?"]
    old = replace(small_world.events[0], date=parse_when("1899-12-31"))
    oldest = book(replace(small_world, events=(old, *small_world.events[1:])))["Events"]
    assert oldest.cell(2, at + 1).value == "1899-12-31", "before spreadsheets count"


@pytest.mark.parametrize("begins", one_in(4, ["=1+1", "+49", "-5", "@sum", "＝1", "'quoted"]))
def test_no_text_is_a_formula_whatever_it_begins_with(small_world, begins, tmp_path) -> None:
    world = replace(small_world, events=(replace(small_world.events[0], title=begins), *small_world.events[1:]))
    cell = book(world)["Events"]["B2"]
    assert (cell.value, cell.data_type) == (begins, "s")
    assert cell.quotePrefix or begins == "＝1", "still a text once somebody edits it"
    (tmp_path / "a.xlsx").write_bytes(written(world))
    assert open_landscape(tmp_path / "a.xlsx") == world


def test_the_last_sheet_says_what_is_shown_how_to_cite_it_and_the_sources(small_world) -> None:
    lines = [row[0].value for row in book(small_world, Selection(lanes=frozenset({"state"})))["About"].iter_rows()]
    assert lines[1].startswith("Nothing selected. Only lanes: State. 2 of 5 events")
    assert "https://town.example/?lanes=state" in lines
    assert any(line and line.startswith("1. Riverton Herald, Night buses to run") for line in lines)


def test_the_same_selection_gives_the_same_bytes_without_a_time_of_writing(small_world) -> None:
    data = written(small_world)
    assert data == written(small_world)
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        assert {part.date_time[0] for part in packed.infolist()} == {1980}
        assert b"2025-07-25T00:00:00Z" in packed.read("docProps/core.xml")


def test_the_dialog_lists_the_sheets_with_their_rows(small_world) -> None:
    lines = preview(written(small_world)).splitlines()
    assert lines[0] == "Landscape" and ["Events", "5", "rows"] in [line.split() for line in lines]


def test_a_workbook_that_a_spreadsheet_saved_again_opens_as_it_was_but_for_what_was_changed(
    changed, small_world
) -> None:
    assert open_landscape(changed()) == small_world
    again = open_landscape(changed(Events=("B2", "Council likes buses"), Landscape=("B3", "A new title")))
    assert (again.events[0].title, again.title) == ("Council likes buses", "A new title")


def test_what_is_wrong_in_it_is_told_by_sheet_and_row(changed) -> None:
    with pytest.raises(BrokenLandscape) as broken:
        open_landscape(changed(Events=("F3", "moon"), Landscape=("B5", "soon")))
    told = [str(problem) for problem in broken.value.problems]
    assert any(line.startswith('town.xlsx, events row 3, column "lane": "moon" is not a lane') for line in told)
    assert any('column "as_of": "soon" is not a day' in line for line in told)


def test_import_reads_a_workbook_of_ours_that_does_not_open_as_any_other_and_says_so(changed, tmp_path) -> None:
    told = imported([changed(Events=("F3", "County"))], tmp_path / "made", Reading(datetime(2025, 7, 25).date()))
    said = "\n".join(told)
    assert "town.xlsx does not open as it stands" in said and "it was read as any workbook" in said
    assert "County" in {lane.label for lane in open_landscape(tmp_path / "made").lanes}


def test_somebody_elses_workbook_is_not_opened_but_to_be_imported(tmp_path) -> None:
    other = openpyxl.Workbook()
    other.active.append(["Date", "Event"])
    other.save(tmp_path / "bills.xlsx")
    with pytest.raises(BrokenLandscape, match=r"python -m explorer import bills\.xlsx --to DIR"):
        open_landscape(tmp_path / "bills.xlsx")


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.xlsx", b"PK\x03\x04 torn", "is cut off or damaged"),
        ("a.xlsx", b"", "is empty"),
        ("a.zip", b"PK\x03\x04 torn", "is damaged or no zip"),
    ],
)
def test_a_torn_file_is_told_in_a_sentence(tmp_path, name, data, said) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(BrokenLandscape, match=said):
        open_landscape(tmp_path / name)


def zipped(**files: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return packed.getvalue()


def test_a_zip_is_never_unpacked_where_its_own_paths_say(tmp_path) -> None:
    data = zipped(**{"../../landscape.toml": "title = 1", "../../../etc/x.csv": "", "../../events.csv": "id"})
    (tmp_path / "a.zip").write_bytes(data)
    with pytest.raises(BrokenLandscape, match=r"a\.zip, landscape\.toml"):
        open_landscape(tmp_path / "a.zip")
    assert [path.name for path in tmp_path.iterdir()] == ["a.zip"]


def test_a_zip_without_a_landscape_or_with_two_is_told_so(tmp_path) -> None:
    for files, said in (
        ({"a.txt": "x"}, "holds no"),
        ({"a/landscape.toml": "", "b/landscape.toml": ""}, "more than one"),
    ):
        (tmp_path / "a.zip").write_bytes(zipped(**files))
        with pytest.raises(BrokenLandscape, match=f"{said} landscape.toml"):
            open_landscape(tmp_path / "a.zip")


def test_the_examples_of_its_reader_hold() -> None:
    assert doctest.testmod(saved_tables).failed == 0
