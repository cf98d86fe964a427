"""A landscape that stands for a larger one, which is not held in memory: where it came from, and what that is asked."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from explorer.landscape import Landscape, keep, once

Days = NDArray[np.int32]

LISTED_SOURCES = 600
"""So many sources are listed below a page, by their numbers; of further ones a number leads to the publication."""

WORD_BREAKS = " ,;/()"
"""What stands between the words of an official number."""


class Numbered(NamedTuple):
    """An instrument that has a number."""

    id: str
    kind: str
    number: str  # as it is written, of several all
    begun: int  # the first day of its first step, an ordinal; 0 = not known


class Wider(Protocol):
    """What a landscape was drawn from that is too large to be held: it counts, the landscape has names and records."""

    def view(self, landscape: Landscape, selection: Any) -> Any:
        """The `View` of what a selection shows of the landscape, with the counts of all."""

    def read(self, address: str, also: Collection[str]) -> Any:
        """See `asked`."""

    @property
    def finder(self) -> Any:
        """What finds in all of it; see `search.find.Finder`."""

    def write_tables(self, selection: Any, folder: Path, form: Any, tell: Any, omit: Collection[str]) -> Any:
        """Writes all that is shown, where it `is_written_whole`; see `store.questions.taken`."""

    def days_told(self) -> tuple[Days, Days]:
        """The days on which some event begins, ends or is first told of, ascending, and how often."""

    def spans(self, window: tuple[date | None, date | None]) -> tuple[Days, Days, Days, Days]:
        """Of the events that touch a window, as far as they lie in it: first day, last day, weight, how many."""

    def numbered(self, word: str) -> list[Numbered]:
        """The instruments that have a word, such as its digits, in their number; see `WORD_BREAKS`."""

    def numbers(self, sources: Iterable[str]) -> dict[str, int]:
        """The numbers by which sources are cited."""

    @property
    def is_written_whole(self) -> bool:
        """Whether all that is shown can be written to a file, more than is held: what stands in a file here can."""

    @property
    def home(self) -> Landscape:
        """The landscape of what weighs most of all: what rests in the pictures of all others is laid out in it."""

    @property
    def kinds(self) -> tuple[str, ...]:
        """All kinds of events, in order of their names."""

    @property
    def layers(self) -> tuple[str, ...]:
        """The ids of all layers of sources, in order."""

    @property
    def many_sources(self) -> int:
        """How many are cited."""


@once
def wider_of(landscape: Landscape) -> Wider | None:
    """What a landscape was drawn from; None of an ordinary one. See `stand_for`."""
    return None


def stand_for(landscape: Landscape, wider: Wider) -> None:
    """Has a landscape stand for a larger one, from the beginning."""
    keep(wider_of, landscape, wider)


def home_of(landscape: Landscape) -> Landscape:
    """The landscape in which what rests in the pictures is laid out: of an ordinary one, itself."""
    wider = wider_of(landscape)
    return wider.home if wider else landscape
