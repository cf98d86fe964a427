"""What an engine answers in Arrow's columns is read as it is."""

from __future__ import annotations

from datetime import datetime

import pyarrow

from explorer.store.engines.databases import from_arrow


def test_a_cell_that_is_empty_stays_so_among_numbers_and_times() -> None:
    noon = datetime(2025, 3, 1, 12)
    columns = {
        "number": pyarrow.array([2, None], pyarrow.int32()),
        "time": pyarrow.array([noon, None], pyarrow.timestamp("ns")),
        "whole": pyarrow.array([1, 2], pyarrow.int64()),
        "word": pyarrow.array(["a", None]),
    }
    numbers, times, whole, words = from_arrow(pyarrow.table(columns))
    assert [f"{cell}" for cell in [*numbers, *times, *words]] == [
        "2",
        "None",
        "2025-03-01 12:00:00",
        "None",
        "a",
        "None",
    ]
    assert whole.dtype == "int64"
