"""The controls that choose what is shown."""

from __future__ import annotations

import re
from html import unescape

from explorer.export.excerpt import chosen_words
from explorer.landscape import Landscape
from explorer.page.controls import filters
from explorer.page.status_words import shown_line
from explorer.query.selection import Selection, from_query
from explorer.query.visible import visible

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


def test_chips_and_captions_of_files_say_a_choice_as_its_menu_does(bundled: Landscape) -> None:
    """No id of a choice stands there, such as “lineage” for what the menu calls “continues”."""
    menus = str(filters(bundled, USUAL, 0))
    for part in ("lanes", "kinds", "status", "ties", "basis", "layers"):
        field = menus.partition(f'class="set" data-part="{part}"')[2].partition("</fieldset>")[0]
        boxes = re.findall(r'value="([^"]*)"[^>]*>(?:<i[^>]*></i>)?<span>([^<]*)</span>', field)
        assert boxes
        for value, word in boxes:
            view = visible(bundled, from_query(f"{part}={value}", bundled)[0])
            assert f">{word}<span" in str(shown_line(view)), (part, value)
            said = unescape(word)
            assert chosen_words(view).endswith(f": {said}."), (part, value, chosen_words(view))
