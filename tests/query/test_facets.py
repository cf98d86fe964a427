"""What stands beside the boxes to tick: how much each choice would show."""

from __future__ import annotations

from datetime import date

import pytest

from explorer.landscape import Landscape
from explorer.query.address_parts import item_text
from explorer.query.questions import facets
from explorer.query.selection import FILTERS, Selection, from_query, to_query
from explorer.query.sets import SETS
from explorer.query.visible import visible
from tests.bundled import albuquerque

ADDRESSES = (
    "",
    "lanes=city,state",
    "kinds=bill_step&basis=reported",
    "at=2025-08-01",
    "status=planned",
    "layers=articles",
)


@pytest.fixture(scope="module")
def landscape() -> Landscape:
    return albuquerque()


@pytest.mark.parametrize("address", ADDRESSES)
def test_each_count_is_what_choosing_it_alone_in_its_set_would_show(landscape: Landscape, address: str) -> None:
    selection, notes = from_query(address, landscape)
    assert not notes
    told = facets(visible(landscape, selection))
    for name in (name for name, one in SETS.items() if one.table == "events"):
        part = FILTERS[name]
        rest = to_query(selection).split("&")
        others = "&".join(piece for piece in rest if piece and not piece.startswith(f"{part}="))
        for choice, count in told[part].items():
            alone, _ = from_query(f"{others}&{part}={choice}", landscape)
            assert int(visible(landscape, alone).events.sum()) == count, (part, choice)


def test_only_what_stands_so_on_the_day_is_left_by_a_status(landscape: Landscape) -> None:
    for at in (None, date(2025, 8, 1)):
        every = visible(landscape, Selection(as_of=at)).statuses()
        for status, count in every.items():
            view = visible(landscape, Selection(as_of=at, states=frozenset({status})))
            assert int(view.events.sum()) == count
            assert {view.status_of(row) for row in view.events.nonzero()[0].tolist()} <= {status}


def test_a_status_stands_in_the_address_and_one_that_is_unknown_is_told(landscape: Landscape) -> None:
    selection = Selection(states=frozenset({"planned", "possible"}))
    assert to_query(selection) == "status=planned,possible"
    assert from_query("status=planned,possible", landscape) == (selection, ())
    assert "not a status" in from_query("status=dreamt", landscape)[1][0]
    assert item_text("planned") == "planned"
