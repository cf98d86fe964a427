"""The network's pane and its picks in; SVG out: the pane as a whole, a pick as the parts that the page puts into it.

Attributes draw it in light; classes let CSS follow the reader's theme. The classes and data are those of `elements.py`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from explorer.draw.lines import BASIS_LOOKS
from explorer.draw.markup import Markup, svg_tag
from explorer.draw.palette import FONT, HOLLOW_DASH, colour
from explorer.draw.shapes import shape_path
from explorer.network.edges import end_sign, thickness
from explorer.network.pane.pane_edges import PaneEdge
from explorer.network.pane.pane_nodes import (
    BESIDE,
    DATE_SIZE,
    DOES_SIZE,
    NAME_LEADING,
    SECOND_LEADING,
    STEP_SIZE,
    PaneNode,
    symbol_room,
)
from explorer.network.pane.pane_scene import LANE_LEADING, LANE_SIZE, LANE_X, PaneBand, PaneScene
from explorer.network.pick.pick_coming import StackMark
from explorer.network.pick.picks import Pick
from explorer.network.svg.elements import svg_line, svg_markers, svg_text


def pane_svg(scene: PaneScene, prefix: str = "net", base: str = "", reason: str = "") -> Markup:
    """The pane at rest, in its own size; picks go into its groups `picked-edges`, `guests` and `words`."""
    width, height = scene.width, scene.height
    lines = [svg_line(0, band.top, width, band.top) for band in scene.bands]
    edges = [_edge(edge, prefix, "") for edge in scene.edges]
    moving = svg_tag(
        "g",
        {"class": "moving"},
        lines,
        svg_tag("g", {"class": "edges", "fill": "none"}, edges),
        svg_tag("g", {"class": "hits", **_HITS}, [_hit(edge) for edge in scene.edges]),
        svg_tag("g", {"class": "picked-edges", "fill": "none"}),
        svg_tag("g", {"class": "nodes"}, map(_lane_title, scene.bands), map(_node, scene.nodes)),
        svg_tag("g", {"class": "guests"}),
        svg_tag("g", {"class": "words"}),
    )
    size = {"viewBox": f"0 0 {width:g} {height:g}", "width": f"{width:g}", "height": f"{height:g}"}
    told = {"role": "group", "aria-label": "Network: who did what", "font-family": FONT}
    data = {"data-base": base, "data-reason": reason, "data-mode": scene.mode, "data-pane": scene.pane.key}
    name = {"class": "network pane", **size, **told, "xmlns": "http://www.w3.org/2000/svg", **data}
    return svg_tag("svg", name, svg_markers(prefix), moving)


def pick_svg(scene: PaneScene, pick: Pick, prefix: str = "net") -> dict[str, Any]:
    """The parts of a pick, for the page: markup, ids and numbers; JSON can hold them."""
    rest = {node.id for node in scene.nodes}
    guests = [node for node in pick.nodes if node.id not in rest]
    return {
        "focus": pick.focus,
        "nodes": {node.id: _changed(node) for node in pick.nodes if node.id in rest},
        "guests": Markup("".join([*map(_node, guests), *map(_stack, pick.stacks)])),
        "edges": Markup("".join([*(_edge(edge, prefix, "lit") for edge in pick.edges), _hit_group(pick.edges)])),
        "words": Markup("".join(_words(edge) for edge in pick.edges if edge.label_box)),
        "stacks": [_stack_data(stack) for stack in pick.stacks],
        "lit": list(pick.lit),
        "yields": list(pick.yields),
        "under": list(pick.under),
        "drawn": pick.drawn,
        "stated": pick.stated,
        "joined": pick.joined,
    }


_HITS = {"fill": "none", "stroke": "none", "stroke-width": "12", "pointer-events": "stroke"}


def _lane_title(band: PaneBand) -> Markup:
    place = {"x": 0, "y": f"{band.top + 8:.1f}", "width": 4, "height": 12}
    key = svg_tag("rect", {**place, "fill": colour(f"lane-{band.look}", "light"), "class": "lane-key"})
    ink = colour(f"text-{band.look}", "light")
    names = [
        svg_text(
            line, LANE_X, band.top + 18.5 + at * LANE_LEADING, LANE_SIZE, ink, "lane-name", bold=True, anchor="start"
        )
        for at, line in enumerate(band.lines)
    ]
    return svg_tag("g", {"class": f"lane-title look-{band.look}"}, key, names)


# --- nodes --------------------------------------------------------------------------------------------------------


def _node(node: PaneNode) -> Markup:
    classes = ["node", node.kind, node.form.replace(" ", "-"), f"look-{node.look}"]
    classes += [name for name in ("key", "hub", "hollow", "guest") if getattr(node, name)]
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
    return svg_tag("g", attributes, _inside(node))


def _inside(node: PaneNode) -> list[Markup]:
    return _pill(node) if node.kind == "actor" else _event(node)


def _changed(node: PaneNode) -> dict[str, Any]:
    """How a resting node looks while a pick changes its words; its heart stays where it is."""
    inner = Markup("".join(_inside(node)))
    return {"inner": inner, "x": node.x, "y": node.y, "w": round(node.width), "h": round(node.height)}


def _box(node: PaneNode, css: str, **more: object) -> Markup:
    w, h = node.width, node.height
    place = {"x": f"{-w / 2:.1f}", "y": f"{-h / 2:.1f}", "width": f"{w:.1f}", "height": f"{h:.1f}"}
    return svg_tag("rect", {**place, "class": css, **more})


def _pill(node: PaneNode) -> list[Markup]:
    mark, raised = colour(f"lane-{node.look}", "light"), colour("guest" if node.guest else "raised", "light")
    edge = colour("guest-rule", "light") if node.guest else mark
    corner = {"rx": f"{min(node.height / 2, node.actor.corner):g}"}
    drawn = []
    if node.actor.many:
        w, h = node.width, node.height
        place = {"x": f"{-w / 2 + 3:.1f}", "y": f"{-h / 2 - 3:.1f}", "width": f"{w:.1f}", "height": f"{h:.1f}"}
        drawn.append(svg_tag("rect", {**place, **corner, "class": "pill behind", "fill": raised, "stroke": edge}))
    look = {"fill": mark if node.hub else raised, "stroke": edge}
    drawn.append(
        _box(node, "pill", **corner, **look, **{"stroke-width": "2" if node.key else "1.25" if node.guest else "1.5"})
    )
    if node.guest:
        reach = node.width / 2 - min(node.height / 2, node.actor.corner) * 0.6
        foot = {
            "x1": f"{-reach:.1f}",
            "x2": f"{reach:.1f}",
            "y1": f"{node.height / 2:.1f}",
            "y2": f"{node.height / 2:.1f}",
        }
        drawn.append(svg_tag("line", {**foot, "class": "foot", "stroke": mark, "stroke-width": "2"}))
    ink = colour("on-lane" if node.hub else "ink", "light")
    tall = len(node.lines) * NAME_LEADING + (SECOND_LEADING if node.does else 0)
    y = -tall / 2 + NAME_LEADING / 2 + node.size * 0.35
    for line in node.lines:
        drawn.append(svg_text(line, 0, y, node.size, ink, "label", bold=node.key or node.hub or node.guest))
        y += NAME_LEADING
    if node.does:
        y += SECOND_LEADING - NAME_LEADING
        drawn.append(svg_text(node.does, 0, y, DOES_SIZE, ink, "does"))
    return drawn


def _event(node: PaneNode) -> list[Markup]:
    mark, halo = colour(f"lane-{node.look}", "light"), colour("page", "light")
    drawn = [_box(node, "hit", fill="none", **{"pointer-events": "all"})]
    if node.guest:
        shown = replace(node, width=node.width + 6, height=node.height + 2)
        drawn = [_box(shown, "plate", fill=colour("guest", "light"), rx="4")]
        halo = ""
    heart = node.heart_shift
    shape = {
        "d": shape_path(node.symbol, node.radius),
        "transform": f"translate({heart:.1f} 0)",
        "class": f"mark {node.symbol}",
        "fill": mark,
        "stroke": mark,
        "stroke-width": "1.5",
        "stroke-linejoin": "round",
    }
    if node.symbol == "cross":
        shape |= {"fill": "none", "stroke-width": "3.5", "stroke-linecap": "round"}
    if node.hollow:
        shape |= {"fill": colour("page", "light"), "stroke-width": "1.75", "stroke-dasharray": HOLLOW_DASH}
    drawn.append(svg_tag("path", shape))
    reach = symbol_room(node.radius) / 2 + BESIDE
    x, anchor = (heart - reach, "end") if node.left else (heart + reach, "start")
    tall = len(node.lines) * NAME_LEADING + SECOND_LEADING
    y = -tall / 2 + NAME_LEADING / 2 + node.size * 0.35
    ink = colour("ink", "light")
    for line in node.lines:
        drawn.append(
            svg_text(line, x, y, node.size, ink, "label", bold=node.key or node.guest, anchor=anchor, halo=halo)
        )
        y += NAME_LEADING
    y += SECOND_LEADING - NAME_LEADING
    if node.does:
        drawn.append(svg_text(node.does, x, y, DOES_SIZE, colour("ink-2", "light"), "does", anchor=anchor, halo=halo))
    else:
        soft = colour("ink-2" if node.hollow else "muted", "light")
        drawn.append(svg_text(node.when, x, y, DATE_SIZE, soft, "when", italic=node.hollow, anchor=anchor, halo=halo))
    return drawn


def _stack(stack: StackMark) -> Markup:
    node = stack.node
    attributes = {
        "class": f"stack guest look-{node.look}",
        "transform": f"translate({node.x:.1f} {node.y:.1f})",
        "data-stack": stack.id,
        "data-members": " ".join(stack.members[:200]),
        "role": "button",
        "tabindex": "0",
        "aria-haspopup": "true",
        "aria-label": node.name,
        "data-w": f"{node.width:.0f}",
        "data-h": f"{node.height:.0f}",
    }
    return svg_tag("g", attributes, _pill(node))


def _stack_data(stack: StackMark) -> dict[str, Any]:
    return {
        "id": stack.id,
        "lane": stack.lane,
        "label": stack.label,
        "does": stack.does,
        "members": list(stack.members),
        "box": [round(value, 1) for value in stack.box],
        "edge": stack.edge,
    }


# --- edges --------------------------------------------------------------------------------------------------------


def _edge(edge: PaneEdge, prefix: str, state: str) -> Markup:
    thread = f"thread look-{edge.look}" if edge.thread else ""
    classes = ("edge", state, edge.group, edge.basis, thread, "shared" if edge.events else "")
    dotted = edge.basis in ("claimed", "opinion")
    sign = end_sign(edge)
    return svg_tag(
        "path",
        {
            "class": " ".join(filter(None, classes)),
            "d": edge.path,
            **_data(edge),
            "stroke": colour(f"lane-{edge.look}" if edge.thread else edge.group, "light"),
            "stroke-width": f"{_edge_width(edge, dotted):g}",
            "stroke-opacity": ".35" if edge.thread else None,
            "stroke-dasharray": BASIS_LOOKS[edge.basis].dasharray or None,
            "stroke-linecap": "round" if dotted else None,
            "marker-end": f"url(#{prefix}-{sign})" if sign else None,
        },
    )


def _data(edge: PaneEdge) -> dict[str, str | None]:
    return {
        "data-edge": edge.id,
        "data-a": edge.subject,
        "data-b": edge.object,
        "data-relations": " ".join(edge.relations) or None,
        "data-thread": edge.thread or None,
        "data-events": " ".join(edge.events) or None,
        "data-stack": edge.stack or None,
        "data-label": edge.label,
    }


def _edge_width(edge: PaneEdge, dotted: bool) -> float:
    if edge.events:
        return thickness(len(edge.events))
    return 3.0 if edge.thread else 1.0 if edge.basis == "inferred" else 1.8 if dotted else 1.3


def _hit(edge: PaneEdge, **more: str) -> Markup:
    """A broad unseen line: what can be pointed at to ask what a tie says."""
    data = {
        "data-edge": edge.id,
        "data-a": edge.subject,
        "data-b": edge.object,
        "data-relations": " ".join(edge.relations),
    }
    look = {"class": "hit-line", "d": edge.path, **data, "pointer-events": "stroke", **more}
    return svg_tag("path", look, svg_tag("title", {}, edge.said))


def _hit_group(edges: Iterable[PaneEdge]) -> Markup:
    named = ({"role": "button", "tabindex": "-1", "aria-label": edge.said} for edge in edges)
    return svg_tag(
        "g", {"class": "hits", **_HITS}, [_hit(edge, **name) for edge, name in zip(edges, named, strict=True)]
    )


def _words(edge: PaneEdge) -> Markup:
    """The words on a line, on a plate of the page's colour; of a path's tie the number of its step."""
    assert edge.label_box
    left, top, right, bottom = edge.label_box
    x, y, wide, tall = (left + right) / 2, (top + bottom) / 2, right - left, bottom - top
    data = {"data-edge": edge.id, "data-relations": " ".join(edge.relations)}
    place = {**data, "transform": f"translate({x:.1f} {y:.1f})"}
    if edge.number:
        ring = svg_tag("circle", {"r": "8.5", "fill": colour("ink", "light")})
        return svg_tag(
            "g",
            {"class": "step lit", **place},
            ring,
            svg_text(str(edge.number), 0, 4, STEP_SIZE, colour("page", "light"), "number", bold=True),
        )
    box = {"x": f"{-wide / 2:.1f}", "y": f"{-tall / 2:.1f}", "width": f"{wide:.1f}", "height": f"{tall:.1f}"}
    chip = svg_tag("rect", {**box, "class": "chip", "rx": "2", "fill": colour("page", "light")})
    return svg_tag(
        "g",
        {"class": "verb lit", **place},
        chip,
        svg_text(edge.label, 0, 4, STEP_SIZE, colour("ink", "light"), "label"),
    )
