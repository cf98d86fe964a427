"""Files that tell one thing together are one thing, whichever order they are given in."""

from __future__ import annotations

import copy
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from explorer.data.load import load_landscape
from explorer.importing.command import imported
from explorer.importing.settling.making import Options
from explorer.landscape import Landscape
from tests.importing import samples_others as others
from tests.importing.samples import bytes_of
from tests.importing.samples_bills import CONGRESS, LEGISCAN, MATTER, ROLL_CALL

OPTIONS = Options(date(2040, 1, 1))


def landscape_of(tmp_path: Path, **files: Any) -> Landscape:
    """What is made of files, which are called by their words, "_" before the last part for its dot."""
    paths = []
    for name, value in files.items():
        paths.append(tmp_path / ".".join(name.rsplit("_", 1)))
        paths[-1].write_bytes(bytes_of(value))
    imported(paths, tmp_path / "made", OPTIONS)
    return load_landscape(tmp_path / "made")


def ties_of(made: Landscape) -> set[tuple[str, str, str]]:
    names = {id: getattr(record, "name", "") or getattr(record, "title", "") for id, record in made.records.items()}
    return {(names[tie.subject], tie.verb, names[tie.object]) for tie in made.relations}


@pytest.mark.parametrize("turned", [False, True])
def test_the_parts_of_a_bill_of_congress_are_one_bill(turned: bool, tmp_path: Path) -> None:
    whole = copy.deepcopy(CONGRESS)
    bill = whole["bill"]
    asked = {"congress": bill["congress"], "billType": bill["type"].lower(), "billNumber": bill["number"]}
    parts = {key: one for key, one in whole.items() if key in ("actions", "cosponsors", "titles", "summaries")}
    files = {"bill_json": {"bill": bill}} | {f"{key}_json": {key: one, "request": asked} for key, one in parts.items()}
    made = landscape_of(tmp_path, **dict(reversed(files.items()) if turned else files.items()))
    (tmp_path / "once").mkdir()
    assert ties_of(made) == ties_of(landscape_of(tmp_path / "once", bill_json=CONGRESS))
    assert len(made.instruments) == 1 and any(verb == "sponsored" for _, verb, _ in ties_of(made))


def test_a_part_of_a_bill_alone_is_a_bill_called_by_its_number(tmp_path: Path) -> None:
    asked = {"congress": "103", "billType": "hr", "billNumber": "5"}
    people = [{"bioguideId": "Q1", "fullName": "Rep. Moss, Ina [D-XX-1]"}]
    made = landscape_of(tmp_path, part_json={"cosponsors": people, "request": asked})
    assert [one.number for one in made.instruments] == ["H.R. 5"] and [one.name for one in made.actors] == ["Ina Moss"]


def test_lists_of_legistar_go_with_their_matter_and_no_key_of_a_service_becomes_a_name(tmp_path: Path) -> None:
    matter = {key: one for key, one in MATTER.items() if not isinstance(one, list | dict)}
    lists = {f"{key}_json": one for key, one in MATTER.items() if isinstance(one, list | dict) and one}
    made = landscape_of(tmp_path, matter_json=matter, **lists)
    (tmp_path / "once").mkdir()
    assert ties_of(made) == ties_of(landscape_of(tmp_path / "once", matter_json=MATTER))
    assert not [actor.name for actor in made.actors if "legistar" in actor.name]


def test_a_roll_call_of_legiscan_goes_with_its_bill_and_people_give_it_names(tmp_path: Path) -> None:
    call = copy.deepcopy(ROLL_CALL)
    call["roll_call"]["bill_id"] = LEGISCAN["bill"]["bill_id"]
    call["roll_call"]["votes"] = [{"people_id": 501, "vote_id": 1, "vote_text": "Yea"}]
    call["roll_call"]["votes"] += [{"people_id": 502, "vote_id": 2, "vote_text": "Nay"}]
    call["roll_call"]["votes"] += [{"people_id": 503, "vote_id": 1, "vote_text": "Yea"}]
    people = {f"p{id}_json": {"person": {"people_id": id, "name": name}} for id, name in ((501, "Al Fir"), (502, "Bo"))}
    made = landscape_of(tmp_path, bill_json=LEGISCAN, call_json=call, **people)
    voted = {(who, verb) for who, verb, _ in ties_of(made) if verb.startswith("voted")}
    assert voted == {("Al Fir", "voted-for"), ("Bo", "voted-against")}
    event = next(
        one for one in made.events if any(tie.object == one.id and "voted" in tie.verb for tie in made.relations)
    )
    assert event.instrument == made.instruments[0].id


def test_the_csv_files_of_a_session_are_its_bills(tmp_path: Path) -> None:
    files = {"b_csv": others.BULK_BILLS, "a_csv": others.BULK_ACTIONS, "s_csv": others.BULK_SPONSORS}
    made = landscape_of(tmp_path, **files, v_csv=others.BULK_VOTES, p_csv=others.BULK_VOTERS)
    assert [one.number for one in made.instruments] == ["SB 1"] and made.title == "Ferry act"
    steps = [one.title for one in sorted(made.events, key=lambda one: one.step or 9)]
    assert steps[:2] == ["SB 1: Filed", "SB 1: Passed"]
    ties = {(who, verb) for who, verb, _ in ties_of(made)}
    assert {("Moss", "sponsored"), ("Moss", "voted-for"), ("Wu", "voted-against")} <= ties


@pytest.mark.parametrize("turned", [False, True])
def test_who_sits_in_a_committee_is_tied_to_it_by_its_name(turned: bool, tmp_path: Path) -> None:
    files = {"people_yaml": others.PEOPLE_OF_CONGRESS, "c_yaml": others.COMMITTEES, "s_yaml": others.SEATS}
    made = landscape_of(tmp_path, **dict(reversed(files.items()) if turned else files.items()))
    ties = ties_of(made)
    assert ("Ina B. Moss", "leads", "House Committee on Ferries") in ties or (
        ("Ina Moss", "leads", "House Committee on Ferries") in ties
    )
    assert len([actor for actor in made.actors if "Moss" in actor.name]) == 1, "one person by one key"
    assert ("House Committee on Ferries", "part-of", "United States House of Representatives") in ties
    dates = {tie.date.text for tie in made.relations if tie.date and tie.verb == "member-of"}
    assert {"2031-01-03/2033-01-03", "2033-01-03/2039-01-03"} <= dates


def test_a_relationship_of_littlesis_leads_to_the_entity_of_another_file(tmp_path: Path) -> None:
    entity, tie = ({**others.LITTLE_SIS, "data": [one]} for one in others.LITTLE_SIS["data"])
    made = landscape_of(tmp_path, a_json=entity, b_json=tie)
    assert ("Ina Moss", "member-of", "Quay Trust") in ties_of(made) and len(made.actors) == 2


def test_a_timeline_in_mermaid_and_one_in_markwhen_have_their_dates_and_levels(tmp_path: Path) -> None:
    made = landscape_of(tmp_path, a_mmd=others.MERMAID, b_mw=others.MARKWHEN)
    dates = {event.title: event.date.text for event in made.events}
    assert dates["First ferry"] == dates["First storm"] == dates["Second ferry"] == "2031-02"
    assert dates["Trial run report"] == "2031-01/2031-03" and dates["Summer run"] == "2031-04/2031-07"
    assert dates["Strike"] == "2032-02/2033-01" and dates["Meeting"] == "2033-01-03" and "The lake" not in dates
    assert {lane.label for lane in made.lanes} == {"Before", "After", "All boats"}
    cited = next(event.sources[0].source for event in made.events if event.title == "Trial run report")
    assert next(one.url for one in made.sources if one.id == cited) == "https://herald.example/trial"


def test_events_of_timemap_cite_their_sources(tmp_path: Path) -> None:
    made = landscape_of(tmp_path, events_json=json.dumps(others.TIME_MAP))
    assert [event.title for event in made.events] == ["People wait for a ferry.", "Quay"]
    assert "https://herald.example/wait" in {source.url for source in made.sources}
