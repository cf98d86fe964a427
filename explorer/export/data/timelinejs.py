"""A view in; JSON for TimelineJS out, the storytelling timeline of Knight Lab.

A date has only the parts that are known, and `display_date` has it in words. TimelineJS shows texts as HTML, so all
of them are escaped. Sources are numbered; each entry names its own, and the title slide all of them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from explorer.draw.markup import html_of, tag
from explorer.edtf import When, parse_when, words
from explorer.export.excerpt import Excerpt, Notes, excerpt
from explorer.export.options import Options
from explorer.model import Event
from explorer.order import in_order
from explorer.outlook import outlook
from explorer.query.visible import View

DateParts = dict[str, int]
"""Year, month, day: those that are known, in this order."""


def timelinejs(view: View, options: Options) -> bytes:
    """The file, events in the order of their dates."""
    shown = excerpt(view, options)
    part = shown.landscape
    notes = shown.notes(part.events)
    said = dict(zip((source.id for source in notes.sources), notes.lines(), strict=True))
    lanes = {lane.id: lane.label for lane in part.lanes}
    about = [part.summary, *shown.head()[1:], "Sources", *said.values()]
    story = {
        "title": {"unique_id": "about", "autolink": False, "text": _slide_text(shown.title, about)},
        "events": [_slide_entry(shown, event, lanes[event.lane], notes, said) for event in in_order(part, part.events)],
        "scale": "human",
    }
    return (json.dumps(story, ensure_ascii=False, allow_nan=False, indent=1) + "\n").encode()


def _slide_entry(shown: Excerpt, event: Event, lane: str, notes: Notes, lines: Mapping[str, str]) -> dict[str, Any]:
    start, end = date_parts(event.date)
    stands = outlook(shown.whole, event, shown.landscape.as_of).words
    said = [event.summary, f"{event.kind}, {stands}. {notes.marks(event.sources)}", *_cited(event, notes, lines)]
    return {
        "unique_id": event.id,
        "start_date": start,
        **({"end_date": end} if end else {}),
        "display_date": html_of(words(event.date)),
        "group": html_of(lane),
        "autolink": False,
        "text": _slide_text(event.title, said),
    }


def _cited(event: Event, notes: Notes, lines: Mapping[str, str]) -> list[str]:
    """The lines of the sources that an event cites, in the order of their numbers; `lines` are by source."""
    return [lines[id] for id in sorted({citation.source for citation in event.sources}, key=notes.numbers.__getitem__)]


def _slide_text(headline: str, paragraphs: list[str]) -> dict[str, str]:
    return {"headline": html_of(headline), "text": html_of([tag("p", {}, paragraph) for paragraph in paragraphs])}


def date_parts(when: When) -> tuple[DateParts, DateParts | None]:
    """The first and, of what spans more than one point, the last date; of an open date the known end alone.

    >>> date_parts(parse_when("2025-08?"))
    ({'year': 2025, 'month': 8}, None)
    >>> date_parts(parse_when("2024/2025-03"))
    ({'year': 2024}, {'year': 2025, 'month': 3})
    >>> date_parts(parse_when("2025-21"))
    ({'year': 2025, 'month': 3}, {'year': 2025, 'month': 5})
    >>> date_parts(parse_when("../2025-03"))
    ({'year': 2025, 'month': 3}, None)
    """
    points = re.findall(r"[0-9]{4}(?:-[0-9]{2}){0,2}", when.text)
    first, last = _parts_of_point(points[0])[0], _parts_of_point(points[-1])[1]
    return first, last if last != first else None


def _parts_of_point(text: str) -> tuple[DateParts, DateParts]:
    """First and last date of one point in time: the same, but for a season."""
    when = parse_when(text)
    if when.precision == "season" and when.earliest and when.latest:
        return (
            {"year": when.earliest.year, "month": when.earliest.month},
            {"year": when.latest.year, "month": when.latest.month},
        )
    parts: DateParts = dict(zip(("year", "month", "day"), map(int, text.split("-")), strict=False))
    return parts, parts
