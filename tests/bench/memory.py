"""What a server process holds after ever other requests: it must not grow with what readers, or strangers, ask for.

    python -m tests.bench.run --only memory

One process, as app.py serves; its resident memory is read after each stretch of requests. The requests are the same in
every run.
"""

from __future__ import annotations

import http.client
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from random import Random
from urllib.parse import quote, urlsplit

from explorer.data.load import load_landscape
from tests.addresses import Asked, random_requests
from tests.bench.results import Reading
from tests.bench.servers import Server, serving

SEED = 20_251
WARM, ALL = 500, 5_000
"""Requests after which the memory is read, and read again."""

STEP = 500
MAX_GROWTH = 60.0
"""MB between the two."""

STRANGERS = 100
"""Invented fingerprints, texts and paths, each."""

MAX_FOR_STRANGERS = 20.0
"""MB for all of a kind."""

START_PATIENCE, ANSWER_PATIENCE = 240.0, 120.0


def growth(folder: Path, say: Callable[[str], None]) -> Iterator[Reading]:
    """MB after the first and after all random requests, then what strangers' inventions add."""
    requests = random_requests(load_landscape(folder), SEED, ALL)
    with serving("explorer", folder, START_PATIENCE) as server:
        say(f"memory: {server.memory():.0f} MB after the first answer")
        refused: Counter[int] = Counter()
        held: dict[int, float] = {}
        for done in range(0, ALL, STEP):
            refused += asked(server, requests[done : done + STEP])
            held[done + STEP] = server.memory()
            say(f"memory: {held[done + STEP]:.0f} MB after {done + STEP} requests")
        yield Reading("server memory after 500 random requests", held[WARM], "MB")
        yield Reading(f"server memory after {ALL:,} random requests", held[ALL], "MB")
        yield Reading("… grown by", held[ALL] - held[WARM], "MB", most=MAX_GROWTH)
        if refused:
            yield Reading("… of which were errors: " + ", ".join(map(str, refused)), refused.total(), "", most=0)
        for kind, invented in inventions(Random(SEED)).items():
            before = server.memory()
            asked(server, invented)
            yield Reading(f"{STRANGERS} invented {kind} add", server.memory() - before, "MB", most=MAX_FOR_STRANGERS)


def asked(server: Server, requests: Iterable[Asked]) -> Counter[int]:
    """Asks one request after the other; how often each status of a failure (5…) came."""
    connection = http.client.HTTPConnection(urlsplit(server.address).netloc, timeout=ANSWER_PATIENCE)
    failed: Counter[int] = Counter()
    for request in requests:
        headers = {"Accept-Encoding": "br, gzip"} | ({"Content-Type": "application/json"} if request.body else {})
        connection.request(request.method, request.path, request.body.encode() or None, headers)
        answer = connection.getresponse()
        answer.read()
        if answer.status >= 500:
            failed[answer.status] += 1
    connection.close()
    return failed


def inventions(random: Random) -> dict[str, list[Asked]]:
    """What a stranger can make up without end."""
    words = [f"{random.getrandbits(64):x}" for _ in range(STRANGERS)]
    suites = "/_dash-component-suites"
    renderer = f"{suites}/dash/dash-renderer/build/dash_renderer"
    return {
        "fingerprints of plotly.js": [Asked(f"{suites}/plotly/package_data/plotly.v1m{w}a.min.js") for w in words],
        "fingerprints of Dash's own files": [Asked(f"{renderer}.v1m{w}.min.js") for w in words],
        "texts to search": [Asked(f"/find?q={quote((w + ' of ') * 4)}") for w in words],
        "parts of an address": [Asked(f"/?sel={w}&{w}={w}") for w in words],
        "views by parts unknown": [Asked(f"/view?{w}={w}&lanes={w}") for w in words],
        "stretches of time": [Asked(f"/timeline?first=20{n:02d}-01-01&last=2{n:03d}-01-02") for n in range(STRANGERS)],
        "paths": [Asked(f"/{w}/{w}.js") for w in words],
        "files of the bundle": [Asked(f"/bundle/{w}/page.js") for w in words],
    }
