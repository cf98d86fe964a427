"""What a network draws, and panes of sheets' proportions, in; the sheets that it takes, out. The same each time.

    records -> as many as a sheet has room for, by what is tied to what -> that sheet laid out -> the others

What has no room goes on on the next sheet: nothing is left out. A tie between two sheets is drawn where both its ends
stand, once more if need be.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from math import inf

from explorer.cache import cache_of
from explorer.landscape import Landscape
from explorer.network.drawn import NetworkDrawn
from explorer.network.pane.pane_edges import PaneEdge
from explorer.network.pane.sizes import Pane
from explorer.network.sheets.sheet import Sheet, nodes_on, room_of, settled, ties_on, with_pale

FILLED = 0.74  # of a sheet's area that boxes take with what is round them
PALE = 0.95  # … on a sheet on which all is pale: no line there needs room of its own
FEWER = 0.86  # of the records of a sheet that turned out to be too full are tried next
TRIES = 3
TIES = 26  # in colour on one sheet at most: a record of more goes on on the next
SOMEWHERE = (0.0, 0.0, 0.0, 0.0)  # the box of words that have no place yet


def one_sheet(landscape: Landscape, drawn: NetworkDrawn, pane: Pane) -> Sheet | None:
    """All that is drawn on one sheet; None where that has not the room."""
    if not has_room(drawn, pane):
        return None
    sheet = settled(landscape, drawn, pane, [node.id for node in drawn.nodes], at_most=0)
    return with_pale(drawn, sheet) if sheet.clean else None


def has_room(drawn: NetworkDrawn, pane: Pane) -> bool:
    """Whether all that is drawn may have room on one sheet, as far as that is known without laying it out."""
    return len(drawn.lit_edges) <= TIES and room_of(drawn.nodes) <= FILLED * (pane.width - pane.gutter) * pane.height


@dataclass(frozen=True)
class Panes:
    """What sheets have for room: the first, which says more above it; others; and those on which all is pale, with no
    source to name below."""

    first: Pane
    other: Pane
    pale: Pane

    @property
    def key(self) -> tuple[object, ...]:
        return self.first.key, self.other.key, self.pale.key


def sheets_of(landscape: Landscape, drawn: NetworkDrawn, panes: Panes, fewest: int = 1) -> list[Sheet]:
    """All that is drawn, on as few sheets as it finds room on, where it is known to need `fewest` at least."""

    def filled(pane: Pane, ids: list[str], waiting: int) -> Sheet:
        key = ("sheet", drawn.key, pane.key, pane.gutter, tuple(ids), waiting)
        return cache_of(landscape).get(key, lambda: _filled(landscape, drawn, pane, ids, waiting), size_of_sheet)

    return _dealt(drawn, panes, fewest, filled)


def sheets_planned(drawn: NetworkDrawn, panes: Panes, fewest: int = 1) -> list[Sheet]:
    """The same by the room that boxes take alone: who is to stand on which sheet with which ties, without places."""
    return _dealt(drawn, panes, fewest, lambda pane, ids, _: planned(drawn, pane, ids))


def planned(drawn: NetworkDrawn, pane: Pane, ids: Collection[str]) -> Sheet:
    """Some records on a sheet, without places; as if each step of a path had room for its words."""
    edges = (replace(edge, label_box=SOMEWHERE if edge.number else None) for edge in ties_on(drawn, ids))
    return Sheet(pane, (), tuple(nodes_on(drawn, ids)), tuple(edges), frozenset(), overlaps=False)


def size_of_sheet(sheet: Sheet) -> int:
    """Bytes that it takes, about."""
    return 2_000 * len(sheet.nodes) + 3_000 * len(sheet.edges)


def _dealt(
    drawn: NetworkDrawn, panes: Panes, fewest: int, filled: Callable[[Pane, list[str], int], Sheet]
) -> list[Sheet]:
    """Sheet after sheet, each filled with some of who is left, or with fewer of them."""
    left = {node.id for node in drawn.nodes}
    ties = {edge.id: edge for edge in drawn.edges}
    found: list[Sheet] = []
    while left or ties:
        colour = not drawn.lit or left & drawn.lit or any(drawn.is_lit(edge) for edge in ties.values())
        pane = panes.first if not found else panes.other if colour else panes.pale
        area = (FILLED if colour else PALE) * (pane.width - pane.gutter) * pane.height
        sheet = filled(pane, *_together(drawn, left, list(ties.values()), area, 1 if found else fewest))
        found.append(sheet)
        left -= sheet.ids
        ties = {id: edge for id, edge in ties.items() if not {edge.subject, edge.object} <= sheet.ids}
    return found


def _filled(landscape: Landscape, drawn: NetworkDrawn, pane: Pane, ids: list[str], waiting: int) -> Sheet:
    """The first of some records on a sheet, as many as find their places; `waiting` are left with them."""
    for trial in range(TRIES + 1):
        last = trial == TRIES or len(ids) <= 2
        sheet = settled(landscape, drawn, pane, ids, at_most=inf if last else 0)
        if sheet.clean or last:
            break
        fewer = max(2, int(FEWER * len(ids)))
        ids = ids[: min(fewer, -(-waiting // -(-waiting // fewer)) + 1)]
    return with_pale(drawn, sheet)


def _together(
    drawn: NetworkDrawn, left: Collection[str], ties: Sequence[PaneEdge], area: float, fewest: int
) -> tuple[list[str], int]:
    """Who stands on the next sheet, the first to be kept first, and how many are left with them: always whoever
    completes most comes next.

    What is left is dealt to sheets evenly, so that the last is no crumb.
    """
    known = {node.id: node for node in drawn.nodes}
    waiting = dict.fromkeys([id for id in known if id in left or any(id in (e.subject, e.object) for e in ties)])
    whole = room_of([known[id] for id in waiting])
    sheets = max(fewest, -(-whole // area))
    share = whole / sheets * 1.06 if sheets > 1 else area
    near: dict[str, dict[str, float]] = {id: {} for id in known}
    for edge in ties:
        worth = 3.0 if drawn.is_lit(edge) else 1.0
        for one, other in ((edge.subject, edge.object), (edge.object, edge.subject)):
            near[one][other] = near[one].get(other, 0.0) + worth
    order = {id: place for place, id in enumerate(known)}
    pull = {id: sum(worths.values()) for id, worths in near.items()}
    chosen: list[str] = []
    worth_of = dict.fromkeys(waiting, 0.0)
    taken, lit = 0.0, 0
    while worth_of:
        best = max(
            worth_of,
            key=lambda id: (worth_of[id], id == drawn.focus, id in drawn.lit, pull[id], -order[id]),
        )
        taken += room_of([known[best]])
        if taken > share and len(chosen) > 1:
            break
        lit += sum(id in near[best] for id in chosen) if best in drawn.lit else 0
        if lit > TIES:
            break
        chosen.append(best)
        del worth_of[best]
        for other, worth in near[best].items():
            if other in worth_of:
                worth_of[other] += worth
    return chosen, len(waiting)
