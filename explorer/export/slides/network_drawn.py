"""A network's layout and the numbers of its sources in; lanes, ties, nodes and words as drawn things out."""

from __future__ import annotations

from explorer.draw.primitives import (
    ASCENT,
    LEADING,
    Dash,
    DrawnBox,
    DrawnGroup,
    DrawnText,
    DrawnThing,
    Run,
    Sign,
    Stroke,
    line_of,
)
from explorer.export.slides.footnotes import MAX_NAMED, Numbers
from explorer.export.slides.frame import LABEL, SMALL, Frame
from explorer.export.slides.network import NetworkLayout, PageScale
from explorer.network.nodes import DATE_SIZE, HUB_SIZE, KEY_SIZE, LABEL_SIZE, NodeMark


def network_drawn(layout: NetworkLayout, frame: Frame, numbers: Numbers) -> tuple[DrawnThing, ...]:
    """Lanes, then ties, then nodes, then the words on ties in colour."""
    at = layout.at
    lines = tuple(((frame.left, at.y(band.top)), (frame.right, at.y(band.top))) for band in layout.scene.bands)
    size = frame.px(LABEL)
    items: list[DrawnThing] = []
    if lines:  # among actors there is no lane where there is no actor
        items.append(DrawnGroup("paper", "Lane lines", "", (Stroke(lines, "rule", name="Lane lines"),)))
    items += [connector for _, connector in layout.connectors]
    for band in layout.scene.bands:
        y = at.y(band.top) + size
        key = DrawnBox(frame.left, y - size * 0.75, 6.4, size * 0.8, fill=f"lane-{band.look}", name="Key")
        words = line_of(band.label, size, f"text-{band.look}", bold=True)
        name = DrawnText(frame.left + 17, y - 0.03 * size, (words,), name="Lane name", ground="page")
        items.append(DrawnGroup(f"lane-{band.label}", f"Lane: {band.label}", "", (key, name)))
    items += [_drawn_node(node, layout, at) for node in layout.scene.nodes]
    small = frame.px(SMALL)
    for edge, (x, y) in layout.named:
        cited = numbers.of(edge.sources, MAX_NAMED)
        line = (Run(edge.label, small), *((Run(f" {cited}", small, "link"),) if cited else ()))
        baseline = y - small * LEADING / 2 + ASCENT * small
        items.append(DrawnText(x, baseline, (line,), "middle", ground="page", name=f"Words: {edge.label}"))
    return tuple(items)


def _drawn_node(node: NodeMark, layout: NetworkLayout, at: PageScale) -> DrawnThing:
    grey = bool(layout.lit) and node.id not in layout.lit
    bold = not grey and (bool(layout.lit) or node.key or node.hub)
    return (
        _actor(node, layout, at, grey, bold)
        if node.kind == "actor"
        else _drawn_event_node(node, layout, at, grey, bold)
    )


def _actor(node: NodeMark, layout: NetworkLayout, at: PageScale, grey: bool, bold: bool) -> DrawnBox | DrawnGroup:
    picked = node.id == layout.focus
    hue = "dim-mark" if grey else f"lane-{node.look}"
    size = (HUB_SIZE if node.hub else KEY_SIZE if node.key else LABEL_SIZE) * at.scale
    ink = "dim-text" if grey else "on-lane" if node.hub else "ink"
    w, h = node.width * at.scale, node.height * at.scale
    pill = DrawnBox(
        at.x(node.x) - w / 2,
        at.y(node.y) - h / 2,
        w,
        h,
        fill=hue if node.hub and not grey else "raised",
        stroke="ink" if picked else hue,
        stroke_width=4.5 if picked else 3.6 if node.key and not grey else 2.6,
        radius=min(h / 2, 2 * node.actor.corner),
        inside=tuple(line_of(line, size, ink, bold) for line in node.lines),
        id=node.id,
        name=f"Actor: {node.title}",
        alt=node.name,
    )
    if not node.actor.many:
        return pill
    behind = DrawnBox(pill.x + 6, pill.y - 6, w, h, "raised", hue, pill.stroke_width, radius=pill.radius, name="Many")
    return DrawnGroup(f"{node.id}-group", pill.name, "", (behind, pill))


def _drawn_event_node(node: NodeMark, layout: NetworkLayout, at: PageScale, grey: bool, bold: bool) -> DrawnGroup:
    picked = node.id == layout.focus
    hue = "dim-mark" if grey else f"lane-{node.look}"
    top, radius = at.box(node)[1], node.radius * at.scale
    x, y = at.x(node.x), top + 1.22 * radius
    cross = node.symbol == "cross"
    width = 7.0 if cross else 4.5 if picked else 3.4 if node.hollow else 2.0
    fill = "" if cross else "page" if node.hollow else hue
    dash: Dash = "hollow" if node.hollow else ""
    sign = Sign(
        node.symbol, x, y, radius, fill, "ink" if picked else hue, width, dash,
        id=node.id, name=f"Mark: {node.form}", alt=node.name,
    )  # fmt: skip
    size, small = LABEL_SIZE * at.scale, DATE_SIZE * at.scale
    lines = [line_of(line, size, "dim-text" if grey else "ink", bold) for line in node.lines]
    soft = "dim-text" if grey else "ink-2" if node.hollow else "muted"
    lines.append((Run(node.when, small, soft, italic=node.hollow),))
    words = DrawnText(
        x, top + 2.44 * radius + ASCENT * size, tuple(lines), "middle", ground="page", name=f"Label: {node.lines[0]}"
    )
    return DrawnGroup(f"{node.id}-group", f"Event: {node.title}", "", (sign, words))
