"""A network's SVG text and what a selection makes of it in; the same SVG as it stands for that selection, out. Pure.

For the page as the server sends it: what is hidden is hidden, what is lit is lit and who joins has joined before any
script runs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any
from xml.etree import ElementTree as ET

from explorer.draw.markup import Markup, svg_tag
from explorer.network.picks_shown import pick_shown
from explorer.network.svg.pane_svg import pane_svg, pick_svg
from explorer.network.visibility import NetworkState, base_drawn, network_view, scene_drawn
from explorer.prose.compared import compared
from explorer.query.visible import View

_SVG = "http://www.w3.org/2000/svg"
ET.register_namespace("", _SVG)

Elements = dict[str, ET.Element]


def network_of(view: View, width: int) -> str:
    """SVG text of the base that a view is drawn on. The first time for a base takes part of a second."""
    base = base_drawn(view, width)
    return pane_svg(scene_drawn(view.landscape, base), f"net-{base.key}", base=base.key, reason=base.reason)


def network_svg_of(view: View, width: int, with_pick: bool = True) -> Markup:
    """The picture of a view's base with the view's own state in its classes, and what its pick draws. Without the pick
    what rests is lit; whoever asks for the pick draws the rest."""
    focus, lit = view.highlighted
    pick = pick_parts(view, width) if with_pick else {}
    found = compared(view)
    ends = found.ends if found else (focus, "")
    return svg_standing(network_of(view, width), network_view(view, width), ends, lit, pick)


def pick_parts(view: View, width: int) -> dict[str, Any]:
    """What a pane draws of a view's pick, as markup, ids and counts; nothing where there is none. See `pick_svg`."""
    base = base_drawn(view, width)
    scene = scene_drawn(view.landscape, base)
    pick = pick_shown(view, base, scene)
    return {"base": base.key, **pick_svg(scene, pick, f"net-{base.key}")} if pick else {}


def svg_standing(
    text: str,
    state: NetworkState,
    picked: tuple[str, str] = ("", ""),
    lit: Collection[str] = (),
    pick: Mapping[str, Any] | None = None,
) -> Markup:
    """The SVG with what the view hides hidden, events as they stood, and what is picked, and whom it is compared with,
    as the pick draws it."""
    svg = ET.fromstring(text)
    nodes = {node.get("data-id", ""): node for node in svg.iter(f"{{{_SVG}}}g") if node.get("data-id")}
    edges = defaultdict[str, list[ET.Element]](list)  # a tie's line, and what of it can be pointed at
    for line in svg.iter(f"{{{_SVG}}}path"):
        if line.get("data-a"):
            edges[line.get("data-edge", "")].append(line)
    for id in {*state.hidden} & nodes.keys():
        _add_class(nodes[id], "gone")
    for id, lines in edges.items():
        if id in state.hidden_edges or {lines[0].get("data-a"), lines[0].get("data-b")} & {*state.hidden}:
            for line in lines:
                _add_class(line, "gone")
    for id, look in state.events.items():
        _rewrite_event(nodes[id], look.when, look.name, look.hollow)
    if picked[0]:
        _light(svg, nodes, edges, picked, {*(pick["lit"] if pick else lit)} - {*state.hidden}, pick or {})
    return Markup(ET.tostring(svg, encoding="unicode"))


def _add_class(element: ET.Element, name: str) -> None:
    element.set("class", f"{element.get('class', '')} {name}".strip())


def _rewrite_event(node: ET.Element, when: str, name: str, hollow: bool) -> None:
    node.set("aria-label", name)
    for text in node.iter(f"{{{_SVG}}}text"):
        if "when" in text.get("class", "").split():
            text.text = when
    classes = [part for part in node.get("class", "").split() if part != "hollow"]
    node.set("class", " ".join([*classes, *(["hollow"] if hollow else [])]))


def _light(
    svg: ET.Element,
    nodes: Elements,
    edges: Mapping[str, Sequence[ET.Element]],
    picked: tuple[str, str],
    lit: set[str],
    pick: Mapping[str, Any],
) -> None:
    """Lights what is picked, and puts the parts of its pick in their places."""
    focus, other = picked
    for id, changed in pick.get("nodes", {}).items():
        node = nodes[id]
        rest = ET.Element(f"{{{_SVG}}}g", {"class": "rest", "data-transform": node.get("transform", "")})
        rest[:] = list(node)
        node[:] = [*_parsed(changed["inner"]), rest]
        node.set("transform", f"translate({changed['x']:.1f} {changed['y']:.1f})")
    layers = {layer.get("class", ""): layer for layer in svg.iter(f"{{{_SVG}}}g")}
    for name, part in (("picked-edges", "edges"), ("guests", "guests"), ("words", "words")):
        for element in _parsed(pick.get(part, "")):
            layers[name].append(element)
            if element.get("data-id"):
                nodes[element.get("data-id", "")] = element
    if pick:
        svg.set("data-pick", focus)
        if other:
            svg.set("data-compared", other)
    for id in pick.get("yields", ()):
        _add_class(nodes[id], "under")
    for id in pick.get("under", ()):
        for line in edges.get(id, ()):
            _add_class(line, "under")
    if not pick:
        for line, *_ in edges.values():
            if {focus, other} & {line.get("data-a"), line.get("data-b"), line.get("data-thread")}:
                _add_class(line, "lit")
    for id in lit & nodes.keys():
        _add_class(nodes[id], "lit sel" if id == focus else "lit")
    if lit & nodes.keys():
        _add_class(svg, "has-sel")


def _parsed(markup: str) -> ET.Element:
    return ET.fromstring(svg_tag("g", {"xmlns": _SVG}, Markup(markup)))
