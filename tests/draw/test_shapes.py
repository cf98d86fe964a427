"""Every kind of event and of actor has a shape and a word, in one table that pens and legends read."""

from __future__ import annotations

from typing import get_args

from explorer.draw.shapes import (
    ACTOR_LOOKS,
    EVENT_LOOKS,
    OTHER_EVENT,
    Shape,
    actor_keys,
    event_keys,
    shape_of,
    shape_path,
)
from explorer.model import ActorKind, Landscape


def test_every_kind_of_actor_has_a_shape_and_a_word() -> None:
    assert set(ACTOR_LOOKS) == set(get_args(ActorKind))
    assert all(look.word for look in ACTOR_LOOKS.values())


def test_a_new_kind_of_event_is_a_circle_until_given_a_symbol() -> None:
    assert (shape_of("parade"), shape_of("order")) == ("circle", "diamond")


def test_every_symbol_can_be_drawn_and_looks_like_no_other() -> None:
    assert len({shape_path(shape, 5) for shape in get_args(Shape)}) == len(get_args(Shape))


def test_a_shape_stands_for_one_word() -> None:
    looks = {*EVENT_LOOKS.values(), OTHER_EVENT}
    assert len({look.shape for look in looks}) == len(looks) == len({look.word for look in looks})


def test_a_legend_names_what_there_is_and_nothing_else_once(small_world: Landscape) -> None:
    assert [look.word for look in event_keys(["court", "law", "resolution"])] == ["resolution or law", "court"]
    assert [look.word for look in event_keys(["court", "parade"])] == ["court", "any other event"]
    assert [look.word for look in actor_keys(["community", "body", "person", "office"])] == [
        "person", "office or organization", "community",
    ]  # fmt: skip
    kinds = {event.kind for event in small_world.events}
    assert {look.shape for look in event_keys(kinds)} == {shape_of(kind) for kind in kinds}
