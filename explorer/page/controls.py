"""A landscape and a selection in; the controls that choose what is shown out.

Every control is a plain input whose `name` is its part of the address, so that one module reads them all
(assets/controls/controls.js) and nothing about a landscape is known there. Sets list every choice; all on is usual.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from explorer.draw.markup import Markup, svg_tag, tag
from explorer.draw.palette import lane_look
from explorer.landscape import Landscape
from explorer.page import ids
from explorer.prose.choice_words import choice_words
from explorer.query.address_parts import item_text
from explorer.query.changes import changes_up_to
from explorer.query.selection import Selection
from explorer.search.find import MAX_QUERY_LENGTH
from explorer.wording import day_words

Choice = tuple[str, str]  # value, word
_Set = tuple[str, str, list[Choice], Iterable[str] | None, list[str] | None]  # what `choices` is given

LEVEL_CHOICES: tuple[Choice, ...] = (("key", "Key"), ("supporting", "Supporting"), ("all", "All"))
AXIS_CHOICES: tuple[Choice, ...] = (("folded", "Gaps folded"), ("true", "True time"), ("even", "Even spacing"))
ROW_CHOICES: tuple[Choice, ...] = (
    ("lane", "Level"),
    ("kind", "Kind"),
    ("instrument", "Instrument"),
    ("actor", "Actor"),
)
NODE_CHOICES: tuple[Choice, ...] = (("all", "Actors and events"), ("actors", "Actors only"))
STEP_CHOICES: tuple[Choice, ...] = (("0", "All"), ("1", "1"), ("2", "2"), ("3", "3"))
CLOCK_CHOICES: tuple[Choice, ...] = (("happened", "as it happened"), ("known", "as it was known"))


def filters(landscape: Landscape, selection: Selection, on: int) -> Markup:
    """What is on or off, behind one button that says how many filters are on: level of detail, sets, window in time."""
    looks = [lane_look(landscape.lanes, lane.id) for lane in landscape.lanes]
    said: list[tuple[str, str, Iterable[str] | None]] = [
        ("lanes", f"{lane_word(landscape)}s", selection.lanes),
        ("kinds", "Kinds of event", selection.kinds),
        ("status", "Status", selection.states),
        ("ties", "Ties", selection.groups),
        ("basis", "How sure", selection.bases),
        ("layers", "Sources", selection.layers),
    ]
    sets: list[_Set] = [
        (part, label, [*choice_words(landscape, part).items()], chosen, looks if part == "lanes" else None)
        for part, label, chosen in said
    ]
    return tag(
        "details",
        {"class": "chooser filters"},
        tag("summary", {}, "Filter ", tag("b", {"class": "filters-on"}, f"({on})")),
        tag(
            "div",
            {"class": "menu", "role": "group", "aria-label": "What is shown"},
            tag(
                "div",
                {"class": "filters-line"},
                segments("level", "Detail", LEVEL_CHOICES, selection.level),
                _window(selection),
            ),
            tag(
                "div",
                {"class": "filters-sets"},
                *(tag("div", {}, *(choices(*one) for one in column)) for column in _columned(sets)),
            ),
        ),
    )


def _columned(sets: list[_Set]) -> list[list[_Set]]:
    """The sets in three columns of about one height; in a column, and from one to the next, in their order.

    They are not CSS's columns, which are laid out anew as a whole with every number that changes in them.
    """
    rows = [len(every) + 2 for _, _, every, _, _ in sets]  # the set's name and its two buttons
    columns: list[list[int]] = [[], [], []]
    for place in sorted(range(len(sets)), key=lambda place: -rows[place]):
        min(columns, key=lambda column: sum(rows[one] for one in column)).append(place)
    return [[sets[place] for place in column] for column in sorted(sorted(column) for column in columns)]


def lane_word(landscape: Landscape) -> str:
    """What a lane is called, as a heading."""
    return landscape.lane_word[:1].upper() + landscape.lane_word[1:]


def as_of_controls(
    landscape: Landscape, days: Sequence[date], day: date, clock: str, clocks: Sequence[Choice]
) -> Markup:
    """The as-of day: a slider that stops on some days, with how much changes on each; play; its clocks."""
    place = max((at for at, other in enumerate(days) if other <= day), default=0)
    said = day_words(day)
    slider = {"type": "range", "id": ids.ASOF_SLIDER, "min": 0, "max": len(days) - 1, "step": 1, "value": place}
    ticks = _ticks(changes_up_to(landscape, days))
    play = {"id": ids.PLAY_BUTTON, "type": "button", "aria-label": "Play the changes", "aria-pressed": "false"}
    return tag(
        "div",
        {"class": "asof", "role": "group", "aria-label": "As of"},
        tag("label", {"for": ids.ASOF_SLIDER}, "As of"),
        _button("‹", "Back to the change before", step="-1"),
        tag("span", {"class": "asof-track"}, ticks, tag("input", slider | {"aria-valuetext": said})),
        _button("›", "On to the next change", step="1"),
        tag("button", {"class": "asof-step", "title": "Play the changes", **play}, "▶"),
        tag(
            "details",
            {"class": "chooser asof-day"},
            tag("summary", {}, tag("b", {"id": ids.ASOF_WORDS}, said)),
            tag(
                "div",
                {"class": "menu"},
                tag("label", {"for": ids.ASOF_DATE}, "Day ", _date_input(ids.ASOF_DATE, "at", day.isoformat())),
                segments("clock", "Which clock", clocks, clock, spoken=True) if len(clocks) > 1 else None,
            ),
        ),
    )


def _ticks(changes: Sequence[int]) -> Markup:
    """How much changes at each stop of the slider: a tick each, taller where several things do; at most 300 of them."""
    every = max(1, -(-len(changes) // 300))
    sums = [sum(changes[at : at + every]) for at in range(0, len(changes), every)]
    most, last = max(sums, default=1), max(1, len(sums) - 1)
    marks = "".join(
        f"M{300 * at / last:.1f} 12V{12 - 3 - 8 * (count / most) ** 0.5:.1f}" for at, count in enumerate(sums) if count
    )
    box = {"viewBox": "0 0 300 12", "preserveAspectRatio": "none", "aria-hidden": "true", "class": "asof-ticks"}
    return svg_tag("svg", box, svg_tag("path", {"d": marks}))


def _button(sign: str, name: str, step: str) -> Markup:
    return tag(
        "button", {"class": "asof-step", "title": name, "type": "button", "aria-label": name, "data-step": step}, sign
    )


def _date_input(id: str, part: str, value: str) -> Markup:
    return tag("input", {"type": "date", "id": id, "name": part, "value": value, "max": "9999-12-31"})


def _window(selection: Selection) -> Markup:
    since, until = (day.isoformat() if day else "" for day in (selection.since, selection.until))
    return tag(
        "div",
        {"class": "window", "data-part": "window", "role": "group", "aria-label": "Time"},
        tag("label", {}, "From ", _date_input(ids.WINDOW_FROM, "from", since)),
        tag("label", {}, "to ", _date_input(ids.WINDOW_UNTIL, "until", until)),
        go_button("Whole time", "from=&until="),
        tag("p", {"id": ids.WINDOW_NOTE, "class": "date-note", "role": "status"}),
    )


def go_button(words_: str, change: str) -> Markup:
    """A button that looks like words; it changes parts of the address."""
    return tag("button", {"class": "plain", "type": "button", "data-go": change}, words_)


def menu(name: str, label: str, choices: Sequence[Choice], chosen: str) -> Markup:
    """One of a few, behind the one that is chosen."""
    word = dict(choices)[chosen]
    return tag(
        "details",
        {"class": "chooser", "data-part": name},
        tag("summary", {}, tag("span", {}, f"{label} "), tag("b", {"class": "chosen"}, word)),
        tag("div", {"class": "menu"}, segments(name, label, choices, chosen, spoken=True)),
    )


def segments(name: str, label: str, choices: Iterable[Choice], chosen: str, spoken: bool = False) -> Markup:
    """A row of radio buttons that look like words; one is always chosen."""
    default = str(getattr(Selection(), name))
    radios = []
    for value, word in choices:
        on = {"checked": value == chosen, "data-default": value == default}
        button = tag("input", {"type": "radio", "name": name, "value": value, **on})
        radios.append(tag("label", {"class": "segment"}, button, tag("span", {}, word)))
    title = tag("span", {"id": f"{name}-title", "class": "spoken" if spoken else "segments-title"}, label)
    return tag("div", {"class": "segments", "role": "radiogroup", "aria-labelledby": f"{name}-title"}, title, *radios)


def choices(
    name: str, label: str, every: list[Choice], chosen: Iterable[str] | None, looks: list[str] | None = None
) -> Markup:
    """A list of boxes to tick; it says how many are on, and how many events or ties each has."""
    on = set(dict(every)) if chosen is None else set(chosen)
    boxes = [
        tag(
            "label",
            {},
            tag("input", {"type": "checkbox", "name": name, "value": item_text(value), "checked": value in on}),
            tag("i", {"class": f"lane-key look-{looks[place]}"}) if looks else None,
            tag("span", {}, word),
            tag("span", {"class": "many"}),
        )
        for place, (value, word) in enumerate(every)
    ]
    state = "all" if len(on) == len(every) else f"{len(on)} of {len(every)}"
    return tag(
        "fieldset",
        {"class": "set", "data-part": name},
        tag("legend", {}, f"{label} ", tag("b", {"class": "chosen"}, state)),
        *boxes,
        tag(
            "div",
            {"class": "all-none"},
            tag("button", {"class": "plain", "type": "button", "data-all": name}, "all"),
            tag("button", {"class": "plain", "type": "button", "data-none": name}, "none"),
        ),
    )


def combobox(field: str, list_: str, placeholder: str, called: str, *more: Markup) -> tuple[Markup, Markup]:
    """A field that finds records as one types, with the box that its module fills below it; before it what it is
    called aloud."""
    wiring = {"aria-expanded": "false", "aria-autocomplete": "list", "aria-controls": list_}
    plain = {
        "type": "text",
        "role": "combobox",
        "autocomplete": "off",
        "spellcheck": "false",
        "maxlength": MAX_QUERY_LENGTH,
    }
    written = tag("input", {"id": field, "placeholder": placeholder, **plain, **wiring})
    found = tag(
        "div",
        {"class": "found", "hidden": True},
        tag("div", {"id": list_, "class": "hits", "role": "listbox", "aria-label": "Found"}),
        tag("p", {"class": "said quiet", "role": "status"}),
    )
    label = tag("label", {"class": "spoken", "for": field}, called)
    return label, tag("div", {"class": "search-box"}, written, found, *more)
