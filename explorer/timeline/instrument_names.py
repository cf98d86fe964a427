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
_AGAINST = " v. "
_BETWEEN = re.compile(r"\s*;\s*|\s*,(?!\d{3}\b)\s*|\s+/\s+|(?<=\d)/(?=[A-Z][A-Za-z.]*\s?\d)")
"""Between two numbers; "2016/679" and "10,888" are one."""
_IN_BRACKETS = re.compile(r"\s+\([^()]*\)$")
_NO = re.compile(r"\s+(?:nos?|nr)\b\.?\s*(?=\d)", re.IGNORECASE)


def number_of(landscape: Landscape, instrument: Instrument) -> str:
    """What a bill or an order goes by in the whole landscape: its number, with the year in which it began where another
    bears the same; empty for a lawsuit, and where number and year do not tell it from others."""
    if instrument.kind == "lawsuit" or not instrument.number:
        return ""
    first = first_number(instrument.number)
    alike = _alike(landscape, instrument.number)
    others = [one for one in alike if one.id != instrument.id]
    if not others:
        return first
    year = next((_year(one) for one in alike if one.id == instrument.id), 0)
    told = year and str(year) not in first and all(_year(other) not in (year, 0) for other in others)
    return f"{first} of {year}" if told else ""


def case_names(landscape: Landscape, instrument: Instrument) -> tuple[str, ...]:
    """Shorter names of a lawsuit, the longest first: those it is known by, and against whom it is, where no other is
    against the same. None of anything else."""
    if instrument.kind != "lawsuit":
        return ()
    title = instrument.title
    known = {alias for alias in instrument.aliases if _AGAINST in alias and len(alias) < len(title)}
    against = _against(title)
    alone = against and sum(_against(one.title) == against for one in landscape.instruments) == 1
    return (*sorted(known, key=lambda name: (-len(name), name)), *([against] if alone else []))


def _against(title: str) -> str:
    """ "v. Barr" of "City of Albuquerque v. Barr"; empty where there is no other side."""
    _, versus, other = title.partition(_AGAINST)
    return f"{versus}{other}".strip()


def first_number(number: str) -> str:
    """Of several numbers the first, without "No." and what stands in brackets behind it. A long one that is words and
    then a number has their initials; any other stays as it is written.

    >>> [first_number(one) for one in ("Public Law 119-21 (2025)", "Ordinance No. 2025-12", "House Bill 9 of 2025")]
    ['PL 119-21', 'Ordinance 2025-12', 'House Bill 9 of 2025']
    """
    first = _BETWEEN.split(_IN_BRACKETS.sub("", number.strip()))[0]
    first = _NO.sub(" ", _IN_BRACKETS.sub("", first)).strip() or number
    *words, last = first.split()
    titled = len(words) > 1 and all(word.isalpha() and word.istitle() for word in words) and any(map(str.isdigit, last))
    return "".join(word[0] for word in words) + f" {last}" if titled and len(first) > _LONG_NUMBER else first


def _alike(landscape: Landscape, number: str) -> Collection[Numbered]:
    """The instruments, lawsuits aside, whose first number is that of this one."""
    first = first_number(number)
    wider = wider_of(landscape)
    if wider is None:
        return _by_number(landscape)[first]
    found = wider.numbered(re.split(f"[{WORD_BREAKS}]", first.rstrip(WORD_BREAKS))[-1])
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
