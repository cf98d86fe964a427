"""Workbooks as people make them."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl

PEOPLE = [
    ("Ana Reyes", "Mayor of Riverton", "Person", "City"),
    ("Tom Okafor", "City councilor", "Person", "City"),
    ("Lena Fischer", "City councilor", "", "City"),
    ("Miguel Santos", "State senator", "person", "State"),
    ("Grace Liu", "Governor", "Person", "State"),
    ("Paul Novak", "Transit union president", "", ""),
    ("Sara Haddad", "Reporter", "", ""),
    ("James Whitlock", "Business owner", "", "City"),
    ("Rosa Delgado", "Night nurse", "", "City"),
    ("Ben Carter", "Attorney", "", ""),
    ("Riverton City Council", "", "", "City"),
    ("State Assembly", "", "", "State"),
    ("Department of Health and Human Services", "", "", "State"),
    ("Riverton Transit Agency", "", "Agency", "City"),
    ("Night Riders Coalition", "", "nonprofit", "City"),
    ("Chamber of Commerce", "", "Group", "City"),
    ("Riverton Police Department", "", "", "City"),
    ("District Court", "", "", "State"),
    ("Transit Workers Union", "", "Union", ""),
    ("Riverton Herald", "", "media", ""),
]

EVENTS: list[tuple[Any, str, str, str, str, str]] = [
    ("2019", "Night Riders Coalition founded", "", "", "City", ""),
    ("c. 2020", "First pilot of a night bus", "One line, weekends", "", "City", ""),
    ("spring 2021", "Survey of night workers", "", "", "City", "https://herald.example/survey"),
    (datetime(2021, 11, 2), "Reyes elected mayor", "", "", "City", "https://herald.example/election"),
    ("1/15/2022", "Transit budget cut", "Ten percent less", "", "City", "https://riverton.gov/budget-2022"),
    ("3/4/2022", "Council hearing on night buses", "", "", "City", "https://riverton.gov/minutes-0304"),
    ("Mar 2022", "Petition handed over", "4,000 names", "", "City", "Riverton Herald, March 2022"),
    ("Q2 2022", "Second pilot", "", "", "City", ""),
    ("2022-2023", "Union contract talks", "", "", "City", ""),
    ("9/8/2022", "Councilors debate fares and hours", "", "", "City", "riverton.gov/minutes-0908"),
    ("Jan 12, 2023", "SB 12 introduced", "Would pay for night buses", "SB 12", "State", "https://leg.example/sb12"),
    ("2/20/2023", "SB 12 heard in committee", "", "SB 12", "State", "https://leg.example/sb12"),
    ("March 9, 2023", "Assembly passes SB 12", "", "SB 12", "State", "https://leg.example/sb12"),
    ("4/1/2023", "Governor signs SB 12", "", "SB 12", "State", "https://leg.example/sb12"),
    ("summer 2023", "Hiring of night drivers", "", "", "City", ""),
    ("10/30/2023", "Herald reports on missed shifts", "", "", "City", "https://herald.example/shifts"),
    ("2024?", "Police study of night safety", "", "", "City", ""),
    ("5 March 2024", "Business owners write a letter", "", "", "City", "https://herald.example/letter"),
    ("Mar 2024", "Chamber poll on night buses", "", "", "City", ""),
    (datetime(2024, 5, 6), "Lawsuit over bus noise filed", "", "", "State", "https://court.example/1"),
    ("8/12/2024", "Court lets the buses run", "", "", "State", "https://court.example/2"),
    ("2024-09", "Ridership report", "", "", "City", ""),
    ("11/5/2024", "Ballot question on fares", "", "", "City", ""),
    ("January 2025", "Fare rises to $2.50", "", "", "City", ""),
    ("4/22/2025", "Union rally", "", "", "City", "https://herald.example/rally"),
    ("7/21/2025", "Night bus order signed", "Buses run all night", "", "City", "https://herald.example/order"),
    ("8/1/2025", "Order takes effect", "", "", "City", "https://herald.example/order"),
    ("ongoing since 2025", "Night service on four lines", "", "", "City", ""),
    ("10/2/2025", "Council reviews the order", "", "", "City", ""),
    ("expected spring 2031", "Order to become an ordinance", "Promised by the mayor", "", "City", ""),
]

TIES = [
    ("Ana Reyes", "signed", "Night bus order signed", "https://herald.example/order"),
    ("Night Riders Coalition", "endorsed", "Night bus order signed", "https://herald.example/order"),
    ("Chamber of Commerce", "opposed", "Night bus order signed", ""),
    ("Mayor Reyes", "proposed", "Order to become an ordinance", ""),
    ("Tom Okafor and Lena Fischer", "voted for", "Council reviews the order", ""),
    ("Tom Okafor; Lena Fischer", "attended", "Council hearing on night buses", "https://riverton.gov/minutes-0304"),
    ("Miguel Santos", "introduced", "SB 12", "https://leg.example/sb12"),
    ("State Assembly", "passed", "Assembly passes SB 12", ""),
    ("Grace Liu", "signed into law", "Governor signs SB 12", ""),
    ("Paul Novak", "leads", "Transit Workers Union", ""),
    ("Transit Workers Union", "organized", "Union rally", "https://herald.example/rally"),
    ("Sara Haddad", "works for", "Riverton Herald", ""),
    ("Riverton Herald", "published", "Herald reports on missed shifts", ""),
    ("James Whitlock", "wrote", "Business owners write a letter", ""),
    ("Rosa Delgado", "testified", "Council hearing on night buses", ""),
    ("Ben Carter", "filed", "Lawsuit over bus noise filed", "https://court.example/1"),
    ("District Court", "ruled on", "Court lets the buses run", "https://court.example/2"),
    ("Riverton City Council", "debated", "Councilors debate fares and hours", ""),
    ("Riverton Transit Agency", "ran", "First pilot of a night bus", ""),
    ("Riverton Transit Agency", "ran", "Second pilot", ""),
    ("Riverton Police Department", "carried out", "Police study of night safety", ""),
    ("Department of Health and Human Services", "funds", "Survey of night workers", ""),
    ("Night Riders Coalition", "handed over", "Petition handed over", ""),
    ("Chamber of Commerce", "conducted", "Chamber poll on night buses", ""),
    ("Tom Okafor", "member of", "Riverton City Council", ""),
    ("Lena Fischer", "member of", "Riverton City Council", ""),
    ("Ana Reyes", "criticized", "Transit budget cut", ""),
    ("Riverton City Council", "adopted", "Transit budget cut", ""),
    ("Miguel Santos", "member of", "State Assembly", ""),
    ("Transit Workers Union", "took part in", "Union contract talks", ""),
    ("Riverton Transit Agency", "took part in", "Union contract talks", ""),
    ("Riverton Transit Agency", "announced", "Fare rises to $2.50", ""),
    ("Night Riders Coalition", "works with", "Transit Workers Union", ""),
    ("Night bus order signed", "builds on", "Governor signs SB 12", ""),
    ("Rosa Delgado", "member of", "Night Riders Coalition", ""),
    ("Ben Carter", "represents", "James Whitlock", ""),
    ("Riverton Transit Agency", "published", "Ridership report", ""),
    ("Paul Novak", "spoke at", "Union rally", ""),
    ("Chamber of Commerce", "supports", "Lawsuit over bus noise filed", ""),
    ("Pat Morgan", "denounced", "Lawsuit over bus noise filed", ""),
]

RULES = [
    ("SB 12", "§ 1", "The state pays half of the night service.", "while funds last", "7/1/2023"),
    ("SB 12", "§ 2", "Cities report ridership each year.", "", "Jan 2024"),
]

CONFLICTS = [
    ("Petition handed over", "Number of names", "4,000", "Riverton Herald", "3,200", "Chamber of Commerce newsletter"),
    ("Transit budget cut", "date", "1/15/2022", "https://riverton.gov/budget-2022", "1/18/2022", "Riverton Herald"),
]


def ordinary(path: Path, **cells: Mapping[tuple[int, int], Any]) -> Path:
    """A workbook as an ordinary person makes it: a merged title above the header, blanks, US dates, several sheets.
    `cells` are changed by sheet, row and column."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Timeline"
    sheet["A1"] = "Night buses in Riverton"
    sheet.merge_cells("A1:F1")
    _rows(sheet, 3, ["When", "What happened", "Details", "Bill", "Level", "Link"], EVENTS)
    _rows(book.create_sheet("People"), 1, ["Name", "Role", "Type", "Level"], PEOPLE)
    _rows(book.create_sheet("Ties"), 2, ["Who", "Did", "What", "Source"], TIES)
    _rows(book.create_sheet("Rules"), 1, ["Bill", "Section", "Rule", "Unless", "Effective"], RULES)
    conflicts = ["About", "Field", "Version A", "Source A", "Version B", "Source B"]
    _rows(book.create_sheet("Conflicts"), 1, conflicts, CONFLICTS)
    book.create_sheet("Sheet6")
    for name, changed in cells.items():
        for (row, column), value in changed.items():
            book[name].cell(row, column).value = value
    book.save(path)
    return path


def _rows(sheet: Any, first: int, header: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    for place, row in enumerate([header, *rows]):
        gap = 1 if place > 10 else 0  # a blank row, as people leave them
        for column, value in enumerate(row, 1):
            sheet.cell(first + place + gap, column).value = value or None


def book(*sheets: tuple[str, Sequence[Sequence[Any]]]) -> bytes:
    """A workbook of these sheets."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets:
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()
