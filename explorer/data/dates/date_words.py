"""A date as people or machines write it in; the same in the plainer words that `written_dates` reads out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

_ENGLISH = "january february march april may june july august september october november december".split()  # noqa: SIM905
_OTHERS = (
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "januar februar märz april mai juni juli august september oktober november dezember",
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
)
"""Months in Spanish, French, German, Portuguese and Italian."""

_MONTHS = {name: month for names in _OTHERS for name, month in zip(names.split(), _ENGLISH, strict=True)}
_SHORT = "ene abr ago dic janv févr avr juil déc okt dez mär mrz fev"
_SHORT_FOR = "january april august december january february april july december october december march march february"
_MONTHS |= dict(zip(_SHORT.split(), _SHORT_FOR.split(), strict=True))
_MONTHS |= {
    word: english
    for english, said in {
        "spring": "primavera printemps frühjahr frühling",
        "summer": "verano été sommer verão",
        "autumn": "otoño automne herbst outono autunno",
        "winter": "invierno hiver inverno",
        "since": "desde depuis seit",
        "until": "hasta jusqu'à bis até",
        "about": "finales principios comienzos mediados fines ende anfang mitte début circa",
    }.items()
    for word in said.split()
}
"""Their short forms, the seasons, and the words that stand before a date, in the same languages."""

_ORDINALS = {"first": "1", "second": "2", "third": "3", "fourth": "4"}
_WORD = re.compile(r"[^\W\d_]{3,}")


def _both_years(found: re.Match[str]) -> str:
    one, two = re.findall("[0-9]+", found[1])
    return f"{one}/{one[: -len(two)]}{two}"


_PLAINER: tuple[tuple[str, str | Callable[[re.Match[str]], str]], ...] = (
    (r"(?:\[[0-9a-z]{1,2}\]|[*†‡])+$", ""),  # a mark of a footnote
    (r"^([\"'“‘(\[])\s*([^,\"'()\[\]]+?)\s*[\"'”’)\]]$", r"\2"),  # in quotes or brackets
    (r"^(?:[a-z]{3},? )?([a-z]{3}) ([0-9]{1,2}) ([0-9]{4}) [0-9:]{5,8} (?:gmt|utc).*$", r"\1 \2 \3"),  # JavaScript's
    (r"^(?:at )?(?:noon|midnight|[0-9]{1,2}(?::[0-9]{2})?\s?[ap]\.?m\.?)[, ]+(?:on )?(?=.*[0-9])", ""),
    (r"^(?:the )?(?:end|beginning|start|middle) of (?:the year )?", "about "),
    (r"^(?:post-|>\s?)([0-9].*)$", r"after \1"),
    (r"^(?:pre-|<\s?)([0-9].*)$", r"before \1"),
    (r"^([0-9]{4})\+$", r"since \1"),
    (r"^([0-9]{4}\s?[-/–]\s?[0-9]{2,4}) (?:school|academic|legislative|fiscal) (?:year|session)$", _both_years),
    (
        r"^(?:school|academic|legislative|fiscal) (?:year|session) ([0-9]{4}\s?[-/–]\s?(?:[0-9]{4}|[0-9]{2}))$",
        lambda found: _both_years(found),
    ),
    (
        r"^q([1-4])\s?(?:[-–]|to)\s?q([1-4])[ /]([0-9]{4})$",
        lambda f: f"{f[3]}-{3 * int(f[1]) - 2:02}/{f[3]}-{3 * int(f[2]):02}",
    ),
    (r"^([0-9]{4})年(?:([0-9]{1,2})月)?(?:([0-9]{1,2})日)?$", lambda f: "-".join(part for part in f.groups() if part)),
    (r"^([0-9]{1,2})([a-z]{3})([0-9]{4})$", r"\1 \2 \3"),
    (r"^winter (?:of )?([0-9]{4})\s?[-/–]\s?(?:[0-9]{4}|[0-9]{2})$", r"\1-24"),
    (r"^(?:q([1-4])[/ ']|([1-4])q'?)([0-9]{2}|[0-9]{4})$", lambda f: f"q{f[1] or f[2]} {_century(f[3])}"),
    (r"^([0-9]{4})[\s/-]*h([12])$", r"h\2 \1"),
    (r"^(?:the )?(first|second|third|fourth) quarter (?:of )?([0-9]{4})$", lambda f: f"q{_ORDINALS[f[1]]} {f[2]}"),
    (r"^(?:the )?([0-9]{1,2})(?:st|nd|rd|th) century$", lambda f: f"{int(f[1]) - 1:02}01/{int(f[1]):02}00"),
    (r"^([0-9]{4})-?w([0-9]{2})$|^week ([0-9]{1,2}),? (?:of )?([0-9]{4})$", lambda f: _week(f)),
    (r"^([12][0-9]{9})(?:[0-9]{3})?(?:\.[0-9]+)?$", lambda f: str(datetime.fromtimestamp(int(f[1]), UTC).date())),
    (r"^00/00/0000$", "unknown"),
)


def tidied(text: str) -> str:
    """The date in small letters, without what only decorates it, and in English.

    >>> [tidied(text) for text in ("(2024)", "5 de marzo de 2024", "05MAR2024", "2024年3月5日", "٢٠٢٤", "1Q24")]
    ['2024', '5 march 2024', '05 mar 2024', '2024-3-5', '2024', 'q1 2024']
    >>> [tidied(text) for text in ("Tue Mar 05 2024 13:00:00 GMT-0700 (MST)", "2024-W10", "1709643600", "post-2020")]
    ['mar 05 2024', '2024-03-04/2024-03-10', '2024-03-05', 'after 2020']
    """
    text = "".join(str(unicodedata.digit(mark)) if mark > "\x7f" and mark.isdigit() else mark for mark in text)
    text = text.casefold()
    english = _WORD.sub(lambda found: _MONTHS.get(found.group(), found.group()), text)
    if english != text:
        text = re.sub(r"(?<=[0-9])(?:\.|er|º|°)(?=\s)", "", re.sub(r"\s(?:de|del|di)\s", " ", english))
    for pattern, plainer in _PLAINER:
        text = re.sub(pattern, plainer, text, count=1)
    return text


def _century(year: str) -> str:
    return year if len(year) == 4 else f"20{year}"


def _week(found: re.Match[str]) -> str:
    """Monday to Sunday of a week by its number; the text as it is where that year has none."""
    try:
        monday = date.fromisocalendar(int(found[1] or found[4]), int(found[2] or found[3]), 1)
    except ValueError:
        return found.group()
    return f"{monday}/{monday + timedelta(days=6)}"
