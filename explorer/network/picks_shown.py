"""A view with a pick, or with two actors compared, in; what is drawn of it as far as the view shows it, out. Nothing
moves: what is left out leaves its place.

The pick itself is worked out once for whoever asks, of the whole landscape; a filter only takes away.
"""

from __future__ import annotations

from dataclasses import replace

from explorer.cache import cache_of
from explorer.draw.text_metrics import text_width
from explorer.model import NOT_HAPPENED, Event
from explorer.network.comparison import comparison_drawn
from explorer.network.node_choice import NodeChoice
from explorer.network.nodes import event_name, event_when
from explorer.network.pane.pane_nodes import DOES_SIZE, PaneNode
from explorer.network.pane.pane_scene import PaneScene
from explorer.network.pick.pick_plan import Link, links_of
from explorer.network.pick.pick_under import under_of, yielding
from explorer.network.pick.picks import Pick, pick_of, pick_of_path
from explorer.network.stored.file import stored_of
from explorer.network.ties_shown import edge_shown, link_shown, shows, stack_shown, words_shown
from explorer.network.visibility import as_told, one_at_a_time, paths_drawn, pick_key
from explorer.prose.claims import contradicted
from explorer.prose.compared import Compared, compared, compared_whole
from explorer.query.paths import adjacency
from explorer.query.visible import View


def pick_shown(view: View, base: NodeChoice, scene: PaneScene) -> Pick | None:
    """What a view draws of what it picks or compares, or of the connection that it asks for; None where it does not
    show that."""
    focus, _ = view.highlighted
    if not focus:
        return None
    if found := compared(view):
        return _comparison_shown(view, base, scene, found)
    paths = paths_drawn(view)

    def drawn() -> Pick:
        stored = None if paths else stored_of(view.landscape)
        known = stored.pick(base, focus) if stored else None
        if known:
            return known
        with one_at_a_time(view.landscape):
            return pick_of_path(view.landscape, scene, paths) if paths else pick_of(view.landscape, scene, focus)

    pick = cache_of(view.landscape).get(
        pick_key(view, base), drawn, lambda pick: 4_000 + 1_500 * (len(pick.edges) + len(pick.nodes))
    )
    if scene.mode == "actors" and not paths:  # a tie is what two share, however many events that are
        held = {stack.id: len(stack.members) for stack in pick.stacks}
        many = sum(held.get(edge.stack, 1) for edge in pick.edges)
        pick = replace(pick, drawn=many, stated=many)
    steps = {step.id for step in view.landscape.steps_of.get(focus, ())} & {*(view.neighbours(focus) or ())}
    if steps:
        there = {node.id for node in (*scene.nodes, *pick.nodes)}
        pick = replace(pick, lit=tuple(sorted({*pick.lit, *(steps & there)})))
    if view.is_filtered or view.selection.as_of:
        pick = _path_shown(view, pick) if paths else _as_far_as_shown(view, pick, scene)
    if paths or scene.mode == "actors" or view.holds_ties_of(focus):
        return pick
    return replace(pick, stated=view.ties_of(focus))


def _as_far_as_shown(view: View, pick: Pick, scene: PaneScene) -> Pick:
    """The pick with what of it is shown: no tie, no word and no colour rests on what is left out."""
    links = links_of(view.landscape, pick.focus, scene.mode)
    lines = {edge.stack: edge for edge in pick.edges if edge.stack}
    found = (stack_shown(view, pick.focus, one, lines[one.id], links) for one in pick.stacks)
    stacks = {stack.id: (stack, line) for stack, line in filter(None, found)}
    alone = (edge_shown(view, edge) for edge in pick.edges if not edge.stack)
    edges = (*filter(None, alone), *(line for _, line in stacks.values()))
    ends = {end for edge in edges for end in (edge.subject, edge.object)} | {pick.focus}
    ends |= {step.id for step in view.landscape.steps_of.get(pick.focus, ()) if shows(view, step.id)}
    resting = {node.id for node in scene.nodes}
    told = [link for link in (link_shown(view, link) for link in links) if link]
    drawn = [_saying(view, as_it_stood(view, node), told) for node in pick.nodes if node.id in ends]
    members = {member for stack, _ in stacks.values() for member in stack.members}
    here = [*drawn, *(stack.node for stack, _ in stacks.values())]
    lit = tuple(id for id in pick.lit if id in ends)
    yields = tuple(id for id in yielding(scene, edges, here, {*lit, pick.focus}) if shows(view, id))
    many = sum(len(stacks[edge.stack][0].members) if edge.stack else 1 for edge in edges)
    return replace(
        pick,
        nodes=tuple(drawn),
        edges=edges,
        yields=yields,
        under=under_of(scene, edges, here, yields),
        stacks=tuple(stack for stack, _ in stacks.values()),
        lit=lit,
        drawn=sum(len(edge.relations) for edge in edges) if scene.mode == "all" else many,
        stated=view.ties_of(pick.focus) if scene.mode == "all" else many,
        joined=len({node.id for node in drawn if node.id not in resting} - {pick.focus} | members),
    )


def _saying(view: View, node: PaneNode, links: list[Link]) -> PaneNode:
    """A neighbour whose box says what of its ties is shown, in the room that it has."""
    if not node.does:
        return node
    words = words_shown(links, node.id, text_width(node.does, DOES_SIZE))
    return node if words == node.does else replace(node, does=words)


def _path_shown(view: View, pick: Pick) -> Pick:
    """A connection goes along what is shown; of what else ties the same two, only that is told."""
    edges = tuple(edge for edge in (edge_shown(view, one) for one in pick.edges) if edge)
    told = sum(len(edge.relations) for edge in edges)
    nodes = tuple(as_it_stood(view, node) for node in pick.nodes)
    return replace(pick, nodes=nodes, edges=edges, drawn=told, stated=told)


def _comparison_shown(view: View, base: NodeChoice, scene: PaneScene, found: Compared) -> Pick:
    """Two actors compared, by the ties that are shown; where they stand is worked out for all that there are."""

    def drawn() -> Pick:
        with one_at_a_time(view.landscape):
            return comparison_drawn(view.landscape, scene, compared_whole(view.landscape, *found.ends))

    pick = cache_of(view.landscape).get(
        pick_key(view, base), drawn, lambda pick: 4_000 + 1_500 * (len(pick.edges) + len(pick.nodes))
    )
    edges = tuple(edge for edge in (edge_shown(view, one) for one in pick.edges) if edge)
    lit = {*found.ends, *(end for edge in edges for end in (edge.subject, edge.object))}
    nodes = tuple(as_it_stood(view, node) for node in pick.nodes if node.id in lit)
    yields = tuple(id for id in yielding(scene, edges, nodes, lit) if shows(view, id))
    resting = {node.id for node in scene.nodes}
    return replace(
        pick,
        nodes=nodes,
        edges=edges,
        lit=tuple(sorted(lit)),
        yields=yields,
        under=under_of(scene, edges, nodes, yields),
        drawn=sum(len(edge.relations) for edge in edges),
        stated=len(found.ties),
        joined=len({node.id for node in nodes} - resting - {*found.ends}),
    )


def as_it_stood(view: View, node: PaneNode) -> PaneNode:
    """A node with its event's status as of the day chosen."""
    landscape, record = view.landscape, view.landscape.records[node.id]
    if not isinstance(record, Event):
        return node
    status = view.status_of(adjacency(landscape).place[node.id] - len(landscape.actors))
    told = as_told(view)
    same = (record.id in contradicted(landscape)) == (record.id in contradicted(told))
    if same and status == record.status and (status not in NOT_HAPPENED or view.day == landscape.as_of):
        return node
    when = event_when(told, record, status)
    name = event_name(told, record, status, "", view.day)
    return replace(node, when=when, hollow=status in NOT_HAPPENED, name=name)
