"""A PostgreSQL server that this begins: tables built there, views of somebody else, and what goes wrong on the way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest
from werkzeug.test import Client

from explorer.cli import main
from explorer.data.load import TABLES, load_landscape
from explorer.errors import BrokenLandscape
from explorer.records import fields_of
from explorer.server.served import Served
from explorer.server.settings import Settings
from explorer.store.address import Database
from explorer.store.databases import PostgresEngine
from explorer.store.opened import open_store
from explorer.store.written import written_in
from tests.engines.engines import postgres_server

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
    monkeypatch.setattr("explorer.store.copying._csv", lambda rows: b'"half a')
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


def test_views_with_the_columns_of_the_files_are_built_from_as_a_folder_is(
    server: str, write_world, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write_world()
    landscape = load_landscape(folder)
    assert main(["build", str(folder), "--out", str(tmp_path / "a.duckdb")]) == 0
    with own(server) as theirs:
        theirs.execute("CREATE SCHEMA theirs; CREATE TABLE theirs.landscape (toml text)")
        theirs.execute("INSERT INTO theirs.landscape VALUES (%s)", [(folder / "landscape.toml").read_text("utf-8")])
        store = open_store(tmp_path / "a.duckdb")
        for name in TABLES:
            texts = store.texts(name)
            columns = ["row", *fields_of(TABLES[name])]
            told = ", ".join(f'"{column}" {"int" if column == "row" else "text"}' for column in columns)
            theirs.execute(f'CREATE TABLE theirs."rows_{name}" ({told})')  # type: ignore[arg-type]
            marks = ", ".join("nullif(%s, '')" if column != "row" else "%s" for column in columns)
            with theirs.cursor() as cursor:
                rows = list(zip(*(texts[column] for column in columns), strict=True))
                cursor.executemany(f'INSERT INTO theirs."rows_{name}" VALUES ({marks})', rows)  # type: ignore[arg-type]
            theirs.execute(f'CREATE VIEW theirs.{name} AS SELECT * FROM theirs."rows_{name}"')  # type: ignore[arg-type]
    found = written_in(Database(f"{server}/theirs"))
    for name in TABLES:
        assert getattr(found, name) == getattr(landscape, name), name
    assert main(["build", f"{server}/theirs", "--out", f"{server}/ours"]) == 0
    assert open_store(Database(f"{server}/ours")).counts["events"] == 5
    with own(server) as theirs:
        theirs.execute("UPDATE theirs.rows_events SET lane = 'stat' WHERE id = 'bill-dies'")
    capsys.readouterr()
    assert main(["build", f"{server}/theirs", "--out", str(tmp_path / "b.duckdb")]) == 1
    assert 'events.csv row 4, column "lane"' in capsys.readouterr().err


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
