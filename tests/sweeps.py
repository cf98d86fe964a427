"""Sweeps: of many values of one kind a few stand for the others in `make test`; `make thorough` tries the others.

@pytest.mark.parametrize("width", swept([1440, 1024, 390], often=[390]))
@examples(4, 12)
@given(...)
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

import pytest
from hypothesis import settings

thorough = pytest.mark.thorough

OFTEN = "often"
"""The profile of Hypothesis that tries few examples."""


def swept(values: Iterable[Any], often: Collection[Any]) -> list[Any]:
    """Parameters for each value, a tuple being several arguments; those that are not tried often are marked so."""
    there = list(values)
    assert not [value for value in often if value not in there], "what is tried often is one of the values"
    return [
        pytest.param(*(value if isinstance(value, tuple) else (value,)), marks=() if value in often else thorough)
        for value in there
    ]


def one_in(count: int, values: Iterable[Any]) -> list[Any]:
    """The same where values differ in nothing but what they are: one in so many is tried often, the first to begin
    with. Those of a dict bear its keys."""
    named = values.items() if isinstance(values, Mapping) else ((None, value) for value in values)
    return [
        pytest.param(
            *(value if isinstance(value, tuple) else (value,)), id=name, marks=thorough if place % count else ()
        )
        for place, (name, value) in enumerate(named)
    ]


def examples(few: int, many: int, **how: Any) -> Callable[[Any], Any]:
    """So few examples of a test with chance in `make test`, so many in `make thorough` or in a search."""
    count = few if settings.get_current_profile_name() == OFTEN else many

    return settings(max_examples=count, **how)
