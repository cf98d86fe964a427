"""A network scene in; SVG out, as the page has it: its module brings it alive.

Presentation attributes give the whole picture in one theme; classes let CSS follow the reader's theme and selection.
It carries what the module needs: names, keyboard stops, and the words of every selection with their places, as data.
"""

from __future__ import annotations

from typing import Protocol

from explorer.draw.markup import Markup, svg_tag
from explorer.draw.palette import DASHES, FONT, HOLLOW_DASH, colour
from explorer.draw.shapes import shape_path
from explorer.draw.text_metrics import text_width
from explorer.model import Basis, Side, VerbGroup
from explorer.network.edges import VERB_SIZE, thickness
from explorer.network.nodes import (
    DATE_LEADING,
    DATE_SIZE,
    HUB_SIZE,
    KEY_SIZE,
    LABEL_LEADING,
    LABEL_SIZE,
    NodeMark,
)
from explorer.network.scene import TITLE_SIZE, TITLE_X, EdgeMark, NetworkScene

ENDS: dict[str, tuple[str, bool]] = {  # edge end: path around the tip at (0, 0) pointing right, filled
    "act": ("M-8 -4L0 0L-8 4Z", True),
    "for": ("M-7 0A3.5 3.5 0 1 1 0 0A3.5 3.5 0 1 1 -7 0Z", True),
    "against": ("M0 -5.5L0 5.5", False),
    "lineage": ("M-7 -4.5L0 0L-7 4.5", False),
    "service": ("M-8 -4L0 0L-8 4Z", False),
    "inferred": ("M-9 0L-4.5 -3.5L0 0L-4.5 3.5Z", False),
}


def network_svg(scene: NetworkScene, prefix: str = "net", base: str = "", reason: str = "") -> Markup:
    """`scene.width` by `scene.height` user units. `prefix` keeps ids apart where two pictures share a page; `base` and
    `reason` tell which it is.
    """
    edges = svg_tag("g", {"class": "edges", "fill": "none"}, [_svg_edge(edge, prefix) for edge in scene.edges])
    titles = [_lane_title(band.label, band.look, band.top) for band in scene.bands]
    moving = svg_tag(
        "g",
        {"class": "moving"},
        [svg_line(0, band.top, scene.width, band.top) for band in scene.bands],
        edges,
        _hits(scene) if scene.mode == "actors" else None,
        svg_tag("g", {"class": "nodes"}, titles, map(_svg_node, scene.nodes)),
        svg_tag("g", {"class": "words"}),
    )
    return svg_tag(
        "svg",
        {
            "class": "network",
            "viewBox": f"0 0 {scene.width:g} {scene.height:.0f}",
            "width": f"{scene.width:g}",
            "height": f"{scene.height:.0f}",
            "role": "group",
            "aria-label": "Network: who did what",
            "font-family": FONT,
            "xmlns": "http://www.w3.org/2000/svg",
            "data-base": base,
            "data-reason": reason,
            "data-mode": scene.mode,
        },
        svg_markers(prefix),
        moving,
    )


class Ended(Protocol):
    """What of a tie says which sign its end bears."""

    @property
    def thread(self) -> str: ...
    @property
    def events(self) -> tuple[str, ...]: ...
    @property
    def group(self) -> VerbGroup: ...
    @property
    def side(self) -> Side: ...
    @property
    def basis(self) -> Basis: ...


def end_sign(edge: Ended) -> str:
    """Which end an edge bears; empty for belonging, threads and events shared."""
    if edge.thread or edge.events or edge.group == "affiliation":
        return ""
    if edge.basis == "inferred" or edge.group == "context":
        return "inferred"
    return edge.side or "act" if edge.group == "stance" else edge.group


def end_token(end: str) -> str:
    """The colour token of an edge's end."""
    return {"for": "stance", "against": "stance", "inferred": "context"}.get(end, end)


def svg_markers(prefix: str) -> Markup:
    markers = []
    for end, (path, filled) in ENDS.items():
        stroke = colour(end_token(end), "light")
        hollow = colour("page", "light") if path.endswith("Z") else "none"
        look = {
            "d": path,
            "class": "filled" if filled else "closed" if path.endswith("Z") else "open",
            "fill": stroke if filled else hollow,
            "stroke": stroke,
            "stroke-width": "1" if filled else "2" if end == "against" else "1.5",
        }
        size = {"viewBox": "-10 -6 12 12", "markerWidth": 12, "markerHeight": 12, "refX": 0, "refY": 0}
        names = {"id": f"{prefix}-{end}", "class": f"end {end_token(end)}"}
        turned = {"orient": "auto", "markerUnits": "userSpaceOnUse"}
        markers.append(svg_tag("marker", {**names, **size, **turned}, svg_tag("path", look)))
    return svg_tag("defs", {}, markers)


def _svg_edge(edge: EdgeMark, prefix: str) -> Markup:
    path = f"thread look-{edge.look}" if edge.thread else ""
    classes = ("edge", edge.group, edge.basis, path, "shared" if edge.events else "", "" if edge.shown else "on-pick")
    data = {
        "data-edge": edge.id,
        "data-a": edge.subject,
        "data-b": edge.object,
        "data-label": edge.label,
        "data-words": f"{text_width(edge.label, VERB_SIZE) + 6:.1f}",  # px that the label takes
    }
    for end, id in (("a", edge.subject), ("b", edge.object)):
        data[f"data-at-{end}"] = f"{edge.label_at[id][0]:g} {edge.label_at[id][1]:g}"
    if edge.thread:
        data["data-thread"] = edge.thread
    if edge.events:
        data |= {"data-events": " ".join(edge.events), "data-said": edge.said}
    if edge.lit_path != edge.path:
        data["data-lit"] = edge.lit_path
    dotted = edge.basis in ("claimed", "opinion")
    return svg_tag(
        "path",
        {
            "class": " ".join(filter(None, classes)),
            "d": edge.path,
            **data,
            "stroke": colour(f"lane-{edge.look}" if edge.thread else edge.group, "light"),
            "stroke-width": f"{_edge_width(edge, dotted):g}",
            "stroke-opacity": ".35" if edge.thread else None,
            "stroke-dasharray": DASHES[edge.basis] or None,
            "stroke-linecap": "round" if dotted else None,
            "marker-end": f"url(#{prefix}-{end_sign(edge)})" if end_sign(edge) else None,
        },
    )


def _edge_width(edge: EdgeMark, dotted: bool) -> float:
    if edge.events:
        return thickness(len(edge.events))
    return 3.0 if edge.thread else 1.0 if edge.basis == "inferred" else 1.8 if dotted else 1.3


def _hits(scene: NetworkScene) -> Markup:
    """Broad unseen lines over the ties among actors: what can be pointed at to ask which events are shared."""
    hits = []
    for edge in scene.edges:
        look = {"class": f"hit-line{'' if edge.shown else ' on-pick'}", "d": edge.path, "data-edge": edge.id}
        hits.append(svg_tag("path", {**look, "pointer-events": "stroke"}, svg_tag("title", {}, edge.said)))
    return svg_tag("g", {"class": "hits", "fill": "none", "stroke": "none", "stroke-width": "12"}, hits)


def _lane_title(label: str, look: str, top: float) -> Markup:
    place = {"x": 0, "y": f"{top + 8:.1f}", "width": 4, "height": 12}
    key = svg_tag("rect", {**place, "fill": colour(f"lane-{look}", "light"), "class": "lane-key"})
    ink = colour(f"text-{look}", "light")
    name = svg_text(label, TITLE_X, top + 18.5, TITLE_SIZE, ink, "lane-name", bold=True, anchor="start")
    return svg_tag("g", {"class": f"lane-title look-{look}"}, key, name)


def _svg_node(node: NodeMark) -> Markup:
    classes = ["node", node.kind, node.form.replace(" ", "-"), f"look-{node.look}"]
    classes += [name for name in ("key", "hub", "hollow") if getattr(node, name)]
    attributes = {
        "class": " ".join(classes),
        "transform": f"translate({node.x:.1f} {node.y:.1f})",
        "data-id": node.id,
        "role": "button",
        "tabindex": "-1",
        "aria-label": node.name,
        "data-w": f"{node.width:.0f}",
        "data-h": f"{node.height:.0f}",
    }
    mark = colour(f"lane-{node.look}", "light")
    return svg_tag("g", attributes, _svg_pill(node, mark) if node.kind == "actor" else _svg_event(node, mark))


def _svg_pill(node: NodeMark, mark: str) -> list[Markup]:
    w, h = node.width, node.height
    corner = f"{min(h / 2, node.actor.corner):g}"
    box = {"x": f"{-w / 2:.1f}", "y": f"{-h / 2:.1f}", "width": f"{w:.1f}", "height": f"{h:.1f}", "rx": corner}
    raised = colour("raised", "light")
    drawn = []
    if node.actor.many:
        shift = {"x": f"{-w / 2 + 3:.1f}", "y": f"{-h / 2 - 3:.1f}"}
        drawn.append(svg_tag("rect", {**box, **shift, "class": "pill behind", "fill": raised, "stroke": mark}))
    look = {"class": "pill", "fill": mark if node.hub else raised, "stroke": mark}
    drawn.append(svg_tag("rect", {**box, **look, "stroke-width": "2" if node.key else "1.5"}))
    size = HUB_SIZE if node.hub else KEY_SIZE if node.key else LABEL_SIZE
    ink = colour("on-lane" if node.hub else "ink", "light")
    first = -(len(node.lines) - 1) * LABEL_LEADING / 2 + size * 0.35
    for index, line in enumerate(node.lines):
        drawn.append(svg_text(line, 0, first + index * LABEL_LEADING, size, ink, "label", bold=node.key or node.hub))
    return drawn


def _svg_event(node: NodeMark, mark: str) -> list[Markup]:
    top = -node.height / 2
    middle = top + 1.22 * node.radius
    hit = {
        "x": f"{-node.width / 2:.1f}",
        "y": f"{top:.1f}",
        "width": f"{node.width:.1f}",
        "height": f"{node.height:.1f}",
    }
    shape = {
        "d": shape_path(node.symbol, node.radius),
        "transform": f"translate(0 {middle:.1f})",
        "class": f"mark {node.symbol}",
        "fill": mark,
        "stroke": mark,
        "stroke-width": "1.5",
        "stroke-linejoin": "round",
    }
    halo = colour("page", "light")
    if node.symbol == "cross":
        shape |= {"fill": "none", "stroke-width": "3.5", "stroke-linecap": "round"}
    if node.hollow:
        shape |= {"fill": halo, "stroke-width": "1.75", "stroke-dasharray": HOLLOW_DASH}
    drawn = [svg_tag("rect", {**hit, "fill": "none", "pointer-events": "all", "class": "hit"}), svg_tag("path", shape)]
    y = top + 2.44 * node.radius + 3 + 11
    ink, bold = colour("ink", "light"), node.key or node.hub
    for line in node.lines:
        drawn.append(svg_text(line, 0, y, LABEL_SIZE, ink, "label", bold=bold, halo=halo))
        y += LABEL_LEADING
    y += DATE_LEADING - LABEL_LEADING
    soft = colour("ink-2" if node.hollow else "muted", "light")
    return [*drawn, svg_text(node.when, 0, y, DATE_SIZE, soft, "when", italic=node.hollow, halo=halo)]


def svg_text(
    text: str,
    x: float,
    y: float,
    size: float,
    fill: str,
    css: str,
    *,
    bold: bool = False,
    italic: bool = False,
    anchor: str = "middle",
    halo: str = "",
) -> Markup:
    attributes = {
        "x": f"{x:.1f}",
        "y": f"{y:.1f}",
        "font-size": f"{size:g}",
        "fill": fill,
        "class": css,
        "text-anchor": anchor,
    }
    if bold:
        attributes["font-weight"] = "700"
    if italic:
        attributes["font-style"] = "italic"
    if halo:
        attributes |= {"paint-order": "stroke", "stroke": halo, "stroke-width": "4", "stroke-linejoin": "round"}
    return svg_tag("text", attributes, text)


def svg_line(x1: float, y1: float, x2: float, y2: float) -> Markup:
    ends = {"x1": f"{x1:.1f}", "y1": f"{y1:.1f}", "x2": f"{x2:.1f}", "y2": f"{y2:.1f}"}
    return svg_tag("line", {**ends, "stroke": colour("rule", "light"), "stroke-width": "1", "class": "lane-line"})
