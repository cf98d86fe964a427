"""What the table of measurements says: medians with their spread, why a number is missing, whether a promise holds."""

from __future__ import annotations

from tests.bench.results import (
    Answered,
    Reading,
    answered_table,
    p95,
    promise,
    readings_table,
    rows,
    summary,
    table,
)


def test_a_row_is_the_median_with_the_least_and_the_most() -> None:
    assert summary([30.0, 10.0, 12.0]).words() == "12 (10–30)"


def test_what_was_not_measured_says_why_and_is_no_number() -> None:
    told = summary(["no #asof-slider", "no #asof-slider"])
    assert told.median is None
    assert told.words() == "not measured: no #asof-slider"


def test_some_failed_visits_do_not_hide_behind_the_others() -> None:
    assert summary([10.0, "gave up after 100 s"]).words() == "10, 1 of 2 failed: gave up after 100 s"


def test_the_95th_percentile_is_a_value_that_occurred() -> None:
    assert p95([float(n) for n in range(1, 101)]) == 95
    assert p95([7.0]) == 7


def test_a_promise_against_a_yardstick_is_held_to_the_ratio_of_the_same_run() -> None:
    found = {"explorer": {"first_picture": [300.0]}, "empty": {"first_picture": [500.0]}}
    (row,) = rows(found, 1_000, bundled=False)
    assert (row["ratio"], row["promised"], row["verdict"]) == (0.6, "≤ 0.50 × empty", "MISSED")


def test_without_the_yardstick_nothing_is_held_or_missed() -> None:
    (row,) = rows({"explorer": {"first_picture": [300.0]}}, 1_000, bundled=False)
    assert (row["ratio"], row["verdict"]) == (None, "?")


def test_larger_landscapes_may_take_longer_to_filter() -> None:
    limits = [promise("filter", events, bundled=False) for events in (1_000, 10_000, 100_000)]
    assert [limit.most for limit in limits if limit] == [150, 250, 400]


def test_the_table_numbers_each_reason_once() -> None:
    found = {"explorer": {"filter": ["no input[name=lanes]"], "as_of": ["no input[name=lanes]"]}}
    text = table("a landscape", list(rows(found, 100, bundled=False)))
    assert text.count("no input[name=lanes]") == 1
    assert text.count("[1]") == 3


def test_a_reading_is_held_to_at_most_or_at_least_what_was_promised() -> None:
    readings = [Reading("wrong pages", 0, most=0), Reading("of hello", 51.2, "%", least=60), Reading("hello", 6_450)]
    assert [reading.verdict for reading in readings] == ["holds", "MISSED", ""]
    assert [reading.promised for reading in readings] == ["≤ 0", "≥ 60", ""]


def test_a_reading_that_could_not_be_taken_says_why_and_keeps_no_promise() -> None:
    reading = Reading("requests a second", "there is no wrk here", least=60)
    assert reading.verdict == "?"
    assert "not measured: there is no wrk here" in readings_table("the server", [reading])


def test_a_control_is_held_to_its_slower_quarter_and_to_its_slowest_inputs() -> None:
    quick, late, slowest = [10.0] * 12, [10.0] * 8 + [60.0] * 4, [10.0] * 11 + [101.0]
    verdicts = [Answered("a key", found).verdict for found in (quick, late, slowest)]
    assert verdicts == ["holds", "MISSED", "MISSED"]
    assert Answered("a key on the bare canvas", slowest, held=False).verdict == ""


def test_a_control_stands_beside_the_bare_canvas_of_the_same_run() -> None:
    assert Answered("a key", [18.0, 24.0, 30.0], [10.0, 12.0, 90.0]).ratio == 2
    assert Answered("a key", [18.0]).ratio is None


def test_a_control_that_a_page_has_not_is_told_and_misses_nothing() -> None:
    one, other = (
        Answered("a count", not_here="every event has a mark"),
        Answered("a key", failed="no input came through"),
    )
    assert [one.verdict, other.verdict] == ["", "?"]
    text = answered_table("a landscape", [one, other])
    assert "a count: not here: every event has a mark" in text
    assert "a key: not measured: no input came through" in text
