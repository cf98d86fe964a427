"""Rows that cite sources in; numbers afresh from 1 out, footnotes, and full citations in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from explorer.draw.primitives import Line, Run
from explorer.draw.text_metrics import shortened, text_width
from explorer.edtf import words
from explorer.landscape import Landscape
from explorer.model import Citation, Source

MAX_NAMED = 2
"""So many sources a label names at most; the notes and the list of sources name all."""


@dataclass(frozen=True)
class Numbers:
    """The sources of what is shown, in the landscape's order, numbered from 1."""

    sources: tuple[Source, ...]

    @cached_property
    def _order(self) -> dict[str, int]:
        return {source.id: number for number, source in enumerate(self.sources, 1)}

    def of(self, citations: Iterable[Citation], most: int | None = None) -> str:
        """Numbers in brackets, ranges drawn together; empty where nothing cited is numbered.

        With `most`, those of the first so many sources that are cited.
        """
        order = self._order
        cited_source = [order[id] for id in dict.fromkeys(citation.source for citation in citations) if id in order]
        return f"[{ranges(sorted(cited_source[:most]))}]" if cited_source else ""

    def full(self, citations: Iterable[Citation]) -> str:
        """Citations in full: "[2] Herald, Buses to run, 22 July 2025"."""
        cited = {citation.source for citation in citations}
        numbers = sorted(self._order[id] for id in cited & self._order.keys())
        return "; ".join(f"[{number}] {cited_source(self.sources[number - 1])}" for number in numbers)

    def listed(self, rows: Iterable[Sequence[Citation]] | None = None) -> str:
        """Every source that these rows cite, with its number and address, one a line; None = all."""
        wanted = None if rows is None else {citation.source for row in rows for citation in row}
        return "\n".join(
            f"[{number}] {cited_source(source)}{f' · {source.url}' if source.url else ''}"
            for number, source in enumerate(self.sources, 1)
            if wanted is None or source.id in wanted
        )


def numbers(landscape: Landscape, rows: Iterable[Sequence[Citation]]) -> Numbers:
    """Numbers for the sources that these rows cite, and for no others."""
    cited_source = {citation.source for row in rows for citation in row}
    return Numbers(tuple(source for source in landscape.sources if source.id in cited_source))


def ranges(numbers: Sequence[int]) -> str:
    """Ascending numbers, three or more in a row drawn together.

    >>> ranges([1, 2, 3, 7, 9, 10])
    '1–3,7,9,10'
    """
    said = []
    for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        found = [number for _, number in run]
        said += [f"{found[0]}–{found[-1]}"] if len(found) > 2 else [str(number) for number in found]
    return ",".join(said)


def room_for(citations: Sequence[Citation], size: float) -> float:
    """px that numbers of two digits take at most, so that a place can be kept before they are known."""
    count = min(MAX_NAMED, len({citation.source for citation in citations}))
    return text_width(f"[{','.join(['88'] * count)}]", size) if count else 0.0


def cited_source(source: Source) -> str:
    """Publisher, title and day, as a reader cites it."""
    return f"{source.publisher}, {source.title}" + (f", {words(source.published)}" if source.published else "")


def footnotes(numbers: Numbers, width: float, size: float) -> list[Line]:
    """Each source in one line, cut short to `width` px."""
    lines: list[Line] = []
    for number, source in enumerate(numbers.sources, 1):
        head = Run(f"{number}  ", size, "ink", bold=True)
        lines.append(
            (head, Run(shortened(cited_source(source), width - head.width, size), size, "ink-2", link=source.url))
        )
    return lines
