"""What the reader chose, as a value; address text in, Selection out, and back. Pure.

`from_query(to_query(s)) == s` for every selection whose records exist; an address that names a tour and nothing else
stands for what the tour shows at its step. What an address says that cannot be
understood is dropped piece by piece, and each piece gets a sentence for the page. What a selection leaves of a
landscape is worked out in `visible.py`.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Literal, get_args
from urllib.parse import parse_qsl, quote, urlencode

from explorer.landscape import Landscape, once
from explorer.model import Actor, Basis, Status, VerbGroup
from explorer.query.address_parts import (
    NONE,
    VALUE_SEPARATOR,
    PartReader,
    day_of,
    id_of,
    item_text,
    set_of,
    stretch_of,
    without_trackers,
    word_of,
)
from explorer.query.sets import SETS, known_of
from explorer.query.tours import MAX_STEPS, tour_of
from explorer.wording import day_words

AxisChoice = Literal["folded", "true", "even"]
RowsChoice = Literal["lane", "kind", "instrument", "actor"]
Level = Literal["key", "supporting", "all"]
Clock = Literal["happened", "known"]
Nodes = Literal["all", "actors"]
Pane = Literal["", "timeline", "network"]
PanelView = Literal["", "contradictions"]

LONGEST_QUERY = 2_000
"""Characters of an address that are read; links stay under this so that every server takes them."""

MAX_EGO_STEPS = 3


@dataclass(frozen=True)
class Selection:
    """None among the sets means all; an empty set means none."""

    focus: str = ""  # id of the actor, event or instrument selected; empty = nothing
    to: str = ""  # id of an actor or event whose connection with the focus is asked for
    in_order: bool = False  # whether that connection must go forward in time
    since: date | None = None  # the window in time, both days included
    until: date | None = None
    as_of: date | None = None  # the day as of which everything is shown; None = the landscape's own
    clock: Clock = "happened"  # as it had happened by that day, or as it was known
    lanes: frozenset[str] | None = None
    kinds: frozenset[str] | None = None  # kinds of events
    groups: frozenset[VerbGroup] | None = None  # what relations are about
    bases: frozenset[Basis] | None = None  # how sure relations are
    states: frozenset[Status] | None = None  # how events stand on the as-of day
    layers: frozenset[str] | None = None  # layers of sources: what none of them tells is left out
    level: Level = "all"  # level of detail: key; key and supporting; all
    axis: AxisChoice = "folded"  # how the timeline spaces time
    rows: RowsChoice = "lane"  # how it is grouped
    nodes: Nodes = "all"  # the network's: actors and events, or actors tied by the events they share
    steps: int = 0  # only what is within so many steps of the focus, 1 to 3; 0 = everything
    tidy: bool = False  # the network laid out for what is left, not in its stable places
    vs: str = ""  # id of an actor that the focus, an actor too, is compared with
    tour: str = ""  # the tour that is walked; what it shows at its step stands in the other fields
    tour_step: int = 0  # from 1; 0 = no tour
    show: PanelView = ""  # what the panel tells where nothing is selected, instead of the guide
    zoom: str = ""  # the stretch of the timeline in view: "2025-03-01..2025-09-30", or "12..30" evenly spaced; "" = all
    pane: Pane = ""  # the picture that has the whole height, if one has
    split: int = 0  # the timeline's hundredths of the height of both pictures; 0 = the usual


_NOTHING_CHOSEN = Selection()

_KEYS = {  # field: its part of the address
    "focus": "sel",
    "to": "to",
    "in_order": "order",
    "since": "from",
    "until": "until",
    "as_of": "at",
    "clock": "clock",
    "lanes": "lanes",
    "kinds": "kinds",
    "groups": "ties",
    "bases": "basis",
    "states": "status",
    "layers": "layers",
    "level": "level",
    "axis": "axis",
    "rows": "rows",
    "nodes": "nodes",
    "steps": "steps",
    "tidy": "tidy",
    "vs": "vs",
    "tour": "tour",
    "tour_step": "step",
    "show": "show",
    "zoom": "zoom",
    "pane": "pane",
    "split": "split",
}

_LOOKING: dict[str, Any] = {"zoom": "", "pane": "", "split": 0}
"""Where in the page the reader looks: nothing is drawn or told otherwise for it."""

_TOLD: dict[str, Any] = {"tour": "", "tour_step": 0, "show": ""}
"""What only the panel depends on."""


@dataclass(frozen=True)
class FilterWords:
    """What a filter is called where pages and files tell of it."""

    name: str  # what would have to change
    one: str = ""  # of a set: what it holds
    many: str = ""
    heading: str = ""  # of a set: what stands before those chosen, in a file


FILTER_WORDS = {  # by their parts of the address
    "from": FilterWords("the beginning of the window"),
    "until": FilterWords("the end of the window"),
    "at": FilterWords("the as-of day"),
    "clock": FilterWords("the clock “as it was known”"),
    "lanes": FilterWords("the levels", "level", "levels", "lanes"),
    "kinds": FilterWords("the kinds of events", "kind", "kinds", "kinds of event"),
    "status": FilterWords("how events stand", "status", "statuses", "status"),
    "ties": FilterWords("the kinds of ties", "tie", "ties", "ties"),
    "basis": FilterWords("how sure it must be", "basis", "bases", "relations that are"),
    "layers": FilterWords("the sources", "source layer", "source layers", "sources"),
    "level": FilterWords("the level of detail"),
}

FILTERS = {name: part for name, part in _KEYS.items() if part in FILTER_WORDS}
"""The fields that leave something out, with their parts of the address."""

# --- transitions ---------------------------------------------------------------------------------------------------


def pick(selection: Selection, focus: str) -> Selection:
    """Another record selected; a question about the one before goes with it."""
    return replace(selection, focus=focus, to="", in_order=False, vs="", show="")


def pictured(selection: Selection) -> Selection:
    """What of a selection the pictures and the files depend on: not what the panel alone tells, nor where one looks."""
    return replace(selection, **_TOLD, **_LOOKING)


def unfiltered(selection: Selection) -> Selection:
    """The same view with every filter off."""
    return replace(selection, **{name: getattr(_NOTHING_CHOSEN, name) for name in FILTERS})


def without(selection: Selection, part: str) -> Selection:
    """The same view with one filter off, by its part of the address."""
    return replace(selection, **{name: getattr(_NOTHING_CHOSEN, name) for name, key in FILTERS.items() if key == part})


def is_filtered(selection: Selection) -> bool:
    return unfiltered(selection) != selection


# --- address -------------------------------------------------------------------------------------------------------

_YES = {"in_order": "time", "tidy": "1"}


def to_query(selection: Selection) -> str:
    """The address text, without "?", of only what differs from the default.

    >>> to_query(Selection(focus="tim-keller", lanes=frozenset({"state", "city"}), as_of=date(2025, 3, 1)))
    'sel=tim-keller&at=2025-03-01&lanes=city,state'
    """
    parts = [
        (_KEYS[field.name], _written(field.name, value))
        for field in fields(selection)
        if (value := getattr(selection, field.name)) != getattr(_NOTHING_CHOSEN, field.name)
    ]
    return urlencode(parts, quote_via=quote, safe=VALUE_SEPARATOR)


def _written(name: str, value: Any) -> str:
    if isinstance(value, frozenset):
        return VALUE_SEPARATOR.join(sorted(map(item_text, value))) or NONE
    if isinstance(value, date):
        return value.isoformat()
    return _YES[name] if value is True else str(value)


def from_query(text: str, landscape: Landscape) -> tuple[Selection, tuple[str, ...]]:
    """The selection an address text stands for, and a sentence for every piece that was not understood.

    What trackers add to an address is dropped without a sentence: the reader did not write it and cannot mend it.
    """
    text = without_trackers(text)
    if len(text) > LONGEST_QUERY:
        return Selection(), ("The address is too long to be read; this is the default view.",)
    readers = _readers(landscape)
    found: dict[str, Any] = {}
    notes: list[str] = []
    for key, value in parse_qsl(text, keep_blank_values=True, errors="replace"):
        if key not in readers:
            notes.append(f"The address says “{key[:60]}”, which this page does not know.")
        elif value:
            name, read = readers[key]
            meant, note = read(value)
            notes += [note] if note else []
            if meant is not None:
                found[name] = meant
    selection, more = _on_tour(Selection(**found), landscape)
    if selection.tour and found.keys() <= {"tour", "tour_step"}:
        selection = at_its_step(selection, landscape)
    selection, others = _sane(selection, landscape)
    return selection, (*notes, *more, *others)


def says_something(text: str) -> bool:
    """Whether an address text has a part that this page knows, whatever it says there."""
    return any(key in _KEYS.values() for key, _ in parse_qsl(text.removeprefix("?"), errors="replace"))


def _on_tour(selection: Selection, landscape: Landscape) -> tuple[Selection, list[str]]:
    """The selection at a step that its tour has, and a sentence where it asked for another."""
    walked = tour_of(landscape, selection.tour) if selection.tour else None
    if walked is None:
        note = f"There is no tour called “{selection.tour[:60]}” here." if selection.tour else ""
        return replace(selection, tour="", tour_step=0), [note] if note else []
    last = len(walked.steps)
    note = f"This tour has {last} steps; the last of them is shown." if selection.tour_step > last else ""
    return replace(selection, tour_step=min(max(1, selection.tour_step), last)), [note] if note else []


def at_its_step(selection: Selection, landscape: Landscape) -> Selection:
    """What a tour shows at its step; the same selection where it is on no tour."""
    walked = tour_of(landscape, selection.tour) if selection.tour else None
    if walked is None:
        return selection
    shown = step_selection(walked.steps[selection.tour_step - 1].address, landscape)
    return replace(shown, tour=selection.tour, tour_step=selection.tour_step)


def step_selection(address: str, landscape: Landscape) -> Selection:
    """What a step's address shows."""
    plain = "&".join(part for part in address.split("&") if part.partition("=")[0] not in ("tour", "step"))
    return from_query(plain, landscape)[0]


def _sane(selection: Selection, landscape: Landscape) -> tuple[Selection, list[str]]:
    """The selection without what cannot go together, and a sentence where something was wrong."""
    notes = []
    if selection.vs and (not selection.focus or selection.vs == selection.focus):
        notes.append(_of_one("compared", selection.focus))
        selection = replace(selection, vs="")
    if selection.vs and not isinstance(landscape.records.get(selection.focus), Actor):
        notes.append("Only two actors can be compared; the record alone is told.")
        selection = replace(selection, vs="")
    if selection.vs:
        selection = replace(selection, to="", in_order=False)
    if selection.focus:
        selection = replace(selection, show="")
    if selection.to and (selection.focus not in landscape.records or selection.to == selection.focus):
        if selection.focus in landscape.records or not selection.focus:
            notes.append(_of_one("connected", selection.focus))
        else:
            notes.append("Only actors and events are connected with each other; the record alone is told.")
        selection = replace(selection, to="")
    if selection.in_order and not selection.to:
        selection = replace(selection, in_order=False)
    if selection.steps and selection.focus not in landscape.records:
        selection = replace(selection, steps=0)
    if selection.since and selection.until and selection.until < selection.since:
        notes.append("The window ends before it begins; the whole time is shown.")
        selection = replace(selection, since=None, until=None)
    if selection.as_of and selection.as_of >= landscape.as_of:
        if selection.as_of > landscape.as_of:
            day = day_words(landscape.as_of)
            notes.append(f"The data reach to {day}; everything is shown as of that day.")
        selection = replace(selection, as_of=None)
    return selection, notes


def _of_one(asked: str, focus: str) -> str:
    """Why no two records can be asked about."""
    if focus:
        return f"A record is not {asked} with itself; it alone is told."
    return f"Nothing is selected that another record could be {asked} with."


@once
def _readers(landscape: Landscape) -> dict[str, tuple[str, PartReader]]:
    """For each part of an address its field, and what reads it."""
    records, selectable = landscape.records, landscape.selectable
    known = known_of(landscape)
    by_field: dict[str, PartReader] = {
        "focus": id_of(selectable.keys(), "nothing is selected"),
        "to": id_of(records.keys(), "no connection is told", selectable.keys(), "an actor or an event"),
        "in_order": word_of((_YES["in_order"],), "an order of a connection", bool),
        "since": day_of("the beginning of the window"),
        "until": day_of("the end of the window"),
        "as_of": day_of("the as-of date"),
        "clock": word_of(get_args(Clock), "a clock"),
        **{name: set_of(one.choices(known), one.what) for name, one in SETS.items()},
        "level": word_of(get_args(Level), "a level of detail"),
        "axis": word_of(get_args(AxisChoice), "an axis of the timeline"),
        "rows": word_of(get_args(RowsChoice), "a grouping of the timeline"),
        "nodes": word_of(get_args(Nodes), "a mode of the network"),
        "steps": word_of(tuple(str(n) for n in range(MAX_EGO_STEPS + 1)), "a number of steps", int),
        "tidy": word_of((_YES["tidy"],), "a way to lay out the network", bool),
        "vs": id_of({a.id for a in landscape.actors}, "nobody is compared", selectable.keys(), "an actor"),
        "tour": lambda value: (value, ""),  # whether there is such a tour is seen with its step
        "tour_step": word_of(tuple(map(str, range(1, MAX_STEPS + 1))), "a step of a tour", int),
        "show": word_of(tuple(word for word in get_args(PanelView) if word), "something that the panel tells"),
        "zoom": stretch_of,
        "pane": word_of(tuple(word for word in get_args(Pane) if word), "a picture"),
        "split": word_of(tuple(map(str, range(1, 100))), "a share of the height, from 1 to 99", int),
    }
    return {_KEYS[name]: (name, reader) for name, reader in by_field.items()}


_DRAWN: dict[str, Any] = {"focus": "", "to": "", "in_order": False, "vs": "", "axis": "folded", "rows": "lane"} | {
    "nodes": "all",
    "steps": 0,
    "tidy": False,
}
"""What only decides how that is drawn which is shown, and of what more is told."""

NO_FILTERS = _TOLD.keys() | _LOOKING.keys() | _DRAWN.keys()
"""The fields of a selection that leave nothing out."""


def filters_of(selection: Selection) -> Selection:
    """What of a selection decides which actors and ties there are."""
    return replace(selection, **_TOLD, **_LOOKING, **_DRAWN)
