"""Files that tell one thing together in; one file for each such thing out, so that a reader sees it whole.

MAPPING
- Congress.gov: actions, cosponsors, committees and so on of a bill, by the bill that their request names → one file
- Legistar: histories, sponsors, votes, attachments, relations → the file of their matter, or one file without it
- LegiScan: roll calls → the file of their bill; people → every file with roll calls, whose members they name
- Open States: the CSV files of a session → its bills, with their actions, sponsorships, votes and sources
A file that belongs to none of these stays as it is.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from explorer.importing.formats.bounded import json_of, yaml_of
from explorer.importing.formats.government import congress_gov, congress_people, legiscan, legistar, openstates_bulk

Named = tuple[str, bytes]


def joined(files: Sequence[Named]) -> list[Named]:
    """The files, those that belong together as one under the name of its main part. Raises BadInput."""
    if len(files) < 2:
        return [(name, data) for name, data in files]
    left, made = openstates_bulk.joined(files)
    values = {name: json_of(data, name) for name, data in left}
    data_of = dict(left)
    for join in (_congress, _legistar, _legiscan):
        for main, value, absorbed in join(values):
            made.append((main, json.dumps(value).encode()))
            for name in absorbed:
                values.pop(name)
    rest = sorted(values, key=lambda name: congress_people.kind_of(yaml_of(data_of[name], name)) == "memberships")
    return [*((name, data_of[name]) for name in rest), *made]  # committees before who sits in them


Joined = list[tuple[str, Any, list[str]]]


def _congress(values: dict[str, Any]) -> Joined:
    """Parts of one bill of Congress.gov; the name of the bill's own file, or the first."""
    bills: dict[tuple[str, ...], list[str]] = {}
    for name, value in values.items():
        if key := congress_gov.bill_of(value):
            bills.setdefault(key, []).append(name)
    found: Joined = []
    for names in bills.values():
        main = next((name for name in names if "bill" in values[name]), names[0])
        parts = {key: one for name in names for key, one in values[name].items() if key in congress_gov.ALL_PARTS}
        if len(names) > 1:
            found.append((main, {**parts, **values[main]}, names))
    return found


def _legistar(values: dict[str, Any]) -> Joined:
    """Lists of the Web API with the one matter that is there, or with each other."""
    kinds = {name: kind for name, value in values.items() if (kind := legistar.kind_of_file(value))}
    matters = [name for name, kind in kinds.items() if kind == "matter"]
    lists = [name for name, kind in kinds.items() if kind != "matter"]
    if len(matters) > 1 or not lists or len(kinds) < 2:
        return []
    whole: dict[str, Any] = {}
    for name in lists:
        kept, more = whole.get(kinds[name]), values[name]
        whole[kinds[name]] = [*kept, *more] if isinstance(kept, list) and isinstance(more, list) else more
    if matters:
        matter = values[matters[0]]
        whole["matter"] = matter[0] if isinstance(matter, list) else matter
    return [(matters[0] if matters else lists[0], whole, [*matters, *lists])]


def _legiscan(values: dict[str, Any]) -> Joined:
    """Roll calls with their bill; people with whatever has roll calls."""
    kinds = {name: kind for name, value in values.items() if (kind := legiscan.kind_of_file(value))}
    people = [name for name, kind in kinds.items() if kind == "person"]
    calls = [name for name, kind in kinds.items() if kind == "roll_call"]
    if not calls or len(kinds) < 2:
        return []
    bills = {str(values[name]["bill"].get("bill_id")): name for name, kind in kinds.items() if kind == "bill"}
    mains: dict[str, list[str]] = {}
    for call in calls:
        mains.setdefault(bills.get(str(values[call]["roll_call"].get("bill_id")), call), []).append(call)
    found: Joined = []
    for main, its in mains.items():
        whole = {key: value for key, value in values[main].items() if key != "roll_call"}
        whole["roll_calls"] = [values[call]["roll_call"] for call in its]
        whole["people"] = [values[name]["person"] for name in people]
        if main not in its or len(its) > 1 or people:
            found.append((main, whole, list(dict.fromkeys([main, *its]))))
    if found:
        found[0][2].extend(people)
    return found
