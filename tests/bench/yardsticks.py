"""A landscape in; three pages out to hold the explorer against, served as app.py serves it.

- `bare`: plain HTML that pans a cached canvas, and lights a neighbourhood on a click by drawing it again.
- `empty`: a Dash page with nothing in it but a line of text.
- `ordinary`: what a developer writes who follows the manuals of Dash, Plotly and networkx: a timeline and a network as
  `dcc.Graph`, a dropdown, and one callback on the server that builds both figures again on every click.

Run as a program it serves one of them: `python -m tests.bench.yardsticks ordinary FOLDER`.
"""

from __future__ import annotations

import json
import logging
import sys
from pathlib import Path
from typing import Any

import networkx as nx
import pandas as pd
import plotly.express as px
import plotly.graph_objects as go
from dash import Dash, Input, Output, ctx, dcc, html
from flask import Flask, Response
from flask_compress import Compress
from werkzeug.serving import make_server

from explorer.data.load import load_landscape
from explorer.landscape import Landscape
from tests.bench.worlds import AS_OF

NAMES = ("bare", "empty", "ordinary")

MAX_ON_CANVAS = 300
"""Nodes on the bare canvas: as many as the explorer's network draws at most."""

SPRING_UP_TO = 499
"""Nodes that networkx lays out by springs on its own; more are strewn at random, so that the page starts at all."""


def yardstick(name: str, landscape: Landscape) -> Flask:
    """The server of one of NAMES."""
    return {"bare": bare, "empty": empty, "ordinary": ordinary}[name](landscape)


# --- a bare canvas -------------------------------------------------------------------------------------------------


def bare(landscape: Landscape) -> Flask:
    server = Flask("bare")
    Compress(server)
    page = (Path(__file__).parent / "bare.html").read_text(encoding="utf-8")
    whole = page.replace(
        "{{graph}}", json.dumps(_canvas_graph(landscape), separators=(",", ":")).replace("<", "\\u003c")
    )

    @server.route("/")
    def index() -> Response:
        return Response(whole, content_type="text/html; charset=utf-8")

    return server


def _canvas_graph(landscape: Landscape) -> dict[str, Any]:
    ranked = sorted(landscape.records.values(), key=lambda record: (record.weight, record.id))[:MAX_ON_CANVAS]
    place = {record.id: number for number, record in enumerate(ranked)}
    ends = [(place.get(r.subject), place.get(r.object)) for r in landscape.relations]
    return {
        "names": [getattr(record, "name", "") or getattr(record, "short_title", "") for record in ranked],
        "edges": [pair for pair in ends if None not in pair],
    }


# --- an empty Dash page --------------------------------------------------------------------------------------------


def empty(landscape: Landscape) -> Flask:
    app = Dash("empty", compress=True, add_log_handler=False)
    app.layout = html.Div(landscape.title, id="empty")
    return app.server


# --- what an ordinary developer would write ------------------------------------------------------------------------


def ordinary(landscape: Landscape) -> Flask:
    app = Dash("ordinary", title=landscape.title, compress=True, add_log_handler=False)
    events = _frame(landscape)
    graph = _graph(landscape)
    places = _layout(graph)
    labels = {lane.id: lane.label for lane in landscape.lanes}

    app.layout = html.Div(
        [
            html.H1(landscape.title),
            dcc.Dropdown(labels, id="lane", placeholder="All lanes"),
            dcc.Graph(id="timeline"),
            dcc.Graph(id="network", style={"height": "700px"}),
        ]
    )

    @app.callback(
        Output("timeline", "figure"),
        Output("network", "figure"),
        Input("lane", "value"),
        Input("timeline", "clickData"),
        Input("network", "clickData"),
    )
    def draw(
        lane: str | None, on_timeline: dict[str, Any] | None, on_network: dict[str, Any] | None
    ) -> tuple[go.Figure, go.Figure]:
        clicked = on_network if ctx.triggered_id == "network" else on_timeline
        selected = clicked["points"][0]["customdata"][0] if clicked else None
        shown = events[events["lane"] == lane] if lane else events
        lit = {selected, *graph.neighbors(selected)} if selected in graph else set()
        nodes = [
            id for id, facts in graph.nodes(data=True) if not lane or facts["lane"] == lane or facts["type"] == "actor"
        ]
        return _timeline(shown, lit), _network(graph.subgraph(nodes), places, lit)

    return app.server


def _frame(landscape: Landscape) -> pd.DataFrame:
    """One row an event: id, title, start, lane, kind, status."""
    rows = [
        {
            "id": event.id,
            "title": event.title,
            "date": (event.date.earliest or event.date.latest or AS_OF).isoformat(),
            "lane": event.lane,
            "kind": event.kind,
            "status": event.status,
        }
        for event in landscape.events
    ]
    return pd.DataFrame(rows)


def _graph(landscape: Landscape) -> nx.Graph:
    graph = nx.Graph()
    for actor in landscape.actors:
        graph.add_node(actor.id, name=actor.name, type="actor", lane=actor.lane)
    for event in landscape.events:
        graph.add_node(event.id, name=event.title, type="event", lane=event.lane)
    graph.add_edges_from((relation.subject, relation.object) for relation in landscape.relations)
    return graph


def _layout(graph: nx.Graph) -> dict[str, Any]:
    if len(graph) <= SPRING_UP_TO:
        places: dict[str, Any] = nx.spring_layout(graph, seed=1)
        return places
    return dict(nx.random_layout(graph, seed=1))


def _timeline(events: pd.DataFrame, lit: set[str | None]) -> go.Figure:
    figure = px.scatter(
        events,
        x="date",
        y="lane",
        color="kind",
        hover_name="title",
        custom_data=["id"],
    )
    for trace in figure.data:
        trace.marker.opacity = [1.0 if not lit or row[0] in lit else 0.15 for row in trace.customdata]
    figure.update_layout(dragmode="pan")
    return figure


def _network(graph: nx.Graph, places: dict[str, Any], lit: set[str | None]) -> go.Figure:
    def edges(pairs: list[tuple[str, str]], colour: str) -> go.Scatter:
        x: list[float | None] = []
        y: list[float | None] = []
        for a, b in pairs:
            x += [places[a][0], places[b][0], None]
            y += [places[a][1], places[b][1], None]
        return go.Scatter(x=x, y=y, mode="lines", line={"width": 1, "color": colour}, hoverinfo="skip")

    ids = list(graph)
    between = list(graph.edges)
    bright = [pair for pair in between if lit and set(pair) <= lit]
    nodes = go.Scatter(
        x=[places[id][0] for id in ids],
        y=[places[id][1] for id in ids],
        mode="markers",
        customdata=[[id] for id in ids],
        text=[graph.nodes[id]["name"] for id in ids],
        hoverinfo="text",
        marker={
            "size": 9,
            "color": ["#1f77b4" if graph.nodes[id]["type"] == "actor" else "#ff7f0e" for id in ids],
            "opacity": [1.0 if not lit or id in lit else 0.15 for id in ids],
        },
    )
    figure = go.Figure([edges(between, "#ccc"), edges(bright, "#333"), nodes])
    figure.update_layout(showlegend=False, dragmode="pan")
    figure.update_xaxes(visible=False)
    figure.update_yaxes(visible=False)
    return figure


# --- serving -------------------------------------------------------------------------------------------------------


def main(name: str, folder: Path) -> None:
    """Serves until it is ended, and says its address in a line, as app.py does."""
    server = make_server("127.0.0.1", 0, yardstick(name, load_landscape(folder)), threaded=True)
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    print(f"The yardstick runs at http://127.0.0.1:{server.server_port}/ — stop it with Ctrl+C.", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
