"""The address of a database is a place like any other: read, shown without its password, and refused in a sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from werkzeug.test import Client

from explorer.cli import main
from explorer.errors import BrokenLandscape
from explorer.export.refresh.refreshed import Refreshed
from explorer.landscape import Landscape
from explorer.server.live.served import Served
from explorer.server.live.watching import Watcher
from explorer.server.settings import Settings
from explorer.store import opened
from explorer.store.engines.address import BadAddress, Database, place_of
from explorer.store.engines.databases import PostgresEngine, columns_of, unpacked
from explorer.store.engines.engine import FileEngine, NotAnswered, NotReached
from explorer.store.engines.portable import literal, plain_text
from explorer.store.engines.reader import asked_by, broken_off
from explorer.store.opened import open_store
from explorer.store.schema import ASKED, FORMAT, missing
from tests.store.stores import Pairs

pytestmark = pytest.mark.slow

SECRET = "postgres://ana:s3cr%40t@db.example:5432/city/explorer?sslmode=require&password=other-s3cret"


def test_an_address_is_read_step_by_step() -> None:
    place = place_of(SECRET)
    assert isinstance(place, Database)
    assert (place.dialect, place.host, place.port, place.user) == ("postgres", "db.example", 5432, "ana")
    assert (place.password, place.path) == ("s3cr@t", ["city", "explorer"])
    assert place.options == {"sslmode": "require", "password": "other-s3cret"}
    assert place_of("graph_data") == Path("graph_data")


def test_an_address_is_shown_without_its_password_and_options() -> None:
    place = Database(SECRET)
    for said in (f"{place}", repr(place), place.without_secrets(f"{SECRET}: no entry for s3cr@t, other-s3cret")):
        assert "s3cr" not in said
    assert f"{place}" == "postgres://ana@db.example:5432/city/explorer"


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("mysql://ana:geheim@db/city", "names no database that is known here"),
        ("postgres://ana:geheim@db:5432", "names no database — write it as postgres://USER@HOST:5432/DATABASE/SCHEMA"),
        ("postgres://ana:geheim@db:port/city", "cannot be read — write it as postgres://"),
        ("postgres:/ana:geheim@db/city", "cannot be read — write it as postgres://"),
        ("postgres://ana:12/34geheim@localhost/city", "/ ? # @ are written %2F %3F %23 %40"),
        ("postgres://ana:/geheim@db/city", "/ ? # @ are written %2F %3F %23 %40"),
        ("postgres://ana:12?geheim@db/city", "/ ? # @ are written %2F %3F %23 %40"),
        ("postgres://ana:12#geheim@db/city", "/ ? # @ are written %2F %3F %23 %40"),
        ("postgres://ana@city.example:12/34geheim@db/city", "/ ? # @ are written %2F %3F %23 %40"),
        ("postgres://ana:12#geheim", "names no database — write it as postgres://"),
    ],
)
def test_an_address_that_names_no_database_is_refused_with_the_form_to_write(
    address: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(BadAddress, match=re.escape(told)):
        place_of(address)
    with pytest.raises(SystemExit):
        main(["serve", "--data", address])
    said = capsys.readouterr().err
    assert told in said and "geheim" not in said and ":12" not in said


@pytest.mark.parametrize("address", ["postgres://ana:geheim@db/city", "postgres:/ana:geheim@db/city"])
@pytest.mark.parametrize(
    "words",
    [
        ["new"],
        ["import", "--to", "a"],
        ["import", "a.csv", "--to"],
        ["refresh"],
        ["refresh", "a.pptx", "--out"],
        ["export", "--out"],
        ["export", "--template"],
    ],
)
def test_where_only_a_file_or_folder_will_do_an_address_is_refused_unseen(
    words: list[str], address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main([*words, address])
    assert "geheim" not in capsys.readouterr().err


def test_a_deck_is_refreshed_from_a_database_whose_password_is_not_shown(
    small_world: Landscape, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []

    def opened_from(place: object) -> Landscape:
        asked.append(place)
        return small_world

    monkeypatch.setattr("explorer.export.refresh.command.open_with_layout", opened_from)
    monkeypatch.setattr("explorer.export.refresh.command.template_from", lambda *_: None)
    monkeypatch.setattr("explorer.export.refresh.command.refreshed", lambda *_: Refreshed(b"deck", 1, 0, ()))
    monkeypatch.setattr("explorer.export.refresh.command.write_file", lambda *_: None)
    assert main(["refresh", str(tmp_path / "a.pptx"), "--data", ADDRESS.url]) == 0
    assert asked == [ADDRESS] and "geheim" not in capsys.readouterr().out


@pytest.mark.parametrize("dialect", ["postgres", "clickhouse", "trino", "spark"])
def test_an_engine_that_is_not_installed_is_asked_for_by_name(
    dialect: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def absent(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr("explorer.store.engines.databases.importlib.import_module", absent)
    assert main(["check", f"{dialect}://ana:geheim@db.example/city"]) == 1
    said = capsys.readouterr().err
    assert "needs what is not installed" in said and "geheim" not in said
    assert f"install it: .venv/bin/pip install '.[{dialect}]'" in said


def test_no_command_but_those_that_only_read_takes_a_database(capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["layout"], ["datapackage"], ["check", "--fix"]):
        assert main([*words, "postgres://ana:geheim@db.example/city"]) == 2
        said = capsys.readouterr().err
        assert "folder" in said and "postgres://ana@db.example/city" in said


def test_what_questions_are_asked_of_is_what_is_built(pairs: Pairs) -> None:
    store = pairs["riverton"].store
    there = store.engine.columns([*ASKED])
    assert {name: {*columns, "rowid"} for name, columns in ASKED.items()} == there
    assert missing(store.engine) == ""


def test_what_a_database_lacks_is_said(small_world: Landscape, tmp_path: Path) -> None:
    class Other:
        def __init__(self, gone: dict[str, set[str]]) -> None:
            self.gone = gone

        def columns(self, among: object) -> dict[str, set[str]]:
            return {name: {*found} - self.gone.get(name, set()) for name, found in ASKED.items() if name != "told"}

    assert missing(Other({})) == "has no table called told"  # type: ignore[arg-type]
    every = {name: {*found} for name, found in ASKED.items()}

    class Whole(Other):
        def columns(self, among: object) -> dict[str, set[str]]:
            return {name: found - self.gone.get(name, set()) for name, found in every.items()}

    for name, column in (("nodes", "rank"), ("told_at", "rowid")):
        assert missing(Whole({name: {column}})) == f"has no column called {column} in {name}"  # type: ignore[arg-type]


# --- a database that comes, goes and changes: the part of one is played by a file ----------------------------------


@pytest.fixture
def played(riverton: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """A database whose engine a test exchanges."""
    engine = open_store(riverton).engine
    now: dict[str, object] = {"engine": engine}

    def connected(database: Database) -> object:
        if isinstance(now["engine"], NotAnswered):
            raise now["engine"]
        return now["engine"]

    monkeypatch.setattr(opened, "_connected", connected)
    return now


ADDRESS = Database("postgres://ana:geheim@db.example/city")


def test_a_database_that_cannot_be_reached_is_told_in_a_sentence(played: dict[str, object]) -> None:
    played["engine"] = NotReached("connection refused")
    with pytest.raises(BrokenLandscape) as raised:
        open_store(ADDRESS)
    assert "postgres://ana@db.example/city: cannot be reached (connection refused) — see that its server runs" in str(
        raised.value
    )


def test_a_database_of_another_format_is_refused(played: dict[str, object], tmp_path: Path) -> None:
    class Old(FileEngine):
        def rows(self, sql: str, given: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
            return [("format", "policy-landscape-store/1")] if "FROM about" in sql else super().rows(sql, given)

    engine = played["engine"]
    assert isinstance(engine, FileEngine)
    played["engine"] = Old(engine.connection)
    with pytest.raises(BrokenLandscape, match=f"is of the format policy-landscape-store/1, not {FORMAT}"):
        open_store(ADDRESS)


def test_a_database_is_served_and_shown_anew_when_it_holds_another_state(
    played: dict[str, object], small_world: Landscape, another_state: Path
) -> None:
    served = Served(ADDRESS, Settings())
    client = Client(Watcher(served))
    assert small_world.title in client.get("/").text
    assert not served.look()
    played["engine"] = open_store(another_state).engine
    assert served.look()
    page = client.get("/").text
    assert "Another state" in page and "geheim" not in page


def test_a_database_that_is_away_leaves_what_is_shown_and_answers_with_a_sentence(
    played: dict[str, object], tmp_path: Path
) -> None:
    served = Served(ADDRESS, Settings(whole=0, drawn=2))
    client = Client(served)
    assert client.get("/").status_code == 200
    engine = played["engine"]
    assert isinstance(engine, FileEngine)
    engine.connection.close()
    away = client.get("/?sel=riders&lanes=state&clock=known")
    assert away.status_code == 503
    assert "The data cannot be asked just now" in away.text and "db.example" not in away.text


class Changing:
    """A database whose tables are built anew while it is being asked."""

    def __init__(self, engine: FileEngine) -> None:
        self.now = engine

    def __getattr__(self, name: str) -> Any:
        return getattr(self.now, name)


def test_what_was_opened_is_not_asked_of_tables_that_were_built_anew(
    played: dict[str, object], another_state: Path
) -> None:
    before = played["engine"]
    assert isinstance(before, FileEngine)
    played["engine"] = changing = Changing(before)
    served = Served(ADDRESS, Settings(whole=0, drawn=2))
    client, store = Client(served), open_store(ADDRESS)
    assert client.get("/").status_code == 200
    changing.now = open_store(another_state).engine  # type: ignore[assignment]
    questions: list[Callable[[], object]] = [
        lambda: store.rows("SELECT id FROM nodes"),
        lambda: store.arrays("SELECT id FROM nodes"),
        lambda: store.rank,
        store.landscape,
    ]
    for question in questions:
        with pytest.raises(BrokenLandscape, match="has been built anew since it was opened"):
            question()
    assert client.get("/?sel=riders&lanes=state&clock=known").status_code == 503
    assert served.look()
    assert client.get("/?sel=riders&lanes=state&clock=known").status_code == 200


# --- connections ---------------------------------------------------------------------------------------------------


class Connection:
    """One of PostgreSQL's, of which is known whether it was told to break off."""

    def __init__(self) -> None:
        self.con, self.closed, self.told = self, False, Event()

    def cancel_safe(self, *, timeout: float) -> None:
        self.told.set()

    def close(self) -> None:
        self.closed = True


def test_one_question_that_cannot_be_broken_off_leaves_the_others_to_be() -> None:
    def lost() -> None:
        raise OSError

    for _ in range(2):
        left, told = Event(), Event()
        with asked_by(left.is_set), broken_off(lost), broken_off(told.set):
            left.set()
            assert told.wait(5)


def test_others_begin_and_end_while_one_is_being_broken_off() -> None:
    left, begun, others_done = Event(), Event(), Event()

    def slow() -> None:
        begun.set()
        assert others_done.wait(5)

    with asked_by(left.is_set), broken_off(slow):
        left.set()
        assert begun.wait(5)
        with asked_by(lambda: False), broken_off(lambda: None):
            pass
        others_done.set()


def test_a_connection_that_was_told_to_break_off_too_late_is_not_used_again() -> None:
    made = [Connection(), Connection()]
    engine, left = PostgresEngine(iter(made).__next__, str), Event()

    def answered(connection: Connection) -> int:
        left.set()
        assert connection.told.wait(5)
        return 7

    with asked_by(left.is_set):
        assert engine.answered(answered) == 7
    assert made[0].closed and engine.answered(lambda connection: connection) is made[1]
    assert engine.idle == [made[1]]


def test_no_connection_is_shared_with_another_process() -> None:
    made = [Connection(), Connection()]
    engine = PostgresEngine(iter(made).__next__, str)
    assert engine.answered(lambda connection: connection) is made[0]
    engine.process = -1
    assert engine.answered(lambda connection: connection) is made[1]
    assert not made[0].closed, "which the other one uses"


def test_a_cell_that_is_empty_stays_so_among_numbers() -> None:
    numbers, truths, whole = columns_of([(1, True, 5), (None, None, 6)], 3)
    assert (numbers.tolist(), truths.tolist()) == ([1, None], [True, None])
    assert whole.dtype == "int64"


# --- words ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["it's", "\\'; DROP TABLE nodes; --", "{{x:String}}", "%s %(a)s", "naïve 市 🚌", ""])
def test_of_a_text_only_numbers_are_written(text: str) -> None:
    wanted = {"clickhouse": text.encode(), "spark": text.encode("utf-16-be"), "trino": text.encode("utf-32-be")}
    for dialect, letters in wanted.items():
        said = literal(text, dialect)  # type: ignore[arg-type]
        inside = said.removeprefix("U&")[1:-1]
        digits = re.sub(r"\\(x|u|\+)", "00" if dialect == "trino" else "", inside)
        assert said[-1] == "'" and bytes.fromhex(digits) == letters


def test_what_no_database_takes_as_a_letter_becomes_a_sign() -> None:
    assert plain_text("a\0b\ud800") == "a\ufffdb?"


def test_packed_rows_are_read_column_by_column_and_refused_where_a_cell_was_empty() -> None:
    told = b"".join(n.to_bytes(4, "big", signed=True) + bytes([n > 0]) for n in (-3, 70_000))
    numbers, truths = unpacked(told, 2, [">i4", "?"])
    assert (numbers.tolist(), truths.tolist()) == ([-3, 70_000], [False, True])
    assert [len(column) for column in unpacked(b"", 0, [">i4", "?"])] == [0, 0]
    with pytest.raises(NotAnswered, match="a cell is empty"):
        unpacked(told, 3, [">i4", "?"])
