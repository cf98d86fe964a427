"""The bundled landscape in the panes of the page: how much is named at rest, and that every pick is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from explorer.landscape import Landscape
from explorer.page.sentences import Prose
from explorer.page.view_answer import Views
from explorer.query.selection import Selection
from explorer.query.visible import visible
from tests.js.deno import deno

PANES = {"1920": (1384, 362), "1440": (972, 287), "1280": (840, 211), "1024": (620, 231), "phone": (390, 269)}
"""px of the graph by the width of the window, without the strip under it."""


@pytest.fixture(scope="module")
def panes(bundled: Landscape, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    answer = Views(bundled, Prose(bundled)).answer(visible(bundled, Selection()))
    path: Path = tmp_path_factory.mktemp("panes") / "answer.json"
    path.write_text(json.dumps({"timeline": answer["timeline"], "ties": answer["ties"], "panes": PANES}))
    done = deno("run", "--no-check", "--no-remote", "--allow-read", "tests/js/panes.js", str(path))
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_so_many_events_are_named_at_rest(panes: dict[str, Any]) -> None:
    least = {"1920": 43, "1440": 27, "1280": 14, "1024": 14, "phone": 9}
    assert {name: len(panes[name]["named"]) >= many for name, many in least.items()} == dict.fromkeys(least, True)


def test_every_event_is_named_a_mark_or_counted(panes: dict[str, Any], bundled: Landscape) -> None:
    for pane in panes.values():
        assert len(pane["named"]) + pane["marks"] + pane["counted"] == len(bundled.events)


def test_key_events_are_named_before_others(panes: dict[str, Any], bundled: Landscape) -> None:
    key = {event.id for event in bundled.events if event.weight == 1}
    lost = {name: len(key - set(pane["named"])) for name, pane in panes.items()}
    assert lost == {"1920": 0, "1440": 0, "1280": 1, "1024": 1, "phone": 0}, "two rows of a lane hold no third past"


def test_the_picture_is_as_high_as_its_pane(panes: dict[str, Any]) -> None:
    for name, (_, height) in PANES.items():
        assert panes[name]["height"] == pytest.approx(height, abs=0.1)


def test_most_events_that_a_pick_lights_are_named_in_their_own_row(panes: dict[str, Any]) -> None:
    assert {name: pane["lit"]["abroad"] for name, pane in panes.items()} == dict.fromkeys(PANES, 0)
    most = {"1920": 0.04, "1440": 0.06, "1280": 0.11, "1024": 0.13, "phone": 0.17}
    lost = {name: pane["lit"]["unnamed"] / pane["lit"]["all"] for name, pane in panes.items()}
    assert {name: share for name, share in lost.items() if share > most[name]} == {}
