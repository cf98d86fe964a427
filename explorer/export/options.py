"""What a reader may choose about a file besides what is in it: size, theme, type, template. `formats.py` checks it."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import sqrt
from typing import Literal

from explorer.draw.palette import Theme
from explorer.errors import ExplorerError

Size = Literal["16:9", "4:3", "square", "a4"]
Picture = Literal["timeline", "network", "details", "deck"]
"""What a file shows. Files of data hold what is shown whichever it is."""

MIN_TEXT_SCALE, MAX_TEXT_SCALE = 0.5, 2.0
MIN_SCALE, MAX_SCALE = 1.0, 3.0
MAX_PIXELS = 40_000_000
"""Of one picture, which may be several sheets high: more would take too much of the memory."""
MAX_ACTORS = 20
"""So many actors get a slide of their own in a deck at most, where a reader chooses them on the page."""


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


def most_scale(width: float, height: float) -> float:
    """How many pixels for each px a picture of so many px may have at most."""
    return sqrt(MAX_PIXELS / (width * height))
