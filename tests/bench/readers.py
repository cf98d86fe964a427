"""Many readers at once, each asking for a record's page of its own: is each given the page it asked for?

    python -m tests.bench.run --only readers

A page that tells another record than its address is the worst that can happen here, so it is counted over HTTP against
a server whose answers are asked for the first time. Each round is a new server: what a server has once answered wrongly
it may keep, and what it has answered rightly hides the fault.
"""

from __future__ import annotations

import http.client
import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from urllib.parse import urlsplit

from explorer.data.load import load_landscape
from tests.bench.results import Reading
from tests.bench.servers import serving

CLIENTS = 8
PAGES = 60
ROUNDS = 20
SEED = 8
START_PATIENCE, ANSWER_PATIENCE = 240.0, 120.0


def wrong_pages(folder: Path, say: Callable[[str], None], rounds: int = ROUNDS) -> Iterator[Reading]:
    """How many of the pages were of another record, over all rounds; and in the worst round."""
    landscape = load_landscape(folder)
    ids = sorted(landscape.selectable)[:: max(1, len(landscape.selectable) // PAGES)][:PAGES]
    wrong, kept = [], []
    for number in range(rounds):
        shuffled = Random(SEED + number).sample(ids, len(ids))
        with serving("explorer", folder, START_PATIENCE) as server:
            place = urlsplit(server.address).netloc
            with ThreadPoolExecutor(CLIENTS) as clients:
                first = list(clients.map(lambda id, place=place: told_of(page(place, id)), shuffled))
            again = [told_of(page(place, id)) for id in shuffled]
        wrong.append(sum(told != id for told, id in zip(first, shuffled, strict=True)))
        kept.append(sum(told != id for told, id in zip(again, shuffled, strict=True)))
        say(f"readers: round {number + 1}, {wrong[-1]} of {len(ids)} pages wrong, {kept[-1]} when asked again alone")
    each = f"of {len(ids)} pages for {CLIENTS} readers at once"
    yield Reading(f"wrong, {each}, {rounds} rounds in all", sum(wrong), most=0)
    yield Reading(f"wrong, {each}, in the worst round", max(wrong), most=0)
    yield Reading("still wrong when one reader asks again, in all", sum(kept), most=0)


def page(place: str, id: str) -> str:
    connection = http.client.HTTPConnection(place, timeout=ANSWER_PATIENCE)
    connection.request("GET", f"/?sel={id}")
    text = connection.getresponse().read().decode()
    connection.close()
    return text


def told_of(page: str) -> str:
    """The record that a page's details tell."""
    found = re.search(r'data-cite="([^"]+)"', page)
    return found.group(1) if found else ""
