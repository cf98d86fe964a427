"""A landscape and a selection in; how much of it is shown, and why not more, out: as markup and as plain words."""

from __future__ import annotations

from explorer.draw.markup import Markup, html_of, tag
from explorer.landscape import Landscape
from explorer.page.controls import go_button
from explorer.prose.choice_words import STATE_WORDS, choices_called
from explorer.query.selection import FILTER_WORDS, FILTERS, Selection
from explorer.query.visible import View
from explorer.wording import day_words, how_many


def counts(view: View) -> tuple[tuple[int, int, str], ...]:
    """Shown, of how many, of what."""
    return tuple(zip(view.shown(), view.every, ("events", "actors", "relations"), strict=True))


def shown_line(view: View) -> Markup:
    """Where a filter is on: each as a chip that takes it off, how much of how much is shown, and the way back."""
    scope = tag("span", {"class": "scope quiet"}, f" {view.scope}") if view.scope else None
    line = tag("span", {"class": "how-much"}, shown_words(view), scope)
    if not view.is_filtered:
        return html_of(line)
    return html_of([[_chip(view, part) for part in dict.fromkeys(parts_on(view.selection))], line, _clear(view)])


def shown_words(view: View) -> str:
    """How many events, actors and relations are shown; with a filter, of how many."""
    every = view.is_filtered
    told = [
        f"{some:,}{f' of {many:,}' if every else ''} {word}".replace(",", "\u202f") for some, many, word in counts(view)
    ]
    return ", ".join(told)


def _chip(view: View, part: str) -> Markup:
    words_ = filter_words(view.landscape, view.selection, part)
    name = f"Take off: {words_}"
    return tag(
        "button",
        {"class": "chip", "type": "button", "data-go": f"{part}=", "aria-label": name},
        words_,
        tag("span", {"aria-hidden": "true"}, " ×"),
    )


def _clear(view: View) -> Markup:
    every = "&".join(f"{part}=" for part in dict.fromkeys(parts_on(view.selection)))
    return go_button("clear all", every)


def parts_on(selection: Selection) -> list[str]:
    """The address parts of the filters that are on."""
    default = Selection()
    return [part for name, part in FILTERS.items() if getattr(selection, name) != getattr(default, name)]


def filter_words(landscape: Landscape, selection: Selection, part: str) -> str:
    """A filter that is on, in a few words: "as of 1 March 2025", "2 levels"."""
    name = next(name for name, key in FILTERS.items() if key == part)
    value = getattr(selection, name)
    if isinstance(value, frozenset):
        listed = choices_called(landscape, part, value)
        if not listed:
            return f"no {FILTER_WORDS[part].one}"
        return ", ".join(listed) if len(listed) <= 2 else f"{len(listed)} {FILTER_WORDS[part].many}"
    day = day_words(value) if part in ("from", "until", "at") else ""
    said = {
        "from": f"from {day}",
        "until": f"until {day}",
        "at": f"as of {day}",
        "clock": "as it was known",
        "level": {"key": "key only", "supporting": "key and supporting"}.get(str(value), ""),
    }
    return said[part]


def empty(view: View) -> Markup:
    """Where no event is shown: why, and the ways back. Nothing otherwise."""
    if view.shown().events or not view.is_filtered:
        return Markup()
    hidden = {part: view.hidden_by(part) for part in dict.fromkeys(parts_on(view.selection))}
    reasons = [
        tag(
            "li",
            {},
            tag("b", {}, filter_words(view.landscape, view.selection, part)),
            ": ",
            f"without {FILTER_WORDS[part].name}, {how_many(count, 'event')} would be shown. "
            if count
            else f"more than {FILTER_WORDS[part].name} would have to change. ",
            go_button("Take it off", f"{part}="),
        )
        for part, count in sorted(hidden.items(), key=lambda item: (-item[1], item[0]))
    ]
    every = "&".join(f"{part}=" for part in hidden)
    return html_of(
        [
            tag("h2", {}, f"0 of {view.every.events} events are shown"),
            tag("p", {}, "These filters are on, and together they leave nothing:"),
            tag("ul", {}, reasons),
            tag("p", {}, go_button("Show everything", every)),
        ]
    )


THEN_WORDS = STATE_WORDS | {"occurred": "had happened"}
"""How events stood on a day that is past."""


def standing_words(view: View) -> str:
    """How the events stood on the day chosen, in a sentence; empty where no day and no clock is chosen.

    What the day leaves out had not happened, or was not yet known; what another filter leaves out is not told of.
    """
    if view.selection.as_of is None and view.selection.clock == "happened":
        return ""
    day = day_words(view.day)
    counted, unknown = view.statuses(), view.hidden_by("at", "clock")
    told = [f"{counted[state]} {word}" for state, word in THEN_WORDS.items() if counted[state]]
    told += [f"{unknown} later or not yet known"] if unknown else []
    ties, maybe = view.held_back()
    more = [f"{how_many(ties, 'tie')} without a date left out, not attested by then"] if ties else []
    more += (
        [f"{maybe} more may have been known, as only the month or year of their source is recorded"] if maybe else []
    )
    said = f"As of {day}: {', '.join(told)}." if told else f"As of {day} nothing is known yet."
    return " ".join([said, *(f"{sentence}." for sentence in more)])


def reach_words(landscape: Landscape) -> str:
    """How far the data reach, and when somebody last looked whether there is more."""
    reach = day_words(landscape.as_of)
    looked = f"; last looked for more on {day_words(landscape.checked)}" if landscape.checked else ""
    return f"These data reach to {reach}{looked}."


def spoken_words(view: View) -> str:
    """One sentence of at most twenty words for a screen reader: what a change did."""
    (events, every, _), *_ = counts(view)
    day = f" as of {day_words(view.day)}" if view.selection.as_of else ""
    return f"{events} of {every} events shown{day}."
