"""How fast a store of a million events and ten million relations answers, beside DuckDB's time for the bare question.

    python -m tests.bench.run --only store

The store is made once, in minutes, and kept; what is asked is the same in every run: whole answers of a server in one
fresh process, bare questions in another; the memory of each is read at the end. Times are by the clock; processor time
stands beside them, as on a busy machine only that can be compared.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

from tests.bench.results import Reading, p95, quantile
from tests.bench.worlds import AS_OF, KINDS_OF_EVENTS, LANES

EVENTS = 1_000_000
ROUNDS = 21
"""So many different selections, days or records are asked for in each row."""

SEED = 4_711
MONTH = 30
"""Days of a period that is counted."""

TYPED = ("river tr", "otto bar", "order on", "number 777", "councl", "library", "w-1017", "2019")
"""What is typed, letter by letter, from the third on."""

LIMITS = {"starts": 3_000.0, "first": 1_500.0, "filter": 300.0, "as-of": 300.0, "pick": 150.0, "search": 500.0}
LIMITS["actors"] = 2_000.0
"""ms, of which the slowest of twenty (p95) may take no more."""

PARTS = ("pages", "questions")
MAX_MEMORY = 600.0
"""MB."""


def answers(_: Path, say: Callable[[str], None]) -> Iterator[Reading]:
    """The rows; the landscape that others measure is not asked."""
    from tests.bench.columns_world import world_store  # which brings what only the making of a world needs

    path = world_store(EVENTS, say)
    yield Reading("size of the store", path.stat().st_size / 1e6, "MB")
    root = Path(__file__).resolve().parents[2]
    for part in PARTS:
        words = [sys.executable, "-m", "tests.bench.store", str(path), part]
        began = time.perf_counter()
        with subprocess.Popen(words, cwd=root, stdout=subprocess.PIPE, text=True) as process:
            for line in process.stdout or ():
                told = json.loads(line)
                if "ready" in told:
                    what = f"{part}: process starts, opens the store"
                    yield Reading(what, _ms(began), "ms", LIMITS["starts"])
                    continue
                say(f"{told['words']}: {told['value']:.0f} {told['unit']}")
                yield Reading(**told)


def _ms(began: float) -> float:
    return 1_000 * (time.perf_counter() - began)


# --- in a process of its own


def _row(words: str, asked: Sequence[Callable[[], Any]], limit: str = "") -> float:
    """Asks, and tells how long it took; the median by processor time. The first of many reads columns from the disk
    that the others find in memory, and is told by itself."""
    wall, busy = [], []
    if len(asked) > 1:
        began = time.perf_counter()
        asked[0]()
        _tell(f"{words}, the first", _ms(began), "ms")
        asked, words = asked[1:], "… others"
    for ask in asked:
        began, used = time.perf_counter(), time.process_time()
        ask()
        wall.append(_ms(began))
        busy.append(1_000 * (time.process_time() - used))
    many = len(asked) > 1
    _tell(f"{words}{', median' if many else ''}", median(wall), "ms", None if many else LIMITS.get(limit))
    if many:
        _tell("… p95", p95(wall), "ms", LIMITS.get(limit))
        _tell("… p98", quantile(wall, 0.98), "ms")
    _tell(f"… processor time{', median' if many else ''}", median(busy), "ms")
    return median(busy)


def _ratio(ours: float, words: str, bare: Callable[[], Any]) -> None:
    """How many times the processor time of DuckDB's own query ours takes."""
    used = []
    for _ in range(5):
        began = time.process_time()
        bare()
        used.append(1_000 * (time.process_time() - began))
    _tell(f"… × DuckDB's bare {words} ({median(used):.0f} ms)", ours / median(used), "×")


def _tell(words: str, value: float, unit: str, most: float | None = None) -> None:
    print(json.dumps({"words": words, "value": value, "unit": unit, "most": most}), flush=True)


def main(path: Path, part: str) -> None:
    from explorer.server.doors.http_server import give_memory_back

    give_memory_back()
    held = _pages(path) if part == "pages" else _questions(path)
    _tell(f"{part}: resident memory after all that", _memory("VmRSS"), "MB", MAX_MEMORY)
    _tell(f"{part}: resident memory, most", _memory("VmHWM"), "MB")
    del held


def _questions(path: Path) -> Any:
    """What those answers are made of, beside DuckDB's bare queries. Returns what holds the store open."""
    from explorer.query.selection import Selection
    from explorer.store.opened import open_store
    from explorer.store.questions.answers import StoredView

    store = open_store(path)
    print(json.dumps({"ready": store.counts}), flush=True)
    dice = Random(SEED)
    edges = list(range(AS_OF.toordinal() - 12_000, AS_OF.toordinal() + 1_000, MONTH))

    def shown(selection: Selection) -> Callable[[], Any]:
        """What a page says and draws for a selection: how much is shown, counts by period and lane, by status."""

        def ask() -> Any:
            view = StoredView(store, selection)
            return view.shown(), view.counts(edges), view.statuses()

        return ask

    def weightiest() -> Any:
        view = StoredView(store, Selection())
        return view.relations_among(view.weightiest(26))

    _row(
        "first answers: counts, statuses, the weightiest and their ties",
        [lambda: (shown(Selection())(), weightiest())],
        "first",
    )
    ours = _row("nothing left out: how much, by period and lane, by status", [shown(Selection())] * ROUNDS, "filter")
    by_lane = f"SELECT lane, stands // {MONTH}, count(*) FROM nodes WHERE kind >= 0 GROUP BY ALL"
    _ratio(ours, "lane × month", lambda: store.rows(by_lane))
    ours = _row("filter by level and kind: the same", [shown(_filtered(dice)) for _ in range(ROUNDS)], "filter")
    bare = "s_lane IN (1, 2) AND o_lane IN (1, 2) AND (o_kind < 0 OR o_kind IN (1, 2, 3))"
    _ratio(ours, "count of relations", lambda: store.rows(f"SELECT count(*) FROM relations WHERE {bare}"))
    ours = _row("as of a day, either clock: the same", [shown(_as_of(dice)) for _ in range(ROUNDS)], "as-of")
    day = AS_OF.toordinal() - 4_000
    _ratio(ours, "count as of a day", lambda: store.rows(f"SELECT count(*) FROM relations WHERE happened_by <= {day}"))
    busiest = [id for (id,) in store.rows("SELECT id FROM nodes ORDER BY degree DESC, id LIMIT 5")]
    ids = [*busiest, *(f"actor-{dice.randrange(store.actors)}" for _ in range(ROUNDS - 15))]
    ids += [f"event-{dice.randrange(EVENTS)}" for _ in range(10)]
    picks = [lambda id=id: StoredView(store, Selection()).neighbours(id) for id in ids]  # type: ignore[misc]
    ours = _row("pick: all that a record is tied to, the five busiest among them", picks, "pick")
    near = "SELECT DISTINCT other FROM halves WHERE node = 20000"
    _ratio(ours, "neighbours of one", lambda: store.rows(near))
    actors = [lambda: StoredView(store, Selection(nodes="actors")).weightiest(300, "actors")] * 5
    _row("actors alone: the 300 weightiest", actors, "actors")
    return store


def _pages(path: Path) -> Any:
    """Whole answers of a server, to what nobody has asked for. Returns what holds the store open."""
    from werkzeug.test import Client

    from explorer.query.selection import Selection, to_query
    from explorer.server.live.served import Served
    from explorer.server.settings import Settings

    used = time.process_time()
    client = Client(Served(path, Settings()))
    print(json.dumps({"ready": True}), flush=True)
    _tell("the page is served: processor time", 1_000 * (time.process_time() - used), "ms")

    def get(address: str) -> Callable[[], Any]:
        def ask() -> Any:
            answer = client.get(address)
            assert answer.status_code == 200, answer.text[:200]
            return answer.data

        return ask

    dice = Random(SEED)
    _row("the page: first answer", [get("/")], "first")
    _row("… its own answer to a filter", [get(f"/view?{to_query(_filtered(dice))}") for _ in range(ROUNDS)])
    _row("… as of a day", [get(f"/view?{to_query(_as_of(dice))}") for _ in range(ROUNDS)])
    picked = [f"actor-{dice.randrange(300)}" for _ in range(5)] + [f"event-{dice.randrange(EVENTS)}" for _ in range(15)]
    _row("… to a pick", [get(f"/view?{to_query(Selection(focus=id))}") for id in picked])
    typed = [text[:length] for text in TYPED for length in range(3, len(text) + 1)]
    _row("… to a search, while typing", [get(f"/find?q={text.replace(' ', '+')}") for text in typed], "search")
    return client


def _filtered(dice: Random) -> Any:
    from explorer.query.selection import Selection

    kinds = [kind for kind, _ in KINDS_OF_EVENTS]
    lanes = frozenset(dice.sample(list(LANES), dice.randint(1, 4)))
    return Selection(lanes=lanes, kinds=frozenset(dice.sample(kinds, dice.randint(2, 9))))


def _as_of(dice: Random) -> Any:
    from explorer.query.selection import Selection

    day = AS_OF - timedelta(days=dice.randint(1, 10_000))
    return Selection(as_of=day, clock="known" if dice.random() < 0.5 else "happened")


def _memory(which: str) -> float:
    """MB of this process now (VmRSS), or the most it ever took (VmHWM). Where the system does not tell: the most."""
    told = Path("/proc/self/status")
    if not told.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    line = next(line for line in told.read_text().splitlines() if line.startswith(which))
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
