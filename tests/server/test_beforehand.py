"""What a saved page takes longest for is made while a reader plans an export, and makes nobody wait."""

from __future__ import annotations

import threading
from dataclasses import replace
from threading import Event as Flag
from threading import Thread
from typing import Any

import pytest
from flask import Flask

from explorer.export.saved_page import html_file
from explorer.landscape import Landscape
from explorer.query.selection import Selection
from explorer.query.visible import visible
from explorer.server import create_app
from explorer.server.files import beforehand as beforehand_module
from explorer.server.files.beforehand import Beforehand
from explorer.server.files.making import percents

PATIENCE = 60.0


@pytest.fixture
def world(small_world: Landscape) -> Landscape:
    return replace(small_world, title="Another state of it")


def test_who_plans_an_export_finds_a_saved_page_begun(world: Landscape, monkeypatch: Any) -> None:
    makers = list[str]()
    states = html_file._packed_states

    def watched(days: Any) -> str:
        makers.append(threading.current_thread().name)
        return states(days)

    monkeypatch.setattr(html_file, "_packed_states", watched)
    client = create_app(world).server.test_client()
    assert client.get("/take/plan/timeline.svg?sel=council").status_code == 200
    for thread in threading.enumerate():
        if thread.name == "saved page":
            thread.join(PATIENCE)
    assert client.get("/take/timeline.html?sel=ana-reyes").status_code == 200
    assert client.get("/take/timeline.html?sel=council").status_code == 200
    assert makers == ["saved page"]


def test_it_is_made_step_by_step_while_nobody_else_is_answered(world: Landscape, monkeypatch: Any) -> None:
    server, steps, asked, answered = Flask("test"), list[int](), Flag(), Flag()
    made = Beforehand(server)

    def make(view: Any, tell: Any) -> None:
        for step in range(3):
            tell(step, 3)
            steps.append(step)

    monkeypatch.setattr(beforehand_module, "make_beforehand", make)

    @server.route("/")
    def answer() -> str:
        asked.set()
        answered.wait(PATIENCE)
        return ""

    other = Thread(target=lambda: server.test_client().get("/"))
    other.start()
    assert asked.wait(PATIENCE)
    made.begin(visible(world, Selection()))
    assert not made.wait(0.05)
    assert not steps
    answered.set()
    other.join(PATIENCE)
    assert made.wait(PATIENCE)
    assert steps == [0, 1, 2]


def test_who_waits_for_a_saved_page_is_waited_for_by_nobody(world: Landscape, monkeypatch: Any) -> None:
    server, steps = Flask("test"), list[int]()
    made = Beforehand(server)
    monkeypatch.setattr(beforehand_module, "make_beforehand", lambda view, tell: (tell(1, 1), steps.append(1)))

    @server.route("/")
    def answer() -> str:
        made.begin(visible(world, Selection()))
        with made.hurried():
            return "made" if made.wait(PATIENCE) else "waits"

    assert server.test_client().get("/").text == "made"
    assert steps == [1]


def test_per_cents_are_told_once_each_and_whoever_is_told_is_asked_for_every_time() -> None:
    told = list[dict[str, Any]]()
    share = percents(told.append)
    for done in range(5):
        share(done / 200)
    assert told == [{"percent": 0}, {}, {"percent": 1}, {}, {"percent": 2}]


@pytest.mark.parametrize("why", ["filtered", "earlier", "large", "made"])
def test_it_is_not_made_where_it_serves_few_or_takes_long(world: Landscape, monkeypatch: Any, why: str) -> None:
    views = []
    made = Beforehand(Flask("test"))
    monkeypatch.setattr(beforehand_module, "make_beforehand", lambda view, tell: views.append(view))
    selection = Selection(lanes=frozenset({"city"})) if why == "filtered" else Selection()
    selection = replace(selection, as_of=world.as_of) if why == "earlier" else selection
    if why == "large":
        monkeypatch.setattr(beforehand_module, "MAX_TIED", 1)
    if why == "made":
        made.begin(visible(world, Selection(focus="ana-reyes")))
        assert made.wait(PATIENCE)
        views.clear()
    made.begin(visible(world, selection))
    assert made.wait(PATIENCE)
    assert not views
