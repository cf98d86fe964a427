"""Where the nodes of a network stand, worked out once for whatever test asks: the same, from the same input.

Placing nodes takes most of the time of a first page and of a file, however small the landscape, and most tests of pages
and files ask nothing of it. `places` is a pure function of plain data; its input, written out, is the key.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from tests.shared import made_once

if TYPE_CHECKING:
    from explorer.network.geometry.intersections import Points
    from explorer.network.pane.pane_layout import Resting, Taste
    from explorer.network.pane.pane_nodes import PaneNode
    from explorer.network.pane.sizes import Pane

MOST = 2_000
"""So many are kept at a time."""


class SharedLayouts:
    def __init__(self, places: Callable[..., tuple[PaneNode, ...]]) -> None:
        self._places = places
        self._kept: dict[str, tuple[PaneNode, ...]] = {}
        self._shared = True

    def __call__(
        self,
        pane: Pane,
        bands: Sequence[tuple[float, float]],
        resting: Resting,
        blocked: Sequence[Points],
        taste: Taste,
    ) -> tuple[PaneNode, ...]:
        if not self._shared:
            return self._places(pane, bands, resting, blocked, taste)
        said = pane, tuple(bands), resting, [tuple(box.tolist()) for box in blocked], taste
        key = sha256(repr(said).encode()).hexdigest()
        if key not in self._kept:
            if len(self._kept) >= MOST:
                self._kept.clear()
            made = made_once(key, lambda: pickle.dumps(self._places(pane, bands, resting, blocked, taste)))
            self._kept[key] = pickle.loads(made)
        return self._kept[key]

    @contextmanager
    def each_for_itself(self) -> Iterator[None]:
        """While the block lasts, every layout is worked out anew, and none is kept."""
        self._shared = False
        try:
            yield
        finally:
            self._shared = True


@pytest.fixture(scope="session", autouse=True)
def shared_layouts(shared_folder: None) -> Iterator[SharedLayouts]:
    from explorer.network.pane import pane_layout, pane_scene
    from explorer.network.sheets import sheet

    shared = SharedLayouts(pane_layout.places)
    with pytest.MonkeyPatch.context() as patched:
        for module in (pane_scene, sheet):
            patched.setattr(module, "places", shared)
        yield shared
