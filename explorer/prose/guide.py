"""A view in; where to begin with it out: what it is about, questions, main actors, what is planned, what is disputed.

Everything is worked out from what is shown, so that it holds for any landscape; what a landscape has none of is empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from explorer.draw.palette import lane_look
from explorer.edtf import words
from explorer.landscape import Landscape
from explorer.model import NOT_HAPPENED, Actor, Event, Instrument, Relation, Side, Status
from explorer.order import in_order
from explorer.outlook import Outlook, outlook
from explorer.prose.claims import all_disagreements
from explorer.prose.phrases import Phrase, Sentence, name_after, name_of, quoted
from explorer.query.ranking import by_weight
from explorer.query.selection import Selection
from explorer.query.visible import View

MAX_LEAD, MAX_ACTORS, MAX_PLANNED = 3, 6, 12

PLANS: frozenset[Status] = frozenset({"planned", "scheduled", "pending"})
"""What somebody means to do; what is merely possible is nobody's plan."""


@dataclass(frozen=True)
class Question:
    text: str
    answer: Selection  # where the answer stands

    @property
    def connects(self) -> bool:
        """Whether it asks how two records are connected."""
        return self.answer.to != ""


@dataclass(frozen=True)
class MainActor:
    actor: Actor
    look: str  # of its lane
    ties: int


@dataclass(frozen=True)
class Plan:
    event: Event
    outlook: Outlook

    @property
    def lapsed(self) -> bool:
        """Whether its day has passed, and nothing here says what came of it."""
        return self.outlook.stand == "day passed"


@dataclass(frozen=True)
class Guide:
    lead: tuple[Sentence, ...]
    questions: tuple[Question, ...]
    actors: tuple[MainActor, ...]
    planned: tuple[Plan, ...]  # what is ahead by date, then what has lapsed
    more_planned: int
    contradicted: int  # things of which one value is preferred and another contradicted
    unsettled: int  # things of which no value is preferred


def guide(view: View) -> Guide:
    """Where to begin with what is shown."""
    part = view.part
    ranked = sorted(part.actors, key=by_weight(part))
    plans = _plans(view.landscape, part, view.day)
    disputed = [dispute for dispute in all_disagreements(part) if dispute.is_contradiction]
    settled = sum(dispute.is_settled for dispute in disputed)
    return Guide(
        lead=_lead(part) if view.is_filtered or not part.lead else _written_lead(part),
        questions=tuple(_questions(part)),
        actors=tuple(
            MainActor(actor, lane_look(part.lanes, actor.lane), _ties(view, part, actor))
            for actor in ranked[:MAX_ACTORS]
        ),
        planned=tuple(plans[:MAX_PLANNED]),
        more_planned=max(0, len(plans) - MAX_PLANNED),
        contradicted=settled,
        unsettled=len(disputed) - settled,
    )


def _ties(view: View, part: Landscape, actor: Actor) -> int:
    return view.ties_of(actor.id) if view.scope else len(part.relations_of[actor.id])


def _happened(part: Landscape) -> list[Event]:
    """The events that have taken place, the weightiest first."""
    return sorted((e for e in part.events if e.status not in NOT_HAPPENED), key=by_weight(part))


def _written_lead(part: Landscape) -> tuple[Sentence, ...]:
    return tuple(Sentence((Phrase(told.text),), told.sources) for told in part.lead)


def _lead(part: Landscape) -> tuple[Sentence, ...]:
    """The weightiest events, in order of time, each in a sentence of its summary."""
    first = in_order(part, _happened(part)[:MAX_LEAD])
    return tuple(
        Sentence(
            (
                Phrase(f"{words(event.date)}: ", style="when"),
                Phrase(name_of(event), ref=event.id),
                Phrase(_told_besides(event)),
            ),
            event.sources,
        )
        for event in first
    )


def _told_besides(event: Event) -> str:
    """What its summary says first, where that is more than what it is called."""
    said = _first_sentence(event.summary)
    names = {text.rstrip(".").casefold() for text in (event.title, event.short_title)}
    if said.rstrip(".").casefold() not in names:
        return f". {said}"
    return "" if name_of(event).endswith(("…", ".")) else "."


def _first_sentence(text: str) -> str:
    """What stands before the first full stop that is followed by a capital letter.

    >>> _first_sentence("It ends at 5 p.m. on Friday. It began on Monday.")
    'It ends at 5 p.m. on Friday.'
    """
    for at, sign in enumerate(text):
        if (
            sign == "."
            and text[at + 1 : at + 2] == " "
            and text[at + 2 : at + 3].isupper()
            and text[at - 2 : at - 1] not in " ."
        ):
            return text[: at + 1]
    return text


# --- questions -------------------------------------------------------------------------------------------------------


def _questions(part: Landscape) -> Iterable[Question]:
    happened = _happened(part)
    if acted := next((tie for event in happened if (tie := _first_act(part, event))), None):
        event, label = part.records[acted.object], part.verbs_by_id[acted.verb].label
        yield Question(f"Who {label} {quoted(name_after(label, event))}?", Selection(focus=event.id))
    if instrument := _longest(part):
        yield Question(f"What became of {quoted(name_of(instrument))}?", Selection(focus=instrument.id))
    if pair := _two_to_connect(part):
        one, other = pair
        yield Question(f"How are {one.name} and {other.name} connected?", Selection(focus=one.id, to=other.id))
    if contested := _contested(part, happened):
        sides = _sides(part, contested)
        asked = "is for {0}, and who against" if "for" in sides else "is against {0}"
        yield Question(f"Who {asked.format(quoted(name_after('supports', contested)))}?", Selection(focus=contested.id))


def _first_act(part: Landscape, event: Event) -> Relation | None:
    """What an actor did in an event: of several acts the weightiest actor's, then the first in the file."""
    records, verbs = part.records, part.verbs_by_id
    acts = [
        tie
        for tie in part.relations_of[event.id]
        if tie.object == event.id and verbs[tie.verb].group == "act" and not _answers(event, records.get(tie.subject))
    ]
    return min(acts, key=lambda tie: records[tie.subject].weight, default=None)


def _answers(event: Event, who: Actor | Event | None) -> bool:
    """Whether there is no question in who did something in an event: it is no actor, or the event's name says it."""
    name = re.escape(who.name) if isinstance(who, Actor) else ""
    return not name or re.search(rf"\b{name}\b", name_of(event), re.IGNORECASE) is not None


def _longest(part: Landscape) -> Instrument | None:
    """The instrument with most steps, of equals the first; none where nothing has two."""
    steps = part.steps_of
    found = max(part.instruments, key=lambda instrument: len(steps[instrument.id]), default=None)
    return found if found and len(steps[found.id]) > 1 else None


def _two_to_connect(part: Landscape) -> tuple[Actor, Actor] | None:
    """The two weightiest actors that act most and share nothing outright, so that the answer is not plain to see."""
    verbs = part.verbs_by_id
    acts = {
        actor.id: sum(tie.subject == actor.id and verbs[tie.verb].group == "act" for tie in part.relations_of[actor.id])
        for actor in part.actors
    }
    first = sorted((a for a in part.actors if acts[a.id]), key=lambda a: (a.weight, -acts[a.id], a.id))[:MAX_ACTORS]
    near = {a.id: {end for tie in part.relations_of[a.id] for end in (tie.subject, tie.object)} for a in first}
    apart = ((one, other) for one, other in combinations(first, 2) if other.id not in near[one.id])
    return next(((one, other) for one, other in apart if near[one.id] & near[other.id]), None)


def _contested(part: Landscape, happened: Sequence[Event]) -> Event | None:
    """The weightiest event that somebody is for and somebody against; else the weightiest that somebody is against."""
    against = [event for event in happened if "against" in _sides(part, event)]
    return next((event for event in against if "for" in _sides(part, event)), next(iter(against), None))


def _sides(part: Landscape, event: Event) -> set[Side]:
    """Which sides are taken on an event, but for what its own name says."""
    verbs = part.verbs_by_id
    ties = [tie for tie in part.relations_of[event.id] if tie.object == event.id and verbs[tie.verb].side]
    return {verbs[tie.verb].side for tie in ties if not _answers(event, part.records.get(tie.subject))}


# --- what is ahead ---------------------------------------------------------------------------------------------------


def _plans(whole: Landscape, part: Landscape, day: date) -> list[Plan]:
    planned = in_order(part, (e for e in part.events if e.status in PLANS))
    plans = [Plan(event, outlook(whole, event, day)) for event in planned]
    return sorted((p for p in plans if p.outlook.stand not in ("settled", "overtaken")), key=lambda plan: plan.lapsed)
