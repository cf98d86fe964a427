"""FollowTheMoney entities: one JSON object a line, or the entities of an Aleph diagram.

MAPPING: properties are lists of texts
- Person → person; PublicBody → body; Company, Organization, LegalEntity and the like → organization; Address and other
  things are told as not kept; name → name, alias, weakAlias, id numbers → aliases, position → role, summary → summary
- Event → event, with its organizer (carried-out) and those involved (took-part-in)
- Membership, Employment → member-of; Directorship → member-of, as director; Representation → speaks-for; Ownership,
  Payment, Family, UnknownLink and other links → the role as verb, else “relates to”, from the schema's first end
- startDate and endDate, or date → date; role and amounts → note
- sourceUrl with publisher → source; else the file itself
"""

from __future__ import annotations

from itertools import product
from typing import Any

from explorer.importing.formats.bounded import bad, json_lines, json_of
from explorer.importing.formats.taking import Part, Taking, day_of, is_link, listed, reference
from explorer.importing.loose import Loose

ACTORS = {
    "Person": "person",
    "PublicBody": "body",
    "Organization": "organization",
    "Company": "organization",
    "LegalEntity": "",
    "Thing": "",
}
LINKS = {  # first end, second end, verb where no role says another
    "Membership": ("member", "organization", "member-of"),
    "Directorship": ("director", "organization", "member-of"),
    "Employment": ("employee", "employer", "member-of"),
    "Representation": ("agent", "client", "speaks-for"),
    "Ownership": ("owner", "asset", "owns"),
    "Payment": ("payer", "beneficiary", "paid"),
    "Family": ("person", "relative", "relates to"),
    "Associate": ("person", "associate", "works-with"),
    "Succession": ("predecessor", "successor", "came before"),
    "UnknownLink": ("subject", "object", ""),
    "Debt": ("debtor", "creditor", "owes"),
}
LONGEST_VERB = 40
NUMBERS = ("alias", "weakAlias", "previousName", "abbreviation", "registrationNumber", "wikidataId")


def read(data: bytes, name: str) -> Loose | None:
    """Entities as rows; None for another file."""
    values = _entities(data, name)
    if not values or not isinstance(values[0], dict) or not {"id", "schema", "properties"} <= values[0].keys():
        return None
    taking = Taking(name)
    parts = taking.items(values, "entity", "entity")
    file = taking.source("", name, "", "", "dataset", group="")
    links, events = [], []
    for part in parts:
        schema, properties = part.text("schema"), part.part("properties")
        part.know("datasets", "first_seen", "last_seen", "caption", "last_change", "collection", "target")
        key = reference(part.text("id"))
        if not key:
            raise bad(name, f"has an entity without an id ({part.where})", "give every entity an id")
        if schema in ACTORS:
            _actor(taking, properties, key, schema, file)
        elif schema == "Event":
            events.append((properties, _event(taking, properties, key, file)))
        elif schema in LINKS:
            links.append((properties, schema))
        else:
            properties.know(*properties.value)
            taking.leave(f"an entity of the kind “{schema[:40]}”")
    known = {row["key"] for table in ("actors", "events") for row in taking.loose.tables.get(table, [])}
    for properties, event in events:
        for property, verb in (("organizer", "carried-out"), ("involved", "took-part-in")):
            for end in _ends(properties, property):
                _relate(taking, known, (end, event), verb, _source(taking, properties, file), {})
    for properties, schema in links:
        _link(taking, properties, schema, known, file)
    return taking.done()


def _entities(data: bytes, name: str) -> list[Any] | None:
    value = json_of(data, name)
    if value is None:
        return json_lines(data, name)
    if isinstance(value, dict) and "schema" in value and "properties" in value:
        return [value]
    if isinstance(value, dict) and "entities" not in value and isinstance(value.get("layout"), dict):
        value = value["layout"]
    found = value.get("entities") if isinstance(value, dict) else value
    return found if isinstance(found, list) else None


def _first(part: Part, *keys: str) -> str:
    return next((text for key in keys for text in part.texts(key)), "")


def _ends(part: Part, key: str) -> list[str]:
    """The ids that a property names; a diagram has whole entities in their place."""
    value = part.value.get(key)
    if isinstance(value, list) and any(isinstance(one, dict) for one in value):
        found = part.items(key)
        for one in found:
            one.know(*one.value)
        return [reference(one.text("id")) for one in found]
    return [reference(text) for text in part.texts(key)]


def _source(taking: Taking, part: Part, file: str) -> str:
    publisher = _first(part, "publisher")
    found = []
    for url in part.texts("sourceUrl"):
        if is_link(url):
            found.append(taking.source(url, url, publisher, "", "", group=""))
        else:
            taking.leave("“sourceUrl” that is no web address (http, https)")
    return listed(found) or file


def _date(part: Part) -> str:
    start, end, one = (day_of(_first(part, key)) for key in ("startDate", "endDate", "date"))
    return f"{start or '..'}/{end or '..'}" if (start or end) and start != end else start or one


def _actor(taking: Taking, part: Part, key: str, schema: str, file: str) -> None:
    names = part.texts("name")
    others = [text for known in NUMBERS for text in part.texts(known)]
    if not names and not others:
        part.know(*part.value)
        taking.leave("an entity without a name")
        return
    name = (names or others)[0]
    taking.add(
        "actors",
        key=key,
        name=name,
        aliases=listed([*names, *others], name),
        kind=ACTORS[schema],
        role=listed(part.texts("position")),
        summary=_first(part, "summary", "description", "notes"),
        sources=_source(taking, part, file),
    )


def _event(taking: Taking, part: Part, key: str, file: str) -> str:
    place = _first(part, "location")
    summary = " ".join(
        text for text in (_first(part, "summary", "description"), f"Place: {place}." if place else "") if text
    )
    name = _first(part, "name")
    source = _source(taking, part, file)
    return taking.add("events", key=key, title=name or key, date=_date(part), summary=summary, sources=source)


def _link(taking: Taking, part: Part, schema: str, known: set[str], file: str) -> None:
    first, second, verb = LINKS[schema]
    role = _first(part, "role", "relationship", "status")
    notes = [role] if role and verb else []
    if not verb:
        verb, notes = (role, []) if 0 < len(role) <= LONGEST_VERB else ("relates to", [role])
        if not role:
            taking.guess("A link that does not say what it is was taken as “relates to”.")
    if schema == "Directorship" and not role:
        notes.append("director")
    amounts = [
        f"{text} {word}".strip()
        for key, word in (("amountEur", "EUR"), ("amountUsd", "USD"))
        for text in part.texts(key)
    ]
    amounts += [f"{text} {_first(part, 'currency')}".strip() for text in part.texts("amount")]
    part.know("namesMentioned")
    cells = {
        "date": _date(part),
        "note": "; ".join(text for text in [*notes, *amounts, *part.texts("percentage")] if text),
    }
    source = _source(taking, part, file)
    ones, others = [*_ends(part, first)], [*_ends(part, second)]
    taking.expect(sum(one in known for one in ones) * sum(other in known for other in others))
    for one, other in product(ones, others):
        _relate(taking, known, (one, other), verb, source, cells)


def _relate(
    taking: Taking, known: set[str], ends: tuple[str, str], verb: str, source: str, cells: dict[str, str]
) -> None:
    if ends[0] in known and ends[1] in known:
        taking.relate(ends[0], verb, ends[1], source, once=False, **cells)
    else:
        taking.leave("a link to an entity that is not in the file, or is not kept")
