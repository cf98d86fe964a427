"""Many readers at once are each given what they would be given alone; so is whoever asks another worker."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
from dash import Dash

from explorer.data.load import load_landscape
from explorer.export.formats import FORMATS
from explorer.landscape import Landscape
from explorer.server import create_app
from tests.addresses import SLOW_FORMATS, Asked, details_of, random_addresses
from tests.bench.worlds import write_world

pytestmark = pytest.mark.slow

READERS = 8
PAGES = 15
"""So many of the requests are asked once more, by one reader after the others; the records' pages are the first."""

EVENTS = 9
SEED = 7
PARENT = Path(__file__).resolve().parents[2]

Answer = tuple[int, str, str, bytes]
"""Status, content type, ETag, body."""


def made_up(folder: Path) -> Landscape:
    """A world of nine events, four actors and an instrument, read from a folder."""
    folder.mkdir(exist_ok=True)
    write_world(folder, EVENTS)
    return load_landscape(folder)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Landscape:
    return made_up(tmp_path_factory.mktemp("worlds") / "crowd")


def records_of(world: Landscape) -> list[str]:
    """Every sixth record, of each kind one."""
    return list(world.selectable)[1::6]


def requests_of(landscape: Landscape, records: Sequence[str], more: int) -> list[Asked]:
    """Every endpoint, about these records and so many views of chance; where an answer takes long, about some of them.

    What is refused is asked for, too.
    """
    about = [f"sel={id}" for id in records]
    views = [*about, *random_addresses(landscape, SEED, more), "", "lanes=-", "sel=nobody&at=2025-99-99"]
    last = landscape.as_of
    asked = [Asked(f"/?{view}") for view in views]
    asked += [Asked(f"/view?{view}") for view in views]
    asked += [details_of(f"?{view}") for view in views]
    asked += [Asked(f"/cite?{view}") for view in about]
    asked += [Asked(f"/cite?record={id}") for id in records]
    asked += [Asked(f"/find?q={text}") for text in ("act", "bar", "tor", "court", "2024", "zz")]
    asked += [Asked(f"/network/{width}.svg?{view}") for width in (972, 358) for view in about[::9]]
    asked += [Asked(f"/timeline?{view}&first={last.year - n}-01-01&last={last}") for n, view in enumerate(views[::4])]
    asked += [Asked(f"/{path}?{view}") for path in ("actors", "take/actors") for view in views[-5:]]
    asked += files_of(about[:2])
    asked += [Asked(path) for path in ("/about", "/healthz", "/_dash-layout", "/_dash-dependencies")]
    refused = ("/nowhere", "/cite?record=nobody", "/take/timeline.svg?size=big", "/network/9.svg", "/timeline?first=x")
    asked += [Asked(path) for path in (*refused, "/take/deck.svg", "/bundle/0/page.js", "/_dash-component-suites/a.js")]
    return asked


def files_of(about: Sequence[str]) -> list[Asked]:
    """Every format once or more, the quick ones of several views; plans, pages, and files behind their progress."""
    quick = [name for name in FORMATS if name not in SLOW_FORMATS]
    asked = [
        Asked(f"/take/{FORMATS[name].pictures[0]}.{name}?{view}") for name in quick for view in (about[0], "lanes=city")
    ]
    # Little is drawn: what counts is that the file is made while others are.
    asked += [Asked(f"/take/{view}.{name}?sel=actor-1&level=key") for view, name in SLOW_FILES]
    asked += [Asked(f"/take/plan/{view}.svg?{about[0]}") for view in ("timeline", "network")]
    asked += [Asked(f"/take/page/1/{view}.png?{about[0]}") for view in ("timeline", "network")]
    return asked + [
        Asked(f"/take/making/{view}.svg?{address}") for view in ("timeline", "details") for address in about
    ]


SLOW_FILES = (("deck", "pptx"), ("timeline", "png"), ("network", "pdf"), ("timeline", "html"))


def bundle_of(app: Dash) -> list[Asked]:
    """The files that the page itself asks for."""
    page = app.server.test_client().get("/").text
    return [Asked(path) for path in sorted(set(re.findall(r'"(/?bundle/[^"]+)"', page)))]


def answer(app: Dash, asked: Asked, headers: Mapping[str, str] | None = None) -> Answer:
    """A whole answer, as a client of its own gets it."""
    kind = "application/json" if asked.body else None
    got = app.server.test_client().open(
        asked.path, method=asked.method, data=asked.body or None, content_type=kind, headers=headers
    )
    return got.status_code, got.content_type, got.headers.get("ETag", ""), got.data


def all_at_once(app: Dash, asked: list[Asked], readers: int) -> dict[Asked, Answer]:
    """Every request in an order of chance, by so many readers who begin at the same moment."""
    gate = threading.Barrier(readers)
    shuffled = Random(SEED).sample(asked, len(asked))

    def read(mine: list[Asked]) -> list[tuple[Asked, Answer]]:
        gate.wait()
        return [(one, answer(app, one)) for one in mine]

    with ThreadPoolExecutor(readers) as pool:
        return dict(pair for pairs in pool.map(read, [shuffled[n::readers] for n in range(readers)]) for pair in pairs)


# --- one process ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def answers(world: Landscape) -> tuple[dict[Asked, Answer], ...]:
    """What one reader is answered who asks one thing after the other, what eight are who ask at once, and what pages
    one is given who comes to the same place after them.
    """
    quiet, busy = create_app(world), create_app(replace(world))
    asked = [*requests_of(world, records_of(world), more=3), *bundle_of(quiet)]
    together = all_at_once(busy, asked, READERS)
    every = dict.fromkeys([*asked, *asked_of_a_worker(world)])
    return {one: answer(quiet, one) for one in every}, together, {one: answer(busy, one) for one in asked[:PAGES]}


def differing(these: Mapping[Asked, Answer], those: Mapping[Asked, Answer]) -> list[str]:
    return [f"{asked.path} {asked.body}".strip() for asked in these if these[asked] != those[asked]]


def test_eight_readers_at_once_are_answered_as_one_reader_alone(answers: Any) -> None:
    alone, together, _ = answers
    assert differing(together, alone) == []


def test_what_was_first_asked_for_by_many_is_right_for_the_next_reader(answers: Any) -> None:
    """What an app has once made wrongly it would keep."""
    alone, _, after = answers
    assert differing(after, alone) == []


def test_a_page_tells_the_record_it_was_asked_for_whoever_asks_at_the_same_time(world: Landscape, answers: Any) -> None:
    _, together, _ = answers
    told = {
        one.path: set(re.findall(r'data-cite="([^"]+)"', body.decode()))
        for one, (*_, body) in together.items()
        if one.path.startswith("/?")
    }
    assert {f"/?sel={id}": {id} for id in records_of(world)}.items() <= told.items()


def test_what_they_ask_for_is_every_endpoint_and_every_format_and_some_of_it_is_refused(answers: Any) -> None:
    alone, _, _ = answers
    assert {status for status, *_ in alone.values()} == {200, 400, 404}
    suffixes = {asked.path.split("?")[0].rpartition(".")[2] for asked in alone if asked.path.startswith("/take/")}
    assert suffixes >= FORMATS.keys()


def test_the_same_page_asked_for_by_all_at_once_is_the_same_for_all(world: Landscape) -> None:
    app = create_app(replace(world))
    page = Asked("/?sel=actor-2&at=2024-01-01")
    gate = threading.Barrier(READERS)

    def read(number: int) -> Answer:
        gate.wait()
        return answer(app, page, {"Accept-Encoding": ("br", "gzip", "identity")[number % 3]})

    with ThreadPoolExecutor(READERS) as pool:
        answers = list(pool.map(read, range(READERS)))
    assert len({(status, kind, tag) for status, kind, tag, _ in answers}) == 1
    assert len({body for *_, body in answers}) == 3


# --- several processes ---------------------------------------------------------------------------------------------

_WORKER = """
import explorer.__main__
import json, os, sys
from pathlib import Path
from tests.server.test_many_readers import told_by_a_worker
print(json.dumps(told_by_a_worker(Path(sys.argv[1]))), flush=True)
os._exit(0)
"""
"""A layout that somebody asked for may be under way still: Python 3.11 may abort where it ends in the middle of one."""


def asked_of_a_worker(landscape: Landscape) -> list[Asked]:
    """Every endpoint, but for files: `export/test_formats.py` has them made by another process, too."""
    files = tuple(f".{name}?" for name in FORMATS)
    every = requests_of(landscape, list(landscape.selectable)[::6], more=1)
    return [one for one in every if "/plan/" in one.path or not any(word in one.path for word in files)]


def told_by_a_worker(folder: Path) -> dict[str, tuple[int, str, str, str]]:
    """Every answer of an app of its own, the body as a hash."""
    landscape = made_up(folder)
    app = create_app(landscape)
    return {one.path + one.body: hashed(answer(app, one)) for one in [*asked_of_a_worker(landscape), *bundle_of(app)]}


def hashed(told: Answer) -> tuple[int, str, str, str]:
    *facts, body = told
    return (*facts, hashlib.sha256(body).hexdigest())  # type: ignore[return-value]


def test_two_workers_give_the_same_bytes_and_the_same_etags(tmp_path: Path, answers: Any) -> None:
    """Python orders sets of texts differently in every process: here, and in another one."""
    ended = subprocess.run(
        [sys.executable, "-c", _WORKER, str(tmp_path / "crowd")],
        cwd=PARENT,
        env=os.environ | {"PYTHONHASHSEED": "4321"},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    other = json.loads(ended.stdout)
    alone, _, _ = answers
    one = {asked.path + asked.body: list(hashed(told)) for asked, told in alone.items()}
    assert [asked for asked in other if one[asked] != other[asked]] == []
    assert len(other) > 50
