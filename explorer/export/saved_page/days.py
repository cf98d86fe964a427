"""What a file holds of a landscape in; what its page shows on every day on which something changes out, packed.

No rule is left to the page: each of its states is worked out here, by the functions that the served page uses, for both
clocks. The page only looks up the last day that is not after the one chosen.

    {"days": ["2024-05-01", …], "leaves": [value, …],
     "clocks": {"happened": {"views": course, "told": {id: course}}, "known": {…}}}

Two actors compared are told besides, under the ids of both: see `held_as`.

A leaf is a value that is written once; wherever it stands, its place among the leaves is written instead, so that a
view is nested lists and objects whose numbers are leaves. A course is a list of [place of the day from which a value
holds, what changes then], ascending. Markup is cut into pieces, without what the page can fill in; see `sentences.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache, cached_property
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Any, get_args

import numpy as np

from explorer.draw.markup import Markup, Node, html_of, tag
from explorer.export.saved_page.far import Far, Steps, untold
from explorer.export.saved_page.picks import held_as, picks_of
from explorer.export.saved_page.sentences import FileProse
from explorer.export.saved_page.views import FileViews
from explorer.landscape import Landscape
from explorer.order import in_order, relation_rows
from explorer.page.chronicle_list import chronicle_html, chronicle_markup
from explorer.page.controls import go_button
from explorer.page.document import compact
from explorer.page.panel.panel import RecordPanel
from explorer.prose.chronicle import MAX_ENTRIES, Chronicle, ChronicleYear, Entry, chronicle
from explorer.prose.phrases import name_of
from explorer.query.around import around
from explorer.query.columns import NOT_HAPPENED_STATUSES, Ints, Truths, columns
from explorer.query.masks import ToldRow, as_of_day, told_from
from explorer.query.selection import Clock, Selection
from explorer.query.visible import View, visible

MAX_DAYS = 240
"""So many days a file holds at most; of more, every so many, the first and the last among them."""

MAX_STATES = 40_000
"""So many days times records it holds at most: of a large landscape fewer days."""

NOT_YET = html_of(
    [
        tag(
            "p",
            {"class": "role"},
            "Not part of what is shown: later than the day chosen, or nothing had told of it by then.",
        ),
        tag("p", {}, go_button("Show the last day", "at=&clock=")),
    ]
)

_BEGINS = re.compile(r'<(?:(?:li|p|div|dt|h4|details)\b|/ul>|span class="by")')
"""Where a piece of markup begins, unless a summary's own tag stands right before it."""


class Leaves:
    """Values, each written once."""

    def __init__(self) -> None:
        self._place: dict[str, int] = {}
        self._objects: dict[int, tuple[dict[str, Any], int]] = {}
        self.word = cache(self.leaf)
        """The place of a text."""

    def leaf(self, value: Any) -> int:
        """The place of a value; of an object that comes again and again, such as a mark, it is found out once."""
        if not isinstance(value, dict):
            return self._place.setdefault(compact(value), len(self._place))
        known = self._objects.get(id(value))
        if known is None:
            place = self._place.setdefault(compact(value), len(self._place))
            known = self._objects[id(value)] = (value, place)  # held, so that no other object gets its id
        return known[1]

    def folded(self, value: Any, depth: int) -> Any:
        """A value whose lists and objects stay, so many levels deep; what is below them is a leaf each."""
        if isinstance(value, str):
            return self.word(value)
        if depth and isinstance(value, dict):
            return {key: self.folded(part, depth - 1) for key, part in value.items()}
        if depth and isinstance(value, list):
            return [self.folded(part, depth - 1) for part in value]
        return self.leaf(value)

    def text(self) -> str:
        """All values as a JSON list."""
        return f"[{','.join(self._place)}]"


def instrument_path_steps(values: Iterable[tuple[int, Any]]) -> list[list[Any]]:
    """Values with the place of the day from which each holds, as what changes from one to the next; see `change`."""
    course: list[list[Any]] = []
    before = None
    for at, value in values:
        if not course or value != before:
            course.append([at, change(before, value)])
        before = value
    return course


def change(before: Any, after: Any) -> Any:
    """What makes one folded value into another.

    A number stands for itself. Of an object the parts that change, None for one that goes. Of a list how many items
    stay at its beginning, how many at its end, and what comes between.
    """
    if isinstance(after, dict):
        old = before if isinstance(before, dict) else {}
        told = {key: change(old.get(key), part) for key, part in after.items() if key not in old or old[key] != part}
        return told | {key: None for key in old if key not in after}
    if isinstance(after, list):
        items = before if isinstance(before, list) else []
        most = min(len(items), len(after))
        first = next((at for at in range(most) if items[at] != after[at]), most)
        last = next((at for at in range(most - first) if items[-1 - at] != after[-1 - at]), most - first)
        return [first, last, *after[first : len(after) - last]]
    return after


class SavedDays:
    """The states of a file's page; `view` is the last of them, of the landscape of what the file holds, with the
    curators' own statuses."""

    def __init__(self, view: View, prose: FileProse, tell: Far = untold) -> None:
        """`tell` is told how far it is while the text, and the picks, are made."""
        kept, selection = view.landscape, view.selection
        self.final, self.kept, self.selection, self.prose = view, kept, selection, prose
        self.views, self.panel, self.leaves = FileViews(view, prose), RecordPanel(kept, prose, served=False), Leaves()
        self.last = selection.as_of or kept.as_of
        self.changing = _changing_days(kept, self.last)
        self.days = _days_of_file(self.changing, self.last, len(kept.selectable))
        self.steps = Steps(len(self.clocks()) * (len(self.days) + len(kept.selectable) + 1) + picks_of(view), tell)
        self._piece = cache(lambda piece: self.leaves.word(prose.terse(piece)))
        self._absent, self._cut = cache(self._left_out), cache(self._cut_up)
        self._folded_ties: dict[int, tuple[list[Any], Any]] = {}  # by identity, with what has it
        self._tellings: dict[tuple[str, bool, bytes], list[int]] = {}

    @cached_property
    def nears(self) -> dict[str, Landscape]:
        """What is around every record; under "" all."""
        return {"": self.kept} | {id: around(self.kept, id) for id in self.kept.selectable}

    def clocks(self) -> tuple[Clock, ...]:
        """Both, where the file holds everything that either would show; else the one that was chosen."""
        if self.selection.as_of is None and self.selection.clock == "happened":
            return ("happened", "known")
        return (self.selection.clock,)

    def text(self) -> str:
        """The whole as JSON."""
        clocks = {clock: self._clock(clock) for clock in self.clocks()}
        days = [day.isoformat() for day in self.days]
        return f'{{"days":{compact(days)},"clocks":{compact(clocks)},"leaves":{self.leaves.text()}}}'

    def at(self, clock: Clock) -> list[Selection]:
        """The selection of each day, the last of which is the file's own."""
        days = [*self.days[:-1], self.selection.as_of]
        return [replace(self.selection, as_of=day, clock=clock) for day in days]

    def _clock(self, clock: Clock) -> dict[str, Any]:
        states = _States(self.kept, self.at(clock))
        views = [self._day(view) for view in states.views]
        for view, told in zip(views, self._chronicles(states), strict=True):
            view["chronicle"] = self._markup(told)
        return {"views": instrument_path_steps(enumerate(views)), "told": self._told(states)}

    def _day(self, view: View) -> dict[str, Any]:
        self.steps.one()
        return self._folded(self.views.painted(view))

    def _folded(self, view: dict[str, Any]) -> dict[str, Any]:
        depths = {"timeline": 2, "network": 3, "threads": 2}
        folded: dict[str, Any] = {}
        for name, part in view.items():
            if name == "ties":
                folded[name] = {id: self._folded_tie(tied) for id, tied in part.items()}
            else:
                folded[name] = self.leaves.folded(part, depths.get(name, 0))
        return folded

    def _folded_tie(self, tied: list[Any]) -> Any:
        """A record's ties, folded once for all the days on which they are the same list."""
        if id(tied) not in self._folded_ties:
            self._folded_ties[id(tied)] = (tied, self.leaves.folded(tied, 2))
        return self._folded_ties[id(tied)][1]

    def _markup(self, nodes: Node) -> list[int]:
        """Markup in pieces. Where each part of it begins a piece, each is cut once however often it is told."""
        parts = nodes if isinstance(nodes, list) else [html_of(nodes)]
        if not all(isinstance(part, Markup) and _BEGINS.match(part) for part in parts[1:]):
            parts = [html_of(nodes)]
        return [piece for part in parts for piece in self._cut(part)]

    def _cut_up(self, text: str) -> list[int]:
        found = (found.start() for found in _BEGINS.finditer(text))
        begins = [at for at in found if not text.endswith("<summary>", 0, at)]
        return [self._piece(text[one:other]) for one, other in pairwise([0, *begins, len(text)]) if one < other]

    # --- what is shown ------------------------------------------------------------------------------------------------

    def _chronicles(self, states: _States) -> list[str]:
        """The chronicle of each day. Only what changes is told anew, unless there is too much to be told at all."""
        if len(self.kept.events) > MAX_ENTRIES:
            return [chronicle_html(view, self.prose) for view in states.views]
        order = [event.id for event in in_order(self.kept, self.kept.events)]
        entries: dict[str, tuple[str, Entry]] = {}
        said = []
        for view, fresh in zip(states.views, states.fresh(self.nears), strict=True):
            told = chronicle(replace(view, events=view.events & fresh))
            entries |= {entry.id: (year.name, entry) for year in told.years for entry in year.entries}
            here = {event.id for event in view.part.events}
            rows = [entries[id] for id in order if id in here]
            years = tuple(
                ChronicleYear(name, tuple(entry for _, entry in of)) for name, of in groupby(rows, key=itemgetter(0))
            )
            said.append(
                chronicle_markup(Chronicle(years, len(rows), 0, len(self.kept.events)), self.prose) if rows else ""
            )
        return said

    # --- what is told -------------------------------------------------------------------------------------------------

    def _told(self, states: _States) -> dict[str, Any]:
        """For every record the course of its details, under "" that of those of none."""
        told: dict[str, Any] = {}
        last = len(states.views) - 1
        for id, near in self.nears.items():
            self.steps.one()
            turns = states.turns(near)
            told[id] = instrument_path_steps((at, self._telling(id, states, at, at == last, key)) for at, key in turns)
        one, other = self.selection.focus, self.selection.vs
        if other:
            days = [at for at, _ in states.turns(self.nears[one], self.nears[other])]
            told[held_as(one, other)] = instrument_path_steps((at, self._comparing(states.views[at])) for at in days)
        return told

    def _comparing(self, view: View) -> list[int]:
        """Two actors compared as of a day."""
        focus = self.selection.focus
        if focus not in view.part.selectable:
            return self._absent(focus)
        asked = view.choosing(focus=focus, vs=self.selection.vs)
        return self._markup(self.panel.of(asked, self.nears[focus]))

    def _telling(self, id: str, states: _States, at: int, last: bool, key: bytes) -> list[int]:
        """The details as of a day, worked out once for each state (`key`) of what they are about."""
        if id and id not in states.views[at].part.selectable:
            return self._absent(id)
        own = id == self.selection.focus
        to, in_order = (self.selection.to, self.selection.in_order) if own else ("", False)
        asked = states.views[at].choosing(focus=id, to=to, in_order=in_order, vs="")
        if to:
            return self._markup(self.panel.of(asked, self.nears[id]))
        if (id, last, key) not in self._tellings:
            self._tellings[id, last, key] = self._markup(self.panel.of(asked, self.nears[id]))
        return self._tellings[id, last, key]

    def _left_out(self, id: str) -> list[int]:
        title = tag("h3", {"class": "record-title", "tabindex": "-1"}, name_of(self.kept.selectable[id]))
        return self._markup(tag("div", {}, title, NOT_YET))


class _States:
    """The selections of a clock, what each shows, and when what is said of something changes."""

    def __init__(self, kept: Landscape, selections: Sequence[Selection]) -> None:
        self.views = [visible(kept, selection) for selection in selections]
        self._events = np.stack([np.where(one.events, one.status + 1, 0) for one in self.views])
        self._relations = np.stack([one.relations for one in self.views])
        self._place = columns(kept).events.place
        self._words = _turns_of_words(kept, selections)
        self._row = relation_rows(kept)
        rows: tuple[ToldRow, ...] = (*kept.claims, *kept.provisions, *kept.instruments)
        clock = selections[0].clock
        self._first = dict(zip((row.id for row in rows), _first_days(kept, rows, clock).tolist(), strict=True))
        self._day = np.array([as_of_day(kept, one) for one in selections])
        self._kept = kept

    def turns(self, *nears: Landscape) -> list[tuple[int, bytes]]:
        """The days on which something of some parts changes, each by its place and with what their state is then: the
        first always, and the last, which says its own in other words."""
        state = np.concatenate([self._state(near) for near in nears], axis=1)
        turns = (state[1:] != state[:-1]).any(axis=1)
        turns[-1:] = True
        return [(at, state[at].tobytes()) for at in (0, *(np.flatnonzero(turns) + 1).tolist())]

    def fresh(self, nears: Mapping[str, Landscape]) -> Truths:
        """For each day, of every event, whether its row of the chronicle may differ from that of the day before."""
        turned = np.ones((len(self.views), len(self._place)), dtype=bool)
        for id, place in self._place.items():
            state = self._state(nears[id])
            turned[1:, place] = (state[1:] != state[:-1]).any(axis=1)
        return turned

    def _state(self, near: Landscape) -> Ints:
        """By day, in columns: each event's status or 0, each relation and each told row whether it is there, and what
        else the words for each event and relation depend on."""
        rows: tuple[ToldRow, ...] = (*near.claims, *near.provisions, *near.instruments)
        told = [self._first[row.id] for row in rows]
        events = [self._place[event.id] for event in near.events]
        relations = [self._row[relation.id] for relation in near.relations]
        columns = (
            self._events[:, events],
            self._relations[:, relations],
            self._words[0][:, events],
            self._words[1][:, relations],
            np.array(told, dtype=np.int32)[None, :] <= self._day[:, None],
        )
        return np.concatenate(columns, axis=1).astype(np.int32)


def _turns_of_words(kept: Landscape, selections: Sequence[Selection]) -> tuple[Ints, Ints]:
    """By day, of every plan whether its day has passed; of every relation with a vague date whether that is over, and
    whether a source had told of it: see `outlook.py` and `prose/standing.py`."""
    day = np.array([(one.as_of or kept.as_of).toordinal() for one in selections])[:, None]
    passed = (columns(kept).events.latest < day) & _plans(kept)
    relations = columns(kept).relations
    over = np.where(_vague(kept), (relations.latest <= day) + 2 * (relations.told.known <= day), 0)
    return passed.astype(np.int32), over.astype(np.int32)


def _plans(kept: Landscape) -> Truths:
    return np.isin(columns(kept).events.status, NOT_HAPPENED_STATUSES)


def _vague(kept: Landscape) -> Truths:
    """The relations that have a date of more than a day."""
    relations = columns(kept).relations
    mask: Truths = relations.dated & (relations.earliest < relations.latest)
    return mask


def _first_days(landscape: Landscape, rows: Sequence[ToldRow], clock: Clock) -> Ints:
    """The ordinals of the days from which rows are there on a clock."""
    return np.array([told_from(row, landscape, clock) for row in rows], dtype=np.int32)


def _changing_days(kept: Landscape, last: date) -> Ints:
    """The ordinals of the days before the last on which anything changes on either clock."""
    known = columns(kept)
    rows: tuple[ToldRow, ...] = (*kept.claims, *kept.provisions, *kept.instruments)
    told = [_first_days(kept, rows, clock) for clock in get_args(Clock)]
    changing = (known.events.earliest, known.events.latest, known.events.told.known)
    words = known.events.latest[_plans(kept)] + 1, known.relations.latest[_vague(kept)]
    every = np.unique(np.concatenate([*changing, *words, known.relations.earliest, known.relations.told.known, *told]))
    return every[(every > 0) & (every < last.toordinal())]


def _days_of_file(every: Ints, last: date, records: int) -> list[date]:
    """Of these days as many as a file holds, and the last; before them one on which nothing has happened yet."""
    most = max(2, min(MAX_DAYS, MAX_STATES // max(1, records)))
    if len(every) > most:
        every = every[np.linspace(0, len(every) - 1, most).round().astype(int)]
    found = [date.fromordinal(int(day)) for day in every]
    before = [found[0] - timedelta(days=1)] if found and found[0] > date.min else []
    return [*before, *found, last]
