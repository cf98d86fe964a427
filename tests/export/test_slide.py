"""A slide of a landscape: title, picture, as-of date, and numbered sources for exactly what is shown."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from explorer.export.slide import HEIGHT, WIDTH, slide_svg
from explorer.load import load_landscape
from explorer.model import Citation, Landscape, Source
from explorer.selection import Selection
from explorer.views.palette import TOKENS

SVG = "{http://www.w3.org/2000/svg}"
VIEWS = ("timeline", "network")


def texts(svg: str) -> list[str]:
    return ["".join(text.itertext()) for text in ET.fromstring(svg).iter(f"{SVG}text")]


def footnotes(svg: str) -> dict[str, str]:
    """Number: first line of its source."""
    (group,) = (g for g in ET.fromstring(svg).iter(f"{SVG}g") if g.get("class") == "footnotes")
    lines = ["".join(text.itertext()) for text in group.iter(f"{SVG}text")]
    return {number: line for number, line in pairwise(lines) if number.isdigit()}


@pytest.mark.parametrize("view", VIEWS)
def test_a_slide_says_what_it_shows_as_of_when(small_world: Landscape, view: str) -> None:
    words = " ".join(texts(slide_svg(small_world, view, Selection())))
    assert "Riverton and the night buses" in words
    assert "As of 25 July 2025" in words
    assert "Night" in words


@pytest.mark.parametrize("view", VIEWS)
def test_a_selection_stands_in_the_subtitle_and_in_the_link(small_world: Landscape, view: str) -> None:
    words = texts(slide_svg(small_world, view, Selection(focus="ana-reyes")))
    assert any(line.startswith("Selected: Ana Reyes, Mayor of Riverton,") for line in words)
    assert any("riverton?sel=ana-reyes" in line for line in words)


def test_only_sources_of_what_is_shown_are_numbered_and_from_one(small_world: Landscape) -> None:
    assert footnotes(slide_svg(small_world, "network", Selection(focus="statehouse"))) == {
        "1": "Riverton Herald, Night buses to run, 22 July 2025"
    }
    assert list(footnotes(slide_svg(small_world, "timeline", Selection()))) == ["1", "2"]


@pytest.mark.parametrize("view", VIEWS)
def test_every_citation_number_has_its_footnote(view: str) -> None:
    albuquerque = load_landscape(Path(__file__).parents[2] / "graph_data" / "albuquerque")
    for focus in ("", "tim-keller", "july-2025-order-signed"):
        svg = slide_svg(albuquerque, view, Selection(focus=focus))
        known = footnotes(svg)
        cited = {n for text in texts(svg) if re.fullmatch(r"[\d ]+", text) for n in text.split()} - {"2000"}
        years = {text for text in texts(svg) if re.fullmatch(r"(19|20)\d\d", text)}
        assert cited - years <= known.keys()
        assert len(known) <= 32


def test_where_sources_are_too_many_each_thing_names_its_first(small_world: Landscape) -> None:
    many = tuple(
        Source(
            id=f"s{n}",
            title=f"Report {n}",
            publisher=f"Paper {n}",
            published=None,
            retrieved=None,
            url="",
            kind="news",
            group="public record",
            line="",
        )
        for n in range(60)
    )
    cited = tuple(Citation(source=source.id) for source in many)
    events = tuple(
        event.model_copy(update={"sources": cited[12 * n : 12 * n + 12]}) for n, event in enumerate(small_world.events)
    )
    svg = slide_svg(
        small_world.model_copy(update={"events": events, "sources": many, "relations": ()}), "timeline", Selection()
    )
    assert len(footnotes(svg)) == 15
    assert any("At most 3 sources to each" in line for line in texts(svg))


@pytest.mark.parametrize("view", VIEWS)
def test_text_from_the_data_stays_text(small_world: Landscape, view: str) -> None:
    hostile = "<script>alert(1)</script>"
    world = small_world.model_copy(update={"title": hostile})
    svg = slide_svg(world, view, Selection())
    assert "<script" not in svg
    assert any(line.startswith(hostile) for line in texts(svg))


@pytest.mark.parametrize("view", VIEWS)
def test_nothing_is_written_off_the_slide(small_world: Landscape, view: str) -> None:
    root = ET.fromstring(slide_svg(small_world, view, Selection()))
    assert (root.get("width"), root.get("height")) == (str(WIDTH), str(HEIGHT))
    (picture,) = root.findall(f"{SVG}svg")
    x, y, w, h = (float(picture.get(name, "0")) for name in ("x", "y", "width", "height"))
    assert x >= 0 and y >= 0 and x + w <= WIDTH and y + h <= HEIGHT


@pytest.mark.parametrize("view", VIEWS)
def test_the_same_selection_gives_the_same_bytes_and_dark_its_own_paper(small_world: Landscape, view: str) -> None:
    chosen = Selection(focus="night-order")
    assert slide_svg(small_world, view, chosen) == slide_svg(small_world, view, chosen)
    assert TOKENS["page"][1] in slide_svg(small_world, view, chosen, "dark")
