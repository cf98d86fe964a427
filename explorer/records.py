"""What every record of the vocabulary is: frozen, small, and the row of a table whose columns are its fields."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import MISSING, dataclass, fields
from functools import cache
from types import MappingProxyType
from typing import Any, cast, get_type_hints


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Frozen and small; the docstring below a field is its description in datapackage.json too. A cell may be empty
    where its field has a default.

    Nothing is checked here: whoever reads text from outside does that (`data/load.py`), and tells every problem.
    """


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


@cache
def _types(record: object) -> Mapping[str, Any]:
    return MappingProxyType(get_type_hints(record))
