"""Networks that are laid out while nobody waits, and what of an earlier layout still holds."""

from __future__ import annotations

from dataclasses import replace
from threading import Event

import pytest

from explorer.network.node_choice import NodeChoice, node_choice
from explorer.network.pane.pane_scene import pane_scene
from explorer.network.pane.sizes import PANES, pane_of
from explorer.network.pick.picks import pick_of
from explorer.network.stored import laying
from explorer.network.stored.laying import hand_on_layout, is_laid_out, is_pick_known, laying_of, layout_mark
from explorer.network.visibility import scene_drawn
from explorer.query.selection import Selection
from explorer.query.visible import visible, whole

WIDTH = PANES[-1].width


def base_of(landscape) -> NodeChoice:
    return node_choice(whole(landscape), WIDTH)


@pytest.fixture
def world(small_world):
    """The small world for which nothing has been worked out yet."""
    return replace(small_world)


def test_a_network_comes_while_others_are_answered_and_then_is_there(world, monkeypatch) -> None:
    go_on = Event()

    def slow(landscape, base):
        go_on.wait(20)
        return scene_drawn(landscape, base)

    monkeypatch.setattr(laying, "scene_drawn", slow)
    base = base_of(world)
    progress = laying_of(world).progress(base)
    assert progress and progress.seconds >= 0
    go_on.set()
    assert laying_of(world).progress(base, wait=20) is None
    assert is_laid_out(world, base)
    assert laying_of(world).usual[WIDTH] > 0, "the next one can say how long it will take, about"


def test_whoever_asked_last_is_laid_out_next(world, monkeypatch) -> None:
    begun, go_on, done = Event(), Event(), []

    def noted(landscape, base):
        begun.set()
        go_on.wait(20)
        done.append(base.width)

    monkeypatch.setattr(laying, "scene_drawn", noted)
    first, second, third = (node_choice(whole(world), pane.width) for pane in PANES[:3])
    laying_of(world).progress(first)
    assert begun.wait(20)
    for base in (second, third):
        laying_of(world).progress(base)
    go_on.set()
    laying_of(world).progress(third, wait=20)
    assert done[:2] == [first.width, third.width]


def test_a_network_that_cannot_be_laid_out_keeps_nobody_waiting(world, monkeypatch) -> None:
    def fails(landscape, base):
        raise ArithmeticError("no room")

    monkeypatch.setattr(laying, "scene_drawn", fails)
    first, second = (node_choice(whole(world), pane.width) for pane in PANES[:2])
    for base in (first, second):
        assert laying_of(world).progress(base, wait=20) is None
        assert laying_of(world).progress(base) is None, "whoever asks for the picture itself is told"


def test_what_is_only_told_in_sentences_moves_nothing(world) -> None:
    """The rule by which a layout is kept: everything that it leaves out changes no place and no word of a picture."""
    told = replace(
        world,
        actors=tuple(replace(a, summary="Other words.", aliases=("X",)) for a in world.actors),
        events=tuple(replace(e, summary="Other words.", aliases=("X",), sources=e.sources[:1]) for e in world.events),
        instruments=tuple(replace(i, summary="Other words.") for i in world.instruments),
        relations=tuple(replace(r, note="Other words.", reason="A reason.") for r in world.relations),
        sources=tuple(replace(s, title="Another title") for s in world.sources),
        provisions=(),
        gaps=(),
    )
    assert layout_mark(told) == layout_mark(world)
    scenes = [pane_scene(one, pane_of(WIDTH), base_of(one).ids) for one in (world, told)]
    assert scenes[0] == scenes[1]
    assert pick_of(world, scenes[0], "ana-reyes") == pick_of(told, scenes[1], "ana-reyes")


def test_a_layout_is_handed_on_where_it_holds_and_only_there(world) -> None:
    base = base_of(world)
    scene_drawn(world, base)
    same = replace(world, actors=tuple(replace(a, summary="Other words.") for a in world.actors))
    hand_on_layout(world, same)
    assert is_laid_out(same, base_of(same))
    other = replace(world, actors=tuple(replace(a, name=f"{a.name} II") for a in world.actors))
    hand_on_layout(world, other)
    assert not is_laid_out(other, base_of(other))


def test_nothing_picked_needs_nothing_worked_out(world) -> None:
    base = base_of(world)
    assert is_pick_known(visible(world, Selection()), base)
    assert not is_pick_known(visible(world, Selection(focus="ana-reyes")), base)
