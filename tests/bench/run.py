"""Measures the explorer beside three yardsticks, visit by visit in a fresh headless browser, and prints tables.

    python -m tests.bench.run                                   everything: about an hour on two cores
    python -m tests.bench.run --sizes albuquerque,1000 --runs 3 --only opening,clicks
    python -m tests.bench.run --pages explorer --json result.json
    python -m tests.bench.run --only controls                    every control at every size: six minutes
    python -m tests.bench.run --only readers,throughput,memory   the server alone, under many readers
    python -m tests.bench.run --only store                       a store of a million events, made once in minutes


Sizes are numbers of events of a made-up landscape (see worlds.py), or "albuquerque" for the bundled one. Each round
visits every page once, so that a slow minute of the machine is everybody's; a visit is a browser of its own with empty
caches, after one that warms the server up. What cannot be measured is said in the table, never guessed.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from tests.bench import results, store
from tests.bench.controls import controls
from tests.bench.exports import exports
from tests.bench.memory import growth
from tests.bench.readers import wrong_pages
from tests.bench.results import PAGES, Answered, Found, Reading
from tests.bench.servers import ROOT, NotRunning, Server, ids_of, latencies, loading, serving
from tests.bench.throughput import throughput
from tests.bench.worlds import SIZES, world_folder

BUNDLED = "albuquerque"
PARTS = ("load", "server", "opening", "clicks", "filters", "frames")
VISITED = {"opening", "clicks", "filters", "frames"}

ALONE: dict[str, tuple[str, Callable[[Path, Callable[[str], None]], Iterable[Reading]]]] = {
    "readers": ("many readers at once", wrong_pages),
    "throughput": ("requests a second", throughput),
    "memory": ("the server's memory", growth),
    "exports": ("files, from view to bytes", exports),
    "store": ("a store of a million events", store.answers),
}
"""Parts of their own, on the bundled landscape; the sizes are not theirs."""

CONTROLS = "controls"
"""The part in which every control is used, at every size."""

STANDING, STANDING_SIZE = ("bare", "empty"), 1_000
"""Yardsticks that do not depend on the size, and the made-up landscape whose 300 weightiest records they show."""

STARTS = 3
"""How often a server is started to time it; once where that takes longer than SLOW_START."""

SLOW_START = 15.0
START_PATIENCE = 240.0
OPEN_PATIENCE = 45.0
"""Seconds for a page to be interactive."""

VISIT_PATIENCE = 100.0
"""Seconds for a whole visit."""

ORDINARY_ROUNDS = 3
"""Visits in which the ordinary page is clicked and moved as well; in the others it is only opened. It is slow, and no
promise hangs on its clicks."""

GIVE_UP_AFTER = 2
"""Visits in a row that failed, after which a page is not visited any more at that size."""


class Bench:
    """What was found so far at one size: by page, then measure, one value a visit."""

    def __init__(self, size: str, parts: set[str], pages: Sequence[str], standing: Mapping[str, Server]) -> None:
        """`standing`: servers that run all the while, as what they serve is the same at every size."""
        self.size, self.parts, self.pages, self.standing = size, parts, pages, standing
        self.folder = folder_of(size)
        self.found: dict[str, dict[str, list[Found]]] = {page: defaultdict(list) for page in PAGES}
        self.made: dict[str, dict[str, Any]] = {}
        self.failed: dict[str, int] = defaultdict(int)

    def note(self, page: str, key: str, value: Found) -> None:
        self.found[page][key].append(value)

    def run(self, rounds: int) -> None:
        if "load" in self.parts:
            took, most = loading(self.folder)
            self.note("explorer", "load", took)
            self.note("explorer", "load_memory", most)
            say(f"{self.size}: loads in {took:.0f} ms, {most:.0f} MB")
        with ExitStack() as running:
            own = {page: self.started(page, running) for page in self.pages if page not in self.standing}
            servers = {page: server for page in self.pages if (server := self.standing.get(page) or own.get(page))}
            if self.parts & VISITED:
                for page, server in servers.items():
                    self.visit(page, server, "opening", warm_up=True)
                for number in range(rounds):
                    for page in self.order(number, list(servers)):
                        only_opened = page == "ordinary" and number >= ORDINARY_ROUNDS
                        parts = {"opening"} if only_opened else self.parts & VISITED
                        self.visit(page, servers[page], ",".join(sorted(parts)), number=number)
            if "server" in self.parts:
                for page, server in servers.items():
                    if page not in self.standing:
                        self.ask(page, server)

    @staticmethod
    def order(number: int, pages: list[str]) -> list[str]:
        """Every round begins with another page."""
        shift = number % len(pages) if pages else 0
        return pages[shift:] + pages[:shift]

    def started(self, page: str, running: ExitStack) -> Server | None:
        """The page's server, after as many starts as are timed; None, with the reason noted, where it does not run."""
        try:
            for _ in range(STARTS - 1 if "server" in self.parts else 0):
                with serving(page, self.folder, START_PATIENCE) as server:
                    self.note(page, "server_start", server.started)
                if server.started > SLOW_START * 1000:
                    break
            server = running.enter_context(serving(page, self.folder, START_PATIENCE))
        except NotRunning as why:
            asked = ",".join(sorted(self.parts & VISITED))
            for key in ("server_start", *(self.missing(page, asked, {}) if asked else ())):
                self.note(page, key, f"its server does not run: {why}")
            say(f"{self.size}: {page}'s server does not run: {why}")
            return None
        if "server" in self.parts:
            self.note(page, "server_start", server.started)
        say(f"{self.size}: {page} is served after {server.started:.0f} ms")
        return server

    def visit(self, page: str, server: Server, parts: str, *, number: int = 0, warm_up: bool = False) -> None:
        """One visit in a process of its own, which is ended when it takes too long; its values noted."""
        if self.failed[page] >= GIVE_UP_AFTER:
            return
        began = time.monotonic()
        words = [sys.executable, "-m", "tests.bench.visit", page, server.address, parts, str(OPEN_PATIENCE)]
        lines, ended_well, complaint = _lines_of(words, VISIT_PATIENCE)
        told = [json.loads(line) for line in lines]
        values = {one["key"]: one["value"] for one in told if "key" in one}
        failed = not ended_well or isinstance(values.get("first_picture", ""), str)
        # A warm-up that fails is a result too; one that does not is thrown away.
        if not warm_up or failed:
            for key, value in values.items():
                self.note(page, key, value)
            for key in self.missing(page, parts, values) if failed else ():
                self.note(page, key, "the page did not come so far" if ended_well else complaint)
        self.made.setdefault(page, {}).update(next((one for one in told if one.get("made")), {}))
        self.failed[page] = self.failed[page] + 1 if failed else 0
        first = values.get("first_picture", complaint)
        label = "warm-up" if warm_up else f"round {number + 1}"
        shown = f"{first:.0f} ms to the first picture" if not isinstance(first, str) else f"first picture: {first}"
        broken = "" if ended_well else f"; {complaint}"
        say(f"{self.size}: {label}, {page}: {shown}{broken} ({time.monotonic() - began:.0f} s)")

    @staticmethod
    def missing(page: str, parts: str, values: dict[str, Found]) -> list[str]:
        """The rows that a visit which was cut short would have filled."""
        begins = {
            "opening": ("first_", "interactive", "bytes_", "heap_"),
            "clicks": ("click_", "key_"),
            "filters": ("filter", "as_of"),
            "frames": ("pan_", "zoom_"),
        }
        asked = ["opening", *(part for part in parts.split(",") if page in ("explorer", "ordinary"))]
        some = tuple(begin for part in asked for begin in begins[part])
        expected = [measure.key for measure in results.MEASURES if measure.key.startswith(some)]
        return [key for key in expected if key not in values and (page, key) != ("ordinary", "as_of")]

    def ask(self, page: str, server: Server) -> None:
        """The memory of the server that was visited, and how fast it answers what the page asked."""
        self.note(page, "server_memory", server.memory())
        made = self.made.get(page, {})
        if not made.get("made"):
            for key in ("callback_p50", "callback_p95"):
                self.note(page, key, "the page made no request that could be repeated")
            return
        try:
            found = latencies(server.address, made["made"], sorted(set(made["picked"])), ids_of(self.folder))
            self.note(page, "callback_p50", results.p50(found))
            self.note(page, "callback_p95", results.p95(found))
        except (OSError, http.client.HTTPException, NotRunning) as why:
            for key in ("callback_p50", "callback_p95"):
                self.note(page, key, f"{type(why).__name__}: {why}")

    def rows(self) -> list[dict[str, Any]]:
        events = sum(1 for _ in open(self.folder / "events.csv", encoding="utf-8")) - 1  # noqa: PTH123, SIM115
        return list(results.rows(self.found, events, bundled=self.size == BUNDLED))


def folder_of(size: str) -> Path:
    """The landscape of a size: the bundled one, or a made-up one of so many events."""
    return ROOT / "graph_data" / BUNDLED if size == BUNDLED else world_folder(int(size))


def name_of(size: str) -> str:
    return size if size == BUNDLED else f"{int(size):,} events"


def _lines_of(words: Sequence[str], patience: float) -> tuple[list[str], bool, str]:
    """What a program printed, whether it ended by itself and well, and if not why, in a few words."""
    with tempfile.TemporaryFile("w+") as said, tempfile.TemporaryFile("w+") as complaints:
        process = subprocess.Popen(words, cwd=ROOT, stdout=said, stderr=complaints, text=True)
        try:
            code: int | None = process.wait(patience)
        except subprocess.TimeoutExpired:
            code = None
            process.terminate()
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        said.seek(0)
        complaints.seek(0)
        lines = [line for line in said.read().splitlines() if line.startswith("{") and line.endswith("}")]
        last = (complaints.read().strip().splitlines() or ["ended without a word"])[-1]
    return lines, code == 0, f"gave up after {patience:.0f} s" if code is None else last[:160]


def say(words: str) -> None:
    """Progress, apart from the tables."""
    print(f"{time.strftime('%H:%M:%S')}  {words}", file=sys.stderr, flush=True)


def _words() -> argparse.Namespace:
    def listed(text: str) -> list[str]:
        return [part.strip() for part in text.split(",") if part.strip()]

    parser = argparse.ArgumentParser(prog="python -m tests.bench.run", description=(__doc__ or "").split("\n")[0])
    sizes = [BUNDLED, *map(str, SIZES)]
    parser.add_argument("--sizes", type=listed, default=sizes, help=f"of {','.join(sizes)}, or other numbers of events")
    parser.add_argument("--runs", type=int, default=7, help="visits of each page at each size")
    parser.add_argument(
        "--only", type=listed, default=[*PARTS, CONTROLS, *ALONE], help=f"of {','.join([*PARTS, CONTROLS, *ALONE])}"
    )
    parser.add_argument("--pages", type=listed, default=list(PAGES), help=f"of {','.join(PAGES)}")
    parser.add_argument("--json", type=Path, default=None, help="where the result is written as JSON")
    chosen = parser.parse_args()
    for words, known in ((chosen.only, [*PARTS, CONTROLS, *ALONE]), (chosen.pages, PAGES)):
        if unknown := [word for word in words if word not in known]:
            parser.error(f"“{unknown[0]}” is none of {', '.join(known)}")
    if wrong := [size for size in chosen.sizes if size != BUNDLED and not (size.isascii() and size.isdigit())]:
        parser.error(f"“{wrong[0]}” is not a number of events, nor “{BUNDLED}”")
    return chosen


def main() -> None:
    chosen = _words()
    target = chosen.json or Path(tempfile.mkdtemp(prefix="policy-landscape-bench-")) / "bench.json"
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    told: dict[str, Any] = {"machine": machine, "runs": chosen.runs, "sizes": {}, "busy": {}}
    if asked := [part for part in ALONE if part in chosen.only]:
        told["server"] = ask_alone(asked, machine)
        _write(target, told)
    if CONTROLS in chosen.only:
        told["controls"] = {}
        with serving("bare", world_folder(STANDING_SIZE), START_PATIENCE) as canvas:
            for size in chosen.sizes:
                told["controls"][size] = use_controls(size, canvas, machine)
                _write(target, told)
    if set(chosen.only) & set(PARTS):
        print(f"Medians of {chosen.runs} (least–most), {machine}")
        visit_sizes(chosen, told, target)
    print(f"\nWritten: {target}")


def ask_alone(parts: Sequence[str], machine: str) -> dict[str, list[dict[str, Any]]]:
    """The parts' readings, as JSON keeps them; printed part by part."""
    told = {}
    for part in parts:
        name, measure = ALONE[part]
        readings = list(measure(ROOT / "graph_data" / BUNDLED, say))
        told[part] = [reading.as_json() for reading in readings]
        busy = os.getloadavg()[1]
        print(
            results.readings_table(f"{name} ({machine}; processes that wanted a core: {busy:.1f})", readings),
            flush=True,
        )
    return told


def use_controls(size: str, canvas: Server, machine: str) -> list[dict[str, Any]]:
    """Every control at a size, as JSON keeps it; printed as two tables."""
    found = list(controls(folder_of(size), canvas, say))
    busy = os.getloadavg()[1]
    name = f"{name_of(size)}: every control, from input to next frame"
    on = f"{machine}; processes that wanted a core: {busy:.1f}"
    print(results.answered_table(f"{name} ({on})", [one for one in found if isinstance(one, Answered)]))
    rest = [one for one in found if isinstance(one, Reading)]
    print(results.readings_table(f"{name_of(size)}: what moved, and what came over the wire", rest), flush=True)
    return [one.as_json() for one in found]


def visit_sizes(chosen: argparse.Namespace, told: dict[str, Any], target: Path) -> None:
    """The pages at every size: tables printed and values written as they come."""
    with ExitStack() as running:
        small = world_folder(STANDING_SIZE)
        standing = {
            page: running.enter_context(serving(page, small, START_PATIENCE))
            for page in chosen.pages
            if page in STANDING
        }
        for size in chosen.sizes:
            bench = Bench(size, set(chosen.only), chosen.pages, standing)
            bench.run(chosen.runs)
            rows = bench.rows()
            told["sizes"][size] = rows
            told["busy"][size] = busy = os.getloadavg()[1]  # of the last five minutes
            _write(target, told)
            print(results.table(f"{name_of(size)} (processes that wanted a core: {busy:.1f})", rows), flush=True)


def _write(target: Path, told: Mapping[str, Any]) -> None:
    target.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
