"""The export dialog's markup: every format and every choice is in it, in words."""

from __future__ import annotations

import re
from typing import get_args

from explorer.export.dialog import MAX_TEXT, MIN_TEXT, SIZES, THEMES, WHAT, export_dialog
from explorer.export.formats import FORMATS, PICTURES
from explorer.export.options import MAX_TEXT_SCALE, MIN_TEXT_SCALE, Size, Theme


def test_every_format_is_offered_with_words_of_its_own() -> None:
    offered = re.findall(r'name="take-format" value="([^"]+)"', export_dialog())
    assert sorted(offered) == sorted(FORMATS)
    assert all(format.label and format.what_for for format in FORMATS.values())


def test_every_size_theme_and_view_can_be_chosen() -> None:
    assert set(SIZES) == set(get_args(Size))
    assert set(THEMES) == set(get_args(Theme))
    assert {value for value, _, _ in WHAT} == set(PICTURES)
    assert MIN_TEXT_SCALE <= MIN_TEXT < MAX_TEXT <= MAX_TEXT_SCALE


def test_a_format_says_which_views_it_can_show() -> None:
    assert 'value="graphml" data-views="network" data-purpose="data"' in export_dialog()


def test_the_dialog_is_closed_and_has_a_name() -> None:
    text = export_dialog()
    assert text.startswith('<dialog id="export-dialog" class="take" aria-labelledby="export-dialog-title">')
    assert '<h2 id="export-dialog-title">Export</h2>' in text
