"""How events are grouped in bands, evenly spaced, and what stays put when the reader filters."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from explorer.data.load import load_landscape
from explorer.draw.text_metrics import text_width
from explorer.export.data.plotly_json import plotly_json
from explorer.export.options import Options
from explorer.landscape import Landscape
from explorer.model import Actor, Event, Instrument, Relation, Verb, Weight
from explorer.page.pictures import DESK, Pictures
from explorer.query.asked import asked
from explorer.query.grouping import MAX_BANDS
from explorer.query.selection import from_query
from explorer.query.visible import visible
from explorer.store.questions.part_view import Whole
from explorer.store.questions.parts import Parts
from explorer.timeline.band_names import band_lines, names_in_lines
from explorer.timeline.instrument_names import first_number
from explorer.timeline.label_input import label_input
from explorer.timeline.labels import place_labels
from explorer.timeline.payload import timeline_payload
from explorer.timeline.rows import Band
from explorer.timeline.scene import TimelineScene, timeline_scene
from tests.bundled import FOLDER
from tests.store.stores import store_of
from tests.timeline.timeline_world import event, world


def actor(id: str, weight: int = 2) -> Actor:
    return Actor(
        id=id, name=id.capitalize(), kind="person", role="", lane="city", weight=weight, summary="", sources=()
    )  # type: ignore[arg-type]


def did(subject: str, object: str) -> Relation:
    common = {"verb": "signed", "date": None, "basis": "reported", "attributed_to": (), "note": "", "sources": ()}
    return Relation(id=f"{subject}-{object}", subject=subject, object=object, **common)  # type: ignore[arg-type]


SIGNED = Verb(
    id="signed",
    label="signed",
    inverse_label="signed by",
    group="act",
    side="",
    subject_kinds=("actor",),
    object_kinds=("event",),
)


def bill(id: str, title: str) -> Instrument:
    return Instrument(id=id, title=title, number="", kind="bill", lane="state", status="", summary="", sources=())


def step(id: str, when: str, instrument: str) -> Event:
    return replace(event(id, when, lane="state", kind="bill step"), instrument=instrument)


def part(landscape: Landscape, *kept: str) -> Landscape:
    """The landscape with only these events, as a filter leaves it."""
    return replace(landscape, events=tuple(e for e in landscape.events if e.id in kept))


def held(scene: TimelineScene) -> dict[str, list[str]]:
    """Events by the name of the band that holds them."""
    return {band.label: [mark.id for mark in scene.marks if mark.band == band.id] for band in scene.lanes}


ACTS = replace(
    world(event("a", "2025-01-10"), event("b", "2025-02-10"), event("c", "2025-03-10")),
    verbs=(SIGNED,),
    actors=(actor("ana"), actor("ben"), actor("cleo")),
    relations=(did("ana", "a"), did("ana", "b"), did("ben", "a")),
)


# --- groupings -----------------------------------------------------------------------------------------------------


def test_kinds_come_by_how_many_events_they_have() -> None:
    events = (event("a", "2025-01", kind="court"), event("b", "2025-02"), event("c", "2025-03"))
    assert held(timeline_scene(world(*events), rows="kind")) == {"Order": ["b", "c"], "Court": ["a"]}


def test_an_instrument_s_steps_are_a_thread_and_what_belongs_to_none_comes_last() -> None:
    steps = (step("late", "2025-05-02", "two"), step("early", "2025-01-02", "one"), step("end", "2025-06-02", "one"))
    landscape = replace(
        world(event("loose", "2024-12-01"), *steps), instruments=(bill("two", "Second bill"), bill("one", "First bill"))
    )
    scene = timeline_scene(landscape, rows="instrument")
    assert held(scene) == {"First bill": ["early", "end"], "Second bill": ["late"], "No instrument": ["loose"]}
    assert [band.thread for band in scene.lanes] == [True, True, False]


def test_an_event_is_drawn_in_the_rows_of_all_its_actors() -> None:
    scene = timeline_scene(ACTS, rows="actor")
    assert held(scene) == {"Ana": ["a", "b"], "Ben": ["a"], "None of these": ["c"]}
    assert [mark.key for mark in scene.marks if mark.id == "a"] == ["a@ana", "a@ben"]
    assert scene.summary() == "Timeline: 3 events in 3 rows"


def test_a_repeated_mark_says_whose_row_it_stands_in_and_is_not_missed_without_a_name() -> None:
    scene = timeline_scene(ACTS, rows="actor")
    assert next(mark for mark in scene.marks if mark.key == "a@ben").name.endswith("row of Ben")
    assert [mark.key for mark in scene.marks if mark.repeated] == ["a@ben"]
    placed = place_labels(label_input(scene))
    assert sum(lane.more for lane in placed.lanes) == 0


def test_the_selected_actor_comes_first() -> None:
    assert next(iter(held(timeline_scene(ACTS, rows="actor", focus="ben")))) == "Ben"


def test_actors_without_a_row_are_counted_in_words() -> None:
    many = [actor(f"n{number:02}") for number in range(MAX_BANDS["actor"] + 41)]
    crowd = replace(
        world(event("a", "2025-01-10")),
        verbs=(SIGNED,),
        actors=tuple(many),
        relations=tuple(did(one.id, "a") for one in many),
    )
    scene = timeline_scene(crowd, rows="actor")
    assert len(scene.lanes) == MAX_BANDS["actor"]
    assert scene.rest == "41 more actors with 1 event each: narrow by filters or pick one"


@pytest.mark.parametrize("rows", ["lane", "kind", "instrument", "actor"])
def test_no_event_is_lost_however_they_are_grouped(rows: str, small_world: Landscape) -> None:
    scene = timeline_scene(small_world, rows=rows)  # type: ignore[arg-type]
    assert {mark.id for mark in scene.marks} == {event.id for event in small_world.events}
    assert len({mark.key for mark in scene.marks}) == len(scene.marks)


def test_a_long_name_is_written_in_lines_that_fit_their_column() -> None:
    long = bill("long", "An act to say at great length what could have been said in far fewer words than these")
    landscape = replace(world(step("a", "2025-01-02", "long")), instruments=(long,))
    scene = timeline_scene(landscape, rows="instrument")
    assert 1 < len(scene.lanes[0].lines) <= 3
    assert scene.lanes[0].short.endswith("…")
    assert place_labels(label_input(scene)).lanes[0].height > 60, "the band has room for its name"


# --- evenly spaced -------------------------------------------------------------------------------------------------


def test_evenly_spaced_events_stand_equally_apart_and_the_axis_says_so() -> None:
    events = (event("a", "2000"), event("b", "2025-01-01"), event("c", "2025-01-02"), event("d", "2025-12-30"))
    scene = timeline_scene(world(*events), axis="even")
    assert [mark.x for mark in scene.marks] == [125, 375, 625, 875]
    assert [(year.x, year.text) for year in scene.axis.years] == [(0, "2000"), (250, "2025")]
    assert "distance is not time" in scene.note
    assert scene.marks[1].when == "1 Jan 2025"


def test_the_as_of_line_stands_between_evenly_spaced_events() -> None:
    events = (event("a", "2025-01-01"), event("b", "2025-07-25"), event("c", "2025-07-26"))
    assert timeline_scene(world(*events, as_of=date(2025, 7, 25)), axis="even").as_of.x == pytest.approx(666.667)


# --- what stays ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("axis", ["folded", "true", "even"])
def test_a_filter_moves_no_mark_along_the_axis(axis: str) -> None:
    whole = world(event("a", "2000"), event("b", "2024-05-03"), event("c", "2025-07-21"))
    every = timeline_scene(whole, axis=axis)  # type: ignore[arg-type]
    some = timeline_scene(part(whole, "b"), axis=axis, whole=whole)  # type: ignore[arg-type]
    assert some.axis == every.axis
    assert [mark.x for mark in some.marks] == [mark.x for mark in every.marks if mark.id == "b"]


def test_a_window_makes_the_axis_and_leaves_out_what_does_not_touch_it() -> None:
    whole = world(event("a", "2000"), event("b", "2024-05-03"), event("c", "2024-06"), event("d", "2025-07-21"))
    scene = timeline_scene(whole, axis="true", window=(date(2024, 5, 1), date(2024, 6, 14)))
    assert [mark.id for mark in scene.marks] == ["b", "c"]
    assert scene.segments[0].first // 12 == 2024
    june = scene.marks[1]
    assert june.x1 == scene.segments[-1].x1 == 1000, "the axis ends with the month in which the window does"
    assert scene.asked and scene.asked.x1 == pytest.approx(scene.axis.at(date(2024, 6, 14), 1.0), abs=0.01)
    assert scene.asked.rest == "after 14 June 2024", "and says what of it is not in the window"


def test_an_as_of_day_outside_the_window_has_no_line() -> None:
    whole = world(event("a", "2024-05-03"), event("b", "2025-07-21"), as_of=date(2025, 7, 25))
    assert not timeline_scene(whole, window=(None, date(2024, 12, 31))).as_of.inside
    assert timeline_scene(whole).as_of.inside


def numbered(id: str, title: str, number: str, kind: str = "bill") -> Instrument:
    return replace(bill(id, title), number=number, kind=kind)


def test_a_bill_is_written_by_its_number_and_a_lawsuit_by_its_name() -> None:
    instruments = (
        numbered("first", "Safety Act (2025)", "HB 9"),
        numbered("second", "Safety Act (2026)", "HB 9"),
        numbered("order", "Protecting Communities", "Executive Order 14287", "executive order"),
        numbered("case", "City v. Barr", "515 F. Supp. 3d 1163", "lawsuit"),
        bill("plan", "Planned legislation"),
    )
    years = {
        "first": "2025-01-10",
        "second": "2026-01-10",
        "order": "2025-04-28",
        "case": "2020-01-01",
        "plan": "2026-02",
    }
    made = replace(world(*(step(f"of-{id}", when, id) for id, when in years.items())), instruments=instruments)
    written = {band.id: band.written for band in timeline_scene(made, 1360, rows="instrument").lanes}
    assert written == {
        "first": "HB 9 of 2025",
        "second": "HB 9 of 2026",
        "order": "EO 14287",
        "case": "City v. Barr",
        "plan": "Planned legislation",
    }


# --- a number names one bill ----------------------------------------------------------------------------------------


BOTH_BILLS = replace(
    world(
        step("filed", "2025-01-10", "first"),
        step("studied", "2026-01-20", "first"),
        step("refiled", "2026-02-10", "second"),
        as_of=date(2026, 3, 1),
    ),
    instruments=(numbered("first", "Safety Act (2025)", "HB 9"), numbered("second", "Safety Act (2026)", "HB 9")),
)


@pytest.mark.parametrize("filters", ["", "from=2026-01-01", "from=2026-02-01", "until=2025-12-31", "at=2025-06-01"])
def test_a_bill_s_row_has_the_same_name_whatever_is_filtered(filters: str) -> None:
    selection, _ = from_query(f"rows=instrument&{filters}", BOTH_BILLS)
    view = visible(BOTH_BILLS, selection)
    written = {band.id: band.written for band in Pictures().timeline_scene(view, DESK).lanes}
    assert written
    assert written.items() <= {"first": "HB 9 of 2025", "second": "HB 9 of 2026"}.items()


@pytest.mark.parametrize("filters", ["until=2025-12-31", "at=2025-06-01"])
def test_a_bill_s_row_has_the_same_name_in_a_file_of_what_is_shown(filters: str) -> None:
    selection, _ = from_query(f"rows=instrument&{filters}", BOTH_BILLS)
    assert b"HB 9 of 2025" in plotly_json(visible(BOTH_BILLS, selection), Options())


def test_two_bills_of_one_number_and_one_year_go_by_their_titles() -> None:
    steps = (step("early", "2025-01-10", "first"), step("late", "2025-09-10", "second"), step("old", "2011", "third"))
    third = numbered("third", "Road Act", "HB 9")
    landscape = replace(world(*steps), instruments=(*BOTH_BILLS.instruments, third))
    written = [band.written for band in timeline_scene(landscape, rows="instrument").lanes]
    assert written == ["HB 9 of 2011", "Safety Act (2025)", "Safety Act (2026)"]


def test_a_bill_that_nobody_knows_when_it_began_goes_by_its_title() -> None:
    steps = (step("early", "2025-01-10", "first"), step("late", "../2025-09-10", "second"))
    landscape = replace(world(*steps), instruments=BOTH_BILLS.instruments)
    assert {band.written for band in timeline_scene(landscape, rows="instrument").lanes} == {
        "Safety Act (2025)",
        "Safety Act (2026)",
    }


NUMBERS = {
    "Executive Order 14287": "EO 14287",
    "Executive Order 30 (Nashville)": "EO 30",
    "Administrative Instruction No. 3-2": "AI 3-2",
    "H.R.1, Public Law 119-21": "H.R.1",
    "Ordinance No. 2025-12": "Ordinance 2025-12",
    "Ordinance Nr. 12": "Ordinance 12",
    "House Bill 9 of 2025": "House Bill 9 of 2025",
    "Resolution 2025-14 as amended": "Resolution 2025-14 as amended",
    "Proclamation 10888; 10889": "Proclamation 10888",
    "Proclamation 10,888": "Proclamation 10,888",
    "EO 14287 / EO 14288": "EO 14287",
    "EO 14287/EO 14288": "EO 14287",
    "R-00-151 (F/S R-151)": "R-00-151",
    "Regulation (EU) 2016/679": "Regulation (EU) 2016/679",
    "Directive 2008/115/EC": "Directive 2008/115/EC",
    "NYC Local Law 62-2011": "NYC Local Law 62-2011",
    "No. 12": "No. 12",
    "Int 0656-2011": "Int 0656-2011",
    "(none)": "(none)",
}


@pytest.mark.parametrize(("number", "written"), NUMBERS.items())
def test_a_number_is_written_short_only_where_that_garbles_nothing(number: str, written: str) -> None:
    assert first_number(number) == written


def test_a_store_is_asked_which_bills_bear_a_number(tmp_path: Path, small_world: Landscape) -> None:
    told = {"lane": "city", "sources": small_world.events[0].sources}
    weights: tuple[Weight, ...] = (3, 3, 1)
    steps = [replace(one, weight=weight, **told) for one, weight in zip(BOTH_BILLS.events, weights, strict=True)]
    crowd = [replace(event(f"other-{place}", "2026-02-20"), **told) for place in range(80)]
    landscape = replace(
        small_world,
        events=(*small_world.events, *steps, *crowd),
        instruments=(*small_world.instruments, *(replace(one, **told) for one in BOTH_BILLS.instruments)),
        as_of=date(2026, 3, 1),
    )
    store = store_of(landscape, tmp_path / "bills.duckdb")
    part, selection, _ = asked(Whole(store, Parts(store, 1, 1)).home, "rows=instrument&from=2026-02-01")
    assert "filed" not in {event.id for event in part.events}, "the store has more than the part"
    written = [band.written for band in Pictures().timeline_scene(visible(part, selection), DESK).lanes]
    assert written == ["HB 9 of 2026", "No instrument"]


# --- in a column ----------------------------------------------------------------------------------------------------


DETAINERS = FOLDER.with_name("new-york-detainers")
COLUMN = {"a tight pane": 54, "a narrow pane": 62, "a wide pane": 72}
"""px for the names of bands, at a type size of 12.5."""


def test_the_name_of_a_band_is_never_cut_within_a_word_that_has_room() -> None:
    assert band_lines("Local order of 2026 on buses", 72, 12.5, 2) == ("Local order", "of 2026 …")
    assert band_lines("HB 9 of 2025", 72, 12.5, 2) == ("HB 9 of", "2025")


def test_a_word_that_is_wider_than_the_column_is_broken_and_not_left_out() -> None:
    assert [band_lines("Int 0656-2011", column, 12.5, 2) for column in COLUMN.values()] == [
        ("Int 0656-", "2011"),
        ("Int", "0656-2011"),
        ("Int", "0656-2011"),
    ]
    assert band_lines("Proclamation 10888", 54, 12.5, 2) == ("Procla…", "10888")
    assert band_lines("City of Albuquerque", 54, 12.5, 2) == ("City of", "Albuq…")


@pytest.mark.parametrize("column", COLUMN.values(), ids=COLUMN)
def test_no_line_of_a_band_s_name_is_wider_than_its_column(column: float, bundled: Landscape) -> None:
    for name in (*(one.title for one in bundled.instruments), *(one.number for one in bundled.instruments)):
        for line in band_lines(name, column, 12.5, 2):
            assert text_width(line, 12.5, bold=True) <= column, name


@pytest.mark.parametrize("lines", ["lines", "closer", "tight"])
def test_no_two_rows_of_a_picture_have_the_same_name(lines: str) -> None:
    for landscape in (load_landscape(FOLDER), load_landscape(DETAINERS)):
        for rows in ("lane", "kind", "instrument", "actor"):
            bands = timeline_payload(timeline_scene(landscape, rows=rows))["bands"]  # type: ignore[arg-type]
            written = [tuple(band[lines]) for band in bands]
            assert len(set(written)) == len(written), written


def test_a_bill_s_whole_number_is_written_in_every_column() -> None:
    for band in timeline_payload(timeline_scene(load_landscape(DETAINERS), rows="instrument"))["bands"][:-1]:
        for lines in ("lines", "closer", "tight"):
            assert re.fullmatch(r"Int ?\d{4}-\d{4}", "".join(band[lines])), band


def test_names_that_begin_alike_are_written_by_what_they_differ_in() -> None:
    bands = [Band(name, name, "1") for name in ("Safer Places ordinance (city)", "Safer Places ordinance (county)")]
    assert names_in_lines(bands, 54, 12.5, 2) == [("Safer …", "(city)"), ("Safer …", "(county)")]
    assert names_in_lines([Band("a", "Road Act", "1"), Band("b", "Road Act", "1")], 54, 12.5, 2) == [
        ("Road", "Act 1"),
        ("Road", "Act 2"),
    ]
    many = [Band(f"{place}", f"Road Improvement{place % 7}", "1") for place in range(30)]
    assert len(set(names_in_lines(many, 54, 12.5, 2))) == len(many)


SUITS = (
    bill("one", "City and County of Riverton v. Barr"),
    replace(bill("two", "Vasquez Perdomo v. Noem"), aliases=("Perdomo v. Noem", "The raids case")),
    bill("three", "City of Riverton v. Trump"),
    bill("four", "Perez v. Trump"),
)


def test_a_lawsuit_is_called_by_whom_it_is_against_where_its_name_has_no_room() -> None:
    steps = (step(f"of-{suit.id}", f"2025-0{place}-01", suit.id) for place, suit in enumerate(SUITS, 1))
    landscape = replace(world(*steps), instruments=tuple(replace(suit, kind="lawsuit") for suit in SUITS))
    scene = timeline_scene(landscape, rows="instrument")
    bands = timeline_payload(scene)["bands"]
    assert [band["lines"] for band in bands] == [
        ("v. Barr",),
        ("Perdomo v.", "Noem"),
        ("City of", "Riverton …"),
        ("Perez v.", "Trump"),
    ], "two are against Trump"
    assert [band["tight"] for band in bands][1] == ("v. Noem",)
    assert [" ".join(band.lines) for band in scene.lanes] == [suit.title for suit in SUITS], "a page has the room"
