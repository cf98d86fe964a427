"""Rows of actors in; one plotly Figure out: how many ties each has, of what kind, and how far it stands between others.

Both panels share their rows. A bar's `customdata` is the actor's id; every name is text, never markup.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

import plotly.graph_objects as go

from explorer.draw.palette import FONT, GROUP_WORDS, Theme, colour
from explorer.draw.text_metrics import shortened
from explorer.model import VerbGroup
from explorer.prose.comparison import ActorRow
from explorer.query.columns import GROUPS

MAX_ACTORS_DRAWN = 20
"""So many actors are drawn, the best-connected; the table has the others."""

ROW, HEAD, FOOT, NAMES = 25.0, 62.0, 8.0, 232.0
"""px: a row's height, what stands above the rows and below, and the column of names."""

LABEL, SMALL = 12.5, 11.5

GRAPH_CONFIG: dict[str, Any] = {
    "showSendToCloud": False,
    "displaylogo": False,
    "displayModeBar": False,
    "scrollZoom": False,
    "doubleClick": "reset",
    "responsive": True,
}

_PAINT: dict[VerbGroup, dict[str, Any]] = {  # greys are told apart by their filling, as lines are by their ends
    "affiliation": {"fillmode": "replace", "shape": "/", "size": 5, "solidity": 0.3},
    "context": {"fillmode": "replace", "shape": ".", "size": 5, "solidity": 0.35},
}


_LEGEND: dict[str, Any] = {
    "orientation": "h",
    "x": 0,
    "xanchor": "left",
    "y": 1,
    "yref": "paper",
    "yanchor": "bottom",
    "itemclick": False,
    "itemdoubleclick": False,
    "traceorder": "normal",
}


def safe(text: str) -> str:
    """Text as plotly shows it letter by letter; its labels are markup.

    >>> safe("<b>R&D</b>")
    '&lt;b&gt;R&amp;D&lt;/b&gt;'
    """
    return escape(text, quote=False)


def actors_figure(rows: Sequence[ActorRow], theme: Theme = "light") -> go.Figure:
    """The first rows as bars of ties by verb group, from the top, with betweenness as dots beside them."""
    drawn = rows[:MAX_ACTORS_DRAWN]
    places = list(range(len(drawn)))
    told = any(row.between is not None for row in drawn)
    ink, muted, rule = (colour(token, theme) for token in ("ink", "muted", "rule"))
    most = max([row.ties for row in drawn], default=1) or 1
    share = max([row.between or 0.0 for row in drawn], default=0.0) or 1.0
    quiet = {"fixedrange": True, "zeroline": False, "showgrid": False, "showticklabels": False, "ticks": ""}
    return go.Figure(
        data=[*_bars(drawn, theme), _totals(drawn, ink), *(_betweenness_dots(drawn, theme) if told else ())],
        layout={
            "template": None,
            "autosize": True,
            "height": HEAD + ROW * len(drawn) + FOOT,
            "margin": {"l": NAMES, "r": 8, "t": HEAD, "b": FOOT, "pad": 0},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "font": {"family": FONT, "size": LABEL, "color": ink},
            "barmode": "stack",
            "bargap": 0.36,
            "dragmode": False,
            "hovermode": "closest",
            "hoverlabel": {
                "bgcolor": colour("raised", theme),
                "bordercolor": colour("edge-rule", theme),
                "font": {"family": FONT, "size": LABEL, "color": ink},
            },
            "legend": _LEGEND | {"font": {"size": LABEL, "color": colour("ink-2", theme)}},
            "xaxis": quiet | {"domain": [0, 0.7 if told else 1], "range": [0, most * 1.08]},
            "xaxis2": quiet | {"domain": [0.76, 1], "range": [-0.03 * share, share * 1.28]},
            "yaxis": {
                "range": [len(drawn) - 0.5, -0.5],
                "tickmode": "array",
                "tickvals": places,
                "ticktext": [safe(shortened(row.name, NAMES - 22, LABEL)) for row in drawn],
                "tickfont": {"size": LABEL, "color": ink},
                "ticklabelstandoff": 10,
                "ticks": "",
                "fixedrange": True,
                "zeroline": False,
                "showgrid": False,
            },
            "shapes": [_rule_below(place, rule) for place in places[:-1]],
            "annotations": [
                _title("Recorded ties, by what they are", 0, muted),
                *([_title("Share of shortest ways through it", 0.76, muted)] if told else ()),
            ],
        },
    )


def _rule_below(place: int, rule: str) -> dict[str, Any]:
    """The line between a row and the next."""
    across = {"type": "line", "xref": "paper", "yref": "y", "x0": 0, "x1": 1, "layer": "below"}
    return across | {"y0": place + 0.5, "y1": place + 0.5, "line": {"color": rule, "width": 1}}


def figure_words(rows: Sequence[ActorRow]) -> str:
    """What the figure is and shows, for whoever cannot see it."""
    named = ", ".join(f"{row.name} {row.ties}" for row in rows[:MAX_ACTORS_DRAWN])
    return f"Bars of recorded ties by kind, the best-connected actors first: {named}. The table below has every number."


def _title(text: str, x: float, hue: str) -> dict[str, Any]:
    font = {"size": SMALL, "color": hue}
    place = {"xref": "paper", "x": x, "xanchor": "left", "yref": "paper", "y": 1, "yanchor": "bottom", "yshift": 34}
    return {"text": text, "showarrow": False, "borderpad": 0, "font": font, **place}


def _bars(rows: Sequence[ActorRow], theme: Theme) -> list[go.Bar]:
    ids = [row.id for row in rows]
    traces = []
    for place, group in enumerate(GROUPS):
        counts = [row.groups[place] for row in rows]
        if not any(counts):
            continue
        hue = colour(group, theme)
        marker: dict[str, Any] = {"color": hue, "line": {"width": 1, "color": hue}}
        if group in _PAINT:
            marker["pattern"] = _PAINT[group] | {"fgcolor": hue, "bgcolor": colour("page", theme)}
        traces.append(
            go.Bar(
                orientation="h",
                x=counts,
                y=list(range(len(rows))),
                customdata=ids,
                name=GROUP_WORDS[group],
                marker=marker,
                text=[safe(row.name) for row in rows],
                textposition="none",
                hovertemplate=f"%{{text}}<br>{GROUP_WORDS[group]}: %{{x}}<extra></extra>",
            )
        )
    return traces


def _totals(rows: Sequence[ActorRow], ink: str) -> go.Scatter:
    return go.Scatter(
        mode="text",
        x=[row.ties for row in rows],
        y=list(range(len(rows))),
        customdata=[row.id for row in rows],
        text=[f" {row.ties}" for row in rows],
        textposition="middle right",
        textfont={"size": SMALL, "color": ink},
        hoverinfo="skip",
        showlegend=False,
    )


def _betweenness_dots(rows: Sequence[ActorRow], theme: Theme) -> list[go.Scatter]:
    """A stem and a dot for each row, with its number."""
    values = [row.between or 0.0 for row in rows]
    places = list(range(len(rows)))
    hue = colour("ink-2", theme)
    stems: dict[str, list[float | None]] = {"x": [], "y": []}
    for place, value in zip(places, values, strict=True):
        stems["x"] += [0, value, None]
        stems["y"] += [place, place, None]
    flat: dict[str, Any] = {"xaxis": "x2", "yaxis": "y", "showlegend": False}
    return [
        go.Scatter(
            mode="lines", line={"color": colour("edge-rule", theme), "width": 1.5}, hoverinfo="skip", **stems, **flat
        ),
        go.Scatter(
            mode="markers+text",
            x=values,
            y=places,
            customdata=[row.id for row in rows],
            marker={"color": hue, "size": 8, "opacity": 1},
            text=["  " + share_words(row) for row in rows],
            textposition="middle right",
            textfont={"size": SMALL, "color": hue},
            hoverinfo="skip",
            **flat,
        ),
    ]


def share_words(row: ActorRow) -> str:
    """
    >>> row = ActorRow("a", "Ana", "City", "1", 3, (3,), 2, (), None, 0.0712, False)
    >>> share_words(row)
    '7.1%'
    """
    if row.between is None:
        return ""
    share = 100 * row.between
    about = "≈ " if row.estimated else ""
    return about + (
        "0" if not share else "< 0.1%" if share < 0.05 else f"{share:.1f}%" if share < 10 else f"{share:.0f}%"
    )
