"""Open States bills (API version 3): one bill, or a list of them.

MAPPING
- bill → instrument: identifier → number, title, classification → kind, latest_action_description → status, the level of
  its jurisdiction → lane, other titles and identifiers → aliases, the first abstract → summary; its ocd-bill id → key
- openstates_url with updated_at → the source that every row cites; sources, versions, documents → further sources of
  the instrument
- actions → events in their `order`; classification → kind; organization → actor that passed, rejected, signed or
  carried out the step
- a bill without actions → its first and its latest action as events
- sponsorships → actor + sponsored, on the first event; primary or cosponsor → note
- votes → event with its counts; yes → voted-for, no → voted-against; every other option is counted only
- related_bills → builds-on where the other replaces or is replaced, else set-in-the-context-of, between first events
  that the file has; else not kept
"""

from __future__ import annotations

from collections import Counter

from explorer.importing.formats.bounded import bad, json_of
from explorer.importing.formats.taking import Part, Taking, listed, reference
from explorer.importing.formats.thread import Step, add_steps, tally
from explorer.importing.loose import Loose

LANES = {"country": "federal", "state": "state", "municipality": "city", "local": "city", "government": ""}
KINDS = {
    "executive-signature": "law",
    "became-law": "law",
    "executive-veto": "bill ends",
    "failure": "bill ends",
    "withdrawal": "bill ends",
}
VERBS = {
    "executive-signature": "signed",
    "executive-veto": "rejected",
    "passage": "passed",
    "committee-passage": "passed",
    "committee-passage-favorable": "passed",
    "failure": "rejected",
    "committee-failure": "rejected",
}
ACTOR_KINDS = {"executive": "office", "upper": "body", "lower": "body", "legislature": "body", "committee": "body"}
SIDES = {"yes": "voted-for", "no": "voted-against"}


def read(data: bytes, name: str) -> Loose | None:
    """Open States bills as rows; None for another file."""
    value = json_of(data, name)
    bills = value.get("results", [value]) if isinstance(value, dict) else value
    if not isinstance(bills, list) or not bills or not _is_bill(bills[0]):
        return None
    taking = Taking(name)
    if isinstance(value, dict) and "results" in value:
        Part(taking, value).know("results", "pagination")
    parts = taking.items(bills, "results" if len(bills) > 1 else "")
    firsts = {}
    for part in parts:
        key, first = _bill(taking, part)
        firsts[key] = first
    numbers = {row.get("number", ""): row.get("key", "") for row in taking.loose.tables["instruments"]}
    for part in parts:
        _related(taking, part, firsts, numbers)
    if len(parts) == 1:
        taking.loose.title = taking.loose.tables["instruments"][0].get("title", "")
    return taking.done()


def _is_bill(value: object) -> bool:
    if not isinstance(value, dict) or not {"identifier", "title"} <= value.keys():
        return False
    return str(value.get("id")).startswith("ocd-bill/") or bool({"openstates_url", "jurisdiction"} & value.keys())


def _key(part: Part) -> str:
    return reference(part.text("id") or part.text("openstates_url") or f"{part.where}{part.text('identifier')}")


def _bill(taking: Taking, part: Part) -> tuple[str, str]:
    jurisdiction = part.part("jurisdiction")
    place, level = jurisdiction.text("name"), jurisdiction.text("classification")
    jurisdiction.know("id")
    key, number, title = _key(part), part.text("identifier"), part.plain("title")
    if not number or not title:
        raise bad(taking.name, f"{part.where or 'the bill'} has no identifier or no title", "download it again")
    session = part.text("session")
    in_words = ", ".join(word for word in (number, place, session) if word)
    source = taking.source(
        part.link("openstates_url"),
        f"{in_words} (Open States)",
        "Open States",
        part.day("updated_at", "created_at"),
        "dataset",
    )
    others = [other.plain("title") for other in part.items("other_titles")]
    others += [other.text("identifier") for other in part.items("other_identifiers")]
    abstracts = [abstract.plain("abstract") for abstract in part.items("abstracts")]
    taking.leave("an abstract beside the first", len(abstracts) - 1)
    kinds = part.texts("classification")
    lane = LANES.get(level, level)
    taking.add(
        "instruments",
        key=key,
        title=title,
        number=number,
        aliases=listed([*others, part.text("id")], title),
        kind=kinds[0] if kinds else "",
        lane=lane,
        status=part.text("latest_action_description"),
        summary=abstracts[0] if abstracts else "",
        sources=listed([source, *_links(taking, part, in_words)]),
        where=part.where,
    )
    steps = [_action(taking, action, key, place, source) for action in _ordered(part)] or _ends(part, key)
    part.know("first_action_date", "latest_action_date", "latest_passage_date", "from_organization")
    first = add_steps(taking, key, number, source, [_in_lane(step, lane) for step in steps])
    for sponsorship in part.items("sponsorships"):
        _sponsor(taking, sponsorship, first, place, source)
    for vote in part.items("votes"):
        _vote(taking, vote, key, number, place, source, lane)
    return key, first


def _in_lane(step: Step, lane: str) -> Step:
    step.cells["lane"] = lane
    return step


def _links(taking: Taking, part: Part, in_words: str) -> list[str]:
    found = []
    for link in part.items("sources"):
        if url := link.link("url"):
            found.append(taking.source(url, f"{in_words}, official page", "", "", "law text"))
    for key in ("versions", "documents"):
        for version in part.items(key):
            note, day = version.text("note"), version.day("date")
            version.know("id")
            for link in version.items("links"):
                link.know("media_type")
                if url := link.link("url"):
                    found.append(taking.source(url, f"{in_words}: {note}", "", day, "law text"))
    return found


def _ordered(part: Part) -> list[Part]:
    actions = part.items("actions")
    places = [action.value.get("order") for action in actions]
    if all(isinstance(place, int) for place in places):
        actions = sorted(actions, key=lambda action: int(action.value["order"]))
    for action in actions:
        action.know("order")
    return actions


def _action(taking: Taking, action: Part, bill: str, place: str, source: str) -> Step:
    kinds = action.texts("classification")
    key = f"{bill}/action/{action.text('id') or action.where}"
    kind = next((KINDS[kind] for kind in kinds if kind in KINDS), "")
    body = _organization(taking, action.part("organization"), place, source)
    verb = next((VERBS[kind] for kind in kinds if kind in VERBS), "carried-out")
    taking.relate(body, verb, reference(key), source)
    return Step(reference(key), action.clock("date"), action.plain("description"), {"kind": kind})


def _ends(part: Part, key: str) -> list[Step]:
    """Of a bill without its actions: the first, if it has another date than the latest, and the latest."""
    first, latest = part.text("first_action_date"), part.text("latest_action_date")
    what = part.text("latest_action_description")
    steps = [Step(f"{key}/first-action", first, "First action")] if first and first[:10] != latest[:10] else []
    return steps + ([Step(f"{key}/latest-action", latest, what)] if what and latest else [])


def _organization(taking: Taking, part: Part, place: str, source: str) -> str:
    name, kind = part.text("name"), part.text("classification")
    if not name:
        return ""
    key = reference(part.text("id") or f"{name} ({place})")
    kind = ACTOR_KINDS.get(kind, "organization")
    return taking.add(
        "actors", key=key, name=f"{name} ({place})" if place else name, aliases=name, kind=kind, sources=source
    )


def _person(taking: Taking, part: Part, name: str, source: str) -> str:
    full, key = part.text("name") or name, reference(part.text("id") or name)
    if not full:
        return ""
    role = part.part("current_role")
    district, title = role.text("district"), role.text("title")
    role.know("org_classification", "division_id")
    if not part.value:
        taking.guess("A person of whom the file has no more than a name was taken by that name.")
    said = f"{title}, district {district}" if title and district else title
    aliases = listed([name, part.text("id")], full)
    return taking.add("actors", key=key, name=full, aliases=aliases, kind="person", role=said, sources=source)


def _sponsor(taking: Taking, part: Part, event: str, place: str, source: str) -> None:
    part.know("id", "primary")
    name, organization = part.text("name"), part.part("organization")
    if organization.value:
        actor = _organization(taking, organization, place, source)
    elif part.text("entity_type") == "organization":
        actor = taking.add("actors", key=reference(name), name=name, kind="organization", sources=source)
    else:
        actor = _person(taking, part.part("person"), name, source)
    note = part.text("classification")
    taking.relate(actor, "sponsored", event, source, note=f"{note} sponsor" if note == "primary" else note)
    if actor and not event:
        taking.leave("a sponsor of a bill of which the file has no action to relate it to")


def _vote(taking: Taking, part: Part, bill: str, number: str, place: str, source: str, lane: str) -> None:
    key = reference(part.text("id") or f"{bill}/{part.where}")
    links = [link.link("url") for link in part.items("sources")]
    cited = [
        source,
        *(taking.source(url, f"{number}: vote, official page", "", "", "law text") for url in links if url),
    ]
    ballots = [(ballot, ballot.text("option").lower()) for ballot in part.items("votes")]
    counts = {count.text("option"): count.text("value") for count in part.items("counts")}
    counts = counts or {option: str(many) for option, many in Counter(option for _, option in ballots).items()}
    result, motion = part.text("result"), part.plain("motion_text")
    taking.add(
        "events",
        key=key,
        title=f"{number}: vote — {motion}" if motion else f"{number}: vote",
        aliases=part.text("identifier"),
        date=part.day("start_date"),
        lane=lane,
        kind="bill step",
        status="occurred",
        instrument=bill,
        summary=" ".join(said for said in (f"Result: {result}." if result else "", tally(counts)) if said),
        sources=listed(cited),
    )
    part.know("motion_classification")
    body = _organization(taking, part.part("organization"), place, source)
    taking.relate(body, {"pass": "passed", "fail": "rejected"}.get(result, "carried-out"), key, listed(cited))
    for ballot, option in ballots:
        ballot.know("id", "note")
        voter = _person(taking, ballot.part("voter"), ballot.text("voter_name"), source)
        if option in SIDES:
            taking.relate(voter, SIDES[option], key, listed(cited))
        else:
            taking.leave(f"votes “{option}” of single members, which are counted only")


def _related(taking: Taking, part: Part, firsts: dict[str, str], numbers: dict[str, str]) -> None:
    for other in part.items("related_bills"):
        kind, number = other.text("relation_type"), other.text("identifier")
        other.know("legislative_session")
        there = firsts.get(numbers.get(number, ""), "")
        here = firsts.get(_key(part), "")
        if there and here:
            verb = {"replaces": "builds-on", "prior-session": "builds-on"}.get(kind, "set-in-the-context-of")
            taking.relate(here, verb, there, part_source(taking, _key(part)), note=kind)
        else:
            taking.leave(f"that a bill is related ({kind or 'how is not said'}) to {number}, which is not in the file")


def part_source(taking: Taking, key: str) -> str:
    """The first source that an instrument cites."""
    row = taking.row("instruments", key)
    return row.get("sources", "").split("; ")[0] if row else ""
