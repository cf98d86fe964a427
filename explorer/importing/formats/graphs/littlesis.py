"""LittleSis API: entities and relationships.

MAPPING
- entity → actor: name, blurb → role, summary, aliases; primary_ext → person or organization; its page → source
- relationship → tie: category → verb, first described role → note, start and end → date; an amount → note; its page →
  source. An end that is in no file is called as its address has it
- images, ids of others and the like → told as not kept
"""

from __future__ import annotations

import re
from typing import Any

from explorer.importing.formats.bounded import json_of
from explorer.importing.formats.taking import Part, Taking, listed
from explorer.importing.loose import Loose

VERBS = {
    "1": "works for",
    "2": "studied at",
    "3": "member-of",
    "4": "related to",
    "5": "donated to",
    "6": "did business with",
    "7": "lobbied",
    "8": "knows",
    "9": "works-with",
    "10": "owns",
    "11": "part-of",
    "12": "tied to",
}
_SLUG = re.compile(r"https?://[^/\s]+/(?:entities|person|org)/([0-9]+)-([^/?#\s]+)")


def read(data: bytes, name: str) -> Loose | None:
    """An answer of LittleSis as rows; None for another file."""
    value = json_of(data, name)
    records = _records(value)
    if not records:
        return None
    taking = Taking(name)
    whole = Part(taking, value)
    whole.know("meta", "links", "data", "included")
    parts = taking.items(records, "data")
    for part in parts:
        if part.value.get("type") == "entities":
            _entity(taking, part)
    for part in parts:
        if part.value.get("type") == "relationships":
            _relationship(taking, part)
    return taking.done()


def _records(value: Any) -> list[Any]:
    """The entities and relationships of an answer; none where it is another file."""
    if not isinstance(value, dict) or not isinstance(value.get("data"), dict | list):
        return []
    told, more = value["data"], value.get("included")
    records = [*(told if isinstance(told, list) else [told]), *(more if isinstance(more, list) else [])]
    ours = all(
        isinstance(one, dict) and one.get("type") in ("entities", "relationships") and "attributes" in one
        for one in records
    )
    return records if ours else []


def _entity(taking: Taking, part: Part) -> None:
    told, links = part.part("attributes"), part.part("links")
    part.know("type")
    name, page = told.plain("name"), links.link("self")
    id = part.text("id") or told.text("id")
    told.know("id", "primary_ext", "updated_at", "extensions", "types", "parent_id")
    if not name:
        taking.leave("an entity without a name")
        return
    taking.leave("types and extensions of an entity", 1 if told.has("extensions") else 0)
    source = _page(taking, page, name, told.day("updated_at"))
    taking.add(
        "actors",
        key=f"littlesis/entity/{id}",
        name=name,
        aliases=listed(told.texts("aliases"), name),
        kind="person" if told.value.get("primary_ext") == "Person" else "organization",
        role=told.plain("blurb"),
        summary=told.plain("summary"),
        sources=source,
    )


def _page(taking: Taking, url: str, title: str, day: str) -> str:
    return taking.source(url, f"{title} (LittleSis)", "LittleSis", day, "dataset", group="")


def _relationship(taking: Taking, part: Part) -> None:
    told = part.part("attributes")
    part.know("type", "id")
    told.know("id", "is_current", "description2", "updated_at", "category_attributes", "goods")
    described = told.plain("description")
    source = _page(taking, part.link("self"), described or "Relationship", told.day("updated_at"))
    ends = [_end(taking, told.text(key), part.text(link), source) for key, link in _ENDS]
    if not all(ends):
        taking.leave("a relationship with an end that the file does not name")
        return
    start, end = told.day("start_date"), told.day("end_date")
    amount = " ".join(word for word in (told.text("amount"), told.text("currency")) if word)
    note = "; ".join(word for word in (told.plain("description1"), amount) if word)
    taking.relate(
        ends[0],
        VERBS.get(told.text("category_id"), "tied to"),
        ends[1],
        source,
        date=f"{start}/{end}" if start and end and start != end else start or end,
        note=note,
    )


_ENDS = (("entity1_id", "entity"), ("entity2_id", "related"))


def _end(taking: Taking, id: str, url: str, source: str) -> str:
    """The key of one end, which gets a row of its own where no entity of the file is it."""
    key = f"littlesis/entity/{id}"
    found = _SLUG.match(url)
    if taking.row("actors", key) is None and found and found[1] == id:
        name = found[2].replace("_", " ").replace("%20", " ")
        taking.add("actors", key=key, name=name, sources=source)
        taking.guess("An entity that is not in the file is called as its address has it.")
    return key if taking.row("actors", key) else ""
