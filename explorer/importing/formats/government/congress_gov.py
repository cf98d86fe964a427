"""Congress.gov API, version 3: a bill, its actions, a list of bills, or one file with a bill and its parts.

MAPPING
- bill → instrument: type and number → number, title, latestAction → status, summaries (the latest) → summary,
  titles → aliases, lane federal; congress, type and number → key, as unitedstates/congress names it
- the bill's page at congress.gov, with updateDate → the source that every row cites
- actions → events in their order, an action that two systems tell once; committees → bodies that they concern; a bill
  without its actions → its introduction and its latest action
- sponsors, cosponsors → person + sponsored, on the first event; who withdrew is left out
- relatedBills → told as not kept: the other bill is not in the file
- recordedVotes are addresses only: told as not kept
- actions, cosponsors, titles and so on of a bill, each in a file of its own: given together they are one bill
  (`joined.py`); alone they are a bill that is called by its number
"""

from __future__ import annotations

from typing import Any

from explorer.importing.formats.bounded import bad, json_of
from explorer.importing.formats.government.us_bill import (
    Action,
    Bill,
    add_actions,
    add_bill,
    add_sponsors,
    committee_key,
    leave_related,
)
from explorer.importing.formats.taking import Part, Taking
from explorer.importing.loose import Loose

ALL_PARTS = (
    *("actions", "cosponsors", "relatedBills", "summaries", "titles", "committees", "subjects"),
    *("textVersions", "amendments"),
)


def read(data: bytes, name: str) -> Loose | None:
    """An answer of the Congress.gov API as rows; None for another file."""
    value = json_of(data, name)
    if not isinstance(value, dict):
        return None
    bill, bills = value.get("bill"), value.get("bills")
    taking = Taking(name)
    if isinstance(bills, list) and bills and isinstance(bills[0], dict) and {"congress", "number"} <= bills[0].keys():
        whole = Part(taking, value)
        whole.know("request", "pagination")
        for part in whole.items("bills"):
            read_bill(taking, part, part, "Congress.gov")
        return taking.done()
    if isinstance(bill, dict) and {"congress", "number", "type"} <= bill.keys():
        whole = Part(taking, value)
        whole.know("request", "pagination", "actionByCounts", "actionTypeCounts")
        taking.loose.title = read_bill(taking, whole.part("bill"), whole, "Congress.gov").title
        return taking.done()
    return _part_of_bill(taking, value) if bill_of(value) else None


def bill_of(value: Any) -> tuple[str, ...]:
    """Congress, type and number of the bill that an answer is about; empty where it is none."""
    if not isinstance(value, dict):
        return ()
    bill, asked = value.get("bill"), value.get("request")
    if isinstance(bill, dict) and {"congress", "number", "type"} <= bill.keys():
        return str(bill["congress"]), str(bill["type"]).lower(), str(bill["number"])
    if isinstance(asked, dict) and {"billNumber", "billType", "congress"} <= asked.keys():
        return str(asked["congress"]), str(asked["billType"]).lower(), str(asked["billNumber"])
    return ()


def _part_of_bill(taking: Taking, value: dict[str, Any]) -> Loose | None:
    """The answer for one part of a bill, whose number the request says."""
    if not any(part in value for part in ALL_PARTS):
        return None
    congress, type, number = bill_of(value)
    whole = Part(taking, {**value, "bill": {"congress": congress, "type": type.upper(), "number": number}})
    whole.know("request", "pagination", "actionByCounts", "actionTypeCounts")
    taking.guess("The file has the number of the bill and not its title: the number was taken for the title.")
    read_bill(taking, whole.part("bill"), whole, "Congress.gov")
    return taking.done()


def read_bill(taking: Taking, part: Part, whole: Part, publisher: str) -> Bill:
    """A bill, whose parts may stand in it or beside it."""
    bill = Bill(part.text("congress"), part.text("type", "billType"), part.text("number", "billNumber"))
    if not (bill.congress and bill.type and bill.number):
        raise bad(taking.name, f"“{part.where}” lacks its congress, type or number", "download it again")
    bill.title = part.plain("title")
    latest = part.part("latestAction")
    latest.know("links")
    when, what = latest.clock("actionDate"), latest.plain("text")
    bill.status = what
    bill.aliases = [title.plain("title") for title in _inside(part, whole, "titles")]
    summaries = [(one.text("updateDate", "actionDate"), one.plain("text")) for one in _inside(part, whole, "summaries")]
    bill.summary = max(summaries, default=("", ""))[1]
    published = part.day("updateDate", "updateDateIncludingText", "createDate")
    source = add_bill(taking, bill, publisher, bill.page, published)
    taking.guess("The address of a bill’s page at congress.gov was made from its congress, type and number.")
    part.know("updateDateIncludingText", "updateDate", "originChamber", "originChamberCode", "url", "createDate")
    actions, introduced = actions_of(_inside(part, whole, "actions")), part.text("introducedDate")
    if not actions:
        actions = [Action(when, what)] if what else []
        same = actions and when[:10] == introduced[:10]
        actions += [Action(introduced, "Introduced")] if introduced and not same else []
    first = add_actions(taking, bill, source, actions, newest_first=True)
    cosponsors = _inside(part, whole, "cosponsors")
    add_sponsors(taking, _inside(part, whole, "sponsors"), cosponsors, first, source)
    for other in _inside(part, whole, "relatedBills"):
        details = [detail.text("type") for detail in _inside(other, other, "relationshipDetails")]
        other.know("latestAction", "latestTitle", "title", "url", "congress", "relationshipDetails")
        leave_related(taking, other.text("type"), other.text("number"), ", ".join(details))
    return bill


def actions_of(parts: list[Part]) -> list[Action]:
    """The actions of a service, in its order."""
    actions = []
    for part in parts:
        bodies = []
        for committee in [*_inside(part, part, "committees"), *_inside(part, part, "committee")]:
            code, name = committee.text("systemCode"), committee.text("name")
            committee.know("url")
            if name:
                bodies.append((committee_key(code, name), name))
        when, clock = part.text("actionDate"), part.text("actionTime")
        system = part.part("sourceSystem").text("name", "code")
        part.know("actionCode", "type", "sourceSystem", "links")
        actions.append(Action(f"{when}T{clock}" if clock else when, part.plain("text"), system, bodies))
    return actions


_WITHIN = ("item", "summary", "billSummaries", "billCommittees", "billSubjects")


def _inside(part: Part, whole: Part, key: str) -> list[Part]:
    """The list under a key, beside the bill or in it; of an address with a count, or of a count alone, nothing.

    The XML of the same service wraps lists in `item` and other elements.
    """
    for one in (whole, part):
        value = one.value.get(key)
        depth = 0
        while isinstance(value, dict) and depth < len(_WITHIN):
            value = next((value[inner] for inner in _WITHIN if inner in value), None if "count" in value else value)
            depth += 1
            if isinstance(value, dict) and not any(inner in value for inner in _WITHIN):
                value = [value] if {"name", "text", "type"} & value.keys() else None
        if isinstance(value, list):
            one.know(key)
            return one.taking.items(value, f"{one.where}.{key}".lstrip("."), one.named(key))
        if isinstance(value, str) and value.strip():
            raise one.wrong(key, "a list", value)
    part.know(key)
    return []
