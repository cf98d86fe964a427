"""iCalendar: the events of a calendar.

MAPPING
- VEVENT → event with the status scheduled: a calendar does not say that something took place; SUMMARY → title, UID →
  key, DTSTART and the day before an exclusive DTEND → date, CATEGORIES → kind, DESCRIPTION and LOCATION → summary
- a day is that of the event's own zone; clock times are told as left out
- X-EDTF-DATE of a calendar of ours → date: its entries of what is known to a month or a year stand on one day of it
- URL, or the first address in DESCRIPTION → source; else the file itself
- ORGANIZER with a name (CN) → actor that carries the event out; e-mail addresses are never kept
- CANCELLED events, and those without a date or a title, are told as not kept; of a series (RRULE) the first is kept
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Any

from icalendar import Calendar

from explorer.edtf import parse_when, parses, words
from explorer.importing.formats.bounded import MAX_PARTS, bad, text_of
from explorer.importing.formats.taking import Taking, clean, is_link, reference
from explorer.importing.loose import Loose

_ADDRESS = re.compile(r"https?://[^\s<>\"]{1,1000}")
LONGEST_LINE = 100_000


def read(data: bytes, name: str) -> Loose | None:
    """A calendar as rows; None for another file."""
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:15].upper() != b"BEGIN:VCALENDAR":
        return None
    text = re.sub(r"\r*\n", "\r\n", text_of(data, name).strip()) + "\r\n"
    if "END:VCALENDAR" not in text[-200:].upper():
        raise bad(name, "is a calendar that breaks off", "download it again")
    begins = re.findall(r"(?im)^(BEGIN|END):", text)
    if len(begins) > MAX_PARTS or max(map(len, text.split("\n"))) > LONGEST_LINE or _depth(begins) > 5:
        raise bad(name, "is a calendar with too many parts, or parts too large", "export a shorter period")
    text = _without_zones(text)
    try:
        calendar = Calendar.from_ical(text)
    except Exception:  # its parsers raise whatever they meet: ValueError, KeyError, IndexError, …
        raise bad(name, "is not a sound calendar", "export it again") from None
    if not isinstance(calendar, Calendar):
        raise bad(name, "is not a sound calendar", "export it again")
    taking = Taking(name, _said(calendar, "X-WR-CALNAME"))
    file = taking.source("", taking.loose.title, "", "", "dataset", group="")
    for component in calendar.subcomponents:
        if component.name == "VEVENT":
            _event(taking, component, file)
        elif component.name != "VTIMEZONE":
            taking.leave(f"a {clean(str(component.name))[:20]}, which is no event")
    return taking.done()


def _without_zones(text: str) -> str:
    """The calendar without its definitions of time zones, which no day needs and whose rules can go on for ever."""
    kept, inside = [], False
    for line in text.split("\r\n"):
        mark = line.strip().upper()
        inside = inside or mark == "BEGIN:VTIMEZONE"
        if not inside:
            kept.append(line)
        if mark == "END:VTIMEZONE":
            inside = False
    return "\r\n".join(kept)


def _depth(marks: list[str]) -> int:
    deepest = depth = 0
    for mark in marks:
        depth += 1 if mark.upper() == "BEGIN" else -1
        deepest = max(deepest, depth)
    return deepest


def _said(component: Any, key: str) -> str:
    value = component.get(key)
    return clean(str(value[0] if isinstance(value, list) else value)) if value else ""


def _when(component: Any, key: str) -> date | None:
    try:
        found = getattr(component.get(key), "dt", None)
    except ValueError:  # a property that could not be read says so when it is asked
        return None
    return found if isinstance(found, date) else None


def _day(found: date) -> date:
    return found.date() if isinstance(found, datetime) else found


def _written(component: Any) -> str:
    """The date as a calendar of ours has it; whose commas are escaped in a property that no standard names."""
    text = _said(component, "X-EDTF-DATE").replace("\\,", ",")
    return text if text and parses(text) else ""


def _span(component: Any) -> str:
    if written := _written(component):
        return written
    start, end = _when(component, "DTSTART"), _when(component, "DTEND")
    if start is None:
        return ""
    first = last = _day(start)
    if end is not None:
        last = _day(end)
        if not isinstance(end, datetime) and last > first:
            last -= timedelta(days=1)  # the end of whole days is the day after the last
    return first.isoformat() if last <= first else f"{first.isoformat()}/{last.isoformat()}"


def _event(taking: Taking, component: Any, file: str) -> None:
    title, when, id = _said(component, "SUMMARY"), _span(component), _said(component, "UID")
    if _said(component, "STATUS").upper() == "CANCELLED":
        return taking.leave("a cancelled event")
    if not title or not when:
        return taking.leave("an event without a date" if title else "an event without a title")
    if _written(component):
        title = title.removeprefix(f"{words(parse_when(when))}: ")  # which its entry begins with for want of a day
    if isinstance(_when(component, "DTSTART"), datetime):
        taking.guess("A clock time was left out; the day is the one that the file writes, in its own time zone.")
    if component.get("RRULE"):
        taking.leave("the further dates of an event that repeats; only its first is kept")
    said, place = _said(component, "DESCRIPTION"), _said(component, "LOCATION")
    links = [_said(component, "URL"), *_ADDRESS.findall(said)]
    link = next((link.rstrip(".,;)") for link in links if is_link(link.rstrip(".,;)"))), "")
    source = taking.source(link, title, "", "", "", group="") if link else file
    key = f"calendar/{reference(id or f'{title}-{when}')}"
    kinds = component.get("CATEGORIES")
    categories = [clean(str(word)) for word in getattr(kinds, "cats", [])]
    taking.add(
        "events",
        key=key,
        title=title,
        date=when,
        kind=categories[0].lower() if categories else "",
        status="scheduled",
        summary=" ".join(text for text in (said, f"Place: {place}." if place else "") if text),
        sources=source,
    )
    organizer = component.get("ORGANIZER")
    called = clean(str(getattr(organizer, "params", {}).get("CN", ""))) if organizer else ""
    if called and "@" not in called:
        actor = taking.add("actors", key=f"calendar/organizer/{reference(called)}", name=called, sources=source)
        taking.relate(actor, "carried-out", key, source, note="Organizer in the calendar.")
    elif organizer:
        taking.leave("the address of an organizer")
    known = {"SUMMARY", "UID", "STATUS", "DTSTART", "DTEND", "DTSTAMP", "RRULE", "DESCRIPTION", "LOCATION", "URL"}
    known |= {"X-EDTF-DATE"}
    for property in component.keys() - known - {"CATEGORIES", "ORGANIZER", "CREATED", "LAST-MODIFIED", "SEQUENCE"}:
        taking.leave(f"“{clean(property)[:40]}”, for which no table has a column")
    return None
