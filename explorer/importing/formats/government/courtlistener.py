"""CourtListener: dockets (REST or search), docket entries, parties.

MAPPING
- docket → instrument: docket number → number, case name → title, “lawsuit” → kind, cause and nature of suit → summary,
  full name and id → aliases; terminated or not → status
- absolute_url at courtlistener.com, with date_modified → the source that every row cites (court)
- date filed, argued, terminated → events; documents of a search → events by the day of their entry, entries once
- docket entries → events; their description → title (shortened) and summary, entry number → alias
- court → body, and assigned or referred judge → person, both in the context of the first event
- parties → actors that took part in the first event; which side they are on, only /parties/ says, and no column has it
- attorneys and firms are told as not kept
"""

from __future__ import annotations

from typing import Any

from explorer.importing.formats.bounded import bad, json_of
from explorer.importing.formats.taking import Part, Taking, listed, reference, shortly
from explorer.importing.formats.thread import Step, add_steps
from explorer.importing.loose import Loose

SITE = "https://www.courtlistener.com"


def read(data: bytes, name: str) -> Loose | None:
    """Dockets as rows; None for another file."""
    value = json_of(data, name)
    records = value.get("results", [value]) if isinstance(value, dict) else value
    if not isinstance(records, list) or not records or not isinstance(records[0], dict):
        return None
    kind = _kind(records[0])
    if not kind:
        return None
    taking = Taking(name)
    if isinstance(value, dict) and "results" in value:
        Part(taking, value).know("results", "count", "document_count", "next", "previous")
    parts = taking.items(records, "results")
    if kind == "entry":
        source = taking.source("", f"Docket entries ({name})", "CourtListener", "", "court")
        taking.leave("the docket that the entries belong to, of which the file has no name", 1)
        add_steps(taking, "", "", source, [_entry(part) for part in parts])
    elif kind == "party":
        _parties(taking, parts, name)
    else:
        for part in parts:
            _docket(taking, part)
    if kind == "docket" and len(parts) == 1:
        taking.loose.title = taking.loose.tables["instruments"][0].get("title", "")
    return taking.done()


def _kind(record: dict[str, Any]) -> str:
    keys = record.keys()
    if {"docket_number", "case_name"} <= keys or {"docketNumber", "caseName"} <= keys:
        return "docket"
    if "entry_number" in keys and {"description", "date_filed"} <= keys:
        return "entry"
    return "party" if "party_types" in keys and "name" in keys else ""


def _docket(taking: Taking, part: Part) -> None:
    number, title = part.text("docket_number", "docketNumber"), part.plain("case_name", "caseName")
    full, short = part.plain("case_name_full"), part.plain("case_name_short")
    id = part.text("id", "docket_id")
    if not title:
        raise bad(taking.name, f"{part.where} has no case name", "download it again")
    key = f"courtlistener/docket/{reference(id or number or title)}"
    path = part.text("absolute_url", "docket_absolute_url")
    url = f"{SITE}{path}" if path.startswith("/") else path if path.startswith(SITE) else ""
    meta = part.part("meta")
    meta.know("score", "more_docs", "date_created")
    published = part.day("date_modified") or meta.day("timestamp")
    source = taking.source(url, f"{title}, {number} (CourtListener)", "CourtListener", published, "court")
    cause, nature = part.text("cause"), part.text("nature_of_suit", "suitNature")
    words = {"Cause": cause, "Nature of suit": nature}
    ended = part.text("date_terminated", "dateTerminated")
    taking.add(
        "instruments",
        key=key,
        title=shortly(title),
        number=number,
        aliases=listed([full, short, f"CourtListener {id}" if id else ""], title),
        kind="lawsuit",
        status="terminated" if ended else "",
        summary=" ".join(f"{word}: {said}." for word, said in words.items() if said),
        sources=source,
    )
    part.know(
        "resource_uri", "slug", "date_created", "date_last_index", "docket_number_core", "date_last_filing", "source"
    )
    part.know("court_id", "court_citation_string", "assigned_to", "assigned_to_id", "referred_to", "referred_to_id")
    first = add_steps(taking, key, number, source, _docket_steps(part, key))
    _people(taking, part, first, source)


def _docket_steps(part: Part, key: str) -> list[Step]:
    steps = []
    for words, keys in (
        ("Filed", ("date_filed", "dateFiled")),
        ("Argued", ("date_argued", "dateArgued")),
        ("Terminated", ("date_terminated", "dateTerminated")),
    ):
        if when := part.clock(*keys):
            steps.append(Step(f"{key}/{words.lower()}", when, words, {"kind": "court"}))
    entries: dict[str, Step] = {}
    for document in part.items("recap_documents"):
        id = document.text("docket_entry_id") or document.where
        what = document.plain("description", "short_description")
        entry = document.text("entry_number", "document_number")
        when = document.clock("entry_date_filed")
        document.know("short_description", "document_number", "absolute_url", "attachment_number", "id", "meta")
        document.know("document_type", "filepath_local", "is_available", "pacer_doc_id", "page_count")
        if what and when:
            alias = f"entry {entry}" if entry else ""
            cells = {"kind": "court", "aliases": alias, "summary": what}
            entries.setdefault(id, Step(f"courtlistener/entry/{reference(id)}", when, shortly(what, 100), cells))
    return [*steps, *(_entry(one) for one in part.items("docket_entries")), *entries.values()]


def _entry(part: Part) -> Step:
    what, number = part.plain("description"), part.text("entry_number")
    id, day, clock = part.text("id") or part.where, part.text("date_filed"), part.text("time_filed")
    found = part.items("recap_documents")
    documents = [document.plain("description") for document in found]
    for document in found:
        document.know(*document.value)
    part.know(
        "resource_uri", "docket", "date_created", "date_modified", "recap_sequence_number", "pacer_sequence_number"
    )
    what = what or next((one for one in documents if one), "") or f"Entry {number}".strip()
    documents_said = listed(documents, what)
    cells = {"kind": "court", "aliases": f"entry {number}" if number else ""}
    cells["summary"] = f"{what} Documents: {documents_said}." if documents_said else what
    when = f"{day}T{clock}" if day and clock and "T" not in day else day
    return Step(f"courtlistener/entry/{reference(id)}", when, shortly(what, 100), cells)


def _people(taking: Taking, part: Part, first: str, source: str) -> None:
    court = part.text("court")
    if court and not court.startswith("http"):
        body = f"courtlistener/court/{reference(court)}"
        taking.add("actors", key=body, name=court, kind="body", sources=source)
        taking.relate(first, "concerns", body, source, note="The court of the case.")
    for keys, note in (
        (("assigned_to_str", "assignedTo"), "assigned"),
        (("referred_to_str", "referredTo"), "referred"),
    ):
        if name := part.text(*keys):
            judge = f"courtlistener/judge/{reference(name)}"
            taking.add("actors", key=judge, name=name, kind="person", sources=source)
            taking.relate(first, "concerns", judge, source, note=f"The case is {note} to this judge.")
    for name in part.texts("party"):
        actor = f"courtlistener/party/{reference(name)}"
        taking.add("actors", key=actor, name=name, sources=source)
        taking.guess("A name in the list of parties was taken as a party, without its side and its kind.")
        taking.relate(actor, "took-part-in", first, source, once=True, note="A party to the case.")
    part.know("party", "party_id", "attorney_id", "firm_id")
    for key, words in (("attorney", "attorneys"), ("firm", "law firms")):
        taking.leave(f"{words} of the parties", len(part.texts(key)))


def _parties(taking: Taking, parts: list[Part], name: str) -> None:
    source = taking.source("", f"Parties ({name})", "CourtListener", "", "court")
    taking.leave("the docket that the parties belong to, of which the file has no name", 1)
    for part in parts:
        called = part.text("name")
        if called:
            key = f"courtlistener/party/{reference(called)}"
            taking.add("actors", key=key, name=called, sources=source)
        for side in part.items("party_types"):
            taking.leave(f"that somebody is “{side.text('name')}” in a case that is not in the file")
            side.know(*side.value)
        attorneys = part.items("attorneys")
        for attorney in attorneys:
            attorney.know(*attorney.value)
        taking.leave("attorneys of the parties", len(attorneys))
        part.know("resource_uri", "id", "date_created", "date_modified")
