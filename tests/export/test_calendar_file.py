"""The calendar, read by icalendar: whole days, honest about what is not known or has not happened."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from icalendar import Calendar
from icalendar import Event as Entry

from explorer.edtf import parse_when, words
from explorer.export.data.calendar_file import calendar_ics
from explorer.export.options import Options
from explorer.importing.formats.timelines.icalendar_file import read
from explorer.query.selection import Selection
from explorer.query.visible import visible

STATE = Selection(lanes=frozenset({"state"}))
LINK = Options(link="https://town.example/")


def calendar(world, selection=Selection(), options=LINK) -> Calendar:  # noqa: B008 - frozen
    return Calendar.from_ical(calendar_ics(visible(world, selection), options))


def entries(world, selection=Selection(), options=LINK) -> dict[str, Entry]:  # noqa: B008 - frozen
    return {str(e["UID"]).partition("@")[0]: e for e in calendar(world, selection, options).walk("VEVENT")}


def dated(world, text: str) -> Entry:
    events = (replace(world.events[0], date=parse_when(text)), *world.events[1:])
    return entries(replace(world, events=events))["resolution-2000"]


def test_every_event_shown_is_in_it_and_no_other(small_world) -> None:
    assert set(entries(small_world)) == {event.id for event in small_world.events}
    assert set(entries(small_world, STATE)) == {"bill-introduced", "bill-dies"}


@pytest.mark.parametrize(
    ("text", "first", "after", "remark"),
    [
        ("2025-07-21", date(2025, 7, 21), date(2025, 7, 22), ""),
        ("2025-08?", date(2025, 8, 1), date(2025, 8, 2), "Known to the month only: the entry stands on the first day"),
        ("2000", date(2000, 1, 1), date(2000, 1, 2), "Known to the year only: the entry stands on the first day"),
        ("2025-21", date(2025, 3, 1), date(2025, 3, 2), "Known to the season only"),
        ("2025-06-01/2025-06-03", date(2025, 6, 1), date(2025, 6, 4), ""),
        ("2025-06/2025-07", date(2025, 6, 1), date(2025, 6, 2), "the entry marks its beginning"),
        ("2022-05-30/2024-05-30", date(2022, 5, 30), date(2022, 5, 31), "the entry marks its beginning"),
        ("[2024,2025]", date(2024, 1, 1), date(2024, 1, 2), "it is not known which: the entry stands on the first day"),
        ("2022-05-30/..", date(2022, 5, 30), date(2022, 5, 31), "The end is open"),
        ("../2025-03", date(2025, 3, 31), date(2025, 4, 1), "The beginning is open"),
    ],
)
def test_an_entry_stands_on_days_that_are_known_and_else_says_what_is_not(
    small_world, text, first, after, remark
) -> None:
    entry = dated(small_world, text)
    assert (entry["DTSTART"].dt, entry["DTEND"].dt) == (first, after)
    lines = str(entry["DESCRIPTION"]).split("\n")
    assert remark in lines[1]
    assert bool(remark) == (lines[1] != "A first resolution.")
    whole = "Council favours buses"
    assert entry["SUMMARY"] == (f"{words(parse_when(text))}: {whole}" if remark else whole)


def test_no_entry_paints_more_than_a_month(bundled) -> None:
    spans = [entry["DTEND"].dt - entry["DTSTART"].dt for entry in entries(bundled).values()]
    assert len(spans) == len(bundled.events) and max(spans).days <= 31


def test_a_calendar_that_is_imported_has_titles_and_dates_as_they_were_written(bundled) -> None:
    loose = read(calendar_ics(visible(bundled, Selection()), LINK), "a.ics")
    assert loose is not None
    back = sorted((row["title"], row["date"]) for row in loose.tables["events"])
    assert back == sorted((event.title, event.date.text) for event in bundled.events)


def test_the_last_day_there_is_has_no_day_after(small_world) -> None:
    assert "DTEND" not in dated(small_world, "9999-12-31")


@pytest.mark.parametrize(
    ("status", "told"),
    [("occurred", "CONFIRMED"), ("ongoing", "CONFIRMED")]
    + [(status, "TENTATIVE") for status in ("pending", "planned", "possible", "scheduled")],
)
def test_what_has_not_happened_is_tentative_and_says_so(small_world, status, told) -> None:
    event = replace(small_world.events[0], status=status)
    entry = entries(replace(small_world, events=(event,), relations=()))["resolution-2000"]
    assert entry["STATUS"] == told
    assert f"· {status}" in entry["DESCRIPTION"]
    assert ("no outcome in these data" in entry["DESCRIPTION"]) == (told == "TENTATIVE"), "its day, 2000, has passed"
    assert "not happened" not in entry["DESCRIPTION"], "what is not in the data is not known"


def test_an_entry_has_its_own_sources(small_world) -> None:
    lines = str(entries(small_world)["night-order"]["DESCRIPTION"]).split("\n")
    assert lines == [
        "21 July 2025 · occurred",
        "All night.",
        "Source: Riverton Herald, Night buses to run, 22 July 2025. https://herald.example/buses (read 24 July 2025)",
        "Source: Town of Riverton, Council minutes, 2 May 2024. https://riverton.example/minutes",
        "Riverton and the night buses. As of 25 July 2025.",
    ]


def test_an_entry_is_filed_by_lane_and_kind_and_links_to_its_event(small_world) -> None:
    entry = entries(small_world, STATE)["bill-dies"]
    assert [str(word) for word in entry["CATEGORIES"].cats] == ["State", "bill ends"]
    assert entry["URL"] == "https://town.example/?sel=bill-dies"
    assert "URL" not in entries(small_world, STATE, Options())["bill-dies"]


def test_the_stamp_is_the_as_of_day_and_the_id_stays(small_world) -> None:
    entry = entries(small_world)["night-order"]
    assert entry["DTSTAMP"].dt == datetime(2025, 7, 25, tzinfo=UTC)
    assert entry["UID"] == "night-order@riverton.policy-landscape-explorer"


def test_the_calendar_says_what_it_shows(small_world) -> None:
    told = calendar(small_world, STATE)
    assert told["X-WR-CALNAME"] == "Riverton and the night buses"
    lines = told["X-WR-CALDESC"].replace("\\n", "\n").replace("\\,", ",").split("\n")
    assert lines[1].startswith("Nothing selected. Only lanes: State. 2 of 5 events, ")
    assert "https://town.example/?lanes=state" in lines
