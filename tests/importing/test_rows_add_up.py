"""No row becomes a record of another kind without a word: each is made, left out and told, or told to be a tie."""

from __future__ import annotations

import csv
import io
import random
import re
from collections.abc import Sequence
from datetime import date

import pytest

from explorer.importing.reading import loose_of
from explorer.importing.settling.making import Options
from explorer.importing.settling.settle import Settled, settle
from tests.importing.books import book
from tests.sweeps import one_in

HEADER = ["Title", "Date", "Who", "Did", "Source"]
NO_DATE = "has no date — write one, or the year with “?”."


def read(data: bytes, name: str) -> Settled:
    return settle([(name, loose_of(data, name))], Options(date(2026, 11, 29)))


def sheet(*rows: Sequence[str], header: Sequence[str] = HEADER) -> Settled:
    text = io.StringIO()
    csv.writer(text).writerows([header, *rows])
    return read(text.getvalue().encode(), "a.csv")


def column(settled: Settled, table: str, of: str) -> list[str]:
    return [made.cells[of] for made in settled.rows[table]]


VOTE = ["Vote", "2025-01-02", "Ann", "voted for", "http://x.org/1"]


def test_an_event_without_a_date_is_refused_in_one_sentence_whoever_did_it() -> None:
    for who in (["", ""], ["Ann", "opposes"], ["Ann", "grumbles at"], ["Bob Miller", "signed"]):
        settled = sheet(VOTE, ["No date", "", *who, "http://x.org"])
        assert settled.not_kept == [f"Row 3: “No date” {NO_DATE}"], who
        assert [str(problem.row) for problem in settled.problems] == ["3"] and settled.rows_lost == {"a.csv": 1}
        assert column(settled, "events", "title") == ["Vote"] and column(settled, "actors", "name") == ["Ann"]
        assert len(settled.rows["relations"]) == 1 and not settled.rows["verbs"]


def test_a_plan_without_a_date_is_an_event_whoever_did_it() -> None:
    settled = sheet(["Ban", "", "Ann", "sponsored", "planned"], header=["Title", "Date", "Who", "Did", "Status"])
    assert column(settled, "events", "date") == ["[2026..]"] and column(settled, "actors", "name") == ["Ann"]


def test_a_row_without_a_date_about_what_there_is_is_a_tie_and_that_is_said() -> None:
    rows = [VOTE, ["Vote", "", "Cy", "opposes", ""], ["Ann", "", "Cy", "criticizes", ""]]
    rows += [["Late vote", "", "Cy", "opposes", ""], ["Late vote", "2025-03", "", "", ""]]
    settled = sheet(*rows, ["City Council", "", "Cy", "member of", ""])
    assert len(settled.rows["relations"]) == 5 and len(settled.rows["events"]) == 2 and not settled.not_kept
    assert any(line.startswith("4 × row of events that says who does what to whom") for line in settled.guessed)


def test_what_is_left_out_is_made_by_no_tie_to_it() -> None:
    ties = [["From", "Relationship", "To"], ["Ann", "opposes", "No date"], ["No date", "concerns", "Bob"]]
    events = [["Date", "Event"], ["2024", "Vote"], ["", "No date"]]
    settled = read(book(("Events", events), ("Ties", ties)), "a.xlsx")
    assert not settled.rows["actors"] and not settled.rows["relations"]
    left = [line.partition(": ")[2] for line in settled.not_kept]
    assert left == [f"“No date” {NO_DATE}", *["“No date” is left out itself — mend the row that tells of it."] * 2]


def test_a_node_of_a_graph_that_is_an_event_without_a_date_becomes_no_actor() -> None:
    graph = '{"nodes": [{"id": "n1", "label": "Ann"}, {"id": "n2", "label": "Ban", "kind_of": "event"}],'
    graph += ' "links": [{"source": "n1", "target": "n2", "verb": "opposes"}]}'
    settled = read(graph.encode(), "a.json")
    assert column(settled, "actors", "name") == ["Ann"] and not settled.rows["events"]
    assert len(settled.not_kept) == 2 and not settled.rows["relations"]


def test_a_stance_on_a_plan_is_no_plan() -> None:
    rows = [["Ban", "TBD", "Bob", "supports", ""], ["Ban", "TBD", "Ann", "sponsored", ""]]
    settled = sheet(*rows, ["Ban", "TBD", "Cy", "announced", ""])
    basis = {tie.cells["verb"]: tie.cells["basis"] for tie in settled.rows["relations"]}
    assert basis == {"supports": "reported", "sponsored": "planned", "announced": "reported"}


def test_a_further_row_of_an_event_is_told_and_its_sources_are_kept() -> None:
    header = ["Title", "Date", "Notes", "Source"]
    rows = [["Vote", "2025", "", ""], ["Vote", "2025", "Close", "http://x.org/2"], ["Vote", "2025", "Far", ""]]
    settled = sheet(*rows, header=header)
    (event,) = settled.rows["events"]
    (source,) = [source for source in settled.rows["sources"] if source.cells["url"] == "http://x.org/2"]
    assert event.cells["summary"] == "Close" and event.cells["sources"] == source.cells["id"]
    assert settled.not_kept == ["Row 4: “Vote” is there already; its first description is kept."]
    assert any(line.startswith("2 × event in more than one row") for line in settled.guessed)


def test_a_source_without_a_title_and_a_row_beside_the_columns_are_told() -> None:
    sources = [["Title", "Publisher", "Link"], ["Minutes", "City", "http://x.org"], ["", "City", ""]]
    events = [["Date", "Event", "Mood", "Hue", "Tone"], ["2024", "Vote"], ["", "", "a", "b", "c"], ["2025", "Ban"]]
    settled = read(book(("Events", events), ("Sources", sources)), "a.xlsx")
    told = " ".join(settled.not_kept)
    assert "a source without a title or an address" in told and "row 3: nothing stands in the columns" in told


CELLS = {
    "Title": ("Vote", "Ban", "Ann", "No date", "Vote; Ban", ""),
    "Date": ("2025-01-02", "2024", "TBD", "", "someday soon"),
    "Who": ("Ann", "Ann; Bob", "Vote", ""),
    "Did": ("supports", "member of", "grumbles at", "signed", ""),
    "Source": ("http://x.org", ""),
}


@pytest.mark.parametrize("seed", one_in(4, range(60)))
def test_every_row_is_made_told_to_be_part_of_another_or_left_out(seed: int) -> None:
    dice = random.Random(seed)
    rows = [[dice.choice(CELLS[column]) for column in HEADER] for _ in range(12)]
    rows = [row for row in rows if any(row)]
    settled = sheet(*rows)
    told = Counted(settled.guessed)
    events = len(settled.rows["events"]) + told("event in more than one row") + told("row of events that says")
    lost = {problem.row for problem in settled.problems}
    assert events + len(lost) >= len(rows) >= events, (rows, settled.not_kept)
    named = {name for row in rows for name in row[2].split("; ")} | {row[0] for row in rows if row[3] == "member of"}
    assert {*column(settled, "actors", "name")} <= {part for name in named for part in name.split("; ")}


class Counted:
    """How often something was guessed, by how its sentence begins."""

    def __init__(self, guessed: Sequence[str]) -> None:
        self.guessed = guessed

    def __call__(self, begins: str) -> int:
        found = (re.match(rf"([0-9,]+) × {re.escape(begins)}", line) for line in self.guessed)
        return sum(int(one[1].replace(",", "")) for one in found if one)
