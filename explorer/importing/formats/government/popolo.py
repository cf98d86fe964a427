"""Popolo: persons, organizations, memberships, posts, areas and events of a legislature.

MAPPING
- persons → person; organizations → body where they are legislatures, committees or chambers, else organization
- memberships → member-of, with their dates, or those of their legislative period; role → note; on_behalf_of_id, mostly
  the party or group, and the area are told as not kept
- areas are told as not kept; events with a date → events
- other names, identifiers → aliases; links, images, contact details are told as not kept; sources → sources
"""

from __future__ import annotations

from explorer.importing.formats.bounded import json_of
from explorer.importing.formats.taking import Part, Taking, listed, reference
from explorer.importing.loose import Loose

BODIES = {"legislature", "chamber", "committee", "government", "upper house", "lower house", "commission"}


def read(data: bytes, name: str) -> Loose | None:
    """A Popolo file as rows; None for another file."""
    value = json_of(data, name)
    if not isinstance(value, dict) or not isinstance(value.get("persons"), list):
        return None
    if not isinstance(value.get("memberships", value.get("organizations")), list):
        return None
    taking = Taking(name)
    whole = Part(taking, value)
    meta = whole.part("meta")
    links = meta.texts("sources")
    file = taking.source(links[0] if links and links[0].startswith("http") else "", name, "", "", "dataset")
    for person in whole.items("persons"):
        _actor(taking, person, "person", file)
    organizations = whole.items("organizations")
    for organization in organizations:
        kind = "body" if organization.text("classification").lower() in BODIES else "organization"
        _actor(taking, organization, kind, file)
    for organization in organizations:
        if above := organization.text("parent_id"):
            _relate(taking, (_key(organization.text("id")), "part-of", _key(above)), file, "", "")
    periods = {}
    for event in whole.items("events"):
        periods[event.text("id")] = _dates(event)
        _event(taking, event, file)
    for membership in whole.items("memberships"):
        _membership(taking, membership, periods, file)
    areas = whole.items("areas")
    for area in areas:
        area.know(*area.value)
    taking.leave("an area", len(areas))
    return taking.done()


def _key(id: str) -> str:
    return f"popolo/{reference(id)}" if id else ""


def _dates(part: Part) -> str:
    start, end = part.day("start_date", "founding_date"), part.day("end_date", "dissolution_date")
    return f"{start or '..'}/{end or '..'}" if (start or end) and start != end else start


def _actor(taking: Taking, part: Part, kind: str, file: str) -> None:
    name, id = part.text("name"), part.text("id")
    others = [other.text("name") for other in part.items("other_names")]
    for known in ("sort_name", "given_name", "family_name", "honorific_prefix", "honorific_suffix"):
        part.know(known)
    numbers = [f"{one.text('scheme')} {one.text('identifier')}".strip() for one in part.items("identifiers")]
    if not name:
        part.know(*part.value)
        taking.leave("a person or organization without a name")
        return
    found = [source.link("url") for source in part.items("sources")]
    cited = [taking.source(url, url, "", "", "", group="") for url in found if url]
    taking.add(
        "actors",
        key=_key(id or name),
        name=name,
        aliases=listed([*others, *numbers], name),
        kind=kind,
        role=part.plain("role"),
        summary=part.plain("summary", "biography"),
        sources=listed(cited) or file,
        where=part.where,
    )


def _event(taking: Taking, part: Part, file: str) -> None:
    name, dates, kind = part.text("name"), _dates(part), part.text("classification")
    if not name or not dates:
        taking.leave("an event without a name or a date")
        return
    key = _key(part.text("id") or name)
    taking.add("events", key=key, title=name, date=dates, kind=kind, sources=file, where=part.where)
    _relate(taking, (key, "concerns", _key(part.text("organization_id"))), file, "", "")


def _membership(taking: Taking, part: Part, periods: dict[str, str], file: str) -> None:
    period = periods.get(part.text("legislative_period_id"), "")
    dates = _dates(part)
    if not dates and period:
        taking.guess("A membership without dates was given those of its legislative period.")
    part.know("id", "organization", "person")
    ends = (_key(part.text("person_id")), "member-of", _key(part.text("organization_id")))
    _relate(taking, ends, file, dates or period, part.text("role", "label"))


def _relate(taking: Taking, ends: tuple[str, str, str], source: str, date: str, note: str) -> None:
    known = [taking.row("actors", end) or taking.row("events", end) for end in (ends[0], ends[2])]
    if all(known):
        taking.relate(*ends, source, date=date, note=note)
    elif ends[0] and ends[2]:
        taking.leave("a membership or bond of somebody who is not in the file")
