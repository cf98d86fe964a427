"""A view in; the records and the ties that the page's pane draws for it out, read off the pane and the pick alone."""

from __future__ import annotations

from explorer.network.pick.pick_plan import links_of
from explorer.network.picks_shown import pick_shown
from explorer.network.ties_shown import relations_shown
from explorer.network.visibility import base_drawn, network_view, scene_drawn
from explorer.page.picks import pick_answer
from explorer.page.pictures import WIDE
from explorer.query.visible import View


def drawn_by_the_pane(view: View) -> tuple[set[str], set[tuple[str, ...]]]:
    """Records by id, those in stacks, too; ties by both their ends, in order, and what they stand for."""
    base = base_drawn(view, WIDE)
    scene, state = scene_drawn(view.landscape, base), network_view(view, WIDE, base)
    records = {node.id for node in scene.nodes} - {*state.hidden}
    gone = {*state.hidden_edges}
    rest = [edge for edge in scene.edges if edge.id not in gone and {edge.subject, edge.object} <= records]
    if not pick_answer(view, WIDE)["edges"]:
        return records | {*_alone(view, records)}, {_named(e.subject, e.object, e.relations) for e in rest}
    pick = pick_shown(view, base, scene)
    assert pick is not None
    ties = {_named(e.subject, e.object, e.relations) for e in rest if e.id not in pick.under}
    ties |= {_named(e.subject, e.object, e.relations) for e in pick.edges if not e.stack}
    stacked = {member for stack in pick.stacks for member in stack.members}
    held = {id for edge in pick.edges if edge.stack for id in edge.relations}
    for link in links_of(view.landscape, pick.focus, scene.mode):
        one = link.bundle
        if link.other in stacked and (not one.relations or held & {*one.relations}):
            ties.add(_named(one.subject, one.object, relations_shown(view, one.relations)))
    return (records - {*pick.yields}) | {node.id for node in pick.nodes} | stacked, ties


def _named(subject: str, object: str, relations: tuple[str, ...]) -> tuple[str, ...]:
    return (*sorted((subject, object)), *sorted(relations))


def _alone(view: View, records: set[str]) -> set[str]:
    """Who is picked without a tie joins what rests."""
    base = base_drawn(view, WIDE)
    pick = pick_shown(view, base, scene_drawn(view.landscape, base))
    return {node.id for node in pick.nodes} if pick else set()
