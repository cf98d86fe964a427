"""Ready answers: every encoding the same answer, all of it counted, whoever asks at the same time."""

from __future__ import annotations

import gzip
import re
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import brotli
import pytest

from explorer.cache import Cache
from explorer.landscape import Landscape
from explorer.server import create_app
from explorer.server.doors.cached_response import OFTEN, CachedResponse, cached
from tests.addresses import details_of

pytestmark = pytest.mark.slow


BODY = b"the same letters again and again " * 2_000
ACCEPTS = ("br", "gzip", "identity", "gzip, br")


def plain(encoding: str, body: bytes) -> bytes:
    return {"br": brotli.decompress, "gzip": gzip.decompress}.get(encoding, bytes)(body)


@pytest.fixture
def quick_turns() -> Iterator[None]:
    """Threads take turns as often as they can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def test_an_answer_is_the_same_in_every_encoding_for_all_who_ask_at_once(quick_turns: None) -> None:
    def read(asked: tuple[CachedResponse, str]) -> bytes:
        ready, accepts = asked
        _, headers, body = ready.reply(accepts, "")
        return plain(dict(headers).get("Content-Encoding", ""), body)

    with ThreadPoolExecutor(8) as pool:
        for _ in range(60):
            ready = CachedResponse(BODY, "text/plain", quality=1)
            assert set(pool.map(read, [(ready, accepts) for accepts in ACCEPTS * 4])) == {BODY}


def test_every_encoding_that_is_held_is_counted() -> None:
    cache = Cache()
    for accepts in ("br", "identity", "gzip"):
        ready = cached(cache, "a", lambda: CachedResponse(BODY, "text/plain"))
        ready.reply(accepts, "")
        assert cache.bytes >= ready.size
    assert ready.size > len(BODY)


def test_an_answer_that_many_ask_for_is_packed_as_well_as_can_be(bundled: Landscape) -> None:
    home = create_app(bundled).server.test_client()

    def sent() -> bytes:
        return home.get("/", headers={"Accept-Encoding": "br"}).data

    first = sent()
    for _ in range(OFTEN):
        sent()
    for packing in [thread for thread in threading.enumerate() if thread.name == "packing"]:
        packing.join()
    assert brotli.decompress(sent()) == brotli.decompress(first)
    assert len(sent()) < 0.92 * len(first)


def test_the_pages_own_files_are_packed_once_for_all_landscapes_of_a_process(
    small_world: Landscape, monkeypatch: pytest.MonkeyPatch
) -> None:
    def files(landscape: Landscape) -> list[bytes]:
        client = create_app(landscape).server.test_client()
        paths = re.findall(r'"(/?bundle/[^"]+)"', client.get("/").text)
        return [client.get(path, headers={"Accept-Encoding": "br"}).data for path in sorted(set(paths))]

    first = files(replace(small_world))
    monkeypatch.setattr(brotli, "compress", None)
    assert len(first) == 3 and files(replace(small_world, title="Another")) == first


def test_what_is_asked_for_in_all_encodings_stays_within_the_limit(small_world: Landscape) -> None:
    world = replace(small_world)
    app = create_app(world)
    client = app.server.test_client()
    client.get("/view")  # what is worked out for the landscape as such
    cache = world.kept["explorer.cache.cache_of"]
    cache.limit, made, days = cache.bytes + 40_000, cache.made, range(1, 29)
    for day in days:
        for accepts in ACCEPTS:
            client.get(f"/view?at=2025-02-{day:02}", headers={"Accept-Encoding": accepts})
        assert cache.bytes <= cache.limit
        held = [kept.value for kept in cache._held.values() if isinstance(kept.value, CachedResponse)]
        assert sum(answer.size for answer in held) <= cache.limit
    assert cache.made - made >= len(days) > len(held), "not all of it had room"


def test_what_is_posted_is_answered_whatever_the_browser_has(small_world: Landscape) -> None:
    client = create_app(small_world).server.test_client()
    path, body = (asked := details_of("?sel=ana-reyes")).path, asked.body
    json = {"Content-Type": "application/json"}
    first = client.post(path, data=body, headers=json)
    again = client.post(path, data=body, headers=json | {"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (200, first.data)
