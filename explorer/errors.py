"""What can go wrong, as types: a broken landscape in, sentences a person can act on out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Self

MAX_PROBLEMS_TOLD = 200
"""So many problems a BrokenLandscape tells in its text, a fair share of every file; the rest it counts."""

MAX_KEPT = 10_000
"""So many problems of one file are kept as data, those found first; the rest are counted."""

MAX_SAID = 300
"""So many characters of what is wrong a line says; of a longer text the beginning and the end."""

_NOT_IN_A_LINE = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


class ExplorerError(Exception):
    """Root of everything this program raises on purpose; its text is meant for the user."""

    def _render_traceback_(self) -> list[str]:
        """What a notebook shows of it: the sentences, without the calls that led there."""
        return [f"{type(self).__name__}: {self}"]


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong in a file: where, what came, and how to mend it.

    `row` is the line number a spreadsheet shows (the header is row 1); None where no row applies.
    """

    file: str
    row: int | None
    column: str | None
    what: str
    mend: str = ""
    answer: str = ""
    """The one text that the cell should hold; empty where a person has to decide."""

    def __str__(self) -> str:
        place = self.file
        if self.row is not None:
            place += f" row {self.row}"
        if self.column is not None:
            place += f', column "{_shortly(self.column)}"'
        return _printable(f"{place}: {_shortly(self.what)}" + (f" — {_shortly(self.mend)}" if self.mend else ""))


class Problems:
    """Problems as they are found: the first MAX_KEPT of each file, and by file how many more there are.

    So a file of half a million faulty lines costs no more memory than one of ten thousand.
    """

    def __init__(self, found: Iterable[Problem] = ()) -> None:
        self.kept: list[Problem] = []
        self.more: Counter[str] = Counter()
        self._of: Counter[str] = Counter()
        self += found

    def __iadd__(self, found: Iterable[Problem]) -> Self:
        for problem in found:
            self._of[problem.file] += 1
            if self._of[problem.file] <= MAX_KEPT:
                self.kept.append(problem)
            else:
                self.more[problem.file] += 1
        if isinstance(found, Problems):
            self.more += found.more
        return self

    def __iter__(self) -> Iterator[Problem]:
        return iter(self.kept)

    def __len__(self) -> int:
        return len(self.kept) + self.more.total()


class BrokenLandscape(ExplorerError):
    """A folder or file that cannot be loaded, with what is wrong in it, in order of file and row.

    `problems` are all of them, but at most MAX_KEPT of a file; `more` says by file how many there are besides. The
    text tells MAX_TOLD and counts the rest.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        found = problems if isinstance(problems, Problems) else Problems(problems)
        self.problems = tuple(sorted(found, key=lambda p: (p.file, p.row or 0, p.column or "", p.what)))
        self.more = dict(found.more)
        head = f"{len(found):,} problem{'' if len(found) == 1 else 's'} in the landscape:"
        super().__init__("\n".join([head, *(f"  {line}" for line in self._lines())]))

    def _lines(self) -> Iterator[str]:
        """The problems file by file, each as a line, up to its share; then how many more it has."""
        files = Counter(problem.file for problem in self.problems)
        shares, room = dict.fromkeys(files, 0), MAX_PROBLEMS_TOLD
        for left, (file, count) in zip(range(len(files), 0, -1), sorted(files.items(), key=_by_count), strict=True):
            shares[file] = min(count, max(1, room // left))  # what few do not need is left to the many
            room -= shares[file]
        said: Counter[str] = Counter()
        for problem in self.problems:
            if said[problem.file] < shares[problem.file]:
                yield str(problem)
            said[problem.file] += 1
            rest = files[problem.file] + self.more.get(problem.file, 0) - shares[problem.file]
            if rest and said[problem.file] == files[problem.file]:
                yield f"… and {rest:,} more in {_printable(problem.file)}"


def _by_count(file: tuple[str, int]) -> tuple[int, str]:
    return file[1], file[0]


def _shortly(text: str) -> str:
    return text if len(text) <= MAX_SAID else f"{text[: MAX_SAID - 60]} … {text[-57:]}"


def _printable(text: str) -> str:
    """The text with what a terminal would act on, or cannot write, as escapes."""
    return _NOT_IN_A_LINE.sub(lambda found: found.group().encode("unicode_escape").decode(), text)


class Slip(ValueError):
    """A text that was meant as another: "what came — what to write", with the one text it must have been."""

    def __init__(self, said: str, answer: str) -> None:
        super().__init__(said)
        self.answer = answer


class Unreadable(ExplorerError):
    """A file that cannot be read, with the reason and what to do, in one sentence."""


class BadInput(ExplorerError):
    """A request the server cannot read; answered with 400 and this text."""


@contextmanager
def asked_wrongly() -> Iterator[None]:
    """Inside, whatever is raised on purpose is for whoever asks to mend: it is raised as BadInput."""
    try:
        yield
    except ExplorerError as error:
        raise BadInput(str(error)) from error
