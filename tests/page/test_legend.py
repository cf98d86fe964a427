"""What the legends under the two pictures name: what the landscape holds, in the shapes in which it is drawn."""

from __future__ import annotations

import re

from explorer.draw.shapes import ACTOR_LOOKS, EVENT_LOOKS, shape_path
from explorer.landscape import Landscape
from explorer.page.legend import network_legend, timeline_legend
from tests.timeline.timeline_world import event, world


def words(legend: str) -> set[str]:
    return set(re.findall("<span>([^<]+)</span>", legend))


def test_the_timelines_legend_names_the_kinds_of_events_that_there_are() -> None:
    legend = timeline_legend(world(event("a", "2025", kind="court"), event("b", "2025", kind="order")))
    every = {look.word for look in EVENT_LOOKS.values()}
    assert words(legend) & every == {"court", "order"}
    assert f'd="{shape_path("hexagon", 5)}"' in legend
    assert "lasted" in words(legend)


def test_the_networks_legend_names_the_kinds_of_actors_that_there_are(small_world: Landscape) -> None:
    every = {look.word for look in ACTOR_LOOKS.values()}
    held = {ACTOR_LOOKS[actor.kind].word for actor in small_world.actors}
    assert words(network_legend(small_world)) & every == held
    assert words(network_legend(world())) & every == set()
    assert "dashed: planned" in words(network_legend(world()))
