"""Requests a second of the explorer beside those of a bare Flask hello, served the same way in the same run.

    python -m tests.bench.run --only throughput

wrk (Debian: `apt install wrk`) asks with so many clients that keep their connections and take gzip and br, as browsers
do. Each round asks the yardstick and every endpoint for a few seconds; the ratio is of one round, the median of the
rounds is told. wrk and whatever else runs take their share of the cores, of the yardstick's and of ours alike; the
processor time of the serving processes for a request is told as well, which they do not touch.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from urllib.parse import quote

from explorer.data.load import load_landscape
from explorer.landscape import Landscape
from tests.addresses import Asked, details_of
from tests.bench.results import Reading
from tests.bench.servers import Server, serving

CLIENTS = 200
SECONDS = 5
ROUNDS = 5
THREADS_OF_WRK = 2
START_PATIENCE = 240.0
SCRIPT = Path(__file__).with_name("requests.lua")
HELLO = "a bare Flask hello"

LEAST = {  # what is asked for: per cent of hello's requests a second
    "/": 60,
    "/?sel=…": 60,
    "/view?lanes=…": 60,
    "/find?q=…": 30,
    "details": 30,
}


@dataclass(frozen=True)
class Rate:
    requests: float  # a second
    p99: float  # ms
    processor: float | None  # ms of all serving processes for one request; None where the system does not tell
    failed: int


def throughput(folder: Path, say: Callable[[str], None], rounds: int = ROUNDS) -> Iterator[Reading]:
    """Requests a second of the yardstick, and of each endpoint in per cent of it."""
    if not shutil.which("wrk"):
        yield Reading("requests a second", "there is no wrk here — apt install wrk")
        return
    mixes = mixes_of(load_landscape(folder))
    found: dict[str, list[Rate]] = defaultdict(list)
    with ExitStack() as running:
        hello, explorer = (
            running.enter_context(serving(f"workers {name}", folder, START_PATIENCE)) for name in ("hello", "explorer")
        )
        for name, mix in mixes.items():
            rate_of(explorer, mix, seconds=2)
            say(f"throughput: warmed {name}")
        for number in range(rounds):
            found[HELLO].append(rate_of(hello, [Asked("/")]))
            for name, mix in mixes.items():
                found[name].append(rate_of(explorer, mix))
            told = ", ".join(f"{name} {rates[-1].requests:.0f}/s" for name, rates in found.items())
            say(f"throughput: round {number + 1}: {told}")
    yield from readings(found)


def readings(found: Mapping[str, Sequence[Rate]]) -> Iterator[Reading]:
    """The rounds' medians; ratios are of one round each."""
    hello = found[HELLO]
    for name, rates in found.items():
        yield Reading(f"{name}: requests a second", median(rate.requests for rate in rates))
        if name != HELLO:
            ratios = [rate.requests / held.requests for rate, held in zip(rates, hello, strict=True)]
            yield Reading(f"{name}: of {HELLO}", 100 * median(ratios), "%", least=LEAST[name])
        used = [rate.processor for rate in rates if rate.processor is not None]
        if used:
            yield Reading(f"{name}: processor time for a request", median(used), "ms")
        yield Reading(f"{name}: 99 of 100 answered within", median(rate.p99 for rate in rates), "ms")
        if failed := sum(rate.failed for rate in rates):
            yield Reading(f"{name}: refused or broken off", failed, most=0)


def mixes_of(landscape: Landscape) -> dict[str, list[Asked]]:
    """What is asked for, one after the other and again: the same page over and over, but ever other texts."""
    key = min(landscape.actors, key=lambda actor: (actor.weight, -len(landscape.relations_of[actor.id]), actor.id))
    words = {word.lower() for actor in landscape.actors for word in actor.name.split() if word.isalpha()}
    typed = sorted({word[:length] for word in words for length in (3, 4, 5)})
    return {
        "/": [Asked("/")],
        "/?sel=…": [Asked(f"/?sel={key.id}")],
        "/view?lanes=…": [Asked(f"/view?lanes={key.lane}")],
        "/find?q=…": [Asked(f"/find?q={quote(text)}") for text in typed],
        "details": [details_of(f"?sel={id}") for id in landscape.selectable],
    }


def rate_of(server: Server, requests: Sequence[Asked], seconds: int = SECONDS) -> Rate:
    """How fast the requests are answered, one after the other and again, for so many seconds."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as listed:
        listed.writelines(f"{asked.method}\t{asked.path}\t{asked.body}\n" for asked in requests)
        listed.flush()
        before = processor_seconds(server)
        words = ["wrk", f"-t{THREADS_OF_WRK}", f"-c{CLIENTS}", f"-d{seconds}s", "--timeout", "30s", "-s", str(SCRIPT)]
        told = subprocess.run([*words, server.address, "--", listed.name], capture_output=True, text=True, check=True)
        after = processor_seconds(server)
    said = json.loads(told.stdout.strip().splitlines()[-1])
    used = None if before is None or after is None else 1000 * (after - before) / max(1, said["requests"])
    return Rate(said["requests"] / said["seconds"], said["p99"], used, said["refused"] + said["broken"])


def processor_seconds(server: Server) -> float | None:
    """What the server's workers have used so far; None where there is no /proc to tell it."""
    try:
        children = Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children").read_text().split()
        stats = [Path(f"/proc/{child}/stat").read_text() for child in children]
    except OSError:
        return None
    ticks = sum(sum(map(int, re.sub(r"^.*\) ", "", stat).split()[11:13])) for stat in stats)
    return ticks / os.sysconf("SC_CLK_TCK")
