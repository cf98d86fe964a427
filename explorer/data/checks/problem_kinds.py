"""Problems in; the same by kind out: what is wrong in one way, in one column of one file, is one kind."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from explorer.errors import Problem

MAX_SHOWN = 5
"""So many problems of a kind are shown; the rest are counted."""

_PARTICULAR = re.compile(r'"[^"]*"|“[^”]*”|\b[0-9][0-9.,]*|\bU\+[0-9A-F]+|0x[0-9A-F]+')


@dataclass(frozen=True)
class ProblemKind:
    """Problems of one kind, in the order of their rows."""

    file: str
    column: str  # empty where it is none of a column
    count: int
    first: tuple[Problem, ...]  # MAX_SHOWN at most


def problem_kinds(problems: Iterable[Problem]) -> tuple[ProblemKind, ...]:
    """The kinds that there are, the most frequent first; of equals in the order of files.

    >>> lanes = [Problem("events.csv", row, "lane", f'"{lane}" is no lane') for row, lane in ((2, "stat"), (9, "cty"))]
    >>> [(kind.count, kind.file) for kind in problem_kinds([Problem("actors.csv", None, None, "is missing"), *lanes])]
    [(2, 'events.csv'), (1, 'actors.csv')]
    """
    kinds: dict[tuple[str, str, str], list[Problem]] = {}
    for problem in problems:
        key = (problem.file, problem.column or "", _PARTICULAR.sub("…", problem.what))
        kinds.setdefault(key, []).append(problem)
    found = [ProblemKind(file, column, len(of), tuple(of[:MAX_SHOWN])) for (file, column, _), of in kinds.items()]
    return tuple(sorted(found, key=lambda kind: (-kind.count, kind.file, kind.column)))
