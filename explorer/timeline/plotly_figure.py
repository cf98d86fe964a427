"""A timeline scene in; a plotly Figure out, complete at the scene's width: to take home and work on.

Every part has a name ("label:event-id", "whisker:event-id", "lane:federal", "cut:0"). The y axis counts px downwards.
The page does not use it: its own script draws faster.
"""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from explorer.draw.palette import FONT, colour
from explorer.draw.shapes import Shape
from explorer.timeline.geometry import FADE_OPACITY, fade_steps, label_lines
from explorer.timeline.label_input import extent, fade_ends, ink, label_input
from explorer.timeline.labels import LabelPlacement, place_labels
from explorer.timeline.plotly_background import (
    Part,
    annotation,
    as_of_line,
    head,
    lane_lines,
    lane_names,
    paper,
    safe,
    x_axis,
)
from explorer.timeline.rows import Band
from explorer.timeline.scene import Mark, TimelineScene

GRAPH_CONFIG: dict[str, Any] = {
    "showSendToCloud": False,
    "displaylogo": False,
    "displayModeBar": False,
    "scrollZoom": False,
    "doubleClick": "reset",
    "responsive": True,
}

_SYMBOLS: dict[Shape, tuple[str, float]] = {  # plotly's name, and its size for a radius of 1 so that areas match
    "circle": ("circle", 2.0),
    "diamond": ("diamond", 1.88),
    "square": ("square", 1.84),
    "triangle": ("triangle-up", 2.3),
    "cross": ("x-thin", 1.7),
    "hexagon": ("hexagon2", 2.2),
}


def timeline_figure(scene: TimelineScene) -> go.Figure:
    """Marks are one trace a lane; `customdata` holds event ids and nothing else."""
    placement = place_labels(label_input(scene))
    rows = {spot.id: spot for lane in placement.lanes for spot in lane.spots}
    sizes = scene.sizes
    return go.Figure(
        data=[_trace(scene, lane, rows) for lane in scene.lanes],
        layout={
            "template": None,
            "autosize": True,
            "height": sizes.header + placement.height + sizes.footer,
            "margin": {"l": scene.gutter, "r": sizes.margin, "t": sizes.header, "b": sizes.footer, "pad": 0},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "font": {"family": FONT, "size": sizes.label, "color": colour("ink")},
            "showlegend": False,
            "dragmode": "pan",
            "hovermode": "closest",
            "clickanywhere": True,
            "xaxis": x_axis(scene),
            "yaxis": {"visible": False, "range": [placement.height, 0], "fixedrange": True},
            "shapes": [*paper(scene), *lane_lines(scene, placement), *_extents(scene, rows), *as_of_line(scene)],
            "annotations": [*head(scene, placement), *lane_names(scene, placement), *_labels(scene, rows)],
        },
    )


def _trace(scene: TimelineScene, lane: Band, rows: dict[str, LabelPlacement]) -> go.Scatter:
    """The band's symbols. A bar has an unseen one at its start, for the pointer."""
    marks = [mark for mark in scene.marks if mark.band == lane.id]
    page, clear = colour("page"), "rgba(0,0,0,0)"
    hues = [colour(f"lane-{mark.look}") for mark in marks]
    barred = [mark.form in ("bar", "fade") for mark in marks]
    return go.Scatter(
        name=safe(lane.label),
        mode="markers",
        x=[mark.x for mark in marks],
        y=[rows[mark.key].y for mark in marks],
        customdata=[mark.id for mark in marks],
        cliponaxis=False,
        hoverinfo="none",
        marker={
            "opacity": 1,
            "symbol": [_SYMBOLS[_drawn(mark)][0] for mark in marks],
            "size": [_SYMBOLS[_drawn(mark)][1] * scene.sizes.radii[mark.weight - 1] for mark in marks],
            "color": [
                clear if bar else page if mark.hollow else hue
                for mark, bar, hue in zip(marks, barred, hues, strict=True)
            ],
            "line": {
                "color": [clear if bar else hue for bar, hue in zip(barred, hues, strict=True)],
                "width": [_stroke(scene, mark) for mark in marks],
                "dash": ["3px,2.2px" if mark.hollow else "solid" for mark in marks],
            },
        },
    )


def _drawn(mark: Mark) -> Shape:
    return "square" if mark.form in ("bar", "fade") else mark.symbol


def _stroke(scene: TimelineScene, mark: Mark) -> float:
    if mark.form in ("bar", "fade"):
        return 0
    return scene.sizes.cross if mark.symbol == "cross" else scene.sizes.hollow if mark.hollow else 1


def _extents(scene: TimelineScene, rows: dict[str, LabelPlacement]) -> list[Part]:
    """Whiskers and bars: across in axis units, up and down in px around their row."""
    px = scene.plot_width / 1000
    parts: list[Part] = []
    for mark in scene.marks:
        hue = colour(f"lane-{mark.look}")
        start, end = (at / px for at in extent(scene, mark))
        half = 0.75 * scene.sizes.radii[mark.weight - 1]
        row: Part = {"ysizemode": "pixel", "yanchor": rows[mark.key].y, "xref": "x", "yref": "y", "layer": "below"}
        if mark.form == "whisker":
            cap = scene.sizes.cap
            x0, x1 = round(start + 0.4, 3), round(end - 0.4, 3)  # the caps stay inside what they end
            path = f"M{x0},0L{x1},0M{x0},{-cap}L{x0},{cap}M{x1},{-cap}L{x1},{cap}"
            line = {"color": hue, "width": scene.sizes.whisker, "dash": "3px,2.2px" if mark.hollow else "solid"}
            parts.append({**row, "type": "path", "name": f"whisker:{mark.key}", "path": path, "line": line})
        elif mark.form == "bar":
            ends: Part = {"x0": start, "x1": end, "y0": -half, "y1": half}
            parts.append({**row, "type": "rect", "name": f"bar:{mark.key}", **ends, **_bar_paint(scene, mark, hue)})
        elif mark.form == "fade":
            start, end = fade_ends(scene, mark)
            steps = fade_steps(end - start)
            for place, (x0, x1) in enumerate(steps):
                ends = {"xsizemode": "pixel", "xanchor": mark.x, "x0": x0, "x1": x1, "y0": -half, "y1": half}
                paint = {"fillcolor": hue, "line": {"width": 0}, "opacity": FADE_OPACITY[place]}
                parts.append({**row, "type": "rect", "name": f"fade:{mark.key}:{place}", **ends, **paint})
    return parts


def _bar_paint(scene: TimelineScene, mark: Mark, hue: str) -> Part:
    if mark.hollow:
        dashed = {"color": hue, "width": scene.sizes.hollow, "dash": "3px,2.2px"}
        return {"fillcolor": colour("page"), "line": dashed}
    return {"fillcolor": hue, "line": {"width": 0}}


# --- words ---------------------------------------------------------------------------------------------------------


def _labels(scene: TimelineScene, rows: dict[str, LabelPlacement]) -> list[Part]:
    """One annotation a label; where the date stands apart from it, one for the date."""
    parts: list[Part] = []
    for mark in scene.marks:
        spot = rows[mark.key]
        common: Part = {"xref": "x", "yref": "y", "x": mark.x, "captureevents": True, "align": "left"}
        common["bgcolor"] = colour("future" if mark.x > scene.as_of.x and spot.side == "right" else "strip")
        when = _when_span(scene, mark)
        said = "<br>".join(safe(line) for line in label_lines(mark, spot)) + (
            f"\u00a0{when}" if spot.date == "inline" else ""
        )
        at = mark.x * scene.plot_width / 1000
        place = {"xanchor": "left", "xshift": spot.x - at, "yanchor": "middle", "y": spot.y}
        if spot.side == "left":
            place |= {"xanchor": "right", "xshift": spot.x + spot.width - at}
        elif spot.side == "below":
            place |= {"yanchor": "top", "yshift": -scene.sizes.line / 2 - 1}
        weight = 700 if mark.weight == 1 else 400
        visible = bool(spot.side)
        parts.append(
            annotation(
                f"label:{mark.key}", said, scene.sizes.label, "ink", weight=weight, visible=visible, **common, **place
            )
        )
        if mark.when:
            beside = {"y": spot.y, "yanchor": "middle", "xanchor": "left", "xshift": _beside(scene, mark) - at}
            shown = spot.date == "beside"
            parts.append(
                annotation(f"when:{mark.key}", when, scene.sizes.when, "muted", visible=shown, **common, **beside)
            )
    return parts


def _beside(scene: TimelineScene, mark: Mark) -> float:
    """Where a date starts that stands right of its mark, in px."""
    return ink(scene, mark)[1] + scene.sizes.when_gap


def _when_span(scene: TimelineScene, mark: Mark) -> str:
    """The date in smaller type; italic where it has not happened."""
    token, slant = ("ink-2", "italic") if mark.hollow else ("muted", "normal")
    style = f"font-size:{scene.sizes.when}px;font-weight:400;font-style:{slant};color:{colour(token)}"
    return f'<span style="{style}">{safe(mark.when)}</span>'
