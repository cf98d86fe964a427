"""How long each engine takes for what a page asks, at a number of events: `python -m tests.engines.measure 10000`.

Of every question several are asked that nobody has asked before; the least counts, as others may be at work on the
machine. Milliseconds of processors' time: of this process, plus of an engine's own processes; in brackets by the clock.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from explorer.search.find import finder_of
from explorer.server import create_app
from explorer.store.opened import Store, open_store
from explorer.store.questions.part_view import Whole
from explorer.store.questions.parts import Parts
from tests.bench.columns_world import world_store
from tests.engines.engines import clickhouse_store, postgres_server, postgres_store, spark_store


def measured(engine: str, made: Callable[[], Store], times: int) -> dict[str, str]:
    """Times by question."""
    found: dict[str, list[tuple[float, float, float]]] = {}

    def timed(name: str, act: Callable[[], object]) -> None:
        clock, own, others = time.perf_counter(), time.process_time(), work_of(engine)
        act()
        clock, own, others = time.perf_counter() - clock, time.process_time() - own, work_of(engine) - others
        found.setdefault(name, []).append((own, others, clock))

    stores: list[Store] = []
    timed("to get the tables there", lambda: stores.append(made()))
    [store] = stores
    for n in range(times):
        whole: list[Whole] = []
        again = Store(store.path, store.engine, store.about)
        timed("what is drawn, chosen", lambda: whole.append(Whole(again, Parts(again))) or whole[0].home)  # noqa: B023
        client, view = _app(whole[0]), whole[0]
        timed("first page", lambda: client.get("/"))  # noqa: B023
        lanes, kinds = again.lanes, again.settings["kind_ids"]
        ids = [id for (id,) in again.rows(f"SELECT id FROM nodes WHERE rank >= {n * 7} AND rank < {n * 7 + 3}")]
        timed("filter", lambda: client.get(f"/view?lanes={lanes[n % len(lanes)]}&kinds={kinds[n]}"))  # noqa: B023
        timed("another day", lambda: client.get(f"/view?at=20{10 + n}-03-0{n + 1}"))  # noqa: B023
        timed("pick", lambda: client.get(f"/pick/972?sel={ids[0]}"))  # noqa: B023
        finder = finder_of(view.home)
        finder.prepare()
        client.get("/find?q=ab")
        timed("search", lambda: client.get(f"/find?q={('cou', 'bud', 'wat')[n % 3]}"))  # noqa: B023
    return {name: _told(each) for name, each in found.items()}


def _told(each: list[tuple[float, float, float]]) -> str:
    own, others, clock = min(each, key=lambda one: one[0] + one[1])
    return f"{1000 * own:.0f} + {1000 * others:.0f} ({1000 * clock:.0f})"


PROGRAMS = {"postgres": "postgres", "spark": "java"}
"""The engines that run in processes of their own, and what those are called."""


def work_of(engine: str) -> float:
    """Seconds of processors' time that an engine's own processes have taken so far."""
    found = 0
    for status in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            name, _, facts = status.read_text().partition("(")[2].rpartition(")")
            if name == PROGRAMS.get(engine):
                found += sum(map(int, facts.split()[11:13]))
    return found / os.sysconf("SC_CLK_TCK")


def _app(whole: Whole):  # type: ignore[no-untyped-def]
    return create_app(whole.home).server.test_client()


def main() -> None:
    events, engines = int(sys.argv[1]), sys.argv[2:] or ["duckdb", "postgres", "clickhouse", "spark"]
    file = world_store(events)
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        ways: dict[str, Callable[[], dict[str, str]]] = {
            "duckdb": lambda: measured("duckdb", lambda: open_store(file), 3),
            "clickhouse": lambda: measured("clickhouse", lambda: clickhouse_store(file, f"of_{events}"), 3),
            "spark": lambda: measured("spark", lambda: spark_store(file, f"of_{events}", folder / "warehouse"), 2),
        }
        for engine in engines:
            if engine == "postgres":
                with postgres_server() as address:
                    told = measured("postgres", lambda: postgres_store(file, address, f"of_{events}"), 3)
            else:
                told = ways[engine]()
            print(engine, events, told, flush=True)


if __name__ == "__main__":
    main()
