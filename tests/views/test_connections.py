"""How two records are connected, on Riverton."""

from __future__ import annotations

import pytest

from explorer.graph import NotInGraph
from explorer.model import Landscape
from explorer.views.connections import connections


def texts(world: Landscape, a: str, b: str) -> list[list[str]]:
    return [[sentence.text for sentence in path] for path in connections(world, a, b).paths]


def test_a_path_is_told_relation_by_relation_with_dates_and_basis(small_world: Landscape) -> None:
    assert texts(small_world, "ana-reyes", "resolution-2000") == [
        ["Ana Reyes leads Riverton Council, since 2021.", "Riverton Council passed 2000 resolution, 2000."],
        [
            "Ana Reyes signed Night order, 21 July 2025.",
            "Night order builds on 2000 resolution, 2000 — inferred by the curators.",
        ],
    ]


def test_every_sentence_of_a_path_is_cited(small_world: Landscape) -> None:
    found = connections(small_world, "riders", "council")
    assert found.steps == 3
    assert all(sentence.citations for path in found.paths for sentence in path)


def test_records_that_nothing_connects_have_no_path(small_world: Landscape) -> None:
    assert connections(small_world, "ana-reyes", "bill-dies").paths == ()


def test_an_unknown_record_is_refused(small_world: Landscape) -> None:
    with pytest.raises(NotInGraph):
        connections(small_world, "ana-reyes", "nobody")
