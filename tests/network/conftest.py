"""Layouts are what is tried here: each is worked out anew."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.layouts import SharedLayouts


@pytest.fixture(scope="module", autouse=True)
def laid_out_anew(shared_layouts: SharedLayouts) -> Iterator[None]:
    with shared_layouts.each_for_itself():
        yield
