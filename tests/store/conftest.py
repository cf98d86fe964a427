"""Landscapes and their stores, built once for all that is asked of both."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from explorer.landscape import Landscape
from tests.edge_worlds import edge_world
from tests.query.test_questions import strewn
from tests.store.stores import PLACES, STREWN, TINY, Pairs, store_of


@pytest.fixture(scope="session")
def pairs(small_world: Landscape, bundled: Landscape, tmp_path_factory: pytest.TempPathFactory) -> Pairs:
    """Tiny worlds, Riverton, Albuquerque, and some strewn at random, each with its store, by `PLACES`."""
    folder = tmp_path_factory.mktemp("stores")
    worlds = [*(edge_world(name) for name in TINY), small_world, bundled]
    worlds += [strewn(small_world, Random(seed)) for seed in range(STREWN)]
    return Pairs(dict(zip(PLACES, worlds, strict=True)), folder)


@pytest.fixture
def riverton(pairs: Pairs, tmp_path: Path) -> Path:
    """The file of a store of Riverton that a test may spoil."""
    return Path(shutil.copyfile(str(pairs["riverton"].store.path), tmp_path / "a.duckdb"))


@pytest.fixture(scope="session")
def another_state(small_world: Landscape, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a store of Riverton with another title, `Another state`."""
    file = tmp_path_factory.mktemp("store") / "b.duckdb"
    store_of(replace(small_world, title="Another state"), file)
    return file
