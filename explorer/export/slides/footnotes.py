"""Rows that cite sources in; numbers afresh from 1 out, as they stand beside words, and full citations in words.

Sources that are one line of evidence, such as the copies of one text, count once beside a word: a label names up to
two lines of evidence, and says how many more sources there are ("[1,3] +2").
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from explorer.draw.primitives import Line
from explorer.draw.text_metrics import text_width
from explorer.edtf import words
from explorer.landscape import Landscape
from explorer.model import Citation, Source
from explorer.network.drawn import numbers_room

MAX_NAMED = 2
"""So many lines of evidence a label names at most; its page's foot, the notes and the list of sources name more."""


@dataclass(frozen=True)
class Numbers:
    """The sources of what is shown, in the landscape's order, numbered from 1."""

    sources: tuple[Source, ...]
    named: int = MAX_NAMED  # so many lines of evidence stand beside a word

    @cached_property
    def order(self) -> dict[str, int]:
        """By id: its number."""
        return {source.id: number for number, source in enumerate(self.sources, 1)}

    @cached_property
    def entries(self) -> dict[tuple[float, float, tuple[str, ...]], Line]:
        """What feet of pages say of lines of evidence, by type size, width and sources: many feet are tried."""
        return {}

    def naming(self, named: int) -> Numbers:
        """The same numbers, of which other many lines of evidence stand beside a word."""
        other = Numbers(self.sources, named)
        other.__dict__["order"] = self.order  # it is the same, and long where sources are many
        return other

    def of(self, citations: Iterable[Citation]) -> str:
        """Numbers in brackets, ranges drawn together, and how many more there are; empty where nothing is numbered."""
        there = {citation.source for citation in citations} & self.order.keys()
        named = self.beside(citations)
        more = len(there) - len(named)
        return f"[{ranges(named)}]{f' +{more}' if more else ''}" if named else ""

    def beside(self, citations: Iterable[Citation]) -> list[int]:
        """The numbers that stand beside a word: one of each of the first lines of evidence; ascending."""
        lines: dict[str, int] = {}
        for citation in citations:
            number = self.order.get(citation.source)
            if number:
                lines.setdefault(line_of_evidence(self.sources[number - 1]), number)
        return sorted([*lines.values()][: self.named])

    def full(self, citations: Iterable[Citation]) -> str:
        """Citations in full: "[2] Herald, Buses to run, 22 July 2025"."""
        cited = {citation.source for citation in citations}
        numbers = sorted(self.order[id] for id in cited & self.order.keys())
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


def line_of_evidence(source: Source) -> str:
    """What sources of one text have in common; a source that is alone has its own."""
    return f"line {source.line}" if source.line else source.id


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


def room_for(landscape: Landscape, citations: Sequence[Citation], size: float) -> float:
    """px that the numbers of some sources take at most, so that a place can be kept before they are known."""
    return text_width(numbers_room(landscape, citations), size)


def cited_source(source: Source) -> str:
    """Publisher, title and day, as a reader cites it."""
    return f"{source.publisher}, {source.title}" + (f", {words(source.published)}" if source.published else "")
