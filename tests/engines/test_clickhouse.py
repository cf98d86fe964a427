"""ClickHouse by its address: its driver, its HTTP interface and its tables, built, read and refused."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from werkzeug.test import Client

from explorer.cli import main
from explorer.data.load import load_landscape
from explorer.server.live.served import Served
from explorer.server.settings import Settings
from explorer.store.building import copying
from explorer.store.engines.address import Database
from explorer.store.engines.engine import FileEngine
from explorer.store.opened import open_store
from tests.engines.engines import clickhouse_server, clickhouse_session

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with clickhouse_server() as address:
        yield address


def test_what_is_built_by_an_address_is_checked_and_served(
    server: str, write_world, capsys: pytest.CaptureFixture[str]
) -> None:
    clickhouse_session().query("CREATE DATABASE by_address")
    folder, out = write_world(), f"{server}/by_address"
    for _ in range(2):
        assert main(["build", str(folder), "--out", out]) == 0
    assert "/by_address is written: 5 events, 7 relations" in capsys.readouterr().out
    assert open_store(Database(out)).landscape() == load_landscape(folder)
    assert main(["check", out]) == 0
    found, pages = capsys.readouterr(), Client(Served(Database(out), Settings(whole=0, drawn=2)))
    assert pages.get("/?sel=ana-reyes").status_code == 200
    assert '"id":"night-order"' in pages.get("/find?q=night").text
    assert "geheim" not in found.out + found.err


@pytest.mark.parametrize("stopped_at", ["actors", "words", "about"])
def test_a_build_that_was_stopped_says_so_is_told_as_unfinished_and_can_be_repeated(
    server: str, write_world, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], stopped_at: str
) -> None:
    clickhouse_session().query(f"CREATE DATABASE stopped_at_{stopped_at}")
    folder, out = write_world(), f"{server}/stopped_at_{stopped_at}"

    def stopped(file: FileEngine, table: str) -> object:
        if table == stopped_at:
            raise KeyboardInterrupt
        return batches(file, table)

    batches = copying._batches
    for _ in ("the first", "one over another"):
        with monkeypatch.context() as while_stopped:
            while_stopped.setattr(copying, "_batches", stopped)
            assert main(["build", str(folder), "--out", out]) == 130
        assert f"stopped_at_{stopped_at} is not whole until it is built again" in capsys.readouterr().err
        assert main(["check", out]) == 1
        capsys.readouterr()
        assert main(["build", str(folder), "--out", out]) == 0
        assert main(["check", out]) == 0


def test_what_fails_in_the_middle_is_told_in_a_sentence(
    server: str, write_world, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    clickhouse_session().query("CREATE DATABASE failing")
    monkeypatch.setattr(copying, "_batches", lambda file, table: [f"no rows of {table}"])
    assert main(["build", str(write_world()), "--out", f"{server}/failing"]) == 2
    assert "/failing cannot be written (" in capsys.readouterr().err
    assert main(["check", f"{server}/failing"]) == 1
    assert "has no table called" in capsys.readouterr().err


def test_somebody_elses_tables_are_left_and_what_is_lacking_is_named(
    server: str, write_world, capsys: pytest.CaptureFixture[str]
) -> None:
    session = clickhouse_session()
    session.query("CREATE DATABASE theirs")
    session.query("CREATE TABLE theirs.events (id Int32) ENGINE = MergeTree ORDER BY id")
    assert main(["build", str(write_world()), "--out", f"{server}/theirs"]) == 2
    assert "has a table called events that is none of a store" in capsys.readouterr().err
    assert main(["check", f"{server}/theirs"]) == 1
    assert "has no table called about, and lacks" in capsys.readouterr().err
    assert main(["check", "clickhouse://default:geheim@127.0.0.1:1/theirs"]) == 1
    said = capsys.readouterr().err
    assert "cannot be reached" in said and "geheim" not in said
