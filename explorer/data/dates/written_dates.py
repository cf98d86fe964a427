"""Dates as people write them in; EDTF out, with what the words say besides: that it goes on, or lies ahead."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from explorer.data.dates.date_words import tidied
from explorer.edtf import _full_year, parses

Order = Literal["us", "eu", "iso"]
"""Which comes first in 3/4/2024: the month (us) or the day (eu); iso: neither is written."""

MAX_LETTERS = 80


@dataclass(frozen=True)
class Read:
    """A date as EDTF; `says` is a status that the words say, `unknown` where they say that nobody knows it."""

    edtf: str
    says: str = ""
    unknown: bool = False


_MONTHS = "january february march april may june july august september october november december".split()  # noqa: SIM905
_SEASONS = {"spring": "21", "summer": "22", "autumn": "23", "fall": "23", "winter": "24"}
_QUARTERS = {"1": ("01", "03"), "2": ("04", "06"), "3": ("07", "09"), "4": ("10", "12")}
_UNKNOWN = {
    "tbd",
    "tba",
    "tbc",
    "unknown",
    "n/a",
    "#n/a",
    "na",
    "none",
    "-",
    "–",
    "—",
    "?",
    "??",
    "not known",
    "undated",
}
_UNKNOWN |= {"to be determined", "to be announced", "to be confirmed", "n.d.", "nd", "null", "0000-00-00", "no date"}
_AHEAD = {"planned", "expected", "scheduled", "proposed", "anticipated", "due", "upcoming", "tbd", "tba", "tbc"}
_NUMBERS = re.compile(r"(?<![0-9/.-])([0-9]{1,2})\s?[/.\-]\s?([0-9]{1,2})\s?[/.\-]\s?([0-9]{4}|[0-9]{2})(?![0-9/])")
_MONTH = r"([a-z]{3,9})\.?"
_DAY = r"([0-9]{1,2})(?:st|nd|rd|th)?"
_YEAR = r"([0-9]{4})"
_CLOCK = re.compile(
    r"[ ,t]+(?:at )?[0-9]{1,2}(?::[0-9]{2}){0,2}(?:\.[0-9]+)?\s?(?:[ap]\.?m\.?|z|utc|[+-][0-9:]{4,5}|[a-z]{3})?$"
)
_WEEKDAY = re.compile(r"^(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?[.,]?\s+")
_ABOUT = re.compile(
    r"^(?:circa|ca?\.?(?=[\s0-9])|about|around|approx\.?|approximately|roughly|~|early-|mid-|late-|early|mid|late)\s?"
)
_SINCE = re.compile(
    r"^(?:(ongoing|continuing|active|in force|current)[, ]*)?(?:since|from|starting|as of)\s+"
    r"(.+?)(?:\s+(?:on|onwards?))?$"
)
_OPEN_END = re.compile(
    r"^(.+?)\s*(?:-|–|—|to|until|through|/)\s*(present|now|today|ongoing|current|date|\.\.)$"
    r"|^(.+?)[ ,(]+ongoing\)?$|^(.+?)\s*[-–—]$"
)
_WEEK = re.compile(r"^(?:the )?week (?:of|from|beginning|starting)(?: on)? (.+)$")
_UNTIL = re.compile(r"^(?:until|till|up to|through)\s+(.+)$")
_BY = re.compile(r"^(?:by|before|no later than)\s+(.+)$")
_AFTER = re.compile(r"^(?:after|not before)\s+(.+)$")
_BETWEEN = re.compile(r"^(?:between|from)\s+(.+?)\s+(?:and|to|until|-|–)\s+(.+)$")
_SPLITS = (r"\.\.", r"\s+(?:to|until|through|and|&)\s+", r"\s*[–—]\s*", r"\s+-\s+", r"-", r"/")


def orders_in(texts: Iterable[str]) -> tuple[bool, bool, str]:
    """Whether some date can only have the month first, whether some only the day; and one that may have either.

    >>> orders_in(["3/15/2024", "3/4/2024"]), orders_in(["3/4/2024", "4/4/2024"])
    ((True, False, '3/4/2024'), (False, False, '3/4/2024'))
    """
    month_first = day_first = False
    either = ""
    for text in texts:
        for found in _NUMBERS.finditer(text):
            one, two = int(found[1]), int(found[2])
            month_first |= one <= 12 < two <= 31
            day_first |= two <= 12 < one <= 31
            if one <= 12 and two <= 12 and one != two:
                either = either or found.group()
    return month_first, day_first, either


def both_ways(text: str) -> str:
    """What a date in numbers may mean.

    >>> both_ways("3/4/2024")
    'March 4 or April 3'
    """
    one, two = (int(part) for part in re.findall("[0-9]+", text)[:2])
    return f"{_MONTHS[one - 1].title()} {two} or {_MONTHS[two - 1].title()} {one}"


def two_years(text: str) -> str:
    """What people mean by 2021-22, which EDTF takes for a summer: the one year to the other.

    >>> two_years("2021-22"), two_years("2023-21"), two_years("2019-20")
    ('2021/2022', '2023-21', '2019-20')
    """
    years = re.fullmatch(r"([0-9]{2})([0-9]{2})\s?[-–]\s?(2[1-4])", text.strip())
    return f"{years[1]}{years[2]}/{years[1]}{years[3]}" if years and years[3] > years[2] else text


def read_date(text: str, order: Order = "us") -> Read | None:
    """The date that a person wrote, or None where nothing here reads it.

    >>> [read_date(text).edtf for text in ("Mar 2024", "March 5, 2024", "5 March 2024", "3/5/2024", "2024?", "c. 2019")]
    ['2024-03', '2024-03-05', '2024-03-05', '2024-03-05', '2024?', '2019~']
    >>> [read_date(text).edtf for text in ("spring 2023", "Q2 2024", "2019-2021", "45859", "Mar 3-5, 2024")]
    ['2023-21', '2024-04/2024-06', '2019/2021', '2025-07-21', '2024-03-03/2024-03-05']
    >>> read_date("ongoing since 2022")
    Read(edtf='2022/..', says='ongoing', unknown=False)
    >>> read_date("TBD").unknown, read_date("some day soon")
    (True, None)
    """
    text = " ".join(text.split())
    text = text if parses(text) else text.strip(" .;")
    if len(text) > MAX_LETTERS:
        return None
    if parses(text):
        return Read(text, "ongoing" if text.endswith("/..") else "")
    lowered = tidied(text)
    if parses(lowered):
        return Read(lowered)
    if lowered in _UNKNOWN:
        return Read("", "planned" if lowered[:3] in ("tbd", "tba", "tbc") or "to be" in lowered else "", unknown=True)
    if lowered in ("pending", "awaiting", "planned"):
        return Read("", "planned" if lowered == "planned" else "pending", unknown=True)
    if lowered in ("ongoing", "continuing", "current", "present", "now"):
        return Read("", "ongoing", unknown=True)
    if found := re.fullmatch(r"(.+) or (.+)", lowered):
        either = [_bare(part, order) for part in found.groups()]
        return Read(f"[{','.join(either)}]") if all(either) and parses(f"[{','.join(either)}]") else None
    if re.fullmatch(r"[1-6][0-9]{4}(?:\.[0-9]+)?", lowered):  # days since the spreadsheets' day 0
        return Read(str(date(1899, 12, 30) + timedelta(days=int(float(lowered)))))
    first, _, rest = lowered.partition(" ")
    if first.rstrip(":,") in _AHEAD and rest:
        read = read_date(re.sub(r"^(?:for|in|on|by)\s+", "", rest), order)
        return read and Read(
            read.edtf, "scheduled" if first.startswith(("scheduled", "due")) else "planned", read.unknown
        )
    if (ahead := re.fullmatch(rf"(.+?)[ ,(]+({'|'.join(_AHEAD)})\)?", lowered)) and (
        read := read_date(ahead[1], order)
    ):
        return Read(read.edtf, "scheduled" if ahead[2] in ("scheduled", "due") else "planned", read.unknown)
    return _lasting(lowered, order) or _point_read(lowered, order) or _interval(lowered, order)


def _point_read(text: str, order: Order) -> Read | None:
    point = _point(text, order)
    return Read(point) if point and parses(point) else None


def _lasting(text: str, order: Order) -> Read | None:
    """What has one end: since, until, by, after; or says that it goes on."""
    if (found := _WEEK.match(text)) and len(start := _bare(found[1], order)) == 10:
        return Read(f"{start}/{date.fromisoformat(start) + timedelta(days=6)}")
    if found := _BETWEEN.match(text):
        start, end = _bare(found[1], order), _bare(found[2], order)
        if start and end and parses(both := f"{start}/{end}"):
            return Read(both)
    if (found := _SINCE.match(text)) and (start := _bare(found[2], order)):
        return Read(f"{start}/..", "ongoing")
    if found := _OPEN_END.match(text):
        start = _bare(found[1] or found[3] or found[4], order)
        return Read(f"{start}/..", "ongoing") if start else None
    for pattern, form in ((_UNTIL, "../{}"), (_BY, "[..{}]"), (_AFTER, "[{}..]")):
        if (found := pattern.match(text)) and (point := _bare(found[1], order)) and parses(form.format(point)):
            return Read(form.format(point))
    return None


def _bare(text: str, order: Order) -> str:
    """One date without its sign, or nothing: what may stand in an interval."""
    point = (_point(text.strip(), order) or "").rstrip("?~%")
    point = point if "/" not in point else ""
    return point if parses(point) else ""


def _interval(text: str, order: Order) -> Read | None:
    """Two dates, of which the first may leave to the second what both share: "March 3-5, 2024", "Mar-May 2024"."""
    for pattern in _SPLITS:
        parts = re.split(pattern, text)
        if len(parts) != 2 or not all(parts):
            continue
        one, two = parts
        end = _bare(two, order)
        shares_year = bool(end) and bool(re.fullmatch(rf"{_MONTH}(?: {_DAY})?|{_DAY} {_MONTH}", one))
        start = "" if shares_year else _bare(one, order)
        if not start and end:
            start = _bare(f"{one} {end[:4]}", order)
            if start > end and shares_year and len(start) == len(end):  # December to February 2021
                start = f"{int(start[:4]) - 1:04}{start[4:]}"
            if not start and len(end) == 10 and re.fullmatch(_DAY, one):
                start = f"{end[:8]}{int(re.findall('[0-9]+', one)[0]):02}"
        if not end and (found := re.fullmatch(rf"{_MONTH} {_DAY}", one)) and re.fullmatch(rf"{_DAY},? {_YEAR}", two):
            end = _bare(f"{found[1]} {two}", order)
            start = _bare(f"{one} {two[-4:]}", order)
        if not end and start and re.fullmatch("[0-9]{2}", two) and len(start) in (4, 10):  # 2019-21, 2024-03-05/07
            end = start[:-2] + two
        if start and end and parses(both := f"{start}/{end}") and start != end:
            return Read(both)
    return None


def _point(text: str, order: Order) -> str:
    """One date as EDTF, signs included; may not exist."""
    if parses(text):
        return text
    sign = ""
    if re.search(r"\?\s*\)?$", text):
        text, sign = re.sub(r"[\s(]*\?+\s*\)?$", "", text), "?"
    for word in (
        "(uncertain)",
        "(unconfirmed)",
        "(approx.)",
        "(approx)",
        "(est.)",
        "(est)",
        "probably ",
        "possibly ",
        "maybe ",
        "likely ",
    ):
        if word in text:
            text, sign = text.replace(word, "").strip(), "~" if "approx" in word or "est" in word else "?"
    if about := _ABOUT.match(text):
        bare = text[about.end() :]
        if re.match(r"[0-9a-z]", bare) and re.search(r"[0-9]{4}|[0-9]/", bare):
            text, sign = bare, "~" if not sign else "%"
    text = _WEEKDAY.sub("", text)
    if re.search(r":|[ap]\.?m\.?$|[0-9]t[0-9]", text):
        text = _CLOCK.sub("", text)
    point = _plain_point(re.sub(r"^(?:on|in)\s+", "", text.strip(" ,")), order)
    if not point or not sign or "/" in point or re.search(r"-2[1-4]$", point):
        return point
    return point + sign


def _plain_point(text: str, order: Order) -> str:
    if parses(text):
        return text
    if found := _NUMBERS.fullmatch(text):
        return _from_numbers(int(found[1]), int(found[2]), found[3], order)
    if found := re.fullmatch(rf"{_YEAR}[-/. ]([0-9]{{1,2}})(?:[-/. ]([0-9]{{1,2}}))?", text):
        if found[2] in ("0", "00"):
            return found[1]
        day = f"-{int(found[3]):02}" if found[3] and int(found[3]) else ""
        return f"{found[1]}-{int(found[2]):02}{day}"
    if found := re.fullmatch(rf"([0-9]{{1,2}})\s?[/.-]\s?{_YEAR}", text):
        return f"{found[2]}-{int(found[1]):02}"
    if found := re.fullmatch(rf"{_MONTH}[\s\-/,]+(?:of )?'?([0-9]{{4}}|[0-9]{{2}})", text):
        month, year = _month(found[1]), _full_year(found[2])
        return f"{year}-{month}" if month else (f"{year}-{_SEASONS[found[1]]}" if found[1] in _SEASONS else "")
    if found := re.fullmatch(rf"{_MONTH}[\s-]+{_DAY},?[\s-]+{_YEAR}", text):
        return f"{found[3]}-{month}-{int(found[2]):02}" if (month := _month(found[1])) else ""
    if found := re.fullmatch(rf"(?:the )?{_DAY}[\s-]+(?:of )?{_MONTH},?[\s-]+([0-9]{{4}}|[0-9]{{2}})", text):
        return f"{_full_year(found[3])}-{month}-{int(found[1]):02}" if (month := _month(found[2])) else ""
    if found := re.fullmatch(rf"{_YEAR},?[\s-]+{_MONTH}(?:[\s-]+{_DAY})?", text):
        month = _month(found[2]) or _SEASONS.get(found[2], "")
        return (
            f"{found[1]}-{month}" + (f"-{int(found[3]):02}" if found[3] and _month(found[2]) else "") if month else ""
        )
    return _part_of_year(text)


def _part_of_year(text: str) -> str:
    if found := re.fullmatch(rf"q([1-4])[\s/,-]*{_YEAR}|{_YEAR}[\s/,-]*q([1-4])", text):
        year, quarter = found[2] or found[3], found[1] or found[4]
        start, end = _QUARTERS[quarter]
        return f"{year}-{start}/{year}-{end}"
    if found := re.fullmatch(rf"(first|second|1st|2nd) half (?:of )?{_YEAR}|h([12])[\s-]*{_YEAR}", text):
        late = found[1] in ("second", "2nd") or found[3] == "2"
        year = found[2] or found[4]
        return f"{year}-07/{year}-12" if late else f"{year}-01/{year}-06"
    if found := re.fullmatch(r"(?:the )?([0-9]{3}0)s", text):
        return f"{found[1]}/{found[1][:3]}9"
    if re.fullmatch(r"[0-9]{8}", text):
        return f"{text[:4]}-{text[4:6]}-{text[6:]}"
    return f"{found[1]}" if (found := re.fullmatch(rf"{_YEAR}\.0", text)) else ""


def _from_numbers(one: int, two: int, year: str, order: Order) -> str:
    """3/4/2024: the month is what cannot be a day, else what the order says; nothing where it is not said."""
    if order == "iso" and one != two and one <= 12 and two <= 12:
        return ""
    month, day = (one, two) if order != "eu" else (two, one)
    if month > 12 >= day:
        month, day = day, month
    return f"{_full_year(year)}-{month:02}-{day:02}"


def _month(name: str) -> str:
    found = next((n for n, month in enumerate(_MONTHS, 1) if month.startswith(name) and len(name) >= 3), 0)
    found = found or (9 if name == "sept" else 0)
    return f"{found:02}" if found else ""
