"""Timelines, graphs, entities and calendars: what becomes what."""

from __future__ import annotations

from test_formats_bills import cells, ties

from tests.importing.samples import take
from tests.importing.samples_others import (
    CALENDAR,
    D3,
    FTM_LINES,
    GEXF,
    GRAPHML,
    KUMU,
    KUMU_CONNECTIONS,
    KUMU_ELEMENTS,
    NODE_LINK,
    POPOLO,
    TIMELINE,
    TIMELINE_SHEET,
)


def test_a_slide_is_an_event_of_the_precision_that_it_has_in_text_without_html() -> None:
    loose = take(TIMELINE)
    assert loose.title == "The quay"
    assert cells(loose, "events", "title", "date", "kind", "summary") == [
        ("Quay built", "1931-05/1932", "works", "Stone & wood.")
    ]
    assert ("https://example.org/quay.jpg", "City archive") in cells(loose, "sources", "url", "publisher")
    said = " ".join(loose.not_kept)
    assert "an era" in said
    assert "a slide without a date" in said
    assert "caption" in said


def test_the_sheet_of_a_timeline_is_read_as_its_json() -> None:
    loose = take(TIMELINE_SHEET, "t.csv")
    assert loose.title == "The quay"
    assert cells(loose, "events", "title", "date", "summary") == [("Quay built", "1931-05/1932", "Stone, and wood")]


def test_a_year_before_the_common_era_and_words_for_a_date_stay_as_they_were_written() -> None:
    slides = [
        {"start_date": {"year": "-300"}, "text": {"headline": "A"}},
        {"start_date": {"year": "1900", "month": "June"}, "text": {"headline": "B"}},
    ]
    assert cells(take({"events": slides}), "events", "date") == [("-300",), ("June 1900",)]


def test_a_node_is_an_actor_or_an_event_and_a_type_that_is_no_kind_of_ours_is_a_role() -> None:
    loose = take(NODE_LINK)
    assert cells(loose, "actors", "name", "kind", "role") == [
        ("Ina Moss", "person", ""),
        ("Quay Trust", "organization", ""),
        ("Dock", "", "Stakeholder"),
    ]
    assert cells(loose, "events", "title", "date", "kind") == [("Vote on the quay", "2031-03-01", "vote")]
    assert any("second node with the id “a”" in said for said in loose.not_kept)


def test_parallel_edges_stay_and_an_edge_into_nothing_makes_no_node() -> None:
    loose = take(NODE_LINK)
    assert ties(loose) == {
        ("Ina Moss", "board member", "Quay Trust"),
        ("Ina Moss", "donor", "Quay Trust"),
        ("Ina Moss", "relates to", "Vote on the quay"),
    }
    assert any("edge to a node that is not in the file" in said for said in loose.not_kept)
    assert cells(loose, "relations", "note")[1] == ("Weight in the file: 3.",)


def test_the_sources_of_an_edge_are_sources_in_words_or_by_their_addresses() -> None:
    found = cells(take(NODE_LINK), "sources", "title", "url")
    assert ("https://example.org/1", "https://example.org/1") in found
    assert ("Annual report", "") in found


def test_an_edge_may_name_its_ends_by_their_place_in_the_list() -> None:
    loose = take(D3)
    assert ties(loose) == {("One", "relates to", "Two")}
    assert any("without a direction" in said for said in loose.guessed)


def test_graphml_takes_defaults_ids_with_commas_and_tells_a_second_graph() -> None:
    loose = take(GRAPHML, "g.graphml")
    assert cells(loose, "actors", "name", "kind") == [("Ina Moss", "person"), ("Quay Trust, Inc.", "organization")]
    assert ties(loose) == {("Ina Moss", "member", "Quay Trust, Inc.")}
    assert any("a graph after the first" in said for said in loose.not_kept)
    assert any("edge to a node" in said for said in loose.not_kept)


def test_gexf_dates_an_edge_from_its_start_to_its_end() -> None:
    loose = take(GEXF, "g.gexf")
    assert cells(loose, "relations", "verb", "date") == [("leads", "2030-01-01/2031-12-31")]
    assert cells(loose, "actors", "name", "kind") == [("Ina Moss", "person"), ("Quay Trust", "")]
    assert loose.title == "Ties"


def test_a_number_on_a_clock_of_its_own_is_no_date() -> None:
    loose = take(GEXF.replace("2030-01-01", "0.0").replace("2031-12-31", "7.5"), "g.gexf")
    assert cells(loose, "relations", "date") == [("",)]
    assert any("no date" in said for said in loose.not_kept)


def test_a_kumu_project_names_its_elements_by_label_and_tells_its_loops() -> None:
    loose = take(KUMU)
    assert cells(loose, "actors", "key", "name", "kind", "role", "summary") == [
        ("elem-1", "Ina Moss", "person", "", "Senator"),
        ("elem-2", "Fog", "", "Phenomenon", ""),
    ]
    assert ties(loose) == {("Ina Moss", "fears", "Fog")}
    assert any("loops" in said for said in loose.not_kept)
    assert any("height" in said for said in loose.not_kept)


def test_the_two_sheets_of_kumu_are_read_each_alone() -> None:
    assert cells(take(KUMU_ELEMENTS, "e.csv"), "actors", "name", "kind") == [
        ("Ina Moss", "person"),
        ("Quay Trust", "organization"),
    ]
    assert ties(take(KUMU_CONNECTIONS, "c.csv")) == {("Ina Moss", "leads", "Quay Trust")}


def test_entities_are_actors_and_their_links_relations_with_dates_and_sources() -> None:
    loose = take(FTM_LINES, "e.ftm")
    assert cells(loose, "actors", "name", "kind", "role", "aliases") == [
        ("Ina Moss", "person", "Senator", "I. Moss"),
        ("Harbor Board", "body", "", ""),
    ]
    assert ties(loose) == {("Ina Moss", "member-of", "Harbor Board"), ("Harbor Board", "carried-out", "Hearing")}
    membership = next(row for row in loose.tables["relations"] if row["verb"] == "member-of")
    assert (membership["date"], membership["note"]) == ("2030-02/..", "chair")
    assert ("https://example.org/board", "Lakeport") in cells(loose, "sources", "url", "publisher")
    said = " ".join(loose.not_kept)
    assert "“Address”" in said
    assert "a link to an entity that is not in the file" in said


def test_a_membership_has_the_dates_of_its_period_where_it_has_none() -> None:
    loose = take(POPOLO)
    assert ("member-of", "2030-09-17/..", "member") in cells(loose, "relations", "verb", "date", "note")
    assert any("legislative period" in said for said in loose.guessed)
    assert any("on_behalf_of_id" in said for said in loose.not_kept)
    assert ("Senate", "body") in cells(loose, "actors", "name", "kind")


def test_what_a_calendar_has_is_scheduled_and_the_end_of_whole_days_is_the_day_before() -> None:
    loose = take(CALENDAR, "c.ics")
    assert loose.title == "Sessions"
    assert cells(loose, "events", "title", "date", "kind", "status") == [
        ("Session", "2031-01-21/2031-01-23", "session", "scheduled"),
        ("Hearing on HB 12, fares", "2031-02-03", "", "scheduled"),
    ]
    assert ties(loose) == {("Ferry Committee", "carried-out", "Hearing on HB 12, fares")}
    assert ("https://example.org/agenda.pdf",) in cells(loose, "sources", "url")
    said = " ".join(loose.not_kept)
    assert "a cancelled event" in said
    assert "an event without a date" in said
