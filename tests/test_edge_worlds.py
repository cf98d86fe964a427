"""At the edges of what a landscape may be, every address is answered, every file is made, nothing leaves its box.

Addresses are drawn at random, the same ones each time: the world's name is the seed.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle
from random import Random
from typing import get_args

import pytest
from flask.testing import FlaskClient

from explorer.export.formats import FORMATS, Job, export_bytes
from explorer.export.options import BadExport, Options, Size
from explorer.export.renderers.svg import svg_of
from explorer.export.slides.frame import Frames, frame_of
from explorer.export.slides.pages import pages
from explorer.export.slides.picture import timeline_svg
from explorer.landscape import Landscape
from explorer.network.svg.svg_of_selection import network_svg_of
from explorer.page.pictures import DESK, NARROW, WIDE, Pictures
from explorer.query.selection import Selection, from_query
from explorer.query.visible import visible
from explorer.server import create_app
from explorer.timeline.label_input import label_input
from explorer.timeline.labels import place_labels
from tests.boxes import outside_network, outside_page, outside_slides, outside_svg
from tests.edge_worlds import UNBROKEN, WORLDS, edge_world, some_address
from tests.sweeps import swept

pytestmark = pytest.mark.slow

HUGE = {"hub"}
"""It has a day of its own for each of its ties, which a page in one file would hold."""

CROWDED = {*HUGE, "dense-day", "dense-wide"}
"""A picture of these takes a second or more, so they are asked less often; in large type they take scores of pages,
each like the next: what large type does is asked of the other worlds."""

ADDRESSES, DRAWN = 6, 1
"""So many random addresses of every world are asked for, and so many made into files and pictures."""

PAGES = ("/", "/view", f"/network/{WIDE}.svg", f"/network/{NARROW}.svg", "/actors", "/cite", "/take/actors")
PAGES += (
    "/timeline?first=2003-01-01&last=2025-12-31",
    "/find?q=number",
    "/about",
    "/take/plan/deck.pptx",
)
FILES = [(view, name) for name, format in FORMATS.items() for view in format.pictures]
SLOW = {"png", "pptx", "pdf", "html"}


def every_world(*often: str) -> pytest.MarkDecorator:
    """Each world; those named are tried in `make test`, where every world is named by one test at least."""
    return pytest.mark.parametrize("id", swept(WORLDS, often))


def addresses(id: str, landscape: Landscape, many: int) -> Iterator[str]:
    """The plain address, then random ones."""
    random = Random(id)
    yield ""
    for _ in range(min(2, many) if id in CROWDED else many):
        yield some_address(landscape, random)


def fault(client: FlaskClient, path: str, address: str) -> str:
    """What is wrong with an answer; empty where nothing is."""
    url = f"{path}{'&' if '?' in path else '?'}{address}"
    with client.get(url) as answer:
        return "" if answer.status_code == 200 else f"{answer.status_code} for {url}"


@every_world("tiny-0-1", "actors-only", "wide-cjk")
def test_every_address_of_the_page_is_answered(id: str) -> None:
    landscape = edge_world(id)
    client = create_app(landscape).server.test_client()
    plain, *others = addresses(id, landscape, ADDRESSES)
    asked = [(path, plain) for path in PAGES] + list(zip(cycle(PAGES), others, strict=False))
    assert [wrong for path, address in asked if (wrong := fault(client, path, address))] == []


@every_world("tiny-0-0", "tiny-1-0", "events-only", "empty-lanes", "wide-arabic")
def test_every_view_can_be_had_in_every_format(id: str) -> None:
    """Every quick format for the plain address; for the others any file, one after the other."""
    landscape = edge_world(id)
    files = [pair for pair in FILES if id not in HUGE or pair[1] != "html"]  # which has each of their days
    turns = Random(id).sample(files, len(files))
    plain, *others = addresses(id, landscape, DRAWN)
    jobs = [((format.pictures[0], name), plain) for name, format in FORMATS.items() if name not in SLOW]
    jobs += zip(turns, others, strict=False)
    for (view, format), address in jobs:
        selection, _ = from_query(address, landscape)
        if format == "plotly" and not visible(landscape, selection).events.any():
            with pytest.raises(BadExport, match="no timeline to draw"):
                export_bytes(Job(landscape, view, selection, Options()), format)
        else:
            assert export_bytes(Job(landscape, view, selection, Options()), format), f"{view}.{format}?{address}"


@every_world("one-lane", "no-relations", "wide-thai", "wide-emoji")
def test_nothing_on_a_page_of_a_file_leaves_its_box(id: str) -> None:
    landscape = edge_world(id)
    sizes = cycle(get_args(Size))
    for turn, address in enumerate(addresses(id, landscape, DRAWN)):
        options = Options(size=next(sizes), text_scale=(1.0, 0.5 if id in CROWDED else 2.0)[turn % 2])
        frame, selection = frame_of(options), from_query(address, landscape)[0]
        for page in pages(visible(landscape, selection), "deck", options, Frames(frame, frame), "at the end"):
            where = f"{page.kind} of {id}?{address} {options.size} {options.text_scale}"
            assert [*outside_page(page), *outside_svg(svg_of(page, "light"))] == [], where


@every_world("tiny-tie", "wide-devanagari", "wide-german")
def test_no_shape_leaves_its_slide(id: str) -> None:
    assert outside_slides(export_bytes(Job(edge_world(id), "deck", Selection(), Options()), "pptx")) == []


PLAIN = [(id, 0) for id in sorted(CROWDED)]
"""These are drawn as they are at rest, and for a random address besides in `make thorough`."""


@pytest.mark.parametrize(
    ("id", "many"),
    swept([*PLAIN, *((id, DRAWN) for id in WORLDS)], often=[("tiny-1-1", DRAWN), ("wide-capitals", DRAWN), *PLAIN]),
)
def test_nothing_in_the_pictures_of_the_page_leaves_its_box(id: str, many: int) -> None:
    landscape = edge_world(id)
    pictures = Pictures()
    for address in addresses(id, landscape, many):
        selection, _ = from_query(address, landscape)
        view = visible(landscape, selection)
        for width in (DESK, NARROW):
            svg = timeline_svg(pictures.timeline_scene(view, width), view, "light")
            assert outside_svg(svg) == [], f"timeline of {id}?{address}, {width} px"
        for width in (WIDE, NARROW):
            assert outside_network(network_svg_of(view, width)) == [], f"{width} px of {id}?{address}"


def test_every_world_is_tried_often() -> None:
    tests = [test for name, test in globals().items() if name.startswith("test_")]
    tried = [mark for test in tests for mark in getattr(test, "pytestmark", [])]
    often = {given.values[0] for mark in tried if "id" in mark.args[0] for given in mark.args[1] if not given.marks}
    assert often == set(WORLDS)


@pytest.mark.parametrize("word", UNBROKEN.values(), ids=UNBROKEN)
def test_an_event_with_an_unbroken_name_is_named_on_the_timeline(word: str) -> None:
    """It is broken, or cut short, but never left without a label where there is room for one."""
    landscape = edge_world(f"wide-{next(name for name, known in UNBROKEN.items() if known == word)}")
    selection = Selection(axis="even")
    scene = Pictures().timeline_scene(visible(landscape, selection), DESK)
    assert all(spot.side for lane in place_labels(label_input(scene)).lanes for spot in lane.spots)
