"""All the cells of a column in; their values out, row by row, with what is wrong where one has none.

A column is read at once as far as its texts are sound beyond doubt. Only the others are read one by one, by the reader
of a cell, which has the sentence for whatever is wrong: so each is told in the same words however many there are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, compress, filterfalse, islice, repeat
from operator import not_
from typing import Any

from explorer.data.tables.parsers import CellReader, are_plain_ids
from explorer.model import Citation
from explorer.records import records_of

Refused = dict[str, ValueError]
"""The texts that have no value, each with what is wrong and how to mend it."""

ColumnReader = Callable[[Sequence[str]], tuple[Iterable[object], Refused]]
"""Reads the texts of a column: the values in their order, None where a text is refused."""

AT_ONCE = 20_000
"""So many cells of ids or citations are looked at in one go; of these, equal ones are made once in it."""


def one_by_one(read: CellReader) -> ColumnReader:
    """Every different text once."""

    def column(texts: Sequence[str]) -> tuple[Sequence[object], Refused]:
        values, refused = _read_each(texts, read)
        return list(map(values.get, texts)), refused

    return column


def as_written(read: CellReader, plain: Callable[[str], object] | None) -> ColumnReader:
    """Of a column whose values are its texts: those that are not `plain` are looked at, none where all are sound."""

    def column(texts: Sequence[str]) -> tuple[Sequence[object], Refused]:
        return texts, _read_each(filterfalse(plain, texts), read)[1] if plain else {}

    return column


def of_ids(read: CellReader) -> ColumnReader:
    """Of a column of ids, whose values are its texts, too."""

    def column(texts: Sequence[str]) -> tuple[Sequence[object], Refused]:
        doubtful = (some for some in _some(texts) if not are_plain_ids(some))
        return texts, _read_each(chain.from_iterable(doubtful), read)[1]

    return column


def of_known(read: CellReader, known: Sequence[Callable[[], Mapping[str, str]]]) -> ColumnReader:
    """Of a column that names what is known in one table or another: its value is the text that that table has, not
    a copy of it. A table is asked only where those before it do not hold all."""

    def column(texts: Sequence[str]) -> tuple[Iterable[object], Refused]:
        first, *further = known
        values: list[Any] = list(map(first().get, texts))
        for table in further:
            if all(values):
                break
            found = map(table().get, compress(texts, map(not_, values)))
            values = [value or next(found) for value in values]
        if all(values):
            return values, {}
        others, refused = _read_each(compress(texts, map(not_, values)), read)
        return [value or others.get(text) for text, value in zip(texts, values, strict=True)], refused

    return column


def of_citations(read: CellReader, sources: Mapping[str, str]) -> ColumnReader:
    """Of a column of citations of these sources: they are looked at now, and made when they are asked for."""

    def column(texts: Sequence[str]) -> tuple[Iterable[object], Refused]:
        doubtful: list[str] = []
        for some in _some(texts):
            if not _are_plain(";".join(some), sources):
                doubtful += [text for text, cited in zip(some, _cited(some, sources, {}), strict=True) if not cited]
        others, refused = _read_each(doubtful, read)
        return _CitedLate(texts, sources, others), refused

    return column


@dataclass(frozen=True)
class _CitedLate:
    """The citations of a column, cell by cell; what is the same in many is mostly one object."""

    texts: Sequence[str]
    sources: Mapping[str, str]
    others: Mapping[str, object]  # of the cells that were read one by one

    def __iter__(self) -> Iterator[object]:
        locators: dict[str, str] = {}
        for some in _some(self.texts):
            for text, cited in zip(some, _cited(some, self.sources, locators), strict=True):
                yield cited or self.others.get(text)


def _some(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    return (texts[start : start + AT_ONCE] for start in range(0, len(texts), AT_ONCE))


_CITES = re.compile(r";([a-z0-9-]+)")
_ALL_CITE = re.compile(r"[a-z0-9-]++(?:@[^;@ ][^;]*+)?(?:;[a-z0-9-]++(?:@[^;@ ][^;]*+)?)*+")


def _are_plain(cells: str, sources: Mapping[str, str]) -> bool:
    """Whether cells, joined by semicolons, cite nothing but sources that there are, in the plainest form."""
    if not cells.isascii() or not _ALL_CITE.fullmatch(cells):
        return False
    return all(map(sources.__contains__, _CITES.findall(f";{cells}")))


_EMPTY: tuple[()] = ()
"""What stands between two semicolons with nothing between them."""


def _cited(
    texts: Sequence[str], sources: Mapping[str, str], locators: dict[str, str]
) -> Iterator[tuple[object, ...] | None]:
    """What each of some cells cites, None where that is not plain. What is the same in several is one object."""
    different = list(dict.fromkeys(texts))
    together = ";".join(different)
    parts = together.split(";")
    if " " in together or not together.isascii():
        parts = [f"{source.strip()}{at}{place.strip()}" for source, at, place in (p.partition("@") for p in parts)]
    made = _made(list(dict.fromkeys(parts)), sources, locators)
    rest = map(made.get, parts)
    found: dict[str, tuple[object, ...] | None] = {}
    for text, more in zip(different, map(str.count, different, repeat(";")), strict=True):
        cited = tuple(islice(rest, more + 1))
        if more:
            cited = tuple({id(one): one for one in cited if one is not _EMPTY}.values())
        found[text] = cited if cited and all(cited) else None
    return map(found.__getitem__, texts)


def _made(
    parts: Sequence[str], sources: Mapping[str, str], locators: dict[str, str]
) -> dict[str, Citation | tuple[()]]:
    """The citation that each of different parts of cells is, but for those that are not plain."""
    split = [part.partition("@") for part in parts]
    named = [sources.get(source) for source, _, _ in split]
    plain = [bool(id and (place or not at)) for id, (_, at, place) in zip(named, split, strict=True)]
    places = [locators.setdefault(place, place) for _, _, place in compress(split, plain)]
    made = records_of(Citation, {"source": compress(named, plain), "locator": places}, len(places))
    return {"": _EMPTY, **dict(zip(compress(parts, plain), made, strict=True))}


def _read_each(texts: Iterable[str], read: CellReader) -> tuple[dict[str, object], Refused]:
    """The value of every different text, and of the others what is wrong."""
    values: dict[str, object] = {}
    refused: Refused = {}
    for text in dict.fromkeys(texts):
        try:
            values[text] = read(text)
        except ValueError as error:
            refused[text] = error
    return values, refused
