"""A landscape and a selection in; how much of it is shown, and why not more, out: as components and as plain words."""

from __future__ import annotations

from typing import Any

from dash import html

from explorer.edtf import parse_when, words
from explorer.model import Landscape, Status
from explorer.query.selection import FILTERS, Selection
from explorer.query.visible import View

FILTER_WORDS = {
    "from": "the beginning of the window",
    "until": "the end of the window",
    "at": "the as-of day",
    "clock": "the clock “as it was known”",
    "lanes": "the levels of government",
    "kinds": "the kinds of events",
    "ties": "the kinds of ties",
    "basis": "how sure it must be",
    "layers": "the sources",
    "level": "the level of detail",
}


def counts(view: View) -> tuple[tuple[int, int, str], ...]:
    """Shown, of how many, of what."""
    masks = (view.events, view.actors, view.relations)
    return tuple(
        (int(mask.sum()), len(mask), word) for mask, word in zip(masks, ("events", "actors", "relations"), strict=True)
    )


def shown_line(view: View) -> list[Any]:
    """How much is shown; where a filter is on, of how many, and the ways back."""
    filtered = view.is_filtered
    said: list[Any] = []
    for some, every, word in counts(view):
        said += [
            ", " if said else "",
            html.B(f"{some:,}".replace(",", " ")),
            f" of {every:,}".replace(",", " ") if filtered else "",
            f" {word}",
        ]
    return [html.Span([*said, " shown" if filtered else ""]), _clear(view.selection) if filtered else None]


def _clear(selection: Selection) -> html.Button:
    every = "&".join(f"{part}=" for part in dict.fromkeys(parts_on(selection)))
    return html.Button("clear filters", type="button", className="plain", **{"data-go": every})


def parts_on(selection: Selection) -> list[str]:
    """The address parts of the filters that are on."""
    default = Selection()
    return [part for name, part in FILTERS.items() if getattr(selection, name) != getattr(default, name)]


def filter_words(landscape: Landscape, selection: Selection, part: str) -> str:
    """A filter that is on, in a few words: "as of 1 March 2025", "2 levels"."""
    name = next(name for name, key in FILTERS.items() if key == part)
    value = getattr(selection, name)
    if isinstance(value, frozenset):
        labels = {lane.id: lane.label for lane in landscape.lanes}
        listed = sorted(str(labels.get(item, item)) for item in value)
        what = {"lanes": "level", "kinds": "kind", "ties": "tie", "basis": "basis", "layers": "source layer"}[part]
        if not listed:
            return f"no {what}"
        return ", ".join(listed) if len(listed) <= 2 else f"{len(listed)} {what}s".replace("basiss", "bases")
    day = words(parse_when(value.isoformat())) if part in ("from", "until", "at") else ""
    said = {
        "from": f"from {day}",
        "until": f"until {day}",
        "at": f"as of {day}",
        "clock": "as it was known",
        "level": {"key": "key only", "supporting": "key and supporting"}.get(str(value), ""),
    }
    return said[part]


def empty(view: View) -> list[Any]:
    """Where no event is shown: why, and the ways back. Nothing otherwise."""
    if view.events.any() or not view.is_filtered:
        return []
    hidden = {part: view.hidden_by(part) for part in dict.fromkeys(parts_on(view.selection))}
    reasons = [
        html.Li(
            [
                html.B(filter_words(view.landscape, view.selection, part)),
                ": ",
                f"without {FILTER_WORDS[part]}, {count} event{'' if count == 1 else 's'} would be shown. "
                if count
                else f"more than {FILTER_WORDS[part]} would have to change. ",
                html.Button("Take it off", type="button", className="plain", **{"data-go": f"{part}="}),
            ]
        )
        for part, count in sorted(hidden.items(), key=lambda item: (-item[1], item[0]))
    ]
    every = "&".join(f"{part}=" for part in hidden)
    return [
        html.H2(f"0 of {len(view.events)} events are shown"),
        html.P("These filters are on, and together they leave nothing:"),
        html.Ul(reasons),
        html.P(html.Button("Show everything", type="button", className="plain", **{"data-go": every})),
    ]


STATE_WORDS: dict[Status, str] = {
    "occurred": "had happened",
    "ongoing": "under way or in force",
    "possible": "possible",
    "pending": "pending",
    "planned": "planned",
    "scheduled": "scheduled",
}


def standing(view: View) -> str:
    """How the events stood on the day chosen, in a sentence; empty where no day and no clock is chosen.

    What the day leaves out is told as not yet known; what another filter leaves out is not told of.
    """
    if view.selection.as_of is None and view.selection.clock == "happened":
        return ""
    day = words(parse_when(view.day.isoformat()))
    counted, unknown = view.statuses(), view.hidden_by("at", "clock")
    told = [f"{counted[state]} {word}" for state, word in STATE_WORDS.items() if counted[state]]
    told += [f"{unknown} not yet known"] if unknown else []
    return f"As of {day}: {', '.join(told)}." if told else f"As of {day} nothing is known yet."


def spoken(view: View) -> str:
    """One sentence of at most twenty words for a screen reader: what a change did."""
    (events, every, _), *_ = counts(view)
    day = f" as of {words(parse_when(view.day.isoformat()))}" if view.selection.as_of else ""
    return f"{events} of {every} events shown{day}."
