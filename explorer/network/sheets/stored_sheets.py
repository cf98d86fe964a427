"""Sheets of files that were worked out beforehand: found again by all that their layout reads, so that one of other
records, of another day or of other code is never taken for them. A sheet holds places alone; its words are those of
what is drawn.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from hashlib import sha256
from itertools import accumulate
from pathlib import Path
from typing import Any

from explorer.landscape import Landscape
from explorer.network.drawn import NetworkDrawn, numbers_room
from explorer.network.geometry.tracing import Curve
from explorer.network.nodes import day_of
from explorer.network.pane.pane_edges import PaneEdge
from explorer.network.pane.pane_nodes import PaneNode
from explorer.network.sheets.several import Panes
from explorer.network.sheets.sheet import Sheet, bands_on, nodes_on, pale_first
from explorer.network.stored.file import made_by, stored_of

Written = dict[str, Any]


@cache
def _made_by() -> str:
    """Tells one state of the code that lays sheets out from another."""
    here = Path(__file__).parent
    texts = [here.parent / "drawn.py", *sorted(here.glob("*.py"))]
    return sha256(b"\0".join([made_by().encode(), *(path.read_bytes() for path in texts)])).hexdigest()


def digest_of(landscape: Landscape, drawn: NetworkDrawn, panes: Panes, fewest: int) -> str:
    """Of all that decides what stands where on the sheets of what is drawn; 16 letters."""
    days = [day_of(landscape.records[node.id]) for node in drawn.nodes if node.id not in drawn.stacks]
    said = (
        _made_by(),
        (panes.first, panes.other, panes.pale, fewest),
        [(lane.id, lane.label) for lane in landscape.lanes],
        (drawn.focus, sorted(drawn.lit), sorted(drawn.lit_edges), sorted(drawn.stacks), days),
        [_size(node) for node in drawn.nodes],
        [(id, _size(node)) for id, node in sorted(drawn.plain.items())],
        [_tie(landscape, edge) for edge in drawn.edges],
    )
    return sha256(repr(said).encode()).hexdigest()[:16]


def _size(node: PaneNode) -> tuple[object, ...]:
    where = node.id, node.kind, node.lane
    return *where, node.width, node.height, node.radius, node.grown, node.taller


def _tie(landscape: Landscape, edge: PaneEdge) -> tuple[object, ...]:
    words = (edge.number, edge.label, numbers_room(landscape, edge.sources)) if edge.number else 0
    return edge.id, edge.subject, edge.object, edge.group, edge.weight, words


def stored_sheets(landscape: Landscape, drawn: NetworkDrawn, panes: Panes, fewest: int) -> list[Sheet] | None:
    """The sheets of what is drawn that were worked out beforehand; None where they were not."""
    stored = stored_of(landscape)
    text = stored.sheets(digest_of(landscape, drawn, panes, fewest)) if stored else None
    return read_sheets(landscape, drawn, panes, text) if text else None


def written_sheets(drawn: NetworkDrawn, panes: Panes, sheets: Sequence[Sheet]) -> bytes:
    """The places of some sheets, in tenths of a px."""
    return json.dumps([_written(drawn, panes, sheet) for sheet in sheets], separators=(",", ":")).encode()


def _written(drawn: NetworkDrawn, panes: Panes, sheet: Sheet) -> Written:
    at = {node.id: place for place, node in enumerate(drawn.nodes)}
    boxes = {place: edge.label_box for place, edge in enumerate(sheet.edges) if edge.label_box and drawn.is_lit(edge)}
    return {
        "pane": [panes.first, panes.other, panes.pale].index(sheet.pane),
        "overlaps": sheet.overlaps,
        "blocked": [place for place, edge in enumerate(sheet.edges) if edge.id in sheet.blocked],
        "nodes": _steps([at[node.id] for node in sheet.nodes]),
        "left": [place for place, node in enumerate(sheet.nodes) if node.left],
        "x": _steps(_tenths(node.x for node in sheet.nodes)),
        "y": _steps(_tenths(node.y for node in sheet.nodes)),
        "ties": [[_steps(_tenths(along)) for along in zip(*edge.curve.chain, strict=True)] for edge in sheet.edges],
        "words": [[place, *_tenths(box)] for place, box in boxes.items()],
    }


def read_sheets(landscape: Landscape, drawn: NetworkDrawn, panes: Panes, text: bytes) -> list[Sheet]:
    """Sheets of what is drawn, from such places."""
    return [_read(landscape, drawn, panes, written) for written in json.loads(text)]


def _read(landscape: Landscape, drawn: NetworkDrawn, panes: Panes, written: Written) -> Sheet:
    pane = (panes.first, panes.other, panes.pale)[written["pane"]]
    ids = {drawn.nodes[at].id for at in accumulate(written["nodes"])}
    unplaced, left = nodes_on(drawn, ids), set(written["left"])
    places = enumerate(zip(accumulate(written["x"]), accumulate(written["y"]), strict=True))
    nodes = tuple(
        replace(node, x=x / 10, y=y / 10, left=place in left)
        for node, (place, (x, y)) in zip(unplaced, places, strict=True)
    )
    boxes = {place: (a / 10, b / 10, c / 10, d / 10) for place, a, b, c, d in written["words"]}
    edges = [
        replace(edge, curve=_curve(*tie), label_box=boxes.get(place) if drawn.is_lit(edge) else edge.label_box)
        for place, (edge, tie) in enumerate(zip(pale_first(drawn, ids), written["ties"], strict=True))
    ]
    blocked = frozenset(edges[place].id for place in written["blocked"])
    return Sheet(pane, bands_on(landscape, pane, unplaced), nodes, tuple(edges), blocked, written["overlaps"])


def _curve(x: Sequence[int], y: Sequence[int]) -> Curve:
    points = zip(accumulate(x), accumulate(y), strict=True)
    return Curve(tuple((across / 10, down / 10) for across, down in points), 0.0, 0.0, 0.0)


def _tenths(values: Iterable[float]) -> list[int]:
    return [round(10 * value) for value in values]


def _steps(values: Sequence[int]) -> list[int]:
    """The first of some numbers, and from each to the next: small numbers take little room."""
    return [value - before for before, value in zip([0, *values], values, strict=False)]
