"""EDTF text (ISO 8601-2) in; earliest and latest day, precision and words out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Precision = Literal["day", "month", "season", "year", "interval", "set"]


@dataclass(frozen=True)
class When:
    """A date as a source gives it, no more precise than that.

    `earliest` and `latest` are both included; None is an open end (`2022/..` has no latest).
    """

    text: str  # the EDTF text as written
    earliest: date | None
    latest: date | None
    precision: Precision
    uncertain: bool = False  # "?" : the source is not sure
    approximate: bool = False  # "~" : about then
