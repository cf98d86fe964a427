"""A tour as a deck: a slide for each step, whose title says something, with the sources of exactly its sentences."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from pptx import Presentation

from explorer.export.formats import BadExport, Job, export_bytes
from explorer.export.options import Options
from explorer.export.slides.frame import Frames, frame_of
from explorer.export.slides.pages import pages
from explorer.landscape import Landscape
from explorer.query.selection import Selection
from explorer.query.visible import visible
from explorer.server.files.export_request import read_export_request

TOUR = Options(tour="life-of-bus-bill")


def titles(world: Landscape, selection: Selection, options: Options) -> list[str]:
    frame = frame_of(options)
    return [
        page.title for page in pages(visible(world, selection), "deck", options, Frames(frame, frame), "at the end")
    ]


def test_a_deck_of_a_tour_has_a_slide_for_each_step_titled_by_it(small_world: Landscape) -> None:
    assert titles(small_world, Selection(), TOUR) == [
        "Riverton and the night buses",
        "Bus bill introduced",
        "Bus bill dies",
        "Sources",
    ]


def test_filters_take_no_step_out_of_a_tour(small_world: Landscape) -> None:
    assert titles(small_world, Selection(level="key"), TOUR) == titles(small_world, Selection(), TOUR)


def test_only_what_the_steps_cite_is_listed_and_spoken(small_world: Landscape) -> None:
    frame = frame_of(TOUR)
    found = pages(visible(small_world, Selection()), "deck", TOUR, Frames(frame, frame), "at the end")
    assert "Riverton Herald" in found[1].notes and "It begins." in found[1].notes
    assert not any("Council minutes" in page.notes for page in found)


def test_the_file_is_a_presentation_with_these_titles(small_world: Landscape) -> None:
    data = export_bytes(Job(small_world, "deck", Selection(), TOUR), "pptx")
    found = [slide.shapes.title.text for slide in Presentation(BytesIO(data)).slides if slide.shapes.title]
    assert found[1:3] == ["Bus bill introduced", "Bus bill dies"]


def test_a_tour_that_is_not_there_is_told(small_world: Landscape) -> None:
    with pytest.raises(BadExport, match="no tour called “gone”"):
        export_bytes(Job(small_world, "deck", Selection(), replace(TOUR, tour="gone")), "pptx")


@pytest.mark.parametrize(
    ("address", "tour"),
    [
        ("tour=life-of-bus-bill&step=2", "life-of-bus-bill"),
        ("sel=bill-dies&tour=life-of-bus-bill&step=2", "life-of-bus-bill"),
        ("sel=council&tour=life-of-bus-bill&step=2", ""),
        ("sel=council", ""),
    ],
)
def test_a_deck_that_is_taken_at_a_step_of_a_tour_is_the_tours(small_world: Landscape, address: str, tour: str) -> None:
    assert read_export_request(small_world, "deck", "pptx", address).options.tour == tour
