"""How long files take to be made: each picture and page of the bundled landscape, as the server makes them.

    python -m tests.bench.run --only exports

In this process, after one of each kind that warms it up; every file is of another pick, so that none is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from time import perf_counter

from explorer.export.formats import Job, Picture, export_bytes
from explorer.export.options import MAX_ACTORS, Options
from explorer.network.stored import open_with_layout
from explorer.query.ranking import key_actors
from explorer.query.selection import Selection
from tests.bench.results import Reading

PICKS = 5
"""Files of each kind, of the weightiest actors."""

SECONDS: tuple[tuple[str, str, Picture, float], ...] = (
    ("a timeline as SVG", "svg", "timeline", 0.1),
    ("a timeline as PowerPoint", "pptx", "timeline", 1.0),
    (f"a deck of {MAX_ACTORS} actors as PowerPoint", "pptx", "deck", 5.0),
    ("the page as one file", "html", "timeline", 1.0),
)
"""What is made, and how long it may take, as the median."""

MAX_PAGE = 1.2
"""MB of the page as one file."""


def exports(folder: Path, say: Callable[[str], None]) -> Iterator[Reading]:
    """Seconds for each kind of file: of the first, and the median of others."""
    landscape = open_with_layout(folder)
    actors = tuple(actor.id for actor in sorted(landscape.actors, key=lambda actor: actor.weight))
    keys = [actor.id for actor in key_actors(landscape)][: PICKS + 1]
    for words, format, picture, most in SECONDS:
        took, sizes = [], []
        options = Options(actors=actors[:MAX_ACTORS] if picture == "deck" else ())
        for id in keys:
            begun = perf_counter()
            sizes.append(len(export_bytes(Job(landscape, picture, Selection(focus=id), options), format)))
            took.append(perf_counter() - begun)
        say(f"exports: {words}, {', '.join(f'{seconds:.2f}' for seconds in took)} s")
        yield Reading(f"{words}: the first", took[0], "s")
        yield Reading(f"{words}: the median of {len(took) - 1} others", median(took[1:]), "s", most=most)
        if format == "html":
            yield Reading("… the largest of them", max(sizes) / 1e6, "MB", most=MAX_PAGE)
