"""The made-up worlds that are measured: loadable, the same each time, as mixed as a real landscape."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import get_args

import pytest

from explorer.data.load import TABLES, load_landscape
from explorer.export.data.csv_zip import settings_toml, table_csv
from explorer.landscape import Landscape
from explorer.model import NOT_HAPPENED, Basis, VerbGroup
from explorer.query.columns import columns
from explorer.store.opened import open_store
from tests.bench.columns_world import RELATIONS_AN_EVENT, write_world_store
from tests.bench.worlds import world, write_world

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def hundred(tmp_path_factory: pytest.TempPathFactory) -> Landscape:
    """The world of a hundred events, loaded: that alone says that nothing is wrong with it."""
    folder = tmp_path_factory.mktemp("world-100")
    write_world(folder, 100)
    return load_landscape(folder)


def test_a_world_is_the_same_bytes_each_time(tmp_path: Path) -> None:
    folders = [tmp_path / "once", tmp_path / "again"]
    for folder in folders:
        folder.mkdir()
        write_world(folder, 100)
    once, again = ({file.name: file.read_bytes() for file in folder.iterdir()} for folder in folders)
    assert once == again
    assert "events.csv" in once


def test_worlds_of_two_sizes_are_not_parts_of_each_other() -> None:
    first_event, first_of_more = (world(size)["events.csv"].splitlines()[1] for size in (100, 150))
    assert first_event != first_of_more


def test_a_world_has_a_third_as_many_actors_and_three_relations_an_event(hundred: Landscape) -> None:
    assert (len(hundred.events), len(hundred.actors), len(hundred.relations)) == (100, 33, 300)


def test_no_relation_is_told_twice_and_every_event_has_one(hundred: Landscape) -> None:
    ends = Counter((relation.subject, relation.verb, relation.object) for relation in hundred.relations)
    tied = {end for relation in hundred.relations for end in (relation.subject, relation.object)}
    assert max(ends.values()) == 1
    assert {event.id for event in hundred.events} <= tied


def test_dates_are_of_every_precision_and_some_are_open_or_uncertain(hundred: Landscape) -> None:
    dates = [event.date for event in hundred.events]
    assert {when.precision for when in dates} == {"day", "month", "year", "interval"}
    assert any(when.earliest is None or when.latest is None for when in dates)
    assert any(when.uncertain for when in dates)
    assert any(when.approximate for when in dates)


def test_lanes_kinds_bases_groups_of_verbs_and_of_sources_all_occur(hundred: Landscape) -> None:
    verbs = {verb.id: verb.group for verb in hundred.verbs}
    assert {event.lane for event in hundred.events} == {lane.id for lane in hundred.lanes}
    assert len({event.kind for event in hundred.events}) >= 8
    assert {relation.basis for relation in hundred.relations} == set(get_args(Basis))
    assert {verbs[relation.verb] for relation in hundred.relations} == set(get_args(VerbGroup))
    assert {source.group for source in hundred.sources} == {"articles", "public record"}


def test_some_events_have_not_happened_and_instruments_have_several_steps(hundred: Landscape) -> None:
    assert {event.status for event in hundred.events} >= {"occurred", "ongoing", "planned"}
    not_happened = sum(event.status in NOT_HAPPENED for event in hundred.events)
    steps = Counter(event.instrument for event in hundred.events if event.instrument)
    assert 3 <= not_happened <= 20
    assert set(steps) == {instrument.id for instrument in hundred.instruments}
    assert min(steps.values()) > 1


def test_a_world_in_columns_is_what_its_tables_load_to(tmp_path: Path) -> None:
    """Every cell of it is one that the loader takes, and what SQL worked out of cells is what the loader finds."""
    write_world_store(tmp_path / "a.duckdb", 200)
    store = open_store(tmp_path / "a.duckdb")
    written = store.landscape()
    folder = tmp_path / written.id
    folder.mkdir()
    (folder / "landscape.toml").write_text(settings_toml(written), encoding="utf-8")
    for name in TABLES:
        (folder / f"{name}.csv").write_text(table_csv(written, name), encoding="utf-8", newline="")
    loaded = load_landscape(folder)
    assert loaded == written
    assert dict(loaded.order) == dict(written.order)
    assert len(loaded.relations) == RELATIONS_AN_EVENT * len(loaded.events) == 2_000
    known = columns(loaded)
    for name, order, of, told in (
        (
            "nodes WHERE kind >= 0",
            "node",
            known.events,
            ("earliest", "latest", "lasting", "lane", "kind", "status", "weight"),
        ),
        ("relations", "row", known.relations, ("earliest", "latest", "dated", "timeless", "subject", "object")),
    ):
        found = store.arrays(f"SELECT {', '.join(told)}, layers, known FROM {name} ORDER BY {order}")
        wanted = [*(getattr(of, column) for column in told), of.told.layers, of.told.known]
        assert [column.tolist() for column in found] == [column.tolist() for column in wanted]


def test_a_world_in_columns_is_the_same_each_time(tmp_path: Path) -> None:
    stores = [tmp_path / "one.duckdb", tmp_path / "other.duckdb"]
    for path in stores:
        write_world_store(path, 50)
    one, other = (open_store(path).landscape() for path in stores)
    assert one == other
