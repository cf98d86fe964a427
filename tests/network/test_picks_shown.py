"""What is picked is drawn as far as a filter or a day leaves it: no tie, word or colour rests on what is left out."""

from __future__ import annotations

import pytest

from explorer.landscape import Landscape
from explorer.model import Event
from explorer.network.drawn import network_drawn
from explorer.network.pane.pane_edges import PaneEdge, tie_sentence
from explorer.network.pick.pick_plan import links_of
from explorer.network.pick.picks import Pick
from explorer.network.picks_shown import pick_shown
from explorer.network.stored.file import open_with_layout
from explorer.network.ties_shown import link_shown, links_in
from explorer.network.visibility import base_drawn, network_view, scene_drawn
from explorer.order import relation_rows
from explorer.page.pictures import WIDE
from explorer.prose.claims import contradicted
from explorer.query.selection import from_query
from explorer.query.visible import View, visible
from tests.bundled import FOLDER, albuquerque
from tests.sweeps import one_in

CHOSEN = (
    "sel=tim-keller&nodes=actors&at=2020-01-01",
    "sel=tim-keller&nodes=actors&ties=stance",
    "sel=ice&nodes=actors&from=2025-08-01",
    "sel=july-2025-order-signed&ties=stance",
    "sel=july-2025-order-signed&at=2025-07-25&clock=known",
    "sel=city-council&lanes=city,state&level=supporting&from=2018-01-01&status=occurred&ties=act,stance",
    "sel=july-2025-order-signed&basis=reported",
)
FILTERS = (
    "ties=act",
    "basis=reported,claimed",
    "at=2025-05-01",
    "lanes=city",
    "kinds=order",
    "nodes=actors&ties=stance",
)


def picked(landscape: Landscape, address: str) -> tuple[View, Pick | None]:
    view = visible(landscape, from_query(address, landscape)[0])
    base = base_drawn(view, WIDE)
    return view, pick_shown(view, base, scene_drawn(landscape, base))


def rests_on_what_is_shown(view: View, pick: Pick) -> None:
    for edge in pick.edges:
        assert edge.relations or edge.events or edge.thread or edge.stack
        assert all(view.relations[relation_rows(view.landscape)[id]] for id in edge.relations)
        if not edge.stack:
            assert edge.said == tie_sentence(view.landscape, edge)
            assert {*edge.events} <= _shared(view, edge)
    of_lines = {end for edge in pick.edges for end in (edge.subject, edge.object)} - {one.id for one in pick.stacks}
    steps = {step.id for step in view.landscape.steps_of.get(pick.focus, ())}
    assert {*pick.lit} - steps <= of_lines | {pick.focus}
    for node in pick.nodes:
        assert node.id in of_lines | steps | {pick.focus}
    links = links_of(view.landscape, pick.focus, "actors" if "actors" in view.selection.nodes else "all")
    for stack in pick.stacks:
        (line,) = (edge for edge in pick.edges if edge.stack == stack.id)
        there = {link.other for link in links_in(links, stack, line) if link_shown(view, link)}
        assert {*stack.members} == there
        assert str(len(there)) in stack.label or len(there) == 1
        assert "1 events" not in stack.node.name and "1 names" not in stack.node.name


def _shared(view: View, edge: PaneEdge) -> set[str]:
    """The events to which a relation that is shown ties both ends."""
    rows = relation_rows(view.landscape)
    told = [
        {
            end
            for one in view.landscape.relations_of[actor]
            if view.relations[rows[one.id]]
            for end in (one.subject, one.object)
        }
        for actor in (edge.subject, edge.object)
    ]
    return {id for id in told[0] & told[1] if isinstance(view.landscape.records.get(id), Event)}


@pytest.mark.parametrize("address", CHOSEN)
def test_a_pick_is_drawn_as_far_as_it_is_shown(address: str) -> None:
    view, pick = picked(albuquerque(), address)
    assert pick is not None
    rests_on_what_is_shown(view, pick)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("chosen", "folder"), one_in(4, [(one, of) for of in ("albuquerque", "new-york-detainers") for one in FILTERS])
)
def test_so_is_whatever_is_picked(chosen: str, folder: str) -> None:
    landscape = open_with_layout(FOLDER.with_name(folder))
    for id in [*landscape.selectable][::3]:
        view, pick = picked(landscape, f"{chosen}&sel={id}")
        if pick is not None:
            rests_on_what_is_shown(view, pick)


def test_who_is_left_alone_in_a_stack_bears_his_name() -> None:
    _, pick = picked(albuquerque(), "sel=tim-keller&nodes=actors&ties=stance")
    assert pick is not None
    (alone,) = (stack for stack in pick.stacks if len(stack.members) == 1)
    assert alone.node.name == "Homeland Security: EO 14287, opens a list"


def test_a_shared_event_that_is_left_out_is_named_by_no_tie() -> None:
    _, pick = picked(albuquerque(), "sel=tim-keller&nodes=actors&at=2020-01-01")
    assert pick is not None
    assert [(edge.events, pick.drawn, pick.stated) for edge in pick.edges] == [(("equity-office-founded",), 1, 1)]


def test_sources_that_disagree_later_are_marked_in_no_network_of_an_earlier_day() -> None:
    landscape = albuquerque()
    for address in ("at=2018-04-24", "at=2018-04-24&sel=tim-keller"):
        view = visible(landscape, from_query(address, landscape)[0])
        told = contradicted(view.part)
        assert contradicted(landscape) & {event.id for event in view.part.events} - told
        drawn = {node.id: node for node in network_drawn(view, WIDE).nodes if node.kind == "event"}
        assert {id for id, node in drawn.items() if "≠" in node.when} == told & drawn.keys()
        looks = network_view(view, WIDE).events
        resting = scene_drawn(landscape, base_drawn(view, WIDE)).nodes
        shown = {node.id: looks[node.id].when if node.id in looks else node.when for node in resting}
        assert {id for id in view.part.records if "≠" in shown.get(id, "")} <= told
