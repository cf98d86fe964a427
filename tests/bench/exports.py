"""How long files take to be made: each picture and page of the bundled landscape, as the server makes them.

    python -m tests.bench.run --only exports

In this process, by its processor's time, so that a busy machine says the same; after one of each kind that warms it up.
Every file is of another pick, so that none is kept.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from statistics import median
from time import process_time
from typing import NamedTuple

from explorer.export.formats import Job, Picture, export_bytes
from explorer.export.options import MAX_ACTORS, Options
from explorer.network.stored.file import open_with_layout
from explorer.query.ranking import key_actors
from explorer.query.selection import Selection
from explorer.server import create_app
from tests.bench.results import Reading

PICKS = 5
"""Files of each kind, of the weightiest actors."""


class Made(NamedTuple):
    """What is made, and how many seconds it may take: as the median, and the first of its kind in a process."""

    words: str
    format: str
    picture: Picture
    options: Options
    most: float
    first: float | None = None


MADE = (
    Made("a timeline as SVG, on all its pages", "svg", "timeline", Options(), 0.1),
    Made("a timeline as SVG, on one page", "svg", "timeline", Options(one_page=True), 0.1),
    Made("a network as SVG, on all its pages", "svg", "network", Options(), 0.1),
    Made("a record as SVG", "svg", "details", Options(), 0.1),
    Made("a timeline as PowerPoint", "pptx", "timeline", Options(), 1.0),
    Made("a network as PowerPoint", "pptx", "network", Options(), 1.0),
    Made("a record as PowerPoint", "pptx", "details", Options(), 1.0),
    Made(f"a deck of {MAX_ACTORS} actors as PowerPoint", "pptx", "deck", Options(), 5.0),
    Made("the page as one file", "html", "timeline", Options(), 1.0, first=1.0),
)

MAX_PAGE = 1.2
"""MB of the page as one file."""


def exports(folder: Path, say: Callable[[str], None]) -> Iterator[Reading]:
    """Seconds for each kind of file: of the first, and the median of others."""
    landscape = open_with_layout(folder)
    actors = tuple(actor.id for actor in sorted(landscape.actors, key=lambda actor: actor.weight))
    keys = [actor.id for actor in key_actors(landscape)][: PICKS + 1]
    for made in MADE:
        took, sizes = [], []
        options = replace(made.options, actors=actors[:MAX_ACTORS] if made.picture == "deck" else ())
        for id in keys:
            begun = process_time()
            sizes.append(len(export_bytes(Job(landscape, made.picture, Selection(focus=id), options), made.format)))
            took.append(process_time() - begun)
        say(f"exports: {made.words}, {', '.join(f'{seconds:.2f}' for seconds in took)} s")
        yield Reading(f"{made.words}: the first", took[0], "s", most=made.first)
        yield Reading(f"{made.words}: the median of {len(took) - 1} others", median(took[1:]), "s", most=made.most)
        if made.format == "html":
            yield Reading("… the largest of them", max(sizes) / 1e6, "MB", most=MAX_PAGE)
    yield Reading("the page as one file: the first of a server", _served(folder, keys[0], say), "s", most=1.0)


def _served(folder: Path, id: str, say: Callable[[str], None]) -> float:
    """Seconds for the first saved page that a reader asks a server for who has planned an export meanwhile: what was
    begun when the dialog opened is done."""
    client = create_app(open_with_layout(folder)).server.test_client()
    begun = process_time()
    assert client.get(f"/take/plan/deck.pptx?sel={id}").status_code == 200
    for thread in threading.enumerate():
        if thread.name == "saved page":
            thread.join()
    before, begun = process_time() - begun, process_time()
    assert client.get(f"/take/timeline.html?sel={id}").status_code == 200
    took = process_time() - begun
    say(f"exports: the page as one file, from a server: {took:.2f} s, after {before:.2f} s of the plan and beforehand")
    return took
