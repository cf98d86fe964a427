"""Dates as sources give them: read strictly, said in words, never more precise than written."""

from __future__ import annotations

import doctest
from datetime import date

import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from explorer import edtf
from explorer.edtf import begun_by, parse_when, parses, short_words, words
from tests.sweeps import examples

# What a source may write; the library's strict bounds are the yardstick for our own.
days = st.dates(min_value=date(1, 1, 1)).map(str)
points = st.one_of(days, days.map(lambda day: day[:7]), days.map(lambda day: day[:4]))
signed = st.builds(str.__add__, points, st.sampled_from(["", "?", "~", "%"]))


def bounds_by_the_library(text: str) -> tuple[date | None, date | None]:
    parsed = parse_edtf(text)
    lower, upper = (
        None if isinstance(bound, float) else date(*bound[:3])
        for bound in (parsed.lower_strict(), parsed.upper_strict())
    )
    return lower, upper


@given(signed)
def test_our_own_reading_of_a_common_date_is_the_librarys(text: str) -> None:
    when = parse_when(text)
    assert (when.earliest, when.latest) == bounds_by_the_library(text)


@examples(20, 50)  # the library is slow: some ms for each
@given(days, signed, st.booleans(), st.booleans())
def test_our_own_reading_of_an_interval_is_the_librarys(start: str, end: str, open_start: bool, open_end: bool) -> None:
    first, last = sorted([start, end], key=lambda text: parse_when(text).earliest or date.min)
    text = f"{'..' if open_start and not open_end else first}/{'..' if open_end else last}"
    when = parse_when(text)
    assert (when.earliest, when.latest) == bounds_by_the_library(text)


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "precision"),
    [
        ("2000", date(2000, 1, 1), date(2000, 12, 31), "year"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "month"),
        ("2025-12", date(2025, 12, 1), date(2025, 12, 31), "month"),
        ("2025-07-21", date(2025, 7, 21), date(2025, 7, 21), "day"),
        ("9999", date(9999, 1, 1), date(9999, 12, 31), "year"),
        ("2025-21", date(2025, 3, 1), date(2025, 5, 31), "season"),
        ("2022/..", date(2022, 1, 1), None, "interval"),
        ("../2025-03", None, date(2025, 3, 31), "interval"),
        ("2025-06/2025-07", date(2025, 6, 1), date(2025, 7, 31), "interval"),
        ("2025-06?/2025-07~", date(2025, 6, 1), date(2025, 7, 31), "interval"),
        ("[2024,2025]", date(2024, 1, 1), date(2025, 12, 31), "set"),
        ("[2024-05, 2025-03-02]", date(2024, 5, 1), date(2025, 3, 2), "set"),
        ("[2024..2026]", date(2024, 1, 1), date(2026, 12, 31), "set"),
        ("[..2025-03]", None, date(2025, 3, 31), "set"),
    ],
)
def test_a_date_spans_every_day_it_may_mean(text, earliest, latest, precision) -> None:
    when = parse_when(text)
    assert (when.text, when.earliest, when.latest, when.precision) == (text, earliest, latest, precision)
    assert (when.earliest, when.latest) == bounds_by_the_library(text)


@pytest.mark.parametrize(
    ("text", "uncertain", "approximate"),
    [
        ("2025-08", False, False),
        ("2025-08?", True, False),
        ("2025-08~", False, True),
        ("2025-08%", True, True),
        ("2022?/..", True, False),
        ("2025-06/2025-07%", True, True),
    ],
)
def test_the_signs_of_doubt_are_kept(text, uncertain, approximate) -> None:
    when = parse_when(text)
    assert (when.uncertain, when.approximate) == (uncertain, approximate)


@pytest.mark.parametrize(
    ("text", "write"),
    [
        ("Mar-25", "write 2025-03,"),
        ("Mar 2025", "write 2025-03,"),
        ("7/21/2025", "write 2025-07-21,"),
        ("21.07.2025", "write 2025-07-21,"),
        ("7/21/2025 0:00", "write 2025-07-21,"),
        ("3/4/2025", "write 2025-03-04 or 2025-04-03,"),
        ("21-Jul-25", "write 2025-07-21,"),
        ("July 21, 2025", "write 2025-07-21,"),
        ("Sept-98", "write 1998-09,"),
        ("45859", "write 2025-07-21,"),
    ],
)
def test_a_date_that_a_spreadsheet_has_rewritten_is_named_as_such(text, write) -> None:
    with pytest.raises(ValueError, match="spreadsheet has rewritten") as refused:
        parse_when(text)
    assert text in str(refused.value)
    assert write in str(refused.value)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("2022/", '"2022/" leaves its end unsaid — write 2022/.. for an open end'),
        ("/2022", '"/2022" leaves its start unsaid — write ../2022 for an open start'),
        ("2025/2024", '"2025/2024" ends before it starts — write the earlier date first'),
        ("[2026..2024]", '"[2026..2024]" ends before it starts — write the earlier date first'),
        ("2025-3-1", '"2025-3-1" is not in the form of a date here — write 2025-03-01'),
        ("2025/07/21", '"2025/07/21" is not in the form of a date here — write 2025-07-21'),
        ("2025-07-21T10:00", '"2025-07-21T10:00" is not in the form of a date here — write 2025-07-21'),
        ("2024-02-30", '"2024-02-30" is a date that does not exist — write 2000,'),
        ("", "the date is empty — write 2000,"),
        ("20" * 25, "is too long for a date (50 characters) — write 2000,"),
    ],
)
def test_a_refusal_says_what_came_and_what_to_write(text, sentence) -> None:
    with pytest.raises(ValueError) as refused:
        parse_when(text)
    assert sentence in str(refused.value)


@pytest.mark.parametrize(
    "text",
    [
        *("0000", "0000-21", "2025-13", "2024-02-30/..", "[2024]", "[]", "{2024,2025}", "[2024-02-30,2025]", "../.."),
        *(
            "202X",
            "2025-XX",
            "Q3 2025",
            "unknown",
            "13/45/2025",
            "99/99/9999",
            "21-Jul",
            "31-Feb-25",
            "May",
            "2025-21?",
        ),
        *(
            "Y1E999999999",
            "1E9",
            "Y-17E7",
            "2025E2",
            "-0044",
            "Y12000",
            "1850S2",
            "２０２５",
            "2025\n",
            " 2025",
            "\x00",
        ),
        *("2022/../2025", "[2024,2025", "2025-07-21/", "99999", "????", "1984?-06", "2004-06-~11"),
    ],
)
def test_what_is_not_a_date_is_refused_and_nothing_is_printed(text, capsys) -> None:
    assert not parses(text)
    with pytest.raises(ValueError):
        parse_when(text)
    assert capsys.readouterr() == ("", "")


@given(
    st.one_of(
        st.text(max_size=45),
        st.text(alphabet="0123456789-/.[],?~%XYESu {}T:Marjul", max_size=45),
        st.lists(
            st.sampled_from(["2025", "-02", "-30", "-21", "/", "..", "[", "]", ",", "?", "E9", "Y"]), max_size=9
        ).map("".join),
    )
)
def test_any_text_is_either_a_date_that_can_be_said_or_a_value_error(text: str) -> None:
    try:
        when = parse_when(text)
    except ValueError as refusal:
        assert str(refusal)
        assert not parses(text)
        return
    assert words(when) and short_words(when) and short_words(when, with_year=False)
    assert when.earliest is None or when.latest is None or when.earliest <= when.latest
    assert when.earliest is not None or when.latest is not None


@pytest.mark.parametrize(
    ("text", "long", "short", "without_year"),
    [
        ("2025-07-21", "21 July 2025", "21 Jul 2025", "21 Jul"),
        ("2025-03", "March 2025", "Mar 2025", "Mar"),
        ("2000", "2000", "2000", "2000"),
        ("2025-08?", "August 2025 (uncertain)", "Aug 2025?", "Aug?"),
        ("2025-07-21~", "about 21 July 2025", "about 21 Jul 2025", "about 21 Jul"),
        ("2000%", "about 2000 (uncertain)", "about 2000?", "about 2000?"),
        ("2025-21", "spring 2025", "spring 2025", "spring"),
        ("2025-06/2025-07", "June–July 2025", "Jun–Jul 2025", "Jun–Jul"),
        ("2025-07-03/2025-07-09", "3–9 July 2025", "3–9 Jul 2025", "3–9 Jul"),
        ("2025-05-30/2025-06-02", "30 May – 2 June 2025", "30 May – 2 Jun 2025", "30 May – 2 Jun"),
        ("2025-12/2026-01", "December 2025 – January 2026", "Dec 2025 – Jan 2026", "Dec 2025 – Jan 2026"),
        ("2022/2024", "2022–2024", "2022–2024", "2022–2024"),
        ("2025-06?/2025-07", "June 2025 (uncertain) – July 2025", "Jun 2025? – Jul 2025", "Jun 2025? – Jul 2025"),
        ("2025-05-30/..", "since 30 May 2025", "since 30 May 2025", "since 30 May"),
        ("../2025-03", "until March 2025", "until Mar 2025", "until Mar"),
        ("[2024,2025]", "2024 or 2025", "2024 or 2025", "2024 or 2025"),
        ("[2025-03,2025-05]", "March 2025 or May 2025", "Mar 2025 or May 2025", "Mar or May"),
        ("[2023,2024,2025]", "2023, 2024 or 2025", "2023, 2024 or 2025", "2023, 2024 or 2025"),
        ("[2024..2026]", "between 2024 and 2026", "between 2024 and 2026", "between 2024 and 2026"),
        ("[..2025-03]", "by March 2025", "by Mar 2025", "by Mar"),
        ("[2025-03..]", "March 2025 or later", "Mar 2025 or later", "Mar or later"),
    ],
)  # fmt: skip
def test_a_date_is_said_no_more_precisely_than_it_is_written(text, long, short, without_year) -> None:
    when = parse_when(text)
    assert words(when) == long
    assert short_words(when) == short
    assert short_words(when, with_year=False) == without_year


def test_what_is_dated_vaguely_had_begun_by_the_last_day_that_it_may_have() -> None:
    texts = ["2025-03-07", "2025-03", "../2025-02", "2025", "2025-03/..", "2024-12-31"]
    ordered = sorted(texts, key=lambda text: (begun_by(parse_when(text)), text))
    assert ordered == ["2024-12-31", "../2025-02", "2025-03-07", "2025-03", "2025-03/..", "2025"]


def test_the_examples_in_the_module_are_true() -> None:
    outcome = doctest.testmod(edtf)
    assert outcome.attempted > 0
    assert outcome.failed == 0
