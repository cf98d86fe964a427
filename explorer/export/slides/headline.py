"""A view and what is drawn of it in; titles out that say what a picture shows, counted from what is drawn.

Every title is one sentence without its full stop. Two pictures of a deck never have the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from explorer.edtf import parse_when, words
from explorer.export.slides.timeline.timeline_layout import lit_with
from explorer.landscape import Landscape
from explorer.model import Event
from explorer.network.drawn import NetworkDrawn
from explorer.prose.compared import compared
from explorer.prose.phrases import name_of
from explorer.prose.record import Details
from explorer.query.visible import View
from explorer.wording import how_many


def whose(view: View, part: Landscape) -> str:
    """What a picture is about, by name."""
    focus = part.selectable.get(view.selection.focus)
    found = compared(view)
    if found:
        return " and ".join(name_of(view.landscape.records[id]) for id in found.ends)
    return name_of(focus) if focus else part.title


def timeline_title(view: View, part: Landscape, drawn: Sequence[Event] | None = None) -> str:
    """Whose events, how many of how many, and when; of a page that draws some of the events shown, of those."""
    every, here = view.every.events, len(part.events)
    focus = part.selectable.get(view.selection.focus)
    if not here:
        return f"{part.title}: no event is shown"
    when = years_of(part.events)
    if drawn is not None and not drawn:
        return f"{whose(view, part)}: no room for any of {how_many(here, 'event')}, {when}"
    if drawn is not None and len(drawn) < here:
        return f"{whose(view, part)}: {len(drawn)} of {how_many(here, 'event')}, {years_of(drawn)}"
    if focus is None:
        many = how_many(here, "event") if here == every else f"{here} of {how_many(every, 'event')}"
        return f"{part.title}: {many}, {when}"
    near_ids = lit_with(part, view) - {focus.id}
    lit = [event for event in part.events if event.id in near_ids]
    others = "other " if isinstance(focus, Event) else ""
    others_shown = here - isinstance(focus, Event)
    return f"{whose(view, part)}: tied to {len(lit)} of {how_many(others_shown, others + 'event')}, {when}"


def years_of(events: Sequence[Event]) -> str:
    """From which year to which some events are: "2017 to 2026"; empty where none has a date."""
    days = [day for e in events for day in (e.date.earliest or e.date.latest, e.date.latest or e.date.earliest) if day]
    if not days:
        return "without dates"
    first, last = min(days).year, max(days).year
    return f"in {first}" if first == last else f"{first} to {last}"


def months_of(events: Sequence[Event]) -> str:
    """From which month to which some events are: "July 2024 to March 2025"; empty where none has a date."""
    days = [day for e in events for day in (e.date.earliest or e.date.latest, e.date.latest or e.date.earliest) if day]
    if not days:
        return ""
    first, last = (words(parse_when(f"{day:%Y-%m}")) for day in (min(days), max(days)))
    return first if first == last else f"{first} to {last}"


def network_title(view: View, drawn: NetworkDrawn, of: NetworkDrawn | None = None) -> str:
    """Who is tied to how many; of a connection its length; of a comparison what both share. Where it is only some `of`
    what is shown, how many."""
    known = view.landscape.records
    name = view.landscape.title
    if not drawn.nodes:
        return f"{name}: nobody is shown"
    if of is not None and len(drawn.records) < len(of.records):
        if drawn.focus not in known or of.goal:
            return f"{name}: {len(drawn.records)} of {len(of.records)} actors and events"
        here, every = near(drawn, drawn.focus), near(of, drawn.focus)
        return f"{name_of(known[drawn.focus])}: {len(here)} of {len(every)} tied actors and events"
    if drawn.focus not in known:
        what = "actors" if drawn.mode == "actors" else "actors and events"
        return f"{name}: how {len(drawn.records)} {what} are tied"
    focus = name_of(known[drawn.focus])
    if two := compared(view):
        return f"{whose(view, view.landscape)}: {how_many(len(two.shared), 'neighbour')} in common"
    if drawn.goal in known and view.paths is not None:
        found = view.paths
        goal = name_of(known[drawn.goal])
        if not found.paths:
            return f"{focus} and {goal}: no connection is shown"
        many = f"{how_many(len(found.paths), 'way')} of {how_many(found.steps, 'step')}"
        return f"From {focus} to {goal}: {'more than ' if found.more else ''}{many}"
    others = near(drawn, drawn.focus)
    if drawn.mode == "actors":
        return f"{focus}: shares events with {how_many(len(others), 'actor')}"
    stated = [edge for edge in drawn.edges if edge.relations]  # the step before one and the step after it are no ties
    ties = {id for edge in stated if drawn.focus in (edge.subject, edge.object) for id in edge.relations}
    others = near(replace(drawn, edges=tuple(stated)), drawn.focus)
    return f"{focus}: {how_many(len(ties), 'tie')} to {how_many(len(others), 'other')}"


def near(drawn: NetworkDrawn, id: str) -> set[str]:
    """Who is tied to a record in what is drawn; a stack stands for those in it."""
    ends = {e.object if e.subject == id else e.subject for e in drawn.edges if id in (e.subject, e.object)}
    return {other for end in ends for other in drawn.stacks.get(end, (end,))} - {id}


def record_title(known: Details) -> str:
    """Its name; of an actor with its role."""
    return f"{known.title}: {known.role}" if known.type == "actor" and known.role else known.title


def told_apart(titles: Sequence[str]) -> list[str]:
    """The titles, each other than all before it.

    >>> told_apart(["A", "B", "A", "A"])
    ['A', 'B', 'A (2)', 'A (3)']
    """
    found: list[str] = []
    for title in titles:
        said, times = title, 1
        while said in found:
            times += 1
            said = f"{title} ({times})"
        found.append(said)
    return found
