"""A record in; what its pick must draw out: the ties it states, and ways to draw them, the most telling first.

    c  a guest for every neighbour, the verbs on the lines       b  the verbs in the boxes
    v  a stack for guests of one lane, verb and direction        g  ... of one lane, group of verbs, side and direction
    h  ... of one side and direction, whatever their lanes and verbs
    s  ... and one for the steps of a bill before and after the one that is picked

A stack never joins what is for with what is against; only the last two join what is known in different ways.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from explorer.draw.text_metrics import shortened, text_width
from explorer.landscape import Landscape
from explorer.model import Actor, Event, Instrument
from explorer.network.edges import Bundle, bundled, life_of, shared_words
from explorer.network.pane.pane_nodes import DOES_SIZE, MAX_DOES
from explorer.query.around import index_of
from explorer.query.selection import Nodes
from explorer.wording import how_many

Step = Literal["c", "b", "v", "g", "h", "s"]
STEPS: tuple[Step, ...] = ("c", "b", "v", "g", "h", "s")
LAST = STEPS[-2:]  # which are tried even where there is no room


@dataclass(frozen=True)
class Link:
    """One tie of the record picked, seen from it."""

    bundle: Bundle
    other: str
    outward: bool  # the record picked is its subject
    verbs: tuple[str, ...]  # ids


@dataclass(frozen=True)
class Stack:
    """Guests who are tied to the record picked in one way, in one box; the page lists them."""

    id: str
    lane: str
    label: str  # "5 names"
    does: str
    members: tuple[str, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True)
class Plan:
    """One way to draw a pick."""

    step: Step
    guests: tuple[str, ...]
    does: dict[str, str] = field(default_factory=dict)  # by neighbour, at rest or guest: its second line
    stacks: tuple[Stack, ...] = ()
    lone: tuple[Link, ...] = ()  # ties that are drawn one by one
    chips: bool = False  # whether their verbs stand on them


def links_of(landscape: Landscape, focus: str, mode: Nodes) -> list[Link]:
    """The ties that a record states: its relations; with an event, the step before and the step after it."""
    record = landscape.selectable[focus]
    if isinstance(record, Instrument):
        return []
    if mode == "actors":
        return _shared(landscape, record) if isinstance(record, Actor) else []
    known = landscape.records
    relations = [
        relation
        for relation in landscape.relations_of[focus]
        if relation.subject != relation.object and relation.subject in known and relation.object in known
    ]
    ties = bundled(landscape, relations)
    if isinstance(record, Event) and record.instrument in landscape.steps_of:
        life = life_of(landscape, record.instrument, landscape.steps_of[record.instrument])
        ties += [tie for tie in life if focus in (tie.subject, tie.object)]
    told = index_of(landscape).relations
    return [
        Link(
            bundle=tie,
            other=tie.object if tie.subject == focus else tie.subject,
            outward=tie.subject == focus,
            verbs=tuple(dict.fromkeys(told[id].verb for id in tie.relations)) or ("then",),
        )
        for tie in sorted(ties, key=lambda tie: tie.id)
    ]


def _shared(landscape: Landscape, actor: Actor) -> list[Link]:
    """Among actors: with whom one shares events."""
    shared: dict[str, dict[str, Event]] = defaultdict(dict)
    for relation in landscape.relations_of[actor.id]:
        for event_id in (relation.subject, relation.object):
            event = landscape.records.get(event_id)
            for act in landscape.relations_of[event_id] if isinstance(event, Event) else ():
                other = act.subject if act.object == event_id else act.object
                if isinstance(event, Event) and other != actor.id and isinstance(landscape.records.get(other), Actor):
                    shared[other][event_id] = event
    found = []
    for other, events in sorted(shared.items()):
        one, two = sorted((actor.id, other))
        ids = tuple(sorted(events, key=lambda id: (events[id].date.earliest is None, events[id].date.earliest, id)))
        words = shared_words(landscape, ids, 0)
        tie = Bundle(f"{one}+{two}", one, two, "act", "", "reported", "", words, 1, True, (), events=ids)
        found.append(Link(tie, other, one == actor.id, (str(len(ids)),)))
    return found


def plan_of(landscape: Landscape, step: Step, links: Sequence[Link], resting: Collection[str]) -> Plan:
    """How a step of giving way draws the ties of a record."""
    hidden = [link for link in links if link.other not in resting]
    if step in ("c", "b"):
        guests = tuple(sorted({link.other for link in hidden}))
        return Plan(step, guests, {} if step == "c" else does_of(links), (), tuple(links), step == "c")
    stacked = _stacked(landscape, step, hidden)
    taken = {id(link) for links_ in stacked.values() for link in links_}
    lone = tuple(link for link in links if id(link) not in taken)
    guests = tuple(sorted({link.other for link in lone} - set(resting)))
    stacks = tuple(stack_of(landscape, f"stack-{number}", links_) for number, links_ in enumerate(stacked.values(), 1))
    return Plan(step, guests, does_of(lone), stacks, lone)


def _stacked(landscape: Landscape, step: Step, hidden: Sequence[Link]) -> dict[Hashable, list[Link]]:
    """Ties of guests by what they have in common, where two at least do; a guest is in stacks only, or in none."""
    free = list(hidden)
    while True:
        groups: dict[Hashable, list[Link]] = defaultdict(list)
        for link in free:
            groups[_key(landscape, step, link)].append(link)
        alone = {link.other for links in groups.values() if len({link.other for link in links}) < 2 for link in links}
        if not alone:
            return dict(sorted(groups.items(), key=lambda pair: str(pair[0])))
        free = [link for link in free if link.other not in alone]


def _key(landscape: Landscape, step: Step, link: Link) -> Hashable:
    b, lane = link.bundle, landscape.records[link.other].lane
    common = (b.side, link.outward, b.basis, bool(b.thread))
    if step == "v":
        return (lane, link.verbs, *common)
    if step == "g":
        return (lane, b.group, *common)
    return (b.side, step == "h" and link.outward, True) if b.thread else (b.side, link.outward, False)


def stack_of(landscape: Landscape, id: str, links: Sequence[Link]) -> Stack:
    """Some ties of guests as one stack, with what their ties have in common."""
    members = tuple(dict.fromkeys(link.other for link in links))
    lanes = [landscape.records[member].lane for member in members]
    events = sum(isinstance(landscape.records[member], Event) for member in members)
    noun = "event" if events == len(members) else "record" if events else "name"
    counts: dict[str, int] = defaultdict(int)
    labels = {verb.id: verb.label for verb in landscape.verbs}
    for link in links:
        for verb in link.verbs:
            counts[labels.get(verb, link.bundle.label)] += 1
    verbs = sorted(counts, key=lambda verb: (-counts[verb], verb))
    bases = {link.bundle.basis for link in links}
    basis = bases.pop() if len(bases) == 1 else "reported"
    both = len({link.outward for link in links}) > 1  # steps alone
    return Stack(
        id=id,
        lane=max(sorted(set(lanes)), key=lanes.count),
        label=how_many(len(members), noun),
        does=_joined(["before and after"] if both else verbs, "" if basis == "reported" else f" · {basis}"),
        members=members,
        links=tuple(links),
    )


def _joined(verbs: Sequence[str], end: str) -> str:
    """As many verbs as there is room for, with an ellipsis where some are left out."""
    words = verbs[0]
    for at, verb in enumerate(verbs[1:], 1):
        more = f"{words}, {verb}"
        rest = " …" if at + 1 < len(verbs) else ""
        if text_width(more + rest + end, DOES_SIZE) > MAX_DOES:
            return f"{words} …{end}"
        words = more
    return shortened(words, MAX_DOES - text_width(end, DOES_SIZE), DOES_SIZE) + end


def does_of(links: Sequence[Link]) -> dict[str, str]:
    """By neighbour what is said in its box: the words of its ties, each once."""
    words: dict[str, list[str]] = defaultdict(list)
    for link in links:
        if link.bundle.label not in words[link.other]:
            words[link.other].append(link.bundle.label)
    return {other: ", ".join(some) for other, some in words.items()}
