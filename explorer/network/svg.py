"""A network scene in; SVG text out: the same pen for the page, slides and files.

Presentation attributes give the whole picture in one theme, so that it stands alone as a file; on the page the
classes let CSS follow the reader's theme and selection. Text goes through an XML writer, never through a format string.
"""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree import ElementTree as ET

from explorer.draw.palette import DASHES, FONT, HOLLOW_DASH, Theme, colour
from explorer.draw.shapes import shape_path
from explorer.draw.text_metrics import text_width
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


def network_svg(
    scene: NetworkScene, prefix: str = "net", label: str = "Network: who did what", base: str = "", reason: str = ""
) -> str:
    """SVG text for the page, with all that its module needs to bring it alive; `base` and `reason` tell which it is."""
    svg = network_picture(scene, prefix, label=label, alive=True)
    svg.set("xmlns", "http://www.w3.org/2000/svg")
    svg.attrib |= {"data-base": base, "data-reason": reason, "data-mode": scene.mode}
    return ET.tostring(svg, encoding="unicode")


def network_picture(
    scene: NetworkScene,
    prefix: str = "net",
    theme: Theme = "light",
    focus: str = "",
    label: str = "Network: who did what",
    cites: Mapping[str, str] | None = None,
    alive: bool = False,
) -> ET.Element:
    """An `svg` element without namespace, `scene.width` by `scene.height` user units.

    `prefix` keeps ids apart where two pictures share a page. `focus` draws the selected state: its neighbourhood
    coloured and named, the rest grey. `cites` gives superscripts per edge id. `alive` adds what the page's module
    needs: names, keyboard stops, and the words of every selection with their places, as data.
    """
    lit = scene.ties.get(focus, frozenset()) | {focus} if focus else None
    drawn = {edge.id for edge in scene.edges if edge.shown or alive or edge.lit_with(focus)}
    svg = ET.Element(
        "svg",
        {
            "class": "network",
            "viewBox": f"0 0 {scene.width:g} {scene.height:.0f}",
            "width": f"{scene.width:g}",
            "height": f"{scene.height:.0f}",
            "role": "group" if alive else "img",
            "aria-label": label,
            "font-family": FONT,
        },
    )
    _markers(svg, prefix, theme)
    moving = ET.SubElement(svg, "g", {"class": "moving"})
    for band in scene.bands:
        _line(moving, 0, band.top, scene.width, band.top, colour("rule", theme), "lane-line")
    edges = ET.SubElement(moving, "g", {"class": "edges", "fill": "none"})
    for edge in sorted(scene.edges, key=lambda e: e.lit_with(focus)):
        if edge.id in drawn:
            _edge(edges, edge, prefix, theme, focus, alive)
    if alive and scene.mode == "actors":
        _hits(moving, scene)
    nodes = ET.SubElement(moving, "g", {"class": "nodes"})
    for band in scene.bands:
        _lane_title(nodes, band.label, band.look, band.top, theme)
    for node in scene.nodes:
        _node(nodes, node, theme, focus, lit, alive)
    words = ET.SubElement(moving, "g", {"class": "words"})
    for edge in scene.edges:
        if not alive and focus in edge.label_at:
            _words(words, edge, edge.label_at[focus], theme, (cites or {}).get(edge.id, ""))
    return svg


def _end(edge: EdgeMark) -> str:
    """Which end an edge bears; empty for belonging, threads and events shared."""
    if edge.thread or edge.events or edge.group == "affiliation":
        return ""
    if edge.basis == "inferred" or edge.group == "context":
        return "inferred"
    return edge.side or "act" if edge.group == "stance" else edge.group


def end_token(end: str) -> str:
    """The colour token of an edge's end."""
    return {"for": "stance", "against": "stance", "inferred": "context"}.get(end, end)


def _markers(svg: ET.Element, prefix: str, theme: Theme) -> None:
    defs = ET.SubElement(svg, "defs")
    for end, (path, filled) in ENDS.items():
        marker = ET.SubElement(
            defs,
            "marker",
            {
                "id": f"{prefix}-{end}",
                "class": f"end {end_token(end)}",
                "viewBox": "-10 -6 12 12",
                "markerWidth": "12",
                "markerHeight": "12",
                "refX": "0",
                "refY": "0",
                "orient": "auto",
                "markerUnits": "userSpaceOnUse",
            },
        )
        stroke = colour(end_token(end), theme)
        hollow = colour("page", theme) if path.endswith("Z") else "none"
        ET.SubElement(
            marker,
            "path",
            {
                "d": path,
                "class": "filled" if filled else "closed" if path.endswith("Z") else "open",
                "fill": stroke if filled else hollow,
                "stroke": stroke,
                "stroke-width": "1" if filled else "2" if end == "against" else "1.5",
            },
        )


def _edge(parent: ET.Element, edge: EdgeMark, prefix: str, theme: Theme, focus: str, alive: bool) -> None:
    mine = edge.lit_with(focus)
    grey = bool(focus) and not mine
    attributes = {
        "class": " ".join(
            part
            for part in (
                "edge",
                edge.group,
                edge.basis,
                f"thread look-{edge.look}" if edge.thread else "",
                "shared" if edge.events else "",
                "" if edge.shown else "on-pick",
                "lit" if mine else "",
            )
            if part
        ),
        "d": edge.lit_path if mine else edge.path,
    }
    if alive:
        attributes |= {"data-edge": edge.id, "data-a": edge.subject, "data-b": edge.object, "data-label": edge.label}
        attributes["data-words"] = f"{text_width(edge.label, VERB_SIZE) + 6:.1f}"  # px that the label takes
        for end, id in (("a", edge.subject), ("b", edge.object)):
            attributes[f"data-at-{end}"] = f"{edge.label_at[id][0]:g} {edge.label_at[id][1]:g}"
        if edge.thread:
            attributes["data-thread"] = edge.thread
        if edge.events:
            attributes |= {"data-events": " ".join(edge.events), "data-said": edge.said}
        if edge.lit_path != edge.path:
            attributes["data-lit"] = edge.lit_path
    attributes["stroke"] = colour("dim-edge" if grey else f"lane-{edge.look}" if edge.thread else edge.group, theme)
    dotted = edge.basis in ("claimed", "opinion")
    width = (
        thickness(len(edge.events))
        if edge.events
        else 3.0
        if edge.thread
        else 2.2
        if mine
        else 1.0
        if edge.basis == "inferred"
        else 1.8
        if dotted
        else 1.3
    )
    attributes["stroke-width"] = f"{width:g}"
    if edge.thread and not grey:
        attributes["stroke-opacity"] = ".35"
    if DASHES[edge.basis]:
        attributes["stroke-dasharray"] = DASHES[edge.basis]
        if dotted:
            attributes["stroke-linecap"] = "round"
    if _end(edge) and not grey:
        attributes["marker-end"] = f"url(#{prefix}-{_end(edge)})"
    ET.SubElement(parent, "path", attributes)


def _hits(parent: ET.Element, scene: NetworkScene) -> None:
    """Broad unseen lines over the ties among actors: what can be pointed at to ask which events are shared."""
    hits = ET.SubElement(parent, "g", {"class": "hits", "fill": "none", "stroke": "none", "stroke-width": "12"})
    for edge in scene.edges:
        waits = "" if edge.shown else " on-pick"
        line = ET.SubElement(hits, "path", {"class": f"hit-line{waits}", "d": edge.path, "data-edge": edge.id})
        line.set("pointer-events", "stroke")
        ET.SubElement(line, "title").text = edge.said


def _lane_title(parent: ET.Element, label: str, look: str, top: float, theme: Theme) -> None:
    group = ET.SubElement(parent, "g", {"class": f"lane-title look-{look}"})
    ET.SubElement(
        group,
        "rect",
        {
            "x": "0",
            "y": f"{top + 8:.1f}",
            "width": "4",
            "height": "12",
            "fill": colour(f"lane-{look}", theme),
            "class": "lane-key",
        },
    )
    _text(
        group,
        label,
        TITLE_X,
        top + 18.5,
        TITLE_SIZE,
        colour(f"text-{look}", theme),
        "lane-name",
        bold=True,
        anchor="start",
    )


def _node(
    parent: ET.Element, node: NodeMark, theme: Theme, focus: str, lit: frozenset[str] | set[str] | None, alive: bool
) -> None:
    grey = lit is not None and node.id not in lit
    picked = node.id == focus and bool(focus)
    classes = ["node", node.kind, node.form.replace(" ", "-"), f"look-{node.look}"]
    classes += [
        name
        for name, holds in (
            ("key", node.key),
            ("hub", node.hub),
            ("hollow", node.hollow),
            ("lit", lit is not None and not grey),
            ("sel", picked),
        )
        if holds
    ]
    attributes = {"class": " ".join(classes), "transform": f"translate({node.x:.1f} {node.y:.1f})"}
    if alive:
        attributes |= {"data-id": node.id, "role": "button", "tabindex": "-1", "aria-label": node.name}
        attributes |= {"data-w": f"{node.width:.0f}", "data-h": f"{node.height:.0f}"}
    group = ET.SubElement(parent, "g", attributes)
    mark = colour("dim-mark" if grey else f"lane-{node.look}", theme)
    bold = (lit is not None and not grey) or (lit is None and (node.key or node.hub))
    if node.kind == "actor":
        _pill(group, node, theme, mark, picked, grey, bold)
    else:
        _event(group, node, theme, mark, picked, grey, bold)


def _pill(group: ET.Element, node: NodeMark, theme: Theme, mark: str, picked: bool, grey: bool, bold: bool) -> None:
    w, h = node.width, node.height
    box = {
        "x": f"{-w / 2:.1f}",
        "y": f"{-h / 2:.1f}",
        "width": f"{w:.1f}",
        "height": f"{h:.1f}",
        "rx": f"{min(h / 2, node.actor.corner):g}",
    }
    if node.actor.many:
        shift = {"x": f"{-w / 2 + 3:.1f}", "y": f"{-h / 2 - 3:.1f}"}
        ET.SubElement(
            group, "rect", {**box, **shift, "class": "pill behind", "fill": colour("raised", theme), "stroke": mark}
        )
    ET.SubElement(
        group,
        "rect",
        {
            **box,
            "class": "pill",
            "fill": mark if node.hub and not grey else colour("raised", theme),
            "stroke": colour("ink", theme) if picked else mark,
            "stroke-width": "2.5" if picked else "2" if node.key and not grey else "1.5",
        },
    )
    size = HUB_SIZE if node.hub else KEY_SIZE if node.key else LABEL_SIZE
    ink = "dim-text" if grey else "on-lane" if node.hub else "ink"
    first = -(len(node.lines) - 1) * LABEL_LEADING / 2 + size * 0.35
    for index, line in enumerate(node.lines):
        _text(group, line, 0, first + index * LABEL_LEADING, size, colour(ink, theme), "label", bold=bold)


def _event(group: ET.Element, node: NodeMark, theme: Theme, mark: str, picked: bool, grey: bool, bold: bool) -> None:
    top = -node.height / 2
    middle = top + 1.22 * node.radius
    hit = {
        "x": f"{-node.width / 2:.1f}",
        "y": f"{top:.1f}",
        "width": f"{node.width:.1f}",
        "height": f"{node.height:.1f}",
    }
    ET.SubElement(group, "rect", {**hit, "fill": "none", "pointer-events": "all", "class": "hit"})
    shape = {
        "d": shape_path(node.symbol, node.radius),
        "transform": f"translate(0 {middle:.1f})",
        "class": f"mark {node.symbol}",
        "fill": mark,
        "stroke": mark,
        "stroke-width": "1.5",
        "stroke-linejoin": "round",
    }
    if node.symbol == "cross":
        shape |= {"fill": "none", "stroke-width": "3.5", "stroke-linecap": "round"}
    if node.hollow:
        shape |= {"fill": colour("page", theme), "stroke-width": "1.75", "stroke-dasharray": HOLLOW_DASH}
    if picked:
        shape |= {"stroke": colour("ink", theme), "stroke-width": "2.5"}
    ET.SubElement(group, "path", shape)
    y = top + 2.44 * node.radius + 3 + 11
    ink = colour("dim-text" if grey else "ink", theme)
    for line in node.lines:
        _text(group, line, 0, y, LABEL_SIZE, ink, "label", bold=bold, halo=colour("page", theme))
        y += LABEL_LEADING
    soft = colour("dim-text" if grey else "ink-2" if node.hollow else "muted", theme)
    _text(
        group, node.when, 0, y + DATE_LEADING - LABEL_LEADING, DATE_SIZE, soft, "when", italic=node.hollow,
        halo=colour("page", theme),
    )  # fmt: skip


def _words(parent: ET.Element, edge: EdgeMark, place: tuple[float, float], theme: Theme, cites: str) -> None:
    x, y = place
    group = ET.SubElement(
        parent, "g", {"class": "verb", "data-edge": edge.id, "transform": f"translate({x:.1f} {y:.1f})"}
    )
    extra = text_width(cites, 8.5) + 3 if cites else 0
    width = text_width(edge.label, VERB_SIZE) + 6 + extra
    ET.SubElement(
        group,
        "rect",
        {
            "x": f"{-width / 2:.1f}",
            "y": "-8.5",
            "width": f"{width:.1f}",
            "height": "17",
            "rx": "2",
            "fill": colour("page", theme),
            "class": "chip",
        },
    )
    _text(group, edge.label, -extra / 2, 4.2, VERB_SIZE, colour("ink", theme), "label")
    if cites:
        _text(group, cites, width / 2 - 3, -0.5, 8.5, colour("link", theme), "cite", anchor="end")


def _text(
    parent: ET.Element,
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
) -> None:
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
    ET.SubElement(parent, "text", attributes).text = text


def _line(parent: ET.Element, x1: float, y1: float, x2: float, y2: float, stroke: str, css: str) -> None:
    ends = {"x1": f"{x1:.1f}", "y1": f"{y1:.1f}", "x2": f"{x2:.1f}", "y2": f"{y2:.1f}"}
    ET.SubElement(parent, "line", {**ends, "stroke": stroke, "stroke-width": "1", "class": css})
