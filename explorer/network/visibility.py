"""What of the network's picture a view hides, or shows otherwise.

view -> NodeChoice -> SVG, laid out once a base, kept for the next reader
     -> NetworkView: what of that choice the selection leaves out; a few look-ups, no layout
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import compress
from threading import Lock
from typing import Any

import numpy as np

from explorer.cache import cache_of
from explorer.landscape import Landscape, once
from explorer.model import NOT_HAPPENED, Event
from explorer.network.edges import Bundle, shared_sentence, shared_words, thickness, ties_among
from explorer.network.node_choice import NodeChoice, laid_out_in, node_choice, nodes_shown, rings_shown
from explorer.network.nodes import event_name, event_when
from explorer.network.pane.pane_scene import PaneScene, pane_scene
from explorer.network.pane.sizes import PHONE, pane_of
from explorer.network.stored.file import stored_of
from explorer.prose.claims import contradicted
from explorer.prose.compared import compared
from explorer.prose.connections import MAX_PATHS
from explorer.prose.phrases import name_of
from explorer.query.columns import NOT_HAPPENED_STATUSES, Ints, Truths, columns, event_columns
from explorer.query.paths import adjacency
from explorer.query.visible import View
from explorer.wording import how_many


@dataclass(frozen=True)
class EventStanding:
    """How an event looks whose status, as of the day chosen, is not the one it is drawn with."""

    when: str  # the words below its name
    name: str  # what is said of it
    hollow: bool


@dataclass(frozen=True)
class SharedTie:
    """How a tie among actors looks while not all of the events they share are shown."""

    label: str
    thickness: float  # px
    said: str


@dataclass(frozen=True)
class NetworkState:
    base: str  # the base's key; the picture of that base has it as `data-base`
    hidden: tuple[str, ...]  # drawn records that the selection leaves out
    hidden_edges: tuple[str, ...]  # ties that it leaves out though both their ends are shown
    events: dict[str, EventStanding]
    shared: dict[str, SharedTie]
    counts: str  # a line below the picture: how many of the records shown are drawn, and of the ties among them
    summary: str  # a sentence for whoever hears the page

    def as_json(self) -> dict[str, Any]:
        """The same for the page's script; what is empty is left out."""
        parts: dict[str, Any] = {
            "base": self.base,
            "hidden": list(self.hidden),
            "hidden_edges": list(self.hidden_edges),
            "events": {id: vars(look) for id, look in self.events.items()},
            "shared": {id: vars(look) for id, look in self.shared.items()},
            "counts": self.counts,
            "summary": self.summary,
        }
        return {name: part for name, part in parts.items() if part}


def network_view(view: View, width: int, base: NodeChoice | None = None) -> NetworkState:
    """What the network shows for a view. With a base in the picture that is already drawn, for whoever has no other."""
    landscape = view.landscape
    base = base_drawn(view, width) if base is None else base
    plan = _plan(landscape, base)
    near = _shown_near(view)
    on = (nodes_shown(view, base.mode) if near is None else near)[plan.nodes]
    asked = _asked(view)  # shown however many steps away
    gone = {id for id, is_on in zip(base.ids, on.tolist(), strict=True) if not is_on and id not in asked}
    told = _told_by_tie(plan, view)
    inner = [b for b in plan.bundles if b.subject not in gone and b.object not in gone]
    left = [bundle for bundle in inner if told[bundle.id]]
    return NetworkState(
        base=base.key,
        hidden=tuple(sorted(gone)),
        hidden_edges=tuple(bundle.id for bundle in inner if not told[bundle.id]),
        events=_looks(view, plan, gone),
        shared={b.id: _shared_look(landscape, b, told[b.id]) for b in left if len(told[b.id]) < len(b.events)},
        counts=_count_words(view, base, int(on.sum()), near),
        summary=_summary(landscape, base, gone, left),
    )


def base_drawn(view: View, width: int) -> NodeChoice:
    """The base that a view is drawn on."""
    base = node_choice(view, width)
    if not view.selection.tidy or not view.is_filtered:
        return base
    plan = _plan(view.landscape, base)
    told = _told_by_tie(plan, view)
    return base._replace(ties=tuple(bundle.id for bundle in plan.bundles if told[bundle.id]))


def told_by_tie(view: View, base: NodeChoice) -> dict[str, tuple[str, ...]]:
    """By tie of a base what a view shows of it, empty where nothing: some word, or the events that two actors share."""
    return _told_by_tie(_plan(view.landscape, base), view)


def scene_drawn(landscape: Landscape, base: NodeChoice) -> PaneScene:
    """A base laid out in its pane, kept for the next reader."""
    landscape = laid_out_in(landscape, base)

    def laid_out() -> PaneScene:
        stored = stored_of(landscape)
        known = stored.scene(base) if stored else None
        if known:
            return known
        with one_at_a_time(landscape):
            return pane_scene(landscape, pane_of(base.width), base.ids, base.mode, base.ties)

    return cache_of(landscape).get(("scene", base.key), laid_out, lambda scene: 6_000 * len(scene.nodes))


# --- bases, and what is known of them without laying them out --------------------------------------------------------


@dataclass(frozen=True)
class _Plan:
    """A base's ties, and where its records and relations stand in the landscape's columns."""

    nodes: Ints  # of its records, as places in `adjacency(landscape).ids`
    bundles: tuple[Bundle, ...]
    owner: Ints  # for every relation of a bundle: which bundle
    row: Ints  # … and its row
    acts: tuple[tuple[str, str], ...]  # among actors: an event and an actor whom relations tie to it
    act: Ints  # for every such relation: which of those acts
    act_row: Ints  # … and its row

    @property
    def size(self) -> int:
        """Bytes it takes, about."""
        columns = (self.nodes, self.owner, self.row, self.act, self.act_row)
        return sum(column.nbytes for column in columns) + 1_500 * len(self.bundles) + 100 * len(self.acts)


def _plan(landscape: Landscape, base: NodeChoice) -> _Plan:
    return cache_of(landscape).get(("plan", base.key), lambda: _planned(landscape, base), lambda plan: plan.size)


@once
def one_at_a_time(landscape: Landscape) -> Lock:
    """A layout keeps a processor busy: readers who ask for several wait in line."""
    return Lock()


def _planned(landscape: Landscape, base: NodeChoice) -> _Plan:
    records = {id: landscape.records[id] for id in base.ids}
    bundles = ties_among(landscape, records, base.mode, base.ties)
    ties = adjacency(landscape)
    nodes = np.array([ties.place[id] for id in base.ids], dtype=np.int32)
    rows = {landscape.relations[row].id: row for row in ties.relation[ties.at(nodes)].tolist()}
    told = [(at, rows[relation]) for at, bundle in enumerate(bundles) for relation in bundle.relations]
    acts: dict[tuple[str, str], int] = {}
    done = []
    for actor in base.ids if base.mode == "actors" else ():
        for relation in landscape.relations_of[actor]:  # once an actor: a hub has as many as there are events
            for end in {relation.subject, relation.object} - {actor}:
                if isinstance(landscape.records.get(end), Event):
                    done.append((acts.setdefault((end, actor), len(acts)), rows[relation.id]))
    columns, act_columns = (np.array(pairs, dtype=np.int32).reshape(-1, 2) for pairs in (told, done))
    return _Plan(nodes, tuple(bundles), columns[:, 0], columns[:, 1], tuple(acts), *act_columns.T)


# --- what a selection leaves of it ------------------------------------------------------------------------------------


def paths_drawn(view: View) -> tuple[tuple[str, ...], ...]:
    """The records of each path of the connection asked for that is told."""
    return view.paths.ids[:MAX_PATHS] if view.paths else ()


def _asked(view: View) -> set[str]:
    """The records of a connection or a comparison."""
    found = compared(view)
    return {id for path in paths_drawn(view) for id in path} | (found.records if found else set())


def pick_key(view: View, base: NodeChoice) -> tuple[object, ...]:
    """What tells apart what is drawn of what views pick: a record's ties, two actors compared, a connection."""
    found = compared(view)
    return "pick", base.key, ("compared", *found.ends) if found else paths_drawn(view) or view.selection.focus


def _shown_near(view: View) -> Truths | None:
    """Of every actor, then of every event, whether it is shown and near enough; None where nothing limits how far."""
    if not view.selection.steps or not view.selection.focus:
        return None
    mask = np.zeros(len(adjacency(view.landscape).ids), dtype=bool)
    for ring in rings_shown(view, shown_only=True):
        mask[ring] = True
    return mask


def _told_by_tie(plan: _Plan, view: View) -> dict[str, tuple[str, ...]]:
    """By tie what is shown of it: some word for each relation, for a bill's step or for each event shared."""
    if plan.acts:
        does: dict[str, set[str]] = {}
        on = np.bincount(plan.act, view.relations[plan.act_row], len(plan.acts)) > 0
        for event, actor in compress(plan.acts, on.tolist()):
            does.setdefault(actor, set()).add(event)
        nothing = set[str]()
        both = ((b, does.get(b.subject, nothing), does.get(b.object, nothing)) for b in plan.bundles)
        return {b.id: tuple(e for e in b.events if e in one and e in other) for b, one, other in both}
    count = np.bincount(plan.owner, view.relations[plan.row], len(plan.bundles)).tolist()
    groups = view.selection.groups
    threads = groups is None or "lineage" in groups
    return {
        bundle.id: ("shown",) if count[at] or (bundle.thread and threads) else ()
        for at, bundle in enumerate(plan.bundles)
    }


def _looks(view: View, plan: _Plan, gone: set[str]) -> dict[str, EventStanding]:
    landscape, told = view.landscape, as_told(view)
    rows = plan.nodes - len(landscape.actors)
    rows = rows[rows >= 0]
    changed = rows[view.status[rows] != columns(landscape).events.status[rows]]
    if view.day != landscape.as_of:  # a plan that has lapsed since may have been ahead then
        changed = np.union1d(changed, rows[np.isin(view.status[rows], NOT_HAPPENED_STATUSES)])
    told = as_told(view)
    place = event_columns(landscape).place
    undisputed = contradicted(landscape) - contradicted(told)
    changed = np.union1d(
        changed, np.intersect1d(rows, [place[id] for id in undisputed if id in place]).astype(np.int32)
    )
    looks = {}
    for row in changed.tolist():
        event, status = landscape.events[row], view.status_of(row)
        if event.id not in gone:
            ties = how_many(len(landscape.relations_of[event.id]), "connection")
            name = event_name(told, event, status, ties, view.day)
            looks[event.id] = EventStanding(event_when(told, event, status), name, status in NOT_HAPPENED)
    return looks


def as_told(view: View) -> Landscape:
    """What says of an event how it stands and whether sources disagree: as of a day, what could be told then."""
    return view.part if view.selection.as_of else view.landscape


def _shared_look(landscape: Landscape, bundle: Bundle, events: tuple[str, ...]) -> SharedTie:
    label = str(len(events)) if bundle.label.isdigit() else shared_words(landscape, events, 0)
    return SharedTie(label, thickness(len(events)), shared_sentence(landscape, bundle.subject, bundle.object, events))


# --- in words ---------------------------------------------------------------------------------------------------------


def _count_words(view: View, base: NodeChoice, drawn: int, near: Truths | None) -> str:
    """How many of what is shown are drawn, and how to reach the rest."""
    landscape, selection = view.landscape, view.selection
    what = "actors" if base.mode == "actors" else "actors and events"
    many = view.every, view.shown()
    every, shown_ = (one.actors + (one.events if base.mode == "all" else 0) for one in many)
    shown_ = shown_ if near is None else int(near.sum())
    filtered = view.is_filtered
    if base.reason == "steps":
        what += " held here" if view.scope else ""
        of = f"{what} within {how_many(selection.steps, 'step')} of {name_of(landscape.selectable[selection.focus])}"
        return f"{drawn} {of}." if drawn >= shown_ else f"{drawn} of {shown_} {of} drawn, the nearest first."
    if base.reason == "tidy":
        of = f"{what} left by the filters" if filtered else what
        return f"{drawn} {of}, laid out anew." if drawn >= shown_ else f"{drawn} of {shown_} {of}, the weightiest."
    if not filtered and drawn == every:
        one = "The one actor is drawn." if view.every.actors else "The one event is drawn."
        return f"All {every} {what} drawn." if every > 1 else one if every else "There is nothing to draw."
    if filtered and not shown_:
        return f"None of {every} {what} is shown."
    if not filtered and base.mode == "actors":
        return f"{drawn} of {every} actors drawn: the weightiest who share an event with another."
    if not filtered:
        rest = "a pick lists its ties" if base.width == PHONE.width else "any other joins when you pick it"
        return f"{drawn} of {every} {what} drawn, the weightiest; {rest}."
    if drawn >= shown_:
        return f"{drawn} of {every} {what} shown, all of them drawn."
    more = shown_ - drawn
    rest = f"{more} more {'is' if more == 1 else 'are'} shown but not drawn: pick one, or tidy up the picture."
    drawn_ = (
        f"{drawn} of the {len(base.ids)} {what} drawn are shown" if drawn < len(base.ids) else f"{drawn} {what} drawn"
    )
    return f"{drawn_}; {rest}"


def _summary(landscape: Landscape, base: NodeChoice, gone: set[str], left: list[Bundle]) -> str:
    """What the picture now holds, in one sentence."""
    there = [landscape.records[id] for id in base.ids if id not in gone]
    if not there:
        return "The network is empty: nothing that is drawn is left by the filters."
    events = sum(isinstance(record, Event) for record in there)
    ties: dict[str, int] = {}
    for bundle in left:
        for end in (bundle.subject, bundle.object):
            ties[end] = ties.get(end, 0) + 1
    who = how_many(len(there) - events, "actor") + (f" and {how_many(events, 'event')}" if base.mode == "all" else "")
    best = max(ties, key=lambda id: (ties[id], id), default="")
    most = f"; most of them with {name_of(landscape.records[best])}" if best else ""
    return f"The network shows {who}, tied by {how_many(len(left), 'line')}{most}."
