"""A record in, the texts of its cells out, as the files write them; and back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from sys import intern
from typing import Any, Literal, get_args, get_origin

from explorer.cache import remembered
from explorer.data.tables import parsers
from explorer.edtf import When, parse_when
from explorer.model import Citation
from explorer.records import R, Record, fields_of, records_of


def cell_text(value: object) -> str:
    """A value as a file writes it.

    >>> cell_text((Citation(source="herald", locator="L1"), Citation(source="minutes")))
    'herald@L1;minutes'
    """
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        return ";".join(map(cell_text, value))
    if isinstance(value, When):
        return value.text
    if isinstance(value, Citation):
        return f"{value.source}@{value.locator}" if value.locator else value.source
    return "" if value is None else str(value)


def cells_of(rows: Sequence[Record], column: str) -> list[str]:
    """A column of a table."""
    return [cell_text(getattr(row, column)) for row in rows]


def records_read(kind: type[R], columns: Mapping[str, Sequence[str]]) -> tuple[R, ...]:
    """The records of a table, from the texts of its columns. Nothing is checked but addresses, which a page makes links
    of: a store is made of what was checked."""
    read = {name: map(_reader(name, annotation), columns[name]) for name, annotation in fields_of(kind).items()}
    return records_of(kind, read, len(next(iter(columns.values()))))


def _reader(name: str, annotation: Any) -> Callable[[str], Any]:
    arguments = get_args(annotation)
    if name == "url":
        return lambda text: parsers.link(text) if text else ""
    if annotation is When or When in arguments:
        return _when
    if annotation is int or int in arguments or (get_origin(annotation) is Literal and isinstance(arguments[0], int)):
        return lambda text: int(text) if text else None
    if get_origin(annotation) is tuple:
        return citations_in if Citation in arguments else _texts
    return str if name in _LONG else intern


_LONG = {"title", "summary", "name", "text", "note", "value", "quote", "reason"}
"""Columns whose texts seldom stand twice."""


@remembered(65_536)
def _when(text: str) -> When | None:
    return parse_when(text) if text else None


@remembered(65_536)
def citations_in(text: str) -> tuple[Citation, ...]:
    parts = (part.partition("@") for part in text.split(";") if part)
    return tuple(Citation(source=intern(source), locator=intern(locator)) for source, _, locator in parts)


@remembered(65_536)
def _texts(text: str) -> tuple[str, ...]:
    return tuple(map(intern, text.split(";"))) if text else ()
