"""A landscape and a selection in; the controls that choose what is shown out.

Every control is a plain input whose `name` is its part of the address, so that one module reads them all
(assets/controls/controls.js) and nothing about a landscape is known there. Sets list every choice; all on is usual.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from explorer.draw.markup import Markup, Node, tag
from explorer.draw.palette import GROUP_WORDS, lane_look
from explorer.edtf import parse_when, words
from explorer.model import Landscape
from explorer.page import ids
from explorer.query.columns import BASES, GROUPS, LAYERS, columns
from explorer.query.selection import Selection, item_text
from explorer.search.find import MAX_QUERY_LENGTH

Choice = tuple[str, str]  # value, word

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

BASIS_WORDS = {
    "reported": "reported",
    "claimed": "claimed by someone",
    "planned": "planned",
    "opinion": "opinion of a source",
    "inferred": "inferred by the curators",
}
LAYER_WORDS = {"articles": "the articles", "public record": "the public record"}


def filters(landscape: Landscape, selection: Selection, asides: Markup) -> Markup:
    """The line of what is on or off: level of detail, sets of choices, the window in time."""
    known = columns(landscape).events
    lanes = [(lane.id, lane.label) for lane in landscape.lanes]
    looks = [lane_look(landscape.lanes, id) for id, _ in lanes]
    kinds = [(kind, kind) for kind in known.kinds]
    return tag(
        "div",
        {"class": "filter-bar choosers", "role": "group", "aria-label": "What is shown"},
        segments("level", "Detail", LEVEL_CHOICES, selection.level),
        choices("lanes", "Levels", lanes, selection.lanes, looks),
        choices("kinds", "Events", kinds, selection.kinds),
        choices("ties", "Ties", [(group, GROUP_WORDS[group]) for group in GROUPS], selection.groups),
        choices("basis", "How sure", [(basis, BASIS_WORDS[basis]) for basis in BASES], selection.bases),
        choices("layers", "Sources", [(layer, LAYER_WORDS[layer]) for layer in LAYERS], selection.layers),
        _window_menu(selection),
        asides,
    )


def as_of_controls(days: Sequence[date], day: date, clock: str, clocks: Sequence[Choice], shown: Node) -> Markup:
    """The line of the as-of day, its slider that stops on these days, and its clocks; and how much is shown."""
    place = max((at for at, other in enumerate(days) if other <= day), default=0)
    said = words(parse_when(day.isoformat()))
    slider = {"type": "range", "id": ids.ASOF_SLIDER, "min": 0, "max": len(days) - 1, "step": 1, "value": place}
    return tag(
        "div",
        {"class": "filter-bar asof", "role": "group", "aria-label": "As of"},
        tag("label", {"for": ids.ASOF_SLIDER}, "As of"),
        _button("‹", "Back to the change before", step="-1"),
        tag("input", slider | {"aria-valuetext": said}),
        _button("›", "On to the next change", step="1"),
        tag("b", {"id": ids.ASOF_WORDS}, said),
        tag("label", {"class": "spoken", "for": ids.ASOF_DATE}, "Day"),
        _date_input(ids.ASOF_DATE, "at", day.isoformat()),
        segments("clock", "Which clock", clocks, clock, spoken=True) if len(clocks) > 1 else None,
        tag("div", {"id": ids.SHOWN, "class": "shown"}, shown),
    )


def _button(sign: str, name: str, step: str) -> Markup:
    return tag(
        "button", {"class": "asof-step", "title": name, "type": "button", "aria-label": name, "data-step": step}, sign
    )


def _date_input(id: str, part: str, value: str) -> Markup:
    return tag("input", {"type": "date", "id": id, "name": part, "value": value, "max": "9999-12-31"})


def _window_menu(selection: Selection) -> Markup:
    since, until = (day.isoformat() if day else "" for day in (selection.since, selection.until))
    return tag(
        "details",
        {"class": "chooser", "data-part": "window"},
        tag("summary", {}, "Time ", tag("b", {"class": "chosen"}, _window_words(selection))),
        tag(
            "div",
            {"class": "menu window-menu"},
            tag("label", {}, "From ", _date_input(ids.WINDOW_FROM, "from", since)),
            tag("label", {}, "to ", _date_input(ids.WINDOW_UNTIL, "until", until)),
            go_button("Whole time", "from=&until="),
            tag("p", {"id": ids.WINDOW_NOTE, "class": "date-note", "role": "status"}),
        ),
    )


def go_button(words_: str, change: str) -> Markup:
    """A button that looks like words; it changes parts of the address."""
    return tag("button", {"class": "plain", "type": "button", "data-go": change}, words_)


def _window_words(selection: Selection) -> str:
    since, until = selection.since, selection.until
    if since is None and until is None:
        return "whole"
    return "–".join(str(day.year) if day else "" for day in (since, until))


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
    """A word that opens a list of boxes to tick; it says how many are on."""
    on = set(dict(every)) if chosen is None else set(chosen)
    boxes = [
        tag(
            "label",
            {},
            tag("input", {"type": "checkbox", "name": name, "value": item_text(value), "checked": value in on}),
            tag("i", {"class": f"lane-key look-{looks[place]}"}) if looks else None,
            tag("span", {}, word),
        )
        for place, (value, word) in enumerate(every)
    ]
    state = "all" if len(on) == len(every) else f"{len(on)} of {len(every)}"
    return tag(
        "details",
        {"class": "chooser", "data-part": name},
        tag("summary", {}, f"{label} ", tag("b", {"class": "chosen"}, state)),
        tag(
            "div",
            {"class": "menu"},
            tag("fieldset", {}, tag("legend", {"class": "spoken"}, label), *boxes),
            tag(
                "div",
                {"class": "all-none"},
                tag("button", {"class": "plain", "type": "button", "data-all": name}, "all"),
                tag("button", {"class": "plain", "type": "button", "data-none": name}, "none"),
            ),
        ),
    )


def combobox(field: str, list_: str, placeholder: str) -> list[Markup]:
    """A field that finds records as one types, with the box that its module fills below it."""
    wiring = {"aria-expanded": "false", "aria-autocomplete": "list", "aria-controls": list_}
    plain = {
        "type": "text",
        "role": "combobox",
        "autocomplete": "off",
        "spellcheck": "false",
        "maxlength": MAX_QUERY_LENGTH,
    }
    return [
        tag("input", {"id": field, "placeholder": placeholder, **plain, **wiring}),
        tag(
            "div",
            {"class": "found", "hidden": True},
            tag("div", {"id": list_, "class": "hits", "role": "listbox", "aria-label": "Found"}),
            tag("p", {"class": "said quiet", "role": "status"}),
        ),
    ]
