"""A view and a tie of a pick in; what of the tie the view shows, in its own words, out.

One line stands for several relations, or for several events that two actors share: a filter or a day may leave some of
them, and then the line, its words, its sentence and its sources are those of what is left.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from explorer.draw.text_metrics import shortened, text_width
from explorer.model import Event
from explorer.network.edges import Bundle, edge_words, shared_words
from explorer.network.pane.pane_edges import PaneEdge, tie_sentence
from explorer.network.pane.pane_nodes import DOES_SIZE, NAME_SIZE, STEP_SIZE
from explorer.network.pick.pick_coming import StackMark, stack_edge
from explorer.network.pick.pick_plan import Link, stack_of
from explorer.order import relation_rows
from explorer.prose.phrases import name_of
from explorer.query.around import index_of
from explorer.query.paths import adjacency
from explorer.query.visible import View
from explorer.wording import how_many

Tie = TypeVar("Tie", bound=Bundle)


def shows(view: View, id: str) -> bool:
    """Whether a view shows an actor or event."""
    return bool(view.nodes[adjacency(view.landscape).place[id]])


def relations_shown(view: View, relations: tuple[str, ...]) -> tuple[str, ...]:
    """Those of some relations, by id, that a view shows."""
    row = relation_rows(view.landscape)
    return tuple(id for id in relations if view.relations[row[id]])


def bundle_shown(view: View, bundle: Tie) -> Tie | None:
    """A tie with what of it is shown; None where nothing is. A bill's step is shown where both its ends are."""
    landscape = view.landscape
    if bundle.events:
        shared = _events_shown(view, bundle)
        if not shared or shared == bundle.events:
            return bundle if shared else None
        return replace(bundle, events=shared, label=shared_words(landscape, shared, 0))
    if not bundle.relations:
        both = all(shows(view, end) for end in (bundle.subject, bundle.object) if end in landscape.records)
        return bundle if both else None
    left = relations_shown(view, bundle.relations)
    if not left or left == bundle.relations:
        return bundle if left else None
    told = [index_of(landscape).relations[id] for id in left]
    words = edge_words(told, landscape.verbs_by_id, landscape.records[bundle.object])
    sources = tuple(citation for relation in told for citation in relation.sources)
    return replace(bundle, relations=left, label=words, sources=sources)


def edge_shown(view: View, edge: PaneEdge) -> PaneEdge | None:
    """A drawn tie with what of it is shown, its words no wider than their place; None where nothing is."""
    left = bundle_shown(view, edge)
    if left is None or left is edge:
        return left
    left = replace(left, said=tie_sentence(view.landscape, left))
    box = edge.label_box
    return replace(left, label=_fitting(left, box[2] - box[0], STEP_SIZE)) if box else left


def link_shown(view: View, link: Link) -> Link | None:
    """A tie seen from the record picked, with what of it is shown; None where nothing is."""
    bundle = bundle_shown(view, link.bundle) if shows(view, link.other) else None
    if bundle is None or bundle is link.bundle:
        return link if bundle else None
    told = index_of(view.landscape).relations
    verbs = dict.fromkeys(told[id].verb for id in bundle.relations) or {str(len(bundle.events)): None}
    return replace(link, bundle=bundle, verbs=tuple(verbs))


def links_in(links: list[Link], stack: StackMark, line: PaneEdge) -> list[Link]:
    """Of the ties of the record picked those that a stack's line stands for."""
    held = {*line.relations}
    alike = [link for link in links if link.other in stack.members and bool(link.bundle.thread) == bool(line.thread)]
    return [link for link in alike if not link.bundle.relations or held & {*link.bundle.relations}]


def stack_shown(
    view: View, focus: str, stack: StackMark, line: PaneEdge, links: list[Link]
) -> tuple[StackMark, PaneEdge] | None:
    """A stack and its line with those of its members that are shown and still tied by it, in the room that it has; None
    where nobody is. One who is left alone bears his name."""
    every = links_in(links, stack, line)
    left = [one for one in (link_shown(view, link) for link in every) if one]
    if not left or left == every:
        return (stack, line) if left else None
    landscape, node = view.landscape, stack.node
    told = stack_of(landscape, stack.id, left)
    drawn = stack_edge(landscape, focus, told)
    room = node.width - 20.0
    alone = name_of(landscape.records[told.members[0]]) if len(told.members) == 1 else told.label
    label, does = shortened(alone, room, NAME_SIZE, True), shortened(told.does, room, DOES_SIZE)
    title = f"{alone}: {told.does}"
    node = replace(node, lines=(label,), does=does, title=title, name=f"{title}, opens a list")
    mark = replace(stack, label=label, does=does, members=told.members, node=node)
    return mark, replace(line, label=does, relations=drawn.relations, sources=drawn.sources, said=drawn.said)


def words_shown(links: list[Link], other: str, room: float) -> str:
    """What is said in a neighbour's box of its ties, in so many px."""
    words = dict.fromkeys(_fitting(link.bundle, room, DOES_SIZE) for link in links if link.other == other)
    return shortened(", ".join(words), room, DOES_SIZE)


def _fitting(bundle: Bundle, room: float, size: float) -> str:
    """A tie's words; of an event shared that it is one, where its name has no room."""
    if bundle.events and text_width(bundle.label, size) > room:
        return how_many(len(bundle.events), "event")
    return shortened(bundle.label, room, size)


def _events_shown(view: View, bundle: Bundle) -> tuple[str, ...]:
    """Of the events that two actors share those to which a relation that is shown ties each of them."""
    one, other = (_acts_shown(view, end) for end in (bundle.subject, bundle.object))
    return tuple(event for event in bundle.events if event in one and event in other)


def _acts_shown(view: View, actor: str) -> set[str]:
    rows = relation_rows(view.landscape)
    told = (one for one in view.landscape.relations_of[actor] if view.relations[rows[one.id]])
    ends = {end for relation in told for end in (relation.subject, relation.object)}
    return {end for end in ends if isinstance(view.landscape.records.get(end), Event) and shows(view, end)}
