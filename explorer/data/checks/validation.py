"""The sheets of a landscape in; a Problem out for all that no single cell shows: twins, time, verbs, claims."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from operator import eq
from typing import get_args

import numpy as np

from explorer.data.tables import parsers
from explorer.data.tables.csv_files import Sheet
from explorer.errors import Problem
from explorer.model import CONTRADICTING, NOT_HAPPENED, ActorKind, Lane
from explorer.wording import how_many

TOML = "landscape.toml"

NAMES = {"actors": "name", "events": "title", "instruments": "title"}
"""The columns whose texts a reader must be able to tell apart."""


def identity_problems(sheets: Mapping[str, Sheet], lanes: Sequence[Lane]) -> Iterator[Problem]:
    """Ids that are given twice in the whole landscape, and ids or names that a reader would take for each other."""
    ids: dict[str, tuple[str, str]] = {}
    texts = {name: sheet.texts("id") for name, sheet in sheets.items() if name != "passages"}  # known by their places
    of_several = _given_again([*(lane.id for lane in lanes), *(id for of in texts.values() for id in of)], exact=True)
    for number, lane in enumerate(lanes, 1):
        yield from _twins(Problem(TOML, None, f"lanes, number {number}", "", ""), lane.id, "id", ids, exact=True)
    for name in texts:
        sheet = sheets[name]
        names: dict[str, tuple[str, str]] = {}
        named, exact = NAMES.get(name, "id"), name == "actors"
        called = sheet.texts(named) if named != "id" else []
        names_again = _given_again(called, exact=exact)
        if not of_several and not names_again:
            continue
        for number, id, text in zip(sheet.numbers, texts[name], called or texts[name], strict=True):
            if id in of_several:
                yield from _twins(Problem(sheet.file, number, "id", "", ""), id, "id", ids, exact=True)
            if text in names_again:  # two bills may share a title, two people on one page may not share a name
                yield from _twins(Problem(sheet.file, number, named, "", ""), text, named, names, exact=exact)


def _given_again(texts: Sequence[str], *, exact: bool) -> set[str]:
    """Those of many texts that may look like another one; or, where equal ones are a matter too, stand twice. Told by
    numbers, of which most landscapes have no two alike: no text is kept for it."""
    different = texts if exact else list(dict.fromkeys(texts))
    looks = np.fromiter(map(hash, parsers.gapless_looks(different)), np.int64, len(different))
    in_order = np.sort(looks)
    again = set(in_order[1:][in_order[1:] == in_order[:-1]].tolist())
    return {text for text, look in zip(different, looks.tolist(), strict=True) if look in again} if again else set()


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
    columns = ("id", "kind", "date", "status", "instrument", "step", "outcome")
    ids, kinds, dates, statuses, instruments, steps, outcomes = map(events.texts, columns)
    status_of = dict(zip(ids, statuses, strict=True)) if any(outcomes) else {}
    rows = zip(events.numbers, ids, kinds, dates, statuses, instruments, steps, outcomes, strict=True)
    for (number, id, kind, day, status, instrument, step, outcome), when in zip(
        rows, events.column("date"), strict=True
    ):
        if kind in taken:
            what = f'"{kind}" is a kind of actor, or the word for all of them'
            yield events.problem(number, "kind", what, "choose a word for what happened")
        begun = status in ("occurred", "ongoing")
        if begun and as_of and when and when.earliest and when.earliest > as_of:
            what = f'"{status}", but its date {day} is after the landscape\'s as_of {as_of}'
            yield events.problem(number, "status", what, "write scheduled, planned or possible, or check as_of again")
        if step and not instrument:
            yield events.problem(number, "step", "is given, but no instrument", "name the instrument it is a step of")
        if outcome and status not in NOT_HAPPENED:
            what = f'is given, but the event is "{status}"'
            yield events.problem(number, "outcome", what, "leave it empty: only what was planned or possible has one")
        elif outcome and (outcome == id or status_of.get(outcome, "") in NOT_HAPPENED):
            what = f'"{outcome}" has itself not happened'
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
            what = f"has {how_many(words, 'word')}"
            yield passages.problem(number, "quote", what, f"quote {MIN_QUOTE} to {MAX_QUOTE} words, exactly")


def layer_problems(sources: Sheet, layers: Sequence[str]) -> Iterator[Problem]:
    """Sources of a layer that is none of the landscape's."""
    for number, group in zip(sources.numbers, sources.texts("group"), strict=True):
        if group and group not in layers:
            what = f'"{group}" is not a layer of sources of this landscape'
            yield sources.problem(number, "group", what, f"use {', '.join(layers)}, or add it to {TOML}")


def relation_problems(sheets: Mapping[str, Sheet]) -> Iterator[Problem]:
    """Ends of the wrong kind for the verb, ends that are the same, and claims without a claimant."""
    relations = sheets["relations"]
    ends = ("subject", "object")
    kind_of: dict[str, tuple[str, str]] = {}
    for name, general in (("actors", "actor"), ("events", "event")):
        kinds = sheets[name].texts("kind")
        both = {kind: (general, kind) for kind in kinds}
        kind_of.update(zip(sheets[name].texts("id"), map(both.__getitem__, kinds), strict=True))
    verbs = sheets["verbs"]
    taken = {end: dict(zip(verbs.texts("id"), verbs.column(f"{end}_kinds"), strict=True)) for end in ends}
    columns = {column: relations.texts(column) for column in (*ends, "verb", "basis", "attributed_to")}
    is_taken = {
        (end, verb, kind): not kind or not (valid := taken[end].get(verb)) or kind[0] in valid or kind[1] in valid
        for end in ends
        for verb, kind in set(zip(columns["verb"], map(kind_of.get, columns[end]), strict=True))
    }
    if (
        all(is_taken.values())
        and not any(map(eq, columns["subject"], columns["object"]))
        and not any(
            _lacks_claimant(*pair) for pair in set(zip(columns["basis"], columns["attributed_to"], strict=True))
        )
    ):
        return
    for number, subject, object, verb, basis, said_by in zip(relations.numbers, *columns.values(), strict=True):
        for end, id in zip(ends, (subject, object), strict=True):
            kind = kind_of.get(id)
            if kind and not is_taken[end, verb, kind]:
                what = f'"{id}" is an {kind[0]} of kind "{kind[1]}", which "{verb}" does not take'
                yield relations.problem(
                    number, end, what, f"its {end} is {' or '.join(taken[end][verb])} (see verbs.csv)"
                )
        if subject and subject == object:
            yield relations.problem(number, "object", f'"{object}" is the subject too', "name the other end")
        if _lacks_claimant(basis, said_by):
            mend = "name the actor or source who says so, or choose another basis"
            yield relations.problem(number, "attributed_to", 'is empty, but the basis is "claimed"', mend)


def _lacks_claimant(basis: str, said_by: str) -> bool:
    return basis == "claimed" and not said_by.strip("; ")


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
    known = {"actor", "event", *get_args(ActorKind), *sheets["events"].texts("kind")}
    in_order = sorted(known)
    kinds = {column: list(verbs.column(column)) for column in ("subject_kinds", "object_kinds")}
    for place, (number, row) in enumerate(verbs.rows()):
        if row["group"] == "stance" and not row["side"]:
            yield verbs.problem(number, "side", 'is empty, but the group is "stance"', "write for or against")
        if row["group"] != "stance" and row["side"]:
            what = f'"{row["side"]}", but only a verb of the group stance takes sides'
            yield verbs.problem(number, "side", what, "leave it empty, or change the group")
        for column in ("subject_kinds", "object_kinds"):
            for kind in kinds[column][place] or ():
                # A kind no event has yet is allowed; one that is nearly a known kind is a slip.
                if kind not in known and (hint := speller.hint(kind, in_order, closeness=0.8)):
                    what = f'"{kind}" is not a kind of any actor or event here'
                    yield verbs.problem(number, column, what, f"write the kind as it stands there{hint}")
