"""A network's SVG text and what a selection makes of it in; the same SVG as it stands for that selection, out. Pure.

For the page as the server sends it: what is hidden is hidden and what is lit is lit before any script runs.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from xml.etree import ElementTree as ET

from explorer.draw.markup import Markup
from explorer.network.visibility import NetworkState, network_of, network_view
from explorer.query.graph import tied_to
from explorer.query.visible import View

_SVG = "http://www.w3.org/2000/svg"
ET.register_namespace("", _SVG)


def network_svg_of(view: View, width: int) -> Markup:
    """The picture of a view's base with the view's own state in its classes."""
    focus = view.selection.focus
    lit = tied_to(view.landscape, focus) if focus else ()
    return svg_standing(network_of(view, width), network_view(view, width), focus, lit)


def svg_standing(text: str, view: NetworkState, focus: str = "", lit: Iterable[str] = ()) -> Markup:
    """The SVG with what the view hides hidden, events as they stood, and the path asked for, else the focus, lit."""
    svg = ET.fromstring(text)
    nodes = {node.get("data-id", ""): node for node in svg.iter(f"{{{_SVG}}}g") if node.get("data-id")}
    lines = [line for line in svg.iter(f"{{{_SVG}}}path") if line.get("data-edge")]
    gone = {*view.hidden, *view.hidden_edges}
    for id in gone & nodes.keys():
        _add_class(nodes[id], "gone")
    here = {line.get("data-edge", ""): line for line in lines if line.get("data-a")}
    for line in lines:
        edge = line.get("data-edge", "")
        if edge in gone or {here[edge].get("data-a"), here[edge].get("data-b")} & gone:
            _add_class(line, "gone")
        elif edge in view.more_edges:
            _add_class(line, "more")
    for id, look in view.events.items():
        _rewrite_event(nodes[id], look.when, look.name, look.hollow)
    _light(svg, nodes, here, view, focus, {*lit} - gone)
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
    nodes: dict[str, ET.Element],
    here: dict[str, ET.Element],
    view: NetworkState,
    focus: str,
    lit: set[str],
) -> None:
    on_path = {frozenset(pair) for path in view.path for pair in pairwise(id for id in path if id in nodes)}
    ids = (
        {id for path in view.path for id in path} if view.path else {focus, *lit} if focus not in view.hidden else set()
    )
    for line in here.values():
        ends = {line.get("data-a", ""), line.get("data-b", "")}
        knows = {*ends, line.get("data-thread", ""), *line.get("data-events", "").split()}
        if "gone" in line.get("class", "").split():
            continue
        if (frozenset(ends) in on_path) if view.path else bool(focus) and focus in knows and focus in ids:
            _add_class(line, "lit")
            ids |= ends
    if not focus or not ids & nodes.keys():
        return
    _add_class(svg, "has-sel")
    for id in ids & nodes.keys():
        _add_class(nodes[id], "lit sel" if id == focus else "lit")
