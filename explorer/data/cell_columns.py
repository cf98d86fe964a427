"""All the cells of a column in; their values out, row by row, with what is wrong where one has none.

A column is read at once as far as its texts are sound beyond doubt. Only the others are read one by one, by the reader
of a cell, which has the sentence for whatever is wrong: so each is told in the same words however many there are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import compress, filterfalse, islice, repeat

from explorer.data.parsers import CellReader
from explorer.model import Citation
from explorer.records import records_of

Refused = dict[str, ValueError]
"""The texts that have no value, each with what is wrong and how to mend it."""

ColumnReader = Callable[[Sequence[str]], tuple[Sequence[object], Refused]]
"""Reads the texts of a column: the values in their order, None where a text is refused."""

CITED_AT_ONCE = 20_000
"""So many cells of citations are read in one go, in which equal ones are made once."""


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


def of_known(read: CellReader, known: dict[str, str]) -> ColumnReader:
    """Of a column that names what is known: the value is the text that the other table has, not a copy of it."""

    def column(texts: Sequence[str]) -> tuple[Sequence[object], Refused]:
        values = list(map(known.get, texts))
        if all(values):
            return values, {}
        others, refused = _read_each(filterfalse(known.__contains__, texts), read)
        return list(map((known | others).get, texts)), refused

    return column


def of_citations(read: CellReader, sources: Mapping[str, str]) -> ColumnReader:
    """Of a column of citations of these sources."""

    def column(texts: Sequence[str]) -> tuple[Sequence[object], Refused]:
        values: list[object] = []
        locators: dict[str, str] = {}
        rest = iter(texts)
        while some := list(islice(rest, CITED_AT_ONCE)):
            values += _cited(some, sources, locators)
        doubtful = [place for place, value in enumerate(values) if value is None]
        found, refused = _read_each((texts[place] for place in doubtful), read)
        for place in doubtful:
            values[place] = found.get(texts[place])
        return values, refused

    return column


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
