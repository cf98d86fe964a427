"""PostgreSQL, ClickHouse and Spark answer every question as memory does: random selections, ties broken totally.

At 10 000 events and 100 000 relations, and in worlds that are small and full of ties. Trino is not here: that its
questions can be said is all that is tried.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, get_args

import pytest
import sqlglot

from explorer.landscape import Landscape
from explorer.query.asked import asked as asked_for
from explorer.query.questions import facets
from explorer.query.selection import RowsChoice, Selection, from_query, to_query
from explorer.query.visible import visible
from explorer.query.wider import wider_of
from explorer.search.find import find, finder_of
from explorer.server import create_app
from explorer.store.engines.portable import Dialect, parts
from explorer.store.opened import Store, open_store
from explorer.store.questions.answers import StoredView
from explorer.store.questions.part_view import Whole
from explorer.store.questions.parts import Parts
from tests.bench.columns_world import world_store
from tests.edge_worlds import edge_world
from tests.engines.engines import clickhouse_store, postgres_server, postgres_store, spark_store
from tests.query.test_questions import strewn
from tests.store.stores import Pair, store_of
from tests.store.test_stored_answers import asked, assert_equal, selection_of

pytestmark = pytest.mark.slow

ENGINES = ("duckdb", "postgres", "clickhouse", "spark")
EVENTS = 10_000
WORLDS = {"bundled": 8, "strewn": 8, "tiny-0-0": 8, "tiny-tie": 8, "many": 4}
"""So many selections are tried of each world."""

SPARKS = {"strewn": 1, "many": 1}
"""Spark takes a second for a question: so fewer are tried."""

Stored = Callable[[str, str], Pair]


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    with postgres_server() as address:
        yield address


@pytest.fixture(scope="session")
def stored(request: pytest.FixtureRequest, bundled: Landscape, tmp_path_factory: pytest.TempPathFactory) -> Stored:
    """The store of a world in an engine, with the landscape in memory that it was made of."""
    folder = tmp_path_factory.mktemp("stores")

    @cache
    def made(world: str) -> tuple[Landscape, Path]:
        if world == "many":
            path = world_store(EVENTS)
            return open_store(path).landscape(), path
        landscape = {"bundled": bundled, "strewn": strewn(bundled, Random(0))}.get(world) or edge_world(world)
        path = folder / f"{world}.duckdb"
        return landscape, Path(str(store_of(landscape, path).path))

    @cache
    def of(engine: str, world: str) -> Pair:
        landscape, path = made(world)
        name = world.replace("-", "_")
        if engine == "postgres":
            return Pair(landscape, postgres_store(path, request.getfixturevalue("server"), name))
        if engine == "clickhouse":
            return Pair(landscape, clickhouse_store(path, name))
        if engine == "spark":
            return Pair(landscape, spark_store(path, name, folder / "warehouse"))
        return Pair(landscape, open_store(path))

    return of


TRIED = [(engine, world, tries) for engine in ENGINES[:-1] for world, tries in WORLDS.items()]
TRIED += [("spark", world, tries) for world, tries in SPARKS.items()]


@pytest.mark.parametrize(("engine", "world", "tries"), TRIED)
def test_an_engine_answers_every_question_as_memory_does(stored: Stored, engine: str, world: str, tries: int) -> None:
    pair = stored(engine, world)
    for seed in range(tries):
        assert_equal(pair, selection_of(pair.landscape, Random(seed)), seed)


@pytest.mark.parametrize("engine", ENGINES[:-1])
@pytest.mark.parametrize("rows", get_args(RowsChoice))
def test_an_engine_answers_for_all_that_a_landscape_holds(stored: Stored, engine: str, rows: RowsChoice) -> None:
    assert_equal(stored(engine, "strewn"), Selection(rows=rows), 5)


@pytest.mark.parametrize("engine", ENGINES)
def test_an_engine_reads_back_the_whole_landscape(stored: Stored, engine: str) -> None:
    pair = stored(engine, "strewn")
    assert pair.store.landscape() == pair.landscape


# --- what pages show -----------------------------------------------------------------------------------------------


def whole_of(store: Store) -> Landscape:
    return Whole(store, Parts(store, 60, 9)).home


@pytest.mark.parametrize("engine", ENGINES)
def test_all_is_counted_and_found_as_in_memory(stored: Stored, engine: str) -> None:
    pair = stored(engine, "many")
    large, finder = whole_of(pair.store), finder_of(whole_of(pair.store))
    for seed in range(1 if engine == "spark" else 3):
        chosen = replace(selection_of(pair.landscape, Random(seed)), axis="folded", steps=0)
        selection, _ = from_query(to_query(chosen), pair.landscape)
        wanted = visible(pair.landscape, selection)
        here, understood, _ = asked_for(large, to_query(selection))
        view = visible(here, understood)
        assert (view.shown(), view.every, facets(view)) == (wanted.shown(), wanted.every, facets(wanted))
        assert (view.held_back(), view.statuses()) == (wanted.held_back(), wanted.statuses())
        for id in list(pair.landscape.records)[:: len(pair.landscape.records) // 4]:
            assert view.ties_of(id) == wanted.ties_of(id)
    names = [record.id for record in pair.landscape.actors[:3]]
    for text in ("coun", "a", "citty", "2019", "zzzzq", 'it\'s \\ "quoted" \0 \ud800', *names):
        if engine == "spark" and text not in ("coun", "citty"):
            continue
        assert finder.find(Selection(), text) == find(visible(pair.landscape, Selection()), text), text


@pytest.mark.parametrize("engine", ENGINES)
def test_an_engine_knows_which_instruments_bear_a_number(stored: Stored, engine: str) -> None:
    pair = stored(engine, "strewn")
    wider = wider_of(whole_of(pair.store))
    assert wider is not None
    begun: dict[str, int] = {}
    for event in pair.landscape.events:
        if event.instrument and event.date.earliest:
            day = event.date.earliest.toordinal()
            begun[event.instrument] = min(day, begun.get(event.instrument, day))
    for word in ("9", "14287", "R-18-7", "nowhere"):
        assert wider.numbered(word) == [
            (one.id, one.kind, one.number, begun.get(one.id, 0))
            for one in pair.landscape.instruments
            if word in re.split("[ ,;/()]", one.number)
        ], word


PLACES = ("/?{}", "/view?{}", "/facets?{}", "/pick/972?{}", "/find?q=coun&{}", "/actors?{}", "/view.json?{}", "/about")


@pytest.mark.parametrize("engine", ENGINES[1:])
def test_pages_are_the_same_byte_for_byte_whatever_engine_is_asked(stored: Stored, engine: str) -> None:
    ours, theirs = (stored(one, "many") for one in ("duckdb", engine))
    one = ours.landscape.actors[-1].id
    lane = ours.landscape.lanes[0].id
    addresses = ["", f"sel={one}", f"lanes={lane}&clock=known&at=2015-01-01"]
    addresses += [
        f"sel={one}&to={ours.landscape.events[7].id}",
        "rows=actor&level=key",
        "rows=instrument",
        "sel=%00%27",
    ]
    here, there = (create_app(whole_of(pair.store)).server.test_client() for pair in (ours, theirs))
    for address in addresses[2:3] if engine == "spark" else addresses:
        for place in PLACES[1:3] if engine == "spark" else PLACES:
            path = place.format(address)
            assert there.get(path).data == here.get(path).data, path


# --- Trino ---------------------------------------------------------------------------------------------------------


def test_every_question_can_be_said_to_trino_and_read_there(stored: Stored) -> None:
    """No Trino is asked: its words are only made, and read again as Trino's."""
    pair, said = stored("duckdb", "bundled"), set()
    engine = pair.store.engine

    class Told:
        def __getattr__(self, name: str) -> Any:
            def ask(sql: str, *more: Any) -> Any:
                said.add((f"SELECT {', '.join(more)} FROM {sql}", 0) if name == "walk" else (sql, sql.count("?")))
                return getattr(engine, name)(sql, *more)

            return ask

    store = replace(pair.store, engine=Told())  # type: ignore[arg-type]
    for seed in range(6):
        list(asked(StoredView(store, selection_of(pair.landscape, Random(seed))), pair.landscape, Random(seed)))
    assert len(said) > 60
    dialects: tuple[Dialect, ...] = get_args(Dialect)
    for dialect in dialects:
        for sql, many in said:
            texts, given = parts(sql, ["x"] * many, dialect)
            assert len(given) == len(texts) - 1
            sqlglot.parse_one("'x'".join(texts), read=dialect)
