"""What is worth a curator's second look: kinds of findings, the gravest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Kind = Literal[
    "value shown against the claims",
    "relation given twice",
    "for and against one thing",
    "circle of belonging",
    "contradiction that may be none",
    "finding in a publication’s mouth",
    "past its day without an outcome",
    "reasons of one side",
    "party of some",
    "one line of evidence",
    "single source",
    "look-alike names",
    "actor without relations",
    "source nobody cites",
]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""The kinds of findings, the gravest first."""


@dataclass(frozen=True)
class Finding:
    """Something to look at again. One finding may stand for many rows, so that a hundred do not drown the rest."""

    kind: Kind
    id: str  # of the record, the source, or the line of evidence
    sentence: str
    rows: tuple[str, ...] = ()  # ids of the rows it stands for, where it stands for many
