"""A view in; the timeline as JSON of a Plotly figure out, for notebooks.

`plotly.io.from_json` makes a figure of it. A title says what is shown as of when, and the first sources stand below;
all of them, numbered, and what is shown are in `layout.meta`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import plotly.io

from explorer.draw.primitives import clean
from explorer.export.excerpt import Excerpt, excerpt
from explorer.export.options import BadExport, Options
from explorer.export.renderers.plotly import plotly_of
from explorer.export.slides.picture import timeline_page
from explorer.export.slides.timeline.timeline_layout import lit_with
from explorer.page.actors.actors_chart import safe
from explorer.query.visible import View
from explorer.timeline.scene import timeline_scene

TITLE_ROOM, LINE = 64, 15
"""px above the picture, and of each line of sources below it."""

MOST_SOURCES, LONGEST = 12, 150


def plotly_json(view: View, options: Options) -> bytes:
    """The figure, every event drawn however many there are. Raises BadExport where none is shown."""
    shown = excerpt(view, options)
    part, chosen = shown.landscape, view.selection
    if not part.events:
        mend = "take a filter off" if view.landscape.events else "this landscape has no event"
        raise BadExport(f"No event is shown, so there is no timeline to draw — {mend}.")
    window = (chosen.since, chosen.until)
    scene = timeline_scene(
        part, axis=chosen.axis, rows=chosen.rows, window=window, focus=chosen.focus, named=view.landscape
    )
    figure = plotly_of(timeline_page(scene, part, chosen.focus, lit_with(part, view)), options.theme)
    sources = shown.notes(part.events).lines()
    figure.layout.meta = {"shown": shown.head(), "sources": sources}
    _frame(figure, shown, sources)
    text: str = plotly.io.to_json(figure, engine="json")  # the other engine may be there or not, and writes otherwise
    return f"{text}\n".encode()


def _frame(figure: Any, shown: Excerpt, sources: Sequence[str]) -> None:
    """A title above the picture and the sources below it, each in room of its own: the picture stays px for px."""
    title, selected, as_of = (safe(clean(text)) for text in shown.head()[:3])
    lines = [line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…" for line in sources[:MOST_SOURCES]]
    rest = len(sources) - len(lines)
    lines += [f"… and {rest} more in layout.meta" if rest else ""]
    below = "<br>".join(safe(clean(line)) for line in ["Sources", *filter(None, lines)])
    layout = figure.layout
    layout.title = {
        "text": f"<b>{title}</b><br>{selected} {as_of}",
        "font": {"size": 15},
        "x": 0,
        "xref": "paper",
        "y": 1,
        "yref": "container",
        "yanchor": "top",
        "pad": {"t": 10, "l": 4},
    }
    layout.margin.t, layout.margin.b = TITLE_ROOM, 24 + LINE * (below.count("<br>") + 1)
    layout.height += layout.margin.t + layout.margin.b
    note = {"name": "Sources", "text": below, "showarrow": False, "align": "left", "font": {"size": 11}}
    place = {"x": 0, "xref": "paper", "xanchor": "left", "y": 0, "yref": "paper", "yanchor": "top", "yshift": -10}
    figure.add_annotation(note | place)
