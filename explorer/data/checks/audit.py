"""A landscape in; what it rests on, counted, and what a curator should look at again, as sentences. Pure.

Nothing here makes a landscape wrong; whatever does is refused when it is loaded.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from difflib import SequenceMatcher
from itertools import combinations
from typing import Any, get_args

from explorer.data.checks.consistency import inconsistencies, relation_words
from explorer.data.checks.findings import KINDS, Finding, Kind
from explorer.edtf import When, parse_when, words
from explorer.landscape import Landscape, once
from explorer.model import Actor, Basis, Claim, Event, Relation, Row, Source
from explorer.order import in_order
from explorer.outlook import outlook
from explorer.records import Record
from explorer.wording import day_words, how_many, in_a_row

ALIKE = 0.86
"""Names more alike than this, by difflib's ratio of 0 to 1, are pointed out."""

MAX_COMPARED_VALUES = 400
"""Actors whose names are compared with each other: every pair of them takes half a second."""


@dataclass(frozen=True)
class Count:
    name: str  # as a reader says it
    rows: int
    id: str = ""  # of the source or lane that is counted


@dataclass(frozen=True)
class Audit:
    counts: tuple[Count, ...]  # rows of each table
    by_source: tuple[Count, ...]  # rows that cite it, in the landscape's order, uncited ones included
    by_group: tuple[Count, ...]  # rows by the groups of sources they rest on; adds up to all rows
    by_year: tuple[Count, ...]  # events by the year in which they begin
    by_lane: tuple[Count, ...]  # actors, events and instruments
    by_basis: tuple[Count, ...]  # relations
    findings: tuple[Finding, ...]  # the gravest kind first

    def of_kind(self, kind: Kind) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.kind == kind)


def audit(landscape: Landscape) -> Audit:
    """What the landscape rests on and what to look at again."""
    findings = [
        *_dates_against_claims(landscape),
        *inconsistencies(landscape),
        *_past_their_day(landscape),
        *_cited_as_one_line(landscape),
        *_single_source(landscape),
        *_look_alikes(landscape.actors),
        *_untied(landscape),
        *_uncited(landscape),
    ]
    return Audit(
        counts=tuple(
            Count(name, len(getattr(landscape, name)))
            for name in ("events", "actors", "relations", "instruments", "provisions", "claims", "sources", "gaps")
        ),
        by_source=_by_source(landscape),
        by_group=_by_group(landscape),
        by_year=_by_year(landscape.events),
        by_lane=_by_lane(landscape),
        by_basis=_by_basis(landscape.relations),
        findings=tuple(sorted(findings, key=lambda finding: KINDS.index(finding.kind))),
    )


@once
def content_hash(landscape: Landscape) -> str:
    """Twelve hexadecimal digits that change when the content does.

    Not when only the files do: the folder's name, the order of rows and columns, quotes and line ends do not count,
    nor does a column that is empty throughout. The order of lanes, of notes, of
    the lead and that of events which their rows alone give is content.
    """
    content = _fields_said(replace(landscape, order={}))
    del content["id"]
    content["order"] = [event.id for event in in_order(landscape, landscape.events)]
    for name, value in content.items():
        if isinstance(value, list) and name not in ("lanes", "notes", "lead", "order"):
            content[name] = sorted(value, key=lambda row: str(row.get("id") or [row["source"], row["locator"]]))
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _fields_said(record: Record | When) -> dict[str, Any]:
    """The fields that say something, as JSON has them: what is as it would be without a word is left out."""
    values = ((field.name, getattr(record, field.name), field.default) for field in fields(record))
    return {name: _as_json(value) for name, value, default in values if value != default}


def _as_json(value: object) -> object:
    if isinstance(value, Record | When):
        return _fields_said(value)
    if isinstance(value, tuple):
        return [_as_json(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def landscape_citation(landscape: Landscape) -> str:
    """How to cite the landscape: title, day, content, licence."""
    as_of = day_words(landscape.as_of)
    return (
        f"{landscape.title.rstrip('.')}. Data of the Policy Landscape Explorer as of {as_of}, "
        f"content hash {content_hash(landscape)}. Licence: {landscape.licence.rstrip('.')}."
    )


# --- coverage ------------------------------------------------------------------------------------------------------


def _by_source(landscape: Landscape) -> tuple[Count, ...]:
    rows = Counter(source for row in landscape.rows for source in _sources_of(row))
    return tuple(Count(f"{s.publisher}, {s.title}", rows[s.id], s.id) for s in landscape.sources)


def _by_group(landscape: Landscape) -> tuple[Count, ...]:
    labels = {layer.id: layer.label for layer in landscape.layers}
    group = {source.id: labels.get(source.group, source.group) for source in landscape.sources}
    rows = Counter(frozenset(group[source] for source in _sources_of(row)) for row in landscape.rows)
    ordered = sorted(rows, key=lambda groups: (len(groups), sorted(groups)))
    return tuple(
        Count(" and ".join(sorted(groups)) if len(groups) > 1 else f"{next(iter(groups))} only", rows[groups])
        for groups in ordered
    )


def _by_year(events: Iterable[Event]) -> tuple[Count, ...]:
    begun = (event.date.earliest or event.date.latest for event in events)
    rows = Counter(str(day.year) if day else "no year" for day in begun)
    return tuple(Count(year, rows[year]) for year in sorted(rows))


def _by_lane(landscape: Landscape) -> tuple[Count, ...]:
    rows = Counter(record.lane for record in landscape.selectable.values())
    return tuple(Count(lane.label, rows[lane.id], lane.id) for lane in landscape.lanes)


def _by_basis(relations: Iterable[Relation]) -> tuple[Count, ...]:
    rows = Counter(relation.basis for relation in relations)
    return tuple(Count(basis, rows[basis]) for basis in get_args(Basis))


def _sources_of(row: Row) -> frozenset[str]:
    return frozenset(citation.source for citation in row.sources)


# --- findings ------------------------------------------------------------------------------------------------------


def _single_source(landscape: Landscape) -> Iterator[Finding]:
    """Events and relations that only one publication tells, all together."""
    alone: dict[str, list[Row]] = {}
    rows: Sequence[Row] = (*landscape.events, *landscape.relations)
    for row in rows:
        sources = _sources_of(row)
        if len(sources) == 1:
            alone.setdefault(next(iter(sources)), []).append(row)
    if alone:
        every = [row for told in alone.values() for row in told]
        most = max((source for source in landscape.sources if source.id in alone), key=lambda s: len(alone[s.id]))
        of = f" of {len(alone)}, most on {_called(most)} ({len(alone[most.id])})" if len(alone) > 1 else ""
        sentence = f"{_counted_rows(every)} on one publication alone{of or f', {_called(most)}'}."
        yield Finding("single source", most.id, sentence, tuple(row.id for row in every))


def _cited_as_one_line(landscape: Landscape) -> Iterator[Finding]:
    """Rows that cite several publications which are one line of evidence: they look better supported than they are."""
    line = {source.id: source.line or source.id for source in landscape.sources}
    alone: dict[str, list[Row]] = {}
    for row in landscape.rows:
        sources = _sources_of(row)
        lines = {line[source] for source in sources}
        if len(sources) > 1 and len(lines) == 1:
            alone.setdefault(lines.pop(), []).append(row)
    publishers: dict[str, dict[str, None]] = {}
    for source in landscape.sources:
        publishers.setdefault(source.line, {})[source.publisher] = None
    for word, rows in alone.items():
        named = "; ".join(publishers.get(word, ()))
        sentence = f"{_counted_rows(rows)} on several texts that are one line of evidence: {named}."
        yield Finding("one line of evidence", word, sentence, tuple(row.id for row in rows))


def _past_their_day(landscape: Landscape) -> Iterator[Finding]:
    for event in landscape.events:
        known = outlook(landscape, event, landscape.as_of)
        if known.stand == "day passed":
            as_of = day_words(landscape.as_of)
            sentence = f"“{event.title}” is {event.status} for {words(event.date)}, which is past on {as_of}; "
            yield Finding("past its day without an outcome", event.id, f"{sentence}no outcome is recorded.")


def _dates_against_claims(landscape: Landscape) -> Iterator[Finding]:
    """Events and relations that show a date the claims call contradicted, or another than the preferred one."""
    claims: dict[str, list[tuple[Claim, When]]] = {}
    for claim in landscape.claims:
        if claim.property == "date" and (when := _date_in_text(claim.value)):
            claims.setdefault(claim.about, []).append((claim, when))
    rows: Sequence[Event | Relation] = (*landscape.events, *landscape.relations)
    for row in rows:
        for claim, when in claims.get(row.id, ()):
            if row.date is None:
                continue
            shown = f"{_row_name(landscape, row)} shows the date {words(row.date)}"
            if claim.standing == "contradicted" and _days_of_when(when) == _days_of_when(row.date):
                sentence = f"{shown}, which a claim calls contradicted."
                yield Finding("value shown against the claims", row.id, sentence)
            if claim.standing == "preferred" and not _agrees(row.date, when):
                sentence = f"{shown}, but the preferred claim says {words(when)}."
                yield Finding("value shown against the claims", row.id, sentence)


def _date_in_text(text: str) -> When | None:
    try:
        return parse_when(text)
    except ValueError:
        return None  # "a Monday" cannot be compared


def _days_of_when(when: When) -> tuple[object, object]:
    return when.earliest, when.latest


def _agrees(shown: When, claimed: When) -> bool:
    """Whether both mean the same days, or what is shown lasts and begins with the claimed."""
    if _days_of_when(shown) == _days_of_when(claimed):
        return True
    if shown.precision != "interval" or not (shown.earliest and claimed.earliest and claimed.latest):
        return False
    return claimed.earliest <= shown.earliest <= claimed.latest


def _look_alikes(actors: Sequence[Actor]) -> Iterator[Finding]:
    """Names that a reader or a curator may take for each other. Only the weightiest are compared where many are."""
    compared = sorted(actors, key=lambda actor: int(actor.weight))[:MAX_COMPARED_VALUES]
    for one, other in combinations(compared, 2):
        pair = f"“{one.name}” and “{other.name}”"
        surname = _surname(one)
        if surname and surname == _surname(other):
            yield Finding("look-alike names", one.id, f"{pair} share a surname.", (one.id, other.id))
        elif _values_alike(one.name.casefold(), other.name.casefold()):
            yield Finding("look-alike names", one.id, f"{pair} are nearly the same name.", (one.id, other.id))
    if len(actors) > MAX_COMPARED_VALUES:
        sentence = f"Only the names of the {MAX_COMPARED_VALUES} weightiest actors were compared."
        yield Finding("look-alike names", compared[0].id, sentence)


def _values_alike(one: str, other: str) -> bool:
    if 2 * min(len(one), len(other)) <= ALIKE * (len(one) + len(other)):  # as most are: spares making a matcher
        return False
    match = SequenceMatcher(None, one, other, autojunk=False)
    return match.quick_ratio() > ALIKE and match.ratio() > ALIKE


_SUFFIX = re.compile(r",? +(?:Jr|Sr|II|III|IV|Esq|M\.?D|Ph\.?D)\.?$")
"""What may stand behind a surname and is none."""


def _surname(actor: Actor) -> str:
    """The last word of a person's name; empty where it is not a name, as in “the mayor's spokesperson”."""
    named = _SUFFIX.sub("", actor.name)
    last = named.split()[-1]
    return last if actor.kind == "person" and " " in named and last[:1].isupper() else ""


def _untied(landscape: Landscape) -> Iterator[Finding]:
    tied = {end for relation in landscape.relations for end in (relation.subject, relation.object)}
    for actor in landscape.actors:
        if actor.id not in tied:
            sentence = f"“{actor.name}” has no relation to anything."
            yield Finding("actor without relations", actor.id, sentence)


def _uncited(landscape: Landscape) -> Iterator[Finding]:
    cited = {source for row in landscape.rows for source in _sources_of(row)}
    for source in landscape.sources:
        if source.id not in cited:
            yield Finding("source nobody cites", source.id, f"No row cites {_called(source)}.")


# --- words ---------------------------------------------------------------------------------------------------------


def _called(source: Source) -> str:
    return f"{source.publisher}, “{source.title}”"


def _counted_rows(rows: Sequence[Row]) -> str:
    """ "2 events and 1 relation rest"."""
    counts = Counter(type(row).__name__.lower() for row in rows)
    listed = in_a_row([how_many(count, name) for name, count in counts.items()])
    return f"{listed} {'rests' if len(rows) == 1 else 'rest'}"


def _row_name(landscape: Landscape, row: Event | Relation) -> str:
    return f"“{row.title}”" if isinstance(row, Event) else relation_words(landscape, row)
