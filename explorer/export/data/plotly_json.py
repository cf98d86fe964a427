"""A view in; the timeline as JSON of a Plotly figure out, for notebooks.

`plotly.io.from_json` makes a figure of it. What is shown, as of when, and the numbered sources are in `layout.meta`.
"""

from __future__ import annotations

import plotly.io

from explorer.export.excerpt import excerpt
from explorer.export.options import BadExport, Options
from explorer.query.visible import View
from explorer.timeline.plotly_figure import timeline_figure
from explorer.timeline.scene import timeline_scene


def plotly_json(view: View, options: Options) -> bytes:
    """The figure, in the light theme and as wide as its place. Raises BadExport where no event is shown."""
    shown = excerpt(view, options.link)
    if not shown.landscape.events:
        mend = "take a filter off" if view.landscape.events else "this landscape has no event"
        raise BadExport(f"No event is shown, so there is no timeline to draw — {mend}.")
    scene = timeline_scene(shown.landscape, axis="true" if view.selection.axis == "true" else "folded")
    figure = timeline_figure(scene)
    said = {"shown": shown.head(), "sources": shown.notes(shown.landscape.events).lines()}
    figure.layout.meta = {**(figure.layout.meta or {}), **said}
    text: str = plotly.io.to_json(figure, engine="json")  # the other engine may be there or not, and writes otherwise
    return f"{text}\n".encode()
