"""Bills, orders, matters and lawsuits: what becomes what."""

from __future__ import annotations

import copy

from explorer.importing.loose import Loose
from tests.importing.samples import take
from tests.importing.samples_bills import (
    BILL_STATUS,
    CONGRESS,
    DOCKET,
    DOCKET_SEARCH,
    FEDERAL_REGISTER,
    LEGISCAN,
    MATTER,
    NYC,
    OPEN_STATES,
    ROLL_CALL,
    UNITED_STATES,
)


def cells(loose: Loose, table: str, *columns: str) -> list[tuple[str, ...]]:
    return [tuple(row.get(column, "") for column in columns) for row in loose.tables.get(table, [])]


def ties(loose: Loose) -> set[tuple[str, str, str]]:
    """Who did what, by names and titles."""
    called = {
        row["key"]: row.get("name") or row.get("title", "")
        for table in ("actors", "events")
        for row in loose.tables.get(table, [])
    }
    return {(called[row["subject"]], row["verb"], called[row["object"]]) for row in loose.tables.get("relations", [])}


def test_an_open_states_bill_is_an_instrument_and_its_actions_are_steps_in_the_order_that_they_say() -> None:
    loose = take(OPEN_STATES)
    assert cells(loose, "instruments", "number", "title", "kind", "lane", "status", "summary") == [
        ("HB 12", "Ferry fares", "bill", "state", "Signed", "Caps the fare.")
    ]
    assert cells(loose, "instruments", "aliases") == [("Fare Cap Act; ocd-bill/1",)]
    steps = cells(loose, "events", "title", "date", "step", "kind", "status")
    assert steps[:3] == [
        ("HB 12: Filed", "2031-03-01", "1", "bill step", "occurred"),
        ("HB 12: Third reading", "2031-03-01", "2", "bill step", "occurred"),
        ("HB 12: Signed", "2031-04-01", "3", "law", "occurred"),
    ]
    assert any("clock time was left out" in said for said in loose.guessed)


def test_an_open_states_sponsor_is_related_to_the_first_step_and_a_voter_to_the_vote() -> None:
    loose = take(OPEN_STATES)
    vote = "HB 12: vote — Shall it pass?"
    assert ties(loose) == {
        ("Senate (Lakeland)", "passed", "HB 12: Third reading"),
        ("Ina Moss", "sponsored", "HB 12: Filed"),
        ("REED", "sponsored", "HB 12: Filed"),
        ("Ina Moss", "voted-for", vote),
        ("Hill", "voted-against", vote),
    }
    summaries = dict(cells(loose, "events", "title", "summary"))
    assert summaries[vote] == "Result: pass. Counted: 20 yes, 9 no."
    assert any("votes “excused”" in said for said in loose.not_kept), "one who did not vote is on no side"


def test_the_party_of_a_sponsor_is_told_as_not_kept_and_is_no_role() -> None:
    loose = take(OPEN_STATES)
    assert ("Ina Moss", "Senator") in cells(loose, "actors", "name", "role")
    assert any("party" in said for said in loose.not_kept)


def test_the_source_of_a_bill_is_its_own_page_on_the_day_of_its_last_change() -> None:
    source = take(OPEN_STATES).tables["sources"][0]
    assert (source["url"], source["published"], source["publisher"], source["group"]) == (
        "https://openstates.org/ll/bills/2031/HB12/",
        "2031-04-02",
        "Open States",
        "public record",
    )


def test_a_list_of_bills_without_actions_has_the_first_and_the_latest_action_of_each() -> None:
    short = {
        "id": "ocd-bill/2",
        "identifier": "S 1",
        "title": "Piers",
        "jurisdiction": {"name": "Lakeland", "classification": "state"},
        "first_action_date": "2031-01-02",
        "latest_action_date": "2031-02-02",
        "latest_action_description": "REFERRED",
    }
    loose = take({"results": [OPEN_STATES, short], "pagination": {"page": 1}})
    assert [number for (number,) in cells(loose, "instruments", "number")] == ["HB 12", "S 1"]
    assert cells(loose, "events", "title", "date", "step")[-2:] == [
        ("S 1: First action", "2031-01-02", "1"),
        ("S 1: REFERRED", "2031-02-02", "2"),
    ]


def test_bills_of_one_file_that_are_related_are_tied_and_others_told() -> None:
    bill, other = copy.deepcopy(OPEN_STATES), copy.deepcopy(OPEN_STATES)
    other |= {"id": "ocd-bill/9", "identifier": "HB 1", "openstates_url": "https://openstates.org/x"}
    other["actions"] = [{"id": "z", "order": 0, "date": "2029-01-01", "description": "Filed"}]
    bill["related_bills"] = [
        {"identifier": "HB 1", "relation_type": "prior-session"},
        {"identifier": "HB 77", "relation_type": "companion"},
    ]
    loose = take([bill, other])
    assert ("HB 12: Filed", "builds-on", "HB 1: Filed") in ties(loose)
    assert any("HB 77" in said for said in loose.not_kept)


def test_a_legiscan_bill_says_its_status_in_a_word_and_an_unknown_day_is_empty() -> None:
    loose = take(LEGISCAN)
    assert cells(loose, "instruments", "number", "title", "status", "kind", "lane") == [
        ("SB9", "Harbor Dues", "passed", "bill", "state")
    ]
    assert cells(loose, "events", "title", "date", "weight", "status") == [
        ("SB9: Read first time", "2031-02-01", "2", "occurred"),
        ("SB9: Sent on", "", "", "occurred"),
        ("SB9: Floor", "2031-03-03", "", "occurred"),
        ("SB9: Hearing on dues", "2031-02-20", "", "scheduled"),
    ]
    assert ("Ada Brook", "sponsored", "SB9: Read first time") in ties(loose)


def test_of_a_legiscan_bill_a_same_bill_a_chamber_of_no_name_and_a_strange_address_are_told() -> None:
    said = " ".join(take(LEGISCAN).not_kept)
    assert "HB9 (Same As)" in said
    assert "chamber “Q”" in said
    assert "no web address" in said


def test_a_roll_call_is_a_vote_with_counts_and_its_members_without_names_are_told() -> None:
    loose = take(ROLL_CALL)
    assert cells(loose, "events", "title", "summary") == [("Floor: pass", "Result: not passed. Counted: 1 yea, 1 nay.")]
    assert ties(loose) == {("House", "rejected", "Floor: pass")}
    assert any("people_id" in said and "(2)" in said for said in loose.not_kept)


def test_an_executive_order_is_signed_by_the_president_and_announced_by_its_agencies() -> None:
    loose = take(FEDERAL_REGISTER)
    signed = "EO 20001 signed: Securing the Lighthouses"
    published = "EO 20001 published in the Federal Register: Securing the Lighthouses"
    assert ("Pat Rivers", "signed", signed) in ties(loose)
    assert ("Coast Department", "announced", published) in ties(loose)
    assert ("Lighthouse Service", "part-of", "Coast Department") in ties(loose)
    assert cells(loose, "instruments", "number", "kind", "lane", "aliases")[0] == (
        "Executive Order 20001",
        "executive order",
        "federal",
        "EO 20001; 99 FR 10; 2031-00001",
    )


def test_the_notes_of_an_order_tie_it_to_orders_of_the_file_and_tell_the_others() -> None:
    loose = take(FEDERAL_REGISTER)
    assert ("EO 20001 signed: Securing the Lighthouses", "changes", "EO 20000 signed: Lighthouses") in ties(loose)
    assert any("EO 19999" in said for said in loose.not_kept)


def test_a_note_in_the_passive_turns_round() -> None:
    documents = copy.deepcopy(FEDERAL_REGISTER)
    documents["results"][0]["executive_order_notes"] = None
    documents["results"][1]["executive_order_notes"] = "Amended by: EO 20001, January 5, 2031"
    assert ("EO 20001 signed: Securing the Lighthouses", "changes", "EO 20000 signed: Lighthouses") in ties(
        take(documents)
    )


def test_a_document_that_takes_effect_on_a_day_is_not_said_to_have_done_so() -> None:
    document = FEDERAL_REGISTER["results"][0] | {"effective_on": "2099-01-01", "filed_at": "2031-01-08T08:45:00-05:00"}
    assert cells(take(document), "events", "date", "status", "step") == [
        ("2031-01-05", "occurred", "1"),
        ("2031-01-08", "occurred", "2"),
        ("2031-01-09", "occurred", "3"),
        ("2099-01-01", "", "4"),
    ]


def test_a_matter_of_legistar_has_its_steps_by_day_and_a_step_told_twice_once() -> None:
    loose = take(MATTER)
    assert cells(loose, "events", "title", "date", "step") == [
        ("O-31-4: Introduced", "2031-05-01", "1"),
        ("O-31-4: Adopted", "2031-06-01", "2"),
    ]
    assert any("twice" in said for said in loose.guessed)
    assert cells(loose, "instruments", "number", "title", "kind", "status", "aliases", "lane") == [
        ("O-31-4", "Quay rules", "ordinance", "Adopted", "2031/4; GUID-4", "")
    ]


def test_votes_in_a_council_are_relations_and_who_did_neither_is_counted_only() -> None:
    loose = take(MATTER)
    assert ties(loose) == {
        ("City Council", "carried-out", "O-31-4: Introduced"),
        ("City Council", "passed", "O-31-4: Adopted"),
        ("Bo Tarn", "sponsored", "O-31-4: Introduced"),
        ("Bo Tarn", "voted-for", "O-31-4: Adopted"),
        ("Di Weir", "voted-against", "O-31-4: Adopted"),
    }
    assert dict(cells(loose, "events", "title", "summary"))["O-31-4: Adopted"] == (
        "Counted: 1 affirmative, 1 negative, 1 excused."
    )
    assert any("votes “excused”" in said for said in loose.not_kept)


def test_a_matter_alone_has_the_dates_that_it_gives_itself() -> None:
    alone = {key: value for key, value in MATTER.items() if key not in ("histories", "votes", "sponsors")}
    assert cells(take(alone), "events", "title", "date") == [("O-31-4: Introduced", "2031-05-01")]


def test_the_histories_alone_are_events_without_a_matter() -> None:
    loose = take(MATTER["histories"])
    assert cells(loose, "events", "title", "instrument", "step") == [("Introduced", "", ""), ("Adopted", "", "")]
    assert any("matter" in said for said in loose.not_kept)


def test_a_matter_of_new_york_stands_at_the_level_of_the_city() -> None:
    loose = take(NYC)
    assert cells(loose, "instruments", "number", "lane") == [("Int 1-2031", "city")]
    assert ("Cy Dell", "voted-for", "Int 1-2031: Introduced by Council") in ties(loose)


def test_a_bill_of_congress_has_its_actions_oldest_first_and_one_that_two_systems_tell_once() -> None:
    loose = take(CONGRESS)
    assert cells(loose, "events", "title", "date", "step") == [
        ("H.R. 5: Introduced in House", "2031-01-03", "1"),
        ("H.R. 5: On motion to pass Agreed to by voice vote.", "2031-01-06", "2"),
    ]
    assert any("told twice" in said for said in loose.guessed)
    assert ("H.R. 5: Introduced in House", "concerns", "Sea Committee") in ties(loose)


def test_a_member_of_congress_is_called_by_the_name_without_the_party_and_who_withdrew_is_left_out() -> None:
    loose = take(CONGRESS)
    assert {("Lou Wade", "Rep, NM"), ("Jo Bay", "Rep, CA-2")} <= set(cells(loose, "actors", "name", "role"))
    sponsors = {subject for subject, verb, _ in ties(loose) if verb == "sponsored"}
    assert sponsors == {"Lou Wade", "Jo Bay"}
    assert any("withdrew" in said for said in loose.not_kept)


def test_a_bill_of_congress_without_its_actions_has_its_introduction_and_its_latest_action() -> None:
    loose = take({"bill": CONGRESS["bill"], "request": {}})
    assert cells(loose, "events", "title", "date") == [
        ("H.R. 5: Introduced", "2031-01-03"),
        ("H.R. 5: Passed.", "2031-01-06"),
    ]


def test_the_actions_of_a_bill_alone_say_by_their_request_which_bill_it_is() -> None:
    request = {"congress": "121", "billType": "hr", "billNumber": "5"}
    loose = take({"actions": CONGRESS["actions"], "request": request})
    assert cells(loose, "instruments", "key", "number") == [("us-congress/hr5-121", "H.R. 5")]
    assert any("not its title" in said for said in loose.guessed)


def test_one_bill_has_one_key_whichever_service_tells_it() -> None:
    keys = {take(value).tables["instruments"][0]["key"] for value in (CONGRESS, UNITED_STATES)}
    assert keys == {"us-congress/hr5-121"}
    committees = {row["key"] for value in (CONGRESS, UNITED_STATES) for row in take(value).tables["actors"]}
    assert "us-congress/committee/hsse" in committees


def test_a_bill_of_unitedstates_congress_dates_its_cosponsors() -> None:
    loose = take(UNITED_STATES)
    assert ("cosponsor", "2031-01-04") in cells(loose, "relations", "note", "date")
    assert ("H.R. 5: Reported.", "concerns", "House Sea") in ties(loose)
    assert any("S. 8 (identical)" in said for said in loose.not_kept)


def test_a_bill_status_in_xml_is_read_as_the_api_has_it() -> None:
    loose = take(BILL_STATUS, "b.xml")
    assert cells(loose, "instruments", "number", "summary", "kind") == [
        ("S.Con.Res. 7", "Honors keepers .", "concurrent resolution")
    ]
    assert loose.tables["sources"][0]["url"] == (
        "https://www.congress.gov/bill/103rd-congress/senate-concurrent-resolution/7"
    )
    assert [title for (title,) in cells(loose, "events", "title")] == [
        "S.Con.Res. 7: Introduced in Senate",
        "S.Con.Res. 7: Agreed to.",
    ]


def test_a_docket_is_a_lawsuit_and_its_judge_concerns_the_first_event() -> None:
    loose = take(DOCKET)
    assert cells(loose, "instruments", "number", "title", "kind", "status") == [
        ("1:31-cv-00001", "Lakeport v. Coast Department", "lawsuit", "")
    ]
    assert cells(loose, "events", "title", "date", "kind") == [("1:31-cv-00001: Filed", "2031-07-01", "court")]
    assert ("1:31-cv-00001: Filed", "concerns", "Em Stone") in ties(loose)
    assert loose.tables["sources"][0]["url"].startswith("https://www.courtlistener.com/docket/31/")


def test_a_docket_of_a_search_has_its_parties_without_a_side_and_every_entry_once() -> None:
    loose = take(DOCKET_SEARCH)
    assert cells(loose, "events", "title", "step") == [
        ("2:31-cv-00002: Filed", "1"),
        ("2:31-cv-00002: ORDER.", "2"),
        ("2:31-cv-00002: Terminated", "3"),
    ]
    assert ("Ola Reed", "took-part-in", "2:31-cv-00002: Filed") in ties(loose)
    assert any("without its side" in said for said in loose.guessed)
    assert any("attorneys" in said for said in loose.not_kept)


def test_docket_entries_alone_are_events_and_one_without_a_number_is_one_too() -> None:
    entries = [
        {"id": 2, "entry_number": None, "description": "MINUTE ORDER", "date_filed": "2031-07-03", "time_filed": None},
        {"id": 1, "entry_number": 1, "description": "COMPLAINT", "date_filed": "2031-07-01", "time_filed": "16:20:00"},
    ]
    loose = take({"results": entries, "next": None})
    assert cells(loose, "events", "title", "aliases", "date") == [
        ("COMPLAINT", "entry 1", "2031-07-01"),
        ("MINUTE ORDER", "", "2031-07-03"),
    ]
