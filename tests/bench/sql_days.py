"""Numbers of days in SQL in; texts and other days in SQL out. A day is a number as `date.toordinal` gives it."""

from __future__ import annotations

from collections.abc import Sequence


def nth(words: Sequence[str], place: str) -> str:
    """The word at a place, from 0."""
    listed = ", ".join(f"'{word}'" for word in words)
    return f"[{listed}][{place} + 1]"


def date_of(day: str) -> str:
    return f"(DATE '1970-01-01' + CAST({day} - 719163 AS INTEGER))"


def day_text(day: str) -> str:
    return f"strftime({date_of(day)}, '%Y-%m-%d')"


def month_text(day: str) -> str:
    return f"strftime({date_of(day)}, '%Y-%m')"


def ordinal_of(date: str) -> str:
    return f"CAST(CAST({date} AS DATE) - DATE '1970-01-01' + 719163 AS INTEGER)"


def first_day_of(day: str, unit: str = "month") -> str:
    return ordinal_of(f"date_trunc('{unit}', {date_of(day)})")


def last_day_of(day: str, unit: str = "month") -> str:
    return ordinal_of(f"date_trunc('{unit}', {date_of(day)}) + INTERVAL 1 {unit} - INTERVAL 1 DAY")
