"""A deck: native shapes that can be edited, moved, heard and cited from, read back with python-pptx."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from functools import cache
from io import BytesIO
from itertools import combinations
from typing import Any
from zipfile import ZipFile

import pytest
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.util import Pt

from explorer.draw.primitives import LEADING
from explorer.export.options import Options
from explorer.export.slides.deck import deck_bytes
from explorer.landscape import Landscape
from explorer.query.selection import Selection
from explorer.query.visible import visible
from tests.bundled import albuquerque
from tests.export.packages import faults_of
from tests.sweeps import thorough

pytestmark = pytest.mark.slow

ALBUQUERQUE = albuquerque()
SIZES = ("16:9", "4:3", "square", "a4")
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
PX = 6350


@cache
def of_albuquerque(focus: str = "", view: str = "deck") -> Any:
    """A deck of the bundled landscape, made and opened once for all that is asked of it."""
    return deck(ALBUQUERQUE, focus, view)


def deck(landscape: Landscape, focus: str = "", view: str = "deck", **options: Any) -> Any:
    return Presentation(BytesIO(deck_bytes(visible(landscape, Selection(focus=focus)), Options(**options), view)))  # type: ignore[arg-type]


def shapes(slide: Any) -> Iterator[Any]:
    """Every shape, those inside groups too."""
    waiting = list(slide.shapes)
    while waiting:
        shape = waiting.pop(0)
        yield shape
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
            waiting += list(shape.shapes)


def words(shape: Any) -> str:
    return str(shape.text_frame.text) if shape.has_text_frame else ""


def said(slide: Any) -> str:
    return "\n".join(words(shape) for shape in shapes(slide))


def named_numbers(text: str) -> set[int]:
    """The numbers in brackets, ranges written out."""
    found: set[int] = set()
    for inside in re.findall(r"\[(\d[\d–,]*)\]", text):
        for part in inside.split(","):
            first, _, last = part.partition("–")
            found |= set(range(int(first), int(last or first) + 1))
    return found


def listed_numbers(slides: Any) -> list[int]:
    """The numbers of the sources' slides, in their order."""
    listed = [slide for slide in slides if words(slide.shapes.title).startswith("Sources")]
    return [int(n) for slide in listed for n in re.findall(r"^(\d+)\t", said(slide), re.MULTILINE)]


def alternative(shape: Any) -> str:
    return str(shape._element._nvXxPr.cNvPr.get("descr", ""))


def is_decoration(shape: Any) -> bool:
    return any("decorative" in str(node.tag) for node in shape._element._nvXxPr.cNvPr.iter())


def test_a_deck_opens_with_a_title_then_pictures_then_records_then_sources(small_world: Landscape) -> None:
    titles = [words(slide.shapes.title) for slide in deck(small_world, actors=("ana-reyes", "night-order")).slides]
    assert titles == [
        "Riverton and the night buses",
        "Riverton and the night buses: 5 events, 2000 to 2025",
        "Riverton and the night buses: how 9 actors and events are tied",
        "Ana Reyes: Mayor of Riverton",
        "Night bus order signed",
        "Sources",
    ]


@pytest.mark.parametrize("view", ["timeline", "network"])
def test_a_view_alone_has_its_slide_and_short_lists_of_sources_at_its_foot(small_world: Landscape, view: str) -> None:
    slide, last = deck(small_world, view=view).slides
    assert "Riverton Herald, 22 July 2025" in said(slide)
    assert "Riverton Herald, Night buses to run, 22 July 2025" in said(last)


@pytest.mark.parametrize("size", SIZES)
def test_every_event_and_actor_shown_has_a_shape_of_its_name(small_world: Landscape, size: str) -> None:
    _, timeline, network, *_ = deck(small_world, size=size).slides
    assert {f"Event: {event.title}" for event in small_world.events} <= {shape.name for shape in timeline.shapes}
    names = {shape.name for shape in network.shapes}
    assert {f"Actor: {actor.name}" for actor in small_world.actors} <= names
    assert {f"Event: {event.short_title}" for event in small_world.events} <= names


def test_what_has_no_room_on_one_slide_stands_on_the_next() -> None:
    slides = [slide for slide in of_albuquerque(view="timeline").slides if " · " in words(slide.shapes.title)]
    assert len(slides) > 1
    drawn = [shape.name for slide in slides for shape in slide.shapes if shape.name.startswith("Event: ")]
    assert sorted(drawn) == sorted(f"Event: {event.title}" for event in ALBUQUERQUE.events)


def test_what_is_selected_is_drawn_before_what_weighs_more() -> None:
    context = next(event for event in ALBUQUERQUE.events if event.weight == 3)
    (timeline, *_) = of_albuquerque(context.id, view="timeline").slides
    assert f"Event: {context.title}" in {shape.name for shape in timeline.shapes}


LOOKS = (
    ("tim-keller", "a4", 1.6),
    ("", "16:9", 1.6),
    ("july-2025-order-signed", "4:3", 1.0),
    ("tim-keller", "square", 1.0),
    ("july-2025-order-signed", "square", 0.5),
    ("tim-keller", "16:9", 0.5),
    ("", "a4", 0.5),
    ("", "4:3", 0.5),
)


@pytest.fixture(
    scope="module",
    params=[pytest.param(look, marks=thorough if place % 8 else ()) for place, look in enumerate(LOOKS)],
    ids=lambda look: "-".join(map(str, look)),
)
def looked_at(request: pytest.FixtureRequest) -> Any:
    """A deck of some record, of some size, in small, usual or large type: each goes with several others."""
    focus, size, text_scale = request.param
    return deck(ALBUQUERQUE, focus, size=size, text_scale=text_scale)


def test_nothing_is_set_under_twelve_points_or_off_the_slide(looked_at: Any) -> None:
    for slide in looked_at.slides:
        for shape in shapes(slide):
            assert shape.left >= 0 and shape.left + shape.width <= looked_at.slide_width
            assert shape.top >= 0 and shape.top + shape.height <= looked_at.slide_height
            for paragraph in shape.text_frame.paragraphs if shape.has_text_frame else ():
                assert all(run.font.size >= Pt(12) for run in paragraph.runs if run.text.strip())


def test_no_two_texts_overlap_in_a_picture(looked_at: Any) -> None:
    pictures = [
        slide
        for slide in looked_at.slides
        if any(shape.name.startswith(("Paper of", "Tie: ")) for shape in slide.shapes)
    ]
    assert len(pictures) >= 2
    for slide in pictures:
        boxes = [
            (
                shape.left + PX,
                shape.top + PX,
                shape.left + shape.width - PX,
                shape.top + shape.height - PX,
                words(shape),
            )
            for shape in shapes(slide)
            if words(shape)
        ]
        met = [
            (one[4], other[4])
            for one, other in combinations(boxes, 2)
            if one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
        ]
        assert met == []


def test_lines_are_as_far_from_each_other_as_they_are_laid_out_whatever_a_program_takes_for_one() -> None:
    for slide in of_albuquerque("tim-keller").slides:
        for paragraph in slide._element.iter(f"{A}p"):
            sizes = [int(look.get("sz", 0)) for look in paragraph.iterfind(f"{A}r/{A}rPr")]
            exact = [int(points.get("val")) for points in paragraph.iterfind(f"{A}pPr/{A}lnSpc/{A}spcPts")]
            assert not sizes or exact == [pytest.approx(LEADING * max(sizes), abs=1)], words_in(paragraph)


def words_in(paragraph: Any) -> str:
    return "".join(text.text or "" for text in paragraph.iter(f"{A}t"))


@pytest.mark.parametrize("focus", ["", "tim-keller"])
def test_every_number_has_its_source_and_every_source_its_number(focus: str) -> None:
    slides = of_albuquerque(focus).slides
    listed = listed_numbers(slides)
    assert listed == list(range(1, len(listed) + 1))
    spoken = "\n".join(said(slide) + slide.notes_slide.notes_text_frame.text for slide in slides)
    assert named_numbers(spoken) == set(listed)


def test_notes_cite_in_full(small_world: Landscape) -> None:
    timeline = deck(small_world).slides[1]
    assert ("• 21 July 2025: Night bus order signed (occurred) [1,2]\n") in timeline.notes_slide.notes_text_frame.text
    assert "[1] Riverton Herald, Night buses to run, 22 July 2025 · https://herald.example/buses\n" in (
        timeline.notes_slide.notes_text_frame.text
    )


def test_a_record_is_told_in_the_sentences_of_the_page(small_world: Landscape) -> None:
    slide = deck(small_world, focus="ana-reyes", view="details").slides[0]
    assert "21 July 2025 — signed Night order. [1]" in said(slide)
    assert "• Mayor since 2021. [1]" in slide.notes_slide.notes_text_frame.text


@pytest.mark.parametrize("focus", ["", "tim-keller"])
def test_ties_are_glued_at_both_ends_to_what_they_tie(focus: str) -> None:
    slide = of_albuquerque(focus, view="network").slides[0]
    by_id = {shape.shape_id: shape for shape in shapes(slide)}
    connectors = [shape for shape in shapes(slide) if shape.name.startswith("Tie: ")]
    assert connectors
    near = 14 * PX  # what is left free between a line and what it ties
    for connector in connectors:
        for tag, (x, y) in zip(("stCxn", "endCxn"), ends_of(connector), strict=True):
            (glue,) = connector._element.iter(f"{A}{tag}")
            shape = by_id[int(glue.get("id"))]
            assert shape.left - near <= x <= shape.left + shape.width + near
            assert shape.top - near <= y <= shape.top + shape.height + near
        assert alternative(connector)


def ends_of(connector: Any) -> list[tuple[int, int]]:
    """Where a line begins and ends, whether it is straight or has curves of its own."""
    points = [(int(pt.get("x")), int(pt.get("y"))) for pt in connector._element.iter(f"{A}pt")]
    if points:
        return [(connector.left + x, connector.top + y) for x, y in (points[0], points[-1])]
    return [(connector.begin_x, connector.begin_y), (connector.end_x, connector.end_y)]


def test_what_somebody_does_stands_in_the_box_that_is_moved_with_it() -> None:
    slide = of_albuquerque("tim-keller", view="network").slides[0]
    held = {shape.name: said_in(shape) for shape in slide.shapes}
    assert "works with" in held["Actor: Keller’s spokesperson"]
    assert "signed" in held["Event: July 2025 order"]


def said_in(shape: Any) -> str:
    """The words of a shape, or of all in a group."""
    return "\n".join(map(words, shape.shapes)) if shape.shape_type == MSO_SHAPE_TYPE.GROUP else words(shape)


def test_whatever_says_something_can_be_heard_and_the_rest_is_marked_as_decoration() -> None:
    for slide in of_albuquerque("tim-keller").slides:
        for shape in shapes(slide):
            assert bool(words(shape) or alternative(shape)) != is_decoration(shape) or (
                shape.shape_type == MSO_SHAPE_TYPE.GROUP and not is_decoration(shape)
            )
            assert shape.name


def test_a_label_moves_with_its_mark(small_world: Landscape) -> None:
    timeline = deck(small_world, view="timeline").slides[0]
    (group,) = (shape for shape in timeline.shapes if shape.name == "Event: Night bus order signed")
    assert [shape.name for shape in group.shapes if not shape.name.startswith("Paper")] == [
        "Mark: order",
        "Label: Night bus order signed",
    ]
    assert alternative(group).startswith("Night bus order signed, 21 July 2025, City, occurred")


def test_nothing_casts_a_shadow(small_world: Landscape) -> None:
    for slide in deck(small_world).slides:
        assert not [node for node in slide._element.iter() if str(node.tag).endswith(("effectRef", "effectLst"))]


def test_lanes_have_the_colours_of_the_decks_theme(small_world: Landscape) -> None:
    timeline = deck(small_world, view="timeline").slides[0]
    (group,) = (shape for shape in timeline.shapes if shape.name == "Lane: City")
    assert next(node.get("val") for node in group._element.iter(f"{A}schemeClr")) == "accent2"


def test_what_is_left_out_is_nowhere_in_the_file(small_world: Landscape) -> None:
    data = deck_bytes(visible(small_world, Selection(lanes=frozenset({"state"}))))
    with ZipFile(BytesIO(data)) as parts:
        text = "".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())
    assert "Bus bill dies" in text
    assert not [name for name in ("Ana Reyes", "Night bus order", "Night riders", "Council minutes") if name in text]


def test_the_same_selection_gives_the_same_bytes_dated_as_the_data(small_world: Landscape) -> None:
    one, other = (deck_bytes(visible(small_world, Selection(focus="ana-reyes"))) for _ in range(2))
    assert one == other
    about = Presentation(BytesIO(one)).core_properties
    assert about.created == about.modified == datetime(2025, 7, 25)
    with ZipFile(BytesIO(one)) as parts:
        assert {info.date_time for info in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}


HOSTILE = "=cmd()|' /C calc'!A0 <script>alert(1)</script> \u202eevil\u202c 😀 a\x00b\x1b" + "x" * 400


def test_hostile_text_is_text(small_world: Landscape) -> None:
    event, *others = small_world.events
    actor, *rest = small_world.actors
    world = replace(
        small_world,
        title=HOSTILE,
        summary=HOSTILE,
        events=(
            replace(event, title=HOSTILE, short_title=HOSTILE, summary=HOSTILE),
            *others,
        ),
        actors=(replace(actor, name=HOSTILE, role=HOSTILE), *rest),
    )
    found = deck(world, actor.id)
    everything = "\n".join(said(slide) + slide.notes_slide.notes_text_frame.text for slide in found.slides)
    for piece in ("=cmd()|' /C calc'!A0", "<script>alert(1)</script>", "\u202eevil\u202c", "😀", "x" * 400):
        assert piece in everything
    for slide in found.slides:
        for shape in shapes(slide):
            assert shape.left >= 0 and shape.left + shape.width <= found.slide_width
            assert shape.top >= 0 and shape.top + shape.height <= found.slide_height


def test_an_empty_selection_still_gives_a_deck(small_world: Landscape) -> None:
    nothing = Selection(lanes=frozenset())
    slides = Presentation(BytesIO(deck_bytes(visible(small_world, nothing)))).slides
    assert "0 of 5 events" in said(slides[1]) and "no event is shown" in said(slides[1])


def test_progress_is_told_slide_by_slide(small_world: Landscape) -> None:
    told: list[tuple[int, int]] = []
    deck_bytes(
        visible(small_world, Selection()), Options(actors=("ana-reyes",)), told=lambda done, of: told.append((done, of))
    )
    assert told == [(n, 5) for n in range(1, 6)]


def test_a_dark_deck_has_light_text_from_its_theme(small_world: Landscape) -> None:
    dark = deck(small_world, theme="dark", view="timeline")
    colours = dark.slide_master._element.find(".//{http://schemas.openxmlformats.org/presentationml/2006/main}clrMap")
    assert (colours.get("bg1"), colours.get("tx1")) == ("dk1", "lt1")


@pytest.mark.parametrize("focus", ["", "ana-reyes"])
def test_a_deck_is_sound(small_world: Landscape, focus: str) -> None:
    assert faults_of(deck_bytes(visible(small_world, Selection(focus=focus)))) == []


def test_actors_are_read_before_events_and_ties_last(small_world: Landscape) -> None:
    names = [shape.name.partition(":")[0] for shape in deck(small_world, view="network").slides[0].shapes]
    order = [name for name in names if name in ("Actor", "Event", "Tie")]
    assert order == sorted(order, key=["Actor", "Event", "Tie"].index) and len(set(order)) == 3


def test_the_words_of_a_step_stay_on_their_tie_when_its_ends_are_moved() -> None:
    """PowerPoint holds no words on a line: so the line runs through the number that the words are grouped with."""
    view = visible(ALBUQUERQUE, Selection(focus="tim-keller", to="donald-trump"))
    slide = Presentation(BytesIO(deck_bytes(view, Options(), "network"))).slides[0]
    steps = [shape for shape in slide.shapes if shape.name.startswith("Step ")]
    assert steps
    glued = [end.get("id") for shape in slide.shapes for end in shape._element.iter(f"{A}stCxn", f"{A}endCxn")]
    for step in steps:
        ring = step.shapes[0] if step.shape_type == MSO_SHAPE_TYPE.GROUP else step
        assert glued.count(str(ring.shape_id)) == 2, "its tie comes in and goes on"
