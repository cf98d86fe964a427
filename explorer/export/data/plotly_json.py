"""A view in; the timeline as JSON of a Plotly figure out, for notebooks.

`plotly.io.from_json` makes a figure of it. What is shown, as of when, and the numbered sources are in `layout.meta`.
"""

from __future__ import annotations

import plotly.io

from explorer.export.excerpt import excerpt
from explorer.export.options import BadExport, Options
from explorer.export.renderers.plotly import plotly_of
from explorer.export.slides.picture import timeline_page
from explorer.export.slides.timeline import lit_with
from explorer.query.visible import View
from explorer.timeline.scene import timeline_scene


def plotly_json(view: View, options: Options) -> bytes:
    """The figure, every event drawn however many there are. Raises BadExport where none is shown."""
    shown = excerpt(view, options)
    part, chosen = shown.landscape, view.selection
    if not part.events:
        mend = "take a filter off" if view.landscape.events else "this landscape has no event"
        raise BadExport(f"No event is shown, so there is no timeline to draw — {mend}.")
    window = (chosen.since, chosen.until)
    scene = timeline_scene(part, axis=chosen.axis, rows=chosen.rows, window=window, focus=chosen.focus)
    figure = plotly_of(timeline_page(scene, part, chosen.focus, lit_with(part, chosen.focus)), options.theme)
    figure.layout.meta = {"shown": shown.head(), "sources": shown.notes(part.events).lines()}
    text: str = plotly.io.to_json(figure, engine="json")  # the other engine may be there or not, and writes otherwise
    return f"{text}\n".encode()
