"""As of a day a store shows, counts and writes what memory does: of both landscapes and Riverton."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from explorer.data.load import TABLES, load_landscape
from explorer.export.excerpt import cleaned, whole_in_itself
from explorer.landscape import Landscape
from explorer.query.selection import Clock, Selection
from explorer.query.visible import visible
from explorer.store.questions.counts import CountedView
from explorer.store.questions.taken import write_tables
from tests.query.test_as_of_day import WORLDS, days_of
from tests.store.stores import Pair, store_of
from tests.store.test_taken import rows_in, rows_of, silent

pytestmark = pytest.mark.slow

OLDER_SOURCES = {
    "albuquerque": ["2018-04-24", "2024-05-20", "2025-05-31", "2025-07-31"],
    "new-york-detainers": ["2012-01-01", "2021-12-25", "2025-12-25"],
    "riverton": ["2024-06-01", "2025-07-22"],
}
"""Days between a source and the event that rests on it, and others on which claims or rules turn."""


@pytest.fixture(scope="module", params=WORLDS)
def pair(
    request: pytest.FixtureRequest, small_world: Landscape, bundled: Landscape, tmp_path_factory: pytest.TempPathFactory
) -> Pair:
    name = request.param
    if name == "new-york-detainers":
        world = load_landscape(Path(__file__).parents[2] / "graph_data" / name)
    else:
        world = bundled if name == "albuquerque" else small_world
    return Pair(world, store_of(world, tmp_path_factory.mktemp("as-of") / "a.duckdb"))


def selections(days: list[date]) -> Iterator[Selection]:
    for day in days:
        for clock in get_args(Clock):
            yield Selection(as_of=day, clock=clock)


def test_a_store_shows_as_of_a_day_what_memory_shows(pair: Pair) -> None:
    for selection in selections(days_of(pair.landscape)[::4]):
        view, stored = visible(pair.landscape, selection), CountedView(pair.store, selection)
        assert tuple(stored.shown()) == tuple(view.shown()), selection
        assert (stored.statuses(), stored.held_back()) == (view.statuses(), view.held_back()), selection
        assert stored.nodes.tolist() == view.nodes.tolist(), selection
        assert stored.relations.tolist() == view.relations.tolist(), selection


def test_a_file_of_a_store_holds_as_of_a_day_the_claims_and_rules_that_memory_shows(pair: Pair, tmp_path: Path) -> None:
    for place, selection in enumerate(selections([*map(date.fromisoformat, OLDER_SOURCES[pair.landscape.id])])):
        folder = tmp_path / str(place)
        folder.mkdir()
        write_tables(pair.store, selection, folder, "csv", silent)
        view = visible(pair.landscape, selection)
        part = cleaned(whole_in_itself(pair.landscape, view.part))
        for name in TABLES:
            assert rows_in(folder, name, "csv") == rows_of(part, name), (name, selection)
