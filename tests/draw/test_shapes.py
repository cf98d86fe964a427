"""Every kind of event and of actor has a shape and a word, in one table that pens and legends read."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

from explorer.draw.shapes import ACTOR_LOOKS, EVENT_LOOKS, OTHER_EVENT, actor_keys, event_keys, shape_of, shape_path
from explorer.landscape import Landscape
from explorer.model import ActorKind, EventKind, Shape


def test_every_kind_of_actor_has_a_shape_and_a_word() -> None:
    assert set(ACTOR_LOOKS) == set(get_args(ActorKind))
    assert all(look.word for look in ACTOR_LOOKS.values())


def with_kinds(world: Landscape, *kinds: str) -> Landscape:
    events = tuple(replace(world.events[0], id=f"event-{n}", kind=kind) for n, kind in enumerate(kinds))
    return replace(world, events=events)


def test_a_new_kind_of_event_is_a_circle_until_given_a_symbol(small_world: Landscape) -> None:
    assert (shape_of(small_world, "parade"), shape_of(small_world, "order")) == ("circle", "diamond")
    own = replace(small_world, kinds=(EventKind(id="parade", shape="triangle", label="parade or march"),))
    assert shape_of(own, "parade") == "triangle", "a line of landscape.toml gives a kind its sign"
    marching = with_kinds(own, "parade")
    assert [look.word for look in event_keys(marching)] == ["parade or march"]


def test_every_symbol_can_be_drawn_and_looks_like_no_other() -> None:
    assert len({shape_path(shape, 5) for shape in get_args(Shape)}) == len(get_args(Shape))


def test_a_shape_stands_for_one_word() -> None:
    looks = {*EVENT_LOOKS.values(), OTHER_EVENT}
    assert len({look.shape for look in looks}) == len(looks) == len({look.word for look in looks})


def test_a_legend_names_what_there_is_and_nothing_else_once(small_world: Landscape) -> None:
    laws, others = with_kinds(small_world, "court", "law", "resolution"), with_kinds(small_world, "court", "parade")
    assert [look.word for look in event_keys(laws)] == ["resolution or law", "court"]
    assert [look.word for look in event_keys(others)] == ["court", "any other event"]
    assert [look.word for look in actor_keys(small_world)] == ["person", "office or organization", "community"]
    kinds = {event.kind for event in small_world.events}
    assert {look.shape for look in event_keys(small_world)} == {shape_of(small_world, kind) for kind in kinds}
