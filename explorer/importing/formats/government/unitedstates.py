"""Bills as the project unitedstates/congress writes them (data.json).

MAPPING
- bill → instrument: type and number → number, short or popular or official title → title, the others → aliases,
  status → status, summary.text → summary, lane federal; bill_id → key and alias
- url with updated_at → the source that every row cites
- actions → events in the order of the file; acted_at may be a day or a time; committees → bodies that they concern
- sponsor, cosponsors → person + sponsored, on the first event, with the day of a cosponsor; who withdrew is left out
- related_bills → told as not kept: the other bill is not in the file
"""

from __future__ import annotations

import re

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

_ID = re.compile(r"([a-z]{1,8})([0-9]{1,6})-([0-9]{1,4})")


def read(data: bytes, name: str) -> Loose | None:
    """A bill of unitedstates/congress as rows; None for another file."""
    value = json_of(data, name)
    if not isinstance(value, dict) or not {"bill_id", "bill_type", "actions"} <= value.keys():
        return None
    taking = Taking(name)
    part = Part(taking, value)
    id = part.text("bill_id")
    found = _ID.fullmatch(id)
    if found is None:
        raise bad(name, f"has the bill_id “{id[:40]}”, which is not like hr21-117", "download it again")
    part.know("bill_type", "number", "congress", "introduced_at", "status_at", "history", "by_request")
    titles = [part.plain(key) for key in ("short_title", "popular_title", "official_title")]
    for title in part.items("titles"):
        titles.append(title.plain("title"))
        title.know("as", "is_for_portion", "type")
    titles = [title for title in titles if title]
    summary = part.part("summary")
    summary.know("as", "date")
    bill = Bill(found.group(3), found.group(1), found.group(2))
    bill.title = titles[0] if titles else ""
    bill.aliases, bill.status, bill.summary = titles[1:], part.text("status").lower(), summary.plain("text")
    source = add_bill(taking, bill, "unitedstates/congress", part.link("url"), part.day("updated_at"))
    first = add_actions(taking, bill, source, _actions(part), newest_first=False)
    add_sponsors(taking, [part.part("sponsor")] if part.has("sponsor") else [], part.items("cosponsors"), first, source)
    for other in part.items("related_bills"):
        match = _ID.fullmatch(other.text("bill_id"))
        other.know("identified_by", "type")
        if match:
            leave_related(taking, match.group(1), match.group(2), other.text("reason"))
    taking.loose.title = bill.title
    return taking.done()


def _actions(part: Part) -> list[Action]:
    names = {}
    for committee in part.items("committees"):
        names[committee.text("committee_id")] = committee.text("committee")
        committee.know("activity", "subcommittee", "subcommittee_id")
    actions = []
    for action in part.items("actions"):
        codes = action.texts("committees")
        bodies = [(committee_key(code, ""), names.get(code) or code) for code in codes]
        action.know("action_code", "type")
        actions.append(Action(action.clock("acted_at"), action.plain("text"), "", bodies))
    return actions
