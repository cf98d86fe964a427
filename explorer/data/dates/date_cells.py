"""A cell that should hold a date in; the date out, or one sentence with the form to write."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import get_args

from explorer.data.dates.written_dates import Order, read_date
from explorer.edtf import MAX_DATE_LENGTH, When, parse_when
from explorer.errors import Slip

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_UNREAD: tuple[tuple[str, str], ...] = (  # what it looks like -> what it is, and what to write
    (
        r"-[0-9]{1,6}|.*[0-9]\s*b\.?c\.?(?:e\.?)?",
        "lies before the year 0000 — tell it in a summary, no date here says it",
    ),
    (r"fy\s?'?[0-9]{2,4}.*", "is a fiscal year, and each begins its own — write from when to when: 2023-07/2024-06"),
    (
        rf"(?:[a-z]{{3,9}},? )?(?:{_MONTH} [0-9]{{1,2}}(?:st|nd|rd|th)?|[0-9]{{1,2}}\.? {_MONTH})",
        "has no year — write 2024-01-06",
    ),
    (_MONTH, "has no year — write 2024-01"),
    (r"'?[0-9]{2}|[0-9]{2}s|[0-9]{2}-[0-9]{2}", "does not say which century — write all four digits: 1994, 1990/1999"),
    (r"[0-9]{3}", "is neither a year of four digits nor a day — write 0602, or 2024-06-02"),
    (r"[0-9]{1,2}:[0-9]{2}.*", "is a time without a day — write 2024-03-05"),
    (r"[0-9]{4}-[0-9]{3}", "counts the days of a year — write 2024-03-05"),
    (
        r".*\b(?:yesterday|today|tomorrow|ago|last|next|this|soon|recently)\b.*",
        "is not said from a fixed day — write 2024-03-05",
    ),
    (r".*\b(?:easter|christmas|thanksgiving|ramadan|election day)\b.*", "is a feast — write its day: 2024-12-25"),
    (r"(?:[0-9]{4},\s*)+[0-9]{4}", "are several dates — give each a row, or write [2024,2025] for one of them"),
    (r"[0-9]{5,}.*|.*[0-9]e[0-9]+", "is a number, and no day is counted so — write 2024-03-05"),
)
_NOT_THERE = re.compile(
    r"[0-9]{1,4}[-/.][0-9]{1,2}(?:[-/.][0-9]{1,4})?|[0-9]{1,2} [a-z]+ [0-9]{4}|[a-z]+ [0-9]{1,2},? [0-9]{4}"
)


_POINTS = ("day", "month", "year")


def date_cell(text: str) -> When:
    """The date of a cell. Raises ValueError: what came and what to write; a Slip where that is one text.

    >>> date_cell("2024-03-05T20:00:00-07:00")
    Traceback (most recent call last):
        ...
    explorer.errors.Slip: "2024-03-05T20:00:00-07:00" is not in the form of a date here — write 2024-03-05
    >>> date_cell("602")
    Traceback (most recent call last):
        ...
    ValueError: "602" is neither a year of four digits nor a day — write 0602, or 2024-06-02
    """
    if (plain := plain_date(text)) is not None:
        return plain
    try:
        return parse_when(text)
    except Slip:
        raise
    except ValueError as error:
        read = [read_date(text, order) for order in get_args(Order)[:2]]
        meant = list(dict.fromkeys(one.edtf for one in read if one and one.edtf))
        if len(meant) == 1:
            raise Slip(f'"{text}" is not in the form of a date here — write {meant[0]}', meant[0]) from None
        if meant:
            raise ValueError(f'"{text}" is not in the form of a date here — write {" or ".join(meant)}') from None
        if any(one and one.unknown for one in read):
            raise ValueError(
                f'"{text}" is no date — leave it empty where it may be, or write [2024..] or [..2024]'
            ) from None
        if "is not a date" in str(error):
            raise ValueError(f'"{text}" {unread(text)}') from None
        raise


_SEASON = re.compile(r"([0-9]{4})-2([1-4])")
_INTERVAL = re.compile(r"([0-9-]+|\.\.)/([0-9-]+|\.\.)")
_SET = re.compile(r"\[(?:([0-9-]+)?\.\.([0-9-]+)?|([0-9-]+(?:, ?[0-9-]+)+))\]")


def plain_date(text: str) -> When | None:
    """A season, an interval or a set of years, months or days written alike, as `parse_when` reads it with more care or
    by a grammar, which takes a second to load and some ms for each; None for any other text.

    >>> str(plain_date("2025-21").earliest), str(plain_date("[2025-03..]").earliest), plain_date("2025")
    ('2025-03-01', '2025-03-01', None)
    """
    if len(text) > MAX_DATE_LENGTH:
        return None
    if interval := _INTERVAL.fullmatch(text):
        return _interval(text, *interval.groups())
    if season := _SEASON.fullmatch(text):
        return _season(text, int(season[1]), int(season[2]))
    if not (written := _SET.fullmatch(text)):
        return None
    after, before, listed = written.groups()
    points = [point for point in (after, before) if point] if listed is None else re.split(", ?", listed)
    if not points or len(set(map(len, points))) > 1:
        return None
    try:
        found = [parse_when(point) for point in points]
    except ValueError:
        return None
    if any(point.precision not in _POINTS for point in found):
        return None
    first = min(point.earliest for point in found if point.earliest)
    last = max(point.latest for point in found if point.latest)
    if listed is not None:
        return When(text, first, last, "set")
    if after and before and found[0] != min(found, key=lambda point: point.text):
        return None  # it ends before it starts
    return When(text, first if after else None, last if before else None, "set")


def _interval(text: str, start: str, end: str) -> When | None:
    """Of years, months or days, or with one of these and an open end."""
    try:
        first, last = (None if point == ".." else parse_when(point) for point in (start, end))
    except ValueError:
        return None
    points = [point for point in (first, last) if point]
    if not points or any(point.precision not in _POINTS for point in points):
        return None
    earliest, latest = first.earliest if first else None, last.latest if last else None
    return None if earliest and latest and latest < earliest else When(text, earliest, latest, "interval")


def _season(text: str, year: int, place: int) -> When | None:
    """Spring begins with March; winter is December alone, as the rest of it lies in another year."""
    if year == 0:
        return None
    first = date(year, 3 * place, 1)
    last = date(year, 12, 31) if place == 4 else date(year, 3 * place + 3, 1) - timedelta(days=1)
    return When(text, first, last, "season")


def unread(text: str) -> str:
    """What a text that is read as no date is, and what to write instead.

    >>> unread("January 6"), unread("500 BC")
    ('has no year — write 2024-01-06', 'lies before the year 0000 — tell it in a summary, no date here says it')
    >>> unread("some day")
    'is not a date that is read — write 2024-03-05, 2024-03, 2024, 2024? or 2023/2025'
    """
    lowered = " ".join(text.casefold().split())[:200]
    for pattern, told in _UNREAD:
        if re.fullmatch(pattern, lowered):
            return told
    if _NOT_THERE.fullmatch(lowered):
        return "is a day that there is not — write one that there is, or the month: 2024-02"
    return "is not a date that is read — write 2024-03-05, 2024-03, 2024, 2024? or 2023/2025"
