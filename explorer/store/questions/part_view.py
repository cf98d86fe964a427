"""A landscape that stands for a store: what a selection shows of it, with the counts and bands of the whole store."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from urllib.parse import parse_qs

from explorer.cache import Cache, cache_of
from explorer.data.checks.audit import content_hash
from explorer.data.load import MAX_EVENT_ROWS
from explorer.landscape import Landscape, keep, worked_out
from explorer.model import Status
from explorer.query.asked import Asked
from explorer.query.columns import Ints, Truths, Window
from explorer.query.masks import masks
from explorer.query.paths import MAX_COUNTED, Paths
from explorer.query.questions import NONE, REST, Bands
from explorer.query.selection import LONGEST_QUERY, Level, Selection, filters_of, from_query
from explorer.query.visible import Counts, View
from explorer.query.wider import WORD_BREAKS, Numbered, Wider, stand_for
from explorer.store.opened import Store
from explorer.store.questions.counts import CountedView, StoreDays
from explorer.store.questions.finding import StoreFinder
from explorer.store.questions.parts import DRAWN, Parts, Wish, nodes_of
from explorer.store.questions.taken import Form, Progress, Taken, write_tables

NOT_EVEN = "Even spacing gives every event a place, and here are too many: long empty stretches are cut out instead."

PART_MEMORY = 4_000_000
"""Bytes of what is worked out for a landscape that are kept with it; whoever serves the first sets its own."""

KEPT_PARTS, PART_ROW = 6, 500
"""So many landscapes of the usual size are kept for the next who asks; and bytes that each of their rows takes besides
its record, about."""


@dataclass(frozen=True, eq=False, kw_only=True)
class PartView(View):
    """What a selection shows: names and records of a part, counts of the whole store."""

    whole: Whole

    @cached_property
    def counted(self) -> CountedView:
        return CountedView(self.whole.store, self.selection)

    @property
    def size(self) -> int:
        return 200_000

    @property
    def scope(self) -> str:
        every = self.every
        if every == Counts(len(self.events), len(self.actors), len(self.relations)):
            return ""
        many, records = len(self.events) + len(self.actors), every.events + every.actors
        many_of = f"{many:,} of {records:,}".replace(",", "\u202f")
        return f"Drawn and told: {many_of} actors and events, the weightiest and what is picked; numbers count all."

    def shown(self) -> Counts:
        return self.counted.without(self.by_hand) if self.by_hand else self.counted.shown()

    @property
    def every(self) -> Counts:
        counts = self.whole.store.counts
        return Counts(counts["events"], counts["actors"], counts["relations"])

    def held_back(self) -> tuple[int, int]:
        return self.counted.held_back()

    def choices(self, name: str) -> dict[str, int]:
        return self.counted.choices(name)

    def ties_of(self, id: str) -> int:
        return self.counted.ties_of(id)

    def holds_ties_of(self, id: str) -> bool:
        held = self.landscape.relations_of.get(id, ())
        return self.whole.degrees(self.landscape).get(id, 0) <= len(held)

    # --- answers of the store

    @property
    def bands(self) -> Bands:
        return self.counted.bands

    @property
    def time_span(self) -> tuple[int, int]:
        return self.counted.time_span

    def counts(self, edges: Sequence[int]) -> tuple[tuple[int, ...], ...]:
        return self.counted.counts(edges)

    def counts_by_lane(self, edges: Sequence[int]) -> tuple[tuple[int, ...], ...]:
        return self.counted.counts_by_lane(edges)

    def events_between(self, first: int, last: int, most: int, level: Level = "all") -> list[tuple[str, str]] | None:
        """None also where the landscape does not have all of them."""
        found = self.counted.events_between(first, last, most, level)
        held = self.landscape.records
        return found if found is not None and all(id in held for id, _ in found) else None

    def first_between(self, first: int, last: int, most: int) -> list[tuple[str, str]]:
        return self.counted.placed_between((first, last), nodes_of(self.landscape).tolist(), most)

    def drawn_between(self, first: int, last: int, most: int, most_key: int) -> tuple[str, ...]:
        """All events if they are few, else all key ones if they are, else the weightiest of those."""
        asked = self.counted
        found = asked.events_between(first, last, most)
        if found is None:
            found = asked.events_between(first, last, most_key, "key")
        if found is None:
            found = asked.placed_between((first, last), None, most_key)
        return tuple(dict.fromkeys(id for id, _ in found))

    def hidden_by(self, *filters: str) -> int:
        return self.counted.hidden_by(*filters)

    def statuses(self) -> dict[Status, int]:
        return self.counted.statuses()

    def shortest_paths(self, one: str, other: str, in_order: bool = False, most: int = MAX_COUNTED) -> Paths:
        return self.counted.shortest_paths(one, other, in_order, most)


class Whole(Wider):
    """A store, with the landscapes that stand for it; asked from any thread."""

    def __init__(self, store: Store, parts: Parts) -> None:
        self.store, self.parts, self._days = store, parts, StoreDays(store)
        usual = 6 * parts.drawn  # rows, with what comes with those that are drawn
        self.kept = Cache(KEPT_PARTS * (PART_MEMORY + usual * PART_ROW))  # landscapes by what they are for

    @property
    def is_written_whole(self) -> bool:
        return isinstance(self.store.path, Path)

    @cached_property
    def home(self) -> Landscape:
        return self.made(Wish(Selection()))

    def of(self, wish: Wish) -> Landscape:
        """The landscape that stands for the store in what is asked for."""
        if wish == Wish(Selection()):
            return self.home
        return self.kept.get(wish, lambda: self.made(wish), _size_of_part)

    def read(self, address: str, also: Collection[str] = ()) -> Asked:
        """See `query.asked`: the part has what the address names, and what is shown of it."""
        said = parse_qs(address[:LONGEST_QUERY], errors="replace")
        named = tuple(sorted({id for part in ("sel", "to", "vs") for id in said.get(part, ())} | {*also}))
        here = self.of(Wish(Selection(), also=self._known(named)))
        selection, notes = from_query(address, here)
        if selection.axis == "even" and self.view(here, Selection()).scope:
            selection, notes = replace(selection, axis="folded"), (*notes, NOT_EVEN)
        return self.of(self._wish(selection, also)), selection, notes

    def _known(self, named: Collection[str]) -> tuple[str, ...]:
        """Those of some ids that are any and do not stand in the landscape of what weighs most."""
        new = [id for id in named if id not in self.home.selectable]
        threads = self.store.rows("SELECT id FROM instruments WHERE id IN (SELECT unnest(?))", [new]) if new else []
        return tuple(sorted({*self.store.nodes_of(new), *(id for (id,) in threads)}))

    def _wish(self, selection: Selection, also: Collection[str]) -> Wish:
        ids = tuple(sorted({selection.focus, selection.vs} - {""}))
        bands = CountedView(self.store, selection).bands.ids if selection.rows in ("instrument", "actor") else ()
        path = (selection.focus, selection.to, selection.in_order) if selection.to else None
        return Wish(
            filters_of(selection), ids, self._known({*also, *bands, selection.to} - {REST, NONE, ""}), path=path
        )

    def made(self, wish: Wish) -> Landscape:
        """The same, made for this once."""
        landscape = self.parts.landscape(wish)
        stand_for(landscape, self)
        cache_of(landscape).limit = PART_MEMORY
        keep(content_hash, landscape, self.store.hash)
        return landscape

    def degrees(self, landscape: Landscape) -> dict[str, int]:
        """How many relations the store has of every record of a part, those with itself aside."""
        return worked_out(landscape, f"{__name__}.degrees", self._degrees)

    def _degrees(self, landscape: Landscape) -> dict[str, int]:
        sql = "SELECT id, degree FROM nodes WHERE node IN (SELECT unnest(?))"
        return dict(self.store.rows(sql, [nodes_of(landscape).tolist()]))

    # --- see `Wider`

    @cached_property
    def finder(self) -> StoreFinder:
        return StoreFinder(self.store, self.made)

    def write_tables(
        self, selection: Selection, folder: Path, form: Form, tell: Progress, omit: Collection[str]
    ) -> Taken:
        return write_tables(self.store, selection, folder, form, tell, omit)

    def view(self, landscape: Landscape, selection: Selection) -> PartView:
        """Which of the part's actors are shown the store says: one is by ties that the part may not have."""
        counted = CountedView(self.store, selection)
        own = masks(landscape, selection)
        actors: Truths = counted.nodes[nodes_of(landscape)[: len(landscape.actors)]]
        return PartView(landscape, selection, own.events, actors, own.relations, own.status, whole=self)

    def days_told(self) -> tuple[Ints, Ints]:
        return self._days.told

    def spans(self, window: Window) -> tuple[Ints, Ints, Ints, Ints]:
        return self._days.spans(window)

    def numbered(self, word: str) -> list[Numbered]:
        begun = "(SELECT min(earliest) FROM nodes n WHERE n.instrument = i.row AND earliest > 0)"
        sql = f"SELECT id, kind, number, coalesce({begun}, 0) FROM instruments i WHERE {_HAS_WORD} ORDER BY row"
        return [Numbered(*row) for row in self.store.rows(sql, [f" {word} "])]

    def numbers(self, sources: Iterable[str]) -> dict[str, int]:
        known = self.parts.kept.several("number", set(sources), self._numbers, lambda _: 0)
        return {id: number for id, number in known.items() if number}

    def _numbers(self, sources: list[str]) -> dict[str, int]:
        """The same, with 0 for a source that nobody cites."""
        numbered = "SELECT s.id, n.number FROM sources s JOIN numbered n ON n.source = s.row"
        found = self.store.rows(f"{numbered} WHERE s.id IN (SELECT unnest(?))", [sorted(sources)])
        return dict.fromkeys(sources, 0) | dict(found)

    @cached_property
    def many_sources(self) -> int:
        return self.store.number("SELECT count(*) FROM numbered")

    @property
    def kinds(self) -> tuple[str, ...]:
        return tuple(self.store.settings["kind_ids"])

    @property
    def layers(self) -> tuple[str, ...]:
        return tuple(self.store.settings["layer_ids"])


_HAS_WORD = f"strpos(' ' || translate(number, '{WORD_BREAKS}', '{' ' * len(WORD_BREAKS)}') || ' ', ?) > 0"


def _size_of_part(part: Landscape) -> int:
    """Bytes that a part takes at most, about: its rows, and what may come to be kept with it."""
    return PART_MEMORY + PART_ROW * sum(map(len, (part.rows, part.sources, part.passages)))


def is_large(store: Store, whole: int = MAX_EVENT_ROWS) -> bool:
    """Whether a store has more than so many events, or than are ever read into memory."""
    return store.counts["events"] > min(whole, MAX_EVENT_ROWS)


def opened_store(store: Store, whole: int = MAX_EVENT_ROWS, drawn: int = DRAWN) -> Landscape:
    """The landscape of a store: all of it up to so many events, else one that stands for it, of so many records."""
    return Whole(store, Parts(store, drawn)).home if is_large(store, whole) else store.landscape()
