"""The pages that the explorer is held against: they answer, and show the same landscape."""

from __future__ import annotations

import json

import pytest

from explorer.landscape import Landscape
from tests.bench.yardsticks import NAMES, ordinary, yardstick


@pytest.mark.parametrize("name", NAMES)
def test_a_yardstick_answers(name: str, small_world: Landscape) -> None:
    assert yardstick(name, small_world).test_client().get("/").status_code == 200


def test_the_ordinary_page_draws_every_event_and_every_record(small_world: Landscape) -> None:
    inputs = [("lane", "value"), ("timeline", "clickData"), ("network", "clickData")]
    body = {
        "output": "..timeline.figure...network.figure..",
        "outputs": [{"id": "timeline", "property": "figure"}, {"id": "network", "property": "figure"}],
        "inputs": [{"id": id, "property": name, "value": None} for id, name in inputs],
        "changedPropIds": [],
    }
    answer = ordinary(small_world).test_client().post("/_dash-update-component", json=body)
    figures = json.loads(answer.data)["response"]
    on_timeline = [id for trace in figures["timeline"]["figure"]["data"] for (id,) in trace["customdata"]]
    on_network = [id for (id,) in figures["network"]["figure"]["data"][-1]["customdata"]]
    assert sorted(on_timeline) == sorted(event.id for event in small_world.events)
    assert sorted(on_network) == sorted(small_world.records)
