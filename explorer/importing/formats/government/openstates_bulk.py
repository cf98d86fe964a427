"""The CSV files of a session that Open States offers in bulk: bills, and what belongs to them, each a file.

MAPPING
- each file is known by its columns; given together they are bills as the API has them (`openstates.py` says what
  becomes what): actions in their order, sponsorships, sources, votes with who voted how
- actions or votes without the file of bills → bills that are called by their ids
- sponsorships or voters without bills → people and bodies without ties
"""

from __future__ import annotations

import ast
import json
from collections.abc import Mapping, Sequence
from typing import Any

from explorer.importing.formats.bounded import bad, csv_of
from explorer.importing.formats.taking import Taking, is_link
from explorer.importing.loose import Loose

TABLES: Mapping[str, set[str]] = {
    "bills": {"id", "identifier", "title", "classification", "session_identifier"},
    "actions": {"bill_id", "description", "date", "classification", "order"},
    "sponsorships": {"bill_id", "name", "entity_type", "primary"},
    "votes": {"id", "bill_id", "motion_text", "start_date", "result"},
    "vote_people": {"vote_event_id", "option", "voter_name"},
    "sources": {"bill_id", "url", "note"},
}
Rows = list[dict[str, str]]


def read(data: bytes, name: str) -> Loose | None:
    """One of the files alone as rows; None for another file."""
    table, rows = _table(data, name)
    if not table:
        return None
    if table == "sources":
        raise bad(name, "holds the sources of bills without the bills", "give it together with the file of bills")
    from explorer.importing.formats.government import openstates

    if table in ("bills", "actions", "votes"):
        return openstates.read(json.dumps(_bills({table: rows})).encode(), name)
    taking = Taking(name)
    source = taking.source("", f"{name} (Open States)", "Open States", "", "dataset")
    for row in rows:
        _add_person(taking, row, source)
    taking.leave(f"what the {len(rows):,} rows of {table} belong to: import them together with the file of bills")
    return taking.done()


def _add_person(taking: Taking, row: Mapping[str, str], source: str) -> None:
    called = row.get("name") or row.get("voter_name", "")
    kind = "person" if row.get("entity_type", "person") == "person" else "organization"
    key = row.get("person_id") or row.get("voter_id") or row.get("organization_id") or called
    if called:
        taking.add("actors", key=key, name=called, kind=kind, sources=source)


def joined(files: Sequence[tuple[str, bytes]]) -> tuple[list[tuple[str, bytes]], list[tuple[str, bytes]]]:
    """The files that are none of these, and the session's bills as one file of the API, where several are given."""
    tables: dict[str, Rows] = {}
    left: list[tuple[str, bytes]] = []
    names: dict[str, str] = {}
    for name, data in files:
        table, rows = _table(data, name)
        if table:
            tables.setdefault(table, []).extend(rows)
            names.setdefault(table, name)
        else:
            left.append((name, data))
    if len(names) < 2 or not {"bills", "actions", "votes"} & names.keys():
        return list(files), []
    main = next(names[table] for table in TABLES if table in names)
    return left, [(main, json.dumps(_bills(tables)).encode())]


def _table(data: bytes, name: str) -> tuple[str, Rows]:
    for table, columns in TABLES.items():
        if (rows := csv_of(data, name, columns)) is not None:
            return table, rows
    return "", []


def _bills(tables: Mapping[str, Rows]) -> dict[str, Any]:
    """The bills as the API answers them."""
    bills = {row["id"]: _bill(row) for row in tables.get("bills", [])}
    votes = {}
    for row in tables.get("votes", []):
        votes[row["id"]] = {**_cells(row, "id", "motion_text", "start_date", "result", "identifier"), "votes": []}
        _of(bills, row)["votes"].append(votes[row["id"]])
    for row in tables.get("vote_people", []):
        if vote := votes.get(row.get("vote_event_id", "")):
            vote["votes"].append({"option": row.get("option", ""), "voter_name": row.get("voter_name", "")})
    for row in sorted(tables.get("actions", []), key=lambda row: int(row["order"]) if row["order"].isdigit() else 0):
        action = {**_cells(row, "description", "date"), "classification": _listed(row.get("classification", ""))}
        _of(bills, row)["actions"].append(action)
    for row in tables.get("sponsorships", []):
        sponsor = _cells(row, "name", "entity_type", "classification")
        _of(bills, row)["sponsorships"].append({**sponsor, "primary": row.get("primary", "").lower() == "true"})
    for row in tables.get("sources", []):
        if is_link(row.get("url", "")):
            _of(bills, row)["sources"].append({"url": row["url"]})
    return {"results": list(bills.values())}


def _of(bills: dict[str, Any], row: Mapping[str, str]) -> dict[str, Any]:
    """The bill of a row; one that is called by its id where the file of bills does not have it."""
    id = row.get("bill_id", "") or "bill"
    found: dict[str, Any] = bills.setdefault(id, _bill({"id": id, "identifier": id, "title": id}))
    return found


def _bill(row: Mapping[str, str]) -> dict[str, Any]:
    place = {"name": row["jurisdiction"], "classification": "state"} if row.get("jurisdiction") else None
    return {
        **_cells(row, "id", "identifier", "title"),
        "session": row.get("session_identifier", ""),
        "classification": _listed(row.get("classification", "")),
        "subject": _listed(row.get("subject", "")),
        "jurisdiction": place,
        **{part: [] for part in ("actions", "sponsorships", "votes", "sources")},
    }


def _cells(row: Mapping[str, str], *names: str) -> dict[str, Any]:
    return {name: row.get(name, "") for name in names}


def _listed(text: str) -> list[str]:
    """The texts of a list as Python writes one.

    >>> _listed("['bill']"), _listed("bill"), _listed("__import__('os')")
    (['bill'], ['bill'], ["__import__('os')"])
    """
    if not text or len(text) > 2_000 or not text.startswith("["):
        return [text] if text else []
    try:
        found = ast.literal_eval(text)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return [text]
    return [str(one) for one in found] if isinstance(found, list) else [text]
