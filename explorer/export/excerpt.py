"""A landscape and a selection in; what a file is made of out: the part shown, what it is in words, numbered sources.

The part is whole in itself: it names nothing that it does not hold, so nothing hidden leaks into a file and what is
read back loads. It holds no character that a kind of file cannot.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, TypeVar, get_args

from explorer.edtf import words
from explorer.export.options import Options
from explorer.landscape import Landscape, once
from explorer.model import CONTRADICTING, NOT_FOUND, ActorKind, Citation, Claim, Event, Relation, Row, Source, Verb
from explorer.prose.choice_words import choices_called
from explorer.prose.compared import compared
from explorer.prose.phrases import name_of
from explorer.query.selection import FILTER_WORDS, FILTERS, Selection, from_query, to_query
from explorer.query.visible import View
from explorer.query.wider import wider_of
from explorer.records import Record, fields_of
from explorer.wording import day_words, how_many

_IMPOSSIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Controls, lone surrogates and the like, which XML or UTF-8 cannot hold; each becomes U+FFFD."""

_UNCLEAN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Those, and the end of a line that is written in two characters or an old way."""

MOST_NOT_UNDERSTOOD = 3
"""So many pieces of an address a file says were not understood."""

PLAIN_OPTIONS = Options()

AnyRecord = TypeVar("AnyRecord", bound=Record)


@dataclass(frozen=True)
class Notes:
    """Sources numbered from 1, for exactly what cites them."""

    sources: tuple[Source, ...]

    @cached_property
    def numbers(self) -> dict[str, int]:
        return {source.id: number for number, source in enumerate(self.sources, 1)}

    def marks(self, citations: Iterable[Citation]) -> str:
        """Where a row rests, such as "[1] [3]"."""
        return " ".join(f"[{number}]" for number in sorted({self.numbers[citation.source] for citation in citations}))

    def lines(self) -> list[str]:
        """One line a source, beginning with its number."""
        return [f"{number}. {source_line(source)}" for number, source in enumerate(self.sources, 1)]


@dataclass(frozen=True)
class Excerpt:
    whole: Landscape
    landscape: Landscape  # the part shown
    selected: str  # what is selected and how much of the whole it is, in sentences
    chosen: str  # the same without how much it is
    query: str  # the same as address text
    link: str  # where the view can be opened; may be empty
    title: str = ""  # of the file in the reader's own words, else the landscape's
    note: str = ""  # what the reader wants said beside it; may be empty

    @property
    def as_of(self) -> str:
        return f"As of {day_words(self.landscape.as_of)}."

    def notes(self, rows: Sequence[Row]) -> Notes:
        """The sources of these rows, in the landscape's order."""
        cited = {citation.source for row in rows for citation in row.sources}
        return Notes(tuple(source for source in self.landscape.sources if source.id in cited))

    def link_to(self, id: str) -> str:
        """Where one record can be opened in the whole landscape; empty where no link is known."""
        return f"{self.link.partition('?')[0]}?{to_query(Selection(focus=id))}" if self.link else ""

    def head(self) -> list[str]:
        """What every file says of itself, a line each: title, note, what is shown, as of when, link, licence."""
        own = [self.title, *([f"Of: {self.landscape.title}"] if self.title != self.landscape.title else []), self.note]
        lines = [*filter(None, own), self.selected, self.as_of]
        return [*lines, *([self.link] if self.link else []), f"Licence: {self.landscape.licence}"]


def excerpt(view: View, options: Options = PLAIN_OPTIONS) -> Excerpt:
    """What a view shows, with the words that the reader chose for the file."""
    part = whole_in_itself(view.landscape, view.part)
    if wider_of(view.landscape) or not _needs_no_cleaning(view.landscape):
        part = cleaned(part)
    return excerpt_of(view, options, part, selected_words(view), chosen_words(view))


def excerpt_of(view: View, options: Options, part: Landscape, *said: str) -> Excerpt:
    """A part with what is selected, and the same without how much it is."""
    link, query = options.link, to_query(view.selection)
    address = f"{link}?{query}" if link and query else link
    title = cleaned_text(options.title) or part.title
    selected, chosen = (cleaned_text(with_not_understood(words, view)) for words in said)
    return Excerpt(view.landscape, part, selected, chosen, query, address, title, cleaned_text(options.note))


def source_line(source: Source) -> str:
    """A source as a reader looks it up: who, what, when, where, and when it was read."""
    said = [source.publisher, source.title, words(source.published) if source.published else ""]
    retrieved = f" (read {words(source.retrieved)})" if source.retrieved else ""
    return f"{', '.join(filter(None, said))}{'. ' + source.url if source.url else ''}{retrieved}"


# --- words ---------------------------------------------------------------------------------------------------------


def selected_words(view: View, *, scoped: bool = True) -> str:
    """What is selected, what is left out, and how many of how many are shown; without `scoped` not what pictures and
    sentences are made from, which does not hold of a file of all."""
    tables = zip(view.shown(), view.every, ("events", "actors", "relations"), strict=True)
    counted = ", ".join(f"{some} of {many} {table}" for some, many, table in tables)
    return _sentences([*_chosen(view, scoped), counted, *_by_hand(view)])


def with_not_understood(said: str, view: View) -> str:
    """What is selected, and what of the address was not understood: of many pieces the first."""
    return " ".join([said, *view.not_understood[:MOST_NOT_UNDERSTOOD]])


def chosen_words(view: View) -> str:
    """What is selected and what is left out."""
    return _sentences([*_chosen(view), *_by_hand(view)])


def _sentences(said: Sequence[str]) -> str:
    return " ".join(f"{sentence}." for sentence in said)


def _by_hand(view: View) -> list[str]:
    return [f"{len(view.by_hand)} left out by hand"] if view.by_hand else []


def _chosen(view: View, scoped: bool = True) -> list[str]:
    whole, selection = view.landscape, view.selection
    focus, to = whole.selectable.get(selection.focus), whole.records.get(selection.to)
    found = compared(view)
    vs = f", compared with {name_of(whole.records[selection.vs])}" if found else ""
    asked = f" and the ways to {name_of(to)}" if to else vs
    said = f"Selected: {name_of(focus)}{asked}" if focus else ""
    scope = [view.scope.rstrip(".")] if scoped and view.scope else []
    return [said or "Nothing selected", *_filters(whole, selection), *scope]


def _filters(whole: Landscape, selection: Selection) -> list[str]:
    """A sentence for every filter that is set, without its full stop."""
    sentences: list[str] = []
    if selection.since or selection.until:
        ends = [f"{word} {day_words(day)}" for word, day in _window_said(selection)]
        sentences.append(f"Only {' '.join(ends)}, both days included")
    if selection.clock == "known":
        sentences.append("As it was known from what was published by then")
    for name, part in FILTERS.items():
        chosen = getattr(selection, name)
        if isinstance(chosen, frozenset):
            listed = choices_called(whole, part, chosen)
            sentences.append(f"Only {FILTER_WORDS[part].heading}: {', '.join(listed) or 'none'}")
    if selection.level != "all":
        sentences.append("Only what is key" if selection.level == "key" else "Only what is key or supporting")
    if selection.steps and selection.focus:
        sentences.append(f"Only what is within {how_many(selection.steps, 'step')} of what is selected")
    return sentences


def _window_said(selection: Selection) -> list[tuple[str, Any]]:
    return [(word, day) for word, day in (("from", selection.since), ("to", selection.until)) if day]


# --- the part ------------------------------------------------------------------------------------------------------


def whole_in_itself(whole: Landscape, part: Landscape) -> Landscape:
    """The part without sources, passages, verbs and remarks that only what is left out has any use for; it loads.

    Who says a thing belongs to it: claimants that are not shown stay as the part's voices.
    """
    if part is whole:
        return part
    claims = _weighed(part.claims)
    rows: tuple[Row, ...] = (*replace(part, claims=claims).rows, *part.voices)
    said: tuple[Relation | Claim, ...] = (*part.relations, *claims)
    cited = {citation for row in rows for citation in row.sources}
    places = {(citation.source, place.strip()) for citation in cited for place in citation.locator.split(",")}
    used = {citation.source for citation in cited}
    used |= {who for row in said for who in row.attributed_to}
    _, unknown = from_query(part.default_view, part)
    return replace(
        part,
        claims=claims,
        events=tuple(_without_outcome(event, part.records) for event in part.events),
        passages=tuple(passage for passage in part.passages if (passage.source, passage.locator) in places),
        sources=tuple(source for source in part.sources if source.id in used),
        verbs=_used_verbs(part),
        default_view="" if unknown else part.default_view,
        notes=(),  # the curators' remarks, gaps and tours are about the whole
        gaps=(),
        tours=(),
        lead=(),
    )


def _without_outcome(event: Event, records: Mapping[str, object]) -> Event:
    """The event, without what came of it where that is left out itself."""
    known = event.outcome in ("", NOT_FOUND) or event.outcome in records
    return event if known else replace(event, outcome="")


def _weighed(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Claims, unsettled where values contradict each other and the one that is preferred is left out."""
    values = Counter((claim.about, claim.property) for claim in claims)
    settled = {(c.about, c.property) for c in claims if c.standing in ("preferred", "unsettled")}
    contradicted = {(c.about, c.property) for c in claims if c.standing in CONTRADICTING} - settled
    return tuple(
        replace(claim, standing="unsettled")
        if values[claim.about, claim.property] > 1 and (claim.about, claim.property) in contradicted
        else claim
        for claim in claims
    )


def _used_verbs(part: Landscape) -> tuple[Verb, ...]:
    """The verbs of the relations, with the kinds that are left."""
    used = {relation.verb for relation in part.relations}
    known = {"actor", "event", *get_args(ActorKind), *(event.kind for event in part.events)}
    return tuple(
        replace(verb, subject_kinds=_those(verb.subject_kinds, known), object_kinds=_those(verb.object_kinds, known))
        for verb in part.verbs
        if verb.id in used
    )


def _those(kinds: tuple[str, ...], known: set[str]) -> tuple[str, ...]:
    return tuple(kind for kind in kinds if kind in known) or kinds


# --- characters ----------------------------------------------------------------------------------------------------


def cleaned_text(text: str) -> str:
    """The text without what files cannot hold; every end of a line is one character."""
    return _IMPOSSIBLE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def cleaned(record: AnyRecord) -> AnyRecord:
    """The record with every text in it cleaned; itself where there is nothing to clean."""
    if all(_is_clean(getattr(record, name)) for name in fields_of(type(record))):
        return record
    update = {}
    for name in fields_of(type(record)):
        value = getattr(record, name)
        clean = _clean(value)
        if clean is not value:
            update[name] = clean
    return replace(record, **update) if update else record


@once
def _needs_no_cleaning(whole: Landscape) -> bool:
    """Whether there is nothing to clean in a landscape, nor then in any part of it."""
    return cleaned(whole) is whole


def _is_clean(value: Any) -> bool:
    """Whether there is nothing to clean: the usual case, and looking is quicker than writing anew."""
    if isinstance(value, str):
        return _UNCLEAN.search(value) is None
    if isinstance(value, tuple):
        return all(map(_is_clean, value))
    return not isinstance(value, Record) or all(_is_clean(getattr(value, name)) for name in fields_of(type(value)))


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        clean = cleaned_text(value)
        return value if clean == value else clean
    if isinstance(value, Record):
        return cleaned(value)
    if isinstance(value, tuple):
        items = tuple(_clean(item) for item in value)
        return value if all(new is old for new, old in zip(items, value, strict=True)) else items
    return value
