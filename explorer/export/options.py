"""What a reader may choose about a file besides what is in it: paper, type, words of one's own, template."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from math import sqrt
from typing import Literal, get_args

from explorer.draw.palette import Theme
from explorer.errors import ExplorerError
from explorer.landscape import Landscape
from explorer.query.tours import tour_of, tours
from explorer.wording import either

Size = Literal["16:9", "4:3", "square", "a4", "a3", "poster"]
Picture = Literal["timeline", "network", "details", "deck"]
"""What a file shows. Files of data hold what is shown whichever it is."""
Reading = Literal["screen", "desk", "document"]
"""Where it is read: projected in a room, on a screen of one's own, on paper."""

SMALLEST_TYPE: dict[Reading, int] = {"screen": 18, "desk": 12, "document": 9}
"""Points: nothing is set smaller, whatever the text scale; at a scale of 1 the smallest words are so large."""

MIN_TEXT_SCALE, MAX_TEXT_SCALE = 0.5, 2.0
MIN_SCALE, MAX_SCALE = 1.0, 3.0
SCALES = {"text-scale": (MIN_TEXT_SCALE, MAX_TEXT_SCALE), "scale": (MIN_SCALE, MAX_SCALE)}
MAX_PIXELS = 40_000_000
"""Of one picture, which may be several sheets high: more would take too much of the memory."""
MAX_ACTORS = 20
"""So many actors get a slide of their own in a deck at most, where a reader chooses them on the page."""
MAX_TITLE, MAX_NOTE = 120, 400
"""Characters of a title and of a note of one's own."""
MOST_ROWS = 20_000_000
"""So many events, actors and relations of a large store a file of tables holds, where nothing else is set."""
MAX_BY_HAND = 60
"""So many records are left out, or kept first, by hand at most."""


class BadExport(ExplorerError):
    """An export that cannot be made as it was asked for; its text says what to ask for instead."""


@dataclass(frozen=True)
class Template:
    """A PowerPoint file whose masters are used, as it was given: nobody has looked into it yet."""

    name: str  # of the file, for sentences about it
    data: bytes = field(repr=False)


@dataclass(frozen=True)
class Options:
    size: Size = "16:9"
    theme: Theme = "light"
    text_scale: float = 1.0  # of all type: MIN_TEXT_SCALE to MAX_TEXT_SCALE, both included
    template: Template | None = None  # whose masters are used
    scale: float = 1.0  # pixels for each px of a picture: MIN_SCALE to MAX_SCALE, both included
    actors: tuple[str, ...] = ()  # ids of those who get a slide of their own in a deck; empty = the weightiest
    link: str = ""  # address of the page without its query, such as "https://example.org/"; empty = no link is written
    tour: str = ""  # the tour that a deck walks, a slide a step; empty = the deck of what is shown
    reading: Reading = "desk"  # how small type may be: SMALLEST_TYPE
    title: str = ""  # instead of the sentence that is worked out; one line
    note: str = ""  # said below the title, beside what is shown
    one_page: bool = False  # each picture on one page, the most important of it; else over as many as it needs
    omit: tuple[str, ...] = ()  # ids of actors and events that are left out by hand
    pin: tuple[str, ...] = ()  # ids of actors and events that come before all others where there is no room for all


def most_scale(width: float, height: float) -> float:
    """How many pixels for each px a picture of so many px may have at most."""
    return sqrt(MAX_PIXELS / (width * height))


def check_options(options: Options, landscape: Landscape) -> None:
    """Raises BadExport for the first option that cannot be kept."""
    for name, value, choices in (
        ("size", options.size, get_args(Size)),
        ("theme", options.theme, get_args(Theme)),
        ("reading", options.reading, get_args(Reading)),
    ):
        if value not in choices:
            raise BadExport(f"“{value}” is not a {name} — use {either(choices)}.")
    for name, number, least, most in (
        ("text scale", options.text_scale, MIN_TEXT_SCALE, MAX_TEXT_SCALE),
        ("scale", options.scale, MIN_SCALE, MAX_SCALE),
    ):
        if not least <= number <= most:  # which a NaN is not
            raise BadExport(f"The {name} is {number:g} — use a number from {least:g} to {most:g}.")
    if options.tour and tour_of(landscape, options.tour) is None:
        named = either([*tours(landscape)] or ["none"])
        raise BadExport(f"There is no tour called “{options.tour[:60]}” here — there is {named}.")
    _check_words("title", options.title, MAX_TITLE)
    _check_words("note", options.note, MAX_NOTE)
    for ids in (options.omit, options.pin):
        if len(ids) > MAX_BY_HAND:
            raise BadExport(f"By hand at most {MAX_BY_HAND} records are chosen — set a filter for more.")
    for id in options.actors:
        if id not in landscape.selectable:
            raise BadExport(f"Nothing here is called “{id[:60]}” — name actors or events by their ids.")
    for id in (*options.omit, *options.pin):
        if id not in landscape.records:
            raise BadExport(f"No actor or event here is called “{id[:60]}” — name actors or events by their ids.")


def _check_words(what: str, text: str, most: int) -> None:
    """Raises BadExport where a title or a note is too long, or holds what is no letter, such as a line's end."""
    if len(text) > most:
        raise BadExport(f"The {what} has {len(text)} characters — write at most {most}.")
    if any(unicodedata.category(letter) in ("Cc", "Cs", "Co", "Cn", "Zl", "Zp") for letter in text):
        raise BadExport(
            f"The {what} holds a control character or the end of a line — write it in one line of plain text."
        )
