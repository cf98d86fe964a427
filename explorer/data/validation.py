"""The sheets of a landscape in; a Problem out for all that no single cell shows: twins, time, verbs, claims."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import get_args

from explorer.data import parsers
from explorer.data.csv_files import Sheet
from explorer.errors import Problem
from explorer.model import CONTRADICTING, NOT_HAPPENED, ActorKind, Lane

TOML = "landscape.toml"

NAMES = {"actors": "name", "events": "title", "instruments": "title"}
"""The columns whose texts a reader must be able to tell apart."""


def identity_problems(sheets: Mapping[str, Sheet], lanes: Sequence[Lane]) -> Iterator[Problem]:
    """Ids that are given twice in the whole landscape, and ids or names that a reader would take for each other."""
    ids: dict[str, tuple[str, str]] = {}
    for number, lane in enumerate(lanes, 1):
        yield from _twins(Problem(TOML, None, f"lanes, number {number}", "", ""), lane.id, "id", ids, exact=True)
    for name, sheet in sheets.items():
        if name == "passages":  # a passage is known by its place
            continue
        names: dict[str, tuple[str, str]] = {}
        named = NAMES.get(name)
        for number, row in sheet.rows("id", *([named] if named else [])):
            yield from _twins(Problem(sheet.file, number, "id", "", ""), row["id"], "id", ids, exact=True)
            if named:
                place = Problem(sheet.file, number, named, "", "")
                # Two bills may share a title, two people on one page may not share a name.
                yield from _twins(place, row[named], named, names, exact=name == "actors")


def _twins(place: Problem, text: str, noun: str, seen: dict[str, tuple[str, str]], *, exact: bool) -> Iterator[Problem]:
    """A problem where the same or a confusable text was seen before; else the text is now seen."""
    if not text:
        return
    here = f"{place.file} row {place.row}" if place.row else f"{place.file}, {place.column}"
    first, where = seen.setdefault(parsers.looks(text), (text, here))
    if where == here or (first == text and not exact):
        return
    if first == text:
        yield replace(place, what=f'"{text}" is already the {noun} of {where}', mend=f"give each its own {noun}")
    else:
        what = f'"{text}" differs from "{first}" ({where}) only in case, spaces, dashes or look-alike letters'
        yield replace(place, what=what, mend="write both alike if they are one, or tell them apart in words")


def event_problems(events: Sheet, as_of: date | None) -> Iterator[Problem]:
    taken = {"actor", "event", *get_args(ActorKind)}
    ids = {row["id"]: row["status"] for _, row in events.rows("id", "status")}
    for number, row in events.rows("id", "kind", "date", "status", "instrument", "step", "outcome"):
        if row["kind"] in taken:
            what = f'"{row["kind"]}" is a kind of actor, or the word for all of them'
            yield events.problem(number, "kind", what, "choose a word for what happened")
        when = events.values["date"].get(row["date"])
        begun = row["status"] in ("occurred", "ongoing")
        if begun and as_of and when and when.earliest and when.earliest > as_of:
            what = f'"{row["status"]}", but its date {row["date"]} is after the landscape\'s as_of {as_of}'
            yield events.problem(number, "status", what, "write scheduled, planned or possible, or check as_of again")
        if row["step"] and not row["instrument"]:
            yield events.problem(number, "step", "is given, but no instrument", "name the instrument it is a step of")
        if row["outcome"] and row["status"] not in NOT_HAPPENED:
            what = f'is given, but the event is "{row["status"]}"'
            yield events.problem(number, "outcome", what, "leave it empty: only what was planned or possible has one")
        elif row["outcome"] == row["id"] or ids.get(row["outcome"], "") in NOT_HAPPENED:
            what = f'"{row["outcome"]}" has itself not happened'
            yield events.problem(number, "outcome", what, "name the event that settled or overtook it, or not found")


MIN_QUOTE, MAX_QUOTE = 4, 20
"""Words of a passage: fewer do not find the place, more would copy the source."""


def passage_problems(passages: Sheet) -> Iterator[Problem]:
    """Places given twice, and quotes that are too short to be found or too long to be a quote."""
    seen: dict[tuple[str, str], int] = {}
    for number, row in passages.rows():
        place = (row["source"], row["locator"])
        if place in seen:
            what = f'"{row["source"]}@{row["locator"]}" is already that of row {seen[place]}'
            yield passages.problem(number, "locator", what, "keep one of them")
        seen.setdefault(place, number)
        words = len(row["quote"].split())
        if row["quote"] and not MIN_QUOTE <= words <= MAX_QUOTE:
            what = f"has {words} word{'' if words == 1 else 's'}"
            yield passages.problem(number, "quote", what, f"quote {MIN_QUOTE} to {MAX_QUOTE} words, exactly")


def layer_problems(sources: Sheet, layers: Sequence[str]) -> Iterator[Problem]:
    """Sources of a layer that is none of the landscape's."""
    for number, row in sources.rows("group"):
        if row["group"] and row["group"] not in layers:
            what = f'"{row["group"]}" is not a layer of sources of this landscape'
            yield sources.problem(number, "group", what, f"use {', '.join(layers)}, or add it to {TOML}")


def relation_problems(sheets: Mapping[str, Sheet]) -> Iterator[Problem]:
    """Ends of the wrong kind for the verb, ends that are the same, and claims without a claimant."""
    relations, verbs = sheets["relations"], sheets["verbs"]
    kinds = {
        row["id"]: (general, row["kind"])
        for name, general in (("actors", "actor"), ("events", "event"))
        for _, row in sheets[name].rows("id", "kind")
    }
    allowed = {
        row["id"]: {end: verbs.values[f"{end}_kinds"].get(row[f"{end}_kinds"], ()) for end in ("subject", "object")}
        for _, row in verbs.rows()
    }
    for number, row in relations.rows():
        for end in ("subject", "object"):
            valid = allowed.get(row["verb"], {}).get(end)
            kind = kinds.get(row[end])
            if valid and kind and not set(kind) & set(valid):
                what = f'"{row[end]}" is an {kind[0]} of kind "{kind[1]}", which "{row["verb"]}" does not take'
                yield relations.problem(number, end, what, f"its {end} is {' or '.join(valid)} (see verbs.csv)")
        if row["subject"] and row["subject"] == row["object"]:
            yield relations.problem(number, "object", f'"{row["object"]}" is the subject too', "name the other end")
        if row["basis"] == "claimed" and not row["attributed_to"].strip("; "):
            mend = "name the actor or source who says so, or choose another basis"
            yield relations.problem(number, "attributed_to", 'is empty, but the basis is "claimed"', mend)


def claim_problems(claims: Sheet) -> Iterator[Problem]:
    """Of several values for one property one is preferred and its note says why, unless the matter is unsettled or
    nothing contradicts."""
    values: dict[tuple[str, str], list[tuple[int, dict[str, str]]]] = {}
    for number, row in claims.rows():
        values.setdefault((row["about"], row["property"]), []).append((number, row))
    for (about, name), rows in values.items():
        subject = f'the "{name}" of "{about}"'
        preferred = [(number, row) for number, row in rows if row["standing"] == "preferred"]
        for number, _ in preferred[1:]:
            what = f"is preferred for {subject}, but row {preferred[0][0]} already is"
            yield claims.problem(number, "standing", what, "prefer one value")
        standings = {row["standing"] for _, row in rows}
        if len(rows) > 1 and not preferred and "unsettled" not in standings and standings & CONTRADICTING:
            what = f"none of the {len(rows)} values for {subject} is preferred"
            yield claims.problem(rows[0][0], "standing", what, "prefer one and say why in its note, or write unsettled")
        if len(rows) > 1 and preferred and not preferred[0][1]["note"]:
            what = f"is empty, but this is the preferred of {len(rows)} values for {subject}"
            yield claims.problem(preferred[0][0], "note", what, "say why this value is preferred")


def verb_problems(sheets: Mapping[str, Sheet], speller: parsers.Speller) -> Iterator[Problem]:
    verbs = sheets["verbs"]
    known = {"actor", "event", *get_args(ActorKind), *(row["kind"] for _, row in sheets["events"].rows("kind"))}
    in_order = sorted(known)
    for number, row in verbs.rows():
        if row["group"] == "stance" and not row["side"]:
            yield verbs.problem(number, "side", 'is empty, but the group is "stance"', "write for or against")
        if row["group"] != "stance" and row["side"]:
            what = f'"{row["side"]}", but only a verb of the group stance takes sides'
            yield verbs.problem(number, "side", what, "leave it empty, or change the group")
        for column in ("subject_kinds", "object_kinds"):
            for kind in verbs.values[column].get(row[column], ()):
                # A kind no event has yet is allowed; one that is nearly a known kind is a slip.
                if kind not in known and (hint := speller.hint(kind, in_order, closeness=0.8)):
                    what = f'"{kind}" is not a kind of any actor or event here'
                    yield verbs.problem(number, column, what, f"write the kind as it stands there{hint}")
