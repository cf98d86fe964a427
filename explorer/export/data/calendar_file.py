"""A view in; an iCalendar file of its events out, each as whole days.

What is not known to the day spans all the days that it may have been, and its description says so. What has not
happened is tentative. Every entry carries its sources itself, as a calendar shows one entry at a time. The time
stamps are the landscape's as-of day, so that the same selection gives the same bytes.
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
    first, last = _days_covered(event.date)
    entry = Entry()
    entry.add("uid", f"{event.id}@{re.sub('[^A-Za-z0-9.-]+', '-', part.id)}.policy-landscape-explorer")
    entry.add("dtstamp", datetime.combine(part.as_of, time(), UTC))
    entry.add("dtstart", first)
    if last < date.max:
        entry.add("dtend", last + timedelta(days=1))  # iCalendar's end is the first day after
    entry.add("summary", event.title)
    entry.add("description", "\n".join(_description(event, shown)))
    entry.add("categories", [next(lane.label for lane in part.lanes if lane.id == event.lane), event.kind])
    entry.add("status", "TENTATIVE" if event.status in NOT_HAPPENED else "CONFIRMED")
    entry.add("transp", "TRANSPARENT")  # nobody is busy because a bill is introduced
    if shown.link:
        entry.add("url", shown.link_to(event.id))
    return entry


def _days_covered(when: When) -> tuple[date, date]:
    """First and last day, both included; of an open date the known end alone."""
    known = [day for day in (when.earliest, when.latest) if day]
    return known[0], known[-1]


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
    if when.precision in ("month", "season", "year"):
        return f"Known to the {when.precision} only: the entry spans all of it."
    if when.precision == "set":
        return "One of several dates, it is not known which: the entry spans all of them."
    return ""
