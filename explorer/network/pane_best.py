"""The best of several ways to lay a pane out, by what its pictures have wrong: for what is worked out beforehand.

A layout places one node after another into the cheapest free place, so another weight of one cost may give pictures
with half the faults. Which weight that is differs from landscape to landscape: a few are tried, at rest and with the
best-tied records picked, and the way with the fewest faults is taken, the first of equals.
"""

from __future__ import annotations

from collections.abc import Iterable

from explorer.landscape import Landscape
from explorer.network.checks import Faults, faults_at_rest, faults_of_pick
from explorer.network.pane import Pane
from explorer.network.pane_layout import VARIANTS
from explorer.network.pane_scene import PaneScene, pane_scene
from explorer.network.picks import pick_of

MOST_CROSSINGS = 40
"""More lines that cross at rest than that count as wrong: nobody follows them."""

PICKED = 30
"""So many records, the best tied, are picked to see how a way serves."""


def best_variant(landscape: Landscape, pane: Pane, ids: Iterable[str]) -> int:
    """The number of the way that draws these records, and picks among them, best in a pane."""
    held = tuple(ids)
    scenes = ((number, pane_scene(landscape, pane, held, variant=number)) for number in range(len(VARIANTS)))
    return min(scenes, key=lambda found: (_weight(landscape, found[1]), found[0]))[0]


def _weight(landscape: Landscape, scene: PaneScene) -> tuple[int, int]:
    """What counts first: what is hidden or overprinted; then lines that cross, at rest above all."""
    ties = landscape.relations_of
    best = sorted(landscape.selectable, key=lambda id: (-len(ties.get(id, ())), id))[:PICKED]
    rest = faults_at_rest(landscape, scene)
    picks = sum((faults_of_pick(landscape, scene, pick_of(landscape, scene, id)) for id in best), Faults())
    tangled = max(0, rest.crossings - MOST_CROSSINGS)
    return (_wrong(rest) + tangled) * len(best) + _wrong(picks), rest.crossings * 2 + picks.crossings


def _wrong(faults: Faults) -> int:
    return faults.boxes + faults.through + faults.together + faults.words
