"""Dates as people write them are read as far as they say, and no further."""

from __future__ import annotations

from datetime import date

import pytest

from explorer.data.dates.date_cells import date_cell, unread
from explorer.data.dates.written_dates import Order, orders_in, read_date
from explorer.edtf import parse_when, parses
from explorer.errors import Slip

WRITTEN = {
    "2024": "2024",
    "2024.0": "2024",
    "2024?": "2024?",
    "c. 2019": "2019~",
    "ca 2019": "2019~",
    "about March 2019": "2019-03~",
    "mid-March 2024": "2024-03~",
    "Mar 2024": "2024-03",
    "Mar-24": "2024-03",
    "March 2024?": "2024-03?",
    "3/2024": "2024-03",
    "March 5, 2024": "2024-03-05",
    "Sept. 4, 2020": "2020-09-04",
    "5 March 2024": "2024-03-05",
    "5th of March 2024": "2024-03-05",
    "5-Mar-24": "2024-03-05",
    "Tuesday, March 5, 2024": "2024-03-05",
    "3/5/2024": "2024-03-05",
    "3/15/24": "2024-03-15",
    "15/3/2024": "2024-03-15",
    "3/5/2024 10:30 AM": "2024-03-05",
    "2024-03-05 00:00:00": "2024-03-05",
    "2024-03-05T10:00:00Z": "2024-03-05",
    "2024/3/5": "2024-03-05",
    "1962-00-00": "1962",
    "20240305": "2024-03-05",
    "45859": "2025-07-21",
    "spring 2023": "2023-21",
    "Fall 2022": "2022-23",
    "Q2 2024": "2024-04/2024-06",
    "second half of 2024": "2024-07/2024-12",
    "1990s": "1990/1999",
    "2019-2021": "2019/2021",
    "2019–21": "2019/2021",
    "Jan to Mar 2024": "2024-01/2024-03",
    "Mar 3-5, 2024": "2024-03-03/2024-03-05",
    "March 3 – April 5, 2024": "2024-03-03/2024-04-05",
    "between 2019 and 2021": "2019/2021",
    "ongoing since 2022": "2022/..",
    "since March 2021": "2021-03/..",
    "March 2024 - present": "2024-03/..",
    "until 2020": "../2020",
    "by 2030": "[..2030]",
    "after 2024": "[2024..]",
    "2024 or 2025": "[2024,2025]",
    "expected spring 2031": "2031-21",
    "05MAR2024": "2024-03-05",
    "Tue, 05 Mar 2024 13:00:00 GMT": "2024-03-05",
    "Tue Mar 05 2024 13:00:00 GMT-0700 (MST)": "2024-03-05",
    "2024-03-05T20:00:00-07:00": "2024-03-05",
    "2024-03-05T20:00:00.123+00:00": "2024-03-05",
    "noon March 5, 2024": "2024-03-05",
    "5pm 3/5/2024": "2024-03-05",
    "1709643600": "2024-03-05",
    "1709643600000": "2024-03-05",
    "5 de marzo de 2024": "2024-03-05",
    "5 mars 2024": "2024-03-05",
    "5. März 2024": "2024-03-05",
    "2024年3月5日": "2024-03-05",
    "٢٠٢٤": "2024",
    "(2024)": "2024",
    "2024[1]": "2024",
    "2024*": "2024",
    "'2024'": "2024",
    "end of 2024": "2024~",
    "beginning of March 2024": "2024-03~",
    "winter 2023-24": "2023-24",
    "1Q24": "2024-01/2024-03",
    "2024H2": "2024-07/2024-12",
    "first quarter of 2024": "2024-01/2024-03",
    "20th century": "1901/2000",
    "week of March 4, 2024": "2024-03-04/2024-03-10",
    "2024-W10": "2024-03-04/2024-03-10",
    "2024-03-05/07": "2024-03-05/2024-03-07",
    "2024-03-05..2024-03-07": "2024-03-05/2024-03-07",
    "2023-24 school year": "2023/2024",
    "post-2020": "[2020..]",
    "pre-2020": "[..2020]",
    "2020+": "2020/..",
    "2030/..": "2030/..",
}

UNREAD = {  # what is no date -> a word of what it is
    "FY 2024": "fiscal year",
    "'24": "which century",
    "90s": "which century",
    "602": "four digits",
    "January 6": "no year",
    "6 Jan": "no year",
    "Monday, March 4": "no year",
    "March": "no year",
    "last week": "fixed day",
    "soon": "fixed day",
    "2 days ago": "fixed day",
    "500 BC": "before the year 0000",
    "-500": "before the year 0000",
    "2024-02-30": "there is not",
    "31/02/2024": "there is not",
    "2/29/2023": "there is not",
    "13/13/2024": "there is not",
    "2024-13-01": "there is not",
    "31 February 2024": "there is not",
    "12:30": "without a day",
    "Easter 2024": "feast",
    "2024, 2025": "several dates",
    "2024-065": "days of a year",
    "1e400": "number",
    "99999999999999": "number",
    "the other day": "write 2024-03-05",
    "see note": "write 2024-03-05",
}


@pytest.mark.parametrize(("written", "meant"), WRITTEN.items())
def test_a_date_is_read_as_it_is_meant(written: str, meant: str) -> None:
    read = read_date(written)
    assert read is not None and read.edtf == meant and parses(meant)


@pytest.mark.parametrize("written", ["TBD", "n/a", "unknown", "?", "0000-00-00", "ongoing"])
def test_that_nobody_knows_a_date_is_no_date(written: str) -> None:
    read = read_date(written)
    assert read is not None and read.unknown and read.edtf == ""


@pytest.mark.parametrize(
    "written", ["some day soon", "May 5", "13/13/2024", "2024-02-30", "12 de marzo", "5", "x" * 9_000]
)
def test_what_is_no_date_is_not_made_one(written: str) -> None:
    assert read_date(written) is None


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("ongoing since 2022", "ongoing"),
        ("expected 2031", "planned"),
        ("scheduled for May 2031", "scheduled"),
        ("TBD", "planned"),
    ],
)
def test_words_beside_a_date_say_how_it_stands(written: str, says: str) -> None:
    read = read_date(written)
    assert read is not None and read.says == says


@pytest.mark.parametrize(("order", "meant"), [("us", "2024-03-04"), ("eu", "2024-04-03")])
def test_numbers_that_may_be_either_go_by_the_order(order: Order, meant: str) -> None:
    read = read_date("3/4/2024", order)
    assert read is not None and read.edtf == meant


def test_one_date_that_can_only_be_read_one_way_says_it_for_its_file() -> None:
    assert orders_in(["3/4/2024", "3/25/2024"])[:2] == (True, False)
    assert orders_in(["3/4/2024", "25/3/2024"])[:2] == (False, True)
    assert orders_in([str(date(2021, 11, 2)), "2021-11-02T10:00"]) == (False, False, "")


def test_where_neither_order_is_written_a_date_of_two_readings_is_none() -> None:
    assert read_date("3/4/2024", "iso") is None
    read = read_date("3/25/2024", "iso")
    assert read is not None and read.edtf == "2024-03-25"


@pytest.mark.parametrize(("written", "what"), UNREAD.items())
def test_what_is_read_as_no_date_is_answered_with_what_it_is_and_the_form_to_write(written: str, what: str) -> None:
    assert read_date(written, "us") is None and read_date(written, "eu") is None
    told = unread(written)
    said, mark, mend = told.partition(" — ")
    assert what in told and said and mark and mend.strip(), "what it is, and how to mend it"


@pytest.mark.parametrize(
    "written", [*WRITTEN, *UNREAD, "TBD", "n/a", "x" * 900, "5/3/2024", "\u202e2024", "2024/", "/2024"]
)
def test_a_cell_of_a_table_is_a_date_or_a_sentence_with_the_form_to_write(written: str) -> None:
    try:
        assert date_cell(written) == parse_when(written)
    except ValueError as error:
        said, mark, mend = str(error).partition(" — ")
        assert said.startswith('"') and mark and len(mend.removeprefix("write").strip()) > 3
        if isinstance(error, Slip) and error.answer:
            assert parses(error.answer) and error.answer in mend


def test_eighty_forms_are_read_or_answered() -> None:
    assert len(WRITTEN) >= 75 and len(UNREAD) >= 25
