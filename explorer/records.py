"""What every record of the vocabulary is: frozen, small, and the row of a table whose columns are its fields."""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import MISSING, dataclass, fields
from functools import cache
from itertools import repeat
from types import MappingProxyType
from typing import Any, TypeVar, cast, get_type_hints


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Frozen and small; the docstring below a field is its description in datapackage.json too. A cell may be empty
    where its field has a default.

    Nothing is checked here: whoever reads text from outside does that (`data/load.py`), and tells every problem.
    """

    def __repr__(self) -> str:
        """What kind of record, which, and what it is called: short, however much it says.

        >>> from explorer.model import Citation, Lane
        >>> Citation(source="herald", locator="L1"), Lane(id="city", label="City")
        (Citation('herald', 'L1'), Lane('city', 'City'))
        """
        known = fields_of(type(self))
        named = [name for name in _CALLED if name in known] or list(known)[:2]
        said = [str(value) for name in ("id", *named) if name in known and (value := getattr(self, name))]
        return f"{type(self).__name__}({', '.join(repr(_shortly(text)) for text in said[:4])})"


_CALLED = (
    "name",
    "title",
    "label",
    "text",
    "subject",
    "verb",
    "object",
    "about",
    "property",
    "value",
    "source",
    "what",
)
"""The fields by which people know a record."""


def _shortly(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"


def fields_of(record: type[Record]) -> Mapping[str, Any]:
    """The fields of a record in order, each with its type: the columns of its table.

    >>> from explorer.model import Citation
    >>> dict(fields_of(Citation))
    {'source': <class 'str'>, 'locator': <class 'str'>}
    """
    return _types(cast(Hashable, record))  # mypy takes the hash of a record for that of its class


def may_be_empty(record: type[Record]) -> frozenset[str]:
    """The columns of a record's table whose cells may be empty: the fields that have a default.

    >>> from explorer.model import Gap
    >>> sorted(may_be_empty(Gap))
    ['note']
    """
    return frozenset(column.name for column in fields(record) if column.default is not MISSING)


R = TypeVar("R", bound=Record)


def records_of(record: type[R], columns: Mapping[str, Iterable[object]], count: int) -> tuple[R, ...]:
    """So many records of a table, from the values of all its columns, row by row.

    Made column by column, which takes a fraction of the time of calling the class for each row.

    >>> from explorer.model import Citation
    >>> records_of(Citation, {"source": ["a", "b"], "locator": ["L1", ""]}, 2)[1]
    Citation(source='b', locator='')
    """
    found = tuple(map(object.__new__, repeat(record, count)))
    for name in fields_of(record):
        deque(map(vars(record)[name].__set__, found, columns[name]), maxlen=0)
    return found


@cache
def _types(record: object) -> Mapping[str, Any]:
    return MappingProxyType(get_type_hints(record))
