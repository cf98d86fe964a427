"""A landscape to begin with: it loads, and its workbook says what belongs where."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from explorer.cli import main
from explorer.data.load import load_landscape
from explorer.importing.command import imported
from explorer.importing.new import EXAMPLE, workbook
from explorer.importing.settling.making import Options
from explorer.records import fields_of


def test_it_loads_with_one_row_a_table(tmp_path: Path) -> None:
    assert main(["new", str(tmp_path / "mine")]) == 0
    landscape = load_landscape(tmp_path / "mine")
    assert all(len(getattr(landscape, table)) == 1 for table in EXAMPLE)
    assert (tmp_path / "mine" / "landscape.toml").read_text(encoding="utf-8").startswith("#")


def test_what_is_there_is_not_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine").mkdir()
    assert main(["new", str(tmp_path / "mine")]) == 1
    assert "is there already" in capsys.readouterr().err
    assert list((tmp_path / "mine").iterdir()) == []


def test_every_header_of_the_workbook_has_a_note() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook()))
    for table in EXAMPLE:
        headers = list(book[table.capitalize()][1])
        assert headers and all(cell.comment and cell.comment.text for cell in headers), table


def test_cells_with_few_words_offer_them() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(workbook()))["Events"]
    lists = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert any("occurred" in words and "planned" in words for words in lists.values())
    ties = openpyxl.load_workbook(io.BytesIO(workbook()))["Relations"]
    assert any("Lists!" in rule.formula1 for rule in ties.data_validations.dataValidation)


def test_dates_in_the_workbook_are_text() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(workbook()))["Events"]
    (place,) = [cell.column for cell in sheet[1] if cell.value == "date"]
    assert sheet.cell(2, place).value == "2025-07-21" and sheet.cell(2, place).number_format == "@"


def test_the_workbook_makes_the_same_records(tmp_path: Path) -> None:
    main(["new", str(tmp_path / "mine")])
    imported([tmp_path / "mine" / "landscape.xlsx"], tmp_path / "again", Options(date.today()))
    one, other = load_landscape(tmp_path / "mine"), load_landscape(tmp_path / "again")
    for table in EXAMPLE:
        (a,), (b,) = getattr(one, table), getattr(other, table)
        names = {record.id: getattr(record, "title", "") for record in (*one.events, *one.instruments, *one.sources)}
        apart = {column for column in fields_of(type(a)) if getattr(a, column) != getattr(b, column)}
        assert apart <= {"id", "subject", "object", "about", "instrument", "sources"}, (table, apart, names)


def test_it_is_said_what_to_do_next(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["new", str(tmp_path / "mine")])
    assert f"import {tmp_path / 'mine' / 'landscape.xlsx'}" in capsys.readouterr().out
