"""Sentences as runs of phrases: some name another record, some are dates, conditions or remarks.

Whoever draws a sentence decides how each looks: a link on the page, plain text in a file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from explorer.model import Actor, Basis, Citation, Event, Instrument

Style = Literal["", "when", "condition", "remark", "note"]


@dataclass(frozen=True)
class Phrase:
    text: str
    ref: str = ""  # id of the record named
    style: Style = ""


@dataclass(frozen=True)
class Sentence:
    phrases: tuple[Phrase, ...]
    citations: tuple[Citation, ...]
    basis: Basis = "reported"

    @property
    def text(self) -> str:
        return "".join(phrase.text for phrase in self.phrases)


@dataclass(frozen=True)
class SentenceGroup:
    heading: str
    sentences: tuple[Sentence, ...]
    left: int = 0  # sentences that are not told, as they are too many


def name_of(record: Actor | Event | Instrument) -> str:
    """How a record is named inside a sentence."""
    if isinstance(record, Event):
        return record.short_title or record.title
    return record.name if isinstance(record, Actor) else record.title


_STEPS_OF = {"sponsored": ("introduced", "filed", "refiled"), "voted for": ("passed",), "voted against": ("passed",)}
"""The steps of a bill that a verb is about, by the verb's label."""


_OF_BILLS = frozenset(
    ("signed", "passed", "rejected", "sponsored", "supports", "opposes", "criticizes", "voted for", "voted against")
)
"""Labels of verbs that mean the bill, whichever of its steps the tie leads to."""


def name_after(verb: str, record: Actor | Event, by: str = "") -> str:
    """A record's name behind a verb, which says the last word of it itself or means the bill: "signed" and "R-18-7
    signed" make "signed R-18-7", "voted against" and "HB 9 passed" make "voted against HB 9", "sponsored" and "HB 9:
    read the first time" make "sponsored HB 9". What is left of "Ann signed" is who did it (`by`): it stays whole."""
    name = name_of(record)
    bill, colon, _ = name.partition(": ")
    if colon and verb in _OF_BILLS and isinstance(record, Event) and _bare(bill) == _bare(record.instrument):
        return bill
    step = next((step for step in (verb, *_STEPS_OF.get(verb, ())) if name.endswith(f" {step}")), "")
    left = name.removesuffix(f" {step}")
    return name if left == by else left


_NUMBERED = re.compile(r"(?:[^\W\d_][\w.’']*[- ]?){1,3}[0-9][\w./–-]*")


def quoted(name: str) -> str:
    """A name where it must be told from the sentence around it: in quotes, but for an official number.

    >>> quoted("July 2025 order"), quoted("HB 9"), quoted("R-18-7"), quoted("Local Law 63")
    ('“July 2025 order”', 'HB 9', 'R-18-7', 'Local Law 63')
    """
    return name if _NUMBERED.fullmatch(name) else f"“{name.rstrip('.')}”"


def _bare(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())
