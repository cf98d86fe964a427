"""A view with a pick in; the pick as far as the view shows it, out. Nothing moves: what is left out leaves its place.

The pick itself is worked out once for whoever asks, of the whole landscape; a filter only takes away.
"""

from __future__ import annotations

from dataclasses import replace

from explorer.cache import cache_of
from explorer.model import NOT_HAPPENED, Event
from explorer.network.edges import edge_words
from explorer.network.node_choice import NodeChoice
from explorer.network.nodes import event_name, event_when
from explorer.network.pane.pane_edges import PaneEdge
from explorer.network.pane.pane_nodes import PaneNode
from explorer.network.pane.pane_scene import PaneScene
from explorer.network.pick.pick_coming import StackMark
from explorer.network.pick.pick_under import under_of, yielding
from explorer.network.pick.picks import Pick, pick_of, pick_of_path
from explorer.network.stored.file import stored_of
from explorer.network.visibility import one_at_a_time, paths_drawn
from explorer.order import relation_rows
from explorer.query.around import index_of
from explorer.query.paths import adjacency
from explorer.query.visible import View


def pick_shown(view: View, base: NodeChoice, scene: PaneScene) -> Pick | None:
    """What a view draws of what it picks, or of the connection that it asks for; None where it shows no such record."""
    focus, _ = view.highlighted
    if not focus:
        return None
    paths = paths_drawn(view)

    def drawn() -> Pick:
        stored = None if paths else stored_of(view.landscape)
        known = stored.pick(base, focus) if stored else None
        if known:
            return known
        with one_at_a_time(view.landscape):
            return pick_of_path(view.landscape, scene, paths) if paths else pick_of(view.landscape, scene, focus)

    pick = cache_of(view.landscape).get(
        ("pick", base.key, paths or focus), drawn, lambda pick: 4_000 + 1_500 * (len(pick.edges) + len(pick.nodes))
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
    stacks = {stack.id: stack for stack in (_stack(view, pick, one) for one in pick.stacks) if stack}
    edges = tuple(edge for edge in (_edge(view, one, stacks) for one in pick.edges) if edge)
    ends = {end for edge in edges for end in (edge.subject, edge.object)} | {pick.focus}
    ends |= {step.id for step in view.landscape.steps_of.get(pick.focus, ()) if shows(view, step.id)}
    resting = {node.id for node in scene.nodes}
    nodes = [as_it_stood(view, node) for node in pick.nodes if node.id in ends or node.id in resting]
    joined = {node.id for node in nodes if node.id not in resting} - {pick.focus}
    members = {member for stack in stacks.values() for member in stack.members}
    drawn = [node for node in nodes if node.id in ends]
    here = [*drawn, *(stack.node for stack in stacks.values())]
    lit = tuple(id for id in pick.lit if id in ends or (id in resting and shows(view, id)))
    yields = tuple(id for id in yielding(scene, edges, here, {*lit, pick.focus}) if shows(view, id))
    return replace(
        pick,
        nodes=tuple(drawn),
        edges=edges,
        yields=yields,
        under=under_of(scene, edges, here, yields),
        stacks=tuple(stacks.values()),
        lit=lit,
        drawn=sum(len(edge.relations) for edge in edges) if scene.mode == "all" else len(edges),
        stated=view.ties_of(pick.focus) if scene.mode == "all" else len(edges),
        joined=len(joined | members),
    )


def _path_shown(view: View, pick: Pick) -> Pick:
    """A connection goes along what is shown; of what else ties the same two, only that is told."""
    edges = tuple(edge for edge in (_edge(view, one, {}) for one in pick.edges) if edge)
    told = sum(len(edge.relations) for edge in edges)
    return replace(
        pick, nodes=tuple(as_it_stood(view, node) for node in pick.nodes), edges=edges, drawn=told, stated=told
    )


def shows(view: View, id: str) -> bool:
    """Whether a view shows an actor or event."""
    return bool(view.nodes[adjacency(view.landscape).place[id]])


def relations_shown(view: View, relations: tuple[str, ...]) -> tuple[str, ...]:
    """Those of some relations, by id, that a view shows."""
    row = relation_rows(view.landscape)
    return tuple(id for id in relations if view.relations[row[id]])


def _edge(view: View, edge: PaneEdge, stacks: dict[str, StackMark]) -> PaneEdge | None:
    """A tie with those of its relations that are shown; a bill's step where both its ends are."""
    if edge.stack and edge.stack not in stacks:
        return None
    if edge.events or not edge.relations:
        both = all(shows(view, end) for end in (edge.subject, edge.object) if end in view.landscape.records)
        return edge if both else None
    left = relations_shown(view, edge.relations)
    if not left or left == edge.relations or edge.stack:
        return replace(edge, relations=left) if left else None
    landscape = view.landscape
    told = [index_of(landscape).relations[id] for id in left]
    words = edge_words(told, landscape.verbs_by_id, landscape.records[edge.object])
    return replace(edge, relations=left, label=words)


def _stack(view: View, pick: Pick, stack: StackMark) -> StackMark | None:
    """A stack of those of its members that are shown and still tied by it."""
    edge = next((edge for edge in pick.edges if edge.stack == stack.id), None)
    told = index_of(view.landscape).relations
    tied = {
        end
        for id in relations_shown(view, edge.relations if edge else ())
        for end in (told[id].subject, told[id].object)
    }
    members = tuple(id for id in stack.members if id in tied and shows(view, id))
    if not members or members == stack.members:
        return stack if members else None
    label = stack.label.replace(str(len(stack.members)), str(len(members)), 1)
    return replace(stack, members=members, label=label, node=replace(stack.node, lines=(label,)))


def as_it_stood(view: View, node: PaneNode) -> PaneNode:
    """A node with its event's status as of the day chosen."""
    landscape, record = view.landscape, view.landscape.records[node.id]
    if not isinstance(record, Event):
        return node
    status = view.status_of(adjacency(landscape).place[node.id] - len(landscape.actors))
    if status == record.status and (status not in NOT_HAPPENED or view.day == landscape.as_of):
        return node
    when = event_when(landscape, record, status)
    name = event_name(landscape, record, status, "", view.day)
    return replace(node, when=when, hollow=status in NOT_HAPPENED, name=name)
