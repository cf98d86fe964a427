"""Labels stand beside their marks, in order, and on nobody's feet."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.timeline.labels import (
    LabelInput,
    LabelPlacement,
    LabelRequest,
    LaneRequests,
    Lanes,
    Placement,
    Words,
    place_all,
    place_labels,
)
from tests.sweeps import examples


def words(*widths: float) -> Words:
    return tuple((3.0, width) for width in widths)


def tag(
    id: str, x: float, width: float = 80, rank: int = 2, segment: tuple[float, float] = (0, 1000), **more: Any
) -> LabelRequest:
    given = {"full": words(width), "short": (), "when": 0.0} | more
    return LabelRequest(id=id, left=x - 6, right=x + 6, segment=segment, rank=rank, **given)


def sheet(*tags: LabelRequest, **more: Any) -> LabelInput:
    given: dict[str, Any] = {"as_of": None, "row": 20.0, "line": 14.0, "head": 10.0, "tail": 10.0, "gap": 12.0}
    given |= {"near": 5.0, "least": 1, "rows": 6, "widest": 300.0} | more
    return LabelInput(lanes=(LaneRequests("city", tags),), **given)


def spots(placement: Placement) -> dict[str, LabelPlacement]:
    return {spot.id: spot for lane in placement.lanes for spot in lane.spots}


def only_spot(*args: Any, **kwargs: Any) -> LabelPlacement:
    return spots(place_labels(sheet(*args, **kwargs)))["a"]


def test_a_label_stands_right_of_its_mark() -> None:
    spot = only_spot(tag("a", 100))
    assert (spot.side, spot.row, spot.x) == ("right", 0, 111)


def test_a_label_that_would_leave_the_picture_stands_left() -> None:
    spot = only_spot(tag("a", 960))
    assert (spot.side, spot.x) == ("left", 960 - 6 - 5 - 80)


def test_a_label_that_would_cross_the_as_of_line_stands_left() -> None:
    assert only_spot(tag("a", 500), as_of=550.0).side == "left"


def test_a_label_crosses_the_as_of_line_where_the_left_is_cut_off() -> None:
    assert only_spot(tag("a", 500, segment=(480, 1000)), as_of=550.0).side == "right"


def test_a_second_label_in_the_way_takes_the_next_row() -> None:
    placed = spots(place_labels(sheet(tag("a", 100), tag("b", 130), tag("c", 300))))
    assert [placed[id].row for id in "abc"] == [0, 1, 0]


def test_labels_in_a_narrow_segment_go_below_in_lines() -> None:
    spot = only_spot(tag("a", 60, segment=(0, 120), full=words(50, 55, 40), when=30.0))
    assert (spot.side, spot.lines, spot.date) == ("below", ((0, 2), (2, 3)), "beside")


def test_a_date_that_fits_behind_no_word_takes_a_line_of_its_own() -> None:
    spot = only_spot(tag("a", 100, segment=(0, 120), full=words(50, 100), when=60.0))
    assert (spot.side, spot.lines, spot.date) == ("below", ((0, 1), (1, 2)), "under")


def test_in_a_wide_segment_the_short_title_comes_before_lines_below() -> None:
    spot = only_spot(tag("a", 250, segment=(100, 400), full=words(90, 90), short=words(60)))
    assert (spot.side, spot.text) == ("right", "short")


def test_a_whisker_over_its_whole_segment_leaves_the_date_to_the_head() -> None:
    whole = LabelRequest("a", left=0, right=120, segment=(0, 120), rank=1, full=words(50, 55), short=(), when=30.0)
    assert only_spot(whole).date == ""


def test_the_short_title_comes_where_the_full_one_is_too_long() -> None:
    spot = only_spot(tag("a", 500, full=words(200, 200), short=words(90)))
    assert (spot.text, spot.lines) == ("short", ((0, 1),))


def test_two_lines_come_where_the_short_title_is_too_long_too() -> None:
    spot = only_spot(tag("a", 500, full=words(200, 200)))
    assert (spot.text, spot.lines) == ("full", ((0, 1), (1, 2)))


def test_a_label_that_fits_nowhere_is_counted() -> None:
    placement = place_labels(sheet(tag("a", 500, width=400), tag("b", 700)))
    assert [lane.more for lane in placement.lanes] == [1]
    assert spots(placement)["a"].side == ""


def test_key_labels_come_first_where_rows_are_few() -> None:
    crowd = [tag(f"s{n}", 100 + n) for n in range(6)]
    placed = spots(place_labels(sheet(*crowd, tag("key", 110, rank=1), rows=2)))
    assert placed["key"].side == "right"
    assert placed["key"].row == 0


def test_the_selected_label_comes_before_key_ones() -> None:
    crowd = [tag(f"k{n}", 100 + n, rank=1) for n in range(6)]
    assert spots(place_labels(sheet(*crowd, tag("mine", 110, rank=-1), rows=1)))["mine"].side == "right"


def test_beyond_forty_labels_weight_decides() -> None:
    tags = [tag(f"t{n}", 20 + n * 15, width=5, rank=3 if n < 10 else 2, full=words(5)) for n in range(50)]
    placed = spots(place_labels(sheet(*tags, rows=40)))
    assert sum(bool(spot.side) for spot in placed.values()) == 40
    assert not any(placed[f"t{n}"].side for n in range(10))


def test_an_empty_lane_keeps_its_row() -> None:
    assert place_labels(sheet()).height == 10 + 20 + 10


def test_a_zoomed_lane_stays_as_high_as_it_was() -> None:
    lanes = (LaneRequests("city", (tag("a", 100),), floor=90.0),)
    assert place_labels(replace(sheet(), lanes=lanes)).height == 90


def test_on_a_phone_a_date_goes_before_a_name_crosses_the_as_of_line() -> None:
    crossing = tag("a", 100, width=80, segment=(80, 400), when=60.0)
    spot = only_spot(crossing, as_of=220.0, short_first=True)
    assert (spot.side, spot.date) == ("right", "")


def test_what_has_not_happened_never_loses_the_word_for_it() -> None:
    planned = tag("a", 100, width=80, segment=(80, 400), when=60.0, keeps_date=True)
    assert only_spot(planned, as_of=220.0, short_first=True).date == "inline"


# --- never on each other -------------------------------------------------------------------------------------------

Box = tuple[float, float, float, float]


def label_boxes(on: LabelInput, tag: LabelRequest, spot: LabelPlacement) -> list[Box]:
    """Left, right, top and bottom of what is written for a mark."""
    high = on.line * len(spot.lines)
    if spot.side == "below":
        top = spot.y + on.line / 2
        block = (spot.x, spot.x + spot.width, top, top + high)
        date = (tag.right, tag.right + tag.when, spot.y - on.line / 2, spot.y + on.line / 2)
        if spot.date == "under":
            return [(block[0], block[1], top, top + high + on.line)]
        return [block, date] if spot.date == "beside" else [block]
    return [(spot.x, spot.x + spot.width, spot.y - high / 2, spot.y + high / 2)] if spot.side else []


def meet(one: Box, other: Box) -> bool:
    return one[0] < other[1] and other[0] < one[1] and one[2] < other[3] and other[2] < one[3]


some_words = st.lists(st.tuples(st.just(3.0), st.floats(5, 120)), min_size=1, max_size=5).map(tuple)


@st.composite
def some_tags(draw: st.DrawFn, segment: tuple[float, float]) -> list[LabelRequest]:
    found = []
    for n in range(draw(st.integers(0, 14))):
        left = draw(st.floats(segment[0], segment[1] - 8))
        long = draw(st.floats(8, max(9, (segment[1] - left) / 2)))
        words_ = {"full": draw(some_words), "short": draw(st.one_of(st.just(()), some_words))}
        rank, when = draw(st.integers(1, 3)), draw(st.sampled_from([0.0, 34.0, 90.0]))
        found.append(
            LabelRequest(f"{segment[0]}-{n}", left, min(left + long, segment[1]), segment, rank, when=when, **words_)
        )
    return sorted(found, key=lambda tag: tag.left)


@st.composite
def some_sheets(draw: st.DrawFn) -> LabelInput:
    segments = [(0.0, 90.0), (130.0, 260.0), (300.0, 1000.0)]
    tags = tuple(tag for segment in segments for tag in draw(some_tags(segment)))
    as_of = draw(st.one_of(st.none(), st.floats(0, 1000)))
    return sheet(*tags, as_of=as_of, rows=draw(st.integers(1, 8)), short_first=draw(st.booleans()))


@pytest.mark.slow
@examples(30, 100)
@given(some_sheets())
def test_labels_never_overlap_each_other_nor_marks_nor_cuts(on: LabelInput) -> None:
    placed = spots(place_labels(on))
    tags = on.lanes[0].tags
    written = {tag.id: label_boxes(on, tag, placed[tag.id]) for tag in tags}
    for tag_ in tags:
        for box in written[tag_.id]:
            assert tag_.segment[0] - 1e-6 <= box[0] and box[1] <= tag_.segment[1] + 1e-6, "a label left its segment"
        for other in tags:
            if other is tag_:
                continue
            y = placed[other.id].y
            mark = (other.left, other.right, y - 6, y + 6)
            for box in written[tag_.id]:
                assert not meet(box, mark), "a label on a mark"
                assert not any(meet(box, theirs) for theirs in written[other.id]), "a label on a label"


@pytest.mark.slow
@examples(10, 30)
@given(some_sheets())
def test_every_mark_has_a_place_and_every_missing_label_is_counted(on: LabelInput) -> None:
    placement = place_labels(on)
    lane = placement.lanes[0]
    assert [spot.id for spot in lane.spots] == [tag.id for tag in on.lanes[0].tags]
    assert lane.more == sum(not spot.side for spot in lane.spots)
    assert all(lane.top < spot.y < lane.top + lane.height for spot in lane.spots)


@pytest.mark.slow
@examples(10, 30)
@given(some_sheets())
def test_room_for_all_labels_is_told_as_where_they_stand(on: LabelInput) -> None:
    known: Lanes = {}
    placed = place_labels(on)
    high = sum(lane.height for lane, asked in zip(placed.lanes, on.lanes, strict=True) if asked.tags)
    missed = any(lane.more for lane in placed.lanes)
    for room in (high, 2 * high, high - 0.5, high):
        assert place_all(on, room, known) == (None if missed or high > room else placed)
