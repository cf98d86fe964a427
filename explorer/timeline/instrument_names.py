"""A landscape and an instrument in; the names by which rows of the timeline call it out.

A number names one instrument only: which others bear it, and when each began, is asked of the whole landscape, so that
a row has the same name whatever is filtered. Of a large store the store is asked.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date

from explorer.landscape import Landscape, once
from explorer.model import Instrument
from explorer.query.columns import event_columns
from explorer.query.wider import WORD_BREAKS, Numbered, wider_of

_LONG_NUMBER = 14  # letters: "Executive Order 14287" is written "EO 14287"


def number_of(landscape: Landscape, instrument: Instrument) -> str:
    """What a bill or an order goes by in the whole landscape: its number, with the year in which it began where another
    bears the same; empty for a lawsuit, and where others of that number began in that year, or nobody knows when."""
    if instrument.kind == "lawsuit" or not instrument.number:
        return ""
    first = first_number(instrument.number)
    alike = _alike(landscape, instrument.number)
    others = [one for one in alike if one.id != instrument.id]
    if not others:
        return first
    year = next((_year(one) for one in alike if one.id == instrument.id), 0)
    return f"{first} of {year}" if year and all(_year(other) not in (year, 0) for other in others) else ""


def first_number(number: str) -> str:
    """Of several numbers the first, without what stands in brackets; words before a long one as initials."""
    first = number.split(",")[0].split(" (")[0].strip()
    words, space, digits = first.rpartition(" ")
    return "".join(word[0] for word in words.split()) + space + digits if len(first) > _LONG_NUMBER else first


def _alike(landscape: Landscape, number: str) -> Collection[Numbered]:
    """The instruments, lawsuits aside, whose first number is that of this one."""
    first = first_number(number)
    wider = wider_of(landscape)
    if wider is None:
        return _by_number(landscape)[first]
    found = wider.numbered([word for word in re.split(WORD_BREAKS, first) if word][-1])
    return [one for one in found if one.kind != "lawsuit" and first_number(one.number) == first]


@once
def _by_number(landscape: Landscape) -> Mapping[str, Collection[Numbered]]:
    """The instruments that have a number, lawsuits aside, by the first that each has."""
    begun: dict[str, int] = {}
    for event, day in zip(landscape.events, event_columns(landscape).earliest.tolist(), strict=True):
        if event.instrument and day:
            begun[event.instrument] = min(day, begun.get(event.instrument, day))
    found: dict[str, list[Numbered]] = {}
    for one in landscape.instruments:
        if one.number and one.kind != "lawsuit":
            told = Numbered(one.id, one.kind, one.number, begun.get(one.id, 0))
            found.setdefault(first_number(one.number), []).append(told)
    return found


def _year(one: Numbered) -> int:
    """In which it began; 0 where that is not known."""
    return date.fromordinal(one.begun).year if one.begun else 0
