"""A page in; a plotly Figure out that shows the same, px for px, and can be pointed at.

What says what it stands for is a point, with its id as `customdata` and its words at the pointer; lines and areas are
shapes, words are annotations, each named. Axes are px of the page, y downwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from textwrap import wrap
from typing import Any

import plotly.graph_objects as go

from explorer.draw.palette import FONT, Theme, colour
from explorer.draw.primitives import (
    ASCENT,
    Dash,
    DrawnBox,
    DrawnGroup,
    DrawnText,
    DrawnThing,
    Page,
    Run,
    Sign,
    Stroke,
    clean,
)
from explorer.export.renderers.svg import stroke_dashes
from explorer.model import Shape
from explorer.page.actors.actors_chart import safe

Part = dict[str, Any]

SYMBOLS: dict[Shape, tuple[str, float]] = {  # plotly's name, and its size for a radius of 1 so that areas match
    "circle": ("circle", 2.0),
    "diamond": ("diamond", 1.88),
    "square": ("square", 1.84),
    "triangle": ("triangle-up", 2.3),
    "cross": ("x-thin", 1.7),
    "hexagon": ("hexagon2", 2.2),
}

_ANCHORS = {"start": "left", "middle": "center", "end": "right"}
_TURNED_ANCHORS = {"start": "bottom", "middle": "middle", "end": "top"}
_UNSEEN = "rgba(0,0,0,0)"


def plotly_of(page: Page, theme: Theme) -> go.Figure:
    """The figure, as large as the page. Knows what a timeline is drawn of: no prose, no connectors."""
    items = list(_each(page.items))
    axis: Part = {"visible": False, "showgrid": False, "zeroline": False}
    return go.Figure(
        data=[_points([item for item in items if isinstance(item, Sign)], theme)],
        layout={
            "template": None,
            "width": page.width,
            "height": page.height,
            "margin": dict.fromkeys(("l", "r", "t", "b", "pad"), 0),
            "paper_bgcolor": colour("page", theme),
            "plot_bgcolor": colour("page", theme),
            "font": {"family": FONT, "color": colour("ink", theme)},
            "showlegend": False,
            "dragmode": "pan",
            "hovermode": "closest",
            "xaxis": {**axis, "range": [0, page.width]},
            "yaxis": {**axis, "range": [page.height, 0], "scaleanchor": "x"},
            "shapes": [_shape(item, theme) for item in items if isinstance(item, DrawnBox | Stroke)],
            "annotations": [note for item in items for note in _annotations(item, theme)],
        },
    )


def _each(items: Iterable[DrawnThing]) -> Iterator[DrawnThing]:
    """Things in the order in which they are drawn, those of a group named after it. A group that is spoken of is a
    point where its sign is; where it has none, an unseen one in the middle of its first part."""
    for item in items:
        if not isinstance(item, DrawnGroup):
            yield item
            continue
        point: Part = {"id": item.id, "alt": item.alt}
        for part in item.parts:
            yield replace(part, name=f"{item.id}: {part.name}", **(point if isinstance(part, Sign) else {}))
        if item.alt and not any(isinstance(part, Sign) for part in item.parts):
            left, top, right, bottom = item.parts[0].bounds
            yield Sign("square", (left + right) / 2, (top + bottom) / 2, (bottom - top) / 2, "", "", 0, **point)


def _points(signs: list[Sign], theme: Theme) -> go.Scatter:
    """An id is that of a record, also where it is drawn in several rows; empty for a sign in the margin."""
    return go.Scatter(
        name="Events",
        mode="markers",
        x=[sign.x for sign in signs],
        y=[sign.y for sign in signs],
        customdata=[sign.id.partition("@")[0] if sign.alt else "" for sign in signs],
        hovertext=["<br>".join(map(safe, wrap(clean(sign.alt), 60))) for sign in signs],
        hoverinfo=["text" if sign.alt else "skip" for sign in signs],
        cliponaxis=False,
        marker={
            "opacity": 1,
            "symbol": [SYMBOLS[sign.symbol][0] for sign in signs],
            "size": [SYMBOLS[sign.symbol][1] * sign.radius for sign in signs],
            "color": [_paint(sign.fill, theme) for sign in signs],
            "line": {
                "color": [_paint(sign.stroke, theme) for sign in signs],
                "width": [sign.stroke_width for sign in signs],
                "dash": [_dash(sign.dash, sign.stroke_width) for sign in signs],
            },
        },
    )


def _shape(item: DrawnBox | Stroke, theme: Theme) -> Part:
    part: Part = {"name": safe(clean(item.name)), "xref": "x", "yref": "y", "layer": "below"}
    part["fillcolor"] = _paint(item.fill, theme)
    if isinstance(item, Stroke):
        path = "".join("M" + "L".join(f"{x:.2f},{y:.2f}" for x, y in line) for line in item.lines)
        line = {"color": colour(item.token, theme), "width": item.width, "dash": _dash(item.dash, item.width)}
        return {**part, "type": "path", "path": path, "line": line}
    left, top, right, bottom = item.bounds
    part |= {"type": "rect", "x0": left, "y0": top, "x1": right, "y1": bottom, "opacity": item.opacity}
    width = item.stroke_width if item.stroke else 0
    return part | {"line": {"color": _paint(item.stroke, theme), "width": width, "dash": _dash(item.dash, width)}}


def _annotations(item: DrawnThing, theme: Theme) -> Iterator[Part]:
    """One a line, as plotly sets lines further apart; each from the top of its type."""
    text = item.words if isinstance(item, DrawnBox) and item.inside else item
    if not isinstance(text, DrawnText):
        return
    part: Part = {"xref": "x", "yref": "y", "showarrow": False, "align": "left", "borderpad": 0, "borderwidth": 0}
    part |= {"bgcolor": _paint(text.ground, theme)} if text.ground else {}
    for place, line in enumerate(text.lines):
        named = {"name": safe(clean(item.name)), "text": "".join(_words(run, theme) for run in line)}
        down = place * text.leading - ASCENT * max(run.size for run in line)
        at: Part = {"x": text.x, "xanchor": _ANCHORS[text.anchor], "y": text.y + down, "yanchor": "top"}
        if text.turned:
            at = {"x": text.x + down, "xanchor": "left", "y": text.y, "yanchor": _TURNED_ANCHORS[text.anchor]}
            at["textangle"] = -90
        yield part | named | at


def _words(run: Run, theme: Theme) -> str:
    style = f"font-size:{run.size:g}px;color:{colour(run.token, theme)}"
    style += ";font-weight:700" if run.bold else ""
    style += ";font-style:italic" if run.italic else ""
    return f'<span style="{style}">{safe(clean(run.text))}</span>'


def _paint(token: str, theme: Theme) -> str:
    return colour(token, theme) if token else _UNSEEN


def _dash(dash: Dash, width: float) -> str:
    return ",".join(f"{length:.1f}px" for length in stroke_dashes(dash, width)) or "solid"
