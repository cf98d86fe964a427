"""What pages and files ask of the records that a selection shows, without a word on how it is found out.

`View` answers from columns in memory; whatever else holds a landscape can answer the same. Asked with ids and days
(ordinals, as in `date.toordinal`), answered with numbers and ids, each time in the order that the question names.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

from explorer.model import Status
from explorer.query.address_parts import item_text
from explorer.query.paths import MAX_COUNTED, Paths
from explorer.query.selection import FILTERS, Level, Nodes
from explorer.query.sets import SETS

REST, NONE = "-", "--"
"""Ids of the bands for what has no band of its own, and for what is a step of no instrument."""


class Bands(NamedTuple):
    """The bands of a timeline by the selection's grouping."""

    ids: tuple[str, ...]  # of lanes, kinds, instruments or actors, from top to bottom; then REST, then NONE
    others: tuple[int, ...]  # for each choice without a band of its own how many events it has, the most first


class Questions(Protocol):
    """Of one landscape and one selection. A shown event *stands* on the day of its sign: in the middle of a doubt, at
    the beginning of what lasted; in a window of time on its first or last day where it only touches it."""

    @property
    def bands(self) -> Bands:
        """By lane all lanes, in the order of the landscape. Else those with the most events: of equals the kind that is
        first by name; the instrument that begins first, then the landscape's first; the actor by weight, then by id.
        They stand in that order, the selected actor before all; but instruments as they begin."""

    @property
    def time_span(self) -> tuple[int, int]:
        """The first and the last day on which an event stands; there is at least one."""

    def counts(self, edges: Sequence[int]) -> tuple[tuple[int, ...], ...]:
        """By band, then by period, how many events stand from one edge up to, not including, the next."""

    def counts_by_lane(self, edges: Sequence[int]) -> tuple[tuple[int, ...], ...]:
        """The same by lane, in the order of the landscape; each event on its own day, whatever the window."""

    def events_between(self, first: int, last: int, most: int, level: Level = "all") -> list[tuple[str, str]] | None:
        """The events of a level that touch the days, both included, each with its band; in the order of the landscape,
        then of the bands. None where there are more than `most`."""

    def neighbours(self, id: str) -> tuple[str, ...] | None:
        """The actors and events that light up with a record, sorted; None where it is not shown. See `tied_to`."""

    def relations_among(self, ids: Iterable[str]) -> tuple[str, ...]:
        """The relations with both ends among some records, in the order of the landscape."""

    def shortest_paths(self, one: str, other: str, in_order: bool = False, most: int = MAX_COUNTED) -> Paths:
        """The ways from one record to another along what is shown, by the ids on them. See `paths.shortest_paths`."""

    def weightiest(self, most: int, nodes: Nodes = "all", among: Iterable[str] | None = None) -> tuple[str, ...]:
        """The first of what is shown, or of some records whether shown or not: by weight, then by how many relations
        the landscape has of them, then by id. Where not all of a weight have room, those of it and below come first
        that are tied to weightier ones: see `ranking.weightiest`."""

    def hidden_by(self, *filters: str) -> int:
        """How many more events would be shown without some filters, by their parts of the address."""

    def choices(self, name: str) -> dict[str, int]:
        """For each choice of a set, named by its field: how many events, or relations, would be shown of it if nothing
        of its set were left out, with the other filters as they are."""

    def statuses(self) -> dict[Status, int]:
        """How many events have each status as of the day chosen, in the order of `Status`."""


def facets(view: Questions) -> dict[str, dict[str, int]]:
    """What stands beside the boxes to tick: by part of the address, then by choice as an address writes it."""
    return {FILTERS[name]: {item_text(choice): many for choice, many in view.choices(name).items()} for name in SETS}
