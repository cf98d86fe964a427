"""Sweeps: of many values of one kind a few stand for the others in `make test`; `make thorough` tries the others."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

import pytest

thorough = pytest.mark.thorough


def swept(values: Iterable[Any], often: Collection[Any]) -> Iterator[Any]:
    """Parameters for each value, a tuple being several arguments; those that are not tried often are marked so."""
    there = list(values)
    assert not [value for value in often if value not in there], "what is tried often is one of the values"
    for value in there:
        given = value if isinstance(value, tuple) else (value,)
        yield pytest.param(*given, marks=() if value in often else thorough)
