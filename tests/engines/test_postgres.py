"""A PostgreSQL server that this begins: tables built there, views of somebody else, and what goes wrong on the way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest
from werkzeug.test import Client

from explorer.cache import Abandoned
from explorer.cli import main
from explorer.data.load import TABLES, load_landscape
from explorer.errors import BrokenLandscape
from explorer.records import fields_of
from explorer.server.live.served import Served
from explorer.server.settings import Settings
from explorer.store.building.written import folder_of
from explorer.store.engines.address import Database
from explorer.store.engines.databases import PostgresEngine
from explorer.store.engines.reader import asked_by
from explorer.store.opened import open_store
from tests.engines.engines import postgres_server
from tests.store.stores import store_of

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with postgres_server() as address:
        yield address.replace("explorer@", "explorer:geheim@")


def own(address: str) -> psycopg.Connection[tuple[Any, ...]]:
    """A connection of somebody else's."""
    return psycopg.connect(address.replace("postgres://", "postgresql://"), autocommit=True)


def test_what_is_built_in_a_database_is_checked_and_exported_as_its_folder_is(
    server: str, write_world, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, out = write_world(), f"{server}/riverton"
    assert main(["build", str(folder), "--out", out]) == 0
    said = capsys.readouterr()
    assert "postgres://explorer@127.0.0.1:" in said.out and "/postgres/riverton is written: 5 events, 7" in said.out
    told = []
    for data in (str(folder), out):
        assert main(["check", data]) == 0
        assert main(["export", data, "--format", "json", "--out", "-"]) == 0
        found = capsys.readouterr()
        told.append(found.out)
        said.err.join(found.err)
    assert told[0] == told[1]
    assert "geheim" not in said.out + said.err + "".join(told)


def test_a_folder_that_has_changed_since_is_told_and_another_build_is_shown(
    server: str, write_world, capsys: pytest.CaptureFixture[str]
) -> None:
    out = f"{server}/changing"
    assert main(["build", str(write_world()), "--out", out]) == 0
    served = Served(Database(out), Settings())
    assert "night buses" in Client(served).get("/").text
    folder = write_world(landscape=("the night buses", "the day buses"))
    [said] = served.warnings()
    assert f"was built before landscape.toml of {folder} changed" in said and "geheim" not in said
    assert not served.look()
    assert main(["build", str(folder), "--out", out]) == 0
    assert served.look()
    assert "the day buses" in Client(served).get("/").text


def test_somebody_elses_tables_are_left_as_they_are(
    server: str, write_world, capsys: pytest.CaptureFixture[str]
) -> None:
    with own(server) as theirs:
        theirs.execute("CREATE SCHEMA city; CREATE TABLE city.events (id int); INSERT INTO city.events VALUES (7)")
        assert main(["build", str(write_world()), "--out", f"{server}/city"]) == 2
        said = capsys.readouterr().err
        assert "has a table called events that is none of a store, and is left as it is — name a schema" in said
        assert theirs.execute("SELECT id FROM city.events").fetchall() == [(7,)]


def test_a_build_that_fails_leaves_the_store_that_was_there(
    server: str, write_world, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = f"{server}/kept"
    assert main(["build", str(write_world()), "--out", out]) == 0
    before = open_store(Database(out)).about
    monkeypatch.setattr("explorer.store.building.copying._csv", lambda rows: b'"half a')
    assert main(["build", str(write_world(landscape=('night buses"', 'day buses"'))), "--out", out]) == 2
    assert "cannot be written" in capsys.readouterr().err
    assert open_store(Database(out)).about == before
    with own(server) as theirs:
        left = theirs.execute("SELECT count(*) FROM pg_tables WHERE tablename LIKE '%__new'").fetchone()
    assert left == (0,)


def test_whoever_serves_writes_nothing(server: str, write_world) -> None:
    out = Database(f"{server}/read_only")
    assert main(["build", str(write_world()), "--out", str(out.url)]) == 0
    store = open_store(out)
    with pytest.raises(BrokenLandscape, match="read-only transaction"):
        store.rows("CREATE TABLE mine (id INTEGER)")
    assert store.counts["events"] == 5


def test_a_column_that_is_gone_is_named(server: str, write_world, capsys: pytest.CaptureFixture[str]) -> None:
    out = f"{server}/lacking"
    assert main(["build", str(write_world()), "--out", out]) == 0
    with own(server) as theirs:
        theirs.execute("ALTER TABLE lacking.nodes DROP COLUMN rank")
    assert main(["check", out]) == 1
    said = capsys.readouterr().err
    assert "/postgres/lacking: has no column called rank in nodes — build it: python -m explorer build" in said
    with own(server) as theirs:
        theirs.execute("DROP TABLE lacking.told")
    assert main(["check", out]) == 1
    assert "has no table called told" in capsys.readouterr().err


def test_a_wrong_name_a_closed_port_and_a_host_that_is_none_are_told_in_a_sentence(
    server: str, capsys: pytest.CaptureFixture[str]
) -> None:
    port = urlsplit(server).port
    for address in (
        server.replace("/postgres", "/nowhere"),
        server.replace(f":{port}", ":1"),
        "postgres://ana:geheim@no-such-host.invalid/city",
    ):
        assert main(["check", address]) == 1
        said = capsys.readouterr().err
        assert "cannot be reached (" in said and "see that its server runs" in said and "geheim" not in said


def test_a_connection_that_was_lost_is_made_again(server: str, write_world) -> None:
    out = Database(f"{server}/lost")
    assert main(["build", str(write_world()), "--out", out.url]) == 0
    store = open_store(out)
    assert isinstance(store.engine, PostgresEngine)
    assert store.counts["events"] == 5
    with own(server) as theirs:
        theirs.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")
    assert store.number("SELECT count(*) FROM actors") == 4


def test_letters_that_no_database_takes_find_nothing(server: str, write_world) -> None:
    out = Database(f"{server}/letters")
    assert main(["build", str(write_world()), "--out", out.url]) == 0
    client = Client(Served(out, Settings(whole=0, drawn=2)))
    for address in ("/?sel=%00", "/?sel=%ed%a0%80", "/find?q=%00%27", "/?sel=a%25s%27%20OR%201"):
        assert client.get(address).status_code in (200, 400), address


# --- a database that is there already ------------------------------------------------------------------------------


def views_of(server: str, schema: str, folder: Path) -> None:
    """The tables of a folder as views of somebody else's."""
    store = store_of(load_landscape(folder), folder.parent / f"{schema}.duckdb")
    with own(server) as theirs:
        theirs.execute(f"CREATE SCHEMA {schema}; CREATE TABLE {schema}.landscape (toml text)")  # type: ignore[arg-type]
        text = (folder / "landscape.toml").read_text("utf-8")
        theirs.execute(f"INSERT INTO {schema}.landscape VALUES (%s)", [text])  # type: ignore[arg-type]
        for name, kind in TABLES.items():
            columns = ["row", *fields_of(kind)]
            told = ", ".join(f'"{column}" {"int" if column == "row" else "text"}' for column in columns)
            theirs.execute(f'CREATE TABLE {schema}."rows_{name}" ({told})')  # type: ignore[arg-type]
            marks = ", ".join(["%s", *("nullif(%s, '')" for _ in columns[1:])])
            texts = store.texts(name)
            with theirs.cursor() as cursor:
                rows = list(zip(*(texts[column] for column in columns), strict=True))
                cursor.executemany(f'INSERT INTO {schema}."rows_{name}" VALUES ({marks})', rows)  # type: ignore[arg-type]
            theirs.execute(f'CREATE VIEW {schema}.{name} AS SELECT * FROM {schema}."rows_{name}"')  # type: ignore[arg-type]


def test_views_with_the_columns_of_the_files_are_built_from_as_a_folder_is(
    server: str, write_world, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write_world()
    landscape = load_landscape(folder)
    views_of(server, "theirs", folder)
    with folder_of(Database(f"{server}/theirs")) as written:
        found = load_landscape(written)
    for name in TABLES:
        assert getattr(found, name) == getattr(landscape, name), name
    assert main(["build", f"{server}/theirs", "--out", f"{server}/ours"]) == 0
    assert open_store(Database(f"{server}/ours")).counts["events"] == 5
    with own(server) as theirs:
        theirs.execute("UPDATE theirs.rows_events SET lane = 'stat' WHERE id = 'bill-dies'")
    capsys.readouterr()
    assert main(["build", f"{server}/theirs", "--out", str(tmp_path / "b.duckdb")]) == 1
    assert 'events.csv row 4, column "lane"' in capsys.readouterr().err


def test_views_of_more_than_is_held_in_memory_are_built_from(
    server: str, write_world, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    views = f"{server}/large"
    views_of(server, "large", write_world())
    for module in ("explorer.data.load", "explorer.store.building.folder_build"):
        monkeypatch.setattr(f"{module}.MAX_EVENT_ROWS", 3)
    assert main(["build", views, "--out", str(tmp_path / "large.duckdb")]) == 0
    assert open_store(tmp_path / "large.duckdb").counts["events"] == 5


def test_rows_that_are_not_numbered_are_told_in_a_sentence(
    server: str, write_world, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    views_of(server, "numbered", write_world())
    with own(server) as theirs:
        theirs.execute("UPDATE numbered.rows_events SET row = NULL WHERE id = 'bill-dies'")
    assert main(["build", f"{server}/numbered", "--out", str(tmp_path / "a.duckdb")]) == 1
    said = capsys.readouterr().err
    assert 'column "row": a cell is empty in events — number every row' in said


def test_whoever_may_only_make_tables_in_a_schema_that_is_there_builds_into_it(server: str, write_world) -> None:
    with own(server) as theirs:
        theirs.execute("CREATE ROLE builder LOGIN; CREATE SCHEMA given AUTHORIZATION builder")
    assert main(["build", str(write_world()), "--out", server.replace("explorer:", "builder:") + "/given"]) == 0


def test_a_build_that_is_stopped_leaves_what_was_there_and_says_so(
    server: str, write_world, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stopped(rows: object) -> bytes:
        raise KeyboardInterrupt

    monkeypatch.setattr("explorer.store.building.copying._csv", stopped)
    assert main(["build", str(write_world()), "--out", f"{server}/stopped"]) == 130
    assert "/stopped is as it was" in capsys.readouterr().err


def test_a_question_that_was_broken_off_leaves_a_connection_that_answers(server: str, write_world) -> None:
    out = Database(f"{server}/broken_off")
    assert main(["build", str(write_world()), "--out", out.url]) == 0
    store, looks = open_store(out), count()
    for _ in range(3):
        with asked_by(lambda: next(looks) % 5 > 3), pytest.raises(Abandoned):
            store.engine.rows("SELECT count(*) FROM generate_series(1, 1000000000)")
        assert store.number("SELECT count(*) FROM events") == 5


def test_what_the_readme_shows_is_built(server: str, capsys: pytest.CaptureFixture[str]) -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    [shown] = re.findall(r"```sql\n(.*?)```", readme, re.DOTALL)
    with own(server) as theirs:
        theirs.execute("CREATE TABLE bills (number int, title text, introduced date, abstract text, page int)")
        theirs.execute("INSERT INTO bills VALUES (1, 'Night buses', '2025-03-01', 'They run all night.', 12)")
        theirs.execute(shown)
    assert main(["build", f"{server}/for_explorer", "--out", f"{server}/shown"]) == 0
    [event] = open_store(Database(f"{server}/shown")).landscape().events
    assert (event.id, event.date.text, event.sources[0].locator) == ("bill-1", "2025-03-01", "12")


def test_a_database_without_a_landscape_is_told_what_to_make(server: str, capsys: pytest.CaptureFixture[str]) -> None:
    with own(server) as theirs, suppress(psycopg.Error):
        theirs.execute("CREATE SCHEMA bare")
    assert main(["build", f"{server}/bare", "--out", f"{server}/ours2"]) == 1
    assert "has no table called landscape with a column called toml — make a view" in capsys.readouterr().err
