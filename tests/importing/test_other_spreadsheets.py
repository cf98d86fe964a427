"""Spreadsheets of other people: other policies, other headers, other languages; nothing is lost without being said."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date

import openpyxl
import pytest

from explorer.data.dates.written_dates import read_date
from explorer.importing.reading import loose_of
from explorer.importing.settling.making import Before, Options
from explorer.importing.settling.settle import Settled, settle
from tests.importing.books import book

TODAY = date(2026, 11, 29)


def read(data: bytes, name: str = "lunch.xlsx", **options: str) -> Settled:
    return settle([(name, loose_of(data, name))], Options(TODAY, **options))  # type: ignore[arg-type]


def sheet(*rows: Sequence[str], name: str = "Tracker") -> Settled:
    return read(book((name, rows)))


def column(settled: Settled, table: str, of: str) -> list[str]:
    return [made.cells[of] for made in settled.rows[table]]


LUNCH = [
    ["Free school lunch in Fairhaven"],
    ["last updated by Dana, 11/3/2026"],
    [],
    ["What", "", "", "When", "People", "Where"],
    ["#", "Milestone", "Bill #", "Date", "Sponsor(s)", "Where", "Status"],
    ["1", "Pilot in three schools", "", "March–May 2019", "School District; Hunger Free", "County", "Done"],
    ["2", "Healthy Meals Act filed", "SB 9", "Jan 10, 2023", "Sen. May Chu (D), Rep. Joan Pike (R-Fairhaven)", "State"],
    ["3", "Governor signs", "SB 9", "March 27th, 2023", "Gov. Ellen Tran", "State", "In effect"],
    ["4", "Breakfast, too", "", "School year 2023-24", "Sen. May Chu", "County", "Dismissed"],
    ["5", "Renewal vote", "SB 102", "TBD 2027", "", "State", "Pending"],
    ["", "TOTAL", "5"],
    [],
    ["Legend:"],
    ["", "Dead", "", "", "failed on the floor"],
    ["* all dates are from the county's website"],
]


@pytest.fixture(scope="module")
def lunch() -> Settled:
    return sheet(*LUNCH)


def test_every_row_of_a_tracker_with_two_header_rows_becomes_an_event(lunch) -> None:
    assert column(lunch, "events", "date") == ["2019-03/2019-05", "2023-01-10", "2023-03-27", "2023/2024", "2027"]
    assert column(lunch, "events", "status") == ["occurred", "occurred", "occurred", "occurred", "pending"]
    assert column(lunch, "events", "kind")[1:3] == ["bill step", "bill step"]
    assert not lunch.problems


def test_titles_sums_and_legends_beside_the_table_are_no_events_and_are_said(lunch) -> None:
    (told,) = [line for line in lunch.not_kept if "above or below the table" in line]
    for said in ("last updated by Dana", "TOTAL", "Legend:", "Dead · failed on the floor", "* all dates"):
        assert said in told
    assert lunch.title == "Free school lunch in Fairhaven" and "Free school lunch" not in told


def test_a_row_at_the_end_in_which_the_date_is_missing_is_a_problem_and_no_remark() -> None:
    settled = sheet(["When", "What", "Who"], ["2024", "Hearing", "Council"], ["", "Vote", "Council"])
    assert [(problem.row, problem.what) for problem in settled.problems] == [(3, "“Vote” has no date")]


def test_those_in_a_column_of_sponsors_sponsored_and_are_known_with_and_without_office_and_party(lunch) -> None:
    names = column(lunch, "actors", "name")
    assert names == [
        "School District",
        "Hunger Free",
        "Sen. May Chu (D)",
        "Rep. Joan Pike (R-Fairhaven)",
        "Gov. Ellen Tran",
    ]
    assert set(column(lunch, "relations", "verb")) == {"sponsored"}
    assert any("“Sen. May Chu → May Chu”" in line for line in lunch.guessed)
    assert any("those in the column of sponsors “sponsored”" in line for line in lunch.guessed)


def test_a_column_is_known_by_its_levels_or_addresses_where_its_header_says_nothing(lunch) -> None:
    assert list(lunch.lanes.values()) == ["State", "County"]
    assert any("Where is lane" in line for line in lunch.guessed)
    rows = [[f"2024-0{n}", f"Step {n}", f"https://county.example/{n}"] for n in range(1, 5)]
    assert column(sheet(["When", "What", "Proof"], *rows), "sources", "url")[-1] == "https://county.example/4"


def test_a_column_of_measures_that_tell_what_happened_holds_titles_and_no_bills() -> None:
    settled = sheet(
        ["Effective date", "Measure"],
        ["2019", "Parking minimums cut"],
        ["2020", "Upzoning of downtown"],
        ["2021", "SB 4"],
    )
    assert column(settled, "events", "title") == ["Parking minimums cut", "Upzoning of downtown", "SB 4"]
    assert not settled.rows["instruments"]
    assert sheet(["Date", "Bill"], ["2019", "SB 4"], ["2020", "SB 5"]).rows["instruments"]


def test_a_link_behind_a_word_is_kept_with_the_word_and_a_day_of_access_is_no_title() -> None:
    made = openpyxl.Workbook()
    page = made.active
    assert page is not None
    for row in (["When", "What", "Link"], ["2024", "Hearing", "minutes"], ["2025", "Vote", ""]):
        page.append(row)
    page["C2"].hyperlink = "https://leg.example/minutes"
    page["C3"] = "https://leg.example/the-vote (accessed 5/2/2025)"
    written = io.BytesIO()
    made.save(written)
    sources = [made.cells for made in read(written.getvalue()).rows["sources"]]
    assert [(row["title"], row["url"], row["note"]) for row in sources] == [
        ("minutes", "https://leg.example/minutes", ""),
        ("The vote", "https://leg.example/the-vote", "Accessed 5/2/2025."),
    ]


def test_a_table_in_spanish_is_read() -> None:
    settled = sheet(
        ["Fecha", "Hecho", "Responsable", "Nivel", "Estado", "Fuente"],
        ["12 de marzo de 2018", "Ley de Aguas", "Dip. Carmen Ruiz y Dip. Jorge Peña", "Estatal", "Realizado", ""],
        ["marzo–mayo de 2019", "Mesas", "Comisión de Agua y Saneamiento", "Estatal", "En curso", "https://a.example/1"],
        ["finales de 2021", "Reglamento", "Unión de Regantes", "Federal", "Realizado", ""],
        name="Cronología",
    )
    assert column(settled, "events", "date") == ["2018-03-12", "2019-03/2019-05", "2021~"]
    assert [made.cells["name"] for made in settled.rows["actors"]] == [
        "Dip. Carmen Ruiz",
        "Dip. Jorge Peña",
        "Comisión de Agua y Saneamiento",
        "Unión de Regantes",
    ]
    assert column(settled, "actors", "kind") == ["person", "person", "body", "organization"]
    assert (
        list(settled.lanes.values()) == ["Federal", "Estatal"] and column(settled, "events", "status")[1] == "ongoing"
    )


def test_a_table_in_german_is_read() -> None:
    settled = sheet(
        ["Datum", "Ereignis", "Wer", "Ebene", "Status"],
        ["3. März 2019", "Verordnung beschlossen", "Stadtrat", "Stadt", "erledigt"],
        ["Okt. 2020 – Dez. 2020", "Mediation", "Stadtwerke Neustadt", "Land", "erledigt"],
        ["seit 2021", "Preis gedeckelt", "Bürgerinitiative Wasser", "Stadt", "laufend"],
        ["Ende 2027", "Neue Satzung", "Stadtrat", "Stadt", "geplant"],
        name="Tabelle1",
    )
    assert column(settled, "events", "date") == ["2019-03-03", "2020-10/2020-12", "2021/..", "2027~"]
    assert column(settled, "events", "status") == ["occurred", "occurred", "ongoing", "planned"]
    assert column(settled, "actors", "kind") == ["body", "agency", "organization"]
    assert list(settled.lanes.values()) == ["Land", "Stadt"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("June 30-July 2, 2021", "2021-06-30/2021-07-02"),  # not June of 1930
        ("30 June - 2 July 2021", "2021-06-30/2021-07-02"),
        ("Dec. 30 – Jan. 2, 2021", "2020-12-30/2021-01-02"),
        ("November–February 2021", "2020-11/2021-02"),
        ("Q1–Q2 2020", "2020-01/2020-06"),
        ("academic year 2023-24", "2023/2024"),
        ("2024 (est.)", "2024~"),
        ("Herbst 2019", "2019-23"),
        ("été 2021", "2021-22"),
        ("primavera de 2020", "2020-21"),
        ("depuis mars 2021", "2021-03/.."),
    ],
)
def test_a_date_in_words_is_read(written: str, meant: str) -> None:
    found = read_date(written)
    assert found is not None and found.edtf == meant


def test_two_years_are_no_season_unless_a_file_of_the_explorer_says_so() -> None:
    settled = sheet(["When", "What"], ["2021-22", "Pilot"], ["2015-23", "Programme"])
    assert column(settled, "events", "date") == ["2021/2022", "2015/2023"]
    assert any("“2021-22 → 2021/2022”" in line for line in settled.guessed)


def test_a_dash_in_a_name_parts_the_words_of_its_id() -> None:
    assert column(sheet(["When", "What"], ["2024", "Passed 31–7"]), "events", "id") == ["passed-31-7"]


def test_actions_are_the_titles_of_events_that_have_no_others_and_an_outcome_in_words_is_kept() -> None:
    settled = sheet(
        ["Year", "Month", "Action", "Lead agency / partners", "Outcome"],
        ["2019", "Feb", "Groundwater Act heard", "Water Committee; Sen. Rosa Ochoa", "passed 5-2"],
        ["2024", "?", "Farmers sue", "Valley Farm Bureau", ""],
    )
    assert column(settled, "events", "title") == ["Groundwater Act heard", "Farmers sue"]
    assert column(settled, "events", "date") == ["2019-02", "2024?"]
    assert column(settled, "events", "summary")[0] == "Groundwater Act heard. Outcome: passed 5-2."
    assert column(settled, "actors", "name") == ["Water Committee", "Sen. Rosa Ochoa", "Valley Farm Bureau"]
    assert not settled.not_kept and set(column(settled, "relations", "verb")) == {"took-part-in"}


def test_a_plan_of_an_earlier_import_has_happened_once_the_file_says_so() -> None:
    plan = {"id": "vote", "date": "2024-03-05", "status": "planned"}
    before = Before({("lunch.xlsx", "events", "Vote"): "vote"}, frozenset(["vote"]), {("events", "vote"): plan})

    def status(said: str) -> list[str]:
        rows = [["When", "What", "Status"], ["2024-03-05", "Vote", said]]
        read_now = loose_of(book(("Tracker", rows)), "lunch.xlsx")
        return column(settle([("lunch.xlsx", read_now)], Options(TODAY), before), "events", "status")

    assert status("done") == ["occurred"]
    assert status("") == ["planned"], "that its day has passed is no news"
