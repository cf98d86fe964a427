"""Landscapes and their stores, built once for all that is asked of both."""

from __future__ import annotations

from random import Random

import pytest

from explorer.landscape import Landscape
from tests.edge_worlds import WORLDS, edge_world
from tests.query.test_questions import strewn
from tests.store.stores import TINY, Pair, store_of


@pytest.fixture(scope="session")
def pairs(small_world: Landscape, bundled: Landscape, tmp_path_factory: pytest.TempPathFactory) -> list[Pair]:
    """Tiny worlds, one strewn at random with more of everything than there is room for, and Albuquerque."""
    folder = tmp_path_factory.mktemp("stores")
    worlds = [edge_world(name) for name in TINY if name in WORLDS]
    worlds += [small_world, bundled, *(strewn(small_world, Random(seed)) for seed in range(2))]
    return [Pair(world, store_of(world, folder / f"{place}.duckdb")) for place, world in enumerate(worlds)]
