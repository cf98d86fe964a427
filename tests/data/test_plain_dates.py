"""Seasons and sets are read at once as the grammar of EDTF reads them, and the grammar is not needed for them."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.data.dates.date_cells import date_cell, plain_date
from explorer.edtf import parse_when
from tests.sweeps import examples

pytestmark = pytest.mark.slow

years = st.integers(0, 9999).map(lambda year: f"{year:04}") | st.sampled_from(["0000", "0001", "2024", "2025", "9999"])
months = st.tuples(years, st.integers(0, 13)).map(lambda parts: f"{parts[0]}-{parts[1]:02}")
days = st.tuples(months, st.integers(0, 32)).map(lambda parts: f"{parts[0]}-{parts[1]:02}")
seasons = st.tuples(years, st.integers(20, 25)).map(lambda parts: f"{parts[0]}-{parts[1]}")
alike = st.one_of(*(st.lists(points, min_size=1, max_size=3) for points in (years, months, days, seasons)))
mixed = st.lists(years | months | days | seasons, min_size=1, max_size=3)


@st.composite
def texts(draw: st.DrawFn) -> str:
    points = draw(alike | mixed)
    form = draw(
        st.sampled_from(
            [
                "{0}",
                "[{0}..]",
                "[..{0}]",
                "[{0}..{1}]",
                "[{all}]",
                "[{spaced}]",
                "{0}?",
                "[{0}.. {1}]",
                "{0}/{1}",
                "{0}/..",
                "../{0}",
            ]
        )
    )
    return form.format(points[0], points[-1], all=",".join(points), spaced=", ".join(points))


@examples(40, 1_000)
@given(text=texts())
def test_what_is_read_at_once_is_what_the_grammar_reads(text: str) -> None:
    found = plain_date(text)
    if found is not None:
        assert found == parse_when(text)


@pytest.mark.parametrize(
    "text", ["2025-21", "2017-24", "[2025-07..]", "[..2024]", "[2025-05-01..2025-05-11]", "[2026-01-06,2026-01-13]"]
)
def test_the_forms_that_people_write_are_read_at_once(text: str) -> None:
    assert plain_date(text) == date_cell(text) == parse_when(text)


@pytest.mark.parametrize(
    "text", ["[2025..2024]", "2025-02-30", "0000-21", "[2025-13..]", "[2025]", "[..]", "[2024-02-30,2024-03-01]"]
)
def test_what_is_wrong_is_left_to_who_says_so(text: str) -> None:
    assert plain_date(text) is None
    with pytest.raises(ValueError, match=r"date|ends before|is a day"):
        date_cell(text)


def test_a_landscape_with_seasons_and_sets_is_loaded_without_the_grammar() -> None:
    words = "import sys; from explorer.bundled import bundled; from explorer.data.load import load_landscape; "
    words += "load_landscape(bundled('graph_data') / 'albuquerque'); print('edtf' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", words], capture_output=True, text=True, check=True)
    assert told.stdout == "False\n"
