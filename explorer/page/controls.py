"""A landscape and a selection in; the controls that choose what is shown out, as HTML components.

Every control is a plain input whose `name` is its part of the address, so that one module reads them all
(assets/controls/controls.js) and nothing about a landscape is known there. Sets list every choice; all on is usual.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dash import html

from explorer.draw.palette import GROUP_WORDS, lane_look
from explorer.edtf import parse_when, words
from explorer.model import Landscape
from explorer.page import ids
from explorer.page.markup import Plain
from explorer.query.columns import BASES, GROUPS, LAYERS, columns
from explorer.query.selection import Selection, item_text
from explorer.query.visible import days_of_change
from explorer.search.find import LONGEST

Choice = tuple[str, str]  # value, word

LEVELS: tuple[Choice, ...] = (("key", "Key"), ("supporting", "Supporting"), ("all", "All"))
AXES: tuple[Choice, ...] = (("folded", "Gaps folded"), ("true", "True time"), ("even", "Even spacing"))
ROWS: tuple[Choice, ...] = (("lane", "Level"), ("kind", "Kind"), ("instrument", "Instrument"), ("actor", "Actor"))
NODES: tuple[Choice, ...] = (("all", "Actors and events"), ("actors", "Actors only"))
STEPS: tuple[Choice, ...] = (("0", "All"), ("1", "1"), ("2", "2"), ("3", "3"))
CLOCKS: tuple[Choice, ...] = (("happened", "as it happened"), ("known", "as it was known"))

BASIS_WORDS = {
    "reported": "reported",
    "claimed": "claimed by someone",
    "planned": "planned",
    "opinion": "opinion of a source",
    "inferred": "inferred by the curators",
}
LAYER_WORDS = {"articles": "the articles", "public record": "the public record"}


def filters(landscape: Landscape, selection: Selection, asides: html.Div) -> html.Div:
    """The line of what is on or off: level of detail, sets of choices, the window in time."""
    known = columns(landscape).events
    lanes = [(lane.id, lane.label) for lane in landscape.lanes]
    looks = [lane_look(landscape.lanes, id) for id, _ in lanes]
    kinds = [(kind, kind) for kind in known.kinds]
    return html.Div(
        [
            segments("level", "Detail", LEVELS, selection.level),
            choices("lanes", "Levels", lanes, selection.lanes, looks),
            choices("kinds", "Events", kinds, selection.kinds),
            choices("ties", "Ties", [(group, GROUP_WORDS[group]) for group in GROUPS], selection.groups),
            choices("basis", "How sure", [(basis, BASIS_WORDS[basis]) for basis in BASES], selection.bases),
            choices("layers", "Sources", [(layer, LAYER_WORDS[layer]) for layer in LAYERS], selection.layers),
            _window(landscape, selection),
            asides,
        ],
        className="filter-bar choosers",
        role="group",
        **{"aria-label": "What is shown"},
    )


def as_of_line(landscape: Landscape, selection: Selection, shown: html.Div) -> html.Div:
    """The line of the as-of day, its slider and its clock; and how much is shown."""
    days = days_of_change(landscape)
    day = selection.as_of or landscape.as_of
    place = max((at for at, other in enumerate(days) if other <= day), default=0)
    said = words(parse_when(day.isoformat()))
    return html.Div(
        [
            html.Label("As of", htmlFor=ids.ASOF_SLIDER),
            _button("‹", "Back to the change before", step="-1"),
            _slider(place, len(days) - 1, said),
            _button("›", "On to the next change", step="1"),
            html.B(said, id=ids.ASOF_WORDS),
            html.Label("Day", htmlFor=ids.ASOF_DATE, className="spoken"),
            _date(ids.ASOF_DATE, "at", day.isoformat(), landscape),
            segments("clock", "Which clock", CLOCKS, selection.clock, spoken=True),
            shown,
        ],
        className="filter-bar asof",
        role="group",
        **{"aria-label": "As of"},
    )


def _slider(place: int, last: int, said: str) -> Plain:
    """The as-of slider: one stop a day on which something changes."""
    return _input(
        type="range", id=ids.ASOF_SLIDER, min="0", max=str(last), step="1", value=str(place), **{"aria-valuetext": said}
    )


def _button(sign: str, name: str, step: str) -> html.Button:
    return html.Button(
        sign, type="button", className="asof-step", title=name, **{"aria-label": name, "data-step": step}
    )


def _date(id: str, part: str, value: str, landscape: Landscape) -> Plain:
    return _input(type="date", id=id, name=part, value=value, max="9999-12-31", required=False)


def _window(landscape: Landscape, selection: Selection) -> html.Details:
    since, until = (day.isoformat() if day else "" for day in (selection.since, selection.until))
    return html.Details(
        [
            html.Summary(["Time ", html.B(_window_words(selection), className="chosen")]),
            html.Div(
                [
                    html.Label(["From ", _date(ids.WINDOW_FROM, "from", since, landscape)]),
                    html.Label(["to ", _date(ids.WINDOW_UNTIL, "until", until, landscape)]),
                    html.Button("Whole time", type="button", className="plain", **{"data-go": "from=&until="}),
                    html.P(id=ids.WINDOW_NOTE, className="date-note", role="status"),
                ],
                className="menu window-menu",
            ),
        ],
        className="chooser",
        **{"data-part": "window"},
    )


def _window_words(selection: Selection) -> str:
    since, until = selection.since, selection.until
    if since is None and until is None:
        return "whole"
    return "–".join(str(day.year) if day else "" for day in (since, until))


def segments(name: str, label: str, choices: Iterable[Choice], chosen: str, spoken: bool = False) -> html.Div:
    """A row of radio buttons that look like words; one is always chosen."""
    radios = [
        html.Label(
            [
                _input(type="radio", name=name, value=value, checked=value == chosen, **_default(name, value)),
                html.Span(word),
            ],
            className="segment",
        )
        for value, word in choices
    ]
    title = html.Span(label, className="spoken" if spoken else "segments-title", id=f"{name}-title")
    return html.Div([title, *radios], className="segments", role="radiogroup", **{"aria-labelledby": f"{name}-title"})


def _default(name: str, value: str) -> dict[str, bool]:
    return {"data-default": str(getattr(Selection(), name)) == value}


def choices(
    name: str, label: str, every: list[Choice], chosen: Iterable[str] | None, looks: list[str] | None = None
) -> html.Details:
    """A word that opens a list of boxes to tick; it says how many are on."""
    on = set(dict(every)) if chosen is None else set(chosen)
    boxes = [
        html.Label(
            [
                _input(type="checkbox", name=name, value=item_text(value), checked=value in on),
                html.I(className=f"lane-key look-{looks[place]}") if looks else None,
                html.Span(word),
            ]
        )
        for place, (value, word) in enumerate(every)
    ]
    state = "all" if len(on) == len(every) else f"{len(on)} of {len(every)}"
    return html.Details(
        [
            html.Summary([f"{label} ", html.B(state, className="chosen")]),
            html.Div(
                [
                    html.Fieldset([html.Legend(label, className="spoken"), *boxes]),
                    html.Div(
                        [
                            html.Button("all", type="button", className="plain", **{"data-all": name}),
                            html.Button("none", type="button", className="plain", **{"data-none": name}),
                        ],
                        className="all-none",
                    ),
                ],
                className="menu",
            ),
        ],
        className="chooser",
        **{"data-part": name},
    )


def _input(**attributes: Any) -> Plain:
    """An input of plain HTML: Dash's own would need its scripts before it does anything."""
    return Plain("input", attributes)


def combobox(field: str, list_: str, placeholder: str) -> list[Any]:
    """A field that finds records as one types, with the box that its module fills below it."""
    wiring = {"aria-expanded": "false", "aria-autocomplete": "list", "aria-controls": list_}
    plain = {"type": "text", "role": "combobox", "autocomplete": "off", "spellcheck": "false", "maxlength": LONGEST}
    return [
        Plain("input", {"id": field, "placeholder": placeholder, **plain, **wiring}),
        html.Div(
            [
                html.Div(id=list_, role="listbox", className="hits", **{"aria-label": "Found"}),
                html.P(role="status", className="said quiet"),
            ],
            className="found",
            hidden=True,
        ),
    ]
