"""Landscapes and their stores, built once for all that is asked of both."""

from __future__ import annotations

from random import Random

import pytest

from explorer.landscape import Landscape
from tests.edge_worlds import edge_world
from tests.query.test_questions import strewn
from tests.store.stores import PLACES, STREWN, TINY, Pair


@pytest.fixture(scope="session")
def pairs(small_world: Landscape, bundled: Landscape, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Pair]:
    """Tiny worlds, Riverton, Albuquerque, and some strewn at random, each with its store, by `PLACES`."""
    folder = tmp_path_factory.mktemp("stores")
    worlds = [*(edge_world(name) for name in TINY), small_world, bundled]
    worlds += [strewn(small_world, Random(seed)) for seed in range(STREWN)]
    return {name: Pair(world, folder / f"{name}.duckdb") for name, world in zip(PLACES, worlds, strict=True)}
