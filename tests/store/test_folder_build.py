"""A folder of any size becomes the store that the same folder becomes through records, with the same faults told."""

from __future__ import annotations

import csv
import re
import shutil
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from random import Random
from zipfile import ZipFile

import duckdb
import pandas as pd
import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from explorer.cli import main
from explorer.data.load import TABLES, load_landscape
from explorer.errors import BrokenLandscape
from explorer.export.data.csv_zip import tables_zip
from explorer.export.data.zipped_tables import parquet_zip
from explorer.export.options import Options
from explorer.landscape import Landscape
from explorer.query.visible import whole
from explorer.records import fields_of
from explorer.store.building import folder_checks, folder_rows
from explorer.store.building.build import build_store
from explorer.store.building.folder_build import build_from_folder
from explorer.store.building.folder_plain import append_plain
from explorer.store.building.folder_stand_for import some_stand_for_all
from explorer.store.cells import cell_text
from explorer.store.opened import Store, open_store
from tests.conftest import WriteWorld
from tests.store.stores import strewn_as_files_may, unheard
from tests.sweeps import examples, one_in

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Even a small landscape is read and checked in several pieces."""
    monkeypatch.setattr(folder_checks, "AT_ONCE", 60)
    monkeypatch.setattr(folder_rows, "PIECE", 9_000)
    monkeypatch.setattr(folder_rows, "ROWS", 40)


@pytest.fixture(scope="module")
def worlds(small_world: Landscape) -> list[Landscape]:
    return [small_world, strewn_as_files_may(small_world)]


def unpacked(data: bytes, folder: Path) -> Path:
    with ZipFile(BytesIO(data)) as packed:
        packed.extractall(folder)
    (found,) = folder.iterdir()
    return found


def content(store: Store) -> Mapping[str, object]:
    """All that stands in a store, table by table, but what was said of the files."""
    tables = [name for (name,) in store.rows("SELECT table_name FROM duckdb_tables() WHERE database_name = 'store'")]
    found: dict[str, object] = {name: sorted(store.rows(f"SELECT * FROM {name}"), key=repr) for name in tables}
    found["about"] = [row for row in store.rows("SELECT * FROM about ORDER BY key") if row[0] not in ("hash", "files")]
    return found


@pytest.mark.parametrize(("place", "form"), one_in(4, [(1, "parquet"), (0, "parquet"), (0, "csv"), (1, "csv")]))
def test_the_store_of_a_folder_is_that_of_its_records(
    worlds: list[Landscape], place: int, form: str, tmp_path: Path
) -> None:
    view = whole(worlds[place])
    make = tables_zip if form == "csv" else parquet_zip
    folder = unpacked(make(view, Options()), tmp_path / "in")
    plain = unpacked(tables_zip(view, Options()), tmp_path / "plain")
    equal_stores(folder, plain, tmp_path)


def equal_stores(folder: Path, plain: Path, tmp_path: Path) -> None:
    """Builds the stores of a folder, of its columns and of the records of `plain`, which holds the same."""
    rows = build_from_folder(folder, tmp_path / "columns.duckdb", 10**6, unheard)
    held = load_landscape(plain)
    build_store(held, tmp_path / "records.duckdb", folder, unheard)
    ours, theirs = (content(open_store(tmp_path / f"{name}.duckdb")) for name in ("columns", "records"))
    assert ours.keys() == theirs.keys()
    for name in theirs:
        assert ours[name] == theirs[name], name
    assert rows == {name: len(getattr(held, name)) for name in TABLES}


BUNDLED = Path(__file__).parents[2] / "graph_data"
FOLDERS = [("albuquerque", ""), ("albuquerque", "tours.csv"), ("new-york-detainers", "tours.csv")]
FOLDERS.append(("new-york-detainers", ""))


@pytest.mark.parametrize(("name", "left_out"), one_in(4, FOLDERS))
def test_a_bundled_folder_becomes_the_store_of_its_records(name: str, left_out: str, tmp_path: Path) -> None:
    """Both cite at length, in lists that recur and were typed by hand; the lead cites, too."""
    folder = tmp_path / name
    folder.mkdir()
    for file in (BUNDLED / name).iterdir():
        if file.suffix in (".csv", ".toml") and file.name != left_out:
            shutil.copy(file, folder)
    equal_stores(folder, folder, tmp_path)


def test_a_list_that_recurs_in_other_words_is_one_list(write_world: WriteWorld, tmp_path: Path) -> None:
    """A cell with a space too many stands in many rows, of several blocks: each row stays one."""
    folder = write_world()
    file = folder / "relations.csv"
    header, *rows = csv.reader(file.read_text(encoding="utf-8").splitlines())
    at, own = header.index("sources"), header.index("id")
    more = [[*rows[0][:own], f"again-{number}", *rows[0][own + 1 :]] for number in range(200)]
    for row in more:
        row[at] = "herald@ L1; minutes ;"
    with file.open("w", encoding="utf-8", newline="") as text:
        csv.writer(text, lineterminator="\n").writerows([header, *rows, *more])
    build_from_folder(folder, tmp_path / "a.duckdb", 10**6, unheard)
    assert open_store(tmp_path / "a.duckdb").counts["relations"] == len(rows) + len(more)


SLIPS = ("", "x y", "=1", "2025-13-40", "no-such-id", "nobody@L1", "herald@", "\u200b", "9", "Night order", "a" * 5_000)


@examples(3, 20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**9))
def test_whatever_is_wrong_is_told_in_the_same_words(
    seed: int, worlds: list[Landscape], tmp_path_factory: pytest.TempPathFactory
) -> None:
    dice, folder = Random(seed), tmp_path_factory.mktemp("slips")
    folder = unpacked(tables_zip(whole(worlds[0]), Options()), folder)
    for _ in range(dice.randint(1, 4)):
        spoil(folder, dice)
    assert told(lambda: build_from_folder(folder, folder / "a.duckdb", 10**6, unheard)) == told(
        lambda: load_landscape(folder)
    )


def spoil(folder: Path, dice: Random) -> None:
    """Puts something wrong into a cell, twice the same row, or a line that is none."""
    file = folder / f"{dice.choice([name for name in TABLES if (folder / f'{name}.csv').exists()])}.csv"
    rows = list(csv.reader(file.read_text(encoding="utf-8-sig").splitlines()))
    if len(rows) < 2:
        return
    row, what = dice.randrange(1, len(rows)), dice.random()
    if what < 0.7:
        rows[row][dice.randrange(len(rows[0]))] = dice.choice(SLIPS)
    elif what < 0.85:
        rows.insert(dice.randrange(1, len(rows)), list(rows[row]))
    else:
        rows[row].append("one more")
    with file.open("w", encoding="utf-8", newline="") as text:
        csv.writer(text, lineterminator="\n").writerows(rows)


def told(load: object) -> list[str]:
    """What is said to be wrong, without guesses at what was meant."""
    try:
        load()  # type: ignore[operator]
    except BrokenLandscape as broken:
        return sorted({re.sub(r" \(did you mean .*\?\)", "", str(problem)) for problem in broken.problems})
    return []


RELATION_SLIPS = {
    "id": "x y",
    "subject": "no-such-id",
    "verb": "no-such-verb",
    "object": "no-such-id",
    "date": "2025-13-40",
    "basis": "said",
    "attributed_to": "nobody",
    "sources": "nobody@L1",
}


def test_a_fault_in_any_cell_of_any_relation_is_told(small_world: Landscape, tmp_path: Path) -> None:
    """Each in a row of its own behind all others."""
    folder = unpacked(tables_zip(whole(small_world), Options()), tmp_path / "in")
    file = folder / "relations.csv"
    header, *rows = csv.reader(file.read_text(encoding="utf-8-sig").splitlines())
    assert RELATION_SLIPS.keys() | {"reason", "note"} == set(header)
    for column, slip in RELATION_SLIPS.items():
        row = dict(zip(header, rows[0], strict=True)) | {"id": f"again-{column.replace('_', '-')}", column: slip}
        rows.append([row[name] for name in header])
    with file.open("w", encoding="utf-8", newline="") as text:
        csv.writer(text, lineterminator="\n").writerows([header, *rows])
    said = told(lambda: build_from_folder(folder, tmp_path / "a.duckdb", 10**6, unheard))
    assert said == told(lambda: load_landscape(folder))
    first = len(rows) - len(RELATION_SLIPS) + 2
    for row, column in enumerate(RELATION_SLIPS, first):
        assert any(one.startswith(f'relations.csv row {row}, column "{column}": ') for one in said), column


def test_a_relation_with_one_faulty_cell_is_among_those_that_stand_for_all(small_world: Landscape) -> None:
    """Where nothing else is wrong; or nobody stands for anybody."""
    with duckdb.connect() as connection:
        for name in ("sources", "actors", "events", "relations"):
            columns = {
                column: [cell_text(getattr(row, column)) for row in getattr(small_world, name)]
                for column in fields_of(TABLES[name])
            }
            frame = pd.DataFrame({"row": range(len(getattr(small_world, name)))} | columns, dtype=str)
            connection.execute(f"CREATE TABLE text_{name} AS SELECT * REPLACE (CAST(row AS INTEGER) AS row) FROM frame")
            assert len(frame)
        asked = "SELECT count(*) FROM some_relations WHERE {} = ?"
        connection.execute(
            "INSERT INTO text_relations SELECT * REPLACE (100 AS row, 'again' AS id) FROM text_relations WHERE row = 0"
        )
        assert some_stand_for_all(connection)
        assert connection.execute(asked.format("id"), ["again"]).fetchall() == [(0,)], "a sound one like another is not"
        stood_for = 0
        for column, slip in RELATION_SLIPS.items():
            connection.execute("BEGIN")
            connection.execute(f'UPDATE text_relations SET "{column}" = ? WHERE row = 100', [slip])
            if some_stand_for_all(connection):
                stood_for += 1
                assert connection.execute(asked.format(column), [slip]).fetchall() == [(1,)], column
            connection.execute("ROLLBACK")
        assert stood_for, "the cells are looked at"


REFUSED = ("a\u200bb", "b\x01c", "x" * 5_000)
TAKEN = (" spaced", "'tis", "e\u0301", "'=1+1", "\u00a0b")
"""Some of them are not written as they are read."""


@pytest.mark.parametrize("texts", [REFUSED, TAKEN], ids=["refused", "taken"])
def test_a_text_of_parquet_is_read_as_one_of_csv(
    small_world: Landscape, texts: tuple[str, ...], tmp_path: Path
) -> None:
    folder = unpacked(parquet_zip(whole(small_world), Options()), tmp_path / "in")
    plain = unpacked(tables_zip(whole(small_world), Options()), tmp_path / "plain")
    file = folder / "events.parquet"
    rows = duckdb.execute(f"SELECT * FROM '{file}'")
    names = [name for name, *_ in rows.description]
    at = names.index("summary")
    found = [(*row[:at], text, *row[at + 1 :]) for row, text in zip(rows.fetchall(), texts, strict=False)]
    assert len(found) == len(texts)
    with (plain / "events.csv").open("w", encoding="utf-8", newline="") as written:
        csv.writer(written, lineterminator="\n").writerows([names, *found])
    frame = pd.DataFrame(found, columns=names, dtype=object)
    duckdb.execute(f"COPY (SELECT * FROM frame) TO '{file}' (FORMAT parquet)")
    assert len(frame)
    if texts is REFUSED:
        expected = told(lambda: load_landscape(plain))
        assert len([one for one in expected if "summary" in one]) == len(texts)
        said = told(lambda: build_from_folder(folder, tmp_path / "a.duckdb", 10**6, unheard))
        assert [one.replace(".parquet", ".csv") for one in said] == expected
    else:
        build_from_folder(folder, tmp_path / "a.duckdb", 10**6, unheard)
        read = open_store(tmp_path / "a.duckdb").rows("SELECT summary FROM events ORDER BY row")
        assert read == [(event.summary,) for event in load_landscape(plain).events]


@pytest.mark.parametrize("text", [*REFUSED, *TAKEN, "é"])
def test_a_table_with_one_such_text_is_not_taken_for_plain(tmp_path: Path, text: str) -> None:
    """Where nothing else is odd. What is composed already is."""
    columns = list(fields_of(TABLES["gaps"]))
    frame = pd.DataFrame([("one", "Minutes", "lost", "plain"), ("two", "Letters", "lost", text)], columns=columns)
    assert len(frame)
    with duckdb.connect() as connection:
        connection.execute(f"COPY (SELECT * FROM frame) TO '{tmp_path / 'gaps.parquet'}' (FORMAT parquet)")
        listed = ", ".join(f"{column} VARCHAR" for column in columns)
        connection.execute(f"CREATE TABLE text_gaps (row INTEGER, file_row INTEGER, {listed})")
        taken = append_plain(connection, tmp_path / "gaps.parquet", "gaps")
        assert taken == (2 if text == "é" else None)
        notes = connection.execute("SELECT note FROM text_gaps").fetchall()
        assert notes == ([("plain",), (text,)] if taken else [])


def test_more_events_than_are_allowed_are_refused_with_a_remedy(
    small_world: Landscape, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = unpacked(parquet_zip(whole(small_world), Options()), tmp_path / "in")
    out = tmp_path / "a.duckdb"
    assert main(["build", str(folder), "--out", str(out), "--most-events", "2"]) == 1
    said = capsys.readouterr().err
    assert "events.parquet: has more rows than the 2 that are read" in said and "--most-events" in said
    assert not out.exists() and [file.name for file in tmp_path.iterdir()] == ["in"], "nothing is half-written"
    assert main(["build", str(folder), "--out", str(out)]) == 0, capsys.readouterr().err
    assert open_store(out).counts["events"] == len(small_world.events)


def test_an_empty_file_is_told_as_memory_tells_it(write_world: WriteWorld) -> None:
    folder = write_world()
    (folder / "gaps.csv").write_text("")
    said = told(lambda: build_from_folder(folder, folder / "a.duckdb", 10**6, unheard))
    assert said == told(lambda: load_landscape(folder))
    assert "gaps.csv: is empty" in said[0]


def test_a_fault_in_parquet_is_told_of_the_file_as_it_is_called(small_world: Landscape, tmp_path: Path) -> None:
    folder = unpacked(parquet_zip(whole(small_world), Options()), tmp_path / "in")
    file = folder / "events.parquet"
    odd = f"SELECT * REPLACE ('nowhere' AS lane) FROM read_parquet('{file}')"
    duckdb.execute(f"COPY ({odd}) TO '{tmp_path / 'odd'}' (FORMAT parquet)")
    (tmp_path / "odd").replace(file)
    said = told(lambda: build_from_folder(folder, tmp_path / "a.duckdb", 10**6, unheard))
    assert said and all(one.startswith("events.parquet row ") for one in said)


def test_building_that_is_stopped_leaves_nothing(small_world: Landscape, tmp_path: Path) -> None:
    folder = unpacked(parquet_zip(whole(small_world), Options()), tmp_path / "in")

    def stop(words: str, done: int, of: int) -> None:
        if done > 60:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build_from_folder(folder, tmp_path / "a.duckdb", 10**6, stop)
    assert [file.name for file in tmp_path.iterdir()] == ["in"]


def test_all_columns_of_a_table_are_text_in_parquet(small_world: Landscape, tmp_path: Path) -> None:
    folder = unpacked(parquet_zip(whole(small_world), Options()), tmp_path)
    assert {file.stem for file in folder.glob("*.parquet")} >= {"sources", "actors", "events", "relations"}
    assert fields_of(TABLES["events"]).keys() >= {"id", "date"}
