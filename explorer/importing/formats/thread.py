"""The steps of an instrument's life in their order, as events; a vote's words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from explorer.importing.formats.taking import Taking, day_of, shortly

_STAMP = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?))?.*")


@dataclass
class Step:
    """One step: what its event is called by in the file, when it was (with its clock time, if any) and what it was."""

    key: str
    when: str
    what: str
    cells: dict[str, str] = field(default_factory=dict)  # further cells of the event
    status: str = "occurred"


def in_order(steps: Iterable[Step]) -> list[Step]:
    """Steps by day; within a day by the clock where all of that day have a time, else as the file has them."""
    known = list(steps)
    if not all(_STAMP.fullmatch(step.when) for step in known if step.when):
        return known
    days: dict[str, list[Step]] = {}
    day = ""
    for step in known:
        day = step.when[:10] if day_of(step.when) else day  # one without a day stays behind the one before it
        days.setdefault(day, []).append(step)
    ordered: list[Step] = []
    for _, same in sorted(days.items()):
        timed = all(_clock(step.when) for step in same)
        ordered += sorted(same, key=lambda step: _clock(step.when)) if timed else same
    return ordered


def _clock(stamp: str) -> str:
    found = _STAMP.fullmatch(stamp)
    clock = (found.group(2) or "") if found else ""
    return clock if clock.strip("0:") else ""


def add_steps(taking: Taking, instrument: str, number: str, sources: str, steps: Iterable[Step]) -> str:
    """The steps as events, numbered in their order; the key of the first, or "" where there is none."""
    first = ""
    for place, step in enumerate(in_order(steps), 1):
        whole = f"{number}: {step.what}" if number else step.what
        title = shortly(whole)
        cells = {
            "key": step.key,
            "title": title,
            "date": day_of(step.when, taking),
            "kind": "bill step",
            "status": step.status,
            "instrument": instrument,
            "step": str(place) if instrument else "",
            "summary": step.what if title != whole else "",
            "sources": sources,
        }
        cells |= {column: text for column, text in step.cells.items() if text}
        taking.add("events", **cells)
        first = first or step.key
    return first


def tally(counts: Mapping[str, str]) -> str:
    """A vote's counts in words.

    >>> tally({"yes": "48", "no": "1", "absent": ""})
    'Counted: 48 yes, 1 no.'
    """
    said = ", ".join(f"{count} {word}" for word, count in counts.items() if count)
    return f"Counted: {said}." if said else ""
