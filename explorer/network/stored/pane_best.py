"""The best of several ways to lay a pane out, by what its pictures have wrong: for what is worked out beforehand.

A layout places one node after another into the cheapest free place, so another weight of one cost may give pictures
with half the faults. Which weight that is differs from landscape to landscape: a few are tried, at rest and with the
best-tied records picked, and the way with the fewest faults is taken, the first of equals.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from explorer.landscape import Landscape
from explorer.network.pane.pane_layout import VARIANTS
from explorer.network.pane.pane_scene import PaneScene, pane_scene
from explorer.network.pane.sizes import Pane
from explorer.network.pick.picks import pick_of
from explorer.network.stored.checks import Faults, faults_at_rest, faults_of_pick

MOST_CROSSINGS = 40
"""More lines that cross at rest than that count as wrong: nobody follows them."""

PICKED = 30
"""So many records, the best tied, are picked to see how a way serves."""


def best_variant(landscape: Landscape, pane: Pane, ids: Iterable[str]) -> int:
    """The number of the way that draws these records, and picks among them, best in a pane."""
    held = tuple(ids)
    ties = landscape.relations_of
    best = sorted(landscape.selectable, key=lambda id: (-len(ties.get(id, ())), id))[:PICKED]
    found: tuple[int, int, int] | None = None
    for bound, number, scene, rest in sorted(_at_rest(landscape, pane, held, len(best)), key=lambda one: one[:2]):
        if found and bound > found[0]:
            break  # at rest it has more wrong than the best so far has in all
        picks = sum((faults_of_pick(landscape, scene, pick_of(landscape, scene, id)) for id in best), Faults())
        weight = bound + _wrong(picks), rest.crossings * 2 + picks.crossings, number
        found = min(found or weight, weight)
    return found[2] if found else 0


def _at_rest(
    landscape: Landscape, pane: Pane, ids: tuple[str, ...], picked: int
) -> Iterator[tuple[int, int, PaneScene, Faults]]:
    """Each way at rest: what it counts as wrong at least, its number, its scene and faults.

    What counts first is what is hidden or overprinted, in the picture at rest as often as in all picks; then crossings.
    """
    for number in range(len(VARIANTS)):
        scene = pane_scene(landscape, pane, ids, variant=number)
        rest = faults_at_rest(landscape, scene)
        tangled = max(0, rest.crossings - MOST_CROSSINGS)
        yield (_wrong(rest) + tangled) * picked, number, scene, rest


def _wrong(faults: Faults) -> int:
    return faults.boxes + faults.through + faults.together + faults.words
