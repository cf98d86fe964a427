"""A resting scene and two actors compared in; what their comparison draws out, as a pick. Nothing at rest moves.

    both, and all that both are tied to -> what of their other ties leads to what rests
    -> other neighbours, the weightiest of each in turn, as long as no line runs through a foreign box

As in a pick of one record, who stands in the way and is tied to neither gives way where there is no room otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, zip_longest

from explorer.landscape import Landscape
from explorer.network.pane.pane_nodes import Box
from explorer.network.pane.pane_scene import PaneScene
from explorer.network.pick.pick_under import under_of, yielding
from explorer.network.pick.picks import Pick, pick_of_path
from explorer.prose.compared import Compared
from explorer.query.ranking import by_weight

MAX_SHARED = 40
"""So many of the records that both are tied to are drawn, the weightiest: with more, nothing can be followed."""

MORE = (12, 10, 8, 6, 4, 2, 0)
"""So many other neighbours are tried to join: with more, some line has always run through a box."""

CROWDED = 2
"""More guests than these find no place between all that rests: they are tried at once where some of it gives way."""

GRAZED, ON = 1.0, 0.5
"""px of a line inside foreign boxes, and px that one guest lies on another, that are not seen."""


def comparison_drawn(landscape: Landscape, scene: PaneScene, found: Compared) -> Pick:
    """What two actors compared draw; `found` is what ties them in the whole landscape."""
    ties, more = _ties(landscape, scene, found)
    best: Pick | None = None
    for count in dict.fromkeys(min(count, len(more)) for count in MORE):
        best = _with_room(landscape, scene, found, [*ties, *more[:count]], count)
        if _is_clear(best, scene):
            break
    assert best is not None
    return best


Ties = list[tuple[str, ...]]
"""Each from a neighbour to one of the two; from one of them to the other; or from one of them to nobody."""


def _ties(landscape: Landscape, scene: PaneScene, found: Compared) -> tuple[Ties, Ties]:
    """The ties that are drawn in any case, and those of the neighbours that may join, in their order."""
    (one, other), resting = found.ends, {node.id for node in scene.nodes}
    weight = by_weight(landscape)

    def weightiest(ids: Sequence[str]) -> list[str]:
        return sorted(ids, key=lambda id: weight(landscape.records[id]))

    own = [(one,), (other,), (one, other)]
    both = [(id, end) for id in weightiest(found.both)[:MAX_SHARED] for end in found.ends]
    alone = [[(id, end) for id in weightiest(ids)] for ids, end in zip(found.alone, found.ends, strict=True)]
    rest = [tie for ties in alone for tie in ties if tie[0] in resting]
    joining = ([tie for tie in ties if tie[0] not in resting] for ties in alone)
    return [*own, *both, *rest], [tie for tie in chain.from_iterable(zip_longest(*joining)) if tie]


def _with_room(landscape: Landscape, scene: PaneScene, found: Compared, ties: Ties, guests: int) -> Pick:
    """The ties drawn between all that rests, or where somebody of it gives way."""
    tied = {id for tie in ties for id in tie}
    free = replace(scene, nodes=tuple(node for node in scene.nodes if node.id in tied))
    if guests <= CROWDED:
        drawn = _drawn(landscape, scene, scene, found, ties)
        if _is_clear(drawn, scene):
            return drawn
    return _drawn(landscape, scene, free, found, ties)


def _drawn(landscape: Landscape, scene: PaneScene, stage: PaneScene, found: Compared, ties: Ties) -> Pick:
    """The ties as they are drawn on a stage, which is what rests or some of it; no tie is a step of a path."""
    pick = pick_of_path(landscape, stage, ties)
    edges = tuple(replace(edge, number=0, label_box=None) for edge in pick.edges)
    lit = {*found.ends, *(end for edge in edges for end in (edge.subject, edge.object))}
    yields = yielding(scene, edges, pick.nodes, lit)
    return replace(
        pick,
        focus=found.ends[0],
        edges=edges,
        lit=tuple(sorted(lit)),
        yields=yields,
        under=under_of(scene, edges, pick.nodes, yields),
        stated=len(found.ties),
    )


def _is_clear(pick: Pick, scene: PaneScene) -> bool:
    """Whether no line runs through what stays, and no guest stands on another."""
    resting = {node.id for node in scene.nodes}
    guests = [node.box for node in pick.nodes if node.id not in resting]
    hit = sum(edge.curve.hit for edge in pick.edges)
    return hit <= GRAZED and not any(_meet(one, other) for one, other in _pairs(guests))


def _pairs(boxes: Sequence[Box]) -> Iterator[tuple[Box, Box]]:
    return ((one, other) for at, one in enumerate(boxes) for other in boxes[at + 1 :])


def _meet(one: Box, other: Box) -> bool:
    across = one[0] < other[2] - ON and other[0] < one[2] - ON
    return across and one[1] < other[3] - ON and other[1] < one[3] - ON
