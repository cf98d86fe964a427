"""EDTF text (ISO 8601-2) in; earliest and latest day, precision and words out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from explorer.errors import Slip

Precision = Literal["day", "month", "season", "year", "interval", "set"]

MAX_DATE_LENGTH = 40
"""Characters of a date; nothing a curator writes is longer."""

FORMS = "2000, 2025-03, 2025-07-21, 2025-08? (uncertain), 2025-07-21~ (about), 2022/.., ../2025-03, 2025-06/2025-07"


@dataclass(frozen=True, slots=True)
class When:
    """A date as a source gives it, no more precise than that.

    `earliest` and `latest` are both included; None is an open end (`2022/..` has no latest).
    An interval lasts from the one to the other; a set (`[2024,2025]`) is one of its members, we do not know which.
    """

    text: str  # the EDTF text as written
    earliest: date | None
    latest: date | None
    precision: Precision
    uncertain: bool = False  # "?" : the source is not sure
    approximate: bool = False  # "~" : about then


_POINT = r"[0-9]{4}(?:-(?:2[1-4]|(?:0[1-9]|1[0-2])(?:-[0-9]{2})?))?"
_COMMON = re.compile(r"([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-([0-9]{2}))?)?([?~%]?)")
_SEASON = re.compile(r"([0-9]{4})-(2[1-4])")
_INTERVAL = re.compile(rf"({_POINT}[?~%]?|\.\.)/({_POINT}[?~%]?|\.\.)")
_RANGE = re.compile(rf"\[({_POINT})?\.\.({_POINT})?\]")
_CHOICE = re.compile(rf"\[{_POINT}(?:, ?{_POINT})+\]")

_MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905 - reads better
)
_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}


def parse_when(text: str) -> When:
    """The date that EDTF text names. Raises ValueError: what came, and the form to write instead.

    >>> parse_when("2025-02").latest
    datetime.date(2025, 2, 28)
    >>> parse_when("2022/..").latest is None
    True
    >>> parse_when("2025-7-1")
    Traceback (most recent call last):
        ...
    explorer.errors.Slip: "2025-7-1" is not in the form of a date here — write 2025-07-01
    """
    if len(text) > MAX_DATE_LENGTH:
        raise ValueError(f'"{text[:MAX_DATE_LENGTH]}…" is too long for a date ({len(text)} characters) — write {FORMS}')
    when = _common(text) or _other(text)
    if when is None:
        raise _refusal(text)
    return when


@lru_cache(maxsize=65536)
def begun_by(when: When) -> date:
    """The latest day on which what is dated so may have begun; of an open beginning the latest day it lasted to.

    >>> [str(begun_by(parse_when(text))) for text in ("2025-03", "2022/..", "2025-06/2025-07", "../2025-03")]
    ['2025-03-31', '2022-12-31', '2025-06-30', '2025-03-31']
    """
    if when.precision == "interval" and when.earliest is not None:
        start = parse_when(when.text.partition("/")[0])
        return start.latest or when.earliest
    return when.latest or when.earliest or date.max


def words(when: When) -> str:
    """The date as a reader says it, in full.

    >>> [words(parse_when(text)) for text in ("2025-07-21~", "2025-08?", "2025-06/2025-07", "2025-05-30/..")]
    ['about 21 July 2025', 'August 2025 (uncertain)', 'June–July 2025', 'since 30 May 2025']
    >>> [words(parse_when(text)) for text in ("2025-21", "../2025-03", "[2024,2025]", "[..2025-03]")]
    ['spring 2025', 'until March 2025', '2024 or 2025', 'by March 2025']
    """
    return _say(when.text, short=False, with_year=True)


def short_words(when: When, with_year: bool = True) -> str:
    """The date for a label: months by three letters, "?" for uncertain; without the year where the axis shows it.

    >>> short_words(parse_when("2025-07-21")), short_words(parse_when("2025-07-21"), with_year=False)
    ('21 Jul 2025', '21 Jul')
    >>> short_words(parse_when("2000"), with_year=False), short_words(parse_when("2025-08?"))
    ('2000', 'Aug 2025?')
    """
    return _say(when.text, short=True, with_year=with_year)


# --- reading -------------------------------------------------------------------------------------------------------


def _common(text: str) -> When | None:
    """Year, month or day with an optional sign: nearly every date, at a thousandth of the cost of a grammar."""
    match = _COMMON.fullmatch(text)
    if match is None:
        return None
    year, month, day, sign = match.groups()
    flags = {"uncertain": sign in ("?", "%"), "approximate": sign in ("~", "%")}
    try:
        if day is not None:
            only = date(int(year), int(month), int(day))
            return When(text, only, only, "day", **flags)
        first = date(int(year), int(month or 1), 1)
        return When(text, first, _month_end(int(year), int(month or 12)), "month" if month else "year", **flags)
    except ValueError:
        return None  # 2024-02-30, year 0000


def _month_end(year: int, month: int) -> date:
    return date(year, 12, 31) if month == 12 else date(year, month + 1, 1) - timedelta(days=1)


def _other(text: str) -> When | None:
    """Seasons, intervals and sets. Only shapes checked here, of days that exist, ever reach the edtf library."""
    precision: Precision
    if _SEASON.fullmatch(text):
        precision = "season"
    elif (match := _INTERVAL.fullmatch(text)) and text != "../..":
        precision = "interval"
    elif _CHOICE.fullmatch(text) or ((match := _RANGE.fullmatch(text)) and any(match.groups())):
        precision = "set"
    else:
        return None
    if precision != "season" and any(_common(part) is None and not _season_exists(part) for part in _points(text)):
        return None
    bounds = (_plain_bounds(text) if precision == "interval" else None) or _strict_bounds(text)
    if bounds is None:
        return None
    earliest, latest = bounds
    if earliest is not None and latest is not None and latest < earliest:
        raise ValueError(f'"{text}" ends before it starts — write the earlier date first')
    return When(
        text, earliest, latest, precision, uncertain="?" in text or "%" in text, approximate="~" in text or "%" in text
    )


def _points(text: str) -> Iterator[str]:
    """The dates inside an interval or set, with their signs.

    >>> list(_points("[2024, 2025-03]")), list(_points("../2025-08?"))
    (['2024', '2025-03'], ['2025-08?'])
    """
    return (match.group() for match in re.finditer(rf"{_POINT}[?~%]?", text))


def _season_exists(text: str) -> bool:
    return bool(_SEASON.fullmatch(text.rstrip("?~%"))) and not text.startswith("0000")


def _plain_bounds(text: str) -> tuple[date | None, date | None] | None:
    """First and last day of an interval of years, months or days; the grammar takes 4 ms for each."""
    start, _, end = text.partition("/")
    first, last = _common(start), _common(end)
    if (first is None and start != "..") or (last is None and end != ".."):
        return None
    return (first.earliest if first else None), (last.latest if last else None)


@lru_cache(maxsize=4096)
def _strict_bounds(text: str) -> tuple[date | None, date | None] | None:
    """First and last day by the edtf library, None where it fails in whatever way.

    Strict bounds: the library's fuzzy ones widen "2025-08?" to more than two years.
    """
    from edtf import parse_edtf  # here, because most landscapes never need it

    try:
        parsed = parse_edtf(text)
        lower, upper = (
            None if isinstance(bound, float) else date(*bound[:3])
            for bound in (parsed.lower_strict(), parsed.upper_strict())
        )
    except Exception:  # it raises TypeError and AttributeError on some text
        return None
    return lower, upper


# --- refusing ------------------------------------------------------------------------------------------------------


def _refusal(text: str) -> ValueError:
    """What came and what to write, in one sentence; with the answer where there is one."""
    if not text:
        return ValueError(f"the date is empty — write {FORMS}")
    meant = [point for point in _rewritten(text) if parses(point)]
    if meant:
        said = f'"{text}" is a date that a spreadsheet has rewritten — write {" or ".join(meant)}'
        return Slip(f"{said}, in a column formatted as text", meant[0] if len(meant) == 1 else "")
    if re.fullmatch(r"[^/]+/", text) and parses(text + ".."):
        return Slip(f'"{text}" leaves its end unsaid — write {text}.. for an open end', f"{text}..")
    if re.fullmatch(r"/[^/]+", text) and parses(".." + text):
        return Slip(f'"{text}" leaves its start unsaid — write ..{text} for an open start', f"..{text}")
    slip = re.fullmatch(r"([0-9]{4})[-/.]([0-9]{1,2})(?:[-/.]([0-9]{1,2}))?(?:[T ][0-9:.Z+]*)?", text)
    if slip and parses(tidy := "-".join(part.zfill(2) for part in slip.groups() if part)) and tidy != text:
        return Slip(f'"{text}" is not in the form of a date here — write {tidy}', tidy)
    if _COMMON.fullmatch(text):
        return ValueError(f'"{text}" is a date that does not exist — write {FORMS}')
    return ValueError(f'"{text}" is not a date — write {FORMS}')


def parses(text: str) -> bool:
    """Whether the text is a date that `parse_when` takes."""
    try:
        return (_common(text) or _other(text)) is not None
    except ValueError:
        return False


def _rewritten(text: str) -> Iterator[str]:
    """The dates that text may have been before Excel, Sheets or Numbers "helped"; some may not exist.

    >>> list(_rewritten("45859")), list(_rewritten("3/4/2025"))
    (['2025-07-21'], ['2025-03-04', '2025-04-03'])
    """
    if re.fullmatch(r"[1-9][0-9]{4}", text):  # days since the spreadsheets' day 0
        yield str(date(1899, 12, 30) + timedelta(days=int(text)))
    elif match := re.fullmatch(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4}|[0-9]{2})(?: [0-9:]+(?: [AP]M)?)?", text):
        one, two, year = match.groups()
        first, second = (f"{_full_year(year)}-{a:0>2}-{b:0>2}" for a, b in ((one, two), (two, one)))
        yield first
        if first != second:
            yield second
    elif match := re.fullmatch(r"(?:([0-9]{1,2})[- ])?([A-Za-z]{3,9})\.?[- ]([0-9]{4}|[0-9]{2})", text):
        day, name, year = match.groups()
        month = _month_number(name)
        if month:
            yield f"{_full_year(year)}-{month:02}" + (f"-{day:0>2}" if day else "")
    elif match := re.fullmatch(r"([A-Za-z]{3,9})\.? ([0-9]{1,2}), ?([0-9]{4})", text):
        name, day, year = match.groups()
        yield f"{year}-{_month_number(name) or 0:02}-{day:0>2}"


def _month_number(name: str) -> int | None:
    return next((n for n, month in enumerate(_MONTHS, 1) if month.lower().startswith(name.lower())), None)


def _full_year(year: str) -> str:
    """Two digits as spreadsheets read them: 00 to 29 are this century."""
    return year if len(year) == 4 else ("20" if int(year) < 30 else "19") + year


# --- saying --------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=8192)
def _say(text: str, *, short: bool, with_year: bool) -> str:
    if text.startswith("["):
        return _say_set(text, short=short, with_year=with_year)
    if "/" not in text:
        return _say_point(text, short=short, with_year=with_year)
    start, end = text.split("/")
    if start == "..":
        return "until " + _say_point(end, short=short, with_year=with_year)
    if end == "..":
        return "since " + _say_point(start, short=short, with_year=with_year)
    if start == end:
        return _say_point(start, short=short, with_year=with_year)
    one_year = start[:4] == end[:4]
    last = _say_point(end, short=short, with_year=with_year or not one_year)
    signed = start[-1] in "?~%" or end[-1] in "?~%"
    plain = {4: "year", 7: "month", 10: "day"}
    alike = not signed and plain[len(start)] == plain[len(end)]
    if alike and len(start) == 4:
        return f"{start}–{last}"
    if alike and len(start) == 10 and start[:7] == end[:7]:
        return f"{int(start[8:])}–{last}"
    if alike and one_year:
        first = _say_point(start, short=short, with_year=False)
        return f"{first}–{last}" if len(start) == 7 else f"{first} – {last}"
    return f"{_say_point(start, short=short, with_year=True)} – {_say_point(end, short=short, with_year=True)}"


def _say_set(text: str, *, short: bool, with_year: bool) -> str:
    with_year = with_year or len({point[:4] for point in _points(text)}) > 1
    points = [_say_point(point, short=short, with_year=with_year) for point in _points(text)]
    if text.startswith("[.."):
        return f"by {points[0]}"
    if text.endswith("..]"):
        return f"{points[0]} or later"
    if ".." in text:
        return f"between {points[0]} and {points[1]}"
    return f"{', '.join(points[:-1])} or {points[-1]}"


def _say_point(text: str, *, short: bool, with_year: bool) -> str:
    sign = text[-1] if text[-1] in "?~%" else ""
    year, month, day = (*text.rstrip("?~%").split("-"), "", "")[:3]
    if not month:
        said = str(int(year))
    else:
        name = _SEASONS.get(month) or _MONTHS[int(month) - 1]
        if short and month not in _SEASONS:
            name = name[:3]
        said = " ".join(part for part in (day.lstrip("0"), name, str(int(year)) if with_year else "") if part)
    if sign in ("~", "%"):
        said = f"about {said}"
    if sign in ("?", "%"):
        said += "?" if short else " (uncertain)"
    return said
