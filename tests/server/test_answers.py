"""The shapes of answers, which the browser's modules rely on: what is declared is what is sent."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from pydantic import TypeAdapter

from explorer.data.load import load_landscape
from explorer.data.packed import unpacked
from explorer.landscape import Landscape
from explorer.server import create_app
from explorer.server.answers.shapes import (
    ActorsAnswer,
    EmbedAnswer,
    FindAnswer,
    LandscapeData,
    OfferedActors,
    PlanAnswer,
    SavedFile,
    StretchPayload,
    TimelinePayload,
    ViewAnswer,
)
from tests.bench.worlds import write_world
from tests.bundled import saved_page
from tests.js.declare import DECLARED, declared
from tests.sweeps import one_in

pytestmark = pytest.mark.slow


def assert_is(shape: Any, sent: Any) -> None:
    """All of it is declared, and nothing else is in it."""
    read = TypeAdapter(shape).validate_python(sent)
    assert json.loads(json.dumps(read)) == sent


@pytest.fixture(scope="module")
def client(bundled: Landscape) -> FlaskClient:
    return create_app(bundled).server.test_client()


def test_the_browser_is_told_the_shapes_as_they_are() -> None:
    assert DECLARED.read_text(encoding="utf-8") == declared(), "run python -m tests.js.declare"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "axis=even&rows=kind",
        "axis=true&rows=actor&sel=tim-keller",
        "rows=instrument&at=2025-07-21&clock=known",
        "nodes=actors&sel=tim-keller&to=city-council",
        "sel=tim-keller&steps=2&lanes=city&from=2020-01-01&until=2025-01-01",
        "lanes=-",
    ],
)
def test_a_view(client: FlaskClient, address: str) -> None:
    assert_is(ViewAnswer, client.get(f"/view?{address}").json)


def test_what_the_first_page_carries(client: FlaskClient) -> None:
    text = client.get("/?sel=tim-keller").text
    for name, shape in (("landscape-data", LandscapeData), ("view-data", ViewAnswer)):
        found = re.search(f'<script type="application/json" id="{name}">(.*?)</script>', text, re.DOTALL)
        assert found
        assert_is(shape, json.loads(found[1]))


@pytest.mark.parametrize("axis", one_in(2, ["folded", "even"]))
def test_a_crowded_timeline_and_a_stretch_of_it(tmp_path: Path, axis: str) -> None:
    write_world(tmp_path, 3_000)
    client = create_app(load_landscape(tmp_path)).server.test_client()
    view = client.get(f"/view?axis={axis}").json["timeline"]
    assert view["heat"]
    assert_is(TimelinePayload, view)
    for first, last in (("2000-01-01", "2026-01-01"), ("2025-03-01", "2025-03-02")):
        assert_is(StretchPayload, client.get(f"/timeline?axis={axis}&first={first}&last={last}").json)


def test_what_is_found(client: FlaskClient) -> None:
    for asked in ("q=keller", "q=zzzz", "q=resolution&ends=1&lanes=state", "q=2025"):
        assert_is(FindAnswer, client.get(f"/find?{asked}").json)


def test_actors_compared(client: FlaskClient) -> None:
    assert_is(ActorsAnswer, client.get("/actors?").json)


def test_what_a_file_will_be(client: FlaskClient) -> None:
    for file in ("timeline.svg", "network.csv", "deck.pptx"):
        assert_is(PlanAnswer, client.get(f"/take/plan/{file}").json)
    assert_is(OfferedActors, client.get("/take/actors?sel=tim-keller").json)


def test_how_another_site_shows_a_view(client: FlaskClient) -> None:
    assert_is(EmbedAnswer, client.get("/embed-code?sel=tim-keller").json)


def test_what_a_saved_page_holds() -> None:
    found = re.search(r'<script type="text/plain" id="offline-data">(.*?)</script>', saved_page())
    assert found
    assert_is(SavedFile, json.loads(unpacked(found[1])))
