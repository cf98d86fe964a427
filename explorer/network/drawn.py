"""A view in; all that its network draws out, without places: the page's own choice of nodes and ties, for paper.

What the page puts in a stack, which opens a list there, stands here one by one, unless there is no end of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256

from explorer.draw.primitives import LEADING
from explorer.landscape import Landscape
from explorer.model import Actor, Citation
from explorer.network.pane.pane_edges import PaneEdge, edge_of
from explorer.network.pane.pane_nodes import PaneNode, pane_mark
from explorer.network.pane.pane_scene import PaneScene
from explorer.network.pick.pick_coming import NOWHERE, look_of
from explorer.network.pick.pick_plan import links_of
from explorer.network.pick.picks import Pick
from explorer.network.picks_shown import as_it_stood, pick_shown
from explorer.network.ties_shown import bundle_shown, links_in
from explorer.network.visibility import base_drawn, network_view, paths_drawn, scene_drawn, told_by_tie
from explorer.prose.compared import compared
from explorer.prose.side_by_side import SIGNS
from explorer.query.selection import Nodes
from explorer.query.visible import View

STEP_ROOM = 18.0
"""px that the number of a path's step takes on its tie, without words."""

MAX_WORDS = 215.0
"""px of what a record does to the one picked: there is nowhere else on paper to read the whole of it."""

SecondLines = tuple[dict[str, str], dict[str, tuple[Citation, ...]]]
"""By node the words below its name, and what they rest on."""

MANY = 110
"""Where more records than these would stand there one by one, stacks stay stacks."""


@dataclass(frozen=True)
class NetworkDrawn:
    """What is drawn together, on as many sheets as it takes."""

    mode: Nodes
    focus: str  # what is picked, drawn or not; empty = nothing
    goal: str  # the other end of a connection, or whom the focus is compared with; empty = nobody, or not shown
    nodes: tuple[PaneNode, ...]  # by weight of their ties: none has a place yet
    edges: tuple[PaneEdge, ...]
    lit: frozenset[str]  # nodes in colour; empty = all
    lit_edges: frozenset[str]  # … and ties
    cited: Mapping[str, tuple[Citation, ...]]  # by node: what the words below its name rest on
    plain: Mapping[str, PaneNode]  # nodes as they are where what is picked stands on another sheet
    stacks: Mapping[str, tuple[str, ...]]  # by node that stands for several: those

    @cached_property
    def key(self) -> str:
        """Tells what is drawn from what else may be, in so far as its places depend on it."""
        nodes = [(node.id, node.lines, node.width, node.height, node.when, node.does) for node in self.nodes]
        told = (self.mode, self.focus, nodes, [(e.id, e.label, e.said) for e in self.edges], sorted(self.lit_edges))
        return sha256(repr(told).encode()).hexdigest()[:16]

    @property
    def records(self) -> frozenset[str]:
        """Ids of the records that stand there, those in stacks, too."""
        held = {member for members in self.stacks.values() for member in members}
        return frozenset({node.id for node in self.nodes} - self.stacks.keys() | held)

    def only(self, ids: Iterable[str]) -> NetworkDrawn:
        """Some of the nodes, with the ties among them."""
        kept = set(ids)
        edges = tuple(edge for edge in self.edges if {edge.subject, edge.object} <= kept)
        return replace(
            self,
            nodes=tuple(node for node in self.nodes if node.id in kept),
            edges=edges,
            lit=self.lit & kept,
            lit_edges=self.lit_edges & {edge.id for edge in edges},
            stacks={id: held for id, held in self.stacks.items() if id in kept},
        )

    def is_lit(self, edge: PaneEdge) -> bool:
        """Whether a tie is in colour."""
        return not self.focus or edge.id in self.lit_edges


def network_drawn(view: View, width: int) -> NetworkDrawn:
    """What the page's network of so many px draws for a view: what rests, what is picked with all its ties."""
    base = base_drawn(view, width)
    scene = scene_drawn(view.landscape, base)
    nodes = _resting_nodes(view, scene, {*network_view(view, width, base).hidden})
    told = told_by_tie(view, base)
    edges = {
        edge.id: replace(edge, events=told[edge.id] if edge.events else ())
        for edge in scene.edges
        if told.get(edge.id) and {edge.subject, edge.object} <= nodes.keys()
    }
    focus, near = view.highlighted
    among_actors = scene.mode == "actors" and not isinstance(view.landscape.records.get(focus), Actor)
    bare = among_actors and not paths_drawn(view)
    pick = None if bare else pick_shown(view, base, scene)
    if pick is None:
        return _at_rest(scene.mode, focus, near, nodes, list(edges.values()))
    rest = [edge for id, edge in edges.items() if id not in pick.under]
    return _picked(view, scene, pick, nodes, rest)


def _at_rest(
    mode: Nodes,
    focus: str,
    near: frozenset[str],
    nodes: Mapping[str, PaneNode],
    edges: Sequence[PaneEdge],
) -> NetworkDrawn:
    """What rests; where something is picked that is no node there, what of it is tied to that in colour."""
    own = [edge for edge in edges if focus and focus in (edge.subject, edge.object, edge.thread, *edge.events)]
    tied = {end for edge in own for end in (edge.subject, edge.object)}
    lit = {*near, focus, *tied} & nodes.keys() if focus else set[str]()
    return NetworkDrawn(
        mode=mode,
        focus=focus if lit else "",
        goal="",
        nodes=tuple(map(_roomy, nodes.values())),
        edges=tuple(edges),
        lit=frozenset(lit),
        lit_edges=frozenset(edge.id for edge in own) if lit else frozenset(),
        cited={},
        stacks={},
        plain={},
    )


def _picked(
    view: View, scene: PaneScene, pick: Pick, nodes: dict[str, PaneNode], rest: Sequence[PaneEdge]
) -> NetworkDrawn:
    """What is picked with every tie of it, each by a line of its own; behind it, pale, what rests."""
    nodes = {id: node for id, node in nodes.items() if id not in pick.yields}
    nodes |= {node.id: node.resized() for node in pick.nodes}
    own = list(pick.edges)
    stacks: dict[str, tuple[str, ...]] = {}
    members = {member for stack in pick.stacks for member in stack.members}
    if len(nodes) + len(members) <= MANY:
        own = [edge for edge in own if not edge.stack]
        own += [tie for edge in pick.edges if edge.stack for tie in _one_by_one(view, scene, pick, edge)]
        for id in sorted(members - nodes.keys()):
            nodes[id] = _guest(view, id)
    else:
        stacks = {stack.id: stack.members for stack in pick.stacks}
        nodes |= {stack.id: stack.node for stack in pick.stacks}
    own = [replace(edge, curve=NOWHERE, label_box=None) for edge in own]
    two = compared(view)
    if two:
        does, cited = _signed_lines(two.ends, own)
    else:
        does, cited = ({}, {}) if any(edge.number for edge in own) else _second_lines(pick.focus, own)
    plain: dict[str, PaneNode] = {}
    for id, words in does.items():
        if id in nodes and id not in stacks:
            plain[id] = replace(nodes[id], does="").resized()
            nodes[id] = plain[id].doing(words, numbers_room(view.landscape, cited[id]), MAX_WORDS)
    ends = {end for edge in own for end in (edge.subject, edge.object)}
    lit = ({*pick.lit, *ends, pick.focus} & nodes.keys()) | stacks.keys()
    drawn = {edge.id for edge in own}
    return NetworkDrawn(
        mode=scene.mode,
        focus=pick.focus,
        goal=two.ends[1] if two else view.selection.to,
        nodes=tuple(map(_roomy, nodes.values())),
        edges=(*own, *(edge for edge in rest if edge.id not in drawn)),
        lit=frozenset(lit),
        lit_edges=frozenset(drawn),
        cited=cited,
        stacks=stacks,
        plain={id: _roomy(node) for id, node in plain.items()},
    )


def numbers_room(landscape: Landscape, citations: Sequence[Citation]) -> str:
    """What is as wide as the numbers of two of the sources cited and how many more there are, not known yet."""
    digits = "8" * len(str(len(landscape.sources)))
    held = len({citation.source for citation in citations})
    more = f" +{'8' * len(str(held - 1))}" if held > 1 else ""
    return f" [{','.join([digits] * min(2, held))}]{more}" if held else ""


def _resting_nodes(view: View, scene: PaneScene, hidden: set[str]) -> dict[str, PaneNode]:
    """What rests and is shown, events as they stood."""
    there = (node for node in scene.nodes if node.id not in hidden)
    return {node.id: as_it_stood(view, node).resized() for node in there}


def _roomy(node: PaneNode) -> PaneNode:
    """As high as its words are where all have the leading of the largest."""
    high = (len(node.lines) + bool(node.does or node.when)) * node.size * LEADING
    return replace(node, height=max(node.height, high + (5.0 if node.kind == "actor" else 0.0)))


def _guest(view: View, id: str) -> PaneNode:
    """One of those in a stack, in a box of its own."""
    node = pane_mark(view.landscape, view.landscape.records[id], False, "")
    return replace(as_it_stood(view, node).resized(), guest=True)


def _one_by_one(view: View, scene: PaneScene, pick: Pick, edge: PaneEdge) -> list[PaneEdge]:
    """The ties that one line to a stack stands for, as far as the view shows them."""
    landscape = view.landscape
    (stack,) = (stack for stack in pick.stacks if stack.id == edge.stack)
    every = links_in(links_of(landscape, pick.focus, scene.mode), stack, edge)
    told = (bundle_shown(view, link.bundle) for link in every)
    return [edge_of(landscape, tie, NOWHERE, look_of(landscape, tie.subject)) for tie in told if tie]


def _signed_lines(ends: tuple[str, str], edges: Sequence[PaneEdge]) -> SecondLines:
    """By neighbour of two compared what it does to either, behind that one's sign; at the two their signs, and what the
    one does to the other between them."""
    sign = dict(zip(ends, SIGNS, strict=True))
    between = [edge for edge in edges if {edge.subject, edge.object} == {*ends}]
    told = [f"{sign[edge.subject]} {edge.label} {sign[edge.object]}" for edge in between]
    words = {ends[0]: SIGNS[0], ends[1]: "  ".join(dict.fromkeys(told)) or SIGNS[1]}
    cited = {ends[0]: (), ends[1]: tuple(dict.fromkeys(source for edge in between for source in edge.sources))}
    for end in ends:
        own = [edge for edge in edges if end in (edge.subject, edge.object) and edge not in between]
        does, rests = _second_lines(end, own)
        for id, said in does.items():
            words[id] = "  ".join(filter(None, [words.get(id, ""), f"{sign[end]} {said}"]))
            cited[id] = tuple(dict.fromkeys([*cited.get(id, ()), *rests[id]]))
    return words, cited


def _second_lines(focus: str, edges: Sequence[PaneEdge]) -> SecondLines:
    """By neighbour what it does to the record picked, and what that rests on; a bill's step keeps its date."""
    words: dict[str, dict[str, None]] = {}
    cited: dict[str, dict[Citation, None]] = {}
    for edge in edges:
        if focus in (edge.subject, edge.object) and not edge.thread:
            other = edge.object if edge.subject == focus else edge.subject
            words.setdefault(other, {})[edge.label] = None
            cited.setdefault(other, {}).update(dict.fromkeys(edge.sources))
    return {id: ", ".join(some) for id, some in words.items()}, {id: tuple(some) for id, some in cited.items()}
