"""A pick is counted alike wherever it is told: in a window, on a phone, in its record, in the title of a file."""

from __future__ import annotations

import re

import pytest

from explorer.export.slides.headline import network_title
from explorer.model import Event
from explorer.network.drawn import network_drawn
from explorer.page.panel.spine import spine
from explorer.page.picks import pick_answer
from explorer.page.pictures import NARROW, WIDE
from explorer.query.selection import Selection
from explorer.query.visible import View, visible
from tests.bundled import albuquerque


def picked(id: str) -> View:
    return visible(albuquerque(), Selection(focus=id))


@pytest.mark.parametrize("kind", ["actors", "events", "instruments"])
def test_a_phone_counts_the_ties_that_a_window_and_the_data_count(kind: str) -> None:
    world = albuquerque()
    ids = [record.id for record in getattr(world, kind) if record.id in world.selectable]
    stated = {id: pick_answer(picked(id), NARROW)["stated"] for id in ids}
    assert stated == {id: pick_answer(picked(id), WIDE)["stated"] for id in ids}
    assert stated == {id: len(world.relations_of.get(id, ())) for id in ids}


def test_steps_of_a_bill_are_counted_apart_and_are_no_neighbours_in_a_title() -> None:
    told, ties = spine(picked("hb-9-dies"))
    assert ties == 3 and "</b> 3 ties and 3 steps, in order of time" in told
    assert "</b> 4 steps, in order of time" in spine(picked("hb-9-2025"))[0]
    for event in [one for one in albuquerque().events if albuquerque().relations_of.get(one.id)]:
        assert isinstance(event, Event)
        title = network_title(picked(event.id), network_drawn(picked(event.id), WIDE))
        numbers = re.search(r": (\d+) ties? to (\d+) others?$", title)
        assert numbers and int(numbers[2]) <= int(numbers[1]), title
