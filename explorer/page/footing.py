"""How what a page shows stands to the files it was read from, and to other landscapes beside it: said on the page."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from explorer.data.checks.problem_kinds import ProblemKind
from explorer.draw.markup import Markup, Node, tag
from explorer.wording import how_many, in_a_row

PROBLEMS_LINK = "problems"
"""The way from a page to the problems of its files."""

START_WORDS = "All landscapes"


@dataclass(frozen=True)
class Elsewhere:
    """The same record in another landscape."""

    title: str  # of that landscape
    way: str  # from the page to the record there


@dataclass(frozen=True)
class HowRead:
    """How a file was read that is not the explorer's own."""

    file: str
    counts: str  # of its rows by table, in words
    guessed: tuple[str, ...]  # sentences: what stands on the page and not in the file
    not_kept: tuple[str, ...]  # sentences: what stands in the file and not on the page


@dataclass(frozen=True)
class Footing:
    """What is known of the files behind a page, and of what is beside it."""

    problems: tuple[ProblemKind, ...] = ()
    more: int = 0  # problems besides, of which there are so many that they are only counted
    rows_left_out: int = 0
    left_out: tuple[tuple[str, int], ...] = ()  # rows by file
    unread: tuple[str, ...] = ()  # files of which nothing could be read
    is_earlier: bool = False  # what is shown is an earlier state of the files, whole
    read: HowRead | None = None  # where the files are one file of others
    is_live: bool = False  # the files are watched: an open page asks for what is new
    start: str = ""  # the way from the page to the start page; empty where there is none
    data: str = ""  # the way from the page to where data are changed; empty where they are not
    elsewhere: tuple[tuple[str, tuple[Elsewhere, ...]], ...] = ()  # by the id of a record

    @cached_property
    def mark(self) -> str:
        """Tells what is said in one footing from what is said in another."""
        return sha256(repr(self).encode()).hexdigest()[:12]

    @property
    def count(self) -> int:
        """How many problems there are."""
        return sum(kind.count for kind in self.problems) + self.more

    @cached_property
    def _elsewhere(self) -> dict[str, tuple[Elsewhere, ...]]:
        return dict(self.elsewhere)

    def others(self, id: str) -> tuple[Elsewhere, ...]:
        """The same record in other landscapes."""
        return self._elsewhere.get(id, ())


ALONE = Footing()
"""A landscape that was handed over as it is."""


def files_said(footing: Footing) -> tuple[str, str]:
    """What the files are called at the beginning of a sentence, and the word that follows: "The files", "have"."""
    return (footing.read.file, "has") if footing.read else ("The files", "have")


def how_read_words(read: HowRead) -> str:
    """The way to what was guessed of a file, in words."""
    return f"How {read.file} was read"


def left_out_words(footing: Footing) -> str:
    """How much is left out: "2 rows are left out", "claims.csv and 2 rows are left out"; empty where nothing is."""
    rows = footing.rows_left_out
    parts = [*footing.unread, *([how_many(rows, "row")] if rows else [])]
    many = len(parts) > 1 or rows > 1
    return f"{in_a_row(parts)} {'are' if many else 'is'} left out" if parts else ""


def footing_words(footing: Footing) -> str:
    """How what is shown stands to its files, in a sentence; empty where they are sound."""
    if not footing.count:
        return ""
    wrong = how_many(footing.count, "problem")
    files, have = files_said(footing)
    if footing.is_earlier:
        return f"{files} as saved last {have} {wrong}; the page shows the state before."
    left_out = left_out_words(footing)
    return f"{files} {have} {wrong}; {left_out}." if left_out else f"{files} {have} {wrong}."


def footing_line(footing: Footing) -> Markup | None:
    """The sentence with the way to the problems; nothing where all is well."""
    said = footing_words(footing)
    see = "See it" if footing.count == 1 else "See them"
    return tag("p", {}, said, " ", tag("a", {"href": PROBLEMS_LINK}, see)) if said else None


def also_in(footing: Footing, id: str) -> Markup | None:
    """The ways to the same record in other landscapes; nothing where there is none."""
    others = footing.others(id)
    if not others:
        return None
    links: list[Node] = []
    for other in others:
        links += [", " if links else None, tag("a", {"href": other.way}, other.title)]
    return tag("p", {"class": "quiet elsewhere"}, "Also in ", links)


def to_start(footing: Footing) -> Markup | None:
    """The way to the start page; nothing where there is none."""
    way = {"href": footing.start, "class": "to-start", "aria-label": START_WORDS}
    return tag("a", way, "All") if footing.start else None
