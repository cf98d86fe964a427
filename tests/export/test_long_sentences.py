"""A sentence that is higher than a page goes on on the next, word by word, and ends."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from explorer.draw.primitives import DrawnProse
from explorer.export.options import Options
from explorer.export.slides.frame import Frames, frame_of
from explorer.export.slides.pages import pages
from explorer.landscape import Landscape
from explorer.query.selection import Selection
from explorer.query.visible import visible


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("words", [1, 60, 900])
def test_a_record_is_told_to_its_last_word_however_long_its_sentence(
    small_world: Landscape, words: int, scale: float
) -> None:
    summary = " ".join(f"w{number}" for number in range(words)) + "."
    actors = tuple(replace(one, summary=summary) if one.id == "council" else one for one in small_world.actors)
    view = visible(replace(small_world, actors=actors), Selection(focus="council"))
    options = Options(text_scale=scale)
    frame = frame_of(options)
    told = pages(view, "details", options, Frames(frame, frame), "at the end")
    said = " ".join(
        run.text
        for page in told
        for thing in page.items
        if isinstance(thing, DrawnProse)
        for paragraph in thing.paragraphs
        for line in paragraph.lines
        for run in line
    )
    assert re.findall(r"\bw(\d+)\b", said) == [str(number) for number in range(words)]
