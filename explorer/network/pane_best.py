"""The best of several ways to lay a pane out at rest, by what its picture has wrong: for what is worked out beforehand.

A layout places one node after another into the cheapest free place, so another weight of one cost may give a picture
with half the crossings. Which weight that is differs from landscape to landscape: a few are tried, and the picture with
the fewest faults is taken, the first of equals.
"""

from __future__ import annotations

from collections.abc import Iterable

from explorer.landscape import Landscape
from explorer.network.checks import Faults, faults_at_rest
from explorer.network.pane import Pane
from explorer.network.pane_layout import VARIANTS
from explorer.network.pane_scene import PaneScene, pane_scene

Weight = tuple[int, int, int]


def best_variant(landscape: Landscape, pane: Pane, ids: Iterable[str]) -> int:
    """The number of the way that draws these records best in a pane."""
    held = tuple(ids)
    scenes = ((number, pane_scene(landscape, pane, held, variant=number)) for number in range(len(VARIANTS)))
    return min(scenes, key=lambda found: (_weight(landscape, found[1]), found[0]))[0]


def _weight(landscape: Landscape, scene: PaneScene) -> Weight:
    """What counts first: what is hidden or wrong, then ties that found no way, then crossings."""
    faults: Faults = faults_at_rest(landscape, scene)
    wrong = faults.boxes + faults.through + faults.together + faults.words + faults.order
    return wrong, -len(scene.edges) // 3, faults.crossings
