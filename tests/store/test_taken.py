"""A file of tables holds all that a selection of a store shows: what pages count, and what memory would write."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import replace
from io import BytesIO, StringIO
from itertools import count
from pathlib import Path
from random import Random

import duckdb
import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from explorer.cli import main
from explorer.data.load import TABLES, load_landscape
from explorer.data.tables.characters import unguarded
from explorer.export.data.csv_zip import table_csv
from explorer.export.data.zipped_tables import parquet_zip, write_zip
from explorer.export.excerpt import cleaned, whole_in_itself
from explorer.export.options import BadExport, Options
from explorer.landscape import Landscape
from explorer.query.asked import asked
from explorer.query.selection import Selection
from explorer.query.visible import leaving_out, visible
from explorer.query.wider import wider_of
from explorer.records import fields_of
from explorer.server import create_app
from explorer.server.files import making
from explorer.server.settings import Settings
from explorer.store.building.build import build_store
from explorer.store.cells import cell_text
from explorer.store.opened import open_store
from explorer.store.questions import taken
from explorer.store.questions.part_view import Whole
from explorer.store.questions.parts import Parts
from explorer.store.questions.taken import Form, NotTaken, write_tables
from tests.bench.columns_world import write_world_store
from tests.store.stores import TRIED, Pairs, store_of, strewn_as_files_may, unheard
from tests.store.test_stored_answers import selection_of
from tests.sweeps import examples, swept, thorough

pytestmark = pytest.mark.slow

Rows = list[tuple[str, ...]]


def rows_of(part: Landscape, name: str) -> Rows:
    """A table's cells as files have them, whatever order its rows are in."""
    return sorted(
        tuple(cell_text(getattr(row, column)) for column in fields_of(TABLES[name])) for row in getattr(part, name)
    )


def rows_in(folder: Path, name: str, form: Form) -> Rows:
    file = folder / f"{name}.{form}"
    if not file.exists():
        return []
    if form == "parquet":
        listed = ", ".join(f'"{column}"' for column in fields_of(TABLES[name]))
        return sorted(duckdb.execute(f"SELECT {listed} FROM read_parquet('{file}')").fetchall())
    with file.open(encoding="utf-8", newline="") as text:
        header, *rows = csv.reader(text)
    assert header == list(fields_of(TABLES[name]))
    return sorted(tuple(map(unguarded, row)) for row in rows)


def silent(share: float) -> None:
    """Takes progress and says nothing."""


@examples(6, 60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**9))
def test_what_is_taken_of_a_store_is_what_memory_shows(
    seed: int,
    pairs: Pairs,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    dice, folder = Random(seed), tmp_path_factory.mktemp("taken")
    pair = pairs[dice.choice(TRIED)]
    selection = selection_of(pair.landscape, dice)
    view = visible(pair.landscape, selection)
    if dice.random() < 0.3 and pair.landscape.records:
        view = leaving_out(view, dice.sample(sorted(pair.landscape.records), 1))
    form: Form = dice.choice(("csv", "parquet"))
    written = write_tables(pair.store, selection, folder, form, silent, view.by_hand)
    part = cleaned(whole_in_itself(pair.landscape, view.part))
    for name in TABLES:
        assert rows_in(folder, name, form) == rows_of(part, name), name
        assert written.rows.get(name, 0) == len(getattr(part, name)), name
    told = ("events", "actors", "relations")
    assert tuple(written.rows[name] for name in told) == tuple(view.shown()), "what pages count"
    for name in ("as_of", "title", "lanes", "layers", "kinds", "notes", "lead"):
        assert getattr(written.landscape, name) == getattr(replace(part), name), name


# --- the zip, from a page and from the command line ------------------------------------------------------------------


@pytest.fixture(scope="module")
def large(small_world: Landscape, tmp_path_factory: pytest.TempPathFactory) -> Landscape:
    """A store of 40 actors and 120 events, of which four records are drawn."""
    world = strewn_as_files_may(small_world)
    file = tmp_path_factory.mktemp("large") / "large.duckdb"
    return Whole(store_of(world, file), Parts(open_store(file), 4, 1)).home


ADDRESSES = ("", "lanes=city&clock=known", "level=key&since=2025-01-01", "ties=stance", "on=2025-03-01")


@pytest.mark.parametrize("address", swept(ADDRESSES, often=[ADDRESSES[1], ADDRESSES[4]]))
@pytest.mark.parametrize("format", ["csv", "parquet"])
def test_a_page_s_zip_holds_what_the_page_counts(large: Landscape, address: str, format: str, tmp_path: Path) -> None:
    client = create_app(large).server.test_client()
    plan = client.get(f"/take/plan/timeline.{format}?{address}").json
    data = client.get(f"/take/timeline.{format}?{address}").data
    assert data[:2] == b"PK", data
    with zipfile.ZipFile(BytesIO(data)) as packed:
        packed.extractall(tmp_path)
    (folder,) = tmp_path.iterdir()
    here, selection, _ = asked(large, address)
    counts = visible(here, selection).shown()
    rows = [len(rows_in_zip(folder, name, format)) for name in ("events", "actors", "relations")]
    assert rows == list(counts)
    assert plan is not None and plan["size"] == f"{sum(counts):,} events, actors and relations"
    assert len(here.events) < 120, "else nothing is tried"
    if format == "csv":
        again = load_landscape(folder)
        assert (len(again.events), len(again.actors), len(again.relations)) == tuple(counts)


def rows_in_zip(folder: Path, name: str, format: str) -> Rows:
    file = folder / f"{name}.{format}"
    if format == "csv":
        file.write_text(file.read_text(encoding="utf-8-sig"), encoding="utf-8")
    return rows_in(folder, name, "csv" if format == "csv" else "parquet")


def test_what_makes_a_zip_says_how_far_it_is_and_then_gives_it(large: Landscape) -> None:
    answer = create_app(large).server.test_client().get("/take/making/timeline.csv").data
    lines, facts = [], {}
    while "bytes" not in facts:
        line, _, answer = answer.partition(b"\n")
        facts = json.loads(line)
        lines.append(facts)
    percent = [line["percent"] for line in lines if "percent" in line]
    assert percent == sorted(set(percent))
    assert lines[-2] == {"percent": 100}
    assert len(answer) == facts["bytes"] and answer[:2] == b"PK"


def test_a_zip_is_bounded_by_a_setting_and_says_how_to_have_more(large: Landscape) -> None:
    most = sum(visible(large, Selection()).shown()) - 1
    client = create_app(large, Settings(taken=most)).server.test_client()
    for place in ("/take/plan/timeline.csv", "/take/timeline.csv"):
        answer = client.get(f"{place}?rows=kind&axis=true")  # which no other test asks: plans are kept with a landscape
        assert answer.status_code == 400
        assert f"more than the {most:,} that are taken at once here" in answer.text
    assert "EXPLORER_TAKEN" in client.get("/take/making/timeline.csv").text
    assert client.get("/take/plan/timeline.csv?lanes=city").status_code == 200, "with less it goes"


class Enough(Exception):
    """Somebody has stopped it."""


def test_a_zip_that_is_stopped_leaves_nothing_behind(
    large: Landscape, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    told: list[float] = []

    def tell(share: float) -> None:
        told.append(share)
        if share > 0.3:
            raise Enough

    with pytest.raises(Enough):
        write_zip(visible(large, Selection()), Options(), "csv", BytesIO(), tell)
    assert told[-1] < 0.9, "it stops at once"
    assert list(tmp_path.iterdir()) == []


def test_the_command_line_writes_all_of_a_large_store(
    large: Landscape, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("EXPLORER_WHOLE", "0")
    monkeypatch.setenv("EXPLORER_DRAWN", "4")
    whole = wider_of(large)
    assert isinstance(whole, Whole)
    out = str(tmp_path / "a.zip")
    words = ["export", str(whole.store.path), "--format", "csv", "--query", "lanes=city", "--out", out]
    assert main(words) == 0, capsys.readouterr().err
    with zipfile.ZipFile(tmp_path / "a.zip") as packed:
        name = next(name for name in packed.namelist() if name.endswith("events.csv"))
        rows = packed.read(name).decode("utf-8-sig").count("\n") - 1
    here, selection, _ = asked(large, "lanes=city")
    assert rows == visible(here, selection).shown().events
    assert main([*words, "--rows", "1"]) == 2
    assert "more than the 1 that are taken" in capsys.readouterr().err
    for rows in ("-1", "0", "many"):
        with pytest.raises(SystemExit):
            main([*words, f"--rows={rows}"])
        assert "is not a number of rows" in capsys.readouterr().err


def test_a_landscape_that_is_held_is_written_as_parquet_too(small_world: Landscape, tmp_path: Path) -> None:
    with zipfile.ZipFile(BytesIO(parquet_zip(visible(small_world, Selection()), Options()))) as packed:
        packed.extractall(tmp_path)
    (folder,) = tmp_path.iterdir()
    for name in TABLES:
        assert rows_in(folder, name, "parquet") == rows_of(small_world, name), name


def test_hostile_cells_are_guarded_as_the_small_file_guards_them(small_world: Landscape, tmp_path: Path) -> None:
    """Formulas, controls, old ends of lines: the two ways of writing a table are one to whoever reads it."""
    odd = ["=1+1", "'=1", " \u3000＝x", "-5", "-5,5", "-5+1", "a\rb\r\nc", "\x01x", "\u0085=y"]
    odd += ['"', "a,b", "'tis", "\t=z", "é"]
    one = small_world.actors[0]
    actors = tuple(replace(one, id=f"odd-{at}", name=text, summary=f"{text}.") for at, text in enumerate(odd))
    world = replace(small_world, actors=(*small_world.actors, *actors))
    store = store_of(world, tmp_path / "odd.duckdb")
    write_tables(store, Selection(), tmp_path, "csv", silent)
    own = csv.reader(StringIO(table_csv(cleaned(world), "actors"), newline=""))
    with (tmp_path / "actors.csv").open(encoding="utf-8", newline="") as text:
        assert list(csv.reader(text)) == list(own)


MEASURED = """
import resource, sys
from pathlib import Path
from explorer.query.selection import Selection
from explorer.store.opened import open_store
from explorer.store.questions.taken import write_tables
taken = write_tables(open_store(Path(sys.argv[1])), Selection(), Path(sys.argv[2]), "csv", lambda share: None)
print(taken.rows["relations"], resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""
MB = 150
"""By so much the memory may grow while the file grows tenfold: the two pools that DuckDB is given fill up; the records
of the larger world would take more."""


@thorough
def test_a_file_ten_times_as_large_takes_hardly_more_memory(tmp_path: Path) -> None:
    held, sizes = [], []
    for events in (1_500, 15_000):
        store, folder = tmp_path / f"{events}.duckdb", tmp_path / f"{events}"
        folder.mkdir()
        write_world_store(store, events)
        words = [sys.executable, "-c", MEASURED, str(store), str(folder)]
        rows, memory = subprocess.run(words, capture_output=True, text=True, check=True).stdout.split()
        assert int(rows) == 10 * events
        held.append(int(memory))
        sizes.append(sum(file.stat().st_size for file in folder.glob("*.csv")))
    assert sizes[1] > 9 * sizes[0]
    assert held[1] - held[0] < MB, held


def test_rows_stand_in_the_order_of_the_store(tmp_path: Path) -> None:
    """Of so many that they are read in several pieces, by several threads where there are."""
    file = tmp_path / "a.duckdb"
    write_world_store(file, 2_100)
    store = open_store(file)
    for omit in ((), store.rows("SELECT id FROM actors LIMIT 1")[0]):
        folder = tmp_path / f"without-{len(omit)}"
        folder.mkdir()
        write_tables(store, Selection(), folder, "csv", silent, omit)
        for name, order in (("events", "row"), ("relations", "place")):
            ids = [row[0] for row in rows_as_written(folder / f"{name}.csv")]
            table = "told" if name == "relations" else name
            places = {id: place for place, (id,) in enumerate(store.rows(f"SELECT id FROM {table} ORDER BY {order}"))}
            assert len(ids) > 2_048, "else it is one piece"
            assert ids == sorted(ids, key=places.__getitem__), (omit, name)


def rows_as_written(file: Path) -> Rows:
    with file.open(encoding="utf-8", newline="") as text:
        return [tuple(row) for row in csv.reader(text)][1:]


@pytest.mark.parametrize(("form", "given"), swept([("csv", 32), ("parquet", 256)], often=[("csv", 32)]))
def test_more_text_than_there_is_memory_for_is_written(
    form: Form, given: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Events whose summaries take more than the MB that writing is given; Parquet cannot do with few."""
    monkeypatch.setattr(taken, "MEMORY", f"{given}MB")
    file = tmp_path / "a.duckdb"
    write_world_store(file, 300)
    letters, times = 2_000, given * 1_200_000 // 2_000 // 300
    with duckdb.connect(str(file)) as connection:
        said = f"rpad(md5(id || range), {letters}, md5(range || id))"
        more = f"row + 300 * (1 + range) AS row, id || '-' || range AS id, {said} AS summary"
        connection.execute(f"INSERT INTO events SELECT events.* REPLACE ({more}) FROM events, range({times})")
    written = write_tables(open_store(file), Selection(), tmp_path, form, silent)
    assert written.rows["events"] == 300 * (times + 1)
    if form == "csv":
        assert (tmp_path / "events.csv").stat().st_size > given * 1_000_000


def test_a_file_never_mixes_two_states_of_a_store(small_world: Landscape, riverton: Path, tmp_path: Path) -> None:
    """A store that is built anew while it is open, of the same rows in another order."""
    store = open_store(riverton)
    build_store(replace(small_world, events=small_world.events[::-1]), riverton, None, unheard)
    with pytest.raises(NotTaken, match="have changed meanwhile"):
        write_tables(store, Selection(), tmp_path, "csv", silent, ("ana-reyes",))
    write_tables(open_store(riverton), Selection(), tmp_path, "csv", silent, ("ana-reyes",))
    riverton.unlink()
    with pytest.raises(NotTaken, match="have changed meanwhile"):
        write_tables(store, Selection(), tmp_path, "csv", silent)


def test_a_file_that_memory_does_not_suffice_for_is_refused_in_words(
    large: Landscape, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taken, "MEMORY", "1KB")
    with pytest.raises(BadExport, match="takes more memory"):
        write_zip(visible(large, Selection()), Options(), "csv", BytesIO(), silent)


def test_a_place_that_cannot_be_written_leaves_the_turn_to_others(
    large: Landscape, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = create_app(large).server.test_client()
    with monkeypatch.context() as full:

        def refused() -> None:
            raise OSError(28, "No space left on device")

        full.setattr(making.tempfile, "TemporaryFile", refused)
        assert client.get("/take/timeline.csv").status_code == 500
    assert making._turn.acquire(blocking=False), "nobody has it any more"
    making._turn.release()


def test_a_file_ends_when_its_reader_leaves_and_few_wait(large: Landscape) -> None:
    client = create_app(large).server.test_client()
    looks = count()
    left = {"waitress.client_disconnected": lambda: next(looks) > 1}
    assert making._turn.acquire(blocking=False)
    try:
        assert client.get("/take/timeline.csv", environ_overrides=left).status_code == 499, "while it waits"
        for _ in range(1 + making.WAITING):
            making._waiting.acquire()
        answer = client.get("/view.csv")
        assert answer.status_code == 400 and "ask again in a few minutes" in answer.text
        assert client.head("/view.csv").status_code == 200, "nothing is made for it"
    finally:
        making._turn.release()
        for _ in range(1 + making.WAITING):
            making._waiting.release()
    assert client.get("/view.csv").data[:2] == b"PK"
