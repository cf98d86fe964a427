"""The YAML files of unitedstates/congress-legislators: members and executives, committees, who sits in them.

MAPPING
- legislator → person under the key of its bioguide id, which bills of Congress name, too; other names →
  aliases
- each term → member-of House or Senate, from its start to its end; state and district → note; of presidents and vice
  presidents → “held the office of”; party → not kept
- committee → body, part-of its chamber; subcommittee → body, part-of its committee; jurisdiction → summary
- membership → member-of, a chair → leads; title and rank → note. Committees are called by their codes unless the file
  of committees is given, too
"""

from __future__ import annotations

from typing import Any

from explorer.importing.formats.bounded import bad, yaml_of
from explorer.importing.formats.government.us_bill import committee_key
from explorer.importing.formats.taking import Part, Taking, listed
from explorer.importing.loose import Loose

CHAMBERS = {"rep": "house", "sen": "senate", "house": "house", "senate": "senate"}
NAMES = {"house": "United States House of Representatives", "senate": "United States Senate"}
OFFICES = {"prez": "President of the United States", "viceprez": "Vice President of the United States"}
_PERSON = ("birthday", "gender", "religion")
_TERM = ("party", "caucus", "party_affiliations", "address", "phone", "fax", "contact_form", "office", "url", "rss_url")
_IDS = "thomas lis govtrack opensecrets votesmart fec cspan wikipedia house_history ballotpedia maplight icpsr wikidata"


def read(data: bytes, name: str) -> Loose | None:
    """One of the files as rows; None for another file."""
    value = yaml_of(data, name)
    kind = kind_of(value)
    if not kind:
        if isinstance(value, dict) and any(isinstance(one, dict) and "queries" in one for one in value.values()):
            raise bad(name, "is a mapping of FollowTheMoney, not its entities", "run it there, import what it writes")
        return None
    taking = Taking(name)
    source = taking.source("", f"{name} (unitedstates/congress-legislators)", "unitedstates", "", "dataset")
    if kind == "memberships":
        for code, members in Part(taking, value).value.items():
            _seats(taking, str(code), taking.items(members, str(code)[:20], "member"), source)
        taking.parts[0].know(*value)
        return taking.done()
    for part in taking.items(value, kind):
        (_person if kind == "people" else _committee)(taking, part, source)
    return taking.done()


def kind_of(value: Any) -> str:
    """Whether a value is people, committees or memberships; empty where it is none of them."""
    if isinstance(value, list) and value and isinstance(value[0], dict):
        if {"id", "name", "terms"} <= value[0].keys():
            return "people"
        return "committees" if {"type", "name", "thomas_id"} <= value[0].keys() else ""
    if isinstance(value, dict) and value:
        first = next(iter(value.values()))
        if isinstance(first, list) and first and isinstance(first[0], dict) and {"name", "bioguide"} <= first[0].keys():
            return "memberships"
    return ""


def _member(taking: Taking, bioguide: str, name: str, source: str, aliases: list[str]) -> str:
    key = f"us-congress/member/{bioguide or name}"
    return taking.add(
        "actors",
        key=key,
        name=name,
        aliases=listed([*aliases, bioguide], name),
        kind="person",
        lane="federal",
        sources=source,
    )


def _person(taking: Taking, part: Part, source: str) -> None:
    ids, names, bio = part.part("id"), part.part("name"), part.part("bio")
    ids.know(*_IDS.split(), "google_entity_id", "pictorial", "bioguide_previous")
    bio.know(*_PERSON)
    first, last, nick = names.text("nickname", "first"), names.text("last"), names.text("official_full")
    whole = " ".join(word for word in (names.text("first"), names.text("middle"), last, names.text("suffix")) if word)
    name = nick or " ".join(word for word in (first, last) if word)
    if not name:
        taking.leave("a person without a name")
        return
    member = _member(taking, ids.text("bioguide"), name, source, [whole])
    taking.leave("birthday, gender and other particulars of a person", 1 if bio.value else 0)
    for term in part.items("terms"):
        _term(taking, term, member, source)


def _term(taking: Taking, term: Part, member: str, source: str) -> None:
    kind, start, end = term.text("type"), term.day("start"), term.day("end")
    term.know(*_TERM, "class", "state_rank", "how", "end-type", "endtype")
    where = "-".join(word for word in (term.text("state"), term.text("district")) if word)
    taking.leave("the party and the addresses of a term", 1)
    when = f"{start}/{end}" if start and end and start != end else start or end
    if kind in OFFICES:
        office = taking.add(
            "actors", key=f"us/office/{kind}", name=OFFICES[kind], kind="office", lane="federal", sources=source
        )
        taking.relate(member, "held the office of", office, source, date=when)
    elif kind in CHAMBERS:
        chamber = _chamber(taking, CHAMBERS[kind], source)
        taking.relate(member, "member-of", chamber, source, date=when, note=where)
    else:
        taking.leave(f"a term of the kind “{kind[:20]}”")


def _chamber(taking: Taking, kind: str, source: str) -> str:
    return taking.add(
        "actors", key=f"us-congress/{kind}", name=NAMES[kind], kind="body", lane="federal", sources=source
    )


def _committee(taking: Taking, part: Part, source: str, above: str = "", code: str = "") -> None:
    id, name = f"{code}{part.text('thomas_id')}", part.text("name")
    part.know("minority_url", "rss_url", "minority_rss_url", "house_committee_id", "senate_committee_id", "address")
    part.know("phone", "jurisdiction_source", "youtube_id", "wikipedia")
    page = part.link("url")
    cited = taking.source(page, name, "", "", "web page") if page else source
    key = taking.add(
        "actors",
        key=committee_key(id, name),
        name=name if not above else f"{name} (subcommittee, {code})",
        aliases=id,
        kind="body",
        lane="federal",
        summary=part.plain("jurisdiction"),
        sources=cited,
    )
    chamber = CHAMBERS.get(part.text("type"), "")
    if above or chamber:
        taking.relate(key, "part-of", above or _chamber(taking, chamber, source), cited)
    for inner in part.items("subcommittees"):
        _committee(taking, inner, source, key, id)


def _seats(taking: Taking, code: str, members: list[Part], source: str) -> None:
    body = taking.add("actors", key=committee_key(code, code), name=code, kind="body", lane="federal", sources=source)
    for part in members:
        name, title, rank = part.text("name"), part.text("title"), part.text("rank")
        part.know("party", "chamber", "source", "start_date")
        if not name:
            taking.leave("a seat without a name")
            continue
        member = _member(taking, part.text("bioguide"), name, source, [])
        chair = title.lower() in ("chair", "chairman", "chairwoman", "chairperson")
        note = ", ".join(word for word in (title, f"rank {rank}" if rank else "") if word)
        taking.relate(member, "leads" if chair else "member-of", body, source, note=note)
