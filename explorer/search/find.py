"""A landscape and what a reader typed in; the records, rules and sources that are meant out, best first, by type. Pure.

Case, accents and signs never matter. What is typed may begin a name, words of a name, or words of anything told; where
it begins none, it may stand inside words; where it does not either, it may hold typos. Whatever the filters leave out
is found as well, and said to be left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from explorer.edtf import When, short_words, words
from explorer.landscape import Landscape, once
from explorer.model import NOT_HAPPENED, Actor, Event, Instrument, Provision, Source
from explorer.outlook import outlook
from explorer.prose.record import cited_sources
from explorer.query.columns import Ints, Truths
from explorer.query.selection import Selection
from explorer.query.visible import View, visible
from explorer.query.wider import wider_of
from explorer.search.highlight import MarkedText, Wanted, marked, text_around_mark
from explorer.search.index import Book, WordRows, text_index, words_of

TypePlaces = NDArray[np.int8]

MAX_QUERY_LENGTH = 100
"""Letters of what is typed that are read."""

MAX_WORDS = 8
MAX_HITS = 12
"""So many hits are told in all; the rest is counted."""

SURE_OF = 2
"""So many hits of every type are told before the best ones of all types fill what is left."""

HitType = Literal["actor", "event", "instrument", "rule", "source"]
_TYPES: tuple[HitType, ...] = ("actor", "event", "instrument", "rule", "source")
_GROUPS = ("Actors", "Events", "Instruments and rules", "Sources")
_GROUP_OF = np.array([0, 1, 2, 2, 3], dtype=np.int32)  # of a type, by their places

_SAME, _NAMED, _TOLD, _INSIDE, _NEAR_NAME, _NEAR_TOLD, _NOT = range(7)
"""How well a row fits, best first: it is its name; words of its name; words told of it; inside words; with typos."""


@dataclass(frozen=True)
class Hit:
    type: HitType
    id: str  # what it leads to: an actor, event, instrument (of a rule: its instrument) or source
    name: tuple[MarkedText, ...]
    kind: tuple[MarkedText, ...]  # "Mayor of Riverton", "order, 21 Jul 2025", "rule in Night Bus Order"
    where: tuple[MarkedText, ...]  # the words that fit, where the name does not show them; else empty
    hidden: bool  # the filters leave it out

    @property
    def title(self) -> str:
        return "".join(piece.text for piece in self.name)


@dataclass(frozen=True)
class HitGroup:
    name: str
    hits: tuple[Hit, ...]
    count: int  # of all that fit


@dataclass(frozen=True)
class Found:
    groups: tuple[HitGroup, ...]  # that with the best hit first
    near: bool  # nothing fits as typed; these come near

    @property
    def count(self) -> int:
        return sum(group.count for group in self.groups)

    @property
    def told(self) -> int:
        return sum(len(group.hits) for group in self.groups)


class Finder(Protocol):
    """Finds what is meant in a landscape, or in all that it stands for; asked from any thread."""

    def find(self, selection: Selection, text: str, *, records_only: bool = False, actors_only: bool = False) -> Found:
        """See `find`; each hit says whether the selection shows it."""

    def prepare(self) -> None:
        """Makes ready what is needed, once."""


@dataclass(frozen=True)
class _HeldFinder(Finder):
    landscape: Landscape

    def find(self, selection: Selection, text: str, *, records_only: bool = False, actors_only: bool = False) -> Found:
        return find(visible(self.landscape, selection), text, MAX_HITS, records_only, actors_only)

    def prepare(self) -> None:
        prepare(self.landscape)


def finder_of(landscape: Landscape) -> Finder:
    """What finds in a landscape, or in the larger one that it stands for."""
    wider = wider_of(landscape)
    finder: Finder = wider.finder if wider else _HeldFinder(landscape)
    return finder


def find(view: View, text: str, most: int = MAX_HITS, records_only: bool = False, actors_only: bool = False) -> Found:
    """What a text may mean in a view's landscape, best first; each hit says whether the view shows it.

    `records_only` finds actors and events, which can be ends of a connection; `actors_only` those
    that can be compared.
    """
    wanted = understood(text)
    if not wanted:
        return Found((), near=False)
    index = _find_index(view.landscape)
    return found(view, matched(index, wanted, most, types_allowed(records_only, actors_only)), index.rows.__getitem__)


def types_allowed(records_only: bool, actors_only: bool) -> int:
    """How many of the types, from the first, may be found."""
    return 1 if actors_only else 2 if records_only else len(_TYPES)


@dataclass(frozen=True)
class Findable:
    """All that can be found, in one order: actors, events, instruments, rules, sources that are cited."""

    types: TypePlaces  # place in _TYPES, ascending
    weights: TypePlaces
    book: Book


@dataclass(frozen=True)
class Matched:
    """The places, in that order, of what fits."""

    told: dict[
        int, list[int]
    ]  # by group those that are told, the best first; the group with the best before the others
    counts: tuple[int, ...]  # by group of all that fit
    near: bool  # nothing fits as typed
    sought: tuple[Wanted, ...]  # what to mark


def matched(index: Findable, wanted: Sequence[str], most: int, types: int) -> Matched:
    """What fits some words, among the first so many types."""
    fit, later, sought = _fit_of_rows(index.book, wanted, index.types < types)
    rows = np.flatnonzero(fit < _NOT).astype(np.int32)
    rows = rows[np.lexsort((rows, later[rows], index.weights[rows], fit[rows]))]
    groups = _GROUP_OF[index.types[rows]]
    told = _shared_out(rows, groups, most)
    return Matched(
        told={group: told[group] for group in sorted(told, key=lambda group: (fit[told[group][0]], group))},
        counts=tuple(np.bincount(groups, minlength=len(_GROUPS)).tolist()),
        near=bool(len(rows)) and bool(fit[rows[0]] >= _NEAR_NAME),
        sought=sought,
    )


def found(view: View, fits: Matched, row: Callable[[int], FindableRow]) -> Found:
    """The hits as a view's page tells them; `row` gives what stands at a place."""
    hits = _HitMaker(view, fits.sought)
    return Found(
        tuple(
            HitGroup(_GROUPS[group], tuple(hits.hit(row(place)) for place in places), fits.counts[group])
            for group, places in fits.told.items()
        ),
        fits.near,
    )


def understood(text: str) -> tuple[str, ...]:
    """The words that are looked for where this is typed; two texts of the same words find the same."""
    return tuple(words_of(text[:MAX_QUERY_LENGTH])[:MAX_WORDS])


def _shared_out(rows: Ints, groups: Ints, most: int) -> dict[int, list[int]]:
    """The rows that are told, by group: the best two of each, then the best of all but sources, then sources."""
    told: dict[int, list[int]] = {}
    rest: list[tuple[bool, int, int, int]] = []  # whether a source, place among all, row, group
    for group in np.unique(groups).tolist():
        own = np.flatnonzero(groups == group)
        told[group] = rows[own[:SURE_OF]].tolist()
        sources = group == _GROUPS.index("Sources")  # they are many, and seldom what is meant
        rest += [(sources, place, int(rows[place]), group) for place in own[SURE_OF:most].tolist()]
    for *_, row, group in sorted(rest)[: max(0, most - sum(map(len, told.values())))]:
        told[group].append(row)
    return told


def _fit_of_rows(book: Book, wanted: Sequence[str], allowed: Truths) -> tuple[TypePlaces, Truths, tuple[Wanted, ...]]:
    """How well every row fits, whether what was typed comes later than at the beginning of its name, what to mark."""
    fit = np.full(book.count, _NOT, dtype=np.int8)
    later = np.ones(book.count, dtype=bool)
    same, begins = book.named(" ".join(wanted))
    later[begins] = False

    def rank(words: Sequence[slice] | Sequence[Sequence[int]], postings: WordRows, place: int) -> None:
        fit[allowed & np.logical_and.reduce([postings.holding(book.count, some) for some in words])] = place

    begun = [book.beginning(word) for word in wanted]
    rank(begun, book.anywhere, _TOLD)
    rank(begun, book.in_names, _NAMED)
    fit[[row for row in same if allowed[row]]] = _SAME
    if (fit < _NOT).any():
        return fit, later, tuple(Wanted(word) for word in wanted)
    rank([book.with_inside(word) for word in wanted], book.anywhere, _INSIDE)
    if (fit < _NOT).any():
        return fit, later, tuple(Wanted(word, inside=True) for word in wanted)
    near = [book.near(word) for word in wanted]
    rank(near, book.anywhere, _NEAR_TOLD)
    rank(near, book.in_names, _NEAR_NAME)
    sought = (Wanted(word, near=book.words_at(places)) for word, places in zip(wanted, near, strict=True))
    return fit, later, tuple(sought)


# --- what can be found ---------------------------------------------------------------------------------------------

FindableRow = Actor | Event | Instrument | Provision | Source


@dataclass(frozen=True)
class _FindIndex(Findable):
    rows: tuple[FindableRow, ...]


@once
def _find_index(landscape: Landscape) -> _FindIndex:
    """The words of everything that can be found: a second or two for a hundred thousand events."""
    tables: tuple[Sequence[FindableRow], ...] = (
        landscape.actors,
        landscape.events,
        landscape.instruments,
        landscape.provisions,
        cited_sources(landscape),
    )
    rows = tuple(row for table in tables for row in table)
    types = types_of([len(table) for table in tables])
    weights = np.array([_search_weight(row) for row in rows], dtype=np.int8)
    instruments = {instrument.id: instrument for instrument in landscape.instruments}
    claimed = _claimed(landscape)

    def texts(row: FindableRow) -> tuple[list[str], list[str]]:
        called, told = texts_of(row, instruments)
        return called, [*told, *claimed.get(row.id, ())]

    return _FindIndex(types, weights, text_index(map(texts, rows)), rows)


def types_of(counts: Sequence[int]) -> TypePlaces:
    """The types of all that can be found, from how many there are of each."""
    return np.repeat(np.arange(len(_TYPES), dtype=np.int8), counts)


@once
def _claimed(landscape: Landscape) -> dict[str, list[str]]:
    """What is claimed of every record, of its rules and its ties: figures above all, as "property: value"."""
    homes: dict[str, tuple[str, ...]] = {rule.id: (rule.instrument,) for rule in landscape.provisions}
    homes |= {relation.id: (relation.subject, relation.object) for relation in landscape.relations}
    found: dict[str, list[str]] = {}
    for claim in landscape.claims:
        for home in homes.get(claim.about, (claim.about,)):
            found.setdefault(home, []).append(claim_text(claim.property, claim.value))
    return found


def claim_text(property: str, value: str) -> str:
    """What is found of a claim."""
    return f"{property}: {value}"


def _date_texts(when: When) -> list[str]:
    """A date in the forms in which people type it.

    >>> _date_texts(parse_when("2025-07-21"))
    ['21 July 2025', '2025-07-21', '7/21/2025']
    """
    numbers = [f"{when.earliest.month}/{when.earliest.day}/{when.earliest.year}"] if when.earliest else []
    return [words(when), when.text, *(numbers if when.precision == "day" else [])]


def prepare(landscape: Landscape) -> None:
    """Makes ready what `find` needs, once; without it the first search takes longer."""
    _find_index(landscape)


def _search_weight(row: FindableRow) -> int:
    if isinstance(row, (Actor, Event)):
        return int(row.weight)
    return 2 if isinstance(row, Instrument) else 3


def texts_of(row: FindableRow, instruments: dict[str, Instrument]) -> tuple[list[str], list[str]]:
    """What a row is called, and what else is told of it."""
    if isinstance(row, Actor):
        return [row.name, *row.aliases], [row.role, row.kind, row.summary]
    if isinstance(row, Event):
        thread = instruments.get(row.instrument)
        numbers = [thread.title, thread.number, *thread.aliases] if thread else []
        return [row.title, row.short_title, *row.aliases], [row.kind, row.summary, *numbers, *_date_texts(row.date)]
    if isinstance(row, Instrument):
        return [row.title, row.number, *row.aliases], [row.kind, row.status, row.summary]
    if isinstance(row, Provision):
        return [], [row.text, row.condition, row.number, *(_date_texts(row.date) if row.date else [])]
    return [row.title], [row.publisher, row.note, *(_date_texts(row.published) if row.published else [])]


# --- what is told of a hit -----------------------------------------------------------------------------------------


def kind_words(landscape: Landscape, row: FindableRow) -> str:
    """What a hit says of what it is: an actor's role, an event's kind and date, an instrument's number."""
    if isinstance(row, Actor):
        return row.role or row.kind
    if isinstance(row, Event):
        hollow = [outlook(landscape, row, landscape.as_of).words] if row.status in NOT_HAPPENED else []
        return ", ".join([row.kind, short_words(row.date), *hollow])
    if isinstance(row, Instrument):
        return ", ".join(part for part in (row.kind, row.number) if part)
    if isinstance(row, Provision):
        instrument = landscape.selectable[row.instrument]
        return f"rule in {instrument.title}" if isinstance(instrument, Instrument) else "rule"
    return ", ".join(part for part in (row.publisher, words(row.published) if row.published else "") if part)


def names_of(row: Actor | Event | Instrument) -> tuple[str, ...]:
    """What a record is called, its own name first."""
    return tuple(dict.fromkeys(filter(None, texts_of(row, {})[0])))


class _HitMaker:
    """Tells hits as a view shows them."""

    def __init__(self, view: View, wanted: tuple[Wanted, ...]) -> None:
        self.view, self.landscape, self.wanted = view, view.landscape, wanted

    def hit(self, row: FindableRow) -> Hit:
        type_ = _TYPES[(Actor, Event, Instrument, Provision, Source).index(type(row))]
        leads_to = self.landscape.selectable[row.instrument] if isinstance(row, Provision) else row
        named = row.text if isinstance(row, Provision) else row.name if isinstance(row, Actor) else row.title
        name, left = marked(named, self.wanted)
        if isinstance(row, Provision):
            name = text_around_mark(named, self.wanted)
        kind, left = marked(kind_words(self.landscape, row), left)
        return Hit(type_, leads_to.id, name, kind, self._where(row, left), self._hidden(leads_to))

    def _where(self, row: FindableRow, left: tuple[Wanted, ...]) -> tuple[MarkedText, ...]:
        """Where the words stand that neither the name nor the kind shows; empty where those show all."""
        others = self._others(row) if left else ()
        return next((text_around_mark(text, left) for text in others if len(marked(text, left)[1]) < len(left)), ())

    def _others(self, row: FindableRow) -> Iterator[str]:
        instruments = {i.id: i for i in self.landscape.instruments if isinstance(row, Event) and i.id == row.instrument}
        called, told = texts_of(row, instruments)
        if not isinstance(row, Provision):
            yield from called[1:]
        yield from told
        yield from _claimed(self.landscape).get(row.id, ())

    def _hidden(self, record: FindableRow) -> bool:
        if isinstance(record, Source | Provision) or not self.view.is_filtered:
            return False
        if isinstance(record, Instrument) and not self.landscape.steps_of[record.id]:
            lanes = self.view.selection.lanes
            return lanes is not None and record.lane not in lanes
        return self.view.neighbours(record.id) is None
