"""A store too large to be held is shown by a part: what weighs most is drawn and told, all is counted, and it is said."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random
from threading import Thread
from typing import Any

import pytest

from explorer.landscape import Landscape
from explorer.query.asked import asked
from explorer.query.facets import facets
from explorer.query.selection import Selection, to_query
from explorer.query.visible import visible
from explorer.search.find import find
from explorer.server import create_app
from explorer.store.finding import Finder
from explorer.store.opened import Store
from explorer.store.part_view import opened_store
from tests.query.test_questions import strewn
from tests.store.stores import store_of


@pytest.fixture(scope="module")
def store(small_world: Landscape, tmp_path_factory: pytest.TempPathFactory) -> Store:
    return store_of(small_world, tmp_path_factory.mktemp("store") / "small.duckdb")


@pytest.fixture(scope="module")
def many(small_world: Landscape) -> Landscape:
    """40 actors, 120 events, 300 relations."""
    return strewn(small_world, Random(1))


@pytest.fixture(scope="module")
def large(many: Landscape, tmp_path_factory: pytest.TempPathFactory) -> Landscape:
    """The same in a store, of which the twelve weightiest records are drawn."""
    return opened_store(store_of(many, tmp_path_factory.mktemp("store") / "many.duckdb"), 0, 12)


ADDRESSES = ("", "sel=ana-reyes", "lanes=city", "at=2025-07-22", "sel=ana-reyes&to=bill-dies", "rows=actor&level=key")
PLACES = ("/?{}", "/view?{}", "/facets?{}", "/pick/972?{}", "/find?q=night&{}", "/actors?{}", "/view.json?{}", "/about")


@pytest.mark.parametrize("place", PLACES)
def test_the_page_is_the_same_byte_for_byte_where_the_part_holds_all(
    small_world: Landscape, store: Store, place: str
) -> None:
    whole, part = (create_app(one).server.test_client() for one in (small_world, opened_store(store, 0, 1_000)))
    for address in ADDRESSES:
        assert part.get(place.format(address)).data == whole.get(place.format(address)).data, address
