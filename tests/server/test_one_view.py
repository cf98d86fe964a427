"""What a selection shows is worked out once a request, whoever draws or tells it."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient

from explorer.export.formats import FORMATS
from explorer.landscape import Landscape
from explorer.query.selection import Selection
from explorer.query.visible import View, visible
from explorer.server import create_app
from tests.sweeps import one_in

pytestmark = pytest.mark.slow

CHOSEN = "sel=council&to=night-order&lanes=city&steps=2&at=2025-07-22"
FILES = [(name, picture) for name, format in FORMATS.items() for picture in format.pictures if name != "html"]
"""A saved page shows a state for every day: each is a view of its own."""


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[Counter[Selection]]:
    """How often each selection's view was worked out."""
    counted: Counter[Selection] = Counter()

    def counting(landscape: Landscape, selection: Selection) -> View:
        counted[selection] += 1
        return visible(landscape, selection)

    for name, module in list(sys.modules.items()):
        if name.startswith("explorer.") and vars(module).get("visible") is visible:
            monkeypatch.setattr(module, "visible", counting)
    yield counted


@pytest.fixture
def client(small_world: Landscape) -> FlaskClient:
    return create_app(replace(small_world)).server.test_client()


PATHS = ["/?", "/view?", "/network/972.svg?", "/timeline?first=2024-01-01&last=2025-12-31&", "/find?q=bus&", "/actors?"]
PATHS += ["/cite?", "/take/actors?"]
TAKEN = [f"/take/{picture}.{name}?" for name, picture in FILES]
PLANS = [f"/take/plan/{picture}.{name}?" for name, picture in FILES]


@pytest.mark.parametrize("path", [*PATHS, *one_in(9, TAKEN), *one_in(9, PLANS)])
def test_a_request_works_out_once_what_is_shown(client: FlaskClient, asked: Counter[Selection], path: str) -> None:
    assert client.get(f"{path}{CHOSEN}").status_code == 200
    assert asked.total() == 1


def test_so_does_the_record_that_is_asked_for(client: FlaskClient, asked: Counter[Selection]) -> None:
    body: dict[str, Any] = {
        "output": "details-body.children",
        "outputs": {"id": "details-body", "property": "children"},
        "inputs": [{"id": "asked", "property": "data-address", "value": CHOSEN}],
        "changedPropIds": ["asked.data-address"],
    }
    assert client.post("/_dash-update-component", json=body).status_code == 200
    assert asked.total() == 1
