"""What can go wrong, as types: a broken landscape in, sentences a person can act on out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


class ExplorerError(Exception):
    """Root of everything this program raises on purpose; its text is meant for the user."""


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

    def __str__(self) -> str:
        place = self.file
        if self.row is not None:
            place += f" row {self.row}"
        if self.column is not None:
            place += f', column "{self.column}"'
        return f"{place}: {self.what}" + (f" — {self.mend}" if self.mend else "")


class BrokenLandscape(ExplorerError):
    """A folder that cannot be loaded, with every problem found in it, in order of file and row."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda p: (p.file, p.row or 0, p.column or "", p.what)))
        count = len(self.problems)
        head = f"{count} problem{'s' if count != 1 else ''} in the landscape:"
        super().__init__("\n".join([head, *(f"  {problem}" for problem in self.problems)]))


class BadInput(ExplorerError):
    """A request the server cannot read; answered with 400 and this text."""
