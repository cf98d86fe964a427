"""A folder with more rows becomes a store in so much more time, in pieces that take no more memory."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import duckdb
import pytest

from explorer.store.building import folder_build, folder_checks
from explorer.store.building.folder_build import build_from_folder
from tests.bench.worlds import write_world
from tests.growth import MAX_GROWTH, OffTheClock, growth, most_memory
from tests.store.stores import unheard

pytestmark = pytest.mark.slow

FEW, MANY = 75, 300
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


class Taken(NamedTuple):
    """What it took to build a store."""

    memory: int
    looked_at: int  # relations, one by one


@pytest.fixture
def taken(few: dict[int, Path], monkeypatch: pytest.MonkeyPatch) -> tuple[Taken, Taken]:
    """Of the smaller world, and of the same with eight times its relations."""
    read_world, looked_at = folder_checks.read_world, [0]

    def counted(id, written, tables):
        looked_at[-1] += sum(number > 0 for number in tables["relations"].numbers)
        return read_world(id, written, tables)

    monkeypatch.setattr(folder_checks, "read_world", counted)
    memory = []
    for folder in few.values():
        memory.append(most_memory(lambda folder=folder: building(folder)))
        looked_at.append(0)
    return Taken(memory[0], looked_at[0]), Taken(memory[1], looked_at[1])


def test_of_more_relations_no_more_are_looked_at_one_by_one_in_no_more_memory(taken: tuple[Taken, Taken]) -> None:
    once, often = taken
    assert 0 < often.looked_at == once.looked_at < 3 * FEW
    assert often.memory <= 1.2 * once.memory


def test_a_folder_is_read_in_so_much_more_time_as_there_is_more(few: dict[int, Path], tmp_path: Path) -> None:
    small, large = few[1], columns_of_world(tmp_path / "many", MANY)
    assert growth(lambda: building(small), lambda: building(large), OffTheClock(), doublings=2) <= MAX_GROWTH
