"""Federal Register documents: one, or the results of a search; also documents on public inspection.

MAPPING
- document → instrument: title, “Executive Order N” or the document number → number, subtype or type → kind, citation,
  document number and dockets → aliases, abstract → summary, lane federal
- html_url with publication_date → the source that every row cites (law text); pdf_url → a further one
- filed_at (public inspection), signing_date, publication_date, effective_on → events in that order
- president → person + signed, on the signing; agencies → actors that announced the publication; parent_id → part-of
- executive_order_notes: “Amends”, “Revokes”, “Supersedes” → changes; “Continues” → builds-on; “See” →
  set-in-the-context-of; “… by” turns it round; between the signings of orders that are both in the file, else not kept
"""

from __future__ import annotations

import re

from explorer.importing.formats.bounded import bad, json_of
from explorer.importing.formats.taking import Part, Taking, listed, plain_text, reference
from explorer.importing.formats.thread import Step, add_steps
from explorer.importing.loose import Loose

VERBS = {
    "amends": "changes",
    "revokes": "changes",
    "revokes in part": "changes",
    "supersedes": "changes",
    "suspends": "changes",
    "amended": "changes",
    "revoked": "changes",
    "revoked in part": "changes",
    "superseded": "changes",
    "continues": "builds-on",
    "continued": "builds-on",
    "see": "set-in-the-context-of",
}
_CLAUSE = re.compile(r"\s*([A-Za-z][A-Za-z ]{0,30}?)\s*:\s*(.*)")
_ORDER = re.compile(r"\bEO\s+(\d{4,6})\b")


def read(data: bytes, name: str) -> Loose | None:
    """Federal Register documents as rows; None for another file."""
    value = json_of(data, name)
    documents = value.get("results", [value]) if isinstance(value, dict) else value
    if not isinstance(documents, list) or not documents or not _is_document(documents[0]):
        return None
    taking = Taking(name)
    if isinstance(value, dict) and "results" in value:
        whole = Part(taking, value)
        taking.loose.title = whole.text("description")
        whole.know("results", "count", "total_pages", "next_page_url", "previous_page_url")
    parts = taking.items(documents, "results" if len(documents) > 1 else "")
    signed: dict[str, str] = {}
    for part in parts:
        _document(taking, part, signed)
    for part in parts:
        _notes(taking, part, signed)
    return taking.done()


def _is_document(value: object) -> bool:
    return (
        isinstance(value, dict)
        and "document_number" in value
        and bool({"html_url", "agencies", "agency_names", "publication_date", "citation"} & value.keys())
    )


def _order_number(part: Part) -> str:
    return part.text("executive_order_number") or (
        part.text("presidential_document_number") if part.text("subtype") == "Executive Order" else ""
    )


def _document(taking: Taking, part: Part, signed: dict[str, str]) -> None:
    document, title = part.text("document_number"), part.plain("title")
    if not document or not title:
        raise bad(taking.name, f"{part.where or 'the document'} has no number or no title", "download it again")
    key, order, kind = f"federal-register/{reference(document)}", _order_number(part), part.text("subtype", "type")
    proclamation = part.text("proclamation_number")
    number = f"Executive Order {order}" if order else f"Proclamation {proclamation}" if proclamation else document
    published = part.day("publication_date")
    source = taking.source(part.link("html_url"), title, "Federal Register", published, "law text")
    cited = [source]
    if url := part.link("pdf_url", "public_inspection_pdf_url"):
        cited.append(taking.source(url, f"{title} (PDF)", "Federal Register", published, "law text"))
    short = f"EO {order}" if order else ""
    dockets = [*part.texts("docket_ids"), *part.texts("docket_numbers"), part.text("docket_id")]
    taking.add(
        "instruments",
        key=key,
        title=title,
        number=number,
        aliases=listed([short, part.text("citation"), document, *dockets], number),
        kind=kind.lower(),
        lane="federal",
        status=part.plain("action"),
        summary=part.plain("abstract"),
        sources=listed(cited),
    )
    part.know("json_url", "body_html_url", "raw_text_url", "full_text_xml_url", "mods_url", "page_views", "images")
    part.know("agency_names", "start_page", "end_page", "volume", "excerpts", "pdf_file_name", "pdf_file_size")
    part.know(
        "pdf_updated_at", "subject_1", "subject_2", "subject_3", "toc_doc", "toc_subject", "public_inspection_pdf_url"
    )
    short = short or kind or document
    steps = [
        Step(f"{key}/{column}", part.clock(column), f"{short}{what}", {"kind": sort, "lane": "federal", "title": ""})
        for column, what, sort in (
            ("filed_at", " filed for public inspection", "publication"),
            ("signing_date", " signed", "order"),
            ("publication_date", " published in the Federal Register", "publication"),
            ("effective_on", " takes effect", "takes effect"),
        )
        if part.text(column)
    ]
    for step in steps:
        step.cells["title"] = f"{step.what}: {title}"
        step.status = "" if step.key.endswith("/effective_on") else "occurred"  # a document says no more than the day
    add_steps(taking, key, "", source, steps)
    keys = {step.key for step in steps}
    if order and f"{key}/signing_date" in keys:
        signed[order] = f"{key}/signing_date"
    _people(taking, part, key, keys, source)


def _people(taking: Taking, part: Part, key: str, steps: set[str], source: str) -> None:
    president = part.part("president")
    name, id = president.text("name"), president.text("identifier")
    if name and f"{key}/signing_date" in steps:
        person = f"federal-register/president/{reference(id or name)}"
        taking.add("actors", key=person, name=name, kind="person", lane="federal", sources=source)
        taking.relate(person, "signed", f"{key}/signing_date", source)
    elif name:
        taking.leave("the president of a document that has no date of signing")
    agencies = part.items("agencies")
    keys = {agency.text("id"): _agency(taking, agency, source) for agency in agencies}
    for agency in agencies:
        own, parent = keys[agency.text("id")], keys.get(agency.text("parent_id"), "")
        taking.relate(own, "announced", f"{key}/publication_date" if f"{key}/publication_date" in steps else "", source)
        taking.relate(own, "part-of", parent, source, once=True)


def _agency(taking: Taking, part: Part, source: str) -> str:
    name, raw = part.text("name", "raw_name"), part.text("raw_name")
    part.know("url", "json_url", "slug")
    if not name:
        return ""
    key = f"federal-register/agency/{reference(part.text('id') or name)}"
    aliases = "" if raw.lower() == name.lower() else listed([raw])
    return taking.add("actors", key=key, name=name, aliases=aliases, kind="agency", lane="federal", sources=source)


def _notes(taking: Taking, part: Part, signed: dict[str, str]) -> None:
    order = _order_number(part)
    notes = part.text("executive_order_notes") or part.text("disposition_notes")
    part.know("executive_order_notes", "disposition_notes")
    here, clause = signed.get(order, ""), ""
    for piece in re.split(r"[;\n]", plain_text(notes)):
        if found := _CLAUSE.match(piece):
            clause, piece = found.group(1).lower(), found.group(2)
        for other in _ORDER.findall(piece):
            verb = VERBS.get(clause.removesuffix(" by").strip(), "")
            there = signed.get(other, "")
            if not (verb and here and there):
                taking.leave(f"that EO {order} has the note “{clause}” about EO {other}, which is not in the file")
            elif here != there:
                ends = (there, here) if clause.endswith(" by") else (here, there)
                row = taking.row("events", here)
                taking.relate(
                    ends[0], verb, ends[1], row["sources"] if row else "", note=f"The register’s note: {clause}."
                )
