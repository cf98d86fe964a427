"""LegiScan: a bill (getBill), a roll call (getRollCall) or a person (getPerson).

MAPPING
- bill → instrument: bill_number → number, title, description → summary, status code → status in a word, bill type →
  kind; US → lane federal, a state → lane state; bill_id and number → aliases
- url with status_date → the source that every row cites; state_link, texts, amendments, supplements → further sources
- history → events in the order of the file; importance 1 → weight 2; chamber → body that carried out the step
- calendar → scheduled events (their clock times are left out); sponsors → actor + sponsored, on the first event
- votes → events with their counts; a roll call → an event with counts; yea → voted-for, nay → voted-against, of
  those whom the bill or the files of people that are given with it (`joined.py`) name
- sasts (same as, similar to) → told as not kept: the other bill is not in the file
- a person → actor; party → not kept
"""

from __future__ import annotations

from explorer.importing.formats.bounded import bad, json_of
from explorer.importing.formats.taking import Part, Taking, listed, reference
from explorer.importing.formats.thread import Step, add_steps, tally
from explorer.importing.loose import Loose

STATUS = {"1": "introduced", "2": "engrossed", "3": "enrolled", "4": "passed", "5": "vetoed", "6": "failed"}
KINDS = {"B": "bill", "R": "resolution", "CR": "concurrent resolution", "JR": "joint resolution", "M": "memorial"}
CHAMBERS = {"H": "House", "S": "Senate", "A": "Assembly"}
SPONSORS = {"1": "primary sponsor", "2": "cosponsor", "3": "joint sponsor"}


def read(data: bytes, name: str) -> Loose | None:
    """A LegiScan answer as rows; None for another file."""
    value = json_of(data, name)
    found = kind_of_file(value)
    if not found:
        if isinstance(value, dict) and value.get("status") == "ERROR" and "alert" in value:
            raise bad(name, "is an error message of LegiScan, not a bill", "download it again")
        return None
    taking = Taking(name)
    whole = Part(taking, value)
    whole.know("status")
    if found == "bill":
        _bill(taking, whole.part("bill"))
    elif found == "person":
        _lone_person(taking, whole.part("person"))
    calls = whole.items("roll_calls") or ([whole.part("roll_call")] if found == "roll_call" else [])
    people = whole.items("people")
    for call in calls:
        _roll_call(taking, call, people)
    return taking.done()


def kind_of_file(value: object) -> str:
    """Whether a file is a bill, a roll call or a person; empty where it is none."""
    if not isinstance(value, dict):
        return ""
    if isinstance(value.get("roll_calls"), list) and not _is_one(value.get("bill"), "bill"):
        return "roll_call" if all(_is_one(call, "roll_call") for call in value["roll_calls"]) else ""
    return next((key for key in ("bill", "roll_call", "person") if _is_one(value.get(key), key)), "")


def _is_one(value: object, key: str) -> bool:
    needed = {"bill": {"bill_id", "bill_number"}, "roll_call": {"roll_call_id"}, "person": {"people_id", "name"}}[key]
    return isinstance(value, dict) and needed <= value.keys()


def _bill(taking: Taking, part: Part) -> None:
    number, title, state = part.text("bill_number"), part.plain("title"), part.text("state")
    if not number or not title:
        raise bad(taking.name, "is a LegiScan bill without a number or a title", "download it again")
    taking.loose.title = title
    key = f"legiscan/bill/{reference(part.text('bill_id'))}"
    session = part.part("session")
    session_name = session.text("session_name", "session_title")
    session.know(*session.value)
    in_words = ", ".join(word for word in (number, state, session_name) if word)
    source = taking.source(part.link("url"), f"{in_words} (LegiScan)", "LegiScan", part.day("status_date"), "dataset")
    kind, code = part.text("bill_type"), part.text("status")
    lane = "federal" if state == "US" else "state" if state else ""
    description = part.plain("description")
    taking.add(
        "instruments",
        key=key,
        title=title,
        number=number,
        aliases=listed([f"LegiScan {part.text('bill_id')}"]),
        kind=KINDS.get(kind, kind),
        lane=lane,
        status=STATUS.get(code, ""),
        summary=description if description != title else "",
        sources=listed([source, *_texts(taking, part, in_words)]),
    )
    part.know("state_id", "bill_type_id", "session_id", "change_hash", "completed", "body_id", "current_body_id")
    part.know("body", "current_body", "pending_committee_id", "committee", "progress")
    for sentence in ("committee", "progress"):
        if part.has(sentence):
            taking.leave(f"“{sentence}”, which the history says in its own words")
    steps = [_step(taking, one, key, state, source, lane) for one in part.items("history")]
    first = add_steps(taking, key, number, source, steps)
    for sponsor in part.items("sponsors"):
        _sponsor(taking, sponsor, first, source)
    for vote in part.items("votes"):
        _vote(taking, vote, key, number, state, source, lane)
    for meeting in part.items("calendar"):
        _meeting(taking, meeting, key, number, source, lane)
    for other in part.items("sasts"):
        how, there = other.text("type"), other.text("sast_bill_number")
        other.know("type_id", "sast_bill_id")
        taking.leave(f"that the bill is related to {there} ({how}), which is not in the file")
    if part.has("referrals"):
        part.know("referrals")
        taking.leave("“referrals”, which the history says in its own words")


def _texts(taking: Taking, part: Part, in_words: str) -> list[str]:
    found = []
    if url := part.link("state_link"):
        found.append(taking.source(url, f"{in_words}, official page", "", "", "law text"))
    for key in ("texts", "amendments", "supplements"):
        for text in part.items(key):
            what = text.text("type", "title")
            text.know(*text.value.keys() - {"url", "date", "state_link"})
            for url in (text.link("url"), text.link("state_link")):
                if url:
                    found.append(taking.source(url, f"{in_words}: {what}", "", text.day("date"), "law text"))
    return found


def _step(taking: Taking, part: Part, bill: str, state: str, source: str, lane: str) -> Step:
    key = f"{bill}/{part.where.rpartition('.')[2]}"
    body = _chamber(taking, part, state, source)
    taking.relate(body, "carried-out", key, source)
    weight = "2" if part.text("importance") == "1" else ""
    if weight:
        taking.guess("A step that LegiScan marks as important was given the weight 2.")
    return Step(key, part.clock("date"), part.plain("action"), {"weight": weight, "lane": lane})


def _chamber(taking: Taking, part: Part, state: str, source: str) -> str:
    part.know("chamber_id")
    code = part.text("chamber")
    if code and code not in CHAMBERS:
        taking.leave(f"the chamber “{code}”, whose name the file does not say")
    if code not in CHAMBERS:
        return ""
    name = f"{CHAMBERS[code]} ({state})" if state else CHAMBERS[code]
    return taking.add("actors", key=f"legiscan/{state}/{code}", name=name, kind="body", sources=source)


def _person(taking: Taking, part: Part, source: str) -> str:
    name, id = part.text("name"), part.text("people_id")
    committee = part.flag("committee_sponsor")
    known = ("person_hash", "party_id", "role_id", "first_name", "middle_name", "last_name", "suffix", "committee_id")
    part.know(*known)
    if not name:
        return ""
    role, district, nickname = part.text("role"), part.text("district"), part.text("nickname")
    said = f"{role}, district {district}" if role and district else role
    return taking.add(
        "actors",
        key=f"legiscan/people/{reference(id or name)}",
        name=name,
        aliases=listed([nickname, f"LegiScan {id}" if id else ""], name),
        kind="organization" if committee else "person",
        role="" if committee else said,
        sources=source,
    )


def _sponsor(taking: Taking, part: Part, event: str, source: str) -> None:
    part.know("sponsor_order")
    note = SPONSORS.get(part.text("sponsor_type_id"), "")
    person = _person(taking, part, source)
    taking.relate(person, "sponsored", event, source, note=note)
    if person and not event:
        taking.leave("a sponsor of a bill of which the file has no history to relate it to")


def _vote(taking: Taking, part: Part, bill: str, number: str, state: str, source: str, lane: str) -> str:
    what, day = part.plain("desc"), part.day("date")
    names = {"yea": "yea", "nay": "nay", "nv": "not voting", "absent": "absent"}
    counts = {word: part.text(key) for key, word in names.items()}
    passed = part.value.get("passed")
    part.know("passed", "total")
    result = "" if passed in (None, "") else "Result: passed. " if part.flag("passed") else "Result: not passed. "
    links = [(part.link("url"), "roll call (LegiScan)"), (part.link("state_link"), "roll call, official page")]
    cited = [source, *(taking.source(url, f"{number}: {title}", "", day, "dataset") for url, title in links if url)]
    key = f"legiscan/roll-call/{reference(part.text('roll_call_id') or part.where)}"
    taking.add(
        "events",
        key=key,
        title=": ".join(said for said in (number, what) if said) or "Roll call",
        date=day,
        lane=lane,
        kind="bill step",
        status="occurred",
        instrument=bill,
        summary=result + tally(counts),
        sources=listed(cited),
    )
    verb = {"Result: passed. ": "passed", "Result: not passed. ": "rejected"}.get(result, "carried-out")
    taking.relate(_chamber(taking, part, state, source), verb, key, listed(cited))
    return key


def _meeting(taking: Taking, part: Part, bill: str, number: str, source: str, lane: str) -> None:
    kind, place = part.text("type"), part.plain("location")
    part.know("type_id", "time")
    if part.has("time"):
        taking.guess("A clock time was left out; the day is the one that the file writes, in its own time zone.")
    taking.add(
        "events",
        key=f"{bill}/{part.where.rpartition('.')[2]}",
        title=f"{number}: {part.plain('description') or kind}",
        date=part.day("date"),
        lane=lane,
        kind=kind.lower(),
        status="scheduled",
        instrument=bill,
        summary=f"Place: {place}." if place else "",
        sources=source,
    )


def _roll_call(taking: Taking, part: Part, people: list[Part]) -> None:
    id, bill = part.text("roll_call_id"), part.text("bill_id")
    source = taking.source("", f"Roll call {id} (LegiScan)", "LegiScan", part.day("date"), "dataset")
    key = f"legiscan/roll-call/{reference(id)}"
    known = taking.row("instruments", f"legiscan/bill/{reference(bill)}") if bill else None
    if bill and known is None:
        taking.leave(f"that the roll call is about the bill {bill}, which is not in the file")
    if taking.row("events", key) is None:
        number = known.get("number", "") if known else ""
        _vote(taking, part, known["key"] if known else "", number, "", source, known.get("lane", "") if known else "")
    else:
        part.know(*part.value)
    for person in people:
        _person(taking, person, source)
    for member in part.items("votes"):
        who = f"legiscan/people/{reference(member.text('people_id'))}"
        verb, word = {"1": "voted-for", "2": "voted-against"}.get(member.text("vote_id"), ""), member.text("vote_text")
        if taking.row("actors", who) is None:
            taking.leave("votes of single members, of whom the file has numbers (people_id) and no names")
        elif verb:
            taking.relate(who, verb, key, source)
        else:
            taking.leave(f"votes “{word}” of single members, which are counted only")


def _lone_person(taking: Taking, part: Part) -> None:
    source = taking.source("", f"{part.text('name')} (LegiScan)", "LegiScan", "", "dataset")
    if not _person(taking, part, source):
        raise bad(taking.name, "is a LegiScan person without a name", "download it again")
