"""A view in; an iCalendar file of its events out, each as whole days.

What is known to the day stands on its days. What is known to a month, a season or a year only, or lasted longer than
MAX_DAYS, would fill a calendar: it is one entry on the first day it may have been or begun, whose title begins with the
date in words and whose description says what is not known. What has not happened is tentative. Every entry carries its
date as written (X-EDTF-DATE) and its sources itself, as a calendar shows one entry at a time. The time stamps are the
landscape's as-of day, so that the same selection gives the same bytes.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, vText
from icalendar import Event as Entry

from explorer.edtf import When, words
from explorer.export.excerpt import Excerpt, excerpt, source_line
from explorer.export.options import Options
from explorer.model import NOT_HAPPENED, Event
from explorer.order import in_order
from explorer.outlook import outlook
from explorer.query.visible import View


def calendar_ics(view: View, options: Options) -> bytes:
    """The calendar, events in the order of their dates."""
    shown = excerpt(view, options)
    part = shown.landscape
    calendar = Calendar()
    calendar.add("prodid", "-//Policy Landscape Explorer//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", vText(shown.title))  # without vText, icalendar escapes nothing in a name of its own
    calendar.add("x-wr-caldesc", vText("\n".join(shown.head())))
    for event in in_order(part, part.events):
        calendar.add_component(_calendar_entry(event, shown))
    written: bytes = calendar.to_ical()
    return written


def _calendar_entry(event: Event, shown: Excerpt) -> Entry:
    part = shown.landscape
    first, last = _days_painted(event.date)
    entry = Entry()
    entry.add("uid", f"{event.id}@{re.sub('[^A-Za-z0-9.-]+', '-', part.id)}.policy-landscape-explorer")
    entry.add("dtstamp", datetime.combine(part.as_of, time(), UTC))
    entry.add("dtstart", first)
    if last < date.max:
        entry.add("dtend", last + timedelta(days=1))  # iCalendar's end is the first day after
    entry.add("x-edtf-date", vText(event.date.text))
    entry.add("summary", event.title if is_shown_whole(event.date) else f"{words(event.date)}: {event.title}")
    entry.add("description", "\n".join(_description(event, shown)))
    entry.add("categories", [next(lane.label for lane in part.lanes if lane.id == event.lane), event.kind])
    entry.add("status", "TENTATIVE" if event.status in NOT_HAPPENED else "CONFIRMED")
    entry.add("transp", "TRANSPARENT")  # nobody is busy because a bill is introduced
    if shown.link:
        entry.add("url", shown.link_to(event.id))
    return entry


MAX_DAYS = 31
"""So many days an entry covers at most."""


def is_shown_whole(when: When) -> bool:
    """Whether an entry stands on just the days that a date names: both ends known to the day, and not too many.

    >>> from explorer.edtf import parse_when
    >>> [is_shown_whole(parse_when(text)) for text in ("2025-07-21", "2025-06-01/2025-06-03", "2025")]
    [True, True, False]
    """
    if when.earliest is None or when.latest is None or (when.latest - when.earliest).days >= MAX_DAYS:
        return False
    return when.precision == "day" or (when.precision == "interval" and all(map(_is_day, when.text.split("/"))))


def _is_day(text: str) -> bool:
    return len(text.rstrip("?~%")) == len("2025-07-21")


def _days_painted(when: When) -> tuple[date, date]:
    """First and last day of the entry, both included; of an open date the known end alone."""
    known = [day for day in (when.earliest, when.latest) if day]
    return (known[0], known[-1]) if is_shown_whole(when) else (known[0], known[0])


def _description(event: Event, shown: Excerpt) -> list[str]:
    said = [f"{words(event.date)} · {outlook(shown.whole, event, shown.landscape.as_of).words}"]
    if remark := _precision(event.date):
        said.append(remark)
    sources = {source.id: source for source in shown.landscape.sources}
    cited = [source_line(sources[id]) for id in dict.fromkeys(citation.source for citation in event.sources)]
    return [*said, event.summary, *(f"Source: {source}" for source in cited), f"{shown.landscape.title}. {shown.as_of}"]


def _precision(when: When) -> str:
    """What the days of the entry do not say by themselves."""
    if when.earliest is None or when.latest is None:
        return (
            f"The {'beginning' if when.earliest is None else 'end'} is open: the entry stands on the day that is known."
        )
    first = "the entry stands on the first day that it may have been"
    if when.precision in ("month", "season", "year"):
        return f"Known to the {when.precision} only: {first}."
    if when.precision == "set":
        return f"One of several dates, it is not known which: {first}."
    if not is_shown_whole(when):
        return "It lasted too long to be drawn, or its ends are not known to the day: the entry marks its beginning."
    return ""
