"""The controls that choose what is shown."""

from __future__ import annotations

import re

from explorer.landscape import Landscape
from explorer.page.controls import filters
from explorer.query.selection import Selection

USUAL = Selection()


def sets_of(landscape: Landscape) -> list[list[tuple[str, int]]]:
    """Column by column, each set with how many boxes it has."""
    _, *columns = re.split(r"<div>", str(filters(landscape, USUAL, 0)).partition('class="filters-sets"')[2])
    parted = [re.split(r'<fieldset class="set" data-part="', column)[1:] for column in columns]
    return [[(one.partition('"')[0], one.count("<input")) for one in column] for column in parted]


def test_every_set_of_choices_stands_in_one_of_three_columns(bundled: Landscape) -> None:
    columns = sets_of(bundled)
    assert len(columns) == 3
    assert sorted(name for column in columns for name, _ in column) == [
        *("basis", "kinds", "lanes", "layers", "status", "ties"),
    ]


def test_no_column_is_longer_than_the_longest_set_needs(bundled: Landscape) -> None:
    columns = sets_of(bundled)
    rows = [sum(boxes + 2 for _, boxes in column) for column in columns]
    longest = max(boxes + 2 for column in columns for _, boxes in column)
    assert max(rows) == longest
    assert columns[0][0][0] == "lanes", "what is looked for most stands first"
