"""The chronicle: the events that a view shows, as rows to read, by year.

The work is in proportion to what is told, whatever the size: the rows are picked by columns, and only for them are
actors, sources and disagreements looked up, in indexes that the landscape keeps.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from explorer.draw.palette import lane_look
from explorer.edtf import short_words, words
from explorer.model import CONTRADICTING, NOT_HAPPENED, Actor, Citation, Event, Relation, Status
from explorer.order import places, relation_rows
from explorer.outlook import outlook
from explorer.prose.claims import claimant_names
from explorer.prose.record import remark
from explorer.query.around import index_of
from explorer.query.columns import columns
from explorer.query.masks import as_of_day, is_told
from explorer.query.visible import View

MAX_ENTRIES = 200
"""So many events are told; of more, the weightiest, and of equals the latest. The rest is counted."""

MAX_DOERS = 3
"""So many actors are named with an event; more are counted."""

UNCOUNTED = -1
"""Instead of a number: others are not looked up."""


@dataclass(frozen=True)
class Doer:
    """An actor and what it did, or how it stands: "Ana Reyes" "signed"."""

    id: str
    name: str
    did: str
    sure: str  # "claimed by Ana Reyes"; empty where a source says it in its own voice


@dataclass(frozen=True)
class Entry:
    """One event as a row."""

    id: str
    when: str  # below the name of its year: "21 Jul", "in 2000"
    date: str  # in full: "21 July 2025"
    title: str
    status: Status
    lane: str  # its name
    lane_order: int  # from 0, from the top
    look: str  # of the lane
    doers: tuple[Doer, ...]
    more_doers: int  # UNCOUNTED where there may be others
    citations: tuple[Citation, ...]
    differ: tuple[str, ...]  # the properties for which sources give values that cannot all be true
    came_of_it: str = ""  # what came of a plan, in words; empty of what has happened or is ahead

    @property
    def hollow(self) -> bool:
        """Nothing of it has taken place."""
        return self.status in NOT_HAPPENED


@dataclass(frozen=True)
class ChronicleYear:
    name: str  # "2025"; "No date"
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Chronicle:
    years: tuple[ChronicleYear, ...]
    told: int  # rows
    left: int  # events that are shown, but not told
    every: int  # events of the landscape

    @property
    def caption(self) -> str:
        """How many of how many, in words."""
        if self.left:
            return (
                f"{_count_words(self.told)} of the {_count_words(self.told + self.left)} events shown, the weightiest"
            )
        if self.told == self.every:
            return f"{_count_words(self.told)} event" + ("" if self.told == 1 else "s")
        return f"{_count_words(self.told)} of {_count_words(self.every)} events"

    @property
    def rest(self) -> str:
        """What is not told and how to come to it; empty where all is."""
        if not self.left:
            return ""
        more = f"{_count_words(self.left)} more event" + ("" if self.left == 1 else "s")
        return f"{more}: narrow the window in time, or the level of detail."


def chronicle(view: View) -> Chronicle:
    """What a view shows, as rows in order of time."""
    events, told, writer = view.landscape.events, _rows_told(view), _Writer(view)
    place = places(view.landscape)
    rows = sorted(told, key=lambda row: place[events[row].id])
    years = [
        ChronicleYear(year, tuple(map(writer.entry, group)))
        for year, group in groupby(rows, key=lambda r: _year_of(events[r]))
    ]
    return Chronicle(tuple(years), len(rows), view.shown().events - len(rows), view.every.events)


def _rows_told(view: View) -> list[int]:
    """The rows that are told."""
    rows = np.flatnonzero(view.events)
    if len(rows) > MAX_ENTRIES:
        events = columns(view.landscape).events
        rows = rows[np.lexsort((-events.earliest[rows], events.weight[rows]))[:MAX_ENTRIES]]
    told: list[int] = rows.tolist()
    return told


def _year_of(event: Event) -> str:
    first = event.date.earliest or event.date.latest
    return str(first.year) if first else "No date"


class _Writer:
    """Writes entries of one view."""

    def __init__(self, view: View) -> None:
        self.view, self.landscape = view, view.landscape
        landscape = view.landscape
        self.day = as_of_day(landscape, view.selection)
        self.lanes = {
            lane.id: (lane.label, order, lane_look(landscape.lanes, lane.id))
            for order, lane in enumerate(landscape.lanes)
        }
        self.rows, self.claims = relation_rows(landscape), index_of(landscape).claims_of
        self.doings = {v.id: v.label for v in landscape.verbs if v.group in ("act", "stance")}
        self.names = claimant_names(landscape)

    def entry(self, row: int) -> Entry:
        event = self.landscape.events[row]
        status = self.view.status_of(row)
        doers = self._doers(event, status)
        year_only = event.date.precision == "year"
        lane, order, look = self.lanes[event.lane]
        return Entry(
            id=event.id,
            when="in " * year_only + short_words(event.date, with_year=year_only),
            date=words(event.date),
            title=event.title,
            status=status,
            lane=lane,
            lane_order=order,
            look=look,
            doers=tuple(doers[:MAX_DOERS]),
            more_doers=len(doers[MAX_DOERS:]) if self.view.holds_ties_of(event.id) else UNCOUNTED,
            citations=event.sources,
            differ=self._differ(event),
            came_of_it=outlook(self.landscape, self.view.event(row), self.view.day).came_of_it,
        )

    def _doers(self, event: Event, status: Status) -> list[Doer]:
        """Actors that did something in an event or are for or against it, each once, in the order of the relations."""
        by_actor: dict[str, list[Relation]] = {}
        for relation in self.landscape.relations_of[event.id]:
            if (
                relation.object == event.id
                and relation.verb in self.doings
                and self.view.relations[self.rows[relation.id]]
            ):
                by_actor.setdefault(relation.subject, []).append(relation)
        records = self.landscape.records
        return [
            Doer(id, actor.name, ", ".join(dict.fromkeys(self.doings[r.verb] for r in ties)), self._sure(ties, status))
            for id, ties in by_actor.items()
            if isinstance(actor := records[id], Actor)
        ]

    def _sure(self, ties: Sequence[Relation], status: Status) -> str:
        said = (
            remark(tie.basis, [self.names[who] for who in tie.attributed_to])
            for tie in ties
            if not (tie.basis == "planned" and status in NOT_HAPPENED)  # that is said already
        )
        return "; ".join(dict.fromkeys(filter(None, said)))

    def _differ(self, event: Event) -> tuple[str, ...]:
        values: dict[str, set[str]] = {}
        contradicted: set[str] = set()
        for claim in self.claims.get(event.id, ()):
            if is_told(claim, self.landscape, self.view.selection, self.day):
                values.setdefault(claim.property, set()).add(claim.value)
                contradicted |= {claim.property} if claim.standing in CONTRADICTING else set()
        return tuple(name for name, given in values.items() if len(given) > 1 and name in contradicted)


def _count_words(count: int) -> str:
    return f"{count:,}".replace(",", "\N{NO-BREAK SPACE}")
