"""A folder with more rows becomes a store in so much more time, in pieces that take no more memory."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from explorer.store.building import folder_build, folder_checks
from explorer.store.building.folder_build import build_from_folder
from tests.bench.worlds import write_world
from tests.growth import MAX_GROWTH, OffTheClock, growth, most_memory
from tests.store.stores import unheard

pytestmark = pytest.mark.slow

FEW, MANY = 150, 600
"""Events of two worlds: there is four times as much in the larger."""


@pytest.fixture(autouse=True)
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows are checked a hundred at a time; what is derived of them afterwards is no matter here."""
    monkeypatch.setattr(folder_checks, "AT_ONCE", 100)
    monkeypatch.setattr(folder_build, "derive", lambda *_: None)


def columns_of_world(folder: Path, events: int, times: int = 1) -> Path:
    """The world of so many events as Parquet; with its relations so many times, each time with ids of their own."""
    folder.mkdir()
    write_world(folder, events)
    for file in folder.glob("*.csv"):
        rows = f"SELECT * FROM read_csv('{file}', header = true, all_varchar = true)"
        if file.stem == "relations":
            own = "SELECT * EXCLUDE (n) REPLACE (concat(id, '-', n) AS id)"
            rows = f"{own} FROM ({rows}), range({times}) again(n) ORDER BY n"
        duckdb.execute(f"COPY ({rows}) TO '{file.with_suffix('.parquet')}' (FORMAT parquet)")
        file.unlink()
    return folder


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    """The smaller world, by how many times it has its relations."""
    folder = tmp_path_factory.mktemp("few")
    return {times: columns_of_world(folder / str(times), FEW, times) for times in (1, 8)}


def building(folder: Path) -> Callable[[], object]:
    return lambda: build_from_folder(folder, folder / "a.duckdb", 10**6, unheard)


def test_of_more_relations_no_more_are_looked_at_one_by_one(
    few: dict[int, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    read_world, looked_at = folder_checks.read_world, []

    def counted(id, written, tables):
        looked_at[-1] += int((tables["relations"].cells.index > 0).sum())
        return read_world(id, written, tables)

    monkeypatch.setattr(folder_checks, "read_world", counted)
    for folder in few.values():
        looked_at.append(0)
        building(folder)()
    assert 0 < looked_at[1] == looked_at[0] < 3 * FEW


def test_a_folder_is_read_in_so_much_more_time_as_there_is_more(few: dict[int, Path], tmp_path: Path) -> None:
    small, large = few[1], columns_of_world(tmp_path / "many", MANY)
    assert growth(lambda: building(small), lambda: building(large), OffTheClock(), doublings=2) <= MAX_GROWTH


def test_a_piece_of_a_larger_folder_takes_no_more_memory(few: dict[int, Path]) -> None:
    once, often = few.values()
    assert most_memory(lambda: building(often)) <= 1.2 * most_memory(lambda: building(once))
