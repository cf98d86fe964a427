"""What an app keeps for the next reader has a bound, however many different things are asked for."""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random

import pytest
from dash import Dash

from explorer.export.formats import FORMATS
from explorer.landscape import Landscape
from explorer.server import create_app
from explorer.server.settings import DEFAULT_SETTINGS
from tests.addresses import SLOW_FORMATS, Asked, random_requests
from tests.bench.memory import inventions
from tests.layouts import SharedLayouts
from tests.sweeps import one_in, thorough

pytestmark = pytest.mark.slow

MEMORY = 2_000_000
"""Bytes that may be kept."""

FIRST = 24
QUICK = [name for name in FORMATS if name not in SLOW_FORMATS]
SLACK = 1_500_000
"""Bytes besides: what Python and the libraries hold of themselves."""


@pytest.fixture(scope="module")
def counted(shared_layouts: SharedLayouts) -> Iterator[None]:
    with shared_layouts.each_for_itself():
        tracemalloc.start()
        yield
        tracemalloc.stop()


@pytest.fixture
def app(counted: None, small_world: Landscape) -> Dash:
    return create_app(replace(small_world), replace(DEFAULT_SETTINGS, memory=MEMORY))


def ask(app: Dash, requests: Sequence[Asked]) -> None:
    client = app.server.test_client()
    for asked in requests:
        kind = "application/json" if asked.body else None
        headers = {"Accept-Encoding": "br"}
        got = client.open(asked.path, method=asked.method, data=asked.body or None, content_type=kind, headers=headers)
        assert got.data is not None


def held() -> int:
    """Bytes that Python objects take now."""
    gc.collect()
    return tracemalloc.get_traced_memory()[0]


@thorough
def test_three_times_as_many_addresses_take_no_more_memory(app: Dash, small_world: Landscape) -> None:
    requests = random_requests(small_world, seed=3, count=4 * FIRST, leave_out=SLOW_FORMATS)
    ask(
        app, [Asked(f"/take/{FORMATS[name].pictures[0]}.{name}") for name in QUICK]
    )  # so that their libraries are there
    ask(app, requests[:FIRST])
    before = held()
    ask(app, requests[FIRST:])
    assert held() - before < MEMORY + SLACK


@pytest.mark.parametrize("kind", one_in(8, inventions(Random(0)).keys()))
def test_what_a_stranger_invents_is_not_kept(app: Dash, kind: str) -> None:
    """Unless it is an answer like any other, which makes room for the next."""
    invented = inventions(Random(1))[kind][:10]
    ask(app, invented[:4])
    before = held()
    ask(app, invented[4:])
    assert held() - before < MEMORY + SLACK
